"""One row of a list, read cell by cell, and what became of each of them.

    row ─answers in place of cells─▶ texts ─identity numbers refused─▶ readers ─▶ cells ─▶ Told

What a whole list becomes is written in `rows_volunteers`, `rows_waiting` and `rows_needs`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from matcher.domain import identity_numbers
from matcher.domain.clearance import ExtractPolicy, Step
from matcher.domain.consent import NewConsent
from matcher.domain.errors import Fault
from matcher.domain.needs import NewNeed
from matcher.domain.organisations import NewOrganisation
from matcher.domain.recipients import NewRecipient
from matcher.domain.spelling import exact
from matcher.domain.volunteers import NewVolunteer
from matcher.sheets.fields import ListField
from matcher.sheets.plain import LONGEST_CELL
from matcher.sheets.readings import Reading, Refused, Understood, Unsure, World, refused, unsure

MASK = "••••••"  # stands where an identity number stood
SHORTEST_IDENTITY = 10  # digits
_EMPTY = frozenset({"", "-", "–", "?", "n/a", "#n/a", "saknas", "okänt", "vet ej", "vet inte"})

Reader = Callable[[str, World], Reading]
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of a row: what was written, and what became of it."""

    field: str
    written: str
    reading: Reading

    @property
    def value(self) -> Any:
        """What is kept: what was understood, or is beyond doubt; None of what was refused."""
        return None if isinstance(self.reading, Refused) else self.reading.value


@dataclass(frozen=True, slots=True)
class ToldVolunteer:
    """What a row tells of a volunteer, with the steps that the centre has taken."""

    new: NewVolunteer
    steps: tuple[tuple[Step, date], ...] = ()
    extracts: tuple[tuple[ExtractPolicy, date], ...] = ()
    is_active: bool | None = None  # None: not told
    health_consent_on: date | None = None


@dataclass(frozen=True, slots=True)
class ToldWaiting:
    """What a row tells of somebody who waits, and what she has said yes to."""

    new: NewRecipient
    need: NewNeed
    consents: tuple[NewConsent, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldNeed:
    """What a row tells of a local need and whose it is."""

    organisation: NewOrganisation
    need: NewNeed


Told = ToldVolunteer | ToldWaiting | ToldNeed


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as it was read. `told` is None where nothing of it can be taken: `fault` says why."""

    key: str  # sheet and row, as "0:12"
    sheet: str
    number: int
    cells: tuple[Cell, ...] = ()
    told: Told | None = None
    fault: Fault | None = None
    notes: tuple[Fault, ...] = field(default=())  # what is true of the row, and no fault

    @property
    def unsure(self) -> tuple[Cell, ...]:
        """What to ask."""
        return tuple(cell for cell in self.cells if isinstance(cell.reading, Unsure))

    @property
    def refused(self) -> tuple[Cell, ...]:
        """What is not kept."""
        return tuple(cell for cell in self.cells if isinstance(cell.reading, Refused))


class Cells:
    """The cells of a row by field."""

    def __init__(self, cells: Mapping[str, Cell]) -> None:
        self.by_field = dict(cells)

    def get(self, name: str) -> Any:
        """What is kept of a field; None where nothing is."""
        cell = self.by_field.get(name)
        return cell.value if cell else None

    def told(self, name: str, otherwise: Value) -> Value:
        """What is kept of a field, or something else."""
        value = self.get(name)
        return otherwise if value is None else value

    def was_told(self, name: str) -> bool:
        """Whether the list said anything there, understood or not."""
        return name in self.by_field

    def refuse(self, name: str, code: str, **facts: str | int) -> None:
        """Nothing of this field is kept after all."""
        cell = self.by_field[name]
        self.by_field[name] = Cell(name, cell.written, refused(code, **facts))

    def ask(self, name: str, code: str, value: object = None) -> None:
        """What was understood is not enough."""
        cell = self.by_field[name]
        self.by_field[name] = Cell(name, cell.written, unsure(code, value=value))

    def all(self) -> tuple[Cell, ...]:
        """Every cell, in the order of the fields."""
        return tuple(self.by_field.values())


def read_cells(
    texts: Mapping[str, str],
    fields: Mapping[str, ListField],
    readers: Mapping[str, Reader],
    world: World,
    accepted: frozenset[str] = frozenset(),
    known: dict[tuple[str, str, bool], Reading] | None = None,
) -> Cells:
    """Every filled field through its reader. `accepted` fields were looked at by a coordinator:
    what looks like an identity number there is none. `known` remembers what a list says often.
    """
    known = {} if known is None else known
    found = {}
    for name, listed in fields.items():
        text = texts.get(name, "")
        if MASK not in text and exact(text) in _EMPTY and text.strip() != "-":
            continue
        if name == "identity":
            found[name] = Cell(name, MASK, refused("identity_column"))
        elif name in readers:
            key = (name, text, name in accepted)
            if key not in known:
                known[key] = _guarded(text, listed, readers[name], world, accepted)
            found[name] = Cell(name, text, known[key])
    return Cells(found)


def _guarded(
    text: str, listed: ListField, reader: Reader, world: World, accepted: frozenset[str]
) -> Reading:
    if len(text) > LONGEST_CELL:
        return refused("cell_too_long", most=LONGEST_CELL)
    if MASK in text:
        return refused("identity_number")
    if text.startswith("#") and text.rstrip("!?").isupper():
        return refused("cell_is_error", said=text[:12])
    if identity_in(text, is_phone=listed.is_phone, on=world.on):
        return refused("identity_number")
    if listed.name not in accepted and _maybe(text, listed, world.on):
        return unsure("identity_maybe", text)
    return reader(text, world)


def identity_in(text: str, *, is_phone: bool, on: date) -> bool:
    """Whether a cell surely holds an identity number; a telephone number in its field is none."""
    return any(span.sure for span in _spans(text, is_phone=is_phone, on=on))


def _maybe(text: str, listed: ListField, on: date) -> bool:
    return not listed.is_phone and bool(_spans(text, is_phone=False, on=on))


def _spans(text: str, *, is_phone: bool, on: date) -> list[identity_numbers.Span]:
    """Most cells have too few digits to be looked at."""
    if sum(sign.isdigit() for sign in text) < SHORTEST_IDENTITY:
        return []
    find = identity_numbers.find_in_phone_field if is_phone else identity_numbers.find
    return find(text, on=on)


def masked(text: str, *, is_phone: bool, on: date) -> str:
    """The text without its identity numbers; as it is where there is none."""
    for span in reversed([s for s in _spans(text, is_phone=is_phone, on=on) if s.sure]):
        text = f"{text[: span.start]}{MASK}-••••{text[span.end :]}"
    return text


def is_understood(cell: Cell | None) -> bool:
    """A cell without questions."""
    return cell is not None and isinstance(cell.reading, Understood)
