"""/borta/lamna-over: who leaves hands all that lies with her to another: told first, done on a yes,
taken back while nobody has done anything with it.
"""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from matcher import phrases
from matcher.domain.accounts import Role
from matcher.domain.errors import Invalid, NotNow
from matcher.services import caseloads
from matcher.services.caseloads import Caseload
from matcher.services.colleagues import coordinators
from web.forms.faults import tell
from web.forms.todos import CaseloadForm
from web.plumbing.clock import now
from web.plumbing.database import reading, transaction
from web.plumbing.languages import language
from web.plumbing.permissions import allowed, signed_in

room = Blueprint("caseloads", __name__, url_prefix="/borta/lamna-over")


@room.get("")
@allowed(Role.COORDINATOR, Role.MANAGER)
def ask() -> str | tuple[str, int]:
    """What would go from whom to whom, before anything does."""
    form = caseload_form(request.args)
    return _ask(form, 200) if "giver" in request.args else _chosen(form)


@room.post("")
@allowed(Role.COORDINATOR, Role.MANAGER)
def hand_over() -> Response | str | tuple[str, int]:
    """All that lies with one of them lies with another."""
    form = caseload_form(request.form)
    if not form.validate():
        return _ask(form, 422)
    try:
        with transaction() as session:
            given = form.giver.data, form.heir.data
            caseloads.hand_over(session, *given, **signed_in(), at=now())
    except Invalid as refused:
        tell(form, refused)
        return _chosen(form), 422
    flash(_("Överlämnat. Allt det ligger hos din kollega nu. Säg det också."))
    return redirect(url_for("absences.listed"), 303)


@room.post("/<account_id>/angra")
@allowed(Role.COORDINATOR, Role.MANAGER)
def take_back(account_id: str) -> Response:
    """It was a mistake: all of it lies where it lay."""
    try:
        with transaction() as session:
            caseloads.take_back(session, account_id, **signed_in(), at=now())
    except NotNow as refused:
        flash(phrases.refusal(refused, language()), "late")
    else:
        flash(_("Ångrat. Allt ligger där det låg före."))
    return redirect(url_for("absences.listed"), 303)


def caseload_form(given: object = None) -> CaseloadForm:
    """Whose goes to whom: everybody with whom something lies, and those who work here."""
    with reading() as session:
        centre = signed_in()["centre"]
        givers = [(one.account_id, one.name) for one in caseloads.listed(session, centre=centre)]
        heirs = coordinators(session, centre=centre)
    return CaseloadForm(given, givers=givers, colleagues=heirs, meta={"csrf": False})


def what_goes(one: Caseload) -> list[str]:
    """What lies with somebody, counted; what she has nothing of is left out."""
    living = ngettext("en matchning som pågår", "%(num)s matchningar som pågår", one.matches)
    counted = [
        (one.matches, living),
        (one.volunteers, ngettext("en volontär", "%(num)s volontärer", one.volunteers)),
        (one.recipients, ngettext("en mottagare", "%(num)s mottagare", one.recipients)),
        (one.todos, ngettext("en sak att göra", "%(num)s saker att göra", one.todos)),
    ]  # fmt: skip
    return [words for number, words in counted if number]


def _ask(form: CaseloadForm, status: int) -> str | tuple[str, int]:
    if not form.validate():
        return _chosen(form), 422
    try:
        with reading() as session:
            given = form.giver.data, form.heir.data
            found, heir = caseloads.handing(session, *given, centre=signed_in()["centre"])
    except Invalid as refused:
        tell(form, refused)
        return _chosen(form), 422
    page = render_template(
        "caseloads/ask.html", form=form, found=found, heir=heir, goes=what_goes(found)
    )
    return page, status


def _chosen(form: CaseloadForm) -> str:
    return render_template("caseloads/choose.html", form=form)
