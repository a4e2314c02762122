"""Dates, times, distances and telephone numbers, said as a coordinator would say them.

Everything is in the reader's language; moments are shown in Stockholm's time.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from functools import lru_cache

from babel.dates import format_date
from flask import Flask
from flask_babel import gettext, ngettext
from markupsafe import Markup

from matcher.domain import phones
from matcher.domain.calendar_weeks import STOCKHOLM, swedish_day
from web.plumbing.clock import today
from web.plumbing.languages import language

# fmt: off
SMALL_NUMBERS = {
    "sv": ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva",
           "tolv"),
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
           "eleven", "twelve"),
}
# fmt: on


NOT_DIALLED = re.compile(r"[^\d+]")


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(
        day=day,
        day_short=day_short,
        weekday=weekday,
        clock=clock,
        moment=moment,
        week=week,
        weeks_waited=weeks_waited,
        kilometres=kilometres,
        phone=phone,
        phone_words=phone_words,
        postcode=postcode,
        tel=tel,
        capital=capital,
        listed=listed,
        in_words=in_words,
        in_weeks=in_weeks,
    )
    app.jinja_env.globals.update(hours=hours, today=today)


def day(on: date | datetime) -> str:
    """`tisdag 1 december 2026`."""
    return _dated(_in_stockholm(on), "EEEE d MMMM y", language())


def weekday(on: date | datetime) -> str:
    """`fredag 27 november`; with its year when that is not this one."""
    local = _in_stockholm(on)
    pattern = "EEEE d MMMM" if local.year == today().year else "EEEE d MMMM y"
    return _dated(local, pattern, language())


def day_short(on: date | datetime) -> str:
    """`27 nov`; `27 nov 2025` when the year is not this one."""
    local = _in_stockholm(on)
    pattern = "d MMM" if local.year == today().year else "d MMM y"
    return _dated(local, pattern, language()).replace(".", "")


def capital(words: str) -> str:
    """A large first letter, as a sentence has; the rest stays: `Monday 23 November`."""
    return f"{words[:1].upper()}{words[1:]}"


def clock(at: time | datetime) -> str:
    """`kl. 10.00`, in English `10:00`."""
    return gettext("kl. %(time)s", time=_digits(at))


def hours(start: time | datetime, end: time | datetime) -> str:
    """`kl. 10.00–11.15`, in English `10:00–11:15`."""
    return gettext("kl. %(time)s", time=f"{_digits(start)}–{_digits(end)}")


def moment(at: datetime) -> str:
    """`fredag 27 november kl. 10.00`."""
    return f"{weekday(at)} {clock(at)}"


def week(iso_week: str) -> str:
    """`2026-W48` is said `vecka 48`."""
    return gettext("vecka %(number)s", number=int(iso_week.partition("-W")[2]))


def in_weeks(weeks: int) -> str:
    """`19 veckor`; nobody has waited zero weeks."""
    if weeks < 1:
        return gettext("mindre än en vecka")
    return ngettext("%(num)s vecka", "%(num)s veckor", weeks)


def weeks_waited(weeks: int) -> str:
    """`Väntat 19 veckor`; the first week has a sentence of its own."""
    if weeks < 1:
        return gettext("Ny den här veckan")
    return ngettext("Väntat %(num)s vecka", "Väntat %(num)s veckor", weeks)


def kilometres(km: float, near: str = "") -> str:
    """A distance with its precision: `samma ort, ca 3 km`, `under 1 km`.

    `near` is how near in words (same district, same locality …), put first when it is known.
    """
    said = gettext("under 1 km") if km < 1 else gettext("ca %(km)s km", km=round(km))
    return f"{near}, {said}" if near else said


def phone(number: str) -> Markup:
    """A link to ring. `number` is E.164; a Swede reads it as `070-174 06 12`."""
    return Markup('<a class="tel" href="{}"><bdi dir="ltr">{}</bdi></a>').format(
        tel(number), phone_words(number)
    )


def tel(number: str) -> str:
    """`tel:+46701740612`, from E.164 or from what somebody wrote."""
    return f"tel:{NOT_DIALLED.sub('', number)}"


def phone_words(number: str) -> str:
    """`070-174 06 12` for a Swedish number, `+47 …` for another, as written if not a number."""
    return phones.shown(number)


def postcode(code: str | None) -> str:
    """`753 20`, on one line; empty where none is told."""
    return f"{code[:3]}\N{NO-BREAK SPACE}{code[3:]}" if code else ""


def listed(words: Iterable[object]) -> str:
    """`fika, stickning och körsång`: what people wrote, as they wrote it. The page escapes it."""
    *first, last = [str(word) for word in words] or [""]
    joint = gettext("och")
    return f"{', '.join(first)} {joint} {last}" if first else last


def in_words(number: int) -> str:
    """`nio`, to twelve; digits from there."""
    small = SMALL_NUMBERS[language()]
    return small[number] if 0 <= number < len(small) else str(number)


def _in_stockholm(on: date | datetime) -> date:
    return swedish_day(on) if isinstance(on, datetime) else on


@lru_cache(maxsize=4096)  # a page has a date a line, and Babel takes each pattern apart anew
def _dated(on: date, pattern: str, code: str) -> str:
    return format_date(on, pattern, locale=code)


def _digits(at: time | datetime) -> str:
    local = at.astimezone(STOCKHOLM) if isinstance(at, datetime) else at
    return f"{local:%H.%M}" if language() == "sv" else f"{local:%H:%M}"
