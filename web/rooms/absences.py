"""/borta: who is away, and who covers: her to-dos then lie on the other's desk too. Who leaves
hands all of it over.
"""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from matcher.domain.accounts import Role
from matcher.domain.errors import Invalid
from matcher.services import absences, caseloads, concern_plans
from matcher.services.colleagues import coordinators
from web.forms.faults import tell
from web.forms.todos import AbsenceForm, CaseloadForm
from web.plumbing.clock import now
from web.plumbing.database import reading, transaction
from web.plumbing.permissions import allowed, signed_in

room = Blueprint("absences", __name__, url_prefix="/borta")


@room.get("/")
@allowed(Role.COORDINATOR, Role.MANAGER)
def listed() -> str:
    """Who is away now and later, and a form."""
    return _page(_absence())


@room.post("/")
@allowed(Role.COORDINATOR, Role.MANAGER)
def add() -> Response | tuple[str, int]:
    """Somebody is away."""
    form = AbsenceForm(colleagues=_colleagues())
    if not form.validate():
        return _page(form), 422
    try:
        with transaction() as session:
            absences.add(session, **form.facts(), **signed_in(), at=now())
    except Invalid as refused:
        tell(form, refused)
        return _page(form), 422
    flash(_("Antecknat. Det som ska göras ligger hos den som täcker, så länge."))
    return redirect(url_for(".listed"), 303)


@room.post("/<absence_id>/slut")
@allowed(Role.COORDINATOR, Role.MANAGER)
def remove(absence_id: str) -> Response:
    """She is back, or does not go."""
    with transaction() as session:
        absences.remove(session, absence_id, **signed_in(), at=now())
    flash(_("Borttaget."))
    return redirect(url_for(".listed"), 303)


@room.post("/lamna-over")
@allowed(Role.COORDINATOR, Role.MANAGER)
def hand_over() -> Response | tuple[str, int]:
    """All that lies with one of them lies with another."""
    form = CaseloadForm(givers=_givers(), colleagues=_colleagues())
    if not form.validate():
        return _page(_absence(), form), 422
    try:
        with transaction() as session:
            given = form.giver.data, form.heir.data
            caseloads.hand_over(session, *given, **signed_in(), at=now())
    except Invalid as refused:
        tell(form, refused)
        return _page(_absence(), form), 422
    flash(_("Överlämnat. Allt det ligger hos din kollega nu. Säg det också."))
    return redirect(url_for(".listed"), 303)


def _page(form: AbsenceForm, handing: CaseloadForm | None = None) -> str:
    givers, heirs = _givers(), _colleagues()
    handing = handing or CaseloadForm(formdata=None, givers=givers, colleagues=heirs)
    with reading() as session:
        found = absences.coming(session, centre=signed_in()["centre"], at=now())
        left = concern_plans.left_behind(session, found, **signed_in())
    return render_template(
        "start/away.html",
        form=form,
        found=found,
        left=left,
        alone=len(heirs) < 2,
        faults=bool(form.errors or handing.errors),
        handing=handing,
        can_hand_over=any(giver != heir for giver, _load in givers for heir, _name in heirs),
    )


def _absence() -> AbsenceForm:
    return AbsenceForm(formdata=None, colleagues=_colleagues(), who=signed_in()["by"])


def _givers() -> list[tuple[str, str]]:
    with reading() as session:
        found = caseloads.listed(session, centre=signed_in()["centre"])
    return [(one.account_id, _load(one)) for one in found]


def _load(one: caseloads.Caseload) -> str:
    matches = ngettext("en matchning", "%(num)s matchningar", one.matches)
    todos = ngettext("en sak att göra", "%(num)s saker att göra", one.todos)
    return _("%(name)s: %(matches)s, %(todos)s", name=one.name, matches=matches, todos=todos)


def _colleagues() -> list[tuple[str, str]]:
    with reading() as session:
        return coordinators(session, centre=signed_in()["centre"])
