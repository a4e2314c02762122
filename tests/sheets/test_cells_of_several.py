"""Cells that say several things at once, and cells that say nothing."""

from datetime import date

import pytest

from matcher.domain.consent import Channel
from matcher.domain.travel import Mode
from matcher.sheets import cells_of_people, cells_of_ways, out
from matcher.sheets.fields import ListKind
from matcher.sheets.readings import Understood, Unsure
from matcher.sheets.rhythms import rhythm
from tests.sheets.test_lists import WORLD, row_of, rows_of


def waiting(**told):
    named = {"Namn": "Olle Frid", "Telefon": "070-174 06 23", "Önskar": "promenad"} | told
    return rows_of(out.text(list(named), [list(named.values())]), ListKind.WAITING)[2]


@pytest.mark.parametrize(
    ("said", "how"),
    [
        ("ja, 3/7 personligen till Lena", Channel.IN_PERSON),
        ("ja, hon själv 3/7 på tel, Lena", Channel.PHONE),
        ("2026-07-03 per telefon, Lena", Channel.PHONE),
        ("ja 3/7-26 Lena, skriftligt", Channel.PAPER),
        ("Ja, 3.7.2026 per tel LS", Channel.PHONE),
    ],
)
def test_r19_yes_in_one_cell_has_its_day_who_heard_it_and_how(said, how):
    yes = waiting(Samtycke=said).told.consents[0]

    assert (yes.said_on, yes.channel) == (date(2026, 7, 3), how)
    assert yes.heard_by in ("Lena", "LS")


@pytest.mark.parametrize("said", ["ja, 3/7", "ja, 3/7 muntligt", "ja, 3/7 Lena"])
def test_r19_yes_that_lacks_who_or_how_is_asked_about_and_not_kept(said):
    row = waiting(Samtycke=said)

    assert row.told.consents == ()
    assert [cell.field for cell in row.unsure] == ["consent_on"]


@pytest.mark.parametrize(
    "said", ["nej – ej tillfrågad", "Nej", "inte frågad", "dotter säger ja", "Sonen vill det"]
)
def test_r19_who_has_not_said_yes_is_kept_out(said):
    row = waiting(Samtycke=said)

    assert (row.told, row.fault.code) == (None, "own_yes_denied")


def test_yes_with_more_than_its_day_is_asked_about_with_the_day():
    [asked] = waiting(Samtycke="ja båda två tror jag, 3/7").unsure

    assert asked.reading.choices == ("ja 3/7",)


@pytest.mark.parametrize(
    "said", [{"Övrigt": "rullator, avled 2/11"}, {"Namn": "Avliden: Olle Frid"}]
)
def test_who_has_died_by_the_list_is_not_taken_in_as_waiting(said):
    row = waiting(**said)

    assert (row.told, row.fault.code) == (None, "waits_no_more")


def test_who_has_lost_somebody_waits_all_the_same():
    assert waiting(Övrigt="maken avled i maj").told is not None


@pytest.mark.parametrize(
    ("said", "street", "where"),
    [
        ("Storgatan 4, 903 26 Umeå", "Storgatan 4", "90326"),
        ("Storgatan 4 2 tr, 903 26", "Storgatan 4 2 tr, 903 26", "90326"),
        ("Holmsund", None, "Holmsund"),
    ],
)
def test_address_alone_tells_where_she_lives(said, street, where):
    told = waiting(Adress=said).told.new

    assert (told.street, told.postcode or told.place.label) == (street, where)


@pytest.mark.parametrize("field", ["Räckvidd", "Kan", "Språk", "Ort", "Född", "Intressen"])
def test_dash_says_nothing(field):
    assert row_of(**{field: "-"}).unsure == ()


def test_two_telephones_in_a_cell_are_asked_about():
    found = cells_of_people.phone("070-174 06 21\n08-465 004 11")

    assert found.choices == ("070-174 06 21", "08-465 004 11")


def test_contact_is_a_name_a_telephone_and_an_address():
    heads = ["Förening", "Kontakt", "Vad"]
    row = ["Lugnet", "Kerstin Blom 070-174 06 51 kerstin@example.org", "Sångstund"]
    told = rows_of(out.text(heads, [row]), ListKind.NEEDS)[2].told.organisation

    assert (told.contact_name, told.contact_phone, told.contact_email) == (
        "Kerstin Blom", "+46701740651", "kerstin@example.org",
    )  # fmt: skip


@pytest.mark.parametrize("said", ["cykel 20 min", "20 min cykel", "tjugo min cykel"])
def test_way_of_travelling_stands_first_or_last(said):
    assert cells_of_ways.reach(said).value.minutes == 20


@pytest.mark.parametrize(
    ("said", "km", "ways"),
    [
        ("bil", None, {Mode.CAR}),
        ("buss/el-cykel", None, {Mode.BUS, Mode.CYCLE}),
        ("egen bil, max 1 mil", 10, {Mode.CAR}),
        ("½ mil", 5, ()),
        ("ej bil. går", None, {Mode.WALK}),
    ],
)
def test_cell_of_how_far_tells_by_what_as_well(said, km, ways):
    assert cells_of_ways.reach(said).value == cells_of_ways.Reach(km=km, modes=frozenset(ways))


@pytest.mark.parametrize("said", ["070-174 06 21\nlo@example.org", "0701740621, lo@example.org"])
@pytest.mark.parametrize("header", ["Tel. / e-post", "Tel"])
def test_address_beside_a_telephone_is_kept(header, said):
    told = row_of(**{"Telefon": "", header: said}).told.new

    assert (told.phone, told.email) == ("+46701740621", "lo@example.org")


def test_words_beside_a_telephone_are_told_and_the_number_is_kept():
    found = cells_of_people.phone("070-174 06 21 (helst kväll)")

    assert (found.value, found.fault.facts["said"]) == ("+46701740621", "helst kväll")


@pytest.mark.parametrize(
    ("said", "weeks"), [("varje fredag", 1), ("en gång per vecka", 1), ("2 ggr/mån", 2)]
)
def test_rhythm_is_read(said, weeks):
    assert rhythm(said, WORLD) == Understood(weeks)


@pytest.mark.parametrize(
    ("said", "weeks", "wish"),
    [
        ("besök varannan v, gillar hundar", 2, "home_visit"),
        ("promenad 1 g/v", 1, "walking_together"),
        ("fika (en gång i månaden)", 4, "coffee_and_cafe"),
        ("fika, varannan vecka", 2, "coffee_and_cafe"),
        ("besök var 14:e dag", 2, "home_visit"),
    ],
)
def test_rhythm_at_the_end_of_a_wish_is_how_often_and_no_part_of_it(said, weeks, wish):
    read = waiting(Önskar=said)

    assert (read.unsure, read.told.need.every_weeks) == ((), weeks)
    assert read.told.need.words[0].concept == wish


def test_twice_a_week_at_the_end_of_a_wish_is_asked_about():
    assert [cell.field for cell in waiting(Önskar="promenad 2 ggr/v").unsure] == ["every_weeks"]


def test_more_often_than_every_week_is_asked_about():
    assert isinstance(rhythm("dagligen", WORLD), Unsure)
    assert isinstance(rhythm("2 ggr/vecka", WORLD), Unsure)
