"""What they have in common, and can do together, by the words of the vocabulary."""

from collections.abc import Iterable

import numpy as np

from matcher.domain.needs import NeedKind
from matcher.domain.suggestions import Ask, Facts, Subject
from matcher.engine.arrays import Bits, Ints, Small, Sums, product
from matcher.engine.criteria.criterion import FULL, Criterion, Fit, Pairs, fit, share
from matcher.engine.rules.rule import Pair

CLASH = 400  # thousandths lost for each thing that one likes and the other does not
SKILLS_SHARE = 400  # of what tasks can give, where experience was wished for
FIRST_WORD, MORE_WORDS = 700, 1000  # one word of life in common is most of it


class Interests(Criterion):
    """Shared interests by their rarity in the centre, near ones by how near; dislikes of both.

    Disliking the same things held mentoring matches together better than liking the same (Raposa
    et al. 2019, over 9,000 matches), so a shared dislike counts too, half as much.
    """

    id = "interests"

    def __init__(self, full: int) -> None:
        self.full = full

    def fit(self, pairs: Pairs) -> Fit:
        """Rarity shared, of `full`, less what clashes; unknown until both have told.

        An organisation has no interests to tell: nothing is earned, and nothing is unknown.
        """
        words, people = pairs.block.features.words, pairs.block.features.people
        earned = share(_whole(pairs.block.rarity_shared_vn, pairs) // FULL, np.array(self.full))
        clashes = _whole(pairs.block.clashes_vn, pairs)
        both = words.tells_likes_v[pairs.v_p] & words.tells_likes_n[pairs.need_p]
        earned = np.where(both, np.maximum(earned - CLASH * clashes, 0), 0)
        return fit(earned, both | people.local_n[pairs.need_p])

    def evidence(self, pair: Pair) -> Facts:
        """Words in common, the rarest first; near words in pairs; clashes."""
        hers, theirs = pair.volunteer, pair.need
        return {
            "shared": self._rarest_first(pair, hers.interests & theirs.interests),
            "related": _related(pair, theirs.interests - hers.interests, hers.interests),
            "dislikes": self._rarest_first(pair, hers.dislikes & theirs.dislikes),
            "missing": _missing(hers.interests, theirs.interests),
        }

    def asks(self, pair: Pair) -> Iterable[Ask]:
        """What somebody likes, where nothing was told; an organisation is not asked."""
        if pair.need.kind is not NeedKind.LOCAL:
            for who in _missing(pair.volunteer.interests, pair.need.interests):
                yield Ask(Subject(who), "interests")

    def differs(self, pair: Pair) -> Iterable[Ask]:
        """What one likes and the other does not."""
        hers, theirs = pair.volunteer, pair.need
        for who, words in (
            (Subject.VOLUNTEER, hers.dislikes & theirs.interests),
            (Subject.NEED, theirs.dislikes & hers.interests),
        ):
            if words:
                yield Ask(who, "dislikes", {"words": sorted(words)})

    def _rarest_first(self, pair: Pair, shared: frozenset[str]) -> list[str]:
        rarity = pair.features.words.rarity
        return sorted(shared, key=lambda word: (-rarity[word], word))


class Tasks(Criterion):
    """How much of what the need is about she would do, and experience that was wished for."""

    id = "tasks"

    def fit(self, pairs: Pairs) -> Fit:
        """The mean nearness of the tasks; with wished skills, six parts tasks and four skills."""
        block, words = pairs.block, pairs.block.features.words
        wished_n = words.wished_nc[block.n].sum(axis=1).astype(np.int64)[pairs.n_p]
        for_skills_p = np.where(wished_n > 0, SKILLS_SHARE, 0)
        tasks = self._tasks(pairs)
        skills = fit(
            _mean(words.near_skills_vc, words.wished_nc[block.n], pairs),
            words.tells_skills_v[pairs.v_p],
        )
        for_tasks_p = FULL - for_skills_p
        return Fit(
            (tasks.earned_p * for_tasks_p + skills.earned_p * for_skills_p) // FULL,
            (tasks.unknown_p * for_tasks_p + skills.unknown_p * for_skills_p) // FULL,
        )

    def evidence(self, pair: Pair) -> Facts:
        """Tasks and experience in common, near tasks in pairs."""
        hers, theirs = pair.volunteer, pair.need
        return {
            "shared": sorted(hers.tasks & theirs.tasks),
            "related": _related(pair, theirs.tasks - hers.tasks, hers.tasks),
            "skills": sorted(hers.skills & theirs.skills_wished),
            "missing": _missing(hers.tasks, theirs.tasks),
        }

    def asks(self, pair: Pair) -> Iterable[Ask]:
        """What it is about; experience that was wished for, where she has told of none."""
        if not pair.need.tasks:
            yield Ask(Subject.NEED, "tasks")
        if pair.need.skills_wished and not pair.volunteer.skills:
            yield Ask(Subject.VOLUNTEER, "skills", {"needed": sorted(pair.need.skills_wished)})

    def differs(self, pair: Pair) -> Iterable[Ask]:
        """What of it she would rather leave out."""
        if left_out := pair.need.tasks & pair.volunteer.not_tasks:
            yield Ask(Subject.VOLUNTEER, "not_tasks", {"words": sorted(left_out)})

    def _tasks(self, pairs: Pairs) -> Fit:
        words = pairs.block.features.words
        wanted_nc = words.tasks_nc[pairs.block.n]
        would_vc = words.near_tasks_vc * (1 - words.not_tasks_vc)
        known = words.tells_tasks_v[pairs.v_p] & (wanted_nc.sum(axis=1) > 0)[pairs.n_p]
        return fit(_mean(would_vc, wanted_nc, pairs), known)


class Background(Criterion):
    """Work, home region, themes of life: only what both have chosen to tell.

    Nobody is asked to tell: what was not told is not unknown, there is only nothing in common.
    """

    id = "background"

    def fit(self, pairs: Pairs) -> Fit:
        """Most for the first word in common, all for two."""
        words = pairs.block.features.words
        shared_vn = product(words.background_vb, words.background_nb[pairs.block.n].T)
        shared = np.minimum(_whole(shared_vn, pairs), 2)
        return fit(np.array([0, FIRST_WORD, MORE_WORDS])[shared], np.array(True))

    def evidence(self, pair: Pair) -> Facts:
        """The words in common."""
        hers, theirs = pair.volunteer.background, pair.need.background
        return {"shared": sorted(hers & theirs), "missing": _missing(hers, theirs)}


def _whole(table_vn: Sums, pairs: Pairs) -> Ints:
    return pairs.of(table_vn).astype(np.int64)


def _mean(near_vc: Small, wanted_nc: Bits, pairs: Pairs) -> Ints:
    """Thousandths: how near she comes to each wanted word, taken over all of them."""
    near = _whole(product(near_vc, wanted_nc.T), pairs)
    return near // np.maximum(wanted_nc.sum(axis=1).astype(np.int64)[pairs.n_p], 1)


def _missing(hers: frozenset[str], theirs: frozenset[str]) -> list[str]:
    sides = ((Subject.VOLUNTEER, hers), (Subject.NEED, theirs))
    return [side.value for side, words in sides if not words]


def _related(pair: Pair, wanted: frozenset[str], has: frozenset[str]) -> list[list[str]]:
    """[wanted word, her nearest word], for those that she does not have but comes near."""
    related = pair.features.words.related
    found = []
    for word in sorted(wanted):
        near = [(-weight, other) for other, weight in related.get(word, {}).items() if other in has]
        if near and min(near)[0] < 0:
            found.append([word, min(near)[1]])
    return found
