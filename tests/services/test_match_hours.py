"""Whether a time for the first meeting is among those that the two have told."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from matcher.domain.match_reasons import MeetingPlace
from matcher.domain.regular_times import RegularTime
from matcher.services import match_hours, matches, need_pages
from matcher.services.match_meetings import Meeting
from tests.make import WEEKDAYS, a_need, a_volunteer, a_waiting, an_account
from tests.services.pairs import Pair
from tests.services.test_first_meetings import another, books


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


def test_person_who_usually_meets_another_then_is_asked_about_too(session):
    pair = Pair(
        session, need={"availability": WEEKDAYS.to_json()}, recipient={"first_name": "Elsa"}
    )
    other = a_need(session, pair.recipient)
    another_volunteer = a_volunteer(session, pair.centre)
    made = matches.match_by_hand(session, another_volunteer.id, other.id, **pair.who)
    made.regular_time = RegularTime(date(2026, 11, 23), time(9), 60).to_json()
    monday = datetime(2026, 11, 30, 8, tzinfo=UTC)  # nine on the wall

    assert match_hours.outside(session, pair.id, monday, centre=pair.centre.id) == ("Elsa",)


@pytest.mark.parametrize(
    ("later", "first", "second", "is_promised"),
    [
        (45, "home", "home", True),
        (60, "home", "home", True),
        (89, "home", "centre", True),
        (90, "home", "home", False),
        (60, "centre", "centre", False),
        (0, "home", "remote", False),
        (0, "remote", "home", False),
    ],
    ids=[
        "while they meet",
        "no time between",
        "nor for the way to us",
        "time for the way",
        "no way between",
        "by telephone",
        "they by telephone",
    ],
)
def test_coordinator_who_goes_along_is_not_promised_twice_unasked(
    session, later, first, second, is_promised
):
    pair = Pair(session, volunteer={"first_name": "Karin"}, recipient={"first_name": "Elsa"})
    pair.both_yes()
    other = another(session, pair)
    books(session, pair, pair.id, MeetingPlace(first))
    meeting = Meeting(pair.at + timedelta(days=2, minutes=later), MeetingPlace(second))

    found = match_hours.promised(session, other, meeting, centre=pair.centre.id)

    assert (found and found.names) == (("Karin", "Elsa") if is_promised else None)


def test_coordinator_may_go_along_while_a_colleague_goes_with_others(session):
    pair = Pair(session).both_yes()
    other = another(session, pair)
    books(session, pair, pair.id, MeetingPlace.HOME)
    pair.match.owner_id = an_account(session, pair.centre).id
    meeting = Meeting(pair.at + timedelta(days=2), MeetingPlace.HOME)

    assert match_hours.promised(session, other, meeting, centre=pair.centre.id) is None


def test_page_of_a_need_says_which_of_its_hours_a_match_has(session):
    pair = Pair(session)
    usual = RegularTime(date(2026, 11, 23), time(9), 60)
    pair.match.regular_time = usual.to_json()
    other = a_need(session, pair.recipient)

    pages = [need_pages.one(session, one, **pair.who) for one in (pair.need.id, other.id)]

    assert [page.taken for page in pages] == [(usual,), (usual,)]
