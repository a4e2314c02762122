"""Static files wear the fingerprint of their content, so that a browser may keep them a year."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, g, url_for

YEAR_SECONDS = 365 * 24 * 60 * 60


def init_app(app: Flask, *, lasting: bool) -> None:
    """`lasting` is false on a developer's machine, where a stylesheet changes under the page."""
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = YEAR_SECONDS if lasting else 0
    folder = Path(app.static_folder or "")

    @app.url_defaults
    def _versioned(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and "v" not in values:
            path = folder / values["filename"]
            values["v"] = _fingerprint(path, path.stat().st_mtime_ns if path.is_file() else 0)

    app.jinja_env.globals["icons_url"] = _icons_url


def _icons_url() -> str:
    """The sprite's address, made once a page and not for each of its icons."""
    if "icons_url" not in g:
        g.icons_url = url_for("static", filename="icons.svg")
    address: str = g.icons_url
    return address


@cache
def _fingerprint(path: Path, changed_ns: int) -> str:
    """Eight hex digits of the content; "0" for a file that is not there."""
    return sha256(path.read_bytes()).hexdigest()[:8] if changed_ns else "0"
