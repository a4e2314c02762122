"""Remarks: a cell of all sorts, and where each thing in it goes."""

import pytest

from matcher.domain.diagnoses import names_one
from matcher.domain.people import Bears, Form, Gender, GenderWish, Strength, Trait
from matcher.domain.spoken_times import echo
from matcher.sheets import out
from matcher.sheets.fields import ListKind
from matcher.sheets.readings import Understood, Unsure
from tests.sheets.test_lists import cell, row_of, rows_of

FURRED = {Trait.CAT: Bears.NO, Trait.DOG: Bears.NO}


def who_waits(**cells):
    named = {"Namn": "Aino Virtanen", "Telefon": "070-174 06 11"} | cells
    data = out.text(list(named), [list(named.values())])
    return rows_of(data, ListKind.WAITING)[2].told


@pytest.mark.parametrize(
    ("remark", "borne"),
    [
        ("pälsallergiker", FURRED),
        ("är allergisk mot katt", {Trait.CAT: Bears.NO}),
        ("allergi: hund", {Trait.DOG: Bears.NO}),
        ("parfymallergi, gillar schack", {Trait.FRAGRANCE: Bears.NO}),
        ("tål inte rök", {Trait.SMOKE: Bears.NO}),
        ("inte hund (allergi)", {Trait.DOG: Bears.NO}),
    ],
)
def test_r20_remark_on_an_allergy_is_kept_as_what_is_not_borne_and_not_why(remark, borne):
    assert row_of(Övrigt=remark).told.new.traits.bears == borne
    assert who_waits(Övrigt=remark).new.bears == borne


@pytest.mark.parametrize("remark", ["inte allergisk mot katt", "nötallergi", "tål katt"])
def test_remark_on_what_is_no_trait_of_a_home_is_asked_about(remark):
    row = row_of(Övrigt=remark)

    assert isinstance(cell(row, "mixed").reading, Unsure)
    assert row.told.new.traits.bears == {}


@pytest.mark.parametrize("remark", ["har egen hund", "Egen hund", "hund i hemmet"])
def test_remark_on_an_animal_of_ones_own_is_one(remark):
    assert row_of(Övrigt=remark).told.new.traits.has == {Trait.DOG: True}
    assert who_waits(Övrigt=remark).new.home == {Trait.DOG: True}


@pytest.mark.parametrize(
    ("remark", "strength"),
    [
        ("vill ha en kvinna", Strength.PREFER),
        ("helst kvinna", Strength.PREFER),
        ("bara kvinna", Strength.MUST),
        ("vill bara träffa en kvinna", Strength.MUST),
    ],
)
def test_remark_on_whom_to_meet_is_a_wish(remark, strength):
    wish = who_waits(Övrigt=remark).new.gender_wish

    assert (wish.gender, wish.strength) == (Gender.WOMAN, strength)


@pytest.mark.parametrize("remark", ["talar numera bara finska", "bara finska", "kan finska"])
def test_remark_on_what_is_spoken_is_a_language(remark):
    assert list(who_waits(Övrigt=remark).new.languages) == ["finnish"]


def test_remark_on_smoking_indoors_is_of_the_home():
    assert who_waits(Övrigt="röker inne").new.home == {Trait.SMOKE: True}
    assert who_waits(Övrigt="röker").new.home == {Trait.SMOKE: True}
    assert who_waits(Övrigt="röker ej").new.home == {Trait.SMOKE: False}


@pytest.mark.parametrize(
    ("ready", "remark", "fault"),
    [
        ("x", "PAUS till 1/2", None),
        ("", "paus i vår", None),
        ("ja", "slutade i maj", "left_is_asked"),
    ],
)
def test_remark_on_resting_or_leaving_is_asked_about_though_there_is_a_tick(ready, remark, fault):
    row = row_of(Klar=ready, Övrigt=remark)

    assert isinstance(cell(row, "state").reading, Unsure)
    assert (row.fault.code if row.fault else row.told.is_active) == fault


