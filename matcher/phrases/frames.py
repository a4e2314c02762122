"""The frame of a meeting: when in the week, in which form, how far."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from babel.dates import format_date

from matcher.domain.frames import Meeting, Way
from matcher.domain.people import Form
from matcher.domain.regular_times import RegularTime
from matcher.languages import SOURCE
from matcher.phrases.voice import N_, capital, say

WEEKDAYS = (
    N_("måndagar"), N_("tisdagar"), N_("onsdagar"), N_("torsdagar"),
    N_("fredagar"), N_("lördagar"), N_("söndagar"),
)  # fmt: skip
FORMS: Mapping[Form, str] = {
    Form.HOME: N_("hemma"),
    Form.OUT: N_("ute tillsammans"),
    Form.PHONE: N_("på telefon"),
    Form.VIDEO: N_("i videosamtal"),
    Form.LETTERS: N_("i brev"),
    Form.GROUP: N_("i grupp"),
}
MODES: Mapping[str, str] = {
    "walk": N_("till fots"),
    "cycle": N_("med cykel"),
    "bus": N_("med buss"),
    "car": N_("med bil"),
}
EVERY: Mapping[int, str] = {
    2: N_("varannan vecka"),
    3: N_("var tredje vecka"),
    4: N_("var fjärde vecka"),
}
PARITIES: Mapping[str, str] = {"even": N_("jämna veckor"), "odd": N_("udda veckor")}


def meeting(found: Meeting, language: str = SOURCE, *, today: date | None = None) -> str:
    """`Tisdagar kl. 10.00–11.15, varannan vecka, från 1 december`; once: the day itself.

    A first day that has passed by `today` is left out.
    """
    hours = _hours(found.start, found.minutes, language)
    if found.every_weeks == 0:
        return f"{capital(_day(found.first_on, language, 'EEEE d MMMM'))} {hours}"
    said = [f"{capital(say(WEEKDAYS[found.weekday], language))} {hours}"]
    said += [rhythm] if (rhythm := _rhythm(found, language)) else []
    if today is None or found.first_on >= today:
        said.append(say(N_("från %(day)s"), language, day=_day(found.first_on, language, "d MMMM")))
    return ", ".join(said)


def regular_time(found: RegularTime, language: str = SOURCE, *, today: date) -> str:
    """`tisdagar kl. 10.00–11.30, varannan vecka, nästa gång 1 december`, within a sentence."""
    next_on = found.next_on(today)
    hours = _hours(found.start, found.minutes, language)
    said = [f"{say(WEEKDAYS[next_on.weekday()], language)} {hours}"]
    if found.every_weeks in EVERY:
        next_day = _day(next_on, language, "d MMMM")
        said.append(say(EVERY[found.every_weeks], language))
        said.append(say(N_("nästa gång %(day)s"), language, day=next_day))
    return ", ".join(said)


def held(found: Meeting, language: str = SOURCE) -> str:
    """In how many of the weeks ahead it holds, where it is not all."""
    if found.met >= found.of:
        return ""
    return say(N_("%(met)s av %(of)s gånger går."), language, met=found.met, of=found.of)


def way(found: Way, language: str = SOURCE) -> str:
    """`14 minuter med buss, ca 3 km`; with how far it may be where that is not sure."""
    said = []
    if found.mode is not None and found.minutes is not None:
        mode = say(MODES[found.mode], language)
        said.append(
            say(N_("ca %(minutes)s min %(mode)s"), language, minutes=found.minutes, mode=mode)
        )
    if found.same_place:
        said.append(say(N_("samma ort"), language))
    said.append(_kilometres(found, language))
    return capital(", ".join(said))


def form(found: Form, language: str = SOURCE) -> str:
    """How they would meet, within a sentence."""
    return say(FORMS[found], language)


def mode_words(mode: object, language: str = SOURCE) -> str:
    """`med buss`; nothing for a way of travelling that is not known."""
    known = MODES.get(str(mode))
    return say(known, language) if known else ""


def _kilometres(found: Way, language: str) -> str:
    if found.km < 1:
        return say(N_("under 1 km"), language)
    return say(N_("ca %(km)s km"), language, km=round(found.km))


def _rhythm(found: Meeting, language: str) -> str:
    if found.parity:
        return say(PARITIES[found.parity], language)
    every = EVERY.get(found.every_weeks)
    return say(every, language) if every else ""


def _hours(at: time, minutes: int, language: str) -> str:
    start = datetime.combine(date.min, at)
    end = start + timedelta(minutes=minutes)
    pattern = "%H.%M" if language == SOURCE else "%H:%M"
    return say(N_("kl. %(time)s"), language, time=f"{start:{pattern}}–{end:{pattern}}")


def _day(day: date, language: str, pattern: str) -> str:
    return format_date(day, pattern, locale=language)
