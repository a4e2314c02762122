"""Organisations: taken in once, with whom one calls there, and let go with their needs."""

from datetime import timedelta

import pytest

from matcher.domain.errors import AlreadyDecided, Invalid, Missing, NotNow
from matcher.domain.needs import NeedState
from matcher.domain.organisations import NewContact, NewOrganisation, OrganisationState
from matcher.services import organisation_pages, organisations
from tests.make import AT, a_centre, a_need, an_account, an_organisation

LINDEN = NewOrganisation("Träffpunkt Linden", contact_name="Eva Ek", contact_phone="+46701740630")


@pytest.fixture
def centre(session):
    return a_centre(session)


@pytest.fixture
def who(session, centre):
    return {"centre": centre.id, "by": an_account(session, centre).id, "at": AT}


def test_organisation_is_taken_in_with_whom_one_calls(session, who):
    made = organisations.add(session, LINDEN, **who)

    (contact,) = organisations.one(session, made.id, **who).contacts
    assert (contact.name, contact.phone) == ("Eva Ek", "+46701740630")


def test_name_is_taken_whatever_its_case(session, who):
    organisations.add(session, LINDEN, **who)

    with pytest.raises(Invalid):
        organisations.add(session, NewOrganisation("TRÄFFPUNKT LINDEN"), **who)


def test_own_name_may_be_kept_and_another_may_not_be_taken(session, centre, who):
    made = organisations.add(session, LINDEN, **who)
    an_organisation(session, centre, name="Kompassen")

    organisations.change(session, made.id, LINDEN.name, "Kafé.", version=1, **who)
    with pytest.raises(Invalid):
        organisations.change(session, made.id, "Kompassen", None, version=2, **who)

    assert made.about == "Kafé."


def test_two_who_change_it_do_not_overwrite_each_other(session, who):
    made = organisations.add(session, LINDEN, **who)
    organisations.change(session, made.id, "Linden", None, version=1, **who)

    with pytest.raises(AlreadyDecided):
        organisations.change(session, made.id, "Eken", None, version=1, **who)


def test_contact_is_added_changed_and_removed(session, who):
    made = organisations.add(session, NewOrganisation("Linden"), **who)
    contact = organisations.add_contact(session, made.id, NewContact("Eva"), **who)
    organisations.change_contact(session, made.id, contact.id, NewContact("Eva Ek"), **who)
    changed = [one.name for one in organisations.one(session, made.id, **who).contacts]

    organisations.remove_contact(session, made.id, contact.id, **who)

    assert changed == ["Eva Ek"]
    assert organisations.one(session, made.id, **who).contacts == ()


def test_contact_who_is_responsible_on_site_is_not_removed(session, who):
    made = organisations.add(session, LINDEN, **who)
    contact = made.contacts[0]
    a_need(session, made, contact_id=contact.id)

    with pytest.raises(NotNow):
        organisations.remove_contact(session, made.id, contact.id, **who)


def test_who_leaves_closes_its_needs_and_opens_none_on_coming_back(session, who):
    made = organisations.add(session, LINDEN, **who)
    need = a_need(session, made)

    organisations.leave(session, made.id, **who)
    organisations.come_back(session, made.id, **who)

    assert (made.state, need.state) == (OrganisationState.ACTIVE, NeedState.CLOSED)
    with pytest.raises(NotNow):
        organisations.come_back(session, made.id, **who)


def test_its_needs_stand_as_they_begin_and_of_one_list_in_its_order(session, centre, who):
    church = an_organisation(session, centre)
    kept = {
        "closed": {"state": NeedState.CLOSED},
        "spring": {"from_on": AT.date() + timedelta(days=90)},
        "second row": {"created_at": AT + timedelta(microseconds=2)},
        "first row": {"created_at": AT + timedelta(microseconds=1)},
    }
    for title, columns in kept.items():
        a_need(session, church, title=title, **columns)

    page = organisation_pages.one(session, church.id, **who)

    titles = [need.told.title for need in page.needs]
    assert titles == ["first row", "second row", "spring", "closed"]


def test_list_is_found_by_name_without_dots_and_by_contact(session, centre, who):
    organisations.add(session, LINDEN, **who)
    an_organisation(session, centre, name="Kompassen")

    found = [
        [row.name for row in organisations.listed(session, search=search, **who).rows]
        for search in ("traff", "eva", "0630", "kompass", "finns inte")
    ]

    linden = ["Träffpunkt Linden"]
    assert found == [linden, linden, linden, ["Kompassen"], []]


def test_list_is_in_swedish_order_without_those_that_have_left(session, centre, who):
    for name in ("Ärla", "Ask", "Åby", "Zander"):
        an_organisation(session, centre, name=name)
    an_organisation(session, centre, name="Borta", state=OrganisationState.LEFT)

    names = [row.name for row in organisations.listed(session, **who).rows]

    assert names == ["Ask", "Zander", "Åby", "Ärla"]


def test_r1_another_centres_organisation_is_missing_for_every_deed(session, who):
    theirs = an_organisation(session, a_centre(session)).id

    for deed in (
        lambda: organisations.one(session, theirs, **who),
        lambda: organisations.change(session, theirs, "Vår", None, version=1, **who),
        lambda: organisations.add_contact(session, theirs, NewContact("Eva"), **who),
        lambda: organisations.leave(session, theirs, **who),
        lambda: organisations.come_back(session, theirs, **who),
    ):
        with pytest.raises(Missing):
            deed()
