"""What tells of health, faith or origin in a row: kept with the person's own yes, and asked for."""

import re
from collections.abc import Collection
from dataclasses import replace

from matcher.domain.boundaries import tells_of_illness
from matcher.domain.concepts import Flag, Kind
from matcher.domain.diagnoses import names_one
from matcher.domain.people import Bears, SaidWord, Trait
from matcher.sheets.readings import Unsure, World, unsure
from matcher.sheets.rows import Cell, Cells
from matcher.sheets.rows_people import mixed_of

HEALTH_YES = "health_consent_on"
MOST_WORDS = 12  # of a piece, looked at for what tells of health
_DIAGNOSIS = "diagnosis_left_out"
# "… men tycker om att sjunga": what somebody likes stands after what she finds hard.
_LIKED = re.compile(
    r"\b(?:men|och|fast)\s+(?:(?:hon|han|hen)\s+)?"
    r"(?:tycker\s+(?:(?:mycket|så)\s+)?om|gillar|älskar|vill\s+gärna)\s+(?:att\s+)?([^,;.]+)$",
    re.IGNORECASE,
)


def keep_unconsented_out(
    found: Cells,
    world: World,
    *,
    consented: bool,
    beside: Collection[str] = (),
    keeps_function: bool = True,
) -> None:
    """What tells of health, faith or origin is kept only with the person's own yes (R20, R95), and
    no word that says what an illness is called (R22). `beside`: fields, other than what a visitor
    must know, whose words told of it. What somebody finds hard is kept of recipients only: of
    others (not `keeps_function`) no yes is asked to keeping it.
    """
    if not consented:
        for name in beside:
            found.mark_sensitive(name)
        _keep_unconsented_out(found, world, keeps_function=keeps_function)
    keep_illness_words_out(found, world)


def _keep_unconsented_out(found: Cells, world: World, *, keeps_function: bool) -> None:
    _keep_without_why(found)
    for name in (
        "function",
        "skills",
        "interests",
        "tasks",
        "languages",
        "dislikes",
        "not_tasks",
        "must_languages",
    ):
        value = found.get(name) or ()
        told = [word.concept for word in value] if isinstance(value, tuple) else list(value)
        if any(Flag.ART9 in world.vocabulary.flags(concept or "") for concept in told):
            _leave_out(found, name, world)
    if found.was_told("function"):
        found.mark_sensitive("function")
    noted = mixed_of(found)
    is_of_health = any(_names_health(piece, world) for piece in noted.left)
    if is_of_health and keeps_function:
        found.mark_sensitive("mixed")
    rest = tuple(
        word for word in noted.words if Flag.ART9 not in world.vocabulary.flags(word.concept or "")
    )
    if rest != noted.words:
        found.ask("mixed", "sensitive_left_out", value=replace(noted, words=rest))
        found.mark_sensitive("mixed")
    _ask_for_the_yes(found)
    if is_of_health:
        found.mark_sensitive("mixed")  # its words are kept nowhere, whether a yes is asked or not


def keep_diagnoses_out(found: Cells) -> None:
    """What an illness is called is never kept, whoever has said yes (R22): what she finds hard is
    asked for in its place.
    """
    for cell in found.all():
        if not names_one(cell.written):
            continue
        if isinstance(cell.value, str):
            found.refuse(cell.field, _DIAGNOSIS)
        found.mark_sensitive(cell.field)


def keep_illness_words_out(found: Cells, world: World) -> None:
    """No word that says what an illness is called is kept (R22): what is found hard is asked for in
    its place.
    """
    for cell in found.all():
        if not _has_words(cell.value):
            continue
        rest = tuple(w for w in cell.value if w.concept or not tells_of_illness(w.written))
        if rest != cell.value:
            rest += tuple(w for said in cell.value if said not in rest for w in liked(said, world))
            found.ask(cell.field, _DIAGNOSIS, value=rest)
            found.mark_sensitive(cell.field)


def liked(said: SaidWord, world: World) -> tuple[SaidWord, ...]:
    """What a phrase that tells of health says in its end that somebody likes: known words alone,
    and none that tells of faith or origin itself.
    """
    found = _LIKED.search(said.written)
    read = world.vocabulary.read(found[1], kinds=(Kind.INTEREST, Kind.TASK)) if found else None
    if read is None or read.leftovers:
        return ()
    known = (c for c in read.concept_ids if Flag.ART9 not in world.vocabulary.flags(c))
    return tuple(SaidWord(said.stance, world.vocabulary.word(c), c) for c in known)


def _names_health(piece: str, world: World) -> bool:
    """Whether a piece that nobody understands whole tells of health: "hör dåligt på vänster"."""
    words = piece.split()[:MOST_WORDS]
    spans = (words[a : a + n] for n in (1, 2, 3) for a in range(len(words) - n + 1))
    return any(world.vocabulary.resolve(" ".join(s), kinds=(Kind.HEALTH,)) for s in spans)


def _has_words(value: object) -> bool:
    return isinstance(value, tuple) and all(isinstance(one, SaidWord) for one in value)


def _ask_for_the_yes(found: Cells) -> None:
    """One question a row, where she may be asked: on which day she said yes to it."""
    waits = [cell for cell in found.all() if cell.sensitive]
    if waits and not found.was_told(HEALTH_YES):
        said = ", ".join(dict.fromkeys(cell.written for cell in waits))[:120]
        found.by_field[HEALTH_YES] = Cell(HEALTH_YES, "", unsure("health_yes_asked", said=said))


def _keep_without_why(found: Cells) -> None:
    """What she does not bear guards her in every pairing: it is kept as that, as of a remark, and
    that it is an allergy waits for her yes (R20, R36).
    """
    told: dict[Trait, Bears] = found.told("allergies", {})
    cell = found.by_field.get("allergies")
    if not told and (cell is None or not isinstance(cell.reading, Unsure)):
        return
    borne = dict.fromkeys(told, Bears.NO)
    if isinstance(found.by_field["allergies"].reading, Unsure):
        found.keep("allergies", borne)
    else:
        found.ask("allergies", "allergy_without_consent", value=borne)
    found.mark_sensitive("allergies")


def _leave_out(found: Cells, name: str, world: World) -> None:
    """The rest of the cell is kept; the page tells what was not."""
    value = found.get(name)
    if isinstance(value, tuple):
        rest: object = tuple(
            word for word in value if Flag.ART9 not in world.vocabulary.flags(word.concept or "")
        )
    else:
        rest = {c: lv for c, lv in value.items() if Flag.ART9 not in world.vocabulary.flags(c)}
    if rest and name != "function":
        found.ask(name, "sensitive_left_out", value=rest)
    else:
        found.refuse(name, "health_needs_consent")
    found.mark_sensitive(name)
