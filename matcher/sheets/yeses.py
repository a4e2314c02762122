"""A yes in one cell: "ja, 3/7 per telefon till Lena" is a day, a way and who heard it (R19)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from matcher.domain.consent import Channel

CHANNELS = {
    "personligen": Channel.IN_PERSON, "besök": Channel.IN_PERSON,
    "vid besök": Channel.IN_PERSON, "hembesök": Channel.IN_PERSON, "möte": Channel.IN_PERSON,
    "in person": Channel.IN_PERSON,
    "telefon": Channel.PHONE, "tel": Channel.PHONE, "tfn": Channel.PHONE,
    "per telefon": Channel.PHONE, "i telefon": Channel.PHONE, "samtal": Channel.PHONE,
    "på telefon": Channel.PHONE, "ringde": Channel.PHONE, "phone": Channel.PHONE,
    "per tel": Channel.PHONE, "per tfn": Channel.PHONE, "på tel": Channel.PHONE,
    "papper": Channel.PAPER,
    "skriftligt": Channel.PAPER, "blankett": Channel.PAPER, "brev": Channel.PAPER,
    "på papper": Channel.PAPER, "paper": Channel.PAPER, "webb": Channel.WEB, "web": Channel.WEB,
}  # fmt: skip
YES = re.compile(r"\s*(?:ja|yes|ok|x)\b", re.IGNORECASE)
NO = re.compile(r"\s*(?:nej|no|(?:krävs |behövs )?(?:inte|ej))\b", re.IGNORECASE)
_DENIES = re.compile(
    r"\b(?:nej|nek\w*|inte|återkall\w*|återta\w*|ångra\w*|avböj\w*|avsag\w*|vägra\w*|denied|refused"
    # Nor has she said yes who knows of nothing: "dottern ringde, Elsa vet inget än".
    r"|vet (?:inget|ingenting)|ovetande"
    r"|(?:ej|aldrig|inget) (?:än |ännu )?(?:(?:till)?frågad|(?:talat|pratat) med|vidtalad"
    r"|informerad))\b",
    re.IGNORECASE,
)
_DOUBTS = re.compile(
    r"\?|\b(?:ej|tvek\w*|osäker\w*|kanske|vänta\w*|ska|fråga\w*|bokad|bokat|återkommer)\b",
    re.IGNORECASE,
)
_NEAR = (
    r"dotter|dottern|son|sonen|barnen|syster|systern|bror|brodern|make|maken|maka|makan|man|mannen"
    r"|fru|frun|hustru|hustrun|anhöriga?|närstående|god man|förvaltare"
)
# Somebody else's yes, "dotter säger ja", is not her own: a sentence that begins with whose it is.
ANOTHERS = re.compile(
    rf"\s*(?:{_NEAR})\b[^.;\n]{{0,40}}\b(?:ja|ok|okej|godkän\w*|samtyck\w*|önskar|vill)\b",
    re.IGNORECASE,
)
# Her own yes after it: "dottern ringde, hon själv sagt ja 3/9". Asked about, and not kept out.
_OWN = re.compile(
    r"(?:[,;.]|\b(?:och|men|&))\s*(?:(?:hon|han|hen|mamman?|modern|pappan?|fadern)\s+)?"
    r"(?:(?:har|säger)\s+)?(?:också\s+)?själv\b[^.;\n]{0,30}\b(?:ja|ok|okej|godkän\w*|samtyck\w*)\b"
    r"|\beget\s+ja\b",
    re.IGNORECASE,
)
_DAYS = re.compile(
    r"(?<!\d)(?:20)?\d{6}(?!\d)|\d{4}-\d\d?-\d\d?|\d{1,2}\.\d{1,2}\.\d{4}"
    r"|\d{1,2}\s?/\s?\d{1,2}(?:\s?[-/ ]\d{4}|\s?[-/ ]\d\d)?(?!\d)"
    r"|(?<!\d)\d{1,2} (?:jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]{0,6}"
    r"(?:\s\d{4})?(?!\w)",
    re.IGNORECASE,
)
_WAY = re.compile(
    r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, CHANNELS), key=len, reverse=True)) + r")(?!\w)",
    re.IGNORECASE,
)
# Muntligt is by telephone as often as face to face: it says neither.
_JOINTS = re.compile(
    r"(?:[\s,;.:()/–]|(?<!\w)-|-(?!\w))+|(?<!\w)(?:till|av|hos|den|per|via|vid|hört|med|genom"
    r"|visat|visad|uppvisat|klart?|skrivet|undertecknat|påskrivet|gjord|by|on|ok|muntl(?:ig[at]?)?"
    r"|(?:(?:han|hon|hen) )?själv)(?!\w)",
    re.IGNORECASE,
)
_IS_NEAR = re.compile(rf"\b(?:{_NEAR})\b", re.IGNORECASE)
_NAME = re.compile(r"[A-ZÅÄÖÉ][\w.'-]*(?: [A-ZÅÄÖÉ][\w.'-]*){0,2}")


@dataclass(frozen=True, slots=True)
class Yes:
    """The day as it was written, and what else the cell tells of the yes."""

    day: str
    how: Channel | None = None
    heard_by: str | None = None


def is_no(text: str) -> bool:
    """Whether a cell says no, wherever in it: "3/9 sa hon nej", "återkallat". What begins with a
    yes is asked about, and so is her own yes after somebody else's no.
    """
    is_yes = YES.match(text) or _OWN.search(text)
    return bool(NO.match(text)) or (not is_yes and bool(_DENIES.search(text)))


def is_doubted(text: str) -> bool:
    """Whether no day of a cell may be proposed as that of her own yes (R19)."""
    is_through_somebody = bool(_IS_NEAR.search(text)) and not _OWN.search(text)
    return is_through_somebody or bool(_DENIES.search(text) or _DOUBTS.search(text))


def is_anothers(text: str) -> bool:
    """Whether a cell tells of somebody else's yes, and of none of her own."""
    return bool(ANOTHERS.match(text)) and not _OWN.search(text)


def is_hers(text: str, names: Iterable[str]) -> bool:
    """Whether a part of a cell after its first says that she who is called so has said yes, by name
    or initial: "sonen Ulf, K har sagt ja t mej", of Kerstin.
    """
    called = {re.escape(said) for name in names for said in (name, name[0]) if name}
    if not called:
        return False
    yes = r"(?:har\s+)?(?:själv\s+)?(?:(?:sagt|sade|sa|säger)\s+)?(?:ja|ok|okej)\b"
    hers = rf"[,;.\n]\s*(?:{'|'.join(sorted(called))})\.?\s+{yes}"
    return bool(re.search(hers, text)) and not _DENIES.search(text)


def days(text: str) -> list[str]:
    """Every day that a cell names, as written."""
    return _DAYS.findall(text)


def apart(text: str) -> Yes | None:
    """The parts of a cell; None where something stands in it that is none of them."""
    named = days(text)
    ways = _WAY.findall(text)
    if len(named) != 1 or len(ways) > 1:
        return None
    rest = _WAY.sub(" ", text.replace(named[0], " ", 1))
    left = " ".join(filter(None, _JOINTS.split(YES.sub(" ", rest, count=1))))
    if left and (not _NAME.fullmatch(left) or _IS_NEAR.search(left)):
        return None  # a daughter's hearing it is no coordinator's (R19)
    return Yes(named[0], CHANNELS[ways[0].casefold()] if ways else None, left or None)
