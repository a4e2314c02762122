"""A piece of Sweden as a picture, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain.maps import EAST, NORTH, SOUTH, WEST, WIDTHS, Frame
from matcher.domain.travel import haversine_km

points = st.tuples(st.floats(SOUTH, NORTH), st.floats(WEST, EAST))
frames = st.builds(Frame, points, st.sampled_from(WIDTHS))


@given(frame=frames, x=st.integers(0, 256), y=st.integers(0, 256))
def test_pixel_of_what_lies_at_a_pixel_is_that_pixel(frame, x, y):
    lat, lon = frame.point((x, y))

    back = frame.pixel((lat, lon))

    on_land = SOUTH < lat < NORTH and WEST < lon < EAST
    assert not on_land or back == pytest.approx((x, y), abs=1)


@pytest.mark.parametrize("width", [3.0, 25.0, 100.0])
def test_picture_is_as_wide_as_it_says(width):
    frame = Frame((59.858, 17.639), width)

    west, east = frame.point((0, 128)), frame.point((256, 128))

    assert float(haversine_km(*west, *east)) == pytest.approx(width, rel=0.01)


@given(frame=frames)
def test_closest_and_farthest_are_ends(frame):
    assert frame.closer(99).width == WIDTHS[0]
    assert frame.closer(-99).width == WIDTHS[-1]


def test_what_is_beside_the_picture_is_not_shown():
    frame = Frame((59.858, 17.639), 25.0)

    assert frame.shows((59.8, 59.9, 17.6, 17.7))
    assert not frame.shows((55.5, 55.7, 12.9, 13.1))
