"""A staged list, read against the centre as it is now: what each row would become.

    Staged ──read_rows──▶ ReadRows ──duplicates──▶ twins ──merging──▶ Checked, with its outcome

Nothing is written here. The same function answers for the page, the command and the deed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from matcher.domain.clearance import ADULT, Step, is_old_enough
from matcher.domain.consent import ConsentKind
from matcher.domain.errors import NotNow
from matcher.domain.places import Place
from matcher.services import choices, duplicates, import_yeses, places
from matcher.services.duplicates import Choice, Twin
from matcher.services.import_merging import differences, merged, says_of_need
from matcher.services.import_vouching import CONSENT, STATE, left_open
from matcher.services.need_rows import told_of as told_of_need
from matcher.services.recipient_rows import told_of as told_of_recipient
from matcher.services.volunteer_rows import told_of as told_of_volunteer
from matcher.sheets import lists
from matcher.sheets.fields import ListKind
from matcher.sheets.readings import World
from matcher.sheets.rows import ReadRow, ToldNeed, ToldVolunteer, ToldWaiting
from matcher.sheets.rows_waiting import NOT_ASKED
from matcher.sheets.staged import Staged
from matcher.store import centres, import_checks, imports
from matcher.store.imports import Import
from matcher.store.recipients import Consent, Recipient
from matcher.store.volunteers import Volunteer

CLEARANCE = (
    Step.INTERVIEW, Step.REFERENCE, Step.REFERENCE, Step.AGREEMENT, Step.CONFIDENTIALITY,
    Step.INTRODUCTION,
)  # fmt: skip


class Outcome(StrEnum):
    """What a row would become."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    SKIPPED = "skipped"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Checked:
    """A row, who it may be, what is chosen, and what that would change."""

    row: ReadRow
    outcome: Outcome
    twin: Twin | None = None
    choice: Choice = Choice.NEW
    changes: tuple[str, ...] = ()
    is_missing: tuple[str, ...] = ()  # what keeps the person out of suggestions: steps or "consent"
    left_open: frozenset[str] = frozenset()  # what the list says no to, whoever vouches for it


def world(session: Session, *, centre: str, on: date) -> World:
    """What rows are read against in this centre."""
    home = centres.one(session, centre).place
    return World(
        vocabulary=choices.vocabulary(session, centre=centre),
        gazetteer=places.gazetteer(),
        areas=places.points(session, centre=centre),
        near=Place.from_json(home) if home else None,
        on=on,
        least_age=min(policy.min_age for policy in choices.policies().values()),
    )


def staged(session: Session, import_id: str, *, centre: str) -> tuple[Import, Staged]:
    """A list on its way. Raises Missing; NotNow when it has been confirmed."""
    found = imports.one(session, import_id, centre=centre)
    if found.staged is None or found.confirmed_at is not None:
        raise NotNow("import", "confirmed", "change")
    return found, Staged.from_json(found.staged)


def check(
    session: Session, staged: Staged, kind: ListKind, *, centre: str, on: date
) -> list[Checked]:
    """Every row of a list, as it stands with the answers and choices made so far."""
    here = world(session, centre=centre, on=on)
    rows = lists.read_rows(staged, kind, here)
    twins = duplicates.find(session, rows, kind, centre=centre)
    chosen = {row.key: _choice(staged, row, twins.get(row.key)) for row in rows}
    same = {key for key, twin in twins.items() if twin.id and chosen[key] is Choice.MERGE}
    merging = {twin.id for key, twin in twins.items() if twin.id and key in same}
    rows = [lists.beyond_doubt(row, kind, here) if row.key in same else row for row in rows]
    known = _Known(session, merging, kind, centre=centre, on=on)
    rows = [known.as_it_stands(row, twins[row.key].id) if row.key in same else row for row in rows]
    made = [_checked(row, twins.get(row.key), chosen[row.key], known) for row in rows]
    return [_vouched(one, staged) for one in made] if staged.vouched else made


def counted(rows: Sequence[Checked]) -> dict[str, int]:
    """How many rows of each outcome, how many ask something, how many will not be suggested."""
    found = {outcome.value: 0 for outcome in Outcome} | {"unsure": 0, "waits": 0}
    for checked in rows:
        found[checked.outcome.value] += 1
        taken = checked.outcome not in (Outcome.REFUSED, Outcome.SKIPPED)
        found["unsure"] += bool(taken and checked.row.unsure)
        found["waits"] += bool(taken and checked.is_missing)
    return found


