"""The site's languages: Swedish is written in the code, the others lie in `config/translations`.

    config/translations/<language>/<part>.po ──read──▶ one Catalog ──in memory──▶ gettext

A part belongs to a room of the site or a module, so that two people seldom write in the same file.
There is no compiled file beside them that could be stale.
"""

import gettext
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

SOURCE = "sv"  # the language of every msgid
FOLDER = Path(__file__).resolve().parent.parent / "config" / "translations"

_Key = tuple[str | None, str]  # context, msgid (the singular where there is a plural)


def N_(sentence: str) -> str:  # noqa: N802 - the name that gettext's tools look for
    """Mark a Swedish sentence for the catalogue where it is written; it is translated when said."""
    return sentence


class Contradiction(Exception):
    """Two parts of one language translate the same sentence differently, or one cannot be read."""


def offered(folder: Path = FOLDER) -> tuple[str, ...]:
    """Languages a person can choose: Swedish first, then those that have a folder."""
    others = sorted(part.parent.name for part in folder.glob("*/*.po"))
    return (SOURCE, *dict.fromkeys(others))


@cache
def catalogue(language: str, folder: Path = FOLDER) -> gettext.NullTranslations:
    """All parts of `language` as one. Swedish, and a language without parts, answer the msgid.

    Raises `Contradiction` naming the files when two parts disagree.
    """
    merged = merge(language, sorted((folder / language).glob("*.po")))
    if not len(merged):
        return gettext.NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, merged)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def merge(language: str, parts: list[Path]) -> Catalog:
    """One catalogue of all `parts`; untranslated and fuzzy entries are left out."""
    merged = Catalog(locale=language)
    found_in: dict[_Key, Path] = {}
    for part in parts:
        for message in _translated(part, language):
            key = _key(message)
            if key in found_in and _other(merged, message).string != message.string:
                raise Contradiction(f"{key[1]!r}: {found_in[key].name} ≠ {part.name} ({language})")
            found_in[key] = part
            merged.add(message.id, message.string, context=message.context)
    return merged


def _translated(part: Path, language: str) -> list[Message]:
    try:
        with part.open("rb") as opened:
            read = read_po(opened, locale=language, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError) as error:
        raise Contradiction(f"{part.name} ({language}): {error}") from error
    return [m for m in read if m.id and not m.fuzzy and _is_whole(m)]


def _is_whole(message: Message) -> bool:
    forms = (message.string,) if isinstance(message.string, str) else message.string
    return forms is not None and all(forms)


def _key(message: Message) -> _Key:
    singular = message.id if isinstance(message.id, str) else message.id[0]
    return message.context, singular


def _other(merged: Catalog, message: Message) -> Message:
    found = merged.get(message.id, message.context)
    assert found is not None  # its key is in `found_in`
    return found
