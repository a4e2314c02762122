"""SWEREF 99 TM against Lantmäteriet's published control points (20 November 2007)."""

import pytest

from matcher.domain.sweref import to_degrees

CONTROL_POINTS = [  # latitude, longitude, metres north, metres east
    (55.0, 12.75, 6097106.672, 356083.438),
    (55.0, 14.25, 6095048.642, 452024.069),
    (57.0, 19.5, 6326392.707, 773251.054),
    (59.0, 11.25, 6546096.724, 284626.066),
    (61.0, 18.75, 6768593.345, 702745.127),
    (63.0, 12.0, 6989134.048, 348083.148),
    (65.0, 21.75, 7225449.115, 817833.405),
    (67.0, 24.0, 7459745.672, 891298.142),
    (69.0, 21.0, 7666089.698, 739639.195),
]


@pytest.mark.parametrize(("lat", "lon", "north", "east"), CONTROL_POINTS)
def test_control_point_is_where_it_was_published(lat, lon, north, east):
    millimetre = 1e-8  # degrees

    assert to_degrees(north, east) == pytest.approx((lat, lon), abs=2 * millimetre)
