"""Headers, cookies, hosts, sizes, and whether a change was asked for from our own pages."""

from urllib.parse import urlsplit

from flask import Flask, Response, abort, request
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from matcher.settings import LOOPBACK, Settings

MEGABYTE = 1024 * 1024
# A list of a few thousand people is below 2 MB; the rest is room for Excel's habits.
LARGEST_UPLOAD = 12 * MEGABYTE
HSTS_SECONDS = 2 * 365 * 24 * 60 * 60

# No inline script or style, nothing from elsewhere: a note that carries markup stays text.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",  # addresses carry ids, and tokens of reset links
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def init_app(app: Flask, settings: Settings) -> None:
    is_https = settings.is_secure
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SECRET_KEY_FALLBACKS=list(settings.secret_key_fallbacks),
        TRUSTED_HOSTS=_hosts(settings),
        MAX_CONTENT_LENGTH=LARGEST_UPLOAD,
        MAX_FORM_MEMORY_SIZE=MEGABYTE,
        MAX_FORM_PARTS=2000,
        # The prefix makes browsers refuse the cookie from another host or over plain http.
        SESSION_COOKIE_NAME="__Host-session" if is_https else "session",
        SESSION_COOKIE_SECURE=is_https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        # A form left open over lunch still works: the token lives as long as the session.
        WTF_CSRF_TIME_LIMIT=None,
        # With no-referrer there is no Referer to compare; `_refuse_foreign` takes its place.
        WTF_CSRF_SSL_STRICT=False,
    )
    if settings.proxy_hops:
        hops = settings.proxy_hops
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]
    app.before_request(_keep_small)
    app.before_request(_refuse_foreign)
    app.before_request(_refuse_nul)
    CSRFProtect(app)
    app.after_request(_harden)
    if is_https:
        app.after_request(_only_https)


def _hosts(settings: Settings) -> list[str]:
    """Names we answer to. Any other could put its own name into the links we make."""
    named = urlsplit(settings.public_url).hostname or ""
    return [named, *settings.trusted_hosts, *(LOOPBACK if named in LOOPBACK else ())]


def _keep_small() -> None:
    """Only a file may be large; MAX_FORM_MEMORY_SIZE does not reach forms sent without parts."""
    if request.mimetype != "multipart/form-data":
        request.max_content_length = MEGABYTE


def _refuse_nul() -> None:
    """No id, code or name holds a NUL; PostgreSQL would break on one where SQLite keeps it."""
    if "\0" in request.path:
        abort(404)
    if any("\0" in value for _, value in request.values.items(multi=True)):
        abort(400)


def _refuse_foreign() -> None:
    """A change must come from our own page, whatever token it carries.

    Under `no-referrer` browsers send `Origin: null` even from our own forms, so "null" is left
    to Sec-Fetch-Site, and where an old browser sends neither, to the token and SameSite.
    """
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    origin = request.headers.get("Origin", "null")
    is_foreign = origin != "null" and urlsplit(origin).netloc != request.host
    if is_foreign or request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site"):
        raise CSRFError("the change was asked for from another site")


def _harden(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint != "static" and "Cache-Control" not in response.headers:
        # Pages carry people: nothing is left in a shared computer's cache after signing out.
        response.headers["Cache-Control"] = "no-store"
    return response


def _only_https(response: Response) -> Response:
    response.headers["Strict-Transport-Security"] = f"max-age={HSTS_SECONDS}; includeSubDomains"
    return response
