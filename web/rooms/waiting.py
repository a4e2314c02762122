"""/vantar: those who wait, and one page for each: who could come, who nearly could, and why not."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from matcher import phrases
from matcher.domain.accounts import Role
from matcher.domain.errors import Invalid, NotNow, RuleBroken
from matcher.services import answer_weeks, matches, pairs_by_hand, waiting, waiting_pages
from web.forms.suggestions import ByHandForm, override_reasons
from web.plumbing import by_hand_words, menu, waiting_words, week_words
from web.plumbing.clock import now
from web.plumbing.database import reading, transaction
from web.plumbing.languages import language
from web.plumbing.permissions import allowed, signed_in

room = Blueprint("waiting", __name__, url_prefix="/vantar")


def _count() -> int:
    with reading() as session:
        return waiting.how_many(session, centre=signed_in()["centre"], at=now())


IN_MENU = menu.Entry(
    place=30,
    endpoint="waiting.listed",
    words=_l("Väntar"),
    roles=(Role.COORDINATOR,),
    count=_count,
)


@room.get("/")
@allowed(Role.COORDINATOR)
def listed() -> str:
    """Those who wait, the most urgent first."""
    with reading() as session:
        lines = waiting.listed(session, centre=signed_in()["centre"], at=now())
    shown = waiting_words.chosen(lines, request.args.get("visa"))
    return render_template("waiting/listed.html", lines=lines, shown=shown, words=waiting_words)


@room.get("/<need_id>")
@allowed(Role.COORDINATOR)
def one(need_id: str) -> str:
    """One who waits, with ranked candidates: by the week's run, or (?nu) by this moment's rows."""
    with transaction() as session:
        waiting_pages.look(session, need_id, **signed_in(), at=now())
    with reading() as session:
        found = waiting_pages.one(
            session,
            need_id,
            now="nu" in request.args,
            centre=signed_in()["centre"],
            at=now(),
        )
    return render_template("waiting/one.html", found=found, words=waiting_words)


@room.get("/<need_id>/med/<volunteer_id>")
@allowed(Role.COORDINATOR)
def by_hand(need_id: str, volunteer_id: str) -> str | Response:
    """Before a match by hand: how it would be, and which wishes it goes against. Where nobody can
    be matched any more nothing is offered: her page says why. Two whom the week suggests are
    decided about there.
    """
    try:
        with reading() as session:
            pairs_by_hand.refuse_over(session, need_id, centre=signed_in()["centre"])
            suggested = waiting_pages.undecided(session, need_id, centre=signed_in()["centre"])
    except NotNow as refused:
        flash(phrases.refusal(refused, language()), "late")
        return redirect(url_for("waiting.one", need_id=need_id))
    if volunteer_id in suggested:
        return redirect(week_words.suggestion_href(suggested[volunteer_id]))
    return _by_hand_page(need_id, volunteer_id, ())


@room.post("/<need_id>/med/<volunteer_id>")
@allowed(Role.COORDINATOR)
def match_by_hand(need_id: str, volunteer_id: str) -> Response | tuple[str, int]:
    """A match by hand; safety refuses, whatever the reason."""
    reason = ByHandForm().handed_in()
    try:
        with transaction() as session:
            made = matches.match_by_hand(
                session, volunteer_id, need_id, override_reason=reason, **signed_in(), at=now()
            )
            match_id = made.id
    except Invalid as refused:
        errors = [phrases.fault(fault, language()) for fault in refused.faults.values()]
        return _by_hand_page(need_id, volunteer_id, errors), 422
    except RuleBroken as unsafe:
        flash(phrases.refused(unsafe, language()), "late")
    except NotNow as refused:
        flash(phrases.refusal(refused, language()), "late")
    else:
        flash(_("Matchningen är godkänd. Ingen är kontaktad."))
        return redirect(url_for("matches.one", match_id=match_id), 303)
    return redirect(url_for("waiting.one", need_id=need_id), 303)


def _by_hand_page(need_id: str, volunteer_id: str, errors: object) -> str:
    pair, centre = (volunteer_id, need_id), signed_in()["centre"]
    with transaction() as session:
        row = waiting_pages.look(session, need_id, **signed_in(), at=now())
    with reading() as session:
        week = answer_weeks.standing(session, centre=centre, at=now())
        found = pairs_by_hand.by_hand(session, week, *pair, row=row, centre=centre)
        beside = pairs_by_hand.beside(session, week, *pair, centre=centre)
    return render_template(
        "waiting/by_hand.html",
        found=found,
        warnings=by_hand_words.warnings(found, beside),
        words=by_hand_words,
        reasons=override_reasons(),
        errors=errors,
    )
