"""Reading a free text: known concepts, and whatever is left exactly as it was written.

    "gillar schack, kan skjutsa & laga mat, modelljärnväg"
     → chess, transport_by_car, cooking | "modelljärnväg"

A piece between two separators is understood only if every word of it is a known form or a
filler ("gillar", "kan"). One unknown word, or a "not", and the whole piece is left for a person:
"rädd för hundar" must not become an interest in animals.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from matcher.domain.concepts import Reading, Resolved
from matcher.domain.spelling import exact, words

LONGEST_TEXT = 2_000  # characters read; what lies beyond is kept as a leftover
LONGEST_SPAN = 9  # words; no form has more
_SENTENCE = re.compile(r"[;\n\r!?]+|\.(?=\s|$)")
_LIST = re.compile(r"[,\t|•·()\[\]\"“”:]+|\s[-–—*]\s")
_TOKEN = re.compile(r"[^\s&+/]+|[&+/]")
_AND = "& + / och samt eller o plus även också"
_NO = "inte ej icke aldrig utan inget ingen inga slippa slipper ogillar hatar"
# Said around what is meant. Each is dropped only where nothing else is unknown beside it.
_AROUND = """
jag|vi|är|gillar|gillar att|gillar mycket|älskar|älskar att|kan|kan även|kan också|vill|vill gärna
kan hjälpa till med|hjälpa till med|hjälper till med|hjälpa till att|kan tänka mig|hjälp av
kan tänka mig att|vill hjälpa till med|vill ha|vill ha hjälp med|skulle vilja|skulle vilja ha
gärna|helst|mest|t ex|t.ex|till exempel|bl.a|bland annat|tycker om|tycker om att|tycker mycket om
intresserad av|intresserad av att|intresse|intressen|intressen är|mitt intresse är|bra på|van vid
bra på att|duktig på|behöver hjälp med|behöver|önskar|önskar hjälp med|söker|hjälp med|att|det är
talar|pratar|förstår|modersmål|modersmål är|som modersmål|språk|mycket|framför allt|allra mest
allt om|ibland också|roligt med|kul med
"""
_SOFT, _NOT = frozenset(_AND.split()), frozenset(_NO.split())
_FILLERS = frozenset(exact(around) for around in re.split(r"[|\n]", _AROUND) if around)

Resolve = Callable[[str], Resolved | None]


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int


def read(text: str, resolve: Resolve) -> Reading:
    """What `resolve` knows of a text's pieces; order kept, leftovers verbatim."""
    known: list[Resolved] = []
    leftovers: list[str] = []
    for piece in _pieces(text[:LONGEST_TEXT], resolve):
        if isinstance(piece, str):
            leftovers.append(piece)
        else:
            known.extend(piece)
    beyond = text[LONGEST_TEXT:].strip()
    return Reading(tuple(known), (*leftovers, beyond) if beyond else tuple(leftovers))


def _pieces(text: str, resolve: Resolve) -> Iterator[list[Resolved] | str]:
    for sentence in _SENTENCE.split(text):
        denied = False
        for chunk in filter(None, map(str.strip, _LIST.split(sentence))):
            # "inte laga mat, städa, skotta": the "not" holds until somebody says "gillar".
            denied = denied and not _opens_clause(chunk)
            pieces = [chunk] if denied else list(_parts(chunk, resolve))
            denied = denied or any(isinstance(p, str) and _denies(p) for p in pieces)
            yield from pieces


def _opens_clause(chunk: str) -> bool:
    first = words(chunk)[:1]
    return bool(first) and first[0] in _FILLERS


def _denies(piece: str) -> bool:
    return not _NOT.isdisjoint(words(piece))


def _parts(chunk: str, resolve: Resolve) -> Iterator[list[Resolved] | str]:
    """Cuts a chunk at its soft separators, except inside a form that holds one itself."""
    whole = resolve(chunk)
    if whole:
        yield [whole]
        return
    tokens = [_Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(chunk)]
    part, at = _Part(chunk), 0
    while at < len(tokens):
        found, end = _longest(chunk, tokens, at, resolve)
        if end > at:
            part.take(tokens[at], tokens[end - 1], found)
        elif _denies(tokens[at].text):
            part.miss(tokens[at], tokens[-1])
            break
        elif tokens[at].text.casefold() in _SOFT:
            yield from part.done()
            part = _Part(chunk)
        else:
            part.miss(tokens[at], tokens[at])
        at = max(end, at + 1)
    yield from part.done()


def _longest(
    chunk: str, tokens: list[_Token], at: int, resolve: Resolve
) -> tuple[Resolved | None, int]:
    """The longest run from `at` that is a form, else a filler: what it means, where it ends."""
    ends = range(min(len(tokens), at + LONGEST_SPAN), at, -1)
    runs = [(chunk[tokens[at].start : tokens[end - 1].end], end) for end in ends]
    for run, end in runs:
        found = resolve(run)
        if found:
            return found, end
    return next(((None, end) for run, end in runs if exact(run) in _FILLERS), (None, at))


class _Part:
    """One piece being read: what it holds, and whether anything in it is unknown."""

    def __init__(self, chunk: str) -> None:
        self._chunk, self._known, self._unknown = chunk, list[Resolved](), False
        self._start: int | None = None
        self._end = 0

    def take(self, first: _Token, last: _Token, found: Resolved | None) -> None:
        self._reach(first.start, last.end)
        if found:
            self._known.append(found)

    def miss(self, first: _Token, last: _Token) -> None:
        self._reach(first.start, last.end)
        self._unknown = True

    def _reach(self, start: int, end: int) -> None:
        self._start = start if self._start is None else self._start
        self._end = end

    def done(self) -> Iterator[list[Resolved] | str]:
        """Nothing, the concepts, or the words as written. Fillers alone say nothing."""
        if self._unknown:
            yield self._chunk[self._start or 0 : self._end].strip()
        elif self._known:
            yield self._known
