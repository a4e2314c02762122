"""A coordinator has been at somebody's home: what was seen has a day, what was not stays unknown
(R25).
"""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.errors import AlreadyDecided, Fault, Invalid
from matcher.domain.people import Trait
from matcher.store import recipient_pages
from matcher.store.audit import record
from matcher.store.recipients import HomeFact


def note(
    session: Session,
    recipient_id: str,
    seen: Mapping[Trait, bool],
    on: date,
    *,
    version: int,
    centre: str,
    by: str,
    at: datetime,
) -> None:
    """What was seen that day. A trait that is not named stays as it was, told or unknown. Raises
    Missing, AlreadyDecided; Invalid for a day to come, or when nothing was seen.
    """
    if on > swedish_day(at):
        raise Invalid({"visited_on": Fault("day_to_come")})
    if not seen:
        raise Invalid({"form": Fault("nothing_seen")})
    person = recipient_pages.whole(session, recipient_id, centre=centre)
    if not recipient_pages.claim(session, person, version):
        raise AlreadyDecided(recipient_id, "changed", None)
    known = {fact.trait: fact for fact in person.home_facts}
    for trait, present in sorted(seen.items()):
        fact = known.get(trait)
        if fact is None:
            fact = HomeFact(centre_id=centre, trait=trait)
            person.home_facts.append(fact)
        fact.present, fact.checked_on = present, on
    person.changed_at = at
    record(
        session,
        "recipient.visited",
        about="recipient",
        about_id=person.id,
        centre=centre,
        by=by,
        at=at,
        on=str(on),
    )
