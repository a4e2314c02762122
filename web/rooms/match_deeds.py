"""/matchningar/<id>/…: what a coordinator does about a match, each deed a form by itself.

How it ends is in `match_endings`.
"""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from matcher import phrases
from matcher.domain.accounts import Role
from matcher.domain.errors import Invalid, NotNow, RuleBroken
from matcher.services import (
    match_asked,
    match_asking,
    match_calls,
    match_declining,
    match_ends,
    match_hours,
    match_meetings,
    match_pages,
    match_rests,
    match_safety,
    match_substitutes,
    meeting_stands,
    todos,
    visit_plans,
)
from matcher.services.match_calls import CallResult
from web.forms.faults import tell
from web.forms.matches import (
    AnswerForm,
    CallForm,
    HeldForm,
    MeetingForm,
)
from web.plumbing import match_words
from web.plumbing.clock import now
from web.plumbing.database import reading, transaction
from web.plumbing.installation import has_post, public_url
from web.plumbing.languages import language
from web.plumbing.permissions import allowed, signed_in
from web.plumbing.todo_words import put_off
from web.rooms.matches import colleagues, page_with

room = Blueprint("match_deeds", __name__, url_prefix="/matchningar/<match_id>")

SIMPLE: dict[str, tuple[Callable[..., Any], Any]] = {
    "aktiv": (
        match_meetings.trial_passed,
        _l("Matchningen är aktiv. Ni följer upp enligt planen."),
    ),
    "inte-av": (match_meetings.fell_through, _l("Antecknat. Hitta en ny tid när det passar.")),
    "paus": (match_rests.pause, _l("Pausad. Inga påminnelser, och inget syns för den andra.")),
    "tillbaka": (match_rests.resume, _l("De ses igen. Allt räknas från i dag.")),
    "ersattare": (
        match_substitutes.look_for,
        _l("Ni söker en ersättare. Förslag kommer i veckans körning. Ingen är kontaktad."),
    ),
    "angra-nej": (
        match_declining.take_no_back,
        _l("Ångrat. De får föreslås igen, och du kan matcha dem för hand."),
    ),
    "angra-avslut": (match_ends.undo_ending, _l("Avslutet är ångrat. Allt är som innan.")),
}
WEEK = 7  # days that something is put off


@room.post("/<any(aktiv, 'inte-av', paus, tillbaka, ersattare, 'angra-avslut', 'angra-nej'):deed>")
@allowed(Role.COORDINATOR)
def do(match_id: str, deed: str) -> Response:
    """A deed without questions."""
    act, words = SIMPLE[deed]
    return do_it(match_id, act, words=words)


@room.post("/kort")
@allowed(Role.COORDINATOR)
def send_card(match_id: str) -> Response:
    """Ask by letter: an anonymous card, to her alone whom the button names. Nothing about the
    person stands in it.
    """
    whom = {"only": request.form.get("till", ""), "public_url": public_url()}
    try:
        with transaction() as session:
            match_asking.ask_by_card(session, match_id, **whom, **signed_in(), at=now())
        if has_post():
            flash(_("Kortet är på väg. Svar senast om en vecka."))
        else:
            flash(_("Kortet ligger i lådan, och når inte fram av sig självt."), "late")
    except NotNow as refused:
        flash(phrases.refusal(refused, language()), "late")
    return _back(match_id)


@room.post("/svar/<participant_id>")
@allowed(Role.COORDINATOR)
def answer(match_id: str, participant_id: str) -> Response:
    """What somebody has said, heard by one of us."""
    form = AnswerForm(colleagues=colleagues())
    if not form.validate():
        return page_again(match_id, form, side_id=participant_id)
    with reading() as session:
        page_side = match_pages.side_of(
            session, match_id, participant_id, centre=signed_in()["centre"]
        )
    act = match_asking.volunteer_answers if page_side else match_asking.recipient_answers
    try:
        with transaction() as session:  # of its own: what was told is kept, whatever the answer
            match_asked.keep(
                session, match_id, participant_id, form.told(), **signed_in(), at=now()
            )
    except Invalid as otherwise:
        form.tell_known(otherwise)
        return page_again(match_id, form, side_id=participant_id)
    except NotNow as refused:
        flash(phrases.refusal(refused, language()), "late")
        return _back(match_id)
    return _answered(match_id, participant_id, act, form)


def _answered(
    match_id: str, participant_id: str, act: Callable[..., Any], form: AnswerForm
) -> Response:
    """Her answer; of a yes the two are looked at once more, by what she has told with it."""
    said, reason = form.answer(), form.overrides()

    def weighed(session: Session, match_id: str, **who: Any) -> None:
        if said.says_yes:
            match_safety.weigh_a_yes(session, match_id, participant_id, reason, **who)
        act(session, match_id, participant_id, said, **who)

    try:
        return do_it(match_id, weighed, words=_("Svaret är antecknat."))
    except Invalid as refused:
        tell(form, refused)
        for fault in refused.faults.values():
            rules = str(fault.facts.get("rules", "")).split()
            broken = [phrases.rule(one, language()) for one in rules]
            form.override_reason.errors = [*form.override_reason.errors, *broken]
    except RuleBroken as unsafe:
        form.form_errors.append(phrases.refused(unsafe, language()))
    return page_again(match_id, form, side_id=participant_id)


