"""What stands in a copy of all that is kept about somebody, said as the pages say it."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from matcher import phrases
from matcher.domain.availability import Availability
from matcher.domain.clearance import ExtractPolicy, Step
from matcher.domain.consent import Channel, ConsentKind
from matcher.domain.match_reasons import MeetingPlace, WaivedReason
from matcher.domain.matches import MatchState
from matcher.domain.needs import NeedKind, NeedState
from matcher.domain.people import Bears, Form, Gender, GenderWish, Level, Strength, Trait, Traits
from matcher.domain.people import WordStance as Stance
from matcher.domain.plans import TodoKind
from matcher.domain.recipients import Decides, ReachBy, RecipientState
from matcher.domain.referrals import Referrer
from matcher.domain.regular_times import RegularTime
from matcher.domain.representatives import RepresentativeKind
from matcher.domain.spoken_times import echo
from matcher.domain.suggestions import SuggestionState
from matcher.domain.travel import Mode
from matcher.domain.volunteers import VolunteerState
from matcher.services.copies import Copy
from web.forms.recipient_visits import KINDS as REPRESENTATIVES
from web.plumbing import match_words, need_words, recipient_words, volunteer_words
from web.plumbing.copy_words import COLUMNS, TABLES
from web.plumbing.deed_words import deed, view
from web.plumbing.formats import clock, day, listed, phone_words, week
from web.plumbing.languages import OFFERED, language
from web.plumbing.letter_words import KINDS as LETTERS
from web.plumbing.people_parts import CHANNELS, TODOS, Named, spoken
from web.plumbing.referral_words import REFERRERS
from web.plumbing.volunteer_parts import STANCES

Line = tuple[str, str]  # label and value

YES, NO = _l("Ja"), _l("Nej")
MORE_STANCES: Mapping[Stance, Any] = {
    Stance.NEEDS: _l("Behövs"),
    Stance.FUNCTION: _l("Bra att veta"),
}
WORDS: Mapping[type[Enum], Mapping[Any, Any]] = {
    Channel: CHANNELS,
    ConsentKind: recipient_words.CONSENTS,
    Decides: recipient_words.DECIDES,
    ExtractPolicy: {ExtractPolicy.NONE: _l("Inget utdrag"), **volunteer_words.EXTRACTS},
    Form: volunteer_words.FORMS,
    Gender: volunteer_words.GENDERS,
    MeetingPlace: match_words.PLACES,
    NeedState: {state: words for state, (words, _pill) in need_words.STATES.items()},
    ReachBy: recipient_words.REACH_BY,
    RecipientState: {state: words for state, (words, _pill) in recipient_words.STATES.items()},
    Referrer: REFERRERS,
    RepresentativeKind: REPRESENTATIVES,
    Stance: {**STANCES, **MORE_STANCES},
    Step: volunteer_words.STEPS,
    TodoKind: TODOS,
    Trait: volunteer_words.TRAITS,
    VolunteerState: {state: words for state, (words, _pill) in volunteer_words.STATES.items()},
    WaivedReason: match_words.WAIVED,
}
PHRASED: Mapping[type[Enum], Callable[[Any, str], str]] = {
    MatchState: phrases.match_state,
    NeedKind: phrases.need_kind,
    SuggestionState: phrases.suggestion_state,
}


def sections(found: Copy, named: Named) -> list[tuple[str, list[list[Line]]]]:
    """Title and rows of each table in the order of reading; a row is its labels and values. A
    table that nobody has put words to comes last, by its own name.
    """
    order = [*TABLES, *(table for table in found.rows if table not in TABLES)]
    return [
        (str(TABLES.get(table, table)), [_lines(row, named) for row in found.rows[table]])
        for table in order
        if table in found.rows
    ]


def _lines(row: Mapping[str, Any], named: Named) -> list[Line]:
    values = {name: said(name, row[name], named) for name in row}
    if values.get("concept") == values.get("written"):
        values.pop("concept", None)
    return [(str(COLUMNS.get(name, name)), value) for name, value in values.items() if value]


def said(name: str, value: Any, named: Named) -> str:
    """One value in words; empty for what nobody has told."""
    if value in (None, "", [], {}):
        return ""
    if name in BY_NAME:
        return str(BY_NAME[name](value, named))
    if isinstance(value, bool):
        return str(YES if value else NO)
    if isinstance(value, Enum):
        return word(value)
    if isinstance(value, datetime):
        return f"{day(value)} {clock(value)}"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, dict):
        return "; ".join(f"{COLUMNS.get(key, key)}: {one}" for key, one in value.items() if one)
    return str(value)


def word(value: Enum) -> str:
    """A choice from a list, as the pages word it."""
    if type(value) in PHRASED:
        return PHRASED[type(value)](value, language())
    return str(WORDS[type(value)][value])


def _forms(value: list[str], named: Named) -> str:
    return listed(str(volunteer_words.FORMS[Form(one)]).lower() for one in value)


def _modes(value: list[str], named: Named) -> str:
    return listed(str(volunteer_words.MODES[Mode(one)]).lower() for one in value)


def _languages(value: Mapping[str, int], named: Named) -> str:
    return spoken({concept: Level(level) for concept, level in value.items()}, named)


def _traits(value: Mapping[str, Any], named: Named) -> str:
    return ", ".join(volunteer_words.traits(Traits.from_json(value)))


def _bears(value: Mapping[str, str], named: Named) -> str:
    bears = {Trait(trait): Bears(how) for trait, how in value.items()}
    return ", ".join(volunteer_words.traits(Traits(has={}, bears=bears)))


def _wish(value: Mapping[str, str], named: Named) -> str:
    return volunteer_words.wish(GenderWish(Gender(value["gender"]), Strength(value["strength"])))


def _points(value: Mapping[str, int], named: Named) -> str:
    """`Intressen 12, Tider 8`: what each criterion gave, of a hundred in all."""
    told = ((phrases.criterion(name, language()), round(one / 1000)) for name, one in value.items())
    return ", ".join(f"{name} {points}" for name, points in told)


def _why(value: Mapping[str, Any], named: Named) -> str:
    if value.get("own"):
        return " ".join(phrases.rule(rule, language()) for rule in value["own"])
    blocked = (value.get("blocked") or {}).items()
    return ", ".join(f"{count} {phrases.rule_short(rule, language())}" for rule, count in blocked)


def _source(value: str, named: Named) -> str:
    words = {**recipient_words.SOURCES, **volunteer_words.SOURCES}
    return str(words.get(value, value))


BY_NAME: Mapping[str, Callable[[Any, Named], Any]] = {
    "availability": lambda value, _named: echo(Availability.from_json(value), language()),
    "bears": _bears,
    "concept": lambda value, named: named(value),
    "deed": lambda value, _named: deed(value),
    "every_weeks": lambda value, _named: need_words.EVERY[str(value)],
    "explanation": _points,
    "fit": lambda value, _named: _("%(points)s poäng av 100", points=round(value / 1000)),
    "forms": _forms,
    "gender_wish": _wish,
    "iso_week": lambda value, _named: f"{week(value)} {value[:4]}",
    "kind": lambda value, _named: LETTERS.get(value) or word(value),
    "language": lambda value, _named: OFFERED.get(value, value),
    "languages": _languages,
    "modes": _modes,
    "must_languages": lambda value, named: listed(map(named, value)),
    "phone": lambda value, _named: phone_words(value),
    "place": lambda value, _named: value.get("label") or "",
    "purpose": lambda value, _named: phrases.purpose(value, language()),
    "regular_time": lambda value, _named: match_words.regular(RegularTime.from_json(value)),
    "source": _source,
    "traits": _traits,
    "view": lambda value, _named: view(value),
    "why": _why,
}
