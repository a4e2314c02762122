"""An address as a code to scan, drawn as one path: no picture, no style, no script."""

from dataclasses import dataclass
from itertools import groupby

import segno

QUIET = 4  # modules of white around, as ISO/IEC 18004 asks


@dataclass(frozen=True, slots=True)
class Code:
    """`size` modules a side with the white around; `path` draws the dark ones, row by row."""

    size: int
    path: str


def code(address: str) -> Code:
    """A code that can be read with a seventh of it worn away (level M)."""
    rows = segno.make_qr(address, error="m").matrix
    drawn = [
        f"M{QUIET + x} {QUIET + y}h{width}v1h-{width}z"
        for y, row in enumerate(rows)
        for x, width in _dark(row)
    ]
    return Code(len(rows) + 2 * QUIET, "".join(drawn))


def _dark(row: bytearray) -> list[tuple[int, int]]:
    """Where each run of dark modules begins, and how long it is."""
    runs, x = [], 0
    for is_dark, modules in groupby(row):
        width = len(list(modules))
        if is_dark:
            runs.append((x, width))
        x += width
    return runs
