"""/central/forsakring, /volontarer/<id>/forsakring: what the insurance covers, and who has read
what it does not (R16).
"""

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher import phrases
from matcher.domain.accounts import Role
from matcher.domain.errors import Invalid
from matcher.services import insurance
from web.forms.insurance import SignForm, TermsForm
from web.plumbing.clock import now
from web.plumbing.database import reading, transaction
from web.plumbing.languages import language
from web.plumbing.permissions import allowed, signed_in

room = Blueprint("insurance", __name__)


@room.get("/central/forsakring")
@allowed(Role.MANAGER)
def terms() -> str:
    """What the insurance covers, to be changed."""
    with reading() as rows:
        found = insurance.terms(rows, centre=signed_in()["centre"])
    return render_template("insurance/terms.html", form=TermsForm.of(found))


@room.post("/central/forsakring")
@allowed(Role.MANAGER)
def say_terms() -> Response:
    """Save it."""
    form = TermsForm()
    if not form.validate():
        return make_response(render_template("insurance/terms.html", form=form), 422)
    with transaction() as rows:
        insurance.say_terms(rows, form.terms(), **signed_in(), at=now())
    flash(_("Sparat. Ingen volontär döljs. Samordnaren ser en varning och bestämmer."))
    return redirect(url_for(".terms"))


@room.post("/volontarer/<volunteer_id>/forsakring")
@allowed(Role.COORDINATOR)
def sign(volunteer_id: str) -> Response:
    """Somebody has read a warning about a volunteer."""
    form = SignForm()
    is_right = form.validate()  # else no initials are handed on, and the deed says what to write
    words, kind = _("Antecknat att du har läst det."), "message"
    try:
        with transaction() as rows:
            insurance.sign(
                rows,
                volunteer_id,
                form.terms.data or "",
                (form.initials.data or "") if is_right else "",
                **signed_in(),
                at=now(),
            )
    except Invalid as refused:
        told = [phrases.fault(one, language()) for one in refused.faults.values()]
        words, kind = " ".join(told), "late"
    flash(words, kind)
    return redirect(url_for("volunteers.one", volunteer_id=volunteer_id))
