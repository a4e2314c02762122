"""R27: identity numbers are found wherever they stand, and nothing else is taken for one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain import identity_numbers, phones
from matcher.domain.identity_numbers import Kind

FICTION = [f"07017406{last:02}" for last in range(5, 100)]  # reserved for invented persons


def identity(born: date, serial: int, *, coordination: bool = False) -> str:
    """Twelve digits with a right check digit, for a date and a three-digit serial."""
    day = born.day + (60 if coordination else 0)
    nine = f"{born:%y%m}{day:02}{serial:03}"
    doubled = [int(digit) * (2 - at % 2) for at, digit in enumerate(nine)]
    check = -sum(value // 10 + value % 10 for value in doubled) % 10
    return f"{born.year // 100}{nine}{check}"


BORN = identity(date(1941, 3, 14), 238)
COORDINATED = identity(date(1988, 11, 2), 391, coordination=True)


def ways(twelve: str) -> list[str]:
    """As people write twelve digits."""
    century, day, last = twelve[:2], twelve[2:8], twelve[8:]
    dashed = f"{century}{day[:2]}-{day[2:4]}-{day[4:]}"
    return [
        twelve,
        f"{century}{day}-{last}",
        f"{century}{day} {last}",
        f"{century}{day} - {last}",
        f"{day}-{last}",
        f"{day}–{last}",
        f"{day}+{last}",
        f"{day} {last}",
        f"{dashed}-{last}",
        f"{day}{last}",
    ]


@pytest.mark.parametrize("text", ways(BORN))
def test_r27_personnummer_is_refused_however_it_is_written(text):
    assert identity_numbers.refused(text)


@pytest.mark.parametrize("text", ways(COORDINATED))
def test_r27_coordination_number_is_refused_however_it_is_written(text):
    assert identity_numbers.refused(text)


@pytest.mark.parametrize(
    "text",
    [
        "070-174 06 12",
        "070 174 06 07",
        "+46 70 174 06 07",
        "+46701740607",
        "08-123 456 78",
        "2026-07-03",
        "20260703",
        "2026-11-22 14:30",
        "v. 28–31",
        "556036-0793",  # an organisation number: no month is 60
        "5560360793",
        "bankgiro 5050-1055",
        "OCR 123456789012345678",
        "4111 1111 1111 1111",
        "903 26 Umeå",
        "410314-2380",  # a wrong check digit
        "411314-2382",  # no thirteenth month
        "410231-2385",  # no such day
        "",
    ],
)
def test_r27_numbers_that_are_no_identity_are_accepted(text):
    assert identity_numbers.find(text) == []


@pytest.mark.parametrize("number", ["19480512-1234", "480512-1234", "480512+1234", "480572-1234"])
def test_r27_typed_number_with_a_digit_wrong_is_refused_and_the_rest_stays(number):
    text = f"prata me folk {number}, schack"

    assert identity_numbers.refused(text)
    assert identity_numbers.without(text) == "prata me folk , schack"


@pytest.mark.parametrize(
    "text",
    ["070123-4567", "070174-0605", "411314-2380", "410231-2380", "556036-0790", "480512 1234"],
)
def test_r27_typed_number_that_may_be_a_phone_or_has_no_day_is_no_mistyped_one(text):
    assert not identity_numbers.refused(text)


def test_r27_number_within_a_sentence_is_marked_where_it_stands():
    number = f"{BORN[2:8]}-{BORN[8:]}"
    text = f"Aino, {number}, vill ha sällskap."

    (span,) = identity_numbers.find(text)

    assert text[span.start : span.end] == number


def test_r27_kind_tells_coordination_numbers_from_others():
    kinds = [span.kind for span in identity_numbers.find(f"{BORN} och {COORDINATED}")]

    assert kinds == [Kind.PERSONNUMMER, Kind.SAMORDNINGSNUMMER]


def test_r27_bare_number_that_could_be_a_phone_is_asked_about():
    spans = [identity_numbers.find(number) for number in FICTION]

    assert [span.sure for found in spans for span in found] == [False] * 10


def test_r27_phone_field_reads_a_phone_first():
    assert [n for n in FICTION if identity_numbers.find_in_phone_field(n)] == []


def test_r27_phone_field_still_refuses_an_identity_number():
    assert identity_numbers.find_in_phone_field(BORN)[0].sure


def test_r27_phones_as_we_show_them_are_never_identity_numbers():
    shown = [phones.parse(number).shown for number in FICTION]

    assert [text for text in shown if identity_numbers.find(text)] == []


def test_r27_oddly_grouped_number_is_asked_about():
    odd = f"{BORN[2:6]} {BORN[6:8]} {BORN[8:10]} {BORN[10:]}"

    assert [span.sure for span in identity_numbers.find(odd)] == [False]


def test_r27_day_still_to_come_is_no_date_of_birth():
    future = identity(date(2026, 12, 24), 238)

    assert identity_numbers.find(future, on=date(2026, 11, 22)) == []


def test_r27_day_and_hour_with_a_lucky_check_digit_are_asked_about():
    born = identity(date(2026, 7, 3), 140)
    text = f"2026-07-03 {born[8:]}"

    assert [span.sure for span in identity_numbers.find(text)] == [False]


days = st.dates(date(1900, 1, 1), date(2026, 11, 22))


@given(days, st.integers(0, 999), st.booleans(), st.integers(0, 8))
def test_r27_every_identity_number_with_a_joint_or_a_century_is_refused(
    born, serial, coordination, way
):
    text = ways(identity(born, serial, coordination=coordination))[way]
    spans = identity_numbers.find(f"nr {text}.")

    # Ten digits parted by a space only, and readable as a phone, are asked about instead.
    assert [span.sure or (way == 7 and phones.is_phone(text)) for span in spans] == [True]


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(0, 23), st.integers(0, 59))
def test_r27_days_and_times_are_never_refused(day, hour, minute):
    assert not identity_numbers.refused(f"{day} {hour:02}:{minute:02} till {day + timedelta(7)}")


@given(st.text(max_size=200))
def test_r27_any_text_is_searched_without_error(text):
    for span in identity_numbers.find(text):
        assert 0 <= span.start < span.end <= len(text)
