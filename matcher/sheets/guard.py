"""What a file must pass before anything in it is read: size, kind, and what it would unpack to.

A few kilobytes can unpack to gigabytes, and a few lines of XML can name each other a billion
times. So the packing list of a workbook is read first, then its parts are counted as a stream
of bytes, a block at a time; only what passes is parsed, and the parser has limits of its own.
Every refusal is `Invalid({"file": …})` and says what to do.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from matcher.domain.errors import Fault, Invalid

LARGEST = 12_000_000  # bytes; a list of a few thousand people is below two million
LARGEST_UNPACKED = 50_000_000  # bytes, all parts together
MOST_PACKED = 100  # times; a sheet of like rows packs some twenty times
SMALL = 5_000_000  # bytes; below that it harms nobody, however well it packs
MOST_ENTRIES = 200  # parts of a workbook; an ordinary one has a dozen
LARGEST_DIRECTORY = 100_000  # bytes of the packing list itself
MOST_ROWS = 20_000  # of a file, the empty ones that a sheet keeps among them
# With something in them, of all sheets: each row takes some 1.4 ms to read and hold against what
# is known, within a request, and that may last ten seconds.
MOST_FILLED = 6_000
MOST_CELLS = 400_000
MOST_COLUMNS = 300
MOST_STRINGS = 200_000
MOST_TAGS = 3_000_000  # of all parts; a cell with its text in it opens and closes three
MOST_LETTERS = 20_000_000  # of all cells: a shared text may stand in every one of them
LONGEST_LINE = 1_000_000  # bytes of a text file; 300 cells of ordinary text are 30 000
_BLOCK = 1 << 16
_CELL = (b"<c ", b"<c>", b"<c/")
_END = b"PK\x05\x06"  # the packing list's own record, at the end of the file
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Office files of before 2007, and encrypted ones
_OTHERS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
    b"<!DOCTYPE",
    b"<html",
    b"<?xml",
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")

BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, KeyError, ValueError, OSError,
    NotImplementedError, RuntimeError, OverflowError,
)  # fmt: skip


class FileKind(StrEnum):
    """What we read."""

    XLSX = "xlsx"
    CSV = "csv"


def refuse(code: str, **facts: str | int) -> Invalid:
    """The error to raise for a file as a whole."""
    return Invalid({"file": Fault(code, facts)})


def check(data: bytes) -> FileKind:
    """Which kind of file it is, if it may be read. Raises Invalid (`file`) with the reason."""
    if not data.strip():
        raise refuse("list_empty")
    if len(data) > LARGEST:
        raise refuse("list_too_large", megabytes=LARGEST // 1_000_000)
    if data.startswith(b"PK"):
        _check_workbook(data)
        return FileKind.XLSX
    if data.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise refuse("list_locked" if locked else "list_old_excel")
    _check_text(data)
    return FileKind.CSV


def check_filled(rows: int) -> None:
    """Raises Invalid (`file`) where more rows say something than are read while somebody waits."""
    if rows > MOST_FILLED:
        raise refuse("list_too_many_rows", most=MOST_FILLED)


@contextmanager
def opened(data: bytes) -> Iterator[zipfile.ZipFile]:
    """The workbook's parts; whatever is broken in the packing becomes Invalid."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            yield parts
    except BROKEN as error:
        raise refuse("list_broken") from error


def _check_text(data: bytes) -> None:
    if data.lstrip().startswith(_OTHERS):
        raise refuse("list_wrong_type")
    if b"\0" in data and not data.startswith(_UTF16):
        raise refuse("list_wrong_type")
    # Line breaks within a cell are counted too, so there is room for five a row.
    if max(data.count(b"\n"), data.count(b"\r")) > 5 * MOST_ROWS:
        raise refuse("list_too_many_rows", most=MOST_ROWS)
    longest = max(data.splitlines(), key=len)
    if len(longest) > LONGEST_LINE:
        is_wide = max(longest.count(sign) for sign in b";,\t|") > MOST_COLUMNS
        raise (
            refuse("list_too_wide", most=MOST_COLUMNS) if is_wide else refuse("list_cell_too_long")
        )


def _check_workbook(data: bytes) -> None:
    _check_directory(data)
    with opened(data) as parts:
        entries = parts.infolist()
        names = {entry.filename for entry in entries}
        if len(entries) > MOST_ENTRIES or sum(e.file_size for e in entries) > LARGEST_UNPACKED:
            raise refuse("list_bomb")
        if any(entry.flag_bits & 1 for entry in entries):
            raise refuse("list_locked")
        if "xl/workbook.xml" not in names:
            raise refuse("list_is_ods" if "content.xml" in names else "list_wrong_type")
        rows = cells = tags = 0
        for entry in entries:
            if entry.filename.startswith("xl/") and entry.filename.endswith((".xml", ".rels")):
                found = _counted(parts, entry)
                rows, cells, tags = rows + found[0], cells + found[1], tags + found[2]
        if tags > MOST_TAGS:
            raise refuse("list_too_many_cells", most=MOST_CELLS)
        if rows > MOST_ROWS:
            raise refuse("list_too_many_rows", most=MOST_ROWS)
        if cells > MOST_CELLS:
            raise refuse("list_too_many_cells", most=MOST_CELLS)
        unpacked = sum(entry.file_size for entry in entries)
        if unpacked > SMALL and unpacked > MOST_PACKED * len(data):
            raise refuse("list_bomb")


def _check_directory(data: bytes) -> None:
    """The packing list is looked at before zipfile reads all of it into memory."""
    at = data.rfind(_END, max(0, len(data) - 66_000))
    if at < 0 or len(data) < at + 22:
        raise refuse("list_broken")
    entries, size = struct.unpack_from("<HI", data, at + 10)
    if entries > MOST_ENTRIES or size > LARGEST_DIRECTORY:
        raise refuse("list_bomb")


def _counted(parts: zipfile.ZipFile, entry: zipfile.ZipInfo) -> tuple[int, int, int]:
    """How many rows, cells and tags a part has, without parsing it. Raises Invalid for a DTD."""
    rows = cells = tags = 0
    tail = b""
    with parts.open(entry) as part:
        while block := part.read(_BLOCK):
            text = tail + block
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                raise refuse("list_has_entities")
            # What ends in the tail was counted in the block before.
            rows += text.count(b"<row") - tail.count(b"<row")
            cells += sum(text.count(cell) - tail.count(cell) for cell in _CELL)
            tags += block.count(b"<")
            if rows > MOST_ROWS or cells > MOST_CELLS or tags > MOST_TAGS:
                break
            tail = text[-8:]
    return rows, cells, tags
