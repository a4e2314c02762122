"""Identity numbers in the cells of a list: struck out before a cell is kept or shown (R27).

What a field is for decides how strictly it is read:

    identity     nothing of the column is kept, whatever stands there
    birth_year   a day of birth with three or more signs after it is a number, right or mistyped
    phone …      what reads as a telephone number is one
    others       what is surely a number is struck out; what may be one is asked about

Where a header or the cell itself says that it is one, "Personnr 19121212-1213", what has the shape
of a number goes as well, whatever its last digit: a mistyped number still points a person out.

`on` is today: with it, a date of birth still to come is no identity number.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date

from matcher.domain import identity_numbers
from matcher.sheets.fields import BIRTH_YEAR, IDENTITY, ListField

MASK = "••••••"  # stands where an identity number stood
STRUCK = f"{MASK}-••••"
SHORTEST = 9  # signs: a bare day of birth and the three of a number whose last was lost
_MANY_DIGITS = re.compile(rf"(?:\D*\d){{{SHORTEST}}}")
_ANYTHING = ListField("", ())  # a column that nobody has said anything of
# A day of birth, or one of a coordination number, with the last signs of a number after it.
# What has a colon after it is the hour of a day and an hour.
_AFTER_BIRTH = re.compile(
    r"(?<!\d)(?:18|19|20)?\d\d(?P<s>[-./ ]?)(?:0[1-9]|1[0-2])(?P=s)(?:[0-2]\d|3[01]|[6-8]\d|9[01])"
    r"\W{0,3}_?(?:\d{3,4}|[xX*•?]{3,4})(?![\d:])"
)
_SAID = re.compile(
    r"\b(?:person(?:nummer|[- ]?nr)|pers[. ]{0,2}nr|p[-. ]?nr|samordningsn(?:umme)?r|ssn)\b",
    re.IGNORECASE,
)
_STRUCK_OUT = re.compile(rf"\(?(?:{_SAID.pattern}\W{{0,3}})?{MASK}(?:-••••)?\)?", re.IGNORECASE)
# Of the telephone numbers that are nobody's, those that would be of the 74th of a January.
_NOBODYS = re.compile(r"070174\s?06\d\d")


def is_refused(text: str, listed: ListField, *, on: date | None = None) -> bool:
    """Whether a cell of that field surely holds one, and nothing of it may be kept."""
    if MASK in text:
        return True
    is_said = listed.name == BIRTH_YEAR or _SAID.search(text)
    if is_said and len(text) >= SHORTEST and _AFTER_BIRTH.search(text):
        return True
    spans = _spans(text, listed, on)
    return any(span.sure for span in spans) or bool(spans and listed.name == BIRTH_YEAR)


def may_be_one(text: str, listed: ListField, *, on: date | None = None) -> bool:
    """Whether a person must look: bare digits that a telephone number could be as well."""
    return bool(_spans(text, listed, on))


def struck(text: str, listed: ListField | None, *, on: date | None = None, title: str = "") -> str:
    """The text as it may be kept: without its identity numbers; as it is where there is none.
    `listed` is None for a column that nothing is known of; `title` is what stands above it.
    """
    listed = listed or _ANYTHING
    if text and listed.name == IDENTITY:
        return STRUCK
    if listed.name == BIRTH_YEAR:
        return STRUCK if is_refused(text, listed, on=on) else text
    if len(text) >= SHORTEST and _SAID.search(f"{title} {text}"):
        text = _AFTER_BIRTH.sub(STRUCK, text)
    spans = _spans(text, listed, on)
    return _without(text, spans, lambda span: span.sure) if spans else text


def row_struck(
    texts: Mapping[str, str],
    listed: Mapping[str, ListField],
    titles: Mapping[str, str],
    *,
    on: date | None = None,
) -> dict[str, str]:
    """Every text of a row as it may be kept; all by column, as far as it is known."""
    return {
        at: struck(text, listed.get(at), on=on, title=titles.get(at, ""))
        for at, text in texts.items()
    }


def unshown(text: str, listed: ListField | None, *, on: date | None = None) -> str:
    """The text as it may be shown as an example, or kept for later: without what may be one."""
    listed = listed or _ANYTHING
    kept = struck(text, listed, on=on)
    return _without(kept, _spans(kept, listed, on), lambda _span: True)


def unstruck(text: str) -> str:
    """What else a cell says where a number was struck out: "Tora Lilja ••••••-••••" is a name."""
    return " ".join(_STRUCK_OUT.sub(" ", text).split()).strip(" ,;:/|–-") if MASK in text else text


def _without(
    text: str,
    spans: list[identity_numbers.Span],
    goes: Callable[[identity_numbers.Span], bool],
) -> str:
    for span in reversed([span for span in spans if goes(span)]):
        text = f"{text[: span.start]}{STRUCK}{text[span.end :]}"
    return text


def _spans(text: str, listed: ListField, on: date | None) -> list[identity_numbers.Span]:
    """Most cells have too few digits to be looked at."""
    if len(text) < SHORTEST or not _MANY_DIGITS.match(text):
        return []
    find = identity_numbers.find_in_phone_field if listed.is_phone else identity_numbers.find
    found = find(text.replace("\n", " "), on=on)  # a number may be broken over two lines
    return [s for s in found if s.sure or not _NOBODYS.fullmatch(text[s.start : s.end])]
