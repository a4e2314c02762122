"""What they have in common, and can do together, by the words of the vocabulary."""

from collections.abc import Iterable

import numpy as np

from matcher.domain.needs import NeedKind
from matcher.domain.suggestions import Ask, Facts, Subject
from matcher.engine.arrays import Bools, Numbers, Sums
from matcher.engine.blocks import Block
from matcher.engine.criteria.criterion import FULL, Criterion, in_common_with_need, share, where
from matcher.engine.listing import Pairs
from matcher.engine.rules.rule import CloseUp, ask_of_need

CLASH = 400  # thousandths lost for each thing that one likes and the other does not
SKILLS_SHARE = 400  # of what tasks can give, where experience was wished for
FIRST_WORD, MORE_WORDS = 700, 1000  # one word of life in common is most of it


class Interests(Criterion):
    """Shared interests by their rarity in the centre, near ones by how near; dislikes of both.

    Disliking the same things held mentoring matches together better than liking the same (Raposa
    et al. 2019, over 9,000 matches), so a shared dislike counts too, half as much.
    """

    id = "interests"
    is_plain = True

    def __init__(self, full: int) -> None:
        self.full = full

    def earned(self, pairs: Pairs) -> Numbers:
        """Rarity shared, of `full`, less what clashes; nothing until both have told."""
        earned = share(self._rarity_shared(pairs) // FULL, self.full)
        words = pairs.block.features.words
        clashes = pairs.in_common(words.likes_vi, words.dislikes_ni)
        clashes += pairs.in_common(words.dislikes_vi, words.likes_ni)
        return where(self._both_told(pairs), np.maximum(earned - CLASH * clashes, 0), 0)

    def could_earn(self, block: Block) -> Sums:
        """As if nothing clashed, and both had told."""
        words = block.features.words
        rarity = in_common_with_need(block, words.near_likes_vi, words.likes_ni, words.rarity_i)
        half_i = FULL // 2 * words.rarity_i
        rarity += in_common_with_need(block, words.dislikes_vi, words.dislikes_ni, half_i)
        return np.minimum(rarity / np.float32(self.full), np.float32(FULL))

    def known(self, pairs: Pairs) -> Bools:
        """Both have told; an organisation has no interests to tell."""
        return self._both_told(pairs) | pairs.theirs(pairs.block.features.people.local_n)

    def _both_told(self, pairs: Pairs) -> Bools:
        words = pairs.block.features.words
        return pairs.hers(words.tells_likes_v) & pairs.theirs(words.tells_likes_n)

    def _rarity_shared(self, pairs: Pairs) -> Numbers:
        """Rarity, in thousandths of thousandths, of the need's interests that she shares or comes
        near; a dislike in common counts half of its rarity.

        From 2**24, the rarity of sixteen interests that nobody else has, it is no longer exact:
        far beyond what counts in full.
        """
        words = pairs.block.features.words
        shared = pairs.in_common(words.near_likes_vi, words.likes_ni, words.rarity_i)
        half_i = FULL // 2 * words.rarity_i
        return shared + pairs.in_common(words.dislikes_vi, words.dislikes_ni, half_i)

    def evidence(self, pair: CloseUp) -> Facts:
        """Words in common, the rarest first; near words in pairs; clashes."""
        hers, theirs = pair.volunteer, pair.need
        return {
            "shared": self._rarest_first(pair, hers.interests & theirs.interests),
            "related": _related(pair, theirs.interests - hers.interests, hers.interests),
            "dislikes": self._rarest_first(pair, hers.dislikes & theirs.dislikes),
            "missing": _missing(hers.interests, theirs.interests),
        }

    def asks(self, pair: CloseUp) -> Iterable[Ask]:
        """What somebody likes, where nothing was told; an organisation is not asked."""
        if pair.need.kind is not NeedKind.LOCAL:
            for who in _missing(pair.volunteer.interests, pair.need.interests):
                yield Ask(Subject(who), "interests")

    def differs(self, pair: CloseUp) -> Iterable[Ask]:
        """What one likes and the other does not."""
        hers, theirs = pair.volunteer, pair.need
        for who, words in (
            (Subject.VOLUNTEER, hers.dislikes & theirs.interests),
            (Subject.NEED, theirs.dislikes & hers.interests),
        ):
            if words:
                yield Ask(who, "dislikes", {"words": sorted(words)})

    def _rarest_first(self, pair: CloseUp, shared: frozenset[str]) -> list[str]:
        rarity = pair.features.words.rarity
        return sorted(shared, key=lambda word: (-rarity[word], word))


class Tasks(Criterion):
    """How much of what the need is about she would do, and experience that was wished for."""

    id = "tasks"
    is_plain = True

    def earned(self, pairs: Pairs) -> Numbers:
        """The mean nearness of the tasks; with wished skills, six parts tasks and four skills."""
        words = pairs.block.features.words
        tasks = pairs.in_common(words.near_willing_tasks_va, words.tasks_na)
        tasks //= np.maximum(pairs.theirs(words.tasks_n), 1)
        if not pairs.block.theirs(words.wished_n).any():
            return tasks
        skills = pairs.in_common(words.near_skills_vs, words.wished_ns)
        skills //= np.maximum(pairs.theirs(words.wished_n), 1)
        for_skills_p = self._for_skills(pairs)
        return (tasks * (FULL - for_skills_p) + skills * for_skills_p) // FULL

    def could_earn(self, block: Block) -> Sums:
        """The tasks, as if she had all the skills."""
        words, (n,) = block.features.words, block.rows_n
        tasks = in_common_with_need(block, words.near_willing_tasks_va, words.tasks_na)
        for_skills = SKILLS_SHARE if words.wished_n[n] else 0
        of_each = (FULL - for_skills) / (FULL * max(int(words.tasks_n[n]), 1))
        return tasks * np.float32(of_each) + np.float32(for_skills)

    def known(self, pairs: Pairs) -> Bools:
        """What she would do, and what it is about."""
        words = pairs.block.features.words
        return pairs.hers(words.tells_tasks_v) & pairs.theirs(words.tasks_n > 0)

    def unknown(self, pairs: Pairs) -> Numbers:
        """The tasks' part, and the skills' part where she has told of none."""
        for_skills_p = self._for_skills(pairs)
        tells_skills_p = pairs.hers(pairs.block.features.words.tells_skills_v)
        for_tasks_p = where(self.known(pairs), 0, FULL - for_skills_p)
        return for_tasks_p + where(tells_skills_p, 0, for_skills_p)

    def _for_skills(self, pairs: Pairs) -> Numbers:
        wished_n = pairs.block.features.words.wished_n
        return where(pairs.theirs(wished_n) > 0, SKILLS_SHARE, 0)

    def evidence(self, pair: CloseUp) -> Facts:
        """Tasks and experience in common, near tasks in pairs. What nobody does from afar is
        nothing to do together for two who would meet so.
        """
        hers, theirs = pair.volunteer, pair.need
        would_do = hers.would_do(theirs.tasks)
        not_so = pair.features.forms.in_person if pair.form.is_remote else frozenset()
        return {
            "shared": sorted((would_do & theirs.tasks) - not_so),
            "related": _related(pair, theirs.tasks - would_do, hers.tasks),
            "skills": sorted(hers.known_skills & theirs.skills_wished) if hers.skills else [],
            "missing": _missing(hers.tasks, theirs.tasks),
        }

    def asks(self, pair: CloseUp) -> Iterable[Ask]:
        """What it is about; experience that was wished for, where she has told of none."""
        if not pair.need.tasks:
            yield ask_of_need(pair.need, "tasks")
        if pair.need.skills_wished and not pair.volunteer.skills:
            yield Ask(Subject.VOLUNTEER, "skills", {"needed": sorted(pair.need.skills_wished)})

    def differs(self, pair: CloseUp) -> Iterable[Ask]:
        """What of it she would rather leave out."""
        if left_out := pair.need.tasks & pair.volunteer.not_tasks:
            yield Ask(Subject.VOLUNTEER, "not_tasks", {"words": sorted(left_out)})


class Background(Criterion):
    """Work, home region, themes of life: only what both have chosen to tell.

    Nobody is asked to tell: what was not told is not unknown, there is only nothing in common.
    """

    id = "background"
    is_plain = True

    def earned(self, pairs: Pairs) -> Numbers:
        """Most for the first word in common, all for two."""
        words = pairs.block.features.words
        shared = np.minimum(pairs.in_common(words.background_vb, words.background_nb), 2)
        return np.array([0, FIRST_WORD, MORE_WORDS], dtype=np.int32).take(shared)

    def could_earn(self, block: Block) -> Sums:
        """No word counts for more than the first."""
        words = block.features.words
        shared = in_common_with_need(block, words.background_vb, words.background_nb)
        return np.minimum(shared * np.float32(FIRST_WORD), np.float32(MORE_WORDS))

    def known(self, pairs: Pairs) -> Bools:
        """Always."""
        return np.ones(len(pairs), dtype=bool)

    def evidence(self, pair: CloseUp) -> Facts:
        """The words in common."""
        hers, theirs = pair.volunteer.background, pair.need.background
        return {"shared": sorted(hers & theirs), "missing": _missing(hers, theirs)}


def _missing(hers: frozenset[str], theirs: frozenset[str]) -> list[str]:
    sides = ((Subject.VOLUNTEER, hers), (Subject.NEED, theirs))
    return [side.value for side, words in sides if not words]


def _related(pair: CloseUp, wanted: frozenset[str], has: frozenset[str]) -> list[list[str]]:
    """[wanted word, her nearest word], for those that she does not have but comes near."""
    related = pair.features.words.related
    found = []
    for word in sorted(wanted):
        near = [(-weight, other) for other, weight in related.get(word, {}).items() if other in has]
        if near and min(near)[0] < 0:
            found.append([word, min(near)[1]])
    return found
