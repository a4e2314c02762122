"""/matchningar/<id>/fler and /lamna: one more in a circle, or one of several who goes."""

from typing import Any

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher import phrases
from matcher.domain.accounts import Role
from matcher.domain.errors import Invalid, NotNow, RuleBroken
from matcher.services import (
    choices,
    circle_candidates,
    match_circles,
    match_pages,
    match_stepping_out,
)
from matcher.services.circle_candidates import BEST, Candidate
from matcher.services.match_lines import MatchPage, SideLine
from web.forms.faults import tell
from web.forms.match_circles import JoinAnyForm, JoinForm, LeaveForm, StepOutForm
from web.plumbing import match_parts, pair_words
from web.plumbing.clock import now
from web.plumbing.database import reading, transaction
from web.plumbing.languages import language
from web.plumbing.permissions import allowed, signed_in

room = Blueprint("match_circles", __name__, url_prefix="/matchningar/<match_id>")

VOLUNTEER = "volontar"
REASONS = 3  # of what they share: a line of a list is read at a glance


@room.get("/fler/<any(volontar, person):side>")
@allowed(Role.COORDINATOR)
def ask_who(match_id: str, side: str) -> Response:
    """Who is to join, the best fit first."""
    return _join_page(match_id, side, _join_form(match_id, side, formdata=None))


@room.post("/fler/<any(volontar, person):side>")
@allowed(Role.COORDINATOR)
def join(match_id: str, side: str) -> Response:
    """One more is in it, and is to be asked."""
    form = _join_form(match_id, side)
    if not form.validate():
        return _join_page(match_id, side, form, status=422)
    act = match_circles.join_volunteer if side == VOLUNTEER else match_circles.join_person
    try:
        with transaction() as session:
            act(
                session,
                match_id,
                form.who.data,
                override_reason=form.reason(),
                **signed_in(),
                at=now(),
            )
    except Invalid as refused:
        tell(form, refused)
        return _join_page(match_id, side, form, status=422)
    except RuleBroken as unsafe:
        flash(phrases.refused(unsafe, language()), "late")
        return _join_page(match_id, side, form, status=422)
    except NotNow as refused:
        flash(phrases.refusal(refused, language()), "late")
    else:
        flash(_("En till är med. Ingen är kontaktad. Nästa steg står här."))
    return redirect(url_for("matches.one", match_id=match_id), 303)


@room.get("/lamna/<participant_id>")
@allowed(Role.COORDINATOR)
def ask_leave(match_id: str, participant_id: str) -> Response:
    """Before one of several goes: what will happen, and what will not."""
    return _leave_page(match_id, participant_id, None)


@room.post("/lamna/<participant_id>")
@allowed(Role.COORDINATOR)
def leave(match_id: str, participant_id: str) -> Response:
    """One of several goes; the others go on."""
    with transaction() as session:
        page = match_pages.one(session, match_id, with_story=False, **signed_in(), at=now())
    one, is_before = _side(page.sides, participant_id), match_parts.before_meeting(page)
    if one is None:
        return redirect(url_for("matches.one", match_id=match_id), 303)
    form = _form_of(page, one)
    if not form.validate():
        return _leave_page(match_id, participant_id, form)
    act = match_stepping_out.step_out if is_before else match_circles.leave
    try:
        with transaction() as session:
            act(session, match_id, participant_id, **form.facts(), **signed_in(), at=now())
    except NotNow as refused:
        flash(phrases.refusal(refused, language()), "late")
    else:
        flash(
            _("Antecknat. Berätta för de andra att %(name)s inte är med.", name=one.first)
            if is_before
            else _("Antecknat. De andra fortsätter, och ett avslutande samtal står på listan.")
        )
    return redirect(url_for("matches.one", match_id=match_id), 303)


def _join_form(match_id: str, side: str, **given: Any) -> JoinForm:
    """The best few, or where all are asked for (?visa=alla) the whole list."""
    found = _who(match_id, side)
    if request.args.get("visa") == "alla":
        return JoinAnyForm(candidates=found, **given)
    with reading() as session:
        named = choices.vocabulary(session, centre=signed_in()["centre"])
    said = phrases.Voice(language=language(), word=lambda one: named.word(one, language()))

    def why(one: Candidate) -> str | None:
        told = pair_words.shares(one.explanation, said) if one.explanation else []
        return ". ".join(told[:REASONS]) or None

    return JoinForm(candidates=found, why=why, **given)


def _who(match_id: str, side: str) -> list[Candidate]:
    with reading() as session:
        find = (
            circle_candidates.volunteers_who_might
            if side == VOLUNTEER
            else circle_candidates.people_who_might
        )
        return find(session, match_id, centre=signed_in()["centre"], at=now())


def _join_page(match_id: str, side: str, form: JoinForm, *, status: int = 200) -> Response:
    with transaction() as session:
        page = match_pages.one(session, match_id, with_story=False, **signed_in(), at=now())
    shown = render_template(
        "matches/join.html",
        page=page,
        side=side,
        form=form,
        more=max(len(form.known) - BEST, 0) if not isinstance(form, JoinAnyForm) else 0,
        faults=bool(form.errors),
        parts=match_parts,
    )
    return make_response(shown, status)


def _leave_page(match_id: str, participant_id: str, form: LeaveForm | None) -> Response:
    with transaction() as session:
        page = match_pages.one(session, match_id, **signed_in(), at=now())
    one = _side(page.sides, participant_id)
    if one is None:
        return redirect(url_for("matches.one", match_id=match_id))
    asked = form or _form_of(page, one, formdata=None)
    shown = render_template(
        "matches/leave.html",
        page=page,
        one=one,
        form=asked,
        faults=bool(asked.errors),
        parts=match_parts,
    )
    return make_response(shown, 422 if asked.errors else 200)


def _form_of(page: MatchPage, one: SideLine, **given: Any) -> LeaveForm:
    """Of one who goes: other reasons before they have met than after."""
    kind = StepOutForm if match_parts.before_meeting(page) else LeaveForm
    return kind(is_volunteer=one.volunteer_id is not None, **given)


def _side(sides: tuple[SideLine, ...], participant_id: str) -> SideLine | None:
    return next((one for one in sides if one.id == participant_id), None)
