"""Which column of a list tells what: proposed here, confirmed by a person (R92's spirit).

A mapping that a centre has confirmed is found again by the fingerprint of the headers, whatever
their order. A hidden column is proposed by its header as any other, after those that are seen, and
the page says that it is hidden; by what stands in it alone nothing is proposed.
"""

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache

from rapidfuzz import fuzz

from matcher.domain.spelling import folded
from matcher.domain.spoken_times import Unsure, understand
from matcher.sheets import cells, fields
from matcher.sheets.fields import AVAILABILITY, GENDER_WISH, ListField, ListKind
from matcher.sheets.tables import NOTES, Column

NEAR = 86  # of 100, rapidfuzz ratio: one letter wrong in seven
_PARTS = re.compile(r"[/(),+&]|\boch\b")  # "Tel. (mobil / hem)" is its first thing the surest
PART = 82  # a header whose words all stand in ours, or ours in it: "Telefon (mobil)"
SHORTEST_BEGINNING = 3  # letters before its full stop
DOUBT = 5  # of 100: a field so much less like the header is not what it means
SHORTEST_NEAR = 5  # letters; shorter words are read only as they are
LONGEST_HEADER = 60
SAME_LIST = 2 / 3  # of the columns that were confirmed: one may have gone
LEAST_ALIKE = 3  # headers in common; "Namn" and "Telefon" are every list's
_ADDRESS = frozenset({"adress", "bostadsadress"})
# Somebody else's: what stands below such a header is never how she herself is reached.
_ANOTHERS = re.compile(
    r"\b(?:anh|anhorig\w*|narstaende\w*|dotter\w*|son|sons|make\w*|maka\w*|slakting\w*|god ?man\w*"
    r"|forvaltare\w*|kontaktperson\w*|hemtjanst\w*|malsman\w*|vardnadshavare\w*|foralder\w*"
    r"|foraldra\w*|nodkontakt|ice|relative\w*|next of kin|guardian\w*)\b"
)
_ONES_OWN = frozenset({"name", "first_name", "surname", "phone", "email", "contact"})
# A yes to something else than to being on the list.
OTHER_YES = re.compile(
    r"\b(?:foto|bild|film|nyhetsbrev|utskick|media|photo|kanslig|hals|allergi)\w*"
)
_OF_A_WISH = re.compile(r"\b(?:onsk|helst|vill|traffa)")  # of whom she would meet, and not her own
_GENDER = frozenset({"gender"})
_BY_WHOM = re.compile(r"\b(?:av|hos|vem|by)\b")  # "Anmäld av" is nobody's waiting since
_SINCE = frozenset({"waiting_since"})
_YESES = frozenset({"own_yes", "consent_on"})
_KNOWS = frozenset({"skills"})
_WOULD = re.compile(r"\b(?:vill|gor|gora)\b")  # "Kan / vill göra": what she would do, not only can
_WHOSE = frozenset({"var", "hos", "stalle", "vem", "where"})
_NOTED = {kind: "about" if kind is ListKind.NEEDS else "mixed" for kind in ListKind}
ANY_DAY = date(2026, 1, 5)  # weekdays and hours mean the same whenever they are read


def propose(columns: Sequence[Column], kind: ListKind) -> dict[int, str]:
    """Column → field, the surest first, each field once unless it may take several columns."""
    likely = sorted(
        (-score, column.is_hidden, column.at, name)
        for column in columns
        for name, score in _likely(column.title, kind)
    )
    known = fields.of(kind)
    found: dict[int, str] = {}
    for _, _, at, name in likely:
        if at not in found and (known[name].several or name not in found.values()):
            found[at] = name
    _leave_streets(columns, found, kind)
    _tell_whose(columns, found, kind)
    times = [c.at for c in columns if c.at not in found and not c.is_hidden and times_in(c.title)]
    found |= dict.fromkeys(times, AVAILABILITY)
    if kind is ListKind.NEEDS or GENDER_WISH in found.values():
        return found
    free = (c for c in columns if c.at not in found and not c.is_hidden)
    return found | dict.fromkeys([c.at for c in free if cells.wish_in(c.title)][:1], GENDER_WISH)


