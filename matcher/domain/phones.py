"""A telephone number from any Swedish writing of it, as E.164 and as Swedes read it.

    "0701740612", "+46 (0)70-174 06 12", "0046 70 174 06 12", "Mobil: 070/174 06 12"
     → Phone("+46701740612"), shown as "070-174 06 12"

A cell that Excel took for a number has lost its first zero ("701740612", "701740612.0"): that is
read as well. Anything else that is not a number raises `PhoneFault` with the code of what is wrong.
"""

import re
from dataclasses import dataclass

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat

from matcher.domain.errors import Fault

LONGEST = 60  # characters
REGION = "SE"
_LABEL = re.compile(
    r"^(?:tel(?:efon)?|mob(?:il)?|mobiltelefon|hem|arbete|tfn|nr|ring)(?:[.:\s]|nr)+", re.IGNORECASE
)
_EXCEL_FLOAT = re.compile(r"^(\d{6,15})[.,]0$")
_SWEDISH_ZERO = re.compile(r"^(\+|00)\s*46[\s-]*\(\s*0\s*\)")
_BARE_COUNTRY = re.compile(r"^46[1-9]\d{6,8}$")  # "46701740612": the plus was lost
_STORED = re.compile(r"\+46([1-9]\d{6,8})", re.ASCII)
_TRUNK = re.compile(r"\(?0([1-9][0-9()\-‐‑–— \u00a0]{4,})")
_APART = re.compile(r"[^0-9]")
_SEVERAL = re.compile(r"[;,|\n]|\s/\s|\boch\b|\beller\b|\d\s{2,}\d", re.IGNORECASE)
_STRANGE = re.compile(r"[^\d+()\-‐‑–—/.\s ]")


@dataclass(frozen=True, slots=True)
class Phone:
    """`e164` is stored and dialled, `shown` is read: "070-174 06 12", abroad "+358 …"."""

    e164: str

    @property
    def shown(self) -> str:
        """The number as it is read."""
        return shown(self.e164)


class PhoneFault(ValueError):
    """Not one telephone number; `fault` says why, in a code and facts without the number."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.fault = Fault(code)


def parse(text: str) -> Phone:
    """The one number a text holds. Raises `PhoneFault`: phone_empty, phone_too_long,
    phone_several, phone_has_words, phone_too_short or phone_invalid.
    """
    bare = _bare(text)
    try:
        number = _ours(bare) or phonenumbers.parse(bare, REGION)
    except NumberParseException:
        raise PhoneFault(_why(bare)) from None
    if not phonenumbers.is_valid_number(number):
        raise PhoneFault(_why(bare))
    return Phone(phonenumbers.format_number(number, PhoneNumberFormat.E164))


def is_phone(text: str) -> bool:
    """Whether `parse` would succeed."""
    try:
        parse(text)
    except PhoneFault:
        return False
    return True


def shown(number: str) -> str:
    """A number as it is read, from how it is stored or from what somebody wrote. What is no
    number comes back as it was.
    """
    try:
        return _shown(_stored(number) or phonenumbers.parse(number, REGION))
    except NumberParseException:
        return number


def _stored(number: str) -> PhoneNumber | None:
    """A Swedish number as it lies in the rows, which need not be read anew; else None."""
    found = _STORED.fullmatch(number)
    return PhoneNumber(country_code=46, national_number=int(found[1])) if found else None


def _ours(bare: str) -> PhoneNumber | None:
    """A number with one zero first is a Swedish one, and need not be tried as others; else None."""
    found = _TRUNK.fullmatch(bare)
    digits = _APART.sub("", found[1]) if found else ""
    return PhoneNumber(country_code=46, national_number=int(digits)) if digits else None


def _shown(number: PhoneNumber) -> str:
    ours = number.country_code == phonenumbers.country_code_for_region(REGION)
    style = PhoneNumberFormat.NATIONAL if ours else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)


def _bare(text: str) -> str:
    """The characters of the number alone, its Swedish oddities undone; raises for the rest."""
    told = text.strip()
    if not told:
        raise PhoneFault("phone_empty")
    if len(told) > LONGEST:
        raise PhoneFault("phone_too_long")
    told = _EXCEL_FLOAT.sub(r"\1", _LABEL.sub("", told).strip())
    if _SEVERAL.search(told) and sum(c.isdigit() for c in told) > 13:
        raise PhoneFault("phone_several")
    if _STRANGE.search(told):
        raise PhoneFault("phone_has_words")
    told = _SWEDISH_ZERO.sub("+46", told).replace("/", "-").replace(".", " ")
    return f"+{told}" if _BARE_COUNTRY.match(told) else told


def _why(bare: str) -> str:
    return "phone_too_short" if sum(c.isdigit() for c in bare) < 7 else "phone_invalid"
