"""/forsta-start: an installation's first centre and its manager, for who can read the console."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher.domain.errors import Invalid
from matcher.services import first_start, installations
from web.forms.account import FirstStartForm, why_not
from web.forms.faults import tell
from web.plumbing.clock import now
from web.plumbing.database import reading, transaction
from web.plumbing.permissions import public

room = Blueprint("first_start", __name__, url_prefix="/forsta-start")

Page = str | Response | tuple[str, int]


@room.get("")
@public
def begin() -> Page:
    """The form; to the sign-in page where somebody can sign in already."""
    with reading() as rows:
        if not first_start.needs_manager(rows):
            return redirect(url_for("account.sign_in"))
    return _page(FirstStartForm())


@room.post("")
@public
def begin_now() -> Page:
    """Make them, if the code is right."""
    form = FirstStartForm()
    if not form.validate():
        return _page(form), 422
    address = request.remote_addr or "nowhere"
    with transaction() as rows:
        wait = installations.may_try_code(rows, address, at=now())
    if wait:
        form.code.errors = [why_not(wait)]
        return _page(form), 429
    try:
        with transaction() as rows:
            installations.begin(rows, form.code.data, form.centre(), form.manager(), at=now())
    except Invalid as refused:
        tell(form, refused)
        return _page(form), 422
    flash(_("Centralen finns. Logga in med din e-post och ditt lösenord."))
    return redirect(url_for("account.sign_in"))


def _page(form: FirstStartForm) -> str:
    return render_template("first_start/begin.html", form=form)