@pytest.mark.parametrize("remark", ["bara på telefon", "endast telefon"])
def test_remark_on_how_to_meet_is_a_form(remark):
    assert row_of(Övrigt=remark).told.new.forms == frozenset({Form.PHONE})


def test_task_is_no_form_in_a_remark():
    row = row_of(Övrigt="promenad")

    assert isinstance(cell(row, "mixed").reading, Understood)
    assert row.told.new.forms == frozenset()


def test_who_wants_to_talk_on_the_telephone_and_says_nothing_else_does_so_there():
    assert who_waits(Önskar="telefonsamtal").need.forms == frozenset({Form.PHONE})
    assert row_of(Uppgifter="telefonsamtal").told.new.forms == frozenset({Form.PHONE})
    assert who_waits(Önskar="telefonsamtal, fika").need.forms == frozenset()


def test_who_would_drive_has_not_said_that_she_would_not_come_in():
    assert row_of(Uppgifter="skjutsa").told.new.forms == frozenset()


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("Att tänka på", "dement"),
        ("Önskar", "promenad, demens"),
        ("Önskar", "fika, har MS"),
        ("Övrigt", "fick diabetes förra året"),
        ("Bakgrund", "lärare, stroke 2024"),
    ],
)
@pytest.mark.parametrize("yes", ["", "ja 2026-11-01"])
def test_r22_diagnosis_is_stored_nowhere_whoever_has_said_yes(column, said, yes):
    cells = {"Namn": "Aino Ek", "Telefon": "070-174 06 11", column: said, "Samtycke hälsa": yes}
    row = rows_of(out.text(list(cells), [list(cells.values())]), ListKind.WAITING)[2]

    assert not names_one(repr(row.told))
    assert {cell.sensitive for cell in row.cells if names_one(cell.written)} == {True}


def test_r22_what_somebody_has_worked_with_is_nobodys_diagnosis():
    assert names_one("hon är dement")
    assert not names_one("jobbat på demensboende, Demensförbundet")


def test_r36_fear_below_animals_of_the_home_is_what_she_does_not_bear():
    told = who_waits(Husdjur="katt, rädd för hund").new

    assert (told.home, told.bears) == ({Trait.CAT: True}, {Trait.DOG: Bears.NO})


def test_address_whose_postcode_no_table_has_is_its_town_and_keeps_no_street():
    place = row_of(Adress="Storgatan 4, 903 99 Umeå").told.new.place

    assert (place.label, place.known) == ("Umeå", True)


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("kvinna (krav)", GenderWish(Gender.WOMAN, Strength.MUST)),
        ("kvinna, ej krav", GenderWish(Gender.WOMAN, Strength.PREFER)),
        ("inte en man", GenderWish(Gender.WOMAN, Strength.PREFER)),
        ("vill inte träffa män", GenderWish(Gender.WOMAN, Strength.PREFER)),
    ],
)
def test_no_stands_before_whom_it_is_of(said, wish):
    assert who_waits(**{"Vill träffa": said}).new.gender_wish == wish


def test_times_below_how_often_are_times_where_no_column_tells_them():
    need = who_waits(**{"Hur ofta": "varje vecka tis 13-15"}).need

    assert (need.every_weeks, echo(need.availability)) == (1, "tisdagar 13–15; en gång i veckan")


def test_bare_gender_among_wishes_is_whom_she_would_meet():
    for told in ({"Önskar": "fika, kvinna"}, {"Önskar": "fika", "Önskemål om person": "kvinna"}):
        assert who_waits(**told).new.gender_wish == GenderWish(Gender.WOMAN, Strength.PREFER)


def test_r20_health_among_wishes_is_no_wish_and_waits_for_a_yes():
    cells = {
        "Namn": "Aino Virtanen",
        "Telefon": "070-174 06 11",
        "Önskar": "högläsning – ser dåligt",
    }
    row = rows_of(out.text(list(cells), [list(cells.values())]), ListKind.WAITING)[2]

    assert [said.concept for said in row.told.need.words] == ["reading_aloud"]
    assert [cell.reading.fault.code for cell in row.refused] == ["health_needs_consent"]
