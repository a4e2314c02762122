"""Rows of somebody whose personal data are protected: nothing of such a row is kept (R24).

A list that says so of anybody says it in a note or in a column of its own. The row is struck out
before anything is stored, and the page tells its number and no more.
"""

import re
from collections.abc import Iterable, Mapping

from matcher.sheets.cells import yes_or_no
from matcher.sheets.readings import Understood

_PROTECTED = re.compile(
    r"(?<!\w)(?:skydd(?:a(?:d|de|t)|\.)\s*(?:id\b|identitet|pers(?:on|\b)|p\.|adr(?:ess|\b)|folkbokf"
    r"|uppg(?:ift|\b))|(?:identitet|uppgifter|adress)\w*\s+(?:är\s+)?skydda(?:d|de|t)"
    r"|sekretess(?:marker|skydd)|kvarskriv|fingerad|hemlig\s+adress"
    r"|protected\s+(?:identity|address|personal))\w*+(?!\s*[:=?]?\s*(?:nej|no|ej|inte)\b)",
    re.IGNORECASE,
)
# One of each; without an i, of which there are two small ones.
_PARTS = ("skydd", "sekretess", "kvarskr", "ngerad", "heml", "protected")
_NO = re.compile(r"(?:\b(?:ej|inte|ingen|inga|inget|no|not)\s+)$", re.IGNORECASE)


def is_told(texts: Mapping[str, str], titles: Mapping[str, str]) -> bool:
    """Whether a row says so: in a cell, or by a mark below a header that asks. Both by column."""
    if not (_may_say_so(texts.values()) or _may_say_so(titles.values())):
        return False
    return any(
        _says_so(text) or (_says_so(titles.get(at, "")) and not _is_no(text))
        for at, text in texts.items()
        if text
    )


def _may_say_so(texts: Iterable[str]) -> bool:
    """No is sure, and nearly every row's answer: none of the words is there at all."""
    told = "|".join(texts).casefold()
    return any(part in told for part in _PARTS)


def _says_so(text: str) -> bool:
    return any(not _NO.search(text[: found.start()]) for found in _PROTECTED.finditer(text))


def _is_no(text: str) -> bool:
    told = yes_or_no(text)
    return isinstance(told, Understood) and told.value is False
