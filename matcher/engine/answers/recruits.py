"""The volunteer whom those who wait with nobody lack: which hours, where, in which language.

Invented volunteers are laid beside the pool, one for each place, hours and language that those
who wait might ask for; who is open to most is the first to look for, and the next is who is open
to most of the others (greedy cover: Nemhauser, Wolsey & Fisher 1978). Each is then told by what the
week would be with her in it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from matcher.domain.answers import Recipe, Remedy
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
class Wanted:
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
    wanted = list(_wanted(lacking))
    open_wn = _open(solved, wanted, lacking, related)
    asks_language_w = np.array([one.language is not None for one in wanted], dtype=np.int64)
    return tuple(
        _remedy(solved, wanted[w], _whom(w, wanted, open_wn, lacking), related)
        for w in _cover(open_wn, asks_language_w, most)
    )


class _Whom(NamedTuple):
    """To whom one could go, and to how many of them with Swedish alone."""

    open_to: list[str]
    by_swedish: int


def _whom(
    w: int, wanted: Sequence[Wanted], open_wn: Bools, lacking: Sequence[NeedProfile]
) -> _Whom:
    plain = wanted.index(replace(wanted[w], language=None))
    open_to = [lacking[n].id for n in np.flatnonzero(open_wn[w]).tolist()]
    return _Whom(open_to, int((open_wn[w] & open_wn[plain]).sum()))


def _wanted(lacking: Sequence[NeedProfile]) -> Iterator[Wanted]:
    """What most of those who wait would ask for first; of as many, the first met."""
    foreign = Counter(one for need in lacking for one in sorted(_foreign(need)))
    languages = [None, *(one for one, _count in foreign.most_common(MOST_LANGUAGES))]
    homes = [(need.place, need.id) for need in lacking if need.place and need.place.known]
    near = dict(reversed(homes))
    for place, _count in Counter(place for place, _id in homes).most_common(MOST_PLACES):
        for language in languages:
            for hours in HOURS:
                yield Wanted(hours, place, language, near[place])


def _foreign(need: NeedProfile) -> set[str]:
    """Languages without which one cannot talk with her."""
    spoken = {code for code, level in need.languages.items() if level >= Level.CONVERSATION}
    return set(need.must_languages - {COMMON}) or (spoken if COMMON not in spoken else set())


def _open(
    solved: Solved, wanted: Sequence[Wanted], lacking: Sequence[NeedProfile], related: Related
) -> Bools:
    """Which of those who wait each could go to: every rule is asked."""
    invented = tuple(one.profile(f"wanted-{w:04}") for w, one in enumerate(wanted))
    pool = replace(
        solved.pool, volunteers=invented, needs=tuple(lacking), locked=frozenset(),
        frozen=frozenset(), blocked=frozenset(), proposed=frozenset(),
    )  # fmt: skip
    params = solved.params
    features = arrays_of.build(pool, related, params.speeds, params.notice, params.in_person)
    place = {need.id: n for n, need in enumerate(lacking)}
    found = np.zeros((len(wanted), len(lacking)), dtype=bool)
    order = [place[need.id] for need in features.needs]
    for block in blocks(features):
        judged = rulebook.judge(solved.rules, block)
        found[:, [order[n] for n in block.rows_n.tolist()]] = judged.allowed_vn
    return found


def _cover(open_wn: Bools, asks_language_w: Ints, most: int) -> list[int]:
    """The one open to most, then the one open to most of the rest: greedy, no worse than 63 %
    of the best few together (Nemhauser, Wolsey & Fisher 1978). A second language is asked for
    only where it opens two more: fewer can answer to it.
    """
    chosen: list[int] = []
    left_n = np.ones(open_wn.shape[1], dtype=bool)
    while len(chosen) < most and len(open_wn):
        counts = (open_wn & left_n).sum(axis=1) - asks_language_w
        w = int(np.argmax(counts))
        if counts[w] <= 0:
            break
        chosen.append(w)
        left_n &= ~open_wn[w]
    return chosen


def _remedy(solved: Solved, one: Wanted, whom: _Whom, related: Related) -> Remedy:
    facts = {"hours": one.hours, "language": one.language, **whom._asdict()}
    scenario = Scenario(volunteers=(one.profile("wanted"),))
    sides = side_by_side(solved, scenario, related)
    return Remedy(Recipe.RECRUIT, Subject.NEED, one.near, facts, sides)
