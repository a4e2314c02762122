"""/forslag: the week's suggestions, and what a coordinator makes of them.

Every button is a form that works by itself; htmx fetches the same page and swaps its middle.
"""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from matcher import phrases
from matcher.domain import calendar_weeks
from matcher.domain.accounts import Role
from matcher.domain.errors import AlreadyDecided, NotNow, RuleBroken
from matcher.domain.suggestions import Verdict
from matcher.services import suggestions, week_pages, weeks
from web.forms.suggestions import RejectForm, reject_reasons
from web.plumbing import menu, week_changes, week_words, without_words
from web.plumbing.clock import now, today
from web.plumbing.database import reading, transaction
from web.plumbing.languages import language
from web.plumbing.permissions import allowed, signed_in

room = Blueprint("suggestions", __name__, url_prefix="/forslag")
WITHOUT_SHOWN = 8  # lines a side, until all are asked for


def _count() -> int:
    with reading() as session:
        return suggestions.undecided(session, centre=signed_in()["centre"])


IN_MENU = menu.Entry(
    place=20,
    endpoint="suggestions.week",
    words=_l("Förslag"),
    roles=(Role.COORDINATOR,),
    count=_count,
    also=("/mote/",),
)


@room.get("/")
@room.get("/<iso_week>")
@allowed(Role.COORDINATOR)
def week(iso_week: str | None = None) -> str:
    """A week's suggestions; the newest when none is named."""
    return _page(iso_week)


@room.post("/<suggestion_id>/godkann")
@allowed(Role.COORDINATOR)
def accept(suggestion_id: str) -> Response:
    """Yes: a match is made, and nobody is contacted by it."""
    return _decide(suggestion_id, Verdict.ACCEPT)


@room.post("/<suggestion_id>/inte-nu")
@allowed(Role.COORDINATOR)
def not_now(suggestion_id: str) -> Response:
    """Not this week."""
    return _decide(suggestion_id, Verdict.NOT_NOW)


@room.post("/<suggestion_id>/avvisa")
@allowed(Role.COORDINATOR)
def reject(suggestion_id: str) -> Response | tuple[str, int]:
    """No, with a reason."""
    form = RejectForm()
    if not form.validate():
        return _page(None, rejecting=suggestion_id, errors=form.reason.errors), 422
    return _decide(suggestion_id, Verdict.REJECT, reason=form.handed_in())


@room.get("/<suggestion_id>/avvisa")
@allowed(Role.COORDINATOR)
def rejecting(suggestion_id: str) -> Response:
    """The question again, where a page with its fault is read anew or opened from history."""
    with reading() as session:
        suggestions.is_here(session, suggestion_id, centre=signed_in()["centre"])
    place = f"forslag-{suggestion_id}-skal"
    return redirect(url_for("suggestions.week", avvisa=suggestion_id, _anchor=place))


@room.post("/<suggestion_id>/las")
@allowed(Role.COORDINATOR)
def lock(suggestion_id: str) -> Response:
    """Keep the pair."""
    return _do(suggestion_id, suggestions.lock)


@room.post("/<suggestion_id>/las-upp")
@allowed(Role.COORDINATOR)
def unlock(suggestion_id: str) -> Response:
    """Let the pair move."""
    return _do(suggestion_id, suggestions.unlock)


@room.post("/<suggestion_id>/angra")
@allowed(Role.COORDINATOR)
def undo(suggestion_id: str) -> Response:
    """Take the decision back."""
    return _do(suggestion_id, suggestions.undo)


@room.post("/rakna-om")
@allowed(Role.COORDINATOR)
def recount() -> Response:
    """The week anew, after facts have changed; the first of a centre's weeks at once."""
    with transaction() as session:
        if weeks.recount(session, **signed_in(), at=now()) is None:
            this_week = calendar_weeks.iso_week(today())
            weeks.run_week(session, iso_week=this_week, **signed_in(), at=now())
    return redirect(url_for("suggestions.week"), 303)


def _page(iso_week: str | None, *, rejecting: str | None = None, errors: Any = ()) -> str:
    with transaction() as session:
        week_pages.look(session, iso_week, **signed_in(), at=now())
    everybody = "alla" in request.args
    with reading() as session:
        found = week_pages.week(
            session,
            iso_week,
            without=None if everybody else WITHOUT_SHOWN,
            page=request.args.get("sida", 1, type=int),
            showing=rejecting or request.args.get("avvisa") or request.args.get("visa"),
            centre=signed_in()["centre"],
            at=now(),
        )
    return render_template(
        "suggestions/week.html",
        found=found,
        words=week_words,
        alone=without_words,
        changes=week_changes.changes,
        rejecting=rejecting or request.args.get("avvisa"),
        reasons=reject_reasons(),
        errors=errors,
    )


def _decide(suggestion_id: str, verdict: Verdict, **facts: Any) -> Response:
    return _do(suggestion_id, suggestions.decide, verdict=verdict, **facts)


def _do(suggestion_id: str, deed: Callable[..., object], **facts: Any) -> Response:
    """Do it, or say why not and show how things are now."""
    try:
        with transaction() as session:
            deed(session, suggestion_id, **facts, **signed_in(), at=now())
    except AlreadyDecided as first:
        flash(_first(first), "late")
    except RuleBroken as unsafe:
        why = phrases.refused(unsafe, language())
        flash(_("Det går inte längre. %(why)s Räkna om veckan.", why=why), "late")
    except NotNow as refused:
        flash(phrases.refusal(refused, language()), "late")
    return redirect(url_for("suggestions.week", sida=request.args.get("sida", type=int)), 303)


def _first(first: AlreadyDecided) -> str:
    with reading() as session:
        who = week_pages.who(session, first.by, centre=signed_in()["centre"])
    return week_words.was_first(first, who)
