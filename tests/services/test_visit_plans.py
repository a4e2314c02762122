"""A visit that somebody knows of while it lasts (R69)."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from matcher.domain.errors import Invalid, NotNow
from matcher.domain.plans import TodoKind, TodoState
from matcher.services import calls as calls_deeds
from matcher.services import todos, visit_notes, visit_plans
from matcher.services.match_calls import CallResult
from matcher.services.search import Kind
from matcher.services.visit_notes import NewVisit
from matcher.store.base import Base
from matcher.store.todos import Todo
from matcher.store.visit_plans import VisitPlan
from tests.services.pairs import Pair


@pytest.fixture
def out(session):
    """She has gone on a visit of an hour and a half."""
    pair = Pair(session).active()
    go(pair, minutes=90)
    return pair


def go(pair, **back):
    visit_plans.begin(pair.session, pair.match, pair.hers, pair.at + timedelta(**back), at=pair.at)


def calls(session, state=TodoState.OPEN):
    asked = sa.select(Todo).where(Todo.kind == TodoKind.NOT_BACK, Todo.state == state)
    return list(session.scalars(asked))


def ticks(pair, minutes, step=10):
    """The clock wakes every so many minutes."""
    for _ in range(0, minutes, step):
        pair.wait(minutes=step)
        visit_plans.watch(pair.session, at=pair.at)
    return pair


@pytest.mark.parametrize(("minutes", "called"), [(120, 0), (130, 1), (600, 1)])
def test_r69_who_has_not_said_that_she_is_back_is_to_be_called_once(session, out, minutes, called):
    ticks(out, minutes)

    assert [one.volunteer_id for one in calls(session)] == [out.volunteer.id] * called


def test_r69_who_says_that_she_is_back_is_not_called(session, out):
    ticks(out, 60)
    visit_plans.done(session, out.match, out.hers, at=out.at)
    ticks(out, 300)

    assert calls(session) == []


def test_r69_call_is_settled_when_she_says_so_late(session, out):
    ticks(out, 200)
    visit_plans.done(session, out.match, out.hers, at=out.at)

    assert calls(session) == []
    assert len(calls(session, TodoState.DONE)) == 1


def test_r69_note_of_the_visit_says_as_much(session, out):
    visit_notes.note_own(session, out.match, out.hers, NewVisit(out.at.date(), True), at=out.at)
    ticks(out, 300)

    assert calls(session) == []


def test_longer_than_thought_is_said_again_and_no_second_visit(session, out):
    out.wait(minutes=80)
    go(out, minutes=60)
    ticks(out, 80)

    assert calls(session) == []
    assert session.scalar(sa.select(sa.func.count()).select_from(VisitPlan)) == 1


@pytest.mark.parametrize("back", [{"minutes": -5}, {"hours": 13}])
def test_time_that_has_been_or_is_far_off_is_refused(session, back):
    pair = Pair(session).active()

    with pytest.raises(Invalid):
        go(pair, **back)


def test_r71_who_is_in_a_pause_is_on_no_visit(session):
    pair = Pair(session).active().pause()

    with pytest.raises(NotNow):
        go(pair, minutes=60)


def test_r69_no_place_is_kept_and_the_plan_is_soon_forgotten(session, out):
    kept = set(Base.metadata.tables["visit_plans"].c.keys())
    assert kept == {
        "id", "centre_id", "match_id", "volunteer_id", "began_at", "back_at", "done_at", "missed_at"
    }  # fmt: skip

    visit_plans.forget(session, centre=out.centre.id, at=out.at + timedelta(days=15))

    assert session.scalar(sa.select(sa.func.count()).select_from(VisitPlan)) == 0


def test_time_on_the_wall_is_today_or_soon_after_midnight(session):
    pair = Pair(session)
    late = pair.at.replace(hour=22, minute=0)  # 23 in Stockholm

    assert visit_plans.time_today(0, 30, at=late) - late == timedelta(hours=1, minutes=30)
    assert visit_plans.time_today(20, 0, at=late) < late


def test_r69_one_of_us_hears_that_she_is_back_or_never_went(session, out):
    ticks(out, 200)

    visit_plans.end(session, out.id, out.hers.id, **out.who)

    assert visit_plans.under_way(session, out.match, out.hers) is None
    assert calls(session) == []


@pytest.mark.parametrize(("result", "state"), [("fine", "done"), ("no_answer", "open")])
def test_r69_call_noted_from_anywhere_ends_the_visit_when_she_has_answered(
    session, out, result, state
):
    ticks(out, 200)
    (call,) = calls(session)
    page = calls_deeds.page(session, Kind.VOLUNTEER, out.volunteer.id, **out.who)
    assert [line.id for line in page.waiting if line.kind is TodoKind.NOT_BACK] == [call.id]

    whom = (Kind.VOLUNTEER, out.volunteer.id, CallResult(result))
    calls_deeds.note(session, *whom, done=[call.id], **out.who)

    assert (call.state, call.due_on) == (TodoState(state), out.at.date())
    is_out = visit_plans.under_way(session, out.match, out.hers) is not None
    assert is_out == (state == "open")


def test_r69_who_has_not_come_back_is_not_put_off(session, out):
    ticks(out, 200)
    (call,) = calls(session)

    with pytest.raises(NotNow):
        todos.snooze(session, call.id, 7, **out.who)
