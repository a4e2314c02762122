"""Columns to values: how one cell of a row becomes something that matching may know.

Cells of JSON come as text and are read once for each different text: a centre says the same few
times, places and languages over and over, at every page that asks about matching. What is kept is
never changed by anybody, and holds no word of a life.
"""

import json
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from matcher.domain.availability import Availability
from matcher.domain.consent import ConsentKind
from matcher.domain.people import (
    Bears,
    Form,
    Gender,
    GenderWish,
    Level,
    Strength,
    Trait,
    Traits,
    WordStance,
)
from matcher.domain.places import Place
from matcher.domain.spelling import folded, words
from matcher.domain.travel import Mode
from matcher.store.recipients import Consent, Recipient
from matcher.store.volunteers import Volunteer

# Said around what is told of a life; alone they would be a likeness that is none.
_SILENT = frozenset(
    folded(word)
    for word in words(
        "jag är var varit har hade haft och från till med som vid ett den det mycket uppvuxen "
        "växte vuxit upp född bott bor arbetat arbetade jobbat jobbade jobbar arbetar tidigare "
        "många länge hela livet åren sedan pensionerad pensionär"
    )
)
KEPT = 4096  # different texts of each kind: tens of centres say no more
Borne = tuple[tuple[Trait, Bears], ...]
SHORTEST = 3  # letters of a word that says something


class Words:
    """The concepts of somebody's words; those only written as they were are not matched (R93)."""

    def __init__(self, said: Iterable[Sequence[Any]], without: Set[str] = frozenset()) -> None:
        """`said` are (stance, concept); concepts in `without` are kept back."""
        self._said = [(how, concept) for how, concept in said if concept not in without]

    def of(self, stance: WordStance) -> frozenset[str]:
        """The concepts said in that sense."""
        return frozenset(concept for how, concept in self._said if how is stance and concept)

    def liked(self, pastimes: Set[str]) -> frozenset[str]:
        """What she likes: by her own word, and the pastimes among what she would do with another,
        but for what she says that she does not like.
        """
        done = self.of(WordStance.DOES) & pastimes
        return self.of(WordStance.LIKES) | (done - self.of(WordStance.DISLIKES))

    def says_more(self, stance: WordStance) -> bool:
        """Whether something was said in that sense that is no concept."""
        return any(how is stance and not concept for how, concept in self._said)


def by_owner(session: Session, asked: sa.Executable) -> dict[str, list[Sequence[Any]]]:
    """Rows by their first column, which is whose they are; the other columns as they come.

    Columns, not rows as objects: a run reads some thousand words and steps, and changes none.
    """
    found: dict[str, list[Sequence[Any]]] = {}
    for owner, *rest in session.execute(asked):
        found.setdefault(owner, []).append(rest)
    return found


def consented(
    one: type[Volunteer] | type[Recipient], kind: ConsentKind, *, on: date
) -> sa.Label[bool]:
    """Whether she has said yes to this by that day, and not taken it back; under the kind's name.
    A column of her row, so that it is no question of its own.
    """
    said = aliased(Consent)
    whose = said.volunteer_id if one is Volunteer else said.recipient_id
    stands = sa.or_(said.withdrawn_on.is_(None), said.withdrawn_on > on)
    hers = sa.exists().where(whose == one.id, said.centre_id == one.centre_id)
    return hers.where(said.kind == kind, said.said_on <= on, stands).label(kind.value)


def written(column: InstrumentedAttribute[Any]) -> sa.Label[str]:
    """A cell of JSON as it lies, under its own name: what it says is read below, each text once."""
    return sa.cast(column, sa.Text).label(column.key)


def _read(cell: str | None) -> Any:
    return json.loads(cell) if cell else None


@lru_cache(maxsize=KEPT)
def place(cell: str | None) -> Place | None:
    """A place, or None where it is not known."""
    data = _read(cell)
    return Place.from_json(data) if data else None


@lru_cache(maxsize=KEPT)
def availability(cell: str | None) -> Availability:
    """Times; nothing said is neither yes nor no."""
    data = _read(cell)
    return Availability.from_json(data) if data else Availability()


@lru_cache(maxsize=KEPT)
def modes(cell: str | None) -> frozenset[Mode]:
    """How somebody gets about."""
    return frozenset(Mode(mode) for mode in _read(cell))


@lru_cache(maxsize=KEPT)
def forms(cell: str | None) -> frozenset[Form]:
    """Forms of company."""
    return frozenset(Form(form) for form in _read(cell))


@lru_cache(maxsize=KEPT)
def names(cell: str | None) -> frozenset[str]:
    """A list of ids."""
    return frozenset(_read(cell))


def levels(cell: str | None) -> dict[str, Level]:
    """How well each language is spoken, by language."""
    return dict(_levels(cell))


@lru_cache(maxsize=KEPT)
def _levels(cell: str | None) -> tuple[tuple[str, Level], ...]:
    return tuple((language, Level(level)) for language, level in sorted(_read(cell).items()))


@lru_cache(maxsize=KEPT)
def gender_wish(cell: str | None) -> GenderWish | None:
    """Whom somebody would rather, or must, meet."""
    data = _read(cell)
    return GenderWish(Gender(data["gender"]), Strength(data["strength"])) if data else None


def traits(cell: str | None, *, with_health: bool) -> Traits:
    """What a volunteer has and bears."""
    has, told = _traits(cell)
    return Traits(dict(has), bears(dict(told), with_health=with_health))


@lru_cache(maxsize=KEPT)
def _traits(cell: str | None) -> tuple[tuple[tuple[Trait, bool], ...], Borne]:
    told = Traits.from_json(_read(cell))
    return tuple(told.has.items()), tuple(told.bears.items())


def borne(cell: str | None) -> dict[Trait, Bears]:
    """How a person who waits bears what others have."""
    return dict(_borne(cell))


@lru_cache(maxsize=KEPT)
def _borne(cell: str | None) -> Borne:
    return tuple((Trait(trait), Bears(how)) for trait, how in sorted(_read(cell).items()))


def bears(told: Mapping[Trait, Bears], *, with_health: bool) -> dict[Trait, Bears]:
    """An allergy is a health fact: without consent it is not known, and will be asked about."""
    return {trait: how for trait, how in told.items() if with_health or how is not Bears.ALLERGY}


def background(text: str | None) -> frozenset[str]:
    """The words of what somebody chose to tell of a life, without those that say nothing."""
    told = (folded(word) for word in words(text or ""))
    return frozenset(word for word in told if len(word) >= SHORTEST and word not in _SILENT)
