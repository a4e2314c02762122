"""What room for one more of each volunteer would be worth, and what a seat must offer for her.

The assignment's prices prove it best, but many prices do. The lowest of them have a meaning of
their own: the price of a volunteer is what the whole would gain if she had room for one more
(Demange, Gale & Sotomayor, *Multi-item auctions*, Journal of Political Economy 94, 1986: prices
that begin at nothing, and rise only where more is asked for than there is, end at the lowest; here
with several units a side).
"""

from typing import NamedTuple

import numpy as np

from matcher.engine.arrays import Bools, Ints
from matcher.engine.assignment import Graph

NO_OFFER = 1 << 60  # a seat that is taken for good: no value reaches it


class Lowest(NamedTuple):
    """Lowest prices, and the rents that go with them, in units of the assignment."""

    price_v: Ints
    rent_n: Ints


def lowest_prices(graph: Graph, chosen_p: Bools, proven_n: Ints) -> Lowest:
    """The lowest prices at which the chosen pairs are everybody's best.

    1. Begin with prices of nothing.
    2. A full need's rent is what its least chosen pair is worth beyond the volunteer's price.
    3. A volunteer costs at least what any other need would gain by her, beyond its rent.
    4. Again, until nothing rises: prices climb along chains of needs that would each put out the
       next, and stop below any prices that prove the choice, so they stop.

    ``proven_n`` are rents that prove the choice. Those of the lowest prices are no lower, so a
    pair that is not worth more than them never raises a price, and is not looked at.
    """
    worth_p = chosen_p | (graph.value_p > proven_n[graph.need_p])
    v_p, n_p, value_p = (
        column[worth_p] for column in (graph.volunteer_p, graph.need_p, graph.value_p)
    )
    chosen_p, barred_p = chosen_p[worth_p], graph.barred_p[worth_p]
    bought_p = chosen_p & ~graph.locked_p[worth_p]
    seats_n = graph.seats_n - np.bincount(n_p[chosen_p], minlength=graph.n_needs)
    price_v = np.zeros(graph.n_volunteers, dtype=np.int64)
    while True:
        rent_n = np.where(seats_n > 0, 0, NO_OFFER)
        np.minimum.at(rent_n, n_p[bought_p], value_p[bought_p] - price_v[v_p[bought_p]])
        gain_p = np.where(chosen_p | barred_p, 0, value_p - rent_n[n_p])
        higher_v = price_v.copy()
        np.maximum.at(higher_v, v_p, gain_p)
        if (higher_v == price_v).all():
            return Lowest(price_v, rent_n)
        price_v = higher_v
