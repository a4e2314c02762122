"""R40: how far, how sure, how long; a page and the engine see the same numbers."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain import travel
from matcher.domain.places import Place, Precision
from matcher.domain.travel import Distance, Mode, Speeds, distance_km

UMEA, HOLMSUND = (63.8284, 20.2597), (63.7058, 20.3644)  # 14.6 km apart on the map
LOCATED = [precision for precision in Precision if precision is not Precision.UNKNOWN]


def at(point: tuple[float, float], precision: Precision, code: str | None = None) -> Place:
    return Place(*point, precision, code)


def same_point(precision: Precision, one: str | None = None, other: str | None = None) -> Distance:
    return distance_km(at(UMEA, precision, one), at(UMEA, precision, other))


def test_addresses_apart_are_as_far_as_the_map_says():
    apart = distance_km(at(UMEA, Precision.ADDRESS), at(HOLMSUND, Precision.ADDRESS))

    assert apart.km == pytest.approx(14.6, abs=0.1)
    assert (apart.uncertain_km, apart.same_point) == (pytest.approx(0.1), False)


@pytest.mark.parametrize(
    ("precision", "km"),
    [
        (Precision.ADDRESS, 0.1),
        (Precision.AREA, 1.0),
        (Precision.POSTCODE, 1.4),
        (Precision.LOCALITY, 2.7),
        (Precision.MUNICIPALITY, 7.5),
    ],
)
def test_r40_same_point_is_never_zero(precision, km):
    apart = same_point(precision)

    assert (apart.km, apart.same_point) == (pytest.approx(km), True)


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        ("90326", "90320", 1.4),  # four digits alike
        ("90326", "90345", 2.1),  # three
        ("90326", "90620", 2.7),  # two: no more than the town tells
        ("90326", None, 2.7),
    ],
)
def test_r40_postcodes_of_one_town_that_begin_alike_are_nearer(one, other, km):
    assert same_point(Precision.LOCALITY, one, other).km == pytest.approx(km)


def test_postcodes_alike_tell_little_between_two_points():
    apart = distance_km(
        at(UMEA, Precision.MUNICIPALITY, "90326"), at(HOLMSUND, Precision.MUNICIPALITY, "90340")
    )

    assert apart.km == pytest.approx(math.hypot(14.6, 3.6), abs=0.1)


def test_towns_are_less_sure_than_addresses():
    towns = distance_km(at(UMEA, Precision.LOCALITY), at(HOLMSUND, Precision.LOCALITY))

    assert towns.uncertain_km == pytest.approx(2.2 * math.sqrt(2))


def test_distance_to_an_unknown_place_is_unknown():
    assert distance_km(at(UMEA, Precision.AREA), Place.unknown("någonstans")) is None


places = st.builds(
    Place,
    st.floats(55, 69),
    st.floats(11, 24),
    st.sampled_from(LOCATED),
    st.none() | st.integers(10000, 98999).map(str),
)


@given(places, places)
def test_distance_is_the_same_both_ways(a, b):
    assert distance_km(a, b) == distance_km(b, a)


@given(places, places)
def test_distance_is_never_zero_nor_shorter_than_the_straight_line(a, b):
    straight = float(travel.haversine_km(a.lat, a.lon, b.lat, b.lon))

    assert distance_km(a, b).km >= max(straight, 0.1 - 1e-9)


@given(st.lists(places, min_size=1, max_size=5), st.lists(places, min_size=1, max_size=5))
def test_arrays_give_the_very_same_numbers_as_one_pair(volunteers, needs):
    found = travel.matrix(travel.columns(volunteers), travel.columns(needs))

    single = [[distance_km(v, n) for n in needs] for v in volunteers]
    assert found.km.tolist() == [[one.km for one in row] for row in single]
    assert found.uncertain.tolist() == [[one.uncertain_km for one in row] for row in single]
    assert found.same_point.tolist() == [[one.same_point for one in row] for row in single]


def test_unknown_places_are_nan_in_arrays():
    found = travel.matrix(travel.columns([None]), travel.columns([at(UMEA, Precision.AREA)]))

    assert np.isnan(found.km).tolist() == [[True]]
    assert found.same_point.tolist() == [[False]]


def test_bare_degrees_are_taken_for_towns():
    km = travel.km_matrix([UMEA[0]], [UMEA[1]], [UMEA[0], HOLMSUND[0]], [UMEA[1], HOLMSUND[1]])

    towns = [at(UMEA, Precision.LOCALITY), at(HOLMSUND, Precision.LOCALITY)]
    assert km.tolist() == [[distance_km(towns[0], town).km for town in towns]]


def test_no_places_give_an_empty_matrix():
    assert travel.matrix(travel.columns([]), travel.columns([])).km.shape == (0, 0)


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        (Mode.WALK, 173),  # 13 km of road at 4.5 km/h
        (Mode.CYCLE, 56),  # at 14 km/h
        (Mode.BUS, 53),  # ten minutes' wait, then 18 km/h
        (Mode.CAR, 20),  # 10 km at 35 km/h, 3 km at 60
    ],
)
def test_ten_km_take_their_time_by_each_way_of_travelling(mode, expected):
    assert travel.minutes(Distance(10.0, 0.0, False), mode) == expected


@given(st.lists(st.floats(0.1, 500), min_size=1, max_size=8), st.sampled_from(Mode))
def test_minutes_of_arrays_are_those_of_one_pair(km, mode):
    rounded = [max(1, round(value)) for value in travel.minutes_of(km, mode).tolist()]

    assert rounded == [travel.minutes(Distance(one, 0.0, False), mode) for one in km]


@given(st.floats(0.1, 100), st.floats(0.1, 100), st.sampled_from(Mode))
def test_farther_never_takes_less_time(one, other, mode):
    near, far = travel.minutes_of(sorted([one, other]), mode)

    assert near <= far


def test_centres_own_speeds_are_used():
    slow = Speeds.from_config({"walk": 3})

    assert travel.minutes(Distance(3.0, 0.0, False), Mode.WALK, slow) == 78


def test_speed_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="ride"):
        Speeds.from_config({"ride": 12})


@pytest.mark.parametrize(
    "table", [{"walk": 0}, {"bus_wait": -1}, {"detour": 1.0}, {"car_town": math.inf}]
)
def test_impossible_speeds_are_refused(table):
    with pytest.raises(ValueError, match="impossible"):
        Speeds.from_config(table)
