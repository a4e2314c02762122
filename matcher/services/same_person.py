"""Whether somebody of whom we have a page may be somebody we have already: two ways in lead here,
and whoever refers her does not know that she has called. It is shown, and a coordinator decides.
"""

from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz
from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.recipients import RecipientState
from matcher.domain.spelling import folded
from matcher.services.duplicates import GONE, SAME_NAME
from matcher.store import people
from matcher.store.people import Person
from matcher.store.recipients import Recipient


@dataclass(frozen=True, slots=True)
class MaybeSame:
    """Another of the same kind, and what the two share."""

    id: str
    first_name: str
    surname: str
    since: date  # waits since, or came to us; of who is dead, the day on which we noted it
    is_dead: bool
    by_phone: bool  # or e-mail; else the name and the year of birth


def of(session: Session, person: Person) -> tuple[MaybeSame, ...]:
    """Who may be the same as that volunteer or recipient, the oldest first: reached as she is, and
    called nearly the same; or of the very name and the year of birth. Who has ended is settled; who
    has died is told of first of all, for a letter must not go to her other row (R63).
    """
    found = (
        MaybeSame(
            one.id, one.first_name, one.surname, _since(one), _is_dead(one),
            _is_reached_alike(person, one),
        )
        for one in people.reached_or_called_alike(session, person)
        if _is_alike(person, one) and (_is_dead(one) or one.state not in GONE)
    )  # fmt: skip
    return tuple(sorted(found, key=lambda one: not one.is_dead))


def _is_alike(person: Person, other: Person) -> bool:
    """A couple shares a telephone, and often a surname: the first names must meet."""
    if _is_reached_alike(person, other):
        near: float = fuzz.ratio(folded(person.first_name), folded(other.first_name))
        return near >= SAME_NAME
    years = {person.birth_year, other.birth_year}
    return _name(person) == _name(other) and len(years) == 1 and None not in years


def _is_reached_alike(person: Person, other: Person) -> bool:
    has_phone = person.phone is not None and person.phone == other.phone
    return has_phone or (person.email is not None and person.email == other.email)


def _name(person: Person) -> str:
    return folded(f"{person.first_name} {person.surname}")


def _is_dead(person: Person) -> bool:
    return person.state is RecipientState.DECEASED


def _since(person: Person) -> date:
    if _is_dead(person):
        return swedish_day(person.changed_at)
    if isinstance(person, Recipient):
        return person.waiting_since
    return swedish_day(person.created_at)
