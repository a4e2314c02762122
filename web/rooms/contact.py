"""/uppdragsgivare: an organisation's own page: its needs, who comes, how many came, and a new need
proposed (R28–R31). A coordinator publishes.
"""

from datetime import date
from typing import Any

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from matcher.domain.errors import Invalid
from matcher.services import choices, contact_pages, places
from matcher.services.contact_pages import ContactVisitor
from web.forms.came import CameForm
from web.forms.faults import tell
from web.forms.needs import LocalNeedForm
from web.plumbing import need_words
from web.plumbing.came import counted
from web.plumbing.clock import now, today
from web.plumbing.contact_page import for_contact
from web.plumbing.database import reading, transaction
from web.plumbing.naming import namer
from web.plumbing.need_forms import handed_in

room = Blueprint("contact", __name__, url_prefix="/uppdragsgivare")


@room.get("/")
@for_contact
def page(visitor: ContactVisitor) -> str:
    """The organisation's needs."""
    with reading() as rows:
        found = contact_pages.page(rows, visitor)
    return render_template("contact/page.html", who=visitor, found=found, words=need_words)


@room.get("/uppdrag/<own_need_id>")
@for_contact
def one(visitor: ContactVisitor, own_need_id: str) -> str:
    """One of them."""
    return _one(visitor, own_need_id, CameForm(formdata=None, data={"held_on": today()}))


@room.post("/uppdrag/<own_need_id>/antal")
@for_contact
def count(visitor: ContactVisitor, own_need_id: str) -> Answer:
    """So many came."""
    form = CameForm()

    def keep(rows: Session, on: date, came: int) -> None:
        contact_pages.count_came(rows, visitor, own_need_id, on, came, at=now())

    if counted(form, keep):
        return redirect(url_for(".one", own_need_id=own_need_id))
    return make_response(_one(visitor, own_need_id, form, faults=True), 422)


@room.get("/nytt")
@for_contact
def new(visitor: ContactVisitor) -> str:
    """A need to propose."""
    with reading() as rows:
        return _form_page(rows, visitor, _form(rows, visitor, formdata=None, may_be_shown=True))


@room.post("/nytt")
@for_contact
def propose(visitor: ContactVisitor) -> Answer:
    """It is with the centre now; nobody else sees it before it is published."""
    with transaction() as rows:
        form = _form(rows, visitor)
        told = handed_in(rows, form, centre=visitor.centre.id)
        try:
            if told is not None:
                contact_pages.propose(rows, visitor, told, at=now())
                flash(_("Tack. Vi läser igenom och hör av oss inom tre arbetsdagar."))
                return redirect(url_for(".page"))
        except Invalid as refused:
            tell(form, refused)
        has_faults = bool(form.errors or form.form_errors)
        return make_response(_form_page(rows, visitor, form), 422 if has_faults else 200)


def _one(visitor: ContactVisitor, need_id: str, form: CameForm, *, faults: bool = False) -> str:
    with reading() as rows:
        return render_template(
            "contact/need.html",
            who=visitor,
            found=contact_pages.one(rows, visitor, need_id),
            counts=contact_pages.counts(rows, visitor, need_id),
            form=form,
            faults=faults,
            words=need_words,
            named=namer(rows, centre=visitor.centre.id),
        )


def _form(rows: Session, visitor: ContactVisitor, **given: Any) -> LocalNeedForm:
    """A coordinator's form; what she is not asked here stays as it begins."""
    return LocalNeedForm(
        organisations=((visitor.organisation_id, visitor.organisation),),
        areas=places.areas(rows, centre=visitor.centre.id),
        organisation=visitor.organisation_id,
        preferred_form="",
        **given,
    )


def _form_page(rows: Session, visitor: ContactVisitor, form: LocalNeedForm) -> str:
    return render_template(
        "contact/propose.html",
        who=visitor,
        form=form,
        faults=bool(form.errors or form.form_errors),
        vocabulary=choices.vocabulary(rows, centre=visitor.centre.id),
    )
