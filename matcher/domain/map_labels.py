"""Names on a small picture: each beside its point, and none upon another.

A name is tried to the right of its point, to the left, above and below. Where none is free the
point stands alone; its name is in the list beside the picture.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from matcher.domain.maps import Pixel

Anchor = Literal["start", "middle", "end"]
Box = tuple[float, float, float, float]  # pixels: left, top, right, bottom

LETTER = 6.4  # pixels, a little more than a bold letter of the picture's 11 takes
HEIGHT = 12.0
DOT = 6.0  # around a point
SIDES: tuple[tuple[float, float, Anchor], ...] = (
    (8, 4, "start"), (-8, 4, "end"), (0, -9, "middle"), (0, 17, "middle"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Label:
    """A point, its name, and where the name is written; None where there is no room for it."""

    name: str
    at: Pixel
    text: Pixel | None
    anchor: Anchor = "start"


def placed(points: Mapping[str, Pixel], size: int, around: Iterable[Label] = ()) -> list[Label]:
    """The names of points in a square picture, the first of them where they want to be; `around`
    are labels that stand there already.
    """
    others = list(around)
    taken = [_dot(label.at) for label in others]
    taken += [box for label in others if (box := _written(label)) is not None]
    taken += map(_dot, points.values())
    found = []
    for name, at in points.items():
        label = _label(name, at, size, taken)
        found.append(label)
        if (box := _written(label)) is not None:
            taken.append(box)
    return found


def _label(name: str, at: Pixel, size: int, taken: list[Box]) -> Label:
    for right, down, anchor in SIDES:
        tried = Label(name, at, (at[0] + right, at[1] + down), anchor)
        box = _written(tried)
        others = (one for one in taken if one != _dot(at))
        if box and _is_inside(box, size) and not any(_meet(box, one) for one in others):
            return tried
    return Label(name, at, None)


def _dot(at: Pixel) -> Box:
    return at[0] - DOT, at[1] - DOT, at[0] + DOT, at[1] + DOT


def _written(label: Label) -> Box | None:
    if label.text is None:
        return None
    (x, y), width = label.text, LETTER * len(label.name)
    left = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor] * width
    return left, y - HEIGHT + 2, left + width, y + 2


def _is_inside(box: Box, size: int) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= size and box[3] <= size


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
