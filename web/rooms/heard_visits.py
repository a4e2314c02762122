"""/matchningar/<id>/besok: a visit that a volunteer has told a coordinator of."""

from flask import Blueprint, flash, make_response, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher import phrases
from matcher.domain.accounts import Role
from matcher.domain.errors import Invalid, NotNow
from matcher.services import match_pages, visit_notes
from web.forms.faults import tell
from web.forms.visits import HeardVisitForm
from web.plumbing.clock import now
from web.plumbing.database import reading, transaction
from web.plumbing.languages import language
from web.plumbing.permissions import allowed, signed_in
from web.rooms.matches import heard_form, page_with

room = Blueprint("heard_visits", __name__, url_prefix="/matchningar/<match_id>/besok")


@room.post("")
@allowed(Role.COORDINATOR)
def note(match_id: str) -> Response:
    """Keep it, and who of us has heard it."""
    with transaction() as session:
        page = match_pages.one(session, match_id, with_story=False, **signed_in(), at=now())
    form = heard_form(page)
    if form is None:
        refused = NotNow("match", page.state.value, "note")
        flash(phrases.refusal(refused, language()), "late")
        return _back(match_id)
    if not form.validate():
        return _page(match_id, form)
    try:
        _keep(match_id, form)
    except Invalid as unfit:
        tell(form, unfit)
        return _page(match_id, form)
    return _back(match_id)


@room.get("")
@allowed(Role.COORDINATOR)
def again(match_id: str) -> Response:
    """A page with its fault, read anew: the page of the match."""
    with reading() as session:
        match_pages.is_here(session, match_id, centre=signed_in()["centre"])
    return redirect(url_for("matches.one", match_id=match_id))


def _keep(match_id: str, form: HeardVisitForm) -> None:
    new, whose = form.visit(), form.participant_id
    try:
        with transaction() as session:
            visit_notes.note_heard(session, match_id, whose, new, **signed_in(), at=now())
    except NotNow as refused:
        flash(phrases.refusal(refused, language()), "late")
    else:
        flash(_("Besöket är antecknat."))


def _page(match_id: str, form: HeardVisitForm) -> Response:
    with transaction() as session:
        return make_response(page_with(session, match_id, heard=form), 422)


def _back(match_id: str) -> Response:
    return redirect(url_for("matches.one", match_id=match_id), 303)
