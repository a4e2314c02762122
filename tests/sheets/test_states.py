"""How it is with somebody of a list, gone or resting, whatever day stands beside the word."""

from datetime import date

import pytest

from matcher.sheets.rows import Rest
from tests.sheets.test_what_cells_mean import V, asked, row


@pytest.mark.parametrize(
    "said",
    [
        "avliden nov -26", "slutat okt -26", "slutat i höstas", "Avliden 2/11",
        "har slutat (våren 2026)", "avliden",
    ],
)  # fmt: skip
def test_r19_who_has_left_or_died_is_not_taken_in_whatever_day_stands_beside_it(said):
    assert row(V, Status=said).fault.code == "volunteer_has_left"


def test_word_of_leaving_among_others_is_asked_about_before_she_is_taken_in():
    read = row(V, Status="slutat jobba")

    assert (asked(read), read.fault.code) == ({"state": "left_maybe"}, "left_is_asked")
    assert row(V, {"0:2:state": "aktiv"}, Status="slutat jobba").told.is_active
    assert row(V, {"0:2:state": "slutat"}, Status="slutat jobba").told is None


@pytest.mark.parametrize("said", ["has a dog", "allergic to dog", "left-handed", "no dog"])
def test_remark_in_english_of_a_dog_or_a_left_hand_tells_of_nobody_who_has_left(said):
    assert row(V, Remarks=said).fault is None


@pytest.mark.parametrize("said", ["dog 3/10", "hon dog i maj", "has left us", "left in May"])
def test_r63_remark_that_she_has_died_or_left_is_asked_about(said):
    assert row(V, Remarks=said).fault.code == "left_is_asked"


@pytest.mark.parametrize("said", ["vilar till 1/2", "pausad till 1 februari", "paus t.o.m. 1/2"])
def test_pause_with_its_last_day_is_a_pause_until_then(said):
    told = row(V, Status=said)

    assert (told.unsure, told.told.rest) == ((), Rest(date(told.told.rest.until_on.year, 2, 2)))


def test_pause_until_a_month_is_a_pause_and_its_last_day_is_asked():
    asks = row(V, Status="vilar till mars")
    ready = asks.unsure[0].reading.choices

    assert (asks.told.is_active, asks.told.rest) == (False, Rest())
    assert [said[-6:] for said in ready] == ["-02-28", "-03-31", "ilande", "aktiv"]
    assert row(V, {"0:2:state": ready[0]}, Status="vilar till mars").told.rest.until_on.month == 3
