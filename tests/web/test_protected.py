"""/skyddade, …/skydda: who is protected is there for one role, and gone for everybody else."""

import re
from pathlib import Path

import pytest

from matcher.domain.accounts import Role
from matcher.services import own_door
from matcher.store.protected import ProtectedPerson
from tests import make
from tests.visitor import Visitor
from tests.web.desk import AT, PASSWORD, rows

NAME, PHONE = "Gudrunella", "701740611"


@pytest.fixture
def vera(app, database, centre):
    """Who has the role for protected data, signed in."""
    with database.writing() as session:
        told = {"email": "vera@example.org", "password_hash": make.hashed(PASSWORD)}
        make.an_account(session, centre, roles=(Role.HANDLER,), **told)
    return Visitor(app).come_in("vera@example.org", PASSWORD)


def protected_from_her_page(lena, kind, person_id):
    """A coordinator hears of it and presses; the page that shows the pseudonym."""
    page = lena.open(lena.open(f"/{kind}/{person_id}").link("Har fått skyddade personuppgifter …"))
    assert "Skriv namn och telefon för hand på ett papper." in page.text
    return lena.send(page.form(f"/{kind}/{person_id}/skydda"))


@pytest.mark.parametrize("kind", ["volontarer", "mottagare"])
def test_r73_r74_who_is_protected_is_gone_for_everybody_but_one_role(
    lena, vera, database, database_url, centre, kind
):
    with database.writing() as session:
        made = make.a_volunteer if kind == "volontarer" else make.a_recipient
        person = made(session, centre, first_name=NAME, phone=f"+46{PHONE}")

    told = protected_from_her_page(lena, kind, person.id)

    [kept] = rows(database, ProtectedPerson)
    assert kept.pseudonym in told.text
    assert kept.pseudonym in vera.open(f"/skyddade/{kept.id}").text
    nothing = lena.open(f"/{kind}/0000000000000", expect=404).text
    for address in (f"/{kind}/{person.id}", "/skyddade/", f"/skyddade/{kept.id}"):
        assert lena.open(address, expect=404).text == nothing
    for address in (f"/{kind}/", "/start/", "/handelser/", f"/sok?q={NAME}", "/lador/"):
        read = lena.open(address).html
        assert not re.search(rf"{PHONE}|{kept.pseudonym}|skyddad", read), address
    if database.is_sqlite:
        files = Path(database_url.removeprefix("sqlite:///")).parent.glob("handslag.db*")
        assert not [file.name for file in files if PHONE.encode() in file.read_bytes()]


def test_r73_own_page_is_shut_in_the_same_moment(lena, visitor, database, centre):
    with database.writing() as session:
        who = {"centre": centre.id, "by": make.an_account(session, centre).id}
        karin = make.a_volunteer(session, centre, first_name=NAME)
        first, second = (own_door.hand_out(session, karin.id, **who, at=AT) for _ in range(2))
    visitor.send(visitor.open(f"/min-sida/in/{first}"))

    protected_from_her_page(lena, "volontarer", karin.id)

    assert visitor.open("/min-sida/").url == "/min-sida/lank"
    visitor.open(f"/min-sida/in/{second}", expect=404)


def test_pseudonym_is_forgotten_when_somebody_is_with_us_no_longer(vera, database, centre):
    with database.writing() as session:
        told = {"about": "recipient", "pseudonym": "K7T-4WD", "noted_at": AT, "noted_by": "x"}
        session.add(ProtectedPerson(centre_id=centre.id, **told))
    page = vera.open(vera.open("/skyddade/").link("K7T-4WD"))

    assert "Ingen annan har rollen" in page.text  # nor is there a manager to tell
    vera.send(page.form(f"{page.url}/glom"))

    assert rows(database, ProtectedPerson) == []
