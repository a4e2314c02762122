"""/min-sida/lank, /in: in by a link that works once, no password to remember; and out (R5)."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from matcher.domain.errors import Missing
from matcher.services import own_door
from web.forms.own import AskForm
from web.plumbing import centres, own_page
from web.plumbing.clock import now
from web.plumbing.database import reading, transaction
from web.plumbing.installation import public_url
from web.plumbing.permissions import public

room = Blueprint("own_door", __name__, url_prefix="/min-sida")
room.before_request(centres.alone)


@room.get("/lank")
@public
def ask() -> str:
    """Ask for a link."""
    return render_template("own/ask.html", form=AskForm())


@room.post("/lank")
@public
def send_link() -> Answer | str:
    """Send one, if a volunteer has that address. The page says the same either way."""
    form = AskForm()
    if not form.validate():
        return make_response(render_template("own/ask.html", form=form, faults=True), 422)
    with transaction() as rows:
        own_door.ask(
            rows,
            form.email.data or "",
            address=request.remote_addr or "unknown",
            public_url=public_url(),
            at=now(),
        )
    return render_template("own/link_sent.html")


@room.get("/in/<own_token>")
@public
def door(own_token: str) -> Answer | str:
    """A button behind the link. Opening it does not use the link: mail scanners open too."""
    with reading() as rows:
        centre = own_door.behind(rows, own_token, at=now())
    if centre is None:
        return make_response(render_template("own/link_over.html"), 404)
    centres.show_public(centre)
    return render_template("own/door.html")


@room.post("/in/<own_token>")
@public
def enter(own_token: str) -> Answer:
    """Use the link up, and in."""
    try:
        with transaction() as rows:
            token = own_door.enter(rows, own_token, at=now())
    except Missing:
        return make_response(render_template("own/link_over.html"), 404)
    own_page.come_in(token)
    return redirect(url_for("own.page"))


@room.post("/ut")
@public
def go() -> Answer:
    """Out."""
    flash(_("Du är ute. Be om en ny länk när du vill tillbaka."))
    return own_page.go()
