"""The same features of some rows only, so that a tile of a large pool is a small pool.

Each array is cut along the axes that its suffix names (v volunteers, n needs): a new column
needs no line here.
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

import numpy as np

from matcher.engine.arrays import Ints, frozen

Columns = TypeVar("Columns")
LONGEST_SUFFIX = 3


def some(columns: Columns, rows: Mapping[str, Ints]) -> Columns:
    """A dataclass of columns with these rows (by axis), in this order."""
    cut = {
        one.name: _cut(getattr(columns, one.name), _axes(one.name), rows)
        for one in fields(columns)  # type: ignore[arg-type]
    }
    return replace(columns, **cut)  # type: ignore[type-var]


def _axes(name: str) -> str:
    """``level_vl`` → ``vl``; profiles themselves lie along their own axis."""
    if name in ("volunteers", "needs"):
        return name[0]
    suffix = name.rpartition("_")[2] if "_" in name else ""
    return suffix if len(suffix) <= LONGEST_SUFFIX else ""


def _cut(value: Any, axes: str, rows: Mapping[str, Ints]) -> Any:
    if not any(axis in rows for axis in axes):
        return value
    if isinstance(value, dict):
        return {key: _cut(one, axes, rows) for key, one in value.items()}
    if isinstance(value, np.ndarray):
        for place, axis in enumerate(axes):
            if axis in rows:
                value = value.take(rows[axis], axis=place)
        return frozen(value)
    if isinstance(value, tuple):
        if hasattr(value, "_fields"):  # a named tuple of arrays
            return type(value)(*(_cut(one, axes, rows) for one in value))
        return tuple(map(value.__getitem__, rows[axes].tolist()))
    return value
