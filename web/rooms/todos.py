"""/start/<id>/…: one thing to do: done with a line, put off, handed to a colleague, and undone."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from matcher import phrases
from matcher.domain.accounts import Role
from matcher.domain.errors import Invalid, NotNow
from matcher.services import todo_deeds, todo_lines, todos
from matcher.services.colleagues import coordinators, without_password
from web.forms.faults import tell
from web.forms.todos import DoneForm, HandOverForm, LaterForm
from web.plumbing import todo_words
from web.plumbing.clock import now
from web.plumbing.database import reading, transaction
from web.plumbing.languages import language
from web.plumbing.permissions import allowed, signed_in

room = Blueprint("todos", __name__, url_prefix="/start/<todo_id>")

NOT_YET = _l("%(name)s (har inte valt lösenord än)")
Page = str | Response | tuple[str, int]


@room.get("")
@allowed(Role.COORDINATOR)
def one(todo_id: str) -> Page:
    """What it is, and everything that may be done with it."""
    try:
        return _page(todo_id)
    except NotNow as refused:
        return _too_late(refused)


@room.post("/klart")
@allowed(Role.COORDINATOR)
def done(todo_id: str) -> Page:
    """It has been done."""
    form = DoneForm()
    given = {"line": form.line.data} if form.validate() else None
    said = _("Klart. Raden är borta från listan och finns kvar i händelserna.")
    return _do(todo_id, todo_deeds.done, said, form, given, undo=True)


@room.post("/angra")
@allowed(Role.COORDINATOR)
def open_again(todo_id: str) -> Page:
    """It was ticked off by mistake."""
    return _do(todo_id, todo_deeds.open_again, _("Raden är tillbaka på listan."), None, {})


@room.post("/senare")
@allowed(Role.COORDINATOR)
def later(todo_id: str) -> Page:
    """Not now."""
    form = LaterForm()
    given = {"days": int(form.days.data)} if form.validate() else None
    return _do(todo_id, todos.snooze, todo_words.put_off, form, given)


@room.post("/kollega")
@allowed(Role.COORDINATOR)
def hand_over(todo_id: str) -> Page:
    """A colleague does it instead."""
    form = HandOverForm(colleagues=_colleagues())
    given = {"to": form.to.data} if form.validate() else None
    said = (
        _("Den ligger hos dig nu.")
        if form.to.data == signed_in()["by"]
        else _("Den ligger hos din kollega nu. Säg det också.")
    )
    return _do(todo_id, todos.hand_over, said, form, given)


def _do(
    todo_id: str,
    deed: Callable[..., Any],
    said: str | Callable[[Any], str],
    form: FlaskForm | None,
    given: dict[str, Any] | None,
    *,
    undo: bool = False,
) -> Page:
    """Do it, or show the page again with what is wrong at its field."""
    try:
        if given is None:
            return _page(todo_id, form), 422
        with transaction() as session:
            found = deed(session, todo_id, **given, **signed_in(), at=now())
    except NotNow as refused:
        return _too_late(refused)
    except Invalid as refused:
        if form is None:
            raise
        tell(form, refused)
        return _page(todo_id, form), 422
    flash(said if isinstance(said, str) else said(found))
    return redirect(url_for("start.morning", klar=todo_id if undo else None), 303)


def _page(todo_id: str, form: FlaskForm | None = None) -> str:
    with reading() as session:
        line = todo_lines.one(session, todo_id, **signed_in(), at=now())
    colleagues = [one for one in _colleagues() if one[0] != (line.owner_id or signed_in()["by"])]
    forms = {
        "done": form if isinstance(form, DoneForm) else DoneForm(formdata=None),
        "later": form if isinstance(form, LaterForm) else LaterForm(formdata=None),
        "over": form
        if isinstance(form, HandOverForm)
        else HandOverForm(formdata=None, colleagues=colleagues),
    }
    return render_template(
        "start/one.html",
        row=todo_words.row(line),
        line=line,
        colleagues=colleagues,
        faults=bool(form and form.errors),
        **forms,
    )


def _colleagues() -> list[tuple[str, str]]:
    """(id, name) of who may be given it: oneself too, of what lies with somebody else; and of a
    colleague who cannot sign in yet that it is so.
    """
    centre, by = signed_in()["centre"], signed_in()["by"]
    with reading() as session:
        working = coordinators(session, centre=centre)
        waiting = without_password(session, centre=centre)
    words = {by: _("%(name)s (du själv)"), **dict.fromkeys(waiting - {by}, NOT_YET)}
    return [(who, str(words.get(who, "%(name)s")) % {"name": name}) for who, name in working]


def _too_late(refused: NotNow) -> Response:
    flash(phrases.refusal(refused, language()), "late")
    return redirect(url_for("start.morning"), 303)
