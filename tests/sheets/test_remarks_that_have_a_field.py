"""Remarks of a row that another field tells: each is put there, and none is said to be lost."""

from datetime import date

import pytest

from matcher.domain.clearance import ExtractPolicy
from matcher.domain.people import Bears, Form, Gender, GenderWish, Strength, Trait
from tests.sheets.test_what_cells_mean import N, V, W, asked, row

REMARK = "Anm."


@pytest.mark.parametrize("kind", [V, W])
def test_address_among_remarks_is_hers_where_no_column_tells_it(kind):
    read = row(kind, **{REMARK: "mejl: sven-erik.m@example.se"})

    assert (read.unsure, read.told.new.email) == ((), "sven-erik.m@example.se")


def test_address_that_answers_about_a_remark_is_kept():
    answers = {"0:2:mixed": "sven-erik.m@example.se"}

    assert row(V, answers, **{REMARK: "mejl se lapp"}).told.new.email == "sven-erik.m@example.se"


def test_address_of_somebody_near_is_not_hers():
    assert row(V, **{REMARK: "dotterns mejl: kerstin@example.se"}).told.new.email is None


@pytest.mark.parametrize(
    ("said", "borne"),
    [("hör dåligt i telefon", {}), ("har rullator, rädd för hundar", {Trait.DOG: Bears.NO})],
)
def test_r20_no_yes_is_asked_to_what_is_kept_of_no_volunteer(said, borne):
    read = row(V, **{REMARK: said})

    assert (asked(read), read.told.new.traits.bears) == ({"mixed": "mixed_left"}, borne)
    assert next(cell.sensitive for cell in read.cells if cell.field == "mixed")


@pytest.mark.parametrize("header", [REMARK, "Önskar"])
def test_stairs_to_her_home_are_of_her_home_and_not_of_her_health(header):
    read = row(W, **{header: "två trappor, ingen hiss"})

    assert (read.unsure, read.told.new.home) == ((), {Trait.STAIRS: True})


def test_talk_among_remarks_is_no_telephone():
    assert Form.PHONE not in row(V, **{REMARK: "samtal, promenad"}).told.new.forms


def test_day_from_which_a_volunteer_can_is_read_whatever_leads_to_it():
    read = row(V, **{REMARK: "kan först fr.o.m. 10 jan"})

    assert (read.unsure, read.told.begins_on) == ((), date(2027, 1, 10))


@pytest.mark.parametrize(
    "said", ["belastn.reg visat 1/9 -26", "utdrag 2026-09-01", "visat registerutdrag den 1/9 2026"]
)
def test_r13_extract_among_remarks_is_a_day_of_which_it_is_asked_what_was_shown(said):
    read = row(V, **{REMARK: said})
    told = row(V, {"0:2:extract_kind": "barn"}, **{REMARK: said}).told

    assert (asked(read), read.told.extracts) == ({"extract_kind": "extract_kind_asked"}, ())
    assert told.extracts == ((ExtractPolicy.CHILDREN, date(2026, 9, 1)),)


@pytest.mark.parametrize("said", ["utdrag beställt 1/9 2026", "ska visa utdrag", "utdrag 1/9, ej"])
def test_r13_extract_that_nobody_has_seen_is_none(said):
    read = row(V, **{REMARK: said})

    assert not any(cell.field == "extract_on" for cell in read.cells) or asked(read)
    assert read.told.extracts == ()


@pytest.mark.parametrize("column", ["Född", "Anm."])
def test_r27_year_is_asked_of_a_volunteer_whose_identity_number_is_struck_out(column):
    number = {column: "19121212-1212"}
    read = row(V, **number)

    assert asked(read)["birth_year"] == "birth_behind_number"
    assert "1212" not in str(read)
    assert row(V, {"0:2:birth_year": "1942"}, **number).told.new.birth_year == 1942
    assert "birth_year" not in asked(row(V, **({"Född": "1942"} | {"Anm.": "19121212-1212"})))


