"""A letter's words: from its kind, its language and its facts to subject, text and HTML."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jinja2

from matcher import languages

TEMPLATES = Path(__file__).parent / "templates"
LONGEST_SUBJECT = 200  # characters, as the column


@dataclass(frozen=True, slots=True)
class Words:
    """What a letter says."""

    subject: str
    text: str
    html: str


def worded(kind: str, language: str, facts: Mapping[str, object]) -> Words:
    """The letter in that language. Raises jinja2's UndefinedError for a fact it was not given."""
    room = _room(language)
    subject = room.get_template(f"{kind}/subject.txt").render(facts)
    return Words(
        # One line, whatever the facts hold: a header ends where a line does.
        subject=" ".join(subject.split())[:LONGEST_SUBJECT],
        text=room.get_template(f"{kind}/body.txt").render(facts).strip() + "\n",
        html=room.get_template(f"{kind}/body.html").render(facts),
    )


def kinds() -> list[str]:
    """Every kind of letter there is."""
    return sorted(path.name for path in TEMPLATES.iterdir() if path.is_dir())


@cache
def _room(language: str) -> jinja2.Environment:
    room = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=jinja2.select_autoescape(["html"], default=False),
        undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    catalogue = languages.catalogue(language)
    room.install_gettext_translations(catalogue, newstyle=True)  # type: ignore[attr-defined]
    room.globals["language"] = language
    return room
