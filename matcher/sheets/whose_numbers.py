"""Whose a telephone number is, or an e-mail address, where words beside it may name somebody else.

"070-174 06 32 (helst kväll)" is her own and tells when. "Dottern Eva 070-174 06 32" is Eva's: kept
as her own, a volunteer would ring the one and believe that it is the other. So it is asked about,
and nothing is kept until somebody has answered: the number alone, or no.
"""

import re
from dataclasses import replace

from matcher.domain.spelling import exact
from matcher.sheets import cells_of_people
from matcher.sheets.cells_of_people import Contact
from matcher.sheets.meanings import NOTHING
from matcher.sheets.readings import Reading, Understood, Unsure, unsure
from matcher.sheets.rows import Cells

PHONE, EMAIL = "phone_whose", "email_whose"
_SHOWN = 60  # characters of the words beside
_NO = "nej"
# Of a number itself, and of when and how one rings it: nobody else is named.
_OF_THE_NUMBER = re.compile(
    r"helst|bara|endast|enbart|inte|ej|aldrig|sällan|alltid|gärna|bäst|svårt|lättast|kanske|ibland"
    r"|kväll\w*|dag|dagar|dagtid|morg\w*|fm|em|förmiddag\w*|eftermiddag\w*|lunch\w*|natt\w*|helg\w*"
    r"|vardag\w*|(?:mån|tis|ons|tors|fre|lör|sön)(?:dag\w*)?|kl|klockan|efter|före|innan|mellan"
    r"|från|till|och|el|eller|på|i|om|via|per|kan|går|låt|ringa?|ring|ringt|signal\w*|länge|många"
    r"|svarar|nås|obs|nytt|ny|gammalt|gamla|rätt|fel|nr|num|nummer|tel\w*|tfn|mob\w*|sms\w*|hem"
    r"|hemma|fast|fasta|privat|jobb\w*|arb\w*|hemligt|tyst|hans|hennes|eget|egen|själv|hör|dåligt"
    r"|talar|långsamt|högt|phone|home|work|evenings?|days?|after|before|only|call|\d\S*"
)
_OTHERS = re.compile(
    r"\b(?:dott\w*|dtr|son|sonen|sons|barn|barnet|barnen|barnbarn\w*|make\w*|maka\w*|man|mannen"
    r"|mannens|fru|frun|fruns|hustru\w*|sambo\w*|syster\w*|syskon\w*|bror|brodern|broderns|brorson"
    r"|svär\w*|mamma\w*|pappa\w*|mor|modern|far|fadern|föräld\w*|granne\w*|väninna\w*|vän|vännen"
    r"|god man|gode man\w*|förvaltare\w*|anhörig\w*|närståend\w*|kontaktperson\w*|vårdnadshav\w*"
    r"|målsman\w*|hemtjänst\w*|personal\w*|boende\w*|avdelning\w*|sjuksköt\w*|handläggar\w*"
    r"|biståndsh\w*|kurator\w*|socialtj\w*|kommunen\w*|c/o|daughter|husband|wife|neighbou?r)\b",
    re.IGNORECASE,
)


def phone(text: str) -> Reading:
    """A person's telephone number; a no says that she has none."""
    if exact(text) in NOTHING:
        return Understood(None)
    return _of_whom(cells_of_people.phone(text), cells_of_people.numbers_in(text))


def email(text: str) -> Reading:
    """A person's e-mail address, by the same."""
    if exact(text) in NOTHING:
        return Understood(None)
    read, address = cells_of_people.email(text), cells_of_people.mail_beside(text)
    beside = text.replace(address, " ")
    if isinstance(read, Understood) and _OTHERS.search(beside):
        return unsure(EMAIL, address, _NO, said=_as_shown(beside))
    return read


def contact(text: str) -> Reading:
    """A cell of either or both."""
    address = cells_of_people.mail_beside(text)
    numbers = cells_of_people.numbers_in(text)
    beside = text
    for told in (address, *numbers):
        beside = beside.replace(told, " ") if told else beside
    read = cells_of_people.contact(text)
    if _OTHERS.search(beside) and (address or len(numbers) == 1):
        own = ", ".join((*numbers, *([address] if address else [])))
        return unsure(PHONE if numbers else EMAIL, own, _NO, said=_as_shown(beside))
    found = _of_whom(read, numbers)
    if found is not read and isinstance(found, Unsure) and address:
        ready = (f"{numbers[0]}, {address}", address)
        return replace(found, choices=ready, value=Contact(email=address))
    return found


def names_another(text: str) -> bool:
    """Whether some words name somebody near to her, or whoever cares for her."""
    return bool(_OTHERS.search(text))


def settle_own(found: Cells) -> None:
    """Her own name beside the number is nobody else's."""
    cell = found.by_field.get("phone")
    read = cell.reading if cell else None
    if cell is None or not isinstance(read, Unsure) or read.fault.code != PHONE:
        return
    fields = ("name", "first_name", "surname")
    called = {word for name in fields for word in _words(found.written(name))}
    if _words(str(read.fault.facts["said"])) <= called:
        told = cells_of_people.phone(read.choices[0])
        found.settle("phone", told.value if isinstance(told, Understood) else None)


def _of_whom(read: Reading, numbers: list[str]) -> Reading:
    if not isinstance(read, Unsure) or read.fault.code != "phone_left" or len(numbers) != 1:
        return read
    said = str(read.fault.facts["said"])
    is_of_the_number = all(map(_OF_THE_NUMBER.fullmatch, _words(said)))
    if is_of_the_number and not names_another(said):
        return read
    return unsure(PHONE, numbers[0].strip(), _NO, said=_as_shown(said))


def _words(said: str) -> set[str]:
    return set(re.findall(r"\w+", said.casefold()))


def _as_shown(beside: str) -> str:
    return " ".join(beside.split()).strip(" ,;:/|()–-")[:_SHOWN]
