"""Who is without a suggestion, in words: how long, what hinders, and who is nearest."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from matcher import phrases
from matcher.domain.suggestions import Subject, Without
from matcher.domain.vocabulary import Vocabulary
from matcher.services.faces import NeedSide
from matcher.services.week_values import WithoutLine
from web.plumbing import pair_words
from web.plumbing.formats import in_weeks
from web.plumbing.languages import language
from web.plumbing.week_words import answer, href

HINDERS_SHOWN = 3


def of_whom(count: int, of_people: int) -> str:
    """Whose the needs without a suggestion are: nothing where all are of one kind."""
    if of_people in (0, count):
        return ""
    local = count - of_people
    return _(
        "%(people)s och %(local)s.",
        people=ngettext(
            "Ett gäller någon som väntar", "%(num)s gäller personer som väntar", of_people
        ),
        local=ngettext("ett är ett lokalt uppdrag", "%(num)s är lokala uppdrag", local),
    )


def waited(need: NeedSide) -> str:
    """How long, and how far past our promise."""
    said = in_weeks(need.weeks_waited)
    if not need.weeks_over:
        return said
    return _("%(waited)s, %(over)s över löftet", waited=said, over=need.weeks_over)


def row(line: WithoutLine, vocabulary: Vocabulary) -> list[Any]:
    """Whom, where, how long a need has waited, what hinders, who is nearest: a row of the table."""
    told = [{"text": line.side.called, "href": href(line.side)}, line.side.where or "–"]
    if isinstance(line.side, NeedSide):
        told.append(waited(line.side) if line.side.recipient_id else "–")
    hindered = {"text": hinders(line), "href": answer(line.side)}
    return [*told, hindered, nearest(line, vocabulary) or _("Ingen")]


def hinders(line: WithoutLine) -> str:
    """What blocks: the person's own rule first, else how many each rule blocks."""
    why = line.why
    if why.own:
        return " ".join(phrases.rule(rule, language()) for rule in why.own)
    if why.possible:
        return _possible(why)
    most = why.hinders(HINDERS_SHOWN)
    said = [
        f"{many} {phrases.rule_short(rule, language(), asker=why.subject)}" for rule, many in most
    ]
    return ", ".join(said) or _("Ingen finns att föreslå")


def _possible(why: Without) -> str:
    """Why nobody of the possible ones: where they are instead, or that something else collides."""
    if why.with_room:
        return ngettext(
            "En möjlig, men det går inte ihop med veckans andra förslag",
            "%(num)s möjliga, men det går inte ihop med veckans andra förslag",
            why.possible,
        )
    if why.subject is Subject.VOLUNTEER:
        return ngettext(
            "Ett möjligt, men där föreslås någon annan",
            "%(num)s möjliga, men där föreslås andra",
            why.possible,
        )
    return ngettext(
        "En möjlig, men behövs hos någon annan",
        "%(num)s möjliga, men de behövs hos andra",
        why.possible,
    )


def nearest(line: WithoutLine, vocabulary: Vocabulary) -> str:
    """Who is one wish away, and by what."""
    if not line.near:
        return ""
    first = line.near[0]
    volunteer, need = (
        (first.other, line.side) if isinstance(line.side, NeedSide) else (line.side, first.other)
    )
    said = pair_words.voice(vocabulary, volunteer, need)
    return f"{first.other.called}: {phrases.broken(first.miss.broken, said).rstrip('.')}"
