"""/matchningar/<id>/tid: when two usually meet, as a coordinator has heard it."""

from flask import Blueprint, flash, make_response, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher import phrases
from matcher.domain.accounts import Role
from matcher.domain.errors import Invalid, NotNow
from matcher.domain.regular_times import RegularTime
from matcher.services import match_pages, regular_times
from web.forms.faults import tell
from web.forms.regular_times import RegularTimeForm
from web.plumbing.clock import now
from web.plumbing.database import reading, transaction
from web.plumbing.languages import language
from web.plumbing.permissions import allowed, signed_in
from web.rooms.matches import page_with

room = Blueprint("regular_times", __name__, url_prefix="/matchningar/<match_id>/tid")


@room.post("")
@allowed(Role.COORDINATOR)
def agree(match_id: str) -> Response:
    """They have agreed when they meet."""
    form = RegularTimeForm()
    if not form.validate():
        return _page(match_id, form)
    try:
        _keep(match_id, form.regular_time(), _("Tiden är antecknad. Volontären ser den också."))
    except Invalid as refused:
        tell(form, refused)
        return _page(match_id, form)
    return _back(match_id)


@room.post("/bort")
@allowed(Role.COORDINATOR)
def leave(match_id: str) -> Response:
    """They meet at no regular time any more."""
    _keep(match_id, None, _("Antecknat. De har ingen fast tid."))
    return _back(match_id)


@room.get("")
@room.get("/bort")
@allowed(Role.COORDINATOR)
def again(match_id: str) -> Response:
    """A page with its fault, read anew: the page of the match."""
    with reading() as session:
        match_pages.is_here(session, match_id, centre=signed_in()["centre"])
    return redirect(url_for("matches.one", match_id=match_id))


def _keep(match_id: str, new: RegularTime | None, words: str) -> None:
    try:
        with transaction() as session:
            regular_times.agree(session, match_id, new, **signed_in(), at=now())
    except NotNow as refused:
        flash(phrases.refusal(refused, language()), "late")
    else:
        flash(words)


def _page(match_id: str, form: RegularTimeForm) -> Response:
    with transaction() as session:
        return make_response(page_with(session, match_id, regular=form), 422)


def _back(match_id: str) -> Response:
    return redirect(url_for("matches.one", match_id=match_id), 303)
