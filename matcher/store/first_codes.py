"""What an installation without people knows of itself: is it begun, and by which code."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from matcher.store.accounts import Account, FirstCode
from matcher.store.centres import Centre


def is_begun(session: Session) -> bool:
    """Somebody has chosen: there is a centre, or there was a code for making the first one."""
    chosen = sa.or_(
        sa.exists(sa.select(Centre.id)),
        sa.exists(sa.select(FirstCode.code_hash)),
    )
    return bool(session.scalar(sa.select(chosen)))


def somebody_can_sign_in(session: Session) -> bool:
    """There is an open account, in any centre."""
    return bool(session.scalar(sa.select(sa.exists().where(Account.closed_at.is_(None)))))


def renew(session: Session, code_hash: str, *, at: datetime) -> None:
    """From now on this code opens, and no earlier one that nobody has used."""
    session.execute(sa.delete(FirstCode).where(FirstCode.used_at.is_(None)))
    session.add(FirstCode(code_hash=code_hash, made_at=at))
