"""What stands among the wishes of somebody who waits, or among remarks, and is neither.

Pratar persiska is a language, hör illa tells of health, går i kyrkan of faith, två katter of the
home, en gång of how often, and vill inte ha besök hemma of where one meets. Each goes where it is
kept, and what tells of health or faith waits there for the person's own yes (R20, R95).
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from matcher.domain.boundaries import tells_of_way_in
from matcher.domain.concepts import Flag, Kind
from matcher.domain.people import Form, Level, SaidWord, Trait, WordStance
from matcher.domain.spelling import exact
from matcher.sheets import homes, mixed, rows_health
from matcher.sheets.cells_of_times import sure_times
from matcher.sheets.readings import Understood, Unsure, World, refused, unsure
from matcher.sheets.rows import Cell, Cells
from matcher.sheets.rows_kind import errands_in
from matcher.sheets.rows_people import ON_THE_PHONE, mixed_of

_WISHES = ("tasks", "interests")
_MOST_WORDS = 8  # of a piece, looked at for what tells of faith
_NO_VISIT = re.compile(
    r"(?:(?:hon|han|hen|jag) )?(?:vill|önskar|orkar) (?:inte|ej) (?:ha|få|ta emot) "
    r"(?:(?:något|några) )?(?:hem)?besök(?P<home> hemma| i hemmet| hem)?"
)
_ONCE = re.compile(r"(?:(?:bara|endast|enbart) )?(?:en|1) gång")
_TELLS = re.compile(r"(?:(?:hon|han|hen|jag) )?(?:sitter i|har|använder|går med|är|bär) ")
_BADLY = re.compile(r"\b(hör|ser) (?:(?:mycket|väldigt|rätt|ganska) )?(?:illa|dåligt)\b")
_FORMS = ("telefon", "ute", "hemma", "grupp")  # ready answers to where one meets


def tell_apart(found: Cells, world: World) -> frozenset[str]:
    """Every piece that nobody has understood where it stands, put where it belongs. The fields
    whose words told of health come back.
    """
    of_health: set[str] = set()
    for name in _WISHES:
        for word in _unread(found, name):
            _sort_word(found, name, word, world, of_health)
    for piece in mixed_of(found).left:
        _sort_remark(found, piece, world, of_health)
    return frozenset(of_health)


def _sort_word(found: Cells, name: str, word: SaidWord, world: World, of_health: set[str]) -> None:
    if _has_pets(found, word.written, world):  # an animal of hers is no health of hers
        _take(found, name, word, ())
    elif _is_of_health(found, word.written, world):
        of_health.add(name)
        _take(found, name, word, rows_health.liked(word, world))
    elif _is_of_another_field(found, word.written, world):
        _take(found, name, word, ())
    elif faith := _faith_in(word.written, world):
        # A ride to church is a ride, whether it may be kept whereto.
        named = (*sorted(errands_in(word.written, world)), faith)
        said = (SaidWord(word.stance, world.vocabulary.word(one), one) for one in named)
        _take(found, name, word, tuple(said))


def _sort_remark(found: Cells, piece: str, world: World, of_health: set[str]) -> None:
    if tells_of_way_in(piece) and not found.was_told("home"):
        found.by_field["home"] = Cell("home", piece, refused("way_in_never"))
        _take_from_remark(found, piece, ())
    elif _is_of_health(found, piece, world):
        of_health.add("mixed")
        said = SaidWord(WordStance.LIKES, piece, None)
        _take_from_remark(found, piece, rows_health.liked(said, world))
    elif _is_of_another_field(found, piece, world):
        _take_from_remark(found, piece, ())
    elif faith := _faith_in(piece, world):
        of_faith = SaidWord(WordStance.LIKES, world.vocabulary.word(faith), faith)
        _take_from_remark(found, piece, (of_faith,))


def _is_of_another_field(found: Cells, piece: str, world: World) -> bool:
    ways = (_speaks, _is_once, _is_away, _wants_no_visit)
    return any(way(found, piece, world) for way in ways)


def _function_in(written: str, world: World) -> SaidWord | None:
    """What a piece that is it, or begins with it, tells of health: "hör illa i telefon", "sitter i
    rullstol". Never a diagnosis's name (R22).
    """
    written = _BADLY.sub(r"\1 dåligt", exact(written))
    read = world.vocabulary.read(written, kinds=(Kind.HEALTH,))
    if read.concept_ids and not read.leftovers:
        [concept, *_] = read.concept_ids
        return SaidWord(WordStance.FUNCTION, world.vocabulary.word(concept), concept)
    words = _TELLS.sub("", written).split()
    for count in (3, 2, 1):
        known = world.vocabulary.resolve(" ".join(words[:count]), kinds=(Kind.HEALTH,))
        if known and len(words) >= count:
            plain = world.vocabulary.word(known.concept_id)
            return SaidWord(WordStance.FUNCTION, plain, known.concept_id)
    return None


def _unread(found: Cells, name: str) -> list[SaidWord]:
    words: tuple[SaidWord, ...] = found.told(name, ())
    return [word for word in words if word.concept is None]


def _take(found: Cells, name: str, word: SaidWord, instead: tuple[SaidWord, ...]) -> None:
    """The word goes, and the question about it."""
    words: tuple[SaidWord, ...] = found.told(name, ())
    rest = (*(other for other in words if other is not word), *instead)
    reading = found.by_field[name].reading
    if isinstance(reading, Unsure) and reading.piece == word.written:
        found.settle(name, rest)
    else:
        found.keep(name, rest)


def _take_from_remark(found: Cells, piece: str, instead: tuple[SaidWord, ...]) -> None:
    noted, reading = mixed_of(found), found.by_field["mixed"].reading
    left = tuple(other for other in noted.left if other != piece)
    value = replace(noted, left=left, words=(*noted.words, *instead))
    if not isinstance(reading, Unsure) or reading.fault.code != "mixed_left":
        found.keep("mixed", value)
    elif left:
        found.ask("mixed", "mixed_left", value=value, said=", ".join(left)[:120])
    else:
        found.settle("mixed", value)


def _speaks(found: Cells, piece: str, world: World) -> bool:
    """Talar tigrinja, and what stands after it: "och arabiska"."""
    spoken = mixed.spoken_in(piece, world)
    if not spoken and mixed.spoken_in(found.written("languages"), world):
        spoken = mixed.spoken_in(f"talar {piece}", world)
    if spoken:
        told: Mapping[str, Level] = found.told("languages", {})
        found.add("languages", dict.fromkeys(spoken, Level.CONVERSATION) | dict(told), piece)
    return bool(spoken)


def _is_of_health(found: Cells, piece: str, world: World) -> bool:
    said = _function_in(piece, world)
    if said:
        found.add("function", (*found.told("function", ()), said), said.written)
    return said is not None


def _has_pets(found: Cells, piece: str, _world: World) -> bool:
    up = homes.stairs(piece)
    pets = mixed.pets_in(piece) if up is None else {Trait.STAIRS: up}
    if pets:
        told: Mapping[Trait, bool] = found.told("home", {})
        found.add("home", {**pets, **told}, piece)
    return bool(pets)


def _is_once(found: Cells, piece: str, _world: World) -> bool:
    if not _ONCE.fullmatch(exact(piece)) or found.was_told("every_weeks"):
        return False
    found.add("every_weeks", 0, piece)
    return True


def _is_away(found: Cells, piece: str, world: World) -> bool:
    """Bortrest v 51–53, where nothing else is said of when."""
    if found.was_told("availability") or mixed_of(found).times:
        return False
    times = sure_times(piece, world)
    if times is None or times.names_hours:
        return False
    found.by_field["availability"] = Cell("availability", piece, Understood(times))
    return True


def _wants_no_visit(found: Cells, piece: str, _world: World) -> bool:
    """No visit at home: by telephone, where that is what she wishes for. Where nothing says that it
    is the home that is meant, how they are to meet is asked, and until then it is not at hers.
    """
    said = _NO_VISIT.fullmatch(exact(piece).rstrip("!."))
    if said is None or found.was_told("forms"):
        return said is not None
    tasks: tuple[SaidWord, ...] = found.told("tasks", ())
    known = {word.concept for word in tasks if word.concept}
    by_phone = known == {ON_THE_PHONE} or mixed_of(found).forms == {Form.PHONE}
    forms = frozenset({Form.PHONE}) if by_phone else frozenset(Form) - {Form.HOME}
    is_sure = by_phone or bool(said["home"]) or "hembesök" in said[0]
    reading = Understood(forms)
    asked = unsure("form_not_read", *_FORMS, value=forms, said=piece[:40])
    found.by_field["forms"] = Cell("forms", piece, reading if is_sure else asked)
    return True


def _faith_in(piece: str, world: World) -> str | None:
    """What a piece tells of faith or origin, wherever in it: "brukade gå i kyrkan"."""
    words = piece.split()[:_MOST_WORDS]
    spans = (words[a : a + n] for n in (1, 2) for a in range(len(words) - n + 1))
    for span in spans:
        known = world.vocabulary.resolve(" ".join(span), kinds=(Kind.INTEREST, Kind.TASK))
        if known and Flag.ART9 in world.vocabulary.flags(known.concept_id):
            return known.concept_id
    return None
