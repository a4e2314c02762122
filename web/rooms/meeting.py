"""/mote: the weekly matching meeting: one suggestion a screen, by keyboard alone or without script.

Deciding is the same deed as on the page of the week. What is decided stands in the minutes at once.
Who leaves comes back to the same place: the visitor's own cookie keeps it.
"""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher import phrases
from matcher.domain.accounts import Role
from matcher.domain.errors import AlreadyDecided, Missing, NotNow, RuleBroken
from matcher.domain.suggestions import Verdict
from matcher.services import meetings, met_before, suggestions, week_pages
from matcher.services.meetings import Agenda
from matcher.services.week_values import PairLine
from web.forms.suggestions import RejectForm, reject_reasons
from web.plumbing import match_words, meeting_words, week_changes, week_words
from web.plumbing.clock import now
from web.plumbing.database import reading, transaction
from web.plumbing.languages import language
from web.plumbing.permissions import allowed, signed_in

room = Blueprint("meeting", __name__, url_prefix="/mote")

PLACE, KEYS_OFF = "meeting_place", "meeting_keys_off"
VERDICTS = {"godkann": Verdict.ACCEPT, "inte-nu": Verdict.NOT_NOW}
DEEDS: dict[str, Callable[..., Any]] = {
    "las": suggestions.lock,
    "las-upp": suggestions.unlock,
    "angra": suggestions.undo,
}
BACK = {"lock": "las-upp", "unlock": "las"}  # what takes a deed back; of a decision: undo it


@room.get("/")
@allowed(Role.COORDINATOR)
def agenda() -> str:
    """What is on the agenda, and where one left."""
    found = _agenda()
    open_ones = found.open if found else ()
    place = session.get(PLACE)
    return render_template(
        "meeting/agenda.html",
        found=found,
        words=meeting_words,
        place=found.onwards(place) if found else None,
        begun=place in open_ones or bool(found and found.minutes),
    )


@room.get("/protokoll")
@allowed(Role.COORDINATOR)
def minutes() -> str:
    """What was decided, by whom, when and why, to be printed: no surname, no address."""
    return render_template("meeting/minutes.html", found=_agenda(), words=meeting_words)


@room.post("/tangenter")
@allowed(Role.COORDINATOR)
def keys() -> Response:
    """Single letters off, or on again (WCAG 2.1.4)."""
    session[KEYS_OFF] = not session.get(KEYS_OFF)
    place = session.get(PLACE)
    return redirect(url_for(".one", suggestion_id=place) if place else url_for(".agenda"), 303)


@room.get("/<suggestion_id>")
@allowed(Role.COORDINATOR)
def one(suggestion_id: str) -> str | Response:
    """One suggestion, large."""
    return _page(suggestion_id)


@room.post("/<suggestion_id>/<any(godkann, 'inte-nu'):verdict>")
@allowed(Role.COORDINATOR)
def decide(suggestion_id: str, verdict: str) -> Response:
    """Yes, or not this week; and on to the next."""
    return _do(suggestion_id, suggestions.decide, onwards=True, verdict=VERDICTS[verdict])


@room.post("/<suggestion_id>/avvisa")
@allowed(Role.COORDINATOR)
def reject(suggestion_id: str) -> str | Response | tuple[str | Response, int]:
    """No, with a reason; and on to the next."""
    form = RejectForm()
    if not form.validate():
        return _page(suggestion_id, errors=form.reason.errors), 422
    facts = {"verdict": Verdict.REJECT, "reason": form.handed_in()}
    return _do(suggestion_id, suggestions.decide, onwards=True, **facts)


@room.post("/<suggestion_id>/<any(las, 'las-upp', angra):deed>")
@allowed(Role.COORDINATOR)
def do(suggestion_id: str, deed: str) -> Response:
    """Keep the pair, let it go, or take a decision back."""
    return _do(suggestion_id, DEEDS[deed], onwards=False)


def _agenda() -> Agenda | None:
    with transaction() as rows:
        week_pages.look(rows, None, **signed_in(), at=now())
    with reading() as rows:
        return meetings.agenda(rows, centre=signed_in()["centre"], at=now())


def _page(suggestion_id: str, errors: Any = ()) -> str | Response:
    found = _agenda()
    item = next((one for one in found.items if one.id == suggestion_id), None) if found else None
    if found is None or item is None:
        with reading() as rows:
            suggestions.is_here(rows, suggestion_id, centre=signed_in()["centre"])
        return redirect(url_for(".agenda"))
    session[PLACE] = suggestion_id
    with reading() as rows:
        week = week_pages.week(
            rows, None, showing=suggestion_id, without=0, centre=signed_in()["centre"], at=now()
        )
    if week is None:
        raise Missing("run", found.iso_week)
    told = week.changes if "efter" in request.args else None
    line = next((one for one in week.suggested.rows if one.id == suggestion_id), None)
    return render_template(
        "meeting/one.html",
        item=item,
        line=line,
        agenda=found,
        place=[one.id for one in found.items].index(suggestion_id) + 1,
        s=week_words.article(line, week) if line else None,
        changes=week_changes.changes(told) if told else None,
        undo=told.suggestion_id if told and told.can_undo else None,
        undo_deed=BACK.get(told.deed, "angra") if told else None,
        met_before=_met_before(line),
        reasons=reject_reasons(),
        errors=errors,
        keys=not session.get(KEYS_OFF),
        words=meeting_words,
    )


def _do(suggestion_id: str, deed: Callable[..., Any], *, onwards: bool, **facts: Any) -> Response:
    """Do it, say what happened where it did not go, and open what comes next."""
    before, is_told = _agenda(), onwards or deed in (suggestions.lock, suggestions.unlock)
    try:
        with transaction() as rows:
            deed(rows, suggestion_id, **facts, **signed_in(), at=now())
    except AlreadyDecided as first:
        with reading() as rows:
            who = week_pages.who(rows, first.by, centre=signed_in()["centre"])
        flash(week_words.was_first(first, who), "late")
    except RuleBroken as unsafe:
        why = phrases.refused(unsafe, language())
        flash(_("Det går inte längre. %(why)s Räkna om veckan.", why=why), "late")
        onwards = is_told = False
    except NotNow as refused:
        flash(phrases.refusal(refused, language()), "late")
        onwards = is_told = False
    after = _agenda()
    following = suggestion_id
    if onwards and after is not None:
        found = after.after(suggestion_id, before.open if before else ())
        if found is None:
            return redirect(url_for(".minutes"), 303)
        following = found
    return redirect(url_for(".one", suggestion_id=following, efter=1 if is_told else None), 303)


def _met_before(line: PairLine | None) -> str | None:
    if line is None:
        return None
    with reading() as rows:
        found = met_before.of_two(
            rows, line.volunteer.id, line.need.id, centre=signed_in()["centre"]
        )
    return match_words.met_before(found) if found else None
