"""A week's page in words: its heading, its articles, what is decided, and where all that is."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from matcher import phrases
from matcher.domain.errors import AlreadyDecided
from matcher.domain.suggestions import Ask, Subject, SuggestionState
from matcher.services.faces import NeedSide, Side
from matcher.services.week_pages import WeekPage
from matcher.services.week_values import (
    Contrast,
    DecidedLine,
    PairLine,
)
from web.plumbing import pair_words
from web.plumbing.clock import today
from web.plumbing.formats import clock, in_words, listed
from web.plumbing.languages import language
from web.plumbing.permissions import signed_in

COMMON = 3  # suggestions that share a question before it is asked of all of them


def summary(found: WeekPage) -> str:
    """How many suggestions, how many are locked, how many wait; and that nobody is contacted."""
    count, open_ones = found.suggested.count, found.suggested.count - found.locked
    if not count:
        return " ".join([_("Inget förslag är kvar att ta ställning till."), *_expired(found)])
    said = [ngettext("Ett förslag.", "%(many)s förslag.", count, many=in_words(count).capitalize())]
    if found.locked:
        locked = in_words(found.locked).capitalize()
        said.append(ngettext("Ett är låst.", "%(many)s är låsta.", found.locked, many=locked))
    if open_ones and found.is_newest:
        many = in_words(open_ones).capitalize()
        said.append(
            ngettext(
                "Ett väntar på ditt ställningstagande.",
                "%(many)s väntar på ditt ställningstagande.",
                open_ones,
                many=many,
            )
        )
    return " ".join([*said, *_expired(found), _("Ingen är kontaktad.")])


def _expired(found: WeekPage) -> list[str]:
    if not found.expired:
        return []
    many = in_words(found.expired).capitalize()
    return [
        ngettext(
            "Ett fick inget svar i tid och gäller inte längre.",
            "%(many)s fick inget svar i tid och gäller inte längre.",
            found.expired,
            many=many,
        )
    ]


def common_asks(found: WeekPage) -> list[Ask]:
    """The questions that most of the page's suggestions share: asked once, of all of them."""
    lines = found.suggested.rows
    asked = [ask for line in lines for ask in line.explanation.worth_asking]
    most = max(COMMON, len(lines) // 2 + 1)
    return [
        ask for i, ask in enumerate(asked) if asked.index(ask) == i and asked.count(ask) >= most
    ]


def asked_of_all(found: WeekPage, ask: Ask) -> str:
    """One of them, with the names of those whom it is asked of."""
    lines = [one for one in found.suggested.rows if ask in one.explanation.worth_asking]
    sides = [one.volunteer if ask.whom is Subject.VOLUNTEER else one.need for one in lines]
    who = listed(list(dict.fromkeys(side.called for side in sides)))
    voice = pair_words.voice(found.vocabulary, lines[0].volunteer, lines[0].need)
    return phrases.ask(ask, replace(voice, volunteer=who, need=who))


def article(line: PairLine, found: WeekPage, but_for: Collection[Ask] = ()) -> dict[str, Any]:
    """One suggestion as `parts/suggestion.html` takes it; but for what is asked above it."""
    said = pair_words.voice(found.vocabulary, line.volunteer, line.need)
    explanation = line.explanation
    return {
        "id": f"forslag-{line.id}",
        "recipient": line.need.called,
        "volunteer": line.volunteer.called,
        "recipient_href": href(line.need),
        "volunteer_href": href(line.volunteer),
        "line": pair_words.line(line.need, line.volunteer),
        "state": _state(line),
        "doubt": pair_words.doubt(explanation, line.need, said),
        "fit": pair_words.fit(line.fit),
        "waiting": pair_words.waiting(line.need),
        "facts": [*_together(line), *pair_words.facts(explanation, said), *_beside(line)],
        "week": pair_words.strip(line.need, line.volunteer, explanation.meeting),
        "shares": pair_words.shares(explanation, said),
        "differs": pair_words.differs(explanation, said),
        "asks": pair_words.asks(explanation, said, but_for),
        "contrasts": [_contrast(line, line.contrast)] if line.contrast else [],
        "look": "locked" if line.locked_at else "",
        "told": _(
            "%(who)s kontaktas inte av att du godkänner. "
            "Efter ”Inte nu” vilar de två till nästa vecka.",
            who=line.volunteer.first,
        ),
    }


def decided(line: DecidedLine) -> dict[str, Any]:
    """A decided suggestion as a row: who with whom, what was said of it by whom, and why."""
    state = phrases.suggestion_state(line.state, language())
    said = _("%(state)s av %(who)s.", state=state, who=line.decided_by or _("någon"))
    if line.reason:
        why = phrases.reject_reason(line.reason, language())
        said += " " + _("Skäl: %(why)s.", why=why[:1].lower() + why[1:])
        said += " " + phrases.no_holds(line.reason, language())
    return {
        "id": f"forslag-{line.id}",
        "title": _("%(one)s med %(other)s", one=line.need.called, other=line.volunteer.called),
        "why": said.strip(),
        "undo": url_for("suggestions.undo", suggestion_id=line.id),
    }


def was_first(first: AlreadyDecided, who: str | None) -> str:
    """Who had decided already; `who` is the name of whoever it was, if it was an account."""
    what = phrases.suggestion_state(SuggestionState(first.verdict), language()).lower()
    if first.by and first.by == signed_in()["by"]:
        return _("Det har du redan tagit ställning till: %(what)s. Ingenting ändrades.", what=what)
    return _(
        "%(who)s hann före: %(what)s. Ingenting av ditt sparades.",
        who=who or _("Någon annan"),
        what=what,
    )


def href(side: Side) -> str:
    """The page of a need's candidates, or of a volunteer."""
    if isinstance(side, NeedSide):
        return url_for("waiting.one", need_id=side.id)
    return url_for("volunteers.one", volunteer_id=side.id)


def suggestion_href(suggestion_id: str) -> str:
    """A suggestion among the week's."""
    return url_for("suggestions.week", visa=suggestion_id, _anchor=f"forslag-{suggestion_id}")


def answer(side: Side) -> str:
    """The page that answers who else could, and what keeps the rest apart."""
    if isinstance(side, NeedSide):
        return url_for("answers.of_need", need_id=side.id)
    return url_for("answers.of_volunteer", volunteer_id=side.id)


def _together(line: PairLine) -> list[dict[str, str]]:
    """Whom the volunteer goes with: to the same uppdrag or to none."""
    if line.goes_with is None:
        return []
    return [{"label": _("Går tillsammans med"), "value": line.goes_with.called}]


def _beside(line: PairLine) -> list[dict[str, str]]:
    """Whom else she is suggested to; and whether she has time for the way between."""
    found = []
    for other in line.beside:
        said = other.need.called
        if other.meeting:
            when = phrases.meeting(other.meeting, language(), today=today())
            said = _("%(who)s, %(when)s", who=said, when=when[:1].lower() + when[1:])
        if other.is_close:
            said += ". " + _("Samma dag. Fråga om vägen emellan hinns med.")
        found.append({"label": _("Föreslås också"), "value": said})
    return found


def _state(line: PairLine) -> dict[str, str]:
    if line.locked_at:
        who = line.locked_by or _("någon")
        words = _("Låst av %(who)s %(when)s", who=who, when=clock(line.locked_at))
        return {"words": words, "kind": "on"}
    if line.is_new:
        return {"words": _("Nytt efter senaste beslutet"), "kind": "wait"}
    return {"words": phrases.suggestion_state(line.state, language()), "kind": "next"}


def _contrast(line: PairLine, told: Contrast) -> dict[str, Any]:
    other, need, points = told.volunteer.called, line.need.called, line.fit.points
    names = {"other": other, "need": need, "points": told.points, "own": points}
    if told.points > points:
        because = [_("%(other)s passar bättre med %(need)s: %(points)s mot %(own)s.", **names)]
    else:
        because = [_("%(other)s passar också med %(need)s: %(points)s mot %(own)s.", **names)]
    if told.ahead and told.points <= points:
        ahead = listed(phrases.criterion(one, language()).lower() for one in told.ahead[:3])
        because.append(_("%(who)s ger mer på %(ahead)s.", who=line.volunteer.first, ahead=ahead))
    return {
        "id": f"varfor-{line.id}",
        "question": _("Varför inte %(other)s?", other=other),
        "because": because,
        "instead": _instead(told),
        "try_href": url_for("answers.pair", need_id=line.need.id, volunteer_id=told.volunteer.id),
    }


def _instead(told: Contrast) -> str:
    if told.elsewhere is None:
        return _(
            "%(other)s är inte föreslagen till någon den här veckan.", other=told.volunteer.called
        )
    return _(
        "%(other)s föreslås i stället till %(need)s (%(points)s av 100).",
        other=told.volunteer.called,
        need=told.elsewhere.called,
        points=told.elsewhere_points,
    )
