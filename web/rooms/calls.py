"""/samtal: a call with anybody, noted in ten seconds."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher.domain.accounts import Role
from matcher.services import calls
from matcher.services.match_calls import CallResult
from matcher.services.search import Kind
from web.forms.calls import AnyCallForm
from web.plumbing import search_words
from web.plumbing.clock import now
from web.plumbing.database import transaction
from web.plumbing.permissions import allowed, signed_in

room = Blueprint("calls", __name__, url_prefix="/samtal")

Page = str | Response | tuple[str, int]


@room.get("/volontar/<volunteer_id>")
@allowed(Role.COORDINATOR)
def with_volunteer(volunteer_id: str) -> Page:
    """How a call with a volunteer went."""
    return _asked(Kind.VOLUNTEER, volunteer_id)


@room.get("/mottagare/<recipient_id>")
@allowed(Role.COORDINATOR)
def with_recipient(recipient_id: str) -> Page:
    """How a call with a recipient went."""
    return _asked(Kind.RECIPIENT, recipient_id)


@room.get("/organisation/<organisation_id>")
@allowed(Role.COORDINATOR)
def with_organisation(organisation_id: str) -> Page:
    """How a call with an organisation went."""
    return _asked(Kind.ORGANISATION, organisation_id)


@room.post("/volontar/<volunteer_id>")
@allowed(Role.COORDINATOR)
def note_volunteer(volunteer_id: str) -> Page:
    """Keep it."""
    return _noted(Kind.VOLUNTEER, volunteer_id)


@room.post("/mottagare/<recipient_id>")
@allowed(Role.COORDINATOR)
def note_recipient(recipient_id: str) -> Page:
    """Keep it."""
    return _noted(Kind.RECIPIENT, recipient_id)


@room.post("/organisation/<organisation_id>")
@allowed(Role.COORDINATOR)
def note_organisation(organisation_id: str) -> Page:
    """Keep it."""
    return _noted(Kind.ORGANISATION, organisation_id)


def _asked(kind: Kind, about_id: str) -> Page:
    with transaction() as session:
        page = calls.page(session, kind, about_id, **signed_in(), at=now())
    return _shown(page, AnyCallForm(formdata=None, waiting=page.waiting))


def _noted(kind: Kind, about_id: str) -> Page:
    with transaction() as session:
        page = calls.page(session, kind, about_id, **signed_in(), at=now())
        form = AnyCallForm(waiting=page.waiting)
        if form.validate():
            calls.note(
                session,
                kind,
                about_id,
                CallResult(form.result.data),
                line=form.line.data,
                done=form.done.data or (),
                **signed_in(),
                at=now(),
            )
    if form.errors:
        return _shown(page, form), 422
    flash(_("Samtalet är antecknat."))
    return redirect(url_for("start.morning"), 303)


def _shown(page: calls.CallPage, form: AnyCallForm) -> str:
    return render_template(
        "calls/one.html", page=page, form=form, faults=bool(form.errors), words=search_words
    )
