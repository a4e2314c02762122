"""What a centre may turn: weights, dial, priority, promise. Read from `config/matching.toml`.

`Params` cannot be wrong: it checks itself and tells all faults at once. The same choices have
the same fingerprint on every machine; it is stored with each run (R49).
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from matcher.domain.errors import Fault, Invalid
from matcher.domain.travel import DEFAULT_SPEEDS, Speeds
from matcher.engine.features.notice import Notice

THOUSANDTHS = 1000
HUNDRED_POINTS = 100 * THOUSANDTHS  # a whole fit, and a whole priority, in thousandths of a point

CRITERIA_IDS = (
    "interests",
    "tasks",
    "time",
    "closeness",
    "languages",
    "form",
    "background",
    "commitment",
    "wishes",
)
NUMBERS = {  # what each number must lie between, both ends included
    "version": (1, 1_000_000),
    "waiting_points": (0, 100),
    "waiting_halfway_days": (1, 10_000),
    "stability_points": (0, 20),
    "interests_full": (100, 100_000),
    "related_task": (1, THOUSANDTHS),
    "closeness_halving_metres": (100, 1_000_000),
    "alternatives": (0, 3),  # R53
    "extra_appearances": (0, 2),  # R53
    "near_misses": (0, 3),
    "lead_days": (0, 60),
    "short_notice_days": (0, 60),
}
_TABLES = ("weights", "dial", "class_points", "promise_weeks", "bands")
ADDED = {"lead_days": 0, "short_notice_days": 0}  # what runs of before were made with


@dataclass(frozen=True, slots=True)
class Dial:
    """What the sum of a week should favour, in per cent; together 100."""

    fit: int
    served: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Params:
    """All the engine's choices. Raises Invalid, with every fault, unless they can be followed."""

    version: int
    weights: Mapping[str, int]  # of each criterion; only their proportions count
    dial: Dial
    class_points: Mapping[int, int]  # priority class → points of 100
    waiting_points: int  # the most that waiting can add, points of 100
    waiting_halfway_days: int  # after so many days half of it has been added
    promise_weeks: Mapping[int, int]  # priority class → nobody waits longer without a proposal
    stability_points: int  # a pair proposed before and undecided is worth so much more
    interests_full: int  # thousandths of rarity that give all points
    related_task: int  # from this relation (thousandths) one task stands in for another
    closeness_halving_metres: int  # closeness falls to half at this distance
    bands: tuple[tuple[int, str], ...]  # from so many points up: a word; highest first
    alternatives: int  # ranked beside the suggestions of a need, at most
    extra_appearances: int  # of a volunteer in a week's lists, beyond her free capacity
    near_misses: int  # told for somebody without a suggestion
    lead_days: int  # from asking to the first meeting
    short_notice_days: int  # the same where the need is at short notice
    speeds: Speeds = DEFAULT_SPEEDS  # of the volunteers' ways of travelling
    in_person: frozenset[str] = frozenset()  # tasks that nobody does from afar; the vocabulary's

    def __post_init__(self) -> None:
        if faults := dict(_faults(self)):
            raise Invalid(faults)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Params":
        """From what tomllib reads. Raises Invalid for what is missing, unknown or wrong."""
        tables = {name: data.get(name) for name in ("matching", *_TABLES)}
        faults = {name: Fault("missing") for name, table in tables.items() if table is None}
        faults |= {name: Fault("unknown") for name in data if name not in (*tables, "travel")}
        if faults:
            raise Invalid(faults)
        return cls(
            **_numbers({**ADDED, **data["matching"]}),
            weights=dict(data["weights"]),
            dial=Dial(**_numbers(data["dial"], ("fit", "served", "waiting"))),
            class_points=_by_class(data["class_points"]),
            promise_weeks=_by_class(data["promise_weeks"]),
            bands=tuple(sorted(((n, word) for word, n in data["bands"].items()), reverse=True)),
            speeds=_speeds(data.get("travel", {})),
            in_person=frozenset(),
        )

    @property
    def notice(self) -> Notice:
        """How long it takes to ask first, in days."""
        return Notice(self.lead_days, self.short_notice_days)

    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits that differ whenever any choice does. What the vocabulary
        says is no choice, and has a fingerprint of its own.
        """
        told = {name: value for name, value in asdict(self).items() if name != "in_person"}
        plain = json.dumps(told, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(plain.encode()).hexdigest()[:16]

    def band(self, fit: int) -> str | None:
        """The word for a fit (thousandths), or None below the lowest band."""
        points = (fit + THOUSANDTHS // 2) // THOUSANDTHS
        return next((word for least, word in self.bands if points >= least), None)


def _numbers(table: Mapping[str, Any], names: tuple[str, ...] = tuple(NUMBERS)) -> dict[str, int]:
    faults = {name: Fault("missing") for name in names if name not in table}
    faults |= {name: Fault("unknown") for name in table if name not in names}
    if faults:
        raise Invalid(faults)
    return dict(table)


def _speeds(table: Mapping[str, float]) -> Speeds:
    try:
        return Speeds.from_config(table)
    except ValueError as wrong:
        raise Invalid({"travel": Fault("impossible", {"why": str(wrong)})}) from wrong


def _by_class(table: Mapping[str, int]) -> dict[int, int]:
    """TOML's keys are strings: "1" is class 1."""
    if wrong := [key for key in table if not key.isdecimal()]:
        raise Invalid({key: Fault("not_a_class") for key in wrong})
    return {int(key): value for key, value in sorted(table.items())}


def _faults(params: Params) -> Iterator[tuple[str, Fault]]:
    for name, (low, high) in NUMBERS.items():
        if not _is_between(getattr(params, name), low, high):
            yield name, Fault("out_of_range", {"low": low, "high": high})
    yield from _weight_faults(params.weights)
    dial = asdict(params.dial)
    if not all(_is_between(share, 0, 100) for share in dial.values()) or sum(dial.values()) != 100:
        yield "dial", Fault("not_a_hundred", dial)
    for number, points in params.class_points.items():
        if not _is_between(points, 0, 100 - params.waiting_points):
            yield f"class_points.{number}", Fault("above_a_hundred_with_waiting")
    for number, weeks in params.promise_weeks.items():
        if number not in params.class_points or not _is_between(weeks, 1, 520):
            yield f"promise_weeks.{number}", Fault("out_of_range", {"low": 1, "high": 520})
    if not all(_is_between(least, 1, 100) for least, _ in params.bands):
        yield "bands", Fault("out_of_range", {"low": 1, "high": 100})


def _weight_faults(weights: Mapping[str, int]) -> Iterator[tuple[str, Fault]]:
    for name in CRITERIA_IDS:
        if name not in weights:
            yield f"weights.{name}", Fault("missing")
    for name, weight in weights.items():
        if name not in CRITERIA_IDS:
            yield f"weights.{name}", Fault("unknown")
        elif not _is_between(weight, 0, 10_000):
            yield f"weights.{name}", Fault("out_of_range", {"low": 0, "high": 10_000})
        elif not any(weights.values()):
            yield f"weights.{name}", Fault("all_zero")


def _is_between(value: object, low: int, high: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
