"""What people are called where a list names them."""

import pytest

from matcher.domain.people import called_apart


@pytest.mark.parametrize(
    ("surnames", "shown"),
    [
        (("Lind", "Berg"), ["Karin L.", "Karin B."]),
        (("Lind", "Lager"), ["Karin Li.", "Karin La."]),
        (("Lind", "Lindberg"), ["Karin Lind", "Karin Lindb."]),
        (("Lind", "Lind"), ["Karin Lind", "Karin Lind"]),
        (("Lind", ""), ["Karin L.", "Karin"]),
    ],
)
def test_two_are_told_apart_by_no_more_of_the_surname_than_it_takes(surnames, shown):
    people = {str(row): ("Karin", surname) for row, surname in enumerate(surnames)}

    assert list(called_apart(people).values()) == shown
