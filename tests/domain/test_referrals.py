"""How long it takes, as far as a centre's own last year says; and what a status link may say."""

from datetime import date, timedelta

import pytest

from matcher.domain.consent import Channel
from matcher.domain.errors import Invalid
from matcher.domain.recipients import RecipientState
from matcher.domain.referrals import (
    Caller,
    OwnYes,
    ReferralStatus,
    Referrer,
    expected_wait,
    status,
)


def weeks(*waited):
    return [timedelta(weeks=one) for one in waited]


def test_nine_starts_say_nothing_about_the_wait():
    assert expected_wait(weeks(*range(1, 10))) is None


def test_ten_starts_say_within_how_long_half_and_three_in_four_began():
    wait = expected_wait(weeks(1, 2, 3, 4, 5, 6, 7, 8, 9, 10))

    assert (wait.starts, wait.half_within, wait.most_within) == (10, 5, 8)


def test_a_started_week_counts_whole():
    wait = expected_wait([timedelta(days=8)] * 10)

    assert wait.half_within == 2


def test_r19_a_yes_that_nobody_heard_is_no_yes():
    with pytest.raises(Invalid):
        OwnYes(date(2026, 11, 20), "", Channel.PHONE)


def test_who_writes_for_somebody_else_can_be_called():
    with pytest.raises(Invalid) as refused:
        Caller(Referrer.HOME_CARE)

    assert set(refused.value.faults) == {"caller_name", "caller_phone"}


@pytest.mark.parametrize("state", RecipientState)
@pytest.mark.parametrize("asked", [True, False])
def test_every_state_is_one_of_five_words(state, asked):
    assert status(state, is_being_asked=asked) in ReferralStatus
    assert len(ReferralStatus) == 5


def test_a_death_looks_like_any_ending():
    ended, died = RecipientState.ENDED, RecipientState.DECEASED

    assert status(ended, is_being_asked=False) is status(died, is_being_asked=False)
