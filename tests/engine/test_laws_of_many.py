"""The best of a single need to which many might come are those of the full ranking, ties and all,
though nearly nobody is looked at.
"""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from matcher.engine import criteria, features, rules, search, tiles
from matcher.engine.blocks import Block, Crowd
from matcher.engine.candidates import Book
from matcher.engine.params import THOUSANDTHS
from matcher.engine.scores import could_fit, most_c
from matcher.engine.tally import sift
from tests.bench.engine_pools import RELATED as BENCH_RELATED
from tests.bench.engine_pools import country
from tests.bench.engine_pools import pool as centre
from tests.engine.strategies import RELATED, pools
from tests.make import params

CHOICES = params()
BOOK = Book(rules.all_rules(CHOICES), criteria.all_criteria(CHOICES), CHOICES)
MOST_C = most_c(BOOK.criteria, CHOICES).tolist()


def best(arrays, wanted, n, *, of_many):
    """A need's best, and what is said of the others; how few may be many is a matter of speed."""
    only = np.arange(len(arrays.needs)) == n
    with pytest.MonkeyPatch.context() as small:
        small.setattr(tiles, "FEW_PAIRS", -1)
        small.setattr(search, "MANY", 1 if of_many else 1 << 20)
        small.setattr(search, "FIRST", 1)
        found = [*search.search(arrays, BOOK, wanted, only)]
    pairs = [
        row
        for one in found
        for row in zip(one.pairs.v_p.tolist(), one.pairs.fit_p.tolist(), strict=True)
    ]
    return pairs, [one.left_out_n.tolist() for one in found]


@settings(max_examples=120, deadline=None)
@given(pool=pools(most_volunteers=9, most_needs=3), data=st.data())
def test_the_best_of_many_are_the_first_of_all_ranked(pool, data):
    arrays = features.build(pool, RELATED)
    volunteers, needs = len(pool.volunteers), len(pool.needs)
    if not needs:
        return
    n = data.draw(st.integers(0, needs - 1))
    drawn = data.draw(st.lists(st.integers(0, 20_000), min_size=volunteers, max_size=volunteers))
    price_v = np.array(drawn, dtype=np.int32)
    floor = data.draw(st.sampled_from([search.ANY, 0, 40_000]))
    most = data.draw(st.integers(1, 3))
    wanted = search.Wanted(np.full(needs, floor, np.int32), most, 1 << 40, price_v=price_v)

    found = best(arrays, wanted, n, of_many=True)

    whole, _ = sift(arrays, BOOK)
    rows = zip(whole.v_p.tolist(), whole.n_p.tolist(), whole.fit_p.tolist(), strict=True)
    fits = {v: fit for v, of, fit in rows if of == n}
    ranked = sorted((drawn[v] - fit, v) for v, fit in fits.items() if fit - drawn[v] >= floor)
    assert found[0] == sorted((v, fits[v]) for _, v in ranked[:most])
    assert found == best(arrays, wanted, n, of_many=False)


@settings(max_examples=120, deadline=None)
@given(pool=pools(most_volunteers=6, most_needs=5))
@example(pool=centre(120, 60))  # an organisation that asks for no language, and all else
def test_nobody_fits_better_than_was_said_that_she_could(pool):
    arrays = features.build(pool, RELATED)
    whole, _ = sift(arrays, BOOK)
    everybody = Crowd(arrays, np.arange(len(pool.volunteers)))
    for n in range(len(pool.needs)):
        block, of_n = Block(everybody, np.array([n])), whole.n_p == n
        v_p = whole.v_p[of_n]
        most_v = could_fit(BOOK.criteria, block, CHOICES)
        assert (whole.fit_p[of_n] <= most_v[v_p]).all()
        for c, (criterion, most) in enumerate(zip(BOOK.criteria, MOST_C, strict=True)):
            one_v = np.ones(len(everybody.rows_v)) * criterion.could_earn(block)
            assert (whole.earned_pc[of_n, c] <= 1e-3 + one_v[v_p] * most / THOUSANDTHS).all()


def test_those_who_may_be_rung_from_anywhere_are_found_without_looking_at_all(monkeypatch):
    pool = country(600, 300)
    arrays = features.build(pool, BENCH_RELATED)
    afar = [n for n, one in enumerate(pool.needs) if all(form.is_remote for form in one.forms)]
    wanted = search.Wanted(np.full(len(pool.needs), -1, np.int32), 3, 1 << 40)
    looked = []
    through = search.Looks.through
    monkeypatch.setattr(
        search.Looks, "through", lambda self, tile: looked.append(tile) or through(self, tile)
    )

    for n in afar:
        everybody, few = (best(arrays, wanted, n, of_many=one) for one in (False, True))
        assert everybody == few

    assert len(looked) > len(afar) > 1
    assert min(len(tile.rows_v) for tile in looked) < 10