def _leave_streets(columns: Sequence[Column], found: dict[int, str], kind: ListKind) -> None:
    """Of a volunteer's address only the postcode and the town are kept. Where the postcode has a
    column of its own nothing but the street is left in it.
    """
    if kind is not ListKind.VOLUNTEERS or "postcode" not in found.values():
        return
    for column in columns:
        if found.get(column.at) == "town" and folded(column.title) in _ADDRESS:
            del found[column.at]


def _tell_whose(columns: Sequence[Column], found: dict[int, str], kind: ListKind) -> None:
    """Var, of a list of needs that names its organisations nowhere else: theirs, not a town."""
    if kind is not ListKind.NEEDS or "organisation" in found.values():
        return
    for column in columns:
        if found.get(column.at) in ("town", None) and folded(column.title) in _WHOSE:
            found[column.at] = "organisation"
            left = [c for c in columns if c.at not in found and not c.is_hidden]
            towns = [c.at for c in left if likeness(c.title, fields.of(kind)["town"]) >= NEAR]
            if "town" not in found.values():
                found.update(dict.fromkeys(towns[:1], "town"))
            return


def _likely(title: str, kind: ListKind) -> list[tuple[str, float]]:
    """The fields a header may mean, with how surely; none much less sure than the best. Where
    the best is taken by another column, the header is left rather than read as what it is not.
    """
    known = fields.of(kind)
    own = _ONES_OWN if is_of_another(title, kind) else frozenset()
    own |= _GENDER if _OF_A_WISH.search(folded(title)) else frozenset()
    own |= _SINCE if _BY_WHOM.search(folded(title)) else frozenset()
    own |= _YESES if OTHER_YES.search(folded(title)) else frozenset()
    own |= _KNOWS if _WOULD.search(folded(title)) else frozenset()
    scores = [(name, likeness(title, field)) for name, field in known.items() if name not in own]
    if "contact" in known and not own and _tells_both(title, known):
        return [("contact", 100)]
    best = max(score for _, score in scores)
    return [(name, score) for name, score in scores if score >= max(PART, best - DOUBT)]


def is_of_another(title: str, kind: ListKind) -> bool:
    """Whether a column of people is about somebody near to them: "Anhörig / kontakt"."""
    return kind is not ListKind.NEEDS and bool(_ANOTHERS.search(folded(title)))


def _tells_both(title: str, known: Mapping[str, ListField]) -> bool:
    """A header of two parts, "Tel. / e-post": the telephone is one of them, e-mail the other."""
    parts = [part.strip(". ") for part in _told(title)[1]]
    return all(set(parts) & set(_folded(known[name].words)) for name in ("phone", "email"))


def times_in(title: str) -> str:
    """The times that a header itself names, as written: "vardagar" of "Kan: vardagar", or "fm" of
    no day, where the cells below have a tick or the hours. Empty where it names none.
    """
    told = title.rpartition(":")[2].strip()
    found = understand(told, on=ANY_DAY) if told else None
    if found is None or found.unknown:
        return ""
    asked = {question.about for question in found.questions}
    return told if found.availability.habit or asked == {Unsure.DAYS} else ""


def remembered(
    columns: Sequence[Column], told: Mapping[str, str], kind: ListKind
) -> dict[int, str]:
    """Column → field as it was confirmed once for these headers; `told` is by folded header. Notes
    on cells are read whether or not the list had some then.
    """
    noted = {folded(NOTES): _NOTED[kind]} | dict(told)
    return {c.at: noted[folded(c.title)] for c in columns if noted.get(folded(c.title))}


def alike(
    titles: Collection[str], shapes: Mapping[str, Mapping[str, str]]
) -> Mapping[str, str] | None:
    """Of the lists that were confirmed, fingerprint → folded header → field, the one whose headers
    are most like these, the later of two: a column has come since, or gone. None where none is.
    """
    here = {folded(title) for title in titles if title}
    shared = [(len(here & told.keys()), told) for told in shapes.values()]
    near = [(n, told) for n, told in shared if n >= max(LEAST_ALIKE, SAME_LIST * len(told))]
    return max(reversed(near), key=lambda one: one[0], default=(0, None))[1]


