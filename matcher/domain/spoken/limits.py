"""Words that stand before a first day or time, "från", and before a last one, "till"."""

from matcher.domain.spoken.raw import by_opening

_BEGUN = (
    "tidigast", "start", "startar", "starta", "börjar", "börja", "början", "först", "uppstart",
)  # fmt: skip
_BEGUN_AT = ("i", "den", "från", "efter", "from", "fom", "tidigast", "först")
FROM = {"från", "from", "fom", "efter", *_BEGUN}
FROM_PHRASES = by_opening((
    ("från", "och", "med"), ("fr", ".", "o", ".", "m", "."), ("fr", "o", "m"),
    ("fr", ".", "o", ".", "m"), ("f", ".", "o", ".", "m", "."), ("med", "start", "från"),
    ("med", "start"), ("start", "från"), ("börjar", "från"), ("inte", "före"), ("ej", "före"),
    ("med", "början"), ("nästa", "gång"), ("första", "gången"), ("fram", "från"), ("från", "den"),
    ("inte", "förrän"), ("ej", "förrän"), ("inte", "förrän", "efter"), ("ej", "förrän", "efter"),
    ("kan", "inte", "förrän"), ("kan", "ej", "förrän"), ("kan", "inte", "före"),
    ("inte", "före", "den"), ("med", "start", "i"), ("med", "början", "i"),
    *((begun, at) for begun in _BEGUN for at in _BEGUN_AT if begun != at),
))  # fmt: skip
LUNCH = by_opening((  # after it, and before it
    ("efter", "lunch"), ("efter", "lunchen"), ("e", ".", "lunch"), ("e", "lunch"),
    ("före", "lunch"), ("före", "lunchen"), ("innan", "lunch"), ("innan", "lunchen"),
    ("f", ".", "lunch"), ("f", "lunch"),
))  # fmt: skip
TO = {"till", "tom", "tills", "före", "innan", "senast"}
TO_PHRASES = by_opening((
    ("till", "och", "med"), ("t", ".", "o", ".", "m", "."), ("t", ".", "o", ".", "m"),
    ("t", "o", "m"), ("slutar",), ("sluta",), ("slutar", "den"), ("slutar", "i"),
    ("fram", "till"), ("inte", "efter"), ("ej", "efter"), ("fram", "tills"),
))  # fmt: skip
BEFORE = {"före", "innan"}  # with a date: not on the day itself
