"""A text that says from which day, or until which, and nothing else: "börjar 4/12", "till jul".

börjar 4/12          a day: the next such
tidigast efter nyår  a season, whose days no law knows: asked about, with the likely day
börjar 4/10          said in November it has been, and may be meant for next year: asked about
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import cast

from matcher.domain.spoken import english, english_dates
from matcher.domain.spoken.absences import edge_of
from matcher.domain.spoken.kinds import Kind
from matcher.domain.spoken.limits import FROM, FROM_PHRASES, TO, TO_PHRASES
from matcher.domain.spoken.raw import Raw, cleaned, raws
from matcher.domain.spoken.reader import Token, tokens

LONGEST = 80  # characters; a longer text says more than a day
_YEARS = 9  # 29 February comes again after at most eight
_A_YEAR = timedelta(days=366)
# A day without its year that is farther off than this was more likely meant of the one before it.
FAR_TO_BEGIN, FAR_TO_END = timedelta(days=240), timedelta(days=300)
_ENGLISH = (
    "from", "starting", "beginning", "after", "until", "till", "through", "no", "by", "up", "to",
    "before",
)  # fmt: skip
_OPENINGS = {*FROM, *FROM_PHRASES, *TO, *TO_PHRASES, *_ENGLISH}
_UNTIL_THEN = {"till", "tills", "förrän"}  # of what waits: "vänta till februari"
WAITING = frozenset(
    [
        "vänta", "väntar", "avvakta", "avvaktar", "dröja", "dröjer", "skjuta", "skjuter",
        "uppskjutet", "förrän", "tidigast",
    ]
)  # fmt: skip
MOST_BEGUN, LONGEST_DAY = 4, 8  # places of a sentence, and words there, that are looked at
_BEGINNINGS = {*FROM, *FROM_PHRASES}
_SILENT = (Kind.FILLER, Kind.SEP, Kind.STOP)


@dataclass(frozen=True, slots=True)
class Edge:
    """A first day or a last one. In doubt are the days that may be meant, the likeliest first; no
    day may be meant where `may_be_none`, because that day has been.
    """

    days: tuple[date, ...]
    is_sure: bool = False
    may_be_none: bool = False


@dataclass(frozen=True, slots=True)
class Edges:
    """What a text says of both; None is nothing."""

    first: Edge | None = None
    last: Edge | None = None


def edges(text: str, *, on: date) -> Edges | None:
    """From when and until when, as it is said on that day. None for a text that says anything
    else, or neither.
    """
    text = cleaned(text)
    if len(text) > LONGEST:
        return None
    row = raws(text)
    if not any(raw.text in _OPENINGS for raw in row):
        return None
    told = _told(row, on)
    if any(token.kind is Kind.UNKNOWN for token in told) and english.is_english(row):
        if english_dates.unclear(text):
            return None
        row = english.as_swedish(row)
        told = _told(row, on)
    firsts, lasts = _of(told, Kind.FIRST, ("från", "efter")), _of(told, Kind.UNTIL, ("till",))
    if not told or len(firsts) > 1 or len(lasts) > 1 or len(firsts) + len(lasts) < len(told):
        return None
    later = _told(row, on + _A_YEAR)
    with_year = {token.value for token in told} & {token.value for token in later}
    return _in_order(
        _edge(firsts, on, FAR_TO_BEGIN, with_year), _edge(lasts, on, FAR_TO_END, with_year)
    )


def waits(text: str) -> bool:
    """Whether a sentence has a word for waiting: "vill vänta till efter jul"."""
    return any(raw.text in WAITING for raw in raws(cleaned(text)))


def first_within(text: str, *, on: date) -> tuple[str, Edge] | None:
    """The first day that a longer sentence names among other things, with its words: "efter jul" of
    "opererad och vill vänta till efter jul". It is never sure.
    """
    text = cleaned(text)
    row = raws(text)
    is_waiting = any(raw.text in WAITING for raw in row)
    begun = [i for i, raw in enumerate(row) if raw.text in _BEGINNINGS or _is_end(raw, is_waiting)]
    for i in begun[:MOST_BEGUN]:
        at, before = (i + 1, "tidigast ") if _is_end(row[i], is_waiting) else (i, "")
        for end in range(min(len(row), at + LONGEST_DAY), at, -1):
            words = text[row[at].start : row[end - 1].end]
            told = edges(before + words, on=on)
            if told and told.first and told.first.days:
                return text[row[i].start : row[end - 1].end], replace(told.first, is_sure=False)
    return None


def _is_end(raw: Raw, is_waiting: bool) -> bool:
    return is_waiting and raw.text in _UNTIL_THEN


def _told(row: Sequence[Raw], on: date) -> list[Token]:
    return [token for token in tokens(row, on=on) if not _is_silent(token)]


def _of(told: Sequence[Token], kind: Kind, joints: Collection[str]) -> list[Token]:
    return [token for token in told if token.kind is kind or _joint(token) in joints]


def _is_silent(token: Token) -> bool:
    """Also "ledig", before a day."""
    return token.kind in _SILENT or (token.kind, token.value) == (Kind.ASK, "free")


def _joint(token: Token) -> str:
    """Of a season: what stands before it, "till" of "till jul"."""
    return str(token.value).rpartition(" ")[0] if token.kind is Kind.SEASON else ""


def _edge(
    told: Sequence[Token], on: date, far: timedelta, with_year: Collection[object]
) -> Edge | None:
    if not told:
        return None
    is_season = told[0].kind is Kind.SEASON
    joint, _, season = str(told[0].value).rpartition(" ")
    day = edge_of(joint, season, on) if is_season else cast(date, told[0].value)
    if day is None:
        return Edge(())
    has_been = day < on or (day > on + far and not is_season and day not in with_year)
    if has_been:
        return Edge((_again(day, on),), may_be_none=True)
    return Edge((day,), is_sure=not is_season)


def _in_order(first: Edge | None, last: Edge | None) -> Edges:
    """From December till May is till the next one; what ends before it begins is asked about."""
    if first and last and first.days and last.days and last.days[0] < first.days[0]:
        last = Edge((_again(last.days[0], first.days[0]),))
    return Edges(first, last)


def _again(day: date, on: date) -> date:
    """The next such day that has not been."""
    for year in range(on.year, on.year + _YEARS):
        try:
            found = day.replace(year=year)
        except ValueError:
            continue
        if found >= on:
            return found
    raise AssertionError("29 February comes within eight years")  # pragma: no cover
