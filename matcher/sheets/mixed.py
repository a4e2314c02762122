"""A cell of several things, put where each belongs."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from matcher.domain.concepts import Kind
from matcher.domain.people import Bears, Form, GenderWish, SaidWord, Trait
from matcher.domain.places import Place
from matcher.domain.spelling import exact, folded
from matcher.domain.spoken.edges import edges
from matcher.sheets import cells, homes
from matcher.sheets.cells_of_times import Times, sure_times
from matcher.sheets.meanings import NOTHING, STANCE_OF
from matcher.sheets.readings import Reading, Understood, Unsure, World, unsure
from matcher.sheets.whereabouts import town

LONGEST_BACKGROUND = 200


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
    background: str | None = None  # what she does or did
    edges: tuple[str, ...] = ()  # pieces that say from when, or until when, and nothing else
    left: tuple[str, ...] = ()  # pieces that are nothing by themselves


PIECES = re.compile(  # of a remark
    r"[,;\n]|(?<=\w\w)(?<!pens)(?<!\bel)(?<!\bca)(?<!\bkl)\.\s"
)
_LIVES = re.compile(r"^bor (?:i|på)\s+(.+)$", re.IGNORECASE)
_NOT_BORNE = re.compile(
    r"^(?:är\s+|tål\s+(?:inte|ej)\s+|(?:är\s+)?rädd\s+för\s+"
    r"|(?:klarar|orkar|vill)\s+(?:inte|ej)\s+(?:av\s+|med\s+|ha\s+|träffa\s+)?)",
    re.IGNORECASE,
)
_DISLIKED = re.compile(
    r"^(?:(?:gillar|tycker)\s+(?:inte|ej)\s+(?:om\s+)?|undviker\s+)", re.IGNORECASE
)
_AFRAID = re.compile(
    r"^(?:är\s+)?(?:(?=(hund|katt)(?:räd(?:d|sla)|fobi)$)\w+"
    r"|(?:fobi|rädsla|skräck)\s+(?:för\s+|mot\s+)?(?=(hund|katt))\w+)$",
    re.IGNORECASE,
)
_THERE = re.compile(
    r"^(.+?) (?:finns(?: (?:i hemmet|hemma))?|i (?:hemmet|huset)|hemma)$", re.IGNORECASE
)
_HAS_OR_BEARS = re.compile(r"^(?:inte|ej|inga?|inget)\s+(.+)$", re.IGNORECASE)
_NONE = re.compile(r"^(\w+)\s*:?\s+(?:nej|ej|inte)$", re.IGNORECASE)  # "hund nej"
_WORKED = re.compile(
    r"^(?:pens(?:ionär|ionerad|ion)?\.?|ålderspensionär|student|studerar\b.*"
    r"|(?:f\.?\s?d\.?|före detta|pensionerad|pens\.|tidigare|jobbat som|arbetat som)\s+\w.*)$",
    re.IGNORECASE,
)
_FIRST_THEN = re.compile(r"^(?:(?:kan|hinner|ledig)\s+)?först\s+(?=fr)", re.IGNORECASE)
_ONE = r"(?:\d+|en|ett|två)"
_OWN = re.compile(
    rf"^(?:har|egen|eget|egna)\s+(?:själv\s+)?(?:{_ONE}\s+)?(?:egen\s+|eget\s+|egna\s+)?(.+)$"
)
_SPEAKS = re.compile(
    r"^(?:talar|pratar|prata|tala|kan|förstår)\s+(?:numera\s+)?(?:bara|enbart|endast|mest|gärna)?\s*"
    r"|^(?:bara|enbart|endast)\s+",
    re.IGNORECASE,
)
_NOW = re.compile(r"\s+(?:numera|nuförtiden|nu|hemma|flytande|bara|mest)$", re.IGNORECASE)
_COUNTED = re.compile(r"(?:[1-9]|två|tre|fyra)(?: \w+)? (katter|hundar)")
_BECAUSE = re.compile(
    r"^(?:inte|ej|inga?|inget)\s+(.+?)\s*\(\s*(?:pga\s+)?allerg\w*\s*\)$", re.IGNORECASE
)
_ASIDE = re.compile(r"\s*\([^)]*\)$")
_PETS = frozenset({Trait.CAT, Trait.DOG})
_MEETS = re.compile(r"^(?:(?:bara|endast|ses|träffas)\s+)*(?:(?:på|per|via|i|över)\s+)?")


class _Sorter:
    """Puts the pieces of a cell where they belong, one at a time."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.before = ""  # the piece that was sorted last
        self.words: list[SaidWord] = []
        self.languages: list[str] = []
        self.rest: list[str] = []
        self.place: tuple[str | None, Place] | None = None
        self.borne: dict[Trait, Bears] = {}
        self.pets: dict[Trait, bool] = {}
        self.forms: set[Form] = set()
        self.wish: GenderWish | None = None
        self.background: str | None = None
        self.edges: list[str] = []
        self.asked: list[Unsure] = []
        self.ways = (
            self._begins_or_ends, self._lives, self._named, self._bears, self._has, self._wishes,
            self._speaks_of, self._meets, self._worked,
        )  # fmt: skip

    def sort(self, piece: str) -> None:
        """Where nothing else takes it, the piece may be a time."""
        if not any(takes(piece) for takes in self.ways):
            self.rest.append(piece)
        self.before = piece

    def mixed(self, when: Times | None, left: Collection[str] = ()) -> Mixed:
        """What was found."""
        return Mixed(
            tuple(self.words), tuple(self.languages), when, self.place, self.borne, self.pets,
            frozenset(self.forms), self.wish, self.background, tuple(self.edges), tuple(left),
        )  # fmt: skip

    def _begins_or_ends(self, piece: str) -> bool:
        """From 1 February. After what is no time, "sjuk, till februari", it may be of that."""
        piece = _FIRST_THEN.sub("", piece)
        is_of_another = self.before in self.rest and not _names_times(self.before, self.world)
        if is_of_another or edges(piece, on=self.world.on) is None:
            return False
        self.edges.append(piece)
        return True

    def _lives(self, piece: str) -> bool:
        lives = _LIVES.match(piece)
        found = town(lives[1], self.world) if lives else None
        if not isinstance(found, Understood):
            return False
        self.place = found.value if isinstance(found.value, tuple) else None
        return True

    def _named(self, piece: str) -> bool:
        """Hund, and nothing more: there is one, or none is borne. Asked."""
        bare = _ASIDE.sub("", piece)  # "hund (stor)"
        if homes.is_bare(bare):
            self._ask(piece, (f"tål inte {bare}", f"har {bare}"))
            return True
        return False

    def _bears(self, piece: str) -> bool:
        """What she does not bear is kept, and not why: a cell of all sorts carries no yes to
        keeping what tells of health (R20).
        """
        if because := _BECAUSE.match(piece) or _AFRAID.match(piece):  # "inte hund (allergi)"
            piece = f"tål inte {because[because.lastindex or 1]}"
        if kept_from := homes.kept_from(piece):
            self.borne |= kept_from
            return True
        if disliked := _DISLIKED.match(piece):
            return _keep(homes.borne(piece[disliked.end() :], Bears.RATHER_NOT), self.borne)
        bare = _NOT_BORNE.sub("", piece)
        is_said = "allergi" in folded(piece) or re.match(r"tål\b", piece, re.IGNORECASE)
        if bare == piece and not is_said:
            return False
        return _keep(homes.borne(bare.replace(":", " "), Bears.NO), self.borne)

    def _has(self, piece: str) -> bool:
        if homes.stairs(piece) is not None or homes.smoke(piece) is not None:
            return _keep(homes.traits(piece), self.pets)
        if pets := pets_in(piece):
            self.pets |= pets
            return True
        return self._has_or_bears(piece)

    def _has_or_bears(self, piece: str) -> bool:
        """Ej hund: she has none, or wants none near her. Asked; and until somebody has answered she
        is not brought where one is.
        """
        if denied := _HAS_OR_BEARS.match(piece) or _NONE.match(piece):
            found = homes.borne(denied[1], Bears.NO)
            is_named = isinstance(found, Understood) and bool(found.value)
            if is_named and homes.is_bare(denied[1]):
                _keep(found, self.borne)
            if is_named:
                ready = (f"tål inte {denied[1]}", f"har ingen {denied[1]}")
                self._ask(piece, ready)
                return True
        return False

    def _ask(self, piece: str, ready: Collection[str]) -> None:
        self.asked.append(unsure("mixed_two_ways", *ready, piece=piece, said=piece[:60]))

    def _wishes(self, piece: str) -> bool:
        found = cells.wish_in(piece)
        if found is None:
            return False
        if isinstance(found, Unsure):
            self.asked.append(replace(found, piece=piece))
        self.wish = found.value if isinstance(found.value, GenderWish) else None
        return True

    def _worked(self, piece: str) -> bool:
        """Pens. lärare: what she does or did, as it is written."""
        if not _WORKED.match(piece):
            return False
        self.background = ", ".join(filter(None, (self.background, piece)))[:LONGEST_BACKGROUND]
        return True

    def _speaks_of(self, piece: str) -> bool:
        """Whether the piece is words alone, or names the languages that are spoken."""
        if spoken := spoken_in(piece, self.world):
            self.languages += spoken
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

    def _meets(self, piece: str) -> bool:
        if exact(piece) == "samtal":  # to talk, and by no telephone unless it says so
            return False
        found = homes.forms(_MEETS.sub("", piece.casefold()))
        if not isinstance(found, Understood) or not isinstance(found.value, frozenset):
            return False
        self.forms |= found.value
        return bool(found.value)


