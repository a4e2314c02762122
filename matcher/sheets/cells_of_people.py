"""Cells that say who somebody is and how to reach her."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from email_validator import EmailNotValidError, ValidatedEmail, validate_email

from matcher.domain import phones
from matcher.domain.gazetteer import postcode_of
from matcher.domain.spelling import folded
from matcher.sheets import identities
from matcher.sheets.readings import Reading, Refused, Understood, Unsure, refused, unsure

# Begins where a word begins, so that a long word without an @ is looked through once.
_MAIL = re.compile(r"(?<![^\s,;<>()])[^\s,;<>()@]++@[^\s,;<>()@]+\.[^\s,;<>()@]+")
_PLAIN_MAILBOX = re.compile(r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*")
LONGEST_PLAIN = 120  # characters; an address may have some more
_PHONE = re.compile(r"\+?\d[\d\s()/–-]{5,}\d")
AND = re.compile(r"\s(?:&|och|Och|OCH|and|\+|o\.?|samt|resp\.?)\s|\s?/\s?")
_HALF_NUMBER = re.compile(  # "el 06 81", beside a number
    r"(?<![\s,;])[\s,;]*+(?:\b(?:eller|alt|el|och|o|samt|or)\b\.?|/|,)\s*\d(?:[\s–-]?\d){0,4}\s*$",
    re.IGNORECASE,
)
_NOBODY = frozenset({"nn", "okand", "anonym", "namnsaknas", "ejnamn", "hemlig"})
_TITLE = re.compile(r"^(?:fru|fr|frk|fröken|herr|hr|mrs|mr|ms)\.?\s+(?=\w)", re.IGNORECASE)
_CALLED = re.compile(r"(\w[\w-]*\s+[\"'”’][^\"'”’]+[\"'”’])\s+")
_PARTICLES = frozenset({"af", "av", "von", "de", "van", "der", "la"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its two parts."""

    first: str
    surname: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """What one cell told of how to reach somebody."""

    phone: str | None = None
    email: str | None = None


# What no first name ends by.
_SURNAME = re.compile(
    r"[^\W\d_]{2,}(?:sson|[qk]vist|quist|stedt|én)"
    r"|[^\W\d_]*(?:ström|gren|berg|lund|holm|dahl|strand)",
    re.IGNORECASE,
)


def name(text: str) -> Reading:
    """The parts of "Lind, Karin" and "Karin Lind"; a cell with more than a name is asked about."""
    bare = _TITLE.sub("", re.sub(r"\s*\([^)]*\)", "", text).strip(" ,;†✝?"))
    if re.search(r"[\d@;:]", bare):
        words = re.split(r"[\d@,;+(:]", bare)[0].strip()
        return unsure("name_and_more", *([words] if words else []), said=text[:60])
    if two := _two_names(bare):
        return unsure("name_of_two", *two, said=text[:60])
    if folded(bare).replace(".", "").replace(" ", "") in _NOBODY:
        return refused("name_missing")
    surname, comma, first = (part.strip() for part in bare.partition(","))
    if comma and first and surname:
        return Understood(Name(first[:80], surname[:80]))
    if (words := bare.split()) and is_surname_first(words):
        return Understood(Name(words[1][:80], words[0][:80]))
    first, _, surname = bare.partition(" ")
    if called := _CALLED.match(bare):  # Karin "Kajsa" Ström: what she is called goes with it
        first, surname = called[1], bare[called.end() :]
    elif len(bare.split()) == 3 and bare.split()[1].casefold() not in _PARTICLES:
        # Three words: a double first name or a double surname; the first alone is her first name.
        first, surname = bare.split()[0], " ".join(bare.split()[1:])
    return Understood(Name(first[:80], surname.strip()[:80])) if first else refused("name_missing")


def _two_names(text: str) -> list[str]:
    """Gun o. Lars Berg, and Berg, Gun & Lars: Gun Berg and Lars Berg; empty for one name."""
    first, *others = AND.split(text)
    if not others:
        return []
    surname_before, comma, given = first.partition(",")
    if comma and not any("," in other or " " in other for other in others):
        return [f"{one.strip()} {surname_before.strip()}" for one in (given, *others)]
    surname = others[-1].split()[1:]
    return [" ".join([first, *surname]) if " " not in first else first, *others]


def is_surname_first(words: Sequence[str]) -> bool:
    """Whether two words are "Karlsson Bertil": the first is surely a surname, and the other not."""
    is_surname = [bool(_SURNAME.fullmatch(word)) for word in words]
    return is_surname == [True, False]


def is_surname_last(words: Sequence[str]) -> bool:
    """Whether two words are "Bertil Karlsson", as surely."""
    return [bool(_SURNAME.fullmatch(word)) for word in words] == [False, True]


def surname_first(text: str) -> str:
    """The name “Niemi Juhani” of a list that begins with surnames, with the comma it lacks."""
    words = (identities.unstruck(text) or text).split()
    return f"{words[0]}, {words[1]}" if len(words) == 2 and "," not in text else text


def phone(text: str) -> Reading:
    """One telephone number; several are asked about, for a person has one that we ring. An e-mail
    address beside it is told apart (`mail_beside`); other words are asked about.
    """
    if mail_beside(text):
        text = _MAIL.sub(" ", text).strip(" ,;/|")
        if not any(map(str.isdigit, text)):
            return Understood(None)
    try:
        return Understood(phones.parse(text).e164)
    except phones.PhoneFault as fault:
        numbers = [n.strip() for n in _PHONE.findall(text) if phones.is_phone(n)]
        if not numbers and fault.fault.code in ("phone_several", "phone_has_words"):
            numbers = [
                n.strip() for n in re.split(r"[;,|/\n]| och | eller ", text) if phones.is_phone(n)
            ]
        numbers = numbers or _two_in_a_row(text.split())
        if len(numbers) == 1 and fault.fault.code == "phone_has_words":
            return _one_number(numbers[0], beside=_name_alone(text.replace(numbers[0], " ")))
        return unsure("phone_several" if numbers[1:] else fault.fault.code, *numbers[:4])


