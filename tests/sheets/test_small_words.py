"""Small words of lists that a hasty reader takes for a day, a name or another thing to do."""

import pytest

from matcher.domain.people import WordStance
from tests.sheets.test_what_cells_mean import N, V, asked, row


@pytest.mark.parametrize("said", ["en gång", "Bara en gång", "engångs"])
def test_once_below_period_is_how_often_and_no_day(said):
    read = row(N, Period=said)

    assert (asked(read), read.told.need.every_weeks, read.told.need.from_on) == ({}, 0, None)


@pytest.mark.parametrize("said", ["s.o.", "s. o"])
def test_see_above_below_contact_is_nobodys_name(said):
    read = row(N, Kontakt=said)

    assert asked(read) == {"contact_name": "nothing_above"}
    assert read.told.organisation.contact_name is None


@pytest.mark.parametrize("said", ["slåtter & röjning", "röjning", "slåtter"])
def test_title_is_not_offered_what_only_sounds_like_it(said):
    [cell] = row(N, Rubrik=said).unsure

    assert cell.reading.choices == (f"annat: {said}",)


def test_r29_need_that_asks_for_what_volunteers_never_do_is_refused_whosoever_it_is():
    read = row(N, Organisation="", Rubrik="Dela ut medicin")

    assert (read.fault.code, asked(read)) == ("never_medicine", {})


@pytest.mark.parametrize(
    ("said", "why"),
    [("fika, bankärenden", "never_money"), ("fika, dela ut medicin", "never_medicine")],
)  # fmt: skip
def test_r29_what_a_volunteer_offers_and_volunteers_never_do_is_told_and_not_taken_in(said, why):
    read = row(V, **{"Vill göra": said})
    words = [word.concept for word in read.told.new.words if word.stance is WordStance.DOES]

    assert (asked(read), words) == ({"tasks": why}, ["coffee_and_cafe"])


@pytest.mark.parametrize(
    ("said", "why"),
    [("räkningar o bankärenden", "never_money"), ("bankärenden", "never_money"),
     ("duscha", "never_personal_care"), ("städning", "never_cleaning")],
)  # fmt: skip
def test_r29_volunteer_who_offers_nothing_else_is_told_who_does_it_and_proposed_no_task(said, why):
    read = row(V, **{"Vill göra": said})
    [cell] = read.unsure

    assert cell.reading.fault.facts["codes"].split()[0] == why
    assert (cell.field, cell.reading.choices) == ("tasks", ())
    assert read.told.new.words  # who tells of nothing is taken to be willing to anything


def test_volunteer_who_says_no_to_what_volunteers_never_do_offers_none_of_it():
    read = row(V, **{"Vill göra": "fika, inga bankärenden"})
    words = [word.concept for word in read.told.new.words if word.stance is WordStance.DOES]

    assert words == ["coffee_and_cafe"]


def test_how_long_a_whole_day_is_is_asked():
    read = row(N, Tid="18/12 heldag")

    [cell] = read.unsure
    assert (cell.field, cell.reading.choices[0]) == ("minutes", "8 timmar")
    assert row(N, {"0:2:minutes": "8 timmar"}, Tid="18/12 heldag").told.need.minutes == 480
