"""/uppdragsgivare/lank, /in, /ut: the way into and out of an organisation's page, by a link that
works once; and the link as a coordinator shows it (R5, R28).
"""

from urllib.parse import urljoin

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from matcher.domain.accounts import Role
from matcher.domain.errors import Missing
from matcher.services import contact_pages
from web.forms.own import AskForm
from web.plumbing import centres, contact_page
from web.plumbing.clock import now
from web.plumbing.database import reading, transaction
from web.plumbing.installation import public_url
from web.plumbing.permissions import allowed, public, signed_in
from web.plumbing.qr import code

room = Blueprint("contact_door", __name__)
room.before_request(centres.alone)


@room.get("/uppdragsgivare/lank")
@public
def ask() -> str:
    """Ask for a link."""
    return render_template("contact/ask.html", form=AskForm())


@room.post("/uppdragsgivare/lank")
@public
def send_link() -> Answer | str:
    """Send one, if a contact has that address. The page says the same either way."""
    form = AskForm()
    if not form.validate():
        return make_response(render_template("contact/ask.html", form=form, faults=True), 422)
    with transaction() as rows:
        contact_pages.ask(
            rows,
            form.email.data or "",
            address=request.remote_addr or "unknown",
            public_url=public_url(),
            at=now(),
        )
    return render_template("contact/link_sent.html")


@room.get("/uppdragsgivare/in/<contact_token>")
@public
def door(contact_token: str) -> Answer | str:
    """A button behind the link. Opening it does not use the link: mail scanners open too."""
    with reading() as rows:
        if not contact_pages.link_works(rows, contact_token, at=now()):
            return make_response(render_template("contact/link_over.html"), 404)
    return render_template("contact/door.html")


@room.post("/uppdragsgivare/in/<contact_token>")
@public
def enter(contact_token: str) -> Answer:
    """Use the link up, and in."""
    try:
        with transaction() as rows:
            token = contact_pages.enter(rows, contact_token, at=now())
    except Missing:
        return make_response(render_template("contact/link_over.html"), 404)
    contact_page.come_in(token)
    return redirect(url_for("contact.page"))


@room.post("/uppdragsgivare/ut")
@public
def go() -> Answer:
    """Out."""
    flash(_("Du är ute. Be om en ny länk när du vill tillbaka."))
    return contact_page.go()


@room.post("/organisationer/<organisation_id>/kontakter/<contact_id>/egen-sida")
@allowed(Role.COORDINATOR)
def show(organisation_id: str, contact_id: str) -> str:
    """A code to scan, once, for half an hour. That it was shown stands in the audit."""
    with transaction() as rows:
        token = contact_pages.hand_out(rows, organisation_id, contact_id, **signed_in(), at=now())
    address = urljoin(public_url(), url_for(".door", contact_token=token))
    return render_template(
        "contact/shown.html", organisation_id=organisation_id, address=address, code=code(address)
    )
