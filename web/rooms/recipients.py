"""/mottagare: those who would like company; one of them; taken in and changed.

A page about a person logs the look (R79), so even showing it is a unit of work that writes. The
first question, before any name, is about protected personal data: a yes stores nothing (R24).
"""

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
from matcher.domain.recipients import NewRecipient, RecipientState
from matcher.services import choices, needs, places, recipients, week_upkeep
from matcher.services.recipients import RecipientPage
from web.forms.faults import tell
from web.forms.fields import choice
from web.forms.lists import OrderedForm
from web.forms.recipient_deeds import CallForm, ReasonForm
from web.forms.recipients import IntakeForm, PersonForm
from web.forms.versions import say_saved_meanwhile
from web.plumbing import menu, need_words, recipient_parts, recipient_words
from web.plumbing.clock import now, today
from web.plumbing.database import transaction
from web.plumbing.naming import namer
from web.plumbing.people_parts import match_state
from web.plumbing.permissions import allowed, signed_in

room = Blueprint("recipients", __name__, url_prefix="/mottagare")

IN_MENU = menu.Entry(
    place=35,
    endpoint="recipients.listed",
    words=_l("Mottagare"),
    roles=(Role.COORDINATOR,),
    also=("/hanvisningar/", "/samtal/mottagare/"),
)


@room.get("/")
@allowed(Role.COORDINATOR)
def listed() -> str:
    """The recipients a page at a time, found by name or telephone."""
    form = OrderedForm(request.args)
    form.lage.choices = [choice("", _("Alla som är med"))] + [
        choice(state.value, words) for state, (words, _kind) in recipient_words.STATES.items()
    ]
    order = form.offer(ListOrder.NAME, ListOrder.LONGEST_WAIT, ListOrder.AREA, ListOrder.NEWEST)
    is_right = form.validate()
    state = request.args.get("lage")
    with transaction() as rows:
        page = recipients.listed(
            rows,
            **signed_in(),
            at=now(),
            search=(form.sok.data or "") if is_right else "",
            state=RecipientState(state) if state in set(RecipientState) else None,
            order=order,
            page=request.args.get("sida", 1, type=int),
        )
        named = namer(rows)
        return render_template(
            "recipients/listed.html",
            page=page,
            form=form,
            faults=bool(form.errors),
            counts=recipients.counts(rows, centre=signed_in()["centre"]),
            columns=recipient_parts.columns(),
            lines=[recipient_parts.table_row(row, named) for row in page.rows],
        )


@room.get("/ny")
@allowed(Role.COORDINATOR)
def first_question() -> str:
    """Protected personal data? Asked before any name, and nothing is stored of the answer."""
    return render_template("recipients/first.html", errors=())


@room.post("/ny")
@allowed(Role.COORDINATOR)
def answer_first() -> Response:
    """Yes: the stop page. No: on to the form."""
    answer = request.form.get("skyddad")
    if answer == "ja":
        return make_response(render_template("recipients/stop.html"))
    if answer == "nej":
        return redirect(url_for(".new", skyddad="nej"))
    errors = [_("Välj ja eller nej.")]
    return make_response(render_template("recipients/first.html", errors=errors, faults=True), 422)


@room.get("/ny/uppgifter")
@allowed(Role.COORDINATOR)
def new() -> str | Response:
    """An empty form, once the first question is answered."""
    if request.args.get("skyddad") != "nej":
        return redirect(url_for(".first_question"))
    with transaction() as rows:
        form = _intake(rows, formdata=None)
        form.waiting_since.data, form.heard_by.data = today(), current_user.called
        return _form_page(rows, form, None)


@room.post("/ny/uppgifter")
@allowed(Role.COORDINATOR)
def add() -> Response:
    """Take in somebody who has said yes, with what she would like. Before anything else is read:
    whoever answered yes to the first question, or was never asked, is not stored (R24).
    """
    answer = request.form.get("protected")
    if answer != "nej":
        page = "recipients/stop.html" if answer == "ja" else "recipients/first.html"
        return make_response(render_template(page, errors=()))
    with transaction() as rows:
        form = _intake(rows)
        try:
            told = _handed_in(rows, form)
            if told is not None:
                recipient_id = _take_in(rows, told, form)
                flash(_("Sparat. Personen står på väntelistan. Ingen är kontaktad."))
                return redirect(url_for(".one", recipient_id=recipient_id))
        except Invalid as refused:
            tell(form, refused)
        return _again(rows, form, None)


@room.get("/<recipient_id>")
@allowed(Role.COORDINATOR)
def one(recipient_id: str) -> str:
    """One recipient: how long she has waited, what is next, what she would like."""
    with transaction() as rows:
        return page_with(rows, recipient_id)


