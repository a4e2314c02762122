"""What the parts in `templates/parts` need to know that a template cannot say simply."""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from flask import Flask, request
from wtforms import Field, Form

from matcher.domain.when.day_parts import GRID_PARTS

KINDS = {
    "HiddenField": "hidden",
    "VersionField": "hidden",
    "CSRFTokenField": "hidden",
    "BooleanField": "checkbox",
    "TextAreaField": "textarea",
    "SelectField": "select",
    "RadioField": "radio",
    "SelectMultipleField": "checkboxes",
    "WeekField": "week",
    "PostcodeField": "postcode",
    "YearField": "year",
    "PasswordField": "password",
    "EmailField": "email",
    "TelField": "tel",
    "SearchField": "search",
    "DateField": "date",
    "TimeField": "time",
    "FileField": "file",
}


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(
        part_of_field=part_of_field,
        choices_of=choices_of,
        slots_of=slots_of,
        faults_of=faults_of,
        with_query=with_query,
    )


def part_of_field(field: Field) -> str:
    """Which part draws a field; a class of our own is drawn as the nearest it is made from."""
    names = (kind.__name__ for kind in type(field).__mro__)
    return next((KINDS[name] for name in names if name in KINDS), "text")


def choices_of(field: Any) -> list[tuple[str, str, str | None]]:
    """(value, words, hint) of each choice; the hint is `render_kw={"data-hint": …}` of one."""
    return [
        (choice.value, choice.label, choice.render_kw.get("data-hint"))
        for choice in field.iter_choices()
    ]


def slots_of(week: Iterable[int | tuple[int, str]] | None) -> frozenset[int]:
    """Slots 0–20 of a week: as they are, or from (weekday, part of the day)."""
    return frozenset(
        part if isinstance(part, int) else 3 * part[0] + GRID_PARTS.index(part[1])
        for part in week or ()
    )


def faults_of(form: Form, order: Sequence[str] = ()) -> list[dict[str, str]]:
    """Every fault of a form, each with the address of the control to go to: in the form's order,
    or in that of the page, where the page says in which its fields stand.
    """
    places = {name: place for place, name in enumerate(order)}
    fields = sorted(form, key=lambda field: places.get(field.short_name, len(places)))
    return [
        {"href": f"#{_first_control(field)}", "words": str(words)}
        for field in fields
        for words in field.errors
    ] + [{"href": "#innehall", "words": str(words)} for words in form.form_errors]


def with_query(**changes: Any) -> str:
    """This page's address with some of its query changed; None takes a name away."""
    kept = request.args.to_dict(flat=False) | {
        name: [] if value is None else [str(value)] for name, value in changes.items()
    }
    query = urlencode(kept, doseq=True)
    return f"{request.path}?{query}" if query else request.path


def _first_control(field: Field) -> str:
    """A group's own id is on no control: its first box is what can be reached."""
    is_group = part_of_field(field) in ("radio", "checkboxes", "week")
    return f"{field.id}-0" if is_group else str(field.id)
