"""Graphs for the solver's tests: by hand, by hypothesis, and whole made-up pools."""

import numpy as np
from hypothesis import strategies as st

from matcher.engine.assignment import Graph


def a_graph(value_nv, capacity=None, seats=None, locked=(), barred=()) -> Graph:
    """Every non-zero entry of a table is a pair; everybody has room for one unless said."""
    value_nv = np.array(value_nv, dtype=np.int64)
    need, volunteer = np.nonzero(value_nv)
    needs, volunteers = value_nv.shape
    pairs = list(zip(need.tolist(), volunteer.tolist(), strict=True))
    return Graph(
        n_volunteers=volunteers,
        n_needs=needs,
        volunteer_p=volunteer.astype(np.int32),
        need_p=need.astype(np.int32),
        value_p=value_nv[need, volunteer],
        capacity_v=np.array(capacity if capacity is not None else [1] * volunteers, dtype=np.int32),
        seats_n=np.array(seats if seats is not None else [1] * needs, dtype=np.int32),
        locked_p=np.array([pair in locked for pair in pairs], dtype=bool),
        barred_p=np.array([pair in barred for pair in pairs], dtype=bool),
    )


def table(graph: Graph) -> np.ndarray:
    value_nv = np.zeros((graph.n_needs, graph.n_volunteers), dtype=np.int64)
    value_nv[graph.need_p, graph.volunteer_p] = graph.value_p
    return value_nv


@st.composite
def graphs(draw, most=8, largest=30, locks=True) -> Graph:
    """Small pools, from empty to crowded, with draws and with worthless pairs."""
    needs, volunteers = draw(st.integers(0, most)), draw(st.integers(0, most))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    value_nv = rng.integers(-2, draw(st.integers(1, largest)) + 1, (needs, volunteers))
    value_nv[rng.random((needs, volunteers)) > draw(st.sampled_from([0.3, 0.7, 1.0]))] = 0
    capacity = rng.integers(0, draw(st.integers(1, 3)) + 1, volunteers)
    seats = rng.integers(0, draw(st.integers(1, 3)) + 1, needs)
    graph = a_graph(value_nv, capacity, seats)
    return with_locks(graph, rng) if locks else graph


def with_locks(graph: Graph, rng: np.random.Generator) -> Graph:
    locked, barred = set(), set()
    capacity, seats = graph.capacity_v.copy(), graph.seats_n.copy()
    for need, volunteer in zip(graph.need_p.tolist(), graph.volunteer_p.tolist(), strict=True):
        chance = rng.random()
        if chance < 0.1 and capacity[volunteer] > 0 and seats[need] > 0:
            locked.add((need, volunteer))
            capacity[volunteer] -= 1
            seats[need] -= 1
        elif chance > 0.9:
            barred.add((need, volunteer))
    return a_graph(table(graph), graph.capacity_v, graph.seats_n, locked, barred)


def a_pool(volunteers, needs, per_need=30, *, kind="distinct", seed=0) -> Graph:
    """Needs with their nearest volunteers on a map; ``kind`` of values: distinct, levels, equal."""
    rng = np.random.default_rng(seed)
    at_v, at_n = rng.random((volunteers, 2)), rng.random((needs, 2))
    km_nv = np.hypot(*(at_n[:, None, :] - at_v).transpose(2, 0, 1))
    near_nk = np.argsort(km_nv, axis=1)[:, :per_need]
    km_nk = np.take_along_axis(km_nv, near_nk, axis=1)
    score_nk = np.rint(1e4 * (1 - km_nk / 2 + rng.random(km_nk.shape))).astype(np.int64)
    if kind == "levels":
        score_nk = score_nk // 2000 * 2000 + 2000
    if kind == "equal":
        score_nk[:] = 10_000
    value_nv = np.zeros((needs, volunteers), dtype=np.int64)
    np.put_along_axis(value_nv, near_nk, score_nk, axis=1)
    seats = rng.choice([1, 2, 3, 12], needs, p=[0.7, 0.15, 0.1, 0.05])
    return a_graph(value_nv, rng.choice([1, 2], volunteers, p=[0.8, 0.2]), seats)
