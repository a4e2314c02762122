"""The rooms of needs and organisations: what is asked, what is refused, whose it is."""

import re
from datetime import date

import pytest

from matcher.domain.needs import NeedKind, NeedState
from matcher.store.needs import Need
from matcher.store.organisations import Organisation, OrganisationContact
from tests import make
from tests.web.desk import IDENTITY_NUMBER, rows, text_fields

CAFE = {"title": "Kafévärd", "seats": "2", "until_on": "2027-06-01"}


@pytest.fixture
def cafe(database, centre):
    """The id of an organisation of our centre."""
    with database.writing() as session:
        return make.an_organisation(session, centre).id


@pytest.fixture
def need(database, centre):
    """need(): the address of an organisation's need."""

    def added(**columns):
        with database.writing() as session:
            whose = make.an_organisation(session, centre)
            return f"/uppdrag/{make.a_need(session, whose, **columns).id}"

    return added


def test_local_need_is_opened_with_what_it_asks(lena, database, cafe):
    page = lena.open(f"/uppdrag/ny?organisation={cafe}")

    shown = lena.send(page, CAFE | {"does": "kafévärd", "min_age": "18", "introducer": "Eva"})

    (made,) = rows(database, Need)
    assert shown.url == f"/uppdrag/{made.id}"
    assert (made.organisation_id, made.seats, made.min_age) == (cafe, 2, 18)
    assert (made.until_on, made.introducer) == (date(2027, 6, 1), "Eva")


@pytest.mark.parametrize("missing", ["title", "seats", "until_on"])
def test_what_is_missing_is_said_and_what_was_typed_stays(lena, cafe, missing):
    page = lena.open(f"/uppdrag/ny?organisation={cafe}")

    shown = lena.send(page, CAFE | {"introducer": "Eva Ek", missing: ""}, expect=422)

    assert shown.form().fields["introducer"] == ["Eva Ek"]
    assert shown.title.startswith("Fel:")


def test_times_of_every_second_week_are_not_asked_for_every_week(lena, database, cafe):
    page = lena.open(f"/uppdrag/ny?organisation={cafe}")
    said = {"said": "fredagar 13-15 varannan vecka från 4 december", "every": "1"}
    asked = lena.send(page, CAFE | said)
    agreed = {"agreed": asked.form().fields["shown"]}

    shown = lena.send(asked, CAFE | said | agreed, expect=422)
    lena.send(shown, CAFE | said | agreed | {"every": "2"})

    assert "Tiderna räcker till varannan vecka." in shown.text
    assert [one.every_weeks for one in rows(database, Need)] == [2]


def test_r29_refusal_names_who_does_it_instead(lena, database, cafe):
    page = lena.open(f"/uppdrag/ny?organisation={cafe}")

    shown = lena.send(page, CAFE | {"about": "Dela ut medicin"}, expect=422)

    assert "hemsjukvården" in shown.text
    assert rows(database, Need) == []


@pytest.mark.parametrize("way", ["ring Åsa 070-174 06 68", "skriv till asa@example.org"])
def test_private_number_does_not_stand_in_a_heading_that_all_see(lena, database, cafe, way):
    page = lena.open(f"/uppdrag/ny?organisation={cafe}")

    shown = lena.send(page, CAFE | {"title": f"Läxhjälp åk 4–6, {way}"}, expect=422)

    assert "Rubriken syns för alla." in shown.text
    assert rows(database, Need) == []


def test_r29_refusal_comes_before_a_word_is_asked_back(lena, database, cafe):
    page = lena.open(f"/uppdrag/ny?organisation={cafe}")

    shown = lena.send(page, CAFE | {"does": "duscha boende, städa"}, expect=422)

    assert "Det gör hemtjänsten" in shown.text
    assert rows(database, Need) == []


def test_r27_identity_number_is_refused_in_every_text_field_of_a_need(
    lena,
    database,
    cafe,
):
    page = lena.open(f"/uppdrag/ny?organisation={cafe}")

    for name in sorted(text_fields(page.form())):
        shown = lena.send(page, CAFE | {name: f"Ring {IDENTITY_NUMBER}"}, expect=422)
        assert "personnummer" in shown.text, name

    assert rows(database, Need) == []


