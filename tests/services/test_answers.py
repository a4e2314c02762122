"""What is answered about a week is true of its rows, and asking changes nothing."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from matcher.domain.answers import Cause, Loss, Refusal
from matcher.domain.errors import Missing
from matcher.domain.people import Form
from matcher.domain.suggestions import RejectReason, Subject, SuggestionState, Verdict
from matcher.engine.answers.turning import Listed, chosen_of
from matcher.engine.params import Dial
from matcher.services import (
    answer_lists,
    answer_weeks,
    answers,
    bottlenecks,
    dial_curve,
    pairs_by_hand,
    suggestions,
    week_differences,
    weeks,
    whatif,
)
from matcher.services.dial import TURNS
from matcher.services.whatif import Newcomers, Wish
from matcher.store.base import Base
from matcher.store.pairs import BlockedPair
from matcher.store.runs import Run
from matcher.store.suggestions import Suggestion
from tests.make import (
    AT,
    KNIVSTA,
    UPPSALA,
    a_centre,
    a_need,
    a_recipient,
    a_volunteer,
    a_waiting,
    an_account,
)

WEEK, NEXT = "2026-W48", "2026-W49"


@pytest.fixture
def centre(session):
    return a_centre(session)


@pytest.fixture
def by(session, centre):
    return an_account(session, centre).id


def run(session, centre, iso_week=WEEK, at=AT):
    return weeks.run_week(session, centre=centre.id, iso_week=iso_week, at=at)


def pair(session, centre, need, volunteer):
    return answers.pair(session, need.id, volunteer.id, centre=centre.id, at=AT)


def the_suggestion(session):
    asked = sa.select(Suggestion).where(
        Suggestion.rank == 0, Suggestion.state == SuggestionState.PROPOSED
    )
    return session.scalars(asked).one()


def everything(session):
    return {
        name: sorted(repr(tuple(row)) for row in session.execute(sa.select(table)))
        for name, table in Base.metadata.tables.items()
    }


# ── two people ────────────────────────────────────────────────────────────────────────────────


def test_suggested_pair_is_told_by_what_the_week_would_lose_without_it(session, centre):
    volunteer, need = a_volunteer(session, centre), a_waiting(session, centre)
    run(session, centre)

    told = pair(session, centre, need, volunteer)

    assert told.why.is_suggested
    assert [one.need_id for one in told.why.forbidden.difference.of(Loss.LOST)] == [need.id]
    assert told.suggestion_id == the_suggestion(session).id


def test_other_pair_is_told_by_who_would_lose(session, centre):
    volunteer = a_volunteer(session, centre)
    first = a_waiting(session, centre, priority_class=1)
    second = a_waiting(session, centre, priority_class=4)
    run(session, centre)

    told = pair(session, centre, second, volunteer).why.forced

    assert [one.need_id for one in told.difference.of(Loss.LOST)] == [first.id]
    assert [one.need_id for one in told.difference.of(Loss.GAINED)] == [second.id]


def test_r34_pair_that_safety_forbids_is_not_tried(session, centre):
    volunteer = a_volunteer(session, centre, steps=())
    need = a_waiting(session, centre)

    told = pair(session, centre, need, volunteer).why

    assert (told.refused, told.forced) == (Refusal.SAFETY, None)


def test_paused_volunteer_has_no_part_in_the_week(session, centre):
    volunteer = a_volunteer(session, centre, paused_from=date(2026, 11, 1))
    need = a_waiting(session, centre)

    assert pair(session, centre, need, volunteer).why is None


def test_pair_suits_as_well_as_the_week_says(session, centre):
    """How rare a word is among all is part of it, whoever is asked about."""
    volunteer = a_volunteer(session, centre, words=[("likes", "chess")])
    need = a_waiting(session, centre, words=[("likes", "chess")])
    for _ in range(4):
        a_volunteer(session, centre, words=[("likes", "chess")], forms=["phone"])
    run(session, centre)

    told = pair(session, centre, need, volunteer)
    week = answer_weeks.standing(session, centre=centre.id, at=AT)
    by_hand = pairs_by_hand.by_hand(session, week, volunteer.id, need.id, centre=centre.id)

    points = (the_suggestion(session).fit + 500) // 1000
    assert (told.pair.fit.points, by_hand.fit.points) == (points, points)


def test_pair_that_rests_is_not_said_to_be_unsafe(session, centre, by):
    volunteer, need = a_volunteer(session, centre), a_waiting(session, centre)
    run(session, centre)
    row = the_suggestion(session)
    suggestions.decide(session, row.id, Verdict.NOT_NOW, centre=centre.id, by=by, at=AT)

    told = pair(session, centre, need, volunteer)

    assert (told.why.refused, told.why.forced) == (Refusal.RESTING, None)
    assert told.pair.view.broken == ()


def test_pair_of_another_centre_is_missing(session, centre):
    theirs = a_waiting(session, a_centre(session))

    with pytest.raises(Missing):
        pair(session, centre, theirs, a_volunteer(session, centre))


def test_answer_and_week_have_the_same_pairs_where_nobody_has_told_how_to_meet(session, centre):
    """Snow is cleared by who is there: she who only telephones is possible in neither."""
    caller = a_volunteer(session, centre, forms=["phone"])
    person = a_recipient(session, centre)
    need = a_need(session, person, forms=[], words=[("does", "snow_clearing")])
    run(session, centre)

    told = pair(session, centre, need, caller)

    assert [one.rule for one in told.pair.view.broken] == ["form"]
    assert [one.rule for one in told.why.broken] == ["form"]


def test_what_a_coordinator_has_locked_holds_in_the_answer(session, centre, by):
    volunteer = a_volunteer(session, centre)
    for _ in range(2):
        a_waiting(session, centre)
    run(session, centre)
    row = the_suggestion(session)
    suggestions.lock(session, row.id, centre=centre.id, by=by, at=AT)

    now = answer_weeks.standing(session, centre=centre.id, at=AT)

    other = next(need.id for need in now.pool.needs if need.id != row.need_id)
    told = answers.pair(session, other, volunteer.id, centre=centre.id, at=AT)
    assert told.why.refused is Refusal.VOLUNTEER_FULL


# ── one person ────────────────────────────────────────────────────────────────────────────────


def of_need(session, centre, need):
    return answer_lists.one(session, Subject.NEED, need.id, centre=centre.id, at=AT)


def test_r46_everybody_is_in_the_list_of_one(session, centre):
    need = a_waiting(session, centre)
    possible = a_volunteer(session, centre)
    nearly = a_volunteer(session, centre, forms=["phone"])
    barred = a_volunteer(session, centre, steps=())

    told = of_need(session, centre, need)

    assert [one.other.id for one in told.partners] == [possible.id]
    assert [one.other.id for one in told.near] == [nearly.id]
    assert [one.other.id for one in told.rest] == [barred.id]


def test_week_s_own_choice_stands_first(session, centre):
    need = a_waiting(session, centre)
    for _ in range(3):
        a_volunteer(session, centre)
    run(session, centre)

    told = of_need(session, centre, need)

    assert told.partners[0].other.id == the_suggestion(session).volunteer_id
    assert [one.rank for one in told.partners] == [0, 1, 2]


def test_volunteer_has_a_list_of_her_own(session, centre):
    volunteer, need = a_volunteer(session, centre), a_waiting(session, centre)

    told = answer_lists.one(session, Subject.VOLUNTEER, volunteer.id, centre=centre.id, at=AT)

    assert [one.other.id for one in told.partners] == [need.id]


def test_matched_volunteer_is_not_counted_among_those_who_could_come(session, centre, by):
    need = a_need(session, a_recipient(session, centre), seats=2)
    volunteer = a_volunteer(session, centre, max_matches=2)
    run(session, centre)
    known = {"centre": centre.id, "by": by, "at": AT}
    suggestions.decide(session, the_suggestion(session).id, Verdict.ACCEPT, **known)

    told = of_need(session, centre, need)

    assert told.everybody == 0
    assert volunteer.id not in [one.other.id for one in (*told.near, *told.rest)]


def test_full_volunteer_is_told_why_there_is_nothing_for_her(session, centre):
    a_waiting(session, centre)
    full = a_volunteer(session, centre, max_matches=0)

    told = answer_lists.one(session, Subject.VOLUNTEER, full.id, centre=centre.id, at=AT)

    assert told.why.own == ("capacity",)


def test_cost_of_serving_her_first_is_told(session, centre):
    a_volunteer(session, centre)
    first = a_waiting(session, centre, priority_class=1)
    second = a_waiting(session, centre, priority_class=4)

    told = of_need(session, centre, second).first

    assert [one.need_id for one in told.difference.of(Loss.LOST)] == [first.id]


# ── what changed ──────────────────────────────────────────────────────────────────────────────


def test_no_is_told_by_the_week_that_would_have_been(session, centre, by):
    need, volunteer = a_waiting(session, centre), a_volunteer(session, centre)
    other = a_volunteer(session, centre, languages={"swedish": 2})
    run(session, centre)
    row = the_suggestion(session)
    assert row.volunteer_id == volunteer.id
    suggestions.decide(
        session, row.id, Verdict.REJECT, reason=RejectReason.TOO_FAR,
        centre=centre.id, by=by, at=AT,
    )  # fmt: skip

    told = week_differences.by_decision(session, row.id, centre=centre.id, at=AT)

    (shift,) = told.sides.difference.shifts
    assert [one.volunteer_id for one in shift.before] == [volunteer.id]
    assert [one.volunteer_id for one in shift.after] == [other.id]
    assert shift.need_id == need.id


def test_what_a_no_moved_then_is_told_when_more_has_been_decided_since(session, centre, by):
    need, other_need = a_waiting(session, centre), a_waiting(session, centre)
    for _ in range(3):
        a_volunteer(session, centre)
    run(session, centre)
    known = {"centre": centre.id, "by": by, "at": AT}
    asked = sa.select(Suggestion).where(
        Suggestion.rank == 0, Suggestion.state == SuggestionState.PROPOSED
    )
    first = session.scalars(asked.where(Suggestion.need_id == need.id)).one()
    refused = first.volunteer_id
    suggestions.decide(session, first.id, Verdict.REJECT, reason=RejectReason.TOO_FAR, **known)
    instead = session.scalars(asked.where(Suggestion.need_id == need.id)).one().volunteer_id
    second = session.scalars(asked.where(Suggestion.need_id == other_need.id)).one()
    suggestions.decide(session, second.id, Verdict.NOT_NOW, **known)

    told = week_differences.by_decision(session, first.id, centre=centre.id, at=AT)

    hers = next(one for one in told.then if one.need_id == need.id)
    assert [[one.volunteer_id for one in side] for side in (hers.before, hers.after)] == [
        [refused],
        [instead],
    ]


def test_no_that_made_two_change_places_is_told_as_such(session, centre, by):
    """They suit as well either way, and what is suggested now has its bonus for staying."""
    for _ in range(2):
        a_waiting(session, centre)
        a_volunteer(session, centre)
    run(session, centre)
    row = session.scalars(sa.select(Suggestion).where(Suggestion.rank == 0)).first()
    suggestions.decide(
        session, row.id, Verdict.REJECT, reason=RejectReason.TOO_FAR,
        centre=centre.id, by=by, at=AT,
    )  # fmt: skip

    told = week_differences.by_decision(session, row.id, centre=centre.id, at=AT)

    assert len(told.sides.difference.shifts) == 2


def test_no_changes_nothing_where_the_two_are_kept_apart_all_the_same(session, centre, by):
    a_waiting(session, centre)
    a_volunteer(session, centre)
    run(session, centre)
    row = the_suggestion(session)
    suggestions.decide(
        session, row.id, Verdict.REJECT, reason=RejectReason.TOO_FAR,
        centre=centre.id, by=by, at=AT,
    )  # fmt: skip
    other = session.scalars(sa.select(BlockedPair)).one()
    kept = {name: getattr(other, name) for name in ("centre_id", "volunteer_id", "recipient_id")}
    session.add(BlockedPair(**kept, reason="relative", blocked_at=AT))

    told = week_differences.by_decision(session, row.id, centre=centre.id, at=AT)

    assert told.sides.difference.shifts == ()


def test_not_now_is_told_too(session, centre, by):
    a_waiting(session, centre)
    a_volunteer(session, centre)
    run(session, centre)
    row = the_suggestion(session)
    known = {"centre": centre.id, "by": by, "at": AT}
    suggestions.decide(session, row.id, Verdict.NOT_NOW, **known)

    told = week_differences.by_decision(session, row.id, centre=centre.id, at=AT)

    assert told.sides.difference.served == -1


def test_one_week_alone_is_compared_with_nothing(session, centre):
    run(session, centre)

    assert week_differences.between(session, None, None, centre=centre.id, at=AT) is None


def test_between_two_weeks_it_is_told_why(session, centre, by):
    a_waiting(session, centre)
    a_volunteer(session, centre)
    run(session, centre)
    known = {"centre": centre.id, "by": by, "at": AT}
    suggestions.decide(session, the_suggestion(session).id, Verdict.ACCEPT, **known)
    newcomer = a_waiting(session, centre)
    a_volunteer(session, centre)
    later = AT + timedelta(days=7)
    run(session, centre, NEXT, later)

    told = week_differences.between(session, None, None, centre=centre.id, at=later)

    causes = {one.shift.need_id: one.cause for one in told.caused}
    assert (told.before, told.after) == (WEEK, NEXT)
    assert causes.pop(newcomer.id) is Cause.IS_NEW
    assert list(causes.values()) == [Cause.MATCHED]


def no(session, centre, by):
    """A no to the newest week's suggestion."""
    asked = sa.select(Suggestion).join(Run, Run.id == Suggestion.run_id)
    row = session.scalars(asked.where(Suggestion.rank == 0).order_by(Run.iso_week.desc())).first()
    suggestions.decide(
        session, row.id, Verdict.REJECT, reason=RejectReason.TOO_FAR,
        centre=centre.id, by=by, at=AT,
    )  # fmt: skip


