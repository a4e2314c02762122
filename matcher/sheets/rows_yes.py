"""A person's own yes in a row: the day, who heard it and how, asked for at once (R19, R20)."""

import re
from dataclasses import replace
from datetime import date

from matcher.domain.consent import CONSENT_TEXT_VERSION, Channel, ConsentKind, NewConsent
from matcher.sheets import rows_health, yeses
from matcher.sheets.readings import Reading, Refused, Understood, Unsure, World, unsure
from matcher.sheets.rows import Cell, Cells

_YESES = ((ConsentKind.MATCHING, "consent_on"), (ConsentKind.HEALTH, rows_health.HEALTH_YES))
# What is vouched for of a whole list is that they would be matched, and never their health (R20).
_INCOMPLETE = {
    ConsentKind.MATCHING: "consent_incomplete",
    ConsentKind.HEALTH: "health_yes_incomplete",
}
# A bare yes: not on which day it was, or neither that nor who heard it and how.
_UNDATED = "day_missing"
_UNTOLD = {ConsentKind.MATCHING: "consent_untold", ConsentKind.HEALTH: "health_yes_untold"}
BARE = frozenset({_UNDATED, *_UNTOLD.values()})
_NO_DAY, _HALF_TOLD = "day_not_read", "own_yes_half_told"


def how(text: str, _world: World) -> Reading:
    channel = yeses.CHANNELS.get(text.strip().casefold())
    if channel:
        return Understood(channel)
    return unsure("channel_not_read", "telefon", "personligen", "papper", said=text[:40])


def is_denied(found: Cells) -> bool:
    """The list itself says no: "nej, ej tillfrågad", or that somebody else has said yes for her,
    which is no yes of hers (R19). Nothing is kept of her before she is asked;
    where it says nothing at all she is an enquiry, for a centre's own list is of those who called.
    """
    cell = found.by_field.get("consent_on")
    if cell is None or yeses.is_no(cell.written):
        return cell is not None
    if not yeses.is_anothers(cell.written):
        return False
    called = (found.written(name) for name in ("name", "first_name", "surname"))
    return not yeses.is_hers(cell.written, re.findall(r"\w+", " ".join(called)))


def ask_for_the_whole(found: Cells) -> None:
    """Of a yes that is no day, "ja muntl" or "god man ok", all of it is asked for in one question:
    the day, how and who heard it. Where columns of their own tell how and who, the day alone is.
    """
    if found.get("consent_heard_by") and found.get("consent_how"):
        return
    for _, name in _YESES:
        cell = found.by_field.get(name)
        read = cell.reading if cell else None
        is_asked = isinstance(read, Unsure) and read.fault.code == _NO_DAY and not read.choices
        if cell is not None and is_asked:
            found.by_field[name] = replace(cell, reading=unsure(_HALF_TOLD, said=cell.written[:60]))


def tell_apart(found: Cells) -> None:
    """Who heard it and how, where they stand in the cell of the day and have no other."""
    cell = found.by_field.get("consent_on")
    told = yeses.apart(cell.written) if cell else None
    if cell is None or told is None or cell.value is None:
        return
    for name, value in (("consent_heard_by", told.heard_by), ("consent_how", told.how)):
        if value and not found.was_told(name):
            found.by_field[name] = Cell(name, cell.written, Understood(value))


def consents_of(found: Cells) -> tuple[NewConsent, ...]:
    """A yes with its day, who heard it and how; what lacks one of them is asked for, and is no
    consent until somebody has told it, or vouched for it.
    """
    ask_for_the_whole(found)
    heard_by, how = found.get("consent_heard_by"), found.get("consent_how")
    consents = []
    for kind, name in _YESES:
        on, cell = found.get(name), found.by_field.get(name)
        if _is_bare(cell) and not (heard_by and how):
            found.refuse(name, _UNTOLD[kind])
        if cell is None or not isinstance(on, date):
            continue
        own = yeses.apart(cell.written)
        heard = (own and own.heard_by) or heard_by, (own and own.how) or how
        if heard[0] and heard[1]:
            consents.append(NewConsent(kind, on, heard[0], heard[1], CONSENT_TEXT_VERSION))
        elif not _is_asked(found, "consent_how"):  # which is one question enough
            found.by_field[name] = replace(cell, reading=_asked(kind, on, *heard))
    return tuple(consents)


def _asked(kind: ConsentKind, on: date, heard_by: str | None, way: Channel | None) -> Unsure:
    """What is missing of a yes; where it is only how, each way is a ready answer."""
    is_how = heard_by and not way
    ready = (f"{on} {way}, {heard_by}" for way in ("telefon", "personligen", "papper"))
    return unsure(_INCOMPLETE[kind], *(ready if is_how else ()), value=on)


def _is_asked(found: Cells, name: str) -> bool:
    return found.was_told(name) and isinstance(found.by_field[name].reading, Unsure)


def _is_bare(cell: Cell | None) -> bool:
    return cell is not None and (
        isinstance(cell.reading, Refused) and cell.reading.fault.code == _UNDATED
    )


def health_yes(found: Cells) -> NewConsent | None:
    """A volunteer's own yes to keeping facts of health: all three parts of it, or none (R20)."""
    given = (yes for yes in consents_of(found) if yes.kind is ConsentKind.HEALTH)
    return next(given, None)
