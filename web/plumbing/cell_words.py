"""What was understood of a cell of a list, said in the reader's language."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from flask_babel import format_decimal
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from matcher.domain.availability import Availability
from matcher.domain.clearance import ExtractPolicy
from matcher.domain.consent import Channel
from matcher.domain.needs import NeedKind
from matcher.domain.people import (
    Bears,
    Form,
    Gender,
    GenderWish,
    Level,
    SaidWord,
    Strength,
    Trait,
    WordStance,
)
from matcher.domain.places import Place
from matcher.domain.recipients import ReachBy
from matcher.domain.spoken_times import echo
from matcher.domain.travel import Mode
from web.plumbing.formats import day, phone_words
from web.plumbing.languages import language
from web.plumbing.pair_words import rhythm
from web.plumbing.recipient_words import AT_HOME
from web.plumbing.volunteer_words import EXTRACTS, FORMS, GENDERS, HAS, LEVELS, MODES, TRAITS

Named = Callable[[str | SaidWord], str]

WAYS: Mapping[Any, Any] = {
    NeedKind.COMPANIONSHIP: _l("sällskap"),
    NeedKind.ERRAND: _l("ärende"),
    ReachBy.PHONE: _l("telefon"),
    ReachBy.LETTER: _l("brev"),
    ReachBy.LARGE_LETTER: _l("brev med stor stil"),
    ReachBy.RELATIVE: _l("genom en anhörig"),
    ReachBy.EMAIL: _l("e-post"),
    Channel.IN_PERSON: _l("när ni sågs"),
    Channel.PHONE: _l("i telefon"),
    Channel.PAPER: _l("på papper"),
    Channel.WEB: _l("på webben"),
}
SAID_SO: Mapping[str, Callable[[Any], str]] = {
    "phone": phone_words,
    "every_weeks": rhythm,
    "minutes": lambda number: _("%(num)s minuter", num=number),
}
_MAY_DENY = frozenset({"tasks", "interests"})  # where "ej städning" stands among yeses
_DENIED = (WordStance.WILL_NOT, WordStance.DISLIKES)
CHOSEN: Mapping[Any, Any] = {**WAYS, **GENDERS, **EXTRACTS}


def say(value: Any, named: Named, field: str = "") -> str:
    """What was understood of a cell, whatever it was."""
    match value:
        case bool():
            return _("ja") if value else _("nej")
        case str() | int() if field in SAID_SO:
            return SAID_SO[field](value)
        case date():
            return day(value)
        case SaidWord():
            return named(value)
        case Gender() | NeedKind() | ReachBy() | Channel() | ExtractPolicy():
            return str(CHOSEN[value]).lower()
        case Mapping():
            return ", ".join(_pair(key, held, named, field) for key, held in value.items())
        case (_, Place() as place):
            return place.label or ""
        case frozenset() | tuple() | list():
            return (_but_for if field in _MAY_DENY else _several)(value, named)
        case str() | int():
            return str(value)
        case _:
            return _parts(value, named)


def _is_denied(one: Any) -> bool:
    return isinstance(one, SaidWord) and one.stance in _DENIED


def _but_for(value: Any, named: Named) -> str:
    """What she would do, and that the rest is what she would not: "fika, inte städning"."""
    yes = _several([one for one in value if not _is_denied(one)], named)
    no = _several([one for one in value if _is_denied(one)], named)
    if not no:
        return yes
    but_for = _("inte %(what)s", what=no) if yes else _("allt utom %(what)s", what=no)
    return ", ".join(filter(None, [yes, but_for]))


def _several(value: Any, named: Named) -> str:
    ways: Mapping[Any, Any] = {**FORMS, **MODES}
    ordered = (
        [one for one in (*Form, *Mode) if one in value] if isinstance(value, frozenset) else value
    )
    said = [str(ways[one]).lower() if one in ways else say(one, named) for one in ordered if one]
    return ", ".join(filter(None, said))


def _pair(key: Any, held: Any, named: Named, field: str) -> str:
    if isinstance(held, Level):
        return f"{named(key)} ({LEVELS[held]})"
    if isinstance(key, Trait) and isinstance(held, bool):
        words = (AT_HOME if field == "home" else HAS).get(key)
        return str(words[0 if held else 1]) if words else str(TRAITS[key])
    if isinstance(held, Bears):
        trait = str(TRAITS[key]).lower()
        return _("helst inte %(what)s", what=trait) if held is Bears.RATHER_NOT else trait
    return str(key)


def _parts(value: Any, named: Named) -> str:
    """A value of several parts: a place, a wish, times, reach, name, contact, a mixed cell."""
    if isinstance(value, Place):
        return value.label or ""
    if isinstance(value, GenderWish):
        strict = _("bara") if value.strength is Strength.MUST else _("helst")
        return f"{strict} {str(GENDERS[value.gender]).lower()}"
    if hasattr(value, "availability"):
        is_told = value.availability != Availability()
        return echo(value.availability, language()) if is_told else ""
    if hasattr(value, "km"):
        # A limit is said as it was set: 2,5 km are not two.
        km = _("ca %(km)s km", km=format_decimal(value.km)) if value.km else None
        minutes = _("%(num)s minuter", num=value.minutes) if value.minutes else None
        ways = (str(MODES[mode]).lower() for mode in sorted(value.modes))
        return ", ".join(filter(None, [km or minutes, *ways]))
    if hasattr(value, "wished"):
        wished = _("gärna %(what)s", what=say(value.wished, named)) if value.wished else ""
        return ", ".join(filter(None, [say(value.must, named), wished]))
    if hasattr(value, "first"):
        return f"{value.first} {value.surname}".strip()
    if hasattr(value, "phone"):
        shown = phone_words(value.phone) if value.phone else ""
        return ", ".join(filter(None, [shown, value.email or ""]))
    return _mixed(value, named)


def _mixed(value: Any, named: Named) -> str:
    """Each thing that a cell of several held, whether or not other columns tell it as well."""
    parts = [say(value.words, named), ", ".join(named(word) for word in value.languages)]
    parts += [_parts(one, named) for one in (value.times, value.gender_wish) if one]
    parts += [value.place[1].label or ""] if value.place else []
    parts += [_("tål inte: %(what)s", what=say(value.borne, named))] if value.borne else []
    parts += [say(value.pets, named), say(value.forms, named)]
    return ", ".join(filter(None, parts))
