"""An import taken back: exactly what came with it goes, and what it changed is as it was.

Only as long as nothing rests on it. What the audit has noted stays: it happened.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from matcher.domain.errors import Fault, Invalid, NotNow
from matcher.domain.people import Trait, WordStance
from matcher.domain.plans import TodoKind, TodoState
from matcher.services import said_gone
from matcher.store import import_checks, imports, todos
from matcher.store import needs as need_rows
from matcher.store import organisations as organisation_rows
from matcher.store import recipients as recipient_rows
from matcher.store import volunteers as volunteer_rows
from matcher.store.audit import record
from matcher.store.imports import Import, ImportedRow

UNDONE_WITHIN = timedelta(days=30)  # after that, what the rows said and held is forgotten
# In the order in which they can go: what points at others first.
MODELS: dict[str, type[Any]] = {
    "clearance_step": volunteer_rows.ClearanceStep,
    "register_check": volunteer_rows.RegisterCheck,
    "consent": recipient_rows.Consent,
    "need": need_rows.Need,
    "organisation_contact": organisation_rows.OrganisationContact,
    "volunteer": volunteer_rows.Volunteer,
    "recipient": recipient_rows.Recipient,
    "organisation": organisation_rows.Organisation,
}
_WORDS: dict[str, tuple[type[Any], str]] = {
    "volunteer": (volunteer_rows.VolunteerWord, "volunteer_id"),
    "recipient": (recipient_rows.RecipientWord, "recipient_id"),
    "need": (need_rows.NeedWord, "need_id"),
}


def can_be_undone(found: Import, *, at: datetime) -> bool:
    """Confirmed, not taken back, and not so long ago that what its rows held is forgotten."""
    if found.confirmed_at is None or found.undone_at is not None:
        return False
    return at - found.confirmed_at <= UNDONE_WITHIN


def undo(session: Session, import_id: str, *, centre: str, by: str, at: datetime) -> Import:
    """Take a list back. Raises Missing; NotNow when it was never confirmed or is taken back
    already; Invalid (`import`) when it is too long ago, or with the first thing that has been
    built on it.
    """
    found = imports.one(session, import_id, centre=centre)
    if found.confirmed_at is None:
        raise NotNow("import", "staged", "undo")
    if not imports.hold(session, found.id, centre=centre):
        raise NotNow("import", "undone", "undo")
    if not can_be_undone(found, at=at):
        raise Invalid({"import": Fault("too_late_to_undo", {"days": UNDONE_WITHIN.days})})
    noted = imports.rows_of(session, found.id, centre=centre)
    rows = _of_something(noted)
    built = import_checks.built_on(session, rows, found.confirmed_at, centre=centre)
    if built:
        raise Invalid({"import": Fault(f"built_on_{built[0]}")})
    _put_back(session, rows, centre=centre, at=at)
    _remove(session, rows, centre=centre)
    for row in noted:
        row.unsure = {}  # nobody is left to clear up
    found.undone_at, found.staged = at, None  # whoever is still saving it sees that it is over
    todos.settle(
        session,
        todos.Todo.centre_id == centre,
        todos.Todo.kind == TodoKind.CLEAR_UP_IMPORT,
        todos.Todo.dedupe == f"{TodoKind.CLEAR_UP_IMPORT.value}:None:{found.id}",
        state=TodoState.CANCELLED,
        at=at,
    )
    said_gone.let_go_of_list(session, found.id, centre=centre, at=at)
    record(session, "import.undone", about="import", about_id=found.id, centre=centre, by=by, at=at)
    return found


def take_back(session: Session, import_id: str, *, centre: str, by: str, at: datetime) -> None:
    """What was written of a list that could not be written whole goes; it waits to be saved as it
    did before.
    """
    found = imports.one(session, import_id, centre=centre)
    if found.staged is None:
        return
    rows = imports.rows_of(session, found.id, centre=centre)
    _put_back(session, rows, centre=centre, at=at)
    _remove(session, rows, centre=centre)
    imports.let_go(session, found)
    record(session, "import.undone", about="import", about_id=found.id, centre=centre, by=by, at=at)


def _of_something(rows: Sequence[ImportedRow]) -> list[ImportedRow]:
    """Without those that changed nothing, and are kept for what they told alone."""
    return [row for row in rows if row.was_new or row.before is not None]


def _remove(session: Session, rows: Sequence[ImportedRow], *, centre: str) -> None:
    session.flush()  # what is put back points at nothing any more that goes
    for about, model in MODELS.items():
        ids = [row.about_id for row in rows if row.about == about and row.was_new]
        if ids:
            imports.delete_of(session, model, ids, centre=centre)
    session.expire_all()  # what hung on them is gone as well


def _put_back(session: Session, rows: Sequence[ImportedRow], *, centre: str, at: datetime) -> None:
    for row in rows:
        if row.before is None:
            continue
        found = imports.of(session, MODELS[row.about], row.about_id, centre=centre)
        for name, value in row.before["columns"].items():
            setattr(found, name, _value(found, name, value))
        if row.about in _WORDS:
            found.changed_at = at
            found.version += 1
            _words(session, row)
        if row.about == "recipient":
            _home(session, row)
        row.before = None  # it was kept for this alone


def _words(session: Session, row: ImportedRow) -> None:
    model, column = _WORDS[row.about]
    imports.delete_words(session, model, column, row.about_id)
    assert row.before is not None
    for stance, written, concept in row.before["words"]:
        facts = {column: row.about_id, "stance": WordStance(stance), "written": written}
        session.add(model(centre_id=row.centre_id, concept=concept, **facts))


def _home(session: Session, row: ImportedRow) -> None:
    assert row.before is not None
    own = {"centre_id": row.centre_id, "recipient_id": row.about_id}
    imports.delete_words(session, recipient_rows.HomeFact, "recipient_id", row.about_id)
    imports.delete_words(session, recipient_rows.RecipientAddress, "recipient_id", row.about_id)
    for trait, present, checked_on in row.before["home"]:
        seen = date.fromisoformat(checked_on) if checked_on else None
        session.add(
            recipient_rows.HomeFact(**own, trait=Trait(trait), present=present, checked_on=seen)
        )
    if row.before["street"]:
        street, postcode, town = row.before["street"]
        session.add(
            recipient_rows.RecipientAddress(**own, street=street, postcode=postcode, town=town)
        )


def _value(found: Any, name: str, value: Any) -> Any:
    """A column's value from JSON: days and moments come as text, words as themselves."""
    if value is None or not isinstance(value, str):
        return value
    kind = type(found).__mapper__.columns[name].type.python_type
    if kind is datetime:
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if kind is date else value
