"""A centre's week: made once, stored whole, counted anew around what is decided."""

import threading
from datetime import timedelta

import pytest
import sqlalchemy as sa

from matcher.domain import found_as_json as as_json
from matcher.domain.errors import Invalid, Missing
from matcher.domain.people import Trait, WordStance
from matcher.domain.plans import TodoKind, TodoState
from matcher.domain.suggestions import Subject, SuggestionState
from matcher.services import suggestions as deeds
from matcher.services import weeks
from matcher.store.letters import Letter
from matcher.store.runs import Run
from matcher.store.suggestions import Suggestion, WithoutRow
from matcher.store.todos import Todo
from tests.make import (
    AT,
    a_centre,
    a_need,
    a_recipient,
    a_volunteer,
    a_waiting,
    an_account,
    an_organisation,
)

WEEK = "2026-W48"


@pytest.fixture
def centre(session):
    return a_centre(session)


def run(session, centre, iso_week=WEEK, at=AT):
    return weeks.run_week(session, centre=centre.id, iso_week=iso_week, at=at)


def suggested(session, run, *, rank=0):
    asked = sa.select(Suggestion).where(Suggestion.run_id == run.id, Suggestion.rank == rank)
    return list(session.scalars(asked.order_by(Suggestion.id)))


def pairs(session, run):
    return {
        (row.volunteer_id, row.need_id)
        for row in suggested(session, run)
        if row.state is SuggestionState.PROPOSED
    }


def everything(session):
    """Every row of every table, as it stands."""
    session.flush()
    tables = Run.metadata.sorted_tables
    return {table.name: sorted(map(repr, session.execute(sa.select(table)))) for table in tables}


# ── the run ───────────────────────────────────────────────────────────────────────────────────


def test_volunteer_is_suggested_to_whom_she_suits(session, centre):
    volunteer, need = a_volunteer(session, centre), a_waiting(session, centre)

    made = run(session, centre)

    assert pairs(session, made) == {(volunteer.id, need.id)}


def test_r52_run_twice_changes_nothing(session, centre):
    a_volunteer(session, centre)
    a_waiting(session, centre)
    first = run(session, centre)
    before = everything(session)

    second = run(session, centre, at=AT + timedelta(days=2))

    assert second.id == first.id
    assert everything(session) == before


def test_r51_run_writes_to_nobody(session, centre):
    an_account(session, centre)
    a_volunteer(session, centre, email="karin@example.org")
    a_waiting(session, centre)

    run(session, centre)

    assert session.scalars(sa.select(Letter)).all() == []


def test_r32_same_rows_give_the_same_week(session, centre):
    for year in (1950, 1960, 1970):
        a_volunteer(session, centre, birth_year=year)
        a_waiting(session, centre)
    first = run(session, centre)
    told = sorted((row.volunteer_id, row.need_id, row.fit) for row in suggested(session, first))
    session.delete(first)
    session.flush()

    again = run(session, centre)

    assert again.pool_fingerprint == first.pool_fingerprint
    assert sorted((r.volunteer_id, r.need_id, r.fit) for r in suggested(session, again)) == told


def test_r49_run_keeps_the_settings_it_was_made_with(session, centre):
    centre.matching = {"weights": {"interests": 40}}
    session.flush()

    made = run(session, centre)

    assert made.params["weights"]["interests"] == 40
    assert made.params["weights"]["time"] == 15
    assert len(made.params_fingerprint) == 16
    assert made.vocabulary_version


def test_r44_stored_explanation_is_what_the_engine_found(session, centre):
    a_volunteer(session, centre, words=[(WordStance.LIKES, "chess")])
    a_need(session, a_recipient(session, centre, words=[(WordStance.LIKES, "chess")]))

    (row,) = suggested(session, run(session, centre))

    explanation = as_json.explanation_from(row.explanation)
    assert explanation.fit == row.fit
    assert as_json.explanation_to(explanation) == row.explanation
    (interests,) = [part for part in explanation.parts if part.criterion == "interests"]
    assert interests.evidence["shared"] == ["chess"]


def test_r53_alternatives_are_ranked_beside_the_suggestion(session, centre):
    for _ in range(6):
        a_volunteer(session, centre)
    a_waiting(session, centre)

    made = run(session, centre)

    assert len(suggested(session, made)) == 1
    assert [len(suggested(session, made, rank=rank)) for rank in (1, 2, 3, 4)] == [1, 1, 1, 0]


def test_r53_nobody_is_suggested_beyond_her_room(session, centre):
    volunteer = a_volunteer(session, centre, max_matches=2)
    for _ in range(4):
        a_waiting(session, centre)

    made = run(session, centre)

    assert [row.volunteer_id for row in suggested(session, made)] == [volunteer.id] * 2


def test_r46_everybody_is_suggested_or_told_why_not(session, centre):
    allergic = {"traits": {"bears": {"cat": "allergy"}, "has": {}}, "consents": ("health",)}
    volunteers = [a_volunteer(session, centre), a_volunteer(session, centre, **allergic)]
    needs = [
        a_need(session, a_recipient(session, centre, home=[(Trait.CAT, True)])),
        a_need(session, a_recipient(session, centre, consents=())),
        a_need(session, a_recipient(session, centre, restricted_at=AT)),
        a_need(session, an_organisation(session, centre), languages={"somali": 3}),
    ]

    made = run(session, centre)

    without = session.scalars(sa.select(WithoutRow).where(WithoutRow.run_id == made.id)).all()
    chosen = pairs(session, made)
    told_needs = {need for _, need in chosen} | {row.need_id for row in without if row.need_id}
    told_volunteers = {one for one, _ in chosen} | {row.volunteer_id for row in without}
    assert told_needs == {need.id for need in needs}
    assert {one.id for one in volunteers} <= told_volunteers


