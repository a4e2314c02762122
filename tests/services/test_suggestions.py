"""What coordinators make of suggestions: each word once, checked again, and taken back."""

import threading
from datetime import timedelta

import pytest
import sqlalchemy as sa

from matcher.domain.errors import AlreadyDecided, Invalid, Missing, NotNow, RuleBroken
from matcher.domain.matches import MatchState, OverrideReason
from matcher.domain.people import Trait, WordStance
from matcher.domain.plans import TodoKind, TodoState
from matcher.domain.suggestions import RejectReason, SuggestionState, Verdict
from matcher.services import (
    matches,
    recipient_states,
    suggestions,
    todo_lines,
    week_upkeep,
    weeks,
)
from matcher.services.suggestions import STATE_OF
from matcher.store import pairs
from matcher.store.audit import Deed
from matcher.store.matches import Match, Participant
from matcher.store.pairs import BlockedPair
from matcher.store.suggestions import Suggestion
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


@pytest.fixture
def by(session, centre):
    return an_account(session, centre).id


def run(session, centre, iso_week=WEEK, at=AT):
    return weeks.run_week(session, centre=centre.id, iso_week=iso_week, at=at)


def the_suggestion(session, centre, **which):
    """The only suggestion of the newest week, or the one with these columns."""
    asked = sa.select(Suggestion).where(
        Suggestion.centre_id == centre.id,
        Suggestion.rank == 0,
        Suggestion.state == SuggestionState.PROPOSED,
    )
    (found,) = session.scalars(asked.filter_by(**which)).all()
    return found


def a_week_of_one(session, centre):
    """A volunteer and a need that suit each other, suggested."""
    volunteer, need = a_volunteer(session, centre), a_waiting(session, centre)
    run(session, centre)
    return volunteer, need, the_suggestion(session, centre)


def decide(session, suggestion, verdict, by, at=AT, **facts):
    return suggestions.decide(
        session, suggestion.id, verdict, centre=suggestion.centre_id, by=by, at=at, **facts
    )


def deeds_of(session, about):
    return list(session.scalars(sa.select(Deed.deed).where(Deed.about == about).order_by(Deed.id)))


# ── accept ────────────────────────────────────────────────────────────────────────────────────


def test_accepted_suggestion_becomes_a_match_with_both_as_participants(session, centre, by):
    volunteer, need, suggestion = a_week_of_one(session, centre)

    decide(session, suggestion, Verdict.ACCEPT, by)

    match = session.scalar(sa.select(Match))
    participants = session.scalars(sa.select(Participant)).all()
    assert (match.need_id, match.state, match.suggestion_id) == (
        need.id,
        MatchState.APPROVED,
        suggestion.id,
    )
    assert {(one.volunteer_id, one.recipient_id) for one in participants} == {
        (volunteer.id, None),
        (None, need.recipient_id),
    }
    assert all(one.asked_at is None for one in participants)


def test_accepting_asks_for_the_volunteer_to_be_asked(session, centre, by):
    volunteer, _, suggestion = a_week_of_one(session, centre)

    decide(session, suggestion, Verdict.ACCEPT, by)

    todo = session.scalar(sa.select(Todo).where(Todo.kind == TodoKind.ASK_VOLUNTEER))
    assert (todo.volunteer_id, todo.owner_id, todo.state) == (volunteer.id, by, TodoState.OPEN)


def test_deciding_the_last_suggestion_settles_the_to_do(session, centre, by):
    _, _, suggestion = a_week_of_one(session, centre)

    decide(session, suggestion, Verdict.ACCEPT, by)

    todo = session.scalar(sa.select(Todo).where(Todo.kind == TodoKind.DECIDE_SUGGESTIONS))
    session.refresh(todo)
    assert todo.state is TodoState.DONE


