"""What a list calls people. Full names stand on their own pages, where the look is logged."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.orm import Session

from matcher.domain.people import called_apart
from matcher.store import names


@dataclass(frozen=True, slots=True)
class Called:
    """A called name with initial, and the telephone that a button rings."""

    name: str
    phone: str | None  # E.164


def names_of(
    session: Session,
    *,
    volunteers: Collection[str] = (),
    recipients: Collection[str] = (),
    organisations: Collection[str] = (),
    centre: str,
) -> dict[str, Called]:
    """Id → what the list calls it, in at most three questions."""
    rows = [
        *names.of_volunteers(session, volunteers, centre=centre),
        *names.of_recipients(session, recipients, centre=centre),
        *names.of_organisations(session, organisations, centre=centre),
    ]
    called = called_apart({found: (first, last) for found, first, last, _ in rows})
    return {found: Called(called[found], phone) for found, _, _, phone in rows}
