"""/start: a list of things to do. What is late comes first, then today, then this week."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from matcher.domain.accounts import Role
from matcher.services import start, todos
from web.plumbing import menu, todo_words
from web.plumbing.clock import now
from web.plumbing.database import reading, transaction
from web.plumbing.permissions import allowed, signed_in

room = Blueprint("start", __name__, url_prefix="/start")


def _count() -> int:
    with reading() as session:
        return start.how_many(session, centre=signed_in()["centre"], at=now())


IN_MENU = menu.Entry(
    place=10,
    endpoint="start.morning",
    words=_l("Att göra"),
    roles=(Role.COORDINATOR,),
    count=_count,
)


@room.get("/")
@allowed(Role.COORDINATOR)
def morning() -> str:
    """What there is to do this week, and the week's run in numbers."""
    with reading() as session:
        found = start.morning(session, **signed_in(), at=now())
        return render_template("start/morning.html", found=found, rows=todo_words.rows)


@room.get("/alla")
@allowed(Role.COORDINATOR)
def everything() -> str:
    """Every open to-do, also those of later weeks."""
    with reading() as session:
        lines = start.all_open(session, centre=signed_in()["centre"], at=now())
        return render_template("start/everything.html", lines=lines, rows=todo_words.rows)


@room.post("/<todo_id>/klart")
@allowed(Role.COORDINATOR)
def done(todo_id: str) -> Response:
    """It has been done."""
    with transaction() as session:
        todos.done(session, todo_id, **signed_in(), at=now())
    flash(_("Klart. Raden är borta från listan och finns kvar i händelserna."))
    return redirect(url_for("start.morning"))
