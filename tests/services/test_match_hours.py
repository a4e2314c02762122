"""Whether a time for the first meeting is among those that the two have told."""

from datetime import UTC, date, datetime, time

import pytest

from matcher.domain.regular_times import RegularTime
from matcher.services import match_hours, matches
from tests.make import WEEKDAYS, a_waiting
from tests.services.pairs import Pair


@pytest.mark.parametrize(
    ("hour", "whose"), [(9, ("Karin",)), (10, ())], ids=["when she meets", "after it"]
)
def test_first_meeting_is_not_laid_unasked_on_the_hour_at_which_she_meets_another(
    session, hour, whose
):
    told = WEEKDAYS.to_json()
    pair = Pair(
        session,
        volunteer={"first_name": "Karin", "max_matches": 2, "availability": told},
        need={"availability": told},
    )
    usual = RegularTime(date(2026, 11, 23), time(9), 60).to_json()
    other = a_waiting(session, pair.centre)
    made = matches.match_by_hand(session, pair.volunteer.id, other.id, **pair.who)
    made.regular_time = usual
    monday = datetime(2026, 11, 30, hour - 1, tzinfo=UTC)  # on the wall an hour later

    assert match_hours.outside(session, pair.id, monday, centre=pair.centre.id) == whose
