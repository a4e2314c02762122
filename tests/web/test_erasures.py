"""What is told of a person goes: by herself on her own page, or by a coordinator whom she asks."""

from matcher.domain.recipients import RecipientState
from matcher.domain.volunteers import VolunteerState
from matcher.services import own_door
from matcher.store.recipients import Recipient
from matcher.store.volunteers import Volunteer
from tests import make
from tests.web.desk import AT, rows


def test_r76_volunteer_leaves_and_takes_everything_with_her(visitor, database, centre):
    with database.writing() as session:
        who = {"centre": centre.id, "by": make.an_account(session, centre).id}
        karin = make.a_volunteer(session, centre)
        token = own_door.hand_out(session, karin.id, **who, at=AT)
    visitor.send(visitor.open(f"/min-sida/in/{token}"))

    page = visitor.send(visitor.open("/min-sida/sluta").form("/min-sida/sluta/radera"))

    assert "dina uppgifter är borttagna" in page.text
    assert rows(database, Volunteer) == []
    assert visitor.open("/min-sida/").url == "/min-sida/lank"


def test_r76_volunteer_who_only_leaves_is_told_how_long_we_keep_it(visitor, database, centre):
    with database.writing() as session:
        who = {"centre": centre.id, "by": make.an_account(session, centre).id}
        karin = make.a_volunteer(session, centre)
        token = own_door.hand_out(session, karin.id, **who, at=AT)
    visitor.send(visitor.open(f"/min-sida/in/{token}"))

    page = visitor.send(visitor.open("/min-sida/sluta").form("/min-sida/sluta"))

    assert "tar bort dina uppgifter efter 12 månader" in page.text
    assert [one.first_name for one in rows(database, Volunteer)] == ["Karin"]


def test_r76_coordinator_erases_a_volunteer_who_has_left(lena, database, centre):
    with database.writing() as session:
        karin = make.a_volunteer(session, centre, state=VolunteerState.LEFT)

    page = lena.open(f"/volontarer/{karin.id}").link("Ta bort uppgifterna …")
    assert "Det går inte att ångra." in lena.open(page).text
    lena.send(lena.open(page).form(f"/volontarer/{karin.id}/radera"))

    assert rows(database, Volunteer) == []


def test_r76_coordinator_erases_a_recipient_who_has_ended(lena, database, centre):
    with database.writing() as session:
        aino = make.a_recipient(session, centre, state=RecipientState.ENDED)
        make.a_need(session, aino)

    page = lena.open(f"/mottagare/{aino.id}").link("Ta bort uppgifterna …")
    lena.send(lena.open(page).form(f"/mottagare/{aino.id}/radera"))

    assert rows(database, Recipient) == []


def test_r76_who_is_still_with_us_is_not_erased(lena, database, centre):
    with database.writing() as session:
        karin = make.a_volunteer(session, centre, state=VolunteerState.LEFT)
    form = lena.open(f"/volontarer/{karin.id}/radera").form(f"/volontarer/{karin.id}/radera")
    with database.writing() as session:
        session.get(Volunteer, karin.id).state = VolunteerState.ACTIVE

    lena.send(form, expect=409)

    assert len(rows(database, Volunteer)) == 1


def test_page_says_at_once_that_who_is_still_with_us_cannot_be_erased(lena, database, centre):
    with database.writing() as session:
        who = {
            "volontarer": make.a_volunteer(session, centre).id,
            "mottagare": make.a_recipient(session, centre).id,
        }

    for kind, person_id in who.items():
        page = lena.open(f"/{kind}/{person_id}/radera")
        assert "Avsluta först, så går uppgifterna att ta bort." in page.text
        assert "Ja, ta bort allt" not in page.text
