"""A seeded dice, and ids drawn with it, so that the same seed makes the same people."""

import random
from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

from matcher.store.base import ID_ALPHABET, ID_LENGTH

Thing = TypeVar("Thing")

# Numbers that the Swedish regulator keeps free for fiction: first number of a series, how many.
FICTION_PHONES = (
    (46701740605, 95),
    (46313900600, 50),
    (46406280400, 50),
    (46846500400, 50),
    (46980319200, 50),
)


class Dice:
    """All the chance a demonstration uses."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._phones = [
            f"+{first + step}" for first, count in FICTION_PHONES for step in range(count)
        ]
        self._next_phone = 0

    def public_id(self) -> str:
        """An id like any other."""
        return "".join(self._random.choices(ID_ALPHABET, k=ID_LENGTH))

    def phone(self) -> str:
        """The next fictional number; they begin anew when they have all been used."""
        number = self._phones[self._next_phone % len(self._phones)]
        self._next_phone += 1
        return number

    def often(self, share: float) -> bool:
        """True in that share of throws."""
        return self._random.random() < share

    def between(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return self._random.randint(least, most)

    def around(self, middle: float, spread: float, least: int, most: int) -> int:
        """A whole number near `middle`, normally spread, kept within both ends."""
        return min(most, max(least, round(self._random.gauss(middle, spread))))

    def waited_weeks(self, mean: float, most: int) -> int:
        """Weeks of waiting: many have waited a little, few very long."""
        return min(most, int(self._random.expovariate(1 / mean)))

    def one(self, things: Sequence[Thing]) -> Thing:
        """Any of them."""
        return self._random.choice(things)

    def one_of(self, weighted: Mapping[Thing, float]) -> Thing:
        """One of them, as often as its weight says."""
        return self._random.choices(list(weighted), list(weighted.values()))[0]

    def some_of(self, weighted: Mapping[Thing, float], count: int) -> tuple[Thing, ...]:
        """Several different ones, each as often as its weight says, in the order drawn."""
        left = dict(weighted)
        drawn: list[Thing] = []
        while left and len(drawn) < count:
            drawn.append(self.one_of(left))
            del left[drawn[-1]]
        return tuple(drawn)

    def shuffled(self, things: Collection[Thing]) -> list[Thing]:
        """All of them, in another order."""
        mixed = list(things)
        self._random.shuffle(mixed)
        return mixed
