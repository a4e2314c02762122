"""/volontarer/<id>/radera, /mottagare/<id>/radera: what is told of a person goes, when she asks for
it (R76). Only of who has ended; a page first says what goes and what stays, or why it cannot be.
"""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher import phrases
from matcher.domain.accounts import Role
from matcher.domain.errors import NotNow
from matcher.services import erasure, recipients, volunteers
from web.plumbing.clock import now
from web.plumbing.database import transaction
from web.plumbing.languages import language
from web.plumbing.permissions import allowed, signed_in

room = Blueprint("erasures", __name__)


@room.get("/volontarer/<volunteer_id>/radera")
@allowed(Role.COORDINATOR)
def ask_volunteer(volunteer_id: str) -> str:
    """What goes and what stays."""
    with transaction() as rows:
        page = volunteers.one(rows, volunteer_id, **signed_in(), at=now())
        refused = erasure.why_not(rows, "volunteer", volunteer_id, centre=signed_in()["centre"])
    return _asked(
        _("Ta bort uppgifterna om en volontär"),
        page.told.first_name,
        refused,
        action=url_for(".volunteer", volunteer_id=volunteer_id),
        back=url_for("volunteers.one", volunteer_id=volunteer_id),
    )


@room.post("/volontarer/<volunteer_id>/radera")
@allowed(Role.COORDINATOR)
def volunteer(volunteer_id: str) -> Response:
    """She is gone."""
    with transaction() as rows:
        erasure.erase(rows, "volunteer", volunteer_id, **signed_in(), at=now())
    flash(_("Uppgifterna är borttagna."))
    return redirect(url_for("volunteers.listed"))


@room.get("/mottagare/<recipient_id>/radera")
@allowed(Role.COORDINATOR)
def ask_recipient(recipient_id: str) -> str:
    """What goes and what stays."""
    with transaction() as rows:
        page = recipients.one(rows, recipient_id, **signed_in(), at=now())
        refused = erasure.why_not(rows, "recipient", recipient_id, centre=signed_in()["centre"])
    return _asked(
        _("Ta bort uppgifterna om en mottagare"),
        page.told.first_name,
        refused,
        action=url_for(".recipient", recipient_id=recipient_id),
        back=url_for("recipients.one", recipient_id=recipient_id),
    )


@room.post("/mottagare/<recipient_id>/radera")
@allowed(Role.COORDINATOR)
def recipient(recipient_id: str) -> Response:
    """She is gone."""
    with transaction() as rows:
        erasure.erase(rows, "recipient", recipient_id, **signed_in(), at=now())
    flash(_("Uppgifterna är borttagna."))
    return redirect(url_for("recipients.listed"))


def _asked(title: str, name: str, refused: NotNow | None, **where: str) -> str:
    why_not = phrases.refusal(refused, language()) if refused else None
    return render_template("erasures/ask.html", title=title, name=name, why_not=why_not, **where)
