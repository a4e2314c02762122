"""The waiting list and its pages in words: how it stands with each, and what hinders."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from matcher import phrases
from matcher.domain.matches import MatchState
from matcher.services.faces import NeedSide
from matcher.services.waiting import Standing, WaitingLine
from matcher.services.waiting_pages import Candidate, NeedPage
from matcher.services.week_values import NearLine, WithoutLine
from web.plumbing import pair_words, week_words, without_words
from web.plumbing.formats import in_words, listed
from web.plumbing.languages import language

SHOWN = {
    "utan": (Standing.WITHOUT,),
    "nya": (Standing.NEW,),
    "forslag": (Standing.SUGGESTED,),
    "pagar": (Standing.UNDER_WAY,),
}
PROMISE = "lofte"
SHARED_SHOWN = 4


def chosen(lines: Sequence[WaitingLine], which: str | None) -> list[WaitingLine]:
    """Only those that stand so; all of them for a word that is no choice."""
    if which == PROMISE:
        return [line for line in lines if line.breaks_promise]
    wanted = SHOWN.get(which or "")
    return [line for line in lines if wanted is None or line.standing in wanted]


def filters(lines: Sequence[WaitingLine], which: str | None) -> list[dict[str, Any]]:
    """The choices above the list, each with how many it shows."""
    words = {
        "": _("Alla"),
        "utan": _("Utan förslag"),
        "nya": _("Efter körningen"),
        "forslag": _("Har förslag"),
        "pagar": _("På gång"),
        PROMISE: _("Löftet bryts"),
    }
    return [
        {
            "words": said,
            "count": len(chosen(lines, name)),
            "href": url_for("waiting.listed", visa=name or None),
            "is_here": (which or "") == name,
        }
        for name, said in words.items()
    ]


def heading_of(lines: Sequence[WaitingLine]) -> str:
    """How many people wait: who wishes for two things waits once."""
    people = len({line.need.recipient_id for line in lines})
    return ngettext("En väntar", "%(num)s väntar", people)


def summary(lines: Sequence[WaitingLine]) -> str:
    """How many wishes they have, where it is more, and how many are past our promise."""
    people = len({line.need.recipient_id for line in lines})
    late = _late(lines)
    if len(lines) == people:
        return late
    rows = _("Några önskar flera saker, så listan har %(rows)s rader.", rows=len(lines))
    return f"{rows} {late}"


def _late(lines: Sequence[WaitingLine]) -> str:
    late = sum(line.need.weeks_over > 0 for line in lines)
    if not late:
        return _("Ingen har väntat längre än vi har lovat.")
    said = ngettext(
        "En har väntat längre än vi har lovat.",
        "%(num)s har väntat längre än vi har lovat.",
        late,
    )
    return f"{said} {_broken(sum(line.breaks_promise for line in lines))}"


def _broken(many: int) -> str:
    """How many of them have neither a suggestion nor a written reason."""
    if not many:
        return _("Alla de har ett förslag, en matchning eller en skriven orsak.")
    return ngettext(
        "En av dem har varken förslag eller en skriven orsak.",
        "%(num)s av dem har varken förslag eller en skriven orsak.",
        many,
    )


def row(line: WaitingLine) -> list[Any]:
    """A row of the list: who, waited, class, what, how it stands."""
    need = line.need
    return [
        {
            "text": need.called,
            "href": url_for("waiting.one", need_id=need.id),
            "soft": _where(need),
        },
        _how_long(line),
        {"text": str(need.priority_class) if need.priority_class else _("ingen")},
        pair_words.about(need),
        {"text": stands(line), "href": url_for("answers.of_need", need_id=need.id)},
    ]


def _where(need: NeedSide) -> str | None:
    """Where she lives, unless that is what tells her name from another's."""
    return None if need.called.endswith(f"({need.where})") else need.where


def why(line: WaitingLine) -> str:
    """The same, and that a place of several counts less, where it is that which makes one wait."""
    is_last = line.standing is Standing.WITHOUT and line.why is not None and line.why.possible
    because = several(line.need.seats) if is_last else ""
    return f"{stands(line)}. {because}" if because else stands(line)


def several(seats: int) -> str:
    """That each place of somebody who looks for several counts less; empty where it is one."""
    if seats < 2:
        return ""
    return _(
        "Uppdraget söker flera volontärer. I kön räknas då varje plats mindre än när någon söker "
        "en enda."
    )


