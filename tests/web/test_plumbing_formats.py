"""Dates, times and distances as a coordinator says them, in two languages; logs name nobody."""

from datetime import UTC, date, datetime, time

import phonenumbers
import pytest
from flask import render_template_string
from hypothesis import given
from hypothesis import strategies as st

from web.plumbing import formats
from web.plumbing.logging import redact


@pytest.fixture(params=["sv", "en"])
def spoken(request, app):
    """The language, inside a request that speaks it."""
    app.config["CLOCK"] = lambda: datetime(2026, 11, 22, 12, tzinfo=UTC)
    with app.test_request_context(f"/?lang={request.param}", base_url="http://localhost"):
        yield request.param


EVENING = datetime(2026, 12, 1, 23, 30, tzinfo=UTC)  # half past midnight in Stockholm

SAID = [
    (formats.day, (date(2026, 12, 1),), "tisdag 1 december 2026", "Tuesday 1 December 2026"),
    (formats.day, (EVENING,), "onsdag 2 december 2026", "Wednesday 2 December 2026"),
    (formats.weekday, (date(2026, 11, 27),), "fredag 27 november", "Friday 27 November"),
    (formats.weekday, (date(2027, 1, 8),), "fredag 8 januari 2027", "Friday 8 January 2027"),
    (formats.day_short, (date(2026, 11, 27),), "27 nov", "27 Nov"),
    (formats.clock, (time(10),), "kl. 10.00", "10:00"),
    (formats.clock, (EVENING,), "kl. 00.30", "00:30"),
    (formats.hours, (time(10), time(11, 15)), "kl. 10.00–11.15", "10:00–11:15"),
    (formats.moment, (EVENING,), "onsdag 2 december kl. 00.30", "Wednesday 2 December 00:30"),
    (formats.week, ("2026-W48",), "vecka 48", "week 48"),
    (formats.week, ("2027-W03",), "vecka 3", "week 3"),
    (formats.weeks_waited, (0,), "Ny den här veckan", "New this week"),
    (formats.weeks_waited, (1,), "Väntat 1 vecka", "Has waited 1 week"),
    (formats.weeks_waited, (19,), "Väntat 19 veckor", "Has waited 19 weeks"),
    (formats.kilometres, (0.4,), "under 1 km", "under 1 km"),
    (formats.kilometres, (3.2, "samma ort"), "samma ort, ca 3 km", "samma ort, about 3 km"),
    (formats.listed, (["fika"],), "fika", "fika"),
    (formats.listed, (["a", "b", "c"],), "a, b och c", "a, b and c"),
    (formats.listed, ([],), "", ""),
    (formats.in_words, (9,), "nio", "nine"),
    (formats.in_words, (13,), "13", "13"),
]


@pytest.mark.parametrize(("say", "what", "swedish", "english"), SAID)
def test_it_is_said(spoken, say, what, swedish, english):
    assert say(*what) == {"sv": swedish, "en": english}[spoken]


def test_month_keeps_its_letter_where_a_sentence_begins():
    assert formats.capital("monday 23 November") == "Monday 23 November"


def test_telephone_number_is_read_as_at_home_and_rung_as_from_abroad():
    link = formats.phone("+46701740612")

    assert link == '<a class="tel" href="tel:+46701740612"><bdi dir="ltr">070-174 06 12</bdi></a>'


def test_telephone_number_of_a_neighbour_keeps_its_country():
    assert formats.phone_words("+4722225555") == "+47 22 22 55 55"


def test_what_is_no_telephone_number_is_left_as_it_was_written():
    assert formats.phone_words("ring porten") == "ring porten"


@pytest.mark.usefixtures("spoken")
def test_names_in_a_list_are_escaped_once_wherever_the_list_is_said():
    said = "{{ _('Med %(whom)s.', whom=names) }}{{ names }}{{ ['<b>']|listed }}"
    names = formats.listed(["Kaffe & Kaka"])

    page = render_template_string(said, names=names)

    assert page.count("Kaffe &amp; Kaka") == 2
    assert page.endswith("&lt;b&gt;")


# ── what a log may say ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "personal",
    [
        "ada@example.org",
        "ada.b+c@mail.example.se",
        "070-174 06 12",
        "0701740612",
        "+46701740612",
        "+46 70 174 06 12",
        "19121212-1212",
        "121212-1212",
        "121212+1212",
        "191212121212",
        "Zk3v9QpW1xYt7rL0aBcDeFgHiJkLmNoPqRsTuVwX",
    ],
)
def test_r79_log_line_never_points_to_a_person(personal):
    assert personal not in redact(f"could not send to {personal}, (key)=({personal})")


@pytest.mark.parametrize(
    "plain",
    [
        "GET 200 in 13 ms",
        "run of 2026-W48 took 0.8 s",
        "volunteer 0k3v9qpw1xytr is paused until 2026-12-01",
        'File "web/plumbing/login.py", line 120, in _visitor',
    ],
)
def test_log_line_keeps_what_is_needed(plain):
    assert redact(plain) == plain


@given(digits=st.from_regex(r"07[02369]\d{7}", fullmatch=True), gap=st.sampled_from(["", " ", "-"]))
def test_no_mobile_number_passes_however_it_is_written(digits, gap):
    written = gap.join([digits[:3], digits[3:6], digits[6:8], digits[8:]])

    assert redact(f"ring {written}") == "ring [number]"


@given(st.integers(min_value=1_000_000, max_value=999_999_999))
def test_swedish_number_is_said_as_the_library_reads_it(national):
    number = f"+46{national}"

    said = formats.phone_words(number)

    parsed = phonenumbers.parse(number)
    assert said == phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
