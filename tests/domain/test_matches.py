"""The life of a match: every state × event, and what no way through the table can reach."""

from datetime import date, timedelta
from itertools import product

import pytest

from matcher.domain.errors import NotNow
from matcher.domain.matches import TABLE, MatchEvent, MatchState, Standing, Word, turned

TODAY = date(2026, 11, 23)
S, E = MatchState, MatchEvent

# One letter a state; a row is an event, a column the state it meets. "." cannot happen.
#   a approved   v volunteer asked   y volunteer yes   r recipient asked   b both yes
#   m meeting booked   t trial   A active   p paused   e ending   x ended   d declined
LETTERS = dict(zip("avyrbmtApexd", MatchState, strict=True))
ALL_AGREE = Standing(
    volunteers=(Word.YES,),
    recipients=(Word.YES,),
    met_with_us=True,
    trial_until=TODAY,
    paused_in=S.ACTIVE,
    ending_from=S.TRIAL,
    on=TODAY,
)
WHEN_ALL_IS_WELL = """
                      a v y r b m t A p e x d
volunteer_asked       v v . . . . . . . . . .
volunteer_said_yes    . y . . . . . . . . . .
volunteer_said_no     . y y r b m . . . . . .
recipient_asked       . . r r . . . . . . . .
recipient_said_yes    . . . b . . . . . . . .
recipient_said_no     . . . b b m . . . . . .
meeting_booked        . . . . m m . . . . . .
meeting_fell_through  . . . . . b . . . . . .
meeting_stands        . . . . m . . . . . . .
meeting_held          . . . . . t . . . . . .
trial_passed          . . . . . . A . . . . .
paused                . . . . . . p p . . . .
resumed               . . . . . . . . A . . .
one_joined            a v y . . . . . . . . .
one_left              . . . . . . t A p . . .
ending_begun          . . . . . . e e e . . .
ending_undone         . . . . . . . . . t . .
ended                 . . . . . . . . . x . .
called_off            d d d d d d . . . . . .
died                  a v y b b m t A p e . .
one_gone              a y y b b m t A p e . .
"""
# Nobody is left, nobody was there, the trial has days to go, and no closing talk is held.
NOTHING_HOLDS = Standing(
    volunteers=(Word.NO,),
    recipients=(Word.NO,),
    trial_until=TODAY + timedelta(days=1),
    talks_left=1,
    on=TODAY,
)
WHEN_NOTHING_HOLDS = """
                      a v y r b m t A p e x d
volunteer_asked       v v . . . . . . . . . .
volunteer_said_yes    . v . . . . . . . . . .
volunteer_said_no     . d d d d d . . . . . .
recipient_asked       . . r r . . . . . . . .
recipient_said_yes    . . . r . . . . . . . .
recipient_said_no     . . . d d d . . . . . .
meeting_booked        . . . . m m . . . . . .
meeting_fell_through  . . . . . b . . . . . .
meeting_stands        . . . . m . . . . . . .
meeting_held          . . . . . . . . . . . .
trial_passed          . . . . . . . . . . . .
paused                . . . . . . p p . . . .
resumed               . . . . . . . . . . . .
one_joined            a v v . . . . . . . . .
one_left              . . . . . . . . . . . .
ending_begun          . . . . . . e e e . . .
ending_undone         . . . . . . . . . . . .
ended                 . . . . . . . . . . . .
called_off            d d d d d d . . . . . .
died                  x x x x x x x x x x . .
one_gone              x x x x x x x x x x . .
"""


def cells(grid):
    """(state, event, the state it leads to or None) of every cell."""
    lines = [line.split() for line in grid.strip("\n").splitlines()]
    states = [LETTERS[letter] for letter in lines[0]]
    for event, *letters in lines[1:]:
        for state, letter in zip(states, letters, strict=True):
            yield state, MatchEvent(event), LETTERS.get(letter)


def after(state, event, standing):
    try:
        return turned(state, event, standing)
    except NotNow:
        return None


def test_grids_name_every_state_and_every_event_once():
    for grid in (WHEN_ALL_IS_WELL, WHEN_NOTHING_HOLDS):
        assert [cell[:2] for cell in cells(grid)] == [(s, e) for e, s in product(E, S)]


@pytest.mark.parametrize(("state", "event", "leads_to"), list(cells(WHEN_ALL_IS_WELL)))
def test_r57_event_leads_where_the_table_says_when_all_is_well(state, event, leads_to):
    assert after(state, event, ALL_AGREE) is leads_to


@pytest.mark.parametrize(("state", "event", "leads_to"), list(cells(WHEN_NOTHING_HOLDS)))
def test_r57_event_leads_where_the_table_says_when_no_guard_holds(state, event, leads_to):
    assert after(state, event, NOTHING_HOLDS) is leads_to


def test_r57_illegal_event_says_what_state_the_match_is_in():
    with pytest.raises(NotNow) as refused:
        turned(S.ENDED, E.RESUMED, ALL_AGREE)

    assert (refused.value.what, refused.value.state) == ("match", "ended")


@pytest.mark.parametrize("state", [S.ENDED, S.DECLINED])
def test_r57_what_is_over_stays_over(state):
    assert not [event for event in E if (state, event) in TABLE]


