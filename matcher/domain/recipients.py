"""A recipient (mottagare): somebody who has said yes to company."""

from enum import StrEnum


class RecipientState(StrEnum):
    """Where a person stands. The waiting date is the day of the first enquiry, for ever (R62)."""

    ENQUIRY = "enquiry"  # own yes not yet recorded: not suggested
    WAITING = "waiting"
    MATCHED = "matched"
    PAUSED = "paused"  # hospital, away
    ENDED = "ended"
    REFERRED_ON = "referred_on"  # not this service, but somebody else's
    DECEASED = "deceased"


class Decides(StrEnum):
    """Who can say yes for the person (R23). A relative alone never can."""

    OWN = "own"
    SUPPORTED = "supported"
    REPRESENTATIVE = "representative"


class ReachBy(StrEnum):
    """How the person wants to be reached. Nobody needs an e-mail address (R6)."""

    PHONE = "phone"
    LETTER = "letter"
    LARGE_LETTER = "large_letter"
    RELATIVE = "relative"
    EMAIL = "email"


PRIORITY_CLASSES = (1, 2, 3, 4)  # set by a person from the centre's published list; 1 is first
