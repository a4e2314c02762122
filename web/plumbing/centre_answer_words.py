"""Answers about a whole centre in words: what would help, what is unknown, what changed."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from matcher import phrases
from matcher.domain.answers import Cause as Why
from matcher.domain.answers import Caused, Difference, Question, Remedy, Shift
from matcher.domain.suggestions import Subject
from matcher.domain.vocabulary import Vocabulary
from matcher.phrases import remedies, shifts
from matcher.phrases.cast import Cast, points
from matcher.phrases.outcomes import NOBODY, outcome
from matcher.phrases.voice import capital, listed
from matcher.services.answer_weeks import People
from matcher.services.answers import UnknownAnswer
from matcher.services.bottlenecks import BottleneckReport
from matcher.services.dial_curve import Curve
from matcher.services.faces import Side
from matcher.services.week_differences import ByDecision
from web.forms.dial import TURNED
from web.plumbing import week_words
from web.plumbing.answer_words import cast, difference
from web.plumbing.formats import week as iso_week
from web.plumbing.languages import language


def recruits(found: BottleneckReport) -> list[dict[str, Any]]:
    """Whom to look for, for whom, and what may hang on a notice board."""
    voice, known = _voice(found.vocabulary), cast(found.people)
    return [
        {
            "title": remedies.recruit(
                one.remedy.facts, voice, near=one.where or _("där de väntar")
            ),
            "effect": remedies.effect(one.remedy, known),
            "open_to": remedies.open_to(one.remedy.facts, known, voice),
            "advert": remedies.advert(one.advert, voice, centre=found.centre),
        }
        for one in found.recruits
    ]


def asked(found: BottleneckReport) -> list[list[Any]]:
    """Whom to ask for what, and who would have somebody by it: a row each."""
    voice, known = _voice(found.vocabulary), cast(found.people)
    return [
        [
            {"text": remedies.remedy(one, known, voice), "href": _page_of(one)},
            remedies.effect(one, known),
        ]
        for one in found.remedies
    ]


def blocking(found: BottleneckReport) -> list[list[Any]]:
    """Each rule, and of how many pairs it keeps the two apart."""
    return [
        [phrases.rule(rule, language()), _("%(count)s av %(all)s", count=count, all=found.pairs)]
        for rule, count in found.blocking.items()
    ]


def question(found: UnknownAnswer, one: Question) -> list[Any]:
    """What to ask whom, with whom in mind, and what the answer may give."""
    is_need = one.subject is Subject.NEED
    side: Side = (found.people.needs if is_need else found.people.volunteers)[one.id]
    voice = phrases.Voice(
        language=language(),
        word=lambda concept: found.vocabulary.word(concept, language()),
        volunteer=side.called,
        need=side.called,
    )
    known = cast(found.people)
    others = [known.volunteer(v) if is_need else known.need(n) for v, n in one.pairs]
    return [
        {"text": side.called, "href": week_words.href(side)},
        capital(phrases.ask(one.ask, voice).partition(": ")[2]),
        {"text": listed(others, language()), "href": _pair_or_list(one)},
        _may_give(one),
    ]


def _may_give(one: Question) -> str:
    """What the answer may be worth; the same answer may part them where a rule needs it."""
    most = points(one.points)
    if not most:
        return ngettext(
            "Besked om de två kan ses alls", "Besked om de kan ses alls", len(one.pairs)
        )
    if one.shares:
        return _with_others(most, decides=one.decides)
    if not one.decides:
        return ngettext("Upp till ett poäng till", "Upp till %(num)s poäng till", most)
    return ngettext(
        "Upp till ett poäng till, eller att de inte kan ses",
        "Upp till %(num)s poäng till, eller att de inte kan ses",
        most,
    )


def _with_others(most: int, *, decides: bool) -> str:
    """The same of answers that give their points together."""
    said = ngettext(
        "Upp till ett poäng till, tillsammans med andra svar om de två",
        "Upp till %(num)s poäng till, tillsammans med andra svar om de två",
        most,
    )
    return _("%(said)s, eller att de inte kan ses", said=said) if decides else said


def _pair_or_list(one: Question) -> str:
    """The page of the pair that a question is about; of several, that of the one to be asked."""
    if len(one.pairs) == 1:
        volunteer_id, need_id = one.pairs[0]
        return url_for("answers.pair", volunteer_id=volunteer_id, need_id=need_id)
    if one.subject is Subject.NEED:
        return url_for("answers.of_need", need_id=one.id)
    return url_for("answers.of_volunteer", volunteer_id=one.id)


def moved(told: Difference, people: People) -> dict[str, Any]:
    """Who loses, who gains, who is free, and how much is as it was."""
    return difference(told, cast(people))


def moved_then(told: Sequence[Shift], known: Cast) -> list[tuple[str, str]]:
    """Whose need, and what became of it, of each that a decision moved."""
    return [shifts.shift(one, known) for one in told]


def causes(told: Sequence[Caused], known: Cast) -> list[list[Any]]:
    """Whose need, what became of it, and why."""
    rows = []
    for one in told:
        who, what = shifts.shift(one.shift, known)
        href = url_for("answers.of_need", need_id=one.shift.need_id)
        if one.cause is Why.MATCHED:
            what = _("är matchad med %(who)s.", who=known.seats(one.shift.after))
        rows.append([{"text": who, "href": href}, capital(what), cause(one.cause)])
    return rows


def cause(why: Why) -> str:
    """Why a need has somebody else."""
    return {
        Why.MATCHED: _("Förslaget godkändes."),
        Why.REJECTED: _("Förslaget avvisades."),
        Why.RESTED: _("Förslaget fick vila."),
        Why.IS_NEW: _("Behovet är nytt."),
        Why.IS_GONE: _("Behovet väntar inte längre."),
        Why.ELSEWHERE: _("Volontären behövs mer hos någon annan."),
        Why.NOT_POSSIBLE: _("Volontären kan inte föreslås längre."),
        Why.BETTER: _("Någon som passar är ny, har blivit ledig eller har sagt något nytt."),
    }[why]


def settings(found: Curve) -> list[list[Any]]:
    """Each setting of the dial, and what it makes of this week; of those that all make the same of
    it, only the one that holds.
    """
    known = cast(found.people)
    rows = [
        [_("Som nu"), *(value for _label, value in as_said(outcome(found.now, known))), _("ingen")]
    ]
    for one in () if found.moves_nobody else found.settings:
        values = [value for _label, value in as_said(outcome(one.outcome, known))]
        rows.append([turned(one.name), *values, str(len(one.difference.shifts))])
    return rows


def as_said(rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """A week's rows with a word where there is nobody: a dash alone is not read aloud."""
    return [(label, _("ingen") if value == NOBODY else value) for label, value in rows]


