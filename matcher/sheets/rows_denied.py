"""What a volunteer would not do, and what she can manage of others', among tasks and remarks.

"Städar ej" below what she would do is no task of hers, and its proposals would turn it into its
opposite; it is read with what she would not do. "Rullstol går bra" tells of those she meets, and
never of her own health.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from matcher.domain.boundaries import tells_of_illness
from matcher.domain.concepts import Kind
from matcher.domain.people import Bears, SaidWord, Trait, WordStance
from matcher.domain.spelling import exact
from matcher.sheets import homes, meanings, rows_waits
from matcher.sheets.cells_of_times import sure_times
from matcher.sheets.mixed import PIECES
from matcher.sheets.readings import Reading, Understood, Unsure, World
from matcher.sheets.rows import Cell, Cells
from matcher.sheets.rows_people import mixed_of

REFUSED = "not_tasks"
_COLUMNS = ("tasks", "interests", "skills")
_NO = r"(?:inte|ej|aldrig|icke)"
_FIRST = re.compile(
    rf"(?:(?:vill|kan|får|orkar|tänker|ska) )?(?:{_NO}|inga?|inget|slippa|slipper) "
    r"(?:(?:göra|hjälpa till med|hjälpa med|hålla på med|syssla med) )?(?P<what>.+)"
)
_LAST = re.compile(rf"(?P<what>\w+(?: \w+)?) {_NO}")
_BETWEEN = re.compile(rf"(?P<verb>\w+) {_NO} (?P<on>\w+(?: \w+)?)")
# What follows a no and is no task: "inte bara fika", "ej på kvällar", "inte så långt".
_NO_TASK = re.compile(
    r"(?:gå (?:i|upp|uppför)|trapp\w*|lyfta|bära|stå|sitta|bara|endast|för|på|hos|mer|mera|mycket"
    r"|så|varje|alltid|ensam|om|efter|före|i|till|längre|tidigt|sent|långt|nu|än|just|gärna|helst"
    r"|allergi\w*|krav\w*|erfaren\w*)\b"
)
_HOUSEWORK = re.compile(r"(?:stor|hem)?städ\w*|dammsug\w*|tvätt\w*|disk(?:a|ar|ning)\w*")
_MANAGES = re.compile(
    r"(?:kan|klarar|hanterar|van|vana|ok med|går bra med|inga problem med) (?:(?:att|av|vid|med"
    r"|hantera) )*(?P<a>.+)"
    r"|(?P<b>.+?) (?:går bra|är ok|ok|okej|okey|funkar|är inget problem|inga problem|inget hinder)"
)


def tell_apart(found: Cells, world: World, read: Callable[[str, World], Reading]) -> None:
    """Each such piece where it belongs; `read` reads what she would not do."""
    denied = [*_denied_words(found, world), *_denied_remarks(found, world, read)]
    if denied and found.was_told(REFUSED):
        reading = read(", ".join(denied), world)
        told: tuple[SaidWord, ...] = found.told(REFUSED, ())
        more = reading.value if isinstance(reading, Understood | Unsure) else ()
        found.add(REFUSED, (*told, *(more if isinstance(more, tuple) else ())), denied[0])
    elif denied:
        said = ", ".join(denied)
        found.by_field[REFUSED] = Cell(REFUSED, said, read(said, world))
    _tell_what_she_manages(found, world)


def _denied_words(found: Cells, world: World) -> Iterator[str]:
    for name in _COLUMNS:
        words: tuple[SaidWord, ...] = found.told(name, ())
        for word in words:
            what = _denied(word.written, world) if word.concept is None else ""
            if not what:
                continue
            rest = tuple(other for other in found.get(name) if other is not word)
            reading = found.by_field[name].reading
            is_asked = isinstance(reading, Unsure) and reading.piece == word.written
            (found.settle if is_asked else found.keep)(name, rest)
            borne = homes.borne(what, Bears.NO)
            if isinstance(borne, Understood) and isinstance(borne.value, dict) and borne.value:
                kept: dict[Trait, Bears] = found.told("bears_not", {})
                found.add("bears_not", {**kept, **borne.value}, word.written)
            else:
                yield what


def _denied_remarks(
    found: Cells, world: World, read: Callable[[str, World], Reading]
) -> Iterator[str]:
    """Among remarks only what is surely of something to be done."""
    for piece in mixed_of(found).left:
        what = _denied(piece, world)
        reading = read(what, world) if what else None
        is_asked = isinstance(reading, Unsure) and bool(reading.choices)
        words = reading.value if isinstance(reading, Understood) else ()
        is_known = isinstance(words, tuple) and any(word.concept for word in words)
        if is_asked or is_known or (what and _HOUSEWORK.fullmatch(what)):
            rows_waits.leave(found, "mixed", piece)
            yield what


def _denied(written: str, world: World) -> str:
    """What a piece says no to; empty where it says none, or it may be times or a condition."""
    said = exact(written).strip(" .!")
    between = _BETWEEN.fullmatch(said)
    match = _FIRST.fullmatch(said) or _LAST.fullmatch(said)
    what = match["what"] if match else f"{between['verb']} {between['on']}" if between else ""
    beside = between["on"] if between and not match else what
    is_other = not what or _NO_TASK.match(beside) or sure_times(beside, world) is not None
    return "" if is_other else what


def _tell_what_she_manages(found: Cells, world: World) -> None:
    """Kan rullstol, rullator ok: something she can, in our word for it or in her own."""
    if not found.was_told("mixed"):
        return
    for piece in (" ".join(part.split()) for part in PIECES.split(found.written("mixed"))):
        managed = _MANAGES.fullmatch(exact(piece).strip(" .!"))
        what = (managed["a"] or managed["b"]) if managed else ""
        if not what or tells_of_illness(piece):
            continue
        function = world.vocabulary.read(what, kinds=(Kind.HEALTH,))
        if not function.concept_ids:
            continue
        known = world.vocabulary.read(f"van vid {what}", kinds=(Kind.SKILL,))
        skill = known.concept_ids[0] if known.concept_ids and not known.leftovers else None
        written = world.vocabulary.word(skill) if skill else piece[: meanings.LONGEST_WORD]
        rows_waits.leave(found, "mixed", piece)
        noted, of_her = mixed_of(found), set(function.concept_ids)
        rest = tuple(
            word
            for word in noted.words
            if not (word.stance is WordStance.FUNCTION and word.concept in of_her)
        )
        word = SaidWord(WordStance.KNOWS, written, skill)
        found.keep("mixed", replace(noted, words=(*rest, word)))
