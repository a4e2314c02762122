"""Reading a free text: known concepts, and whatever is left exactly as it was written.

    "gillar schack, kan skjutsa & laga mat, modelljärnväg"
     → chess, transport_by_car, cooking | "modelljärnväg"

A piece between two separators is understood only if every word of it is a known form or a
filler ("gillar", "kan"). One unknown word, or a "not", and the whole piece is left for a person:
"rädd för hundar" must not become an interest in animals.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from matcher.domain.concepts import Reading, Resolved
from matcher.domain.spelling import exact, folded, words

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


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of writings: which of them mean something, and how those begin.

    `openings` has what every form begins with, word by word and folded: "lasa", "lasa hogt". Most
    words of a text begin none, and what begins none need not be looked up in every length.
    """

    resolve: Callable[[str], Resolved | None]
    openings: Collection[str]


def openings(forms: Iterable[str]) -> frozenset[str]:
    """For `Known`, of these forms and of what is said around them."""
    said = [
        [word for token in _tokens(form) for word in token.words] for form in (*forms, *_FILLERS)
    ]
    return frozenset(" ".join(words[:end]) for words in said for end in range(1, len(words) + 1))


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int
    words: tuple[str, ...]  # folded; of "t.ex" two, of "-" none


def read(text: str, known_words: Known) -> Reading:
    """What is known of a text's pieces; order kept, leftovers verbatim."""
    known: list[Resolved] = []
    leftovers: list[str] = []
    for piece in _pieces(text[:LONGEST_TEXT], known_words):
        if isinstance(piece, str):
            leftovers.append(piece)
        else:
            known.extend(piece)
    beyond = text[LONGEST_TEXT:].strip()
    return Reading(tuple(known), (*leftovers, beyond) if beyond else tuple(leftovers))


def _pieces(text: str, known: Known) -> Iterator[list[Resolved] | str]:
    for sentence in _SENTENCE.split(text):
        denied = False
        for chunk in filter(None, map(str.strip, _LIST.split(sentence))):
            # "inte laga mat, städa, skotta": the "not" holds until somebody says "gillar".
            denied = denied and not _opens_clause(chunk)
            pieces = [chunk] if denied else list(_parts(chunk, known))
            denied = denied or any(isinstance(p, str) and _denies(p) for p in pieces)
            yield from pieces


def _opens_clause(chunk: str) -> bool:
    first = words(chunk)[:1]
    return bool(first) and first[0] in _FILLERS


def _denies(piece: str) -> bool:
    return not _NOT.isdisjoint(words(piece))


def _parts(chunk: str, known: Known) -> Iterator[list[Resolved] | str]:
    """Cuts a chunk at its soft separators, except inside a form that holds one itself."""
    whole = known.resolve(chunk)
    if whole:
        yield [whole]
        return
    tokens = _tokens(chunk)
    part, at = _Part(chunk), 0
    while at < len(tokens):
        found, end = _longest(chunk, tokens, at, known)
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


def _tokens(chunk: str) -> list[_Token]:
    return [
        _Token(m.group(), m.start(), m.end(), tuple(folded(m.group()).split()))
        for m in _TOKEN.finditer(chunk)
    ]


def _longest(
    chunk: str, tokens: list[_Token], at: int, known: Known
) -> tuple[Resolved | None, int]:
    """The longest run from `at` that is a form, else a filler: what it means, where it ends."""
    ends = _ends(tokens, at, known.openings)
    runs = [(chunk[tokens[at].start : tokens[end - 1].end], end) for end in ends]
    for run, end in runs:
        found = known.resolve(run)
        if found:
            return found, end
    return next(((None, end) for run, end in runs if exact(run) in _FILLERS), (None, at))


def _ends(tokens: list[_Token], at: int, openings: Collection[str]) -> list[int]:
    """Where a form that begins at `at` may end, the farthest first: never before or after a "/"."""
    ends: list[int] = []
    if tokens[at].text in _SOFT and not tokens[at].words:
        return ends
    said = ""
    for end, token in enumerate(tokens[at : at + LONGEST_SPAN], at + 1):
        said = " ".join(filter(None, (said, *token.words)))
        if said and said not in openings:
            break
        if token.words:
            ends.append(end)
    return ends[::-1]


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
