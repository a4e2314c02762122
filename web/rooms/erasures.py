"""/volontarer/<id>/radera, /mottagare/<id>/radera: what is told of a person goes, when she asks for
it (R76). Only of who has ended; a page first says what goes and what stays, or why it cannot be.
"""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher import phrases
from matcher.domain.accounts import Role
from matcher.services import erasure
from web.plumbing import person_pages
from web.plumbing.clock import now
from web.plumbing.database import transaction
from web.plumbing.languages import language
from web.plumbing.permissions import allowed, signed_in

room = Blueprint("erasures", __name__)


@room.get("/volontarer/<volunteer_id>/radera")
@allowed(Role.COORDINATOR)
def ask_volunteer(volunteer_id: str) -> str:
    """What goes and what stays."""
    return _asked("volunteer", volunteer_id, _("Ta bort uppgifterna om en volontär"))


@room.post("/volontarer/<volunteer_id>/radera")
@allowed(Role.COORDINATOR)
def volunteer(volunteer_id: str) -> Response:
    """She is gone."""
    return _erased("volunteer", volunteer_id)


@room.get("/mottagare/<recipient_id>/radera")
@allowed(Role.COORDINATOR)
def ask_recipient(recipient_id: str) -> str:
    """What goes and what stays."""
    return _asked("recipient", recipient_id, _("Ta bort uppgifterna om en mottagare"))


@room.post("/mottagare/<recipient_id>/radera")
@allowed(Role.COORDINATOR)
def recipient(recipient_id: str) -> Response:
    """She is gone."""
    return _erased("recipient", recipient_id)


def _asked(about: str, person_id: str, title: str) -> str:
    with transaction() as rows:
        page = person_pages.seen(rows, about, person_id)
        refused = erasure.why_not(rows, about, person_id, centre=signed_in()["centre"])
    return render_template(
        "erasures/ask.html",
        title=title,
        name=page.told.first_name,
        told=page.told,
        why_not=phrases.refusal(refused, language()) if refused else None,
        back=person_pages.own_page(about),
    )


def _erased(about: str, person_id: str) -> Response:
    with transaction() as rows:
        erasure.erase(rows, about, person_id, **signed_in(), at=now())
    flash(_("Uppgifterna är borttagna."))
    return redirect(url_for(f"{about}s.listed"))
