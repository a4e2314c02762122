"""Finding people by what somebody remembers of their names: dots and accents are forgiven (R91).

"ake" finds Åke and "ostberg" finds Östberg; what was written exactly comes first, then what
begins so, then the rest in Swedish order. Part of a telephone number finds its owner too.
"""

import re
import unicodedata
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from matcher.store.sessions import sv_order

# Letters of Nordic and neighbouring names beside what a Swedish keyboard has without thinking.
_PLAINER = {
    "a": "åäàáâãæ",
    "o": "öòóôõø",
    "e": "éèêë",
    "u": "üùúû",
    "i": "íìîï",
    "n": "ñń",
    "c": "çčć",
    "s": "šś",
    "z": "žźż",
    "l": "ł",
    "d": "đð",
}
_DOTTED = "".join(_PLAINER.values())
_PLAIN = "".join(bare * len(dotted) for bare, dotted in _PLAINER.items())
_FOLD = str.maketrans(_DOTTED, _PLAIN)
LEAST_DIGITS = 3  # below this a number finds half the register


def plain(text: str) -> str:
    """`text` in lower case, without dots and accents, with single spaces."""
    return " ".join(_composed(text).translate(_FOLD).split())


def found_by(
    search: str, first_name: Any, surname: Any, phone: Any, session: Session
) -> ColumnElement[bool]:
    """The condition that a row is what was searched for, by name or by telephone number."""
    digits = re.sub(r"\D", "", search)
    if len(digits) >= LEAST_DIGITS and not re.search(r"[^\W\d_]", search):
        national = digits.removeprefix("00").removeprefix("46").removeprefix("0")
        return sa.and_(phone.is_not(None), phone.contains(national, autoescape=True))
    name = _folded(_named(first_name, surname), session)
    return sa.and_(
        sa.true(), *(name.contains(part, autoescape=True) for part in plain(search).split())
    )


def nearest_first(
    search: str, first_name: Any, surname: Any, session: Session
) -> list[ColumnElement[Any]]:
    """Order: as written, beginning as written, forgiving the dots; each in Swedish order."""
    alphabet: list[ColumnElement[Any]] = [
        sv_order(first_name, session),
        sv_order(surname, session),
    ]
    if not search.strip():
        return alphabet
    written = _composed(search).strip()
    names = [
        _lowered(column, session) for column in (first_name, surname, _named(first_name, surname))
    ]
    nearness = sa.case(
        (sa.or_(*(name == written for name in names)), 0),
        (sa.or_(*(name.startswith(written, autoescape=True) for name in names)), 1),
        else_=2,
    )
    return [nearness, *alphabet]


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _named(first_name: Any, surname: Any) -> Any:
    return first_name + " " + surname


def _lowered(column: Any, session: Session) -> ColumnElement[str]:
    """In lower case, å, ä and ö too: PostgreSQL asks the collation, SQLite has our function."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    return sa.func.lower(column if is_sqlite else sv_order(column, session))


def _folded(column: Any, session: Session) -> ColumnElement[str]:
    """The column as `plain` would write it."""
    return sa.func.translate(_lowered(column, session), _DOTTED, _PLAIN)
