"""What those are called whose rows left something unclear, so that a saved list says of whom."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from matcher.store import import_checks, names
from matcher.store.imports import ImportedRow


def called(session: Session, rows: Iterable[ImportedRow], *, centre: str) -> dict[str, str]:
    """Id → whole name of a person, or organisation and title of a need, of rows that left something
    unclear. Who is erased since has none.
    """
    asked: dict[str, list[str]] = {}
    for row in rows:
        if row.unsure:
            asked.setdefault(row.about, []).append(row.about_id)
    people = [
        *names.of_volunteers(session, asked.get("volunteer", ()), centre=centre),
        *names.of_recipients(session, asked.get("recipient", ()), centre=centre),
    ]
    found = {one: f"{first} {surname}".strip() for one, first, surname, _ in people}
    local = import_checks.local_needs(session, centre=centre) if "need" in asked else ()
    return found | {one.id: f"{one.organisation}: {one.title}" for one in local}
