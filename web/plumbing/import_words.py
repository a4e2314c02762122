"""A row of a list in words: what was understood, what is asked, what is not kept, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from matcher import phrases
from matcher.domain.clearance import Step
from matcher.domain.errors import Fault
from matcher.domain.places import Place, Precision
from matcher.domain.spoken_times import echo, understand
from matcher.languages import SOURCE
from matcher.services.import_rows import Checked, Outcome
from matcher.services.imports import ListKind
from matcher.sheets import shared_questions
from matcher.sheets.readings import Refused, Unsure
from matcher.sheets.rows import Cell, ToldNeed
from matcher.sheets.shared_questions import SharedQuestion
from web.plumbing.cell_words import Named, say
from web.plumbing.clock import today
from web.plumbing.languages import language

OUTCOMES: Mapping[Outcome, tuple[Any, str]] = {
    Outcome.NEW: (_l("Ny"), "next"),
    Outcome.CHANGED: (_l("Ändras"), "wait"),
    Outcome.SAME: (_l("Som förut"), "off"),
    Outcome.SKIPPED: (_l("Hoppas över"), "off"),
    Outcome.REFUSED: (_l("Tas inte in"), "late"),
}
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
    "protected": _l(
        "skyddade personuppgifter. Vi har inte läst raden och sparar inget av den. Ta den på papper"
    ),
}


Shared = Mapping[str, SharedQuestion]

_CLOSED = frozenset(["identity_number", "identity_column", "health_needs_consent"])


@dataclass(frozen=True, slots=True)
class Ask:
    """A question about a cell: what was written, the ready answers and the name of the field."""

    name: str
    label: str
    written: str
    question: str
    choices: tuple[tuple[str, str], ...]  # what is sent, and how it is said


@dataclass(frozen=True, slots=True)
class SharedAsk(Ask):
    """The same of several rows."""

    rows: int


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
    refused: list[str]
    fault: str | None
    twin: str | None
    choices: list[tuple[str, str]]
    chosen: str
    changes: list[str]
    waits: str | None


def shared(rows: Iterable[Checked]) -> Shared:
    """What several rows ask alike, to be asked once."""
    return shared_questions.shared((checked.row, _asking(checked)) for checked in rows)


def asked_once(question: SharedQuestion, kind: ListKind) -> SharedAsk:
    """A question of several rows; its answers take the place of what is asked about."""
    cell, label = question.cell, _label(question.cell.field, kind)
    choices = cell.reading.choices if isinstance(cell.reading, Unsure) else ()
    return SharedAsk(
        f"g:{question.key}",
        label,
        question.about,
        phrases.fault(_fault(cell), language()),
        tuple((text, _answer(cell, text)) for text in choices),
        question.rows,
    )


def row(checked: Checked, kind: ListKind, named: Named, shared: Shared) -> RowWords:
    """The row in the reader's language, without what several rows ask alike."""
    read = checked.row
    words, look = OUTCOMES[checked.outcome]
    return RowWords(
        key=read.key,
        number=read.number,
        sheet=read.sheet,
        called=_called(checked),
        outcome=str(words),
        look=look,
        told=_told(checked, kind, named),
        asks=[_ask(read.key, cell, kind) for cell in _own(checked, shared)],
        refused=[
            f"{_label(cell.field, kind)}: {phrases.fault(cell.reading.fault, language())}"  # type: ignore[union-attr]
            for cell in read.refused
            if not _can_be_mended(cell)
        ],
        fault=phrases.fault(read.fault, language()) if read.fault else None,
        twin=_twin(checked),
        choices=_choices(checked, kind),
        chosen=checked.choice.value,
        changes=list(dict.fromkeys(_label(name, kind) for name in checked.changes)),
        waits=_waits(checked, kind),
    )


def _asking(checked: Checked) -> tuple[Cell, ...]:
    """What gets a box: what is unsure, and what is not kept as it was written."""
    if checked.outcome is Outcome.SKIPPED:
        return ()
    read = checked.row
    return (*read.unsure, *(cell for cell in read.refused if _can_be_mended(cell)))


def _own(checked: Checked, shared: Shared) -> list[Cell]:
    """What this row alone asks."""
    return [cell for cell in _asking(checked) if shared_questions.key_of(cell) not in shared]


