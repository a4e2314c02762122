"""A volunteer's rows to her profile."""

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from matcher.domain.availability import Availability
from matcher.domain.clearance import (
    AssignmentType,
    Policy,
    ShownExtract,
    Standing,
    TakenStep,
    missing_by_type,
)
from matcher.domain.consent import ConsentKind
from matcher.domain.people import WordStance
from matcher.domain.volunteers import VolunteerProfile, VolunteerState
from matcher.store.holds import rests
from matcher.store.matches import LivingPair
from matcher.store.profiles import columns
from matcher.store.profiles.columns import written
from matcher.store.volunteers import ClearanceStep, RegisterCheck, Volunteer, VolunteerWord

Columns = sa.Row[Any]  # of a volunteer, by their names in `Volunteer`


class Known(NamedTuple):
    """What matching may know of a volunteer's row, and what belongs to it."""

    row: Columns
    said: Sequence[Sequence[Any]]  # (stance, concept)
    standing: Standing


def known(
    session: Session,
    *,
    centre: str,
    on: date,
    only: Collection[str] | None,
    with_steps: bool = True,
) -> list[Known]:
    """Those who are active and not paused that day; or only these, however they stand. Without
    their steps nothing can be said of what they are cleared for.
    """
    asked = _columns(on).where(Volunteer.centre_id == centre).order_by(Volunteer.id)
    if only is not None:
        asked = asked.where(Volunteer.id.in_(only))
    else:
        asked = asked.where(Volunteer.state == VolunteerState.ACTIVE)
    words, *of_clearance = _belongings(centre, only)
    said = columns.by_owner(session, words)
    steps, extracts = (
        columns.by_owner(session, belonging) if with_steps else {} for belonging in of_clearance
    )
    everybody = [
        Known(row, said.get(row.id, ()), _standing(row, steps, extracts))
        for row in session.execute(asked)
    ]
    return [one for one in everybody if only is not None or not one.standing.is_paused(on)]


def _columns(on: date) -> sa.Select[*tuple[Any, ...]]:
    """Name, telephone, address and notes are not even read."""
    one = Volunteer
    return sa.select(
        one.id, one.state, one.reach_minutes, one.reach_km, one.background, one.birth_year,
        one.gender, one.max_matches, one.max_hours_month, one.commitment_months, one.on_call,
        rests(one), one.paused_from, one.paused_until,
        columns.consented(one, ConsentKind.HEALTH, on=on),
        *map(written, (
            one.place, one.modes, one.availability, one.languages, one.forms, one.gender_wish,
            one.traits,
        )),
    )  # fmt: skip


def _belongings(centre: str, only: Collection[str] | None) -> Iterator[sa.Select[Any]]:
    """Words, steps and extracts, each by whose they are."""
    word, step, shown = VolunteerWord, ClearanceStep, RegisterCheck
    asked: tuple[tuple[Any, Any], ...] = (
        (word, sa.select(word.volunteer_id, word.stance, word.concept)),
        (
            step,
            sa.select(
                step.volunteer_id, step.step, step.on, step.text_version, step.valid_until
            ).order_by(step.id),
        ),
        (shown, sa.select(shown.volunteer_id, shown.kind, shown.shown_on, shown.valid_until)),
    )
    for noun, selected in asked:
        fenced = selected.where(noun.centre_id == centre)
        yield fenced if only is None else fenced.where(noun.volunteer_id.in_(only))


def profile(
    one: Known,
    taken: Sequence[LivingPair],
    *,
    on: date,
    policies: Mapping[AssignmentType, Policy],
    sensitive: Set[str],
    pastimes: Set[str],
    together_with: str | None = None,
) -> VolunteerProfile:
    """What matching may know of her; `taken` are her places with needs outside the pool.

    `sensitive` are the words kept back for want of her consent to health facts, and her allergies
    with them; `pastimes` those of what one likes.
    """
    row = one.row
    said = columns.Words(one.said, without=frozenset() if row.health else sensitive)
    return VolunteerProfile(
        id=row.id,
        place=columns.place(row.place),
        modes=columns.modes(row.modes),
        reach_minutes=row.reach_minutes,
        reach_km=row.reach_km,
        availability=_free(columns.availability(row.availability), taken),
        languages=columns.levels(row.languages),
        tasks=said.of(WordStance.DOES),
        tasks_unread=said.says_more(WordStance.DOES),
        not_tasks=said.of(WordStance.WILL_NOT),
        interests=said.liked(pastimes),
        dislikes=said.of(WordStance.DISLIKES),
        skills=said.of(WordStance.KNOWS),
        background=columns.background(row.background),
        forms=columns.forms(row.forms),
        birth_year=row.birth_year,
        gender=row.gender,
        gender_wish=columns.gender_wish(row.gender_wish),
        traits=columns.traits(row.traits, with_health=row.health),
        missing_gates=missing_by_type(one.standing, policies, on=on),
        capacity=max(0, row.max_matches - len(taken)),
        minutes_free=_minutes_free(row, taken),
        commitment_months=row.commitment_months,
        on_call=row.on_call,
        together_with=together_with,
        restricted=row.rests,
    )


def but_for(one: VolunteerProfile, others: Sequence[LivingPair]) -> VolunteerProfile:
    """The profile without the hours at which she is with these already, and without what they take
    of her month.
    """
    left = one.minutes_free
    if left is not None:
        left = max(0, left - sum(pair.minutes_a_month for pair in others))
    return replace(one, availability=_free(one.availability, others), minutes_free=left)


def _free(told: Availability, taken: Sequence[LivingPair]) -> Availability:
    """Her times but for those at which she is with somebody already."""
    for pair in taken:
        told = told - pair.regular_time.taken if pair.regular_time else told
    return told


def _minutes_free(row: Columns, taken: Sequence[LivingPair]) -> int | None:
    """What is left of the hours she gives a month (R18)."""
    if row.max_hours_month is None:
        return None
    return max(0, 60 * int(row.max_hours_month) - sum(one.minutes_a_month for one in taken))


def _standing(
    row: Columns,
    steps: Mapping[str, Sequence[Sequence[Any]]],
    extracts: Mapping[str, Sequence[Sequence[Any]]],
) -> Standing:
    return Standing(
        is_active=row.state is VolunteerState.ACTIVE,
        birth_year=row.birth_year,
        steps=tuple(TakenStep(*taken) for taken in steps.get(row.id, ())),
        extracts=tuple(ShownExtract(*shown) for shown in extracts.get(row.id, ())),
        paused_from=row.paused_from,
        paused_until=row.paused_until,
    )
