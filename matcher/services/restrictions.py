"""Nothing is done with what is known of somebody for now (art. 18, 21; R77).

Whoever says that something is wrong, or does not want to be weighed, stays as told and is suggested
to nobody until it is settled: the engine's rule has no override. Nothing is thrown away meanwhile,
and what two have begun goes on, since it is theirs. No reason is kept.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.errors import NotNow
from matcher.services import week_upkeep
from matcher.store import centres, people
from matcher.store.people import Person, kind, note
from matcher.store.volunteers import Volunteer


def restrict(
    session: Session, about: str, person_id: str, *, centre: str, by: str, at: datetime
) -> None:
    """From now on that one is suggested to nobody, also not in the week shown, and stands among
    those without suggestion with the reason. `about` is "volunteer" or "recipient". Raises
    Missing; NotNow when it is so already.
    """
    person = _taken(session, about, person_id, centre=centre)
    if person.restricted_at is not None:
        raise NotNow("restriction", "on", "restrict")
    person.restricted_at = person.changed_at = at
    note(session, f"{kind(person)}.restricted", person, by=by, at=at)
    if isinstance(person, Volunteer):
        hers = [person.id]
        week_upkeep.keep_up(session, volunteers=hers, why="rests", centre=centre, by=by, at=at)
    else:
        week_upkeep.recipient_out(session, person.id, why="rests", centre=centre, by=by, at=at)


def lift(
    session: Session, about: str, person_id: str, *, centre: str, by: str, at: datetime
) -> None:
    """It is settled: that one is in the week shown again. Raises Missing; NotNow when nothing was
    restricted.
    """
    person = _taken(session, about, person_id, centre=centre)
    if person.restricted_at is None:
        raise NotNow("restriction", "off", "lift")
    person.restricted_at, person.changed_at = None, at
    note(session, f"{kind(person)}.released", person, by=by, at=at)
    if isinstance(person, Volunteer):
        week_upkeep.let_in(session, person, why="back", centre=centre, by=by, at=at)
    else:
        week_upkeep.recipient_in(session, person.id, centre=centre, by=by, at=at)


def _taken(session: Session, about: str, person_id: str, *, centre: str) -> Person:
    centres.take_turn(session, centre)
    return people.one(session, about, person_id, centre=centre)
