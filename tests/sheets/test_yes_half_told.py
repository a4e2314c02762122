"""A yes without its day: day, way and hearer are asked for at once, and none is made up."""

import pytest

from tests.sheets.test_what_cells_mean import V, W, asked, row

HALF = ("ja muntl", "ja, per tel till Kicki", "hon har sagt ja", "OK enl Kicki", "ok av maken")
OF_ANOTHER = ("god man har sagt ja", "anhörig ok", "dottern ok", "förvaltare godkänt 3/9")


@pytest.mark.parametrize("said", HALF)
def test_r19_yes_without_its_day_is_asked_for_whole_in_one_question(said):
    read = row(W, Samtycke=said)

    assert asked(read) == {"consent_on": "own_yes_half_told"}
    assert read.told.consents == ()


@pytest.mark.parametrize("said", OF_ANOTHER)
def test_r19_yes_of_another_keeps_her_out_until_her_own_is_told_whole(said):
    read = row(W, Samtycke=said)
    again = row(W, {"0:2:consent_on": "2026-09-03 i telefon, Lena"}, Samtycke=said)

    assert (read.fault.code, asked(read)) == ("own_yes_denied", {"consent_on": "own_yes_half_told"})
    assert (again.fault, asked(again), len(again.told.consents)) == (None, {}, 1)


@pytest.mark.parametrize(
    "said", ["sonen Ulf, K har sagt ja t mej /G", "dottern ringde. Karin säger ja", "son, Karin ok"]
)
def test_r19_her_own_yes_by_name_after_who_called_is_asked_for_whole_and_no_no(said):
    read = row(W, Namn="Karin Lind", Samtycke=said)

    assert (read.fault, asked(read)) == (None, {"consent_on": "own_yes_half_told"})
    assert read.told.consents == ()


@pytest.mark.parametrize(
    "said", ["dottern ringde, Elsa vet inget än", "hemtjänst, E ovetande", "sonen, K ej tillfrågad",
             "sonen Ulf, U har sagt ja"],
)  # fmt: skip
def test_r19_who_knows_of_nothing_is_kept_out_and_called(said):
    assert row(W, Samtycke=said).fault.code == "own_yes_denied"


@pytest.mark.parametrize("kind", [V, W])
@pytest.mark.parametrize("said", ["ja muntl", "god man ok"])
def test_r20_yes_to_health_that_is_half_told_is_asked_for_whole(kind, said):
    read = row(kind, **{"Samtycke hälsa": said}, Allergi="katt")

    assert asked(read)["health_consent_on"] == "own_yes_half_told"


def test_day_alone_is_asked_for_where_columns_tell_who_heard_it_and_how():
    told = {"Samtycke": "ja muntl", "Samtycke hört av": "Lena", "Samtycke hur": "telefon"}

    assert asked(row(W, **told)) == {"consent_on": "day_not_read"}
