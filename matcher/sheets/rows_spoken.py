"""Languages among what a volunteer of a need must, or should, be able to."""

from matcher.domain.people import SaidWord
from matcher.sheets import meanings
from matcher.sheets.meanings import Wanted
from matcher.sheets.readings import Understood, Unsure, World
from matcher.sheets.rows import Cells


def tell_languages_apart(found: Cells, world: World) -> None:
    """Languages among what a volunteer must be able to are languages that must be spoken, but for
    those that are good to know.
    """
    for name in ("skills_needed", "skills_wished"):
        for piece in meanings.PIECES.split(found.written(name)):
            read = meanings.wanted(piece, world)
            if isinstance(read, Understood) and isinstance(read.value, Wanted):
                _tell_apart(found, name, piece, read.value)


def _tell_apart(found: Cells, name: str, piece: str, spoken: Wanted) -> None:
    """A piece that is languages and nothing else is no word beside them."""
    words: tuple[SaidWord, ...] = found.told(name, ())
    rest = tuple(said for said in words if said.concept or said.written not in piece)
    must, wished = spoken.must, spoken.wished
    if rest == words or not (must or wished):
        return
    if name == "skills_wished":
        must, wished = {}, {**must, **wished}
    told: Wanted = found.told("must_languages", Wanted())
    both = Wanted({**must, **told.must}, {**wished, **told.wished})
    reading = found.by_field[name].reading
    if isinstance(reading, Unsure) and reading.piece and reading.piece in piece:
        found.settle(name, rest)
    else:
        found.keep(name, rest)
    found.add("must_languages", both, found.written(name))
