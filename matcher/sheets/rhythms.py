"""How often two meet, and how long each time, of cells and of the times beside them."""

import re
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from matcher.domain.availability import Availability
from matcher.domain.spelling import exact
from matcher.sheets import cells, cells_of_ways
from matcher.sheets.readings import Reading, Refused, Understood, World, refused, unsure
from matcher.sheets.rows import Cells

SHORTEST_MINUTES, LONGEST_MINUTES = 15, 600  # of one meeting, as on the site: a day with a bus trip
LONGEST_SURE = 240  # of one meeting; more minutes may be those of a month
_HOURS_AND = re.compile(
    r"(\d)\s*(?:h|tim\w*)\.?\s*(?:o|och)?\s*(\d\d)\s*(?:m|min\w*)?\.?", re.IGNORECASE
)
_IN_ALL = re.compile(r"/|\b(?:vecka\w*|mån\w*|dag\w*|totalt|sammanlagt)\b", re.IGNORECASE)
_FROM_TO = re.compile(
    r"(\d{1,4}(?:[.,]\d)?)\s?[-–]\s?(\d{1,4}(?:[.,]\d)?)\s?([a-zåäö.]*)", re.IGNORECASE
)
_DAY = r"(?:mån|tis|ons|tors|fre|lör|sön)"
_RHYTHMS = {
    1: re.compile(
        rf"varje vecka|varje {_DAY}|weekly"
        r"|(?<!\w)(?:en|1)\s?(?:ggr|ggn|gång|gg|g|x)?\s?(?:/|i|per)\s?v(?:ecka)?n?\b|veckovis"
    ),
    2: re.compile(
        rf"varannan vecka|varannan {_DAY}|var 14:?e dag|var fjortonde"
        r"|(?<!\w)(?:2|två)\s?(?:ggr|gånger|gg|g|x)?\s?(?:/|i|per)\s?mån|every other week"
    ),
    4: re.compile(
        r"(?<!\w)(?:en|1)\s?(?:ggr|ggn|gång|gg|g|x)?\s?(?:/|i|per)\s?mån|varje månad"
        r"|var fjärde vecka|monthly|månadsvis"
    ),
    0: re.compile(r"^en gång$|engångs|vid ett tillfälle|once"),
}
_WEEK, _MONTH = r"v(?:eck(?:a|an|or))?\b", r"mån(?:ad(?:en)?)?\b"
_OFTEN = re.compile(  # at the end of a wish: "besök varannan v", "promenad 1 g/v"
    r"(?:^|(?<=[\w).]))[\s(]*(?:ca\s+|cirka\s+)?"
    rf"(?P<often>(?:varje|varannan|var\s+(?:tredje|fjärde))\s+(?:{_WEEK}|{_MONTH})"
    r"|var\s+(?:14:?e|fjortonde)\s+dag"
    r"|(?:\d|en|ett\s+par|två)(?:\s?[-–]\s?\d)?\s?(?:ggr|ggn|gång(?:er)?|gg?|x)\.?\s?"
    rf"(?:/|i\s+|per\s+|om\s+)\s?(?:{_WEEK}|{_MONTH}))\.?\s*\)?\s*$",
    re.IGNORECASE,
)
RHYTHMS = {1: "varje vecka", 2: "varannan vecka", 4: "en gång i månaden", 0: "en gång"}
# What makes another thing of it: "inte varje vecka", "1–2 ggr/mån", "varje/varannan vecka".
_NOT_SO = re.compile(
    r"\b(?:inte|ej|eller|sällan|på sikt|senare|sommar\w*|vinter\w*|lov\w*)\b"
    r"|\d\s?[-–]\s?\d|varje\s?/|/\s?var"
)


def rhythm(text: str, _world: World | None = None) -> Reading:
    """Every 1, 2 or 4 weeks; 0 for once. Two times a week is asked about: we plan one."""
    told = re.sub(r"\bv\b\.?", "vecka", text.casefold())
    found = [weeks for weeks, said in _RHYTHMS.items() if said.search(told)]
    if len(found) == 1 and not _NOT_SO.search(told):
        return Understood(found[0])
    return unsure("rhythm_not_read", *RHYTHMS.values(), said=text[:40])


def apart(text: str) -> tuple[str, str]:
    """The wishes of a cell, and how often they say it is to be, where they say so once."""
    pieces = re.split(r"([,;\n])", text)
    found = [(n, at) for n, piece in enumerate(pieces) if (at := _OFTEN.search(piece))]
    if len(found) != 1:
        return text, ""
    [(n, at)] = found
    pieces[n] = pieces[n][: at.start()]
    return "".join(pieces).strip(" ,;\n"), at["often"]


def weeks_between(found: Cells, availability: Availability | None) -> int:
    """As `rhythm`, as the list says; what is on one day only is once, and else it is as often as
    the times allow.
    """
    told: int | None = found.get("every_weeks")
    if told is not None:
        return told
    if availability is None:
        return 1
    return 0 if _is_of_one_week(availability) else availability.weeks_between


def _is_of_one_week(availability: Availability) -> bool:
    """Whether it is on a day, or on some that follow, as "14–15/1", and then no more."""
    habit = availability.habit or ()
    when = [(first, then) for (first, hours), (then, _) in pairwise(habit) if hours]
    goes_on = bool(habit and habit[-1][1])
    return not goes_on and bool(when) and when[-1][1] - when[0][0] <= timedelta(days=7)


def minutes_of_a_day(text: str, world: World) -> Reading:
    """As `minutes`, of what may well last all day: a market, a race."""
    return minutes(text, replace(world, settled=world.settled | {exact(text)}))


def minutes(text: str, world: World) -> Reading:
    """The length of one meeting: "60", "1 timme", "1,5 h", "en halvtimme". Of "1–2 tim" which of
    the two is asked; and whether it is one meeting, where it is very long.
    """
    text = " ".join(text.split())
    if ends := _FROM_TO.fullmatch(text):
        ends_said = (f"{end} {ends[3]}".strip() for end in (ends[1], ends[2]))
        ready = [said for said in ends_said if isinstance(minutes(said, world), Understood)]
        return unsure("length_not_read", *ready, said=text[:40])
    told = _minutes_in(text)
    if isinstance(told, Refused):
        return told
    if not isinstance(told, int):
        return unsure("length_not_read", "60 min", said=text[:40])
    if _IN_ALL.search(text):
        return unsure("length_not_read", f"{told} min", said=text[:40])
    if not SHORTEST_MINUTES <= told <= LONGEST_MINUTES:
        return refused("out_of_range", low=SHORTEST_MINUTES, high=LONGEST_MINUTES)
    if told > LONGEST_SURE and exact(text) not in world.settled:
        return unsure("length_long", text, "60 min", piece=text, said=text[:40])
    return Understood(told)


def _minutes_in(text: str) -> int | Refused | None:
    """The minutes that a text names: of its hours and minutes together, "1 h 30"."""
    if both := _HOURS_AND.fullmatch(text):
        return int(both[1]) * 60 + int(both[2])
    if text.isdigit():
        found = cells.whole(text, low=SHORTEST_MINUTES, high=LONGEST_MINUTES)
    else:
        found = cells_of_ways.reach(text)
    if isinstance(found, Refused):
        return found
    value = found.value if isinstance(found, Understood) else None
    told = value.minutes if isinstance(value, cells_of_ways.Reach) else value
    return told if isinstance(told, int) else None
