"""A list is taken in a part at a time, so that nobody else has to wait for thousands of rows.

    check ──▶ start ──▶ write, write … ──▶ finish          each its own unit of work
                          └─ a row cannot be ─▶ take back ─▶ as before, with the reason

All of it or nothing all the same: a list of which one row cannot be is taken back whole. If the
computer stops half-way the list has no counts, and its page says so and offers to undo it.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from time import sleep
from typing import Any

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.errors import Fault, Invalid, NotNow
from matcher.domain.plans import TodoKind, working_days_after
from matcher.services import (
    import_absent,
    import_given,
    import_left_out,
    import_over,
    import_refusals,
    import_undoing,
    import_vouching,
    import_writing,
    said_gone,
    todos,
)
from matcher.services.import_notes import Deed, is_never_kept
from matcher.services.import_rows import Checked, Outcome, check, counted, not_asked, staged
from matcher.sheets import lists, shared_questions
from matcher.sheets.fields import ListKind
from matcher.sheets.staged import Staged
from matcher.store import imports
from matcher.store.audit import record
from matcher.store.imports import Import

Opens = Callable[[], AbstractContextManager[Session]]

ROWS_AT_ONCE = 25  # about a second: SQLite has one writer, who lets the others in between parts
BREATH = 0.12  # seconds between parts: whoever waits for SQLite looks again within a tenth
ROWS_NAMED = 10  # in a sentence
ANSWERS_KEPT = 500  # of one list, the latest
CLEAR_UP_WITHIN = 5  # working days


def save(
    reads: Opens, writes: Opens, import_id: str, *, centre: str, by: str, at: datetime
) -> None:
    """Take in the list in many units of work, which the door's `reads` and `writes` open and end.

    Raises as `confirm`; then nothing of the list is kept.
    """
    who: dict[str, Any] = {"centre": centre, "by": by, "at": at}
    with reads() as session:
        rows = _checked(session, import_id, centre=centre, at=at)
    with writes() as session:
        _start(session, import_id, **who)
    try:
        for part in _parts(rows):
            with writes() as session:
                _write(session, import_id, part, **who)
            sleep(BREATH)
        with writes() as session:
            _finish(session, import_id, rows, **who)
    except Exception:
        with writes() as session:
            import_undoing.take_back(session, import_id, **who)
        raise


def confirm(session: Session, import_id: str, *, centre: str, by: str, at: datetime) -> Import:
    """Take in the list in one unit of work: all of it, or nothing and the reason. Raises Missing;
    NotNow when it is confirmed already; Invalid (`row`) for a row that cannot be, or of which it
    must be answered first who it is.
    """
    who: dict[str, Any] = {"centre": centre, "by": by, "at": at}
    rows = _checked(session, import_id, centre=centre, at=at)
    _start(session, import_id, **who)
    _write(session, import_id, rows, **who)
    return _finish(session, import_id, rows, **who)


def _parts(rows: Sequence[Checked]) -> list[Sequence[Checked]]:
    return [rows[at : at + ROWS_AT_ONCE] for at in range(0, len(rows), ROWS_AT_ONCE)]


def _checked(session: Session, import_id: str, *, centre: str, at: datetime) -> list[Checked]:
    """The rows as they are to be. It takes seconds, and nobody waits for a reader."""
    found, read = staged(session, import_id, centre=centre)
    rows = check(session, read, ListKind(found.kind), centre=centre, on=swedish_day(at))
    asked = [str(checked.row.number) for checked in rows if checked.outcome is Outcome.ASKED]
    if asked:
        said = ", ".join(asked[:ROWS_NAMED]) + (" …" if asked[ROWS_NAMED:] else "")
        raise Invalid({"row": Fault("row_who_is_asked", {"rows": said})})
    return rows


def _start(session: Session, import_id: str, *, centre: str, by: str, at: datetime) -> None:
    """Take the right to write the rows; and note what is vouched for."""
    found, read = staged(session, import_id, centre=centre)
    if not imports.claim(session, found, at=at):
        raise NotNow("import", "confirmed", "confirm")
    import_vouching.attest(session, found, import_vouching.of(read), by=by, at=at)
    import_vouching.attest_days(session, found, read, by=by, at=at)


def _write(
    session: Session, import_id: str, rows: Sequence[Checked], *, centre: str, by: str, at: datetime
) -> None:
    _refuse_undone(session, import_id, centre=centre)
    days = {one.about: one for one in imports.attestations_of(session, import_id, centre=centre)}
    whole = days.pop("clearance", None) or days.pop("consent", None)
    deed = Deed(session, import_id, centre, by, at, whole, days)
    import_writing.write(deed, rows)


def _refuse_undone(session: Session, import_id: str, *, centre: str) -> None:
    """A colleague may take back a list that seems to be stuck: then no more of it is written."""
    if not imports.hold(session, import_id, centre=centre):
        raise NotNow("import", "undone", "confirm")


def _finish(
    session: Session, import_id: str, rows: Sequence[Checked], *, centre: str, by: str, at: datetime
) -> Import:
    """What was read is forgotten; what it became is counted, and its columns remembered."""
    _refuse_undone(session, import_id, centre=centre)
    found = imports.one(session, import_id, centre=centre)
    counts, to_call = counted(rows), not_asked(rows)
    read = Staged.from_json(found.staged or {})
    kind = ListKind(found.kind)
    over = import_over.over(session, rows, kind, centre=centre)
    gone = import_absent.absent(session, read, kind, rows, over, centre=centre, leave_out=found.id)
    said_gone.hold(session, over, kind, found.id, centre=centre, by=by, at=at)
    found.mapping = lists.shapes(read, kind)
    answers = [*read.remembered.items(), *read.everywhere.items()]
    may_be_kept = [  # the day of a step is of this list, and not of the next one's
        one for one in answers
        if not (is_never_kept(" ".join(one)) or shared_questions.is_of_day(one[0]))
    ]  # fmt: skip
    found.answers = dict(may_be_kept[-ANSWERS_KEPT:])
    found.staged, found.confirmed_at = None, at
    found.counts = counts | ({"to_call": to_call} if to_call else {}) | import_absent.noted(gone)
    found.counts |= import_left_out.noted(rows)
    found.counts |= import_refusals.noted([checked.row for checked in rows], found.id)
    if kind is ListKind.NEEDS:
        of_rows = {key: text for key, text in read.answers.items() if _may_be_kept(text)}
        found.counts |= import_given.noted(read, of_rows, found.id)
    told = [checked.row for checked in rows]
    found.counts |= import_refusals.skips_noted(told, read.choices, found.id)
    if counts["unsure"] or to_call:
        _clear_up(session, found, counts["unsure"] + len(to_call), at=at)
    record(
        session, "import.made", about="import", about_id=found.id, centre=centre, by=by, at=at,
        kind=found.kind, **counts,
    )  # fmt: skip
    session.flush()
    return found


def _may_be_kept(answer: str) -> bool:
    return bool(answer) and not is_never_kept(answer)


def _clear_up(session: Session, found: Import, number: int, *, at: datetime) -> None:
    facts: dict[str, Any] = {"import_id": found.id, "rows": number, "list": found.kind}
    todos.make(
        session,
        TodoKind.CLEAR_UP_IMPORT,
        due_on=working_days_after(swedish_day(at), CLEAR_UP_WITHIN),
        facts=facts,
        centre=found.centre_id,
        at=at,
        again=found.id,
    )
