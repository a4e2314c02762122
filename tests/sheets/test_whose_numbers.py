"""A number beside somebody else's name is never kept as the person's own before it is answered."""

import pytest

from tests.sheets.test_what_cells_mean import V, W, asked, row

OF_ANOTHER = (
    "dottern Eva 070-174 06 32", "son: 070-174 06 32", "ring mannen 070-174 06 32",
    "via hemtjänsten 070-174 06 32", "070-174 06 32 (granne)", "070-174 06 32 Kalle",
)  # fmt: skip


@pytest.mark.parametrize("said", OF_ANOTHER)
@pytest.mark.parametrize("kind", [V, W])
def test_number_beside_words_for_another_is_asked_about_and_not_kept_until_then(kind, said):
    read = row(kind, Telefon=said)

    assert asked(read) == {"phone": "phone_whose"}
    assert read.told.new.phone is None


@pytest.mark.parametrize("said", OF_ANOTHER[:4])
def test_the_same_number_among_remarks_is_asked_about_at_the_telephone(said):
    read = row(W, **{"Telefon": "", "Anm.": f"gillar schack, {said}"})

    assert asked(read) == {"phone": "phone_whose"}
    assert read.told.new.phone is None


def test_number_behind_a_name_is_asked_about_where_it_is_a_daughters():
    whole = "Aino Virtanen, dotter Eva 070-174 06 32"
    read = row(W, {"0:2:name": "Aino Virtanen"}, Namn=whole, Telefon="")

    assert (asked(read), read.told.new.phone) == ({"phone": "phone_whose"}, None)


def test_answered_number_is_kept_and_with_a_no_none_is():
    said = OF_ANOTHER[0]

    hers = row(W, {"0:2:phone": "070-174 06 32"}, Telefon=said)
    nobodys = row(W, {"0:2:phone": "nej"}, Telefon=said)

    assert (asked(hers), hers.told.new.phone) == ({}, "+46701740632")
    assert (asked(nobodys), nobodys.told.new.phone) == ({}, None)


@pytest.mark.parametrize(
    "said", ["070-174 06 32 (helst kväll)", "070-174 06 32 efter kl 10", "070-174 06 32 ring länge"]
)
def test_words_of_when_to_ring_leave_the_number_her_own(said):
    read = row(W, Telefon=said)

    assert (asked(read), read.told.new.phone) == ({"phone": "phone_left"}, "+46701740632")


def test_her_own_name_beside_her_number_asks_nothing():
    assert asked(row(W, Telefon="Aino 070-174 06 32")) == {}


@pytest.mark.parametrize(
    ("header", "said"),
    [("E-post", "dotterns: eva@example.org"), ("Kontakt", "sonen bo@example.org")],
)
def test_address_beside_words_for_another_is_asked_about(header, said):
    read = row(W, **{"Telefon": "", header: said})

    assert list(asked(read).values()) == ["email_whose"]
    assert read.told.new.email is None
