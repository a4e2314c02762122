"""From when and until when, said among other things: a start is a start, and never at once."""

from datetime import date, timedelta

import pytest

from matcher.domain.spoken_times import echo
from matcher.sheets import out
from matcher.sheets.fields import ListKind
from matcher.sheets.readings import Refused, Understood, Unsure
from tests.sheets.test_lists import WORLD, cell, row_of, rows_of

NEXT = WORLD.on.year + 1


def waiting(**cells):
    named = {"Namn": "Aino Virtanen", "Telefon": "070-174 06 11"} | cells
    return rows_of(out.text(list(named), [list(named.values())]), ListKind.WAITING)[2]


def need(**cells):
    named = {"Organisation": "Tegs kyrka", "Rubrik": "Fika"} | cells
    return rows_of(out.text(list(named), [list(named.values())]), ListKind.NEEDS)[2]


def begins(row):
    told = row.told
    return told.begins_on if hasattr(told, "begins_on") else told.need.from_on


@pytest.mark.parametrize("list_of", [row_of, waiting, need])
@pytest.mark.parametrize("column", ["Övrigt", "När"])
@pytest.mark.parametrize("said", ["från 1 februari", "kan börja 1/2", "tidigast i februari"])
def test_remark_on_a_first_day_is_that_day(list_of, column, said):
    row = list_of(**{column: said})

    assert begins(row) == date(NEXT, 2, 1)
    assert row.unsure == ()


@pytest.mark.parametrize("list_of", [row_of, waiting, need])
def test_season_is_asked_about_and_nothing_begins_before_it(list_of):
    row = list_of(Övrigt="tidigast efter nyår")
    asked = cell(row, "from_on").reading

    assert isinstance(asked, Unsure)
    assert asked.choices == (f"{NEXT}-01-02",)
    assert begins(row) == date(NEXT, 1, 2)


@pytest.mark.parametrize("list_of", [waiting, need])
def test_day_that_has_been_is_asked_about(list_of):
    row = list_of(Övrigt="börjar 4/10")

    assert cell(row, "from_on").reading.choices == ("genast", f"{NEXT}-10-04")
    assert begins(row) is None


def test_answer_to_the_first_day_is_read():
    assert begins(waiting(Övrigt="börjar 4/10", **{"Kan börja": f"{NEXT}-10-04"})) == (
        date(NEXT, 10, 4)
    )
    assert waiting(Övrigt="börjar 4/10", **{"Kan börja": "genast"}).unsure == ()


@pytest.mark.parametrize("list_of", [waiting, need])
def test_last_day_is_kept_and_a_seasons_is_asked_about(list_of):
    sure, asked = list_of(Övrigt="till 31 maj"), list_of(Övrigt="till midsommar")

    assert sure.told.need.until_on == date(NEXT, 5, 31)
    assert isinstance(cell(asked, "until_on").reading, Unsure)
    assert asked.told.need.until_on is None


def test_first_day_beside_times_leaves_the_times_as_they_are():
    row = waiting(När="tis fm", Övrigt="börjar 1/2, gillar schack")

    assert echo(row.told.need.availability) == "tisdagar 9–12"
    assert row.told.need.from_on == date(NEXT, 2, 1)
    assert [word.concept for word in row.told.new.words] == ["chess"]


def test_volunteers_times_end_on_her_last_day():
    row = row_of(När="tis fm", Övrigt="till 31 maj")

    assert echo(row.told.new.availability) == f"tisdagar 9–12 till och med 31 maj {NEXT}"
    assert row.told.new.availability_said == f"tis fm, till och med 31 maj {NEXT}"


def test_volunteer_whose_last_day_alone_is_known_is_asked_for_her_times():
    row = row_of(Övrigt="kan till 31 maj")

    assert isinstance(cell(row, "availability").reading, Unsure)


def test_what_is_said_after_an_absence_is_of_that():
    assert begins(waiting(Övrigt="sjuk, till februari")) is None
    assert waiting(Övrigt="sjuk, till februari").told.need.until_on is None
    assert need(Övrigt="Inställt, till februari").told.need.until_on is None


def test_column_of_first_days_goes_before_a_remark_and_what_differs_is_asked_about():
    row = waiting(Övrigt="börjar 1/2", **{"Kan börja": f"{NEXT}-03-01"})

    assert begins(row) == date(NEXT, 3, 1)
    assert cell(row, "mixed").reading.fault.code == "mixed_left"


@pytest.mark.parametrize("said", ["genast", "omgående", "nu"])
def test_at_once_is_no_day(said):
    row = waiting(**{"Kan börja": said})

    assert isinstance(cell(row, "from_on").reading, Understood)
    assert begins(row) is None


def test_season_below_a_header_of_first_days_is_asked_about():
    assert cell(need(Börjar="efter jul"), "from_on").reading.fault.code == "start_asked"


def test_r30_escort_too_soon_is_refused_at_its_day_and_the_person_waits():
    soon = WORLD.on + timedelta(days=2)
    row = waiting(Önskar="läkarbesök", **{"Kan börja": soon.isoformat()})

    assert isinstance(cell(row, "from_on").reading, Refused)
    assert row.told.need.from_on is None


def test_end_that_has_been_is_refused_at_its_cell():
    row = waiting(**{"Kan till": "2020-05-31"})

    assert cell(row, "until_on").reading.fault.code == "already_over"
    assert row.told.need.until_on is None


WAITS = f"{WORLD.on.year}-12-27"


@pytest.mark.parametrize(
    "said", ["opererad, vill vänta till efter jul", "Opererad och väntar till efter jul"]
)
@pytest.mark.parametrize("list_of", [row_of, waiting])
def test_day_to_wait_for_within_a_sentence_is_asked_about_and_nothing_begins_before_it(
    list_of, said
):
    row = list_of(Övrigt=said)

    assert cell(row, "from_on").reading.choices == (WAITS, "genast")
    assert begins(row) == date.fromisoformat(WAITS)
    assert "pererad" in cell(row, "mixed").reading.fault.facts["said"]


@pytest.mark.parametrize("said", ["ring efter jul", "efter jul vill hon ha besök"])
def test_remark_on_a_wish_that_names_a_first_day_holds_it_till_then(said):
    assert begins(waiting(Övrigt=said)) == date.fromisoformat(WAITS)


@pytest.mark.parametrize(("answer", "day"), [("genast", None), (WAITS, date.fromisoformat(WAITS))])
def test_answer_to_a_day_to_wait_for_is_read(answer, day):
    assert begins(waiting(Övrigt="vill vänta till jul", **{"Kan börja": answer})) == day


@pytest.mark.parametrize("said", ["änka efter maken", "flyttade från Umeå", "vill vänta"])
def test_sentence_without_a_day_to_come_holds_nothing(said):
    assert begins(waiting(Övrigt=said)) is None
