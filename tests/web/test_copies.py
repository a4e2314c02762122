"""A copy of all that is kept about somebody: to be read by her, so every word of it is a word."""

import json

import pytest

from matcher.services import copies
from matcher.store import copies as kept
from matcher.store.audit import Look
from matcher.store.base import Base, Word
from tests import make
from tests.web.desk import rows
from web.plumbing.copy_values import PHRASED, WORDS
from web.plumbing.copy_words import COLUMNS, TABLES


def in_a_copy():
    """The tables that a copy may hold rows of."""
    people = ("volunteers", "recipients")
    direct = {table for one in people for table in kept.tables_of(one)}
    others = (*people, *kept.OF_NEEDS, "matches", "visits", "imported_rows", "audit", "access_log")
    return sorted(direct | {Base.metadata.tables[name] for name in others}, key=str)


@pytest.mark.parametrize("table", in_a_copy(), ids=str)
def test_table_and_its_columns_have_words(table):
    told = kept.told(table)

    assert table.name in TABLES
    assert [one.name for one in told if one.name not in COLUMNS] == []
    choices = [one.type.words for one in told if isinstance(one.type, Word)]
    assert [one for one in choices if one not in PHRASED and set(one) - set(WORDS[one])] == []


@pytest.mark.parametrize("about", ["volunteer", "recipient"])
def test_r75_coordinator_takes_out_a_copy_to_print_and_as_a_file(lena, database, centre, about):
    with database.writing() as session:
        person = getattr(make, f"a_{about}")(session, centre, surname="Ypperström")
    at = {"volunteer": "/volontarer", "recipient": "/mottagare"}[about] + f"/{person.id}"
    page = lena.open(lena.open(at).link("Ta ut en kopia av uppgifterna …"))
    shown, file = (form for form in page.forms() if form.action == f"{at}/kopia")

    page = lena.send(shown)
    told = json.loads(lena.client.post(file.action, data=file.fields).get_data(as_text=True))

    assert f"Allt som är sparat om {person.first_name} Ypperström" in page.text
    assert told["kept"][f"{about}s"][0]["surname"] == "Ypperström"
    taken = [look for look in rows(database, Look) if look.view == copies.VIEW]
    assert [look.about_id for look in taken] == [person.id] * 2
    assert all(look.by for look in taken)
