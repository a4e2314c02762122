"""What those are called of whom a list says something, by their whole names."""

from collections.abc import Collection, Iterable

from sqlalchemy.orm import Session

from matcher.store import import_checks, names
from matcher.store.imports import ImportedRow


def called(session: Session, rows: Iterable[ImportedRow], *, centre: str) -> dict[str, str]:
    """By id, those whose rows left something unclear."""
    asked: dict[str, list[str]] = {}
    for row in rows:
        if row.unsure:
            asked.setdefault(row.about, []).append(row.about_id)
    volunteers, recipients = asked.get("volunteer", ()), asked.get("recipient", ())
    return whole(session, volunteers, recipients, with_needs="need" in asked, centre=centre)


def whole(
    session: Session,
    volunteers: Collection[str],
    recipients: Collection[str],
    *,
    with_needs: bool,
    centre: str,
) -> dict[str, str]:
    """Id → whole name of a person, or organisation and title of each local need that is not over.
    Who is erased since has none.
    """
    people = [
        *names.of_volunteers(session, volunteers, centre=centre),
        *names.of_recipients(session, recipients, centre=centre),
    ]
    found = {one: f"{first} {surname}".strip() for one, first, surname, _ in people}
    local = import_checks.local_needs(session, centre=centre) if with_needs else ()
    return found | {one.id: one.called for one in local}
