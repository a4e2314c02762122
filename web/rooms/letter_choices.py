"""/konto/brev and /min-sida/uppgifter/brev: which letters one gets, said where one is at home."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher.services import letter_stops
from matcher.services.letter_stops import Whose
from matcher.services.own_door import OwnVisitor
from web.plumbing.clock import now
from web.plumbing.database import transaction
from web.plumbing.own_page import for_volunteer
from web.plumbing.permissions import allowed, signed_in

room = Blueprint("letter_choices", __name__)

NO = "nej"


@room.post("/konto/brev")
@allowed()
def of_account() -> Response:
    """A colleague wants a kind of letter, or no more of it."""
    who = signed_in()
    _choose(Whose(None, who["by"]), centre=who["centre"])
    return redirect(url_for("account.mine"), 303)


@room.post("/min-sida/uppgifter/brev")
@for_volunteer
def of_volunteer(visitor: OwnVisitor) -> Response:
    """A volunteer does, on her own page."""
    _choose(Whose(visitor.volunteer_id, None), centre=visitor.centre.id)
    return redirect(url_for("own.data"), 303)


def _choose(whose: Whose, *, centre: str) -> None:
    wanted = request.form.get("vill") != NO
    kind = request.form.get("slag", "")
    with transaction() as session:
        letter_stops.choose(session, whose, kind, wanted=wanted, centre=centre, at=now())
    flash(_("Breven kommer igen.") if wanted else _("Du får inga fler sådana brev."))
