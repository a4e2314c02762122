"""/min-sida/logga-in, /min-sida/losenord: a password for those who would rather have one (R5)."""

from datetime import datetime

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from matcher.services import own_passwords
from matcher.services.accounts import hashed
from matcher.services.own_door import OwnVisitor
from web.forms.account import NewPasswordForm, SignInForm, why_not
from web.plumbing import own_page
from web.plumbing.clock import now
from web.plumbing.database import reading, transaction
from web.plumbing.own_page import for_volunteer
from web.plumbing.permissions import public

room = Blueprint("own_passwords", __name__, url_prefix="/min-sida")


@room.get("/logga-in")
@public
def sign_in() -> str:
    """In by a password."""
    return render_template("own/sign_in.html", form=SignInForm())


@room.post("/logga-in")
@public
def sign_in_now() -> Answer:
    """Try; the answer never says which of the two was wrong."""
    form = SignInForm()
    if not form.validate():
        return make_response(render_template("own/sign_in.html", form=form, faults=True), 422)
    at = now()  # the moment by which a try is taken back that was no guess
    with transaction() as rows:
        wait = own_passwords.may_try(rows, form.email.data or "", address=_address(), at=at)
    token = None if wait else _token(form, at)
    if token is None:
        form.password.errors = [why_not(wait)]
        shown = render_template("own/sign_in.html", form=form, faults=True)
        return make_response(shown, 429 if wait else 422)
    own_page.come_in(token)
    return redirect(url_for("own.page"))


@room.get("/losenord")
@for_volunteer
def choose(visitor: OwnVisitor) -> str:
    """Choose one, or another."""
    return _page(visitor, NewPasswordForm())


@room.post("/losenord")
@for_volunteer
def keep(visitor: OwnVisitor) -> Answer:
    """She has it from now on."""
    form = NewPasswordForm()
    if not form.validate():
        return make_response(_page(visitor, form, faults=True), 422)
    password = hashed(form.password.data)  # between units of work: it takes a while
    with transaction() as rows:
        token = own_passwords.choose(rows, password=password, **visitor.of_hers, at=now())
    own_page.come_in(token)
    flash(_("Lösenordet är sparat. Nästa gång kan du logga in med det."))
    return redirect(url_for("own.data"))


@room.post("/losenord/ta-bort")
@for_volunteer
def forget(visitor: OwnVisitor) -> Answer:
    """A link is enough for her."""
    with transaction() as rows:
        own_passwords.remove(rows, **visitor.of_hers, at=now())
    flash(_("Lösenordet är borta. Be om en länk när du vill komma in."))
    return redirect(url_for("own.data"))


def _token(form: SignInForm, at: datetime) -> str | None:
    """Of a new visit, if the password is right; looked at while nobody waits for us."""
    with reading() as rows:
        found = own_passwords.recognise(rows, form.email.data or "", form.password.data)
    if found is None:
        return None
    with transaction() as rows:
        return own_passwords.enter(rows, found, address=_address(), at=at)


def _page(visitor: OwnVisitor, form: NewPasswordForm, *, faults: bool = False) -> str:
    with reading() as rows:
        has_one = own_passwords.is_chosen(rows, **visitor.of_hers)
    return render_template(
        "own/password.html", who=visitor, form=form, has_one=has_one, faults=faults
    )


def _address() -> str:
    return request.remote_addr or "unknown"
