"""What a local need is about: what its own column names, else its title; else it is asked.

column ──▶ a task, or what its words begin with for sure ("Läxhjälp för barn")
title  ──▶ the same ──▶ a pastime ("Boule")
none of them ──▶ asked, and kept in the words of the list: nobody is held against those
"""

import re
from collections.abc import Collection
from dataclasses import replace

from matcher.domain.concepts import Kind
from matcher.domain.people import SaidWord, WordStance
from matcher.sheets import meanings
from matcher.sheets.readings import Reading, Refused, Understood, Unsure, World, unsure
from matcher.sheets.rows import Cell, Cells

_DONE = (Kind.TASK, Kind.INTEREST)
_OTHER = "annat: "  # an answer that begins so is none of our words, and is asked about no more
_IS_OTHER = re.compile(rf"^{_OTHER.strip()}\s*", re.IGNORECASE)
LEAST = 0.5  # of a proposal that is worth showing where nothing else says what a need is about
_MOST = 3  # proposals
_LONGEST = 60  # characters of a title in an answer


def tasks(text: str, world: World) -> Reading:
    """The words of a column of tasks; a word that says nothing whole, by how it begins."""
    if _IS_OTHER.match(text):
        said = SaidWord(WordStance.DOES, _IS_OTHER.sub("", text)[: meanings.LONGEST_WORD])
        return Understood((said,) if said.written else ())
    found = meanings.words(text, WordStance.DOES, (Kind.TASK,), world)
    if isinstance(found, Refused) or not isinstance(found.value, tuple):
        return found
    words = tuple(_by_its_beginning(said, world) for said in found.value)
    is_met = isinstance(found, Unsure) and _asks_of(found, words) is None
    return Understood(words) if is_met else replace(found, value=words)


def tell(found: Cells, world: World) -> None:
    """What the row is about, among its tasks."""
    words: tuple[SaidWord, ...] = found.told("tasks", ())
    if any(said.stance is WordStance.DOES and said.concept for said in words):
        return
    title = str(found.told("title", found.told("about", "")))[: meanings.LONGEST_WORD]
    if named := named_in(title, (Kind.TASK,), world):
        _keep(found, (*_done(named, world), *words), title)
    elif liked := [said for said in words if said.stance is WordStance.LIKES]:
        does = (replace(said, stance=WordStance.DOES) for said in liked)
        _keep(found, (*does, *(said for said in words if said not in liked)), title)
    elif named := named_in(title, (Kind.INTEREST,), world):
        _keep(found, (*_done(named, world), *words), title)
    elif not found.was_told("tasks"):
        _ask(found, title, world)
    elif isinstance(found.by_field["tasks"].reading, Understood) and words:
        _ask_of_word(found, words, world)


def named_in(title: str, kinds: Collection[Kind], world: World) -> tuple[str, ...]:
    """The concepts of a title; where the whole says nothing, of the longest beginning that is sure:
    "Högläsning för barn" is reading aloud.
    """
    words = title.split()
    whole = world.vocabulary.read(title, kinds=kinds)
    for last in range(len(words) - 1, 0, -1):
        if whole.known:
            break
        read = world.vocabulary.read(" ".join(words[:last]), kinds=kinds)
        whole = read if not read.leftovers else whole
    return tuple(whole.concept_ids)


def _by_its_beginning(said: SaidWord, world: World) -> SaidWord:
    is_unread = said.stance is WordStance.DOES and said.concept is None
    named = named_in(said.written, (Kind.TASK,), world) if is_unread else ()
    return replace(said, concept=named[0]) if len(named) == 1 else said


def _asks_of(asked: Unsure, words: Collection[SaidWord]) -> SaidWord | None:
    """The word that is asked about, as long as it is not understood."""
    return next((w for w in words if w.concept is None and w.written == asked.piece), None)


def _done(concepts: Collection[str], world: World) -> list[SaidWord]:
    return [SaidWord(WordStance.DOES, world.vocabulary.word(one), one) for one in concepts]


def _keep(found: Cells, words: tuple[SaidWord, ...], title: str) -> None:
    """These are its tasks; what its own column says besides is asked about as it was."""
    if found.was_told("tasks"):
        found.keep("tasks", words)
    else:
        found.by_field["tasks"] = Cell("tasks", title, Understood(words))


def _ask(found: Cells, title: str, world: World) -> None:
    """A title that names nothing: which of our words it is near, or none of them."""
    said = (SaidWord(WordStance.DOES, title),)
    ready = (*_near(title, world), f"{_OTHER}{title[:_LONGEST]}")
    asked = unsure("title_unknown", *ready, value=said, said=title[:_LONGEST])
    found.by_field["tasks"] = Cell("tasks", "", asked)


def _ask_of_word(found: Cells, words: tuple[SaidWord, ...], world: World) -> None:
    """A column of tasks that names nothing we know."""
    written = found.written("tasks")
    unread = next((w.written for w in words if w.stance is WordStance.DOES), "")
    if not unread or _IS_OTHER.match(written):
        return
    ready = (*_near(unread, world), f"{_OTHER}{written[:_LONGEST]}")
    asked = unsure("title_unknown", *ready, value=words, said=unread[:_LONGEST])
    found.by_field["tasks"] = replace(found.by_field["tasks"], reading=asked)


def _near(said: str, world: World) -> list[str]:
    proposals = world.vocabulary.propose(said, kinds=_DONE, at_most=_MOST, least=LEAST)
    near = [p.concept_id for p in proposals if world.vocabulary.share_near(said, p.concept_id)]
    return [world.vocabulary.word(one) for one in near]
