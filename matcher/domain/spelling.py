"""How written words are compared: three steps, each losing a little more of what was written.

    exact    "  Läsa  Högt. " → "läsa högt"      case, spaces and closing punctuation
    folded   "lasa hogt"      → "lasa hogt"      also dots, accents, hyphens and slashes
    words    "kan läsa högt"  → ["läsa", "högt"] only the words that say something

Nothing here decides that two words mean the same; that is `vocabulary` and a person.
"""

import re
import unicodedata
from collections.abc import Iterable

STEM = 5  # letters by which a word is known again whatever its ending
_JOINTS = re.compile(r"[-‐‑–—_/’'´`.]+")
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_EDGES = " \t\r\n.,;:!?\"”“'()[]•*·–—-"
# Letters that no accent explains, as Swedes without the right keyboard write them; and those that
# one does explain in nearly every Swedish word, so that the others need not be taken apart.
_LETTERS = str.maketrans({"ø": "o", "æ": "a", "đ": "d", "ð": "d", "ł": "l", "ß": "ss"})
_USUAL = str.maketrans("åäöéèü–’", "aaoeeu--")
# Control signs break feeds and files, and marks that turn the direction of reading make one name
# look like another. Joiners stay: Persian, and families among the emoji, are written with them.
_UNSEEN = dict.fromkeys(
    (
        *range(0x20), *range(0x7F, 0xA0), 0x200B, 0x2060, 0xFEFF,
        *range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xD800, 0xE000),
    )
)  # fmt: skip


def tidied(line: str) -> str:
    """A line as it is kept: composed letters, single spaces, and no sign that nobody sees."""
    whole = line if line.isascii() else unicodedata.normalize("NFC", line)
    kept = " ".join(whole.split())
    return kept if kept.isprintable() else kept.translate(_UNSEEN).strip()


def exact(text: str) -> str:
    """One spelling of the same characters: composed, lower case, single spaces, no edges."""
    composed = unicodedata.normalize("NFC", text).casefold()
    return " ".join(composed.split()).strip(_EDGES)


def folded(text: str) -> str:
    """`exact` without dots, accents, hyphens and slashes: what a foreign keyboard writes."""
    plain = exact(text)
    if not plain.isascii():
        plain = plain.translate(_USUAL)
    if not plain.isascii():
        apart = unicodedata.normalize("NFD", plain.translate(_LETTERS))
        plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(_JOINTS.sub(" ", plain).split())


def words(text: str, without: Iterable[str] = ()) -> list[str]:
    """The words of a text, lower case, in order, leaving out those in `without`."""
    silent = without if isinstance(without, frozenset) else frozenset(without)
    return [word for word in _WORD.findall(exact(text)) if word not in silent]


def is_alike(one: str, other: str) -> bool:
    """Whether a word of one is plainly in the other: "promenader" and "promenad", "kyrkokör" and
    "kör". For showing, never for deciding what is meant.
    """
    pairs = ((folded(one), folded(other)), (folded(other), folded(one)))
    return any(
        word[:STEM] in said for said, words in pairs for word in words.split() if len(word) > 2
    )
