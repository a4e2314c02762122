"""The first start of an installation: demonstration or empty, and the way in when it is empty.

Not begun, and nobody said "empty": the demonstration centre is filled. Begun, but nobody can
sign in: whoever sees the console may make the first manager, with a code that works once.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from matcher.services import tokens
from matcher.store import first_codes


def is_begun(session: Session) -> bool:
    """There is a centre, or somebody once chose to begin without one."""
    return first_codes.is_begun(session)


def needs_manager(session: Session) -> bool:
    """Nobody can sign in."""
    return not first_codes.somebody_can_sign_in(session)


def new_code(session: Session, *, at: datetime) -> str:
    """The code for making the first manager, told once; it replaces those that were not used."""
    code = tokens.fresh_code()
    first_codes.renew(session, tokens.kept(code), at=at)
    return code
