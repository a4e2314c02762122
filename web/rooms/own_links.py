"""/volontarer/<id>/egen-sida: a link to a volunteer's own page, shown on the coordinator's screen
for her to scan: not everybody has an e-mail address.
"""

from urllib.parse import urljoin

from flask import Blueprint, render_template, url_for

from matcher.domain.accounts import Role
from matcher.services import own_door
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
