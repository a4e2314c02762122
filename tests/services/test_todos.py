"""To-dos: whose desk they lie on, put off, handed over, ticked off and taken back."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from matcher.domain.accounts import Role
from matcher.domain.errors import Invalid, Missing, NotNow
from matcher.domain.plans import TodoKind, TodoState
from matcher.domain.volunteers import VolunteerState
from matcher.services import absences, caseloads, start, todo_deeds, todo_lines, todos
from matcher.store.accounts import Account
from matcher.store.todos import Todo
from tests import make
from tests.services.pairs import Pair

TODAY = make.AT.date()
A_WEEK = timedelta(days=7)


@pytest.fixture
def centre(session):
    return make.a_centre(session)


@pytest.fixture
def lena(session, centre):
    return make.an_account(session, centre, email="lena@example.org", name="Lena Lind").id


@pytest.fixture
def kim(session, centre):
    return make.an_account(session, centre, email="kim@example.org", name="Kim Ek").id


@pytest.fixture
def a_call(session, centre):
    """a_call(owner): a call that is due today, whose it is."""

    def made(owner=None):
        about = make.a_volunteer(session, centre).id
        todos.make(
            session, TodoKind.CALL_BACK, due_on=TODAY, volunteer_id=about, owner_id=owner,
            centre=centre.id, at=make.AT,
        )  # fmt: skip
        return session.query(Todo).filter_by(volunteer_id=about).one()

    return made


def known(centre, by, at=make.AT):
    return {"centre": centre.id, "by": by, "at": at}


def desk(session, centre, by, at=make.AT):
    found = start.morning(session, **known(centre, by, at))
    return {line.id for line in (*found.handed.lines, *found.today.lines)}


def test_decision_of_the_week_stands_first_among_what_is_due_that_day(
    session, centre, lena, a_call
):
    calls = [a_call(), a_call()]
    todos.make(
        session, TodoKind.DECIDE_SUGGESTIONS, due_on=TODAY, centre=centre.id,
        at=make.AT + timedelta(hours=1),
    )  # fmt: skip

    lines = start.morning(session, **known(centre, lena)).today.lines

    assert lines[0].kind is TodoKind.DECIDE_SUGGESTIONS
    assert {line.id for line in lines[1:]} == {call.id for call in calls}


def test_desk_has_her_own_and_what_nobody_has(session, centre, lena, kim, a_call):
    hers, nobodys, kims = a_call(lena), a_call(), a_call(kim)

    assert desk(session, centre, lena) == {hers.id, nobodys.id}
    assert start.morning(session, **known(centre, lena)).of_others == 1
    everything = start.morning(session, **known(centre, lena), everybody=True).today.lines
    assert {line.owner for line in everything if line.id == kims.id} == {"Kim Ek"}


def test_whoever_waits_to_hear_us_comes_before_what_is_late(session, centre, lena, a_call):
    late = a_call(lena)
    late.due_on = TODAY - A_WEEK
    death = a_call(lena)
    death.kind = TodoKind.TELL_OF_DEATH
    session.flush()

    found = start.morning(session, **known(centre, lena))

    assert [[line.id for line in due.lines] for due in (found.first, found.late)] == [
        [death.id], [late.id]
    ]  # fmt: skip
    everything = todo_lines.all_open(session, **known(centre, lena)).rows
    assert [line.id for line in everything] == [death.id, late.id]


def test_who_covers_has_the_others_on_her_desk_while_she_is_away(
    session, centre, lena, kim, a_call
):
    kims = a_call(kim)
    absences.add(session, kim, lena, TODAY, TODAY + A_WEEK, **known(centre, lena))

    later = make.AT + timedelta(days=8)
    assert desk(session, centre, lena) == {kims.id}
    assert [line.who for line in start.morning(session, **known(centre, lena)).covered] == [
        "Kim Ek"
    ]
    assert start.morning(session, **known(centre, lena, later)).count == 0


@pytest.mark.parametrize("gone", ["left", "away"])
def test_to_dos_of_who_is_away_lie_on_everybodys_desk_when_nobody_covers(
    session, centre, lena, kim, a_call, gone
):
    siv = make.an_account(session, centre, email="siv@example.org", name="Siv Alm")
    kims = a_call(kim)
    absences.add(session, kim, siv.id, TODAY, TODAY + A_WEEK, **known(centre, lena))
    assert desk(session, centre, lena) == set()

    if gone == "left":
        siv.closed_at = make.AT
    else:
        absences.add(session, siv.id, lena, TODAY, TODAY, **known(centre, lena))
    session.flush()

    assert desk(session, centre, lena) == {kims.id}


def test_to_dos_of_who_has_left_lie_on_everybodys_desk(session, centre, lena, kim, a_call):
    kims = a_call(kim)
    session.get(Account, kim).closed_at = make.AT
    session.flush()

    assert desk(session, centre, lena) == {kims.id}


def test_to_do_is_handed_to_a_colleague(session, centre, lena, kim, a_call):
    hers = a_call(lena)

    todos.hand_over(session, hers.id, kim, **known(centre, lena))

    assert desk(session, centre, kim) == {hers.id}
    assert desk(session, centre, lena) == set()


def test_what_a_colleague_has_handed_over_stands_by_itself_with_her_name(
    session, centre, lena, kim, a_call
):
    hers = a_call(lena)
    todos.hand_over(session, hers.id, kim, **known(centre, lena))

    found = start.morning(session, **known(centre, kim))

    assert [(one.id, one.given_by) for one in found.handed.lines] == [(hers.id, "Lena Lind")]
    assert found.today.count == 0
    assert found.count == 1


def test_what_is_taken_back_from_a_colleague_comes_from_nobody(session, centre, lena, kim, a_call):
    hers = a_call(lena)
    todos.hand_over(session, hers.id, kim, **known(centre, lena))
    todos.hand_over(session, hers.id, lena, **known(centre, lena))

    found = start.morning(session, **known(centre, lena))

    assert found.handed.count == 0
    assert [one.given_by for one in found.today.lines] == [None]


def test_names_of_a_list_are_told_apart_with_one_question(session):
    pair = Pair(session).in_trial()
    asked = []
    sa.event.listen(
        session.get_bind(), "before_cursor_execute", lambda *found: asked.append(found[2])
    )

    todo_lines.all_open(session, **pair.who)

    namesakes = [one for one in asked if "birth_year" in one and "UNION" in one]
    assert len(namesakes) == 1


def test_to_do_is_not_handed_to_somebody_who_sees_no_people(session, centre, lena, a_call):
    other = make.an_account(
        session, centre, email="s@example.org", roles=(Role.STATISTICS,)
    ).id  # fmt: skip

    with pytest.raises(Invalid):
        todos.hand_over(session, a_call(lena).id, other, **known(centre, lena))


def test_tick_is_taken_back(session, centre, lena, a_call):
    hers = a_call(lena)
    todos.done(session, hers.id, line="Ringde.", **known(centre, lena))
    todos.open_again(session, hers.id, **known(centre, lena))

    assert (hers.state, hers.line) == (TodoState.OPEN, None)
    with pytest.raises(NotNow):
        todos.open_again(session, hers.id, **known(centre, lena))


def test_to_do_that_is_done_has_no_page(session, centre, lena, a_call):
    hers = a_call(lena)
    todos.done(session, hers.id, **known(centre, lena))

    with pytest.raises(NotNow):
        todo_lines.one(session, hers.id, **known(centre, lena))


@pytest.mark.parametrize(
    ("from_on", "until_on", "fault"),
    [(TODAY, TODAY - timedelta(days=1), "ends_before_it_begins"),
     (TODAY - A_WEEK, TODAY - timedelta(days=1), "already_over")],
)  # fmt: skip
def test_absence_has_days_that_can_be(session, centre, lena, kim, from_on, until_on, fault):
    with pytest.raises(Invalid) as refused:
        absences.add(session, kim, lena, from_on, until_on, **known(centre, lena))

    assert refused.value.faults["until_on"].code == fault


def test_nobody_covers_for_herself(session, centre, lena):
    with pytest.raises(Invalid):
        absences.add(session, lena, lena, TODAY, TODAY, **known(centre, lena))


def test_line_about_a_match_says_with_whom_from_either_side(session):
    pair = Pair(session).in_trial()

    lines = todo_lines.all_open(session, **pair.who).rows

    calls = {line.whom.name: line.other for line in lines if line.kind is TodoKind.FOLLOW_UP}
    assert calls == {"Karin L.": "Aino K.", "Aino K.": "Karin L."}


def test_new_volunteer_whose_call_is_ticked_off_goes_on_to_her_clearance(session, centre, lena):
    new = make.a_volunteer(session, centre, state=VolunteerState.INTERESTED)
    about = {"due_on": TODAY, "volunteer_id": new.id, "centre": centre.id, "at": make.AT}
    todos.make(session, TodoKind.CALL_NEW_VOLUNTEER, **about)
    call = session.query(Todo).one()

    todo_deeds.done(session, call.id, **known(centre, lena))

    assert new.state is VolunteerState.CONTACTED
    left = session.query(Todo).filter_by(state=TodoState.OPEN)
    assert [one.kind for one in left] == [TodoKind.COMPLETE_CLEARANCE]


# ── all that lies with somebody ───────────────────────────────────────────────────────────────


def test_all_that_lies_with_a_colleague_goes_to_another_but_for_what_is_done(session):
    pair = Pair(session).in_trial()
    kim = make.an_account(session, pair.centre, name="Kim Ek").id
    pair.volunteer.owner_id = pair.lena.id
    done, *others = session.query(Todo).filter_by(owner_id=pair.lena.id, state=TodoState.OPEN)
    todos.done(session, done.id, **pair.who)
    assert others

    caseloads.hand_over(session, pair.lena.id, kim, **pair.who)
    session.expire_all()

    assert {pair.match.owner_id, pair.volunteer.owner_id, *(one.owner_id for one in others)} == {
        kim
    }
    assert done.owner_id == pair.lena.id
    assert [one.name for one in caseloads.listed(session, centre=pair.centre.id)] == ["Kim Ek"]


@pytest.fixture
def handed(session):
    """A pair in trial, whose all was handed from Lena to Kim."""
    pair = Pair(session).in_trial()
    kim = make.an_account(session, pair.centre, name="Kim Ek").id
    pair.volunteer.owner_id = pair.lena.id
    caseloads.hand_over(session, pair.lena.id, kim, **pair.who)
    session.expire_all()
    return pair


def whose(pair):
    """The names of those with whom anything lies."""
    pair.session.expire_all()
    return [one.name for one in caseloads.listed(pair.session, centre=pair.centre.id)]


def test_what_would_go_is_counted_before_anything_does(session):
    pair = Pair(session).in_trial()
    kim = make.an_account(session, pair.centre, name="Kim Ek").id
    pair.volunteer.owner_id = pair.lena.id
    hers = session.query(Todo).filter_by(owner_id=pair.lena.id, state=TodoState.OPEN).count()

    found, heir = caseloads.handing(session, pair.lena.id, kim, centre=pair.centre.id)

    assert (found.matches, found.volunteers, found.todos, heir) == (1, 1, hers, "Kim Ek")
    assert "Kim Ek" not in whose(pair)


def test_who_has_left_goes_along_uncounted(session):
    pair = Pair(session)
    kim = make.an_account(session, pair.centre, name="Kim Ek").id
    left = make.a_volunteer(session, pair.centre, state=VolunteerState.LEFT)
    left.owner_id = pair.lena.id

    counted, _heir = caseloads.handing(session, pair.lena.id, kim, centre=pair.centre.id)
    caseloads.hand_over(session, pair.lena.id, kim, **pair.who)
    session.expire_all()

    assert (counted.volunteers, left.owner_id) == (0, kim)


def test_handing_over_is_taken_back_while_nobody_has_done_anything_with_it(session, handed):
    done_before = session.query(Todo).filter_by(state=TodoState.DONE).count()
    assert [one.heir for one in caseloads.undoable(session, **when(handed))] == ["Kim Ek"]

    caseloads.take_back(session, handed.lena.id, **handed.who)

    assert whose(handed) == [handed.lena.name]
    assert session.query(Todo).filter_by(state=TodoState.DONE).count() == done_before
    assert caseloads.undoable(session, **when(handed)) == []


def test_handing_over_stands_once_somebody_has_done_one_of_the_things(session, handed):
    one = session.query(Todo).filter_by(state=TodoState.OPEN, match_id=handed.id).first()
    todos.snooze(session, one.id, 3, **handed.who)

    assert caseloads.undoable(session, **when(handed)) == []
    with pytest.raises(NotNow):
        caseloads.take_back(session, handed.lena.id, **handed.who)
    assert whose(handed) == ["Kim Ek"]


def test_handing_over_stands_once_it_has_gone_on_to_a_third(session, handed):
    kim = handed.match.owner_id
    maj = make.an_account(session, handed.centre, name="Maj Ek").id
    caseloads.hand_over(session, kim, maj, **handed.who)

    with pytest.raises(NotNow):
        caseloads.take_back(session, handed.lena.id, **handed.who)
    caseloads.take_back(session, kim, **handed.who)

    assert whose(handed) == ["Kim Ek"]


def when(pair):
    return {"centre": pair.centre.id, "at": pair.at}


def test_nothing_is_handed_to_who_is_no_other_coordinator_here(session, centre, lena):
    neighbour = make.an_account(session, make.a_centre(session, name="Granne")).id
    manager = make.an_account(session, centre, roles=(Role.MANAGER,)).id
    for heir in (lena, neighbour, manager):
        with pytest.raises(Invalid):
            caseloads.hand_over(session, lena, heir, **known(centre, lena))
    with pytest.raises(Missing):
        caseloads.hand_over(session, neighbour, lena, **known(centre, lena))


def test_who_has_not_come_back_stands_before_every_call_however_late(session, centre, lena):
    for kind, days in ((TodoKind.CALL_WANTED, 90), (TodoKind.NOT_BACK, 0)):
        about = make.a_volunteer(session, centre).id
        due_on = TODAY - timedelta(days=days)
        made = {"volunteer_id": about, "owner_id": lena, "centre": centre.id, "at": make.AT}
        todos.make(session, kind, due_on=due_on, **made)

    first = start.morning(session, **known(centre, lena)).first.lines

    assert [line.kind for line in first] == [TodoKind.NOT_BACK, TodoKind.CALL_WANTED]
