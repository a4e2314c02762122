"""What runs out is warned of 60 and 14 days ahead and told the same day; no match is cut (R17)."""

from datetime import date, datetime, timedelta

import pytest
import sqlalchemy as sa

from matcher.domain.clearance import ExtractPolicy, Step
from matcher.domain.matches import MatchState
from matcher.domain.plans import TodoKind, TodoState
from matcher.services import clearance_watch, clearances
from matcher.store.matches import Match, Participant
from matcher.store.todos import Todo
from matcher.store.volunteers import ClearanceStep
from tests import make

RAN_OUT, RUNS_OUT = TodoKind.CLEARANCE_RAN_OUT, TodoKind.CLEARANCE_RUNS_OUT


@pytest.fixture
def centre(session):
    return make.a_centre(session)


def until(session, centre, last_day, step=Step.INTRODUCTION):
    """A volunteer one of whose steps holds until that day."""
    volunteer = make.a_volunteer(session, centre)
    session.execute(
        sa.update(ClearanceStep).where(ClearanceStep.step == step).values(valid_until=last_day)
    )
    session.expire_all()
    return volunteer


def look(session, centre, days=0):
    clearance_watch.keep(session, centre=centre.id, at=make.AT + timedelta(days=days))


def open_todos(session):
    session.flush()
    session.expire_all()
    asked = sa.select(Todo).where(Todo.state == TodoState.OPEN)
    return [(row.kind, row.facts["days"]) for row in session.scalars(asked)]


def in_days(days):
    return make.AT.date() + timedelta(days=days)


@pytest.mark.parametrize(
    ("left", "told"),
    [
        (61, []),
        (60, [(RUNS_OUT, 60)]),
        (15, [(RUNS_OUT, 60)]),
        (14, [(RUNS_OUT, 14)]),
        (0, [(RUNS_OUT, 14)]),
        (-1, [(RAN_OUT, None)]),
    ],
)
def test_r17_warning_comes_60_and_14_days_ahead_and_the_end_the_same_day(
    session, centre, left, told
):
    until(session, centre, in_days(left))

    look(session, centre)

    assert open_todos(session) == told


def test_r17_clock_that_looks_every_day_tells_each_thing_once(session, centre):
    until(session, centre, in_days(60))

    for day in range(70):
        look(session, centre, days=day)
        look(session, centre, days=day)

    made = [(row.kind, row.facts["days"]) for row in session.scalars(sa.select(Todo))]
    assert sorted(made, key=str) == sorted(
        [(RUNS_OUT, 60), (RUNS_OUT, 14), (RAN_OUT, None)], key=str
    )
    assert open_todos(session) == [(RAN_OUT, None)]


def test_r17_active_match_is_not_cut_when_a_check_runs_out(session, centre):
    volunteer = until(session, centre, in_days(-1))
    need = make.a_waiting(session, centre)
    own = {"centre_id": centre.id}
    match = Match(**own, need_id=need.id, state=MatchState.ACTIVE, approved_at=make.AT)
    match.participants = [
        Participant(**own, volunteer_id=volunteer.id, said_yes_at=make.AT),
        Participant(**own, recipient_id=need.recipient_id, said_yes_at=make.AT),
    ]
    session.add(match)
    session.flush()

    look(session, centre)

    session.refresh(match)
    assert (match.state, match.ended_on) == (MatchState.ACTIVE, None)
    assert open_todos(session) == [(RAN_OUT, None)]


def test_r17_extract_is_warned_of_too(session, centre):
    volunteer = make.a_volunteer(session, centre)
    by = make.an_account(session, centre).id
    shown_on = make.AT.date() - timedelta(days=360)
    clearances.show_extract(
        session,
        volunteer.id,
        ExtractPolicy.CHILDREN,
        issued_on=shown_on,
        shown_on=shown_on,
        centre=centre.id,
        by=by,
        at=make.AT,
    )

    look(session, centre)

    assert open_todos(session) == [(RUNS_OUT, 14)]


def test_r17_signature_under_an_old_text_has_run_out(session, centre):
    make.a_volunteer(session, centre)
    session.execute(
        sa.update(ClearanceStep)
        .where(ClearanceStep.step == Step.AGREEMENT)
        .values(text_version="2019-01")
    )
    session.expire_all()

    look(session, centre)

    assert open_todos(session) == [(RAN_OUT, None)]


def test_what_has_been_renewed_is_settled(session, centre):
    volunteer = until(session, centre, in_days(-1))
    look(session, centre)
    by = make.an_account(session, centre).id
    clearances.take_step(
        session,
        volunteer.id,
        Step.INTRODUCTION,
        make.AT.date(),
        centre=centre.id,
        by=by,
        at=make.AT,
    )

    look(session, centre)

    assert open_todos(session) == []


def test_step_nobody_has_taken_has_nothing_to_run_out(session, centre):
    make.a_volunteer(session, centre, steps=())

    look(session, centre)

    assert open_todos(session) == []


def test_r1_clock_looks_at_one_centre_at_a_time(session, centre):
    until(session, make.a_centre(session), in_days(-1))

    look(session, centre)

    assert open_todos(session) == []


def test_warning_is_among_what_is_to_be_done_this_week(session, centre):
    until(session, centre, in_days(60))

    look(session, centre)

    assert session.scalars(sa.select(Todo)).one().due_on <= in_days(6)


def test_dates_are_dates_in_stockholm(session, centre):
    until(session, centre, date(2026, 11, 23))
    late = datetime.fromisoformat("2026-11-23T23:30:00+00:00")  # the 24th in Stockholm

    clearance_watch.keep(session, centre=centre.id, at=late)

    assert open_todos(session) == [(RAN_OUT, None)]
