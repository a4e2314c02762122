"""What there is to do: more about a line, done, put off, handed over; a search; a call noted."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from matcher.domain.accounts import Role
from matcher.domain.concerns import NewConcern, Witness
from matcher.domain.plans import TodoKind, TodoState
from matcher.services import concerns, todos
from matcher.store.accounts import Account
from matcher.store.todos import Todo
from matcher.store.volunteers import Volunteer
from tests import make
from tests.visitor import Visitor
from tests.web.desk import AT, PASSWORD, rows


@pytest.fixture
def karin(database, centre):
    """A volunteer whom somebody has promised to call again today."""
    with database.writing() as session:
        karin = make.a_volunteer(
            session, centre, first_name="Karin", surname="Johansson", phone="+46701740612"
        )
        made = {"due_on": AT.date(), "volunteer_id": karin.id, "centre": centre.id, "at": AT}
        todos.make(session, TodoKind.CALL_BACK, **made)
    return karin


@pytest.fixture
def kim(database, centre):
    with database.writing() as session:
        return make.an_account(session, centre, email="kim@example.org", name="Kim Ek")


def the_call(database):
    return rows(database, Todo)[0]


def test_line_leads_to_all_that_may_be_done_with_it(lena, database, karin):
    page = lena.open("/start/")
    page = lena.open(page.link("Mer om: Ring Karin J. igen"))

    assert page.heading == "Ring Karin J. igen"
    assert "070-174 06 12" in page.text
    assert "Du är ensam samordnare" in page.text


def test_whole_list_says_by_when_and_shows_one_sort_of_it_behind_its_tab(
    lena, database, centre, karin
):
    with database.writing() as session:
        later = {"due_on": AT.date() + timedelta(days=30), "centre": centre.id, "at": AT}
        todos.make(session, TodoKind.COMPLETE_CLEARANCE, volunteer_id=karin.id, **later)

    page = lena.open("/start/alla")
    assert [said in page.text for said in ("Allt 2", "I dag 1", "Kontroller 1")] == [True] * 3
    assert "Senast onsdag 23 december." in page.text
    page = lena.open(page.link("Kontroller 1"))

    assert "En sak, det mest brådskande först." in page.text
    assert "Ring Karin J. igen" not in page.text


def test_whole_list_is_her_own_until_she_asks_for_everybodys(lena, database, karin, kim):
    with database.writing() as session:
        session.get(Todo, the_call(database).id).owner_id = kim.id

    page = lena.open("/start/alla")
    assert "Inget att göra." in page.text
    page = lena.open(page.link("Visa också det som ligger hos kollegor"))

    assert "Ligger hos Kim Ek." in page.text


def test_r6_who_has_no_telephone_is_to_be_written_to(lena, database, karin):
    with database.writing() as session:
        session.get(Volunteer, karin.id).phone = None

    assert "inget telefonnummer: skriv, eller hälsa på." in lena.open("/start/alla").text


def test_done_with_a_line_and_taken_back(lena, database, karin):
    address = f"/start/{the_call(database).id}"
    page = lena.send(lena.open(address), {"line": "Reser i mars."}, action=f"{address}/klart")
    assert (the_call(database).state, the_call(database).line) == (TodoState.DONE, "Reser i mars.")

    lena.send(page, action=f"{address}/angra")

    assert the_call(database).state is TodoState.OPEN


def test_put_off_for_a_week(lena, database, karin):
    address = f"/start/{the_call(database).id}"

    lena.send(lena.open(address), {"days": "7"}, action=f"{address}/senare")

    assert (the_call(database).due_on - AT.date()).days == 7


def test_put_off_without_saying_when_is_asked_again(lena, database, karin):
    address = f"/start/{the_call(database).id}"

    page = lena.send(lena.open(address), action=f"{address}/senare", expect=422)

    assert "Välj när." in page.text


def test_handed_to_a_colleague_it_leaves_the_list(lena, database, karin, kim):
    address = f"/start/{the_call(database).id}"
    page = lena.send(lena.open(address), {"to": kim.id}, action=f"{address}/kollega")

    assert "Karin J." not in page.text
    assert "Ligger hos Kim Ek." in lena.open("/start/?visa=alla").text


def test_what_was_handed_over_can_be_taken_back_from_a_colleague(lena, database, karin, kim):
    address = f"/start/{the_call(database).id}"
    lena.send(lena.open(address), {"to": kim.id}, action=f"{address}/kollega")

    offered = lena.open(address)
    own = next(one.id for one in rows(database, Account) if one.email == "lena@example.org")
    page = lena.send(offered, {"to": own}, action=f"{address}/kollega")

    assert "du själv" in offered.text
    assert "Kim Ek (" not in offered.text
    assert "Den ligger hos dig nu." in page.text
    assert the_call(database).owner_id == own


def test_colleague_who_cannot_sign_in_yet_is_offered_with_that_said(lena, karin, database, kim):
    page = lena.open(f"/start/{the_call(database).id}")

    assert "Kim Ek (har inte valt lösenord än)" in page.text


def test_call_is_noted_in_one_form_from_a_search(lena, database, karin):
    """Search, choose, save: what one was to call about is ticked beforehand."""
    page = lena.open("/sok/?namn=karin+johanson")
    page = lena.open(page.link("Anteckna samtal"))

    lena.send(page, {"result": "fine", "line": "Allt väl."})

    assert (the_call(database).state, the_call(database).line) == (TodoState.DONE, "Allt väl.")
    assert len(rows(database, Todo)) == 1


def test_call_without_a_result_keeps_what_was_typed(lena, karin):
    form = lena.open(f"/samtal/volontar/{karin.id}")

    page = lena.send(form, {"line": "Ringde tillbaka."}, expect=422)

    assert "Välj hur samtalet gick." in page.text
    assert "Ringde tillbaka." in page.form().fields["line"]


def test_r26_code_of_a_door_is_asked_about_in_the_line_of_a_call(lena, database, karin):
    form = lena.open(f"/samtal/volontar/{karin.id}")

    page = lena.send(form, {"result": "fine", "line": "Portkod 1234"}, expect=422)
    assert the_call(database).line is None
    lena.send(page, {"sure": "y"})

    assert the_call(database).line == "Portkod 1234"


def test_search_offers_who_was_meant(lena, karin):
    page = lena.open("/sok/?namn=Karn")

    assert "Menade du någon av de här?" in page.text
    assert "Karin J." in page.text


def test_where_nobody_can_cover_nobody_is_asked_to_enter_an_absence(lena):
    page = lena.open("/borta/")

    assert "det går när ni är två" in page.text
    assert "Skriv in en ledighet" not in page.text
    assert "/borta/" not in [form.action for form in page.forms()]


def test_absence_and_its_cover_stand_on_the_page(lena, database, centre, kim):
    with database.reading() as session:
        asked = sa.select(Account.id).where(Account.email == "lena@example.org")
        hers = session.scalar(asked)
    form = {"who": kim.id, "cover": hers, "from_on": "2026-11-23", "until_on": "2026-11-27"}

    lena.send(lena.open("/borta/"), form, action="/borta/")

    assert "täcker" in lena.open("/borta/").text
    assert "Du täcker för Kim Ek till och med" in lena.open("/start/").text


def test_r70_concerns_stay_with_who_is_away_and_how_many_is_told_to_the_role_alone(
    lena, database, centre, kim
):
    roles = (Role.COORDINATOR, Role.SAFEGUARDING)
    hers = {"email": "ylva@example.org", "name": "Ylva Ek", "password_hash": make.hashed(PASSWORD)}
    with database.writing() as session:
        ylva = make.an_account(session, centre, roles=roles, **hers).id
    form = {"who": ylva, "cover": kim.id, "from_on": "2026-11-23", "until_on": "2026-11-27"}
    without_any = lena.send(lena.open("/borta/"), form, action="/borta/").text.partition("Ylva Ek")
    seen = NewConcern(text="Dörren stod öppen.", seen_on=AT.date(), witness=Witness.COLLEAGUE)
    with database.writing() as session:
        concerns.note(session, seen, centre=centre.id, by=ylva, at=AT)

    assert lena.open("/borta/").text.partition("Ylva Ek")[2] == without_any[2]
    assert "Ligger någon oro hos Ylva Ek stannar den där" in without_any[2]
    with_role = Visitor(lena.app).come_in("ylva@example.org", PASSWORD).open("/borta/").text
    assert "En oro ligger hos Ylva Ek och stannar där: Kim Ek har inte hand om oro" in with_role


def test_all_that_lies_with_a_colleague_is_told_then_handed_over_then_taken_back(
    lena, database, karin, kim
):
    with database.writing() as session:
        hers = session.scalar(sa.select(Account.id).where(Account.email == "lena@example.org"))
        session.get(Todo, the_call(database).id).owner_id = kim.id
    address = "/borta/lamna-over"

    assert "Välj en kollega." in lena.open(f"{address}?giver=&heir=", expect=422).text
    lena.open(f"{address}?giver={kim.id}&heir={kim.id}", expect=422)
    asked = lena.open(f"{address}?giver={kim.id}&heir={hers}")
    assert "får en sak att göra." in asked.text
    assert the_call(database).owner_id == kim.id
    done = lena.send(asked)
    assert the_call(database).owner_id == hers

    lena.send(done, action=f"{address}/{kim.id}/angra")
    assert the_call(database).owner_id == kim.id
    late = lena.post(f"{address}/{kim.id}/angra", done.form(f"{address}/{kim.id}/angra").fields)
    assert "Det går inte att ångra längre" in late.text


def test_nobody_is_chosen_beforehand_as_away_or_as_heir(lena, karin, kim):
    forms = {
        form.action.rpartition("/borta/")[2]: form.fields for form in lena.open("/borta/").forms()
    }

    assert (forms[""]["who"], forms[""]["cover"]) == ([""], [""])
