"""/borta: who is away, and who covers: her to-dos then lie on the other's desk too."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher.domain.accounts import Role
from matcher.domain.errors import Invalid
from matcher.services import absences, caseloads, concern_plans
from matcher.services.colleagues import coordinators
from web.forms.faults import tell
from web.forms.todos import AbsenceForm
from web.plumbing.clock import now
from web.plumbing.database import reading, transaction
from web.plumbing.permissions import allowed, signed_in
from web.rooms.caseloads import caseload_form

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


def _page(form: AbsenceForm) -> str:
    colleagues, handing = _colleagues(), caseload_form()
    givers = [value for value, *_rest in handing.giver.iter_choices() if value]
    with reading() as session:
        found = absences.coming(session, centre=signed_in()["centre"], at=now())
        left = concern_plans.left_behind(session, found, **signed_in())
        handed = caseloads.undoable(session, centre=signed_in()["centre"], at=now())
    return render_template(
        "start/away.html",
        form=form,
        found=found,
        left=left,
        alone=len(colleagues) < 2,
        faults=bool(form.errors),
        handing=handing,
        handed=handed,
        can_hand_over=any(giver != heir for giver in givers for heir, _name in colleagues),
    )


def _absence() -> AbsenceForm:
    return AbsenceForm(formdata=None, colleagues=_colleagues())


def _colleagues() -> list[tuple[str, str]]:
    with reading() as session:
        return coordinators(session, centre=signed_in()["centre"])
