"""An organisation's own page: in by a link that works once; its needs, counts, and a new need."""

import pytest

from matcher.domain.matches import MatchState
from matcher.domain.needs import NeedState
from matcher.services import contact_pages, outbox
from matcher.store.matches import Match, Participant
from matcher.store.needs import Need
from matcher.store.open_needs import Attendance
from matcher.store.organisations import OrganisationContact
from tests import make
from tests.visitor import Visitor
from tests.web.desk import AT, rows

EMAIL = "siv@example.org"


@pytest.fixture
def cafe(app, database, lena, centre):
    """Café Kompass, where one calls Siv, and Lena who is at the desk."""
    app.config["CLOCK"] = lambda: AT
    with database.writing() as session:
        made = make.an_organisation(session, centre)
        told = {"name": "Siv Öhman", "email": EMAIL}
        contact = OrganisationContact(centre_id=centre.id, organisation_id=made.id, **told)
        session.add(contact)
        session.flush()
        return made


@pytest.fixture
def siv(app, database, cafe):
    """She is in, by the link of a letter."""
    browser = Visitor(app)
    browser.send(browser.open("/uppdragsgivare/lank"), {"email": EMAIL.upper()})
    browser.send(browser.open(sent_link(database)))
    return browser


def sent_link(database):
    with database.writing() as session:
        [envelope] = outbox.claim(session, at=AT)
    link = next(word for word in envelope.text.split() if "/uppdragsgivare/in/" in word)
    return link[link.index("/uppdragsgivare") :]


def a_local_need(database, cafe, **columns):
    with database.writing() as session:
        return make.a_need(session, cafe, title="Kafévärd på fredagar", seats=2, **columns)


def proposal(**told):
    return {"title": "Läsa högt", "seats": "2", "until_on": "2027-05-28", **told}


def test_r5_looking_at_the_link_does_not_use_it_and_the_button_does(siv, app, database, lena, cafe):
    [contact] = rows(database, OrganisationContact)
    shown = f"/organisationer/{cafe.id}/kontakter/{contact.id}/egen-sida"
    page = lena.send(lena.open(f"/organisationer/{cafe.id}"), action=shown)
    address = next(word for word in page.text.split() if "/uppdragsgivare/in/" in word)
    path = address[address.index("/uppdragsgivare") :]
    phone = Visitor(app)
    phone.open(path)

    assert phone.send(phone.open(path)).heading == "Café Kompass"
    assert phone.open(path, expect=404).heading == "Länken gäller inte längre"


def test_address_nobody_has_is_answered_alike(app, database, cafe):
    browser = Visitor(app)

    page = browser.send(browser.open("/uppdragsgivare/lank"), {"email": "nobody@example.org"})

    assert page.heading == "Titta i din e-post"
    with database.writing() as session:
        assert outbox.claim(session, at=AT) == []


def test_nobody_is_let_in_without_a_link(visitor, cafe):
    assert visitor.open("/uppdragsgivare/").url == "/uppdragsgivare/lank"


def test_r28_what_is_proposed_is_seen_by_nobody_before_it_is_published(
    siv, app, lena, centre, database
):
    page = siv.send(siv.open("/uppdragsgivare/nytt"), proposal())
    assert "Läsa högt" in page.text
    [need] = rows(database, Need)
    assert need.state == NeedState.DRAFT
    stranger = Visitor(app)
    assert "Läsa högt" not in stranger.open(f"/uppdrag-hos/{centre.code}").text

    page = lena.open(f"/uppdrag/{need.id}")
    lena.send(page.form(f"/uppdrag/{need.id}/oppna"))

    assert "Läsa högt" in stranger.open(f"/uppdrag-hos/{centre.code}").text
    assert "Publicera ett föreslaget" not in lena.open("/start/").text


def test_no_more_is_proposed_than_the_centre_can_read(siv, database):
    for number in range(contact_pages.MOST_UNREAD):
        siv.send(siv.open("/uppdragsgivare/nytt"), proposal(title=f"Läsa högt {number}"))

    page = siv.send(siv.open("/uppdragsgivare/nytt"), proposal(title="En till"), expect=422)

    assert "Ni har 10 förslag som vi inte har hunnit svara på." in page.text
    assert page.form().fields["title"] == ["En till"]
    assert len(rows(database, Need)) == contact_pages.MOST_UNREAD


def test_coordinator_is_told_of_what_is_proposed(siv, lena):
    siv.send(siv.open("/uppdragsgivare/nytt"), proposal())

    assert "Publicera ett föreslaget uppdrag" in lena.open("/start/alla").text


def test_r29_what_volunteers_never_do_is_refused_with_who_does_it(siv, database):
    page = siv.open("/uppdragsgivare/nytt")

    page = siv.send(page, proposal(about="Dela ut medicin till de boende"), expect=422)

    assert "Det gör hemsjukvården" in page.text
    assert rows(database, Need) == []


def test_contact_reads_the_times_of_what_she_has_proposed(siv, database):
    siv.send(siv.open("/uppdragsgivare/nytt"), proposal(week=["14"]))
    [need] = rows(database, Need)

    assert "Fredagar 17–21" in siv.open(f"/uppdragsgivare/uppdrag/{need.id}").text


def test_r31_contact_counts_who_came_as_a_number(siv, cafe, database):
    need = a_local_need(database, cafe)
    page = siv.open(f"/uppdragsgivare/uppdrag/{need.id}")

    siv.send(page, {"held_on": "2026-11-20", "came": "14"})

    assert [row.came for row in rows(database, Attendance)] == [14]


@pytest.mark.parametrize(
    ("state", "seen"), [(MatchState.VOLUNTEER_YES, False), (MatchState.MEETING_BOOKED, True)]
)
def test_r66_who_comes_is_named_when_a_first_meeting_is_booked(
    siv, cafe, centre, database, state, seen
):
    need = a_local_need(database, cafe)
    with database.writing() as session:
        karin = make.a_volunteer(session, centre)
        ids = {"centre_id": centre.id}
        match = Match(**ids, need_id=need.id, state=state, approved_at=AT, participants=[])
        who = Participant(**ids, volunteer_id=karin.id, asked_at=AT, said_yes_at=AT)
        match.participants.append(who)
        session.add(match)

    text = siv.open("/uppdragsgivare/").text

    assert ("Kommer: Karin." in text) is seen
    assert "Lind" not in text


@pytest.mark.parametrize(
    ("state", "said"), [("expired", "Ring oss om ni vill ha hjälp längre."), ("open", "än.")]
)
def test_contact_reads_what_to_do_when_the_last_day_has_been(siv, cafe, database, state, said):
    need = a_local_need(database, cafe, state=NeedState(state))

    text = siv.open(f"/uppdragsgivare/uppdrag/{need.id}").text

    assert said in text
    assert ("Ingen är klar än." in text) is (state == "open")


def test_another_organisations_need_is_not_there(siv, database, centre):
    with database.writing() as session:
        other = make.an_organisation(session, centre, name="Linden")
        need = make.a_need(session, other, title="Något annat")

    siv.open(f"/uppdragsgivare/uppdrag/{need.id}", expect=404)


def test_organisation_that_has_left_has_no_page(siv, lena, cafe):
    page = lena.open(f"/organisationer/{cafe.id}/avsluta")
    lena.send(page)

    assert siv.open("/uppdragsgivare/").url == "/uppdragsgivare/lank"


def test_visit_sleeps_after_two_hours(siv, app):
    app.config["CLOCK"] = lambda: AT + contact_pages.IDLE * 1.1

    assert siv.open("/uppdragsgivare/").url == "/uppdragsgivare/lank"
