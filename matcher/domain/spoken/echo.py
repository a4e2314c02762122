"""An availability in words. What is said in Swedish is read back as the same value."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from matcher.domain.calendar_weeks import fortnight
from matcher.domain.spoken.echo_words import SWEDISH, Words
from matcher.domain.when import patterns
from matcher.domain.when.day_parts import Span
from matcher.domain.when.patterns import Clause, Kinds, Pattern
from matcher.domain.when.pieces import Habit, Stretch, seasons

_ANY = Kinds(red=patterns.BOTH)
_A_MONDAY = date(2026, 11, 23)  # fortnights are told by a date; this one where no other is near


def habit_said(habit: Habit, w: Words) -> list[str]:
    """One sentence a clause; they are set apart by semicolons."""
    said = [
        sentence
        for first, last, week in seasons(habit)
        for sentence in _season(week, first, last, w)
    ]
    return said or [w.never]


def _season(week: Pattern, first: date | None, last: date | None, w: Words) -> list[str]:
    """Lördagar 9–21 och röda dagar: where that is shorter than what holds of each weekday."""
    plain = _clauses(week)
    rest, hours = _apart_from_red_days(week)
    shorter = _clauses(rest) if hours and (first is None or first != last) else plain
    bearers = [at for at, clause in enumerate(shorter) if clause.spans == hours]
    if len(shorter) >= len(plain) or not bearers:
        return [_clause(clause, first, last, w) for clause in plain]
    return [
        _clause(clause, first, last, w, red_too=at == bearers[-1])
        for at, clause in enumerate(shorter)
    ]


def _clauses(week: Pattern) -> list[Clause]:
    return [clause for whole in patterns.clauses(week) for clause in _one_breath(whole)]


def _apart_from_red_days(week: Pattern) -> tuple[Pattern, tuple[Span, ...]]:
    """The ordinary days of a week, and the hours that all red days have whatever weekday they fall
    on; none where they have other hours on other weekdays, or some of them only.
    """
    reds = Kinds(red=patterns.RED).bits
    quarters = {
        sum(hours for day, kinds, hours in week if day == weekday and kinds & reds)
        for weekday in range(7)
    }
    found = max(quarters)
    rest = patterns.without(week, patterns.pattern(range(7), found, reds))
    is_alike = len(quarters) == 1 and all(k & reds in (0, reds) for _, k, _ in week)
    return rest, tuple(patterns.spans(found)) if is_alike else ()


def _one_breath(clause: Clause) -> list[Clause]:
    """The first Monday and the first Tuesday are two things to say."""
    if clause.kinds.nth == patterns.ANY_NTH:
        return [clause]
    return [replace(clause, days=(day,)) for day in clause.days]


def _clause(
    clause: Clause, first: date | None, last: date | None, w: Words, *, red_too: bool = False
) -> str:
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
    said += [w.and_red] if red_too else []
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
