"""Phones as Swedes write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain import phones
from matcher.domain.phones import Phone, PhoneFault

ONE_NUMBER = Phone("+46701740612")


@pytest.mark.parametrize(
    "written",
    [
        "0701740612",
        "070-174 06 12",
        "070-1740612",
        "070 174 06 12",
        "070/174 06 12",
        "070.174.06.12",
        "070–174 06 12",
        "(070) 174 06 12",
        "+46 70 174 06 12",
        "+46 (0)70-174 06 12",
        "0046 70 174 06 12",
        "46701740612",
        "701740612",
        "701740612.0",
        "Mobil: 070-174 06 12",
        "tel. 070-174 06 12",
        "tfn 070-174 06 12",
        "  070-174 06 12 ",
    ],
)
def test_every_swedish_writing_of_a_number_is_the_same_number(written):
    assert phones.parse(written) == ONE_NUMBER


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "phone_empty"),
        ("   ", "phone_empty"),
        ("0" * 61, "phone_too_long"),
        ("12345", "phone_too_short"),
        ("070-174 06 1", "phone_invalid"),
        ("070-174 06 12 (Eva)", "phone_has_words"),
        ("ring Eva", "phone_has_words"),
        ("070-174 06 12 / 070-174 06 13", "phone_several"),
        ("0701740612, 0701740613", "phone_several"),
        ("070-174 06 12 eller 070-174 06 13", "phone_several"),
    ],
)
def test_what_is_not_one_number_says_why(written, code):
    with pytest.raises(PhoneFault) as caught:
        phones.parse(written)

    assert caught.value.fault.code == code


def test_fault_does_not_repeat_the_number():
    with pytest.raises(PhoneFault) as caught:
        phones.parse("070-174 06 1")

    assert "174" not in str(caught.value) + str(caught.value.fault)


def test_landline_is_grouped_as_its_area_is():
    assert phones.parse("0901234 56").shown == "090-12 34 56"


def test_foreign_number_keeps_its_country():
    assert phones.parse("+358 40 1234567").shown == "+358 40 1234567"


@given(st.integers(5, 99))
def test_what_is_shown_reads_back_as_the_same_number(last):
    phone = phones.parse(f"07017406{last:02}")

    assert phones.parse(phone.shown) == phones.parse(phone.e164) == phone


def test_stored_number_is_shown_as_it_is_read():
    assert phones.shown("+46701740612") == ONE_NUMBER.shown == "070-174 06 12"


@given(st.text(max_size=80))
def test_text_is_a_phone_exactly_when_it_can_be_parsed(text):
    if phones.is_phone(text):
        assert phones.is_phone(phones.parse(text).e164)
    else:
        with pytest.raises(PhoneFault, match="phone_"):
            phones.parse(text)
