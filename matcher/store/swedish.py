"""Swedish order and folding for SQLite, which knows neither å nor that Å is its capital."""

import unicodedata

# Å, Ä and Ö are letters of their own after Z; other accents only break ties. "{" sorts after "z".
_LETTERS = str.maketrans({"å": "{a", "ä": "{b", "æ": "{b", "ö": "{c", "ø": "{c"})


def key(text: str) -> tuple[str, str]:
    """Sort key: the Swedish alphabet first, then the text as it stands."""
    lettered = unicodedata.normalize("NFC", text).casefold().translate(_LETTERS)
    if lettered.isascii():
        return lettered, text
    stripped = "".join(
        char for char in unicodedata.normalize("NFD", lettered) if not unicodedata.combining(char)
    )
    return stripped, text


def compare(one: str, other: str) -> int:
    """Negative, zero or positive, as SQLite's collations want it."""
    first, second = key(one), key(other)
    return (first > second) - (first < second)


def fold_case(text: str | None) -> str | None:
    """SQLite's lower(), with å, ä and ö."""
    return None if text is None else text.casefold()


def translate(text: str | None, letters: str, instead: str) -> str | None:
    """What PostgreSQL has: each of `letters` becomes the one in its place in `instead`."""
    return None if text is None else text.translate(str.maketrans(letters, instead))