def test_who_had_another_before_the_week_was_over_has_lost_nobody_in_the_next(session, centre, by):
    a_waiting(session, centre)
    a_volunteer(session, centre)
    a_volunteer(session, centre, languages={"swedish": 2})
    run(session, centre)
    no(session, centre, by)
    later = AT + timedelta(days=7)
    run(session, centre, NEXT, later)

    told = week_differences.between(session, None, None, centre=centre.id, at=later)

    assert told.caused == ()
    assert (told.difference.unchanged, told.difference.served) == (1, 0)


@pytest.mark.parametrize("is_late", [False, True], ids=["the week before", "this week"])
def test_who_had_somebody_and_then_nobody_is_told_of_with_the_reason(session, centre, by, is_late):
    need, volunteer = a_waiting(session, centre), a_volunteer(session, centre)
    later = AT + timedelta(days=7)
    run(session, centre)
    if not is_late:
        no(session, centre, by)
    run(session, centre, NEXT, later)
    if is_late:
        no(session, centre, by)

    told = week_differences.between(session, None, None, centre=centre.id, at=later)

    (one,) = told.caused
    assert (one.shift.need_id, one.shift.loss, one.cause) == (need.id, Loss.LOST, Cause.REJECTED)
    assert [seated.volunteer_id for seated in one.shift.before] == [volunteer.id]


