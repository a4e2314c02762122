"""A telephone or an e-mail address among the remarks of a row, "mejl: bo@example.se": it is hers,
where no column tells it and no word beside it says that it is somebody else's; else it is asked.
"""

import re

from matcher.sheets import cells_of_people, rows_waits, whose_numbers
from matcher.sheets.readings import Understood, Unsure
from matcher.sheets.rows import Cell, Cells
from matcher.sheets.rows_people import mixed_of

_LABEL = re.compile(
    r"(?:(?:ny|nytt|hennes|hans)\s+)?(?:e-?post|e-?mail|mejl|mail|epost|tel|tfn|telefon|mobil|mob"
    r"|nummer|nr|ring|ringa)?\W*",
    re.IGNORECASE,
)


def tell_apart(found: Cells) -> None:
    """Each such piece put where it belongs."""
    whose_numbers.settle_own(found)
    for piece in mixed_of(found).left:
        told = cells_of_people.named_contact(piece)
        if told is None:
            continue
        reached = {"phone": told[1].phone, "email": told[1].email}
        news = {name: value for name, value in reached.items() if value}
        if any(found.was_told(name) for name in (*news, "contact")):
            continue
        readers = {"phone": whose_numbers.phone, "email": whose_numbers.email}
        is_hers = bool(_LABEL.fullmatch(told[0]))
        read = {n: Understood(v) if is_hers else readers[n](piece) for n, v in news.items()}
        if not is_hers and not all(isinstance(one, Unsure) for one in read.values()):
            continue
        for name, reading in read.items():
            found.by_field[name] = Cell(name, piece, reading)
        rows_waits.leave(found, "mixed", piece)
