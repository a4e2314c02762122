"""Steps, extracts and gates: what clears a volunteer, and what takes it away."""

from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from matcher.domain.clearance import (
    AssignmentType,
    ExtractPolicy,
    Gate,
    Standing,
    Step,
    TakenStep,
    missing_gates,
)
from matcher.domain.errors import Invalid, Missing
from matcher.domain.plans import TodoKind, TodoState
from matcher.domain.volunteers import VolunteerState
from matcher.services import choices, clearance_mistakes, clearances, volunteers
from matcher.store.todos import Todo
from matcher.store.volunteers import RegisterCheck
from tests import make

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = AT.date()
ALL = ("interview", "reference", "reference", "agreement", "confidentiality", "introduction")


@pytest.fixture
def centre(session):
    return make.a_centre(session)


@pytest.fixture
def who(session, centre):
    return {"centre": centre.id, "by": make.an_account(session, centre).id, "at": AT}


def fresh(session, centre, **columns):
    return make.a_volunteer(session, centre, steps=(), **columns)


def missing(session, volunteer, who, kind=AssignmentType.VISIT, on=TODAY):
    at = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
    page = volunteers.one(session, volunteer.id, **who | {"at": at})
    return next(stands.missing for stands in page.standing if stands.type is kind)


def take(session, volunteer, who, *steps, on=TODAY, **rest):
    for step in steps:
        clearances.take_step(session, volunteer.id, Step(step), on, **who, **rest)


def interview_of(session, volunteer, who):
    steps = volunteers.one(session, volunteer.id, **who).steps
    return next(line for line in steps if line.step is Step.INTERVIEW)


def test_step_is_noted_once_for_a_day_and_a_second_reference_is_another(session, centre, who):
    volunteer = fresh(session, centre)
    take(session, volunteer, who, "interview", "reference", "reference")

    with pytest.raises(Invalid, match="step_noted_already"):
        take(session, volunteer, who, "interview")


def test_step_before_she_signed_up_herself_is_asked_about(session, centre, who):
    volunteer = fresh(session, centre, source="signup", created_at=AT)

    with pytest.raises(Invalid, match="before_signing_up"):
        take(session, volunteer, who, "interview", on=date(1990, 1, 1), is_sure=False)

    take(session, volunteer, who, "interview", on=date(2026, 11, 20), is_sure=True)


def to_clear(session):
    session.flush()
    session.expire_all()
    asked = sa.select(Todo.state).where(Todo.kind == TodoKind.COMPLETE_CLEARANCE)
    return list(session.scalars(asked))


def test_r9_all_steps_taken_clears_for_a_visit(session, centre, who):
    volunteer = fresh(session, centre)

    take(session, volunteer, who, *ALL)

    assert missing(session, volunteer, who) == ()


@pytest.mark.parametrize("left_out", range(len(ALL)))
def test_r9_any_step_left_out_bars_the_visit(session, centre, who, left_out):
    volunteer = fresh(session, centre)

    take(session, volunteer, who, *ALL[:left_out], *ALL[left_out + 1 :])

    assert missing(session, volunteer, who) == (Gate(ALL[left_out]),)


@pytest.mark.parametrize(
    ("columns", "gate"),
    [
        ({"state": VolunteerState.CONTACTED}, Gate.STATE),
        ({"birth_year": None}, Gate.AGE),
        ({"paused_from": TODAY}, Gate.PAUSE),
    ],
)
def test_r9_what_is_no_step_bars_as_well(session, centre, who, columns, gate):
    volunteer = make.a_volunteer(session, centre, **columns)

    assert missing(session, volunteer, who) == (gate,)


def test_r9_signature_under_an_old_text_does_not_count(session, centre, who):
    volunteer = fresh(session, centre)
    take(session, volunteer, who, "interview", "reference", "reference", "introduction")
    take(session, volunteer, who, "confidentiality")

    take(session, volunteer, who, "agreement", text_version="2019-01")

    assert missing(session, volunteer, who) == (Gate.AGREEMENT,)


def test_signing_is_signing_the_text_of_today(session, centre, who):
    volunteer = fresh(session, centre)

    take(session, volunteer, who, "agreement")

    [step] = volunteers.one(session, volunteer.id, **who).steps
    texts = choices.policies()[AssignmentType.VISIT].text_versions
    assert step.text_version == texts[Step.AGREEMENT]


@pytest.mark.parametrize("kind", list(AssignmentType))
@pytest.mark.parametrize("guardian", [True, False])
@pytest.mark.parametrize("age", [14, 15, 17, 18, 90])
def test_r15_who_is_old_enough_for_what(kind, guardian, age):
    steps = (TakenStep(Step.GUARDIAN_CONSENT, TODAY, None),) if guardian else ()
    born = TODAY.year - age - 1  # whichever day of the year it was, she has turned that
    somebody = Standing(is_active=True, birth_year=born, steps=steps, extracts=())

    missing = set(missing_gates(somebody, choices.policies()[kind], on=TODAY))

    least = 15 if kind is AssignmentType.ACTIVITY else 18
    assert (Gate.AGE in missing) == (age < least)
    assert (Gate.GUARDIAN_CONSENT in missing) == (age < 18 and not guardian)


def test_r17_step_that_runs_out_warns_and_then_bars(session, centre, who):
    volunteer = fresh(session, centre)
    take(session, volunteer, who, *ALL[:-1])

    take(session, volunteer, who, "introduction", valid_until=date(2027, 1, 10))

    page = volunteers.one(session, volunteer.id, **who)
    assert page.standing[0].runs_out_on == date(2027, 1, 10)
    assert missing(session, volunteer, who, on=date(2027, 1, 10)) == ()
    assert missing(session, volunteer, who, on=date(2027, 1, 11)) == (Gate.INTRODUCTION,)