def test_local_need_is_matched_with_its_organisation(session, centre, by):
    a_volunteer(session, centre, forms=["group"])
    organisation = an_organisation(session, centre)
    a_need(session, organisation)
    run(session, centre)

    decide(session, the_suggestion(session, centre), Verdict.ACCEPT, by)

    asked = sa.select(Participant.organisation_id).where(Participant.volunteer_id.is_(None))
    assert session.scalars(asked).all() == [organisation.id]


def test_accepted_pair_is_not_suggested_again_for_another_seat(session, centre, by):
    volunteer = a_volunteer(session, centre, forms=["group"], max_matches=3)
    a_need(session, an_organisation(session, centre), seats=3)
    made = run(session, centre)

    decide(session, the_suggestion(session, centre), Verdict.ACCEPT, by)

    rows = session.scalars(sa.select(Suggestion).where(Suggestion.run_id == made.id)).all()
    assert [(row.volunteer_id, row.state) for row in rows] == [
        (volunteer.id, SuggestionState.ACCEPTED)
    ]


@pytest.mark.parametrize("first", [Verdict.NOT_NOW, Verdict.ACCEPT])
def test_second_word_on_the_same_suggestion_is_told_who_was_first(session, centre, by, first):
    _, _, suggestion = a_week_of_one(session, centre)
    decide(session, suggestion, first, by)

    with pytest.raises(AlreadyDecided) as refused:
        decide(session, suggestion, Verdict.ACCEPT, an_account(session, centre).id)

    assert (refused.value.verdict, refused.value.by) == (STATE_OF[first].value, by)
    assert len(session.scalars(sa.select(Match)).all()) == (first is Verdict.ACCEPT)


def test_r1_another_centres_suggestion_does_not_exist(session, centre, by):
    other = a_centre(session)
    _, _, suggestion = a_week_of_one(session, other)

    with pytest.raises(Missing):
        suggestions.decide(session, suggestion.id, Verdict.ACCEPT, centre=centre.id, by=by, at=AT)


def test_suggestion_of_an_older_week_is_history(session, centre, by):
    _, _, old = a_week_of_one(session, centre)
    run(session, centre, "2026-W49", AT + timedelta(days=7))

    with pytest.raises(NotNow):
        decide(session, old, Verdict.ACCEPT, by)


# ── checked again (T32) ───────────────────────────────────────────────────────────────────────


def pause(session, volunteer, need):
    volunteer.paused_from = AT.date()


def leave(session, volunteer, need):
    session.execute(sa.text("DELETE FROM clearance_steps"))


def restrict(session, volunteer, need):
    volunteer.restricted_at = AT


def withdraw(session, volunteer, need):
    session.execute(sa.text("DELETE FROM consents"))


def take_the_place(session, volunteer, need):
    other = a_waiting(session, need_centre(session, need))
    match = Match(
        centre_id=need.centre_id, need_id=other.id, state=MatchState.APPROVED, approved_at=AT
    )
    session.add(match)
    session.flush()
    own = {"centre_id": need.centre_id, "match_id": match.id}
    session.add(Participant(**own, volunteer_id=volunteer.id))


def block(session, volunteer, need):
    session.add(
        BlockedPair(
            centre_id=need.centre_id,
            volunteer_id=volunteer.id,
            recipient_id=need.recipient_id,
            reason="relative",
            blocked_at=AT,
        )
    )


def give_fewer_hours(session, volunteer, need):
    volunteer.max_hours_month = 1


def need_centre(session, need):
    from matcher.store.centres import Centre

    return session.get(Centre, need.centre_id)


