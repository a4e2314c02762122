"""Two weeks side by side, in words."""

from dataclasses import replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from matcher.domain.errors import Invalid, Missing
from matcher.phrases import shifts
from matcher.phrases.cast import Cast
from matcher.phrases.criteria import criterion
from matcher.phrases.outcomes import outcome
from matcher.phrases.remedies import HOURS
from matcher.phrases.voice import listed, say
from matcher.services.whatif import Newcomers, WhatIf, newcomer
from web.forms.whatif import SHARES, WhatIfForm, chosen
from web.plumbing.answer_words import cast, difference
from web.plumbing.languages import language


def tried(found: WhatIf) -> dict[str, Any]:
    """The two weeks: a row a number, what was tried, and who moves."""
    assert found.sides is not None  # the page has looked
    known, is_told = _cast_of(found), not found.other_weights
    both = (outcome(one, known) for one in (found.sides.before, found.sides.after))
    rows = [[now[0], now[1], then[1]] for now, then in zip(*both, strict=True)]
    told = found.sides.difference
    staying = replace(told, freed=tuple(one for one in told.freed if one not in found.wish.gone))
    moves = difference(staying, known)
    if not is_told:
        moves |= {
            "groups": shifts.by_seats(told, known),
            "sum": shifts.summed(told, known, is_told=False),
        }
    return {"rows": rows, "moves": moves}


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
    return [*_newcomers(found, form), *_everybody(found, form), *_some(found)]


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
        lines.append(_("Vredet står på: %(turn)s.", turn=chosen(form.vrid)))
    weighed = [
        f"{criterion(name, language())} {SHARES[str(share)]}".lower()
        for name, share in wish.weights.items()
    ]
    if weighed:
        lines.append(_("Väger annorlunda: %(what)s.", what=listed(weighed, language())))
    return lines


def _some(found: WhatIf) -> list[str]:
    """Who is gone, whose hindrance is."""
    known, people = _cast_of(found), found.people
    names = [known.volunteer(one) for one in sorted(found.wish.gone) if one in people.volunteers]
    names += [known.need(one) for one in sorted(found.wish.gone) if one in people.needs]
    lines = [_("Utan %(who)s i matchningen.", who=listed(names, language()))] if names else []
    lines += [
        _(
            "Utan det som hindrar %(volunteer)s och %(need)s.",
            volunteer=known.volunteer(volunteer_id),
            need=known.need(need_id).rstrip("."),
        )
        for volunteer_id, need_id in found.wish.mended
    ]
    return lines


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