def mail_beside(text: str) -> str:
    """The e-mail address of a cell of telephones; empty where it has none, or several."""
    mails = _MAIL.findall(text)
    return mails[0] if len(mails) == 1 else ""


def _one_number(number: str, *, beside: str) -> Reading:
    """It is kept; words that are no part of it, "(helst kväll)", have nowhere to go."""
    told = phones.parse(number).e164
    left = re.sub(
        r"\b(?:hem|arb(?:ete)?|jobb|nr|ring|phone|mobile?)\b[.:]?", "", beside, flags=re.IGNORECASE
    )
    left = left.strip(" ,;:/|()–-")
    return unsure("phone_left", value=told, said=left[:60]) if left else Understood(told)


def _two_in_a_row(words: list[str]) -> list[str]:
    """Two numbers with nothing but a space or a new line between: "070-174 06 21 08-465 004 11"."""
    for at in range(1, len(words)):
        halves = [" ".join(words[:at]), " ".join(words[at:])]
        if all(map(phones.is_phone, halves)):
            return halves
    return []


def named_contact(text: str) -> tuple[str, Contact] | None:
    """Who, and how she is reached, of "Kerstin Blom 070-174 06 51"; None for a name alone."""
    if half_number(text):
        text = _HALF_NUMBER.sub("", text)
    mails = _MAIL.findall(text)
    numbers = numbers_in(text)
    if not (mails or numbers) or len(mails) > 1 or len(numbers) > 1:
        return None
    for told in (*mails, *numbers):
        text = text.replace(told, " ")
    found = contact(" ".join((*numbers, *mails)))
    if not isinstance(found, Understood) or not isinstance(found.value, Contact):
        return None
    return _name_alone(text), found.value


def half_number(text: str) -> str:
    """The end of a second number beside the first, "el 06 81": it is told, and not kept."""
    half = _HALF_NUMBER.search(text)
    is_beside = half is not None and len(numbers_in(text[: half.start()])) == 1
    return half[0].strip(" ,;") if half and is_beside else ""


def _name_alone(text: str) -> str:
    """What is left of a cell when its number is taken out: no "tel", no empty or torn brackets."""
    labels = r"\([^\w)]*\)|(?<!\w)(?:tel|tfn|mobil|mob|telefon)\b\.?:?"
    bare = re.sub(labels, " ", text, flags=re.IGNORECASE)
    if bare.count("(") > bare.count(")"):
        bare = bare.rpartition("(")[0]
    return " ".join(bare.split()).strip(" ,;:/|–-")


def numbers_in(text: str) -> list[str]:
    """Every telephone number of a cell, as written."""
    return [number for number in _PHONE.findall(_MAIL.sub(" ", text)) if phones.is_phone(number)]


def email(text: str) -> Reading:
    """An e-mail address; whether anybody has it is seen when it is written to."""
    found = _MAIL.findall(text)
    if len(found) > 1:
        return unsure("email_several", *found[:4])
    try:
        return Understood(_address(found[0] if found else text.strip()))
    except EmailNotValidError:
        return unsure("email_not_read", said=text[:60])


def _address(told: str) -> str:
    """An address as it is kept. Raises EmailNotValidError.

    Nearly all of the time goes to what stands after the @, and in a list that is a few providers.
    """
    mailbox, _, provider = told.rpartition("@")
    is_role = mailbox.isalpha() and not mailbox.islower()  # "Info@" is kept in small letters
    if len(told) > LONGEST_PLAIN or is_role or not _PLAIN_MAILBOX.fullmatch(mailbox):
        return _checked(told).normalized
    return f"{mailbox}@{_domain(provider)}"


@lru_cache(maxsize=1024)
def _domain(provider: str) -> str:
    return _checked(f"a@{provider}").domain


def _checked(address: str) -> ValidatedEmail:
    return validate_email(address, check_deliverability=False, test_environment=True)


def contact(text: str) -> Reading:
    """A cell with a telephone number, an e-mail address or both."""
    mails = _MAIL.findall(text)
    rest = _MAIL.sub(" ", text).strip(" ,;/|")
    mail = email(mails[0]) if len(mails) == 1 else None
    number = phone(rest) if any(sign.isdigit() for sign in rest) else None
    address = mail.value if isinstance(mail, Understood) else None
    told = number.value if number is not None and not isinstance(number, Refused) else None
    value = Contact(str(told) if told else None, str(address) if address else None)
    if len(mails) > 1:
        return unsure("email_several", *mails[:4], value=value)
    if isinstance(number, Unsure) and number.fault.code == "phone_several":
        asked = (", ".join(filter(None, [choice, value.email])) for choice in number.choices)
        return replace(number, choices=tuple(asked), value=value)
    if value == Contact() or (number is not None and told is None):
        return unsure("contact_not_read", value=value, said=text[:60])
    return replace(number, value=value) if isinstance(number, Unsure) else Understood(value)


def postcode(text: str) -> Reading:
    """Five digits; a town written after them is the town's own column to tell."""
    code = postcode_of(text) or postcode_of(text.strip()[:6])
    return Understood(code) if code else unsure("postcode_not_read", said=text[:20])
