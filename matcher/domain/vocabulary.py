"""The words of a centre: what people write, and which concept each writing means.

    resolve    one writing: exact → listed misspelling → folded; never anything fuzzier (R92)
    read       a whole text: known concepts in order, and the rest as it was written (R93)
    propose    concepts a person may have meant, for a person to pick

A vocabulary is a folder: `vocabulary.tsv` (eight columns), `related.tsv` (which concepts are
near one another, and why), `cues.tsv` (words that hint at a concept) and `in_person.tsv` (what
nobody does from afar). A centre's own rows are handed in beside it (R94). It never changes once
loaded; `version` is the fingerprint of all of it.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Self

from matcher.domain import free_words
from matcher.domain.concepts import (
    Concept,
    Flag,
    How,
    Kind,
    LocalAlias,
    LocalConcept,
    Proposal,
    Reading,
    Resolved,
)
from matcher.domain.spelling import exact, folded
from matcher.domain.vocabulary_checks import VocabularyFault, faults, writings
from matcher.domain.vocabulary_files import Tables, read_tables
from matcher.domain.word_proposals import LEAST_SCORE, Proposer

__all__ = [
    "Concept",
    "Flag",
    "How",
    "Kind",
    "LocalAlias",
    "LocalConcept",
    "Proposal",
    "Reading",
    "Resolved",
    "Vocabulary",
    "VocabularyFault",
]


class Vocabulary:
    """Concepts and every writing of them. Immutable: hand it to as many threads as you like."""

    def __init__(
        self, concepts: Sequence[Concept], tables: Tables, aliases: Sequence[LocalAlias] = ()
    ) -> None:
        """Checks R92–R95; raises `VocabularyFault` with every fault and its rows."""
        written = writings(concepts, aliases)
        wrong = faults(concepts, written)
        if wrong:
            raise VocabularyFault(wrong)
        self._concepts = {concept.id: _with(concept, aliases) for concept in concepts}
        self._related = _both_ways(tables.related)
        self._cues = tables.cues
        correct = {exact(w.form): w.concept_id for w in written if not w.misspelt}
        misspelt = {exact(w.form): w.concept_id for w in written if w.misspelt}
        self._lists = ((How.EXACT, correct), (How.MISSPELLING, misspelt))
        self._folded = {folded(w.form): w.concept_id for w in written}
        self._openings = free_words.openings(self._folded)

    @classmethod
    def load(cls, path: Path, additions: Iterable[LocalConcept | LocalAlias] = ()) -> Self:
        """The vocabulary of a file and its neighbours, with a centre's own rows added.

        Raises `VocabularyFault` naming the rows that are wrong: the file's as
        "vocabulary.tsv:17", a centre's own by the `row` they came with.
        """
        tables, own = read_tables(path), list(additions)
        local = [a.concept() for a in own if isinstance(a, LocalConcept)]
        aliases = [a for a in own if isinstance(a, LocalAlias)]
        return cls([*tables.concepts, *local], tables, aliases)

    @cached_property
    def version(self) -> str:
        """Fingerprint of all content: equal exactly when everything below reads the same."""
        told = [_repr(concept) for _, concept in sorted(self._concepts.items())]
        told += [repr(sorted((k, sorted(v.items())) for k, v in self._related.items()))]
        told += [repr(sorted((k, sorted(v)) for k, v in self._cues.items()))]
        return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]

    @property
    def concepts(self) -> Mapping[str, Concept]:
        """Every concept by id, in the order of the file."""
        return MappingProxyType(self._concepts)

    def __contains__(self, concept_id: object) -> bool:
        return concept_id in self._concepts

    def of_kind(self, *kinds: Kind) -> list[Concept]:
        """The concepts of these kinds, in the order of the file: chips on a form."""
        return [concept for concept in self._concepts.values() if concept.kind in kinds]

    def flags(self, concept_id: str) -> frozenset[Flag]:
        """What a concept demands (R95); an id nobody knows demands nothing."""
        concept = self._concepts.get(concept_id)
        return concept.flags if concept else frozenset()

    def resolve(self, text: str, *, kinds: Collection[Kind] | None = None) -> Resolved | None:
        """The concept a writing is listed for, or None. Typing errors nobody listed are None."""
        if len(text) > free_words.LONGEST_TEXT:
            return None
        spelled = exact(text)
        for how, index in self._lists:
            if (found := index.get(spelled)) and self._is_of(found, kinds):
                return Resolved(found, how, text.strip())
        found = self._folded.get(folded(spelled))
        if found and self._is_of(found, kinds):
            return Resolved(found, How.FOLDED, text.strip())
        return None

    def _is_of(self, concept_id: str, kinds: Collection[Kind] | None) -> bool:
        return kinds is None or self._concepts[concept_id].kind in kinds

    def read(self, free_text: str, *, kinds: Collection[Kind] | None = None) -> Reading:
        """The concepts of a text, and its leftovers as written; see `free_words` for the rules."""
        known = free_words.Known(lambda piece: self.resolve(piece, kinds=kinds), self._openings)
        return free_words.read(free_text, known)

    @cached_property
    def _proposer(self) -> Proposer:
        return Proposer(list(self._concepts.values()), self._cues)

    def propose(
        self,
        text: str,
        *,
        kinds: Collection[Kind] | None = None,
        at_most: int = 5,
        least: float = LEAST_SCORE,
    ) -> list[Proposal]:
        """Concepts that may be meant, likeliest first, none below `least`. A person picks; nothing
        else may.
        """
        return self._proposer.propose(text, kinds=kinds, at_most=at_most, least=least)

    def share_near(self, text: str, concept_id: str) -> float:
        """How many of a phrase's words, 0–1, are near to words of that concept."""
        return self._proposer.share_near(text, concept_id)

    def word(self, concept_id: str, language: str = "sv") -> str:
        """The concept's name; a language we have no names in gets Swedish. Unknown id: the id."""
        concept = self._concepts.get(concept_id)
        if concept is None:
            return concept_id
        names = {"en": concept.en, "no": concept.no, "nb": concept.no, "da": concept.da}
        return names.get(language.split("_")[0].split("-")[0], concept.sv)

    def related(self, concept_id: str) -> Mapping[str, float]:
        """How near other concepts are, 0–1 and the same both ways; itself is not among them."""
        return self._related.get(concept_id, MappingProxyType({}))


def _repr(concept: Concept) -> str:
    """All that a concept says, the same in every process: a set has no order."""
    return repr((replace(concept, row="", flags=frozenset()), sorted(concept.flags)))


def _with(concept: Concept, aliases: Iterable[LocalAlias]) -> Concept:
    """The concept with a centre's own writings of it last."""
    own = [alias for alias in aliases if alias.concept_id == concept.id]
    forms = tuple(alias.form for alias in own if not alias.misspelt)
    wrong = tuple(alias.form for alias in own if alias.misspelt)
    return replace(concept, forms=concept.forms + forms, misspellings=concept.misspellings + wrong)


def _both_ways(pairs: Mapping[tuple[str, str], float]) -> Mapping[str, Mapping[str, float]]:
    near: dict[str, dict[str, float]] = {}
    for (a, b), weight in pairs.items():
        near.setdefault(a, {})[b] = weight
        near.setdefault(b, {})[a] = weight
    return {one: MappingProxyType(others) for one, others in near.items()}
