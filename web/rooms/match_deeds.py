"""/matchningar/<id>/…: what a coordinator does about a match, each deed a form by itself.

What cannot be taken back has a page of its own that says what will happen and what will not.
"""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from matcher import phrases
from matcher.domain.accounts import Role
from matcher.domain.errors import Invalid, NotNow
from matcher.domain.match_reasons import DeclineReason, EndReason
from matcher.services import (
    match_asking,
    match_calls,
    match_declining,
    match_ends,
    match_meetings,
    match_pages,
    todos,
    visit_plans,
)
from matcher.services.match_calls import CallResult
from web.forms.faults import tell
from web.forms.matches import (
    YES,
    AnswerForm,
    CallForm,
    CallOffForm,
    EndForm,
    FinishForm,
    HeldForm,
    MeetingForm,
)
from web.plumbing import match_parts
from web.plumbing.clock import now
from web.plumbing.database import reading, transaction
from web.plumbing.installation import public_url
from web.plumbing.languages import language
from web.plumbing.permissions import allowed, signed_in
from web.rooms.matches import colleagues, page_with

room = Blueprint("match_deeds", __name__, url_prefix="/matchningar/<match_id>")

SIMPLE: dict[str, tuple[Callable[..., Any], Any]] = {
    "aktiv": (
        match_meetings.trial_passed,
        _l("Matchningen är aktiv. Ni följer upp enligt planen."),
    ),
    "inte-av": (match_meetings.fell_through, _l("Antecknat. Hitta en ny tid när det passar.")),
    "paus": (match_ends.pause, _l("Pausad. Inga påminnelser, och inget syns för den andra.")),
    "tillbaka": (match_ends.resume, _l("De ses igen. Allt räknas från i dag.")),
}
WEEK = 7  # days that something is put off


@room.post("/<any(aktiv, 'inte-av', paus, tillbaka):deed>")
@allowed(Role.COORDINATOR)
def do(match_id: str, deed: str) -> Response:
    """A deed without questions."""
    act, words = SIMPLE[deed]
    return _do(match_id, act, words=words)


@room.post("/kort")
@allowed(Role.COORDINATOR)
def send_card(match_id: str) -> Response:
    """Ask by letter: an anonymous card. Nothing about the person stands in it."""
    try:
        with transaction() as session:
            sent = match_asking.ask_by_card(
                session, match_id, public_url=public_url(), **signed_in(), at=now()
            )
        words = ngettext(
            "Kortet är på väg. Svar senast om en vecka.",
            "%(num)s kort är på väg. Svar senast om en vecka.",
            sent,
        )
        flash(words)
    except NotNow as refused:
        flash(phrases.refusal(refused, language()), "late")
    return _back(match_id)


@room.post("/svar/<participant_id>")
@allowed(Role.COORDINATOR)
def answer(match_id: str, participant_id: str) -> Response:
    """What somebody has said, heard by one of us."""
    form = AnswerForm(colleagues=colleagues())
    if not form.validate():
        return _page(match_id, form, side_id=participant_id)
    with reading() as session:
        page_side = match_pages.side_of(
            session, match_id, participant_id, centre=signed_in()["centre"]
        )
    act = match_asking.volunteer_answers if page_side else match_asking.recipient_answers
    given = {"participant_id": participant_id, "answer": form.answer()}
    return _do(match_id, act, words=_("Svaret är antecknat."), **given)


@room.post("/mote")
@allowed(Role.COORDINATOR)
def book(match_id: str) -> Response:
    """A time for the first meeting, or another one."""
    form = MeetingForm()
    if not form.validate():
        return _page(match_id, form)
    try:
        with transaction() as session:
            sent = match_meetings.book(
                session,
                match_id,
                form.meeting(),
                public_url=public_url(),
                **signed_in(),
                at=now(),
            )
    except Invalid as refused:
        tell(form, refused)
        return _page(match_id, form)
    flash(
        _("Mötet är bokat. Volontären får en länk till tid och kalender.")
        if sent
        else _("Mötet är bokat. Volontären har ingen e-post: ring och berätta.")
    )
    return _back(match_id)


@room.post("/mote/hallet")
@allowed(Role.COORDINATOR)
def held(match_id: str) -> Response:
    """The first meeting has been: the trial begins."""
    form = HeldForm()
    if not form.validate():
        return _page(match_id, form)
    given = {"on": form.on.data, "public_url": public_url(), **form.facts()}
    words = _("Provtiden har börjat. Första uppföljningen är om tre dagar.")
    return _do(match_id, match_meetings.held, words=words, **given)


