"""Cells that say when somebody can: what the parser of spoken times makes of them, and asks."""

from dataclasses import dataclass

from matcher.domain.availability import Availability
from matcher.domain.spoken_times import Understood as Said
from matcher.domain.spoken_times import answered, understand
from matcher.sheets.readings import Reading, Understood, World, unsure

LONGEST_TIMES = 200
MOST_READY = 8  # ready answers of a cell of times


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


def sure_times(text: str, world: World) -> Times | None:
    """Times that leave nothing to ask, of a remark; when somebody is away is one there."""
    if len(text) > LONGEST_TIMES:
        return None
    found = understand(text, on=world.on)
    is_sure = found.is_clear and found.availability != Availability()
    return Times(found.availability, text) if is_sure else None


def times(text: str, world: World) -> Reading:
    """When somebody can, as the parser of spoken times understands it; its questions are asked."""
    if len(text) > LONGEST_TIMES:
        return unsure("times_too_long", most=LONGEST_TIMES, value=None)
    found = understand(text, on=world.on)
    value = Times(found.availability, text)
    if found.questions:
        first = found.questions[0]
        choices = _settling(found, world)
        return unsure(
            "times_unsure", *choices, value=value, said=first.words[:60], about=first.about
        )
    if not found.unknown and found.availability.away and not found.availability.is_known:
        return unsure("times_away_only", value=value, said=text[:60])
    if found.unknown or found.availability == Availability():
        left = ", ".join(found.unknown) or text
        return unsure("times_not_read", value=value, said=left[:60])
    return Understood(value)
