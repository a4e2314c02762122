"""What a class of those who wait is promised, and when the promise is broken: said once, for the
engine, the lists and the pages.

A wait is told in whole weeks and so is the promise, so it is past when a whole week more has gone.
"""

from datetime import date

WRITTEN_AHEAD = 2  # weeks: two more runs are made; who sees that neither can help may say why now


def weeks_waited(since: date | None, *, on: date) -> int:
    """Whole weeks since the first enquiry; 0 where the day is unknown or ahead."""
    return max(0, (on - since).days // 7) if since else 0


def weeks_over(waited: int, promised: int | None) -> int:
    """Whole weeks past the promise; 0 within it, or where nothing is promised."""
    return max(0, waited - promised) if promised else 0


def is_explained(until: date | None, *, on: date) -> bool:
    """A written reason for the wait holds, which keeps the promise for so long."""
    return until is not None and on <= until


def is_broken(
    since: date | None, promised: int | None, explained_until: date | None, *, on: date
) -> bool:
    """She has waited past the promise, and nobody has written why."""
    over = weeks_over(weeks_waited(since, on=on), promised)
    return over > 0 and not is_explained(explained_until, on=on)


def is_near(waited: int, promised: int | None) -> bool:
    """It is past, or will be within `WRITTEN_AHEAD` weeks, so that a reason may be written."""
    return bool(promised) and weeks_over(waited + WRITTEN_AHEAD, promised) > 0
