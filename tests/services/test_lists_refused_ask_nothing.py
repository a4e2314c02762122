"""A row of a need that is refused: its reason is said, and nothing else is asked of it."""

import pytest

from matcher.services.imports import ListKind
from matcher.sheets import out
from tests.services.test_imports import dry, who

__all__ = ["who"]

ASKING = {
    "Organisation": "Solgläntan", "Rubrik": "Högläsning", "Tider": "kvällar ibland",
    "Kontakt": "Eva 070-174 06 32, Bo 070-174 06 33", "Antal platser": "flera", "Läge": "öppen",
}  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "field"),
    [({"Rubrik": "Dela ut medicin"}, "title"), ({"Rubrik": "Storstädning hemma hos"}, "title"),
     ({"Läge": "klart"}, "state")],
)  # fmt: skip
def test_r29_refused_need_says_why_and_asks_neither_its_times_nor_its_contact(
    session, who, cells, field
):
    told = ASKING | cells
    data = out.text(list(told), [list(told.values())])

    [row] = dry(session, who, data, ListKind.NEEDS).rows

    assert row.row.told is None
    assert [cell.field for cell in (*row.unsure, *row.refused)] == [field]


def test_need_that_is_taken_in_asks_them_all(session, who):
    data = out.text(list(ASKING), [list(ASKING.values())])

    [row] = dry(session, who, data, ListKind.NEEDS).rows

    asked = {cell.field for cell in row.unsure}
    assert {"availability", "contact_name", "seats"} <= asked
