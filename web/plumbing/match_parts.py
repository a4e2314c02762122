"""Parts of the pages of matches, made ready for the macros that draw them."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from matcher.domain.calendar_weeks import STOCKHOLM
from matcher.domain.contact_ladder import Field
from matcher.domain.match_reasons import DeclineReason, EndReason
from matcher.domain.matches import MatchState, Word
from matcher.domain.plans import TodoKind
from matcher.services.match_circles import JOINABLE
from matcher.services.match_lines import DoneLine, MatchPage, MatchRow, MatchTodo, SideLine
from matcher.services.page_lines import HistoryLine
from matcher.services.visits import VisitLine
from web.plumbing.formats import day_short, listed, moment, weekday
from web.plumbing.match_todo_words import of_change
from web.plumbing.match_words import (
    BOTH,
    DECLINES,
    ENDS,
    LADDER,
    SEES,
    UNSAID,
    pill,
    place,
    sentence,
    visit,
)
from web.plumbing.people_parts import TODOS, late

CALLS = frozenset({
    TodoKind.FOLLOW_UP, TodoKind.CALL_WANTED, TodoKind.SILENT_PAIR, TodoKind.NOT_MET,
    TodoKind.CHECK_PAUSE, TodoKind.TELL_DECLINED, TodoKind.TELL_OVER, TodoKind.NOT_BACK,
})  # fmt: skip

# What a deed of the history tells already is not told once more as a thing that was to be done.
TOLD_BY_CALLS = CALLS - {TodoKind.CHECK_PAUSE}
WITH_EACH = frozenset({"match.talked"})


def heading(page: MatchPage) -> str:
    """`Karin L. och Aino K.`; of a circle `Karin L. och Bo E. med Aino K.`: those who are still in
    it, and of a side where nobody is all who were.
    """
    givers, others = _staying(page.volunteers), _staying(page.others)
    if len(givers) + len(others) > 2:
        return _("%(volunteers)s med %(others)s", volunteers=names(givers), others=names(others))
    return _("%(volunteers)s och %(others)s", volunteers=names(givers), others=names(others))


def _staying(side: tuple[SideLine, ...]) -> tuple[SideLine, ...]:
    return tuple(one for one in side if not one.word.is_out) or side


def names(sides: tuple[SideLine, ...]) -> str:
    """Called-name and initial of each, on one line."""
    return listed(one.name.replace(" ", "\N{NO-BREAK SPACE}") for one in sides)


def row_names(row: MatchRow) -> str:
    """The pair on a line of the list."""
    return _("%(volunteers)s och %(others)s", volunteers=listed(row.volunteers),
             others=listed(row.others))  # fmt: skip


def row(line: MatchRow) -> list[Any]:
    """A line of the list, for `parts/table.html`."""
    words, kind = pill(line.state)
    return [
        {"text": row_names(line), "href": url_for("matches.one", match_id=line.id)},
        {"text": words, "pill": kind},
        day_short(line.since),
        day_short(line.last_visit) if line.last_visit else _("Inget noterat"),
        line.owner or "",
    ]


def ladder(page: MatchPage) -> list[dict[str, Any]]:
    """How far it has come, for `parts/story.html`."""
    order = [state for state, _words in LADDER]
    now = _place_of(page, order)
    return [
        {"words": words, "state": "done" if n < now else "now" if n == now else ""}
        for n, (_state, words) in enumerate(LADDER)
    ]


def _place_of(page: MatchPage, order: list[MatchState]) -> int:
    stood = {
        MatchState.RECIPIENT_ASKED: MatchState.VOLUNTEER_YES,
        MatchState.PAUSED: page.paused_in or MatchState.ACTIVE,
    }.get(page.state, page.state)
    if stood in order:
        return order.index(stood)
    if page.met_on is None:
        return 0
    return len(order)  # ending and ended: every step is behind them


def answer(one: SideLine) -> str:
    """What somebody has said, when and to whom."""
    if one.word is Word.NOT_ASKED:
        return _("Inte frågad")
    last = one.answered_at or one.asked_at
    when = day_short(last) if last else ""
    if one.word is Word.ASKED:
        if one.wants_more_at:
            return _("Vill veta mer innan svaret. Ring.")
        return _("Frågad %(day)s, inget svar än", day=when)
    if one.word is Word.LEFT and one.answered_at is None:
        return _("Svarade inte innan det tog slut") if one.asked_at else _("Blev inte frågad")
    if one.word is Word.LEFT:
        return _("Med till %(day)s", day=day_short(one.ended_on) if one.ended_on else "")
    if one.word is Word.NO:
        return _("Nej, %(day)s", day=when)
    if one.heard_by:
        return _("Ja, %(day)s, till %(name)s", day=when, name=one.heard_by)
    return _("Ja, %(day)s", day=when)


def sees(one: SideLine) -> str:
    """What somebody sees of the other now, in words."""
    if not one.sees:
        return _("Ingenting")
    words = ", ".join(str(SEES[field]) for field in Field if field in one.sees)
    return words[:1].upper() + words[1:]


def may_join(page: MatchPage) -> bool:
    """One more may be let in: no person has been asked yet."""
    return page.state in JOINABLE


def may_leave(page: MatchPage, one: SideLine) -> bool:
    """One of several may go alone, before they meet as after; of the last of a side the match is
    ended.
    """
    side = page.volunteers if one.volunteer_id else page.others
    if before_meeting(page):
        return not one.word.is_out and sum(not other.word.is_out for other in side) > 1
    staying = [other for other in side if other.word is Word.YES]
    is_meeting = page.state.meets or page.state is MatchState.PAUSED
    return is_meeting and one.word is Word.YES and len(staying) > 1


def before_meeting(page: MatchPage) -> bool:
    """Nobody of it has met anybody, and it is not over."""
    return not page.state.has_met and not page.state.is_over


def owed_talk(page: MatchPage, one: SideLine) -> bool:
    """She has left a circle, and there is to be a closing talk."""
    about = [line.whom.id for line in page.todos
             if line.kind is TodoKind.CLOSING_TALK and line.whom]  # fmt: skip
    return one.word is Word.LEFT and one.id in about


def reason(page: MatchPage) -> str | None:
    """Why it is over, or ending; None while it lives."""
    because = page.over_because
    if because is None:
        return None
    if page.state is MatchState.DECLINED:
        return str(DECLINES[DeclineReason(because)])
    return str(ENDS[EndReason(because)])


def after_ending(page: MatchPage) -> str | None:
    """What becomes of whoever was looked for while these two rested; None where nobody was."""
    found = page.substitution
    if found.need_id is None:
        return None
    if found.goes_on:
        return _("Personen fortsätter med den som har ersatt, och väntar inte på någon mer.")
    if found.state is MatchState.ENDING:
        return _("Ersättningen avslutas för sig, med samtal med var och en.")
    if found.state is not None:
        return _(
            "Den som är tillfrågad som ersättare blir personens matchning, om personen vill vänta"
            " på någon ny. Annars tas den tillbaka."
        )
    return _(
        "Ni slutar söka en ersättare. Den som vill vänta på någon ny gör det på det gamla"
        " uppdraget."
    )


def story(page: MatchPage) -> list[dict[str, Any]]:
    """All that has been, newest first, and what is to come on top, for `parts/story.html`."""
    is_booked = page.state is MatchState.MEETING_BOOKED
    items = [_coming(page)] if is_booked and not page.is_meeting_past else []
    been = [_deed(line, _whose(line, page)) for line in page.history if line.what not in UNSAID]
    been += [_done(line) for line in page.done if line.line or line.kind in TOLD_BY_CALLS]
    been += [_visit(one, page.noters) for one in page.visits]
    return items + sorted(been, key=lambda item: _moment(item["on"]), reverse=True)


def _moment(on: date | datetime) -> datetime:
    """A visit is known by its day only: what was done on that day is told as having come after."""
    return on if isinstance(on, datetime) else datetime.combine(on, time(), STOCKHOLM)


def _coming(page: MatchPage) -> dict[str, Any]:
    assert page.meeting_at is not None
    words = _("%(when)s. %(where)s.", when=moment(page.meeting_at), where=where(page))
    return {"on": page.meeting_at, "strong": _("Första mötet"), "words": words, "kind": "due"}


def where(page: MatchPage) -> str:
    """The place of the first meeting."""
    return place(page.where, page.place)


def _whose(line: HistoryLine, page: MatchPage) -> str | None:
    """Of whom of a circle it was; of a pair that is plain, but for what is done with each."""
    if len(page.sides) <= 2 and line.what not in WITH_EACH:
        return None
    found = line.facts.get("participant_id")
    return next((_("%(name)s:", name=one.first) for one in page.sides if one.id == found), None)


def _deed(line: HistoryLine, whose: str | None) -> dict[str, Any]:
    return {
        "on": line.at,
        "strong": whose,
        "words": sentence(line.what, line.facts),
        "soft": _("Antecknat av %(name)s.", name=line.by) if line.by else None,
        "kind": "both" if line.what in BOTH else "",
    }


def _done(line: DoneLine) -> dict[str, Any]:
    whom = line.whom.first if line.whom else _("någon")
    words = _("%(what)s, %(whom)s: klart.", what=TODOS[line.kind], whom=whom)
    said = f" ”{line.line}”" if line.line else ""
    soft = _("Antecknat av %(name)s.", name=line.by) if line.by else None
    return {"on": line.at, "words": f"{words}{said}", "soft": soft, "kind": ""}


def _visit(one: VisitLine, noters: Mapping[str, str]) -> dict[str, Any]:
    strong = _("Vill bli uppringd.") if one.wants_call else None
    by = noters.get(one.noted_by or "")
    soft = _("Antecknat av %(name)s.", name=by) if by else None
    return {"on": one.on, "strong": strong, "words": visit(one), "soft": soft, "kind": ""}


def since(page: MatchPage) -> str:
    """One line under the heading."""
    if page.met_on:
        return _("De möttes första gången %(day)s.", day=weekday(page.met_on))
    return _("Godkänd %(day)s.", day=weekday(page.approved_at))


def todo(line: MatchTodo, on: date) -> dict[str, Any]:
    """Something to do, as the page of the match draws it."""
    changed = of_change(line.kind, line.facts)
    return {
        "id": line.id,
        "title": changed.short if changed else TODOS[line.kind],
        "whom": line.whom.first if line.whom else None,
        "phone": line.whom.phone if line.whom else None,
        "why": _("Senast %(day)s.", day=weekday(line.due_on)),
        "late": late((on - line.due_on).days),
        "is_call": line.kind in CALLS,
    }
