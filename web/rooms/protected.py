"""/skyddade: people whose personal data are protected, by pseudonym (R73). For who has the role for
it; for everybody else the room is not there (R74). A coordinator who hears of it protects somebody
from her own page: /volontarer/<id>/skydda, /mottagare/<id>/skydda.
"""

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from matcher.domain.accounts import Role
from matcher.services import protected
from web.plumbing import menu, person_pages
from web.plumbing.clock import now
from web.plumbing.database import transaction
from web.plumbing.permissions import allowed, known_to, signed_in

room = Blueprint("protected", __name__)


# Without a number: how many there are stands on no page but their own (R74).
IN_MENU = menu.Entry(
    place=86,
    endpoint="protected.listed",
    words=_l("Skyddade"),
    roles=(Role.HANDLER,),
)


@room.get("/skyddade/")
@known_to(Role.HANDLER)
def listed() -> str:
    """The centre's, by pseudonym."""
    with transaction() as session:
        found = protected.listed(session, **signed_in(), at=now())
    return render_template("protected/listed.html", found=found)


@room.get("/skyddade/<protected_id>")
@known_to(Role.HANDLER)
def one(protected_id: str) -> str:
    """One of them, and who has looked. Somebody else is told of each look."""
    with transaction() as session:
        page = protected.one(session, protected_id, **signed_in(), at=now())
    return render_template("protected/one.html", page=page)


@room.post("/skyddade/<protected_id>/glom")
@known_to(Role.HANDLER)
def forget(protected_id: str) -> Response:
    """The pseudonym goes too."""
    with transaction() as session:
        protected.forget(session, protected_id, **signed_in(), at=now())
    flash(_("Pseudonymen är borttagen. Förstör också papperet."))
    return redirect(url_for(".listed"), 303)


@room.get("/volontarer/<volunteer_id>/skydda")
@allowed(Role.COORDINATOR)
def ask_volunteer(volunteer_id: str) -> str:
    """What to write on paper first, and what goes."""
    return _asked("volunteer", volunteer_id, _("En volontär får skyddade uppgifter"))


@room.post("/volontarer/<volunteer_id>/skydda")
@allowed(Role.COORDINATOR)
def volunteer(volunteer_id: str) -> str:
    """All that says who she is goes."""
    return _protected("volunteer", volunteer_id)


@room.get("/mottagare/<recipient_id>/skydda")
@allowed(Role.COORDINATOR)
def ask_recipient(recipient_id: str) -> str:
    """What to write on paper first, and what goes."""
    return _asked("recipient", recipient_id, _("En mottagare får skyddade uppgifter"))


@room.post("/mottagare/<recipient_id>/skydda")
@allowed(Role.COORDINATOR)
def recipient(recipient_id: str) -> str:
    """All that says who she is goes."""
    return _protected("recipient", recipient_id)


def _asked(about: str, person_id: str, title: str) -> str:
    return person_pages.asked_first("protected/ask.html", about, person_id, title)


def _protected(about: str, person_id: str) -> str:
    """The pseudonym is shown this once: in an address it could be read afterwards."""
    with transaction() as session:
        pseudonym = protected.protect(session, about, person_id, **signed_in(), at=now())
    current_app.extensions["database"].forget_old_pages()
    return render_template("protected/done.html", pseudonym=pseudonym)
