"""/central: what the centre is, where people sign up, and its areas; set by the manager."""

from urllib.parse import urljoin

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from matcher.domain.accounts import Role
from matcher.domain.errors import Invalid
from matcher.services import centres
from matcher.services.centres import AreaLine
from web.forms.area_map import AreaMap
from web.forms.centre import AreaForm, FactsForm
from web.forms.faults import tell
from web.plumbing import menu, qr
from web.plumbing.clock import now
from web.plumbing.database import reading, transaction
from web.plumbing.installation import public_url
from web.plumbing.permissions import allowed, signed_in

LONGEST_NAME = 80  # characters of an area's name, as its field has
room = Blueprint("centre", __name__, url_prefix="/central")

IN_MENU = menu.Entry(
    place=90, endpoint="centre.facts", words=_l("Centralen"), roles=(Role.MANAGER,)
)


@room.get("/")
@allowed(Role.MANAGER)
def facts() -> str:
    """The centre as it is, to be changed."""
    with reading() as session:
        found = centres.facts(session, centre=signed_in()["centre"])
        return _facts_page(session, FactsForm.of(found))


@room.post("/")
@allowed(Role.MANAGER)
def change() -> Response:
    """Save it; another owner brings another legal text, and the page says so."""
    with transaction() as session:
        form = FactsForm()
        form.where.known = centres.facts(session, centre=signed_in()["centre"]).place
        if not form.validate():
            return make_response(_facts_page(session, form), 422)
        changed = centres.change(session, form.facts(), **signed_in(), at=now())
    flash(_changed_words(changed))
    return redirect(url_for(".facts"))


@room.get("/affisch")
@allowed(Role.MANAGER, Role.COORDINATOR)
def poster() -> str:
    """A page to print and put up: where to sign up, as words and as a code to scan."""
    with reading() as session:
        address = _sign_up_address(session)
        shown = centres.facts(session, centre=signed_in()["centre"])
    return render_template(
        "centre/poster.html", address=address, shown=shown, code=qr.code(address)
    )


# ── areas ─────────────────────────────────────────────────────────────────────────────────────


@room.get("/omraden")
@allowed(Role.MANAGER)
def areas() -> str:
    """The parts of town, and a form for one more."""
    with reading() as session:
        named = {"name": request.args.get("namn", "")[:LONGEST_NAME]}
        return _areas_page(session, AreaForm(formdata=None, data=named))


@room.post("/omraden")
@allowed(Role.MANAGER)
def add_area() -> Response:
    """One more."""
    with transaction() as session:
        form = AreaForm()
        if form.validate():
            try:
                centres.add_area(session, form.area(), **signed_in(), at=now())
                flash(_("Området finns nu att välja för personer och uppdrag."))
                return redirect(url_for(".areas"))
            except Invalid as refused:
                tell(form, refused)
        return make_response(_areas_page(session, form), 422)


@room.get("/omraden/<area_id>")
@allowed(Role.MANAGER)
def area(area_id: str) -> str:
    """One area, to be changed or removed."""
    with reading() as session:
        found = centres.area(session, area_id, centre=signed_in()["centre"])
        return _area_page(found, AreaForm.of(found.told))


@room.post("/omraden/<area_id>")
@allowed(Role.MANAGER)
def change_area(area_id: str) -> Response:
    """Save it; those who live there move with its point."""
    with transaction() as session:
        found = centres.area(session, area_id, centre=signed_in()["centre"])
        form = AreaForm()
        if form.validate():
            try:
                centres.change_area(session, area_id, form.area(), **signed_in(), at=now())
                flash(_("Området är ändrat. Avstånden räknas från den nya punkten."))
                return redirect(url_for(".areas"))
            except Invalid as refused:
                tell(form, refused)
        return make_response(_area_page(found, form), 422)


@room.post("/omraden/<area_id>/ta-bort")
@allowed(Role.MANAGER)
def remove_area(area_id: str) -> Response:
    """Take it away, unless somebody lives there."""
    with transaction() as session:
        centres.remove_area(session, area_id, **signed_in(), at=now())
    flash(_("Området är borttaget."))
    return redirect(url_for(".areas"))


def _facts_page(session: Session, form: FactsForm) -> str:
    return render_template("centre/facts.html", form=form, address=_sign_up_address(session))


def _areas_page(session: Session, form: AreaForm) -> str:
    centre = signed_in()["centre"]
    around = AreaMap.around(centres.facts(session, centre=centre).place)
    found = centres.areas(session, centre=centre)
    unplaced = centres.names_without_point(session, centre=centre)
    return render_template(
        "centre/areas.html", areas=found, unplaced=unplaced, form=form, map=_map(around)
    )


def _area_page(found: AreaLine, form: AreaForm) -> str:
    shown = _map(AreaMap.of_area((found.told.lat, found.told.lon)))
    return render_template("centre/area.html", area=found, form=form, map=shown)


def _map(begun: AreaMap) -> AreaMap:
    """As it was looked at when the form was sent, else as it begins."""
    return AreaMap.told(request.form) if "mitt" in request.form else begun


def _sign_up_address(session: Session) -> str:
    code = centres.code(session, centre=signed_in()["centre"])
    return urljoin(public_url(), url_for("signup.page", code=code))


def _changed_words(changed: tuple[str, ...]) -> str:
    if not changed:
        return _("Ingenting var ändrat.")
    if "owner_type" in changed or "owner_name" in changed:
        return _("Sparat. Texten om personuppgifter i anmälan följer den nya ägaren.")
    if "week_day" in changed or "week_hour" in changed:
        return _("Sparat. Nästa vecka räknas fram på den nya tiden.")
    return _("Sparat.")
