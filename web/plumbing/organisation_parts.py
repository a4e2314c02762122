"""Parts of the pages of organisations and needs, made ready for the macros that draw them."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from matcher.services.needs import NeedRow
from matcher.services.organisations import OrganisationRow
from web.plumbing.formats import day_short, phone
from web.plumbing.need_words import ORGANISATIONS, STATES, kind, seats
from web.plumbing.people_parts import Named


def columns() -> list[dict[str, Any]]:
    """The columns of the list of organisations."""
    said = (_("Organisation"), _("Läge"), _("Kontaktperson"), _("Telefon"))
    return [{"words": words} for words in said] + [{"words": _("Öppna uppdrag"), "num": True}]


def table_row(row: OrganisationRow) -> list[Any]:
    """A line of the list of organisations."""
    words, look = ORGANISATIONS[row.state]
    number = row.contact.phone if row.contact else None
    return [
        {"text": row.name, "href": url_for("organisations.one", organisation_id=row.id)},
        {"text": words, "pill": look},
        row.contact.name if row.contact else "–",
        phone(number) if number else "–",
        str(row.open_needs),
    ]


def need_columns() -> list[dict[str, Any]]:
    """The columns of the list of needs."""
    said = (_("Uppdrag"), _("Hos"), _("Läge"), _("Sista dag"))
    return [{"words": words} for words in said] + [{"words": _("Platser"), "num": True}]


def need_row(row: NeedRow, named: Named) -> list[Any]:
    """A line of the list of needs."""
    words, look = STATES[row.state]
    marks = [_("barn är med")] if row.children_present else []
    marks += [_("kort varsel")] if row.short_notice else []
    return [
        {
            "text": row.title or ": ".join(filter(None, (kind(row.kind), _tasks(row, named)))),
            "href": url_for("needs.one", need_id=row.id),
            "soft": ", ".join(marks),
        },
        row.whose,
        {"text": words, "pill": look},
        day_short(row.until_on) if row.until_on else "–",
        seats(row.seats, row.taken),
    ]


def _tasks(row: NeedRow, named: Named) -> str:
    return ", ".join(named(task.concept or task) for task in row.tasks)
