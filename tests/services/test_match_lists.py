"""The list of matches stands in the order of the day that it shows."""

from datetime import timedelta

from matcher.domain.matches import MatchState
from matcher.services import match_lists, matches
from tests.make import a_volunteer, a_waiting
from tests.services.pairs import Pair


def test_list_stands_in_the_order_of_the_day_it_shows(session):
    pair = Pair(session).in_trial()  # met some days after it was approved
    volunteer, need = a_volunteer(session, pair.centre), a_waiting(session, pair.centre)
    day_before = pair.who | {"at": pair.at - timedelta(days=1)}
    approved = matches.match_by_hand(session, volunteer.id, need.id, **day_before)
    session.flush()

    page = match_lists.listed(session, list(MatchState), **pair.who)

    assert [row.id for row in page.rows] == [pair.id, approved.id]
    assert [row.since for row in page.rows] == [pair.at.date(), day_before["at"].date()]
