"""What happens by itself: once, in time, made up for when the machine slept."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from time import monotonic, sleep

import pytest
import sqlalchemy as sa

from matcher.domain.needs import NeedState
from matcher.jobs import clock, daily, outbox, weekly
from matcher.mail.delivery import NotNow, Undeliverable
from matcher.store import pulses
from matcher.store.letters import Letter, LetterState
from matcher.store.needs import Need
from matcher.store.runs import Run
from tests.make import (
    AT,
    a_centre,
    a_need,
    a_recipient,
    a_volunteer,
    an_account,
    an_organisation,
)

MONDAY_AT_FIVE = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)  # 05.00 in Stockholm
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
PATIENCE_S = 120  # it takes one; costs only who fails on a machine with much else to do


@pytest.fixture
def centre(database):
    """A centre with somebody who waits and somebody who can."""
    with database.writing() as session:
        made = a_centre(session, created_at=LONG_AGO, week_day=0, week_hour=5)
        an_account(session, made, email="lena@example.org")
        a_volunteer(session, made)
        a_need(session, a_recipient(session, made))
        return made.id


def weeks_run(database):
    with database.reading() as session:
        return session.scalars(sa.select(Run.iso_week).order_by(Run.iso_week)).all()


def letters(database):
    with database.reading() as session:
        return session.scalars(sa.select(Letter)).all()


# ── the week ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("at", "week"),
    [
        (datetime(2026, 11, 23, 3, 59, tzinfo=UTC), "2026-W47"),  # a minute early: last week's
        (datetime(2026, 11, 23, 4, 0, tzinfo=UTC), "2026-W48"),
        (datetime(2026, 11, 29, 22, 0, tzinfo=UTC), "2026-W48"),
        (datetime(2026, 12, 28, 4, 0, tzinfo=UTC), "2026-W53"),
        (datetime(2027, 1, 4, 4, 0, tzinfo=UTC), "2027-W01"),
        (datetime(2026, 7, 6, 3, 0, tzinfo=UTC), "2026-W28"),  # summer time: 05.00 is 03.00 UTC
    ],
)
def test_week_is_due_at_its_hour_on_the_wall_in_stockholm(at, week):
    assert weekly.last_due(0, 5, at)[0] == week


def test_every_monday_of_ten_years_is_due_once():
    """Over both nights that change the clock, week 53 and every New Year."""
    weeks = [
        weekly.last_due(0, 5, datetime(2026, 1, 5, 12, tzinfo=UTC) + timedelta(weeks=n))[0]
        for n in range(520)
    ]

    assert len(set(weeks)) == 520


def test_week_is_run_when_its_hour_has_come_and_only_then(database, settings, centre):
    weekly.run_due(database, settings, MONDAY_AT_FIVE - timedelta(weeks=1))
    assert weeks_run(database) == ["2026-W47"]

    weekly.run_due(database, settings, MONDAY_AT_FIVE - timedelta(minutes=1))
    assert weeks_run(database) == ["2026-W47"]

    weekly.run_due(database, settings, MONDAY_AT_FIVE)
    assert weeks_run(database) == ["2026-W47", "2026-W48"]


def test_r52_two_clocks_make_one_run_and_one_letter(database, settings, centre):
    weekly.run_due(database, settings, MONDAY_AT_FIVE)
    weekly.run_one(database, settings, centre, "2026-W48", MONDAY_AT_FIVE)

    assert weeks_run(database) == ["2026-W48"]
    assert [letter.to for letter in letters(database)] == ["lena@example.org"]


def test_machine_that_slept_for_weeks_makes_up_the_newest_and_says_late(database, settings, centre):
    weekly.run_due(database, settings, MONDAY_AT_FIVE + timedelta(days=40))

    with database.reading() as session:
        (run,) = session.scalars(sa.select(Run)).all()
    assert (run.iso_week, run.late) == ("2026-W53", True)


def test_week_on_time_is_not_late(database, settings, centre):
    weekly.run_due(database, settings, MONDAY_AT_FIVE + timedelta(minutes=2))

    with database.reading() as session:
        assert session.scalars(sa.select(Run)).one().late is False


def test_new_centre_is_not_run_for_a_week_before_it_was_there(database, settings):
    with database.writing() as session:
        a_centre(session, created_at=MONDAY_AT_FIVE + timedelta(hours=3))

    weekly.run_due(database, settings, MONDAY_AT_FIVE + timedelta(hours=4))

    assert weeks_run(database) == []


def test_r51_week_writes_to_nobody_but_the_coordinators(database, settings, centre):
    with database.writing() as session:
        session.execute(sa.text("UPDATE volunteers SET email = 'karin@example.org'"))

    weekly.run_due(database, settings, MONDAY_AT_FIVE)

    assert {letter.to for letter in letters(database)} == {"lena@example.org"}


# ── the day ───────────────────────────────────────────────────────────────────────────────────


def test_need_whose_last_day_is_past_expires(database, settings, centre):
    with database.writing() as session:
        made = an_organisation(session, session.get(_centre_row(), centre))
        a_need(session, made, until_on=date(2026, 11, 22))
        a_need(session, made, until_on=date(2026, 11, 23))

    daily.run_due(database, settings, AT)

    with database.reading() as session:
        local = sa.select(Need.until_on, Need.state).where(Need.organisation_id.is_not(None))
        assert dict(session.execute(local).all()) == {
            date(2026, 11, 22): NeedState.EXPIRED,
            date(2026, 11, 23): NeedState.OPEN,
        }


def test_days_work_is_done_once_a_day(database, settings, centre):
    daily.run_due(database, settings, AT)
    with database.writing() as session:
        made = an_organisation(session, session.get(_centre_row(), centre))
        need = a_need(session, made, until_on=date(2026, 11, 22)).id

    daily.run_due(database, settings, AT + timedelta(hours=3))

    with database.reading() as session:
        assert session.get(Need, need).state is NeedState.OPEN


def test_centre_whose_day_fails_stops_no_other_and_is_tried_again(
    database, settings, centre, monkeypatch
):
    with database.writing() as session:
        other = a_centre(session, name="Den andra", created_at=LONG_AGO).id
        made = an_organisation(session, session.get(_centre_row(), other))
        need = a_need(session, made, until_on=date(2026, 11, 22)).id
    done, failing = [], [centre]

    def keep(session, *, centre, **_rest):
        if centre in failing:
            raise RuntimeError("a fault of ours")
        done.append(centre)

    monkeypatch.setattr(daily.match_upkeep, "keep", keep)
    with pytest.raises(ExceptionGroup):
        daily.run_due(database, settings, AT)
    with database.reading() as session:
        assert session.get(Need, need).state is NeedState.EXPIRED
    failing.clear()
    daily.run_due(database, settings, AT + timedelta(minutes=1))
    assert done == [other, centre]


# ── the outbox ────────────────────────────────────────────────────────────────────────────────


class Post:
    """A post office with answers of our choosing, one for each letter handed in."""

    def __init__(self, *answers):
        self.answers, self.sent = list(answers), []

    def send(self, envelope):
        answer = self.answers.pop(0) if self.answers else None
        if answer is not None:
            raise answer
        self.sent.append(envelope.to)


def test_without_a_post_office_letters_lie_in_the_drawer(database, settings, centre):
    weekly.run_due(database, settings, MONDAY_AT_FIVE)

    outbox.empty(database, settings, MONDAY_AT_FIVE)

    assert [letter.state for letter in letters(database)] == [LetterState.DRAWER]


def test_letter_is_sent_once(database, settings, centre):
    weekly.run_due(database, settings, MONDAY_AT_FIVE)
    post = Post()

    outbox.send_due(database, post, MONDAY_AT_FIVE)
    outbox.send_due(database, post, MONDAY_AT_FIVE)

    assert post.sent == ["lena@example.org"]


def test_letter_that_fails_stops_no_other(database, settings, centre):
    with database.writing() as session:
        an_account(session, session.get(_centre_row(), centre), email="asa@example.org")
    weekly.run_due(database, settings, MONDAY_AT_FIVE)
    post = Post(Undeliverable("smtp 550"))

    outbox.send_due(database, post, MONDAY_AT_FIVE)

    assert len(post.sent) == 1
    assert {letter.state for letter in letters(database)} == {LetterState.FAILED, LetterState.SENT}


def test_letter_put_off_is_sent_later(database, settings, centre):
    weekly.run_due(database, settings, MONDAY_AT_FIVE)
    post = Post(NotNow("smtp 451"))

    outbox.send_due(database, post, MONDAY_AT_FIVE)
    outbox.send_due(database, post, MONDAY_AT_FIVE + timedelta(minutes=2))

    assert post.sent == ["lena@example.org"]


# ── the tick ──────────────────────────────────────────────────────────────────────────────────


def test_tick_does_all_that_is_due_and_leaves_a_pulse(database, settings, centre):
    assert clock.tick(database, settings, MONDAY_AT_FIVE) == []

    assert weeks_run(database) == ["2026-W48"]
    with database.reading() as session:
        assert pulses.last(session, "weekly") == MONDAY_AT_FIVE


def test_job_that_fails_stops_no_other(database, settings, centre, monkeypatch, caplog):
    def fail(*_):
        raise RuntimeError("broken")

    monkeypatch.setitem(clock.JOBS, "weekly", fail)

    assert clock.tick(database, settings, MONDAY_AT_FIVE) == ["weekly"]
    with database.reading() as session:
        assert pulses.last(session, "outbox") == MONDAY_AT_FIVE
        assert pulses.last(session, "weekly") is None


def test_clock_ticks_at_its_start_and_stops(database, settings, centre):
    """A week missed while the machine was off is made up at once, not in a minute."""
    going = clock.Clock(database, replace(settings))
    going.start()
    deadline = monotonic() + PATIENCE_S
    while not weeks_run(database) and monotonic() < deadline:
        sleep(0.02)
    going.stop()

    assert len(weeks_run(database)) == 1


def _centre_row():
    from matcher.store.centres import Centre

    return Centre
