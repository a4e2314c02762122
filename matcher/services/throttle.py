"""How often something may be tried, counted in the database so that it holds over all workers.

Some tries are free; after that one waits, twice as long each time, up to a limit. A wait, not a
lock: a lock would let anybody shut a coordinator out by guessing at her address.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from matcher.store import accounts


@dataclass(frozen=True, slots=True)
class Limit:
    """`free` tries within `window`; then `first_wait`, doubling, at most `longest_wait`."""

    what: str
    free: int
    window: timedelta
    first_wait: timedelta = timedelta(seconds=30)
    longest_wait: timedelta = timedelta(minutes=15)


SIGN_IN_ACCOUNT = Limit("sign_in", free=5, window=timedelta(hours=1))
SIGN_IN_ADDRESS = Limit("sign_in_from", free=30, window=timedelta(hours=1))
RESET_ACCOUNT = Limit("reset", free=3, window=timedelta(days=1), first_wait=timedelta(days=1))
RESET_ADDRESS = Limit("reset_from", free=20, window=timedelta(hours=1))
FIRST_CODE = Limit("first_code", free=10, window=timedelta(hours=1))


def wait(session: Session, limit: Limit, whom: str, *, at: datetime) -> timedelta:
    """How long one must still wait before the next try; zero: go ahead."""
    tries = accounts.tries_since(session, _key(limit, whom), at - limit.window)
    over = len(tries) - limit.free
    if over < 0:
        return timedelta(0)
    # 2**20 half minutes is a year: the cap is reached long before the number grows.
    pause: timedelta = min(
        limit.first_wait * 2 ** min(over, 20), max(limit.longest_wait, limit.first_wait)
    )
    return max(tries[-1] + pause - at, timedelta(0))


def count(session: Session, limit: Limit, whom: str, *, at: datetime) -> None:
    """Remember a try. Whom it was is kept as a hash: the table is no list of addresses."""
    session.add(accounts.Try(key=_key(limit, whom), at=at))


def _key(limit: Limit, whom: str) -> str:
    return hashlib.sha256(f"{limit.what}\n{whom.casefold()}".encode()).hexdigest()
