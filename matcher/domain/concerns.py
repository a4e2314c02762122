"""Concerns about somebody: who saw it, what has been done, how it ended, how long it is kept (R70).

What stands in one is often health, and may be a suspicion of a crime: few read it, nothing reckons
with it, and it lives shortly. What follows of it for a match is a pause without a cause (R71).
An open one lies with somebody, who looks at it again on a day, so that nobody has to remember it.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from matcher.domain.follow_ups import months_after
from matcher.domain.plans import working_days_after

KEPT_MONTHS = 12  # after it was closed; our own choice, `practice.md` 2.5 says "short life"
LONGEST = 2000  # characters of what was seen
LONGEST_STEP = 500  # characters of what was done
LONGEST_UNSEEN = timedelta(days=31)  # an open one is looked at again within; our own choice


class Witness(StrEnum):
    """Who saw or heard it, as a part, never as a name."""

    VOLUNTEER = "volunteer"
    THE_PERSON = "the_person"  # whom it is about has told of it
    RELATIVE = "relative"
    COLLEAGUE = "colleague"
    OTHER = "other"


class ConcernStep(StrEnum):
    """What has been done about it."""

    TALKED = "talked"  # with whom it is about: the first thing to do, where it can be done
    CALLED_112 = "called_112"
    SOCIAL_SERVICES = "social_services"
    POLICE = "police"
    HEALTH_CARE = "health_care"
    TOLD_MANAGER = "told_manager"
    OTHER = "other"


class Outcome(StrEnum):
    """How it was closed."""

    HANDED_OVER = "handed_over"  # an authority has it
    SETTLED = "settled"
    NOTHING_TO_IT = "nothing_to_it"


@dataclass(frozen=True, slots=True)
class NewConcern:
    """What somebody saw on a day: facts, not guesses. About at most one person of the register."""

    text: str
    seen_on: date
    witness: Witness
    volunteer_id: str | None = None
    recipient_id: str | None = None
    look_on: date | None = None  # when it is looked at next; None: on the next working day


def kept_until(closed_on: date) -> date:
    """The last day on which a closed concern is kept, unless it is held for a legal matter."""
    return months_after(closed_on, KEPT_MONTHS)


def next_look(on: date) -> date:
    """The day on which a concern is looked at again, where nobody says otherwise."""
    return working_days_after(on, 1)
