"""Whether children are met in a need of a list, in whichever column that is said (R13)."""

import re

from matcher.domain.people import SaidWord
from matcher.sheets import rows_people
from matcher.sheets.readings import Understood, World, unsure
from matcher.sheets.rows import Cell, Cells
from matcher.sheets.rows_extracts import SAYS

FIELD = "children_present"
_CHILDREN = re.compile(
    r"\bbarn(?!barn)|ungdom|\belever?\b|\b(?:för)?skol(?:barn|elev|ungdom|klass)|\bfritids"
    r"|\b(?:låg|mellan|hög)stadie|\bförskol|\b(?:flick|tjej|pojk|kill|tonår)\w*"
    r"|\b(?:åk|årskurs|årskurserna|klass)\.?\s*(?:f\b|\d)|\bscout|\b(?:child|kids|pupils|teenage)",
    re.IGNORECASE,
)
_SCHOOL = re.compile(
    r"\b\w*(?<!hög)(?<!folk)(?<!kör)(?<!trafik)(?<!rid)skol(?:a|an|or|orna)s?\b",
    re.IGNORECASE,
)
_AROUND = re.compile(r"\b(?:ja|krävs|krav|obligatoriskt|behövs|ska|visas|visa)\b|[\s:.!]+")
_SAYS = ("title", "about", "tasks")
_MAY_SAY = ("organisation", "title", "about", "skills_needed", "skills_wished", "interests")
# Cells of where and how somebody is reached name streets and people: "Barnängen".
_NEVER_SAYS = frozenset({FIELD, "phone", "email", "postcode", "town", "area", "waiting_since"})
_BUT_THEM = re.compile(  # what a cell that tells of children alone may say beside them
    r"(?:(?:med|för|ja|och|o|grupp|mindre|små|stora|yngre|år|st|ca|åk|[\d–-]++)\b[\s,.!]*+)*+"
    r"(?:barn\w*|ungdom\w*|elever|tonåringar|children|kids)"
    r"(?:[\s,.!]*(?:med|finns|där|och|o|ungdomar|barn|år|åk|[\d–-]++)\b)*+[\s.!]*",
    re.IGNORECASE,
)


def tell(found: Cells, world: World) -> None:
    """Who is named in the title is met: a list without a column for it has said so there. Where the
    organisation alone says so, or an extract is demanded, it is asked; and until somebody has
    answered the need is held to the stricter rules.
    """
    words: tuple[SaidWord, ...] = found.told("tasks", ())
    _tell_of_state(found)
    if found.was_told(FIELD):
        _leave_extracts(found, world)
        return
    if said := _named(found, _SAYS, _CHILDREN):
        found.by_field[FIELD] = Cell(FIELD, said, Understood(True))
    elif not rows_people.is_with_children(words, world):
        _ask(found)
    _leave_extracts(found, world)


def _tell_of_state(found: Cells) -> None:
    """Children, in the cell of whether it is open, are who is met, and say nothing of the other."""
    cell = found.by_field.get("state")
    if cell is None or found.was_told(FIELD) or not _BUT_THEM.fullmatch(cell.written.strip()):
        return
    found.by_field[FIELD] = Cell(FIELD, cell.written, Understood(True))
    found.settle("state", None)


def _ask(found: Cells) -> None:
    anywhere = tuple(name for name in found.by_field if name not in _NEVER_SAYS)
    said = _named(found, anywhere, _CHILDREN) or _named(found, _MAY_SAY, _SCHOOL)
    if said:
        asked = unsure("children_maybe", "ja", "nej", value=True, said=said[:60])
        found.by_field[FIELD] = Cell(FIELD, "", asked)
    elif extracts := _extracts(found):
        said = extracts[0].written[:60]
        asked = unsure("children_by_extract", "ja", "nej", value=True, said=said)
        found.by_field[FIELD] = Cell(FIELD, "", asked)


def _named(found: Cells, names: tuple[str, ...], who: re.Pattern[str]) -> str:
    return next((said for name in names if who.search(said := found.written(name))), "")


def _leave_extracts(found: Cells, world: World) -> None:
    """An extract is no skill. Where children are met one is shown anyway (R13); else the word is
    left among what is demanded, for the coordinator to read.
    """
    words: tuple[SaidWord, ...] = found.told("tasks", ())
    if not found.told(FIELD, rows_people.is_with_children(words, world)):
        return
    if extracts := _extracts(found):
        demanded: tuple[SaidWord, ...] = found.get("skills_needed")
        left = tuple(word for word in demanded if word not in extracts)
        found.keep("skills_needed", left)


def _extracts(found: Cells) -> list[SaidWord]:
    words: tuple[SaidWord, ...] = found.told("skills_needed", ())
    return [word for word in words if word.concept is None and _is_extract(word.written)]


def _is_extract(written: str) -> bool:
    rest, extracts = SAYS.subn(" ", written.casefold())
    return bool(extracts) and not _AROUND.sub("", rest)