@room.post("/mote")
@allowed(Role.COORDINATOR)
def book(match_id: str) -> Response:
    """A time for the first meeting, or another one."""
    form = MeetingForm()
    if not form.validate() or not _is_agreed(match_id, form):
        return page_again(match_id, form)
    try:
        with transaction() as session:
            news = match_meetings.book(
                session,
                match_id,
                form.meeting(),
                public_url=public_url(),
                **signed_in(),
                at=now(),
            )
    except Invalid as refused:
        tell(form, refused)
        return page_again(match_id, form)
    flash(match_words.booked(news, has_post=has_post()))
    return _back(match_id)


def _is_agreed(match_id: str, form: MeetingForm) -> bool:
    """The time is free for both and for the one of us who goes along, or it stands all the same."""
    meeting, centre = form.meeting(), signed_in()["centre"]
    if meeting.at <= now():
        return True  # that it has been is said first, by the deed
    with reading() as session:
        others = match_hours.outside(session, match_id, meeting.at, centre=centre)
        promised = match_hours.promised(session, match_id, meeting, centre=centre)
    if others and not form.agreed.data:
        form.ask_if_agreed(others)
    if promised and not form.covered.data:
        form.ask_who_goes(promised.coordinator, promised.names, near=promised.near)
    return not (form.asks_agreed or form.asks_covered)


@room.post("/mote/kvar")
@allowed(Role.COORDINATOR)
def stands(match_id: str) -> Response:
    """It was struck off by mistake."""
    words = _("Ångrat. Mötet är kvar som det var.")
    return do_it(match_id, meeting_stands.stands, words=words, public_url=public_url())


@room.post("/mote/hallet")
@allowed(Role.COORDINATOR)
def held(match_id: str) -> Response:
    """The first meeting has been: the trial begins."""
    form = HeldForm()
    if not form.validate():
        return page_again(match_id, form)
    given = {"on": form.on.data, "public_url": public_url(), **form.facts()}
    words = _("Provtiden har börjat. Första uppföljningen är om tre dagar.")
    return do_it(match_id, match_meetings.held, words=words, **given)


@room.post("/hemma/<participant_id>")
@allowed(Role.COORDINATOR)
def is_back(match_id: str, participant_id: str) -> Response:
    """Somebody of us has heard that she is back from her visit, or never went."""
    given = {"participant_id": participant_id}
    return do_it(match_id, visit_plans.end, words=_("Antecknat. Ingen behöver ringa."), **given)


@room.post("/gora/<todo_id>")
@allowed(Role.COORDINATOR)
def note(match_id: str, todo_id: str) -> Response:
    """A call, noted in ten seconds."""
    form = CallForm()
    if not form.validate():
        return page_again(match_id, form, todo_id=todo_id)
    result = CallResult(form.result.data)
    given = {"todo_id": todo_id, "result": result, "line": form.line.data}
    return _do_todo(match_id, match_calls.note, _("Antecknat."), **given)


@room.post("/gora/<todo_id>/senare")
@allowed(Role.COORDINATOR)
def later(match_id: str, todo_id: str) -> Response:
    """Put it off for a week."""
    given = {"todo_id": todo_id, "days": WEEK}
    return _do_todo(match_id, todos.snooze, put_off, **given)


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


def do_it(
    match_id: str, act: Callable[..., Any], *, words: str | Callable[[Any], str], **given: Any
) -> Response:
    """Do it and say so, or what came of it; or say why not and show how things are."""
    try:
        with transaction() as session:
            found = act(session, match_id, **given, **signed_in(), at=now())
    except NotNow as refused:
        flash(phrases.refusal(refused, language()), "late")
    else:
        flash(words(found) if callable(words) else words)
    return _back(match_id)


def _do_todo(
    match_id: str, act: Callable[..., Any], words: str | Callable[[Any], str], **given: Any
) -> Response:
    try:
        with transaction() as session:
            match_pages.is_here(session, match_id, centre=signed_in()["centre"])
            found = act(session, **given, **signed_in(), at=now())
    except NotNow as refused:
        flash(phrases.refusal(refused, language()), "late")
    else:
        flash(words(found) if callable(words) else words)
    return _back(match_id)


def page_again(match_id: str, form: FlaskForm, **shown: Any) -> Response:
    """The page of the match, with a form that is not right."""
    with transaction() as session:
        return make_response(page_with(session, match_id, form, **shown), 422)


def _back(match_id: str) -> Response:
    return redirect(url_for("matches.one", match_id=match_id), 303)
