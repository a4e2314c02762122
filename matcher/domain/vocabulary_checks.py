"""What must hold of a vocabulary before anything is read with it (R92–R95).

Every fault names the rows it stands in, and all faults come at once: a coordinator who pastes
forty words gets one answer, not forty.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from matcher.domain.concepts import Concept, LocalAlias
from matcher.domain.errors import Fault, Refused
from matcher.domain.spelling import exact, folded

# Words that mean two things: alone they would match a driver with a choir.
_TWO_MEANINGS = "kör v spel handla sy vård bär kort rosor starr jul mat ledare"
TWO_MEANINGS = frozenset(_TWO_MEANINGS.split())
LONGEST_FORM = 80  # characters; a longer "word" is a sentence that belongs in a note
_ID = re.compile(r"[a-z][a-z0-9_]{0,59}")
_FAR = 10**6  # more than any edit distance between two forms


@dataclass(frozen=True, slots=True)
class RowFault:
    """One fault and the rows it stands in ("vocabulary.tsv:17", or the centre's own row)."""

    rows: tuple[str, ...]
    fault: Fault


class VocabularyFault(Refused):
    """The vocabulary cannot be used; `faults` names every row that is wrong, and why."""

    def __init__(self, faults: Sequence[RowFault]) -> None:
        super().__init__("; ".join(f"{', '.join(f.rows)}: {f.fault.code}" for f in faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Writing:
    """One way a concept is written, right or listed as wrong, and the row that says so."""

    form: str
    concept_id: str
    misspelt: bool
    row: str


def writings(concepts: Iterable[Concept], aliases: Iterable[LocalAlias] = ()) -> list[Writing]:
    """Every writing of these concepts, row by row; a centre's aliases come last."""
    own = [
        Writing(form, concept.id, misspelt, concept.row)
        for concept in concepts
        for misspelt, forms in ((False, concept.correct), (True, concept.misspellings))
        for form in forms
    ]
    return own + [Writing(a.form, a.concept_id, a.misspelt, a.row or a.form) for a in aliases]


def faults(concepts: Sequence[Concept], written: Sequence[Writing]) -> list[RowFault]:
    """Everything wrong with these concepts and writings taken together, in order of kind."""
    found = [*_ids(concepts, written), *_malformed(written), *_collisions(written)]
    return found or list(_astray(written))


def _ids(concepts: Iterable[Concept], written: Iterable[Writing]) -> Iterator[RowFault]:
    rows: dict[str, str] = {}
    for concept in concepts:
        if not _ID.fullmatch(concept.id):
            yield RowFault((concept.row,), Fault("concept_id_malformed", {"id": concept.id}))
        if concept.id in rows:
            where = (rows[concept.id], concept.row)
            yield RowFault(where, Fault("concept_id_taken", {"id": concept.id}))
        rows.setdefault(concept.id, concept.row)
    for writing in written:
        if writing.concept_id not in rows:
            yield RowFault((writing.row,), Fault("concept_unknown", {"id": writing.concept_id}))


def _malformed(written: Iterable[Writing]) -> Iterator[RowFault]:
    for writing in written:
        code = _unfit(writing.form)
        if code:
            yield RowFault((writing.row,), Fault(code, {"form": writing.form}))


def _unfit(form: str) -> str | None:
    if not folded(form):
        return "form_empty"
    if len(form) > LONGEST_FORM:
        return "form_too_long"
    return "form_has_two_meanings" if exact(form) in TWO_MEANINGS else None


def _collisions(written: Iterable[Writing]) -> Iterator[RowFault]:
    """One writing for two concepts, dots or no dots; or one that is both right and misspelt."""
    owners: dict[str, Writing] = {}
    right: dict[str, Writing] = {}
    for writing in written:
        first = owners.setdefault(folded(writing.form), writing)
        facts = {"form": writing.form, "other": first.form}
        if first.concept_id != writing.concept_id:
            yield RowFault((first.row, writing.row), Fault("form_collides", facts))
        same = right.setdefault(exact(writing.form), writing)
        if same.misspelt != writing.misspelt:
            yield RowFault((same.row, writing.row), Fault("misspelling_is_correct", facts))


def _astray(written: Sequence[Writing]) -> Iterator[RowFault]:
    """Misspellings that are not nearer to their own concept than to every other.

    Nearness is optimal string alignment (Damerau 1964): one letter added, dropped, changed, or
    two neighbours swapped, each count one.
    """
    right = [writing for writing in written if not writing.misspelt]
    wrong = [writing for writing in written if writing.misspelt]
    if not wrong:
        return
    apart = cdist(_spelled(wrong), _spelled(right), scorer=OSA.distance)
    own = np.array([w.concept_id for w in wrong])[:, None] == [r.concept_id for r in right]
    to_own = np.where(own, apart, _FAR).min(axis=1)
    to_other = np.where(own, _FAR, apart)
    for at in np.flatnonzero(to_other.min(axis=1) <= to_own):
        nearer = right[int(to_other[at].argmin())]
        facts = {"form": wrong[at].form, "other": nearer.form}
        yield RowFault((wrong[at].row, nearer.row), Fault("misspelling_nearer_another", facts))


def _spelled(written: Iterable[Writing]) -> list[str]:
    return [exact(writing.form) for writing in written]


def traps(concepts: Sequence[Concept]) -> list[tuple[str, str]]:
    """Correct forms of different concepts one edit apart: the pairs no correction may cross."""
    owner = {exact(form): concept.id for concept in concepts for form in concept.correct}
    forms = sorted(owner)
    near = np.triu(cdist(forms, forms, scorer=OSA.distance, score_cutoff=1) == 1)
    pairs = [(forms[a], forms[b]) for a, b in np.argwhere(near)]
    return [(a, b) for a, b in pairs if owner[a] != owner[b]]
