"""An availability in words. What is said in Swedish is read back as the same value."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from matcher.domain.calendar_weeks import fortnight
from matcher.domain.spoken import words
from matcher.domain.when import patterns
from matcher.domain.when.patterns import Clause, Kinds
from matcher.domain.when.pieces import Habit, Stretch, seasons

_ANY = Kinds(red=patterns.BOTH)
_A_MONDAY = date(2026, 11, 23)  # fortnights are told by a date; this one where no other is near


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
        "occasional": "now and then",
        "not_red_days": "not on public holidays",
    },
    never="no times at all",
    nothing="nothing said about times",
)


def habit_said(habit: Habit, w: Words) -> list[str]:
    """One sentence a clause; they are set apart by semicolons."""
    said = [
        _clause(clause, first, last, w)
        for first, last, week in seasons(habit)
        for whole in patterns.clauses(week)
        for clause in _one_breath(whole)
    ]
    return said or [w.never]


def _one_breath(clause: Clause) -> list[Clause]:
    """The first Monday and the first Tuesday are two things to say."""
    if clause.kinds.nth == patterns.ANY_NTH:
        return [clause]
    return [replace(clause, days=(day,)) for day in clause.days]


def _clause(clause: Clause, first: date | None, last: date | None, w: Words) -> str:
    hours = listed([span_said(span) for span in clause.spans], w)
    if first and first == last and clause == replace(clause, days=(first.weekday(),), kinds=_ANY):
        return f"{day_said(first, w)} {hours}"
    kinds = clause.kinds
    said = [_days(clause.days, w) if kinds.nth == patterns.ANY_NTH else _nth(clause, w), hours]
    if kinds.parity != patterns.BOTH:
        said.append(w.parity[kinds.parity - 1])
    if kinds.fortnight != patterns.BOTH:
        joint, first = _fortnight(clause, first, w)
        said.append(joint)
    if kinds.red != patterns.ORDINARY:
        said.append(w.also_red if kinds.red == patterns.BOTH else w.only_red)
    said += [w.first.format(day_said(first, w))] if first else []
    said += [w.until.format(day_said(last, w))] if last else []
    return " ".join(said)


def _fortnight(clause: Clause, first: date | None, w: Words) -> tuple[str, date | None]:
    """The fortnight's date; where the times begin in one of its weeks, that date tells both."""
    half = clause.kinds.fortnight - 1
    if first and fortnight(first) == half:
        return w.fortnight_from.format(day_said(first, w)), None
    monday = _A_MONDAY + timedelta(days=7 * (fortnight(_A_MONDAY) != half))
    return w.fortnight.format(day_said(monday + timedelta(days=clause.days[0]), w)), first


def _nth(clause: Clause, w: Words) -> str:
    """The whole fourth and the last have names of their own; what is left is said case by case."""
    bits, found = clause.kinds.nth, []
    cases = (patterns.LAST,) if bits & ~7 == patterns.LAST else ()
    for case in (1, 2, 4, *cases, patterns.FOURTH, 8, 16, 32):
        if bits & case == case:
            found.append(w.nth[case])
            bits &= ~case
    return w.in_month.format(f"{listed(found, w)} {w.one_day[clause.days[0]]}")


def _days(days: Sequence[int], w: Words) -> str:
    if len(days) == 7:
        return w.all_days
    if tuple(days) == (0, 1, 2, 3, 4):
        return w.weekdays
    return listed([w.days[day] for day in days], w)


def away_said(away: Iterable[Stretch], w: Words) -> list[str]:
    """One sentence for each absence."""
    return [w.away.format(stretch_said(first, last, w)) for first, last in away]


def amount_said(minutes: int, per: str, w: Words) -> str:
    """How much time, and in what."""
    hours, rest = divmod(minutes, 60)
    sum_of_time = w.minutes.format(minutes) if rest else w.hours[hours > 1].format(hours)
    return w.amount.format(sum_of_time, w.per[per])


def often_said(times: int, per: str, w: Words) -> str:
    """How many times, and in what."""
    return w.often.format(w.times[times > 1].format(times), w.per[per])


def listed(things: Sequence[str], w: Words = SWEDISH) -> str:
    """One, two and three."""
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} {w.conjunction} {things[-1]}"


def stretch_said(first: date, last: date, w: Words = SWEDISH) -> str:
    """Days from one to another, with the year or years."""
    if first == last:
        return day_said(first, w)
    if first.year == last.year:
        return f"{first.day} {w.months[first.month - 1]}–{day_said(last, w)}"
    return f"{day_said(first, w)}–{day_said(last, w)}"


def day_said(day: date, w: Words = SWEDISH) -> str:
    """A date with its year, without the weekday."""
    return f"{day.day} {w.months[day.month - 1]} {day.year}"


def span_said(span: tuple[int, int]) -> str:
    """13–15.30; an hour before seven with a nought, so that it cannot be taken for an afternoon."""
    start, end = (clock_said(quarters) for quarters in span)
    return f"{start}–{end}"


def clock_said(quarters: int) -> str:
    """9, 13.30, 05; quarters since midnight."""
    hour, minute = divmod(quarters, 4)
    return (
        f"{hour:02}{f'.{minute * 15:02}' if minute else ''}"
        if hour < 7
        else (f"{hour}{f'.{minute * 15}' if minute else ''}")
    )
