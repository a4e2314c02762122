"""Others' answers to the same question, to hold ours against."""

import json
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array

from matcher.engine.assignment import Graph

# OR-Tools and the HiGHS that comes with SciPy cannot live in one process (or-tools issue 5246).
FLOW = """
import json, sys
import numpy as np
from ortools.graph.python import min_cost_flow

g = {name: np.array(row, dtype=np.int64) for name, row in json.load(sys.stdin).items()}
needs, volunteers = len(g["seats"]), len(g["capacity"])
source, sink = needs + volunteers, needs + volunteers + 1
flow = min_cost_flow.SimpleMinCostFlow()
add = flow.add_arcs_with_capacity_and_unit_cost
add(g["need"], needs + g["volunteer"], np.ones_like(g["need"]), -g["value"])
add(np.full(needs, source), np.arange(needs), g["seats"], np.zeros(needs, int))
free = np.zeros(volunteers, int)
add(needs + np.arange(volunteers), np.full(volunteers, sink), g["capacity"], free)
flow.add_arc_with_capacity_and_unit_cost(source, sink, int(g["seats"].sum()), 0)
flow.set_node_supply(source, int(g["seats"].sum()))
flow.set_node_supply(sink, -int(g["seats"].sum()))
assert flow.solve() == flow.OPTIMAL
print(-flow.optimal_cost())
"""


def brute_force(graph: Graph) -> int:
    """The best objective over every set of pairs: up to some twelve free pairs."""
    free = np.flatnonzero(~graph.locked_p & ~graph.barred_p)
    locked = np.flatnonzero(graph.locked_p)
    sets = (
        np.append(locked, chosen).astype(int)
        for size in range(len(free) + 1)
        for chosen in combinations(free, size)
    )
    return max(int(graph.value_p[chosen].sum()) for chosen in sets if fits(graph, chosen))


def fits(graph: Graph, chosen: np.ndarray) -> bool:
    load = np.bincount(graph.volunteer_p[chosen], minlength=graph.n_volunteers)
    fill = np.bincount(graph.need_p[chosen], minlength=graph.n_needs)
    return bool((load <= graph.capacity_v).all() and (fill <= graph.seats_n).all())


def min_cost_flow(graph: Graph) -> int:
    """OR-Tools' optimum of a graph without locks, found in a process of its own."""
    assert not graph.locked_p.any()
    worth = ~graph.barred_p & (graph.value_p > 0)
    rows = {
        "need": graph.need_p[worth].tolist(),
        "volunteer": graph.volunteer_p[worth].tolist(),
        "value": graph.value_p[worth].tolist(),
        "seats": graph.seats_n.tolist(),
        "capacity": graph.capacity_v.tolist(),
    }
    answer = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", FLOW],
        input=json.dumps(rows), capture_output=True, text=True, check=True, cwd=Path.cwd(),
    )  # fmt: skip
    return int(answer.stdout)


def linear_programme(graph: Graph) -> float:
    """HiGHS' optimum of the linear programme, rounding nothing to whole pairs."""
    pairs = np.arange(len(graph.need_p))
    rows = np.concatenate([graph.need_p, graph.n_needs + graph.volunteer_p])
    shape = (graph.n_needs + graph.n_volunteers, len(pairs))
    matrix = coo_array((np.ones(len(rows)), (rows, np.tile(pairs, 2))), shape=shape)
    upper = ~graph.barred_p & ((graph.value_p > 0) | graph.locked_p)
    limits = np.stack([graph.locked_p, upper], axis=1).astype(float)
    room = np.concatenate([graph.seats_n, graph.capacity_v])
    found = linprog(-graph.value_p.astype(float), matrix.tocsr(), room, bounds=limits)
    assert found.success
    return -float(found.fun)
