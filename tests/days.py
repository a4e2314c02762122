"""The real days of an availability, as tests look at them and take them out."""

from dataclasses import replace

from matcher.domain.when.patterns import spans

DAY = (1 << 96) - 1


def hours_on(of, day):
    """The free spans of one day, in quarters since midnight."""
    return tuple(spans(of.mask(day, 1) & DAY))


def without_days(of, first, last):
    """The same, away from the first day to the last, both included."""
    return replace(of, away=(*of.away, (first, last)))
