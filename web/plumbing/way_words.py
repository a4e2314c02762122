"""What is said of everybody on the way in: the step, the days, who does it, and where it leads."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from matcher.domain.ways_in import WayStep
from matcher.services.ways_in import WayLine, Whose
from web.plumbing.formats import in_weeks, in_words

COUNTED_IN_WEEKS = 100  # days: more than that nobody sees how long it is

STEPS: Mapping[WayStep, Any] = {
    WayStep.CALL: _l("Ring för första gången"),
    WayStep.INTERVIEW: _l("Intervjua"),
    WayStep.REFERENCE: _l("Ta referenser"),
    WayStep.INTRODUCTION: _l("Ge introduktion"),
    WayStep.AGREEMENT: _l("Skriv överenskommelse"),
    WayStep.CONFIDENTIALITY: _l("Skriv tystnadslöfte"),
    WayStep.GUARDIAN_CONSENT: _l("Fråga vårdnadshavaren"),
    WayStep.EXTRACT: _l("Se registerutdrag"),
    WayStep.AGE: _l("Fråga om födelseåret"),
    WayStep.MAKE_ACTIVE: _l("Gör aktiv"),
    WayStep.REST: _l("Har paus"),
    WayStep.CALL_REFERRER: _l("Ring upp den som hänvisar"),
    WayStep.ASK_HERSELF: _l("Fråga personen själv"),
    WayStep.SAY_WHAT: _l("Skriv vad personen vill"),
    WayStep.SEE_HOME: _l("Besök hemmet"),
    WayStep.SET_CLASS: _l("Välj klass"),
    WayStep.PUBLISH: _l("Publicera eller svara"),
}
KINDS: Mapping[Whose, Any] = {
    Whose.VOLUNTEER: _l("Volontärer"),
    Whose.RECIPIENT: _l("Mottagare"),
    Whose.REFERRAL: _l("Hänvisningar"),
    Whose.NEED: _l("Uppdrag"),
}
NAMELESS = _l("Någon som vill hänvisa")


def groups(lines: Iterable[WayLine], whose: Whose | None = None) -> list[WayLine]:
    """Those of one kind; all of them where none is asked for."""
    return [line for line in lines if whose in (None, line.whose)]


def title(line: WayLine) -> str:
    """`Intervjua: Märta J.`"""
    return f"{STEPS[line.step]}: {line.called or NAMELESS}"


def days(line: WayLine) -> str:
    """`Sedan i dag.`, `I tolv dagar.`, `I 99 veckor.`"""
    if not line.days:
        return _("Sedan i dag.")
    if line.days >= COUNTED_IN_WEEKS:
        return _("I %(weeks)s.", weeks=in_weeks(line.days // 7))
    number = in_words(line.days)
    return ngettext("I %(number)s dag.", "I %(number)s dagar.", line.days, number=number)


def owner(line: WayLine) -> str:
    """Who does it."""
    if line.whose in (Whose.REFERRAL, Whose.NEED):
        return _("Alla samordnare.")
    return _("Ansvarig: %(name)s.", name=line.owner) if line.owner else _("Ingen har tagit den än.")


def href(line: WayLine) -> str:
    """The page where the step is taken."""
    match line.whose:
        case Whose.VOLUNTEER:
            return url_for("volunteers.one", volunteer_id=line.id)
        case Whose.RECIPIENT:
            return url_for("recipients.one", recipient_id=line.id)
        case Whose.NEED:
            return url_for("needs.one", need_id=line.id)
    return url_for("referrals.listed")


def take_href(line: WayLine) -> str:
    """Where she says that it is hers."""
    if line.whose is Whose.VOLUNTEER:
        return url_for("ways_in.take_volunteer", volunteer_id=line.id)
    return url_for("ways_in.take_recipient", recipient_id=line.id)


def may_take(line: WayLine) -> bool:
    """She may say that it is hers."""
    return line.whose in (Whose.VOLUNTEER, Whose.RECIPIENT) and not line.is_mine
