"""The open pairs of a large pool that are held: each need's best, and later all that may enter.

A country has two hundred million open pairs, and nearly all of them are far from any plan. Of each
need the best few by fit are held (`search`), and of the rest only how much they fit at most. Once a
plan has prices, a need whose rest might be worth more than its rent is looked through again, and
what would enter at these prices is held as well (`stage.Stage.entering`). When nothing enters any
more, the plan is the best over all open pairs, held or not (column generation, Dantzig & Wolfe
1960). Shortlists of fixed length lose several per cent under scarcity; this cannot.

A look tells more than what enters: at its prices no other pair is worth more than it has found. So
the next look is only at those whose price, or whose need's rent, has fallen since (`Seen`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from matcher.engine.arrays import Bools, Ints
from matcher.engine.candidates import Open
from matcher.engine.search import ANY, Best, Wanted

HELD_PAIRS = 500_000  # shared out among the needs: of a usual centre all pairs; measured
LEAST_HELD = 32  # of each need
SHARE_HELD = 250  # and one more for so many who might come
NONE_LEFT = -1
COMES_NEAR = 100_000  # what comes so near enters too, which spares looks: a point; measured
PAIR_BY_PAIR = 1 << 18  # pairs that are worth asking about one by one before a look
_NEVER = -(1 << 40)  # below what any pair is worth, however far prices fall


@dataclass(frozen=True)
class Held:
    """Pairs sorted by need, then volunteer."""

    open: Open
    left_out_n: Ints  # no pair that is not held fits better; NONE_LEFT: all are held


class Seen(NamedTuple):
    """What is known of the pairs that are not held: at these prices none of a need is worth more.

    Fit less price, in thousandths × per cent of the dial.
    """

    price_v: Ints
    most_n: Ints

    @classmethod
    def at_first(cls, held: Held, seats_n: Ints, volunteers: int, fit: int) -> "Seen":
        """Before any look; ``fit`` is the dial's. A need without a seat asks for nobody."""
        may_n = (held.left_out_n >= 0) & (seats_n > 0)
        most_n = np.where(may_n, fit * held.left_out_n, _NEVER)
        return cls(np.zeros(volunteers, dtype=np.int64), most_n)

    def fallen(self, price_v: Ints) -> int:
        """How many cost less at other prices: so much further there is to look."""
        return int(np.count_nonzero(price_v < self.price_v))

    def doubtful(
        self, price_v: Ints, floor_n: Ints, known: "Sequence[Seen]" = ()
    ) -> "Iterator[Doubtful]":
        """Of whom a pair may be worth its need's floor at other prices, by all that is ``known``.

        A pair has gained what her price has fallen by, and what it was short of its floor is the
        least that it must have gained. Needs that anybody may enter, since their floor has fallen,
        are told by themselves: the others are entered by few.
        """
        gained_v, short_n = self.gained(price_v), self.short(floor_n)
        may_n = short_n <= gained_v.max(initial=_NEVER)
        by_anybody, by_few = may_n & (short_n <= 0), may_n & (short_n > 0)
        for needs, nearly in ((by_anybody, COMES_NEAR), (by_few, 0)):
            if needs.any():
                least = short_n[needs].min() - nearly  # who has gained less has no such pair
                doubtful = Doubtful(needs, gained_v >= least, self.most_n + least - 1)
                yield doubtful.by_all(known, price_v, floor_n)

    def gained(self, price_v: Ints) -> Ints:
        """What her pairs have gained at other prices."""
        return self.price_v - price_v

    def short(self, floor_n: Ints) -> Ints:
        """What the pairs of each need lacked, at the least, to be worth that floor."""
        return floor_n - self.most_n

    def at(self, price_v: Ints, floor_n: Ints) -> "Seen":
        """At other prices, once all that reach these floors are held."""
        most_n = self.most_n + self.gained(price_v).max(initial=0)
        return Seen(price_v, np.minimum(most_n, floor_n - 1))


class Doubtful(NamedTuple):
    """Needs and volunteers to look at, and the most that anybody else is worth to each need."""

    needs: Bools
    volunteers: Bools
    others_n: Ints

    def by_all(self, known: Sequence[Seen], price_v: Ints, floor_n: Ints) -> "Doubtful":
        """Those of them who have a pair here that may be worth its floor by every look.

        One look says that a pair may have gained enough since, another that it has not: then it has
        not. Of many pairs the asking takes longer than it spares, and all are left in.
        """
        rows_v, rows_n = np.flatnonzero(self.volunteers), np.flatnonzero(self.needs)
        if len(rows_v) * len(rows_n) > PAIR_BY_PAIR:
            return self
        may_vn = np.ones((len(rows_v), len(rows_n)), dtype=bool)
        for look in known:
            may_vn &= look.gained(price_v)[rows_v, None] >= look.short(floor_n)[rows_n]
        if may_vn.all():
            return self
        needs, volunteers = np.zeros_like(self.needs), np.zeros_like(self.volunteers)
        needs[rows_n[may_vn.any(axis=0)]] = True
        volunteers[rows_v[may_vn.any(axis=1)]] = True
        return Doubtful(needs, volunteers, floor_n - 1)


def to_be_held(needs: int, but_for: Ints) -> Wanted:
    """Each need's best by fit, without the pairs of these codes."""
    floor_n = np.full(needs, ANY, dtype=np.int32)
    least = max(LEAST_HELD, HELD_PAIRS // max(needs, 1))
    return Wanted(floor_n, least, SHARE_HELD, but_for=np.sort(but_for))


def hold(found: Iterable[Best], needs: int) -> Held:
    """What was found of each need."""
    left_out_n = np.full(needs, NONE_LEFT, dtype=np.int64)
    parts = []
    for best in found:
        left_out_n[best.rows_n] = np.where(best.left_out_n > ANY, best.left_out_n, NONE_LEFT)
        parts.append(best.pairs)
    return Held(Open.joined(parts), left_out_n)


def all_held(found: Open, needs: int) -> Held:
    """A small pool's pairs, every one."""
    return Held(found, np.full(needs, NONE_LEFT, dtype=np.int64))
