"""What stands beside what a column is of: a rather-not, half a number, how far, a licence."""

import pytest

from matcher.domain.travel import Mode
from tests.sheets.test_what_cells_mean import N, V, asked, row


@pytest.mark.parametrize(
    ("said", "ready"),
    [
        ("vardagar, helst inte fredagar", ("vardagar, inte fredagar", "vardagar")),
        ("helst inte fredagar",
         ("alla dagar, inte fredagar", "vardagar, inte fredagar", "alla dagar", "vardagar")),
    ],
)  # fmt: skip
def test_day_she_would_rather_not_is_asked_about_and_is_no_day_of_hers_before(said, ready):
    read = row(V, Tider=said)

    assert asked(read) == {"availability": "times_rather_not"}
    assert read.unsure[0].reading.choices == ready
    fridays = [d for _first, week in read.told.new.availability.habit or () for d, _, _ in week
               if d == 4] if read.told.new.availability else []  # fmt: skip
    assert fridays == []
    assert not any(row(V, Tider=one).unsure for one in ready)


def test_rather_not_in_a_remark_is_told_and_not_taken_for_a_no():
    told = row(V, Tider="vardagar", Övrigt="helst inte fredagar")

    assert asked(told) == {"mixed": "mixed_left"}


@pytest.mark.parametrize("between", ["el", "/"])
def test_half_a_number_beside_a_whole_one_is_told_and_no_part_of_the_name(between):
    read = row(N, Kontakt=f"Mats 070-174 06 71 {between} 06 81")

    assert (read.told.organisation.contact_name, read.told.organisation.contact_phone) == (
        "Mats", "+46701740671",
    )  # fmt: skip
    assert asked(read) == {"phone": "phone_left"}
    again = row(N, {"0:2:phone": "070-174 06 81"}, Kontakt=f"Mats 070-174 06 71 {between} 06 81")
    assert (again.unsure, again.told.organisation.contact_phone) == ((), "+46701740681")


def test_extract_cut_short_is_the_extract():
    short = row(N, Krav="utdrag ur belastningsreg.")

    assert short.told == row(N, Krav="utdrag ur belastningsregistret").told
    assert asked(short) == {"children_present": "children_by_extract"}


@pytest.mark.parametrize(
    ("said", "modes", "minutes", "km"),
    [
        ("bil, 20 min", {Mode.CAR}, 20, None),
        ("cykel, max 2 mil", {Mode.CYCLE}, None, 20.0),
        ("bil 1 mil", {Mode.CAR}, None, 10.0),
    ],
)
def test_how_far_beside_by_what_is_how_far(said, modes, minutes, km):
    told = row(V, Färdsätt=said)

    new = told.told.new
    assert (told.unsure, new.modes, new.reach_minutes, new.reach_km) == ((), modes, minutes, km)


def test_licence_beside_by_what_is_what_she_has():
    told = row(V, Färdsätt="bil, B-kort")

    assert (told.unsure, told.told.new.modes) == ((), {Mode.CAR})
    assert [word.concept for word in told.told.new.words] == ["driving_licence"]


@pytest.mark.parametrize("said", ["ej körkort", "inget B-kort, cykel", "bil, körkort?"])
def test_licence_that_is_denied_or_doubted_is_none(said):
    assert row(V, Färdsätt=said).told.new.words == ()