def with_remembered(
    proposed: Mapping[int, str], confirmed: Mapping[int, str], kind: ListKind
) -> dict[int, str]:
    """What is proposed, with what was confirmed before for the columns that were there: it goes
    before, and no second column is proposed for the same.
    """
    known = fields.of(kind)
    taken = {name for name in confirmed.values() if not known[name].several}
    return {at: name for at, name in proposed.items() if name not in taken} | dict(confirmed)


def to_remember(columns: Sequence[Column], mapping: Mapping[int, str]) -> dict[str, str]:
    """Folded header → field, for `remembered`."""
    return {folded(c.title): mapping[c.at] for c in columns if c.title and c.at in mapping}


def fingerprint(columns: Sequence[Column], kind: ListKind) -> str:
    """The same for the same headers in any order."""
    titles = sorted(folded(c.title) for c in columns if c.title and c.title != NOTES)
    return hashlib.sha256("\n".join([kind.value, *titles]).encode()).hexdigest()


def count_known(titles: Sequence[str], kind: ListKind) -> int:
    """How many of these titles we know, each field counted once: for finding the headers."""
    found = set()
    for title in titles[:100]:
        best = max(
            ((likeness(title, field), field.name) for field in fields.of(kind).values()),
            default=(0, ""),
        )
        if best[0] >= NEAR:
            found.add(best[1])
    return len(found)


def telephones(title: str) -> ListField | None:
    """The field of telephones, where a title is one of its words; else None."""
    phone = fields.of(ListKind.VOLUNTEERS)["phone"]
    return phone if likeness(title, phone) >= NEAR else None


def likeness(title: str, field: ListField) -> float:
    """0–100: how much a header reads like one of a field's words."""
    words = _folded(field.words)
    whole, parts = _told(title)
    if not whole:
        return 0
    likest = max(_like(whole, word, place) for place, word in enumerate(words))
    if shortened := _shortened(title):
        begun = [word for word in words if shortened.match(word)]
        is_whole = any(map(shortened.fullmatch, begun))
        likest = max(likest, PART + is_whole if begun else 0)
    named = [place for place, part in enumerate(parts) if part != whole and part in words]
    return max(likest, NEAR + 1 - named[0]) if named else likest


@lru_cache(maxsize=1024)
def _told(title: str) -> tuple[str, tuple[str, ...]]:
    """A header folded, and its parts; nothing of a text that is longer than headers are."""
    whole = folded(title) if len(title) <= 2 * LONGEST_HEADER else ""
    if not whole or len(whole) > LONGEST_HEADER:
        return "", ()
    return whole, tuple(folded(part) for part in _PARTS.split(title))


@lru_cache(maxsize=1024)
def _shortened(title: str) -> re.Pattern[str] | None:
    """The beginnings of words that stand in the first of a header, "Ref. tagna", with anything for
    their rest; None where that word is whole, or too short to be known by.
    """
    first = title.strip().partition(" ")[0].rstrip("?:")
    if "." not in first and "." in title:
        return _shortened_later(title)
    pieces = [folded(piece) for piece in first.split(".") if piece]
    is_short = "." in first and bool(pieces) and len(pieces[0]) >= SHORTEST_BEGINNING
    is_end_open = first.endswith(".")
    if not is_short:
        return None
    return re.compile(r"\w*".join(map(re.escape, pieces)) + (r"\w*" if is_end_open else r"\b"))


def _shortened_later(title: str) -> re.Pattern[str] | None:
    """The same of a word after the first, "Kön på vol.": all before it as it stands."""
    words = title.split()
    told = [(folded(word), word.endswith(".")) for word in words]
    if any(is_cut and len(word) < SHORTEST_BEGINNING for word, is_cut in told):
        return None
    return re.compile(r"\s".join(re.escape(word) + (r"\w*" if cut else "") for word, cut in told))


@cache
def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(folded(word) for word in words)


def _like(asked: str, word: str, place: int) -> float:
    """The first word of a field goes before its others where both say the same."""
    if asked == word:
        return 100 if place == 0 else 99
    if min(len(asked), len(word)) < SHORTEST_NEAR:
        return 0
    ratio = fuzz.ratio(asked, word)
    if ratio >= NEAR:
        return ratio - 2
    has_all = set(word.split()) <= set(asked.split())
    return PART + len(word) / 10 if has_all else 0
