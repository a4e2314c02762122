"""/min-sida/logga-in, /min-sida/losenord: a password for those who would rather have one (R5)."""

from datetime import datetime

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as Answer
from wtforms import Field

from matcher.services import own_passwords
from matcher.services.accounts import hashed
from matcher.services.own_door import OwnVisitor
from web.forms.account import NewPasswordForm, SignInForm, why_not
from web.forms.own import NoPasswordForm, OtherPasswordForm
from web.plumbing import centres, own_page
from web.plumbing.clock import now
from web.plumbing.database import reading, transaction
from web.plumbing.own_page import for_volunteer
from web.plumbing.permissions import public

room = Blueprint("own_passwords", __name__, url_prefix="/min-sida")
room.before_request(centres.alone)


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
    return _page(visitor)


@room.post("/losenord")
@for_volunteer
def keep(visitor: OwnVisitor) -> Answer:
    """She has it from now on. Who has one already gives it first."""
    has_one = _has_one(visitor)
    form = OtherPasswordForm() if has_one else NewPasswordForm()
    before = None
    if not form.validate() or (has_one and not (before := _before(visitor, form["old"]))):
        return _again(visitor, form)
    password = hashed(form.password.data)  # between units of work: it takes a while
    with transaction() as rows:
        token = own_passwords.choose(
            rows, password=password, before=before, **visitor.of_hers, at=now()
        )
    own_page.come_in(token)
    flash(_("Lösenordet är sparat. Nästa gång kan du logga in med det."))
    return redirect(url_for("own.data"))


@room.post("/losenord/ta-bort")
@for_volunteer
def forget(visitor: OwnVisitor) -> Answer:
    """A link is enough for her."""
    form = NoPasswordForm()
    if not form.validate() or not (before := _before(visitor, form["known"])):
        return _again(visitor, form)
    with transaction() as rows:
        own_passwords.remove(rows, before=before, **visitor.of_hers, at=now())
    flash(_("Lösenordet är borta. Be om en länk när du vill komma in."))
    return redirect(url_for("own.data"))


def _before(visitor: OwnVisitor, field: Field) -> str | None:
    """As what the password that she gave is kept; None, with the reason at the field, when it is
    not hers or there have been too many tries.
    """
    with transaction() as rows:
        wait = own_passwords.may_try_old(rows, visitor.volunteer_id, address=_address(), at=now())
    with reading() as rows:
        kept = own_passwords.kept_as(rows, old=field.data, **visitor.of_hers) if not wait else None
    if kept is None:
        field.errors = [why_not(wait) if wait else _("Lösenordet stämmer inte.")]
    return kept


def _token(form: SignInForm, at: datetime) -> str | None:
    """Of a new visit, if the password is right; looked at while nobody waits for us."""
    with reading() as rows:
        found = own_passwords.recognise(rows, form.email.data or "", form.password.data)
    if found is None:
        return None
    with transaction() as rows:
        return own_passwords.enter(rows, found, address=_address(), at=at)


def _has_one(visitor: OwnVisitor) -> bool:
    with reading() as rows:
        return own_passwords.is_chosen(rows, **visitor.of_hers)


def _page(visitor: OwnVisitor, faulty: FlaskForm | None = None) -> str:
    """Both forms; `faulty` is the one that came back."""
    has_one = _has_one(visitor)
    new = OtherPasswordForm(formdata=None) if has_one else NewPasswordForm(formdata=None)
    without = NoPasswordForm(formdata=None)
    if isinstance(faulty, NoPasswordForm):
        without = faulty
    elif faulty is not None:
        new = faulty
    return render_template(
        "own/password.html",
        who=visitor,
        form=new,
        without=without,
        faulty=faulty,
        has_one=has_one,
        faults=faulty is not None,
    )


def _again(visitor: OwnVisitor, form: FlaskForm) -> Answer:
    return make_response(_page(visitor, form), 422)


def _address() -> str:
    return request.remote_addr or "unknown"
