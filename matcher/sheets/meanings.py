"""Cells that say something in words: tasks, interests, languages, forms, pets, times, places.

What the vocabulary lists is a concept; what it does not is kept as it was written (R93). Where a
word is likely to be another one misspelt, the coordinator is asked; nothing is put in its place
unasked (R92).
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import islice

from matcher.domain.concepts import Kind
from matcher.domain.people import Bears, Form, Level, SaidWord, Trait, WordStance
from matcher.domain.places import Place
from matcher.domain.spelling import exact, folded
from matcher.domain.spoken_times import answered, understand
from matcher.sheets.readings import Reading, Understood, World, unsure

LIKELY = 0.9  # below this a proposal is another word more often than not (as on the site)
LONGEST_WORD = 120
MOST_LIKENED = 12  # words of a cell that are looked at for being others misspelt
LONGEST_TIMES = 200
STANCE_OF: Mapping[Kind, WordStance] = {
    Kind.TASK: WordStance.DOES,
    Kind.INTEREST: WordStance.LIKES,
    Kind.SKILL: WordStance.KNOWS,
    Kind.HEALTH: WordStance.FUNCTION,
}
_LEVELS = {
    Level.NATIVE: re.compile(r"\b(?:modersmål|flytande|native|fluent|förstaspråk)\b"),
    Level.SOME: re.compile(r"\b(?:lite|några ord|nybörjare|grundläggande|some|a little)\b"),
    Level.CONVERSATION: re.compile(r"\b(?:bra|samtal|konversation|god|hyfsad|good)\b"),
}
_FORMS = {
    Form.HOME: ("hemma", "hembesok", "hem", "i hemmet", "hemmabesok", "home", "besok hemma"),
    Form.OUT: ("ute", "promenad", "utomhus", "cafe", "kafe", "ga ut", "out", "promenader"),
    Form.PHONE: ("telefon", "ringa", "per telefon", "samtal", "phone", "ringvan"),
    Form.VIDEO: ("video", "videosamtal", "digitalt", "online"),
    Form.LETTERS: ("brev", "brevvan", "letters", "mejl"),
    Form.GROUP: ("grupp", "i grupp", "gruppaktivitet", "group"),
}
_FORM_OF = {word: form for form, words in _FORMS.items() for word in words}
_TRAITS = {
    Trait.CAT: ("katt", "katter", "cat", "cats"),
    Trait.DOG: ("hund", "hundar", "dog", "dogs"),
    Trait.SMOKE: ("rok", "rokning", "roker", "rokare", "rokning i hemmet", "smoke", "tobak"),
    Trait.FRAGRANCE: ("parfym", "doft", "dofter", "starka dofter", "fragrance", "perfume"),
    Trait.STAIRS: ("trappor", "trappa", "trappor utan hiss", "ingen hiss", "ej hiss", "stairs"),
}
_TRAIT_OF = {word: trait for trait, words in _TRAITS.items() for word in words}
_FURRED = ("palsdjur", "pals", "djur", "husdjur", "fur", "pets")
_NOTHING = frozenset(["nej", "-", "inget", "inga", "ingen", "nej tack", "no", "none", "saknas"])
_NEGATED = re.compile(r"^(?:inte|ej|ingen|inga|inget|no|not)\s+")
_RATHER_NOT = re.compile(r"^(?:helst (?:inte|ej|ingen|inga)|rather not|preferably no)\s+")
_PIECES = re.compile(r"[,;\n/+&]|\boch\b|\band\b")


@dataclass(frozen=True, slots=True)
class Times:
    """When, and in whose words."""

    availability: object
    said: str


def words(
    text: str, stance: WordStance, kinds: Collection[Kind], world: World, *, keeps: bool = True
) -> Reading:
    """The words of a cell in one stance; `keeps` unknown ones as they were written."""
    if exact(text) in _NOTHING:
        return Understood(())
    found = world.vocabulary.read(text, kinds=kinds)
    wrote = {one.concept_id: one.as_written[:LONGEST_WORD] for one in reversed(found.known)}
    known = tuple(SaidWord(stance, wrote[concept], concept) for concept in found.concept_ids)
    own = tuple(SaidWord(stance, left[:LONGEST_WORD]) for left in dict.fromkeys(found.leftovers))
    value = known + own if keeps else known
    asked = _likely(text, found.leftovers, kinds, world)
    if asked:
        return unsure("word_maybe", *asked[1], value=value, said=asked[0][:60])
    if own and not keeps:
        return unsure("word_unknown", value=value, said=own[0].written[:60])
    return Understood(value)


def _likely(
    text: str, leftovers: Collection[str], kinds: Collection[Kind], world: World
) -> tuple[str, list[str]] | None:
    """The first word that may be a known one misspelt, and the cell as it would then read."""
    for left in islice(dict.fromkeys(leftovers), MOST_LIKENED):
        proposals = world.vocabulary.propose(left, kinds=kinds, at_most=3)
        meant = [world.vocabulary.word(p.concept_id) for p in proposals if p.score >= LIKELY]
        if meant:
            return left, [text.replace(left, word, 1) for word in meant] + [text]
    return None


def languages(text: str, world: World) -> Reading:
    """Of "svenska, finska (modersmål), lite arabiska": concept → level; unsaid is to talk."""
    found: dict[str, Level] = {}
    unknown: list[str] = []
    for piece in (p.strip() for p in _PIECES.split(text)):
        if not piece:
            continue
        level = next((lv for lv, said in _LEVELS.items() if said.search(exact(piece))), None)
        bare = re.sub(r"\([^)]*\)", " ", piece)
        for said in _LEVELS.values():
            bare = said.sub(" ", exact(bare))
        read = world.vocabulary.read(bare, kinds=(Kind.LANGUAGE,))
        for concept in read.concept_ids:
            found[concept] = max(level or Level.CONVERSATION, found.get(concept, Level.SOME))
        if not read.concept_ids and bare.strip():
            unknown.append(bare.strip())
    if unknown:
        asked = _likely(text, unknown, (Kind.LANGUAGE,), world)
        choices = [choice for choice in asked[1] if choice != text] if asked else []
        return unsure("language_unknown", *choices, value=found, said=unknown[0][:40])
    return Understood(found)


def times(text: str, world: World) -> Reading:
    """When somebody can, as the parser of spoken times understands it; its questions are asked."""
    if len(text) > LONGEST_TIMES:
        return unsure("times_too_long", most=LONGEST_TIMES, value=None)
    found = understand(text, on=world.on)
    value = Times(found.availability, text)
    if found.questions:
        first = found.questions[0]
        choices = [answered(found.text, first, answer)[:LONGEST_TIMES] for answer in first.answers]
        return unsure(
            "times_unsure", *choices, value=value, said=first.words[:60], about=first.about
        )
    if not found.unknown and found.availability.away and not found.availability.is_known:
        return unsure("times_away_only", value=value, said=text[:60])
    if found.unknown or not found.availability.is_known:
        left = ", ".join(found.unknown) or text
        return unsure("times_not_read", value=value, said=left[:60])
    return Understood(value)


def area(text: str, world: World) -> Reading:
    """One of the centre's own areas, by name: (id, place). Others are proposed, not taken."""
    own = world.areas.get(folded(text))
    if own is not None:
        return Understood(own)
    near = [place.label or "" for _, place in world.areas.values()]
    choices = [name for name in near if folded(name)[:3] == folded(text)[:3]]
    return unsure("area_unknown", *choices, said=text[:40])


