"""A little of everything is thrown at every reader: it understands, asks or refuses."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS

FEW = {"workbooks with spoilt bytes": 30, "workbooks with spoilt parts": 20, "rows of anything": 20}


@pytest.mark.parametrize("name", TARGETS)
def test_nothing_is_too_strange(name):
    thrown, reader = TARGETS[name]

    @settings(
        max_examples=FEW.get(name, 60),
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(st.data())
    def throw(data):
        reader(data.draw(thrown))

    throw()
