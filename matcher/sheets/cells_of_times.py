"""Cells that say when somebody can: what the parser of spoken times makes of them, and asks."""

import re
from dataclasses import dataclass

from matcher.domain.availability import Availability
from matcher.domain.spoken_times import Understood as Said
from matcher.domain.spoken_times import answered, understand
from matcher.sheets.readings import Reading, Refused, Understood, Unsure, World, unsure

LONGEST_TIMES = 200
MOST_READY = 8  # ready answers of a cell of times
_HELST = re.compile(r"\bhelst\s+(?=(?:inte|ej)\b)", re.IGNORECASE)
_RATHER_NOT = re.compile(r"[,;.]?\s*(?:men\s+)?\bhelst\s+(?:inte|ej)\b[^,;.]*", re.IGNORECASE)
# "Efter skolan 15.30–17": the clock says when that is.
_BY_CLOCK = re.compile(
    r"\befter\s+(?:skolan|skoltid|jobbet|arbetet|dagis|lunch(?:en)?|middag(?:en)?)\W+"
    r"(?=(?:kl\.?\s*|mellan\s+)?\d{1,2}(?:[.:]\d\d)?\s*(?:[-–]|till|och)\s*\d)",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\be\.\s*(?=(?:kl\.?\s*)?\d{1,2}[:.]\d\d)", re.IGNORECASE)  # "mån e. 16:30"
_BRACKET = re.compile(r"\s*\([^()]*\)")  # why it is so, beside it
_ALL = ["alla dagar", "vardagar"]


@dataclass(frozen=True, slots=True)
class Times:
    """When, and in whose words."""

    availability: object
    said: str

    @property
    def names_hours(self) -> bool:
        """Whether it says when somebody can, and not only when not."""
        return isinstance(self.availability, Availability) and self.availability.is_known


def _settling(found: Said, world: World) -> list[str]:
    """Texts that answer the first question; where one of them would be asked about in turn, those
    that answer that as well: nobody is asked twice of the same cell.
    """
    first = found.questions[0]
    ready: list[str] = []
    for answer in first.answers:
        text = answered(found.text, first, answer)
        then = understand(text, on=world.on)
        asks = then.questions[0] if then.questions and len(text) <= LONGEST_TIMES else None
        ready += [answered(then.text, asks, a) for a in asks.answers] if asks else [text]
    read = {text: understand(text, on=world.on) for text in ready}
    ready = [text for text in ready if not read[text].unknown]
    clear = [text for text in ready if read[text].is_certain]
    return (clear or ready)[:MOST_READY]


def _rather_not(text: str, world: World) -> Reading | None:
    """Helst inte fredagar is neither a yes nor a no to Fridays, and there are only these: which of
    the two is asked, and until then she is not asked on them. None where nothing is so said.
    """
    said = _RATHER_NOT.search(text)
    if said is None:
        return None
    never = _HELST.sub("", text)
    rest = (text[: said.start()] + text[said.end() :]).strip(" ,;.")
    found, other = times(never, world), times(rest, world) if rest else None
    ready = [never] if isinstance(found, Understood) else _choices(found)
    ready += [rest] if isinstance(other, Understood) else [] if rest else _ALL
    value = found.value if not isinstance(found, Refused) else None
    return unsure("times_rather_not", *ready, value=value, said=said[0].strip(" ,;"))


def _choices(found: Reading) -> list[str]:
    return list(found.choices) if isinstance(found, Unsure) else []


def sure_times(text: str, world: World) -> Times | None:
    """Times that leave nothing to ask, of a remark; when somebody is away is one there."""
    if len(text) > LONGEST_TIMES or _RATHER_NOT.search(text):
        return None
    found = understand(text, on=world.on)
    is_sure = found.is_clear and found.availability != Availability()
    return Times(found.availability, text) if is_sure else None


def times(text: str, world: World) -> Reading:
    """When somebody can, as the parser of spoken times understands it; its questions are asked."""
    if len(text) > LONGEST_TIMES:
        return unsure("times_too_long", most=LONGEST_TIMES, value=None)
    if rather := _rather_not(text, world):
        return rather
    found = understand(_AFTER.sub("efter ", _BY_CLOCK.sub("", text)), on=world.on)
    value = Times(found.availability, text)
    if found.questions:
        first = found.questions[0]
        choices = _settling(found, world)
        if not choices and _BRACKET.search(text):  # "fm, ej mån (fotvård)"
            bare = _settling(understand(_BRACKET.sub("", text).strip(), on=world.on), world)
            choices = [choice for choice in bare if sure_times(choice, world)]
        return unsure(
            "times_unsure", *choices, value=value, said=first.words[:60], about=first.about
        )
    if not found.unknown and found.availability.away and not found.availability.is_known:
        return unsure("times_away_only", value=value, said=text[:60])
    if found.unknown or found.availability == Availability():
        left = ", ".join(found.unknown) or text
        return unsure("times_not_read", value=value, said=left[:60])
    return Understood(value)
