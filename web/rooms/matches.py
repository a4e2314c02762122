"""/matchningar: every pair, and a page for each: how far, what is next, who sees what."""

from typing import Any

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from markupsafe import Markup
from sqlalchemy.orm import Session

from matcher.domain.accounts import Role
from matcher.domain.calendar_weeks import STOCKHOLM
from matcher.domain.consent import Channel
from matcher.domain.matches import MatchState, Word
from matcher.services import (
    match_hours,
    match_letters_on_paper,
    match_lists,
    match_outlines,
    match_pages,
    match_telling,
    meeting_streets,
    met_before,
)
from matcher.services.match_lines import MatchPage, SideLine
from matcher.services.match_outlines import Outline
from web.forms.match_endings import FinishForm
from web.forms.matches import AnswerForm, CallForm, HeldForm, MeetingForm
from web.forms.regular_times import RegularTimeForm
from web.forms.visits import HeardVisitForm
from web.plumbing import card_words, match_parts, match_words, menu, outline_words
from web.plumbing.clock import now, today
from web.plumbing.database import reading, transaction
from web.plumbing.languages import direction, said_in
from web.plumbing.permissions import allowed, signed_in

room = Blueprint("matches", __name__, url_prefix="/matchningar")

IN_MENU = menu.Entry(
    place=35,
    endpoint="matches.listed",
    words=_l("Matchningar"),
    roles=(Role.COORDINATOR,),
)
FIRST_GROUP = "lever"


@room.get("/")
@allowed(Role.COORDINATOR)
def listed() -> str:
    """The pairs of a group, those on their way and those that meet when none is named; ?hos=mig:
    one's own.
    """
    group = request.args.get("visa", FIRST_GROUP)
    group = group if group in match_words.GROUPS else FIRST_GROUP
    states = match_words.GROUPS[group][1]
    page = request.args.get("sida", 1, type=int)
    only_own, me = request.args.get("hos") == "mig", signed_in()
    with transaction() as session:
        found = match_lists.listed(session, states, **me, at=now(), only_own=only_own, page=page)
        owner = me["by"] if only_own else None
        counts = match_lists.counts(session, owner=owner, centre=me["centre"])
    return render_template(
        "matches/listed.html",
        found=found,
        group=group,
        only_own=only_own,
        groups=[
            (name, words, sum(counts.get(state, 0) for state in states))
            for name, (words, states) in match_words.GROUPS.items()
        ],
        parts=match_parts,
    )


@room.get("/<match_id>")
@allowed(Role.COORDINATOR)
def one(match_id: str) -> str:
    """The page of a match; ?gora= a thing to do opens the form to note it in."""
    with transaction() as session:
        return page_with(session, match_id)


@room.get("/<match_id>/brev")
@allowed(Role.COORDINATOR)
def letter(match_id: str) -> str:
    """A letter to the person about the first meeting, in large type and her language (R89)."""
    with transaction() as session:
        found = match_letters_on_paper.read(
            session, match_id, request.args.get("till"), **signed_in(), at=now()
        )
    with said_in(found.language) as spoken:
        text = Markup(render_template("matches/letter_text.html", found=found))  # noqa: S704 - ours
    return render_template(
        "matches/letter.html",
        found=found,
        text=text,
        spoken=spoken,
        direction=direction(spoken),
        is_hers=spoken == found.language,
    )


def page_with(
    session: Session,
    match_id: str,
    form: FlaskForm | None = None,
    *,
    regular: RegularTimeForm | None = None,
    heard: HeardVisitForm | None = None,
    todo_id: str | None = None,
    side_id: str | None = None,
) -> str:
    """The page, with a form that was handed in and is not right, if its step is still the next."""
    page = match_pages.one(session, match_id, **signed_in(), at=now())
    centre = signed_in()["centre"]
    outlines = match_outlines.of_page(session, page, centre=centre, at=now())
    asked, also_asked = asked_next(page, side_id or request.args.get("svar") or _of_todo(page))
    next_step = _form(page, outlines, asked)
    is_next = form is not None and type(form) is type(next_step)
    call = form if isinstance(form, CallForm) else None
    if form is not None and not is_next and call is None:
        flash(_("Matchningen har hunnit vidare. Se vad som är nästa steg nu."), "late")
    shown = form if is_next else next_step
    if isinstance(shown, MeetingForm) and _somebody_has_no_telephone(page):
        shown.offer_no_telephone()
    refused = [one for one in (shown, call, regular, heard) if one is not None and one.errors]
    is_asking = asked is not None and isinstance(shown, AnswerForm)
    return render_template(
        "matches/one.html",
        page=page,
        asked=asked,
        also_asked=also_asked,
        questions=outline_words.to_ask(outlines, asked, shown) if asked and is_asking else (),
        left_to_ask=outline_words.left_to_ask(outlines, page.sides),
        outlines=outline_words.panels(outlines),
        telling=telling_of(page, asked),
        met_before=met_before.of_match(session, page, centre=centre),
        no_time=_no_time(session, page),
        without_street=_without_street(session, page),
        substitution=page.substitution,
        form=shown,
        refused=refused,
        faults=bool(refused),
        step_faults=bool(shown and shown.errors),
        call=call or CallForm(formdata=None),
        noting=todo_id or request.args.get("gora"),
        regular=regular or _regular(page),
        heard=heard or heard_form(page, formdata=None),
        parts=match_parts,
        words=match_words,
    )