@pytest.mark.parametrize(
    ("meanwhile", "rule"),
    [
        (pause, "clearance"),
        (leave, "clearance"),
        (restrict, "restricted"),
        (withdraw, "consent"),
        (take_the_place, "capacity"),
        (give_fewer_hours, "hours"),
        (block, "blocked_pair"),
    ],
)
def test_t32_what_has_become_unsafe_meanwhile_is_refused(session, centre, by, meanwhile, rule):
    volunteer, need, suggestion = a_week_of_one(session, centre)
    before = session.scalar(sa.select(sa.func.count()).select_from(Match))
    meanwhile(session, volunteer, need)
    session.flush()
    session.expire_all()

    with pytest.raises(RuleBroken) as refused:
        decide(session, suggestion, Verdict.ACCEPT, by)

    assert rule in refused.value.rules
    session.refresh(suggestion)
    assert suggestion.state is SuggestionState.PROPOSED
    matched = sa.select(sa.func.count()).select_from(Match).where(Match.need_id == need.id)
    assert session.scalar(matched) == before


def test_t32_need_that_has_been_closed_is_refused(session, centre, by):
    from matcher.domain.needs import NeedState

    _, need, suggestion = a_week_of_one(session, centre)
    need.state = NeedState.CLOSED
    session.flush()

    with pytest.raises(NotNow):
        decide(session, suggestion, Verdict.ACCEPT, by)


# ── reject and not now ────────────────────────────────────────────────────────────────────────


def test_rejection_needs_a_reason(session, centre, by):
    _, _, suggestion = a_week_of_one(session, centre)

    with pytest.raises(Invalid):
        decide(session, suggestion, Verdict.REJECT, by)


def test_r54_unsuitable_pair_is_blocked_for_ever(session, centre, by):
    volunteer, need, suggestion = a_week_of_one(session, centre)

    decide(session, suggestion, Verdict.REJECT, by, reason=RejectReason.UNSUITABLE)

    blocked = session.scalar(sa.select(BlockedPair))
    assert (blocked.volunteer_id, blocked.recipient_id) == (volunteer.id, need.recipient_id)
    assert blocked.until_on is None


def test_r54_pair_rejected_for_another_reason_rests_half_a_year(session, centre, by):
    _, _, suggestion = a_week_of_one(session, centre)

    decide(session, suggestion, Verdict.REJECT, by, reason=RejectReason.TOO_FAR)

    blocked = session.scalar(sa.select(BlockedPair))
    assert blocked.until_on == AT.date() + timedelta(days=183)


@pytest.mark.parametrize("then", ["undone", "her form", "the need's form"])
def test_wrong_facts_are_on_the_list_of_who_rejected_until_they_are_corrected(
    session, centre, by, then
):
    volunteer, need, suggestion = a_week_of_one(session, centre)
    who = {"centre": centre.id, "by": by, "at": AT + timedelta(hours=1)}
    decide(session, suggestion, Verdict.REJECT, by, reason=RejectReason.WRONG_FACTS)
    asked = sa.select(Todo).where(Todo.kind == TodoKind.CORRECT_FACTS)
    todo = session.scalars(asked).one()
    [line] = todo_lines.lines_of(session, [todo], centre=centre.id, by=by, today=AT.date())
    assert (todo.owner_id, line.volunteer_id, line.recipient_id, bool(line.other)) == (
        by, volunteer.id, need.recipient_id, True,
    )  # fmt: skip

    if then == "undone":
        suggestions.undo(session, suggestion.id, **who)
    about = {"volunteers": [volunteer.id]} if then == "her form" else {"needs": [need.id]}
    if then != "undone":
        with week_upkeep.following(session, **about, **who):
            (volunteer if then == "her form" else need).changed_at = who["at"]

    session.refresh(todo)
    assert todo.state is (TodoState.CANCELLED if then == "undone" else TodoState.DONE)
    assert pairs.barred(session, centre=centre.id, on=AT.date()) == {}


def test_yes_on_a_page_that_is_out_of_date_saves_nothing(session, centre, by):
    a_volunteer(session, centre), a_volunteer(session, centre)
    a_waiting(session, centre)
    run(session, centre)
    beside = session.scalars(sa.select(Suggestion).where(Suggestion.rank > 0)).first()

    with pytest.raises(NotNow):
        decide(session, beside, Verdict.ACCEPT, by)

    assert session.scalars(sa.select(Match)).all() == []


