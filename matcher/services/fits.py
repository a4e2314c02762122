"""How well two suit each other as pages show it: whole points, of parts that add up."""

from dataclasses import dataclass

from matcher.domain.suggestions import Explanation, Part
from matcher.engine.explanation import shown_points
from matcher.engine.params import THOUSANDTHS, Params

_OF_PERSONS = frozenset({"interests", "background"})  # criteria


@dataclass(frozen=True, slots=True)
class Points:
    """One part of a fit, in whole points; over all parts `got` adds up to the fit."""

    criterion: str
    got: int
    of: int
    unknown: int
    is_of_nobody: bool = False  # nothing was told of it, and nobody is asked: not worth a line


@dataclass(frozen=True, slots=True)
class Fit:
    """How well two suit each other: a band's word, and the parts."""

    band: str | None
    parts: tuple[Points, ...]

    @property
    def points(self) -> int:
        """Whole points of a hundred."""
        return sum(part.got for part in self.parts)


def fit_of(explanation: Explanation, params: Params) -> Fit:
    """The fit in whole points, that add up to the rounded sum as the engine rounds it."""
    parts = explanation.parts
    got, of = shown_points(parts), shown_points([_whole(part) for part in parts])
    shown = (
        Points(
            part.criterion,
            earned,
            most,
            min(part.unknown // THOUSANDTHS, most - earned),
            is_of_nobody=not earned and _is_of_nobody(part),
        )
        for part, earned, most in zip(parts, got, of, strict=True)
    )
    return Fit(params.band(explanation.fit), tuple(shown))


def _is_of_nobody(part: Part) -> bool:
    """One of the two has told nothing, and is not asked to: what an organisation has no life of."""
    is_untold = part.criterion in _OF_PERSONS and bool(part.evidence.get("missing"))
    return is_untold and not part.unknown


def whole(thousandths: int) -> int:
    """Whole points, rounded as the engine rounds them."""
    return (thousandths + THOUSANDTHS // 2) // THOUSANDTHS


def _whole(part: Part) -> Part:
    return Part(part.criterion, points=part.of, of=part.of)
