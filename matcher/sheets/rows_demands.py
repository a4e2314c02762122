"""What a volunteer of a need must be able to, and what of it no two people are compared by."""

import re

from matcher.domain.concepts import Kind
from matcher.domain.people import SaidWord, WordStance
from matcher.domain.spelling import exact
from matcher.sheets import meanings
from matcher.sheets.readings import Reading, Understood, World, unsure

_OF_HERSELF = re.compile(  # who she must be, which has no field on a need
    r"\b(?:kvinn(?:a|or|lig\w*)|m[aä]n|manlig\w*|tjej(?:er)?|kill(?:e|ar)|wom[ae]n|female|male)\b"
    r"|\b(?:under|yngre\s+än|äldre\s+än|över|högst|max(?:imalt)?|upp\s+till)\s+\d\d\b(?!\s*(?:min|kg))",
    re.IGNORECASE,
)


def demands(text: str, world: World) -> Reading:
    """The words of a demand. That she must be a woman, or under thirty, is kept as it is written
    for the coordinator to read: it is asked whether it is to stand.
    """
    kinds = (Kind.SKILL, Kind.TASK)
    found = meanings.words(text, WordStance.NEEDS, kinds, world)
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
