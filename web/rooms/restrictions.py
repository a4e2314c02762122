"""/volontarer/<id>/begransa, /mottagare/<id>/begransa: nothing is done with what is told of a
person while something about it is to be settled, and then it is again (R77).
"""

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher.domain.accounts import Role
from matcher.services import restrictions
from web.plumbing import person_pages
from web.plumbing.clock import now
from web.plumbing.database import transaction
from web.plumbing.permissions import allowed, signed_in

room = Blueprint("restrictions", __name__)

LIFT = "hav"


@room.get("/volontarer/<volunteer_id>/begransa")
@allowed(Role.COORDINATOR)
def ask_volunteer(volunteer_id: str) -> str:
    """What it means, or what lifting it does."""
    return _asked("volunteer", volunteer_id, _("Låt uppgifterna om en volontär ligga stilla"))


@room.post("/volontarer/<volunteer_id>/begransa")
@allowed(Role.COORDINATOR)
def volunteer(volunteer_id: str) -> Response:
    """Restricted, or not any more."""
    return _turned("volunteer", volunteer_id)


@room.get("/mottagare/<recipient_id>/begransa")
@allowed(Role.COORDINATOR)
def ask_recipient(recipient_id: str) -> str:
    """What it means, or what lifting it does."""
    return _asked("recipient", recipient_id, _("Låt uppgifterna om en mottagare ligga stilla"))


@room.post("/mottagare/<recipient_id>/begransa")
@allowed(Role.COORDINATOR)
def recipient(recipient_id: str) -> Response:
    """Restricted, or not any more."""
    return _turned("recipient", recipient_id)


def _asked(about: str, person_id: str, title: str) -> str:
    with transaction() as rows:
        page = person_pages.seen(rows, about, person_id)
    back = person_pages.own_page(about)
    return render_template("restrictions/ask.html", page=page, title=title, back=back)


def _turned(about: str, person_id: str) -> Response:
    is_lifted = request.form.get("vad") == LIFT
    deed = restrictions.lift if is_lifted else restrictions.restrict
    with transaction() as rows:
        deed(rows, about, person_id, **signed_in(), at=now())
    if is_lifted:
        flash(_("Uppgifterna används igen."))
    else:
        flash(_("Klart. Uppgifterna ligger stilla, och personen föreslås inte."))
    return redirect(person_pages.own_page(about))
