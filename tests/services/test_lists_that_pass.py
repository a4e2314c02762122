"""What the dry run lets through is saved: of rows drawn from cells that may be refused."""

from random import Random

import pytest

from matcher.services import imports
from matcher.services.import_rows import Outcome
from matcher.services.imports import ListKind
from matcher.sheets import out
from matcher.store.needs import Need
from tests.make import AT
from tests.services.test_imports import VOUCHED, begun, who
from tests.services.test_lists_again import a_need, again, taken_in

__all__ = ["who"]

ROWS, SEED = 36, 11
NAMES = ["Ek", "Lund", "Berg", "Sjö", "Dal", "Holm"]
PEOPLE = {
    "Ort": ["Uppsala", "", "Haga"],
    "Språk": ["finska", "svenska, teckenspråk", ""],
    "Intressen": ["schack, gudstjänst", "bibelstudier", "kyrkokör, fika", "demenscafé", ""],
    "Allergi": ["katt", "pollen, hund", ""],
    "Hälsosamtycke": ["ja 2026-09-01 telefon Lena", "nej", "ja 2026-12-24", "", ""],
    "Födelseår": ["1950", "2012", "2009", ""],
    "Från": ["2026-12-24", "2026-01-01", "genast", ""],
    "Till": ["2027-03-01", "2026-01-01", "2026-12-01", ""],
    "Anm.": ["starr", "har diabetes, gillar schack", "paus till 2026-09-01", "hör dåligt", ""],
}
POOLS = {
    ListKind.VOLUNTEERS: PEOPLE
    | {
        "Uppgifter": ["läxhjälp", "dusch, fika", "medicin", "städa", ""],
        "Registerutdrag": ["2026-09-01", "2024-01-01", "2027-01-01", ""],
        "Sorts utdrag": ["barn", "hemmet", "annat", ""],
        "Intervju": ["2026-09-01", "2027-01-01", "ja", ""],
        "Status": ["aktiv", "paus till 2026-09-01", "paus till 2027-02-01", ""],
    },
    ListKind.WAITING: PEOPLE
    | {
        "Önskar": ["fika", "hjälp med medicin", "läxhjälp", "följe till läkare 24/11", "räkningar"],
        "Samtycke": ["2026-09-01", "ja", "2027-01-01", ""],
        "Väntat sedan": ["2026-05-04", "2027-05-04", ""],
        "Funktion": ["rullator", "hör dåligt", ""],
    },
    ListKind.NEEDS: {
        "Organisation": ["Tegs kyrka", "Röda Korset"],
        "Uppgifter": ["caféhjälp", "barnvakt", "läxhjälp", "medicin", "fika"],
        "Beskrivning": ["", "barn ibland", "", "för dementa", "", "dusch"],
        "Barn med": ["ja", "nej", ""],
        "Antal platser": ["2", "1", "2-4", ""],
        "Minst antal": ["3", "1", ""],
        "Från": ["2026-11-24", "2026-01-01", "2026-12-24", ""],
        "Till": ["2026-12-01", "2026-01-01", "2027-03-01", ""],
        "Introduceras av": ["Bo Ek", ""],
    },
}  # fmt: skip


def drawn(kind, seed):
    chance, pools = Random(seed), POOLS[kind]
    rows = []
    for n in range(ROWS):
        named = ["Rubrik"] if kind is ListKind.NEEDS else ["Namn", "Telefon"]
        who = (
            [f"Möte {n}"]
            if kind is ListKind.NEEDS
            else [f"Siv {NAMES[n // 6]}{NAMES[n % 6].lower()}", f"070-174 06 {n % 95 + 5:02}"]
        )
        rows.append(who + [chance.choice(pool) for pool in pools.values()])
    return out.text([*named, *pools], rows)


@pytest.mark.parametrize("kind", list(ListKind))
def test_what_the_dry_run_lets_through_is_saved_and_saved_when_it_comes_changed(session, who, kind):
    vouching = VOUCHED if kind is ListKind.VOLUNTEERS else None
    for seed in (SEED, SEED + 1):
        import_id = begun(session, who, drawn(kind, seed), kind, vouching)
        found = imports.dry_run(session, import_id, centre=who["centre"], at=AT)
        asked = {row.row.key: "new" for row in found.rows if row.outcome is Outcome.ASKED}
        imports.answer(session, import_id, answers={}, chosen=asked, centre=who["centre"], at=AT)
        imports.confirm(session, import_id, **who, at=AT)
    assert found.counts["new"] + found.counts["changed"] > ROWS / 5


def test_changed_need_that_could_not_be_saved_is_refused_in_the_dry_run(session, who):
    told = a_need(**{"Antal platser": "4"})
    taken_in(session, who, told, ListKind.NEEDS)
    [need] = session.query(Need).all()
    need.least = 3  # as a coordinator has said on its page
    session.flush()

    changed = a_need(**{"Antal platser": "2"})
    row = again(session, who, changed, ListKind.NEEDS)
    assert (row.outcome, row.row.fault.code) == (Outcome.REFUSED, "more_than_the_seats")
    taken_in(session, who, changed, ListKind.NEEDS)
    assert again(session, who, told, ListKind.NEEDS).outcome is Outcome.SAME
