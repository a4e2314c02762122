"""All that has been done about somebody: deeds about her and her matches, and what came of each."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session

from matcher.store.audit import Deed
from matcher.store.matches import Participant


def others_in_matches_of(
    session: Session, person_id: str, *, centre: str
) -> dict[str, list[Participant]]:
    """For each match that she has been asked into, ended ones too, those of the other side."""
    hers = sa.or_(Participant.volunteer_id == person_id, Participant.recipient_id == person_id)
    asked = sa.select(Participant.match_id).where(Participant.centre_id == centre, hers)
    everybody = session.scalars(
        sa.select(Participant)
        .where(Participant.centre_id == centre, Participant.match_id.in_(asked))
        .order_by(Participant.match_id, Participant.id)
    ).all()
    gives = {one.match_id for one in everybody if one.volunteer_id == person_id}
    found: dict[str, list[Participant]] = {}
    for one in everybody:
        others = found.setdefault(one.match_id, [])
        if (one.volunteer_id is None) == (one.match_id in gives):
            others.append(one)
    return found


def deeds_about(session: Session, ids: Collection[str], *, centre: str, limit: int) -> list[Deed]:
    """The latest deeds about any of these, the newest first."""
    asked = sa.select(Deed).where(Deed.centre_id == centre, Deed.about_id.in_(ids))
    return list(session.scalars(asked.order_by(Deed.id.desc()).limit(limit)))
