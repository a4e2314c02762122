"""/volontarer: everybody who gives time; one volunteer; taken in and changed.

A page about a person logs the look (R79), so even showing it is a unit of work that writes.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from matcher.domain.accounts import Role
from matcher.domain.errors import AlreadyDecided, Invalid
from matcher.domain.list_orders import ListOrder
from matcher.domain.people import SaidWord
from matcher.domain.volunteers import NewVolunteer, VolunteerState
from matcher.services import choices, own_passwords, places, signups_again, volunteers, week_upkeep
from matcher.services.volunteers import VolunteerPage
from web.forms.clearances import ExtractForm, PauseForm, StepForm
from web.forms.faults import tell
from web.forms.fields import choice
from web.forms.lists import OrderedForm
from web.forms.versions import say_saved_meanwhile
from web.forms.volunteers import VolunteerForm
from web.plumbing import menu, told_again, volunteer_parts, volunteer_words
from web.plumbing.clock import now, today
from web.plumbing.database import transaction
from web.plumbing.languages import language
from web.plumbing.people_parts import match_state
from web.plumbing.permissions import allowed, signed_in

room = Blueprint("volunteers", __name__, url_prefix="/volontarer")

IN_MENU = menu.Entry(
    place=30,
    endpoint="volunteers.listed",
    words=_l("Volontärer"),
    roles=(Role.COORDINATOR,),
    also=("/samtal/volontar/",),
)
RED_DAYS = "roda-dagar"  # stands among the states: whom to ask before Christmas (R99)


@room.get("/")
@allowed(Role.COORDINATOR)
def listed() -> str:
    """The volunteers a page at a time, found by name or telephone."""
    form = OrderedForm(request.args)
    form.lage.choices = [
        choice("", _("Alla som är med")),
        choice(RED_DAYS, _("Kan på röda dagar")),
        *(choice(state.value, words) for state, (words, _kind) in volunteer_words.STATES.items()),
    ]
    order = form.offer(ListOrder.NAME, ListOrder.AREA, ListOrder.NEWEST)
    is_right = form.validate()
    state = request.args.get("lage")
    with transaction() as rows:
        page = volunteers.listed(
            rows,
            **signed_in(),
            at=now(),
            search=(form.sok.data or "") if is_right else "",
            state=VolunteerState(state) if state in set(VolunteerState) else None,
            on_red_days=state == RED_DAYS,
            order=order,
            page=request.args.get("sida", 1, type=int),
        )
        named = _namer(rows)
        return render_template(
            "volunteers/listed.html",
            page=page,
            form=form,
            counts=volunteers.counts(rows, centre=signed_in()["centre"]),
            columns=volunteer_parts.columns,
            lines=[volunteer_parts.table_row(row, named) for row in page.rows],
        )


@room.get("/ny")
@allowed(Role.COORDINATOR)
def new() -> str:
    """An empty form."""
    with transaction() as rows:
        form = VolunteerForm(formdata=None, areas=_areas(rows))
        return _form_page(rows, form, None)


@room.post("/ny")
@allowed(Role.COORDINATOR)
def add() -> Response:
    """Take in somebody who called, or whose paper form is on the desk."""
    with transaction() as rows:
        form = VolunteerForm(areas=_areas(rows))
        told = _handed_in(rows, form)
        try:
            if told is not None:
                made = volunteers.add(
                    rows, told, **signed_in(), at=now(), consents=form.consents(_me())
                )
                return redirect(url_for(".one", volunteer_id=made.id))
        except Invalid as refused:
            tell(form, refused)
        return _again(rows, form, None)


@room.get("/<volunteer_id>")
@allowed(Role.COORDINATOR)
def one(volunteer_id: str) -> str:
    """One volunteer: what is next, what is missing, who she is."""
    with transaction() as rows:
        return page_with(rows, volunteer_id)


@room.get("/<volunteer_id>/andra")
@allowed(Role.COORDINATOR)
def edit(volunteer_id: str) -> str:
    """What is told of her, to be changed."""
    with transaction() as rows:
        page = volunteers.one(rows, volunteer_id, **signed_in(), at=now())
        return _form_page(rows, VolunteerForm.of(page.told, page.version, _areas(rows)), page)


@room.post("/<volunteer_id>/andra")
@allowed(Role.COORDINATOR)
def change(volunteer_id: str) -> Response:
    """Save it, unless somebody else has changed her meanwhile: then both are shown."""
    with transaction() as rows:
        page = volunteers.one(rows, volunteer_id, **signed_in(), at=now())
        form = VolunteerForm(areas=_areas(rows))
        form.stand_by(page.told.availability, page.told.availability_said)
        told = _handed_in(rows, form)
        try:
            if told is not None:
                with week_upkeep.following(
                    rows, volunteers=[volunteer_id], **signed_in(), at=now()
                ):
                    volunteers.change(
                        rows,
                        volunteer_id,
                        _with_unasked(told, page.told),
                        **signed_in(),
                        at=now(),
                        version=form.version.number,
                        consents=form.consents(_me()),
                    )
                flash(_("Sparat."))
                return redirect(url_for(".one", volunteer_id=volunteer_id))
        except Invalid as refused:
            tell(form, refused)
        except AlreadyDecided:
            say_saved_meanwhile(form, page.version)
        return _again(rows, form, page)


# ── how it is done ────────────────────────────────────────────────────────────────────────────


def page_with(rows: Session, volunteer_id: str, faulty: Any = None) -> str:
    """The volunteer's page; `faulty` is the one form that came back."""
    page = volunteers.one(rows, volunteer_id, **signed_in(), at=now())
    forms = {
        "step": StepForm.begun(page.standing, page.told.birth_year, on=today()),
        "extract": ExtractForm(formdata=None, asked_for=page.extracts_asked_for, shown_on=today()),
        "pause": PauseForm(formdata=None, from_on=today()),
    }
    names = {StepForm: "step", ExtractForm: "extract", PauseForm: "pause"}
    if faulty is not None:
        forms[names[type(faulty)]] = faulty
    centre, named = signed_in()["centre"], _namer(rows)
    again = signups_again.of(rows, page.id, page.told, centre=centre, at=now())
    return render_template(
        "volunteers/one.html",
        again=again,
        again_lines=told_again.lines(again, named) if again else [],
        page=page,
        has_password=own_passwords.is_chosen(rows, page.id, centre=centre),
        forms=forms,
        faulty=faulty,
        faults=faulty is not None,
        words=volunteer_words,
        parts=volunteer_parts,
        match_state=match_state,
        named=named,
    )


