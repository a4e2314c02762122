"""Invented organisations and their local needs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from matcher.demo import names
from matcher.demo.chances import Dice
from matcher.demo.volunteers import said
from matcher.domain.availability import weekly
from matcher.domain.needs import NeedKind, NewNeed
from matcher.domain.organisations import NewOrganisation
from matcher.domain.people import Form, WordStance
from matcher.domain.places import Place
from matcher.domain.vocabulary import Vocabulary
from matcher.domain.when.day_parts import quarter


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an organisation asks for again and again."""

    organisation: str
    title: str
    task: str
    weekday: int
    hours: tuple[int, int]
    seats: int
    children: bool = False
    knows: tuple[str, ...] = ()


WANTED = (
    Wanted("Träffpunkt Linden", "Kaféservering, torsdagar", "meeting_place_host", 3, (13, 16), 3),
    Wanted("Träffpunkt Linden", "Högläsning", "reading_aloud", 1, (10, 12), 1),
    Wanted("Äldreboendet Solgläntan", "Sång och fika", "care_home_activity", 2, (14, 16), 2),
    Wanted("Äldreboendet Solgläntan", "Rullstolspromenad", "wheelchair_outing", 0, (10, 12), 4),
    Wanted("Studiestödet", "Läxhjälp, eftermiddag", "homework_help", 1, (15, 17), 4, children=True),
    Wanted("Studiestödet", "Läxhjälp, kvällar", "homework_help", 3, (17, 19), 3, children=True),
    Wanted("Språkkaféet Bron", "Språkträning", "language_practice", 2, (17, 19), 5),
    Wanted("Föreningen Tillsammans", "Utflykt med buss", "outings", 5, (10, 15), 2),
    Wanted("Anhörigföreningen", "Samtalsgrupp", "conversation_group", 4, (13, 15), 1,
           knows=("listening_skills",)),
    Wanted("Pensionärsringen", "Digital hjälp", "digital_help", 0, (13, 15), 2,
           knows=("computer_skills",)),
)  # fmt: skip


def organisations(dice: Dice) -> Iterator[NewOrganisation]:
    """Every organisation once, with somebody to call."""
    for name in dict.fromkeys(wanted.organisation for wanted in WANTED):
        yield NewOrganisation(
            name=name,
            contact_name=f"{dice.one(names.YOUNGER_WOMEN)} {dice.one(names.SURNAMES)}",
            contact_phone=dice.phone(),
        )


def local_need(dice: Dice, words: Vocabulary, wanted: Wanted, place: Place, on: date) -> NewNeed:
    """What it wants now, there, until the end of spring."""
    first, last = wanted.hours
    return NewNeed(
        kind=NeedKind.LOCAL,
        waiting_since=on - timedelta(weeks=dice.waited_weeks(4, 20)),
        title=wanted.title,
        seats=wanted.seats,
        forms=frozenset({Form.GROUP}),
        preferred_form=Form.GROUP,
        place=place,
        availability=weekly([wanted.weekday], quarter(first), quarter(last)),
        minutes=(last - first) * 60 - 30,
        until_on=date(on.year + 1, 6, 5),
        children_present=wanted.children,
        min_age=18 if wanted.children else None,
        words=said(words, {WordStance.DOES: (wanted.task,), WordStance.KNOWS: wanted.knows}),
        may_be_shown=True,
    )
