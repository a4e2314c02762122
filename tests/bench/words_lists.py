"""How long a large list takes to read and check, and how much memory.

5,000 volunteers in a workbook as a centre keeps them: every name, number and address is its own,
words and times are said in some hundreds of ways, a few of them misspelt or in no list. And 5,000
needs, each with demands in words of its own, which nothing remembered helps to read. Measured in a
process of its own, so that what other figures have loaded does not hide what this takes.
"""

import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path
from random import Random
from time import process_time

from matcher.domain.gazetteer import Gazetteer
from matcher.domain.vocabulary import Vocabulary
from matcher.sheets import lists, out, workbooks
from matcher.sheets.fields import ListKind
from matcher.sheets.readings import World

Row = tuple[str, str, str, bool]

CONFIG = Path(__file__).parents[2] / "config"
PEOPLE = 5_000
LIMIT_S, LIMIT_MB = 10, 200
MEGABYTE = 1_000_000
TODAY = date(2026, 11, 22)
HEADERS = [
    "Förnamn", "Efternamn", "Telefon", "E-post", "Födelseår", "Postnummer", "Språk", "Intressen",
    "Vill göra", "När", "Form", "Färdsätt", "Räckvidd", "Status", "Intervju", "Referenser",
    "Överenskommelse", "Övrigt",
]  # fmt: skip
FIRST = ("Karin", "Bo", "Åsa", "Ali", "Signe", "Olle", "Fatima", "Nils", "Märta", "Juhani")
LAST = ("Lind", "Ek", "Öberg", "Haddad", "Frid", "Björk", "Karvonen", "Sjö", "Åkerman", "Dahl")
LIKED = ("schack", "stickning", "fotboll", "fika", "korsord", "knyppling", "bakning", "trädgrd")
DONE = ("promenad", "väntjänst", "läxhjälp", "skjutsa", "ringa", "värd på mötesplats")
DAYS = ("måndagar", "tisdagar", "onsdagar", "torsdagar", "helger", "jämna veckor", "ibland")
DEMANDED = """körkort tålamod svenska språk datorvana erfarenhet demens barn trygg lugn kunna laga
    mat sjunga spela gitarr snickra bära lyfta vana av äldre kunskap om trädgård första hjälpen
    utbildning lärare sjuksköterska engelska arabiska social vill finska stark rygg egen bil
    ledarskap fotboll stickning högläsning""".split()
SYLLABLES = "ka lo mi ta re su von tri pel ner skö vå gra lin dar bo fis hel mo ste".split()
HOURS = ("9–12", "12–17", "fm", "eftermiddagar", "kväll", "efter kl 17")


def rows() -> Iterator[Row]:
    """(what, measured, reach, holds), one for each figure."""
    what = f"workbook of {PEOPLE} rows, read and checked"
    yield from _rows(what, ListKind.VOLUNTEERS, workbook())
    yield from _rows(f"{what}, each with demands of its own", ListKind.NEEDS, demanding())


def _rows(what: str, kind: ListKind, data: bytes) -> Iterator[Row]:
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(data)
        file.flush()
        asked = [sys.executable, "-m", __name__, kind.value, file.name]
        said = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.split()
    seconds, megabytes = float(said[0]), float(said[1])
    yield what, f"{seconds:.1f} s of CPU", f"<= {LIMIT_S} s", seconds <= LIMIT_S
    yield f"{what}: memory", f"{megabytes:.0f} MB", f"<= {LIMIT_MB} MB", megabytes <= LIMIT_MB


def workbook() -> bytes:
    """The list, the same each time."""
    names = list(product(FIRST, LAST))
    return out.xlsx("Volontärer", HEADERS, (_row(at, *names[at % 100]) for at in range(PEOPLE)))


def demanding() -> bytes:
    """The needs, the same each time; no two demands are the same."""
    made = ((f"Förening {at}", f"Uppdrag {at}", DONE[at % 6], _demand(at)) for at in range(PEOPLE))
    return out.xlsx("Behov", ["Organisation", "Rubrik", "Uppgifter", "Måste kunna"], made)


def _demand(at: int) -> str:
    """Words of Swedish demands in an order of its own, and a word that nobody has seen."""
    order = Random(at)
    unseen = "".join(order.choices(SYLLABLES, k=3))
    return f"{' '.join(order.sample(DEMANDED, k=order.randint(4, 9)))} {unseen} {at}"


def _row(at: int, first: str, last: str) -> list[str | int | date]:
    day = date(2026, 1 + at % 9, 1 + at % 28)
    return [
        first, f"{last}-{at}", f"070-{1740600 + at:07d}", f"{first}.{at}@example.org",
        1940 + at % 60, f"903 {20 + at % 60}", ("svenska", "svenska, finska")[at % 2],
        f"{LIKED[at % 8]}, {LIKED[at // 8 % 8]}", f"{DONE[at % 6]}, {DONE[at // 6 % 6]}",
        f"{DAYS[at % 7]} {HOURS[at // 7 % 6]}", ("ute", "hemma, telefon")[at % 2],
        ("buss", "bil", "cykel")[at % 3], f"{5 + at % 40} min", ("aktiv", "ny")[at % 2], day,
        f"{day}, {day}", day, f"Rad {at}: {LIKED[at // 3 % 8]}, har hund",
    ]  # fmt: skip


def measure(kind: ListKind, path: str) -> tuple[float, float]:
    """Seconds of this process's own work, and megabytes at the most above where it began."""
    data = Path(path).read_bytes()
    gazetteer = Gazetteer.load(CONFIG / "places")
    words = Vocabulary.load(CONFIG / "vocabulary.tsv")
    world = World(words, gazetteer, {}, gazetteer.locality("Umeå"), TODAY, 15)
    before, begun = _peak(), process_time()
    staged = lists.stage(workbooks.read(data), kind, on=TODAY, remembered={})
    found = lists.read_rows(staged, kind, world)
    taken = process_time() - begun
    assert len(found) == PEOPLE
    return taken, (_peak() - before) / MEGABYTE


def _peak() -> int:
    """Bytes; Linux counts in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    print(*measure(ListKind(sys.argv[1]), sys.argv[2]))
