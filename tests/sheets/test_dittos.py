"""Cells that say "the same as above": proposed, and never guessed."""

from dataclasses import replace

import pytest

from matcher.sheets import dittos, lists, out, shared_questions, workbooks
from matcher.sheets.fields import ListKind
from tests.sheets.test_lists import WORLD

HEADS = ["Namn", "Telefon", "Ort", "Vill ha"]
BIRGITTA = ["Birgitta Eklund", "070-174 06 11", "Uppsala", "fika"]


def read(*rows, answers=()):
    data = out.text(HEADS, [list(row) for row in rows])
    staged = lists.stage(workbooks.read(data), ListKind.WAITING, on=WORLD.on, remembered={})
    staged = replace(staged, answers=dict(answers))
    return lists.read_rows(staged, ListKind.WAITING, WORLD)


def reading(row, field):
    return next(cell.reading for cell in row.cells if cell.field == field)


@pytest.mark.parametrize("written", ["d:o", "dito", "samma som ovan", "Samma", "”", '-"-', "〃"])
def test_same_as_above_is_proposed_and_asked(written):
    _, rolf = read(BIRGITTA, ["Rolf Eklund", "070-174 06 12", written, "fika"])

    asked = reading(rolf, "town")
    assert (asked.fault.code, asked.choices, asked.value) == ("same_as_above", ("Uppsala",), None)


def test_third_of_the_same_means_the_first():
    rolf, gun = ["Rolf Eklund", "", "d:o", "fika"], ["Gun Eklund", "", "d:o", "fika"]

    *_, third = read(BIRGITTA, rolf, gun)

    assert reading(third, "town").choices == ("Uppsala",)


def test_answer_is_read_as_if_it_stood_there():
    rolf = ["Rolf Eklund", "070-174 06 12", "d:o", "d:o"]

    *_, told = read(BIRGITTA, rolf, answers={"0:3:town": "Uppsala", "0:3:tasks": "fika"})

    assert reading(told, "town").fault.code == "town_far"  # far from the centre: asked as any other
    assert told.told.need.words[0].concept == "coffee_and_cafe"


def test_nothing_above_is_asked_without_a_proposal():
    (rolf,) = read(["Rolf Eklund", "070-174 06 12", "d:o", "fika"])

    assert reading(rolf, "town").fault.code == "nothing_above"


def test_r24_row_of_somebody_protected_is_not_what_stands_above():
    hidden = ["Ella Holm (skyddade personuppgifter)", "", "Uppsala", "fika"]

    _, rolf = read(BIRGITTA, hidden, ["Rolf Eklund", "070-174 06 12", "d:o", "fika"])[-2:]

    assert reading(rolf, "town").fault.code == "nothing_above"


def test_one_answer_never_goes_for_every_ditto():
    rows = read(BIRGITTA, ["Rolf Eklund", "", "d:o", "fika"], ["Gun Ek", "", "d:o", "fika"])

    keys = [shared_questions.key_of(cell) for row in rows[1:] for cell in row.unsure]
    assert keys == [None, None]


@pytest.mark.parametrize("written", ["doktor", "samma lägenhet", "dans", ""])
def test_other_words_are_no_ditto(written):
    assert not dittos.is_ditto(written)


def test_contact_who_is_the_same_as_above_is_asked_about_and_given_no_name_of_marks():
    heads = ["Förening", "Vad", "Kontakt"]
    rows = [["PRO", "kafé", "Barbro 070-174 06 70"], ["PRO", "skjuts", '-"-']]
    staged = lists.stage(
        workbooks.read(out.text(heads, rows)), ListKind.NEEDS, on=WORLD.on, remembered={}
    )
    _, second = lists.read_rows(staged, ListKind.NEEDS, WORLD)

    assert reading(second, "contact_name").choices == ("Barbro 070-174 06 70",)
    assert second.told.organisation.contact_name is None
