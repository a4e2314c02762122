"""Rows that tell that it is over, or rests: not taken in, or asked about first."""

from datetime import date

import pytest

from matcher.sheets import out
from matcher.sheets.fields import ListKind
from tests.sheets.test_lists import cell, row_of, rows_of
from tests.sheets.test_what_cells_mean import W, row


def waiting(remark):
    named = {"Namn": "Brita Sjö", "Telefon": "070-174 06 59", "Vill ha": "besök", "Anm": remark}
    return rows_of(out.text(list(named), [list(named.values())]), ListKind.WAITING)[2]


@pytest.mark.parametrize(
    "remark",
    [
        "vill inte längre, tackat nej 10/11", "tackat nej 10/11", "har tackat nej", "sagt nej",
        "vill inte ha besök längre", "vill inte vara med", "orkar inte mer", "sluta ringa!",
    ],
)  # fmt: skip
def test_who_wants_it_no_more_by_her_row_waits_no_more(remark):
    assert waiting(remark).fault.code == "waits_no_more"


@pytest.mark.parametrize(
    "remark",
    [
        "vill inte längre gå ensam", "tackat nej till Bo men vill ha någon annan",
        "orkar inte gå långt", "vill inte ha katt", "sagt nej till hemtjänst",
    ],
)  # fmt: skip
def test_remark_on_something_else_that_is_not_wanted_ends_nothing(remark):
    assert waiting(remark).fault is None


@pytest.mark.parametrize(
    "remark", ["klart, matchad m Bo D", "matchad", "har fått volontär", "Klart!", "har besöksvän"]
)
def test_who_seems_to_have_a_volunteer_is_asked_about_and_not_taken_in_before(remark):
    row = waiting(remark)

    assert row.fault.code == "matched_is_asked"
    assert cell(row, "matched_with").reading.choices == ("väntar", "har volontär")


@pytest.mark.parametrize(
    "remark", ["klarar inte trappor", "har fått ny rollator", "klar i huvudet"]
)
def test_remark_that_begins_alike_asks_about_no_volunteer(remark):
    assert waiting(remark).fault is None


@pytest.mark.parametrize(
    "remark",
    [
        "sluta ringa! vill inte vara med längre", "hoppat av i maj", "vill inte längre",
        "orkar inte mer",
    ],
)  # fmt: skip
def test_volunteer_who_wants_to_stop_by_her_row_is_asked_about(remark):
    assert row_of(Anm=remark).fault.code == "left_is_asked"


def test_pause_till_easter_proposes_the_day_after_it_begins():
    row = waiting("pausad till påsk")

    assert cell(row, "from_on").reading.fault.code == "rest_end_asked"
    assert row.told.need.from_on == date(2027, 3, 26)


def test_pause_without_an_end_is_asked_about_before_anybody_is_suggested():
    assert waiting("pausad").fault.code == "rest_is_asked"


def test_volunteers_pause_till_easter_ends_when_it_begins():
    assert row_of(Anm="pausad till påsk", Status="vilande").told.rest.until_on == date(2027, 3, 26)


@pytest.mark.parametrize(
    "said", ["dog 12/11", "dog i höstas", "hon dog plötsligt", "hon gick bort 3/11", "han är död"]
)
def test_r63_who_has_died_by_a_remark_in_any_of_its_words_waits_no_more(said):
    assert row(W, **{"Anm.": said}).fault.code == "waits_no_more"


@pytest.mark.parametrize("said", ["has a dog", "dog, cat", "Maken dog i våras", "dog 3 years old"])
def test_dog_of_a_list_in_english_or_another_who_died_ends_no_wait(said):
    assert row(W, **{"Anm.": said}).fault is None


@pytest.mark.parametrize("header", ["Att tänka på", "Hemmet", "Intressen"])
def test_r63_who_has_died_by_whichever_column_is_never_taken_in(header):
    assert row(W, **{header: "avled 12/11"}).fault.code == "waits_no_more"


def test_pause_in_a_column_of_what_to_think_of_is_asked_about_first():
    assert row(W, **{"Att tänka på": "på sjukhus t.v., pausa"}).fault.code == "rest_is_asked"


@pytest.mark.parametrize(
    "said", ["anhörig, nej tack sa M när jag ringde 25/9", "hon sa nej tack 25/9"]
)
def test_who_has_been_asked_and_said_no_is_not_to_be_called_once_more(said):
    assert row(W, Samtycke=said).fault.code == "waits_no_more"


@pytest.mark.parametrize("said", ["nej tack till hund", "sa nej tack till hemtjänst"])
def test_no_thank_you_to_something_else_ends_no_wait(said):
    assert row(W, **{"Anm.": said}).fault is None