def spoken_in(piece: str, world: World) -> tuple[str, ...]:
    """The languages of "talar bara finska numera": what follows "talar", and nothing else."""
    spoken = _SPEAKS.sub("", piece)
    if spoken == piece:
        return ()
    told = world.vocabulary.read(_NOW.sub("", spoken), kinds=(Kind.LANGUAGE,))
    return tuple(told.concept_ids) if told.known and not told.leftovers else ()


def pets_in(piece: str) -> Mapping[Trait, bool]:
    """The animals of "har hund", and of "två katter": whoever counts them has them."""
    said = piece.casefold()
    has = _OWN.match(said) or _THERE.match(said) or _COUNTED.fullmatch(exact(piece))
    found = homes.traits(has[1]) if has else None
    told = _as_dict(found.value) if isinstance(found, Understood) else {}
    return told if set(told) <= _PETS else {}


def mixed(text: str, world: World) -> Reading:
    """Reads "kan skjutsa, gillar schack, tis fm jämna veckor, bor i Ersboda", piece by piece."""
    sorter = _Sorter(world)
    for piece in dict.fromkeys(filter(None, (" ".join(p.split()) for p in PIECES.split(text)))):
        if exact(piece) not in NOTHING:
            sorter.sort(piece)
    when, left = _when(sorter.rest, world)
    found = sorter.mixed(when, left)
    if sorter.asked:
        return replace(sorter.asked[0], value=found)
    if left:
        return unsure("mixed_left", value=found, said=", ".join(left)[:120])
    return Understood(found)


def _names_times(piece: str, world: World) -> bool:
    """Whether it is surely times by themselves, and not only when somebody is away."""
    found = sure_times(piece, world)
    return found is not None and found.names_hours


def _as_dict(value: object) -> Mapping[Trait, bool]:
    return value if isinstance(value, dict) else {}


def _keep(found: Reading | None, kept: dict[Trait, Any]) -> bool:
    """Add what was understood to what is kept; whether there was any."""
    if not isinstance(found, Understood) or not isinstance(found.value, dict):
        return False
    kept |= found.value
    return bool(found.value)


def _when(pieces: Collection[str], world: World) -> tuple[Times | None, list[str]]:
    """The times that the pieces surely are, and the pieces that are none."""
    if not pieces:
        return None, []
    if found := sure_times(", ".join(pieces), world):
        return found, []
    sure = [piece for piece in pieces if sure_times(piece, world)] if len(pieces) > 1 else []
    joined = sure_times(", ".join(sure), world) if sure else None
    return joined, [piece for piece in pieces if not (joined and piece in sure)]