def test_need_of_two_seats_that_loses_one_is_told_whom_it_keeps(session, centre, by):
    volunteers = [a_volunteer(session, centre, forms=["group"]) for _ in range(2)]
    a_need(session, an_organisation(session, centre), seats=2)
    made = run(session, centre)
    gone, stays = (the_suggestion(session, centre, volunteer_id=one.id) for one in volunteers)

    decide(session, gone, Verdict.REJECT, by, reason=RejectReason.TOO_FAR)

    (moved,) = made.changes["moved"]
    assert [one["volunteer_id"] for one in moved["kept"]] == [stays.volunteer_id]


def test_rejected_volunteer_goes_to_the_next_and_the_page_can_tell(session, centre, by):
    first, second = a_volunteer(session, centre), a_volunteer(session, centre)
    need = a_waiting(session, centre)
    made = run(session, centre)
    suggestion = the_suggestion(session, centre)
    other = {first.id, second.id} - {suggestion.volunteer_id}

    decide(session, suggestion, Verdict.REJECT, by, reason=RejectReason.UNSUITABLE)

    now = the_suggestion(session, centre)
    assert ({now.volunteer_id}, now.need_id, now.is_new) == (other, need.id, True)
    (moved,) = made.changes["moved"]
    assert [one["volunteer_id"] for one in moved["from"]] == [suggestion.volunteer_id]
    assert [one["volunteer_id"] for one in moved["to"]] == [now.volunteer_id]
    assert made.changes["freed"] == [suggestion.volunteer_id]


def test_not_now_rests_this_week_and_returns_the_next(session, centre, by):
    volunteer, need, suggestion = a_week_of_one(session, centre)

    decide(session, suggestion, Verdict.NOT_NOW, by)
    weeks.recount(session, centre=centre.id, by=by, at=AT)
    assert suggestions.undecided(session, centre=centre.id) == 0

    run(session, centre, "2026-W49", AT + timedelta(days=7))
    again = the_suggestion(session, centre)
    assert (again.volunteer_id, again.need_id) == (volunteer.id, need.id)


def test_others_are_left_as_they_were_when_one_is_rejected(session, centre, by):
    for _ in range(4):
        a_volunteer(session, centre)
        a_waiting(session, centre)
    made = run(session, centre)
    rows = session.scalars(
        sa.select(Suggestion).where(Suggestion.run_id == made.id, Suggestion.rank == 0)
    ).all()

    decide(session, rows[0], Verdict.NOT_NOW, by)

    assert made.changes["unchanged"] >= 2


def test_week_solved_from_its_prices_is_the_one_solved_from_nothing(session, centre, by):
    for _ in range(4):
        a_volunteer(session, centre, max_matches=2)
        a_waiting(session, centre)
    made = run(session, centre)
    first = session.scalars(sa.select(Suggestion).where(Suggestion.rank == 0)).first()
    decide(session, first, Verdict.NOT_NOW, by)
    weeks.recount(session, centre=centre.id, by=by, at=AT)
    objective, made.prices = made.objective, None

    weeks.recount(session, centre=centre.id, by=by, at=AT)

    assert made.objective == objective
    assert made.changes["moved"] == []


def test_others_move_only_for_a_gain_that_the_page_can_tell(session, centre, by):
    for _ in range(2):
        a_volunteer(session, centre, languages={"swedish": 3, "finnish": 3})
    finnish = a_waiting(session, centre, languages={"finnish": 3})
    a_waiting(session, centre)
    made = run(session, centre)
    only_two_can = the_suggestion(session, centre, need_id=finnish.id)

    decide(session, only_two_can, Verdict.REJECT, by, reason=RejectReason.UNSUITABLE)

    assert len(made.changes["moved"]) == 2
    assert made.changes["gain"]["served"] == 1
    assert made.changes["gain"]["saved"] == (finnish.id,)


# ── lock ──────────────────────────────────────────────────────────────────────────────────────


