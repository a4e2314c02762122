"""Lines for whoever runs the site: ids only.

Nobody means to log a name or a number, but a library's message or a traceback can carry one. The
filter below strikes out what looks like an address, a telephone or identity number, or a token,
in the finished line, so that nothing has to be remembered where the line is written.
"""

import json
import logging
import re
import sys
from datetime import UTC, datetime

from flask import Flask, Response, g, request
from flask_login import current_user

# A telephone number, with spaces and dashes or without. A date looks like one, and may stay.
TELEPHONE = r"(?<![\w.-])(?!\d{4}-\d\d-\d\d(?!\d))(?:\+|00)?\d(?:[ -]?\d){7,13}(?![\w-])"
# Ten or twelve digits, dash or plus before the last four: a personal identity number.
IDENTITY_NUMBER = r"(?<!\d)(?:\d{2})?\d{6}[-+ ]?\d{4}(?!\d)"
# Long and random: links that reset a password, session cookies, calendar addresses.
TOKEN = r"(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{32,}(?![\w-])"  # noqa: S105 - a pattern
ADDRESS = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
STRUCK_OUT = (
    (re.compile(ADDRESS), "[e-mail]"),
    (re.compile(IDENTITY_NUMBER), "[number]"),
    (re.compile(TELEPHONE), "[number]"),
    (re.compile(TOKEN), "[token]"),
)


class Redacted(logging.Formatter):
    """One line of text, with its traceback, struck out where it could point to a person."""

    def __init__(self) -> None:
        super().__init__("%(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        return f"{self.formatTime(record)} {redact(super().format(record))}"


class RedactedJson(Redacted):
    """The same as one JSON object a line, for a collector of logs."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "from": record.name,
            "says": redact(record.getMessage()),
        }
        line.update(getattr(record, "facts", {}))
        if record.exc_info:
            line["trace"] = redact(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


def redact(text: str) -> str:
    """`text` without e-mail addresses, telephone and identity numbers, and long tokens."""
    for pattern, instead in STRUCK_OUT:
        text = pattern.sub(instead, text)
    return text


def init_app(app: Flask, *, as_json: bool) -> None:
    write_to_stderr(app, as_json=as_json)
    app.after_request(_told)


def write_to_stderr(app: Flask, *, as_json: bool) -> None:
    """Write every logger's lines, ours and the libraries', through the filter to stderr."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(RedactedJson() if as_json else Redacted())
    for name in ("web", "matcher"):
        ours = logging.getLogger(name)
        ours.handlers, ours.propagate = [handler], False
        ours.setLevel(logging.INFO)
    app.logger.handlers, app.logger.propagate = [handler], False


def _told(response: Response) -> Response:
    """One line a request: the endpoint, not the address, whose query may hold what was sought."""
    if request.endpoint != "static":
        facts = {
            "endpoint": request.endpoint,
            "method": request.method,
            "status": response.status_code,
            "account": getattr(current_user, "account", None) if "_login_user" in g else None,
        }
        words = " ".join(f"{name}={value}" for name, value in facts.items() if value is not None)
        logging.getLogger("web.requests").info(words, extra={"facts": facts})
    return response
