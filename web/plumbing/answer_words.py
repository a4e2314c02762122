"""Answers about two people, or one, in words: why, why not, and who else."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from matcher import phrases
from matcher.domain.answers import Below, Difference
from matcher.domain.suggestions import RESTING, Subject
from matcher.phrases import answers as said
from matcher.phrases import outside, shifts
from matcher.phrases.cast import Cast
from matcher.phrases.staying import staying
from matcher.phrases.voice import capital, listed
from matcher.services.answer_values import Apart, ListAnswer, Partner
from matcher.services.answer_weeks import People
from matcher.services.faces import NeedSide, Side
from matcher.services.fits import whole
from web.plumbing import by_hand_words, pair_words, waiting_words, week_words
from web.plumbing.languages import language

HINDERS_SHOWN = 3
BELOW = {  # by whose list it is
    (Below.NEEDED, Subject.NEED): _l(
        "Längre ner än poängen säger: volontären behövs mer på annat håll den här veckan."
    ),
    (Below.NEEDED, Subject.VOLUNTEER): _l(
        "Längre ner än poängen säger: uppdragen ovanför går före i turordningen, eller har färre "
        "andra som kan komma."
    ),
    (Below.LISTED, Subject.NEED): _l(
        "Längre ner än poängen säger: volontären finns redan på många listor den här veckan."
    ),
    (Below.ALIKE, Subject.NEED): _l(
        "Längre ner än poängen säger: passar av ungefär samma skäl som någon ovanför."
    ),
    (Below.ALIKE, Subject.VOLUNTEER): _l(
        "Längre ner än poängen säger: passar av ungefär samma skäl som något ovanför."
    ),
}


def cast(people: People) -> Cast:
    """Everybody the page names, in the reader's language."""
    return people.cast(language())


def difference(told: Difference, known: Cast) -> dict[str, Any]:
    """Who loses, who gains, who is free, and how much is as it was."""
    return {
        "groups": shifts.by_loss(told, known),
        "freed": shifts.freed(told, known),
        "unchanged": shifts.unchanged(told, known),
        "sum": shifts.summed(told, known),
        "is_any": bool(told.shifts),
    }


def heading(found: ListAnswer) -> str:
    """How many are possible, of how many."""
    count, everybody = found.possible, found.everybody
    if found.subject is Subject.NEED:
        if count:
            return ngettext(
                "En volontär av %(all)s är möjlig.",
                "%(num)s volontärer av %(all)s är möjliga.",
                count,
                all=everybody,
            )
        return _("Ingen av de %(all)s volontärerna är möjlig.", all=everybody)
    if count:
        return ngettext(
            "Ett uppdrag av %(all)s är möjligt.",
            "%(num)s uppdrag av %(all)s är möjliga.",
            count,
            all=everybody,
        )
    return _("Inget av de %(all)s uppdragen är möjligt.", all=everybody)


def hindered(found: ListAnswer) -> str:
    """What keeps most of the others away; her own first, since it keeps all of them."""
    if found.why is None or found.possible:
        return ""
    if found.why.own:
        return " ".join(phrases.rule(rule, language()) for rule in found.why.own)
    resting = found.why.resting
    rest = ngettext(
        "En vilar den här veckan, efter ”Inte nu”.",
        "%(num)s vilar den här veckan, efter ”Inte nu”.",
        resting,
    )
    most = [one for one in found.why.hinders(HINDERS_SHOWN + 1) if one[0] != RESTING]
    most = most[:HINDERS_SHOWN]
    told = listed(
        (
            f"{many} {phrases.rule_short(rule, language(), asker=found.subject)}"
            for rule, many in most
        ),
        language(),
    )
    often = _("Oftast hindrar det här: %(what)s.", what=told) if most else ""
    return f"{rest if resting else ''} {often}".strip()


def partner(found: ListAnswer, one: Partner) -> dict[str, Any]:
    """A possible partner as the list shows her."""
    voice = pair_words.voice(found.vocabulary, *_pair(found, one.other))
    facts = pair_words.facts(one.explanation, voice)
    return {
        "name": one.other.called,
        "name_href": week_words.href(one.other),
        "where": one.other.where,
        "fit": pair_words.fit(one.fit),
        "facts": facts,
        "shares": pair_words.shares(one.explanation, voice)[:4],
        "asks": pair_words.asks(one.explanation, voice)[:3],
        "chosen": _chosen(one),
        "below": BELOW[one.below, found.subject] if one.below else "",
        "instead": instead(found, one),
        "others": best_for(one.best_for_others) if found.subject is Subject.NEED else "",
        "href": pair_page(found, one.other),
        "link": _("Varför?") if one.rank == 0 else _("Varför inte?"),
    }


