"""Cells of how it is with a volunteer: active, resting or gone, and since or until when."""

import re

from matcher.domain.errors import Fault
from matcher.sheets import cells, rows_rest
from matcher.sheets.readings import Reading, Understood, Unsure, World, refused, unsure
from matcher.sheets.rows import Cells

STATE = "state"
DIED = "avliden"
DEATH = re.compile(
    r"avlid|avled|gått bort|gick bort|\b(?:död|dog)\b|†|✝|deceased|died", re.IGNORECASE
)
_ASKED = frozenset({"left_maybe", "died_maybe"})
_ACTIVE = frozenset(
    ["aktiv", "active", "ja", "x", "klar", "godkänd", "i", "uppdrag", "igång", "1", "y", "yes"]
)
_NOT_ACTIVE = frozenset(
    [
        "ny", "intresserad", "väntar", "vilande", "vilar", "pausad", "paus", "uppehåll", "nej",
        "inaktiv", "interested", "contacted", "kontaktad", "new", "no",
    ]
)  # fmt: skip
_PLAINLY = (
    r"slutat|slutade|slutad|avslutad|avslutat|avliden|avlidit|avled|död|gått\s+bort|gick\s+bort"
    r"|†|✝|deceased|died|hoppat\s+av|(?:ej|inte)\s+(?:längre\s+)?aktuell"
)
_GONE = rf"{_PLAINLY}|dog|left"
# In a remark "has a dog" and "left-handed" tell of nothing that is over: "dog 3/10" and "left." do.
_BARELY = (
    r"(?:(?<=^)|(?<=[,;.(!]\s)|(?<=\b(?:hon|han|hen|har|has)\s))(?:dog|left)"
    r"(?=\s*(?:$|[,;.!)\n\d]|i\s|den\s|in\s|us\b|för\s|plötsligt))"
)
LEFT = re.compile(
    rf"(?<!\w)(?:{_PLAINLY}|{_BARELY}|hoppar av|sluta ringa|vill sluta"
    r"|vill (?:inte|ej) (?:längre )?(?:vara med|fortsätta)"
    r"|(?:vill|orkar) (?:inte|ej) (?:längre|mer)\s*(?=$|[,;.!\n]))(?!\w)",
    re.IGNORECASE,
)
_WHEN = (  # one word of a time that has been: "nov", "-26", "12/11", "höstas", "förra"
    r"(?:\d++(?:[/.:-]\d++)*+|[-'’]\d\d|(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*"
    r"|(?:höst|vår|vinter|sommar)(?:en|as)?|höstas|våras|vintras|somras|vt|ht|jul(?:en|as)?|påsk\w*"
    r"|den|i|på|under|sedan|sen|nu|förra|året|år|veckan|månaden|fjol|kring|runt|ca|tyvärr)"
)
_HAS_LEFT = re.compile(
    rf"(?:har\s+|är\s+)?(?:{_GONE})(?:[\s,:(]+{_WHEN})*[\s).!]*(?:{_WHEN}\)?)?", re.IGNORECASE
)


def state(text: str, world: World) -> Reading:
    """Whether a volunteer may be proposed. A day beside the word does not hide it: "avliden nov
    -26" is gone, "vilar till 1/2" rests; what says more than that is asked about.
    """
    told = " ".join(text.casefold().split())
    if told in _ACTIVE | cells.YES:
        return Understood(True)
    if told in _NOT_ACTIVE | cells.NO:
        return Understood(False)
    if _HAS_LEFT.fullmatch(told):
        return refused("volunteer_has_left")
    if LEFT.search(told):
        return asked_if_left(text)
    if rows_rest.SAYS.match(told):
        return _resting(text, world)
    return unsure("state_not_read", "aktiv", "ny", said=told[:40])


def asked_if_left(said: str) -> Unsure:
    """Whether she is with us no more; where it may be that she has died, that is an answer of its
    own: what follows on it is another.
    """
    if DEATH.search(said):
        return unsure("died_maybe", DIED, "slutat", "aktiv", said=said[:60])
    return unsure("left_maybe", "slutat", "aktiv", said=said[:60])


def _resting(text: str, world: World) -> Reading:
    """A pause until a day that is sure; else it is asked about, and rests until then."""
    if rows_rest.is_until_a_day(text, world):
        return Understood(False)
    ready = [f"paus till {day}" for day in rows_rest.likely_last_days(text, world)]
    return unsure("state_not_read", *ready, "vilande", "aktiv", value=False, said=text[:40])


def is_asked_if_left(found: Cells) -> Fault | None:
    """Who seems to have left by her state is not taken in before somebody has answered."""
    cell = found.by_field.get(STATE)
    reading = cell.reading if cell else None
    is_asked = isinstance(reading, Unsure) and reading.fault.code in _ASKED
    return Fault("left_is_asked") if is_asked else None
