"""Somebody described without a name, so that nobody can be known by it (R68)."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.contact_ladder import Field, volunteer_sees
from matcher.domain.people import Gender, Level, Trait, WordStance
from matcher.services import choices
from matcher.services.centres import LEAST_NAMED
from matcher.services.match_views import volunteer_view
from matcher.store import areas, recipient_pages
from matcher.store.centres import Area
from matcher.store.matches import Match, Participant
from matcher.store.recipients import Recipient
from matcher.store.volunteers import Volunteer


@dataclass(frozen=True, slots=True)
class Sketch:
    """Somebody as she may be described without a name. Age is a decade; 90 is 90 and over."""

    decade: int | None
    gender: Gender | None
    area: str | None  # never one where few live
    languages: Mapping[str, Level]
    likes: tuple[str, ...]  # concept ids
    home: tuple[Trait, ...]  # what there is there that one may not bear


def person_of(session: Session, other: Participant) -> Recipient | None:
    """The person with all that is hers; None for an organisation."""
    if other.recipient_id is None:
        return None
    return recipient_pages.whole(session, other.recipient_id, centre=other.centre_id)


def sketch_of(
    session: Session,
    match: Match,
    one: Participant,
    other: Participant,
    person: Recipient | None,
    *,
    at: datetime,
) -> Sketch | None:
    """The person as this volunteer may see her now; None where she may not be described."""
    view = volunteer_view(match, one, other, person)
    if person is None or Field.SKETCH not in volunteer_sees(view, at=at):
        return None
    return sketch_of_person(session, person, at=at)


def sketch_of_person(session: Session, person: Recipient, *, at: datetime) -> Sketch:
    """The person, whoever may read it; her words must be loaded."""
    hidden = choices.of(session, centre=person.centre_id).sensitive
    return sketches_of_people(session, [person], hidden, centre=person.centre_id, at=at)[person.id]


def sketches_of_people(
    session: Session, people: Sequence[Recipient], hidden: Set[str], *, centre: str, at: datetime
) -> dict[str, Sketch]:
    """The same of several, by id; `hidden` are the centre's sensitive words."""
    living_in = {person.area_id for person in people if person.area_id}
    found = areas.some(session, living_in, centre=centre)
    return {
        person.id: Sketch(
            decade=_decade(person.birth_year, at),
            gender=person.gender,
            area=_named(found.get(person.area_id or "")),
            languages=_spoken(person, hidden),
            likes=_liked(person, hidden),
            home=tuple(fact.trait for fact in person.home_facts if fact.present),
        )
        for person in people
    }


def sketch_of_volunteer(volunteer: Volunteer, hidden: Set[str], *, at: datetime) -> Sketch:
    """A volunteer as a person may hear of her: nothing of where she lives."""
    return Sketch(
        decade=_decade(volunteer.birth_year, at),
        gender=None,
        area=None,
        languages=_spoken(volunteer, hidden),
        likes=_liked(volunteer, hidden),
        home=(),
    )


def _spoken(one: Recipient | Volunteer, hidden: Set[str]) -> dict[str, Level]:
    return {word: Level(level) for word, level in one.languages.items() if word not in hidden}


def _liked(one: Recipient | Volunteer, hidden: Set[str]) -> tuple[str, ...]:
    liked = (word.concept for word in one.words if word.stance is WordStance.LIKES)
    return tuple(sorted({concept for concept in liked if concept and concept not in hidden}))


def _decade(birth_year: int | None, at: datetime) -> int | None:
    return None if birth_year is None else min((at.year - birth_year) // 10 * 10, 90)


def _named(area: Area | None) -> str | None:
    """An area is named only when it is known that many live there (R68)."""
    return area.name if area and (area.inhabitants or 0) >= LEAST_NAMED else None
