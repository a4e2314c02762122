"""A list on its way in, as plain data that can lie in a row of the database, and back.

    file ──tables──▶ Staged ──mapping, answers──▶ ReadRows

Staged data holds what the cells said, without identity numbers, and never the file itself.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date

from matcher.domain.errors import Fault
from matcher.domain.spelling import folded
from matcher.sheets import (
    cells_of_people,
    clocks,
    contents,
    day_order,
    dittos,
    fields,
    headers,
    identities,
    kept_words,
    name_order,
    nearby,
    protected,
    remembering,
    row_texts,
    rows_needs,
    rows_pairs,
    rows_volunteers,
    rows_waiting,
    shared_questions,
    unread_yeses,
    yeses,
)  # fmt: skip
from matcher.sheets.fields import IDENTITY, ListField, ListKind
from matcher.sheets.guard import check_filled, refuse
from matcher.sheets.plain import Book, Sheet, said
from matcher.sheets.readings import World
from matcher.sheets.rows import Cells, ReadRow
from matcher.sheets.rows_reading import Known, read_cells, settling
from matcher.sheets.staged import Staged, StagedSheet, unread_sheets
from matcher.sheets.tables import Column, Table, find

_WHO = (("name", "first_name", "surname"),)
_NEEDED: Mapping[ListKind, tuple[tuple[str, ...], ...]] = {
    ListKind.VOLUNTEERS: _WHO,
    ListKind.WAITING: _WHO,
    ListKind.NEEDS: (("organisation",), ("title", "tasks", "about")),
}
_PAST = frozenset(
    folded(word)
    for word in [
        "slutat", "slutade", "avslutat", "avslutade", "avslutad", "gamla", "arkiv", "tidigare",
        "inaktiva", "inaktiv", "vilande", "vilar", "pausade", "klart", "klara", "avlidna", "gammal",
        "fått", "matchade", "matchad", "matchat", "matchning", "matchningar", "kopplade", "kopplad",
        "historik", "borttagna", "matched", "paired",
        "old", "archive", "former", "left", "done", "resting", "inactive", "closed",
    ]
)  # fmt: skip
PROTECTED = "protected"  # why a row is left aside: personal data that are protected
_KINDS = {
    ListKind.VOLUNTEERS: rows_volunteers,
    ListKind.WAITING: rows_waiting,
    ListKind.NEEDS: rows_needs,
}


def stage(
    book: Book, kind: ListKind, *, on: date, remembered: Mapping[str, Mapping[str, str]]
) -> Staged:
    """The lists of a file, each with a proposed mapping; `remembered` has confirmed ones by
    fingerprint. Raises Invalid (`file`) where no sheet has a row of headers.
    """
    tables = [table for sheet in book.sheets if (table := _table(sheet, kind, on))]
    if not tables:
        raise refuse("list_without_headers" if any(s.rows for s in book.sheets) else "list_empty")
    check_filled(sum(len(table.rows) for table in tables))
    sheets, mappings = [], []
    for table in tables:
        told = remembered.get(headers.fingerprint(table.columns, kind))
        known = headers.remembered(table.columns, told, kind) if told else None
        mapping = _as_before(table, kind, on, remembered) if known is None else known
        sheets.append(_staged(table, mapping, kind, on))
        is_out = table.is_hidden or not mapping or is_of_the_past(table.sheet)
        mappings.append(None if is_out and len(tables) > 1 else _by_text(mapping))
    return Staged(tuple(sheets), tuple(mappings), unread=unread_sheets(book, sheets))


def mapped(staged: Staged, kind: ListKind, mappings: Sequence[Mapping[str, str] | None]) -> Staged:
    """With the columns told anew. What the fields may not hold is struck out once more: a column
    that nobody knew when it was read may turn out to be years of birth.
    """
    sheets = tuple(
        replace(sheet, rows=tuple(_struck(sheet, mapping or {}, kind)))
        for sheet, mapping in zip(staged.sheets, mappings, strict=True)
    )
    return replace(staged, sheets=sheets, mappings=tuple(mappings), is_mapped=True)


def read_rows(
    staged: Staged, kind: ListKind, world: World, only: Set[str] | None = None
) -> list[ReadRow]:
    """Every row of every sheet that is taken in, or those of some keys `only`, read with the
    answers given so far.
    """
    known: Known = {}
    settled = shared_questions.settled({**staged.remembered, **staged.everywhere})
    world, found = nearby.of_list(staged, replace(world, settled=settled)), []
    world = day_order.of_list(staged, world)
    for at, sheet in enumerate(staged.sheets):
        mapping = staged.mappings[at]
        if mapping is not None:
            titles = row_texts.told_by_titles(sheet.columns, mapping)
            unread = unread_yeses.titles(sheet, mapping)
            names = name_order.of_sheet(staged, at)
            found += [
                _read(staged, kind, at, row, world, known, titles, unread, names)
                for row in dittos.rows(sheet)
                if only is None or f"{at}:{row.number}" in only
            ]
    return found


def beyond_doubt(row: ReadRow, kind: ListKind, world: World) -> ReadRow:
    """The row with nothing told that is asked about: what is known of somebody stands until the
    question is answered. Where no row is left of it, it stays as it is: what it tells is held
    against its cells all the same.
    """
    if not row.unsure:
        return row
    cells = Cells({cell.field: cell for cell in row.cells}).beyond_doubt()
    told = _KINDS[kind].told(cells, world)
    return row if isinstance(told, Fault) else replace(row, told=told)


def lacking(mapping: Mapping[str, str], kind: ListKind) -> list[str]:
    """The fields without which no row can be taken, and that no column tells."""
    told = set(mapping.values())
    return [names[0] for names in _NEEDED[kind] if not told & set(names)]


def asides(staged: Staged) -> Iterator[tuple[str, int, str]]:
    """(sheet, row, why) of every row that is no person's."""
    for at, sheet in enumerate(staged.sheets):
        if staged.mappings[at] is not None:
            yield from ((sheet.name, number, why) for number, why in sheet.asides)


