"""A file for a calendar: one event, as RFC 5545 wants it, and nothing of anybody in it (T19)."""

import hashlib
from datetime import UTC, datetime, timedelta

from flask_babel import gettext as _

from matcher.services.visits import VisitsPage
from web.plumbing.formats import phone_words

LINE = 75  # octets, then the line is folded (RFC 5545, 3.1)


def meeting(page: VisitsPage, *, uid: str, now: datetime) -> str:
    """The first meeting: the time, the centre and its number. No name, no street, no health."""
    assert page.meeting_at is not None
    ends = page.meeting_at + timedelta(minutes=page.minutes)
    about = _("Läs på din länk var ni ses. Förhindrad? Ring %(phone)s.",
              phone=phone_words(page.centre.phone))  # fmt: skip
    return event(
        uid=hashlib.sha256(uid.encode()).hexdigest()[:32],
        begins=page.meeting_at,
        ends=ends,
        summary=_("Första mötet, %(centre)s", centre=page.centre.name),
        description=about,
        made=now,
    )


def event(
    *, uid: str, begins: datetime, ends: datetime, summary: str, description: str, made: datetime
) -> str:
    """A calendar of one event. Moments in UTC, text escaped, long lines folded, CRLF ends."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Handslag//sv",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{uid}@handslag",
        f"DTSTAMP:{_utc(made)}",
        f"DTSTART:{_utc(begins)}",
        f"DTEND:{_utc(ends)}",
        f"SUMMARY:{_escaped(summary)}",
        f"DESCRIPTION:{_escaped(description)}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


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