def test_lock_tells_who_and_unlock_lets_go(session, centre, by):
    _, _, suggestion = a_week_of_one(session, centre)

    locked = suggestions.lock(session, suggestion.id, centre=centre.id, by=by, at=AT)
    assert (locked.locked_by, locked.locked_at) == (by, AT)

    unlocked = suggestions.unlock(session, suggestion.id, centre=centre.id, by=by, at=AT)
    assert unlocked.locked_by is None


def test_alternative_cannot_be_locked(session, centre, by):
    a_volunteer(session, centre)
    a_volunteer(session, centre)
    a_waiting(session, centre)
    run(session, centre)
    alternative = session.scalar(sa.select(Suggestion).where(Suggestion.rank == 1))

    with pytest.raises(NotNow):
        suggestions.lock(session, alternative.id, centre=centre.id, by=by, at=AT)


# ── undo ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("verdict", "reason"),
    [
        (Verdict.ACCEPT, None),
        (Verdict.REJECT, RejectReason.UNSUITABLE),
        (Verdict.NOT_NOW, None),
    ],
)
def test_undone_decision_leaves_the_week_as_it_was(session, centre, by, verdict, reason):
    for months in (3, 6, 12):
        a_volunteer(session, centre, commitment_months=months)
    for _ in range(2):
        a_waiting(session, centre)
    made = run(session, centre)
    before = proposed(session, made)
    suggestion = session.scalars(
        sa.select(Suggestion).where(Suggestion.rank == 0).order_by(Suggestion.id)
    ).first()

    decide(session, suggestion, verdict, by, reason=reason)
    suggestions.undo(session, suggestion.id, centre=centre.id, by=by, at=AT)

    assert proposed(session, made) == before
    assert session.scalars(sa.select(BlockedPair)).all() == []
    assert session.scalars(sa.select(Match)).all() == []
    assert suggestions.undecided(session, centre=centre.id) == 2


def test_what_was_undone_keeps_its_place_when_an_earlier_decision_is_undone_too(
    session, centre, by
):
    """Those who would suit a little better have come since the run, and nobody moves for that."""
    first, second = (a_waiting(session, centre) for _ in range(2))
    for _ in range(2):
        a_volunteer(session, centre, commitment_months=6)
    made = run(session, centre)
    before = proposed(session, made)
    for _ in range(2):
        a_volunteer(session, centre, commitment_months=7)
    weeks.recount(session, centre=centre.id, by=by, at=AT)
    assert {pair[:2] for pair in proposed(session, made)} == {pair[:2] for pair in before}
    earlier = the_suggestion(session, centre, need_id=first.id)
    later = the_suggestion(session, centre, need_id=second.id)
    decide(session, earlier, Verdict.REJECT, by, reason=RejectReason.UNSUITABLE)
    decide(session, later, Verdict.NOT_NOW, by)

    suggestions.undo(session, later.id, centre=centre.id, by=by, at=AT)
    assert later.state is SuggestionState.PROPOSED
    suggestions.undo(session, earlier.id, centre=centre.id, by=by, at=AT)

    assert (later.volunteer_id, later.need_id) in {pair[:2] for pair in proposed(session, made)}


def test_undone_rejection_tells_who_stands_back_and_for_whom(session, centre, by):
    a_volunteer(session, centre), a_volunteer(session, centre)
    a_waiting(session, centre)
    made = run(session, centre)
    first = the_suggestion(session, centre)
    decide(session, first, Verdict.REJECT, by, reason=RejectReason.UNSUITABLE)
    other = the_suggestion(session, centre)

    suggestions.undo(session, first.id, centre=centre.id, by=by, at=AT)

    (moved,) = made.changes["moved"]
    assert [one["volunteer_id"] for one in moved["from"]] == [other.volunteer_id]
    assert [one["volunteer_id"] for one in moved["to"]] == [first.volunteer_id]


