"""/pa-vag-in: everybody on the way in, each in one step, who waits longest for the centre first."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher.domain.accounts import Role
from matcher.services import ways_in
from matcher.services.ways_in import Whose
from web.plumbing import way_words
from web.plumbing.clock import now
from web.plumbing.database import transaction
from web.plumbing.permissions import allowed, signed_in

room = Blueprint("ways_in", __name__, url_prefix="/pa-vag-in")
SHOWN = 100  # lines; the kinds are lists of their own


@room.get("/")
@allowed(Role.COORDINATOR)
def listed() -> str:
    """All of them, or those of one kind."""
    with transaction() as rows:
        lines = ways_in.everybody(rows, **signed_in(), at=now())
    asked = request.args.get("vilka")
    whose = Whose(asked) if asked in set(Whose) else None
    shown = way_words.groups(lines, whose)
    return render_template(
        "ways_in/listed.html",
        count=len(shown),
        lines=shown[:SHOWN],
        kinds=[
            (one, way_words.KINDS[one], len(way_words.groups(lines, one)))
            for one in Whose
            if any(line.whose is one for line in lines)
        ],
        whose=whose,
        words=way_words,
    )


@room.post("/volontar/<volunteer_id>/ta")
@allowed(Role.COORDINATOR)
def take_volunteer(volunteer_id: str) -> Response:
    """She takes a volunteer on."""
    return _taken(Whose.VOLUNTEER, volunteer_id)


@room.post("/mottagare/<recipient_id>/ta")
@allowed(Role.COORDINATOR)
def take_recipient(recipient_id: str) -> Response:
    """She takes a person on."""
    return _taken(Whose.RECIPIENT, recipient_id)


def _taken(whose: Whose, public_id: str) -> Response:
    with transaction() as rows:
        ways_in.take_on(rows, whose, public_id, **signed_in(), at=now())
    flash(_("Nu är du ansvarig. Det som är att göra om personen är ditt."))
    return redirect(url_for(".listed"))
