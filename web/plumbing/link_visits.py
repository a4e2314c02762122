"""A visit that a link opened. Who comes in by it is nobody's account: her cookie holds the visit's
token; coordinators' roles mean nothing on her pages, and hers nothing elsewhere.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from types import ModuleType
from typing import Any, Generic, Protocol, TypeVar

from flask import flash, redirect, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher.services.signups import SignUpCentre
from web.plumbing import centres
from web.plumbing.clock import now
from web.plumbing.database import transaction
from web.plumbing.permissions import public

View = Callable[..., Any]


class AtACentre(Protocol):
    """Whoever came in by a link came in at a centre."""

    @property
    def centre(self) -> SignUpCentre:
        """Its name and number stand on the page."""


Visitor = TypeVar("Visitor", bound=AtACentre)


@dataclass(frozen=True)
class Door(Generic[Visitor]):
    """One kind of link, and the pages behind it.

    `service` tells who has come in, `visitor(session, token, at=…)`, and ends her visit, `go(…)`.
    """

    cookie: str  # the key in the session
    asked_for_at: str  # the endpoint where one asks for a link
    service: ModuleType

    def guard(self, view: View) -> View:
        """Only for somebody who has come in by her link; the view is handed who she is."""

        @wraps(view)
        def guarded(**arguments: Any) -> Any:
            found = self.here()
            if found is None:
                session.pop(self.cookie, None)
                flash(_("Be om en länk för att komma in."), "wait")
                return redirect(url_for(self.asked_for_at))
            return view(found, **arguments)

        return public(guarded)

    def here(self) -> Visitor | None:
        """Who has come in, if she is here still."""
        token = session.get(self.cookie)
        if not token:
            return None
        with transaction() as rows:
            found: Visitor | None = self.service.visitor(rows, token, at=now())
        if found is not None:
            centres.show_public(found.centre)
        return found

    def come_in(self, token: str) -> None:
        """Her visit begins."""
        session[self.cookie] = token

    def go(self) -> Response:
        """Her visit is over, on the server first."""
        token = session.pop(self.cookie, None)
        if token:
            with transaction() as rows:
                self.service.go(rows, token, at=now())
        return redirect(url_for(self.asked_for_at))
