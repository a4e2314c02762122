"""Lists in: staged, looked at, confirmed in one go, and taken back while nothing rests on them.

    read ──▶ begin ──▶ map_columns ──▶ dry_run ⇄ answer ──▶ save ──▶ (undo)
                                           └─────────────▶ discard; after seven days by itself

Nothing is kept of a list but what was confirmed: the file never, what was read of it until then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from matcher.domain import identity_numbers
from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.errors import Fault, Invalid
from matcher.services import (
    import_absent,
    import_called,
    import_left_out,
    import_over,
    import_vouching,
    said_gone,
)
from matcher.services.import_absent import Absent
from matcher.services.import_left_out import LeftOut
from matcher.services.import_over import Over
from matcher.services.import_reading import read
from matcher.services.import_rows import Checked, check, counted, staged, world
from matcher.services.import_saving import confirm, save
from matcher.services.import_undoing import UNDONE_WITHIN, can_be_undone, undo
from matcher.services.import_vouching import Vouching
from matcher.services.said_gone import SaidGone
from matcher.services.twins import Choice
from matcher.sheets import fields, identities, lists, rows_rhythm, shared_questions, unread
from matcher.sheets.fields import ListKind
from matcher.sheets.lists import is_of_the_past, lacking
from matcher.sheets.plain import LONGEST_CELL, said
from matcher.sheets.staged import Staged
from matcher.sheets.unread import Unread
from matcher.store import accounts, imports
from matcher.store.audit import looked, record
from matcher.store.imports import Attestation, Import, ImportedRow

__all__ = [
    "Absent", "Checked", "DryRun", "Finished", "ListKind", "Staged", "Vouching", "accounts_by_name",
    "answer", "begin", "confirm", "discard", "dry_run", "finished", "forget_old",
    "is_of_the_past", "keep_places", "lacking", "listed", "look", "map_columns", "read",
    "save", "staged", "undo",
]  # fmt: skip

STAGED_FOR = timedelta(days=7)
LISTED = 30


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a list would become if it were confirmed now."""

    id: str
    kind: ListKind
    file_name: str
    rows: tuple[Checked, ...]
    asides: tuple[tuple[str, int, str], ...]
    counts: Mapping[str, int]
    vouched: Vouching | None
    everywhere: Mapping[str, str]  # what is answered for all of it; keys as in `shared_questions`
    remembered: Mapping[str, str]  # what was answered so when such a list came before
    absent: tuple[Absent, ...]  # who stood in it before, and is told of no more for the first time
    over: tuple[Over, ...]  # who is here, and has died or left by it
    unread: tuple[Unread, ...]  # columns that are not taken in, and say something


@dataclass(frozen=True, slots=True)
class Finished:
    """A list that was confirmed: what it became, and what of it was left unsure."""

    found: Import
    rows: tuple[ImportedRow, ...]
    called: Mapping[str, str]  # of whom or what the unclear rows are, by id
    attestations: tuple[Attestation, ...]
    absent: tuple[Absent, ...]
    left_out: tuple[LeftOut, ...]
    said_gone: tuple[SaidGone, ...]  # who is held until somebody has answered
    can_be_undone: bool


def begin(
    session: Session,
    kind: ListKind,
    file_name: str,
    read: Staged,
    *,
    centre: str,
    by: str,
    at: datetime,
) -> Import:
    """Stage what was read of a file, for a coordinator to look at."""
    found = Import(
        centre_id=centre,
        kind=kind.value,
        file_name=_harmless(file_name, swedish_day(at)),
        shape=next(iter(lists.shapes(read, kind)), ""),
        mapping={},
        staged=read.to_json(),
        made_by=by,
        made_at=at,
        counts={},
    )
    session.add(found)
    session.flush()  # the answer leads to its id
    return found


def map_columns(
    session: Session,
    import_id: str,
    mappings: list[dict[str, str] | None],
    *,
    centre: str,
) -> None:
    """What each column tells, sheet by sheet; None leaves a sheet out. A column's identity
    numbers were struck out when it was read, and stay so. Raises Missing, NotNow; Invalid when
    a field is told twice or no sheet is taken.
    """
    found, read = staged(session, import_id, centre=centre)
    known = fields.of(ListKind(found.kind))
    faults = {}
    for at, mapping in enumerate(mappings):
        told = [name for name in (mapping or {}).values() if not known[name].several]
        for name in {name for name in told if told.count(name) > 1}:
            faults[f"sheet-{at}"] = Fault("column_twice", {"field": known[name].words[0]})
    if not any(mappings):
        faults["sheet-0"] = Fault("no_sheet_chosen")
    if faults:
        raise Invalid(faults)
    found.staged = lists.mapped(read, ListKind(found.kind), mappings).to_json()


def look(session: Session, import_id: str, *, centre: str, by: str, at: datetime) -> None:
    """Note in the access log that somebody reads what a list says. Raises Missing."""
    found = imports.one(session, import_id, centre=centre)
    looked(session, "import.one", about="import", about_id=found.id, centre=centre, by=by, at=at)


def dry_run(session: Session, import_id: str, *, centre: str, at: datetime) -> DryRun:
    """What the list would become now. Raises Missing; NotNow when it has been confirmed."""
    found, read = staged(session, import_id, centre=centre)
    kind = ListKind(found.kind)
    checked = check(session, read, kind, centre=centre, on=swedish_day(at))
    over = import_over.over(session, checked, kind, centre=centre)
    absent = import_absent.absent(session, read, kind, checked, over, centre=centre)
    return DryRun(
        found.id,
        kind,
        found.file_name,
        tuple(checked),
        (*lists.asides(read), *read.asides),
        counted(checked),
        import_vouching.of(read),
        read.everywhere,
        read.remembered,
        tuple(one for one in absent if not one.told_before),
        over,
        unread.columns(read),
    )


