"""What a centre has chosen: weights, gates and words, as services hand them on.

    config/matching.toml  + centre.matching    ──▶ Params      how matching weighs
    config/policies.toml                       ──▶ Policy      gates, by type of uppdrag
                                               ──▶ FollowUpPlan  when a pair is asked how it goes
    config/vocabulary.tsv + centre's own words ──▶ Vocabulary  what words mean

The files are read once and kept; a centre's own rows are read each time, so that what a
coordinator changes holds from the next page on.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from matcher.domain.clearance import AssignmentType, ExtractPolicy, Policy, Step
from matcher.domain.follow_ups import FollowUpPlan
from matcher.domain.vocabulary import Flag, Kind, LocalAlias, LocalConcept, Vocabulary
from matcher.engine.params import Params
from matcher.store import centres, words

CONFIG = Path(__file__).parents[2] / "config"

Policies = Mapping[AssignmentType, Policy]
Related = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything a run of one centre is decided by, besides its people."""

    params: Params
    params_data: Mapping[str, Any]  # what `params` were read from, whole: kept with each run
    policies: Policies
    vocabulary: Vocabulary

    @property
    def related(self) -> Related:
        """How near words are to each other."""
        return _related(self.vocabulary)

    @property
    def sensitive(self) -> frozenset[str]:
        """Words that may be read of a person only with her consent for health facts (R95)."""
        return _sensitive(self.vocabulary)

    @property
    def pastimes(self) -> frozenset[str]:
        """Words of what one likes: who would do one of them with another likes it as well."""
        return _pastimes(self.vocabulary)


def of(session: Session, *, centre: str) -> Choices:
    """What holds in a centre today. Raises Missing; Invalid where its own choices are wrong."""
    own = centres.one(session, centre).matching
    data = with_own(_read("matching.toml"), own)
    known = vocabulary(session, centre=centre)
    params = replace(Params.from_dict(data), in_person=_in_person(known))
    return Choices(params, data, policies(), known)


def policies() -> Policies:
    """The gates of every type of uppdrag."""
    return _policies(CONFIG)


def follow_ups() -> FollowUpPlan:
    """What follows on a match, and when."""
    return FollowUpPlan.from_dict(_read("policies.toml")["follow_up"])


def vocabulary(
    session: Session, *, centre: str, adding: Sequence[words.LocalWord] = ()
) -> Vocabulary:
    """The words of a centre: everybody's, and its own (R94); and, to try them, those `adding`,
    which raise VocabularyFault when they cannot stand beside the rest.
    """
    rows = [*words.of_centre(session, centre=centre), *adding]
    return _vocabulary(tuple(_addition(row) for row in rows))


def shipped_matching() -> dict[str, Any]:
    """What `matching.toml` says, before a centre's own choices."""
    return _read("matching.toml")


def read_policies(data: Mapping[str, Any]) -> Policies:
    """From what tomllib reads. Raises KeyError or ValueError for what is no type, step or law,
    and Invalid for children without a shown extract (R10).
    """
    texts = {Step(step): version for step, version in data["texts"].items()}
    return {kind: _policy(kind, data[kind.value], texts) for kind in AssignmentType}


def with_own(data: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """The file's choices with a centre's own on top, table by table."""
    return {
        name: {**table, **own.get(name, {})} if isinstance(table, Mapping) else own.get(name, table)
        for name, table in data.items()
    }


def _policy(kind: AssignmentType, table: Mapping[str, Any], texts: Mapping[Step, str]) -> Policy:
    return Policy(
        kind,
        min_age=table["min_age"],
        references=table["references"],
        steps=frozenset(Step(step) for step in table["steps"]),
        extract=ExtractPolicy(table["extract"]),
        text_versions=texts,
    )


def _addition(row: words.LocalWord) -> LocalConcept | LocalAlias:
    if row.kind is None:
        return LocalAlias(row.concept, row.form, row=row.form)
    return LocalConcept(row.concept, Kind(row.kind), row.form, en=row.form_en or "", row=row.form)


@lru_cache(maxsize=64)
def _vocabulary(additions: tuple[LocalConcept | LocalAlias, ...]) -> Vocabulary:
    return Vocabulary.load(CONFIG / "vocabulary.tsv", additions)


@lru_cache(maxsize=64)
def _related(vocabulary: Vocabulary) -> Related:
    return {concept: vocabulary.related(concept) for concept in vocabulary.concepts}


@lru_cache(maxsize=64)
def _sensitive(vocabulary: Vocabulary) -> frozenset[str]:
    return _flagged(vocabulary, vocabulary.concepts, Flag.ART9)


@lru_cache(maxsize=64)
def _pastimes(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(concept.id for concept in vocabulary.of_kind(Kind.INTEREST))


@lru_cache(maxsize=64)
def _in_person(vocabulary: Vocabulary) -> frozenset[str]:
    return _flagged(vocabulary, vocabulary.concepts, Flag.IN_PERSON)


def _flagged(vocabulary: Vocabulary, concepts: Iterable[str], flag: Flag) -> frozenset[str]:
    return frozenset(concept for concept in concepts if flag in vocabulary.flags(concept))


@cache
def _policies(folder: Path) -> Policies:
    return read_policies(tomllib.loads((folder / "policies.toml").read_text("utf-8")))


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((CONFIG / name).read_text("utf-8"))
