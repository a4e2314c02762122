"""When, where and how soon: the frame of a meeting. A coordinator may override one (R33)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

import numpy as np

from matcher.domain.needs import NeedProfile
from matcher.domain.suggestions import RESTING, UNPLACED, Ask, Facts, Subject
from matcher.engine.arrays import Bits, Bools
from matcher.engine.blocks import Block
from matcher.engine.features import Features
from matcher.engine.features.counting import is_enough
from matcher.engine.features.forms import PHYSICAL
from matcher.engine.features.packed import Sides
from matcher.engine.features.times import WEEKS
from matcher.engine.listing import Pairs
from matcher.engine.rules.rule import (
    AloneRule,
    CloseUp,
    FactRule,
    FormRule,
    PairRule,
    Wish,
    ask_of_need,
)

SHORTEST_MINUTES = 30  # a visit shorter than that is none
FREQUENCIES = (1, 2, 4)  # weeks
EVERY_WEEK, EVERY_SECOND = 1, 2
NOT_BY_CHANCE = 3  # days: so many all in even weeks, or all in odd, are so because one of them is


class TimeWish(Wish):
    """There is a time in the week that they share, long and often enough (R39)."""

    id = "time"
    is_table = True

    def breaks(self, block: Block) -> Bools:
        """Both have told, and no regular time holds at the wished frequency."""
        return block.knows_times_vn & ~block.shared.often_enough_nv.T

    def facts(self, pair: CloseUp) -> Facts:
        """How long and how often was wished, and how far it reaches."""
        slots = pair.slots
        return {
            "minutes": pair.need.minutes,
            "longest_minutes": min(slots.longest_minutes, pair.need.minutes),
            "missing_minutes": max(0, pair.need.minutes - slots.longest_minutes),
            "every_weeks": pair.need.every_weeks,
            "met": slots.met,
            "of": slots.wished,
            "parity": parity(pair),
            "minutes_would_do": self._minutes_that_do(pair),
            "weeks_would_do": self._weeks_that_do(pair),
        }

    def asks(self, pair: CloseUp) -> Iterable[Ask]:
        """Times that nobody has told."""
        if not pair.need.availability.is_known:
            yield ask_of_need(pair.need, "availability")
        if not pair.volunteer.availability.is_known:
            yield Ask(Subject.VOLUNTEER, "availability")

    def _minutes_that_do(self, pair: CloseUp) -> int | None:
        """The longest visit that they have time for as often as is wished; only where a whole one
        never fits.
        """
        longest = pair.slots.longest_minutes
        if pair.slots.missing_minutes <= 0 or longest < SHORTEST_MINUTES:
            return None
        return longest if _holds(pair, replace(pair.need, minutes=longest)) else None

    def _weeks_that_do(self, pair: CloseUp) -> int | None:
        """The frequency next to the wished one at which whole visits hold."""
        if pair.slots.missing_minutes > 0:
            return None
        for weeks in FREQUENCIES:
            is_seldom = weeks > pair.need.every_weeks > 0
            if is_seldom and _holds(pair, replace(pair.need, every_weeks=weeks)):
                return weeks
        return None


def parity(pair: CloseUp) -> str | None:
    """Even or odd weeks, where all that they share are such: every second week is meant, or every
    week is and they can only in those.
    """
    every, dates = pair.need.every_weeks, pair.slots.dates
    if every != EVERY_SECOND and (every != EVERY_WEEK or len(dates) < NOT_BY_CHANCE):
        return None
    odd = {day.isocalendar().week % 2 for day in dates}
    return None if len(odd) != 1 else "odd" if odd == {1} else "even"


def _holds(pair: CloseUp, other: NeedProfile) -> bool:
    """Whether it would be enough, were that its length and frequency."""
    rhythm = pair.rhythm.of(other)
    slots = pair.slots_in(rhythm)
    return bool(is_enough(np.array(slots.met, dtype=np.uint8), slots.wished, rhythm.every_second))


class TravelWish(FormRule, Wish):
    """She gets there by her own means, within her own limit (R40)."""

    id = "way"

    def sets(self, features: Features) -> Iterable[int]:
        """Every form that somebody travels for."""
        return (PHYSICAL,)

    def closes(self, block: Block) -> Bits:
        """All of them, where it is surely too far."""
        return block.reach.too_far * np.uint8(PHYSICAL)

    def closes_of(self, pairs: Pairs) -> Bits:
        """The same, worked out for these pairs alone."""
        return pairs.reach.too_far * np.uint8(PHYSICAL)

    def facts(self, pair: CloseUp) -> Facts:
        """How far it is, and how far she goes."""
        way = pair.way
        return {
            "km": way.km if way else None,
            "uncertain_km": way.uncertain_km if way else None,
            "mode": way.mode if way else None,
            "minutes": way.minutes if way else None,
            **pair.features.ways.limits(pair.v),
        }

    def asks(self, pair: CloseUp) -> Iterable[Ask]:
        """A place or a limit that nobody has told; a way that may be too far."""
        ways = pair.features.ways
        if pair.form.is_remote:
            return
        for who in map(Subject, ways.missing(pair.v, pair.n)):
            one = pair.need if who is Subject.NEED else pair.volunteer
            if one.place is not None and one.place.label:
                yield Ask(who, UNPLACED)  # told, in words that stand on no map
            else:
                yield ask_of_need(pair.need, "place") if one is pair.need else Ask(who, "place")
        if untold := ways.untold(pair.v):
            yield Ask(Subject.VOLUNTEER, untold)
        if pair.distance and ways.may_be_too_far(pair.v, pair.distance):
            yield Ask(Subject.VOLUNTEER, "may_be_too_far", self.facts(pair))


class Resting(PairRule, Wish):
    """A coordinator has said "not now" of them: they may be suggested again the week after."""

    id = RESTING

    def parted(self, features: Features) -> Mapping[int, tuple[int, ...]]:
        """Those who rest this week."""
        return features.resting_n


class ShortNotice(FactRule, Wish):
    """What comes at short notice is offered to those who are on call (R30)."""

    id = "short_notice"

    def meeting(self, features: Features) -> Sides:
        """The need is at short notice and she is not on call."""
        people = features.people
        return Sides(~people.on_call_v[:, None], people.short_notice_n[:, None])


class Period(AloneRule, Wish):
    """The need is on within the weeks ahead, late enough for people to be asked (R28, R30)."""

    id = "period"

    def facts(self, pair: CloseUp) -> Facts:
        """The period's days, and the first on which it could be."""
        earliest = pair.features.earliest_n[pair.n]
        return {
            "from_on": _iso(pair.need.from_on),
            "until_on": _iso(pair.need.until_on),
            "earliest": _iso(max(earliest, pair.features.first_day)),
        }

    def alone(self, features: Features, subject: Subject) -> Bools | None:
        """A need outside its period, whoever the volunteer is."""
        return self._outside(features) if subject is Subject.NEED else None

    def _outside(self, features: Features) -> Bools:
        first, horizon = features.first_day, 7 * WEEKS
        found = [
            (need.until_on is not None and need.until_on < max(first, earliest))
            or (need.from_on is not None and (need.from_on - first).days >= horizon)
            for need, earliest in zip(features.needs, features.earliest_n, strict=True)
        ]
        return np.array(found, dtype=bool)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
