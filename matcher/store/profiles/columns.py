"""Columns to values: how one cell of a row becomes something that matching may know."""

import json
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from matcher.domain.availability import Availability
from matcher.domain.consent import ConsentKind
from matcher.domain.people import Bears, Gender, GenderWish, Level, Strength, Trait, WordStance
from matcher.domain.places import Place
from matcher.domain.spelling import folded, words

# Said around what is told of a life; alone they would be a likeness that is none.
_SILENT = frozenset(
    folded(word)
    for word in words(
        "jag är var varit har hade haft och från till med som vid ett den det mycket uppvuxen "
        "växte vuxit upp född bott bor arbetat arbetade jobbat jobbade jobbar arbetar tidigare "
        "många länge hela livet åren sedan pensionerad pensionär"
    )
)
SHORTEST = 3  # letters of a word that says something


class Words:
    """The concepts of somebody's words; those only written as they were are not matched (R93)."""

    def __init__(self, said: Iterable[Sequence[Any]], without: Set[str] = frozenset()) -> None:
        """`said` are (stance, concept); concepts in `without` are kept back."""
        self._said = [(how, concept) for how, concept in said if concept not in without]

    def of(self, stance: WordStance) -> frozenset[str]:
        """The concepts said in that sense."""
        return frozenset(concept for how, concept in self._said if how is stance and concept)


def by_owner(session: Session, asked: sa.Executable) -> dict[str, list[Sequence[Any]]]:
    """Rows by their first column, which is whose they are; the other columns as they come.

    Columns, not rows as objects: a run reads some thousand words and steps, and changes none.
    """
    found: dict[str, list[Sequence[Any]]] = {}
    for owner, *rest in session.execute(asked):
        found.setdefault(owner, []).append(rest)
    return found


def is_consented(consents: Iterable[Sequence[Any]], kind: ConsentKind, *, on: date) -> bool:
    """The person has said yes to this, and not taken it back. (kind, said on, withdrawn on)."""
    return any(
        what is kind and said_on <= on and (withdrawn_on is None or withdrawn_on > on)
        for what, said_on, withdrawn_on in consents
    )


def place(data: Mapping[str, Any] | None) -> Place | None:
    """A place, or None where it is not known."""
    return Place.from_json(data) if data else None


def availability(data: Mapping[str, Any] | None) -> Availability:
    """Times; nothing said is neither yes nor no."""
    return _availability(json.dumps(data)) if data else Availability()


@lru_cache(maxsize=4096)
def _availability(data: str) -> Availability:
    """Kept, since the same few patterns are read at every page that asks about matching."""
    return Availability.from_json(json.loads(data))


def levels(data: Mapping[str, Any]) -> dict[str, Level]:
    """How well each language is spoken, by language."""
    return {language: Level(level) for language, level in sorted(data.items())}


def gender_wish(data: Mapping[str, Any] | None) -> GenderWish | None:
    """Whom somebody would rather, or must, meet."""
    return GenderWish(Gender(data["gender"]), Strength(data["strength"])) if data else None


def bears(told: Mapping[Trait, Bears], *, with_health: bool) -> dict[Trait, Bears]:
    """An allergy is a health fact: without consent it is not known, and will be asked about."""
    return {trait: how for trait, how in told.items() if with_health or how is not Bears.ALLERGY}


def background(text: str | None) -> frozenset[str]:
    """The words of what somebody chose to tell of a life, without those that say nothing."""
    told = (folded(word) for word in words(text or ""))
    return frozenset(word for word in told if len(word) >= SHORTEST and word not in _SILENT)