def test_what_was_not_suggested_is_not_told_as_lost_when_its_rejection_is_undone(
    session, centre, by
):
    a_volunteer(session, centre), a_volunteer(session, centre)
    a_waiting(session, centre)
    made = run(session, centre)
    first = the_suggestion(session, centre)
    decide(session, first, Verdict.REJECT, by, reason=RejectReason.UNSUITABLE)
    suggestions.lock(session, the_suggestion(session, centre).id, centre=centre.id, by=by, at=AT)

    suggestions.undo(session, first.id, centre=centre.id, by=by, at=AT)

    assert (made.changes["moved"], made.changes["unchanged"]) == ([], 1)


def proposed(session, made):
    asked = sa.select(Suggestion).where(
        Suggestion.run_id == made.id,
        Suggestion.rank == 0,
        Suggestion.state == SuggestionState.PROPOSED,
    )
    return {(row.volunteer_id, row.need_id, row.fit) for row in session.scalars(asked)}


def test_acceptance_cannot_be_undone_once_somebody_is_asked(session, centre, by):
    _, _, suggestion = a_week_of_one(session, centre)
    decide(session, suggestion, Verdict.ACCEPT, by)
    session.execute(sa.update(Participant).values(asked_at=AT))
    session.expire_all()

    with pytest.raises(NotNow):
        suggestions.undo(session, suggestion.id, centre=centre.id, by=by, at=AT)


def test_undecided_suggestion_has_nothing_to_undo(session, centre, by):
    _, _, suggestion = a_week_of_one(session, centre)

    with pytest.raises(NotNow):
        suggestions.undo(session, suggestion.id, centre=centre.id, by=by, at=AT)


def test_every_decision_and_its_undoing_is_in_the_trail(session, centre, by):
    _, _, suggestion = a_week_of_one(session, centre)

    decide(session, suggestion, Verdict.ACCEPT, by)
    suggestions.undo(session, suggestion.id, centre=centre.id, by=by, at=AT)

    assert deeds_of(session, "suggestion") == ["suggestion.accepted", "suggestion.undone"]
    assert deeds_of(session, "match") == ["match.approved", "match.taken_back"]


# ── by hand ───────────────────────────────────────────────────────────────────────────────────


def by_hand(session, volunteer, need, by, **facts):
    return matches.match_by_hand(
        session, volunteer.id, need.id, centre=need.centre_id, by=by, at=AT, **facts
    )


def test_r47_two_may_be_matched_by_hand_against_a_wish_with_a_reason(session, centre, by):
    volunteer = a_volunteer(session, centre, traits={"bears": {"cat": "no"}, "has": {}})
    need = a_need(session, a_recipient(session, centre, home=[(Trait.CAT, True)]))

    with pytest.raises(Invalid):
        by_hand(session, volunteer, need, by)
    match = by_hand(session, volunteer, need, by, override_reason=OverrideReason.WILL_TRY)

    assert match.override_reason is OverrideReason.WILL_TRY
    (deed,) = session.scalars(sa.select(Deed).where(Deed.deed == "match.approved"))
    assert deed.facts["overridden"] == ["cat"]


def test_r34_safety_refuses_a_match_by_hand_whatever_the_reason(session, centre, by):
    traits = {"bears": {"cat": "allergy"}, "has": {}}
    volunteer = a_volunteer(session, centre, traits=traits, consents=("health",))
    need = a_need(session, a_recipient(session, centre, home=[(Trait.CAT, True)]))

    with pytest.raises(RuleBroken) as refused:
        by_hand(session, volunteer, need, by, override_reason=OverrideReason.BOTH_AGREED)

    assert refused.value.rules == ("allergy",)


def test_r9_volunteer_who_is_not_cleared_is_not_matched_by_hand(session, centre, by):
    volunteer, need = a_volunteer(session, centre, steps=()), a_waiting(session, centre)

    with pytest.raises(RuleBroken) as refused:
        by_hand(session, volunteer, need, by, override_reason=OverrideReason.BOTH_AGREED)

    assert "clearance" in refused.value.rules