def turned(name: str) -> str:
    """A setting of the dial."""
    whole, _half, is_half = name.partition("_half")
    words = str(TURNED[whole])
    return _("Halvvägs till: %(turn)s", turn=words) if _half or is_half else words


def past(found: Curve) -> list[list[Any]]:
    """What each whole turn would have made of the weeks that have been."""
    names = [one.name for one in found.settings if not one.name.endswith("_half")]
    return [
        [iso_week(week.iso_week), *(_would(week.differences[name]) for name in names)]
        for week in found.past
    ]


def past_heads(found: Curve) -> list[str]:
    """The turns, as heads of columns."""
    return [turned(one.name) for one in found.settings if not one.name.endswith("_half")]


def _would(told: Difference) -> str:
    if not told.shifts:
        return _("samma")
    shifts = ngettext("en ändrad", "%(num)s ändrade", len(told.shifts))
    fit = points(told.fit)
    return _("%(shifts)s, %(fit)s poäng", shifts=shifts, fit=f"{fit:+d}".replace("-", "−"))


def decided(found: ByDecision, known: Cast) -> str:
    """Which two, and what was said of them."""
    return _(
        "%(need)s med %(volunteer)s: %(state)s.",
        need=known.need(found.pair[1]),
        volunteer=known.volunteer(found.pair[0]),
        state=phrases.suggestion_state(found.state, language()).lower(),
    )


def taken_back(found: ByDecision, known: Cast) -> str:
    """That a decision holds no more, and whether the two are the week's suggestion again."""
    names = {"need": known.need(found.pair[1]), "volunteer": known.volunteer(found.pair[0])}
    if found.is_suggested:
        return _("Beslutet togs tillbaka. %(need)s har %(volunteer)s som förslag igen.", **names)
    return _(
        "Beslutet togs tillbaka. %(need)s och %(volunteer)s kan föreslås för varandra igen, men är "
        "inte veckans förslag just nu.",
        **names,
    )


def _voice(vocabulary: Vocabulary) -> phrases.Voice:
    code = language()
    return phrases.Voice(language=code, word=lambda concept: vocabulary.word(concept, code))


def _page_of(one: Remedy) -> str:
    if one.subject is Subject.NEED:
        return url_for("answers.of_need", need_id=one.id)
    return url_for("volunteers.one", volunteer_id=one.id)
