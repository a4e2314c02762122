"""Exceptions that are not understood: what they are taken from stands, and they as written.

"Tisdagar utom när jag är hos doktorn" offers Tuesdays; "tisdag ej" denies them. What tells the
two apart is that words follow the "not", and that nobody knows what times they mean. An "utom"
with nothing after it is half a sentence, and denies nothing.
"""

from collections.abc import Sequence

from matcher.domain.spoken.kinds import Kind
from matcher.domain.spoken.reader import Token

Unheard = list[Token]  # the "not" and all that belongs to it
_NO_TIMES = (Kind.UNKNOWN, Kind.FILLER)
_HALF = {"utom", "förutom", "utomm", "except", "apart from", "excluding"}


def exceptions(row: Sequence[Token], text: str) -> list[Unheard]:
    """The exceptions of a sentence that name no time at all."""
    found = []
    for at, token in enumerate(row):
        after = _of_it(row, at) if token.kind is Kind.NOT else []
        is_unheard = any(each.kind is Kind.UNKNOWN and not each.value for each in after)
        if is_unheard and all(each.kind in _NO_TIMES for each in after):
            found.append([token, *after])
        elif token.kind is Kind.NOT and not after and _said(token, text) in _HALF:
            found.append([token])
    return found


def _of_it(row: Sequence[Token], at: int) -> list[Token]:
    """What stands after a "not", to the next separator."""
    end = next((i for i in range(at + 1, len(row)) if row[i].kind is Kind.SEP), len(row))
    return list(row[at + 1 : end])


def _said(token: Token, text: str) -> str:
    return text[token.start : token.end].lower()