@pytest.mark.parametrize(
    ("columns", "what", "state"),
    [
        ({"until_on": AT.date() - timedelta(days=1)}, "need", "expired"),
        ({}, "recipient", "paused"),
    ],
)
def test_need_that_is_over_or_rests_is_matched_by_no_hand(
    session, centre, by, columns, what, state
):
    person = a_recipient(session, centre)
    need = a_need(session, person, **columns)
    if what == "recipient":
        recipient_states.pause(session, person.id, centre=centre.id, by=by, at=AT)

    with pytest.raises(NotNow) as refused:
        by_hand(session, a_volunteer(session, centre), need, by)
    assert (refused.value.what, refused.value.state) == (what, state)


def test_match_by_hand_takes_her_out_of_the_week(session, centre, by):
    volunteer, need, _ = a_week_of_one(session, centre)
    other = a_waiting(session, centre)

    by_hand(session, volunteer, other, by)

    assert suggestions.undecided(session, centre=centre.id) == 0
    assert need.id != other.id


def test_volunteer_matched_by_hand_is_not_told_as_free_again(session, centre, by):
    volunteer, _need, suggestion = a_week_of_one(session, centre)

    by_hand(session, volunteer, a_waiting(session, centre), by)

    made = weeks.is_open(session, suggestion.run_id, centre=centre.id)
    assert made.changes["freed"] == []


def test_need_without_a_free_seat_takes_nobody_by_hand(session, centre, by):
    need = a_waiting(session, centre)
    by_hand(session, a_volunteer(session, centre), need, by)

    with pytest.raises(NotNow):
        by_hand(session, a_volunteer(session, centre), need, by)


# ── two at once (R106) ────────────────────────────────────────────────────────────────────────


def at_once(*deeds):
    """Do these at the same time; what each gave or refused."""
    told, ready = [], threading.Barrier(len(deeds))

    def start(deed):
        ready.wait()
        try:
            told.append(deed())
        except Exception as refused:
            told.append(refused)

    threads = [threading.Thread(target=start, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def test_r106_two_who_decide_at_once_get_one_decision(database):
    with database.writing() as session:
        centre = a_centre(session)
        accounts = [an_account(session, centre).id for _ in range(2)]
        _, _, suggestion = a_week_of_one(session, centre)

    def accept(by):
        with database.writing() as session:
            return decide(session, suggestion, Verdict.ACCEPT, by).decided_by

    told = at_once(*(lambda by=by: accept(by) for by in accounts))

    (winner,) = [one for one in told if isinstance(one, str)]
    (refused,) = [one for one in told if isinstance(one, Exception)]
    assert isinstance(refused, AlreadyDecided | RuleBroken | NotNow)
    with database.reading() as session:
        assert session.scalars(sa.select(Match.approved_by)).all() == [winner]


def test_r106_two_places_are_not_taken_in_one_room(database):
    """A volunteer with one free place, suggested to one and alternative for another."""
    with database.writing() as session:
        centre = a_centre(session)
        by = an_account(session, centre).id
        volunteer = a_volunteer(session, centre, words=[(WordStance.LIKES, "chess")])
        for _ in range(2):
            a_waiting(session, centre)
        run(session, centre)
        ids = list(session.scalars(sa.select(Suggestion.id)))
    assert len(ids) == 2

    def accept(suggestion_id):
        with database.writing() as session:
            return suggestions.decide(
                session, suggestion_id, Verdict.ACCEPT, centre=centre.id, by=by, at=AT
            ).id

    told = at_once(*(lambda one=one: accept(one) for one in ids))

    assert len([one for one in told if isinstance(one, str)]) == 1
    with database.reading() as session:
        taken = session.scalars(
            sa.select(Participant.id).where(Participant.volunteer_id == volunteer.id)
        ).all()
        assert len(taken) == 1
