"""Everything that reads what people write or send, and what to throw at it.

    TARGETS[name]  (what is thrown, the reader)    a reader may refuse with Invalid; nothing else

Thrown are free texts, known words in any order, and real files with bytes changed, cut out, put in
twice. `tests/fuzz/test_fuzz.py` throws a little of it in every run of the tests,
`python -m tests.bench words --fuzz 2000` a lot, and times each.
"""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from matcher.domain import identity_numbers, phones
from matcher.domain.errors import Invalid
from matcher.domain.gazetteer import Gazetteer
from matcher.domain.lengths import minutes_said
from matcher.domain.spoken.edges import edges
from matcher.domain.spoken_times import echo, understand
from matcher.domain.vocabulary import Vocabulary
from matcher.sheets import (
    births,
    cells_of_people,
    cells_of_ways,
    dates,
    lists,
    out,
    workbooks,
)
from matcher.sheets.cells_of_times import LONGEST_TIMES
from matcher.sheets.fields import ListKind
from matcher.sheets.plain import LONGEST_CELL
from matcher.sheets.readings import World
from tests.lists import messy, tidy
from tests.sheets import hostile

CONFIG = Path(__file__).parents[2] / "config"
ON = date(2026, 11, 22)
LONGEST = 3_000  # characters: more than any field of a form takes

Target = tuple[st.SearchStrategy, Callable[[object], object]]


# ── what is thrown ────────────────────────────────────────────────────────────────────────────


SAID = """tisdagar tis on to fm em kväll och , / - – ; . inte utom jämna varannan vecka v 28 8 13 15
    halv tre kl till från bortrest jul 1 dec 24/12 2027 sista i månaden röda dagar 2 timmar ett par
    Tuesdays every second week am pm from until the first Monday of month away weekdays""".split()
NUMBERED = """070 174 06 05 +46 0046 (0) - / 8501011 850101 0000 19 20 ext ank eller och 112 ☎ ,
    2026-07-03 3/7 15 sept 11/8-26 igår v 46 -45 1900 den 3:e sommaren 31 2 29 februari""".split()
LIKED = """gillar fika, schack & fotboll inte rädd för hundar (helst) kan skjutsa ; stickning +
    mats lagning promeneraa sällskapp .. ej ! på finska flytande allergi katt""".split()


def _said(words):
    mixed = st.lists(st.sampled_from(words) | st.text(max_size=6), max_size=60).map(" ".join)
    repeated = st.tuples(st.text(min_size=1, max_size=12), st.integers(1, LONGEST // 12))
    return st.one_of(
        mixed,
        st.text(max_size=200),
        _repeated,
        repeated.map(lambda pair: pair[0] * pair[1]),
        st.tuples(st.sampled_from(words), st.integers(1, 400)).map(lambda p: f"{p[0]} " * p[1]),
    )


# What is read from every letter to the end of the text is slow only of such.
_repeated = st.tuples(
    st.sampled_from(["1 ", "(", "@", "a@", "-", "1/", "1,", "\u0301", "bor i ", "Å-", "8501 "])
    | st.text(min_size=1, max_size=4),
    st.sampled_from([LONGEST_TIMES, LONGEST_CELL, LONGEST]),
    st.sampled_from(["", "!", "x"]),
).map(lambda told: (told[0] * told[1])[: told[1] - 1] + told[2])


@st.composite
def _spoilt(draw, files):
    """A real file with some bytes changed, cut out, or put in again."""
    data = bytearray(draw(st.sampled_from(files)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        match draw(st.sampled_from(["change", "cut", "again", "end"])):
            case "change":
                data[at : at + 1] = bytes([draw(st.integers(0, 255))])
            case "cut":
                del data[at : at + draw(st.integers(1, 400))]
            case "again":
                data[at:at] = data[at : at + draw(st.integers(1, 400))]
            case _:
                del data[at:]
    return bytes(data)


@st.composite
def _spoilt_inside(draw, files):
    """A workbook that is a whole zip, with the XML of one part spoilt."""
    with zipfile.ZipFile(io.BytesIO(draw(st.sampled_from(files)))) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    name = draw(st.sampled_from(sorted(parts)))
    parts[name] = draw(_spoilt([parts[name]])) if parts[name] else b"<"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book:
        for one, data in parts.items():
            book.writestr(one, data)
    return made.getvalue()


@cache
def _books():
    made = [messy.volunteers(), messy.waiting(), out.xlsx("Ett", ["Namn", "Tel"], [["Bo", "071"]])]
    return [
        *made,
        *(path.read_bytes() for path in sorted(Path(tidy.__file__).parent.glob("*.xlsx"))),
    ]


@cache
def _texts():
    heads = ["Namn", "Telefon", "När", "Intressen", "Räckvidd", "Född"]
    row = ["Lind, Karin", "070-174 06 11", "tis fm", "schack", "1 mil", "1951"]
    made = out.text(heads, [row] * 5)
    said = made.decode("utf-8-sig")
    return [made, said.encode("cp1252"), said.replace(";", "\t").encode(), hostile.entity_bomb()]


_tables = st.lists(
    st.lists(_said(SAID) | _said(NUMBERED) | _said(LIKED), min_size=6, max_size=6), max_size=4
)


# ── who reads it ──────────────────────────────────────────────────────────────────────────────


@cache
def _world():
    gazetteer = Gazetteer.load(CONFIG / "places")
    words = Vocabulary.load(CONFIG / "vocabulary.tsv")
    words.propose("what proposals are made of is made once")
    return World(words, gazetteer, {}, gazetteer.locality("Umeå"), ON, 15)


def _words(text):
    _world().vocabulary.read(text)
    _world().vocabulary.propose(text)


def _times(text):
    for language in ("sv", "en"):
        found = understand(text, on=ON, language=language)
        echo(found.availability, language)
    edges(text, on=ON)


def _cells(text):
    for read in (
        cells_of_people.phone,
        cells_of_people.contact,
        cells_of_people.email,
        cells_of_people.name,
        cells_of_ways.reach,
        cells_of_people.postcode,
        minutes_said,
    ):
        read(text)
    births.birth_year(text, on=ON)
    with suppress(phones.PhoneFault):
        phones.parse(text)


def _days(text):
    dates.days(text, on=ON)
    for is_past in (True, False):
        dates.day(text, on=ON, is_past=is_past)


def _numbers(text):
    identity_numbers.find(text, on=ON)
    identity_numbers.find_in_phone_field(text, on=ON)


def _file(data):
    with suppress(Invalid):
        book = workbooks.read(data)
        for kind in ListKind:
            with suppress(Invalid):
                lists.read_rows(lists.stage(book, kind, on=ON, remembered={}), kind, _world())


def _table(rows):
    heads = ["Namn", "Telefon", "När", "Intressen", "Räckvidd", "Intervju"]
    _file(out.text(heads, rows))


TARGETS: dict[str, Target] = {
    "words": (_said(LIKED), _words),
    "times": (_said(SAID), _times),
    "phones, names and other cells": (_said(NUMBERED), _cells),
    "dates": (_said(NUMBERED), _days),
    "identity numbers": (_said(NUMBERED), _numbers),
    "places": (_said(LIKED), lambda text: _world().gazetteer.search(text)),
    "workbooks with spoilt bytes": (st.deferred(lambda: _spoilt(_books())), _file),
    "workbooks with spoilt parts": (st.deferred(lambda: _spoilt_inside(_books())), _file),
    "spoilt text files": (st.deferred(lambda: _spoilt(_texts())), _file),
    "rows of anything": (_tables, _table),
}
