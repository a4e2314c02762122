"""Two people in a row that becomes one: who it is of is asked, and the other one is not lost."""

import re
from collections.abc import Mapping

from matcher.sheets import births, cells_of_people, whose_numbers
from matcher.sheets.fields import BIRTH_YEAR
from matcher.sheets.readings import Reading, Understood, Unsure, World, refused, unsure
from matcher.sheets.rows import Cell, Cells, Reader

_LONGEST = 80
_AGED = re.compile(r"(?:född |f\.? ?)?(?:\d\d|(?:19|20)\d\d)(?: ?år)?")
_WITH_ANOTHER = re.compile(
    r"\s+(?:&|och|samt)\s|\s+(?:m\.?|med)\s+(?:fru|frun|make|maken|maka|makan|man|mannen|hustru|sambo)\b",
    re.IGNORECASE,
)


def first_name(text: str, _world: World) -> Reading:
    """A first name; of two, "Margit & Olle", whom the row is of is asked before it is taken in."""
    two = [one.strip() for one in cells_of_people.AND.split(text)]
    return unsure("name_of_two", *two, said=text[:60]) if len(two) > 1 else _name(text)


def surname(text: str, _world: World) -> Reading:
    """A surname; where another person is named beside it, who is meant is asked."""
    alone = _WITH_ANOTHER.split(text, maxsplit=1)[0].strip(" ,")
    if alone != text.strip():
        return unsure("name_of_two", alone, value=alone, said=text[:60])
    return _name(text)


def _name(text: str) -> Reading:
    return Understood(text) if len(text) <= _LONGEST else refused("cell_too_long", most=_LONGEST)


_READERS: Mapping[str, Reader] = {
    "name": lambda text, _world: cells_of_people.name(text),
    "first_name": first_name,
    "surname": surname,
}


def asks_whom(found: Cells, name: str) -> bool:
    """Whether it is asked which of two that cell is about, and nothing is sure of it."""
    is_asked = found.was_told(name) and isinstance(found.by_field[name].reading, Unsure)
    return is_asked and found.get(name) is None


def tell_what_else(found: Cells, asked: Mapping[str, str], world: World) -> None:
    """A number and an age beside a name, "Gun Alm, 78, 070-174 06 54": each is told, whether it has
    been answered which words are the name or not, where no other column tells it.
    """
    text = asked.get("name") or found.written("name")
    read = cells_of_people.name(text) if text else None
    if not isinstance(read, Unsure) or read.fault.code != "name_and_more":
        return
    numbers = cells_of_people.numbers_in(text)
    if len(numbers) == 1 and not (found.was_told("phone") or found.was_told("contact")):
        beside = next((part for part in text.split(",") if numbers[0] in part), text).strip()
        is_others = whose_numbers.names_another(beside)
        found.by_field["phone"] = Cell(
            "phone", numbers[0], whose_numbers.phone(beside if is_others else numbers[0])
        )
    aged = [part.strip() for part in text.split(",") if _AGED.fullmatch(part.strip())]
    if len(aged) == 1 and not found.was_told(BIRTH_YEAR):
        read = births.birth_year(aged[0], on=world.on)
        found.by_field[BIRTH_YEAR] = Cell(BIRTH_YEAR, aged[0], read)


def tell_of_the_other(found: Cells, asked: Mapping[str, str], world: World) -> None:
    """A row becomes one person: when it has been said which of two, the other one is told of still,
    for she needs a row of her own. `asked`: field → what an answer took the place of.
    """
    for name in asked.keys() & set(_READERS):
        before = _READERS[name](asked[name], world)
        is_told = isinstance(found.by_field[name].reading, Understood)
        if is_told and isinstance(before, Unsure) and before.fault.code == "name_of_two":
            cell = found.by_field[name]
            left = unsure("other_of_two", value=cell.value, said=asked[name][:60])
            found.by_field[name] = Cell(name, asked[name], left)