def test_week_that_is_not_there_is_missing(session, centre):
    run(session, centre)
    run(session, centre, NEXT)

    with pytest.raises(Missing):
        week_differences.between(session, "2026-W01", None, centre=centre.id, at=AT)


# ── what if, and what would help ──────────────────────────────────────────────────────────────


def look(session, centre, wish):
    choices = whatif.choices_of(session, centre=centre.id, at=AT)
    return whatif.look(session, wish, choices, centre=centre.id)


def test_one_more_volunteer_serves_one_more(session, centre):
    a_waiting(session, centre)

    told = look(session, centre, Wish(newcomers=Newcomers(1, hours="weekday_forenoons")))

    assert told.sides.difference.served == 1


def test_newcomer_who_can_at_any_time_fits_no_worse_than_one_who_can_in_the_forenoons(
    session, centre
):
    a_waiting(session, centre)

    always = look(session, centre, Wish(newcomers=Newcomers(1)))
    forenoons = look(session, centre, Wish(newcomers=Newcomers(1, hours="weekday_forenoons")))

    assert always.sides.after.fit >= forenoons.sides.after.fit > 0


@pytest.mark.parametrize(("where", "by_car_alone"), [(KNIVSTA, 1), (UPPSALA, 0)])
def test_what_a_car_alone_does_is_told_apart_from_the_one_who_drives_it(
    session, centre, where, by_car_alone
):
    """To Knivsta nobody comes in half an hour by bus; next door anybody does."""
    centre.place = UPPSALA.to_json()
    volunteer = a_volunteer(session, centre, reach_minutes=20)
    need = a_waiting(session, centre, place=where.to_json())
    drives = Newcomers(1, hours="weekday_forenoons", by_car=True)

    told = look(session, centre, Wish(newcomers=drives, gone=frozenset({volunteer.id})))

    assert told.sides.after.served == 1
    assert told.by_bus.after == told.sides.after
    assert told.by_bus.difference.served == by_car_alone
    assert need.id in {one.need_id for one in told.sides.difference.shifts}


