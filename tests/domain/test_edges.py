"""Texts that say from when or until when, and nothing else."""

from datetime import date

import pytest

from matcher.domain.spoken.edges import edges
from matcher.domain.spoken_times import echo, understand

ON = date(2026, 11, 23)


def first(text):
    return edges(text, on=ON).first


def last(text):
    return edges(text, on=ON).last


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("börjar 4/12", date(2026, 12, 4)),
        ("kan börja den 4 december", date(2026, 12, 4)),
        ("kan från 1 februari", date(2027, 2, 1)),
        ("tidigast 1 mars", date(2027, 3, 1)),
        ("vill börja i februari", date(2027, 2, 1)),
        ("startar efter 10 januari", date(2027, 1, 11)),
        ("kan inte förrän 10/1", date(2027, 1, 10)),
        ("fr.o.m. v. 3", date(2027, 1, 18)),
        ("ledig från 10/1", date(2027, 1, 10)),
        ("available from 1 February", date(2027, 2, 1)),
        ("start 2027-02-01", date(2027, 2, 1)),
        ("från 29/2", date(2028, 2, 29)),
    ],
)
def test_first_day_is_the_next_such(text, day):
    assert first(text).is_sure
    assert first(text).days == (day,)
    assert last(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [("till 31 maj", date(2027, 5, 31)), ("t.o.m. maj", date(2027, 5, 31)),
     ("slutar 31/5", date(2027, 5, 31)), ("före 1/6", date(2027, 5, 31))],
)  # fmt: skip
def test_last_day_is_the_next_such(text, day):
    assert last(text).is_sure
    assert last(text).days == (day,)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("tidigast efter nyår", date(2027, 1, 2)),
        ("efter årsskiftet", date(2027, 1, 2)),
        ("kan börja efter jul", date(2026, 12, 27)),
        ("från våren", date(2027, 3, 1)),
    ],
)
def test_season_is_in_doubt_with_its_likely_day(text, day):
    assert not first(text).is_sure
    assert first(text).days == (day,)


def test_midsummer_is_in_doubt_and_ends_before_its_eve():
    assert not last("till midsommar").is_sure
    assert last("till midsommar").days == (date(2027, 6, 24),)


def test_easter_is_in_doubt_and_ends_before_good_friday():
    assert not last("till påsk").is_sure
    assert last("till påsk").days == (date(2027, 3, 25),)


def test_season_that_nobody_could_date_is_in_doubt_without_a_day():
    assert last("till sportlovet").days == ()


@pytest.mark.parametrize(
    ("text", "again"),
    [("börjar 4/10", date(2027, 10, 4)), ("från hösten", date(2027, 9, 1)),
     ("från 4/1-26", date(2027, 1, 4))],
)  # fmt: skip
def test_day_that_has_been_is_in_doubt_and_may_be_none(text, again):
    assert first(text).may_be_none
    assert not first(text).is_sure
    assert first(text).days == (again,)


def test_end_before_its_beginning_is_in_doubt():
    found = edges("från 4/12-26 till 1/12-26", on=ON)

    assert found.first.is_sure
    assert not found.last.is_sure
    assert found.last.days == (date(2027, 12, 1),)


def test_day_far_ahead_has_its_year():
    assert first("från 1/9").may_be_none
    assert first("från 1/9 2027").is_sure
    assert last("till 31/10").may_be_none
    assert last("till 31/10 2027").is_sure


@pytest.mark.parametrize(
    "text",
    ["", "tis fm från 1/2", "1/2", "i februari", "efter 17", "till 11", "sjuk till februari",
     "tills vidare", "bortrest till 4/12", "från 1/2 och från 4/2", "från 1/2" * 30,
     "available from 4/12 until lunch"],
)  # fmt: skip
def test_text_that_says_anything_else_is_none(text):
    assert edges(text, on=ON) is None


def test_times_until_midsummer_are_asked_about_with_a_day():
    found = understand("onsdagar 10-12 till midsommar", on=ON)

    assert found.questions[0].answers == ("till och med 24 juni 2027",)


def test_times_begin_when_somebody_can_begin():
    found = understand("tis fm, kan börja i februari", on=ON)

    assert echo(found.availability) == "tisdagar 9–12 från 1 februari 2027"
