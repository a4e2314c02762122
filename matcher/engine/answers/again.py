"""A large pool in which some are other than they were: most of what it holds is known already.

No rule looks at anybody but the two, and what a pair earns hangs on others only by how rare its
words are. So the pairs of those who are the same are held as they were, and of what was left out
is known how well it fits at the most. Looked for are the pairs of those who are other, and of
needs with a word that has become rarer or commoner.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from matcher.engine.arrays import Ints
from matcher.engine.assignment import Index
from matcher.engine.candidates import Book, Open
from matcher.engine.features import Features, Profile
from matcher.engine.finding import Found, Holder
from matcher.engine.holding import NONE_LEFT, Held, to_be_held
from matcher.engine.search import ANY, search

_OTHER = -1  # in place of a row; of a table it finds the last, which is put there for it


def known_from(week: Found) -> Holder:
    """How a pool is looked through whose people alone are other: by the same book, on one day."""
    return partial(_held_again, week)


def _held_again(week: Found, features: Features, book: Book, but_for: Ints) -> Held:
    was_v, was_n = _was_volunteer(week.features, features), _was_need(week, features)
    held = Held(_still_held(week, was_v, was_n), _left_out(week, was_n))
    other_v, other_n = was_v == _OTHER, was_n == _OTHER
    parts = [held.open]
    for needs, volunteers in ((other_n, np.ones_like(other_v)), (~other_n, other_v)):
        if needs.any() and volunteers.any():
            floor_n = np.where(held.left_out_n == NONE_LEFT, ANY, held.left_out_n)
            wanted = replace(to_be_held(len(needs), but_for), floor_n=floor_n.astype(np.int32))
            for best in search(features, book, wanted, needs, volunteers):
                np.maximum.at(held.left_out_n, best.rows_n, best.left_out_n)
                parts.append(best.pairs)
    return replace(held, open=Open.joined(parts))


def _was_volunteer(before: Features, after: Features) -> Ints:
    """The row that each had; none where anything of her is other, room and partner among it."""
    was_v = _was(before.row_of_volunteer, before.volunteers, after.volunteers)
    for was, now in zip(_rooms(before), _rooms(after), strict=True):
        was_v = np.where(np.append(was, 0)[was_v] == now, was_v, _OTHER)
    return was_v


def _rooms(features: Features) -> tuple[Ints, Ints, Ints]:
    couple_v = features.couple_v.astype(np.int64)
    return features.capacity_v, features.minutes_left_v, couple_v


def _was_need(week: Found, after: Features) -> Ints:
    """The row that each had; none where it is other, has had a lock, or a word as rare no more."""
    before = week.features
    was_n = _was(before.row_of_need, before.needs, after.needs)
    rarity, is_now = before.words.rarity, after.words.rarity
    moved = {word for word in is_now if is_now[word] != rarity.get(word)}
    is_moved_n = np.array([bool(moved & (n.interests | n.dislikes)) for n in after.needs], bool)
    had_lock_n = np.isin(was_n, week.open.n_p[week.locked_p])
    return np.where(is_moved_n | had_lock_n, _OTHER, was_n)


def _was(rows: dict[str, int], before: Sequence[Profile], after: Sequence[Profile]) -> Ints:
    found = ((rows.get(one.id, _OTHER), one) for one in after)
    return np.array([v if v >= 0 and before[v] == one else _OTHER for v, one in found], np.int64)


def _still_held(week: Found, was_v: Ints, was_n: Ints) -> Open:
    """The pairs of those who are the same, at the rows that they have now."""
    features = week.features
    now_v, now_n = _now(was_v, len(features.volunteers)), _now(was_n, len(features.needs))
    v_p, n_p = now_v[week.open.v_p], now_n[week.open.n_p]
    kept_p = (v_p != _OTHER) & (n_p != _OTHER)
    return Open(v_p, n_p, week.open.fit_p).only(kept_p)


def _now(was: Ints, before: int) -> Index:
    now: Index = np.full(before, _OTHER, dtype=np.int32)
    rows = np.flatnonzero(was != _OTHER)
    now[was[rows]] = rows
    return now


def _left_out(week: Found, was_n: Ints) -> Ints:
    """How well those fit at the most that were not held; of the others all are looked for."""
    return np.append(week.held.left_out_n, NONE_LEFT)[was_n]
