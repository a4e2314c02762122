"""A volunteer's rows to her profile."""

from collections.abc import Iterable, Mapping
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from matcher.domain.clearance import (
    AssignmentType,
    Policy,
    ShownExtract,
    Standing,
    TakenStep,
    missing_gates,
)
from matcher.domain.people import Form, Traits, WordStance
from matcher.domain.travel import Mode
from matcher.domain.volunteers import VolunteerProfile, VolunteerState
from matcher.store.profiles import columns
from matcher.store.volunteers import Volunteer


def rows(session: Session, *, centre: str, on: date, only: str | None) -> Iterable[Volunteer]:
    """Those who are active and not paused that day; or only one, however she stands."""
    asked = (
        sa.select(Volunteer)
        .where(Volunteer.centre_id == centre)
        .order_by(Volunteer.id)
        .options(
            selectinload(Volunteer.words),
            selectinload(Volunteer.steps),
            selectinload(Volunteer.extracts),
        )
    )
    if only is not None:
        return session.scalars(asked.where(Volunteer.id == only)).all()
    active = session.scalars(asked.where(Volunteer.state == VolunteerState.ACTIVE))
    return [row for row in active if not standing(row).is_paused(on)]


def profile(
    row: Volunteer, taken: int, *, on: date, policies: Mapping[AssignmentType, Policy]
) -> VolunteerProfile:
    """What matching may know of her; `taken` of her places are with needs outside the pool."""
    said = columns.Words((word.stance, word.concept) for word in row.words)
    stands = standing(row)
    return VolunteerProfile(
        id=row.id,
        place=columns.place(row.place),
        modes=frozenset(Mode(mode) for mode in row.modes),
        reach_minutes=row.reach_minutes,
        reach_km=row.reach_km,
        availability=columns.availability(row.availability),
        languages=columns.levels(row.languages),
        tasks=said.of(WordStance.DOES),
        not_tasks=said.of(WordStance.WILL_NOT),
        interests=said.of(WordStance.LIKES),
        dislikes=said.of(WordStance.DISLIKES),
        skills=said.of(WordStance.KNOWS),
        background=columns.background(row.background),
        forms=frozenset(Form(form) for form in row.forms),
        birth_year=row.birth_year,
        gender=row.gender,
        gender_wish=columns.gender_wish(row.gender_wish),
        traits=Traits.from_json(row.traits),
        missing_gates={
            kind: missing_gates(stands, policy, on=on) for kind, policy in policies.items()
        },
        capacity=max(0, row.max_matches - taken),
        commitment_months=row.commitment_months,
        on_call=row.on_call,
        restricted=row.restricted_at is not None,
    )


def standing(row: Volunteer) -> Standing:
    """What clearance asks about her. Her steps and extracts are loaded."""
    return Standing(
        is_active=row.state is VolunteerState.ACTIVE,
        birth_year=row.birth_year,
        steps=tuple(
            TakenStep(taken.step, taken.on, taken.text_version, taken.valid_until)
            for taken in row.steps
        ),
        extracts=tuple(
            ShownExtract(shown.kind, shown.shown_on, shown.valid_until) for shown in row.extracts
        ),
        paused_from=row.paused_from,
        paused_until=row.paused_until,
    )
