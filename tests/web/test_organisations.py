"""The organisations' room: taken in, changed, whom one calls there, and let go."""

import pytest

from matcher.domain.organisations import OrganisationState
from matcher.store.organisations import Organisation, OrganisationContact
from tests import make
from tests.web.desk import IDENTITY_NUMBER, rows, text_fields


@pytest.fixture
def linden(lena):
    """The address of an organisation with one contact."""
    told = {"name": "Träffpunkt Linden", "contact_name": "Eva Ek", "contact_phone": "070-174 06 30"}
    return lena.send(lena.open("/organisationer/ny"), told).url


def test_organisation_is_taken_in_with_whom_one_calls(lena, database, linden):
    (contact,) = rows(database, OrganisationContact)

    assert (contact.name, contact.phone) == ("Eva Ek", "+46701740630")
    assert lena.open(linden).heading.startswith("Träffpunkt Linden")


def test_name_that_is_taken_is_said_and_what_was_typed_stays(lena, linden):
    page = lena.open("/organisationer/ny")

    shown = lena.send(page, {"name": "träffpunkt linden", "about": "Kafé."}, expect=422)

    assert "finns redan" in shown.text
    assert shown.form().fields["about"] == ["Kafé."]


def test_telephone_without_a_name_asks_for_the_name(lena):
    page = lena.open("/organisationer/ny")

    shown = lena.send(page, {"name": "Linden", "contact_phone": "070-174 06 30"}, expect=422)

    assert "Skriv vad kontaktpersonen heter" in shown.text


@pytest.mark.parametrize("path", ["/ny", "/andra"])
def test_r27_identity_number_is_refused_in_every_text_field(lena, linden, path):
    page = lena.open(f"/organisationer{path}" if path == "/ny" else f"{linden}{path}")

    for name in sorted(text_fields(page.form())):
        shown = lena.send(page, {"name": "Eken", name: f"Ring {IDENTITY_NUMBER}"}, expect=422)
        assert "personnummer" in shown.text, name


def test_contact_is_added_changed_and_removed(lena, database, linden):
    action = f"{linden}/kontakter"
    lena.send(lena.open(linden), {"name": "Ali Omar"}, action=action)
    added = next(one for one in rows(database, OrganisationContact) if one.name == "Ali Omar")
    lena.send(lena.open(f"{action}/{added.id}"), {"name": "Ali O."})
    changed = {one.name for one in rows(database, OrganisationContact)}

    lena.send(lena.open(linden), action=f"{action}/{added.id}/ta-bort")

    assert changed == {"Eva Ek", "Ali O."}
    assert [one.name for one in rows(database, OrganisationContact)] == ["Eva Ek"]


def test_contact_without_a_name_is_refused_on_the_page(lena, linden):
    shown = lena.send(lena.open(linden), action=f"{linden}/kontakter", expect=422)

    assert "Skriv vad kontaktpersonen heter" in shown.text


def test_organisation_is_changed_let_go_and_taken_back(lena, database, linden):
    lena.send(lena.open(f"{linden}/andra"), {"name": "Linden"})
    lena.send(lena.open(f"{linden}/avsluta"))
    left = [one.state for one in rows(database, Organisation)]
    lena.send(lena.open(linden), action=f"{linden}/tillbaka")

    assert left == [OrganisationState.LEFT]
    assert [(one.name, one.state) for one in rows(database, Organisation)] == [
        ("Linden", OrganisationState.ACTIVE)
    ]


def test_empty_list_says_what_comes_next(lena):
    assert "Lägg in den första" in lena.open("/organisationer/").text
    assert "Ingen hittades" in lena.open("/organisationer/?sok=qqq").text


def test_r1_another_centres_organisation_is_not_found_on_any_route(lena, database):
    with database.writing() as session:
        theirs = make.an_organisation(session, make.a_centre(session), name="Zzkanin").id
    token = lena.open("/organisationer/ny").form().fields["csrf_token"][0]
    data = {"csrf_token": token, "name": "Eken", "version": "1"}

    for path in ("", "/andra", "/avsluta", "/kontakter/0000000000000"):
        lena.open(f"/organisationer/{theirs}{path}", expect=404)
    for path in ("/andra", "/avsluta", "/tillbaka", "/kontakter", "/kontakter/0000000000000"):
        lena.post(f"/organisationer/{theirs}{path}", data, expect=404)
    assert "Zzkanin" not in lena.open("/organisationer/").text
