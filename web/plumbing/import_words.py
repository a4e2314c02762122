"""A row of a list in words: what was understood, what is asked, what is not kept, and why."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from matcher import phrases
from matcher.domain.clearance import Step
from matcher.domain.errors import Fault
from matcher.domain.places import Place, Precision
from matcher.services.import_left_out import UNSAID
from matcher.services.import_rows import Checked, Outcome
from matcher.services.imports import ListKind
from matcher.sheets.rows import ToldNeed
from matcher.sheets.unread import Unread
from web.plumbing import formats, import_changes, import_row_notes
from web.plumbing.cell_words import Named, say
from web.plumbing.import_questions import (
    Ask,
    Shared,
    ask,
    can_be_mended,
    given,
    label,
    own,
)
from web.plumbing.languages import language

OUTCOMES: Mapping[Outcome, tuple[Any, str]] = {
    Outcome.NEW: (_l("Ny"), "next"),
    Outcome.CHANGED: (_l("Ändras"), "wait"),
    Outcome.SAME: (_l("Som förut"), "off"),
    Outcome.SKIPPED: (_l("Hoppas över"), "off"),
    Outcome.REFUSED: (_l("Tas inte in"), "late"),
    Outcome.ASKED: (_l("Svara först"), "late"),
}
UNSURE = (_l("Osäker"), "wait")  # as before, but for what changes nothing before it is answered
_NAMES = ("name", "first_name", "surname", "organisation", "title")
TWINS: Mapping[str, Any] = {
    "phone": _l("Samma telefonnummer som %(name)s."),
    "email": _l("Samma e-post som %(name)s."),
    "name_and_place": _l("Samma namn och ort som %(name)s."),
    "name_and_year": _l("Samma namn och födelseår som %(name)s."),
    "name": _l("Samma namn som %(name)s."),
    "title": _l("Samma organisation och uppdrag som ”%(name)s”."),
}
PRECISIONS: Mapping[Precision, Any] = {
    Precision.ADDRESS: _l("adress"),
    Precision.AREA: _l("områdets mitt"),
    Precision.POSTCODE: _l("postnumrets mitt"),
    Precision.LOCALITY: _l("ortens mitt"),
    Precision.MUNICIPALITY: _l("kommunens mitt"),
    Precision.UNKNOWN: _l("okänd plats"),
}
ASIDES: Mapping[str, Any] = {
    "heading": _l("bara en cell är ifylld, så vi läser den som en mellanrubrik"),
    "footer": _l("en summa eller en anmärkning"),
    "header_again": _l("rubrikerna en gång till"),
    "no_headers": _l("vi hittar ingen rubrikrad där, så inget av det läses"),
    "protected": _l(
        "skyddade personuppgifter. Vi har inte läst raden och sparar inget av den. Ta den på papper"
    ),
}


@dataclass(frozen=True, slots=True)
class RowWords:
    """A row as the page shows it."""

    key: str
    number: int
    sheet: str
    called: str
    outcome: str
    look: str
    told: list[dict[str, str]]
    asks: list[Ask]
    given: list[Ask]
    refused: list[str]
    fault: str | None
    twin: str | None
    choices: list[tuple[str, str]]
    chosen: str
    changes: list[str]
    come: str
    gone: str
    notes: list[str]
    waits: str | None
    echo: str  # what was understood, in one line

    @property
    def is_quiet(self) -> bool:
        """Whether it asks nothing, and nothing of it is to be looked at: it may be folded."""
        asks = self.asks or self.given or self.choices or self.fault or self.notes or self.refused
        return not (asks or self.changes or self.come or self.gone)


def row(checked: Checked, kind: ListKind, named: Named, shared: Shared) -> RowWords:
    """The row in the reader's language, without what several rows ask alike."""
    read = checked.row
    is_edited = checked.outcome is Outcome.SAME and checked.edited
    words, look = UNSURE if is_edited else OUTCOMES[checked.outcome]
    told = _told(checked, kind, named)
    asks = [ask(read, cell, kind) for cell in own(checked, shared)]
    return RowWords(
        key=read.key,
        number=read.number,
        sheet=read.sheet,
        called=_called(checked),
        outcome=str(words),
        look=look,
        told=told,
        asks=asks,
        given=given(read, asks, kind),
        refused=[
            f"{label(cell.field, kind)}: {phrases.list_fault(cell.reading.fault, language())}"  # type: ignore[union-attr]
            for cell in checked.refused
            if not can_be_mended(cell)
        ],
        fault=phrases.list_fault(read.fault, language()) if read.fault else None,
        twin=_twin(checked),
        choices=_choices(checked, kind),
        chosen=checked.choice.value,
        changes=import_changes.changed(checked, kind, named),
        come=import_changes.several(checked.would.come, named),
        gone=import_changes.several(checked.would.gone, named),
        notes=import_row_notes.notes(checked, kind),
        waits=_waits(checked, kind),
        echo="; ".join(one["value"] for one in told if one["label"] not in _names(kind)),
    )


def _names(kind: ListKind) -> set[str]:
    return {label(name, kind) for name in _NAMES}