def is_of_the_past(sheet: str) -> bool:
    """A sheet of those who have left, or have somebody already, by its name: a person may still
    tick it.
    """
    return bool(_PAST & set(re.findall(r"\w+", folded(sheet))))


def shapes(staged: Staged, kind: ListKind) -> dict[str, dict[str, str]]:
    """Fingerprint → folded header → field, of what was confirmed: for the next file."""
    return {
        headers.fingerprint(sheet.columns, kind): headers.to_remember(
            sheet.columns, {int(at): name for at, name in mapping.items()}
        )
        for sheet, mapping in zip(staged.sheets, staged.mappings, strict=True)
        if mapping is not None
    }


def _table(sheet: Sheet, kind: ListKind, on: date) -> Table | None:
    table = find(sheet, lambda titles: headers.count_known(titles, kind))
    if table is None or not table.rows:
        return None
    columns = (replace(c, title=identities.struck(c.title, None, on=on)) for c in table.columns)
    return replace(table, sheet=identities.struck(table.sheet, None, on=on), columns=tuple(columns))


def _as_before(
    table: Table, kind: ListKind, on: date, remembered: Mapping[str, Mapping[str, str]]
) -> dict[int, str]:
    """A new list; or one that was confirmed once, and has got or lost a column since."""
    proposed = _proposed(table, kind, on)
    told = headers.alike([column.title for column in table.columns], remembered)
    confirmed = headers.remembered(table.columns, told, kind) if told else {}
    return headers.with_remembered(proposed, confirmed, kind)


def _proposed(table: Table, kind: ListKind, on: date) -> dict[int, str]:
    """By the headers; where they know some of the columns, the others by what stands in them."""

    def texts(at: int) -> Iterator[str]:
        return (said(row.cells.get(at)) for row in table.rows)

    mapping = headers.propose(table.columns, kind)
    if not mapping:
        return {}
    mapping = clocks.told_apart(table.columns, texts, kind, mapping, on=on)
    return mapping | contents.propose(table.columns, texts, kind, mapping, on=on)


def _by_text(mapping: Mapping[int, str]) -> dict[str, str]:
    return {str(at): name for at, name in sorted(mapping.items())}


