"""Two whom a coordinator would match herself, in words: how it would be, what keeps them apart."""

from typing import Any

from flask_babel import gettext as _

from matcher import phrases
from matcher.domain.match_reasons import DeclineReason
from matcher.domain.suggestions import RejectReason
from matcher.phrases.voice import capital
from matcher.services.pairs_by_hand import BLOCKED, LIMITS, Barred, Beside, ByHand
from web.plumbing import pair_words, week_words
from web.plumbing.formats import day, in_weeks
from web.plumbing.languages import language
from web.plumbing.match_words import DECLINES, ENDS


def broken(found: ByHand) -> dict[str, list[str]]:
    """The rules a match by hand would break: those that refuse, and those that want a reason; and
    apart from them a no that somebody has said, whose, why and how long.
    """
    said = pair_words.voice(found.vocabulary, found.volunteer, found.need)
    told: dict[str, list[str]] = {"safety": [], "wish": [], "barred": [], "limit": []}
    for one in found.view.broken:
        if found.barred and one.rule == BLOCKED:
            told["barred"] = bar(found.barred)
            continue
        words = phrases.broken(one, said)
        line = f"{capital(words).rstrip('.')}."
        told[one.rule_class.value].append(line)
        if one.rule in LIMITS:
            told["limit"].append(line)
    return told


def holds(told: dict[str, list[str]]) -> str:
    """Why what is listed cannot be overridden: it protects, or it is the volunteer's own word."""
    if not told["limit"]:
        return _("Reglerna skyddar en person och kan inte åsidosättas.")
    if len(told["limit"]) == len(told["safety"]):
        return _("Det är volontärens egen gräns. Den kan inte åsidosättas.")
    return _("Det kan inte åsidosättas.")


def pair(found: ByHand) -> dict[str, Any]:
    """The two as `parts/suggestion.html` takes them."""
    said = pair_words.voice(found.vocabulary, found.volunteer, found.need)
    explanation = found.view.explanation
    return {
        "id": "paret",
        "recipient": found.need.called,
        "volunteer": found.volunteer.called,
        "recipient_href": week_words.href(found.need),
        "volunteer_href": week_words.href(found.volunteer),
        "line": pair_words.line(found.need, found.volunteer),
        "state": {"words": _("Inte föreslaget"), "kind": "off"},
        "doubt": pair_words.doubt(explanation, found.need, said),
        "fit": pair_words.fit(found.fit),
        "waiting": pair_words.waiting(found.need),
        "facts": pair_words.facts(explanation, said),
        "week": pair_words.strip(found.need, found.volunteer, explanation.meeting),
        "shares": pair_words.shares(explanation, said),
        "differs": pair_words.differs(explanation, said),
        "asks": pair_words.asks(explanation, said),
        "contrasts": [],
        "look": "",
    }


def warnings(found: ByHand, beside: Beside) -> list[str]:
    """What the week would lose by the two, before they are matched by hand."""
    who = {"volunteer": found.volunteer.called, "need": found.need.called}
    rests = [_("De två vilar den här veckan: någon har sagt ”Inte nu” om dem.")]
    taken = [
        _(
            "%(volunteer)s är föreslagen till %(other)s, som väntat %(weeks)s. "
            "Veckan räknas om, och %(other)s kan bli utan.",
            other=one.called,
            weeks=in_weeks(one.weeks_waited),
            **who,
        )
        for one in beside.takes_from
    ]
    falls = [
        _("%(need)s har redan ett förslag, %(other)s. Det faller.", other=one.called, **who)
        for one in beside.instead_of
        if found.need.seats == 1
    ]
    said = [*(rests if beside.rests else ()), *taken, *falls]
    return [line.replace("..", ".") for line in said]


def bar(told: Barred) -> list[str]:
    """What was said, what it means now, and how it is taken back."""
    facts = {"who": told.by, "day": day(told.on), "why": _why(told)}
    if isinstance(told.reason, DeclineReason):
        said = _(
            "De två blev tillfrågade, men det blev inte av. Beskedet kom %(day)s: %(why)s.", **facts
        )
    elif not isinstance(told.reason, RejectReason):
        said = _("De två var matchade till %(day)s: %(why)s.", **facts)
    elif told.by:
        said = _("%(who)s avvisade de två %(day)s: %(why)s.", **facts)
    else:
        said = _("De två avvisades %(day)s: %(why)s.", **facts)
    return [said, *_how_long(told)]


def _why(told: Barred) -> str:
    if isinstance(told.reason, RejectReason):
        words: Any = phrases.reject_reason(told.reason, language())
    elif isinstance(told.reason, DeclineReason):
        words = DECLINES[told.reason]
    else:
        words = ENDS[told.reason]
    said = str(words).rstrip(".")
    return said[:1].lower() + said[1:]


def _how_long(told: Barred) -> list[str]:
    if told.until_on is None:
        return [_("De föreslås inte för varandra igen.")]
    until = day(told.until_on)
    if told.reason is RejectReason.WRONG_FACTS:
        return [
            _("De kan föreslås igen när någons uppgifter har ändrats, senast %(day)s.", day=until)
        ]
    said = _("De föreslås inte för varandra före %(day)s.", day=until)
    if isinstance(told.reason, RejectReason):
        return [said, _("Ett nej från den här veckan går att ångra bland veckans förslag.")]
    return [said]
