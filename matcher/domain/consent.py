"""A person's own yes, kept as a record of its own (R19, R20)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ConsentKind(StrEnum):
    """What the yes is to. Each is given, and can be taken back, by itself."""

    MATCHING = "matching"  # to be looked after by the centre and suggested to a volunteer
    HEALTH = "health"  # to keep functional facts and allergies (art. 9)
    SKETCH = "sketch"  # to describe me to a volunteer without naming me
    SHARING = "sharing"  # to pass on from home care or another centre
    SURVEY = "survey"
    NEWSLETTER = "newsletter"


class Channel(StrEnum):
    """How the yes was heard."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    PAPER = "paper"
    WEB = "web"


@dataclass(frozen=True, slots=True)
class NewConsent:
    """A yes as it is handed in: who heard it, when and how; never a guess."""

    kind: ConsentKind
    said_on: date
    heard_by: str
    channel: Channel
    text_version: str


CONSENT_TEXT_VERSION = "2026-11"  # of the consent texts shown and read aloud