def test_need_is_changed_closed_and_opened_again(lena, database, need):
    address = need(title="Kafé", until_on=date(2027, 6, 1))
    lena.send(lena.open(f"{address}/andra"), {"title": "Kafévärd"})
    lena.send(lena.open(address), action=f"{address}/stang")
    closed = [one.state for one in rows(database, Need)]
    lena.send(lena.open(address), action=f"{address}/oppna")

    assert closed == [NeedState.CLOSED]
    assert [(one.title, one.state) for one in rows(database, Need)] == [
        ("Kafévärd", NeedState.OPEN)
    ]


def test_need_that_is_over_asks_for_a_new_last_day(lena, need):
    address = need(state=NeedState.EXPIRED, until_on=date(2026, 11, 1))

    page = lena.send(lena.open(address), action=f"{address}/oppna")

    assert page.url == f"{address}/andra"


def test_change_keeps_times_and_place_that_were_not_touched(lena, database, need):
    address = need(title="Kafé", until_on=date(2027, 6, 1))
    (before,) = rows(database, Need)

    lena.send(lena.open(f"{address}/andra"), {"seats": "3"})

    (after,) = rows(database, Need)
    assert (after.availability, after.place) == (before.availability, before.place)


def test_errand_is_opened_for_a_person(lena, database, centre):
    with database.writing() as session:
        person = make.a_recipient(session, centre).id
    page = lena.open(f"/uppdrag/ny/mottagare/{person}")

    assert page.form().fields["kind"] == ["companionship"]  # what most ask for first
    lena.send(page, {"kind": "errand", "does": "handla tillsammans", "every": "0"})

    (made,) = rows(database, Need)
    assert (made.kind, made.every_weeks, made.recipient_id) == (NeedKind.ERRAND, 0, person)
    assert "Ärende: handla tillsammans" in lena.open("/uppdrag/").text


@pytest.mark.parametrize(
    ("minutes", "kept", "shown"), [("", 120, "120 minuter"), ("60", 60, "60 minuter, inom tiderna")]
)
def test_local_need_goes_on_as_long_as_its_hours_say_unless_told_otherwise(
    lena, database, cafe, minutes, kept, shown
):
    said = {"said": "tisdagar 13–15", "agreed": "tisdagar 13–15", "minutes": minutes}
    page = lena.open(f"/uppdrag/ny?organisation={cafe}")

    page = lena.send(lena.send(page, CAFE | {"said": said["said"]}), CAFE | said)

    assert rows(database, Need)[0].minutes == kept
    assert shown in page.text


def test_r28_local_need_is_asked_for_with_all_that_a_volunteer_must_know(lena, database, cafe):
    with database.writing() as session:
        whose = session.get(Organisation, cafe)
        session.add(
            OrganisationContact(centre_id=whose.centre_id, organisation_id=cafe, name="Siv")
        )
    asked = lena.open(f"/uppdrag/ny?organisation={cafe}").form().names()

    whose = {"organisation", "contact", "introducer", "seats"}
    when = {"week", "said", "every", "minutes", "from_on", "until_on"}
    assert whose | when | {"needs", "knows", "children_present", "min_age"} <= asked


def test_need_marked_as_filled_without_anybody_says_who_marked_it(lena, need):
    address = need(title="Kafé")

    page = lena.send(lena.open(address), action=f"{address}/fyllt")

    assert re.search(r"Markerat som fyllt av \S+.* \d+ \w+", page.text)
    assert "Markerades som fyllt." in page.text
    assert "Ingen volontär har en plats än" not in page.text


def test_list_says_when_nothing_is_there(lena):
    assert "Lägg in det första" in lena.open("/uppdrag/").text
    assert "Inget uppdrag står så" in lena.open("/uppdrag/?lage=expired").text


def test_r1_another_centres_need_is_not_found_on_any_route(lena, database):
    with database.writing() as session:
        whose = make.an_organisation(session, make.a_centre(session))
        theirs, org = make.a_need(session, whose).id, whose.id
    token = lena.open("/uppdrag/ny").form().fields["csrf_token"][0]
    data = CAFE | {"csrf_token": token, "version": "1", "every": "1"}

    for path in ("", "/andra"):
        lena.open(f"/uppdrag/{theirs}{path}", expect=404)
    for path in ("/andra", "/stang", "/fyllt", "/oppna"):
        lena.post(f"/uppdrag/{theirs}{path}", data, expect=404)
    lena.open(f"/uppdrag/ny?organisation={org}", expect=404)
    lena.post("/uppdrag/ny", data | {"organisation": org}, expect=404)
