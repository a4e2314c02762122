"""A no in a column that nobody takes in, hidden or left: what nobody sees is not taken unasked, but
a no to being kept is heard wherever it stands (R19). Nothing else of such a column is read.
"""

import re
from collections.abc import Iterator, Mapping

from matcher.domain.spelling import folded
from matcher.sheets import headers, yeses
from matcher.sheets.fields import ListKind
from matcher.sheets.staged import StagedSheet

FIELDS = {ListKind.VOLUNTEERS: "own_yes", ListKind.WAITING: "consent_on"}
_OF_A_YES = re.compile(r"samtyck|medgiv|consent|gdpr|\bok att\b|\bspara\b", re.IGNORECASE)
_SPOKEN = ("1", "sant", "true", "✓", "✔", "godkänt", "godkänd", "klart")  # a tick, however made


def titles(sheet: StagedSheet, mapping: Mapping[str, str]) -> dict[str, str]:
    """Column → header, of the columns of yeses that are not taken in."""
    left = [column for column in sheet.columns if not mapping.get(str(column.at))]
    return {str(c.at): c.title for c in left if _OF_A_YES.search(c.title)}


def denied_in(texts: Mapping[str, str], unread: Mapping[str, str]) -> str:
    """The header of the first such column that says no; empty where none does."""
    return next((title for at, title in unread.items() if yeses.is_no(texts.get(at, ""))), "")


def heard(texts: Mapping[str, str], unread: Mapping[str, str], kind: ListKind) -> dict[str, str]:
    """The field of her yes with what such a column says of it, where that is a no or is unclear;
    none of what is about something else, as photographs.
    """
    name = FIELDS.get(kind)
    said = [texts[at] for at in _of_being_kept(unread) if texts.get(at)]
    denied = [text for text in said if yeses.is_no(text)]
    unclear = [text for text in said if _is_unclear(text)]
    found = [*denied, *unclear][:1]
    return {name: found[0]} if name and found else {}


def _of_being_kept(unread: Mapping[str, str]) -> Iterator[str]:
    yield from (at for at, title in unread.items() if not headers.OTHER_YES.search(folded(title)))


def _is_unclear(text: str) -> bool:
    is_yes = yeses.YES.match(text) or folded(text.strip()) in _SPOKEN or yeses.days(text)
    return yeses.is_doubted(text) or yeses.is_anothers(text) or not is_yes
