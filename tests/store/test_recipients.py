"""Recipients' rows: found in spite of dots, in Swedish order, and only in their own centre."""

import pytest

from matcher.domain.recipients import RecipientState
from matcher.store import recipient_pages
from tests.make import a_centre, a_recipient


@pytest.fixture
def centre(session):
    return a_centre(session)


def names(session, centre, **asked):
    rows = recipient_pages.listed(session, centre=centre.id, **asked)
    return [row.first_name for row in rows]


def test_recipients_stand_in_swedish_order(session, centre):
    for name in ("Ärla", "Ask", "Åby", "Öberg", "Zander"):
        a_recipient(session, centre, first_name=name)

    assert names(session, centre) == ["Ask", "Zander", "Åby", "Ärla", "Öberg"]


def test_r91_search_forgives_dots_and_shows_the_exact_first(session, centre):
    a_recipient(session, centre, first_name="Ake")
    a_recipient(session, centre, first_name="Åke")

    assert names(session, centre, search="åke") == ["Åke", "Ake"]


def test_recipient_is_found_by_part_of_her_number(session, centre):
    a_recipient(session, centre, phone="+46701740622")
    a_recipient(session, centre, first_name="Bo", phone="+46701740699")

    assert names(session, centre, search="070-174 06 22") == ["Aino"]


def test_r1_neither_list_nor_count_knows_another_centre(session, centre):
    a_recipient(session, a_centre(session))

    assert names(session, centre) == []
    assert recipient_pages.how_many(session, centre=centre.id) == 0
    assert recipient_pages.counts_by_state(session, centre=centre.id) == {}


def test_count_is_that_of_the_list(session, centre):
    a_recipient(session, centre)
    a_recipient(session, centre, state=RecipientState.PAUSED)
    waiting = (RecipientState.WAITING,)

    assert recipient_pages.how_many(session, centre=centre.id, states=waiting) == 1
    assert names(session, centre, states=waiting) == ["Aino"]
