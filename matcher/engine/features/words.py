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
from matcher.engine.arrays import Bits, Bools, Ints, Small, frozen, marks

Related = Mapping[str, Mapping[str, float]]

COMMONEST = 100  # thousandths: what a word is still worth that everybody has


@dataclass(frozen=True)
class WordFeatures:
    """Marks are 0 or 1; ``near`` and ``rarity`` are whole thousandths. Axis c: concepts."""

    concepts: tuple[str, ...]
    related: Related
    near_tasks_vc: Small  # how near what she would do comes to each task
    not_tasks_vc: Bits
    tasks_nc: Bits
    skills_vc: Bits
    near_skills_vc: Small
    needed_nc: Bits
    wished_nc: Bits
    likes_vc: Bits
    likes_nc: Bits
    near_likes_vc: Small
    dislikes_vc: Bits
    dislikes_nc: Bits
    rarity_c: Ints
    background_vb: Bits  # axis b: words that people told of their lives
    background_nb: Bits
    tells_tasks_v: Bools  # whether anything at all was told
    tells_skills_v: Bools
    tells_likes_v: Bools
    tells_likes_n: Bools

    @cached_property
    def rarity(self) -> dict[str, int]:
        """`rarity_c` by the concept's id."""
        return dict(zip(self.concepts, self.rarity_c.tolist(), strict=True))


def build(
    volunteers: Sequence[VolunteerProfile], needs: Sequence[NeedProfile], related: Related
) -> WordFeatures:
    """Tables over the concepts that occur in this pool."""
    tasks_v = [one.tasks for one in volunteers]
    skills_v = [one.skills for one in volunteers]
    likes_v = [one.interests for one in volunteers]
    likes_n = [one.interests for one in needs]
    told_v = [one.background for one in volunteers]
    told_n = [one.background for one in needs]
    concepts = tuple(sorted(_concepts(volunteers, needs)))
    lives = sorted(set().union(*told_v) & set().union(*told_n))
    return WordFeatures(
        concepts=concepts,
        related=related,
        near_tasks_vc=_near(marks(tasks_v, concepts), concepts, related),
        not_tasks_vc=marks([one.not_tasks for one in volunteers], concepts),
        tasks_nc=marks([one.tasks for one in needs], concepts),
        skills_vc=marks(skills_v, concepts),
        near_skills_vc=_near(marks(skills_v, concepts), concepts, related),
        needed_nc=marks([one.skills_needed for one in needs], concepts),
        wished_nc=marks([one.skills_wished for one in needs], concepts),
        likes_vc=marks(likes_v, concepts),
        likes_nc=marks(likes_n, concepts),
        near_likes_vc=_near(marks(likes_v, concepts), concepts, related),
        dislikes_vc=marks([one.dislikes for one in volunteers], concepts),
        dislikes_nc=marks([one.dislikes for one in needs], concepts),
        rarity_c=_rarity([*likes_v, *likes_n], concepts),
        background_vb=marks(told_v, lives),
        background_nb=marks(told_n, lives),
        tells_tasks_v=_tells(tasks_v),
        tells_skills_v=_tells(skills_v),
        tells_likes_v=_tells(likes_v),
        tells_likes_n=_tells(likes_n),
    )


def _concepts(
    volunteers: Iterable[VolunteerProfile], needs: Iterable[NeedProfile]
) -> Iterable[str]:
    found: set[str] = set()
    for one in volunteers:
        found |= one.tasks | one.not_tasks | one.interests | one.dislikes | one.skills
    for need in needs:
        found |= need.tasks | need.interests | need.dislikes
        found |= need.skills_needed | need.skills_wished
    return found


def _tells(rows: Sequence[frozenset[str]]) -> Bools:
    return np.array([bool(words) for words in rows], dtype=bool)


def _near(has_vc: Bits, concepts: Sequence[str], related: Related) -> Small:
    """Thousandths: 1000 for the word itself, else the nearest of the words that she has."""
    near_vc = has_vc * np.int16(1000)
    place = {concept: c for c, concept in enumerate(concepts)}
    for c, concept in enumerate(concepts):
        for other, weight in related.get(concept, {}).items():
            if other in place and other != concept:
                reached = has_vc[:, place[other]] * np.int16(round(1000 * weight))
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
