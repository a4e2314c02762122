"""A public form on its way: kept on the server page by page, found again by a cookie.

The cookie is named after the form and holds a token that means nothing by itself. Identity
numbers are not kept even here (R27).
"""

from datetime import datetime

from flask import current_app, request
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from matcher.domain import identity_numbers
from matcher.services import drafts
from web.plumbing.clock import now, today

Values = dict[str, list[str]]  # a field's name → what was handed in
Typed = dict[str, Values]  # a page → its fields
SECONDS = int(drafts.KEPT_FOR.total_seconds())
CSRF = "csrf_token"


def typed(rows: Session, form: str, *, centre: str) -> Typed:
    """What is kept of every page so far."""
    found = drafts.find(rows, _token(form), form, centre=centre, at=now())
    return dict(found.typed) if found else {}


def as_posted(kept: Typed, page: str) -> MultiDict[str, str] | None:
    """One page as it was handed in; None where nothing of it is kept."""
    pairs = [(name, value) for name, said in kept.get(page, {}).items() for value in said]
    return MultiDict(pairs) if pairs else None


def begun_at(rows: Session, form: str, *, centre: str) -> datetime | None:
    """When the first page was posted; None where nothing is kept."""
    found = drafts.find(rows, _token(form), form, centre=centre, at=now())
    return found.started_at if found else None


def keep(rows: Session, form: str, pages: Typed, *, centre: str) -> str:
    """Keep all pages; the token for `with_cookie`."""
    kept = {page: _harmless(values) for page, values in pages.items()}
    return drafts.keep(rows, _token(form), form, kept, centre=centre, at=now())


def discard(rows: Session, form: str, *, centre: str) -> None:
    """It has been sent: nothing is left."""
    drafts.discard(rows, _token(form), form, centre=centre, at=now())


def with_cookie(answer: Response, form: str, token: str) -> Response:
    """The answer with the cookie that finds the draft again."""
    answer.set_cookie(
        _cookie(form),
        token,
        max_age=SECONDS,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )
    return answer


def _harmless(values: Values) -> Values:
    """Every answer without the identity numbers in it; what was nothing but one is not kept."""
    return {name: _kept(said) for name, said in values.items() if name != CSRF}


def _kept(said: list[str]) -> list[str]:
    kept = [(text, identity_numbers.without(text, on=today())) for text in said]
    return [left for text, left in kept if left == text or left.strip()]


def _token(form: str) -> str:
    return request.cookies.get(_cookie(form), "")


def _cookie(form: str) -> str:
    """Named after the session's cookie, so that it too is `__Host-` where that can be kept."""
    prefix: str = current_app.config["SESSION_COOKIE_NAME"].removesuffix("session")
    return f"{prefix}draft-{form}"
