"""A cell of a name and an address, one below or after the other, in its parts.

Edit Sjöström / Östra vägen 4 lgh 1102 / 506 30 Borås      name, street, postcode, town
"""

import re
from collections.abc import Mapping

from matcher.domain.boundaries import secrets_in

_CODE = re.compile(r"(?<!\d)(\d{3}\s?\d{2})(?!\d)")
_STREET = re.compile(
    r"[^\W\d_][^\d,]*\s\d{1,4}\s?[a-z]?(?:\s+(?:lgh|tr|vån|våning)\.?\s*\d{1,4})?", re.IGNORECASE
)
_IS = {"street": _STREET, "town": re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)*")}
_PIECES = re.compile(r"[,;\n]")


def parted(text: str) -> Mapping[str, str]:
    """Field → what the cell says of it. What is no part of an address is left to `mixed`, where
    the page tells that it is not kept; so are codes to doors (R26).
    """
    first, *rest = [piece.strip() for piece in _PIECES.split(text)]
    code = _CODE.search(first)
    if code:  # "Zahra Mohammadi 506 32"
        rest.insert(0, first[code.start() :])
        first = first[: code.start()].strip()
    found: dict[str, str] = {"name": first}
    left = []
    for piece in filter(None, rest):
        field = _field_of(piece, found)
        if field == "postcode":
            code = _CODE.search(piece)
            assert code
            found[field] = code[1]
            left += _beside(piece, code, found)
        elif field:
            found[field] = piece
        else:
            left.append(piece)
    return found | ({"mixed": ", ".join(left)} if left else {})


def home(text: str) -> Mapping[str, str]:
    """A cell of an address alone: "Storgatan 4, 903 26 Umeå", or the part of town. What is no part
    of it stays with the street, but for codes to doors, which are left to `mixed` (R26).
    """
    found = {field: told for field, told in parted(f"-,{text}").items() if field != "name"}
    if "mixed" not in found or secrets_in(text):
        return found
    return {field: told for field, told in found.items() if field != "mixed"} | {"street": text}


def _field_of(piece: str, found: Mapping[str, str]) -> str | None:
    if secrets_in(piece):
        return None
    if "postcode" not in found and _CODE.search(piece):
        return "postcode"
    if "street" not in found and _STREET.fullmatch(piece):
        return "street"
    is_town = "town" not in found and len(piece.split()) <= 3 and piece[0].isupper()
    return "town" if is_town and not any(map(str.isdigit, piece)) else None


def _beside(piece: str, code: re.Match[str], found: dict[str, str]) -> list[str]:
    """What stands before a postcode is a street, and after it the town; else it is returned."""
    left = []
    for field, text in (("street", piece[: code.start()]), ("town", piece[code.end() :])):
        told = text.strip(" ,-–")
        if told and _IS[field].fullmatch(told):
            found.setdefault(field, told)
        elif told:
            left.append(told)
    return left
