"""When an extract from the register was shown, and which of the two (R13)."""

import re
from collections.abc import Mapping
from datetime import date

from matcher.domain.clearance import ExtractPolicy
from matcher.sheets import rows_waits, yeses
from matcher.sheets.readings import Reading, Understood, World, unsure
from matcher.sheets.rows import Cell, Cells, Reader
from matcher.sheets.rows_people import day_or_yes, mixed_of

SAYS = re.compile(
    r"(?:visa[tr]?\s+)?(?:register|polis)?utdrag\w*(?:\s+(?:ur|från)\s+\w+)?"
    r"|\w*bel(?:astn)?\.?\s?reg\w*\.?|(?:utdrag\s+(?:ur|från)\s+)?belastningsreg\w*",
    re.IGNORECASE,
)
_SHOWN = re.compile(
    r"\b(?:ja|ok|visat|visade|visades|uppvisat|sett|den)\b|[\s:.,!()]+", re.IGNORECASE
)
_KINDS = {
    "barn": ExtractPolicy.CHILDREN, "skola": ExtractPolicy.CHILDREN,
    "2013:852": ExtractPolicy.CHILDREN,
    "children": ExtractPolicy.CHILDREN, "children_2013_852": ExtractPolicy.CHILDREN,
    "hem": ExtractPolicy.HOME, "hemmet": ExtractPolicy.HOME, "äldre": ExtractPolicy.HOME,
    "2026:43": ExtractPolicy.HOME, "home": ExtractPolicy.HOME, "home_2026_43": ExtractPolicy.HOME,
}  # fmt: skip
_KIND_LAST = re.compile(r"[\s,;]+(barn|hemmet)\s*$", re.IGNORECASE)


def _kind(text: str, _world: World) -> Reading:
    kind = _KINDS.get(text.strip().casefold())
    if kind:
        return Understood(kind)
    return unsure("extract_kind_not_read", "barn", "hemmet", said=text[:30])


READERS: Mapping[str, Reader] = {
    "extract_on": lambda text, world: day_or_yes(_KIND_LAST.sub("", text), world),
    "extract_kind": _kind,
}


def tell_apart(found: Cells, world: World) -> None:
    """Belastn.reg visat 1/9 -26, among remarks: the day on which it was shown, where no column has
    one. What says more, "utdrag beställt 1/9", is left where it stands.
    """
    if found.was_told("extract_on"):
        return
    for piece in mixed_of(found).left:
        rest, says = SAYS.subn(" ", _KIND_LAST.sub("", piece))
        days = yeses.days(rest)
        if not says or len(days) != 1 or _SHOWN.sub("", rest.replace(days[0], " ")):
            continue
        kind = _KIND_LAST.search(piece)
        said = f"{days[0]} {kind[1]}" if kind else days[0]
        found.by_field["extract_on"] = Cell("extract_on", said, day_or_yes(days[0], world))
        rows_waits.leave(found, "mixed", piece)
        return


def extracts(found: Cells) -> tuple[tuple[ExtractPolicy, date], ...]:
    """Which of the two was shown is asked where the list does not say: one of them opens uppdrag
    with children (R13), and a day alone clears nobody for that.
    """
    shown_on = found.get("extract_on")
    if not shown_on or _is_asked(found, "extract_kind") or _is_asked(found, "extract_on"):
        return ()
    said = found.by_field["extract_on"].written
    ends = _KIND_LAST.search(said)
    kind = _KINDS[ends[1].casefold()] if ends else found.get("extract_kind")
    if kind is None:
        asked = unsure("extract_kind_asked", "barn", "hemmet")
        found.by_field["extract_kind"] = Cell("extract_kind", said, asked)
    return ((kind, shown_on),) if kind else ()


def _is_asked(found: Cells, name: str) -> bool:
    return found.was_told(name) and found.get(name) is None
