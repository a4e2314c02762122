"""From a pool to the best set of its pairs, and what is asked of a week once it is solved.

A pool of a centre's size is judged and scored whole. A large one is streamed in tiles and solved
over the best pairs of each need, proven over all open ones (`holding`). Both give the same
answer; where they part is `finding.DENSE_PAIRS`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matcher.domain.availability import Availability
from matcher.domain.suggestions import Pair, Subject
from matcher.engine import collisions
from matcher.engine import criteria as all_of_them
from matcher.engine import features as arrays_of
from matcher.engine import rules as rulebook
from matcher.engine.arrays import Bools, Ints
from matcher.engine.assignment import Assignment, Graph
from matcher.engine.candidates import Book, Candidates, Open, any_pairs
from matcher.engine.criteria import Criterion
from matcher.engine.features import Features
from matcher.engine.features.words import Related
from matcher.engine.finding import Found, Holder, each_needs_best, find
from matcher.engine.holding import Seen
from matcher.engine.params import Params
from matcher.engine.pool import Pool
from matcher.engine.prices import Lowest, lowest_prices
from matcher.engine.rules import Rule
from matcher.engine.scores import most_c, priorities
from matcher.engine.stage import PER_CENT, Stage
from matcher.engine.start import Start
from matcher.engine.tally import Tally, tally_of


@dataclass(frozen=True)
class Solved:
    """A pool with its best set of pairs. ``open`` pairs are those that might have been chosen."""

    pool: Pool
    found: Found
    priority_n: Ints
    value_p: Ints  # of the open pairs, in units of the assignment
    unit: int  # of the assignment, in a thousandth × per cent
    whole: Graph
    best: Assignment  # of the whole, without regard to collisions in time
    graph: Graph  # without what collisions forbid
    assignment: Assignment
    diaries: collisions.Diaries  # which needs of a volunteer can be laid apart, as far as was asked
    known: Sequence[Seen]  # of the pairs that are not held, at the prices of both plans

    @property
    def params(self) -> Params:
        """The centre's choices."""
        return self.found.book.params

    @property
    def features(self) -> Features:
        """The pool as arrays."""
        return self.found.features

    @property
    def rules(self) -> Sequence[Rule]:
        """All rules, as bits count them."""
        return self.found.book.rules

    @property
    def criteria(self) -> Sequence[Criterion]:
        """All criteria, in the order of the columns."""
        return self.found.book.criteria

    @property
    def open(self) -> Open:
        """The pairs that may be suggested."""
        return self.found.open

    @property
    def collisions_cost(self) -> int:
        """What is lost by keeping the meetings of each volunteer apart."""
        return self.best.objective - self.assignment.objective

    @cached_property
    def most_c(self) -> Ints:
        """The most that each criterion can give."""
        return most_c(self.criteria, self.params)

    @cached_property
    def tally(self) -> Tally:
        """Of everybody without a suggestion, which rules block; a second pass in a large pool."""
        if self.found.tally is not None:
            return self.found.tally
        rows_v = np.flatnonzero(self.idle_v)
        return tally_of(self.features, self.found.book, rows_v, np.flatnonzero(self.unserved_n))

    def details(self, rows: Ints) -> Candidates:
        """These open pairs (sorted, each once) with all their points."""
        if self.found.details is not None:
            return self.found.details.only(rows)
        v_p, n_p = self.open.v_p[rows].astype(np.int64), self.open.n_p[rows].astype(np.int64)
        return any_pairs(self.features, self.found.book, v_p, n_p)

    @cached_property
    def alone(self) -> dict[Subject, list[tuple[str, Bools]]]:
        """Of each side: the rules that forbid somebody whoever the other is, and whom of all."""
        return {
            subject: [
                (rule.id, found)
                for rule in self.rules
                if (found := rule.alone(self.features, subject)) is not None
            ]
            for subject in (Subject.VOLUNTEER, Subject.NEED)
        }

    @cached_property
    def unserved_n(self) -> Bools:
        """Needs with a free seat and no suggestion."""
        return (self.features.seats_n > 0) & (self.placed_n == 0)

    @cached_property
    def idle_v(self) -> Bools:
        """Volunteers who are cleared for something, have room, and got no suggestion; also whose
        data rest: nobody vanishes by saying that something is wrong (R77).
        """
        features = self.features
        cleared_v = ~features.forms.cleared_for_none_v
        return cleared_v & (features.capacity_v > 0) & (self.placed_v == 0)

    @cached_property
    def chosen_p(self) -> Bools:
        """Which of the open pairs were chosen."""
        marked = np.zeros(len(self.open), dtype=bool)
        marked[self.assignment.chosen_p] = True
        return marked

    @cached_property
    def lowest(self) -> Lowest:
        """Prices and rents in units of the assignment."""
        return lowest_prices(self.graph, self.chosen_p, self.assignment.rent_n)

    @cached_property
    def price_v(self) -> Ints:
        """What room for one more of a volunteer would be worth to the others, in thousandths."""
        thousandth = self.unit * PER_CENT
        return (self.lowest.price_v + thousandth // 2) // thousandth  # ties fall away

    @cached_property
    def placed_n(self) -> Ints:
        """How many volunteers each need has been given."""
        return np.bincount(
            self.open.n_p[self.assignment.chosen_p], minlength=len(self.features.needs)
        )

    @cached_property
    def placed_v(self) -> Ints:
        """How many needs each volunteer has been given."""
        return np.bincount(
            self.open.v_p[self.assignment.chosen_p], minlength=len(self.features.volunteers)
        )

    @cached_property
    def others(self) -> dict[int, list[int]]:
        """Each open need's pairs that were not chosen, by fit less price."""
        found = self.open
        net_p = self.value_p - self.lowest.price_v[found.v_p]
        order = np.lexsort((-net_p, found.n_p))
        order = order[~self.chosen_p[order] & (self.features.seats_n[found.n_p[order]] > 0)]
        lists: dict[int, list[int]] = {}
        for n, p in zip(found.n_p[order].tolist(), order.tolist(), strict=True):
            lists.setdefault(n, []).append(p)
        return lists

    @cached_property
    def possible_n(self) -> Ints:
        """How many pairs each need has that no rule forbids."""
        return self.found.possible.of_n

    @cached_property
    def possible_v(self) -> Ints:
        """How many pairs each volunteer has that no rule forbids."""
        return self.found.possible.of_v

    @cached_property
    def busy(self) -> dict[collisions.Row, tuple[Availability, ...]]:
        """The hours that a chosen pair leaves to the others of the same volunteer."""
        return collisions.busy_hours(self.features, self.graph, self.assignment.chosen_p)

    @cached_property
    def best_for(self) -> tuple[Ints, Ints]:
        """Each need's volunteer of greatest fit (-1: nobody), and for how many each is it."""
        found = self.open
        best_n = np.full(len(self.features.needs), -1, dtype=np.int64)
        order = np.lexsort((-found.fit_p, found.n_p))
        needs, first = np.unique(found.n_p[order], return_index=True)
        best_n[needs] = found.v_p[order[first]]
        return best_n, np.bincount(best_n[needs], minlength=len(self.features.volunteers))

    def ids(self, p: int) -> Pair:
        """The ids of an open pair."""
        features = self.features
        return features.volunteers[self.open.v_p[p]].id, features.needs[self.open.n_p[p]].id


def solve(
    pool: Pool,
    params: Params,
    related: Related,
    start: Start | None = None,
    holder: Holder = each_needs_best,
    features: Features | None = None,
) -> Solved:
    """Features, rules, scores, assignment: the pipeline down to the chosen pairs.

    ``start`` is where a count of nearly the same pool ended, ``holder`` finds which pairs of a
    large one are held, ``features`` are the pool's if they are built already; the answer is the
    same without them.
    """
    book = Book(rulebook.all_rules(params), all_of_them.all_criteria(params), params)
    features = features or arrays_of.build(
        pool, related, params.speeds, params.notice, params.in_person
    )
    return chosen(pool, find(pool, features, book, holder), start)


def chosen(pool: Pool, found: Found, start: Start | None = None) -> Solved:
    """The best set of the open pairs in which no meetings of a volunteer collide.

    Proven over all open pairs: over those that are held by the assignment, over the rest by
    looking again for such as would enter, first without regard to collisions, then with. Whoever
    enters only then is held, and all is mended anew: what is mended how may turn with every pair.
    """
    stage = Stage(pool, found, priorities(found.features, found.book.params), start)
    known: Sequence[Seen] = [stage.unseen()]
    while True:
        best = stage.best()
        new, known = _entering(stage, best, known)
        if not len(new):
            solved, new, known = _laid_apart(stage, best, known)
            if solved:
                return solved
        stage = stage.with_pairs(new, best)


def _laid_apart(
    stage: Stage, best: Assignment, known: Sequence[Seen]
) -> tuple[Solved | None, Open, Sequence[Seen]]:
    """Solved with the meetings laid apart, or who would enter then. In that case its graph is left
    behind here: a country's takes a hundred megabytes, and another is made.
    """
    features = stage.found.features
    diaries = features.once("diaries", lambda: collisions.Diaries(features))
    graph, assignment = collisions.apart(diaries, stage.whole, best)
    new, known = _entering(stage, assignment, known)
    if len(new):
        return None, new, known
    solved = Solved(
        pool=stage.pool,
        found=stage.found,
        priority_n=stage.priority_n,
        value_p=stage.whole.value_p,
        unit=stage.unit,
        whole=stage.whole,
        best=best,
        graph=graph,
        assignment=assignment,
        diaries=diaries,
        known=known,
    )
    return solved, new, known


def _entering(stage: Stage, plan: Assignment, known: Sequence[Seen]) -> tuple[Open, Sequence[Seen]]:
    """Who would enter at a plan's prices, and the last two looks: each spares some of the next."""
    new, seen = stage.entering(plan, known)
    return new, [known[-1], seen]
