"""/mottagare/<id>/hembesok, /foretradare: what was seen at home; who may say yes (R23, R25)."""

from typing import Any

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from matcher.domain.accounts import Role
from matcher.domain.errors import AlreadyDecided, Invalid
from matcher.domain.recipients import Decides
from matcher.services import home_visits, recipient_reviews, recipients
from web.forms.faults import tell
from web.forms.recipient_visits import KINDS, HomeVisitForm, RepresentativeForm, ReviewForm
from web.forms.versions import say_saved_meanwhile
from web.plumbing import recipient_parts, recipient_words
from web.plumbing.clock import now, today
from web.plumbing.database import transaction
from web.plumbing.permissions import allowed, signed_in

room = Blueprint("recipient_visits", __name__, url_prefix="/mottagare/<recipient_id>")


@room.get("/hembesok")
@allowed(Role.COORDINATOR)
def home(recipient_id: str) -> str:
    """The form to fill in at somebody's kitchen table, or to print and take along."""
    with transaction() as rows:
        page = recipients.one(rows, recipient_id, **signed_in(), at=now())
    return _home_page(page, HomeVisitForm.of(page.told, page.version))


@room.post("/hembesok")
@allowed(Role.COORDINATOR)
def note_home(recipient_id: str) -> Response:
    """What was seen has a day from now on."""
    form = HomeVisitForm()
    with transaction() as rows:
        page = recipients.one(rows, recipient_id, **signed_in(), at=now())
        if form.validate() and _noted(rows, recipient_id, form, page):
            flash(_("Hembesöket är antecknat."))
            return redirect(url_for("recipients.one", recipient_id=recipient_id))
    return make_response(_home_page(page, form, faults=True), 422)


@room.get("/foretradare")
@allowed(Role.COORDINATOR)
def decides(recipient_id: str) -> str:
    """Who says yes for the person, by what right, and when it is asked again."""
    with transaction() as rows:
        return _decides_page(rows, recipient_id)


@room.post("/foretradare")
@allowed(Role.COORDINATOR)
def name(recipient_id: str) -> Response:
    """Somebody represents the person, as far as what was read goes."""
    form = RepresentativeForm()
    with transaction() as rows:
        if form.validate():
            try:
                recipient_reviews.name_representative(
                    rows, recipient_id, form.representative(), **signed_in(), at=now()
                )
                flash(_("Sparat. Vi frågar igen inom ett år."))
                return redirect(url_for(".decides", recipient_id=recipient_id))
            except Invalid as refused:
                tell(form, refused)
        return make_response(_decides_page(rows, recipient_id, form), 422)


@room.post("/foretradare/igen")
@allowed(Role.COORDINATOR)
def asked_again(recipient_id: str) -> Response:
    """It has been asked again."""
    form = ReviewForm()
    with transaction() as rows:
        if not form.validate():
            return make_response(_decides_page(rows, recipient_id), 422)
        recipient_reviews.asked_again(
            rows, recipient_id, Decides(form.decides.data), **signed_in(), at=now()
        )
    flash(_("Antecknat att det är frågat igen."))
    return redirect(url_for(".decides", recipient_id=recipient_id))


def _noted(rows: Session, recipient_id: str, form: HomeVisitForm, page: Any) -> bool:
    try:
        home_visits.note(
            rows,
            recipient_id,
            form.seen(),
            form.visited_on.data,
            version=form.version.number,
            **signed_in(),
            at=now(),
        )
    except Invalid as refused:
        tell(form, refused)
        return False
    except AlreadyDecided:
        say_saved_meanwhile(form, page.version)
        return False
    return True


def _home_page(page: Any, form: HomeVisitForm, *, faults: bool = False) -> str:
    return render_template(
        "recipients/home_visit.html",
        page=page,
        form=form,
        faults=faults,
        words=recipient_words,
        parts=recipient_parts,
    )


def _decides_page(rows: Session, recipient_id: str, form: RepresentativeForm | None = None) -> str:
    page = recipients.one(rows, recipient_id, **signed_in(), at=now())
    centre = signed_in()["centre"]
    shown = form or RepresentativeForm(formdata=None, data={"scope_seen_on": today()})
    review = ReviewForm(formdata=None, data={"decides": page.told.decides.value})
    return render_template(
        "recipients/decides.html",
        page=page,
        form=shown,
        review=review,
        faults=form is not None,
        representative=recipient_reviews.representative(rows, recipient_id, centre=centre),
        kinds=KINDS,
        words=recipient_words,
    )
