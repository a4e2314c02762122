"""A confirmed row of a list of volunteers: she is taken in, or what is told of her is changed."""

from collections.abc import Set
from datetime import date

from matcher.domain.clearance import Gate, Step
from matcher.domain.consent import ConsentKind
from matcher.domain.plans import TodoKind
from matcher.domain.volunteers import VolunteerState
from matcher.services import choices, clearances, todos, volunteer_states, volunteers
from matcher.services.clearances import NewStep
from matcher.services.import_merging import NOTHING_YET, differences, merged
from matcher.services.import_notes import SOURCE, Deed, note, snapshot
from matcher.services.import_rows import Checked, Outcome
from matcher.services.import_steps import has_step, missing_steps
from matcher.services.import_unchanged import said_by
from matcher.services.import_vouching import STATE
from matcher.services.volunteer_states import CLEAR_WITHIN
from matcher.sheets import shared_questions
from matcher.sheets.rows import Rest, ToldVolunteer
from matcher.store import volunteers as volunteer_rows
from matcher.store.volunteers import Volunteer


def write(deed: Deed, checked: Checked, told: ToldVolunteer, twin_id: str | None) -> None:
    consents = (told.health_consent,) if told.health_consent else ()
    if twin_id is None:
        state = (
            VolunteerState.ACTIVE
            if told.is_active or _is_vouched_for(deed, checked)
            else (VolunteerState.CONTACTED if told.steps else VolunteerState.INTERESTED)
        )
        made = volunteers.add(
            deed.session, told.new, source=SOURCE, state=state, consents=consents, **deed.who
        )
        note(deed, checked, "volunteer", made.id)
        _clear(deed, checked, made, told)
        if told.rest is not None and set(checked.is_missing) <= {STATE}:
            _rest(deed, made, told.rest)
        elif told.begins_on is not None:
            _wait(deed, made, told.begins_on)
        return
    known = volunteer_rows.one(deed.session, twin_id, centre=deed.centre)
    before = volunteers.told_of(known)
    given = volunteer_rows.consents_of(deed.session, twin_id, centre=deed.centre)
    has_yes = any(y.kind is ConsentKind.HEALTH and y.withdrawn_on is None for y in given)
    note(deed, checked, "volunteer", known.id, snapshot(known))
    after = merged(
        before, told.new, said_by(checked.row, checked.before), checked.before or NOTHING_YET
    )
    if differences(before, after) or (consents and not has_yes):
        volunteers.change(
            deed.session, twin_id, after, version=known.version,
            consents=() if has_yes else consents, **deed.who,
        )  # fmt: skip
    if told.begins_on is not None and "from_on" in checked.would.names:
        _wait(deed, known, told.begins_on)
    _clear(deed, checked, known, told)


def _wait(deed: Deed, volunteer: Volunteer, begins_on: date) -> None:
    """She does not begin before that day: she rests until then, cleared or not."""
    volunteer_states.pause(
        deed.session, volunteer.id, from_on=deed.on, until_on=begins_on, **deed.who
    )


def _rest(deed: Deed, volunteer: Volunteer, rest: Rest) -> None:
    """Who lacks nothing and rests is active, and paused."""
    volunteers.make_active(deed.session, volunteer.id, **deed.who)
    volunteer_states.pause(
        deed.session, volunteer.id, from_on=deed.on, until_on=rest.until_on, **deed.who
    )


def _clear(deed: Deed, checked: Checked, volunteer: Volunteer, told: ToldVolunteer) -> None:
    """The steps of the list, then what was vouched for of those that are left."""
    seen_before = {seen.id for seen in volunteer.extracts}
    taken = _steps(deed, checked, volunteer, told)
    if taken:
        clearances.take_steps(deed.session, volunteer.id, taken, **deed.who)
    for kind, shown_on in told.extracts:
        if not any(c.kind is kind and c.shown_on == shown_on for c in volunteer.extracts):
            clearances.show_extract(
                deed.session, volunteer.id, kind, issued_on=shown_on, shown_on=shown_on, **deed.who
            )
    is_new_here = volunteer.state in (VolunteerState.INTERESTED, VolunteerState.CONTACTED)
    if is_new_here and (told.is_active or _is_vouched_for(deed, checked)):
        volunteers.make_active(deed.session, volunteer.id, **deed.who)
    deed.session.flush()  # what came with the list is noted by its id
    if checked.outcome is Outcome.CHANGED:
        _note_added(deed, checked, volunteer, seen_before)
    _to_do(deed, volunteer)


def _steps(
    deed: Deed, checked: Checked, volunteer: Volunteer, told: ToldVolunteer
) -> list[NewStep]:
    """The steps of the list that she has not taken yet, then what was vouched for."""
    told_once = dict.fromkeys(told.steps)
    days = {
        Step(name): day.id
        for name, day in deed.days.items()
        if shared_questions.key_of_day(name) in checked.row.answered
    }
    new = [
        NewStep(step, on, attestation_id=days.get(step))
        for step, on in told_once
        if not has_step(volunteer, step, on)
    ]
    if deed.vouched is None:
        return new
    has = [*(step.step for step in volunteer.steps), *(step.step for step in new)]
    left = [code for code in missing_steps(has) if code not in checked.left_open]
    return new + [
        NewStep(Step(code), deed.vouched.on, attestation_id=deed.vouched.id) for code in left
    ]


def _is_vouched_for(deed: Deed, checked: Checked) -> bool:
    """All that was missing is vouched for: the list says no to nothing of it."""
    return deed.vouched is not None and not checked.is_missing


def _note_added(deed: Deed, checked: Checked, volunteer: Volunteer, seen_before: Set[str]) -> None:
    """Steps and extracts that this list added to somebody who was here before."""
    row = volunteer_rows.one(deed.session, volunteer.id, centre=deed.centre)
    for step in row.steps:
        if step.recorded_at == deed.at:
            note(deed, checked, "clearance_step", step.id, is_main=False)
    for seen in row.extracts:
        if seen.id not in seen_before:
            note(deed, checked, "register_check", seen.id, is_main=False)
    for yes in volunteer_rows.consents_of(deed.session, volunteer.id, centre=deed.centre):
        if yes.recorded_at == deed.at:
            note(deed, checked, "consent", yes.id, is_main=False)


def _to_do(deed: Deed, volunteer: Volunteer) -> None:
    """Who is not cleared for anything is kept, with what is to be done about it: once, however
    often the list comes. A pause alone is nothing to clear.
    """
    from_policies = clearances.missing(volunteer, choices.policies(), on=deed.on)
    lacking = [
        [gate for gate in gates if gate is not Gate.PAUSE] for gates in from_policies.values()
    ]
    kind = TodoKind.COMPLETE_CLEARANCE
    if all(lacking) and not todos.stands(deed.session, kind, volunteer.id, centre=deed.centre):
        todos.make(
            deed.session, kind, due_on=deed.on + CLEAR_WITHIN,
            volunteer_id=volunteer.id, owner_id=volunteer.owner_id, centre=deed.centre, at=deed.at,
            again=deed.import_id,
        )  # fmt: skip