def not_asked(rows: Sequence[Checked]) -> list[int | str]:
    """Rows kept out because the person has not said yes, to be called (R19): their numbers, with
    the sheet where rows of several are taken in.
    """
    kept_out = [c.row for c in rows if c.row.fault and c.row.fault.code == NOT_ASKED]
    is_one = len({checked.row.sheet for checked in rows}) < 2
    return [row.number if is_one else f"{row.number} ({row.sheet})" for row in kept_out]


def _choice(staged: Staged, row: ReadRow, twin: Twin | None) -> Choice:
    told = staged.choices.get(row.key)
    if told == Choice.SKIP.value:
        return Choice.SKIP
    if twin is None:
        return Choice.NEW
    if told == Choice.MERGE.value and twin.id is None:
        return twin.likely
    return Choice(told) if told in tuple(Choice) else twin.likely


class _Known:
    """Those whom rows would be merged into, loaded at once."""

    def __init__(
        self, session: Session, ids: set[str], kind: ListKind, *, centre: str, on: date
    ) -> None:
        self.on, self.sensitive = on, choices.of(session, centre=centre).sensitive
        self.volunteers: Mapping[str, Volunteer] = {}
        self.recipients: Mapping[str, Recipient] = {}
        if kind is ListKind.VOLUNTEERS:
            self.volunteers = import_checks.volunteers(session, ids, centre=centre)
            self.yeses = import_checks.consents(session, ids, centre=centre)
        elif kind is ListKind.WAITING:
            self.recipients = import_checks.recipients(session, ids, centre=centre)
            self.addresses = import_checks.addresses(session, ids, centre=centre)
            self.needs_of = import_checks.needs_of_people(session, ids, centre=centre)
        else:
            self.needs = import_checks.needs(session, ids, centre=centre)

    def as_it_stands(self, row: ReadRow, twin_id: str | None) -> ReadRow:
        """The row without what the one it is merged into has taken back since it was written."""
        given = self._yeses_of(row.told, twin_id or "")
        told = import_yeses.as_it_stands(row.told, given, self.sensitive) if row.told else None
        return replace(row, told=told)

    def kept_out(self, told: object, twin_id: str | None) -> frozenset[str]:
        """What she has taken back herself, so that nobody can vouch for it (R19)."""
        given = self._yeses_of(told, twin_id or "")
        says_yes = isinstance(told, ToldWaiting) and told.consents
        is_back = import_yeses.is_taken_back(ConsentKind.MATCHING, given)
        return frozenset({CONSENT}) if is_back and not says_yes else frozenset()

    def _yeses_of(self, told: object, twin_id: str) -> Sequence[Consent]:
        match told:
            case ToldVolunteer():
                return self.yeses.get(twin_id, ())
            case ToldWaiting() if twin_id in self.recipients:
                return self.recipients[twin_id].consents
            case _:
                return ()

    def changes(self, told: ToldVolunteer | ToldWaiting | ToldNeed, twin_id: str) -> list[str]:
        """What a row would change of the one it is merged into."""
        match told:
            case ToldVolunteer():
                return self._of_volunteer(told, twin_id)
            case ToldWaiting():
                return self._of_waiting(told, twin_id)
            case ToldNeed():
                before = told_of_need(self.needs[twin_id])
                return list(differences(before, merged(before, told.need)))

    def _of_volunteer(self, told: ToldVolunteer, twin_id: str) -> list[str]:
        known = self.volunteers[twin_id]
        before = told_of_volunteer(known)
        found = list(differences(before, merged(before, told.new)))
        found += [step.value for step, on in told.steps if not has_step(known, step, on)]
        found += [
            "extract" for kind, on in told.extracts
            if not any(c.kind is kind and c.shown_on == on for c in known.extracts)
        ]  # fmt: skip
        if told.is_active and known.state.value in ("interested", "contacted"):
            found.append("state")
        given = {yes.kind for yes in self.yeses.get(twin_id, ()) if yes.withdrawn_on is None}
        if told.health_consent_on and ConsentKind.HEALTH not in given:
            found.append("consent_health")
        return list(dict.fromkeys(found))

    def _of_waiting(self, told: ToldWaiting, twin_id: str) -> list[str]:
        known = self.recipients[twin_id]
        before = told_of_recipient(known, self.addresses.get(twin_id))
        found = list(differences(before, merged(before, told.new)))
        need = self.needs_of.get(twin_id)
        if need is None and says_of_need(told.need):
            found.append("need")
        elif need is not None:
            wanted = told_of_need(need)
            found += differences(wanted, merged(wanted, told.need))
        given = {yes.kind for yes in known.consents if yes.withdrawn_on is None}
        found += [f"consent_{yes.kind.value}" for yes in told.consents if yes.kind not in given]
        return list(dict.fromkeys(found))

    def missing(self, told: object, twin_id: str | None) -> tuple[str, ...]:
        """What keeps the person out of suggestions when nobody vouches."""
        match told:
            case ToldVolunteer():
                known = self.volunteers.get(twin_id or "")
                steps = [step for step, _ in told.steps]
                steps += [taken.step for taken in known.steps] if known else []
                is_active = told.is_active or (known is not None and known.state.value == "active")
                guardian = _guardians_yes(told.new.birth_year, steps, self.on)
                return missing_steps(steps) + guardian + (() if is_active else ("state",))
            case ToldWaiting():
                person = self.recipients.get(twin_id or "")
                kinds = {yes.kind for yes in told.consents}
                if person:
                    kinds |= {yes.kind for yes in person.consents if yes.withdrawn_on is None}
                return () if ConsentKind.MATCHING in kinds else (CONSENT,)
            case _:
                return ()


