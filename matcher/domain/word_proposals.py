"""Which concepts a person may have meant, for a person to pick from. Never applied by itself.

Two sights of the same phrase, added:

* the phrase as a whole against every form: cosine of TF-IDF weights of its character 2- to
  4-grams within word borders (Cavnar & Trenkle 1994), which meets inflections and compounds,
  plus a fifth of rapidfuzz's `partial_ratio`, which meets a form inside a longer sentence;
* word by word against every concept's words and *cues* (words that hint at a concept without
  naming it: "snö" at snow clearing), each phrase word counting by how few concepts explain it.

Rows of `_Grams` are texts; a phrase meets them through an inverted index, so a proposal costs
what its grams occur, not what the vocabulary holds. `partial_ratio` is asked of those forms alone
that it can lift among the best: it adds at most a fifth. What a word explains is remembered, since
the words of a list come again though its phrases do not.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from math import log

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from matcher.domain.concepts import Concept, Kind, Proposal
from matcher.domain.spelling import exact, words

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

LONGEST_PHRASE = 120  # characters looked at; the work grows linearly up to here and not beyond
MOST_WORDS = 12
GRAM_SIZES = (2, 3, 4)
PARTIAL_WEIGHT = 0.2
WORDS_WEIGHT = 1.5
# Below this a word is another word: "fika" and "fiska" share a third of their grams.
WORD_FLOOR = 0.4
LEAST_SCORE = 0.2
NEAR_WORD = 75  # of 100, rapidfuzz ratio: one letter wrong in four, or two of a word of eight
SHORTEST_STEM = 4  # letters that a word and its endings or compounds begin with
FORMS_ASKED = 150
DIGITS = 6  # of a score
WORDS_REMEMBERED = 2048  # some 3 kB each
_UNSAYING = """
jag vi du är att och eller som en ett den det de på i av för till med om hos vid ur från åt kan vill
gärna gillar älskar tycker har lite mycket någon någons nån något några andra mig sig man min mitt
mina så inte också även hjälp hjälpa vara bli bra ska skulle när där
äldre stund person folk flera gånger gamla gammal behöver bara sin sitt sina
"""
_TIMES = (0.0, *(1 + log(n) for n in range(1, 9)))  # what a gram counts that comes so often
_SILENT = frozenset(_UNSAYING.split())


def grams(text: str) -> Iterable[str]:
    """Character grams of each word with its borders: " l", "lä", "äx", …"""
    for word in exact(text).split():
        padded = f" {word} "
        for size in GRAM_SIZES:
            yield from (padded[i : i + size] for i in range(max(1, len(padded) - size + 1)))


class _Grams:
    """Texts as unit vectors of TF-IDF weighted grams, kept as an inverted index."""

    def __init__(self, texts: Sequence[str]) -> None:
        counts = [Counter(grams(text)) for text in texts]
        seen = Counter(chain.from_iterable(counts))
        self._size = len(texts)
        self._idf = {g: log((1 + len(texts)) / (1 + n)) + 1 for g, n in seen.items()}
        rows: dict[str, list[int]] = defaultdict(list)
        weights: dict[str, list[float]] = defaultdict(list)
        for row, count in enumerate(counts):
            for gram, weight in self._unit(count).items():
                rows[gram].append(row)
                weights[gram].append(weight)
        self._postings = {g: (np.array(rows[g]), np.array(weights[g])) for g in rows}

    def _unit(self, count: Mapping[str, int]) -> dict[str, float]:
        rarest = log(1 + self._size) + 1
        known = self._idf.get
        raw = {g: (_TIMES[n] if n < 9 else 1 + log(n)) * known(g, rarest) for g, n in count.items()}
        length = sum(w * w for w in raw.values()) ** 0.5 or 1.0
        return {g: w / length for g, w in raw.items()}

    def cosines(self, text: str) -> Floats:
        """The cosine of `text` with every row, 0 where they share no gram."""
        unit = self._unit(Counter(grams(text)))
        shared = [gram for gram in unit if gram in self._postings]
        if not shared:
            return np.zeros(self._size)
        rows, weights = zip(*(self._postings[gram] for gram in shared), strict=True)
        ours = np.repeat([unit[gram] for gram in shared], [len(of_gram) for of_gram in rows])
        at, theirs = np.concatenate(rows), np.concatenate(weights)
        return np.bincount(at, theirs * ours, minlength=self._size).astype(np.float64, copy=False)


class Proposer:
    """Ranks concepts for a phrase. Built once per vocabulary; holds no state of a phrase."""

    def __init__(self, concepts: Sequence[Concept], cues: Mapping[str, Collection[str]]) -> None:
        self._concepts = concepts
        self._kinds = np.array([concept.kind.value for concept in concepts])
        self._forms = [(exact(f), i) for i, c in enumerate(concepts) for f in _shown(c)]
        self._texts = [form for form, _ in self._forms]
        self._owners = np.array([i for _, i in self._forms], dtype=np.int64)
        self._form_starts = _starts(self._owners)
        self._form_grams = _Grams(self._texts)
        lexicon = [sorted(_lexicon(concept, cues)) for concept in concepts]
        self._lexicon = [word for entry in lexicon for word in entry]
        self._word_starts = _starts([i for i, entry in enumerate(lexicon) for _ in entry])
        self._word_grams = _Grams(self._lexicon)
        self._words_of = {c.id: entry for c, entry in zip(concepts, lexicon, strict=True)}
        self._rarity = self._rarities()
        self._explained_by = lru_cache(maxsize=WORDS_REMEMBERED)(self._explained)

    def _rarities(self) -> Floats:
        """How few concepts a lexicon word belongs to: natural logarithm, at least log 2."""
        owners = Counter(self._lexicon)
        return np.log(1 + len(self._concepts) / np.array([owners[w] for w in self._lexicon]))

    def propose(
        self,
        text: str,
        *,
        kinds: Collection[Kind] | None,
        at_most: int,
        least: float = LEAST_SCORE,
    ) -> list[Proposal]:
        """The likeliest concepts, best first, none below `least`. Empty text, no proposal."""
        phrase = exact(text[:LONGEST_PHRASE])
        if not phrase:
            return []
        by_form, by_word = self._form_grams.cosines(phrase), WORDS_WEIGHT * self._by_word(phrase)
        asked = _largest(by_form, FORMS_ASKED)
        is_wanted = self._is_of(kinds)
        may_be = is_wanted & self._may_be_best(by_form, by_word, asked, is_wanted, at_most, least)
        self._add_partial(phrase, by_form, asked[may_be[self._owners[asked]]])
        total = np.where(may_be, self._best_form(by_form) + by_word, -1.0)
        # A stable sort: equal scores keep the vocabulary's order, the same in every run.
        best = np.argsort(-total, kind="stable")[:at_most]
        found = (self._proposal(int(i), total, by_form) for i in best)
        return [proposal for proposal in found if proposal.score >= least]

    def share_near(self, text: str, concept_id: str) -> float:
        """How many of a phrase's words, 0–1, are near to words of the concept: one written
        wrongly, or with an ending. "Rygg" is not near to "trygg": hardly anybody misspells the
        first letter of a word (Yannakoudakis & Fawthrop 1983).
        """
        phrase = exact(text[:LONGEST_PHRASE])
        said = words(phrase, _SILENT)[:MOST_WORDS] or words(phrase)[:MOST_WORDS]
        known = self._words_of.get(concept_id, ())
        near = sum(any(_is_near(word, other) for other in known) for word in said)
        return near / len(said) if said else 0.0

    def _is_of(self, kinds: Collection[Kind] | None) -> Bools:
        if kinds is None:
            return np.ones(len(self._concepts), dtype=bool)
        return np.isin(self._kinds, [kind.value for kind in kinds])

    def _best_form(self, by_form: Floats) -> Floats:
        return np.maximum.reduceat(by_form, self._form_starts)

    def _may_be_best(
        self,
        by_form: Floats,
        by_word: Floats,
        asked: Ints,
        is_wanted: Bools,
        at_most: int,
        least: float,
    ) -> Bools:
        """Which concepts reach, with all that `partial_ratio` can add, what the last of the best
        has without it: of the others none can be among those.
        """
        lifted = by_form.copy()
        lifted[asked] += PARTIAL_WEIGHT * 100 / 100
        have = np.where(is_wanted, self._best_form(by_form) + by_word, -1.0)
        last = np.partition(have, -at_most)[-at_most] if 0 < at_most < len(have) else -1.0
        return self._best_form(lifted) + by_word >= max(least - 10**-DIGITS, float(last))

    def _add_partial(self, phrase: str, by_form: Floats, asked: Ints) -> None:
        texts = [self._texts[i] for i in asked]
        partial = cdist([phrase], texts, scorer=fuzz.partial_ratio, dtype=np.float64)[0]
        by_form[asked] += PARTIAL_WEIGHT * partial / 100

    def _proposal(self, i: int, total: Floats, by_form: Floats) -> Proposal:
        own = slice(self._form_starts[i], self._form_starts[i] + len(_shown(self._concepts[i])))
        form = self._texts[own][int(by_form[own].argmax())]
        return Proposal(self._concepts[i].id, round(float(total[i]), DIGITS), form)

    def _by_word(self, phrase: str) -> Floats:
        """Per concept: the share (0–1) of what the phrase's words say that its words explain."""
        said = words(phrase, _SILENT)[:MOST_WORDS] or words(phrase)[:MOST_WORDS]
        explained = np.zeros(len(self._concepts))
        most = 0.0
        for word in said:
            by_concept, likest = self._explained_by(word)
            explained += by_concept
            most += max(likest, log(2))
        return explained / most if most else explained

    def _explained(self, word: str) -> tuple[Floats, float]:
        """What each concept's words say of that word, and the most that one of them does."""
        near = self._word_grams.cosines(word)
        near = np.where(near >= WORD_FLOOR, near, 0.0)
        by_concept = np.maximum.reduceat(near * self._rarity, self._word_starts)
        by_concept.setflags(write=False)
        return by_concept, float(by_concept.max())


def _is_near(word: str, other: str) -> bool:
    if min(len(word), len(other)) < SHORTEST_STEM:
        return word == other
    begins = word.startswith(other) or other.startswith(word)
    return begins or (word[0] == other[0] and fuzz.ratio(word, other) >= NEAR_WORD)


def _largest(of: Floats, count: int) -> Ints:
    """Where the largest stand, in no order; of equals the first. A sort of all takes far longer."""
    if len(of) <= count:
        return np.arange(len(of))
    least = np.partition(of, -count)[-count]
    above = np.flatnonzero(of > least)
    return np.concatenate([above, np.flatnonzero(of == least)[: count - len(above)]])


def _shown(concept: Concept) -> tuple[str, ...]:
    return (*concept.correct, *concept.misspellings)


def _lexicon(concept: Concept, cues: Mapping[str, Collection[str]]) -> set[str]:
    told = [*concept.correct, *cues.get(concept.id, ())]
    return {word for text in told for word in words(text, _SILENT)} or {exact(concept.sv)}


def _starts(owners: Sequence[int] | Ints) -> Ints:
    """Where each owner's run begins, for `reduceat`; owners come sorted and each has a row."""
    return np.flatnonzero(np.diff(np.array(owners, dtype=np.int64), prepend=-1))
