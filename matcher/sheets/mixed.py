"""A cell of several things, put where each belongs."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from matcher.domain.concepts import Kind
from matcher.domain.people import SaidWord
from matcher.domain.places import Place
from matcher.sheets.meanings import STANCE_OF, Times, times
from matcher.sheets.readings import Reading, Understood, World, unsure
from matcher.sheets.whereabouts import town


@dataclass(frozen=True, slots=True)
class Mixed:
    """A cell of several things, each put where it belongs; the rest is kept as words."""

    words: tuple[SaidWord, ...] = ()
    languages: tuple[str, ...] = ()
    times: Times | None = None
    place: tuple[str | None, Place] | None = None


_LIVES = re.compile(r"^bor (?:i|på)\s+(.+)$", re.IGNORECASE)


def mixed(text: str, world: World) -> Reading:
    """Reads "kan skjutsa, gillar schack, tis fm jämna veckor, bor i Ersboda", piece by piece."""
    said: list[SaidWord] = []
    spoken: list[str] = []
    when: list[str] = []
    place: tuple[str | None, Place] | None = None
    for piece in dict.fromkeys(p.strip() for p in re.split(r"[,;\n]|(?<=\w)\.\s", text)):
        lives = _LIVES.match(piece)
        if lives and isinstance(found := town(lives[1], world), Understood):
            place = _as_place(found.value)
        elif piece and not _takes_words(piece, world, said, spoken):
            when.append(piece)
    meant = times(", ".join(when), world) if when else Understood(None)
    if isinstance(meant, Understood):
        found_times = meant.value if isinstance(meant.value, Times) else None
        return Understood(Mixed(tuple(said), tuple(spoken), found_times, place))
    rest = _one_by_one(when, world)
    value = Mixed(tuple(said), tuple(spoken), rest[0], place)
    if not rest[1]:
        return Understood(value)
    return unsure("mixed_left", value=value, said=", ".join(rest[1])[:120])


def _as_place(value: object) -> tuple[str | None, Place] | None:
    return value if isinstance(value, tuple) else None


def _takes_words(piece: str, world: World, said: list[SaidWord], spoken: list[str]) -> bool:
    """Whether the piece is words alone; they are added to what was said."""
    read = world.vocabulary.read(piece, kinds=(*STANCE_OF, Kind.LANGUAGE))
    if not read.known or read.leftovers:
        return False
    for concept in read.concept_ids:
        kind = world.vocabulary.concepts[concept].kind
        if kind is Kind.LANGUAGE:
            spoken.append(concept)
        else:
            said.append(SaidWord(STANCE_OF[kind], world.vocabulary.word(concept), concept))
    return True


def _one_by_one(pieces: Collection[str], world: World) -> tuple[Times | None, list[str]]:
    """The pieces that surely are times, and those that are not understood."""
    if len(pieces) == 1:
        return None, list(pieces)  # it has just been tried
    sure = [p for p in pieces if isinstance(times(p, world), Understood)]
    joined = times(", ".join(sure), world) if sure else None
    left = [p for p in pieces if p not in sure]
    if isinstance(joined, Understood) and isinstance(joined.value, Times):
        return joined.value, left
    return None, list(pieces)
