"""/volontarer/<id>/egen-sida: a link to a volunteer's own page, shown on the coordinator's screen
for her to scan: not everybody has an e-mail address. And her page shut, when a password is lost.
"""

from urllib.parse import urljoin

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher.domain.accounts import Role
from matcher.services import own_door, own_passwords
from web.plumbing.clock import now
from web.plumbing.database import transaction
from web.plumbing.installation import public_url
from web.plumbing.permissions import allowed, signed_in
from web.plumbing.qr import code

room = Blueprint("own_links", __name__, url_prefix="/volontarer/<volunteer_id>/egen-sida")


@room.post("/")
@allowed(Role.COORDINATOR)
def show(volunteer_id: str) -> str:
    """A code to scan, once, for half an hour. That it was shown stands in the audit."""
    with transaction() as rows:
        token = own_door.hand_out(rows, volunteer_id, **signed_in(), at=now())
    address = urljoin(public_url(), url_for("own_door.door", own_token=token))
    return render_template(
        "own/shown.html", volunteer_id=volunteer_id, address=address, code=code(address)
    )


@room.post("/stang")
@allowed(Role.COORDINATOR)
def shut(volunteer_id: str) -> Response:
    """No password, nobody in: it was forgotten, or somebody else knows it. A link still works."""
    with transaction() as rows:
        own_passwords.take_away(rows, volunteer_id, **signed_in(), at=now())
    flash(_("Lösenordet är borttaget och egna sidan stängd överallt. En ny länk fungerar."))
    return redirect(url_for("volunteers.one", volunteer_id=volunteer_id))
