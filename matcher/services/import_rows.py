"""A staged list, read against the centre as it is now: what each row would become.

    Staged ──read_rows──▶ ReadRows ──duplicates──▶ twins ──merging──▶ Checked, with its outcome

Nothing is written here. The same function answers for the page, the command and the deed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from matcher.domain.clearance import Step
from matcher.domain.consent import ConsentKind
from matcher.domain.errors import NotNow
from matcher.domain.places import Place
from matcher.services import (
    choices,
    clearances,
    duplicates,
    import_barred,
    import_noes,
    import_recalled,
    import_refusals,
    import_remarks,
    places,
)
from matcher.services.import_known import NO_CHANGES, Changes, Known
from matcher.services.import_merging import Before
from matcher.services.import_unchanged import said_by
from matcher.services.import_vouching import CONSENT, STATE, left_open
from matcher.services.twins import Choice, Twin
from matcher.sheets import lists, rows_rhythm
from matcher.sheets.fields import ListKind
from matcher.sheets.readings import Refused, World
from matcher.sheets.rows import Cell, ReadRow
from matcher.sheets.rows_waiting import NOT_ASKED
from matcher.sheets.staged import Staged
from matcher.store import centres, imports
from matcher.store.imports import Import

_EXTRACT = "extract_on"  # a yes without its day: it was shown, and is to be seen again
_CLOSED = frozenset(["identity_number", "identity_column", "health_needs_consent"])


class Outcome(StrEnum):
    """What a row would become."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    SKIPPED = "skipped"
    ASKED = "asked"  # who it is must be answered first
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Checked:
    """A row, who it may be, what is chosen, and what that would change."""

    row: ReadRow
    outcome: Outcome
    twin: Twin | None = None
    choice: Choice = Choice.NEW
    would: Changes = NO_CHANGES
    before: Before | None = None  # what lists told before of the one it is merged into
    is_missing: tuple[str, ...] = ()  # what keeps the person out of suggestions: steps or "consent"
    left_open: frozenset[str] = frozenset()  # what the list says no to, whoever vouches for it
    settled: frozenset[str] = frozenset()  # fields that ask about what is known or vouched for
    left: frozenset[str] = frozenset()  # those that asked the same the last time, unanswered
    denied: tuple[str, ...] = ()  # fields where the list says no to what is noted already
    is_unreached: bool = False  # there is nothing to reach the person by
    unread_no: str = ""  # the title of a column that is not taken in, and says no to a yes
    says_no: bool = False  # the list says that she who is here has not said yes
    denies: bool = False  # and says so for the first time, of somebody whose yes nobody has
    yes_ends_on: date | None = None  # the day on which her standing yes ends by it (R19)

    @property
    def changes(self) -> tuple[str, ...]:
        """The names of what it changes."""
        return self.would.names

    @property
    def unsure(self) -> tuple[Cell, ...]:
        """What to ask."""
        return tuple(cell for cell in self.row.unsure if cell.field not in self.settled)

    @property
    def refused(self) -> tuple[Cell, ...]:
        """What is not kept."""
        return tuple(cell for cell in self.row.refused if cell.field not in self.settled)

    @property
    def edited(self) -> tuple[Cell, ...]:
        """Of somebody who is here, what the list did not say the last time and leaves in doubt:
        it changes nothing before it is answered.
        """
        if self.before is None:
            return ()
        asked = (*self.unsure, *filter(can_be_answered, self.refused))
        return tuple(cell for cell in asked if cell.field not in self.left)

    @property
    def to_clear_up(self) -> tuple[Cell, ...]:
        """What is left to do when the row is saved as it stands; what was left when the list came
        before is to be done already.
        """
        if self.before is not None:
            return self.edited
        open_days = (c for c in self.refused if c.field == _EXTRACT and can_be_answered(c))
        return (*self.unsure, *open_days)


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
        extracts=frozenset(clearances.extracts_asked_for(choices.policies())),
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
    rows = import_recalled.recalled(session, staged, rows, kind, here, centre=centre)
    rows = import_barred.without(session, rows, centre=centre)
    twins = duplicates.find(session, rows, kind, centre=centre)
    noes = _noes(session, staged, rows, here, centre=centre)
    rows = [noes[row.key][0] if row.key in noes else row for row in rows]
    twins |= {key: twin for key, (_, twin) in noes.items()}
    with_twins = [row for row in rows if row.key in twins and row.key not in staged.choices]
    left_out = import_refusals.skipped(session, with_twins, kind, centre=centre)
    chosen = {row.key: _choice(staged, row, twins.get(row.key)) for row in rows}
    chosen |= dict.fromkeys(left_out, Choice.SKIP)
    same = {key for key, twin in twins.items() if twin.id and chosen[key] is Choice.MERGE}
    merging = {twin.id for key, twin in twins.items() if twin.id and key in same}
    known = Known(session, merging, kind, centre=centre, on=on)
    who = {key: str(twins[key].id) for key in same}
    given = import_recalled.of_health(rows, who, known)
    rows = import_recalled.read_anew(staged, rows, given, kind, here)
    rows = [lists.beyond_doubt(row, kind, here) if row.key in same else row for row in rows]
    rows = import_recalled.without_answered(staged, rows, who, known, kind, here)
    rows = [known.as_it_stands(row, twins[row.key].id) if row.key in same else row for row in rows]
    often = {**staged.remembered, **staged.everywhere}.get(rows_rhythm.KEY)
    rows = [row if row.key in same else rows_rhythm.answered(row, often) for row in rows]
    made = [_checked(row, twins.get(row.key), chosen[row.key], known) for row in rows]
    made = [_as_no(one, known) if one.row.key in noes else one for one in made]
    made = _without_barred(session, made, known, centre=centre)
    made = [_vouched(one, staged) for one in made] if staged.vouched else made
    unread = import_noes.unread(staged)
    made = [replace(one, unread_no=unread.get(one.row.key, "")) for one in made]
    return [import_remarks.remarked(one, known) for one in made]


