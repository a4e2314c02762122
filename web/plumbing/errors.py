"""A refusal becomes a page that says what happened and what to do.

The same page, to the byte, answers for what does not exist and for what another centre has (R1).
What went wrong inside is written to the log under a number; the page shows only the number.
"""

import logging
import secrets
from typing import Any

from flask import Flask, Response, g, make_response, render_template, request
from flask_babel import lazy_gettext as _l
from flask_login import AnonymousUserMixin
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from matcher import phrases
from matcher.domain.errors import (
    AlreadyDecided,
    Invalid,
    Missing,
    NotAllowed,
    NotNow,
    Refused,
    RuleBroken,
)
from web.plumbing.languages import language

LOG = logging.getLogger("web.errors")

WORDS: dict[int, tuple[Any, Any]] = {
    400: (_l("Vi förstod inte frågan"), _l("Gå tillbaka och försök igen.")),
    403: (
        _l("Det här får du inte öppna"),
        _l("Din roll räcker inte för sidan. Fråga den som är ansvarig för centralen."),
    ),
    404: (
        _l("Sidan finns inte"),
        _l("Adressen kan vara fel, eller så har det som fanns här tagits bort."),
    ),
    405: (_l("Så går det inte att göra"), _l("Gå tillbaka och använd knappen på sidan.")),
    409: (
        _l("Det gick inte att spara"),
        _l("Någon hann före, eller så har läget ändrats. Ladda sidan och se hur det är nu."),
    ),
    413: (
        _l("Filen är för stor"),
        _l("Dela listan i flera filer och försök igen. Ingenting är sparat."),
    ),
    422: (_l("Något behöver rättas"), _l("Gå tillbaka, rätta det och försök igen.")),
    429: (_l("För många försök"), _l("Vänta en stund och försök igen, eller ring oss.")),
    500: (
        _l("Något gick fel hos oss"),
        _l("Ingenting är sparat. Försök igen om en stund, eller ring oss."),
    ),
    503: (_l("Vi har stängt en stund"), _l("Försök igen om några minuter.")),
}
TOO_OLD = (
    _l("Sidan hade legat öppen för länge"),
    _l("Ingenting är sparat. Gå tillbaka, ladda om sidan och gör det en gång till."),
)
NOTHING_SAVED = _l("Ingenting är sparat.")
RULE_FORBIDS = _l("Det går inte, av säkerhetsskäl")


def init_app(app: Flask) -> None:
    app.register_error_handler(Missing, lambda _error: _page(404))
    app.register_error_handler(NotAllowed, lambda _error: _page(403))
    app.register_error_handler(Invalid, _invalid)
    app.register_error_handler(RuleBroken, _rule_broken)
    app.register_error_handler(NotNow, _not_now)
    for first in (AlreadyDecided, Refused):
        app.register_error_handler(first, lambda _error: _page(409))
    app.register_error_handler(CSRFError, lambda _error: _page(400, TOO_OLD))
    app.register_error_handler(SecurityError, _foreign_host)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _ours)


def _invalid(error: Invalid) -> Response:
    return _page(422, says=[phrases.fault(fault, language()) for fault in error.faults.values()])


def _rule_broken(error: RuleBroken) -> Response:
    says = [phrases.rule(rule, language()) for rule in error.rules]
    return _page(409, (RULE_FORBIDS, NOTHING_SAVED), says=says)


def _not_now(error: NotNow) -> Response:
    return _page(409, (WORDS[409][0], NOTHING_SAVED), says=[phrases.refusal(error, language())])


def _foreign_host(_error: SecurityError) -> Response:
    """Asked for under a name that is not ours: no page, for its links would carry that name."""
    answer = make_response(str(WORDS[400][0]), 400)
    answer.mimetype = "text/plain"
    return answer


def _http(error: HTTPException) -> Any:
    if error.code is None or error.code < 400:
        return error  # a redirect is no error
    answer = _page(error.code if error.code in WORDS else 400, status=error.code)
    for name, value in error.get_headers():
        if name in ("Retry-After", "Allow"):
            answer.headers[name] = value
    return answer


def _ours(error: Exception) -> Response:
    """Something we did not foresee. The log gets everything but persons, the page a number."""
    reference = secrets.token_hex(4).upper()
    LOG.error("reference %s at %s", reference, request.endpoint, exc_info=error)
    # Where it could not be read who this is, the page asks the rows nothing more.
    g.setdefault("_login_user", AnonymousUserMixin())
    return _page(500, reference=reference)


def _page(code: int, words: Any = None, *, status: int | None = None, **facts: Any) -> Response:
    """The page, or for htmx only the box, shown where the page keeps its messages."""
    title, advice = words or WORDS[code]
    is_part = "HX-Request" in request.headers
    template = "errors/part.html" if is_part else "errors/page.html"
    answer = make_response(render_template(template, title=title, advice=advice, **facts))
    answer.status_code = status or code
    if is_part:
        answer.headers["HX-Retarget"] = "#besked"
        answer.headers["HX-Reswap"] = "innerHTML"
    return answer
