"""After any sequence of changes the plan is as good as one solved from nothing."""

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from matcher.engine.assignment import Graph, Rematch, assign
from tests.engine.graphs import graphs


class Living(RuleBasedStateMachine):
    """A plan that is changed, beside plain rows that are changed alike and solved afresh."""

    @initialize(graph=graphs(most=7))
    def open(self, graph):
        self.plan = Rematch(graph, assign(graph))
        self.graph = graph
        self.capacity, self.seats = graph.capacity_v.copy(), graph.seats_n.copy()
        self.locked, self.barred = graph.locked_p.copy(), graph.barred_p.copy()
        self.chosen = set(self.plan.assignment.chosen_p.tolist())

    def has_pairs(self):
        return len(self.graph.need_p) > 0

    def pair(self, number):
        pair = number % len(self.graph.need_p)
        return pair, self.graph.volunteer_p[pair], self.graph.need_p[pair]

    def locks(self, row_p, row):
        return int(self.locked[row_p == row].sum())

    def has_room(self, volunteer, need):
        return (
            self.locks(self.graph.volunteer_p, volunteer) < self.capacity[volunteer]
            and self.locks(self.graph.need_p, need) < self.seats[need]
        )

    def told(self, change, settled=()):
        """The plan differs from before by what the change says, and by nothing else."""
        after = set(self.plan.assignment.chosen_p.tolist())
        before = self.chosen - set(settled)
        assert set(change.out_p) == before - after
        assert set(change.in_p) == after - before
        self.chosen = after

    @precondition(has_pairs)
    @rule(number=st.integers(0, 99))
    def bar(self, number):
        pair, _, _ = self.pair(number)
        self.barred[pair], self.locked[pair] = True, False
        self.told(self.plan.bar(pair))

    @precondition(has_pairs)
    @rule(number=st.integers(0, 99))
    def lock(self, number):
        pair, volunteer, need = self.pair(number)
        if self.locked[pair] or self.has_room(volunteer, need):
            self.locked[pair], self.barred[pair] = True, False
            self.told(self.plan.lock(pair))

    @precondition(has_pairs)
    @rule(number=st.integers(0, 99))
    def unlock(self, number):
        pair, _, _ = self.pair(number)
        if self.locked[pair]:
            self.locked[pair] = False
            self.told(self.plan.unlock(pair))

    @precondition(has_pairs)
    @rule(number=st.integers(0, 99))
    def accept(self, number):
        pair, volunteer, need = self.pair(number)
        if self.locked[pair] or pair in self.chosen or self.has_room(volunteer, need):
            self.barred[pair], self.locked[pair] = True, False
            self.capacity[volunteer] -= 1
            self.seats[need] -= 1
            self.told(self.plan.accept(pair), settled=[pair])

    @rule(number=st.integers(0, 99))
    def remove_volunteer(self, number):
        if self.graph.n_volunteers:
            volunteer = number % self.graph.n_volunteers
            gone = self.locked & (self.graph.volunteer_p == volunteer)
            self.barred |= gone
            self.locked &= ~gone
            self.capacity[volunteer] = 0
            self.told(self.plan.remove_volunteer(volunteer))

    @rule(number=st.integers(0, 99))
    def remove_need(self, number):
        if self.graph.n_needs:
            need = number % self.graph.n_needs
            gone = self.locked & (self.graph.need_p == need)
            self.barred |= gone
            self.locked &= ~gone
            self.seats[need] = 0
            self.told(self.plan.remove_need(need))

    @rule(number=st.integers(0, 99), capacity=st.integers(0, 4))
    def set_capacity(self, number, capacity):
        if self.graph.n_volunteers:
            volunteer = number % self.graph.n_volunteers
            capacity = max(capacity, self.locks(self.graph.volunteer_p, volunteer))
            self.capacity[volunteer] = capacity
            self.told(self.plan.set_capacity(volunteer, capacity))

    @rule(number=st.integers(0, 99), seats=st.integers(0, 4))
    def set_seats(self, number, seats):
        if self.graph.n_needs:
            need = number % self.graph.n_needs
            seats = max(seats, self.locks(self.graph.need_p, need))
            self.seats[need] = seats
            self.told(self.plan.set_seats(need, seats))

    @invariant()
    def equals_a_cold_solve(self):
        if not hasattr(self, "plan"):
            return
        cold = assign(
            Graph(
                n_volunteers=self.graph.n_volunteers,
                n_needs=self.graph.n_needs,
                volunteer_p=self.graph.volunteer_p,
                need_p=self.graph.need_p,
                value_p=self.graph.value_p,
                capacity_v=self.capacity.copy(),
                seats_n=self.seats.copy(),
                locked_p=self.locked.copy(),
                barred_p=self.barred.copy(),
            )
        )
        warm = self.plan.assignment
        assert warm.objective == cold.objective
        assert warm.bound == warm.objective
        assert np.isin(np.flatnonzero(self.locked), warm.chosen_p).all()
        assert not np.isin(np.flatnonzero(self.barred), warm.chosen_p).any()


Living.TestCase.settings = settings(deadline=None, max_examples=150, stateful_step_count=25)
test_any_sequence_of_changes_leaves_the_optimum = Living.TestCase