@room.post("/samtal/<participant_id>")
@allowed(Role.COORDINATOR)
def talked(match_id: str, participant_id: str) -> Response:
    """A closing talk has been held, or was not wanted."""
    given = {"participant_id": participant_id, "wanted": request.form.get("ville") != "nej"}
    return _do(match_id, match_ends.talked, words=_("Antecknat."), **given)


@room.post("/hemma/<participant_id>")
@allowed(Role.COORDINATOR)
def is_back(match_id: str, participant_id: str) -> Response:
    """Somebody of us has heard that she is back from her visit, or never went."""
    given = {"participant_id": participant_id}
    return _do(match_id, visit_plans.end, words=_("Antecknat. Ingen behöver ringa."), **given)


@room.post("/slut")
@allowed(Role.COORDINATOR)
def finish(match_id: str) -> Response:
    """It is over: back on the list with the old wait, or let go."""
    form = FinishForm()
    if not form.validate():
        return _page(match_id, form)
    waits = form.waits.data == YES
    words = (
        _("Avslutad. Personens väntan räknas från samma dag som förut.")
        if waits
        else _("Avslutad. Inget brev är skickat.")
    )
    return _do(match_id, match_ends.end, words=words, waits_again=waits)


@room.get("/<any(avsluta, avbryt):ending>")
@allowed(Role.COORDINATOR)
def ask_ending(match_id: str, ending: str) -> str:
    """Before it: what will happen, what will not, and why."""
    return _ending_page(match_id, ending, _ending_form(ending))


@room.post("/<any(avsluta, avbryt):ending>")
@allowed(Role.COORDINATOR)
def end(match_id: str, ending: str) -> Response:
    """The ending begins, or it is called off before they have met."""
    form = _ending_form(ending)
    if not form.validate():
        return make_response(_ending_page(match_id, ending, form), 422)
    if ending == "avbryt":
        reason: Any = DeclineReason(form.reason.data)
        words = _("Tagen tillbaka. Den som hade sagt ja står på din lista att ringa.")
        return _do(match_id, match_declining.call_off, words=words, reason=reason)
    words = _("Avslutningen har börjat. Ha ett samtal med var och en.")
    given = {"reason": EndReason(form.reason.data)}
    return _do(match_id, match_ends.begin_ending, words=words, **given)


@room.post("/gora/<todo_id>")
@allowed(Role.COORDINATOR)
def note(match_id: str, todo_id: str) -> Response:
    """A call, noted in ten seconds."""
    form = CallForm()
    if not form.validate():
        return _page(match_id, form, todo_id=todo_id)
    result = CallResult(form.result.data)
    given = {"todo_id": todo_id, "result": result, "line": form.line.data}
    return _do_todo(match_id, match_calls.note, _("Antecknat."), **given)


@room.post("/gora/<todo_id>/senare")
@allowed(Role.COORDINATOR)
def later(match_id: str, todo_id: str) -> Response:
    """Put it off for a week."""
    given = {"todo_id": todo_id, "days": WEEK}
    return _do_todo(match_id, todos.snooze, _("Skjutet en vecka."), **given)


@room.get("/svar/<participant_id>")
@room.get("/gora/<todo_id>")
@room.get("/mote")
@room.get("/mote/hallet")
@room.get("/slut")
@allowed(Role.COORDINATOR)
def again(match_id: str, **_named: str) -> Response:
    """A page with its fault, read anew: the page of the match."""
    with reading() as session:
        match_pages.is_here(session, match_id, centre=signed_in()["centre"])
    return redirect(url_for("matches.one", match_id=match_id))


def _do(match_id: str, act: Callable[..., Any], *, words: str, **given: Any) -> Response:
    """Do it, or say why not and show how things are."""
    try:
        with transaction() as session:
            act(session, match_id, **given, **signed_in(), at=now())
    except NotNow as refused:
        flash(phrases.refusal(refused, language()), "late")
    else:
        flash(words)
    return _back(match_id)


def _do_todo(match_id: str, act: Callable[..., Any], words: str, **given: Any) -> Response:
    try:
        with transaction() as session:
            match_pages.is_here(session, match_id, centre=signed_in()["centre"])
            act(session, **given, **signed_in(), at=now())
    except NotNow as refused:
        flash(phrases.refusal(refused, language()), "late")
    else:
        flash(words)
    return _back(match_id)


def _page(match_id: str, form: FlaskForm, **shown: Any) -> Response:
    with transaction() as session:
        return make_response(page_with(session, match_id, form, **shown), 422)


def _ending_form(ending: str) -> CallOffForm | EndForm:
    return CallOffForm() if ending == "avbryt" else EndForm()


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


def _back(match_id: str) -> Response:
    return redirect(url_for("matches.one", match_id=match_id), 303)
