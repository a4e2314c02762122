"""What keeps robots out of the public forms, without asking a person to prove anything.

A hidden field that only a robot fills in, the time that a person needs at least, and how many come
from one address or to one centre.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from matcher.domain.errors import Fault, Invalid
from matcher.services.throttle import Limit, try_once


def refuse(
    session: Session,
    limits: Sequence[tuple[Limit, str]],
    *,
    least_seconds: int,
    begun_at: datetime,
    trap: str,
    at: datetime,
) -> None:
    """Raises Invalid with a fault under "form" for what looks like a robot's: the hidden field
    (`trap`) is filled, it took fewer seconds than a person needs, or one of the limits, each with
    whom it is about, is passed.
    """
    if trap:
        raise Invalid({"form": Fault("signup_trap_filled")})
    if at - begun_at < timedelta(seconds=least_seconds):
        raise Invalid({"form": Fault("signup_too_quick")})
    for limit, whom in limits:
        let_through(session, limit, whom, at=at)


def let_through(session: Session, limit: Limit, whom: str, *, at: datetime) -> None:
    """Count one more. Raises Invalid under "form" when there have been too many."""
    if try_once(session, [(limit, whom)], at=at):
        raise Invalid({"form": Fault("signup_too_many")})
