"""What the pages of needs and organisations say: states, how often, forms, deeds."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from matcher import phrases
from matcher.domain.availability import NOTHING_SAID, Availability
from matcher.domain.needs import NeedKind, NeedState, NewNeed
from matcher.domain.organisations import OrganisationState
from matcher.domain.people import WordStance
from matcher.domain.regular_times import RegularTime
from matcher.domain.spoken_times import echo
from matcher.phrases.voice import capital
from matcher.services.need_pages import NeedPage
from matcher.services.page_lines import HistoryLine
from web.plumbing import people_parts
from web.plumbing.clock import today
from web.plumbing.formats import weekday
from web.plumbing.languages import language
from web.plumbing.parts import slots_of
from web.plumbing.people_parts import Named, changed
from web.plumbing.volunteer_words import FORMS

STATES: Mapping[NeedState, tuple[Any, str]] = {
    NeedState.DRAFT: (_l("Föreslaget"), "wait"),
    NeedState.OPEN: (_l("Öppet"), "next"),
    NeedState.FILLED: (_l("Fyllt"), "on"),
    NeedState.CLOSED: (_l("Stängt"), ""),
    NeedState.EXPIRED: (_l("Tiden är ute"), "off"),
}
ORGANISATIONS: Mapping[OrganisationState, tuple[Any, str]] = {
    OrganisationState.ACTIVE: (_l("Är med"), "on"),
    OrganisationState.LEFT: (_l("Är inte med längre"), ""),
}
EVERY: Mapping[str, Any] = {
    "1": _l("Varje vecka"),
    "2": _l("Varannan vecka"),
    "4": _l("Var fjärde vecka"),
    "0": _l("En gång"),
}
PERSONAL_KINDS: Mapping[str, Any] = {
    NeedKind.COMPANIONSHIP.value: _l("Sällskap"),
    NeedKind.ERRAND.value: _l("Ett ärende, en eller några gånger"),
}
DEEDS: Mapping[str, Any] = {
    "need.answered": _l("Någon svarade på webben"),
    "need.counted": _l("Antal som kom antecknades"),
    "need.proposed": _l("Föreslogs av organisationen"),
    "need.published": _l("Publicerades"),
    "need.opened": _l("Öppnades"),
    "need.opened_again": _l("Öppnades igen"),
    "organisation.added": _l("Lades till"),
    "organisation.changed": _l("Ändrades"),
    "organisation.contact_added": _l("Ny kontaktperson"),
    "organisation.contact_changed": _l("Kontaktperson ändrad"),
    "organisation.contact_link_shown": _l("En länk till egna sidan visades"),
    "organisation.contact_removed": _l("Kontaktperson borttagen"),
    "organisation.left": _l("Avslutades"),
    "organisation.returned": _l("Är med igen"),
}
CLOSINGS: Mapping[str, Any] = {
    "closed": _l("Stängdes"),
    "filled": _l("Markerades som fyllt"),
    "expired": _l("Tiden gick ut"),
}
FIELDS: Mapping[str, Any] = {
    "title": _l("rubrik"),
    "about": _l("beskrivning"),
    "seats": _l("antal volontärer"),
    "least": _l("minst så många för att börja"),
    "forms": _l("sätt att ses"),
    "preferred_form": _l("sätt att ses"),
    "postcode": _l("område"),
    "area_id": _l("område"),
    "place": _l("område"),
    "availability": _l("tider"),
    "availability_said": _l("tider"),
    "minutes": _l("hur länge"),
    "every_weeks": _l("hur ofta"),
    "from_on": _l("första dag"),
    "until_on": _l("sista dag"),
    "wanted_months": _l("hur många månader"),
    "short_notice": _l("kort varsel"),
    "children_present": _l("barn"),
    "min_age": _l("lägsta ålder"),
    "languages": _l("språk"),
    "must_languages": _l("språk"),
    "words": _l("vad man ska göra och kunna"),
    "introducer": _l("introduktion"),
    "may_be_shown": _l("visning på webben"),
}


def kind(of: NeedKind) -> str:
    """`Sällskap`, `Ärende`, `Lokalt uppdrag`."""
    return phrases.need_kind(of, language())


def called(told: NewNeed) -> str:
    """What a need is called: its title, else its kind."""
    return told.title or kind(told.kind)


def about(told: NewNeed, named: Named) -> list[dict[str, str]]:
    """What is wanted, how, how often and how long, as facts."""
    lines = [
        (_("Göra"), _words(told, WordStance.DOES, named)),
        (_("Ses"), _forms(told)),
        (_("Hur ofta"), str(EVERY.get(str(told.every_weeks), ""))),
        (_("Hur länge"), length(told.minutes, told.availability)),
        (_("Under"), _months(told)),
        (_("Måste tala"), capital(", ".join(map(named, sorted(told.must_languages))))),
        (_("Måste kunna"), _words(told, WordStance.NEEDS, named)),
        (_("Bra att kunna"), _words(told, WordStance.KNOWS, named)),
        (_("Tycker om"), _words(told, WordStance.LIKES, named)),
        (_("Tycker inte om"), _words(told, WordStance.DISLIKES, named)),
        (_("Period"), period(told)),
        (_("Varsel"), _("Kort varsel") if told.short_notice else ""),
        (_("Mer"), told.about or ""),
    ]
    return people_parts.told(lines)


def length(minutes: int, times: Availability | None) -> str:
    """`60 minuter`; and that it is some time within, where the times by the clock are longer."""
    said = ngettext("%(num)s minut", "%(num)s minuter", minutes)
    known = times.told_length if times is not None else None
    return _("%(minutes)s, inom tiderna", minutes=said) if known and known > minutes else said


def period(told: NewNeed) -> str:
    """From when, until when; empty where neither is set."""
    if told.from_on and told.until_on:
        return _(
            "%(first)s till %(last)s", first=weekday(told.from_on), last=weekday(told.until_on)
        )
    if told.from_on:
        return _("Från %(day)s", day=weekday(told.from_on))
    return _("Till %(day)s", day=weekday(told.until_on)) if told.until_on else ""


def times(told: NewNeed) -> dict[str, Any] | None:
    """The week as slots and the same in words; None where nothing was told."""
    known = told.availability or NOTHING_SAID
    if not known.is_known and not known.flexible:
        return None
    words = echo(known, language())
    return {"words": words[:1].upper() + words[1:], "slots": slots_of(known.grid(partly=True))}


def seats(wanted: int, taken: int) -> str:
    """`2 av 4 platser tagna`."""
    return ngettext(
        "%(taken)s av %(num)s plats tagen",
        "%(taken)s av %(num)s platser tagna",
        wanted,
        taken=taken,
    )


def marked_full(page: NeedPage) -> str | None:
    """Who marked it as filled, and when, where not all of its seats are taken; else None."""
    if page.state is not NeedState.FILLED or not page.free_seats:
        return None
    closed = (one for one in page.history if one.what == "need.closed")
    last = next((one for one in closed if one.facts.get("state") == NeedState.FILLED), None)
    if last is None or last.by is None:
        return None
    return _("Markerat som fyllt av %(name)s %(day)s.", name=last.by, day=weekday(last.at))


def story(history: Iterable[HistoryLine]) -> list[dict[str, Any]]:
    """The audit as a story for `parts/story.html`."""
    return people_parts.story(history, sentence)


def sentence(deed: str, facts: Mapping[str, Any]) -> str:
    """One deed about a need or an organisation, with its facts put into words."""
    if deed == "need.closed":
        return f"{CLOSINGS.get(facts.get('state', ''), CLOSINGS['closed'])}."
    if deed == "need.changed":
        return changed(facts, FIELDS)
    return f"{DEEDS.get(deed, deed)}."


def _words(told: NewNeed, stance: WordStance, named: Named) -> str:
    return capital(", ".join(named(said) for said in told.words if said.stance is stance))


def _forms(told: NewNeed) -> str:
    if told.kind is NeedKind.LOCAL and not told.forms:
        return _("På plats")
    said = capital(", ".join(str(FORMS[one]).lower() for one in FORMS if one in told.forms))
    if told.preferred_form and len(told.forms) > 1:
        return _(
            "%(forms)s; helst %(form)s", forms=said, form=str(FORMS[told.preferred_form]).lower()
        )
    return said


def _months(told: NewNeed) -> str:
    months = told.wanted_months
    return ngettext("%(num)s månad", "%(num)s månader", months) if months else ""


def taken(time: RegularTime) -> str:
    """An hour of a need's times that a match has."""
    when = phrases.regular_time(time, language(), today=today())
    return _("Upptaget, där brukar man ses: %(when)s.", when=when)
