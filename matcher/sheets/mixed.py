"""A cell of several things, put where each belongs."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from matcher.domain.concepts import Kind
from matcher.domain.people import Bears, Form, GenderWish, SaidWord, Trait
from matcher.domain.places import Place
from matcher.domain.spelling import folded
from matcher.sheets import cells, homes
from matcher.sheets.meanings import STANCE_OF, Times, times
from matcher.sheets.readings import Reading, Understood, Unsure, World, unsure
from matcher.sheets.whereabouts import town


@dataclass(frozen=True, slots=True)
class Mixed:
    """A cell of several things, each put where it belongs; the rest is kept as words."""

    words: tuple[SaidWord, ...] = ()
    languages: tuple[str, ...] = ()
    times: Times | None = None
    place: tuple[str | None, Place] | None = None
    borne: Mapping[Trait, Bears] = field(default_factory=dict)
    pets: Mapping[Trait, bool] = field(default_factory=dict)
    forms: frozenset[Form] = frozenset()
    gender_wish: GenderWish | None = None


_PIECES = re.compile(r"[,;\n]|(?<=\w)\.\s")
_LIVES = re.compile(r"^bor (?:i|på)\s+(.+)$", re.IGNORECASE)
_NOT_BORNE = re.compile(r"^(?:är\s+|tål\s+(?:inte|ej)\s+)", re.IGNORECASE)
_ONE = r"(?:\d+|en|ett|två)"
_OWN = re.compile(
    rf"^(?:har|egen|eget|egna)\s+(?:själv\s+)?(?:{_ONE}\s+)?(?:egen\s+|eget\s+|egna\s+)?(.+)$"
)
_SMOKES = re.compile(
    r"^(?:det\s+)?(?:röker|röks|rökning|rökare)(\s+(?:inte|ej))?"
    r"(?:\s+(?:inne|inomhus|hemma|i hemmet))?$"
)
_SMOKE_FREE = frozenset({"rökfri", "rökfritt", "icke-rökare", "ickerökare", "ingen rökning"})
_SPEAKS = re.compile(
    r"^(?:talar|pratar|prata|tala|kan|förstår)\s+(?:numera\s+)?(?:bara|enbart|endast|mest|gärna)?\s*"
    r"|^(?:bara|enbart|endast)\s+",
    re.IGNORECASE,
)
_BECAUSE = re.compile(
    r"^(?:inte|ej|inga?|inget)\s+(.+?)\s*\(\s*(?:pga\s+)?allerg\w*\s*\)$", re.IGNORECASE
)
_PETS = frozenset({Trait.CAT, Trait.DOG})
_MEETS = re.compile(r"^(?:(?:bara|endast|ses|träffas)\s+)*(?:(?:på|per|via|i|över)\s+)?")
_WISHES = re.compile(
    r"^(?:vill\s+(?:helst\s+|gärna\s+|bara\s+)?(?:träffa|ha|få)|helst|bara|endast|önskar|föredrar)\b"
)


class _Sorter:
    """Puts the pieces of a cell where they belong, one at a time."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.words: list[SaidWord] = []
        self.languages: list[str] = []
        self.rest: list[str] = []
        self.place: tuple[str | None, Place] | None = None
        self.borne: dict[Trait, Bears] = {}
        self.pets: dict[Trait, bool] = {}
        self.forms: set[Form] = set()
        self.wish: GenderWish | None = None
        self.ways = (
            self._lives, self._bears, self._has, self._wishes, self._speaks_of, self._meets,
        )  # fmt: skip

    def sort(self, piece: str) -> None:
        """Where nothing else takes it, the piece may be a time."""
        if not any(takes(piece) for takes in self.ways):
            self.rest.append(piece)

    def mixed(self, when: Times | None) -> Mixed:
        """What was found."""
        return Mixed(
            tuple(self.words), tuple(self.languages), when, self.place, self.borne, self.pets,
            frozenset(self.forms), self.wish,
        )  # fmt: skip

    def _lives(self, piece: str) -> bool:
        lives = _LIVES.match(piece)
        found = town(lives[1], self.world) if lives else None
        if not isinstance(found, Understood):
            return False
        self.place = found.value if isinstance(found.value, tuple) else None
        return True

    def _bears(self, piece: str) -> bool:
        """What she does not bear is kept, and not why: a cell of all sorts carries no yes to
        keeping what tells of health (R20).
        """
        if because := _BECAUSE.match(piece):  # "inte hund (allergi)"
            piece = f"tål inte {because[1]}"
        if "allergi" not in folded(piece) and not piece.casefold().startswith("tål"):
            return False
        found = homes.borne(_NOT_BORNE.sub("", piece).replace(":", " "), Bears.NO)
        return _keep(found, self.borne)

    def _has(self, piece: str) -> bool:
        smokes = _SMOKES.match(piece.casefold())
        if smokes or piece.casefold() in _SMOKE_FREE:
            self.pets[Trait.SMOKE] = bool(smokes and not smokes[1])
            return True
        has = _OWN.match(piece.casefold())
        found = homes.traits(has[1]) if has else None
        is_pet = isinstance(found, Understood) and set(_as_dict(found.value)) <= _PETS
        return is_pet and _keep(found, self.pets)

    def _wishes(self, piece: str) -> bool:
        """To want to meet a woman is a wish; only what says so is a must."""
        if not _WISHES.match(piece.casefold()):
            return False
        found = cells.gender_wish(piece)
        if isinstance(found, Unsure) and found.fault.code == "wish_strength":
            found = cells.gender_wish(f"helst {piece}")
        if not isinstance(found, Understood) or not isinstance(found.value, GenderWish):
            return False
        self.wish = found.value
        return True

    def _speaks_of(self, piece: str) -> bool:
        """Whether the piece is words alone, or names the languages that are spoken."""
        if self._speaks(_SPEAKS.sub("", piece), piece):
            return True
        read = self.world.vocabulary.read(piece, kinds=(*STANCE_OF, Kind.LANGUAGE))
        if not read.known or read.leftovers:
            return False
        for concept in read.concept_ids:
            kind = self.world.vocabulary.concepts[concept].kind
            if kind is Kind.LANGUAGE:
                self.languages.append(concept)
            else:
                word = self.world.vocabulary.word(concept)
                self.words.append(SaidWord(STANCE_OF[kind], word, concept))
        return True

    def _speaks(self, spoken: str, piece: str) -> bool:
        """Talar bara finska: what follows "talar" is languages and nothing else."""
        if spoken == piece:
            return False
        told = self.world.vocabulary.read(spoken, kinds=(Kind.LANGUAGE,))
        if not told.known or told.leftovers:
            return False
        self.languages += told.concept_ids
        return True

    def _meets(self, piece: str) -> bool:
        found = homes.forms(_MEETS.sub("", piece.casefold()))
        if not isinstance(found, Understood) or not isinstance(found.value, frozenset):
            return False
        self.forms |= found.value
        return bool(found.value)


def mixed(text: str, world: World) -> Reading:
    """Reads "kan skjutsa, gillar schack, tis fm jämna veckor, bor i Ersboda", piece by piece."""
    sorter = _Sorter(world)
    for piece in dict.fromkeys(filter(None, (p.strip() for p in _PIECES.split(text)))):
        sorter.sort(piece)
    meant = times(", ".join(sorter.rest), world) if sorter.rest else Understood(None)
    if isinstance(meant, Understood):
        return Understood(sorter.mixed(meant.value if isinstance(meant.value, Times) else None))
    when, left = _one_by_one(sorter.rest, world)
    if not left:
        return Understood(sorter.mixed(when))
    return unsure("mixed_left", value=sorter.mixed(when), said=", ".join(left)[:120])


def _as_dict(value: object) -> Mapping[Trait, bool]:
    return value if isinstance(value, dict) else {}


def _keep(found: Reading | None, kept: dict[Trait, Any]) -> bool:
    """Add what was understood to what is kept; whether there was any."""
    if not isinstance(found, Understood) or not isinstance(found.value, dict):
        return False
    kept |= found.value
    return bool(found.value)


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
