"""What a watchman of machines asks of a whole installation: moments, never a centre or a person."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.store import letters, runs


@dataclass(frozen=True, slots=True)
class Pulse:
    """When a week was last counted, and since when the oldest letter has waited to be sent."""

    last_week_made_at: datetime | None  # None: no week has been counted
    oldest_unsent_letter: datetime | None  # None: every letter has gone


def pulse(session: Session) -> Pulse:
    """The two clocks of the house, over all its centres."""
    return Pulse(runs.last_made_at(session), letters.oldest_unsent(session))
