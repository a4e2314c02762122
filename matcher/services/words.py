"""The words a centre's people use and the vocabulary does not know, and what they come to mean.

    unknown word ──▶ proposals ──a person picks──▶ alias of a concept, or a concept of its own
                                                  └──▶ every row with that writing, at once

Nothing is applied without a person's choice (R92); an addition that cannot stand beside the rest
is refused with the word it meets (R94); what tells of health, faith or origin is read only of
those who have said yes to that being kept (R95).
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.errors import Fault, Invalid, NotNow
from matcher.domain.people import WordStance
from matcher.domain.spelling import exact, folded
from matcher.domain.vocabulary import Kind, Proposal, Vocabulary, VocabularyFault
from matcher.services import choices, word_readings
from matcher.services.word_readings import STANCES, Read
from matcher.store import words
from matcher.store.audit import record
from matcher.store.base import new_id
from matcher.store.words import LocalWord, Said

OWN = "own_"  # begins the id of a centre's own concept; none of the file's does
PROPOSED = 6  # at most: what fits under one heading without scrolling
LIKELIER = 0.15  # of a score: enough between near ones, too little to hide "schack" from a player
# Faults of the vocabulary that can name what an own word meets.
MET = {
    "form_collides": "own_word_collides",
    "misspelling_nearer_another": "own_word_near_misspelling",
}
# Kinds a centre may add to; times are read by a parser of their own.
KINDS = (Kind.INTEREST, Kind.TASK, Kind.SKILL, Kind.LANGUAGE, Kind.HEALTH)


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A writing that means nothing yet. `id` is of one of its rows; `used_by` counts people and
    needs; `concept` is set where the vocabulary knows it and the rows have not been read anew.
    """

    id: str
    written: str
    used_by: int
    stances: frozenset[WordStance]
    concept: str | None = None


@dataclass(frozen=True, slots=True)
class OwnWord:
    """A word the centre has added: a concept of its own (`kind` is set), or an alias."""

    id: str
    form: str
    form_en: str | None
    concept: str
    kind: Kind | None
    used_by: int


def unknown(session: Session, *, centre: str) -> list[UnknownWord]:
    """Every writing that is only kept as written, the most used first."""
    vocabulary = choices.vocabulary(session, centre=centre)
    by_writing: dict[str, list[Said]] = defaultdict(list)
    for said in words.unread(session, centre=centre):
        by_writing[exact(said.written)].append(said)
    found = [_unknown(rows, vocabulary) for rows in by_writing.values()]
    return sorted(found, key=lambda word: (-word.used_by, exact(word.written)))


def one(session: Session, word_id: str, *, centre: str) -> UnknownWord:
    """The unknown word one of whose rows has the id. Raises Missing."""
    asked = exact(words.one_unread(session, word_id, centre=centre).written)
    rows = [said for said in words.unread(session, centre=centre) if exact(said.written) == asked]
    return _unknown(rows, choices.vocabulary(session, centre=centre))


def own(session: Session, *, centre: str) -> list[OwnWord]:
    """What the centre has added, by the alphabet."""
    found = [_own(session, row, centre=centre) for row in words.of_centre(session, centre=centre)]
    return sorted(found, key=lambda word: (folded(word.form), word.id))


def own_one(session: Session, own_word_id: str, *, centre: str) -> OwnWord:
    """One of them. Raises Missing."""
    return _own(session, words.one(session, own_word_id, centre=centre), centre=centre)


def proposals(word: UnknownWord, vocabulary: Vocabulary, typed: str | None = None) -> list[str]:
    """Concepts the word may mean, for a person to pick; the kinds that its stances make likely
    are a little before others. `typed` is what a person searched for, and comes before all.
    """
    likely = _likely(word.stances)
    told = vocabulary.propose(typed or "", kinds=KINDS, at_most=PROPOSED)
    near = [
        *vocabulary.propose(word.written, kinds=likely, at_most=PROPOSED),
        *vocabulary.propose(word.written, kinds=KINDS, at_most=PROPOSED),
    ]
    near.sort(key=lambda one: -one.score - LIKELIER * (_kind(one, vocabulary) in likely))
    return list(dict.fromkeys(proposal.concept_id for proposal in [*told, *near]))[:PROPOSED]


def make_alias(
    session: Session, word_id: str, concept: str, *, centre: str, by: str, at: datetime
) -> Read:
    """The word is one more writing of a concept that exists. Raises Missing; NotNow when the
    vocabulary knows it already; Invalid, at `concept`, when it cannot stand beside the rest.
    """
    word = _unread(session, word_id, centre=centre)
    if concept not in choices.vocabulary(session, centre=centre):
        raise Invalid({"concept": Fault("concept_unknown")})
    rows = [_row(concept, word.written, centre=centre, by=by, at=at)]
    return _add(session, rows, "concept", centre=centre, by=by, at=at)


def make_concept(
    session: Session,
    word_id: str,
    kind: Kind,
    name: str,
    name_en: str | None = None,
    *,
    centre: str,
    by: str,
    at: datetime,
) -> Read:
    """The word is a concept of its own, called `name`; a word spelt otherwise becomes an alias
    beside it. Raises as `make_alias`, with the fault at `name`.
    """
    word = _unread(session, word_id, centre=centre)
    concept = _free_id(name, choices.vocabulary(session, centre=centre))
    first = _row(concept, name, centre=centre, by=by, at=at)
    first.kind, first.form_en = kind.value, name_en
    rows = [first]
    if folded(name) != folded(word.written):
        rows.append(_row(concept, word.written, centre=centre, by=by, at=at))
    return _add(session, rows, "name", centre=centre, by=by, at=at)


