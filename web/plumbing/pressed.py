"""The last press of a public form: from where, whether it was too quick for us before, and whether
it has been sent already.

All of it is noted in the visitor's own cookie. Who was too quick is told so once and believed at
the second press; who comes back to what is sent is told that it is sent, and sends nothing twice.
"""

from flask import request, session

from matcher.domain.errors import Invalid
from matcher.services import robots

TOLD = "told_too_quick"


def address() -> str:
    """Where the visitor comes from."""
    return request.remote_addr or "unknown"


def is_second() -> bool:
    """It was refused as too quick before."""
    return TOLD in session


def note(refused: Invalid) -> None:
    """Remember that it was refused as too quick, if it was."""
    if any(fault.code == robots.TOO_QUICK for fault in refused.faults.values()):
        session[TOLD] = True


def forget() -> None:
    """It went through: the next form is a first one."""
    session.pop(TOLD, None)
