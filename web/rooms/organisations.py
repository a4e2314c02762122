"""/organisationer: those who post local needs, the persons one calls there, what they ask for."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from matcher.domain.accounts import Role
from matcher.domain.errors import AlreadyDecided, Invalid
from matcher.domain.organisations import OrganisationState
from matcher.services import organisations
from matcher.services.organisations import OrganisationPage
from web.forms.faults import tell
from web.forms.fields import choice
from web.forms.lists import FindForm
from web.forms.organisations import ContactForm, NewOrganisationForm, OrganisationForm
from web.forms.versions import say_saved_meanwhile
from web.plumbing import menu, need_words, organisation_parts
from web.plumbing.clock import now
from web.plumbing.database import transaction
from web.plumbing.permissions import allowed, signed_in

room = Blueprint("organisations", __name__, url_prefix="/organisationer")

IN_MENU = menu.Entry(
    place=55,
    endpoint="organisations.listed",
    words=_l("Organisationer"),
    roles=(Role.COORDINATOR,),
    also=("/samtal/organisation/",),
)


@room.get("/")
@allowed(Role.COORDINATOR)
def listed() -> str:
    """The organisations a page at a time, found by name or by whom one calls there."""
    form = FindForm(request.args)
    form.lage.choices = [choice("", _("Alla som är med"))] + [
        choice(state.value, words) for state, (words, _kind) in need_words.ORGANISATIONS.items()
    ]
    is_right = form.validate()
    state = request.args.get("lage")
    with transaction() as rows:
        page = organisations.listed(
            rows,
            **signed_in(),
            at=now(),
            search=(form.sok.data or "") if is_right else "",
            state=OrganisationState(state) if state in set(OrganisationState) else None,
            page=request.args.get("sida", 1, type=int),
        )
        return render_template(
            "organisations/listed.html",
            page=page,
            form=form,
            faults=bool(form.errors),
            columns=organisation_parts.columns(),
            lines=[organisation_parts.table_row(row) for row in page.rows],
        )


@room.get("/ny")
@allowed(Role.COORDINATOR)
def new() -> str:
    """An empty form."""
    return _form_page(NewOrganisationForm(formdata=None), None)


@room.post("/ny")
@allowed(Role.COORDINATOR)
def add() -> Response:
    """Take in an organisation, with whom one calls there."""
    form = NewOrganisationForm()
    if form.validate():
        try:
            with transaction() as rows:
                made = organisations.add(rows, form.organisation(), **signed_in(), at=now())
            flash(_("Sparat. Lägg nu in vad organisationen behöver hjälp med."))
            return redirect(url_for(".one", organisation_id=made.id))
        except Invalid as refused:
            tell(form, refused)
    return make_response(_form_page(form, None), 422)


@room.get("/<organisation_id>")
@allowed(Role.COORDINATOR)
def one(organisation_id: str) -> str:
    """One organisation: whom one calls, what it asks for."""
    with transaction() as rows:
        return _page(rows, organisation_id, None)


@room.get("/<organisation_id>/andra")
@allowed(Role.COORDINATOR)
def edit(organisation_id: str) -> str:
    """What it is called and does, to be changed."""
    with transaction() as rows:
        page = organisations.one(rows, organisation_id, **signed_in(), at=now())
    told = {"version": str(page.version), "name": page.name, "about": page.about}
    return _form_page(OrganisationForm(formdata=None, data=told), page)


@room.post("/<organisation_id>/andra")
@allowed(Role.COORDINATOR)
def change(organisation_id: str) -> Response:
    """Save it, unless somebody else has changed it meanwhile: then both are shown."""
    form = OrganisationForm()
    with transaction() as rows:
        page = organisations.one(rows, organisation_id, **signed_in(), at=now())
        if form.validate():
            try:
                organisations.change(
                    rows,
                    organisation_id,
                    form.name.data or "",
                    form.about.data,
                    **signed_in(),
                    at=now(),
                    version=form.version.number,
                )
                flash(_("Sparat."))
                return redirect(url_for(".one", organisation_id=organisation_id))
            except Invalid as refused:
                tell(form, refused)
            except AlreadyDecided:
                say_saved_meanwhile(form, page.version)
    return make_response(_form_page(form, page), 422)


@room.post("/<organisation_id>/kontakter")
@allowed(Role.COORDINATOR)
def add_contact(organisation_id: str) -> Response:
    """One more person to call there."""
    form = ContactForm()

    def act(rows: Session) -> None:
        organisations.add_contact(rows, organisation_id, form.contact(), **signed_in(), at=now())

    return _with_contact(organisation_id, form, act, _("Kontaktpersonen är sparad."))


@room.get("/<organisation_id>/kontakter/<contact_id>")
@allowed(Role.COORDINATOR)
def edit_contact(organisation_id: str, contact_id: str) -> str:
    """How the person is reached, to be changed."""
    with transaction() as rows:
        page = organisations.one(rows, organisation_id, **signed_in(), at=now())
        contact = organisations.contact_of(page, contact_id)
    told = {"name": contact.name, "phone": contact.phone, "email": contact.email}
    form = ContactForm(formdata=None, data=told)
    return render_template("organisations/contact.html", page=page, contact=contact, form=form)


@room.post("/<organisation_id>/kontakter/<contact_id>")
@allowed(Role.COORDINATOR)
def change_contact(organisation_id: str, contact_id: str) -> Response:
    """Save how the person is reached now."""
    form = ContactForm()
    with transaction() as rows:
        page = organisations.one(rows, organisation_id, **signed_in(), at=now())
        contact = organisations.contact_of(page, contact_id)
        if not form.validate():
            shown = render_template(
                "organisations/contact.html", page=page, contact=contact, form=form, faults=True
            )
            return make_response(shown, 422)
        organisations.change_contact(
            rows, organisation_id, contact_id, form.contact(), **signed_in(), at=now()
        )
    flash(_("Kontaktpersonen är sparad."))
    return redirect(url_for(".one", organisation_id=organisation_id))


@room.post("/<organisation_id>/kontakter/<contact_id>/ta-bort")
@allowed(Role.COORDINATOR)
def remove_contact(organisation_id: str, contact_id: str) -> Response:
    """Nobody calls that person any more."""
    with transaction() as rows:
        organisations.remove_contact(rows, organisation_id, contact_id, **signed_in(), at=now())
    flash(_("Kontaktpersonen är borttagen."))
    return redirect(url_for(".one", organisation_id=organisation_id))


@room.get("/<organisation_id>/avsluta")
@allowed(Role.COORDINATOR)
def ask_leave(organisation_id: str) -> str:
    """What will and will not happen."""
    with transaction() as rows:
        page = organisations.one(rows, organisation_id, **signed_in(), at=now())
    return render_template("organisations/ending.html", page=page)


@room.post("/<organisation_id>/avsluta")
@allowed(Role.COORDINATOR)
def leave(organisation_id: str) -> Response:
    """It posts no needs any more."""
    with transaction() as rows:
        organisations.leave(rows, organisation_id, **signed_in(), at=now())
    flash(_("Organisationen är avslutad. Inget brev är skickat."))
    return redirect(url_for(".one", organisation_id=organisation_id))


@room.post("/<organisation_id>/tillbaka")
@allowed(Role.COORDINATOR)
def come_back(organisation_id: str) -> Response:
    """It is with us again."""
    with transaction() as rows:
        organisations.come_back(rows, organisation_id, **signed_in(), at=now())
    flash(_("Organisationen är med igen. Gamla uppdrag öppnar du själv."))
    return redirect(url_for(".one", organisation_id=organisation_id))


def _with_contact(
    organisation_id: str, form: ContactForm, act: Callable[[Session], None], words: str
) -> Response:
    with transaction() as rows:
        if not form.validate():
            return make_response(_page(rows, organisation_id, form), 422)
        act(rows)
    flash(words)
    return redirect(url_for(".one", organisation_id=organisation_id))


def _page(rows: Session, organisation_id: str, contact: ContactForm | None) -> str:
    page = organisations.one(rows, organisation_id, **signed_in(), at=now())
    return render_template(
        "organisations/one.html",
        page=page,
        contact=contact or ContactForm(formdata=None),
        faults=contact is not None,
        words=need_words,
    )


def _form_page(form: Any, page: OrganisationPage | None) -> str:
    faults = bool(form.errors or form.form_errors)
    return render_template("organisations/form.html", form=form, page=page, faults=faults)
