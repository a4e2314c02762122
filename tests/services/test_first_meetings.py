"""Where the first meeting is, as it is kept and as the volunteer's page says it."""

from datetime import timedelta

from matcher.domain.match_reasons import MeetingPlace
from matcher.services import match_asking, match_meetings, matches, visits
from matcher.services.match_life import others_of, volunteers_of
from matcher.services.match_meetings import Meeting
from matcher.store import match_life
from tests.make import a_volunteer, a_waiting
from tests.services.pairs import SITE, YES, Pair


def books(session, pair, match_id, where, place=None):
    meeting = Meeting(pair.at + timedelta(days=2), where, place)
    match_meetings.book(session, match_id, meeting, public_url=SITE, **pair.who)
    return match_life.one(session, match_id, centre=pair.centre.id)


def another(session, pair):
    """Another pair of the same centre, where both have said yes."""
    volunteer, need = a_volunteer(session, pair.centre), a_waiting(session, pair.centre)
    made = matches.match_by_hand(session, volunteer.id, need.id, **pair.who)
    session.flush()
    match = match_life.one(session, made.id, centre=pair.centre.id)
    match_asking.volunteer_answers(session, match.id, volunteers_of(match)[0].id, YES, **pair.who)
    match_asking.recipient_answers(session, match.id, others_of(match)[0].id, YES, **pair.who)
    return match.id


def test_our_own_address_is_said_once_and_remembered_for_the_next_meeting_with_us(session):
    pair = Pair(session).both_yes()
    books(session, pair, pair.id, MeetingPlace.CENTRE, "Storgatan 1")

    other = books(session, pair, another(session, pair), MeetingPlace.CENTRE)

    assert other.meeting_place == "Storgatan 1"


def test_meeting_at_home_is_not_at_the_place_of_a_meeting_with_us(session):
    pair = Pair(session).both_yes()
    books(session, pair, pair.id, MeetingPlace.CENTRE, "Storgatan 1")

    other = books(session, pair, another(session, pair), MeetingPlace.HOME)

    assert other.meeting_place is None


def test_r66_link_tells_by_itself_where_we_are_and_not_where_they_meet_else(session):
    pair = Pair(session).both_yes()

    told = []
    for where in (MeetingPlace.CENTRE, MeetingPlace.ELSEWHERE):
        match = books(session, pair, pair.id, where, "Storgatan 1")
        told.append(visits.page_of(session, match, pair.hers, at=pair.at).our_place)

    assert told == ["Storgatan 1", None]