@room.get("/<recipient_id>/andra")
@allowed(Role.COORDINATOR)
def edit(recipient_id: str) -> str:
    """What is told of her, to be changed."""
    with transaction() as rows:
        page = recipients.one(rows, recipient_id, **signed_in(), at=now())
        form = PersonForm.of(
            page.told,
            page.version,
            vocabulary=choices.vocabulary(rows, centre=signed_in()["centre"]),
            areas=_areas(rows),
            has_health=page.has_health_consent,
        )
        form.heard_by.data = current_user.called
        return _form_page(rows, form, page)


@room.post("/<recipient_id>/andra")
@allowed(Role.COORDINATOR)
def change(recipient_id: str) -> Response:
    """Save it, unless somebody else has changed her meanwhile: then both are shown."""
    with transaction() as rows:
        page = recipients.one(rows, recipient_id, **signed_in(), at=now())
        form = PersonForm(
            vocabulary=choices.vocabulary(rows, centre=signed_in()["centre"]),
            areas=_areas(rows),
            has_health=page.has_health_consent,
        )
        try:
            told = _handed_in(rows, form)
            if told is not None:
                with week_upkeep.following(
                    rows, recipient_id=recipient_id, **signed_in(), at=now()
                ):
                    recipients.change(
                        rows,
                        recipient_id,
                        _with_better_place(told, page.told),
                        **signed_in(),
                        at=now(),
                        version=form.version.number,
                        consents=form.consents(),
                    )
                flash(_("Sparat."))
                return redirect(url_for(".one", recipient_id=recipient_id))
        except Invalid as refused:
            tell(form, refused)
        except AlreadyDecided:
            say_saved_meanwhile(form, page.version)
        return _again(rows, form, page)


# ── how it is done ────────────────────────────────────────────────────────────────────────────


def page_with(
    rows: Session,
    recipient_id: str,
    call: CallForm | None = None,
    reason: ReasonForm | None = None,
) -> str:
    """The recipient's page; `call` and `reason` are forms that came back with a fault."""
    page = recipients.one(rows, recipient_id, **signed_in(), at=now())
    return render_template(
        "recipients/one.html",
        page=page,
        call=call or CallForm(formdata=None),
        reason=reason or ReasonForm(formdata=None),
        faults=call is not None,
        words=recipient_words,
        parts=recipient_parts,
        need_words=need_words,
        named=namer(rows),
        match_state=match_state,
    )


def _take_in(rows: Session, told: NewRecipient, form: IntakeForm) -> str:
    """The person and what she would like, or neither of them; her id."""
    vocabulary = choices.vocabulary(rows, centre=signed_in()["centre"])
    with rows.begin_nested():
        made = recipients.add(rows, told, form.consents(), **signed_in(), at=now())
        wanted = form.need(vocabulary)
        need = needs.open_for_recipient(rows, wanted, made.id, **signed_in(), at=now())
        week_upkeep.come(rows, need.id, **signed_in(), at=now())
    return made.id


def _intake(rows: Session, **given: Any) -> IntakeForm:
    vocabulary = choices.vocabulary(rows, centre=signed_in()["centre"])
    return IntakeForm(vocabulary=vocabulary, areas=_areas(rows), **given)


def _handed_in(rows: Session, form: PersonForm) -> NewRecipient | None:
    """The form as a value; None while something is wrong or is to be asked back."""
    vocabulary = choices.vocabulary(rows, centre=signed_in()["centre"])
    is_right = form.validate()
    boxes = form.person_word_fields()
    if isinstance(form, IntakeForm):
        boxes = form.word_fields()
        is_right = form.listen_to_all(today()) and is_right
    if not is_right:
        return None
    asked = [box.unfold(vocabulary) for box in boxes]
    if any(asked):
        return None
    told = form.person(vocabulary)
    place = places.place_of(
        rows, postcode=told.postcode, area_id=told.area_id, centre=signed_in()["centre"]
    )
    return replace(told, place=place)


def _with_better_place(told: NewRecipient, before: NewRecipient) -> NewRecipient:
    """A point better than ours that came with a list stays while area and postcode do."""
    same_where = (told.postcode, told.area_id) == (before.postcode, before.area_id)
    return replace(told, place=before.place) if same_where and before.place else told


def _form_page(rows: Session, form: PersonForm, page: RecipientPage | None) -> str:
    if isinstance(form, IntakeForm) and form.said.data and form.understood is None:
        form.listen(today())
    return render_template(
        "recipients/form.html",
        form=form,
        page=page,
        faults=bool(form.errors or form.form_errors),
        vocabulary=choices.vocabulary(rows, centre=signed_in()["centre"]),
        words=recipient_words,
    )


def _again(rows: Session, form: PersonForm, page: RecipientPage | None) -> Response:
    has_faults = bool(form.errors or form.form_errors)
    return make_response(_form_page(rows, form, page), 422 if has_faults else 200)


def _areas(rows: Session) -> tuple[tuple[str, str], ...]:
    return places.areas(rows, centre=signed_in()["centre"])
