"""A wish of who waits that no word of ours says is asked about: kept as it stands, or none."""

import pytest

from tests.sheets.test_what_cells_mean import W, asked, row


def tasks_of(read):
    return [word.concept or word.written for word in read.told.need.words]


@pytest.mark.parametrize(
    ("said", "near"),
    [
        ("någon som går ut med hunden tills jag blir bra", "hundrastning"),
        ("skjuts till ögonkliniken i Västerås", "skjuts med bil"),
        ("slipper skotta framför garaget", "snöskottning"),
        ("stödperson", None),
    ],
)
def test_wish_that_nothing_is_like_enough_to_is_asked_about_with_what_is_near(said, near):
    read = row(W, Önskar=said)
    [cell] = [cell for cell in read.unsure if cell.field == "tasks"]

    assert cell.reading.fault.code == "wish_unknown"
    assert cell.reading.choices[-2:] == (said, "nej")
    assert near is None or near in cell.reading.choices


def test_wish_beside_others_is_asked_about_and_the_others_stand():
    read = row(W, Önskar="fika, någon som orkar gå fort")
    again = row(W, {"0:2:tasks": "fika, promenad"}, Önskar="fika, någon som orkar gå fort")

    assert asked(read) == {"tasks": "wish_unknown"}
    assert (asked(again), tasks_of(again)) == ({}, ["coffee_and_cafe", "walking_together"])


@pytest.mark.parametrize(
    ("answer", "kept"), [("fika, stödperson", ["coffee_and_cafe", "stödperson"]),
                         ("fika, nej", ["coffee_and_cafe"])]
)  # fmt: skip
def test_wish_stands_as_it_is_written_or_is_none_where_somebody_says_so(answer, kept):
    read = row(W, {"0:2:tasks": answer}, Önskar="fika, stödperson")

    assert (asked(read), tasks_of(read)) == ({}, kept)


@pytest.mark.parametrize("said", ["två katter", "pratar persiska", "hör illa", "helst kvinna"])
def test_what_is_no_wish_is_not_asked_about_as_one(said):
    assert asked(row(W, Önskar=f"fika, {said}")).get("tasks") != "wish_unknown"
