"""A volunteer's answer to a card, the same by the link in her letter and on her own page."""

from collections.abc import Callable

from flask import flash, request
from flask_babel import gettext as _

from matcher import phrases
from matcher.domain.errors import NotNow
from web.plumbing.clock import now
from web.plumbing.database import transaction
from web.plumbing.languages import language

YES, MORE, NOT_NOW = "ja", "mer", "inte-nu"


def taken(answer: Callable[..., None], wants_more: Callable[..., None]) -> str | None:
    """What she pressed, when it is kept; None when nothing was chosen or it was refused, and the
    page says so. Both deeds take the session and facts by name. Raises Missing.
    """
    said = request.form.get("svar", "")
    if said not in (YES, MORE, NOT_NOW):
        flash(_("Välj ett av de tre svaren."), "late")
        return None
    try:
        with transaction() as session:
            if said == MORE:
                wants_more(session, at=now())
            else:
                answer(session, **_facts(said), at=now())
    except NotNow as refused:
        flash(phrases.refusal(refused, language()), "late")
        return None
    return said


def _facts(said: str) -> dict[str, bool | str]:
    return {
        "says_yes": said == YES,
        "shares_phone": "telefon" in request.form,
        "asked_about": request.form.get("om", ""),
    }