def stands(line: WaitingLine) -> str:
    """How it stands this week, and with whom."""
    who = listed(one.called for one in line.volunteers) if line.volunteers else ""
    if line.standing is Standing.UNDER_WAY and line.match_state:
        state = phrases.match_state(line.match_state, language())
        return f"{who.rstrip('.')}. {state}."
    if line.standing is Standing.SUGGESTED:
        return _("Föreslås %(who)s", who=who)
    if line.standing is Standing.NEW or line.why is None:
        return _("Kom efter veckans körning")
    return without_words.hinders(WithoutLine(line.need, line.why, ()))


def heading(found: NeedPage) -> str:
    """Age, place and languages, as far as they are told."""
    said = []
    if found.age is not None:
        said.append(_("%(age)s år", age=found.age))
    if found.need.where:
        said.append(found.need.where)
    start = ", ".join(said)
    names = [found.vocabulary.word(one, language()) for one in found.languages]
    talks = _("Talar %(languages)s.", languages=listed(names)) if names else ""
    return f"{start}. {talks}".strip(". ") + "." if start or talks else ""


def candidate(found: NeedPage, one: Candidate) -> dict[str, Any]:
    """A candidate as the list shows her."""
    said = pair_words.voice(found.vocabulary, one.volunteer, found.need)
    facts = pair_words.facts(one.explanation, said)
    return {
        "name": one.volunteer.called,
        "name_href": week_words.href(one.volunteer),
        "where": one.volunteer.where,
        "fit": pair_words.fit(one.fit),
        "facts": facts,
        "shares": pair_words.shares(one.explanation, said)[:SHARED_SHOWN],
        "differs": pair_words.differs(one.explanation, said),
        "asks": pair_words.asks(one.explanation, said),
        **_way_to(found, one),
    }


def near(found: NeedPage, line: NearLine) -> list[Any]:
    """Somebody who is one wish away: who, what hinders, what would open."""
    said = pair_words.voice(found.vocabulary, line.other, found.need)
    broken = line.miss.broken
    words = phrases.broken(broken, said)
    return [
        {
            "text": line.other.called,
            "href": url_for("waiting.by_hand", need_id=found.need.id, volunteer_id=line.other.id),
        },
        words[:1].upper() + words[1:],
        phrases.mend(broken, said) or "–",
    ]


def obstacles(found: NeedPage) -> list[str]:
    """How many volunteers each rule keeps away, the most first."""
    return [f"{count} {phrases.rule_short(rule, language())}" for rule, count in found.blocked]


def match_state(state: MatchState) -> str:
    """How far a match has come."""
    return phrases.match_state(state, language())


def rule(rule_id: str) -> str:
    """A rule as a sentence."""
    return phrases.rule(rule_id, language())


def about(need: NeedSide) -> str:
    """What is wished for, how, how often and how long."""
    return pair_words.about(need)


def seats(found: NeedPage) -> str:
    """That several volunteers are wished for, and how many of them are still to be found."""
    wished = _("%(many)s volontärer önskas.", many=in_words(found.need.seats).capitalize())
    if found.free_seats <= 0:
        none = _("Ingen plats är kvar.")
        return f"{wished} {none}"
    left = ngettext("En plats är kvar.", "%(num)s platser är kvar.", found.free_seats)
    return f"{wished} {left}"


def strip(need: NeedSide) -> dict[str, Any] | None:
    """The week of the one who waits; None where nothing was told."""
    return pair_words.alone(need)


def _how_long(line: WaitingLine) -> dict[str, Any]:
    """How long, with what keeps the promise, or the way to write it."""
    if line.need.explained:
        return {"text": waited(line), "soft": _("Orsak: %(why)s", why=line.need.explained)}
    if not line.breaks_promise:
        return {"text": waited(line)}
    where = url_for("recipients.one", recipient_id=line.need.recipient_id, _anchor="orsak")
    return {"text": waited(line), "more": _("Skriv varför"), "more_href": where}


def waited(line: WaitingLine) -> str:
    """How long, and how far past our promise."""
    return without_words.waited(line.need)


def _way_to(found: NeedPage, one: Candidate) -> dict[str, Any]:
    """The button: to the week's suggestion, or to a match by hand."""
    if one.suggestion_id:
        href = week_words.suggestion_href(one.suggestion_id)
        return {"href": href, "link": _("Se förslaget"), "is_main": True}
    href = url_for("waiting.by_hand", need_id=found.need.id, volunteer_id=one.volunteer.id)
    return {"href": href, "link": _("Matcha för hand"), "is_main": False}
