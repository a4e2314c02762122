"""What keeps robots out of the public forms, without asking a person to prove anything.

A hidden field that only a robot fills in, the time that a person needs at least, and how many come
from one address or to one centre. Who was too quick is told so once, and believed at the second
press: a home carer with two minutes is quick too.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from matcher.domain.errors import Fault, Invalid
from matcher.services.throttle import Limit, try_once

TOO_QUICK = "signup_too_quick"


def refuse(
    session: Session,
    limits: Sequence[tuple[Limit, str]],
    *,
    least_seconds: int,
    begun_at: datetime,
    trap: str,
    is_second: bool = False,
    at: datetime,
) -> None:
    """Raises Invalid with a fault under "form" for what looks like a robot's: the hidden field
    (`trap`) is filled, it took fewer seconds than a person needs and that has not been said before
    (`is_second`), or one of the limits, each with whom it is about, is passed.
    """
    if trap:
        raise Invalid({"form": Fault("signup_trap_filled")})
    if not is_second and at - begun_at < timedelta(seconds=least_seconds):
        raise Invalid({"form": Fault(TOO_QUICK)})
    for limit, whom in limits:
        let_through(session, limit, whom, at=at)


def let_through(session: Session, limit: Limit, whom: str, *, at: datetime) -> None:
    """Count one more. Raises Invalid under "form" when there have been too many."""
    if try_once(session, [(limit, whom)], at=at):
        raise Invalid({"form": Fault("signup_too_many")})
