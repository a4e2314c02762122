"""What was worked out of a centre's rows, kept from one page to the next while no row is other.

Below the privacy border: ids, never names. One thing a centre lies here, under a digest of every
row it was made from (`store.profiles.digest`), so that nothing outlives a change, whichever process
made it; and only as much as there is room for.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Lying(Generic[T]):
    same: Hashable
    what: T
    size: int


class Shelf(Generic[T]):
    """Safe to share between threads; two who ask at once may both work it out, to the same."""

    def __init__(self, room: int, size: Callable[[T], int]) -> None:
        """`room` is the greatest sum of sizes; what is larger than all of it is not kept."""
        self._room, self._size = room, size
        self._by_centre: OrderedDict[str, _Lying[T]] = OrderedDict()
        self._turn = Lock()

    def of(self, centre: str, same: Hashable, make: Callable[[], T]) -> T:
        """What lies here if it was made from the same; else it is made, and takes its place."""
        with self._turn:
            found = self._by_centre.pop(centre, None)
            if found is not None and found.same == same:
                self._by_centre[centre] = found  # asked about last, put away last
                return found.what
        what = make()
        with self._turn:
            self._by_centre[centre] = _Lying(same, what, self._size(what))
            self._make_room()
        return what

    def last(self, centre: str) -> T | None:
        """What was made last, of whatever rows; None where nothing lies here."""
        with self._turn:
            found = self._by_centre.get(centre)
        return found.what if found else None

    def _make_room(self) -> None:
        while sum(one.size for one in self._by_centre.values()) > self._room:
            self._by_centre.popitem(last=False)