_POSTCODE = re.compile(r"(?<!\d)(\d{3})\s?(\d{2})(?!\d)")


def town(text: str, world: World) -> Reading:
    """A town by name, the one nearest the centre; a part of town is one of the centre's areas."""
    bare = re.sub(r"\b(?:bor i|i|kommun)\b", " ", text, flags=re.IGNORECASE).strip()
    bare = re.sub(r"^\d{3}\s?\d{2}\s+", "", bare)
    own = world.areas.get(folded(bare))
    if own is not None:
        return Understood(own)
    code = _POSTCODE.search(text)  # of an address nothing else is kept
    found = world.gazetteer.postcode("".join(code.groups())) if code else None
    found = found or world.gazetteer.locality(bare, near=world.near)
    if found is not None:
        return Understood((None, found))
    choices = [place.label or "" for place in world.gazetteer.search(bare, at_most=4)]
    return unsure("town_unknown", *filter(None, choices), said=text[:40])


def place_of_postcode(code: str, world: World) -> Place | None:
    """Where a postcode lies; None where no table knows it."""
    return world.gazetteer.postcode(code)


def forms(text: str) -> Reading:
    """Hemma, ute, telefon …; "inte hemma" leaves the home out of all."""
    found: set[Form] = set()
    out: set[Form] = set()
    for piece in (folded(p) for p in _PIECES.split(text) if p.strip()):
        bare = _NEGATED.sub("", piece)
        form = _FORM_OF.get(bare)
        if form is None:
            return unsure("form_not_read", "hemma", "ute", "telefon", "grupp", said=text[:40])
        (out if bare != piece else found).add(form)
    if out and not found:
        found = set(Form)
    return Understood(frozenset(found - out))


def traits(text: str) -> Reading:
    """What a home has and has not: "katt, trappor, inte hund" → trait → whether it is there."""
    if exact(text) in _NOTHING:
        return Understood({})
    found: dict[Trait, bool] = {}
    for written in (p.strip() for p in _PIECES.split(text) if p.strip()):
        piece = folded(written)
        bare = re.sub(r"^(?:\d+|en|ett|har)\s+|\s*\(.*", "", _NEGATED.sub("", piece))
        trait = _TRAIT_OF.get(piece) or _TRAIT_OF.get(bare)
        if trait is None:
            return unsure("home_not_read", value=found, said=written[:40])
        found[trait] = _TRAIT_OF.get(piece) is not None or not _NEGATED.match(piece)
    return Understood(found)


def borne(text: str, how: Bears) -> Reading:
    """What somebody does not bear of the other's: trait → how; "helst inte hund" is a wish."""
    if exact(text) in _NOTHING:
        return Understood({})
    found: dict[Trait, Bears] = {}
    for written in (p.strip() for p in _PIECES.split(text) if p.strip()):
        piece = folded(written)
        plain, rather = _RATHER_NOT.subn("", piece)
        bare = re.sub(r"^(?:allergi(?:sk)?|overkanslig)(?:\s+(?:mot|for))?\s*", "", plain)
        bare = re.sub(r"allergi(?:ker|sk)?$", "", bare)  # "kattallergi"
        named = [Trait.CAT, Trait.DOG] if bare.startswith(_FURRED) else [_TRAIT_OF.get(bare)]
        for trait in named:
            if trait is None:
                return unsure("home_not_read", value=found, said=written[:40])
            found[trait] = Bears.RATHER_NOT if rather and how is Bears.NO else how
    return Understood(found)


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
