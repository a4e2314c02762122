"""Anybody is found from anywhere: exactly, without dots, and with a slip of the pen (R91)."""

import pytest

from matcher.domain.recipients import RecipientState
from matcher.services import search
from matcher.store.audit import Look
from tests import make


@pytest.fixture
def centre(session):
    return make.a_centre(session)


@pytest.fixture
def find(session, centre):
    """find("ake"): the called-names, in the order they are shown."""
    by = make.an_account(session, centre).id

    def found(written):
        answer = search.find_anybody(session, written, centre=centre.id, by=by, at=make.AT)
        return [hit.called for hit in answer.hits]

    return found


def volunteers(session, centre, *names):
    for first, last in names:
        make.a_volunteer(session, centre, first_name=first, surname=last, phone=None)


def test_what_was_written_exactly_comes_first_then_in_swedish_order(session, centre, find):
    volunteers(session, centre, ("Åsa", "Öberg"), ("Asa", "Ek"), ("Asabea", "Al"))

    assert find("asa") == ["Asa E.", "Asabea A.", "Åsa Ö."]


@pytest.mark.parametrize("written", ["johanson", "Jonhansson", "karn johansson", "KARIN JOHANSSON"])
def test_slip_of_the_pen_finds_who_was_meant(session, centre, find, written):
    volunteers(session, centre, ("Karin", "Johansson"), ("Eva", "Berg"))

    assert find(written) == ["Karin J."]


def test_short_name_forgives_no_letter(session, centre, find):
    volunteers(session, centre, ("Eva", "Berg"))

    assert find("ewa") == []


def test_recipients_and_organisations_are_found_beside_volunteers(session, centre, find):
    make.a_volunteer(session, centre, first_name="Linnea", surname="Ek")
    make.a_recipient(session, centre, first_name="Linnea", surname="Al")
    make.an_organisation(session, centre, name="Linneagården")

    assert find("linnea") == ["Linnea E.", "Linnea A.", "Linneagården"]


def test_one_is_told_apart_also_from_somebody_whom_the_list_does_not_show(session, centre, find):
    volunteers(session, centre, ("Karin", "Lind"))
    make.a_recipient(session, centre, first_name="Karin", surname="Lager")

    assert find("Karin Lind") == ["Karin Li."]


def test_part_of_a_number_finds_its_owner(session, centre, find):
    make.a_volunteer(session, centre, first_name="Karin", surname="Ek", phone="+46701740612")

    assert find("174 06 12") == ["Karin E."]


def test_search_is_logged_without_what_was_written(session, find):
    find("Johansson")

    [look] = session.query(Look).all()
    assert (look.view, look.about_id, look.purpose) == ("search.found", None, None)


def test_r63_telephone_is_not_offered_where_somebody_has_died(session, centre):
    by = make.an_account(session, centre).id
    make.a_recipient(session, centre, first_name="Aino", state=RecipientState.DECEASED)

    [aino] = search.find_anybody(session, "aino", centre=centre.id, by=by, at=make.AT).hits

    assert not aino.may_be_called
