"""How long something lasted, as people write it: "60", "ca 45 min", "1,5 tim", "en timme"."""

import re

_ABOUT = re.compile(r"^(?:ca|c:a|cirka|ungefär|omkring|runt|typ|nästan|about|around|~)\.?\s*")
_NUMBER = r"(\d{1,3}(?:[.,]\d{1,2})?)"
_HOUR = r"(?:timmar|timme|tim|hours|hour|h|t)\.?"
_MINUTE = r"(?:minuter|minut|minutes|minute|mins|min|m)\.?"
_MINUTES = re.compile(rf"(\d{{1,3}})\s*(?:{_MINUTE})?")
_HOURS = re.compile(rf"{_NUMBER}\s*{_HOUR}")
_BOTH = re.compile(rf"(\d{{1,2}})\s*{_HOUR}\s*(?:och|and|,)?\s*(\d{{1,2}})\s*(?:{_MINUTE})?")
_BY_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)")
_IN_WORDS = {
    "kvart": 15, "en kvart": 15, "a quarter of an hour": 15,
    "halvtimme": 30, "en halvtimme": 30, "en halv timme": 30, "half an hour": 30,
    "trekvart": 45, "tre kvart": 45, "three quarters of an hour": 45,
    "timme": 60, "en timme": 60, "en timma": 60, "an hour": 60, "one hour": 60,
    "en och en halv timme": 90, "halvannan timme": 90, "one and a half hours": 90,
    "an hour and a half": 90,
    "två timmar": 120, "two hours": 120, "tre timmar": 180, "three hours": 180,
}  # fmt: skip


def minutes_said(text: str) -> int | None:
    """The minutes that a text names, rounded; a bare number is minutes. None for what is not read,
    also for a span, "45–60": which of the two is not ours to choose.
    """
    said = _ABOUT.sub("", " ".join(text.casefold().split()))
    if said in _IN_WORDS:
        return _IN_WORDS[said]
    if both := _BOTH.fullmatch(said) or _BY_CLOCK.fullmatch(said):
        return int(both[1]) * 60 + int(both[2])
    if hours := _HOURS.fullmatch(said):
        return round(float(hours[1].replace(",", ".")) * 60)
    minutes = _MINUTES.fullmatch(said)
    return int(minutes[1]) if minutes else None
