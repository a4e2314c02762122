"""What the public pages of open local needs say, and what one can look for there."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID, uuid5

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from matcher.domain.availability import NOTHING_SAID
from matcher.domain.people import Form
from matcher.domain.spoken_times import echo
from matcher.domain.when.day_parts import AFTERNOON, EVENING, FORENOON
from matcher.phrases.voice import capital
from matcher.services.open_needs import OpenNeed
from web.plumbing.formats import listed, weekday
from web.plumbing.languages import language
from web.plumbing.need_words import EVERY, length
from web.plumbing.people_parts import told
from web.plumbing.volunteer_words import FORMS

PARTS: Mapping[str, Any] = {
    FORENOON: _l("Förmiddag"),
    AFTERNOON: _l("Eftermiddag"),
    EVENING: _l("Kväll"),
    "weekend": _l("Helg"),
}

FEEDS = UUID("5430b3b5-44d8-4fc2-90bb-4df23ff6fb67")  # the names below are ids of rows

Choices = list[tuple[str, str]]
Named = Callable[[str], str]


def choices(needs: Iterable[OpenNeed], named: Named) -> dict[str, Choices]:
    """What there is to look for among these needs; each list begins with not to mind."""
    every = list(needs)
    words = {word for need in every for word in need.tasks + need.skills}
    spoken = {word for need in every for word in need.languages}
    areas = {need.area for need in every if need.area}
    return {
        "word": _with_any((word, named(word)) for word in words),
        "language": _with_any((word, named(word)) for word in spoken),
        "area": _with_any((area, area) for area in areas),
        "part": [
            ("", _("Spelar ingen roll")),
            *((part, str(said)) for part, said in PARTS.items()),
        ],
    }


def feed_id(row_id: str) -> str:
    """What a feed or an entry is called for ever, wherever the site moves (RFC 4287, 4.2.6)."""
    return uuid5(FEEDS, row_id).urn


def when(need: OpenNeed) -> str:
    """`Torsdagar 13–16`; that one may ask, where it has been said in words not read yet."""
    known = need.availability or NOTHING_SAID
    if not known.is_known and need.asks_times:
        return _("Fråga oss om tiderna")
    words = echo(known, language())
    return words[:1].upper() + words[1:]


def lines(need: OpenNeed, named: Named) -> list[dict[str, str]]:
    """What somebody who thinks of it wants to know."""
    forms = [str(FORMS[form]).lower() for form in FORMS if form in map(Form, need.forms)]
    asked = (
        (_("Göra"), _begun(map(named, need.tasks))),
        (_("När"), when(need)),
        (_("Hur ofta"), str(EVERY.get(str(need.every_weeks), ""))),
        (_("Hur länge"), length(need.minutes, need.availability)),
        (_("Var"), need.area or ""),
        (_("Ses"), _begun(forms)),
        (_("Bra att kunna"), _begun(map(named, need.skills))),
        (_("Språk"), _begun(map(named, need.languages))),
        (_("Ålder"), _("Från %(age)s år", age=need.min_age) if need.min_age else ""),
        (_("Från"), weekday(need.from_on) if need.from_on else ""),
        (_("Till"), weekday(need.until_on) if need.until_on else ""),
        (_("Platser kvar"), str(need.places_left)),
    )
    return told((label, str(value)) for label, value in asked)


def _begun(words: Iterable[str]) -> str:
    return capital(listed(words))


def _with_any(found: Iterable[tuple[str, str]]) -> Choices:
    said = sorted(((value, words[:1].upper() + words[1:]) for value, words in found), key=_words)
    return [("", _("Spelar ingen roll")), *said]


def _words(one: tuple[str, str]) -> str:
    return one[1].casefold()
