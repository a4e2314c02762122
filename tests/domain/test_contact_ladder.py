"""The contact ladder: every state × field, for each side, and each consent that opens a field."""

from datetime import timedelta

import pytest

from matcher.domain.contact_ladder import Field, View, recipient_hears, volunteer_sees
from matcher.domain.matches import MatchState, Word
from tests.make import AT

SOON = AT + timedelta(hours=47)
LATER = AT + timedelta(hours=49)
F, S = Field, MatchState

# Everything is allowed and the meeting at home is within two days: no more than this is ever seen.
VOLUNTEER_SEES = """
                 frame sketch called_name meeting place street phone regular_time
approved         .     .      .           .       .     .      .     .
volunteer_asked  x     x      .           .       .     .      .     .
volunteer_yes    x     x      .           .       .     .      .     .
recipient_asked  x     x      .           .       .     .      .     .
both_yes         x     x      .           .       .     .      .     .
meeting_booked   x     .      x           x       x     x      .     .
trial            .     .      x           .       .     x      x     x
active           .     .      x           .       .     x      x     x
paused           .     .      .           .       .     .      .     .
ending           .     .      .           .       .     .      .     .
ended            .     .      .           .       .     .      .     .
declined         .     .      .           .       .     .      .     .
"""
RECIPIENT_HEARS = """
                 frame sketch called_name meeting place street phone regular_time
approved         .     .      .           .       .     .      .     .
volunteer_asked  .     .      .           .       .     .      .     .
volunteer_yes    .     .      .           .       .     .      .     .
recipient_asked  .     x      x           .       .     .      .     .
both_yes         .     x      x           .       .     .      .     .
meeting_booked   .     .      x           x       x     .      .     .
trial            .     .      x           .       .     .      x     x
active           .     .      x           .       .     .      x     x
paused           .     .      .           .       .     .      .     .
ending           .     .      .           .       .     .      .     .
ended            .     .      .           .       .     .      .     .
declined         .     .      .           .       .     .      .     .
"""


def cells(grid):
    lines = [line.split() for line in grid.strip("\n").splitlines()]
    fields = [Field(name) for name in lines[0]]
    for state, *marks in lines[1:]:
        for field, mark in zip(fields, marks, strict=True):
            yield MatchState(state), field, mark == "x"


def word_in(state):
    """What the one who looks has said when a match is in that state."""
    if state is S.APPROVED:
        return Word.NOT_ASKED
    return Word.ASKED if state is S.VOLUNTEER_ASKED else Word.YES


def a_view(state, **facts):
    quiet = {
        "word": word_in(state),
        "sketch_allowed": True,
        "phone_allowed": True,
        "meeting_at": SOON,
        "meets_at_home": True,
    }
    return View(state=state, **quiet | facts)


def test_grids_name_every_state_and_field():
    for grid in (VOLUNTEER_SEES, RECIPIENT_HEARS):
        assert [cell[:2] for cell in cells(grid)] == [(s, f) for s in S for f in F]


@pytest.mark.parametrize(("state", "field", "is_seen"), list(cells(VOLUNTEER_SEES)))
def test_r66_volunteer_sees_a_field_in_its_states_and_in_no_other(state, field, is_seen):
    assert (field in volunteer_sees(a_view(state), at=AT)) is is_seen


@pytest.mark.parametrize(("state", "field", "is_seen"), list(cells(RECIPIENT_HEARS)))
def test_r66_recipient_hears_a_field_in_its_states_and_in_no_other(state, field, is_seen):
    assert (field in recipient_hears(a_view(state))) is is_seen


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("word", [Word.NOT_ASKED, Word.NO, Word.LEFT])
def test_r66_who_is_not_asked_or_not_in_it_sees_nothing(state, word):
    assert volunteer_sees(a_view(state, word=word), at=AT) == frozenset()


@pytest.mark.parametrize("state", S)
def test_r66_who_has_not_said_yes_never_sees_a_name_a_place_or_a_number(state):
    seen = volunteer_sees(a_view(state, word=Word.ASKED), at=AT)

    assert seen <= {F.FRAME, F.SKETCH}


@pytest.mark.parametrize("state", S)
def test_r66_nothing_is_seen_of_somebody_who_has_left_or_died(state):
    gone = a_view(state, other_is_here=False)

    assert volunteer_sees(gone, at=AT) | recipient_hears(gone) == frozenset()


@pytest.mark.parametrize("state", S)
def test_r68_without_a_yes_to_be_described_there_is_no_sketch(state):
    assert F.SKETCH not in volunteer_sees(a_view(state, sketch_allowed=False), at=AT)


@pytest.mark.parametrize("state", S)
def test_r66_telephone_is_seen_only_by_the_yes_of_whose_it_is(state):
    silent = a_view(state, phone_allowed=False)

    assert F.PHONE not in volunteer_sees(silent, at=AT) | recipient_hears(silent)


@pytest.mark.parametrize(
    ("facts", "is_seen"),
    [
        ({"meeting_at": SOON}, True),
        ({"meeting_at": AT + timedelta(hours=48)}, True),
        ({"meeting_at": LATER}, False),
        ({"meeting_at": None}, False),
        ({"meeting_at": SOON, "meets_at_home": False}, False),
    ],
)
def test_r66_street_is_seen_for_a_meeting_at_home_from_two_days_before(facts, is_seen):
    seen = volunteer_sees(a_view(S.MEETING_BOOKED, **facts), at=AT)

    assert (F.STREET in seen) is is_seen


def test_r71_a_pause_takes_everything_away_at_once():
    active = a_view(S.ACTIVE)

    assert volunteer_sees(active, at=AT)
    assert not volunteer_sees(a_view(S.PAUSED), at=AT)