def because(fault: Fault) -> str:
    """Why a row was not taken in, of a saved list: nothing that stood in it is kept to be said."""
    said = phrases.list_fault(fault, language())
    return re.sub(f":? [”“]{UNSAID}[”“]", "", said)


def unread(columns: Sequence[Unread]) -> str:
    """Columns that are not taken in, each with how many rows say something there."""
    return ", ".join(
        ngettext(
            "”%(title)s” (%(num)s rad)", "”%(title)s” (%(num)s rader)", column.rows,
            title=column.title or _("Utan rubrik"),
        )
        for column in columns
    )  # fmt: skip


def _called(checked: Checked) -> str:
    told = checked.row.told
    if isinstance(told, ToldNeed):
        return f"{told.organisation.name}: {told.need.title}"
    if told is not None:
        return f"{told.new.first_name} {told.new.surname}".strip()
    written = {cell.field: cell.written for cell in checked.row.cells}
    return " ".join(written[name] for name in _NAMES if name in written)[:80]


def _told(checked: Checked, kind: ListKind, named: Named) -> list[dict[str, str]]:
    found = []
    is_open = import_row_notes.wishes_nothing_yet(checked)
    for cell in checked.row.cells:
        if is_open and cell.field == "kind":
            continue
        words = say(cell.value, named, cell.field) if cell.value is not None else ""
        if words:
            found.append({"label": label(cell.field, kind), "value": words})
    place = _place(checked)
    if place is not None:
        found.append({"label": _("Plats"), "value": place})
    reckoned = _reckoned(checked, named)
    if reckoned is not None and not is_open:
        found.append({"label": _("Hur ofta och länge"), "value": reckoned})
    return found


def _reckoned(checked: Checked, named: Named) -> str | None:
    """What is reckoned with where the list says nothing of how often or how long."""
    need = getattr(checked.row.told, "need", None)
    told = {cell.field for cell in checked.row.cells}
    silent = [name for name in ("every_weeks", "minutes") if need and name not in told]
    if need and need.availability and need.availability.is_known and need.every_weeks != 1:
        silent = [name for name in silent if name != "every_weeks"]  # its times say how often
    said = ", ".join(say(getattr(need, name), named, name) for name in silent)
    return _("%(said)s. Så räknar vi när listan inte säger annat.", said=said) if said else None


def _place(checked: Checked) -> str | None:
    told = checked.row.told
    whose = getattr(told, "new", None) or getattr(told, "need", None)
    place: Place | None = getattr(whose, "place", None)
    if place is None:
        return None
    return f"{place.label or ''}, {PRECISIONS[place.precision]}".lstrip(", ")


def _twin(checked: Checked) -> str | None:
    if checked.twin is None:
        return None
    if checked.twin.row is not None:
        if isinstance(checked.row.told, ToldNeed):
            return _("Samma uppdrag som rad %(row)s i listan?", row=checked.twin.row)
        return _("Samma person som rad %(row)s i listan?", row=checked.twin.row)
    return str(TWINS[checked.twin.why.value]) % {"name": checked.twin.name}


def _choices(checked: Checked, kind: ListKind) -> list[tuple[str, str]]:
    """What can be done with a row that may be somebody we know."""
    if checked.twin is None or checked.row.told is None:
        return []
    is_need = kind is ListKind.NEEDS
    both = _("Två olika uppdrag: behåll båda") if is_need else _("Två olika personer: behåll båda")
    if checked.twin.is_gone:
        return [("new", both), ("skip", _("Samma, som inte är med längre: hoppa över raden"))]
    merge = [("merge", _("Samma: ändra det vi har"))] if checked.twin.id else []
    return [*merge, ("new", both), ("skip", _("Hoppa över raden"))]


def _waits(checked: Checked, kind: ListKind) -> str | None:
    if not checked.is_missing or checked.denies:
        return None
    if kind is ListKind.WAITING:
        return _("Personens eget ja saknas. Vi sparar, påminner om att ringa och föreslår ingen.")
    steps = [name for name in checked.is_missing if name != "state"] or checked.is_missing
    rest = getattr(checked.row.told, "rest", None)
    if rest is not None and steps == ("state",):
        return _rests(rest.until_on)
    missing = dict.fromkeys(_step(step, checked, kind) for step in steps)
    number = len(missing)
    said = ", ".join(missing).lower()
    return ngettext(
        "Föreslås inte än. Ett steg saknas: %(said)s.",
        "Föreslås inte än. %(num)s steg saknas: %(said)s.",
        number,
        said=said,
    )


def _rests(until_on: date | None) -> str:
    if until_on is None:
        return _("Sparas som aktiv, med paus tills vidare.")
    return _("Sparas som aktiv, med paus till %(day)s.", day=formats.day(until_on))


def _step(name: str, checked: Checked, kind: ListKind) -> str:
    """A step that is missing; of two references one may have been taken."""
    taken = [cell.value for cell in checked.row.cells if cell.field == name == Step.REFERENCE]
    return _("En referens till") if any(taken) else label(name, kind)
