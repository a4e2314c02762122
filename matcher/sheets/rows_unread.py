"""A wish of somebody who waits that no word of ours says: which is meant is asked, before she waits
for something that nobody is held against. It may be kept as it is written, or be none.
"""

from dataclasses import replace

from matcher.domain.concepts import Kind
from matcher.domain.people import SaidWord, WordStance
from matcher.domain.spelling import exact
from matcher.sheets.readings import Understood, World, unsure
from matcher.sheets.rows import Cells
from matcher.sheets.rows_kind import errands_in

NONE = "nej"
_LEAST = 0.5  # of a proposal that is worth showing where a wish is not understood at all
_MOST = 3  # proposals
_SHOWN = 60  # characters of a wish in its question


def ask(found: Cells, world: World) -> None:
    """The first such wish, where its cell asks nothing else; one that is to stand as it is written
    is asked about no more.
    """
    cell = found.by_field.get("tasks")
    is_settled = cell is not None and exact(cell.written) in world.settled
    if cell is None or is_settled or cell.sensitive or not isinstance(cell.reading, Understood):
        return
    words: tuple[SaidWord, ...] = cell.value or ()
    for word in words:
        if _is_unread(word, world):
            ready = (*_meant(word.written, world), word.written, NONE)
            said = word.written[:_SHOWN]
            asked = unsure("wish_unknown", *ready, value=words, piece=word.written, said=said)
            found.by_field["tasks"] = replace(cell, reading=asked)
            return


def _is_unread(word: SaidWord, world: World) -> bool:
    is_known = word.concept is not None or word.stance is not WordStance.DOES
    return not is_known and exact(word.written) not in world.settled


def _meant(said: str, world: World) -> list[str]:
    """What is named within the words for sure first, "läxhjälp åt sonen"; then what is near."""
    near = world.vocabulary.propose(
        said, kinds=(Kind.TASK, Kind.INTEREST), at_most=_MOST, least=_LEAST
    )
    ids = [one.concept_id for one in near if world.vocabulary.share_near(said, one.concept_id)]
    concepts = dict.fromkeys([*sorted(errands_in(said, world)), *ids])
    return [world.vocabulary.word(one) for one in list(concepts)[:_MOST]]