def test_step_of_a_day_to_come_is_refused(session, centre, who):
    volunteer = fresh(session, centre)

    with pytest.raises(Invalid) as refused:
        take(session, volunteer, who, "interview", on=date(2026, 11, 24))

    assert refused.value.faults["on"].code == "day_to_come"


def test_step_taken_back_bars_again(session, centre, who):
    volunteer = fresh(session, centre)
    take(session, volunteer, who, *ALL)
    step = interview_of(session, volunteer, who)

    clearance_mistakes.take_back_step(session, volunteer.id, step.id, **who)

    assert missing(session, volunteer, who) == (Gate.INTERVIEW,)
    deeds = [line.what for line in volunteers.one(session, volunteer.id, **who).history]
    assert deeds[0] == "clearance.step_taken_back"


def test_r17_step_taken_back_that_closes_what_she_wants_is_to_be_cleared_again(
    session, centre, who
):
    volunteer = fresh(session, centre)
    take(session, volunteer, who, *ALL)
    step = interview_of(session, volunteer, who)

    clearance_mistakes.take_back_step(session, volunteer.id, step.id, **who)
    taken_back = to_clear(session)
    take(session, volunteer, who, "interview")

    assert (taken_back, to_clear(session)) == ([TodoState.OPEN], [TodoState.DONE])


def test_step_taken_back_that_closes_nothing_makes_nothing_to_do(session, centre, who):
    volunteer = fresh(session, centre)
    take(session, volunteer, who, *ALL)
    take(session, volunteer, who, "interview", on=date(2026, 11, 20))
    step = interview_of(session, volunteer, who)

    clearance_mistakes.take_back_step(session, volunteer.id, step.id, **who)

    assert to_clear(session) == []


def test_step_of_somebody_else_is_missing(session, centre, who):
    volunteer, other = fresh(session, centre), fresh(session, centre)
    take(session, other, who, "interview")
    [theirs] = volunteers.one(session, other.id, **who).steps

    with pytest.raises(Missing):
        clearance_mistakes.take_back_step(session, volunteer.id, theirs.id, **who)


def test_to_do_is_done_when_the_first_type_is_cleared(session, who):
    made = volunteers.add(session, volunteers.NewVolunteer("Bo", birth_year=1950), **who)
    volunteers.contacted(session, made.id, **who)
    volunteers.make_active(session, made.id, **who)

    take(session, made, who, "interview", "agreement")
    before = to_clear(session)
    take(session, made, who, "confidentiality")

    assert (before, to_clear(session)) == ([TodoState.OPEN], [TodoState.DONE])


# ── extracts ──────────────────────────────────────────────────────────────────────────────────


def show(session, volunteer, who, *, issued_on, kind=ExtractPolicy.CHILDREN, shown_on=TODAY):
    clearances.show_extract(
        session, volunteer.id, kind, issued_on=issued_on, shown_on=shown_on, **who
    )


def test_r11_shown_extract_keeps_kind_day_who_saw_it_and_last_day(session, centre, who):
    volunteer = make.a_volunteer(session, centre)

    show(session, volunteer, who, issued_on=date(2026, 11, 1))

    kept = session.scalar(sa.select(RegisterCheck))
    assert (kept.kind, kept.shown_on, kept.seen_by) == (ExtractPolicy.CHILDREN, TODAY, who["by"])
    assert kept.valid_until == date(2027, 11, 23)
    assert missing(session, volunteer, who, AssignmentType.CHILDREN) == ()


def test_r10_extract_noted_by_mistake_is_taken_back_and_bars_from_children_again(
    session, centre, who
):
    volunteer, other = make.a_volunteer(session, centre), make.a_volunteer(session, centre)
    show(session, volunteer, who, issued_on=date(2026, 11, 1))
    [line] = volunteers.one(session, volunteer.id, **who).extracts

    with pytest.raises(Missing):
        clearance_mistakes.take_back_extract(session, other.id, line.id, **who)
    clearance_mistakes.take_back_extract(session, volunteer.id, line.id, **who)

    assert missing(session, volunteer, who, AssignmentType.CHILDREN) == (Gate.EXTRACT,)
    deeds = [line.what for line in volunteers.one(session, volunteer.id, **who).history]
    assert deeds[0] == "clearance.extract_taken_back"


def test_r12_extract_over_a_year_old_is_refused(session, centre, who):
    volunteer = make.a_volunteer(session, centre)

    with pytest.raises(Invalid) as refused:
        show(session, volunteer, who, issued_on=date(2025, 11, 22))

    assert refused.value.faults["issued_on"].code == "extract_too_old"
    assert session.scalar(sa.select(RegisterCheck)) is None


def test_r13_extract_that_no_law_asks_for_is_refused(session, centre, who):
    volunteer = make.a_volunteer(session, centre)

    with pytest.raises(Invalid) as refused:
        show(session, volunteer, who, issued_on=TODAY, kind=ExtractPolicy.HOME)

    assert refused.value.faults["kind"].code == "extract_not_asked_for"


def test_extract_of_a_day_to_come_is_refused(session, centre, who):
    volunteer = make.a_volunteer(session, centre)

    with pytest.raises(Invalid):
        show(session, volunteer, who, issued_on=TODAY, shown_on=date(2026, 11, 24))


def test_next_step_is_the_first_that_is_missing_in_the_order_of_work(session, centre, who):
    volunteer = fresh(session, centre, state=VolunteerState.CONTACTED)
    take(session, volunteer, who, "interview", "reference")

    visit, *_others = volunteers.one(session, volunteer.id, **who).standing

    assert visit.next is Gate.REFERENCE
