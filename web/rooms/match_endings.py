"""/matchningar/<id>/avsluta, /avbryt, /samtal, /slut: how a match ends.

What cannot be taken back has a page of its own that says what will happen and what will not.
"""

from typing import Any

from flask import Blueprint, make_response, render_template, request
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from matcher.domain.accounts import Role
from matcher.domain.match_reasons import DeclineReason
from matcher.domain.matches import Word
from matcher.services import match_declining, match_ends, match_pages
from web.forms.match_endings import CallOffForm, EndForm, FinishForm
from web.forms.matches import YES
from web.plumbing import match_parts
from web.plumbing.clock import now
from web.plumbing.database import transaction
from web.plumbing.permissions import allowed, signed_in
from web.rooms.match_deeds import do_it, page_again

room = Blueprint("match_endings", __name__, url_prefix="/matchningar/<match_id>")


@room.post("/samtal/<participant_id>")
@allowed(Role.COORDINATOR)
def talked(match_id: str, participant_id: str) -> Response:
    """A closing talk has been held, or was not wanted."""
    given = {"participant_id": participant_id, "wanted": request.form.get("ville") != "nej"}
    return do_it(match_id, match_ends.talked, words=_("Antecknat."), **given)


@room.post("/slut")
@allowed(Role.COORDINATOR)
def finish(match_id: str) -> Response:
    """It is over: back on the list with the old wait, or let go."""
    form = FinishForm()
    if not form.validate():
        return page_again(match_id, form)
    waits = form.waits.data == YES

    def words(goes_on: bool) -> str:
        if goes_on:
            return _("Avslutad. Personen fortsätter med den som har ersatt.")
        if waits:
            return _("Avslutad. Personens väntan räknas från samma dag som förut.")
        return _("Avslutad. Inget brev är skickat.")

    return do_it(match_id, match_ends.end, words=words, waits_again=waits)


@room.get("/<any(avsluta, avbryt):ending>")
@allowed(Role.COORDINATOR)
def ask_ending(match_id: str, ending: str) -> str:
    """Before it: what will happen, what will not, and why."""
    return _ending_page(match_id, ending, _ending_form(match_id, ending))


@room.post("/<any(avsluta, avbryt):ending>")
@allowed(Role.COORDINATOR)
def end(match_id: str, ending: str) -> Response:
    """The ending begins, or it is called off before they have met."""
    form = _ending_form(match_id, ending)
    if not form.validate():
        return make_response(_ending_page(match_id, ending, form), 422)
    if isinstance(form, CallOffForm):
        reason: Any = DeclineReason(form.reason.data)
        words = _("Tagen tillbaka. Den som hade sagt ja står på din lista att ringa.")
        return do_it(match_id, match_declining.call_off, words=words, reason=reason)
    words = _("Avslutningen har börjat. Ha ett samtal med var och en.")
    return do_it(match_id, match_ends.begin_ending, words=words, **form.facts())


def _ending_form(match_id: str, ending: str) -> CallOffForm | EndForm:
    if ending == "avbryt":
        return CallOffForm()
    with transaction() as session:
        page = match_pages.one(session, match_id, with_story=False, **signed_in(), at=now())
    givers = [one for one in page.volunteers if one.volunteer_id and one.word is Word.YES]
    return EndForm(volunteers=[(str(one.volunteer_id), one.name) for one in givers])


def _ending_page(match_id: str, ending: str, form: FlaskForm) -> str:
    with transaction() as session:
        page = match_pages.one(session, match_id, **signed_in(), at=now())
    return render_template(
        "matches/ending.html",
        page=page,
        ending=ending,
        form=form,
        faults=bool(form.errors),
        parts=match_parts,
    )
