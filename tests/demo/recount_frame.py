"""When two people can meet and how far it is between them, counted by hand for `recount`."""

import math
from collections import Counter
from datetime import date, timedelta

WEEKS = 8
LEAD = timedelta(days=7)
RED = {  # public holidays and eves on weekdays and Saturdays of the weeks that tests look at
    date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 26), date(2026, 12, 31),
    date(2027, 1, 1), date(2027, 1, 6),
}  # fmt: skip
SPEED = {"walk": 4.5, "cycle": 14.0, "bus": 18.0, "car": 35.0}
DETOUR, BUS_WAIT, CAR_TOWN_KM, CAR_RURAL = 1.3, 10.0, 10.0, 60.0
AREA_KM = 1.0  # between two who live in one area; either is so much / √2 from its point


def meeting(v, n, first_day, today):
    """(days, wished): the most days that one weekday and start gives; None where they are no more
    than half of those wished, or than every second week gives where every week is wished.
    """
    begins = today + LEAD
    if n.every_weeks:
        begins += timedelta(days=-begins.weekday() % 7)
    week = (begins - first_day).days // 7
    weeks = range(week, week + WEEKS)
    length, days = math.ceil(n.minutes / 15), []
    for day in (first_day + timedelta(step) for step in range(7 * weeks.stop)):
        both = _quarters(v, day) & _quarters(n, day) if day >= begins else set()
        days.append({q for q in both if set(range(q, q + length)) <= both})
    best = None
    for groups in _layings(weeks, n.every_weeks, first_day):
        for weekday in range(7):
            for start in set().union(*days[weekday::7]):
                held = sum(any(start in days[7 * w + weekday] for w in group) for group in groups)
                if best is None or held > best[0]:
                    best = held, len(groups)
    alike = Counter((first_day + timedelta(7 * w)).isocalendar().week % 2 for w in weeks)
    every_second = max(alike.values()) if n.every_weeks == 1 else 0
    return best if best and 2 * best[0] > best[1] and best[0] > every_second else None


def km_between(a, b):
    """Expected km between two people known by their areas."""
    lat_1, lon_1, lat_2, lon_2 = map(math.radians, (a["lat"], a["lon"], b["lat"], b["lon"]))
    half = math.sin((lat_2 - lat_1) / 2) ** 2
    half += math.cos(lat_1) * math.cos(lat_2) * math.sin((lon_2 - lon_1) / 2) ** 2
    return math.hypot(2 * 6371.0088 * math.asin(math.sqrt(half)), AREA_KM)


def minutes_by(mode, km):
    road = km * DETOUR
    if mode == "car" and road > CAR_TOWN_KM:
        return 60 * CAR_TOWN_KM / SPEED["car"] + 60 * (road - CAR_TOWN_KM) / CAR_RURAL
    return 60 * road / SPEED[mode] + (BUS_WAIT if mode == "bus" else 0)


def has_told(one):
    return bool(one.availability) and "habit" in one.availability


def _layings(weeks, every, first_day):
    weeks = list(weeks)
    if every in (1, 2):
        laid = [weeks[phase::every] for phase in range(every)]
        if every == 2:  # even weeks and odd ones: 53 and 1 follow each other
            number = {week: (first_day + timedelta(7 * week)).isocalendar().week for week in weeks}
            for odd in (0, 1):
                laid.append([week for week in weeks if number[week] % 2 == odd][: len(laid[0])])
        return [[[week] for week in way] for way in sorted(laid, key=len)]
    step = every or len(weeks)
    return [[weeks[at : at + step] for at in range(0, len(weeks), step)]]


def _quarters(one, day):
    """When somebody can on that day, as quarters of an hour."""
    until = getattr(one, "until_on", None)
    if day in RED or (until and day > date.fromisoformat(until)):
        return set()
    (habit,) = one.availability["habit"]
    hours = set()
    for clause in habit[1]:
        assert set(clause) <= {"days", "hours", "parity"}
        odd = day.isocalendar().week % 2
        if day.weekday() in clause["days"] and clause.get("parity") in (None, 2 if odd else 1):
            for span in clause["hours"]:
                begin, end = (_quarter(clock) for clock in span.split("-"))
                hours |= set(range(begin, end))
    return hours - _met_already(one, day)


def _met_already(one, day):
    """The quarters of that day at which a volunteer is with somebody, as they have agreed."""
    hours = set()
    for told in getattr(one, "meets", ()):
        first = date.fromisoformat(told["first_on"])
        weeks, off = divmod((day - first).days, 7)
        if off == 0 and weeks >= 0 and weeks % min(2, told["every_weeks"]) == 0:
            hour, minute = map(int, told["start"].split(":"))
            begin = 60 * hour + minute
            hours |= set(range(begin // 15, -(-(begin + told["minutes"]) // 15)))
    return hours


def _quarter(clock):
    hour, minute = clock.split(":")
    return 4 * int(hour) + int(minute) // 15
