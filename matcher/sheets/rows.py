"""One row of a list, read cell by cell, and what became of each of them.

    row ─answers in place of cells─▶ texts ─`rows_reading`─▶ cells ─▶ Told

What a whole list becomes is written in `rows_volunteers`, `rows_waiting` and `rows_needs`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from matcher.domain.clearance import ExtractPolicy, Step
from matcher.domain.consent import NewConsent
from matcher.domain.errors import Fault
from matcher.domain.needs import NewNeed
from matcher.domain.organisations import NewOrganisation
from matcher.domain.recipients import NewRecipient
from matcher.domain.spelling import exact
from matcher.domain.volunteers import NewVolunteer
from matcher.sheets.readings import Reading, Refused, Understood, Unsure, World, refused

_ALL_OR_NOTHING = frozenset({"availability", "postcode", "town", "area", "from_on", "until_on"})


Reader = Callable[[str, World], Reading]
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of a row: what was written, and what became of it. What is `sensitive` waits for
    the person's own yes: after the list is taken in its words are not kept (R20).
    """

    field: str
    written: str
    reading: Reading
    sensitive: bool = False

    @property
    def value(self) -> Any:
        """What is kept: what was understood, or is beyond doubt; None of what was refused."""
        return None if isinstance(self.reading, Refused) else self.reading.value


@dataclass(frozen=True, slots=True)
class Rest:
    """A pause; `until_on` is the first day back, None where the row tells no day."""

    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class ToldVolunteer:
    """What a row tells of a volunteer, with the steps that the centre has taken."""

    new: NewVolunteer
    steps: tuple[tuple[Step, date], ...] = ()
    extracts: tuple[tuple[ExtractPolicy, date], ...] = ()
    is_active: bool | None = None  # None: not told
    health_consent: NewConsent | None = None
    rest: Rest | None = None
    begins_on: date | None = None  # a day to come: she rests until then


@dataclass(frozen=True, slots=True)
class ToldWaiting:
    """What a row tells of somebody who waits, and what she has said yes to. `is_wished` is False
    where nobody has said that she would like company: the need is none yet (R29).
    """

    new: NewRecipient
    need: NewNeed
    consents: tuple[NewConsent, ...] = ()
    is_wished: bool = True


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
    asked: Mapping[str, str] = field(default_factory=dict)  # field → what an answer took place of
    answered: tuple[str, ...] = ()  # answers for the whole list that it met, as `shared_questions`
    given: Mapping[str, str] = field(default_factory=dict)  # field → the answer, where there is one

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

    def written(self, name: str) -> str:
        """What the list said there; empty where it said nothing."""
        cell = self.by_field.get(name)
        return cell.written if cell else ""

    def refuse(self, name: str, code: str, **facts: str | int) -> None:
        """Nothing of this field is kept after all."""
        cell = self.by_field[name]
        self.by_field[name] = Cell(name, cell.written, refused(code, **facts))

    def refuse_if_told(self, name: str, fault: Fault) -> None:
        """The same by a fault, where the list has such a field."""
        if name in self.by_field:
            self.by_field[name] = Cell(name, self.by_field[name].written, Refused(fault))

    def ask(self, name: str, code: str, value: object = None, **facts: str | float) -> None:
        """What was understood is not enough."""
        cell = self.by_field[name]
        self.by_field[name] = Cell(name, cell.written, Unsure(Fault(code, facts), (), value))

    def settle(self, name: str, value: object) -> None:
        """Another field answers what was to be asked of this one."""
        cell = self.by_field[name]
        self.by_field[name] = Cell(name, cell.written, Understood(value))

    def mark_sensitive(self, name: str) -> None:
        """What was written there waits for a yes."""
        self.by_field[name] = replace(self.by_field[name], sensitive=True)

    def keep(self, name: str, value: object) -> None:
        """Something else is kept of this field, and asked of it what was asked."""
        cell = self.by_field[name]
        if not isinstance(cell.reading, Refused):
            self.by_field[name] = replace(cell, reading=replace(cell.reading, value=value))

    def add(self, name: str, value: object, written: str) -> None:
        """Something of this field was told elsewhere: it is kept beside what its own cell tells and
        asks.
        """
        if self.was_told(name) and not isinstance(self.by_field[name].reading, Refused):
            self.keep(name, value)
        else:
            self.by_field[name] = Cell(name, written, Understood(value))

    def beyond_doubt(self) -> "Cells":
        """Without what is asked about: the word of a cell; cells of times, days, places whole."""
        return Cells({name: _sure(cell) for name, cell in self.by_field.items()})

    def all(self) -> tuple[Cell, ...]:
        """Every cell, in the order of the fields."""
        return tuple(self.by_field.values())


def _sure(cell: Cell) -> Cell:
    read = cell.reading
    if not isinstance(read, Unsure):
        return cell
    value = None if cell.field in _ALL_OR_NOTHING else read.value
    if read.piece and isinstance(value, tuple):
        value = tuple(word for word in value if exact(word.written) != exact(read.piece))
    return replace(cell, reading=replace(read, value=value))
