"""The volunteer whom those who wait with nobody lack: which hours, where, in which language.

Invented volunteers are laid beside the pool, one for each place, hours and language that those
who wait might ask for; who is open to most is the first to look for, and the next is who is open
to most of the others: the greedy choice of few sets that cover most (Nemhauser, Wolsey & Fisher,
*An analysis of approximations for maximizing submodular set functions*, 1978, who prove of it that
it covers no less than 63 % of what the best few could; here only the choice is theirs, since a
second language is held against her). Each is then told by what the week would be with her in it.

Axes: s volunteers one might seek, n needs that wait.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from matcher.domain.answers import Recipe, Remedy, Sides
from matcher.domain.availability import from_grid
from matcher.domain.clearance import AssignmentType
from matcher.domain.needs import NeedProfile
from matcher.domain.people import Level
from matcher.domain.places import Place
from matcher.domain.suggestions import Subject
from matcher.domain.travel import Mode
from matcher.domain.volunteers import VolunteerProfile
from matcher.domain.when.day_parts import AFTERNOON, EVENING, FORENOON
from matcher.engine import features as arrays_of
from matcher.engine import rules as rulebook
from matcher.engine.answers.changes import Scenario
from matcher.engine.answers.whatif import side_by_side
from matcher.engine.arrays import Bools, Ints
from matcher.engine.blocks import blocks
from matcher.engine.features.words import Related
from matcher.engine.solving import Solved

MOST_RECRUITS = 3
MOST_LANGUAGES = 3
MOST_PLACES = 8
COMMON = "swedish"
REACH_MINUTES = 30
MONTHS = 12
HOURS: Mapping[str, tuple[tuple[int, str], ...]] = {
    "weekday_forenoons": tuple((day, FORENOON) for day in range(5)),
    "weekday_afternoons": tuple((day, AFTERNOON) for day in range(5)),
    "weekday_evenings": tuple((day, EVENING) for day in range(5)),
    "weekends": tuple((day, part) for day in (5, 6) for part in (FORENOON, AFTERNOON)),
}


@dataclass(frozen=True, slots=True)
class Sought:
    """A volunteer one could look for."""

    hours: str  # of HOURS
    place: Place | None
    language: str | None  # beside Swedish
    near: str  # a need that she would live near: the page says where

    def profile(self, public_id: str) -> VolunteerProfile:
        """Cleared for all, by bus; what she likes and would do is not known."""
        spoken = [COMMON, self.language] if self.language else [COMMON]
        return VolunteerProfile(
            id=public_id,
            place=self.place,
            modes=frozenset({Mode.BUS}),
            reach_minutes=REACH_MINUTES,
            availability=from_grid(HOURS[self.hours]),
            languages=dict.fromkeys(spoken, Level.NATIVE),
            missing_gates=dict.fromkeys(AssignmentType, ()),
            commitment_months=MONTHS,
        )


def recruits(solved: Solved, related: Related, most: int = MOST_RECRUITS) -> tuple[Remedy, ...]:
    """Whom to look for, the one who is open to most of those who wait first."""
    lacking = [solved.features.needs[n] for n in np.flatnonzero(solved.unserved_n).tolist()]
    sought = list(_sought_by(lacking))
    open_sn = _open(solved, sought, lacking, related)
    asks_language_s = np.array([one.language is not None for one in sought], dtype=np.int64)
    return tuple(
        _remedy(solved, sought[s], _whom(s, sought, open_sn, lacking), related)
        for s in _cover(open_sn, asks_language_s, most)
    )


class _Whom(NamedTuple):
    """To whom one could go, and to how many of them with Swedish alone."""

    open_to: list[str]
    by_swedish: int


def _whom(
    s: int, sought: Sequence[Sought], open_sn: Bools, lacking: Sequence[NeedProfile]
) -> _Whom:
    plain = sought.index(replace(sought[s], language=None))
    open_to = [lacking[n].id for n in np.flatnonzero(open_sn[s]).tolist()]
    return _Whom(open_to, int((open_sn[s] & open_sn[plain]).sum()))


def _sought_by(lacking: Sequence[NeedProfile]) -> Iterator[Sought]:
    """What most of those who wait would ask for first; of as many, the first met."""
    foreign = Counter(one for need in lacking for one in sorted(_foreign(need)))
    languages = [None, *(one for one, _count in foreign.most_common(MOST_LANGUAGES))]
    homes = [(need.place, need.id) for need in lacking if need.place and need.place.known]
    near = dict(reversed(homes))
    for place, _count in Counter(place for place, _id in homes).most_common(MOST_PLACES):
        for language in languages:
            for hours in HOURS:
                yield Sought(hours, place, language, near[place])


def _foreign(need: NeedProfile) -> set[str]:
    """Languages without which one cannot talk with her."""
    spoken = need.talked_in
    return set(need.must_languages - {COMMON}) or set(() if COMMON in spoken else spoken)


def _open(
    solved: Solved, sought: Sequence[Sought], lacking: Sequence[NeedProfile], related: Related
) -> Bools:
    """Which of those who wait each could go to: every rule is asked."""
    invented = tuple(one.profile(f"wanted-{s:04}") for s, one in enumerate(sought))
    pool = replace(
        solved.pool, volunteers=invented, needs=tuple(lacking), locked=frozenset(),
        frozen=frozenset(), blocked=frozenset(), proposed=frozenset(),
    )  # fmt: skip
    params = solved.params
    features = arrays_of.build(pool, related, params.speeds, params.notice, params.in_person)
    row_of = {need.id: n for n, need in enumerate(lacking)}
    found = np.zeros((len(sought), len(lacking)), dtype=bool)
    order = [row_of[need.id] for need in features.needs]
    for block in blocks(features):
        judged = rulebook.judge(solved.rules, block)
        found[:, [order[n] for n in block.rows_n.tolist()]] = judged.allowed_vn
    return found


def _cover(open_sn: Bools, asks_language_s: Ints, most: int) -> list[int]:
    """The one open to most, then the one open to most of the rest. A second language is asked for
    only where it opens two more: fewer can answer to it.
    """
    chosen: list[int] = []
    left_n = np.ones(open_sn.shape[1], dtype=bool)
    while len(chosen) < most and len(open_sn):
        counts = (open_sn & left_n).sum(axis=1) - asks_language_s
        s = int(np.argmax(counts))
        if counts[s] <= 0:
            break
        chosen.append(s)
        left_n &= ~open_sn[s]
    return chosen


def _remedy(solved: Solved, one: Sought, whom: _Whom, related: Related) -> Remedy:
    facts = {"hours": one.hours, "language": one.language, **whom._asdict()}
    sides = _with(solved, one, related)
    if one.language is not None and whom.by_swedish:
        plain = _with(solved, replace(one, language=None), related)
        facts["swedish_will_do"] = _changed(plain) == _changed(sides)
    return Remedy(Recipe.RECRUIT, Subject.NEED, one.near, facts, sides)


def _with(solved: Solved, one: Sought, related: Related) -> Sides:
    return side_by_side(solved, Scenario(volunteers=(one.profile("sought"),)), related)


def _changed(sides: Sides) -> tuple[set[str], set[str]]:
    """Whom it gives somebody who had nobody, and whom it leaves with nobody."""
    shifts = sides.difference.shifts
    gained = {one.need_id for one in shifts if not one.before}
    return gained, {one.need_id for one in shifts if not one.after}
