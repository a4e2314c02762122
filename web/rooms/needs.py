"""/uppdrag: local needs and errands; one of them; opened, changed, closed and opened again."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from matcher import phrases
from matcher.domain.accounts import Role
from matcher.domain.errors import AlreadyDecided, Invalid
from matcher.domain.needs import NeedKind, NeedState, NewNeed
from matcher.domain.people import WordStance
from matcher.services import choices, needs, organisations, places, recipients, week_upkeep
from matcher.services.needs import NeedPage
from web.forms.faults import tell
from web.forms.needs import LocalNeedForm, PersonalNeedForm, WantedForm
from web.forms.versions import say_saved_meanwhile
from web.plumbing import menu, need_words, organisation_parts
from web.plumbing.clock import now, today
from web.plumbing.database import transaction
from web.plumbing.languages import language
from web.plumbing.naming import namer
from web.plumbing.need_forms import handed_in
from web.plumbing.people_parts import match_state
from web.plumbing.permissions import allowed, signed_in

room = Blueprint("needs", __name__, url_prefix="/uppdrag")

IN_MENU = menu.Entry(
    place=50, endpoint="needs.listed", words=_l("Uppdrag"), roles=(Role.COORDINATOR,)
)
CLOSINGS: dict[str, tuple[NeedState, Any]] = {
    "stang": (NeedState.CLOSED, _l("Uppdraget är stängt. Ingen föreslås.")),
    "fyllt": (NeedState.FILLED, _l("Uppdraget är fyllt. Ingen mer föreslås.")),
}

UNASKED = (WordStance.LIKES, WordStance.DISLIKES, WordStance.WILL_NOT, WordStance.FUNCTION)


@room.get("/")
@allowed(Role.COORDINATOR)
def listed() -> str:
    """Local needs and errands a page at a time."""
    state = request.args.get("lage")
    with transaction() as rows:
        named = namer(rows)
        page = needs.listed(
            rows,
            **signed_in(),
            at=now(),
            state=NeedState(state) if state in set(NeedState) else None,
            page=request.args.get("sida", 1, type=int),
        )
        return render_template(
            "needs/listed.html",
            page=page,
            state=state or "",
            states=[("", _("Alla som gäller"))]
            + [(one.value, words) for one, (words, _kind) in need_words.STATES.items()],
            counts=needs.counts(rows, centre=signed_in()["centre"]),
            columns=organisation_parts.need_columns(),
            lines=[organisation_parts.need_row(row, named) for row in page.rows],
        )


@room.get("/ny")
@allowed(Role.COORDINATOR)
def new() -> str:
    """An empty form for a local need, of the organisation in the address if there is one."""
    with transaction() as rows:
        form = _local(rows, request.args.get("organisation"), formdata=None)
        return _form_page(rows, form, None)


@room.post("/ny")
@allowed(Role.COORDINATOR)
def add() -> Response:
    """Open a local need."""
    with transaction() as rows:
        form = _local(rows, request.form.get("organisation"))
        told = handed_in(rows, form, centre=signed_in()["centre"])
        try:
            if told is not None:
                made = needs.open_local(
                    rows,
                    told,
                    form.organisation.data,
                    contact_id=form.contact.data or None,
                    **signed_in(),
                    at=now(),
                )
                week_upkeep.come(rows, made.id, **signed_in(), at=now())
                flash(_("Uppdraget är öppet. Ingen är kontaktad."))
                return redirect(url_for(".one", need_id=made.id))
        except Invalid as refused:
            tell(form, refused)
        return _again(rows, form, None)


@room.get("/ny/mottagare/<recipient_id>")
@allowed(Role.COORDINATOR)
def new_personal(recipient_id: str) -> str:
    """An empty form for one more thing that a person would like: first of all company."""
    with transaction() as rows:
        whose = recipients.one(rows, recipient_id, **signed_in(), at=now())
        form = PersonalNeedForm(formdata=None)
        if not whose.needs:
            form.kind.data = NeedKind.COMPANIONSHIP.value
        return _form_page(rows, form, None, whose=whose)


@room.post("/ny/mottagare/<recipient_id>")
@allowed(Role.COORDINATOR)
def add_personal(recipient_id: str) -> Response:
    """Open one more need of a person."""
    form = PersonalNeedForm()
    with transaction() as rows:
        whose = recipients.one(rows, recipient_id, **signed_in(), at=now())
        told = handed_in(rows, form, centre=signed_in()["centre"])
        try:
            if told is not None:
                made = needs.open_for_recipient(rows, told, recipient_id, **signed_in(), at=now())
                week_upkeep.come(rows, made.id, **signed_in(), at=now())
                flash(_("Sparat. Ingen är kontaktad."))
                return redirect(url_for("recipients.one", recipient_id=recipient_id))
        except Invalid as refused:
            tell(form, refused)
        return _again(rows, form, None, whose=whose)


@room.get("/<need_id>")
@allowed(Role.COORDINATOR)
def one(need_id: str) -> str:
    """One need: what, when, whose, and who has a seat."""
    with transaction() as rows:
        page = needs.one(rows, need_id, **signed_in(), at=now())
        return render_template(
            "needs/one.html",
            page=page,
            words=need_words,
            named=namer(rows),
            match_state=match_state,
        )


@room.get("/<need_id>/andra")
@allowed(Role.COORDINATOR)
def edit(need_id: str) -> str:
    """What is told of it, to be changed."""
    with transaction() as rows:
        page = needs.one(rows, need_id, **signed_in(), at=now())
        if page.whose.recipient_id:
            return _form_page(rows, PersonalNeedForm.of(page.told, page.version), page)
        form = _local(rows, page.whose.organisation_id, formdata=None)
        form.version.data = str(page.version)
        form.begin_with_need(page.told)
        form.contact.data = page.contact.id if page.contact else ""
        return _form_page(rows, form, page)


@room.post("/<need_id>/andra")
@allowed(Role.COORDINATOR)
def change(need_id: str) -> Response:
    """Save it, unless somebody else has changed it meanwhile: then both are shown."""
    with transaction() as rows:
        page = needs.one(rows, need_id, **signed_in(), at=now())
        form: Any = PersonalNeedForm()
        if page.whose.organisation_id:
            form = _local(rows, page.whose.organisation_id)
            form.organisation.data = page.whose.organisation_id
        form.stand_by(page.told.availability, page.told.availability_said)
        told = handed_in(rows, form, centre=signed_in()["centre"])
        try:
            if told is not None:
                with week_upkeep.following(rows, needs=[need_id], **signed_in(), at=now()):
                    needs.change(
                        rows,
                        need_id,
                        _with_unasked(told, page.told),
                        contact_id=form.contact.data or None if "contact" in form else None,
                        **signed_in(),
                        at=now(),
                        version=form.version.number,
                    )
                flash(_("Sparat."))
                return redirect(url_for(".one", need_id=need_id))
        except Invalid as refused:
            tell(form, refused)
        except AlreadyDecided:
            say_saved_meanwhile(form, page.version)
        return _again(rows, form, page)


@room.post("/<need_id>/<any(stang, fyllt):closing>")
@allowed(Role.COORDINATOR)
def close(need_id: str, closing: str) -> Response:
    """Nobody is to be suggested for it any more."""
    state, words = CLOSINGS[closing]
    with transaction() as rows:
        needs.close(rows, need_id, state, **signed_in(), at=now())
    flash(words)
    return redirect(url_for(".one", need_id=need_id))


@room.post("/<need_id>/oppna")
@allowed(Role.COORDINATOR)
def open_again(need_id: str) -> Response:
    """It is wanted after all, or published; when its last day has been, a new one is asked for."""
    try:
        with transaction() as rows:
            proposed = needs.one(rows, need_id, **signed_in(), at=now()).state is NeedState.DRAFT
            needs.open_again(rows, need_id, **signed_in(), at=now())
    except Invalid as refused:
        never = [one for one in refused.faults.values() if one.code.startswith("never_")]
        if never:
            flash(phrases.fault(never[0], language()), "wait")
        elif "until_on" in refused.faults:
            flash(_("Sista dagen har varit. Skriv en ny sista dag och spara, öppna sedan."), "wait")
        else:
            raise
        return redirect(url_for(".edit", need_id=need_id))
    flash(
        _("Uppdraget är publicerat. Ingen är kontaktad.")
        if proposed
        else _("Uppdraget är öppet igen, med samma väntan som förut.")
    )
    return redirect(url_for(".one", need_id=need_id))


def _local(rows: Session, organisation_id: str | None, **given: Any) -> LocalNeedForm:
    """The form of a local need; whom one meets on site is chosen among the organisation's own."""
    centre = signed_in()["centre"]
    offered = organisations.choices_of(rows, centre=centre)
    contacts: tuple[tuple[str, str], ...] = ()
    if organisation_id:
        page = organisations.one(rows, organisation_id, **signed_in(), at=now())
        contacts = tuple((contact.id, contact.name) for contact in page.contacts)
        if organisation_id not in dict(offered):
            offered = (*offered, (page.id, page.name))
    return LocalNeedForm(
        organisations=offered,
        contacts=contacts,
        areas=places.areas(rows, centre=centre),
        organisation=organisation_id or "",
        **given,
    )