def test_somebody_gone_leaves_her_need_without(session, centre):
    a_waiting(session, centre)
    volunteer = a_volunteer(session, centre)

    told = look(session, centre, Wish(gone=frozenset({volunteer.id})))

    assert told.sides.difference.served == -1


def test_one_hindrance_may_be_tried_away(session, centre):
    need = a_waiting(session, centre)
    volunteer = a_volunteer(session, centre, forms=["phone"])

    told = look(session, centre, Wish(mended=((volunteer.id, need.id),)))

    assert told.sides.opened == {(volunteer.id, need.id)}
    assert [one.is_given for one in told.tried] == [True]


def test_two_tried_without_their_hindrance_are_told_whom_each_has_instead(session, centre):
    need, other = a_waiting(session, centre), a_waiting(session, centre)
    other.forms, other.waiting_since = ["phone"], AT.date() - timedelta(weeks=90)
    volunteer = a_volunteer(session, centre, forms=["phone"])

    told = look(session, centre, Wish(mended=((volunteer.id, need.id),)))

    (one,) = told.tried
    assert (one.is_given, one.goes_to, one.gets) == (False, (other.id,), ())


def test_what_no_small_change_takes_away_is_not_tried(session, centre):
    need = a_waiting(session, centre, languages={"finnish": 3})
    volunteer = a_volunteer(session, centre)

    with pytest.raises(Missing):
        look(session, centre, Wish(mended=((volunteer.id, need.id),)))


