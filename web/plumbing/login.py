"""The glue between Flask-Login and the sessions that live on the server.

The cookie holds a random token and nothing else. At each request the token is looked up as a row;
what it says of centre and roles is from that moment. Signing out ends the row, so a stolen
cookie dies with it. There is no remember-me cookie and no fingerprint of the browser.
"""

from datetime import timedelta

from flask import Flask, current_app, flash, redirect, request, session, url_for
from flask_babel import gettext
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from werkzeug.wrappers import Response

from matcher.services import sign_ins
from matcher.settings import Settings
from web.plumbing.centres import CentreFace
from web.plumbing.clock import now
from web.plumbing.database import reading, transaction


class Visitor(UserMixin):
    """A signed-in person, as the rows said at this request."""

    def __init__(self, token: str, found: sign_ins.SignedIn) -> None:
        self.token, self.found = token, found
        self.account, self.centre = found.account, found.centre
        self.roles, self.language = found.roles, found.language
        self.called, self.name, self.email = found.called, found.name, found.email
        self.has_read_logging_text = found.has_read_logging_text
        self.centre_face = CentreFace(
            name=found.centre_name,
            phone=found.centre_phone,
            email=found.centre_email,
            owner_type=found.owner_type,
        )

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
    app.before_request(_still_here)
    app.context_processor(lambda: {"account_href": _address_of_account(app)})


def sign_in(token: str) -> None:
    """Begin a session for the token that `sign_ins.enter` gave, in an emptied cookie."""
    session.clear()
    login_user(_visitor(token))


def sign_out() -> None:
    """End the row first: from here on the cookie opens nothing, whoever holds it."""
    if current_user.is_authenticated:
        with transaction() as rows:
            sign_ins.sign_out(rows, current_user.token, at=now())
    logout_user()
    session.clear()


def safe_next(wish: str | None) -> str | None:
    """Where to go after signing in, if it is a path of ours; else None."""
    if not wish or not wish.startswith("/") or wish.startswith(("//", "/\\")):
        return None
    return wish if wish.isprintable() and "\\" not in wish else None


def _visitor(token: str) -> Visitor | None:
    settings: Settings = current_app.extensions["settings"]
    idle = timedelta(minutes=settings.session_idle_minutes)
    with reading() as rows:
        found = sign_ins.session_by_token(rows, token, at=now(), idle=idle)
    return Visitor(token, found) if found else None


def _still_here() -> None:
    """Before the view, so that no view has a transaction open when the person is looked up."""
    if request.endpoint == "static" or not current_user.is_authenticated:
        return
    if now() - current_user.found.seen_at < sign_ins.SEEN_EVERY:
        return
    try:
        with transaction() as rows:
            sign_ins.seen(rows, current_user.token, at=now())
    except Exception:
        # Reading goes on when the disk is full; the worst is an hour that ends early.
        current_app.logger.exception("could not note that the session is in use")


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
