"""Signing in and out, passwords, and my account."""

from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from matcher.domain.errors import Invalid, Missing
from matcher.services import (
    accounts,
    first_start,
    letter_stops,
    passwords,
    sign_ins,
)
from web.forms.account import (
    ChangePasswordForm,
    ForgottenForm,
    LanguageForm,
    NewPasswordForm,
    SignInForm,
    why_not,
)
from web.forms.faults import tell
from web.plumbing import login
from web.plumbing.clock import now
from web.plumbing.database import reading, transaction
from web.plumbing.installation import public_url
from web.plumbing.letter_words import KINDS
from web.plumbing.permissions import allowed, public, signed_in

room = Blueprint("account", __name__)

Page = str | Response | tuple[str, int]
UNREAD_MAY_OPEN = (
    "account.",
    "first_start.",
    "about.",
    "static",
    "health.",
)  # before the logging text is read


@room.before_app_request
def _read_first() -> Response | None:
    """Whoever has not read that looks are logged meets that text before any person (R80)."""
    if not current_user.is_authenticated or current_user.has_read_logging_text:
        return None
    if request.endpoint is None or request.endpoint.startswith(UNREAD_MAY_OPEN):
        return None
    return redirect(url_for("account.logging"))


# ── in and out ────────────────────────────────────────────────────────────────────────────────


@room.get("/logga-in")
@public
def sign_in() -> Page:
    """The sign-in page; to the first start where nobody can sign in yet."""
    with reading() as rows:
        if first_start.needs_manager(rows):
            return redirect(url_for("first_start.begin"))
    return render_template("account/sign_in.html", form=SignInForm(), next=_wish())


@room.post("/logga-in")
@public
def sign_in_now() -> Page:
    """Try; the answer never says which of the two was wrong."""
    form = SignInForm()
    if not form.validate():
        return render_template("account/sign_in.html", form=form, next=_wish()), 422
    at = now()  # the moment by which a try is taken back that was no guess
    with transaction() as rows:
        wait = sign_ins.may_try(rows, form.email.data, address=_address(), at=at)
    token = None if wait else _token(form, at)
    if token is None:
        form.password.errors = [why_not(wait)]
        status = 429 if wait else 422
        return render_template("account/sign_in.html", form=form, next=_wish()), status
    login.sign_in(token)
    return redirect(login.safe_next(_wish()) or url_for("about.front"))


def _token(form: SignInForm, at: datetime) -> str | None:
    """Of a new session, if the password is right; looked at while nobody waits for us."""
    with reading() as rows:
        found = sign_ins.recognise(rows, form.email.data, form.password.data)
    if found is None:
        return None
    with transaction() as rows:
        return sign_ins.enter(rows, found, address=_address(), at=at)


@room.post("/logga-ut")
@public
def sign_out() -> Response:
    """End the session, on the server too."""
    login.sign_out()
    flash(_("Du är utloggad."))
    return redirect(url_for("account.sign_in"))


# ── a forgotten password ──────────────────────────────────────────────────────────────────────


@room.get("/glomt-losenord")
@public
def forgotten() -> Page:
    """Ask for a link."""
    return render_template("account/forgotten.html", form=ForgottenForm())


@room.post("/glomt-losenord")
@public
def send_link() -> Page:
    """Send one, if anybody has that address. The page says the same either way."""
    form = ForgottenForm()
    if not form.validate():
        return render_template("account/forgotten.html", form=form), 422
    with transaction() as rows:
        passwords.ask(rows, form.email.data, address=_address(), public_url=public_url(), at=now())
    return render_template("account/link_sent.html")


@room.get("/nytt-losenord/<token>")
@public
def new_password(token: str) -> Page:
    """The form behind the link. Opening it does not use the link: mail scanners open too."""
    with reading() as rows:
        if not passwords.link_works(rows, token, at=now()):
            return render_template("account/link_over.html"), 404
    return render_template("account/new_password.html", form=NewPasswordForm())


@room.post("/nytt-losenord/<token>")
@public
def choose_password(token: str) -> Page:
    """Use the link: a new password, every old session over."""
    form = NewPasswordForm()
    if not form.validate():
        return render_template("account/new_password.html", form=form), 422
    try:
        with reading() as rows:
            if not passwords.link_works(rows, token, at=now()):
                raise Missing("link", "")
        password = accounts.hashed(form.password.data)
        with transaction() as rows:
            passwords.choose(rows, token, password, at=now())
    except Missing:
        return render_template("account/link_over.html"), 404
    session.clear()
    flash(_("Lösenordet är bytt. Logga in med det nya."))
    return redirect(url_for("account.sign_in"))


# ── my account ────────────────────────────────────────────────────────────────────────────────


@room.get("/konto")
@allowed()
def mine() -> Page:
    """Name, roles, language, password, signing out."""
    return _mine(ChangePasswordForm(), LanguageForm(language=current_user.language))


def _mine(form: ChangePasswordForm, spoken: LanguageForm) -> str:
    with reading() as rows:
        who = signed_in()
        whose = letter_stops.Whose(None, who["by"])
        letters = letter_stops.choices_of(rows, whose, centre=who["centre"])
    return render_template(
        "account/mine.html", form=form, spoken=spoken, letters=letters, letter_kinds=KINDS
    )


@room.post("/konto/sprak")
@allowed()
def choose_language() -> Page:
    """Her pages in another language, from the next one on."""
    form = LanguageForm()
    if not form.validate():
        return _mine(ChangePasswordForm(formdata=None), form), 422
    with transaction() as rows:
        accounts.choose_language(rows, form.language.data, **signed_in(), at=now())
    # The page's link chose for this browser; what she chose for herself takes its place.
    return redirect(url_for("account.mine", lang=form.language.data), 303)


@room.post("/konto/losenord")
@allowed()
def change_password() -> Page:
    """A new password; every session is over, this one begins anew."""
    form, spoken = ChangePasswordForm(), LanguageForm(formdata=None, language=current_user.language)
    if not form.validate():
        return _mine(form, spoken), 422
    try:
        with reading() as rows:
            change = accounts.new_password(rows, form.old.data, form.new.data, **signed_in())
        with transaction() as rows:
            accounts.change_password(rows, change, **signed_in(), at=now())
    except Invalid as refused:
        tell(form, refused)
        return _mine(form, spoken), 422
    session.clear()
    flash(_("Lösenordet är bytt. Logga in med det nya."))
    return redirect(url_for("account.sign_in"))


@room.get("/konto/loggning")
@allowed()
def logging() -> Page:
    """That every look at a person is logged, and why."""
    return render_template("account/logging.html")


@room.post("/konto/loggning")
@allowed()
def read_logging() -> Response:
    """She has read it."""
    with transaction() as rows:
        accounts.acknowledge_logging(rows, **signed_in(), at=now())
    return redirect(url_for("about.front"))


def _wish() -> str | None:
    return request.values.get("next")


def _address() -> str:
    """Where a request comes from, behind as many proxies as the installation says it has."""
    return request.remote_addr or "nowhere"
