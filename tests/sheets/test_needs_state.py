"""What a list says of how it is with a need, or somebody: done, resting, and with whom."""

from datetime import date

import pytest

from tests.sheets.test_lists import WORLD
from tests.sheets.test_what_cells_mean import N, V, W, asked, row


@pytest.mark.parametrize("said", ["barn", "barn 6-12 år", "med barn"])
def test_r13_children_are_met_where_the_cell_of_the_state_says_so(said):
    read = row(N, Läge=said)

    assert (read.told.need.children_present, read.unsure) == (True, ())


@pytest.mark.parametrize(
    ("header", "said"), [("Tid", "tis 14-16, med barnen"), ("Läge", "söker, barn med"),
                         ("Form", "barngrupp")]
)  # fmt: skip
def test_r13_children_named_in_any_cell_are_met_until_somebody_has_answered(header, said):
    read = row(N, **{header: said})

    assert (read.told.need.children_present, asked(read)["children_present"]) == (
        True, "children_maybe",
    )  # fmt: skip


def test_street_that_is_called_after_children_has_none():
    assert row(N, Ort="Barnängen").told.need.children_present is False


@pytest.mark.parametrize("said", ["KLART, Gun tog det", "tillsatt (Bo)", "klart - tack alla"])
def test_need_that_somebody_has_taken_is_not_opened(said):
    assert row(N, Läge=said).fault.code == "need_is_done"


@pytest.mark.parametrize("said", ["klart, men söker en till", "klart? Gun kollar"])
def test_need_that_may_be_open_all_the_same_is_asked_about(said):
    assert asked(row(N, Läge=said)) == {"state": "need_state_not_read"}


def test_what_is_baked_is_not_said_not_to_be_done():
    read = row(N, Uppgifter="baka bullar")

    assert read.unsure == ()
    assert [word.concept for word in read.told.need.words] == ["language_practice", "baking"]


def test_need_that_rests_until_a_day_begins_then():
    told = row(N, Läge="vilar till 1/2").told.need

    assert told.from_on == date(WORLD.on.year + (WORLD.on >= date(WORLD.on.year, 2, 1)), 2, 1)


def test_need_that_rests_until_a_month_begins_no_earlier_and_is_asked_about():
    read = row(N, Läge="vilande till mars")

    assert asked(read) == {"from_on": "rest_end_asked"}
    assert (read.told.need.from_on.month, read.told.need.from_on.day) == (3, 1)


def test_need_that_rests_is_not_opened_before_somebody_has_said_from_when():
    assert row(N, Läge="vilande").fault.code == "rest_is_asked"
    assert row(N, {"0:2:from_on": "genast"}, Läge="vilande").told.need.from_on is None


@pytest.mark.parametrize(
    ("answer", "fault"),
    [("vilar tills vidare", "rests_still"), ("tills vidare", "rests_still"),
     ("pausen är slut", None)],
)  # fmt: skip
@pytest.mark.parametrize(("kind", "header"), [(N, "Läge"), (W, "Anm.")])
def test_what_rests_without_an_end_begins_only_when_somebody_says_that_it_does(
    kind, header, answer, fault
):
    read = row(kind, {"0:2:from_on": answer}, **{header: "vilande"})

    assert (read.fault and read.fault.code) == fault
    assert read.fault or read.told.need.from_on is None


@pytest.mark.parametrize("said", ["vilande t.o.m. jan", "pausar t o m 31/1", "vilar tom januari"])
def test_pause_of_somebody_who_waits_ends_with_the_month_that_it_names(said):
    read = row(W, **{"Anm.": said})

    assert asked(read) == {"from_on": "rest_end_asked"}
    assert read.told.need.from_on == date(2027, 2, 1)


def test_pause_of_a_volunteer_through_a_month_is_asked_about_with_its_last_day():
    [cell] = row(V, **{"Anm.": "vilande t.o.m. jan"}).unsure

    assert (cell.field, cell.reading.choices[0]) == ("state", "paus till 2027-01-31")


@pytest.mark.parametrize("answers", [{}, {"0:2:name": "Gun-Britt Alm"}])
def test_number_and_age_beside_a_name_are_read_whether_the_name_is_answered_or_not(answers):
    read = row(W, answers, Namn="Gun-Britt Alm, 78, 070-174 06 54", Telefon="")

    told = {cell.field: cell.value for cell in read.cells}
    assert told["phone"] == "+46701740654"
    assert asked(read)["birth_year"] == "birth_two_digits"
