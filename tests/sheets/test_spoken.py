"""What languages a list says that somebody speaks, and an answer about one of several."""

import pytest

from matcher.domain.people import Level
from matcher.sheets.fields import ListKind
from matcher.sheets.shared_questions import in_place_of
from tests.sheets.test_what_cells_mean import row

SV, FI = {"swedish": Level.CONVERSATION}, {"finnish": Level.CONVERSATION}


def spoken(said, answer=None):
    """The languages of a cell; with an answer in own words about its "xu", as the page sends it."""
    answers = {"0:2:languages": in_place_of(said, "xu", answer)} if answer else {}
    read = row(ListKind.VOLUNTEERS, answers, Språk=said)
    assert not read.unsure
    return read.told.new.languages


@pytest.mark.parametrize("answer", ["finska", "svenska, finska", "sv, finska"])
def test_answer_about_one_language_takes_no_other_away(answer):
    assert spoken("sv, xu", answer) == SV | FI


def test_answer_has_the_level_that_stands_beside_the_word():
    assert spoken("sv, lite xu", "finska") == SV | {"finnish": Level.SOME}


def test_no_takes_away_what_was_asked_about_alone():
    assert spoken("sv, xu", "nej") == SV


def test_short_names_of_languages_are_known():
    assert spoken("fi, sv svagt") == FI | {"swedish": Level.SOME}
