"""Rows of somebody whose personal data are protected: nothing of such a row is kept (R24).

A list that says so of anybody says it in a note or in a column of its own. The row is struck out
before anything is stored, and the page tells its number and no more.
"""

import re
from collections.abc import Iterable, Mapping

from matcher.sheets.cells import yes_or_no
from matcher.sheets.fields import ListKind
from matcher.sheets.readings import Understood

_PROTECTED = re.compile(
    r"(?<!\w)(?:skydd(?:a(?:d|de|t)|\.)\s*(?:id\b|identitet|pers(?:on|\b)|p\.|adr(?:ess|\b)|folkbokf"
    r"|uppg(?:ift|\b)|boende)|(?:identitet|uppgifter|adress)\w*\s+(?:är\s+)?skydda(?:d|de|t)"
    r"|sekr(?:etess|\.)?[\s-]?(?:mark|skydd)|spärrmark|skyddsmark|kvarskriv|fingerad"
    r"|(?:hemlig|spärrad)\s+adr(?:ess|\b)|adr(?:ess)?\w*\.?\s+(?:är\s+)?(?:hemlig|spärrad)"
    r"|protected\s+(?:identity|address|personal))\w*+(?!\s*[:=?]?\s*(?:nej|no|ej|inte)\b)",
    re.IGNORECASE,
)
# One of each; without an i, of which there are two small ones.
_PARTS = ("skydd", "sekr", "kvarskr", "ngerad", "heml", "spärr", "protected")
_NO = re.compile(r"(?:\b(?:ej|inte|ingen|inga|inget|no|not)\s+)$", re.IGNORECASE)
# The word and nothing more, in a cell, a bracket or between commas: "Sekretess!", "är skyddad".
_PIECES = re.compile(r"[,;:.!?()\n/–]|\s-\s|\b(?:obs|och)\b", re.IGNORECASE)
_ALONE = re.compile(
    r"(?:(?:hon|han|hen|har|är|lever|vill ha|begärt|begär)\s+)*"
    r"(?:(?:full|stark|hög)\s+)?(?:sekretess|skyddad|skyddat|skyddade|protected)",
    re.IGNORECASE,
)
# Of somebody who waits the word is hers wherever it stands.
_SECRECY = re.compile(
    r"(?<!\w)sekretess(?!\w)(?!\s*[-–:=?]?\s*(?:nej|no|ej|inte)\b)", re.IGNORECASE
)
# What a volunteer has promised: "tystnadslöfte/sekretess", "sekretess påskriven".
_PROMISED = re.compile(
    r"(?:\b(?:tyst|intro|utdrag|belastn|löfte|avtal)\w*\W{0,3}(?:och\s+)?"
    r"|\bskrivit\s+(?:på|under)\s+|\bvolontär\w*\s+har\s+)sekretess(?!\w)"
    r"|(?<!\w)sekretess\W{1,3}(?:är\s+)?(?:påskriv|underteckn|signera|lova|visa)\w*",
    re.IGNORECASE,
)
# Above a volunteer's days of promising: what is called so there has nothing to do with herself.
_OF_PROMISES = re.compile(r"tyst|sekretess|löfte|avtal|överensk|intro|confid", re.IGNORECASE)


def is_told(texts: Mapping[str, str], titles: Mapping[str, str], kind: ListKind) -> bool:
    """Whether a row says so: in a cell, or by a mark below a header that asks. Both by column.

    "Sekretess" of somebody who waits is hers; of a volunteer it may be what she has promised.
    """
    if not (_may_say_so(texts.values()) or _may_say_so(titles.values())):
        return False
    return any(
        _says_so(text)
        or _says_barely(text, titles.get(at, ""), kind)
        or (_asks(titles.get(at, ""), kind) and not _is_no(text))
        for at, text in texts.items()
        if text
    )


def _may_say_so(texts: Iterable[str]) -> bool:
    """No is sure, and nearly every row's answer: none of the words is there at all."""
    told = "|".join(texts).casefold()
    return any(part in told for part in _PARTS)


def _says_so(text: str) -> bool:
    return any(not _NO.search(text[: found.start()]) for found in _PROTECTED.finditer(text))


def _says_barely(text: str, title: str, kind: ListKind) -> bool:
    """Whether the bare word stands for it: where nothing speaks of a promise to keep silent."""
    text = _PROMISED.sub(" ", text)
    if kind is ListKind.VOLUNTEERS:
        return not _OF_PROMISES.search(title) and _stands_alone(text)
    told = _SECRECY.finditer(text)
    return _stands_alone(text) or any(not _NO.search(text[: found.start()]) for found in told)


def _stands_alone(text: str) -> bool:
    pieces = [" ".join(piece.split()) for piece in _PIECES.split(text)]
    after = [*pieces[1:], ""]
    return any(
        _ALONE.fullmatch(piece) and not _is_no(then)
        for piece, then in zip(pieces, after, strict=True)
    )


def _asks(title: str, kind: ListKind) -> bool:
    """Whether a mark below it says so."""
    return _says_so(title) or (bool(title) and _says_barely(title, title, kind))


def _is_no(text: str) -> bool:
    told = yes_or_no(text)
    return isinstance(told, Understood) and told.value is False
