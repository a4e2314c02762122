"""English is complete: every Swedish sentence in code and templates has its English one."""

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.extract import extract
from jinja2 import TemplateError

from matcher import languages

PROJECT = Path(__file__).parents[2]
KEYWORDS = {
    "_": None,
    "N_": None,
    "gettext": None,
    "lazy_gettext": None,
    "_l": None,
    "say": None,
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "lazy_pgettext": ((1, "c"), 2),
}
READERS = {".py": "python", ".html": "jinja2", ".txt": "jinja2"}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


@cache
def sentences() -> dict[tuple[str | None, str], list[str]]:
    """(context, msgid) → the places that say it, as file:line."""
    said: dict[tuple[str | None, str], list[str]] = {}
    for path in sorted([*PROJECT.glob("matcher/**/*"), *PROJECT.glob("web/**/*")]):
        if path.suffix not in READERS or "static" in path.parts:
            continue
        place = path.relative_to(PROJECT).as_posix()
        for line, message, _, context in _extracted(path, place):
            msgid = message if isinstance(message, str) else message[0]
            said.setdefault((context, msgid), []).append(f"{place}:{line}")
    return said


def _extracted(path: Path, place: str) -> list:
    options = {"silent": "false", "encoding": "utf-8", "trimmed": "true"}
    with path.open("rb") as opened:
        try:
            return list(extract(READERS[path.suffix], opened, KEYWORDS, options=options))
        except (SyntaxError, TemplateError) as error:
            raise AssertionError(f"{place} cannot be read: {error}") from error


def translated(language: str) -> dict[tuple[str | None, str], tuple[str, ...]]:
    """(context, msgid) → its forms in the other language."""
    parts = sorted((languages.FOLDER / language).glob("*.po"))
    return {
        (m.context, m.id if isinstance(m.id, str) else m.id[0]): (
            (m.string,) if isinstance(m.string, str) else tuple(m.string)
        )
        for m in languages.merge(language, parts)
        if m.id
    }


def test_there_is_something_to_translate():
    assert (None, "ska vara ett heltal") in sentences()


def test_every_sentence_has_its_english():
    english = translated("en")
    missing = [f"{where[0]} {key[1]!r}" for key, where in sentences().items() if key not in english]

    assert not missing, f"{len(missing)} sentences without English:\n" + "\n".join(missing)


@pytest.mark.parametrize("language", languages.offered()[1:])
def test_translation_has_the_same_placeholders(language):
    parts = sorted((languages.FOLDER / language).glob("*.po"))
    wrong = [
        f"{message.id!r} → {message.string!r}"
        for message in languages.merge(language, parts)
        if message.id and not _fills_the_same(message)
    ]

    assert wrong == []


def _fills_the_same(message) -> bool:
    """One of a kind may leave its number out ("en timme"), several may not."""
    if isinstance(message.id, str):
        return _places(message.id) == _places(message.string)
    one, many = (_places(sentence) for sentence in message.id)
    *few, last = (_places(form) for form in message.string)
    return last == many and all(form <= one | many for form in few)


def _places(sentence: str) -> set[str]:
    return set(PLACEHOLDER.findall(sentence))


def test_no_translation_is_left_of_what_is_no_longer_said():
    said = sentences()
    stale = [repr(msgid) for context, msgid in translated("en") if (context, msgid) not in said]

    assert stale == []
