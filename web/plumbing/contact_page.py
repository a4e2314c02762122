"""The guard of the page of a person one calls at an organisation: nobody's account, as a
volunteer's own page (`own_page`); her link opened a visit, whose token her cookie holds.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import flash, redirect, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher.services import contact_pages
from matcher.services.contact_pages import ContactVisitor
from web.plumbing import centres
from web.plumbing.clock import now
from web.plumbing.database import transaction
from web.plumbing.permissions import public

COOKIE = "contact"

View = Callable[..., Any]


def for_contact(view: View) -> View:
    """Only for a contact who has come in by her link; the view is handed who she is."""

    @wraps(view)
    def guarded(**arguments: Any) -> Any:
        found = _here()
        if found is None:
            session.pop(COOKIE, None)
            flash(_("Be om en länk för att komma in."), "wait")
            return redirect(url_for("contact_door.ask"))
        return view(found, **arguments)

    return public(guarded)


def _here() -> ContactVisitor | None:
    """Who has come in, if she is here still; her centre's name and number stand on the page."""
    token = session.get(COOKIE)
    if not token:
        return None
    with transaction() as rows:
        found = contact_pages.visitor(rows, token, at=now())
    if found is not None:
        centres.show_public(found.centre)
    return found


def come_in(token: str) -> None:
    """Her visit begins."""
    session[COOKIE] = token


def go() -> Response:
    """Her visit is over, on the server first."""
    token = session.pop(COOKIE, None)
    if token:
        with transaction() as rows:
            contact_pages.go(rows, token, at=now())
    return redirect(url_for("contact_door.ask"))
