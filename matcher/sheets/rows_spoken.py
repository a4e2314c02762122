"""What a volunteer of a need must be able to, and what is good: languages, and other merits."""

from matcher.domain.concepts import Kind
from matcher.domain.people import Level, SaidWord, WordStance
from matcher.sheets import meanings
from matcher.sheets.meanings import Wanted
from matcher.sheets.readings import Refused, Understood, Unsure, World
from matcher.sheets.rows import Cell, Cells

SPOKEN = (Kind.LANGUAGE,)


def tell_languages_apart(found: Cells, world: World) -> None:
    """Languages among what a volunteer must be able to are languages that must be spoken, but for
    those that are good to know.
    """
    for name in ("skills_needed", "skills_wished"):
        for piece in meanings.PIECES.split(found.written(name)):
            read = meanings.wanted(piece, world, is_asked=False)
            if isinstance(read, Understood) and isinstance(read.value, Wanted):
                _tell_apart(found, name, piece, read.value)
            elif isinstance(read, Unsure) and read.fault.code == "language_either":
                _ask_which(found, name, piece, read, world)


def _ask_which(found: Cells, name: str, piece: str, asked: Unsure, world: World) -> None:
    """Svenska eller engelska, among what she must be able to: asked where the languages are. Where
    these are told, or it is only good to know, either is left as it is written.
    """
    words: tuple[SaidWord, ...] = found.told(name, ())
    rest = tuple(said for said in words if said.concept or said.written not in piece)
    field = "must_languages"
    if name == "skills_needed" and not found.was_told(field):
        found.by_field[field] = Cell(field, piece.strip(), asked)
        _keep(found, name, piece, rest)
        return
    told: Wanted = found.told(field, Wanted())
    _text, either = meanings.either_apart(piece, world)
    named = {c for one in either for c in world.vocabulary.read(one, kinds=SPOKEN).concept_ids}
    if name == "skills_wished":
        _tell_apart(found, name, piece, Wanted({}, dict.fromkeys(named, Level.CONVERSATION)))
    elif named & told.must.keys():
        _keep(found, name, piece, rest)


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
    _keep(found, name, piece, rest)
    found.add("must_languages", both, found.written(name))


def tell_merits_apart(found: Cells, world: World) -> None:
    """Körkort meriterande, among what must be known, is what is wished."""
    for piece in meanings.PIECES.split(found.written("skills_needed")):
        bare, merits = meanings.without_merit(piece)
        words: tuple[SaidWord, ...] = found.told("skills_needed", ())
        rest = tuple(said for said in words if said.concept or said.written not in piece)
        if not merits or rest == words:
            continue
        read = meanings.words(bare, WordStance.KNOWS, (Kind.SKILL, Kind.TASK), world)
        _keep(found, "skills_needed", piece, rest)
        if not isinstance(read, Refused) and isinstance(read.value, tuple):
            wished = (*found.told("skills_wished", ()), *read.value)
            found.add("skills_wished", wished, found.written("skills_needed"))


def _keep(found: Cells, name: str, piece: str, rest: tuple[SaidWord, ...]) -> None:
    """The other words; what was asked of this piece is asked no more."""
    reading = found.by_field[name].reading
    if isinstance(reading, Unsure) and reading.piece and reading.piece in piece:
        found.settle(name, rest)
    else:
        found.keep(name, rest)
