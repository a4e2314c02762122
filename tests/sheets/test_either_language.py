"""Languages of which one is enough: neither is demanded before somebody has said which."""

import pytest

from tests.sheets.test_what_cells_mean import N, W, asked, row


@pytest.mark.parametrize(
    ("said", "must", "ready"),
    [
        ("arabiska eller dari, svenska", {"swedish"},
         ("arabiska och svenska", "dari och svenska", "svenska")),
        ("svenska/engelska", set(), ("svenska", "engelska", "nej")),
        ("svenska och/eller engelska", set(), ("svenska", "engelska", "nej")),
    ],
)  # fmt: skip
def test_language_that_may_be_another_is_asked_about_and_demanded_by_neither(said, must, ready):
    read = row(N, Språk=said)

    assert read.told.need.must_languages == must
    assert [(c.field, c.reading.choices) for c in read.unsure] == [("must_languages", ready)]
    assert not any(row(N, {"0:2:must_languages": one}, Språk=said).unsure for one in ready)


def test_language_among_demands_that_may_be_another_is_asked_about_once():
    read = row(N, Krav="arabiska eller dari, svenska")
    answered = row(N, {"0:2:must_languages": "dari"}, Krav="arabiska eller dari, svenska")

    assert (read.told.need.must_languages, asked(read)) == (
        {"swedish"}, {"must_languages": "language_either"},
    )  # fmt: skip
    assert (answered.told.need.must_languages, answered.unsure) == (
        {"swedish", "persian_dari"}, (),
    )  # fmt: skip


def test_two_names_of_one_language_are_one_demand():
    assert row(N, Språk="dari/farsi").told.need.must_languages == {"persian_dari"}


@pytest.mark.parametrize("header", ["Språk", "Bra om"])
def test_either_of_languages_that_are_good_to_know_is_good(header):
    need = row(N, **{header: "gärna arabiska eller dari"}).told.need

    assert need.must_languages == set()
    assert {"arabic", "persian_dari"} <= need.languages.keys()


def test_who_waits_and_must_be_spoken_to_in_one_of_two_is_asked_about():
    assert asked(row(W, **{"Måste tala": "arabiska eller svenska"})) == {
        "must_languages": "language_either"
    }
