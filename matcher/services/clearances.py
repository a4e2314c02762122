"""Clearance: steps are taken and dated by people; what is still missing is arithmetic (R9).

policies.toml ──▶ Policy ─┐
steps, extracts, pause ──▶ Standing ──missing_gates──▶ what is missing, per type of uppdrag
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.clearance import (
    AssignmentType,
    ExtractPolicy,
    Gate,
    Policy,
    ShownExtract,
    Standing,
    Step,
    TakenStep,
    missing_by_type,
    missing_gates,
    shown_extract,
)
from matcher.domain.errors import Fault, Invalid
from matcher.domain.people import Form
from matcher.domain.plans import TodoKind
from matcher.domain.volunteers import VolunteerState
from matcher.domain.ways_in import first_of, wanted_types
from matcher.services import choices, todos
from matcher.store import volunteers
from matcher.store.people import note
from matcher.store.volunteers import ClearanceStep, RegisterCheck, Volunteer

Missings = Mapping[AssignmentType, tuple[Gate, ...]]

WARN_BEFORE = timedelta(days=60)  # R17: what runs out is told so long ahead


@dataclass(frozen=True, slots=True)
class TypeStanding:
    """How it stands with one type of uppdrag: what is missing, what comes next, what runs out."""

    type: AssignmentType
    missing: tuple[Gate, ...]
    runs_out_on: date | None = None  # the first last day among what clears her, within 60 days

    @property
    def is_cleared(self) -> bool:
        """Every gate is true today."""
        return not self.missing

    @property
    def next(self) -> Gate | None:
        """What to do first."""
        return first_of(self.missing)


def standing(volunteer: Volunteer) -> Standing:
    """What clearance asks about a volunteer whose steps and extracts are loaded."""
    return Standing(
        is_active=volunteer.state is VolunteerState.ACTIVE,
        birth_year=volunteer.birth_year,
        steps=tuple(
            TakenStep(step.step, step.on, step.text_version, step.valid_until)
            for step in volunteer.steps
        ),
        extracts=tuple(
            ShownExtract(check.kind, check.shown_on, check.valid_until)
            for check in volunteer.extracts
        ),
        paused_from=volunteer.paused_from,
        paused_until=volunteer.paused_until,
    )


def missing(volunteer: Volunteer, policies: choices.Policies, *, on: date) -> Missings:
    """What stands in the way of each type of uppdrag on that day; empty: nothing does."""
    return gates(standing(volunteer), policies, on=on)


def gates(stands: Standing, policies: choices.Policies, *, on: date) -> Missings:
    """The same, of a standing that the caller has already."""
    return missing_by_type(stands, policies, on=on)


def wanted(forms: Iterable[Form]) -> choices.Policies:
    """What is asked for the types of uppdrag at which one meets in these ways."""
    types = wanted_types(frozenset(forms))
    return {kind: policy for kind, policy in choices.policies().items() if kind in types}


def by_type(
    volunteer: Volunteer, policies: choices.Policies, *, on: date
) -> tuple[TypeStanding, ...]:
    """How it stands with each type of uppdrag, with what runs out within sixty days."""
    stands = standing(volunteer)
    return tuple(
        TypeStanding(kind, missing_gates(stands, policy, on=on), _runs_out(stands, policy, on))
        for kind, policy in policies.items()
    )


def extracts_asked_for(policies: choices.Policies) -> tuple[ExtractPolicy, ...]:
    """The laws under which the centre asks to be shown an extract; none: it asks for none (R13)."""
    asked = {policy.extract for policy in policies.values()} - {ExtractPolicy.NONE}
    return tuple(kind for kind in ExtractPolicy if kind in asked)


class NewStep(NamedTuple):
    """A step that has been taken on a day. What is signed is signed in the current version of its
    text unless another is named.
    """

    step: Step
    on: date
    text_version: str | None = None
    valid_until: date | None = None
    attestation_id: str | None = None


def take_steps(
    session: Session,
    volunteer_id: str,
    taken: Collection[NewStep],
    *,
    centre: str,
    by: str | None,
    at: datetime,
) -> None:
    """Steps have been taken with her. Raises Missing; Invalid for a day to come."""
    volunteer = volunteers.one(session, volunteer_id, centre=centre)
    if any(new.on > swedish_day(at) for new in taken):
        raise Invalid({"on": Fault("day_to_come")})
    for new in taken:
        volunteer.steps.append(
            ClearanceStep(
                centre_id=centre,
                volunteer_id=volunteer.id,
                step=new.step,
                on=new.on,
                text_version=new.text_version or _current_text(new.step),
                valid_until=new.valid_until,
                recorded_by=by,
                recorded_at=at,
                attestation_id=new.attestation_id,
            )
        )
        facts = {"step": new.step.value, "on": str(new.on)}
        note(session, "clearance.step_taken", volunteer, by=by, at=at, **facts)
    _settle(session, volunteer, by=by, at=at)


def take_step(
    session: Session,
    volunteer_id: str,
    step: Step,
    on: date,
    *,
    centre: str,
    by: str | None,
    at: datetime,
    text_version: str | None = None,
    valid_until: date | None = None,
    is_sure: bool = True,
) -> None:
    """One of them, as `take_steps`. Raises Invalid for one that is noted for that day already,
    where not a second reference; and, unless somebody `is_sure` of it, for a day before she signed
    up herself.
    """
    volunteer = volunteers.one(session, volunteer_id, centre=centre)
    noted = {(taken.step, taken.on) for taken in volunteer.steps}
    if step is not Step.REFERENCE and (step, on) in noted:
        raise Invalid({"on": Fault("step_noted_already")})
    signed_up = swedish_day(volunteer.created_at) if volunteer.source == "signup" else None
    if not is_sure and signed_up and on < signed_up:
        raise Invalid({"on": Fault("before_signing_up")})
    new = NewStep(step, on, text_version, valid_until)
    take_steps(session, volunteer_id, [new], centre=centre, by=by, at=at)


def show_extract(
    session: Session,
    volunteer_id: str,
    kind: ExtractPolicy,
    *,
    issued_on: date,
    shown_on: date,
    centre: str,
    by: str,
    at: datetime,
) -> None:
    """She has shown an extract and has it back; kept are kind, day, who saw it, last day (R11).

    Raises Missing; Invalid when no type of uppdrag asks for it (R13), when it was over a year
    old (R12) or for a day to come. The day it was issued is looked at and not kept.
    """
    volunteer = volunteers.one(session, volunteer_id, centre=centre)
    if kind not in extracts_asked_for(choices.policies()):
        raise Invalid({"kind": Fault("extract_not_asked_for")})
    if shown_on > swedish_day(at):
        raise Invalid({"shown_on": Fault("day_to_come")})
    shown = shown_extract(kind, issued_on=issued_on, shown_on=shown_on)
    volunteer.extracts.append(
        RegisterCheck(
            centre_id=centre,
            volunteer_id=volunteer.id,
            kind=shown.kind,
            shown_on=shown.shown_on,
            seen_by=by,
            valid_until=shown.valid_until,
        )
    )
    note(session, "clearance.extract_shown", volunteer, by=by, at=at, kind=kind.value)
    _settle(session, volunteer, by=by, at=at)


def settle(
    session: Session, volunteer_id: str, *, centre: str, by: str | None, at: datetime
) -> None:
    """Nothing is left to clear for some type of uppdrag that she wants: the to-do is done."""
    volunteer = volunteers.one(session, volunteer_id, centre=centre)
    _settle(session, volunteer, by=by, at=at)


def _settle(session: Session, volunteer: Volunteer, *, by: str | None, at: datetime) -> None:
    policies = wanted(map(Form, volunteer.forms))
    if all(missing(volunteer, policies, on=swedish_day(at)).values()):
        return
    todos.done_about(
        session,
        TodoKind.COMPLETE_CLEARANCE,
        volunteer_id=volunteer.id,
        centre=volunteer.centre_id,
        by=by,
        at=at,
    )


def _current_text(step: Step) -> str | None:
    """The version of the text that is signed today, where the step has a text."""
    versions = {
        version
        for policy in choices.policies().values()
        for signed, version in policy.text_versions.items()
        if signed is step
    }
    return max(versions, default=None)


def _runs_out(stands: Standing, policy: Policy, on: date) -> date | None:
    """The day on which the first of what holds today stops holding, if nothing follows it."""
    until: dict[object, date] = {}
    for taken in stands.steps:
        if taken.step in policy.steps and taken.holds(on):
            last = taken.valid_until or date.max
            until[taken.step] = max(last, until.get(taken.step, last))
    for extract in stands.extracts:
        if extract.kind is policy.extract and extract.holds(on):
            until[extract.kind] = max(extract.valid_until, until.get(extract.kind, date.min))
    return min((end for end in until.values() if end <= on + WARN_BEFORE), default=None)