@pytest.mark.parametrize("said", ["har hund (snäll)", "har en hund (gammal tax)"])
def test_dog_whatever_it_is_like_is_of_her_home_and_asks_for_no_yes_to_health(said):
    read = row(W, **{"Att tänka på": said})

    assert (read.unsure, read.refused, read.told.new.home) == ((), (), {Trait.DOG: True})


def test_r20_bracket_that_may_tell_of_her_waits_for_her_yes_and_the_dog_does_not():
    read = row(W, **{"Att tänka på": "har hund (ledarhund)"})

    assert read.told.new.home == {Trait.DOG: True}
    assert asked(read) == {"health_consent_on": "health_yes_asked"}


@pytest.mark.parametrize("stop", [". ", ", "])
def test_r20_whom_she_would_meet_is_kept_beside_what_waits_for_her_yes_whatever_stop(stop):
    read = row(W, **{"Att tänka på": f"hör dåligt{stop}helst kvinna"})

    assert read.told.new.gender_wish == GenderWish(Gender.WOMAN, Strength.PREFER)
    assert [cell.written for cell in read.cells if cell.field == "function"] == ["hör dåligt"]


def test_stop_of_a_shortened_word_parts_nothing():
    assert row(W, **{"Att tänka på": "2 tr. utan hiss"}).told.new.home == {Trait.STAIRS: True}


# ── a street, a village or a house before the town ────────────────────────────────────────────


@pytest.mark.parametrize("kind", [V, W])
@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("Kungsgatan 14, Umeå", "Umeå"),
        ("Kungsgatan, Umeå", "Umeå"),
        ("Holmsund, Umeå", "Holmsund"),
    ],
)
def test_cell_that_ends_by_a_town_is_of_that_town_without_its_street(kind, said, label):
    read = row(kind, Bor=said)

    assert (read.unsure, read.told.new.place.label) == ((), label)
    assert read.told.new.place.known


def test_street_before_her_town_is_where_her_letters_go():
    assert row(W, Bor="Kungsgatan 14, Umeå").told.new.street == "Kungsgatan 14"
    assert row(W, Bor="portkod 1234, Umeå").told.new.street is None


def test_what_stands_before_a_town_and_is_no_street_is_asked_about_and_lies_in_it_meanwhile():
    read = row(W, Bor="hos dottern, Umeå")

    [cell] = read.unsure
    assert (cell.field, cell.reading.choices) == ("town", ("Umeå", "hos dottern, Umeå"))
    assert read.told.new.place.label == "Umeå"
    kept = row(W, {"0:2:town": "Umeå"}, Bor="hos dottern, Umeå")
    assert (kept.unsure, kept.told.new.place.label) == ((), "Umeå")


def test_house_in_a_town_where_something_is_held_is_on_the_map_by_its_whole_name():
    read = row(N, Plats="Folkets hus, Umeå")

    assert (read.unsure, read.told.need.place.label) == ((), "Folkets hus, Umeå")
    assert read.told.need.place.known


@pytest.mark.parametrize(
    ("said", "borne"),
    [
        ("allergi mot katt, tål ej parfym", {Trait.CAT: Bears.NO, Trait.FRAGRANCE: Bears.NO}),
        ("rädd för hundar", {Trait.DOG: Bears.NO}),
        ("rollator, tål inte rök", {Trait.SMOKE: Bears.NO}),
    ],
)
def test_r36_what_she_does_not_bear_below_what_to_think_of_waits_for_no_yes_to_health(said, borne):
    assert row(W, **{"Att tänka på": said}).told.new.bears == borne


@pytest.mark.parametrize("said", ["katt hemma", "hör dåligt, katt finns i hemmet"])
def test_r36_animal_at_hers_below_what_to_think_of_is_no_health(said):
    assert row(W, **{"Att tänka på": said}).told.new.home == {Trait.CAT: True}


def test_day_beside_what_she_does_not_bear_is_asked_about_whole():
    read = row(W, **{"Att tänka på": "allergi mot katt; flyttar 1/12"})

    [about] = [cell.reading for cell in read.unsure if cell.field == "mixed"]
    assert about.fault.facts["said"] == "flyttar 1/12"
