"""The glue between Flask-Login and the sessions that live on the server.

The cookie holds a random token and nothing else. At each request the token is looked up as a row;
what it says of centre and roles is from that moment. Signing out ends the row, so a stolen
cookie dies with it. There is no remember-me cookie and no fingerprint of the browser.
"""

from flask import Flask, flash, redirect, request, session, url_for
from flask_babel import gettext
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from werkzeug.wrappers import Response

from matcher.domain.accounts import Role
from matcher.services import accounts
from web.plumbing.centres import CentreFace
from web.plumbing.clock import now
from web.plumbing.database import reading, transaction


class Visitor(UserMixin):
    """A signed-in person, as the row said at this request."""

    def __init__(self, token: str, found: accounts.SignedIn) -> None:
        self.token = token
        self.account: str = found.account
        self.centre: str = found.centre
        self.roles: frozenset[Role] = frozenset(found.roles)
        self.language: str = found.language
        self.called: str = found.called
        self.centre_face: CentreFace = CentreFace(found.centre_name, found.centre_phone)

    def get_id(self) -> str:
        """The session's own token, never the account's id: another session, another token."""
        return self.token


def init_app(app: Flask) -> None:
    manager = LoginManager(app)
    # A fingerprint of address and browser throws out phones that change network, and stops
    # nobody behind the same proxy.
    manager.session_protection = None
    manager.user_loader(_visitor)
    manager.unauthorized_handler(_ask_to_sign_in)
    app.context_processor(lambda: {"account_href": _address_of_account(app)})


def sign_in(token: str) -> None:
    """Begin a session for the token that `accounts.sign_in` gave, in an emptied cookie."""
    session.clear()
    found = _visitor(token)
    if found is None:
        raise LookupError("the session was not stored")
    login_user(found)


def sign_out() -> None:
    """End the row first: from here on the cookie opens nothing, whoever holds it."""
    if current_user.is_authenticated:
        with transaction() as rows:
            accounts.sign_out(rows, current_user.token, at=now())
    logout_user()
    session.clear()


def safe_next(wish: str | None) -> str | None:
    """Where to go after signing in, if it is a path of ours; else None."""
    if not wish or not wish.startswith("/") or wish.startswith(("//", "/\\")):
        return None
    return wish if wish.isprintable() and "\\" not in wish else None


def _visitor(token: str) -> Visitor | None:
    with reading() as rows:
        found = accounts.session_by_token(rows, token, at=now())
    return Visitor(token, found) if found else None


def _ask_to_sign_in() -> Response:
    """To the sign-in page and back again; htmx is told to move the whole page."""
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    address = url_for("account.sign_in", next=back)
    if "HX-Request" in request.headers:
        return Response(status=401, headers={"HX-Redirect": url_for("account.sign_in")})
    flash(gettext("Logga in för att fortsätta."), "wait")
    return redirect(address)


def _address_of_account(app: Flask) -> str | None:
    return url_for("account.mine") if "account.mine" in app.view_functions else None
