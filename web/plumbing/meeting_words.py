"""What the weekly meeting says: lines of its agenda and of its minutes, and its keys."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from matcher import phrases
from matcher.domain.suggestions import SuggestionState
from matcher.services.meetings import Agenda, Item
from web.plumbing.formats import clock, weekday
from web.plumbing.languages import language

# Each has its button on the screen; a letter does nothing while a field has focus.
KEYS = (
    ("j", _l("Nästa")),
    ("k", _l("Föregående")),
    ("g", _l("Godkänn")),
    ("x", _l("Avvisa: välj skäl med 1–6 och tryck Enter")),
    ("n", _l("Inte nu")),
    ("l", _l("Lås, lås upp")),
    ("u", _l("Ångra")),
    ("v", _l("Varför de två?")),
    ("d", _l("Dagordningen")),
    ("p", _l("Protokollet")),
    ("?", _l("Visa tangenterna")),
)
PILLS = {
    SuggestionState.PROPOSED: "wait",
    SuggestionState.ACCEPTED: "on",
    SuggestionState.REJECTED: "",
    SuggestionState.NOT_NOW: "off",
}


def pair(item: Item) -> str:
    """Who with whom, by called-name and initial."""
    return _("%(one)s med %(other)s", one=item.need, other=item.volunteer)


def state(item: Item) -> tuple[str, str]:
    """Words and look of how far it has come."""
    if item.is_locked:
        return _("Låst"), "on"
    return phrases.suggestion_state(item.state, language()), PILLS[item.state]


def decision(item: Item) -> str:
    """A line of the minutes: what was decided, why, by whom and when."""
    said = _("Låst, inte beslutat") if item.is_locked else state(item)[0]
    if item.reason:
        why = phrases.reject_reason(item.reason, language())
        said = _("%(what)s, %(why)s", what=said, why=why[:1].lower() + why[1:])
    if item.at is None:
        return said
    facts = {"who": item.by or _("någon"), "day": weekday(item.at), "clock": clock(item.at)}
    return f"{said}. " + _("%(who)s, %(day)s %(clock)s.", **facts)


def neighbours(agenda: Agenda, item: Item) -> tuple[str | None, str | None]:
    """Ids of the one before and the one after, decided or not."""
    ids = [one.id for one in agenda.items]
    place = ids.index(item.id)
    return (ids[place - 1] if place else None), (ids[place + 1] if place + 1 < len(ids) else None)
