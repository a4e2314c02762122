"""Which language a page is in: the reader's choice here and now, the account's, else Swedish."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from urllib.parse import urlencode

from babel import Locale
from babel.support import NullTranslations
from flask import Flask, Response, current_app, g, request
from flask_babel import Babel, Domain, force_locale, get_babel, get_locale
from flask_login import current_user
from markupsafe import Markup

from matcher.languages import catalogue, offered

OFFERED = {"sv": "Svenska", "en": "English"}
FALLBACK = "sv"  # the source language of the catalogues
YEAR_SECONDS = 365 * 24 * 60 * 60


class MergedDomain(Domain):
    """Reads our parts (`config/translations/<language>/*.po`), merged and kept in memory."""

    def get_translations(self) -> NullTranslations:
        return _speaking(language())

    def gettext(self, string: str, **facts: Any) -> str:
        said = catalogue(language()).gettext(string)
        return said % facts if facts else said

    def ngettext(self, singular: str, plural: str, num: int, **facts: Any) -> str:
        said = catalogue(language()).ngettext(singular, plural, num)
        return said % {"num": num, **facts}


class HandslagBabel(Babel):
    domain_instance = MergedDomain()


def init_app(app: Flask, *, first: str) -> None:
    """`first` is the site's language until a visitor has chosen one."""
    HandslagBabel().init_app(
        app,
        default_locale=first if first in OFFERED else FALLBACK,
        default_timezone="Europe/Stockholm",
        locale_selector=_chosen,
    )
    # A page says some hundred sentences: Flask-Babel's way to each is thirty calls long.
    app.jinja_env.globals.update(_=_said, gettext=_said, ngettext=_counted)
    app.after_request(_remember)
    app.context_processor(lambda: {"language": language(), "language_links": links()})


def language() -> str:
    """`sv` or `en`; Swedish outside a request."""
    try:
        known: str | None = g.get("language")
    except RuntimeError:
        return FALLBACK
    if known is None:
        known = g.language = str(get_locale())
    return known


@contextmanager
def said_in(code: str) -> Iterator[str]:
    """Say what follows in another language than the page's: a letter is in its reader's (R89).
    Gives the language that is really spoken: Swedish, where that one has no catalogue yet.
    """
    was, spoken = language(), code if code in offered() else FALLBACK
    g.language = spoken
    try:
        with force_locale(spoken):
            yield spoken
    finally:
        g.language = was


def direction(code: str) -> str:
    """`rtl` for Arabic and its like, else `ltr`."""
    return Locale.parse(code).text_direction


def links() -> list[dict[str, str]]:
    """The other languages of this page, each with the address that changes to it."""
    # An address without a page keeps its path: its 404 may not differ from that of a page whose
    # row belongs to another centre.
    methods = request.url_rule.methods if request.url_rule else {"GET"}
    here = "GET" in (methods or ())
    path, kept = (request.path, request.args.to_dict()) if here else ("/", {})
    return [
        {"code": code, "words": words, "href": f"{path}?{urlencode(kept | {'lang': code})}"}
        for code, words in OFFERED.items()
        if code != language()
    ]


def _chosen() -> str:
    wishes = (request.args.get("lang"), request.cookies.get(_cookie()), _of_account())
    fallback: str = get_babel().default_locale
    return next((wish for wish in wishes if wish in OFFERED), fallback)


def _of_account() -> str | None:
    return getattr(current_user, "language", None)


def _cookie() -> str:
    """Named after the session cookie, so that it too is `__Host-` where that can be kept."""
    prefix: str = current_app.config["SESSION_COOKIE_NAME"].removesuffix("session")
    return f"{prefix}language"


def _remember(response: Response) -> Response:
    wish = request.args.get("lang")
    if wish in OFFERED:
        response.set_cookie(
            _cookie(),
            wish,
            max_age=YEAR_SECONDS,
            secure=current_app.config["SESSION_COOKIE_SECURE"],
            httponly=True,
            samesite="Lax",
        )
    return response


def _said(sentence: str, /, **facts: Any) -> Markup:
    """`{{ _("…") }}`: our own sentence is markup, each fact in it is escaped."""
    said = Markup(catalogue(language()).gettext(sentence))  # noqa: S704 - from our files
    return said % facts if facts or "%" in said else said


def _counted(one: str, many: str, num: int, /, **facts: Any) -> Markup:
    said = catalogue(language()).ngettext(one, many, num)
    return Markup(said) % {"num": num, **facts}  # noqa: S704 - from our files


@cache
def _speaking(code: str) -> NullTranslations:
    """The catalogue behind the u-names that Flask-Babel's own functions still use."""
    named = NullTranslations()
    named.add_fallback(catalogue(code))
    return named
