"""A long list, a page at a time."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows of a longer list; pages count from 1, and an empty list has one page."""

    rows: tuple[Row, ...]
    count: int  # of the whole list
    number: int = 1
    size: int = PAGE_SIZE

    @property
    def pages(self) -> int:
        """How many there are."""
        return max(1, -(-self.count // self.size))


def nearest_page(number: int, count: int, *, size: int = PAGE_SIZE) -> int:
    """The page asked for, or the nearest there is: a list may have grown shorter meanwhile."""
    return min(max(number, 1), max(1, -(-count // size)))
