"""Two weeks side by side, in words."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from matcher.domain.answers import Difference
from matcher.domain.errors import Invalid, Missing
from matcher.domain.suggestions import Subject
from matcher.phrases import shifts
from matcher.phrases.cast import Cast
from matcher.phrases.criteria import criterion
from matcher.phrases.outcomes import outcome
from matcher.phrases.remedies import HOURS, remedy
from matcher.phrases.voice import N_, Voice, listed, say
from matcher.services.whatif import Newcomers, TriedPair, WhatIf, newcomer
from web.forms.whatif import SHARES, WhatIfForm, chosen
from web.plumbing.answer_words import cast, difference
from web.plumbing.centre_answer_words import as_said
from web.plumbing.languages import language


def tried(found: WhatIf) -> dict[str, Any]:
    """The two weeks: a row a number, what was tried, and who moves."""
    assert found.sides is not None  # the page has looked
    known, is_told = _cast_of(found), not found.other_weights
    weeks = (found.sides.before, found.sides.after)
    both = (as_said(outcome(one, known, is_told=is_told)) for one in weeks)
    rows = [[now[0], now[1], then[1]] for now, then in zip(*both, strict=True)]
    told = found.sides.difference
    moves = difference(told, known)
    here = _but_for(told, found.wish.gone)
    moves |= {"groups": shifts.by_loss(here, known), "freed": shifts.freed(here, known)}
    if not is_told:
        moves |= {
            "groups": shifts.by_seats(here, known),
            "sum": shifts.summed(told, known, is_told=False),
        }
    return {"rows": rows, "moves": moves}


def _but_for(told: Difference, gone: Collection[str]) -> Difference:
    """The same of who is there in both weeks: whoever was taken out has not lost anybody."""
    return replace(
        told,
        shifts=tuple(one for one in told.shifts if one.need_id not in gone),
        freed=tuple(one for one in told.freed if one not in gone),
    )


def pairs_tried(found: WhatIf) -> list[str]:
    """Of each pair whose hindrance was taken away: what was changed, and whether they are brought
    together by it; where they are not, whom each has instead.
    """
    known = _cast_of(found)
    code = language()
    voice = Voice(code, word=lambda concept: found.vocabulary.word(concept, code))
    lines = []
    for one in found.tried:
        asked = remedy(one.remedy, known, voice).rstrip(".")
        lines.append(_("Som om svaret vore ja: %(asked)s.", asked=asked))
        if one.remedy.subject is Subject.VOLUNTEER:
            lines[-1] += " " + _("Det gäller då till alla, inte bara de två.")
        lines.append(_together(one, known))
    return lines


def _together(one: TriedPair, known: Cast) -> str:
    names = {"volunteer": known.volunteer(one.pair[0]), "need": known.need(one.pair[1])}
    if one.is_given:
        return known.say(N_("Då föreslås %(volunteer)s för %(need)s."), **names)
    elsewhere = listed([known.need(need) for need in one.goes_to], known.language)
    others = listed([known.volunteer(who) for who in one.gets], known.language)
    has = (
        known.say(N_("%(need)s får %(others)s."), others=others, **names)
        if others
        else known.say(N_("%(need)s får ändå ingen."), **names)
    )
    if elsewhere:
        said = known.say(
            N_("%(volunteer)s och %(need)s kan då ses, men %(volunteer)s föreslås för %(other)s."),
            other=elsewhere,
            **names,
        )
    else:
        said = known.say(
            N_("%(volunteer)s och %(need)s kan då ses, men föreslås inte för varandra."), **names
        )
    return f"{said} {has}"


def by_car_alone(found: WhatIf) -> str:
    """What the car alone does: the same newcomers by bus, and all else as it was tried."""
    if found.by_bus is None:
        return ""
    more = found.by_bus.after.served - found.by_bus.before.served
    if more > 0:
        return ngettext(
            "Med buss i stället för bil, och allt annat lika, får ett uppdrag färre någon. Så "
            "mycket gör bilen ensam.",
            "Med buss i stället för bil, och allt annat lika, får %(num)s uppdrag färre någon. Så "
            "mycket gör bilen ensam.",
            more,
        )
    if more < 0:
        return ngettext(
            "Med buss i stället för bil, och allt annat lika, får ett uppdrag fler någon.",
            "Med buss i stället för bil, och allt annat lika, får %(num)s uppdrag fler någon.",
            -more,
        )
    return _(
        "Med buss i stället för bil, och allt annat lika, får lika många uppdrag någon. Bilen "
        "ensam ändrar inte hur många det är."
    )


def refused(why: Invalid | Missing) -> str:
    """Why nothing could be tried."""
    if isinstance(why, Missing):
        return _(
            "Inget är prövat. De två är inte längre med i veckans matchning, eller så räcker ingen "
            "liten ändring mellan dem."
        )
    if any(fault.code == "all_zero" for fault in why.faults.values()):
        return _("Inget är prövat. Minst en sak måste väga, annars passar alla par lika bra.")
    return _("Inget är prövat. Adressen säger något som inte går att välja.")


def wished(found: WhatIf, form: WhatIfForm) -> list[str]:
    """What was tried, as it is also read where the form is not: on paper."""
    return [*_newcomers(found, form), *_everybody(found, form), *_some(found), *pairs_tried(found)]


def _newcomers(found: WhatIf, form: WhatIfForm) -> list[str]:
    new = found.wish.newcomers
    if not new.count:
        return []
    said = [
        _("kan %(hours)s", hours=say(HOURS[new.hours], language()))
        if new.hours
        else _("kan när som helst"),
        _("bor i %(where)s", where=chosen(form.omrade))
        if new.area_id
        else _("bor mitt i centralens område"),
        _("reser högst %(time)s", time=chosen(form.restid)),
    ]
    if new.language:
        said.append(_("talar %(spoken)s", spoken=chosen(form.sprak)))
    said.append(_("har bil") if new.by_car else _("åker buss"))
    said.append(_("har gjort alla steg, också dem för uppdrag med barn"))
    what = listed(said, language())
    return [
        ngettext(
            "Med en ny volontär, som %(what)s.",
            "Med %(num)s nya volontärer, som %(what)s.",
            new.count,
            what=what,
        )
    ]


def _everybody(found: WhatIf, form: WhatIfForm) -> list[str]:
    wish, lines = found.wish, []
    if wish.minutes:
        lines.append(_("Alla volontärer reser %(minutes)s minuter längre.", minutes=wish.minutes))
    if wish.turn:
        lines.append(_("Reglaget står på: %(turn)s.", turn=chosen(form.vrid)))
    weighed = [
        f"{criterion(name, language())} {SHARES[str(share)]}".lower()
        for name, share in wish.weights.items()
    ]
    if weighed:
        lines.append(_("Väger annorlunda: %(what)s.", what=listed(weighed, language())))
    return lines


def _some(found: WhatIf) -> list[str]:
    """Who is gone."""
    known, people = _cast_of(found), found.people
    names = [known.volunteer(one) for one in sorted(found.wish.gone) if one in people.volunteers]
    names += [known.need(one) for one in sorted(found.wish.gone) if one in people.needs]
    return [_("Utan %(who)s i matchningen.", who=listed(names, language()))] if names else []


def _cast_of(found: WhatIf) -> Cast:
    """Everybody, and those who are not there."""
    known = cast(found.people)
    wished = found.wish.newcomers
    new = {newcomer(number): _newcomer(number, wished) for number in range(wished.count)}
    return replace(known, volunteers={**known.volunteers, **new})


def _newcomer(number: int, wished: Newcomers) -> str:
    if wished.count == 1:
        return _("en ny volontär med bil") if wished.by_car else _("en ny volontär")
    if wished.by_car:
        return _("ny volontär %(number)s, med bil", number=number + 1)
    return _("ny volontär %(number)s", number=number + 1)
