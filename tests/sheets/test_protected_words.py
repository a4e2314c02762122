"""Sekretess, skyddad: of who waits it is her own, of a volunteer it may be what she promised."""

import pytest

from matcher.sheets import lists
from tests.sheets.test_what_cells_mean import V, W, staged


def is_left_aside(kind, cells):
    return list(lists.asides(staged(kind, cells))) == [("", 2, "protected")]


@pytest.mark.parametrize(
    "said", ["Sekretess!", "ring ej hem, sekretess", "skyddad", "hemlig adr.", "spärrmarkerad",
             "har sekretess hos soc", "skriv ej namn. Sekretess", "skyddad (se pärmen)"]
)  # fmt: skip
@pytest.mark.parametrize("header", ["Anm.", "Adress", "Något annat"])
def test_r24_nothing_is_kept_of_who_waits_where_a_cell_says_secrecy_in_a_word(header, said):
    assert is_left_aside(W, {header: said})


@pytest.mark.parametrize("header", ["Sekretess", "Skyddad"])
def test_r24_mark_below_such_a_header_leaves_aside_who_waits(header):
    assert is_left_aside(W, {header: "x"})
    assert not is_left_aside(W, {header: "nej"})


@pytest.mark.parametrize(
    ("header", "said"),
    [("Sekretess", "ja 3/9-26"), ("Tystnadslöfte/sekretess", "x"), ("Tystnadslöfte", "sekretess"),
     ("Anm.", "intro och sekretess 3/9"), ("Anm.", "skrivit på sekretess")],
)  # fmt: skip
def test_secrecy_that_a_volunteer_has_promised_leaves_nobody_aside(header, said):
    assert not is_left_aside(V, {header: said})


@pytest.mark.parametrize(
    ("header", "said"),
    [("Anm.", "sekretess"), ("Anm.", "ring ej, skyddad"), ("Sekretess", "sekretessmarkering")],
)
def test_r24_volunteer_of_whom_it_is_said_with_no_word_of_a_promise_is_left_aside(header, said):
    assert is_left_aside(V, {header: said})


@pytest.mark.parametrize(
    "said", ["går på skyddad verkstad", "pensionerad sekreterare", "Sekretess - nej", "ej skyddad",
             "volontären har sekretess"]
)  # fmt: skip
def test_words_like_those_that_protect_nobody_leave_the_row_to_be_read(said):
    assert not is_left_aside(W, {"Anm.": said})