def answer(
    session: Session,
    import_id: str,
    *,
    answers: Mapping[str, str],
    chosen: Mapping[str, str],
    everywhere: Mapping[str, str] | None = None,
    centre: str,
    at: datetime,
    vouching: Vouching | None = None,
    is_vouching_told: bool = False,
) -> None:
    """Keep answers ("0:12:phone" → text that takes the cell's place; empty: as it was), those that
    go `everywhere` (keys as in `shared_questions`; others are left out; empty: asked anew), choices
    ("0:12" → new, merge, skip) and what is vouched for. Raises Missing, NotNow; Invalid by the keys
    of answers with an identity number (R27), no day of a step or no rhythm of ours, or for a
    vouching that is not whole.
    """
    answers, everywhere = _as_cells(answers), _as_cells(everywhere or {})
    found, read = staged(session, import_id, centre=centre)
    kind = ListKind(found.kind)
    known = fields.of(kind)
    fields_of = {key: key.rpartition(":")[2] for key in answers}
    fields_of |= {key: shared_questions.field_of(key) for key in everywhere}
    everywhere, undated = import_vouching.days_told(everywhere, on=swedish_day(at))
    struck = undated | {
        key: Fault("identity_number")
        for key, text in {**answers, **everywhere}.items()
        if (named := known.get(fields_of[key])) is not None
        and identities.is_refused(text, named, on=swedish_day(at))
    }
    struck |= {k: no for k, text in everywhere.items() if (no := rows_rhythm.fault_of(k, text))}
    if struck:
        raise Invalid(struck)
    if vouching is not None:
        import_vouching.refuse_partial(vouching, kind, on=swedish_day(at))
    told = {key: text for key, text in answers.items() if fields_of[key] in known}
    kept = dict(read.answers) | {
        k: text for k, text in told.items() if text or not read.answers.get(k)
    }
    kept = {k: text for k, text in kept.items() if told.get(k, text) == text}  # "": asked anew
    of_all = {
        key: text
        for key, text in everywhere.items()
        if fields_of[key] in known and shared_questions.is_for_all(key)
    }
    picked = {key: word for key, word in chosen.items() if word in tuple(Choice)}
    found.staged = replace(
        read,
        answers=kept,
        everywhere={key: text for key, text in {**read.everywhere, **of_all}.items() if text},
        remembered={key: text for key, text in read.remembered.items() if key not in of_all},
        choices={**read.choices, **picked},
        vouched=import_vouching.as_plain(vouching) if is_vouching_told else read.vouched,
    ).to_json()


def _as_cells(answers: Mapping[str, str]) -> dict[str, str]:
    """What was typed, as a cell would be written; of what is too long, so much that it is told."""
    return {key: said(text)[: LONGEST_CELL + 1] for key, text in answers.items()}


def keep_places(
    session: Session, import_id: str, asked: Sequence[str], *, centre: str, at: datetime
) -> None:
    """Let every place that those fields ask about stand as it is written, in the whole list: an
    answer for each, which can be taken back. Raises Missing, NotNow.
    """
    found, read = staged(session, import_id, centre=centre)
    kind, on = ListKind(found.kind), swedish_day(at)
    rows = lists.read_rows(read, kind, world(session, centre=centre, on=on))
    places = shared_questions.kept_as_written((row, row.unsure) for row in rows)
    kept = {key: text for name in asked for key, text in places.get(name, {}).items()}
    found.staged = replace(read, everywhere={**kept, **read.everywhere}).to_json()


def discard(session: Session, import_id: str, *, centre: str, by: str, at: datetime) -> None:
    """Throw away what was read. Raises Missing; NotNow when it has been confirmed."""
    found, _ = staged(session, import_id, centre=centre)
    record(
        session, "import.discarded", about="import", about_id=found.id, centre=centre, by=by, at=at,
        kind=found.kind,
    )  # fmt: skip
    imports.remove(session, found)


def forget_old(session: Session, *, at: datetime) -> int:
    """Throw away lists that nobody confirmed within seven days, in every centre; how many. What
    saved ones said in words is kept as long as they can be undone, and no longer.
    """
    imports.forget_told(session, before=at - UNDONE_WITHIN)
    return imports.forget_staged(session, before=at - STAGED_FOR)


def listed(session: Session, *, centre: str) -> list[Import]:
    """The latest lists; those that wait for somebody first."""
    return imports.newest(session, centre=centre, at_most=LISTED)


def accounts_by_name(session: Session, *, centre: str) -> dict[str, str]:
    """What the colleagues are called, by account: who took in a list, who vouched."""
    return accounts.names(session, centre=centre)


def finished(session: Session, import_id: str, *, centre: str, at: datetime) -> Finished | None:
    """A list that was confirmed; None while it is on its way. Raises Missing."""
    found = imports.one(session, import_id, centre=centre)
    if found.confirmed_at is None:
        return None
    rows = tuple(imports.rows_of(session, found.id, centre=centre))
    return Finished(
        found,
        rows,
        import_called.called(session, rows, centre=centre),
        tuple(imports.attestations_of(session, found.id, centre=centre)),
        import_absent.told(session, found, centre=centre),
        import_left_out.told(found.counts),
        said_gone.of_list(session, found.id, centre=centre),
        can_be_undone(found, at=at),
    )


def _harmless(file_name: str, on: date) -> str:
    """The name alone, without its folder and without identity numbers."""
    bare = file_name.replace("\\", "/").rpartition("/")[2][:120]
    return "lista" if identity_numbers.find(bare, on=on) else bare or "lista"
