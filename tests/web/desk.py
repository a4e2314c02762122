"""A coordinator's desk on a Monday morning: what tests of several rooms look at and type."""

from datetime import UTC, datetime

import sqlalchemy as sa

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PASSWORD = "ett alldeles vanligt lösenord"
IDENTITY_NUMBER = "811218-9876"
TEXT_TYPES = ("text", "search", None)


def rows(database, model):
    """Every row of that kind."""
    with database.reading() as session:
        return session.scalars(sa.select(model)).all()


def text_fields(form):
    """The names of the fields of a form that take free text."""
    inputs = [e for e in form.element.iter("input") if e.get("type") in TEXT_TYPES]
    return {e.get("name") for e in [*inputs, *form.element.iter("textarea")]}
