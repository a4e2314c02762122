"""When an extract from the register was shown, and which of the two (R13)."""

import re
from collections.abc import Mapping
from datetime import date

from matcher.domain.clearance import ExtractPolicy
from matcher.sheets import rows_waits, yeses
from matcher.sheets.readings import Reading, Understood, World, refused, unsure
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
_KIND_LAST = re.compile(r"[\s,;]+(barn|hemmet|annat)\s*$", re.IGNORECASE)
_ANSWERS = {"barn": ExtractPolicy.CHILDREN, "hemmet": ExtractPolicy.HOME}
_OTHER = "annat"  # an extract that no law lets the centre ask for: shown, and not to be kept


def _kind(text: str, world: World) -> Reading:
    """Which of the two; of one that the centre may not ask for nothing is kept."""
    told = text.strip().casefold()
    kind = _KINDS.get(told)
    if told == _OTHER or (kind and kind not in world.extracts):
        return refused("extract_not_kept")
    if kind:
        return Understood(kind)
    return unsure("extract_kind_not_read", *_choices(world), said=text[:30])


def _choices(world: World) -> tuple[str, ...]:
    """What may be kept, and that it was something else where not all of it may be."""
    asked_for = [answer for answer, kind in _ANSWERS.items() if kind in world.extracts]
    return (*asked_for, *([_OTHER] if len(asked_for) < len(_ANSWERS) else []))


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


def extracts(found: Cells, world: World) -> tuple[tuple[ExtractPolicy, date], ...]:
    """Which of the two was shown is asked where the list does not say: one of them opens uppdrag
    with children (R13), and a day alone clears nobody for that. Offered is what may be saved.
    """
    shown_on = found.get("extract_on")
    if not shown_on or _is_asked(found, "extract_kind") or _is_asked(found, "extract_on"):
        return ()
    said = found.by_field["extract_on"].written
    if ends := _KIND_LAST.search(said):
        found.by_field["extract_kind"] = Cell("extract_kind", ends[1], _kind(ends[1], world))
    kind = found.get("extract_kind")
    if kind is None and not found.was_told("extract_kind"):
        asked = unsure("extract_kind_asked", *_choices(world))
        found.by_field["extract_kind"] = Cell("extract_kind", said, asked)
    return ((kind, shown_on),) if kind else ()


def _is_asked(found: Cells, name: str) -> bool:
    return found.was_told(name) and found.get(name) is None
