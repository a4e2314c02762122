"""Whether somebody who waits has an errand or wishes for company."""

import re

from matcher.domain.boundaries import ERRANDS
from matcher.domain.concepts import Kind
from matcher.domain.needs import NeedKind
from matcher.domain.people import SaidWord
from matcher.sheets.readings import Reading, Refused, Understood, World, unsure
from matcher.sheets.rows import Cell, Cells

MOST_WORDS = 8  # of a phrase, looked at for errands
KINDS = ("sällskap", "ärende")
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


def kind_of(found: Cells, tasks: tuple[SaidWord, ...], world: World) -> NeedKind:
    """Who wishes for nothing but a lift to the doctor has an errand. A word beside it that nobody
    knows may be company all the same: asked, and an errand until somebody has answered.
    """
    if not found.was_told("kind"):
        wished = {said.concept: said.written for said in tasks}
        unread = wished.pop(None, None)
        wished |= {word: word for word in _errands_in(unread, world)} if unread else {}
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
    if cell is not None and isinstance(cell.reading, Refused):
        said, [company, _] = cell.written[:120], KINDS
        asked = unsure("company_too", company, "nej", value=NeedKind.COMPANIONSHIP, said=said)
        found.by_field["kind"] = Cell("kind", "", asked)


def _errands_in(text: str, world: World) -> set[str]:
    """What a phrase that is not understood whole names of things to be done: "skjuts till VC"."""
    words = text.split()[:MOST_WORDS]
    spans = (words[a:b] for a in range(len(words)) for b in range(a + 1, len(words) + 1))
    read = (world.vocabulary.read(" ".join(span), kinds=(Kind.TASK,)) for span in spans)
    return {concept for one in read if not one.leftovers for concept in one.concept_ids}
