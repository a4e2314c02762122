"""The four tables of a vocabulary folder, read as they lie; what they say is checked elsewhere.

    vocabulary.tsv   concept_id kind preferred_sv no da en synonyms_sv misspellings_sv
    related.tsv      a b weight reason             how near two concepts are, 0–1, both ways
    cues.tsv         concept_id cues               words that hint at a concept, for proposals
    in_person.tsv    concept_id reason             what nobody does by telephone, video or letter

Lists within a cell are parted by "|". The three neighbours may be absent.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from matcher.domain.concepts import Concept, Flag, Kind, flags_of
from matcher.domain.errors import Fault
from matcher.domain.vocabulary_checks import RowFault, VocabularyFault

COLUMNS = 8


@dataclass(frozen=True, slots=True)
class Tables:
    """What the files say: concepts, nearness by ordered pair, and cues by concept."""

    concepts: tuple[Concept, ...]
    related: Mapping[tuple[str, str], float] = field(default_factory=dict)
    cues: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read_tables(path: Path) -> Tables:
    """Reads `vocabulary.tsv` at `path` and its neighbours.

    Raises `VocabularyFault` for rows that are no rows: wrong number of columns, a kind or a
    concept nobody knows.
    """
    wrong: list[RowFault] = []
    concepts = tuple(_concepts(path, wrong))
    known = {concept.id for concept in concepts}
    in_person = frozenset(_in_person(path.with_name("in_person.tsv"), known, wrong))
    related = dict(_related(path.with_name("related.tsv"), known, wrong))
    cues = dict(_cues(path.with_name("cues.tsv"), known, wrong))
    if wrong:
        raise VocabularyFault(wrong)
    return Tables(tuple(_marked(concept, in_person) for concept in concepts), related, cues)


def _rows(path: Path, columns: int, wrong: list[RowFault]) -> Iterator[tuple[str, list[str]]]:
    """Each row below the heading with its name, "vocabulary.tsv:17"."""
    if not path.exists():
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        where, cells = f"{path.name}:{number}", [cell.strip() for cell in line.split("\t")]
        if len(cells) != columns:
            facts = {"columns": len(cells), "wanted": columns}
            wrong.append(RowFault((where,), Fault("row_has_wrong_columns", facts)))
        elif number > 1:
            yield where, cells


def _concepts(path: Path, wrong: list[RowFault]) -> Iterator[Concept]:
    for where, (concept_id, kind, sv, no, da, en, forms, misspellings) in _rows(
        path, COLUMNS, wrong
    ):
        if kind not in set(Kind):
            wrong.append(RowFault((where,), Fault("kind_unknown", {"kind": kind})))
        elif not (no and da and en):
            wrong.append(RowFault((where,), Fault("name_missing", {"id": concept_id})))
        else:
            flags = flags_of(concept_id, Kind(kind))
            yield Concept(
                concept_id, Kind(kind), sv, en, no, da,
                _parted(forms), _parted(misspellings), flags, where,
            )  # fmt: skip


def _parted(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|")) if cell else ()


def _related(
    path: Path, known: set[str], wrong: list[RowFault]
) -> Iterator[tuple[tuple[str, str], float]]:
    seen: dict[frozenset[str], str] = {}
    for where, (a, b, weight, reason) in _rows(path, 4, wrong):
        code = _unfit_pair(a, b, weight, reason, known)
        if code is None and frozenset((a, b)) in seen:
            code = "pair_twice"
        if code:
            wrong.append(RowFault((where,), Fault(code, {"a": a, "b": b})))
        else:
            seen[frozenset((a, b))] = where
            yield (a, b), float(weight)


def _unfit_pair(a: str, b: str, weight: str, reason: str, known: set[str]) -> str | None:
    if not {a, b} <= known:
        return "concept_unknown"
    if a == b or not reason:
        return "pair_without_meaning"
    try:
        return None if 0 < float(weight) < 1 else "weight_out_of_range"
    except ValueError:
        return "weight_out_of_range"


def _cues(
    path: Path, known: set[str], wrong: list[RowFault]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for where, (concept_id, cues) in _rows(path, 2, wrong):
        if concept_id not in known:
            wrong.append(RowFault((where,), Fault("concept_unknown", {"id": concept_id})))
        else:
            yield concept_id, _parted(cues)


def _in_person(path: Path, known: set[str], wrong: list[RowFault]) -> Iterator[str]:
    for where, (concept_id, reason) in _rows(path, 2, wrong):
        if concept_id not in known or not reason:
            wrong.append(RowFault((where,), Fault("concept_unknown", {"id": concept_id})))
        else:
            yield concept_id


def _marked(concept: Concept, in_person: frozenset[str]) -> Concept:
    is_one = concept.id in in_person
    return replace(concept, flags=concept.flags | {Flag.IN_PERSON}) if is_one else concept