def test_nothing_is_saved_by_asking(session, centre):
    need, volunteer = a_waiting(session, centre), a_volunteer(session, centre)
    a_volunteer(session, centre, forms=[Form.PHONE])
    run(session, centre)
    before = everything(session)

    pair(session, centre, need, volunteer)
    of_need(session, centre, need)
    look(session, centre, Wish(minutes=10, newcomers=Newcomers(2)))
    bottlenecks.report(session, centre=centre.id, at=AT)
    dial_curve.curve(session, centre=centre.id, at=AT)

    assert everything(session) == before


def test_missing_consent_is_a_thing_to_ask_for(session, centre):
    a_volunteer(session, centre)
    need = a_need(session, a_recipient(session, centre, consents=()))

    (told,) = bottlenecks.report(session, centre=centre.id, at=AT).remedies

    assert (told.recipe.value, told.id, told.gain[0]) == ("consent", need.id, 1)


def test_notice_says_only_what_five_share(session, centre):
    for _ in range(4):
        a_waiting(session, centre)
    assert bottlenecks.report(session, centre=centre.id, at=AT).recruits[0].advert.hours is None

    a_waiting(session, centre)
    told = bottlenecks.report(session, centre=centre.id, at=AT).recruits[0].advert

    assert told.hours == "weekday_forenoons"
    assert told.where == "Uppsala"
    assert told.language is None


def test_curve_tells_each_setting_and_the_weeks_that_have_been(session, centre):
    a_waiting(session, centre)
    a_volunteer(session, centre)
    run(session, centre)
    run(session, centre, NEXT)

    told = dial_curve.curve(session, centre=centre.id, at=AT)

    assert {"fit", "served", "waiting"} <= {one.name for one in told.settings}
    assert [one.iso_week for one in told.past] == [WEEK]
    assert all(not one.shifts for one in told.past[0].differences.values())
    assert told.moves_nobody


@pytest.mark.parametrize(("seats", "whose"), [(1, "long"), (2, "well")])
def test_a_need_for_two_counts_less_for_each_in_a_week_that_has_been_too(seats, whose):
    longest = Dial(**TURNS["waiting"])
    listed = [
        Listed(("v", "well"), 66_000, 20_000),
        Listed(("v", "long"), 40_000, 60_000, seats),
    ]

    assert chosen_of(listed, [("v", "well")], longest) == {
        ("v", whose): next(one.fit for one in listed if one.pair[1] == whose)
    }


def test_question_names_whom_to_ask(session, centre):
    volunteer = a_volunteer(session, centre, availability=None)
    a_waiting(session, centre)
    run(session, centre)

    told = answers.unknown(session, centre=centre.id, at=AT).questions

    assert ("availability", volunteer.id) in [(one.ask.fact, one.id) for one in told]
