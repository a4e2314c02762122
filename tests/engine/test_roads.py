"""A way that a routing service has told, in what the engine finds."""

import pytest

from matcher.domain.places import Place, Precision
from matcher.domain.roads import Point, Roads
from tests.engine.asking import broken, facts_of, view
from tests.make import need_profile, volunteer_profile

NORTH = Place(57.723, 11.951, Precision.ADDRESS, label="Norra stranden")
SOUTH = Place(57.701, 11.949, Precision.ADDRESS, label="Södra stranden")
ACROSS = (Point.of(NORTH), Point.of(SOUTH))
PAIR = (volunteer_profile(place=NORTH), need_profile(place=SOUTH))


def told(km):
    return Roads({ACROSS: km})


def test_two_on_either_side_of_a_river_are_near_until_somebody_tells_the_way():
    assert broken(*PAIR) == []
    assert broken(*PAIR, roads=told(26.0)) == ["way"]


def test_way_that_is_told_is_what_a_coordinator_reads():
    facts = facts_of("way", *PAIR, roads=told(26.0))

    assert facts["km"] == pytest.approx(26.0 / 1.3, abs=0.5)
    assert facts["minutes"] == pytest.approx(60 * 26.0 / 14.0, abs=2)


def test_no_road_is_shorter_than_the_line():
    shown = view(*PAIR, roads=told(0.0)).explanation.way

    assert shown.km == pytest.approx(2.4 / 1.3, abs=0.1)


def test_way_of_others_changes_nothing():
    elsewhere = Roads({(Point(5986, 1764), Point(5973, 1779)): 90.0})

    assert view(*PAIR, roads=elsewhere) == view(*PAIR)