def _chosen(one: Partner) -> str:
    """Whether the two are the week's suggestion: on its list, and if it were recounted now."""
    if one.rank:
        return _("På veckans lista, men inte om den räknas om nu.") if one.suggestion_id else ""
    if one.suggestion_id:
        return _("Veckans förslag.")
    return _("Blir veckans förslag om den räknas om nu.")


def still_listed(found: ListAnswer) -> str:
    """Who waits for a decision on the week's list, and is not possible any longer."""
    if not found.still_listed:
        return ""
    who = listed((one.called for one in found.still_listed), language())
    return _("På veckans lista står ännu %(who)s, men inte om den räknas om nu.", who=who)


def further(found: ListAnswer, one: Apart) -> dict[str, Any]:
    """Somebody who is possible too, below the list: in a line."""
    fit = _("%(points)s av 100", points=whole(one.told.fit))
    facts = ", ".join(filter(None, (one.other.where, fit)))
    return {"name": one.other.called, "href": pair_page(found, one.other), "facts": facts}


def instead(found: ListAnswer, one: Partner) -> str:
    """Where the week has the other instead; empty where it is free, or suggested here."""
    if not one.instead:
        return ""
    who = listed((side.called for side in one.instead), language())
    if found.subject is Subject.NEED:
        return _("Föreslås den här veckan för %(who)s.", who=who).replace("..", ".")
    return _("Har den här veckan förslaget %(who)s.", who=who).replace("..", ".")


def best_for(others: int) -> str:
    """That a volunteer is wanted by others too, without naming them."""
    if not others:
        return ""
    return ngettext(
        "För ett annat uppdrag finns ingen som passar bättre.",
        "För %(num)s andra uppdrag finns ingen som passar bättre.",
        others,
    )


def apart(found: ListAnswer, one: Apart) -> list[Any]:
    """Somebody whom something keeps apart: who, what, and what would open."""
    voice = pair_words.voice(found.vocabulary, *_pair(found, one.other))
    opens = phrases.opens(one.told.broken, voice)
    return [
        {
            "text": one.other.called,
            "href": pair_page(found, one.other),
            "soft": one.other.where,  # of two with the same name
        },
        ". ".join(capital(phrases.broken(broken, voice)).rstrip(".") for broken in one.told.broken)
        + ".",
        opens or "–",
    ]


def first(found: ListAnswer) -> dict[str, Any]:
    """What it would cost to let this one go first."""
    known = cast(found.people)
    line = said.first(found.first, found.side.called, known, is_possible=bool(found.possible))
    if found.first:
        line = f"{line} {staying(found.first, known)}".strip()
    if found.is_suggested:
        line = f"{line} {waiting_words.several(found.open_seats)}".strip()
    moves = difference(found.first.difference, known) if found.first else None
    return {"line": line, "moves": moves if moves and moves["is_any"] else None}


def why_without(found: ListAnswer) -> str:
    """Why one who waits and could have somebody has nobody this week, in a sentence."""
    if found.is_suggested:
        return ""
    why = said.why_without(found.first, found.side.called, cast(found.people), found.elsewhere)
    several = waiting_words.several(found.open_seats) if found.possible else ""
    return " ".join(filter(None, [*by_a_no(found), why, several]))


def by_a_no(found: ListAnswer) -> list[str]:
    """Who would be possible but for somebody's no: said first, since it is the answer."""
    lines = []
    for one in found.refused:
        was = _("%(who)s var möjlig.", who=one.other.called).replace("..", ".")
        lines.append(" ".join([was, *by_hand_words.bar(one.said)[:2]]))
    return lines


def aloud(found: ListAnswer) -> str:
    """What may be said to whoever asks."""
    return outside.said_to(
        found.subject,
        found.why,
        language(),
        is_suggested=found.is_suggested,
        is_organisation=isinstance(found.side, NeedSide) and found.side.recipient_id is None,
    )


def near(found: ListAnswer, one: Apart) -> list[Any]:
    """Somebody whom one thing keeps apart; where a small change would mend it, it can be tried."""
    who, hindered, opens = apart(found, one)
    if not one.can_be_mended:
        return [who, hindered, opens]
    volunteer, need = _pair(found, one.other)
    href = url_for("answers.imagined", par=f"{volunteer.id}.{need.id}")
    return [
        who, hindered, {"text": f"{opens}.", "more": _("Prova utan hindret"), "more_href": href},
    ]  # fmt: skip


def is_need(side: Side) -> bool:
    """Whether it is somebody who waits."""
    return isinstance(side, NeedSide)


def _pair(found: ListAnswer, other: Side) -> tuple[Side, Side]:
    """(volunteer, need)."""
    return (other, found.side) if found.subject is Subject.NEED else (found.side, other)


def pair_page(found: ListAnswer, other: Side) -> str:
    """Where it is told why the two, or why not."""
    volunteer, need = _pair(found, other)
    return url_for("answers.pair", volunteer_id=volunteer.id, need_id=need.id)
