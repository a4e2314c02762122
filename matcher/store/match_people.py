"""Everybody of one match, as its page shows them: asked once a noun, however many they are; and the
match of two people.
"""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased, selectinload

from matcher.domain.matches import MatchState
from matcher.domain.recipients import RecipientState
from matcher.store.matches import Match, Participant
from matcher.store.organisations import Organisation
from matcher.store.recipients import Recipient
from matcher.store.volunteers import Volunteer


def volunteers(
    session: Session, ids: Collection[str], *, with_words: bool = False, centre: str
) -> dict[str, Volunteer]:
    """These volunteers by id; with their words, where they are to be described."""
    asked = sa.select(Volunteer).where(Volunteer.centre_id == centre, Volunteer.id.in_(ids))
    if with_words:
        asked = asked.options(selectinload(Volunteer.words))
        asked = asked.execution_options(populate_existing=True)
    return {row.id: row for row in session.scalars(asked)} if ids else {}


def recipients(
    session: Session, ids: Collection[str], *, with_words: bool = False, centre: str
) -> dict[str, Recipient]:
    """These people by id, with what they have said yes to; with their words and what there is in
    their homes, where they are to be described.
    """
    asked = sa.select(Recipient).where(Recipient.centre_id == centre, Recipient.id.in_(ids))
    asked = asked.options(selectinload(Recipient.consents))
    if with_words:
        asked = asked.options(selectinload(Recipient.words), selectinload(Recipient.home_facts))
    asked = asked.execution_options(populate_existing=True)
    return {row.id: row for row in session.scalars(asked)} if ids else {}


def dead(session: Session, ids: Collection[str], *, centre: str) -> set[str]:
    """Who of these people has died."""
    asked = sa.select(Recipient.id).where(
        Recipient.centre_id == centre,
        Recipient.id.in_(ids),
        Recipient.state == RecipientState.DECEASED,
    )
    return set(session.scalars(asked)) if ids else set()


def organisations(
    session: Session, ids: Collection[str], *, centre: str
) -> dict[str, Organisation]:
    """These organisations by id, with whom one calls there."""
    of = Organisation
    asked = sa.select(of).where(of.centre_id == centre, of.id.in_(ids))
    asked = asked.options(selectinload(of.contacts))
    return {row.id: row for row in session.scalars(asked)} if ids else {}


def between(session: Session, volunteer_id: str, need_id: str, *, centre: str) -> Match | None:
    """The match that is not over in which a volunteer takes part, and a need: its own or one that
    has joined it.
    """
    here = (
        Participant.match_id == Match.id,
        Participant.said_no_at.is_(None),
        Participant.ended_on.is_(None),
    )
    hers = sa.exists().where(*here, Participant.volunteer_id == volunteer_id)
    joined = sa.exists().where(*here, Participant.need_id == need_id)
    asked = sa.select(Match).where(
        Match.centre_id == centre,
        Match.state.not_in([state for state in MatchState if state.is_over]),
        hers,
        sa.or_(Match.need_id == need_id, joined),
    )
    return session.scalars(asked.order_by(Match.approved_at.desc(), Match.id)).first()


def met_before(
    session: Session, volunteer_id: str, recipient_id: str, *, centre: str
) -> list[Match]:
    """The matches that are over in which the two have met, the newest first."""
    hers, theirs = aliased(Participant), aliased(Participant)
    asked = (
        sa.select(Match)
        .join(hers, hers.match_id == Match.id)
        .join(theirs, theirs.match_id == Match.id)
        .where(
            Match.centre_id == centre,
            Match.met_on.is_not(None),
            Match.ended_on.is_not(None),
            hers.volunteer_id == volunteer_id,
            theirs.recipient_id == recipient_id,
        )
    )
    return list(session.scalars(asked.order_by(Match.met_on.desc(), Match.id)))
