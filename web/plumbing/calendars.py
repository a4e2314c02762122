"""A file for a calendar: one event, as RFC 5545 wants it, and nothing of anybody in it (T19)."""

import hashlib
from datetime import UTC, datetime, timedelta

from flask_babel import gettext as _

from matcher.domain.calendar_weeks import STOCKHOLM
from matcher.services.visits import VisitsPage
from web.plumbing.formats import phone_words

LINE = 75  # octets, then the line is folded (RFC 5545, 3.1)
SWEDISH_TIME = (  # whoever names a zone tells what it is (RFC 5545, 3.6.5)
    "BEGIN:VTIMEZONE",
    "TZID:Europe/Stockholm",
    "BEGIN:DAYLIGHT",
    "DTSTART:19960331T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "END:STANDARD",
    "END:VTIMEZONE",
)


def meeting(page: VisitsPage, *, now: datetime) -> str:
    """The first meeting: the time, the centre and its number. No name, no street, no health."""
    assert page.meeting_at is not None
    ends = page.meeting_at + timedelta(minutes=page.minutes)
    about = _("Läs på din länk var ni ses. Förhindrad? Ring %(phone)s.",
              phone=phone_words(page.centre.phone))  # fmt: skip
    return event(
        uid=hashlib.sha256(page.event.encode()).hexdigest()[:32],
        changes=page.changes,
        begins=page.meeting_at,
        ends=ends,
        summary=_("Första mötet, %(centre)s", centre=page.centre.name),
        description=about,
        made=now,
    )


def regular(page: VisitsPage, *, now: datetime) -> str:
    """When they usually meet, again and again: the time, the centre and its number."""
    assert page.regular is not None
    found = page.regular
    next_on = found.next_on(now.astimezone(STOCKHOLM).date())
    begins = datetime.combine(next_on, found.start, STOCKHOLM)
    return event(
        uid=hashlib.sha256(f"{page.event} regular".encode()).hexdigest()[:32],
        changes=page.changes,
        begins=begins,
        ends=begins + timedelta(minutes=found.minutes),
        summary=_("Uppdrag, %(centre)s", centre=page.centre.name),
        description=_("Förhindrad? Ring %(phone)s.", phone=phone_words(page.centre.phone)),
        made=now,
        every_weeks=found.every_weeks,
    )


def event(
    *,
    uid: str,
    changes: int,
    begins: datetime,
    ends: datetime,
    summary: str,
    description: str,
    made: datetime,
    every_weeks: int = 0,
) -> str:
    """A calendar of one event, or of one that comes again. Text escaped, long lines folded, CRLF
    ends. What comes again stands on the clock of the wall, summer and winter; else it is in UTC.
    """
    again = [f"RRULE:FREQ=WEEKLY;INTERVAL={every_weeks}"] if every_weeks else []
    zone, said = (";TZID=Europe/Stockholm", _wall) if every_weeks else ("", _utc)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Handslag//sv",
        "METHOD:PUBLISH",
        *(SWEDISH_TIME if every_weeks else ()),
        "BEGIN:VEVENT",
        f"UID:{uid}@handslag",
        f"SEQUENCE:{changes}",  # a calendar that has it already moves it (RFC 5545, 3.8.7.4)
        f"DTSTAMP:{_utc(made)}",
        f"DTSTART{zone}:{said(begins)}",
        f"DTEND{zone}:{said(ends)}",
        *again,
        f"SUMMARY:{_escaped(summary)}",
        f"DESCRIPTION:{_escaped(description)}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _wall(at: datetime) -> str:
    return f"{at.astimezone(STOCKHOLM):%Y%m%dT%H%M%S}"


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> str:
    """At most 75 octets a line, never in the middle of a letter; the next begins with a space."""
    pieces, piece = [], ""
    for letter in line:
        if len(f"{piece}{letter}".encode()) > LINE:
            pieces.append(piece)
            piece = " "
        piece += letter
    return "\r\n".join([*pieces, piece])
