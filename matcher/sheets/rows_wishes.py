"""Whom somebody of a row wishes to meet, in whichever column it is said."""

from dataclasses import replace

from matcher.domain.people import GenderWish, SaidWord
from matcher.sheets import cells
from matcher.sheets.readings import Reading, Understood, Unsure
from matcher.sheets.rows import Cell, Cells
from matcher.sheets.rows_people import mixed_of


def gender_wish_of(found: Cells) -> GenderWish | None:
    """Whom she wishes to meet."""
    return found.told("gender_wish", mixed_of(found).gender_wish)


def tell_apart(found: Cells) -> None:
    """Helst kvinna among wishes says whom she would meet. Where it can be a wish or a must, it is
    one until the question about it is answered.
    """
    for name in ("tasks", "interests"):
        words: tuple[SaidWord, ...] = found.told(name, ())
        for word in (word for word in words if word.concept is None):
            wish = cells.wish_in(word.written)
            if wish is None:
                continue
            found.keep(name, tuple(other for other in found.get(name) if other is not word))
            if wish.value is not None and not found.was_told("gender_wish"):
                told = Cell("gender_wish", word.written, Understood(wish.value))
                found.by_field["gender_wish"] = told
            rest, cell = found.get(name), found.by_field[name]
            if isinstance(wish, Unsure):
                asked: Reading = replace(wish, piece=word.written, value=rest)
                found.by_field[name] = replace(cell, reading=asked)
            elif isinstance(cell.reading, Unsure) and cell.reading.piece == word.written:
                found.settle(name, rest)
