"""Years of birth: of a year, a day of birth or an age. The day itself is not kept (R7).

year      1956, 1985-06-17, 8 maj 1988, f. 1960, f. 60       taken
asked     58, 510312, 78 år, 36011                     may be another year, or an age
"""

import re
from datetime import date

from matcher.sheets.readings import Reading, Understood, refused, unsure
from matcher.sheets.xlsx import from_serial

OLDEST = 110  # years
_HOUR = re.compile(r"[ t]\d\d:\d\d(?::\d\d)?$")  # which Excel writes after a day
_YEAR_FIRST = re.compile(r"((?:18|19|20)\d\d)(?:[-./ ]?(\d{1,2}))?(?:[-./ ]?(\d{1,2}))?")
_YEAR_LAST = re.compile(r"(?:\d{1,2}[-/.]\d{1,2}[-/. ]|född |f\. ?|år )((?:18|19|20)\d\d)")
_DAY_NAMED = re.compile(
    r"(?:född |f\. ?)?(?:den )?\d{1,2}(?::?e|\.)? ?"
    r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*\.? ((?:18|19|20)\d\d)"
)
_DAY_SHORT = re.compile(r"(?:född |f\. ?)?\d{1,2}[/.] ?\d{1,2} ?[-'’ ] ?(\d\d)")
_SHORT_DAY = re.compile(r"(\d\d)[-./]?(\d\d)[-./]?(\d\d)")
_TWO = re.compile(r"(?:f\.? ?)?(\d\d|\d{4})\s*(?:/|&|\+|,|och|resp\.?)\s*(\d\d|\d{4})")
_TWO_AGES = re.compile(
    r"(\d{2,3})\s*år\s*(?:/|&|\+|,|och|o|resp\.?)\s*(\d{2,3})\s*år"  # under "Ålder"
)
_AGE = re.compile(r"(?:ca |cirka )?(\d{1,3})\s*(?:år|ar|years?)")
_SHORT_YEAR = re.compile(r"(?:född |f\. ?)?[-'’](\d\d)")
_BORN_SHORT = re.compile(r"(?:född|f\.?) ?(\d\d)")
_TWO_DIGITS = re.compile(r"(?:född |f\. ?)?(\d\d)a?")


def birth_year(text: str, *, on: date) -> Reading:
    """The year, where it is written in full or can be no other; else what to ask."""
    told = _HOUR.sub("", text.strip().casefold())
    if match := _YEAR_FIRST.fullmatch(told):
        is_day = int(match[2] or 1) in range(1, 13) and int(match[3] or 1) in range(1, 32)
        found = _born(int(match[1]), on)
        return found if is_day else unsure("birth_not_read", match[1], said=text[:40])
    if match := _YEAR_LAST.fullmatch(told) or _DAY_NAMED.fullmatch(told):
        return _born(int(match[1]), on)
    short = _SHORT_YEAR.fullmatch(told) or _DAY_SHORT.fullmatch(told)
    if match := short or _BORN_SHORT.fullmatch(told):
        years = _centuries(match[1], on)  # "-41" is a year and no age
        is_sure = len(years) == 1
        return _born(int(years[0]), on) if is_sure else unsure("birth_century", *years, said=told)
    return _asked(told, text, on)


def _asked(told: str, text: str, on: date) -> Reading:
    """What does not say the century, or is an age, or is no year at all."""
    if match := _SHORT_DAY.fullmatch(told):
        return unsure("birth_century", *_centuries(match[1], on), said=match[1])
    if match := _AGE.fullmatch(told):
        year = on.year - int(match[1])
        return unsure("birth_from_age", str(year), str(year - 1), said=text[:20])
    if match := _TWO_DIGITS.fullmatch(told):
        by_age = str(on.year - int(match[1]))  # "58" may be a year or an age
        return unsure("birth_two_digits", *_centuries(match[1], on), by_age, said=text[:20])
    if match := _TWO_AGES.fullmatch(told):
        years = [str(on.year - int(age) - had) for age in match.groups() for had in (0, 1)]
        return unsure("birth_of_two", *years, said=text[:40])
    if match := _TWO.fullmatch(told):  # of the two of a couple
        years = [y for one in match.groups() for y in ([one] if one[2:] else _centuries(one, on))]
        return unsure("birth_of_two", *years, said=text[:40])
    return unsure("birth_not_read", *_of_a_serial(told, on), said=text[:40])


def _of_a_serial(told: str, on: date) -> tuple[str, ...]:
    """The year of a day of birth that lost its format in Excel: "36011"."""
    born = from_serial(int(told)) if re.fullmatch(r"\d{4,5}", told) else None
    is_likely = born is not None and on.year - OLDEST <= born.year <= on.year
    return (str(born.year),) if born and is_likely else ()


def _centuries(two: str, on: date) -> tuple[str, ...]:
    years = (1900 + int(two), 2000 + int(two))
    return tuple(str(year) for year in years if on.year - OLDEST <= year <= on.year)


def _born(year: int, on: date) -> Reading:
    if on.year - OLDEST <= year <= on.year:
        return Understood(year)
    return refused("out_of_range", low=on.year - OLDEST, high=on.year)