def _handed_in(rows: Session, form: VolunteerForm) -> NewVolunteer | None:
    """The form as a value; None while something is wrong or is to be asked back."""
    vocabulary = choices.vocabulary(rows, centre=signed_in()["centre"])
    is_right = form.validate()
    is_heard = form.listen(today())
    if not (is_right and is_heard):
        return None
    asked = [box.unfold(vocabulary) for box in form.word_fields()]
    if any(asked):
        return None
    told = form.volunteer(vocabulary)
    place = places.place_of(
        rows, postcode=told.postcode, area_id=told.area_id, centre=signed_in()["centre"]
    )
    return replace(told, place=place)


def _with_unasked(told: NewVolunteer, before: NewVolunteer) -> NewVolunteer:
    """What no field asks for stays: a distance that came with a list, a point better than ours."""
    same_where = (told.postcode, told.area_id) == (before.postcode, before.area_id)
    place = before.place if same_where and before.place is not None else told.place
    return replace(told, reach_km=before.reach_km, place=place)


def _form_page(rows: Session, form: VolunteerForm, page: VolunteerPage | None) -> str:
    if form.said.data and form.understood is None:
        form.listen(today())
    return render_template(
        "volunteers/form.html",
        form=form,
        page=page,
        faults=bool(form.errors or form.form_errors),
        vocabulary=choices.vocabulary(rows, centre=signed_in()["centre"]),
        words=volunteer_words,
    )


def _again(rows: Session, form: VolunteerForm, page: VolunteerPage | None) -> Response:
    has_faults = bool(form.errors or form.form_errors)
    return make_response(_form_page(rows, form, page), 422 if has_faults else 200)


def _namer(rows: Session) -> Callable[[str | SaidWord], str]:
    """What a concept, or a word somebody said, is called in the reader's language."""
    vocabulary = choices.vocabulary(rows, centre=signed_in()["centre"])

    def named(word: str | SaidWord) -> str:
        if isinstance(word, SaidWord):
            return vocabulary.word(word.concept, language()) if word.concept else word.written
        return vocabulary.word(word, language())

    return named


def _areas(rows: Session) -> tuple[tuple[str, str], ...]:
    return places.areas(rows, centre=signed_in()["centre"])


def _me() -> str:
    called: str = current_user.called
    return called
