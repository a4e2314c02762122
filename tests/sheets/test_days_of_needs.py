"""Periods and days of a list of needs, and years of those who come in two."""

from datetime import date

import pytest

from matcher.sheets.readings import Understood
from tests.sheets.test_what_cells_mean import N, V, row

TWO_DAYS = "14/1 2027, 15/1 2027 kl 16-18"


@pytest.mark.parametrize("header", ["Period", "Startdatum", "Tid"])
@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("5/12 2026 – 30/5 2027", date(2026, 12, 5), date(2027, 5, 30)),
        ("jan–maj 2027", date(2027, 1, 1), date(2027, 5, 31)),
        ("2026-12-05 – 2027-05-30", date(2026, 12, 5), date(2027, 5, 30)),
    ],
)
def test_period_has_its_first_day_and_its_last(header, said, first, last):
    read = row(N, **{header: said})

    assert (read.unsure, read.told.need.from_on, read.told.need.until_on) == ((), first, last)


@pytest.mark.parametrize(
    "said", ["14-15/1 2027 kl 16-18", "14 och 15/1 2027 kl 16-18", "14–15 jan 2027 kl 16-18"]
)
def test_two_days_written_as_one_are_both_of_them(said):
    read = row(N, Tid=said)

    assert read.unsure == ()
    assert read.told.need.availability == row(N, Tid=TWO_DAYS).told.need.availability


def test_hours_are_no_days_of_a_month():
    assert row(N, Tid="tis 14-16 jan–maj 2027").told.need.minutes == 120


def test_first_and_third_tuesday_are_not_every_week():
    need = row(N, Tid="1:a o 3:e tis kl 14-16").told.need

    assert (need.every_weeks, need.availability_said) == (2, "1:a o 3:e tis kl 14-16")


def test_two_ages_are_the_years_of_a_couple_and_no_years_of_birth():
    [cell] = [c for c in row(V, Ålder="74 och 72").cells if c.field == "birth_year"]

    assert len(cell.reading.choices) == 4
    assert {"1974", "1972"}.isdisjoint(cell.reading.choices)


@pytest.mark.parametrize("header", ["Född", "Ålder"])
def test_year_of_two_figures_after_born_is_no_age(header):
    [cell] = [c for c in row(V, **{header: "f. 88"}).cells if c.field == "birth_year"]

    assert cell.reading == Understood(1988)


def test_who_speaks_fluently_has_not_said_that_it_is_her_mother_tongue():
    fluent = row(V, Språk="tyska flytande").told.new.languages

    assert fluent == row(V, Språk="tyska").told.new.languages


@pytest.mark.parametrize("said", ["14-15/1", "14–15/1 kl 10–12", "14/1"])
def test_days_that_follow_each_other_are_once_and_no_habit(said):
    assert row(N, När=said).told.need.every_weeks == 0


@pytest.mark.parametrize("said", ["14-15/1", "1:a o 3:e tis", "torsdagar"])
def test_days_without_hours_do_not_say_how_long_it_is(said):
    read = row(N, När=said)

    assert (read.unsure, read.told.need.minutes) == ((), 60)
    assert read.told.need.availability.is_without_hours


@pytest.mark.parametrize("header", ["Period", "När"])
@pytest.mark.parametrize("said", ["vt 2027", "VT 27", "våren 2027", "vårterminen", "vt"])
def test_need_of_a_term_begins_with_it_and_its_days_are_asked_about(header, said):
    read = row(N, **{header: said})

    assert {cell.field: cell.reading.choices[0] for cell in read.unsure} == {
        "from_on": "2027-01-10", "until_on": "2027-06-10"
    }  # fmt: skip
    assert read.told.need.from_on == date(2027, 1, 10)


def test_need_of_a_term_that_is_over_is_not_taken_in():
    assert row(N, Period="vt 2026").fault.code == "already_over"


def test_need_of_this_term_has_begun_and_is_asked_when_it_ends():
    read = row(N, Period="ht 2026")

    assert [cell.field for cell in read.unsure] == ["until_on"]
