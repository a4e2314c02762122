"""What people do, like, know and tell, as marks in a table; and how rare each word is here.

A word that is near another (`related`) counts for it by its weight: somebody who plays chess is
half way to board games, without anybody having to write both.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

import numpy as np

from matcher.domain.needs import NeedProfile
from matcher.domain.volunteers import VolunteerProfile
from matcher.engine.arrays import Bits, Bools, Ints, Numbers, Small, frozen, in_columns, marks

Related = Mapping[str, Mapping[str, float]]  # of a concept: how near others are, 0–1

COMMONEST = 100  # thousandths: what a word is still worth that everybody has


@dataclass(frozen=True)
class WordFeatures:
    """Marks are 0 or 1; ``near`` and ``rarity`` are whole thousandths.

    Axes: i interests, a tasks, s skills that some need has a word of; b words of lives that both
    sides have told. What only volunteers have told of can be in common with nobody. Her tables that
    are summed over what both have lie in columns.
    """

    related: Related
    interests: tuple[str, ...]
    near_tasks_va: Small  # how near what she would do comes to each task
    near_willing_tasks_va: Small  # the same; 0 for what she will not do
    not_tasks_va: Bits
    tasks_na: Bits
    lacks_vs: Bits  # by her own word
    near_skills_vs: Small
    needed_ns: Bits
    wished_ns: Bits
    does_vi: Bits  # what she would do, of what others like
    likes_vi: Bits
    likes_ni: Bits
    near_likes_vi: Small
    dislikes_vi: Bits
    dislikes_ni: Bits
    rarity_i: Ints
    background_vb: Bits
    background_nb: Bits
    tells_tasks_v: Bools  # whether anything at all was told
    tells_skills_v: Bools
    tells_likes_v: Bools
    tells_likes_n: Bools
    tasks_n: Numbers  # how many
    wished_n: Numbers

    @cached_property
    def rarity(self) -> dict[str, int]:
        """`rarity_i` by the concept's id."""
        return dict(zip(self.interests, self.rarity_i.tolist(), strict=True))


def build(
    volunteers: Sequence[VolunteerProfile], needs: Sequence[NeedProfile], related: Related
) -> WordFeatures:
    """Tables over the words that occur in this pool."""
    tasks_v, tasks_n = [one.tasks for one in volunteers], [one.tasks for one in needs]
    skills_v = [one.skills for one in volunteers]
    known_v = [one.known_skills if one.skills else one.skills for one in volunteers]
    likes_v, likes_n = [one.interests for one in volunteers], [one.interests for one in needs]
    dislikes_n = [one.dislikes for one in needs]
    needed_n, wished_n = [one.skills_needed for one in needs], [one.skills_wished for one in needs]
    told_v, told_n = [one.background for one in volunteers], [one.background for one in needs]
    tasks, interests, skills = _all(tasks_n), _all(likes_n, dislikes_n), _all(needed_n, wished_n)
    lives = tuple(sorted({*_all(told_v)} & {*_all(told_n)}))
    wanted = frozenset(tasks)
    would_va = marks([one.would_do(wanted) for one in volunteers], tasks)
    near_tasks_va = frozen(np.maximum(_near(tasks_v, tasks, related), would_va * np.int16(1000)))
    not_tasks_va = marks([one.not_tasks for one in volunteers], tasks)
    likes_ni, dislikes_ni = marks(likes_n, interests), marks(dislikes_n, interests)
    rarity_i = _rarity([*likes_v, *likes_n], interests)
    return WordFeatures(
        related=related,
        interests=interests,
        near_tasks_va=near_tasks_va,
        near_willing_tasks_va=in_columns(near_tasks_va * (1 - not_tasks_va)),
        not_tasks_va=not_tasks_va,
        tasks_na=marks(tasks_n, tasks),
        lacks_vs=marks([one.lacks(frozenset(skills)) for one in volunteers], skills),
        near_skills_vs=in_columns(_near(known_v, skills, related)),
        needed_ns=marks(needed_n, skills),
        wished_ns=marks(wished_n, skills),
        does_vi=marks(tasks_v, interests),
        likes_vi=in_columns(marks(likes_v, interests)),
        likes_ni=likes_ni,
        near_likes_vi=in_columns(_near(likes_v, interests, related)),
        dislikes_vi=in_columns(marks([one.dislikes for one in volunteers], interests)),
        dislikes_ni=dislikes_ni,
        rarity_i=rarity_i,
        background_vb=in_columns(marks(told_v, lives)),
        background_nb=marks(told_n, lives),
        tells_tasks_v=_tells(tasks_v),
        tells_skills_v=_tells(skills_v),
        tells_likes_v=_tells(likes_v),
        tells_likes_n=_tells(likes_n),
        tasks_n=_counts(tasks_n),
        wished_n=_counts(wished_n),
    )


def _all(*sides: Iterable[frozenset[str]]) -> tuple[str, ...]:
    return tuple(sorted(set().union(*(words for side in sides for words in side))))


def _tells(rows: Sequence[frozenset[str]]) -> Bools:
    return np.array([bool(words) for words in rows], dtype=bool)


def _counts(rows: Sequence[frozenset[str]]) -> Numbers:
    return np.array([len(words) for words in rows], dtype=np.int32)


def _near(rows: Sequence[frozenset[str]], wanted: Sequence[str], related: Related) -> Small:
    """Thousandths: 1000 for the word itself, else the nearest of the words that she has."""
    has = _all([frozenset(wanted), *(frozenset(related.get(word, ())) for word in wanted)])
    has_vc, column_of = marks(rows, has), {word: c for c, word in enumerate(has)}
    near_vc = np.zeros((len(rows), len(wanted)), dtype=np.int16)
    for c, word in enumerate(wanted):
        weights = {**related.get(word, {}), word: 1.0}
        for other, weight in weights.items():
            reached = has_vc[:, column_of[other]] * np.int16(round(1000 * weight))
            np.maximum(near_vc[:, c], reached, out=near_vc[:, c])
    return frozen(near_vc)


def _rarity(rows: Sequence[frozenset[str]], concepts: Sequence[str]) -> Ints:
    """Inverse document frequency within the centre, scaled so that a word that one alone has is
    worth 1000 (Spärck Jones 1972; here because sharing fika says little where all like fika, R41).
    """
    have_c = marks(rows, concepts).sum(axis=0, dtype=np.int64)
    whole = log(len(rows) + 1)
    worth = [
        max(COMMONEST, round(1000 * log((len(rows) + 1) / have) / whole)) if have else 1000
        for have in have_c.tolist()
    ]
    return frozen(np.array(worth, dtype=np.int64))
