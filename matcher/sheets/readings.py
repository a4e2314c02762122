"""What became of one cell, and what reading it needs to know of the world.

    Understood   a value, said back to the coordinator before anything is kept
    Unsure       a question with ready answers; `value` is what is beyond doubt all the same
    Refused      nothing is kept of it, for the reason that is told

Answers are texts that take the place of the cell, so an answered row is simply read again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from matcher.domain.clearance import ExtractPolicy
from matcher.domain.errors import Fault
from matcher.domain.gazetteer import Gazetteer
from matcher.domain.places import Place
from matcher.domain.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Understood:
    """What the cell means."""

    value: object


@dataclass(frozen=True, slots=True)
class Unsure:
    """What to ask, texts that would answer it, and what is kept until somebody has. Asked about a
    `piece` of the cell, the texts take its place; else that of the whole cell.
    """

    fault: Fault
    choices: tuple[str, ...] = ()
    value: object = None
    piece: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why nothing of the cell is kept."""

    fault: Fault


Reading = Understood | Unsure | Refused


@dataclass(frozen=True, slots=True)
class World:
    """What a row is read against. `areas` are the centre's own: folded name → (id, place)."""

    vocabulary: Vocabulary
    gazetteer: Gazetteer
    areas: Mapping[str, tuple[str, Place]]
    near: Place | None  # the centre: of two places of one name the nearer is meant
    on: date  # today
    least_age: int  # years: the lowest of any type of uppdrag (R15)
    settled: frozenset[str] = frozenset()  # words that somebody has said to keep as they stand
    is_day_first: bool = False  # the list's own days are surely written so: 23/9
    # The laws under which the centre asks to be shown an extract: of no other one is kept (R13).
    extracts: frozenset[ExtractPolicy] = frozenset({ExtractPolicy.CHILDREN, ExtractPolicy.HOME})


def unsure(
    code: str, *choices: str, value: object = None, piece: str = "", **facts: str | int
) -> Unsure:
    """A question by its code."""
    return Unsure(Fault(code, facts), tuple(dict.fromkeys(choices)), value, piece)


def refused(code: str, **facts: str | int) -> Refused:
    """A refusal by its code."""
    return Refused(Fault(code, facts))
