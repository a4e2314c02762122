"""What a volunteer would not do is never a task of hers, and what she manages no health of hers."""

import pytest

from matcher.domain.people import WordStance
from tests.sheets.test_what_cells_mean import V, asked, row


def words_of(read, stance):
    return [word.concept or word.written for word in read.told.new.words if word.stance is stance]


@pytest.mark.parametrize(
    ("said", "refused"),
    [("Städar ej", "städar"), ("ej städning", "städning"), ("skjutsar inte", "transport_by_car"),
     ("dammsuger aldrig", "dammsuger"), ("vill inte tvätta", "tvätta")],
)  # fmt: skip
@pytest.mark.parametrize("header", ["Vill göra", "Anm."])
def test_no_before_or_after_a_task_says_what_she_will_not_do(header, said, refused):
    read = row(V, **{header: f"fika, {said}"})

    assert words_of(read, WordStance.WILL_NOT) == [refused]
    assert words_of(read, WordStance.DOES) == ["coffee_and_cafe"]


@pytest.mark.parametrize("said", ["inte handla", "handlar ej", "kör ej bil"])
@pytest.mark.parametrize("header", ["Vill göra", "Anm."])
def test_no_to_what_may_be_several_tasks_is_asked_about_among_what_she_will_not_do(header, said):
    read = row(V, **{header: f"fika, {said}"})
    [cell] = read.unsure
    again = row(V, {"0:2:not_tasks": cell.reading.choices[0]}, **{header: f"fika, {said}"})

    assert (cell.field, cell.reading.fault.code) == ("not_tasks", "word_maybe")
    assert words_of(read, WordStance.DOES) == ["coffee_and_cafe"]
    assert words_of(again, WordStance.DOES) == ["coffee_and_cafe"]
    assert set(words_of(again, WordStance.WILL_NOT)) & {"grocery_delivery", "transport_by_car"}


@pytest.mark.parametrize("said", ["ej fredagar", "inte på kvällar", "kan inte gå i trappor"])
def test_no_to_a_time_or_a_way_is_no_refused_task(said):
    assert words_of(row(V, **{"Anm.": said}), WordStance.WILL_NOT) == []


@pytest.mark.parametrize(
    ("said", "can"),
    [("rullstol går bra", "wheelchair_handling"), ("kan rullstol", "wheelchair_handling"),
     ("rullstol ok", "wheelchair_handling"), ("rullator ok", "rullator ok"),
     ("kan hantera rullator", "kan hantera rullator")],
)  # fmt: skip
def test_r20_what_a_volunteer_manages_of_others_is_what_she_can_and_no_health_of_hers(said, can):
    read = row(V, **{"Anm.": f"gillar schack, {said}"})

    assert (asked(read), words_of(read, WordStance.KNOWS)) == ({}, [can])
    assert not any(cell.sensitive for cell in read.cells)
