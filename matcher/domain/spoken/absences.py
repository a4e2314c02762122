"""Which dates of a sentence are absences, and which limit the times beside them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from matcher.domain.calendar_weeks import easter
from matcher.domain.spoken.clocks import Times
from matcher.domain.spoken.echo import day_said, stretch_said
from matcher.domain.spoken.hours import Doubt
from matcher.domain.spoken.kinds import Kind
from matcher.domain.spoken.questions import Unsure
from matcher.domain.spoken.reader import Token
from matcher.domain.when.pieces import DAY, Stretch

# Seasons are no dates: they are asked about, with likely ones to pick from
_SEASONS = {  # first (month, day) and last; the law knows none of them
    "sommar": ((6, 1), (8, 31)),
    "somrar": ((6, 1), (8, 31)),
    "höst": ((9, 1), (11, 30)),
    "vinter": ((12, 1), (2, 28)),
    "vintrar": ((12, 1), (2, 28)),
    "vårtermin": ((1, 10), (6, 10)),
    "vår": ((3, 1), (5, 31)),
    "höstterm": ((8, 20), (12, 20)),
    "julledig": ((12, 22), (1, 6)),
    "jullov": ((12, 22), (1, 6)),
    "jul": ((12, 24), (12, 26)),
    "nyår": ((12, 31), (1, 1)),
    "årsskifte": ((12, 31), (1, 1)),
    "industrisemester": ((7, 5), (8, 1)),
}
_NOT_SO = ("höstlov", "sommarlov", "juli")
_ENDS = (Kind.FIRST, Kind.UNTIL)


@dataclass(slots=True)
class Parted:
    """A sentence without its absences; `doubts` are seasons and absences without dates."""

    away: list[Stretch] = field(default_factory=list)
    rest: list[Token] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    is_seasonal: bool = False  # the times are for a season whose dates are in doubt


def parted(row: Sequence[Token], text: str, *, on: date) -> Parted:
    """Away is what follows "bortrest" or "inte", stands before it, or is a school holiday."""
    found = Parted()
    i = 0
    while i < len(row):
        kind = row[i].kind
        if _is_away_again(row, i, found):
            i += 1
        elif _is_away(row, i):
            i = _away(row, i, found, on)
        elif kind is Kind.DATES and _kind(row, i + 1) in (Kind.AWAY, Kind.SEASON):
            found.away.append(_stretch(row[i]))
            i += 2
        elif _is_free_or_away(row, i):
            found.doubts.append(_free_or_away(row, i, text))
            i += 2
        elif kind is Kind.SEASON:
            i = _season(row, i, found, on, is_away=False)
        elif (kind, row[i].value) == (Kind.ASK, "free"):
            i += 1  # "ledig tisdagar" is no more than "tisdagar"
        else:
            found.rest.append(row[i])
            i += 1
    return found


def _is_away_again(row: Sequence[Token], i: int, found: Parted) -> bool:
    """Inte v 45–48, borta: said once more, of the same days."""
    is_said = bool(found.away) and i and row[i].kind is Kind.AWAY and row[i - 1].kind is Kind.SEP
    after = {_kind(row, i + 1), _kind(row, i + 2)}
    return bool(is_said) and not after & {Kind.DATES, Kind.SEASON, *_ENDS}


def _is_away(row: Sequence[Token], i: int) -> bool:
    after = _kind(row, i + 1)
    return row[i].kind is Kind.AWAY or (
        row[i].kind is Kind.NOT and after in (Kind.DATES, Kind.SEASON)
    )


def _away(row: Sequence[Token], i: int, found: Parted, on: date) -> int:
    """All dates that follow, to the first thing that is none."""
    first, begins, count = row[i], None, 0
    i += 1
    while i < len(row):
        token = row[i]
        value: Any = token.value
        if token.kind is Kind.DATES:
            found.away.append(value)
        elif token.kind is Kind.SEASON:
            i = _season(row, i, found, on, is_away=True) - 1
        elif token.kind is Kind.FIRST:
            begins = value
        elif token.kind is Kind.UNTIL:
            found.away.append((begins or on, max(value, begins or on)))
            begins = None
        elif token.kind is not Kind.SEP or _kind(row, i + 1) not in (Kind.DATES, *_ENDS):
            break
        count += 1
        i += 1
    if begins or not count:
        answers = (f"till och med {day_said(begins - DAY)}",) if begins else ()
        found.doubts.append(Doubt(_Between(first, row[i - 1]), Unsure.DATES, answers))
    return i


def _is_free_or_away(row: Sequence[Token], i: int) -> bool:
    kinds = {_kind(row, i), _kind(row, i + 1)}
    values = {row[i].value, row[i + 1].value} if i + 1 < len(row) else set()
    return kinds == {Kind.ASK, Kind.DATES} and "free" in values


def _free_or_away(row: Sequence[Token], i: int, text: str) -> Doubt:
    dates = row[i] if row[i].kind is Kind.DATES else row[i + 1]
    said = text[dates.start : dates.end]
    answers = (f"bortrest {said}", f"alla dagar {said}")
    return Doubt(_Between(row[i], row[i + 1]), Unsure.AWAY_OR_FREE, answers)


def _season(row: Sequence[Token], i: int, found: Parted, on: date, *, is_away: bool) -> int:
    """Ask for the dates of a season, or of two that go together: "jul och nyår"."""
    first = last = row[i]
    found.is_seasonal |= not is_away
    joint, _, word = str(first.value).rpartition(" ")
    if not joint and _kind(row, i + 1) is Kind.SEP and _kind(row, i + 2) is Kind.SEASON:
        i, last = i + 2, row[i + 2]
    if year := _year_after(row, i):
        i, on = i + 1, date(year, 1, 1)
    days = (
        season_days(word, on) if last is first else together(str(first.value), str(last.value), on)
    )
    last = row[i]
    if joint:
        answers = () if days is None else (_edge(joint, days),)
        found.doubts.append(Doubt(_Between(first, last), Unsure.DATES, answers))
        return i + 1
    answers = () if days is None else (_said(days, is_away=is_away),)
    found.doubts.append(Doubt(_Between(first, last), Unsure.DATES, answers))
    return i + 1


def _year_after(row: Sequence[Token], i: int) -> int | None:
    """Of "sommaren 2028", whose year has been read as the time it would be by the clock."""
    value = row[i + 1].value if _kind(row, i + 1) is Kind.SPAN else None
    if not isinstance(value, Times) or value.how != "point" or value.start is None:
        return None
    year = 2000 + value.start.minutes - 20 * 60
    return year if 2020 <= year < 2060 and row[i + 1].end - row[i + 1].start == 4 else None


def _edge(joint: str, days: Stretch) -> str:
    said = day_said(_edge_day(joint, days))
    return f"till och med {said}" if joint == "till" else f"från {said}"


def edge_of(joint: str, season: str, on: date) -> date | None:
    """Till jul, från våren, efter sommaren: the day before it, its first, the one after it; None
    where nobody could say which days the season has.
    """
    days = season_days(season, on)
    return _edge_day(joint, days) if days else None


def _edge_day(joint: str, days: Stretch) -> date:
    match joint:
        case "till":
            return days[0] - DAY
        case "från":
            return days[0]
        case _:
            return days[1] + DAY


def _said(days: Stretch, *, is_away: bool) -> str:
    if is_away:
        return stretch_said(*days)
    return f"från {day_said(days[0])} till och med {day_said(days[1])}"


def _stretch(token: Token) -> Stretch:
    return cast(Stretch, token.value)


def _kind(row: Sequence[Token], i: int) -> Kind | None:
    return row[i].kind if i < len(row) else None


class _Between:
    """The place from one token to another."""

    def __init__(self, first: Token, last: Token) -> None:
        self.start, self.end = first.start, last.end


def season_days(word: str, on: date) -> tuple[date, date] | None:
    """The next days that the word is likely to mean, or None where nobody could say."""
    if word.startswith(_NOT_SO):
        return None
    if word.startswith("midsommar"):
        return _midsummer(on)
    if word in _EASTER:
        return next(days for year in (on.year, on.year + 1) if (days := easter(year))[1] >= on)
    stem = max((s for s in _SEASONS if word.startswith(s)), key=len, default=None)
    if stem is None:
        return None
    (month, day), (last_month, last_day) = _SEASONS[stem]
    for year in (on.year - 1, on.year, on.year + 1):
        first = date(year, month, day)
        last = date(year + (last_month < month), last_month, last_day)
        if last >= on:
            return first, last
    return None  # pragma: no cover - next year's is never over


_EASTER = frozenset(["påsk", "påsken", "påskhelgen", "påskhelg"])


def _midsummer(on: date) -> Stretch:
    """The eve, a Friday, and its Sunday: the next that is not over."""
    eves = [date(year, 6, 19) for year in (on.year, on.year + 1)]
    eves = [day + (4 - day.weekday()) % 7 * DAY for day in eves]
    eve = next(eve for eve in eves if eve + 2 * DAY >= on)
    return eve, eve + 2 * DAY


def together(first: str, last: str, on: date) -> tuple[date, date] | None:
    """From the beginning of one to the end of the other: "jul och nyår"."""
    begins, ends = season_days(first, on), season_days(last, on)
    return (begins[0], ends[1]) if begins and ends and begins[0] <= ends[1] else None
