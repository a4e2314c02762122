"""The weekly meeting's agenda: where one goes on."""

from datetime import timedelta

import pytest

from matcher.domain.suggestions import SuggestionState
from matcher.services import meetings, waiting, weeks
from matcher.services.meetings import Agenda, Item
from tests.make import AT, a_centre, a_volunteer, a_waiting

OPEN, DONE = SuggestionState.PROPOSED, SuggestionState.ACCEPTED


def agenda(**states):
    """An agenda with these suggestions, in this order."""
    items = (
        Item(id=one, need="", volunteer="", state=state, by=None, at=None, reason=None,
             is_locked=False, match_id=None)
        for one, state in states.items()
    )  # fmt: skip
    return Agenda("2026-W48", tuple(items))


@pytest.mark.parametrize(
    ("left_at", "goes_on_at"),
    [
        ("second", "second"),  # nobody has decided it
        ("third", "fourth"),  # a colleague has, since
        ("fifth", "second"),  # and nothing is left after it: from the top again
        ("gone", "second"),  # it is not on the agenda any more
        (None, "second"),  # nobody has begun
    ],
)
def test_r56_who_comes_back_goes_on_after_the_place_where_she_stood(left_at, goes_on_at):
    found = agenda(first=DONE, second=OPEN, third=DONE, fourth=OPEN, fifth=DONE)

    assert found.onwards(left_at) == goes_on_at


def test_r56_nothing_is_left_where_all_is_decided():
    assert agenda(first=DONE).onwards("first") is None


def test_agenda_has_the_order_of_those_who_wait(session):
    centre = a_centre(session)
    for name, weeks_ago, urgency in (("Barbro", 5, 1), ("Folke", 30, 3), ("Aino", 9, 1)):
        a_volunteer(session, centre)
        since = AT.date() - timedelta(weeks=weeks_ago)
        a_waiting(session, centre, first_name=name, waiting_since=since, priority_class=urgency)
    weeks.run_week(session, centre=centre.id, iso_week="2026-W48", at=AT)

    found = meetings.agenda(session, centre=centre.id, at=AT)

    listed = [line.need.called for line in waiting.listed(session, centre=centre.id, at=AT)]
    assert [item.need for item in found.items] == listed
    assert listed[0] == "Folke K."
