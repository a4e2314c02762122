"""Clearance: every gate is true today, or nobody is suggested."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain.clearance import (
    AssignmentType,
    ExtractPolicy,
    Gate,
    Policy,
    ShownExtract,
    Standing,
    Step,
    TakenStep,
    is_old_enough,
    missing_gates,
    shown_extract,
)
from matcher.domain.errors import Invalid

ON = date(2026, 11, 23)
STEPS = frozenset(
    {Step.INTERVIEW, Step.REFERENCE, Step.AGREEMENT, Step.CONFIDENTIALITY, Step.INTRODUCTION}
)
POLICY = Policy(
    type=AssignmentType.CHILDREN,
    min_age=18,
    references=2,
    steps=STEPS,
    extract=ExtractPolicy.CHILDREN,
    text_versions={Step.AGREEMENT: "2026-11"},
)
TAKEN = tuple(
    TakenStep(step, ON - timedelta(days=30), "2026-11" if step is Step.AGREEMENT else None)
    for step in (*sorted(STEPS), Step.REFERENCE)
)
EXTRACT = ShownExtract(ExtractPolicy.CHILDREN, ON - timedelta(days=10), ON + timedelta(days=300))
CLEARED = Standing(is_active=True, birth_year=1960, steps=TAKEN, extracts=(EXTRACT,))


def without(step):
    return replace(CLEARED, steps=tuple(taken for taken in TAKEN if taken.step is not step))


def test_r9_volunteer_with_every_gate_true_is_cleared():
    assert missing_gates(CLEARED, POLICY, on=ON) == ()


@pytest.mark.parametrize(
    ("standing", "gate"),
    [
        *((without(step), Gate(step.value)) for step in sorted(STEPS)),
        (replace(CLEARED, is_active=False), Gate.STATE),
        (replace(CLEARED, birth_year=2015), Gate.AGE),
        (replace(CLEARED, birth_year=None), Gate.AGE),
        (replace(CLEARED, extracts=()), Gate.EXTRACT),
        (replace(CLEARED, paused_from=ON), Gate.PAUSE),
    ],
)
def test_r9_removing_any_one_gate_is_enough_to_stop_her(standing, gate):
    assert gate in missing_gates(standing, POLICY, on=ON)


def test_one_reference_of_two_is_a_missing_reference():
    one = replace(CLEARED, steps=TAKEN[:-1])

    assert missing_gates(one, POLICY, on=ON) == (Gate.REFERENCE,)


def test_agreement_signed_in_an_older_text_does_not_count():
    older = tuple(
        replace(taken, text_version="2024-01") if taken.step is Step.AGREEMENT else taken
        for taken in TAKEN
    )

    assert missing_gates(replace(CLEARED, steps=older), POLICY, on=ON) == (Gate.AGREEMENT,)


def test_step_that_has_run_out_does_not_count():
    ran_out = tuple(
        replace(taken, valid_until=ON - timedelta(days=1))
        if taken.step is Step.INTRODUCTION
        else taken
        for taken in TAKEN
    )

    assert missing_gates(replace(CLEARED, steps=ran_out), POLICY, on=ON) == (Gate.INTRODUCTION,)


def test_extract_counts_through_its_last_day_and_not_after():
    last = EXTRACT.valid_until

    assert missing_gates(CLEARED, POLICY, on=last) == ()
    assert missing_gates(CLEARED, POLICY, on=last + timedelta(days=1)) == (Gate.EXTRACT,)


def test_pause_ends_on_its_first_day_back():
    paused = replace(CLEARED, paused_from=ON - timedelta(days=9), paused_until=ON)

    assert not paused.is_paused(ON)
    assert paused.is_paused(ON - timedelta(days=1))


def test_seventeen_year_old_needs_a_guardians_yes():
    young = replace(CLEARED, birth_year=ON.year - 17)
    activity = replace(POLICY, type=AssignmentType.ACTIVITY, min_age=15, extract=ExtractPolicy.NONE)

    assert missing_gates(young, activity, on=ON) == (Gate.GUARDIAN_CONSENT,)


@given(born=st.integers(1920, 2020), least=st.integers(15, 70))
def test_age_by_birth_year_alone_is_never_guessed_upwards(born, least):
    """Whoever passes has had the birthday, whichever day of the year it is."""
    if is_old_enough(born, least, on=ON):
        assert date(born + least, 12, 31) <= ON


def test_r10_children_cannot_do_without_an_extract():
    with pytest.raises(Invalid) as refused:
        replace(POLICY, extract=ExtractPolicy.NONE)

    assert refused.value.faults["extract"].code == "children_need_extract"


def test_r12_extract_over_a_year_old_when_shown_is_refused():
    with pytest.raises(Invalid) as refused:
        shown_extract(ExtractPolicy.CHILDREN, issued_on=date(2025, 11, 22), shown_on=ON)

    assert refused.value.faults["issued_on"].code == "extract_too_old"


def test_r12_extract_a_year_old_to_the_day_is_taken():
    shown = shown_extract(ExtractPolicy.CHILDREN, issued_on=date(2025, 11, 23), shown_on=ON)

    assert shown.valid_until == ON + timedelta(days=365)
