"""Cells that say something in words: tasks, interests, languages.

What the vocabulary lists is a concept; what it does not is kept as it was written (R93). Where a
word is likely to be another one misspelt, the coordinator is asked; nothing is put in its place
unasked (R92).
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from matcher.domain.concepts import Kind
from matcher.domain.people import Level, SaidWord, WordStance
from matcher.domain.spelling import exact
from matcher.sheets.readings import Reading, Refused, Understood, Unsure, World, unsure

LIKELY = 0.9  # below this a proposal is another word more often than not (as on the site)
NEAR_ENOUGH = 0.5  # of a phrase's words: below this it is about something else
LONGEST_WORD = 120
MOST_LIKENED = 12  # words of a cell that are looked at for being others misspelt
STANCE_OF: Mapping[Kind, WordStance] = {
    Kind.TASK: WordStance.DOES,
    Kind.INTEREST: WordStance.LIKES,
    Kind.SKILL: WordStance.KNOWS,
    Kind.HEALTH: WordStance.FUNCTION,
}
_YESES = frozenset([WordStance.DOES, WordStance.LIKES, WordStance.KNOWS, WordStance.NEEDS])
_SAID_AS_THEY_ARE = (Kind.INTEREST, Kind.SKILL)
_LEVELS = {
    Level.NATIVE: re.compile(r"\b(?:modersmål|native|förstaspråk)\b"),
    Level.SOME: re.compile(
        r"\b(?:lite|svagt?|knagglig|några ord|nybörjare|grundläggande|lär sig|some|a little"
        r"|learning)\b"
    ),
    Level.CONVERSATION: re.compile(
        r"\b(?:flytande|flyt|fluent|bra|samtal|konversation|god|hyfsad|hyfsat|okej|ok|good)\b"
    ),
}
_NO_LEVEL = re.compile(
    r"\b(?:ej|inte|icke|not)[\s-]+(?:som\s+)?(?:modersmål|flytande|så\s+bra|bra|native|fluent)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"^(?:ej|inte|inga?|inget|aldrig|utom|slippa|slipper|no|not)\s+(.+)$")
_BUT = re.compile(r"(.+?) (?:utom|men (?:inte|ej)|except) (.+)", re.IGNORECASE)
_ANYTHING = frozenset(["vad som helst", "allt", "allting", "det mesta", "anything", "everything"])
_WITH = "aktivitet med "  # "utom barn": of whom one would be with, what the vocabulary says of it
_OPPOSITE = {
    WordStance.DOES: WordStance.WILL_NOT,
    WordStance.LIKES: WordStance.DISLIKES,
}
_NOES = frozenset(_OPPOSITE.values())
_MERIT = re.compile(
    r"\b(?:(?:är\s+|vore\s+)?(?:bra|en merit|meriterande|ett plus|plus|en fördel|önskvärt|önskas)"
    r"(?:\s+(?:att|om)(?:\s+(?:kunna|man kan))?)?|gärna|helst)\b"
)
_BESIDE_LANGUAGES = re.compile(
    r"\b(?:måste|krävs|krav|nödvändigt|kunna|kan|tala|talar|prata|pratar|talas|på|och)\b"
)
NOTHING = frozenset(
    [
        "nej", "-", "inget", "inga", "ingen", "nej tack", "no", "none", "saknas", "inga kända",
        "inget särskilt", "inget speciellt", "ej krav", "inga krav", "inget krav",
    ]
)  # fmt: skip
_OR = re.compile(r"\s+el\.\s+", re.IGNORECASE)
_AND_PIECES = re.compile(r"[,;\n+&]|\b(?:och|o|samt|and)\b")
_EITHER = re.compile(r"/|\b(?:eller|el|or|alternativt|alt)\b\.?")
_AND_OR = re.compile(r"\b(?:och|o|and)\s*/\s*(?:eller|el\.?|or)\b", re.IGNORECASE)
_STRAY = re.compile(r"\b(?:antingen|either|någon\s+av)\b")
PIECES = re.compile(r"[,;\n+&]|(?<!\d)/|/(?!\d)|\b(?:och|o|samt|and)\b")  # 1/12 is one day


@dataclass(frozen=True, slots=True)
class Wanted:
    """Languages of a need, by concept: which must be spoken, and which are good to know."""

    must: Mapping[str, Level] = field(default_factory=dict)
    wished: Mapping[str, Level] = field(default_factory=dict)


def words(
    text: str, stance: WordStance, kinds: Collection[Kind], world: World, *, keeps: bool = True
) -> Reading:
    """The words of a cell in one stance; `keeps` unknown ones as they were written."""
    if exact(text) in NOTHING:
        return Understood(())
    text = _OR.sub(", ", text)
    text, but = _apart(text) if stance in _OPPOSITE else (text, [])
    found = world.vocabulary.read(text, kinds=kinds)
    others = _of_other_kinds(found.leftovers, stance, kinds, world)
    others |= _denied(found.leftovers, stance, kinds, world)
    left_over = [x for x in found.leftovers if x not in others and exact(x) not in NOTHING]
    wrote = {one.concept_id: one.as_written[:LONGEST_WORD] for one in reversed(found.known)}
    if stance is WordStance.FUNCTION:  # what it is called there may be a diagnosis (R22)
        wrote = {concept: world.vocabulary.word(concept) for concept in wrote}
    known = tuple(SaidWord(stance, wrote[concept], concept) for concept in found.concept_ids)
    own = tuple(SaidWord(stance, left[:LONGEST_WORD]) for left in dict.fromkeys(left_over))
    known += (*others.values(), *(_left_out(said, stance, kinds, world) for said in but))
    value = known + own if keeps else known
    asked = _likely(left_over, kinds, world, is_demand=stance is WordStance.NEEDS)
    if asked:
        left, meant = asked
        if not meant:
            return unsure("demand_unknown", left, value=value, piece=left, said=left[:60])
        return unsure("word_maybe", *meant, left, value=value, piece=left, said=left[:60])
    if own and not keeps:
        return unsure("word_unknown", value=value, said=own[0].written[:60])
    return Understood(value)


def _of_other_kinds(
    leftovers: Collection[str], stance: WordStance, kinds: Collection[Kind], world: World
) -> dict[str, SaidWord]:
    """Words of a wish that the vocabulary lists as another kind of thing: "mobilvana" under what
    one would do is something one knows, "schack" under what is demanded what it is about.
    """
    left = tuple(kind for kind in _SAID_AS_THEY_ARE if kind not in kinds)
    found: dict[str, SaidWord] = {}
    for written in leftovers if left and stance in _YESES else ():
        read = world.vocabulary.read(written, kinds=left)
        if len(read.concept_ids) == 1 and not read.leftovers:
            [concept] = read.concept_ids
            kind = world.vocabulary.concepts[concept].kind
            found[written] = SaidWord(STANCE_OF[kind], written[:LONGEST_WORD], concept)
    return found


def _denied(
    leftovers: Collection[str], stance: WordStance, kinds: Collection[Kind], world: World
) -> dict[str, SaidWord]:
    """Ej städning among what somebody would do is what she would not; and so it is among what she
    would not, where many write the no once more.
    """
    found: dict[str, SaidWord] = {}
    for written in leftovers if stance in _OPPOSITE or stance in _NOES else ():
        denied = _DENIED.match(exact(written))
        read = world.vocabulary.read(denied[1], kinds=kinds) if denied else None
        if denied and read:
            if len(read.concept_ids) != 1 or read.leftovers:
                continue
            [concept] = read.concept_ids
            found[written] = SaidWord(
                _OPPOSITE.get(stance, stance), denied[1][:LONGEST_WORD], concept
            )
    return found


def _apart(text: str) -> tuple[str, list[str]]:
    """A cell, and what is left out of it: barn, of "vad som helst utom barn"."""
    kept: list[str] = []
    but: list[str] = []
    for piece in re.split(r"[,;\n]", text):
        told = _BUT.fullmatch(" ".join(piece.split()))
        kept += [] if told and exact(told[1]) in _ANYTHING else [told[1] if told else piece]
        but += [said.strip() for said in PIECES.split(told[2]) if said.strip()] if told else []
    return (", ".join(kept), but) if but else (text, [])


def _left_out(said: str, stance: WordStance, kinds: Collection[Kind], world: World) -> SaidWord:
    """What somebody would not; kept as it is written where the vocabulary does not list it."""
    reads = [world.vocabulary.read(text, kinds=kinds) for text in (said, _WITH + said)]
    named = [one.concept_ids[0] for one in reads if len(one.concept_ids) == 1 and not one.leftovers]
    return SaidWord(_OPPOSITE[stance], said[:LONGEST_WORD], named[0] if named else None)


def _likely(
    leftovers: Collection[str], kinds: Collection[Kind], world: World, *, is_demand: bool = False
) -> tuple[str, list[str]] | None:
    """The first word that may be a known one misspelt, and those that may be meant. A demand leaves
    people out: of "stark rygg" no half is enough, and where nothing may be meant it is asked as is.
    """
    asked = (left for left in dict.fromkeys(leftovers) if exact(left) not in world.settled)
    for left in islice(asked, MOST_LIKENED):
        proposals = world.vocabulary.propose(left, kinds=kinds, at_most=3, least=LIKELY)
        near = {p.concept_id: world.vocabulary.share_near(left, p.concept_id) for p in proposals}
        meant = [
            world.vocabulary.word(concept)
            for concept, share in near.items()
            if share >= NEAR_ENOUGH and not (is_demand and share == NEAR_ENOUGH)
        ]
        if meant or (is_demand and proposals):
            return left, meant
    return None


def languages(text: str, world: World, *, is_asked: bool = True) -> Reading:
    """Of "svenska, finska (modersmål), lite arabiska": concept → level; unsaid is to talk. Without
    ready answers for what is unknown where nobody will be asked about it (`is_asked`).
    """
    found: dict[str, Level] = {}
    unknown: list[str] = []
    if exact(text) in NOTHING:
        return Understood(found)
    for piece in (p.strip() for p in PIECES.split(text)):
        if not piece or exact(piece) in NOTHING:
            continue
        piece = _NO_LEVEL.sub(" ", piece)
        level = next((lv for lv, said in _LEVELS.items() if said.search(exact(piece))), None)
        bare = re.sub(r"\([^)]*\)", " ", piece)
        for said in _LEVELS.values():
            bare = said.sub(" ", exact(bare))
        denied = _DENIED.match(exact(bare))
        read = world.vocabulary.read(denied[1] if denied else bare, kinds=(Kind.LANGUAGE,))
        if denied and read.concept_ids and not read.leftovers:
            continue  # "inte svenska": she does not speak it
        for concept in read.concept_ids:
            found[concept] = max(level or Level.CONVERSATION, found.get(concept, Level.SOME))
        if not read.concept_ids and bare.strip():
            unknown.append(bare.strip())
    if unknown:
        likely = _likely(unknown, (Kind.LANGUAGE,), world) if is_asked else None
        left, meant = likely or (unknown[0], [])
        return unsure("language_unknown", *meant, value=found, piece=left, said=left[:40])
    return Understood(found)


def without_merit(piece: str) -> tuple[str, int]:
    """A demand without what makes it no demand, "meriterande", and how often that stood there."""
    return _MERIT.subn(" ", exact(piece))


def wanted(text: str, world: World, *, is_asked: bool = True) -> Reading:
    """The languages of a need, piece by piece: "svenska, gärna somaliska", "arabiska bra". What is
    good to know is no must. `is_asked` as of `languages`.
    """
    must: dict[str, Level] = {}
    wished: dict[str, Level] = {}
    asked: list[Unsure] = []
    if exact(text) in NOTHING:
        return Understood(Wanted())
    text, either = either_apart(text, world)
    for piece in filter(None, (p.strip() for p in PIECES.split(text))):
        bare, merits = without_merit(piece)
        bare = _EITHER.sub(", ", bare) if merits else bare  # it is good to know either
        found = languages(_BESIDE_LANGUAGES.sub(" ", bare), world, is_asked=is_asked)
        if isinstance(found, Unsure):
            asked.append(found)
        if not isinstance(found, Refused) and isinstance(found.value, dict):
            (wished if merits else must).update(found.value)
    value = Wanted(must, wished)
    if either:
        return _which(either, value, world)
    return replace(asked[0], value=value) if asked else Understood(value)


def either_apart(text: str, world: World) -> tuple[str, list[str]]:
    """A cell without the languages of which one is enough, "arabiska eller dari", and those; none
    where it is good to know either.
    """
    pieces = _AND_PIECES.split(_AND_OR.sub(" eller ", text))
    for n, piece in enumerate(pieces):
        bare, merits = without_merit(piece)
        parts = _EITHER.split(_BESIDE_LANGUAGES.sub(" ", _STRAY.sub(" ", bare)))
        either = [" ".join(part.split()) for part in parts if part.strip()]
        read = [world.vocabulary.read(part, kinds=(Kind.LANGUAGE,)) for part in either]
        named = {tuple(one.concept_ids) for one in read}
        if len(named) > 1 and any(named) and not merits:
            return ", ".join(pieces[:n] + pieces[n + 1 :]), either
    return text, []


def _which(either: Sequence[str], besides: Wanted, world: World) -> Unsure:
    """A need demands each of its languages, so that one of two is asked about: until somebody has
    answered neither is demanded.
    """
    others = [world.vocabulary.word(concept) for concept in besides.must]
    wished = "".join(f", gärna {world.vocabulary.word(one)}" for one in besides.wished)
    known = (
        one for one in either if world.vocabulary.read(one, kinds=(Kind.LANGUAGE,)).concept_ids
    )
    ready = [" och ".join((one, *others)) + wished for one in known]
    none = (" och ".join(others) + wished).removeprefix(", ") or "nej"
    said = " eller ".join(either)[:60]
    return unsure("language_either", *ready, none, value=besides, said=said)


def spoken(text: str, world: World) -> Reading:
    """Languages that a person must be spoken to in. One that she would rather hear is asked about:
    a must leaves out everybody else.
    """
    found = wanted(text, world)
    assert not isinstance(found, Refused)
    assert isinstance(found.value, Wanted)
    if isinstance(found, Understood) and found.value.wished:
        named = (*found.value.must, *found.value.wished)
        ready = ", ".join(map(world.vocabulary.word, named))
        return unsure("language_is_wish", ready, "nej", value=found.value.must, said=text[:40])
    return replace(found, value=found.value.must)
