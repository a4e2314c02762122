"""The page of everybody on the way in, and its first lines on the page of what there is to do."""

import pytest

from matcher.domain.recipients import RecipientState
from matcher.domain.volunteers import VolunteerState
from matcher.store.audit import Look
from matcher.store.volunteers import Volunteer
from tests import make
from tests.web.desk import rows


@pytest.fixture
def coming(database, centre):
    """A volunteer whom nobody has called, and a person whom nobody has asked."""
    with database.writing() as session:
        make.a_volunteer(session, centre, state=VolunteerState.INTERESTED, steps=())
        make.a_recipient(session, centre, state=RecipientState.ENQUIRY)


def test_start_page_shows_who_waits_for_us(lena, coming):
    page = lena.open("/start/")

    assert "Två väntar på oss" in page.text
    assert "Ring för första gången: Karin L." in page.text
    assert lena.open(page.link("Alla på väg in, med steg och dagar")).heading == "Två är på väg in."


def test_one_kind_is_shown_alone(lena, coming):
    page = lena.open("/pa-vag-in/?vilka=recipient")

    assert "Fråga personen själv: Aino K." in page.text
    assert "Karin" not in page.text


def test_coordinator_takes_a_volunteer_on(lena, coming, database):
    page = lena.open("/pa-vag-in/")
    [karin] = rows(database, Volunteer)

    page = lena.send(page, {}, action=f"/pa-vag-in/volontar/{karin.id}/ta")

    assert "Ansvarig: Lena" in page.text


def test_page_where_nobody_is_on_the_way_in_says_so(lena, centre):
    assert lena.open("/pa-vag-in/").heading == "Ingen är på väg in just nu."


def test_look_at_the_list_is_logged(lena, coming, database):
    lena.open("/pa-vag-in/")

    assert "ways_in.listed" in {look.view for look in rows(database, Look)}