def can_be_answered(cell: Cell) -> bool:
    """Whether other words may take its place: of an identity number, or health without a yes,
    none; of one in the place of a name, the name without which the row is nobody's.
    """
    code = cell.reading.fault.code if isinstance(cell.reading, Refused) else ""
    return code not in _CLOSED or (code == "identity_number" and "name" in cell.field)


def counted(rows: Sequence[Checked]) -> dict[str, int]:
    """How many rows of each outcome, how many ask something, how many will not be suggested."""
    found = {outcome.value: 0 for outcome in Outcome} | {"unsure": 0, "waits": 0}
    for checked in rows:
        found[checked.outcome.value] += 1
        taken = checked.outcome not in (Outcome.REFUSED, Outcome.SKIPPED)
        found["unsure"] += bool(taken and checked.to_clear_up)
        found["waits"] += bool(taken and checked.is_missing)
    return found


def not_asked(rows: Sequence[Checked]) -> list[int | str]:
    """Rows kept out because the person has not said yes, to be called (R19): their numbers, with
    the sheet where rows of several are taken in.
    """
    kept_out = [c.row for c in rows if c.row.fault and c.row.fault.code == NOT_ASKED]
    is_one = len({checked.row.sheet for checked in rows}) < 2
    return [row.number if is_one else f"{row.number} ({row.sheet})" for row in kept_out]


def _noes(
    session: Session, staged: Staged, rows: Sequence[ReadRow], here: World, *, centre: str
) -> dict[str, tuple[ReadRow, Twin]]:
    """Rows whose no is of somebody who is here, or may be, by key: each with who that is."""
    read = import_noes.among(rows, here)
    if not read:
        return {}
    twins = duplicates.find_named(session, list(read.values()), centre=centre)
    return {
        key: (row, twins[key])
        for key, row in read.items()
        if key in twins and twins[key].id and _choice(staged, row, twins[key]) is not Choice.NEW
    }


def _without_barred(
    session: Session, made: Sequence[Checked], known: Known, *, centre: str
) -> list[Checked]:
    """The rows; of those that no deed would save, what is wrong, and nothing taken."""
    written = [m for m in made if m.outcome in (Outcome.NEW, Outcome.CHANGED) and not m.yes_ends_on]
    wrong = import_barred.fault_of(session, written, known, centre=centre)
    return [
        Checked(import_barred.refused(one.row, wrong[one.row.key]), Outcome.REFUSED)
        if one.row.key in wrong
        else one
        for one in made
    ]


def _as_no(made: Checked, known: Known) -> Checked:
    if made.before is None:
        return made
    found = import_noes.checked_as_no(made, known)
    return replace(found, outcome=Outcome.CHANGED if found.would.names else Outcome.SAME)


def _choice(staged: Staged, row: ReadRow, twin: Twin | None) -> Choice:
    told = staged.choices.get(row.key)
    if told == Choice.SKIP.value:
        return Choice.SKIP
    if twin is None:
        return Choice.NEW
    if told == Choice.MERGE.value and twin.id is None:
        return twin.likely
    if told == Choice.MERGE.value and twin.is_gone:
        return Choice.SKIP
    return Choice(told) if told in tuple(Choice) and told != Choice.ASK.value else twin.likely


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
        would = Changes(tuple(map(_vouched_as, given)))
        made = replace(made, outcome=Outcome.CHANGED, would=would)
    return replace(made, is_missing=missing, left_open=left)


def _vouched_as(code: str) -> str:
    """The field that a row changes by what is vouched for."""
    return f"consent_{ConsentKind.MATCHING.value}" if code == CONSENT else code


def _checked(row: ReadRow, twin: Twin | None, choice: Choice, known: Known) -> Checked:
    if row.told is None:
        return Checked(row, Outcome.REFUSED)
    if choice is Choice.SKIP:
        return Checked(row, Outcome.SKIPPED, twin, choice)
    if choice is Choice.ASK:
        return Checked(row, Outcome.ASKED, twin, choice)
    merges = choice is Choice.MERGE and twin is not None and twin.id is not None
    twin_id = twin.id if merges and twin else None
    missing, kept_out = known.missing(row.told, twin_id), known.kept_out(row.told, twin_id)
    found = Checked(row, Outcome.NEW, twin, choice, is_missing=missing, left_open=kept_out)
    if not merges or twin is None or twin.id is None:
        return found
    before = known.before(twin.id)
    would = known.changes(row.told, said_by(row, before), twin.id)
    outcome = Outcome.CHANGED if would.names else Outcome.SAME
    return replace(found, outcome=outcome, would=would, before=before)
