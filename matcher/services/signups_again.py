"""What somebody known writes when she signs up once more: kept for the call, and changed nowhere.

A telephone number and a first name are no proof of who writes, so nothing of the volunteer is
changed by it. What is different is shown to the coordinator who is to call her, for thirty days.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from matcher.domain.people import Gender, WordStance
from matcher.domain.volunteers import NewVolunteer
from matcher.services import tokens
from matcher.services.import_merging import differences, merged
from matcher.services.import_telling import FilledIn
from matcher.services.volunteer_rows import columns_of, told_of
from matcher.store import drafts
from matcher.store.volunteers import Volunteer, VolunteerWord

FORM = "signup_again"  # the name of its drafts; each is found by its volunteer
KEPT_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class ToldAgain:
    """What she wrote, which of it is not what we have, and when."""

    new: NewVolunteer
    differs: tuple[str, ...]  # names of fields
    at: datetime


def keep(
    session: Session, volunteer_id: str, new: NewVolunteer, *, centre: str, at: datetime
) -> None:
    """Keep it, in the place of what she wrote the time before."""
    forget(session, volunteer_id, centre=centre, at=at)
    words = [[word.stance.value, word.written, word.concept] for word in new.words]
    typed = {"columns": columns_of(new), "words": words}
    session.add(
        drafts.Draft(
            centre_id=centre, token_hash=_key(volunteer_id), form=FORM, typed=typed,
            started_at=at, changed_at=at, ends_at=at + KEPT_FOR,
        )
    )  # fmt: skip
    session.flush()


def of(
    session: Session, volunteer_id: str, known: NewVolunteer, *, centre: str, at: datetime
) -> ToldAgain | None:
    """What is kept of it and differs from what is known; None where nothing does."""
    row = drafts.by_token(session, _key(volunteer_id), FORM, centre=centre, at=at)
    if row is None:
        return None
    new = _from_json(row.typed)
    differs = differences(known, merged(known, new, FilledIn()))
    return ToldAgain(new, differs, row.changed_at) if differs else None


def forget(session: Session, volunteer_id: str, *, centre: str, at: datetime) -> None:
    """Nothing is left of it."""
    row = drafts.by_token(session, _key(volunteer_id), FORM, centre=centre, at=at)
    if row is not None:
        session.delete(row)
        session.flush()


def _key(volunteer_id: str) -> str:
    return tokens.kept(f"{FORM}:{volunteer_id}")


def _from_json(typed: dict[str, Any]) -> NewVolunteer:
    columns = dict(typed["columns"])
    columns["gender"] = Gender(columns["gender"]) if columns["gender"] else None
    words = [
        VolunteerWord(stance=WordStance(stance), written=written, concept=concept)
        for stance, written, concept in typed["words"]
    ]
    return told_of(Volunteer(**columns, words=words))