def missing_steps(taken: Sequence[Step]) -> tuple[str, ...]:
    """The steps of a home visit, the type with most gates, that have not been taken."""
    left = list(taken)
    missing = []
    for step in CLEARANCE:
        if step in left:
            left.remove(step)
        else:
            missing.append(step.value)
    return tuple(missing)


def _guardians_yes(birth_year: int | None, taken: Sequence[Step], on: date) -> tuple[str, ...]:
    """What a young volunteer lacks besides, and nobody at the centre can vouch for (R15)."""
    is_young = birth_year is not None and not is_old_enough(birth_year, ADULT, on=on)
    lacks_it = is_young and Step.GUARDIAN_CONSENT not in taken
    return (Step.GUARDIAN_CONSENT.value,) if lacks_it else ()


def has_step(volunteer: Volunteer, step: Step, on: date) -> bool:
    """Whether that step on that day is noted already."""
    return any(taken.step is step and taken.on == on for taken in volunteer.steps)


def _vouched(made: Checked, staged: Staged) -> Checked:
    """What is missing still when a coordinator vouches for the list: what it says no to itself."""
    columns = (staged.mappings[int(made.row.key.partition(":")[0])] or {}).values()
    left = left_open(made.row, columns) | made.left_open
    vouched_by_nobody = {*left, Step.GUARDIAN_CONSENT.value}
    missing = tuple(code for code in made.is_missing if code in vouched_by_nobody)
    if missing and STATE in made.is_missing:
        missing = (*(code for code in missing if code != STATE), STATE)
    given = tuple(code for code in made.is_missing if code not in missing)
    if given and made.outcome is Outcome.SAME:  # what is vouched for is a change by itself
        made = replace(made, outcome=Outcome.CHANGED, changes=tuple(map(_vouched_as, given)))
    return replace(made, is_missing=missing, left_open=left)


def _vouched_as(code: str) -> str:
    """The field that a row changes by what is vouched for."""
    return f"consent_{ConsentKind.MATCHING.value}" if code == CONSENT else code


def _checked(row: ReadRow, twin: Twin | None, choice: Choice, known: _Known) -> Checked:
    if row.told is None:
        return Checked(row, Outcome.REFUSED)
    if choice is Choice.SKIP:
        return Checked(row, Outcome.SKIPPED, twin, choice)
    merges = choice is Choice.MERGE and twin is not None and twin.id is not None
    twin_id = twin.id if merges and twin else None
    missing, kept_out = known.missing(row.told, twin_id), known.kept_out(row.told, twin_id)
    found = Checked(row, Outcome.NEW, twin, choice, is_missing=missing, left_open=kept_out)
    if not merges or twin is None or twin.id is None:
        return found
    changes = tuple(known.changes(row.told, twin.id))
    return replace(found, outcome=Outcome.CHANGED if changes else Outcome.SAME, changes=changes)
