"""What people are called where a list names them."""

import pytest

from matcher.domain.people import called, called_apart


@pytest.mark.parametrize(
    ("surnames", "shown"),
    [
        (("Lind", "Berg"), ["Karin L.", "Karin B."]),
        (("Lind", "Lager"), ["Karin Li.", "Karin La."]),
        (("Lind", "Lindberg"), ["Karin Lind", "Karin Lindb."]),
        (("Lindgren", "Lindberg", "Li"), ["Karin Lindg.", "Karin Lindb.", "Karin Li"]),
        (("Lind", "Lind"), ["Karin L. (0)", "Karin L. (1)"]),
        (("Lind", ""), ["Karin L.", "Karin"]),
    ],
)
def test_two_are_told_apart_by_no_more_of_the_surname_than_it_takes(surnames, shown):
    people = {str(row): ("Karin", surname) for row, surname in enumerate(surnames)}

    assert list(called_apart(people).values()) == shown


def test_two_of_the_same_name_are_told_apart_by_where_they_live():
    people = dict.fromkeys(("abc1", "abc2", "abc3"), ("Karin", "Lind"))
    where = {"abc1": "Sundet", "abc2": "Centrum", "abc3": "Centrum"}

    shown = ["Karin L. (Sundet)", "Karin L. (bc2)", "Karin L. (bc3)"]
    assert list(called_apart(people, where).values()) == shown


def test_two_of_the_same_name_and_place_are_told_apart_by_when_they_were_born():
    people = dict.fromkeys(("abc1", "abc2", "abc3"), ("Karin", "Lind"))
    where = {"abc1": "Sundet", "abc2": "Centrum", "abc3": "Centrum"}
    born = {"abc1": "1938", "abc2": "1938", "abc3": "1941"}

    shown = ["Karin L. (Sundet)", "Karin L. (bc2)", "Karin L. (1941)"]
    assert list(called_apart(people, where, born).values()) == shown


def test_initial_of_a_surname_is_a_large_letter_whatever_it_begins_with():
    assert called("Élodie", "d'Arc-Ünal") == "Élodie D."
