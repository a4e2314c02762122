"""Two numbers that never mix: how well two suit each other, and whose turn it is (R42).

    fit        thousandths earned × weight, summed over the criteria: 0 … 100 000
    priority   class set by a person + waiting, of the need alone: 0 … 100 000
    value      what the assignment adds up: both, and being served at all, as the dial says

All are whole numbers: the same on every machine, in any order of rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from matcher.domain import promises
from matcher.domain.needs import NeedProfile
from matcher.engine.arrays import Ints, Numbers
from matcher.engine.blocks import Block
from matcher.engine.criteria import Criterion
from matcher.engine.features import Features
from matcher.engine.listing import Pairs
from matcher.engine.params import HUNDRED_POINTS, THOUSANDTHS, Params


@dataclass(frozen=True)
class Points:
    """Points in thousandths, one row a pair, one column a criterion."""

    earned_pc: Ints
    unknown_pc: Ints


def most_c(criteria: Sequence[Criterion], params: Params) -> Ints:
    """The most that each criterion can give, in thousandths; together at most 100 000."""
    weights = np.array([params.weights[criterion.id] for criterion in criteria], dtype=np.int64)
    return HUNDRED_POINTS * weights // weights.sum()


def score(criteria: Sequence[Criterion], pairs: Pairs, params: Params) -> Points:
    """The points of every pair, rounded down to whole thousandths."""
    most = most_c(criteria, params)
    shape = (len(pairs), len(criteria))
    earned_pc, unknown_pc = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    for c, criterion in enumerate(criteria):
        earned_pc[:, c] = criterion.earned(pairs) * most[c] // THOUSANDTHS
        unknown_pc[:, c] = criterion.unknown(pairs) * most[c] // THOUSANDTHS
    return Points(earned_pc, unknown_pc)


def fits(criteria: Sequence[Criterion], pairs: Pairs, params: Params) -> Numbers:
    """The sum of the points that every pair has earned, for pairs of which no more is asked."""
    plain_p = plain_fits(criteria, pairs, params) if pairs.plain_p is None else pairs.plain_p
    total_p = plain_p.copy()
    for criterion, most in zip(criteria, most_c(criteria, params).tolist(), strict=True):
        if most and not criterion.is_plain:
            total_p += criterion.earned(pairs) * most // THOUSANDTHS
    return total_p


def plain_fits(criteria: Sequence[Criterion], pairs: Pairs, params: Params) -> Numbers:
    """The points of the plain criteria alone, which no rule that is still to be asked changes."""
    total_p = np.zeros(len(pairs), dtype=np.int32)
    for criterion, most in zip(criteria, most_c(criteria, params).tolist(), strict=True):
        if criterion.is_plain and most:
            total_p += criterion.earned(pairs) * most // THOUSANDTHS
    return total_p


def greatest_fits(criteria: Sequence[Criterion], pairs: Pairs, params: Params) -> Numbers:
    """What no pair's fit exceeds: the plain points it has, and the most that others could add."""
    assert pairs.plain_p is not None
    total_p = pairs.plain_p.copy()
    for criterion, most in zip(criteria, most_c(criteria, params).tolist(), strict=True):
        if not criterion.is_plain:
            total_p += criterion.at_most(pairs) * most // THOUSANDTHS
    return total_p


def could_fit(criteria: Sequence[Criterion], block: Block, params: Params) -> Numbers:
    """The most that each of a block's volunteers may fit its one need, by few columns of hers: no
    less than she does.
    """
    total_v = np.ones(len(block.rows_v), dtype=np.float32)  # one beyond what rounding takes away
    for criterion, most in zip(criteria, most_c(criteria, params).tolist(), strict=True):
        if most:
            total_v += criterion.could_earn(block) * np.float32(most / THOUSANDTHS)
    return total_v.astype(np.int32)


def priority(need: NeedProfile, params: Params, *, on: date) -> int:
    """Class, and waiting that counts fast at first and then slower: thousandths, 0 … 100 000.

    w · d / (d + h) is concave in the days waited and half of w after h days: the fortieth week
    of waiting changes less than the fourth, and no wait outweighs everything else.
    """
    points = params.class_points.get(need.priority_class or 0, 0) * THOUSANDTHS
    days = waited_days(need, on=on)
    waiting = params.waiting_points * THOUSANDTHS * days // (days + params.waiting_halfway_days)
    return points + waiting


def waited_days(need: NeedProfile, *, on: date) -> int:
    """Whole days since the referral; 0 where the day is unknown or ahead."""
    return max(0, (on - need.waiting_since).days) if need.waiting_since else 0


def late_days(need: NeedProfile, params: Params, *, on: date) -> int:
    """Days past what the need's class has been promised, from the day that `domain.promises` calls
    it broken; 0 before it, or without a promise, and while a written reason holds. It moves
    nobody's turn: the wait counts as it does.
    """
    weeks = params.promise_weeks.get(need.priority_class or 0)
    is_broken = promises.is_broken(need.waiting_since, weeks, need.explained_until, on=on)
    return waited_days(need, on=on) - 7 * (weeks or 0) if is_broken else 0


def priorities(features: Features, params: Params) -> Ints:
    """`priority` of every need."""
    found = [priority(need, params, on=features.first_day) for need in features.needs]
    return np.array(found, dtype=np.int64)


def seat_values(features: Features, priority_n: Ints, params: Params) -> Ints:
    """What filling one seat of a need is worth beside fit, in thousandths × per cent of the dial.

    Each of s seats is worth 2 / (s + 1) of a single one: a task for twelve must not outbid twelve
    lonely people, and a second companion comes after somebody's first. (Normalising by need was
    the strongest lever for fairness under scarcity: needs served rose from 0.77 to 0.92 in our
    trials, for 3 % of fit.)
    """
    whole = params.dial.served * HUNDRED_POINTS + params.dial.waiting * priority_n
    return 2 * whole // (np.maximum(features.seats_n, 1) + 1)