def _can_be_mended(cell: Cell) -> bool:
    """Whether other words may stand there: of an identity number, or health without a yes, none."""
    return isinstance(cell.reading, Refused) and cell.reading.fault.code not in _CLOSED


def _ask(key: str, cell: Cell, kind: ListKind) -> Ask:
    choices = cell.reading.choices if isinstance(cell.reading, Unsure) else ()
    piece = shared_questions.piece_of(cell)
    return Ask(
        f"a:{key}:{cell.field}",
        _label(cell.field, kind),
        cell.written,
        phrases.fault(_fault(cell), language()),
        tuple((_whole(cell, piece, text), _answer(cell, text)) for text in choices),
    )


def _fault(cell: Cell) -> Fault:
    assert isinstance(cell.reading, Unsure | Refused)
    return cell.reading.fault


def _whole(cell: Cell, piece: str, text: str) -> str:
    """The cell, with an answer in the place of the word it is about."""
    return shared_questions.with_piece(cell.written, piece, text) if piece else text


def _answer(cell: Cell, text: str) -> str:
    """A ready answer in the reader's language: times are said anew, words of ours translated."""
    if text == shared_questions.piece_of(cell):
        return _("Behåll ”%(word)s” som det står", word=text)
    if cell.field == "availability" and language() != SOURCE:
        found = understand(text, on=today())
        if found.is_certain and found.availability.is_known:
            return echo(found.availability, language())
    return phrases.list_answer(text, language())


def needs_a_look(checked: Checked, shared: Shared) -> bool:
    """Something is asked of this row alone, refused, alike or changed."""
    is_other = checked.outcome in (Outcome.REFUSED, Outcome.CHANGED, Outcome.SKIPPED)
    is_closed = any(not _can_be_mended(cell) for cell in checked.row.refused)
    return bool(is_other or is_closed or _own(checked, shared) or _is_alike(checked))


def _is_alike(checked: Checked) -> bool:
    return checked.twin is not None and checked.outcome is not Outcome.SAME


def _called(checked: Checked) -> str:
    told = checked.row.told
    if isinstance(told, ToldNeed):
        return f"{told.organisation.name}: {told.need.title}"
    if told is not None:
        return f"{told.new.first_name} {told.new.surname}".strip()
    written = {cell.field: cell.written for cell in checked.row.cells}
    names = ("name", "first_name", "surname", "organisation", "title")
    return " ".join(written[name] for name in names if name in written)[:80]


def _told(checked: Checked, kind: ListKind, named: Named) -> list[dict[str, str]]:
    found = []
    for cell in checked.row.cells:
        words = say(cell.value, named, cell.field) if cell.value is not None else ""
        if words:
            found.append({"label": _label(cell.field, kind), "value": words})
    place = _place(checked)
    if place is not None:
        found.append({"label": _("Plats"), "value": place})
    return found


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
    merge = [("merge", _("Samma: ändra det vi har"))] if checked.twin.id else []
    return [*merge, ("new", both), ("skip", _("Hoppa över raden"))]


def _waits(checked: Checked, kind: ListKind) -> str | None:
    if not checked.is_missing:
        return None
    if kind is ListKind.WAITING:
        return _("Personens eget ja saknas. Vi sparar, påminner om att ringa och föreslår ingen.")
    steps = [name for name in checked.is_missing if name != "state"] or checked.is_missing
    missing = dict.fromkeys(_step(step, checked, kind) for step in steps)
    number = len(missing)
    said = ", ".join(missing).lower()
    return ngettext(
        "Föreslås inte än. Ett steg saknas: %(said)s.",
        "Föreslås inte än. %(num)s steg saknas: %(said)s.",
        number,
        said=said,
    )


def _step(name: str, checked: Checked, kind: ListKind) -> str:
    """A step that is missing; of two references one may have been taken."""
    taken = [cell.value for cell in checked.row.cells if cell.field == name == Step.REFERENCE]
    return _("En referens till") if any(taken) else _label(name, kind)


def _label(name: str, kind: ListKind) -> str:
    return phrases.list_field(name, language(), kind.value)
