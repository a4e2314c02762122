"""/central/kollegor: who works at the centre, and as what."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from matcher.domain.accounts import Role
from matcher.domain.errors import Invalid
from matcher.services import colleagues, passwords
from web.forms.colleagues import ColleagueForm, RolesForm
from web.forms.faults import tell
from web.plumbing import role_words
from web.plumbing.clock import now
from web.plumbing.database import reading, transaction
from web.plumbing.installation import public_url
from web.plumbing.permissions import allowed, signed_in

room = Blueprint("colleagues", __name__, url_prefix="/central/kollegor")


@room.get("/")
@allowed(Role.MANAGER)
def listed() -> str:
    """Everybody with an account."""
    with reading() as session:
        found = colleagues.listed(session, centre=signed_in()["centre"])
        return render_template("colleagues/listed.html", found=found, words=role_words)


@room.get("/ny")
@allowed(Role.MANAGER)
def new() -> str:
    """An empty form."""
    return render_template("colleagues/new.html", form=ColleagueForm(formdata=None))


@room.post("/ny")
@allowed(Role.MANAGER)
def add() -> Response:
    """An account, and a letter with a link to choose a password."""
    form = ColleagueForm()
    if form.validate():
        try:
            with transaction() as session:
                made = colleagues.add(
                    session, form.account(), **signed_in(), at=now(), public_url=public_url()
                )
            return redirect(url_for(".one", account_id=made.id))
        except Invalid as refused:
            tell(form, refused)
    return make_response(render_template("colleagues/new.html", form=form), 422)


@room.get("/<account_id>")
@allowed(Role.MANAGER)
def one(account_id: str) -> str:
    """One colleague: roles, last here, password chosen or not."""
    with reading() as session:
        found = colleagues.one(session, account_id, centre=signed_in()["centre"])
        return _page(found, RolesForm(formdata=None, roles=[role.value for role in found.roles]))


@room.post("/<account_id>/roller")
@allowed(Role.MANAGER)
def set_roles(account_id: str) -> Response:
    """These roles and no others."""
    form = RolesForm()
    if form.validate():
        try:
            with transaction() as session:
                colleagues.set_roles(session, account_id, form.chosen, **signed_in(), at=now())
            flash(_("Rollerna är sparade. De gäller från nästa klick."))
            if account_id == current_user.account and Role.MANAGER not in form.chosen:
                return redirect(url_for("about.front"))
            return redirect(url_for(".one", account_id=account_id))
        except Invalid as refused:
            tell(form, refused)
    with reading() as session:
        found = colleagues.one(session, account_id, centre=signed_in()["centre"])
        return make_response(_page(found, form), 422)


@room.post("/<account_id>/lank")
@allowed(Role.MANAGER)
def send_link(account_id: str) -> Response:
    """One more letter with a link; as seldom as for a forgotten password."""
    with transaction() as session:
        found = colleagues.one(session, account_id, centre=signed_in()["centre"])
        address = request.remote_addr or "nowhere"
        passwords.ask(session, found.email, address=address, public_url=public_url(), at=now())
    flash(_("Ett brev med en länk är på väg. Länken gäller en halvtimme."))
    return redirect(url_for(".one", account_id=account_id))


@room.get("/<account_id>/stang")
@allowed(Role.MANAGER)
def ask_close(account_id: str) -> str:
    """What closing means, before it is done."""
    with reading() as session:
        found = colleagues.one(session, account_id, centre=signed_in()["centre"])
        return render_template("colleagues/close.html", found=found)


@room.post("/<account_id>/stang")
@allowed(Role.MANAGER)
def close(account_id: str) -> Response:
    """She can no longer sign in."""
    with transaction() as session:
        colleagues.close(session, account_id, **signed_in(), at=now())
    flash(_("Kontot är stängt. Det som gjorts står kvar i händelserna."))
    is_self = account_id == current_user.account
    return redirect(url_for("account.sign_in" if is_self else ".listed"))


@room.post("/<account_id>/oppna")
@allowed(Role.MANAGER)
def reopen(account_id: str) -> Response:
    """She may sign in again."""
    with transaction() as session:
        colleagues.reopen(session, account_id, **signed_in(), at=now())
    flash(_("Kontot är öppet igen, med samma roller."))
    return redirect(url_for(".one", account_id=account_id))


def _page(found: colleagues.Colleague, form: RolesForm) -> str:
    return render_template("colleagues/one.html", found=found, form=form, words=role_words)