# ── circles: each has an own yes ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "leads_to"),
    [
        ((Word.YES, Word.ASKED), S.VOLUNTEER_ASKED),
        ((Word.YES, Word.NOT_ASKED), S.VOLUNTEER_ASKED),
        ((Word.YES, Word.NO), S.VOLUNTEER_YES),
        ((Word.YES, Word.YES), S.VOLUNTEER_YES),
        ((Word.NO, Word.ASKED), S.VOLUNTEER_ASKED),
        ((Word.NO, Word.NO), S.DECLINED),
    ],
)
def test_circle_goes_on_when_every_volunteer_has_answered_and_one_is_with_us(words, leads_to):
    last = E.VOLUNTEER_SAID_NO if Word.NO in words else E.VOLUNTEER_SAID_YES

    assert turned(S.VOLUNTEER_ASKED, last, Standing(volunteers=words)) is leads_to


@pytest.mark.parametrize(
    ("words", "leads_to"),
    [
        ((Word.YES, Word.ASKED), S.RECIPIENT_ASKED),
        ((Word.YES, Word.NO), S.BOTH_YES),
        ((Word.NO, Word.NO), S.DECLINED),
    ],
)
def test_circle_of_several_persons_waits_for_each(words, leads_to):
    last = E.RECIPIENT_SAID_NO if Word.NO in words else E.RECIPIENT_SAID_YES

    assert turned(S.RECIPIENT_ASKED, last, Standing(recipients=words)) is leads_to


def test_one_of_two_volunteers_may_leave_and_the_other_goes_on():
    two = Standing(volunteers=(Word.LEFT, Word.YES), recipients=(Word.YES,))

    assert turned(S.ACTIVE, E.ONE_LEFT, two) is S.ACTIVE


def test_last_volunteer_does_not_slip_out_without_an_ending():
    alone = Standing(volunteers=(Word.LEFT,), recipients=(Word.YES,))

    with pytest.raises(NotNow):
        turned(S.ACTIVE, E.ONE_LEFT, alone)


def test_group_goes_on_when_one_of_several_persons_has_died():
    group = Standing(volunteers=(Word.YES,), recipients=(Word.LEFT, Word.YES))

    assert turned(S.ACTIVE, E.DIED, group) is S.ACTIVE


# ── what protects ─────────────────────────────────────────────────────────────────────────────

WORDS = [(Word.YES,), (Word.NO,), (Word.YES, Word.ASKED), (Word.LEFT, Word.YES)]
STANDINGS = [
    Standing(volunteers=hers, recipients=theirs, met_with_us=with_us, trial_until=until, on=TODAY)
    for hers, theirs, with_us, until in product(
        WORDS, WORDS, (True, False), (None, TODAY, TODAY + timedelta(days=1))
    )
]
FORWARD = [event for event in E if event is not E.RESUMED]  # that one leads to where it has been


def reached(standings):
    """Every state that a match can come to while the guards are asked of no others than these."""
    states, left = {S.APPROVED}, [S.APPROVED]
    while left:
        state = left.pop()
        came = {after(state, event, now) for event, now in product(FORWARD, standings)}
        left += came - states - {None}
        states |= came - {None}
    return states


LACKING = {
    "a volunteer's yes": lambda now: Word.YES not in now.volunteers,
    "every volunteer's answer": lambda now: Word.ASKED in now.volunteers,
    "a recipient's yes": lambda now: Word.YES not in now.recipients,
    "every recipient's answer": lambda now: Word.ASKED in now.recipients,
    "a meeting that was held": lambda now: not now.met_with_us,
    "the end of the trial": lambda now: now.trial_until != TODAY,
}


@pytest.mark.parametrize("lacking", LACKING)
def test_r58_nobody_is_active_without_both_yeses_a_held_meeting_and_an_ended_trial(lacking):
    assert S.ACTIVE not in reached([now for now in STANDINGS if LACKING[lacking](now)])


def test_r58_those_walks_reach_every_state_when_nothing_is_lacking():
    assert reached(STANDINGS) == set(S)


WAY_TO_ACTIVE = [
    E.VOLUNTEER_ASKED, E.VOLUNTEER_SAID_YES, E.RECIPIENT_ASKED, E.RECIPIENT_SAID_YES,
    E.MEETING_BOOKED, E.MEETING_HELD, E.TRIAL_PASSED,
]  # fmt: skip


def walked(events):
    state = S.APPROVED
    for event in events:
        state = after(state, event, ALL_AGREE) or state
    return state


def test_r58_the_whole_way_leads_to_active():
    assert walked(WAY_TO_ACTIVE) is S.ACTIVE


@pytest.mark.parametrize("left_out", WAY_TO_ACTIVE)
def test_r58_no_step_on_the_way_to_active_can_be_left_out(left_out):
    assert walked([event for event in WAY_TO_ACTIVE if event is not left_out]) is not S.ACTIVE


@pytest.mark.parametrize("came_from", [S.TRIAL, S.ACTIVE])
def test_r64_pair_comes_back_from_a_pause_to_where_it_was(came_from):
    assert turned(S.PAUSED, E.RESUMED, Standing(paused_in=came_from)) is came_from


@pytest.mark.parametrize("began_in", [S.TRIAL, S.ACTIVE, S.PAUSED])
def test_ending_begun_by_mistake_leads_back_to_where_it_began(began_in):
    mistaken = Standing(ending_from=began_in, talks_left=2)

    assert turned(S.ENDING, E.ENDING_UNDONE, mistaken) is began_in


def test_ending_that_one_of_them_has_been_told_of_is_not_undone():
    with pytest.raises(NotNow):
        turned(S.ENDING, E.ENDING_UNDONE, Standing(ending_from=S.ACTIVE, talks_held=1))