def test_r46_person_without_own_yes_is_told_as_such(session, centre):
    a_volunteer(session, centre)
    need = a_need(session, a_recipient(session, centre, consents=()))

    made = run(session, centre)

    row = session.scalar(sa.select(WithoutRow).where(WithoutRow.need_id == need.id))
    why = as_json.without_from(row.why, Subject.NEED, need.id)
    assert why.own == ("consent",)
    assert suggested(session, made) == []


def test_run_asks_the_coordinator_to_decide(session, centre):
    a_volunteer(session, centre)
    a_waiting(session, centre)

    made = run(session, centre)

    todo = session.scalar(sa.select(Todo).where(Todo.run_id == made.id))
    assert (todo.kind, todo.state) == (TodoKind.DECIDE_SUGGESTIONS, TodoState.OPEN)


def test_older_week_is_not_asked_about_once_there_is_a_newer(session, centre):
    a_volunteer(session, centre)
    a_waiting(session, centre)
    old = run(session, centre)

    new = weeks.run_week(session, centre=centre.id, iso_week="2026-W49", at=AT + timedelta(days=7))

    asked = sa.select(Todo.run_id).where(Todo.state == TodoState.OPEN)
    assert session.scalars(asked).all() == [new.id]
    assert old.id != new.id


def test_run_without_suggestions_asks_for_nothing(session, centre):
    run(session, centre)

    assert session.scalars(sa.select(Todo)).all() == []


def test_week_that_is_no_week_is_refused(session, centre):
    with pytest.raises(Invalid):
        run(session, centre, "2026-W54")


def test_week_of_a_centre_that_does_not_exist_is_missing(session):
    with pytest.raises(Missing):
        weeks.run_week(session, centre="nowhere", iso_week=WEEK, at=AT)


# ── from week to week ─────────────────────────────────────────────────────────────────────────


def test_undecided_pair_is_suggested_again_rather_than_a_slightly_better_one(session, centre):
    first = a_volunteer(session, centre, commitment_months=11)
    need = a_waiting(session, centre)
    run(session, centre)
    a_volunteer(session, centre, commitment_months=12)

    later = run(session, centre, "2026-W49", AT + timedelta(days=7))

    assert pairs(session, later) == {(first.id, need.id)}


def test_r54_suggestion_nobody_decided_expires_after_fourteen_days(session, centre):
    a_volunteer(session, centre)
    a_waiting(session, centre)
    old = run(session, centre)

    weeks.expire(session, centre=centre.id, at=AT + timedelta(days=13, hours=23))
    assert {row.state for row in suggested(session, old)} == {SuggestionState.PROPOSED}

    weeks.expire(session, centre=centre.id, at=AT + timedelta(days=14))
    session.expire_all()
    assert {row.state for row in suggested(session, old)} == {SuggestionState.EXPIRED}


# ── counted anew ──────────────────────────────────────────────────────────────────────────────


def test_recount_withdraws_what_has_become_unsafe(session, centre):
    volunteer = a_volunteer(session, centre)
    a_waiting(session, centre)
    made = run(session, centre)
    volunteer.paused_from = AT.date()
    session.flush()

    weeks.recount(session, centre=centre.id, by=None, at=AT)

    assert pairs(session, made) == set()
    assert made.changes["moved"][0]["from"][0]["volunteer_id"] == volunteer.id
    assert made.changes["moved"][0]["to"] == []


def test_recount_without_a_run_is_nothing(session, centre):
    assert weeks.recount(session, centre=centre.id, by=None, at=AT) is None


def test_recount_with_nothing_new_moves_nobody(session, centre):
    for _ in range(3):
        a_volunteer(session, centre)
        a_waiting(session, centre)
    made = run(session, centre)
    before = pairs(session, made)

    weeks.recount(session, centre=centre.id, by=None, at=AT)

    assert pairs(session, made) == before
    assert (made.changes["moved"], made.changes["unchanged"]) == ([], 3)


def test_locked_pair_stays_when_a_better_volunteer_comes(session, centre):
    by = an_account(session, centre).id
    volunteer = a_volunteer(session, centre, commitment_months=1)
    need = a_waiting(session, centre)
    made = run(session, centre)
    (row,) = suggested(session, made)
    deeds.lock(session, row.id, centre=centre.id, by=by, at=AT)
    a_volunteer(session, centre, words=[(WordStance.DOES, "companionship")])

    weeks.recount(session, centre=centre.id, by=None, at=AT)

    assert pairs(session, made) == {(volunteer.id, need.id)}


# ── two at once ───────────────────────────────────────────────────────────────────────────────


def test_t33_eight_at_once_make_one_run(database):
    with database.writing() as session:
        centre = a_centre(session)
        a_volunteer(session, centre)
        a_waiting(session, centre)
    made, ready = [], threading.Barrier(8)

    def start():
        ready.wait()
        with database.writing() as session:
            made.append(weeks.run_week(session, centre=centre.id, iso_week=WEEK, at=AT).id)

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(made) == 8
    assert len(set(made)) == 1
    with database.reading() as session:
        assert len(session.scalars(sa.select(Suggestion)).all()) == 1
