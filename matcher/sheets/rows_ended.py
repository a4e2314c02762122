"""A row of a waiting list that tells that it is over, or rests: "avled 2/11", "tackat nej 10/11",
"klart, matchad m Bo", "pausad till påsk". What is over is not taken in; the rest is asked about.
"""

import re
from collections.abc import Iterator

from matcher.domain.errors import Fault
from matcher.sheets import rows_rest, rows_waits
from matcher.sheets.readings import Refused, World, unsure
from matcher.sheets.rows import Cell, Cells
from matcher.sheets.rows_kind import HAS_ONE, MATCHED, WAITS

_REMARKS = ("name", "mixed", "availability", "tasks", "consent_on", "function", "home", "interests")
_PAUSED_IN = ("mixed", "function")  # a column of what to think of is taken for one of function
_OWN_WORDS = frozenset({"mixed", "tasks"})
_DATED = r"\s*(?:$|\(?(?:den\s+|i\s+)?\d|[!,;.\n])"  # nothing more, or the day
_BY_NOW = r"(?:\s+(?:redan|nu|med|m))?\s*(?:$|[(!,;.\n]|(?-i:[A-ZÅÄÖÉ]))"  # no more, or who it is
# "Dog 12/11", "dog i höstas": in a list in English a dog alone is an animal.
_DIED_ON = (
    r"dog(?=\s+(?:den\s+)?\d{1,2}[/.]\d|\s+\d{4}-\d|\s+i\s+(?:jan|feb|mar|apr|maj|jun|jul|aug|sep"
    r"|okt|nov|dec|höst|vår|somr|vintr|fjol|går|natt|förr)|\s+(?:plötsligt|nyligen|hastigt)\b)"
)
_OVER = re.compile(
    r"\s*(?:†|✝|(?:(?:hon|han|hen)\s+)?(?:har\s+|är\s+)?"
    r"(?:(?:avliden|avled|avlidit|gått bort|gick bort|död)\b|" + _DIED_ON + r")"
    r"(?!\s+(?:min\s+|sin\s+)?(?:mak(?:e|en|a|an)|man(?:nen)?|fru(?:n)?|hustru(?:n)?|son(?:en)?"
    r"|dotter(?:n)?|syster(?:n)?|bror|brodern|vän(?:nen)?|väninna(?:n)?)\b)"
    r"|(?:ej|inte)\s+(?:längre\s+)?aktuell\b(?!\s+med)|avsluta[dt]\b(?!\s+\w)|deceased|died"
    r"|(?:hon |han )?(?:vill|orkar)\s+(?:inte|ej)\s+(?:(?:längre|mera?)" + _DATED +
    r"|(?:längre\s+)?(?:ha (?:(?:någon )?(?:kontakt|volontär|besökare)|någon|en volontär)"
    r"|stå kvar|vara med)"
    r"(?:\s+(?:längre|mera?|i kön?|på listan))?" + _DATED +
    r"|(?:längre\s+ha (?:besök|en volontär|kontakt)|ha besök (?:längre|mera?))" + _DATED + r")"
    r"|(?:har\s+)?(?:tackat|sagt)\s+nej" + _DATED + r"|(?:har\s+)?ångrat sig" + _DATED +
    # Her own no when she was called: nobody is to call and ask once more.
    r"|nej tack(?:" + _DATED + r"|\s+(?:sa|sade|säger)\b)"
    r"|(?:\w+\s+)?(?:sa|sade|säger)\s+nej tack" + _DATED +
    r"|sluta ringa\b|står? (?:inte|ej) (?:längre )?i kö)",
    re.IGNORECASE,
)  # fmt: skip
_HAS_ONE = re.compile(
    r"\s*(?:(?:är\s+|nu\s+)?(?:matchad|matchat|kopplad)\b|(?:klar|klart|färdig|ordnat|löst)\s*"
    r"(?:$|[!,;.:\n(–-]|\d|(?:har\s+)?(?:fick|fått)\b|(?:med|m)\s+(?-i:[A-ZÅÄÖÉ])|(?-i:[A-ZÅÄÖÉ][a-zåäöé]))"
    r"|fick\s+(?-i:[A-ZÅÄÖÉ])[\w-]*(?:\s+(?-i:[A-ZÅÄÖÉ])[\w-]*\.?)?\s+\d{1,2}/\d{1,2}|(?:har\s+)?(?:fått|har)\s+(?:redan\s+)?(?:en\s+)?"
    r"(?:volontär|besöksvän|besökare|väntjänst)\b"
    r"|(?:har\s+)?(?:redan\s+)?fått\s+(?:redan\s+)?(?:kontakt" + _BY_NOW +
    r"|\w[\w-]*(?:\s+\w[\w-]*)?\s+som\s+\w*vän\b))",
    re.IGNORECASE,
)  # fmt: skip


def says(text: str) -> bool:
    """Whether a sentence of a text says that nobody waits any more, or that somebody has one."""
    return any(_OVER.match(one) or _HAS_ONE.match(one) for one in rows_rest.pieces(text))


def over(found: Cells) -> Fault | None:
    """Why nobody waits any more, where a cell begins a sentence with it: "avled 2/11". The cell can
    be mended, as where it was somebody else who died.
    """
    for field, piece in _pieces(found):
        if _OVER.match(piece):
            fault = Fault("waits_no_more", {"said": piece[:60]})
            found.refuse_if_told(field, fault)
            return fault
    return None


def ask_of_a_volunteer(found: Cells) -> None:
    """Who seems to have got a volunteer, by her remarks, is asked about before she is taken in."""
    if found.was_told(MATCHED):
        return
    for field, piece in _pieces(found):
        if field in _OWN_WORDS and _HAS_ONE.match(piece):
            said = found.written(field) if field == "mixed" else piece
            asked = unsure("matched_maybe", WAITS, HAS_ONE, said=said[:60])
            found.by_field[MATCHED] = Cell(MATCHED, said, asked)
            return


def rests(found: Cells, world: World) -> Fault | None:
    """A pause among the remarks, or that she is in hospital: her wish begins when it ends, which is
    proposed. Of a pause without an end it is asked first, and she is not taken in before.
    """
    said = (text for name, text in _pieces(found) if name in _PAUSED_IN)
    told = [one for one in said if rows_rest.SAYS.search(one) or rows_rest.IN_HOSPITAL.match(one)]
    if not told:
        return None
    for one in told:
        rows_waits.leave(found, "mixed", one)
    text = next((one for one in told if rows_rest.SAYS.search(one)), told[0])
    if rows_rest.is_still(found.written("from_on")):
        found.refuse("from_on", "rests_still")
        return Fault("rests_still")
    if found.was_told("from_on") and not isinstance(found.by_field["from_on"].reading, Refused):
        return None
    day = rows_rest.back(text, world)
    asked = rows_rest.asked(text, *([day.isoformat()] if day else []), value=day)
    found.by_field["from_on"] = Cell("from_on", text, asked)
    return None if day else Fault("rest_is_asked")


def _pieces(found: Cells) -> Iterator[tuple[str, str]]:
    for field in _REMARKS:
        written = found.by_field[field].written if found.was_told(field) else ""
        for piece in rows_rest.pieces(written):
            yield field, piece
