"""/volontarer/<id>/kopia, /mottagare/<id>/kopia: a copy of all that is kept about somebody who has
asked for it, to print or as a file (R75). What it shows is logged, with who took it out.
"""

import json

from flask import Blueprint, Response, render_template, request
from flask_babel import gettext as _

from matcher.domain.accounts import Role
from matcher.services import copies
from matcher.services.copies import Copy
from web.plumbing import copy_values, person_pages
from web.plumbing.clock import now
from web.plumbing.database import transaction
from web.plumbing.naming import namer
from web.plumbing.permissions import allowed, signed_in

room = Blueprint("copies", __name__)

AS_FILE = "fil"


@room.get("/volontarer/<volunteer_id>/kopia")
@allowed(Role.COORDINATOR)
def ask_volunteer(volunteer_id: str) -> str:
    """What a copy holds, and whom it may be handed to."""
    return _asked("volunteer", volunteer_id, _("En kopia av en volontärs uppgifter"))


@room.post("/volontarer/<volunteer_id>/kopia")
@allowed(Role.COORDINATOR)
def volunteer(volunteer_id: str) -> Response | str:
    """The copy."""
    return _taken("volunteer", volunteer_id)


@room.get("/mottagare/<recipient_id>/kopia")
@allowed(Role.COORDINATOR)
def ask_recipient(recipient_id: str) -> str:
    """What a copy holds, and whom it may be handed to."""
    return _asked("recipient", recipient_id, _("En kopia av en mottagares uppgifter"))


@room.post("/mottagare/<recipient_id>/kopia")
@allowed(Role.COORDINATOR)
def recipient(recipient_id: str) -> Response | str:
    """The copy."""
    return _taken("recipient", recipient_id)


def as_file(found: Copy) -> Response:
    """The copy as a file. Its name carries nobody's."""
    text = json.dumps(found.as_json(), ensure_ascii=False, indent=1)
    named = {"Content-Disposition": "attachment; filename=handslag.json"}
    return Response(text, mimetype="application/json", headers=named)


def _asked(about: str, person_id: str, title: str) -> str:
    return person_pages.asked_first("copies/ask.html", about, person_id, title)


def _taken(about: str, person_id: str) -> Response | str:
    with transaction() as rows:
        found = copies.take(rows, about, person_id, **signed_in(), at=now())
        if request.form.get("vad") == AS_FILE:
            return as_file(found)
        sections = copy_values.sections(found, namer(rows))
    back = person_pages.own_page(about)
    return render_template("copies/taken.html", found=found, sections=sections, back=back)
