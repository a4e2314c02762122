"""One table of figures: measure, reached, goal, the peer it is measured against, ok or short.

A figure is (what, reached, goal, holds); ", against X" in `what` names a peer measured in the same
run. Rows are printed as they come, since some take minutes.
"""

from collections.abc import Iterable

Row = tuple[str, str, str, bool]

WIDTHS = (66, 34, 12, 32)
HEAD = ("measure", "reached", "goal", "peer", "")
AGAINST = ", against "


def show(name: str, rows: Iterable[Row]) -> int:
    """Print one area's figures; how many of them are short."""
    print(f"\n── {name}\n{_line(HEAD)}", flush=True)
    short = 0
    for what, reached, goal, holds in rows:
        measure, _, peer = what.partition(AGAINST)
        print(_line((measure, reached, goal, peer, "ok" if holds else "short")), flush=True)
        short += not holds
    return short


def _line(cells: Iterable[str]) -> str:
    *table, verdict = cells
    padded = [f"{cell:<{width}}" for cell, width in zip(table, WIDTHS, strict=True)]
    return "  ".join([*padded, verdict]).rstrip()
