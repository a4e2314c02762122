"""Whether somebody who waits has an errand or wishes for company, or has a volunteer already."""

import re

from matcher.domain.boundaries import ERRANDS
from matcher.domain.concepts import Kind
from matcher.domain.errors import Fault
from matcher.domain.needs import NeedKind
from matcher.domain.people import SaidWord
from matcher.domain.spelling import exact
from matcher.sheets import cells
from matcher.sheets.meanings import NOTHING
from matcher.sheets.readings import (
    Reading,
    Refused,
    Understood,
    Unsure,
    World,
    refused,
    unsure,
)
from matcher.sheets.rows import Cell, Cells

MOST_WORDS = 8  # of a phrase, looked at for errands
KINDS = ("sällskap", "ärende")
MATCHED, WAITS, HAS_ONE = "matched_with", "väntar", "har volontär"
_COMPANY_TOO = "company_too"  # the question to who wished for what volunteers never do
_ERRANDS = frozenset(["ärende", "ledsagning", "errand", "engångs", "ledsaga"])
_COMPANY = frozenset(
    ["sällskap", "besök", "besöksvän", "väntjänst", "companionship", "kontakt", "vän"]
)


def kind(text: str, _world: World) -> Reading:
    words = set(re.findall(r"\w+", text.casefold()))
    if words & _ERRANDS and not words & _COMPANY:
        return Understood(NeedKind.ERRAND)
    if words & _COMPANY:
        return Understood(NeedKind.COMPANIONSHIP)
    return unsure("kind_not_read", *KINDS, said=text[:40])


def matched(text: str, _world: World) -> Reading:
    """Below Volontär, in a list of people who wait: whoever has one waits no more (asked)."""
    told = exact(text)
    if told in NOTHING | cells.NO or told == WAITS:
        return Understood(None)
    if told == HAS_ONE:
        return refused("has_volunteer")
    return unsure("matched_maybe", WAITS, HAS_ONE, said=text[:40])


def has_somebody(found: Cells) -> Fault | None:
    """Why nothing of a row is taken in: its person has a volunteer, or may have."""
    cell = found.by_field.get(MATCHED)
    if cell is None or isinstance(cell.reading, Understood):
        return None
    return Fault("has_volunteer" if isinstance(cell.reading, Refused) else "matched_is_asked")


def kind_of(found: Cells, tasks: tuple[SaidWord, ...], world: World) -> NeedKind:
    """Who wishes for nothing but a lift to the doctor has an errand. A word beside it that nobody
    knows may be company all the same: asked, and an errand until somebody has answered.
    """
    if not found.was_told("kind"):
        wished = {said.concept: said.written for said in tasks}
        unread = wished.pop(None, None)
        wished |= {word: word for word in errands_in(unread, world)} if unread else {}
        _ask_for_company(found)
        if not wished or not wished.keys() <= ERRANDS:
            return NeedKind.COMPANIONSHIP
        if unread and isinstance(found.by_field["tasks"].reading, Understood):
            said = found.by_field["tasks"].written[:120]
            asked = unsure("kind_not_read", *KINDS, value=NeedKind.ERRAND, said=said)
            found.by_field["kind"] = Cell("kind", "", asked)
        return NeedKind.ERRAND
    told: NeedKind = found.told("kind", NeedKind.COMPANIONSHIP)
    return told


def _ask_for_company(found: Cells) -> None:
    """Who wished for what volunteers never do (R29), and for nothing else that can be taken, may
    not want a visitor: asked.
    """
    cell = found.by_field.get("tasks")
    if cell is not None and _asks_only_for_never(cell):
        said, [company, _] = cell.written[:120], KINDS
        asked = unsure(_COMPANY_TOO, company, "nej", value=NeedKind.COMPANIONSHIP, said=said)
        found.by_field["kind"] = Cell("kind", "", asked)


def _asks_only_for_never(cell: Cell) -> bool:
    """Nothing that anybody knows stands beside what is refused."""
    read = cell.reading
    if isinstance(read, Refused):
        return read.fault.code != "health_needs_consent"  # faith: that waits for her yes
    is_never = isinstance(read, Unsure) and read.fault.code.startswith("never_")
    return is_never and not any(said.concept for said in cell.value)


def is_wished(found: Cells) -> bool:
    """Whether anything is wished for that volunteers do: company is none unasked (R29)."""
    cell = found.by_field.get("kind")
    reading = cell.reading if cell is not None else None
    return not (isinstance(reading, Unsure) and reading.fault.code == _COMPANY_TOO)


def errands_in(text: str, world: World) -> set[str]:
    """What a phrase that is not understood whole names of things to be done: "skjuts till VC"."""
    words = text.split()[:MOST_WORDS]
    spans = (words[a:b] for a in range(len(words)) for b in range(a + 1, len(words) + 1))
    read = (world.vocabulary.read(" ".join(span), kinds=(Kind.TASK,)) for span in spans)
    return {concept for one in read if not one.leftovers for concept in one.concept_ids}
