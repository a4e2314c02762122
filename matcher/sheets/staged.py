"""A list that is read and not confirmed, as plain data that can lie in a row of the database."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import Any, Self

from matcher.sheets import headers, identities
from matcher.sheets.fields import ListField
from matcher.sheets.plain import Book
from matcher.sheets.tables import Column

SAMPLES = 3
NO_HEADERS = "no_headers"  # why nothing of a sheet is read


@dataclass(frozen=True, slots=True)
class StagedSheet:
    """One sheet's list: columns, the texts of its rows by column, and what was left aside."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]
    asides: tuple[tuple[int, str], ...] = ()
    is_hidden: bool = False

    def samples(self, at: int, listed: ListField | None = None) -> list[str]:
        """The first things that stand in a column, which is taken for that field. What nobody has
        taken for any is a telephone's where its title says so, as on a sheet that is left out.
        """
        title = next((column.title for column in self.columns if column.at == at), "")
        listed = listed or headers.telephones(title)
        told = dict.fromkeys(texts.get(str(at), "") for _, texts in self.rows)
        first = islice(filter(None, told), SAMPLES)
        return [identities.unshown(text, listed)[:60] for text in first]


@dataclass(frozen=True, slots=True)
class Staged:
    """A list that nobody has confirmed yet. Keys of `answers` and `choices` are "0:12:phone"
    and "0:12", those of `everywhere` as in `shared_questions`, and so are those of `remembered`:
    answers given when such a list came before. `mappings` has one dict a sheet, column → field,
    None for a sheet left out.
    """

    sheets: tuple[StagedSheet, ...]
    mappings: tuple[Mapping[str, str] | None, ...]
    is_mapped: bool = False
    answers: Mapping[str, str] = field(default_factory=dict)
    everywhere: Mapping[str, str] = field(default_factory=dict)
    remembered: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    vouched: Mapping[str, str] = field(default_factory=dict)
    unread: tuple[str, ...] = ()  # sheets that hold something, and no row of headers

    def to_json(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The inverse of `to_json`."""
        sheets = tuple(
            StagedSheet(
                name=sheet["name"],
                columns=tuple(Column(**column) for column in sheet["columns"]),
                rows=tuple((number, texts) for number, texts in sheet["rows"]),
                asides=tuple((number, why) for number, why in sheet["asides"]),
                is_hidden=sheet["is_hidden"],
            )
            for sheet in data["sheets"]
        )
        rest = {name: data[name] for name in ("is_mapped", "answers", "choices", "vouched")}
        # A list staged by an older version has none of these.
        rest |= {name: data.get(name, {}) for name in ("everywhere", "remembered")}
        rest["unread"] = tuple(data.get("unread", ()))
        return cls(sheets, tuple(data["mappings"]), **rest)

    @property
    def asides(self) -> tuple[tuple[str, int, str], ...]:
        """Those sheets as `lists.asides` has rows: of no row."""
        return tuple((name, 0, NO_HEADERS) for name in self.unread)


def unread_sheets(book: Book, read: Iterable[StagedSheet]) -> tuple[str, ...]:
    """The names of the sheets of a file that say something and are none of those that were read."""
    names = {sheet.name for sheet in read}
    held = (identities.struck(sheet.name, None) for sheet in book.sheets if sheet.rows)
    return tuple(name for name in held if name not in names)
