"""The few smallest changes that would open most for those who wait with nobody.

1. Every pair of such a need that exactly one rule keeps apart, and what would mend it.
2. The mends: those of somebody whom nobody else has got come first, since they surely give one
   more need somebody; then by how many of those needs they open, and how well they suit.
3. The likeliest of each kind, tried: the week is solved again with the change made.

What is told is what the second solving found, never the guess that chose it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from matcher.domain.answers import Recipe, Remedy
from matcher.engine import rules as rulebook
from matcher.engine.answers.remedies import Mend, mend
from matcher.engine.answers.whatif import side_by_side
from matcher.engine.candidates import Candidates, any_pairs, is_one_rule
from matcher.engine.features.words import Related
from matcher.engine.solving import Solved

# How many of each kind are tried. Each costs a week; together below two seconds at a centre.
TRIED = {
    Recipe.REACH: 4,
    Recipe.WISH: 8,
    Recipe.CONSENT: 3,
    Recipe.CLEARANCE: 3,
    Recipe.ROOM: 3,
}
CLOSEST_FIRST = 400  # pairs looked at close up, by fit


@dataclass
class _Hope:
    """A mend, and the pairs it was found for."""

    mend: Mend
    needs: set[int]
    worth: int  # the fit of the best of them, in thousandths
    is_idle: bool  # the volunteer has nobody this week

    @property
    def turn(self) -> tuple[bool, int, int, str]:
        """The likeliest first."""
        return (not self.is_idle, -len(self.needs), -self.worth, self.mend.id)


def bottlenecks(solved: Solved, related: Related) -> tuple[Remedy, ...]:
    """Remedies by which more needs have somebody, the best first."""
    return tuple(remedy for _, remedy in with_mends(solved, related))


def with_mends(solved: Solved, related: Related) -> tuple[tuple[Mend, Remedy], ...]:
    """The same, each with the change that was made to find it."""
    found = ((hope.mend, _tried(solved, hope.mend, related)) for hope in _likeliest(solved))
    useful = (one for one in found if one[1].gain[0] > 0)
    return tuple(sorted(useful, key=lambda one: ([-gain for gain in one[1].gain], one[1].id)))


def blocking(solved: Solved) -> dict[str, int]:
    """Of all pairs of those without, how many each rule keeps apart, the most first."""
    unserved = np.flatnonzero(solved.unserved_n)
    counts = zip(solved.rules, solved.tally.blocked_nk[unserved].sum(axis=0).tolist(), strict=True)
    return {
        rule: -count for count, rule in sorted((-count, rule.id) for rule, count in counts if count)
    }


def _tried(solved: Solved, one: Mend, related: Related) -> Remedy:
    sides = side_by_side(solved, one.scenario, related)
    return Remedy(one.recipe, one.subject, one.id, one.facts, sides)


def _likeliest(solved: Solved) -> Iterator[_Hope]:
    """The hopes of each kind that open most, no two of them of the same need alone."""
    by_recipe: defaultdict[Recipe, list[_Hope]] = defaultdict(list)
    for hope in _hopes(solved):
        by_recipe[hope.mend.recipe].append(hope)
    for recipe, most in TRIED.items():
        yield from _spread(sorted(by_recipe[recipe], key=lambda one: one.turn), most)


def _spread(hopes: Sequence[_Hope], most: int) -> list[_Hope]:
    """First those that open a need that none before opens."""
    chosen: list[_Hope] = []
    rest: list[_Hope] = []
    opened: set[int] = set()
    for hope in hopes:
        (rest if hope.needs <= opened else chosen).append(hope)
        opened |= hope.needs
    return [*chosen, *rest][:most]


def _hopes(solved: Solved) -> list[_Hope]:
    found: dict[tuple[str, ...], _Hope] = {}
    pairs = _one_rule_away(solved)
    order = np.argsort(-pairs.fit_p, kind="stable")[:CLOSEST_FIRST]
    for p in order.tolist():
        pair = pairs.close_up(solved.features, p)
        (broken,) = rulebook.told(solved.rules, int(pairs.broken_p[p]), pair)
        one = mend(broken, pair.volunteer, pair.need)
        if one is not None and (pair.volunteer.id, pair.need.id) not in solved.pool.frozen:
            is_idle = not solved.placed_v[pair.v]
            hope = found.setdefault(one.key, _Hope(one, set(), int(pairs.fit_p[p]), is_idle))
            hope.needs.add(pair.n)
    return list(found.values())


def _one_rule_away(solved: Solved) -> Candidates:
    """All pairs of those without that break one rule and no other."""
    features = solved.features
    unserved = np.flatnonzero(solved.unserved_n)
    n_p, v_p = np.meshgrid(unserved, np.arange(len(features.volunteers)), indexing="ij")
    found = any_pairs(features, solved.found.book, v_p.ravel(), n_p.ravel())
    return found.only(is_one_rule(found.broken_p))
