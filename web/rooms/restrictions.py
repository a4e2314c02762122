"""/volontarer/<id>/begransa, /mottagare/<id>/begransa: nothing is done with what is told of a
person while something about it is to be settled, and then it is again (R77).
"""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher.domain.accounts import Role
from matcher.services import recipients, restrictions, volunteers
from matcher.services.recipient_lines import RecipientPage
from matcher.services.volunteer_pages import VolunteerPage
from web.plumbing.clock import now
from web.plumbing.database import transaction
from web.plumbing.permissions import allowed, signed_in

room = Blueprint("restrictions", __name__)

LIFT = "hav"


@room.get("/volontarer/<volunteer_id>/begransa")
@allowed(Role.COORDINATOR)
def ask_volunteer(volunteer_id: str) -> str:
    """What it means, or what lifting it does."""
    with transaction() as rows:
        page = volunteers.one(rows, volunteer_id, **signed_in(), at=now())
    return _asked(page, _("Låt uppgifterna om en volontär ligga stilla"), "volunteers.one")


@room.post("/volontarer/<volunteer_id>/begransa")
@allowed(Role.COORDINATOR)
def volunteer(volunteer_id: str) -> Response:
    """Restricted, or not any more."""
    _turn("volunteer", volunteer_id)
    return redirect(url_for("volunteers.one", volunteer_id=volunteer_id))


@room.get("/mottagare/<recipient_id>/begransa")
@allowed(Role.COORDINATOR)
def ask_recipient(recipient_id: str) -> str:
    """What it means, or what lifting it does."""
    with transaction() as rows:
        page = recipients.one(rows, recipient_id, **signed_in(), at=now())
    return _asked(page, _("Låt uppgifterna om en mottagare ligga stilla"), "recipients.one")


@room.post("/mottagare/<recipient_id>/begransa")
@allowed(Role.COORDINATOR)
def recipient(recipient_id: str) -> Response:
    """Restricted, or not any more."""
    _turn("recipient", recipient_id)
    return redirect(url_for("recipients.one", recipient_id=recipient_id))


def _asked(page: VolunteerPage | RecipientPage, title: str, leads_back: str) -> str:
    back = url_for(leads_back, **request.view_args or {})
    return render_template("restrictions/ask.html", page=page, title=title, back=back)


def _turn(about: str, person_id: str) -> None:
    is_lifted = request.form.get("vad") == LIFT
    deed = restrictions.lift if is_lifted else restrictions.restrict
    with transaction() as rows:
        deed(rows, about, person_id, **signed_in(), at=now())
    if is_lifted:
        flash(_("Uppgifterna används igen."))
    else:
        flash(_("Klart. Uppgifterna ligger stilla, och personen föreslås inte."))
