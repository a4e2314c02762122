"""Somebody's history reads as a story: her own deeds, her matches, and what came of each call."""

import pytest

from matcher.services import calls, stories
from matcher.services.match_calls import CallResult
from matcher.services.search import Kind
from matcher.store import accounts
from tests.services.pairs import Pair


@pytest.fixture
def pair(session):
    return Pair(session)


def read(pair, teller, about):
    names = accounts.names(pair.session, centre=pair.centre.id)
    return teller(pair.session, about.id, names, centre=pair.centre.id).lines


def test_volunteers_story_tells_how_her_match_went_and_with_whom(pair):
    pair.in_trial()

    story = read(pair, stories.of_volunteer, pair.volunteer)

    held = next(line for line in story if line.what == "match.meeting_held")
    assert held.match_id == pair.match.id
    assert held.other.startswith(pair.recipient.first_name)


def test_recipients_story_names_the_volunteer(pair):
    pair.both_yes()

    story = read(pair, stories.of_recipient, pair.recipient)

    said = next(line for line in story if line.what == "match.recipient_said_yes")
    assert said.other.startswith(pair.volunteer.first_name)


def test_story_has_the_line_of_a_call(pair):
    facts = {"line": "Reser i mars.", **pair.who}
    calls.note(pair.session, Kind.VOLUNTEER, pair.volunteer.id, CallResult.FINE, **facts)

    story = read(pair, stories.of_volunteer, pair.volunteer)

    assert "Reser i mars." in [line.facts.get("line") for line in story]


def test_story_begins_with_the_newest(pair):
    pair.in_trial()

    moments = [line.at for line in read(pair, stories.of_volunteer, pair.volunteer)]

    assert moments == sorted(moments, reverse=True)


def test_story_says_nothing_of_another_pair(pair):
    pair.in_trial()
    other = Pair(pair.session)
    other.in_trial()

    story = read(pair, stories.of_volunteer, pair.volunteer)

    assert {line.match_id for line in story} - {None} == {pair.match.id}