def _with_unasked(told: NewNeed, before: NewNeed) -> NewNeed:
    """What no field asks for stays: words of other sorts; of a personal need seats and place."""
    kept = [said for said in before.words if said.stance in UNASKED]
    told = replace(told, words=tuple(dict.fromkeys([*told.words, *kept])))
    if told.kind is not NeedKind.LOCAL:
        where = {"postcode": before.postcode, "area_id": before.area_id, "place": before.place}
        return replace(told, seats=before.seats, title=before.title, **where)  # type: ignore[arg-type]
    same_where = (told.postcode, told.area_id) == (before.postcode, before.area_id)
    return replace(told, place=before.place) if same_where and before.place else told


def _form_page(rows: Session, form: WantedForm, page: NeedPage | None, whose: Any = None) -> str:
    if form.said.data and form.understood is None:
        form.listen(today())
    return render_template(
        "needs/form.html",
        form=form,
        page=page,
        whose=whose,
        is_local="title" in form,
        faults=bool(form.errors or form.form_errors),
        vocabulary=choices.vocabulary(rows, centre=signed_in()["centre"]),
    )


def _again(rows: Session, form: WantedForm, page: NeedPage | None, whose: Any = None) -> Response:
    has_faults = bool(form.errors or form.form_errors)
    shown = _form_page(rows, form, page, whose=whose)
    return make_response(shown, 422 if has_faults else 200)