def _staged(table: Table, mapping: Mapping[int, str], kind: ListKind, on: date) -> StagedSheet:
    """The texts of a table, as they may be stored: without identity numbers (R27), and without the
    rows of people whose personal data are protected (R24).
    """
    listed = _fields_of(table.columns, _by_text(mapping), kind)
    titles = {str(column.at): column.title for column in table.columns}
    rows, asides = [], [(aside.number, aside.why) for aside in table.asides]
    for row in table.rows:
        texts = {str(at): text for at, value in row.cells.items() if (text := said(value))}
        if kind is not ListKind.NEEDS and protected.is_told(texts, titles, kind):
            asides.append((row.number, PROTECTED))
        else:
            rows.append((row.number, identities.row_struck(texts, listed, titles, on=on)))
    return StagedSheet(
        table.sheet, table.columns, tuple(rows), tuple(sorted(asides)), table.is_hidden
    )


def _struck(
    sheet: StagedSheet, mapping: Mapping[str, str], kind: ListKind
) -> Iterator[tuple[int, dict[str, str]]]:
    listed = _fields_of(sheet.columns, mapping, kind)
    for number, texts in sheet.rows:
        yield number, identities.row_struck(texts, listed, {})


def _fields_of(
    columns: Sequence[Column], mapping: Mapping[str, str], kind: ListKind
) -> dict[str, ListField]:
    """Column → field. One that is called a column of identity numbers is one even where it is
    not proposed as such, because it is hidden, or the second.
    """
    known = fields.of(kind)
    secret = known[IDENTITY]
    found = {at: known[name] for at, name in mapping.items() if name in known}
    for column in columns:
        if headers.likeness(column.title, secret) >= headers.NEAR:
            found.setdefault(str(column.at), secret)
    return found


def _read(
    staged: Staged,
    kind: ListKind,
    at: int,
    row: dittos.Row,
    world: World,
    remembered: Known,
    titles: row_texts.Titles,
    unread: Mapping[str, str],
    names: name_order.Names,
) -> ReadRow:
    key, told = f"{at}:{row.number}", row.texts
    known, mapping, module = fields.of(kind), staged.mappings[at] or {}, _KINDS[kind]
    texts = row_texts.texts_of(told, mapping, known, titles)
    above = dittos.by_field(row, mapping, texts)
    same = {name: texts[name] for name in above}
    if "name" in texts and names.is_surname_first:
        texts["name"] = cells_of_people.surname_first(texts["name"])
    texts, met = shared_questions.answered(texts, staged.everywhere)
    if staged.remembered:
        texts, again = remembering.recalled(texts, staged, known, module.READERS, world, remembered)
        met += again
    texts |= _no_beside(told, unread, texts, kind)
    answered = {n: staged.answers.get(f"{key}:{n}") for n in known} if staged.answers else {}
    accepted = frozenset(name for name, text in answered.items() if text == texts.get(name))
    told_anew = {name: text for name, text in answered.items() if text}
    asked = {n: dittos.written(texts.get(n, ""), above.get(n)) for n in told_anew}
    if not all(asked.values()) or "availability" in asked:  # another cell is asked about there
        before = read_cells(texts, known, module.READERS, world, known=remembered)
        module.told(before, world)
        asked = {name: row_texts.longer(text, before.written(name)) for name, text in asked.items()}
    texts |= told_anew
    texts, hers, seen = kept_words.taken(texts, told_anew, world, remembered)
    found: Cells = read_cells(texts, known, module.READERS, hers, accepted, seen)
    for name in (name for name, text in same.items() if texts[name] == text):
        dittos.ask(found, name, above[name], same[name])
    if texts.get("name") in names.unsure and "name" not in told_anew:
        name_order.ask(found)
    rows_pairs.tell_what_else(found, asked, world)
    result = module.told(found, settling(hers, texts, accepted))
    rows_pairs.tell_of_the_other(found, asked, world)
    became, fault = (None, result) if isinstance(result, Fault) else (result, None)
    where = (key, staged.sheets[at].name, row.number)
    return ReadRow(*where, found.all(), became, fault, asked, tuple(met), told_anew)


def _no_beside(
    told: Mapping[str, str], unread: Mapping[str, str], texts: Mapping[str, str], kind: ListKind
) -> dict[str, str]:
    """What a column of yeses that is not taken in says no to, or leaves unclear where no other
    column tells it.
    """
    heard = unread_yeses.heard(told, unread, kind)
    return {n: said for n, said in heard.items() if not texts.get(n) or yeses.is_no(said)}
