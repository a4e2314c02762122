"""After any sequence of changes the plan is as good as one solved from nothing."""

from dataclasses import replace

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from matcher.engine.assignment import Rematch, assign
from tests.engine.graphs import graphs


class Living(RuleBasedStateMachine):
    """A plan that is changed, beside plain rows that are changed alike and solved afresh."""

    @initialize(graph=graphs(most=7).filter(lambda graph: len(graph.need_p)))
    def open(self, graph):
        self.plan = Rematch(graph, assign(graph))
        self.graph = graph
        self.locked, self.barred = graph.locked_p.copy(), graph.barred_p.copy()

    def pair(self, number):
        pair = number % len(self.graph.need_p)
        return pair, self.graph.volunteer_p[pair], self.graph.need_p[pair]

    def locks(self, row_p, row):
        return int(self.locked[row_p == row].sum())

    def has_room(self, volunteer, need):
        return (
            self.locks(self.graph.volunteer_p, volunteer) < self.graph.capacity_v[volunteer]
            and self.locks(self.graph.need_p, need) < self.graph.seats_n[need]
        )

    @rule(number=st.integers(0, 99))
    def bar(self, number):
        pair, _, _ = self.pair(number)
        self.barred[pair], self.locked[pair] = True, False
        self.plan.bar(pair)

    @rule(number=st.integers(0, 99))
    def lock(self, number):
        pair, volunteer, need = self.pair(number)
        if self.locked[pair] or self.has_room(volunteer, need):
            self.locked[pair], self.barred[pair] = True, False
            self.plan.lock(pair)

    @rule(number=st.integers(0, 99))
    def unlock(self, number):
        pair, _, _ = self.pair(number)
        if self.locked[pair]:
            self.locked[pair] = False
            self.plan.unlock(pair)

    @rule(number=st.integers(0, 99))
    def unbar(self, number):
        pair, _, _ = self.pair(number)
        if self.barred[pair]:
            self.barred[pair] = False
            self.plan.unbar(pair)

    @invariant()
    def equals_a_cold_solve(self):
        if not hasattr(self, "plan"):
            return
        cold = assign(replace(self.graph, locked_p=self.locked.copy(), barred_p=self.barred.copy()))
        warm = self.plan.assignment
        assert warm.objective == self.plan.objective == cold.objective
        assert warm.bound == warm.objective
        assert np.isin(np.flatnonzero(self.locked), warm.chosen_p).all()
        assert not np.isin(np.flatnonzero(self.barred), warm.chosen_p).any()


Living.TestCase.settings = settings(deadline=None, max_examples=150, stateful_step_count=25)
test_any_sequence_of_changes_leaves_the_optimum = Living.TestCase
