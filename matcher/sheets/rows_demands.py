"""What a volunteer of a need must be able to, and what of it no two people are compared by."""

import re
from dataclasses import replace

from matcher.domain.concepts import Kind
from matcher.domain.errors import Fault
from matcher.domain.people import SaidWord, WordStance
from matcher.domain.spelling import exact
from matcher.sheets import cells, meanings
from matcher.sheets.readings import Reading, Understood, Unsure, World, unsure
from matcher.sheets.rows import Cell, Cells

_OF_HERSELF = re.compile(  # who she must be, and bear: there is no field for it on a need
    r"\b(?:kvinn(?:a|or|lig\w*)|m[aä]n|manlig\w*|tjej(?:er)?|kill(?:e|ar)|wom[ae]n|female|male)\b"
    r"|\b(?:ej|inte|inga?n?)\s+(?:\w+\s+)?\w*allerg\w*"
    r"|\b(?:under|yngre\s+än|äldre\s+än|över|högst|max(?:imalt)?|upp\s+till)\s+\d\d\b(?!\s*(?:min|kg))",
    re.IGNORECASE,
)

_PAID = re.compile(
    r"\b\d+ ?(?:kr|kronor|sek|:-)\W{0,2}(?:per |i )?(?:h|tim\w*|dag\w*|pass\w*|mån\w*|hour|day)\b"
    r"|\b(?:tim|månads)?lön\b|\barvode\w*|\bavlöna\w*|\w*vikari(?:e|at)\w*|\banställ\w+|\bsalary\b",
    re.IGNORECASE,
)
MOST_SEATS = 200  # of one need
_A_SHIFT = re.compile(
    r"([1-9]\d?)\s*(?:st\s*)?(?:/|per|varje|i)\s*(?:pass|gång|tillfälle|träff|dag)"
)
_EXTRACT_SHORT = re.compile(r"\bbel(?:astnings)?\.?\s?reg(?!\w)\.?", re.IGNORECASE)
AGE = re.compile(  # the lowest, among what is demanded
    r"(?<!\w)(?:minst|lägst|från|fyllda?|åldersgräns|at least)\s+(1[5-9]|[2-7]\d)(?!\d)(?:\s*år)?"
    r"|(?<![\w-])(1[5-9]|[2-7]\d)\s?(?:\+|år\b(?!\s*(?:erf|vana)))"
)
_UNPAID = ("ideellt", "obetalt", "unpaid")
_IN_WORDS = ("title", "about")
_WHERE_PAID = ("skills_needed", "skills_wished", *_IN_WORDS)


def demands(text: str, world: World) -> Reading:
    """The words of a demand. That she must be a woman, or under thirty, is kept as it is written
    for the coordinator to read: it is asked whether it is to stand.
    """
    if exact(text) in _UNPAID:
        return Understood(())
    kinds = (Kind.SKILL, Kind.TASK)
    said = AGE.sub(" , ", _EXTRACT_SHORT.sub("belastningsregistret", text)).strip(
        " ,"
    )  # "utdrag 18+"
    found = meanings.words(said, WordStance.NEEDS, kinds, world) if said else Understood(())
    if not isinstance(found, Understood) or exact(text) in world.settled:
        return found
    words = found.value
    assert isinstance(words, tuple)
    own = [said for said in words if _is_of_herself(said)]
    return (
        unsure("demand_of_herself", text, value=words, said=own[0].written[:60]) if own else found
    )


def _is_of_herself(said: SaidWord) -> bool:
    return said.concept is None and bool(_OF_HERSELF.search(said.written))


def seats(text: str, _world: World) -> Reading:
    """How many are wanted; so many a shift, "2/pass", may be all of them."""
    found = cells.whole(text, low=1, high=MOST_SEATS)
    shift = _A_SHIFT.fullmatch(exact(text))
    return replace(found, choices=(shift[1],)) if isinstance(found, Unsure) and shift else found


def ask_of_pay(found: Cells) -> Fault | None:
    """Paid work is no uppdrag: a row that speaks of pay, or of a substitute at work, is taken in
    when somebody has said that nobody is paid for it.
    """
    for name in _WHERE_PAID:
        written = found.written(name)
        if not _PAID.search(written) or any(word in written for word in _UNPAID):
            continue
        ready = f"{written} ({_UNPAID[0]})" if name in _IN_WORDS else _UNPAID[0]
        asked = unsure("paid_maybe", ready, said=written[:60])
        found.by_field[name] = Cell(name, written, asked)
        return Fault("paid_is_asked")
    return None
