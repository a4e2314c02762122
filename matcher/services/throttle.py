"""How often something may be tried, counted in the database so that it holds over all workers.

Some tries are free; after that one waits, twice as long each time, up to a limit. A wait, not a
lock: a lock would let anybody shut a coordinator out by guessing at her address.
"""

import hashlib
from collections.abc import Sequence
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


Tried = Sequence[tuple[Limit, str]]  # each limit with whom it counts


def try_once(session: Session, tried: Tried, *, at: datetime) -> timedelta:
    """How long one must still wait; zero: go ahead, and the try is counted already.

    Counting comes before trying, under a lock: of forty at once no more get through than of
    forty in a row. The door commits it before the work begins; what was no guess after all is
    taken back (`take_back`).
    """
    accounts.hold_tries(session, [_key(limit, whom) for limit, whom in tried])
    wait = max(_wait(session, limit, whom, at=at) for limit, whom in tried)
    if not wait:
        session.add_all(accounts.Try(key=_key(limit, whom), at=at) for limit, whom in tried)
        session.flush()
    return wait


def take_back(session: Session, tried: Tried, *, at: datetime) -> None:
    """It was right: the try of that moment does not count."""
    for limit, whom in tried:
        accounts.take_back_try(session, _key(limit, whom), at=at)


def _wait(session: Session, limit: Limit, whom: str, *, at: datetime) -> timedelta:
    tries = accounts.tries_since(session, _key(limit, whom), at - limit.window)
    over = len(tries) - limit.free
    if over < 0:
        return timedelta(0)
    # 2**20 half minutes is a year: the cap is reached long before the number grows.
    pause: timedelta = min(
        limit.first_wait * 2 ** min(over, 20), max(limit.longest_wait, limit.first_wait)
    )
    return max(tries[-1] + pause - at, timedelta(0))


def _key(limit: Limit, whom: str) -> str:
    """Whom it was is kept as a hash: the table is no list of addresses."""
    return hashlib.sha256(f"{limit.what}\n{whom.casefold()}".encode()).hexdigest()
