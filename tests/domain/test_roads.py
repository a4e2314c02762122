"""What a road adds to the straight line."""

import math

import pytest

from matcher.domain.places import Place, Precision
from matcher.domain.roads import Point, Roads
from matcher.domain.travel import haversine_km

HERE = Place(57.723, 11.951, Precision.ADDRESS)  # on either side of a river
THERE = Place(57.701, 11.949, Precision.ADDRESS)
HERE_POINT, THERE_POINT = Point(5772, 1195), Point(5770, 1195)


def extra(roads, a, b):
    return roads.extra_km(1.3)[roads.rows([a])[0], roads.rows([b])[0]]


def test_point_of_a_place_is_rounded_to_a_kilometre():
    assert Point.of(HERE) == HERE_POINT
    assert Point.of(Place.unknown()) is None


def test_long_way_round_is_longer_than_a_usual_one():
    roads = Roads({(HERE_POINT, THERE_POINT): 13.0})

    line = float(haversine_km(57.72, 11.95, 57.70, 11.95))
    assert extra(roads, HERE, THERE) == pytest.approx(13.0 / 1.3 - line)


def test_usual_way_adds_nothing():
    line = float(haversine_km(57.72, 11.95, 57.70, 11.95))

    assert extra(Roads({(HERE_POINT, THERE_POINT): 1.3 * line}), HERE, THERE) == pytest.approx(0)


@pytest.mark.parametrize("pair", [(THERE, HERE), (HERE, Place.unknown()), (None, THERE)])
def test_way_that_nobody_told_keeps_its_estimate(pair):
    roads = Roads({(HERE_POINT, THERE_POINT): 13.0})

    assert extra(roads, *pair) == 0


def test_nothing_known_is_a_table_of_nothing():
    assert not Roads()
    assert Roads().extra_km(1.3).tolist() == [[0.0]]
    assert not math.isnan(extra(Roads(), HERE, THERE))
