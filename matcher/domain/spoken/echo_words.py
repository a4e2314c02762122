"""The words of the echo, in Swedish and in English: what is said in them is read back."""

from dataclasses import dataclass

from matcher.domain.spoken import words
from matcher.domain.when import patterns


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words. `{}` is where the thing itself goes."""

    days: tuple[str, ...]
    one_day: tuple[str, ...]
    months: tuple[str, ...]
    weekdays: str
    all_days: str
    conjunction: str
    parity: tuple[str, str]
    fortnight: str
    fortnight_from: str
    nth: dict[int, str]  # by the bits of Kinds.nth
    in_month: str
    also_red: str
    only_red: str
    and_red: str  # whatever weekday they fall on
    first: str
    until: str
    away: str
    amount: str
    hours: tuple[str, str]
    minutes: str
    often: str
    times: tuple[str, ...]
    per: dict[str, str]
    flags: dict[str, str]
    never: str
    nothing: str


SWEDISH = Words(
    days=tuple(day + "ar" for day in words.DAYS_SV),
    one_day=tuple(day + "en" for day in words.DAYS_SV),
    months=words.MONTHS_SV,
    weekdays="vardagar",
    all_days="alla dagar",
    conjunction="och",
    parity=("jämna veckor", "udda veckor"),
    fortnight="varannan vecka räknat från {}",
    fortnight_from="varannan vecka från {}",
    nth={
        1: "första",
        2: "andra",
        4: "tredje",
        8: "fjärde av fem",
        16: "fjärde av fyra",
        32: "femte",
        patterns.FOURTH: "fjärde",
        patterns.LAST: "sista",
    },
    in_month="{} i månaden",
    also_red="även röda dagar",
    only_red="bara röda dagar",
    and_red="och röda dagar",
    first="från {}",
    until="till och med {}",
    away="bortrest {}",
    amount="{} {}",
    hours=("1 timme", "{} timmar"),
    minutes="{} minuter",
    often="{} {}",
    times=("en gång", "{} gånger"),
    per={"week": "i veckan", "fortnight": "varannan vecka", "month": "i månaden"},
    flags={
        "on_call": "med kort varsel",
        "flexible": "flexibel",
        "occasional": "vid behov",
        "not_red_days": "inte röda dagar",
    },
    never="inga tider alls",
    nothing="inget sagt om tider",
)
ENGLISH = Words(
    days=tuple(day + "s" for day in words.DAYS_EN),
    one_day=words.DAYS_EN,
    months=words.MONTHS_EN,
    weekdays="weekdays",
    all_days="every day",
    conjunction="and",
    parity=("even weeks", "odd weeks"),
    fortnight="every second week counted from {}",
    fortnight_from="every second week from {}",
    nth={
        1: "first",
        2: "second",
        4: "third",
        8: "fourth of five",
        16: "fourth of four",
        32: "fifth",
        patterns.FOURTH: "fourth",
        patterns.LAST: "last",
    },
    in_month="the {} of the month",
    also_red="public holidays too",
    only_red="public holidays only",
    and_red="and public holidays",
    first="from {}",
    until="until {}",
    away="away {}",
    amount="{} {}",
    hours=("1 hour", "{} hours"),
    minutes="{} minutes",
    often="{} {}",
    times=("once", "{} times"),
    per={"week": "a week", "fortnight": "every second week", "month": "a month"},
    flags={
        "on_call": "at short notice",
        "flexible": "flexible",
        "occasional": "when needed",
        "not_red_days": "not on public holidays",
    },
    never="no times at all",
    nothing="nothing said about times",
)
