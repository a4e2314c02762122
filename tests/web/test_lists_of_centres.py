"""Three lists made without a look at the importer, through the site: first new, then changed."""

import re

import pytest

from tests.lists import centres
from tests.make import a_centre, an_account, hashed
from tests.web.test_imports import PASSWORD, uploaded

COUNTED = ("Nya", "Ändras", "Som förut", "Tas inte in")
FIRST = {"ersboda": (6, 0, 0, 0), "sundby": (5, 0, 0, 1), "klara": (3, 0, 0, 1)}
AGAIN = {"ersboda": (1, 0, 4, 0), "sundby": (1, 1, 3, 1), "klara": (1, 1, 2, 1)}
KINDS = {"ersboda": "volunteers", "sundby": "waiting", "klara": "needs"}


@pytest.fixture
def lena(database, visitor):
    with database.writing() as session:
        password_hash = hashed(PASSWORD)
        an_account(
            session, a_centre(session), email="lena@example.org", password_hash=password_hash
        )
    visitor.come_in("lena@example.org", PASSWORD)
    return visitor


def read(lena, name, *, again=False):
    """The dry run of a list; the second time the columns are remembered."""
    page = uploaded(lena, getattr(centres, name)(again=again), KINDS[name])
    return page if again else lena.send(page, action=page.url)


def counted(page):
    told = page.text.rpartition("Om du sparar nu")[2]
    return tuple(int(re.search(rf"{words} (\d+)", told)[1]) for words in COUNTED)


@pytest.mark.parametrize("name", KINDS)
def test_list_goes_in_and_goes_in_again_as_changes(lena, name):
    first = read(lena, name)
    assert counted(first) == FIRST[name]
    lena.send(first.form(f"{first.url}/spara"))

    assert counted(read(lena, name, again=True)) == AGAIN[name]


SAID = {
    "ersboda": (
        "Juhani Niemi",  # the header says that surnames come first
        "Skriv ett nummer, inte flera.",
        "Är ”60” ett födelseår eller en ålder?",
        "Telefon: Det här ser ut som ett personnummer.",
        "bara en cell är ifylld, så vi läser den som en mellanrubrik",
    ),
    "sundby": (
        "Vi förstår inte dagen ”i våras”",
        "Samtycket saknar vem som hörde det, eller hur.",
        "Listan säger ja, men inte vilken dag, hur eller vem som hörde det.",
        "Det tas inte in: volontärer hjälper inte till med personlig omvårdnad.",
    ),
    "klara": (
        "Det tas inte in: volontärer hanterar inte medicin.",
        "2027-01-18",  # "v 3" said in November is next year's
    ),
}


@pytest.mark.parametrize("name", SAID)
def test_what_is_unsure_is_asked_and_what_is_refused_has_its_reason(lena, name):
    page = read(lena, name).text
    assert [said for said in SAID[name] if said not in page] == []