def read_anew(session: Session, *, centre: str, by: str, at: datetime) -> Read:
    """Every kept word that the vocabulary has come to know is given its concept."""
    read = word_readings.give(session, None, centre=centre, at=at)
    if read.rows:
        record(
            session, "words.read", about="word", about_id=None, centre=centre, by=by, at=at,
            rows=read.rows,
        )  # fmt: skip
    return read


def forget(session: Session, own_word_id: str, *, centre: str, by: str, at: datetime) -> int:
    """Take an own word away; a concept goes with its aliases. Rows that were read by it are kept
    as written again; gives how many. Raises Missing; NotNow for a language somebody speaks.
    """
    row = words.one(session, own_word_id, centre=centre)
    if row.kind and words.speakers(session, row.concept, centre=centre):
        raise NotNow("word", "spoken", "remove")
    read = word_readings.read_by(session, row, centre=centre)
    for said in read:
        said.concept = None
    words.changed(session, read, at=at)
    for other in words.of_centre(session, centre=centre):
        if other is row or (row.kind and other.concept == row.concept):
            session.delete(other)
    _note(session, "word.removed", row, centre=centre, by=by, at=at, rows=len(read))
    session.flush()  # who asks for the vocabulary next is to have it without the word
    return len(read)


def kinds_for(stances: Iterable[WordStance]) -> tuple[Kind, ...]:
    """Every kind a centre may add to; those that a word said so is likely to be come first."""
    return tuple(dict.fromkeys([*_likely(stances), *KINDS]))


def _likely(stances: Iterable[WordStance]) -> list[Kind]:
    said = frozenset(stances)
    first = [kind for kind, (yes, no) in STANCES.items() if said & {yes, no}]
    first += [Kind.SKILL, Kind.LANGUAGE] if said & {WordStance.KNOWS, WordStance.NEEDS} else []
    return first + ([Kind.HEALTH] if WordStance.FUNCTION in said else [])


def _unknown(rows: list[Said], vocabulary: Vocabulary) -> UnknownWord:
    owners = {words.owner_of(said) for said in rows}
    found = vocabulary.resolve(rows[0].written)
    first = min(rows, key=lambda said: said.id)
    stances = frozenset(said.stance for said in rows)
    concept = found.concept_id if found else None
    return UnknownWord(first.id, first.written, len(owners), stances, concept)


def _kind(proposal: Proposal, vocabulary: Vocabulary) -> Kind:
    return vocabulary.concepts[proposal.concept_id].kind


def _own(session: Session, row: LocalWord, *, centre: str) -> OwnWord:
    read = word_readings.read_by(session, row, centre=centre)
    used_by = len({words.owner_of(said) for said in read})
    kind = Kind(row.kind) if row.kind else None
    return OwnWord(row.id, row.form, row.form_en, row.concept, kind, used_by)


def _unread(session: Session, word_id: str, *, centre: str) -> UnknownWord:
    word = one(session, word_id, centre=centre)
    if word.concept is not None:
        raise NotNow("word", "known", "teach")
    return word


def _row(concept: str, form: str, *, centre: str, by: str, at: datetime) -> LocalWord:
    return LocalWord(
        id=new_id(), centre_id=centre, concept=concept, form=form, added_by=by, added_at=at
    )


def _free_id(name: str, vocabulary: Vocabulary) -> str:
    """Readable, since stored runs keep it longer than the centre may keep the word."""
    stem = OWN + (re.sub(r"[^a-z0-9]+", "_", folded(name)).strip("_")[:40] or new_id())
    tries = (stem, *(f"{stem}_{number}" for number in range(2, len(vocabulary.concepts) + 3)))
    return next(concept for concept in tries if concept not in vocabulary)


def _add(
    session: Session, rows: list[LocalWord], field: str, *, centre: str, by: str, at: datetime
) -> Read:
    try:
        choices.vocabulary(session, centre=centre, adding=rows)
    except VocabularyFault as refused:
        raise Invalid({field: _met(session, refused, rows, centre=centre)}) from refused
    session.add_all(rows)
    session.flush()  # the words are read with what was just added
    read = word_readings.give(session, rows[0].concept, centre=centre, at=at)
    for row in rows:
        _note(session, "word.added", row, centre=centre, by=by, at=at, rows=read.rows)
    return read


def _met(
    session: Session, refused: VocabularyFault, rows: list[LocalWord], *, centre: str
) -> Fault:
    """The first fault, with the word it meets, what that means, and its row (R94)."""
    wrong = refused.faults[0]
    form = str(wrong.fault.facts.get("other", wrong.fault.facts.get("form", "")))
    vocabulary = choices.vocabulary(session, centre=centre)
    found = vocabulary.resolve(form)
    ours = {row.form for row in rows}
    facts = {
        "form": form,
        "means": vocabulary.word(found.concept_id) if found else form,
        "row": next((row for row in wrong.rows if row not in ours), wrong.rows[0]),
    }
    return Fault(MET.get(wrong.fault.code, wrong.fault.code), facts)


def _note(
    session: Session, deed: str, row: LocalWord, *, centre: str, by: str, at: datetime, rows: int
) -> None:
    record(
        session, deed, about="word", about_id=row.id, centre=centre, by=by, at=at,
        concept=row.concept, rows=rows,
    )  # fmt: skip
