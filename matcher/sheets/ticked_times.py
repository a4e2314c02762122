"""Columns for parts of the day with ticks, and a column that says more: which goes with which.

fm x | kväll x | –                 fm, kväll            which days is asked
kväll x | mån, ons                 kväll, mån, ons      the evenings of these days
em x | ti o to 13–16               ti o to 13–16        it says more than the tick
fm x | ti o to 13–16               fm; ti o to 13–16    it says something else: both, and asked
"""

from collections.abc import Sequence

from matcher.domain.availability import Availability
from matcher.domain.spoken_times import names_hours, understand
from matcher.sheets.headers import ANY_DAY


def joined(ticked: Sequence[str], written: Sequence[str]) -> str:
    """One text of the ticked headers and of what is written in other columns."""
    told = ", ".join(written)
    if not (ticked and told) or not _says_hours(told):
        return ", ".join((*ticked, *written))
    own = understand(told, on=ANY_DAY).availability
    other = [tick for tick in ticked if not (_meant(tick) & own).mask(ANY_DAY)]
    return "; ".join(([", ".join(other)] if other else []) + [told])


def _says_hours(told: str) -> bool:
    """Whether a text names days with times of their own, and leaves nothing to ask."""
    found = understand(told, on=ANY_DAY)
    return found.is_clear and bool(found.availability.habit) and names_hours(told, on=ANY_DAY)


def _meant(tick: str) -> Availability:
    """The widest meaning of a header: on all days, where it names none."""
    found = understand(tick, on=ANY_DAY).availability
    return found if found.habit else understand(f"alla dagar {tick}", on=ANY_DAY).availability
