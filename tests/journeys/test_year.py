"""A centre's time goes by: no follow-up missing, no letter astray, everybody in one place.

Eight weeks of a small centre here; a year of 140 volunteers in `python -m tests.bench journeys`.
"""

from random import Random
from unittest.mock import patch

import pytest

from matcher.store import base
from tests.year import Year
from tests.year_rules import faults

pytestmark = pytest.mark.slow


def test_r59_r62_r63_eight_weeks_of_a_centre_leave_nothing_and_nobody_out(database, settings):
    with patch.object(base, "secrets", Random(3)):
        year = Year(database, settings, seed=3, volunteers=22, people=12, pairs=8)
        for at in year.days(56):
            with database.reading() as session:
                assert faults(session, year) == [], at

    assert year.told["first meetings"] >= 1
    assert year.told["visits"] >= 10
