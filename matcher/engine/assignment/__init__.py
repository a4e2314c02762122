"""Who goes where: the pairs of greatest total value, exactly, with prices that prove it.

    values ──ties─────────▶ values without a draw   a hash of two ids, below one unit of score
    Graph  ──auction──────▶ near prices             every need bids at once, finer and finer
           ──market───────▶ each need holds its best pairs at these prices
           ──shortest_paths▶ exact                  one move at a time for those out of balance
           ──solve────────▶ Assignment              both, over the pairs that come near, and
                                                    proven over all: pairs, prices, rents, bound
           ──rematch──────▶ after one change        the same moves from the same prices
           ──conflicts────▶ what no price can say   collisions in time, couples, groups
           ──few──────────▶ the same, large         likewise over the pairs that come near

Suffixes name the axes: v volunteers, n needs, p pairs, u units of a volunteer's capacity.

The problem is a transportation problem: at most ``capacity_v`` needs a volunteer, at most
``seats_n`` volunteers a need, each pair once. Its constraint matrix is totally unimodular
(Hoffman & Kruskal 1956), so the corners of the linear programme are whole pairs already: the
optimum is exact, and the dual prices that prove it come with it.
"""

from matcher.engine.assignment.auction import Prices
from matcher.engine.assignment.branches import Branch, Constraint
from matcher.engine.assignment.conflicts import Mended, groups, mended, together
from matcher.engine.assignment.few import mended_near
from matcher.engine.assignment.graph import Assignment, Graph, Index
from matcher.engine.assignment.rematch import Rematch
from matcher.engine.assignment.solve import assign
from matcher.engine.assignment.ties import Hashes, hashed, ties, with_ties

__all__ = [
    "Assignment",
    "Branch",
    "Constraint",
    "Graph",
    "Hashes",
    "Index",
    "Mended",
    "Prices",
    "Rematch",
    "assign",
    "groups",
    "hashed",
    "mended",
    "mended_near",
    "ties",
    "together",
    "with_ties",
]