def _no_time(session: Session, page: MatchPage) -> bool:
    """Those of a group have no time in common, as far as is known: said before anybody is asked."""
    people = sum(bool(one.recipient_id) and not one.word.is_out for one in page.others)
    if people < 2 or page.state not in match_telling.ASKING:
        return False
    return match_hours.no_time(session, page.id, centre=signed_in()["centre"], at=now())


def _without_street(session: Session, page: MatchPage) -> tuple[tuple[str, str], ...]:
    if page.state is not MatchState.MEETING_BOOKED:
        return ()
    return meeting_streets.without_street(session, page.id, centre=signed_in()["centre"])


def asked_next(page: MatchPage, wanted: str | None) -> tuple[SideLine | None, list[SideLine]]:
    """Whose answer is noted next, the one asked for, else the first who has not answered; and who
    else of that side may answer before her.
    """
    sides = page.volunteers
    if page.state in match_telling.OTHERS_NEXT:
        sides = page.others
    waiting = [one for one in sides if one.word in (Word.NOT_ASKED, Word.ASKED)]
    chosen = next((one for one in waiting if one.id == wanted), next(iter(waiting), None))
    return chosen, [one for one in waiting if one is not chosen]


def _of_todo(page: MatchPage) -> str | None:
    """Whom the thing to do is about that ?gora= leads to: of several it is her answer."""
    wanted = request.args.get("gora")
    return next((line.whom.id for line in page.todos if line.id == wanted and line.whom), None)


def telling_of(
    page: MatchPage, asked: SideLine | None, *, to_her: bool = False
) -> list[dict[str, Any]]:
    """What may be said of the other to whoever is to be asked, where that is the next step; in a
    letter `to_her`.
    """
    if asked is None or asked.organisation_id or page.chosen is None:
        return []
    people = sum(bool(one.recipient_id) and not one.word.is_out for one in page.others)
    besides = [one for one in page.group if one.id != asked.id]
    said = card_words.telling(page.telling, page.chosen.vocabulary)
    return card_words.group(people, besides, to_her=to_her) + said


def _form(page: MatchPage, outlines: tuple[Outline, ...], asked: SideLine | None) -> Any:
    """The form of the next step, if there is one to fill in. Who has no telephone answers by
    another way than it.
    """
    if page.state in match_telling.ASKING:
        by = signed_in()["by"]
        way = Channel.PAPER if asked and not asked.phone else Channel.PHONE
        people = list(page.colleagues)
        return AnswerForm(formdata=None, colleagues=people, heard_by=by, channel=way.value)
    if page.state is MatchState.BOTH_YES:
        return MeetingForm(formdata=None, **outline_words.proposed(outlines, page.on))
    if page.state is MatchState.MEETING_BOOKED:
        if page.is_meeting_past:
            return HeldForm(formdata=None, on=today())
        return MeetingForm(formdata=None, **_booked(page))
    return FinishForm(formdata=None) if page.state is MatchState.ENDING else None


def _somebody_has_no_telephone(page: MatchPage) -> bool:
    people = [one for one in page.others if one.recipient_id and one.word is Word.YES]
    return any(one.phone is None for one in people)


def _booked(page: MatchPage) -> dict[str, Any]:
    """The meeting as it stands, to begin the form with: who changes the hour keeps the place."""
    if page.meeting_at is None or page.where is None:
        return {}
    when = page.meeting_at.astimezone(STOCKHOLM)
    found = {"day": when.date(), "time": when.time(), "where": page.where.value}
    return found | ({"place": page.place} if page.place else {})


def _regular(page: MatchPage) -> RegularTimeForm:
    """The form that asks when they usually meet, begun with what is known."""
    need = page.need.told
    return RegularTimeForm.beginning_with(
        page.regular, minutes=need.minutes, every_weeks=need.every_weeks
    )


def heard_form(page: MatchPage, **given: Any) -> HeardVisitForm | None:
    """The form for a visit that has been told of; None where nobody meets."""
    meeting = [(one.id, one.name) for one in page.volunteers if one.word is Word.YES]
    if not page.state.meets or not meeting:
        return None
    return HeardVisitForm(volunteers=meeting, **given)


def colleagues() -> list[tuple[str, str]]:
    """Who may have heard an answer."""
    with reading() as session:
        return list(match_pages.colleagues(session, centre=signed_in()["centre"]))
