"""Any list as plain values: `read(data)` checks first, then reads."""

from matcher.sheets import csv_text, guard, xlsx
from matcher.sheets.plain import Book


def read(data: bytes) -> Book:
    """The sheets of an .xlsx or a text file, told by its content and not by its name.

    Raises Invalid (`file`) for what cannot, or should not, be read.
    """
    if guard.check(data) is guard.FileKind.XLSX:
        return xlsx.read(data)
    return csv_text.read(data)
