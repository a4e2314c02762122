"""A recipient (mottagare): somebody who has said yes to company."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from matcher.domain import promises
from matcher.domain.people import Bears, Gender, GenderWish, Level, SaidWord, Trait
from matcher.domain.places import Place


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


@dataclass(frozen=True, slots=True)
class WaitNote:
    """Why nobody is suggested to a person yet: a note that keeps the promise of her class."""

    said: str
    on: date
    by: str | None  # who wrote it, by name
    until: date

    def holds(self, on: date) -> bool:
        """It has not grown so old that it is asked for anew."""
        return promises.is_explained(self.until, on=on)


class CallOutcome(StrEnum):
    """What came of a call to somebody who waits (R65). No free text: it is where notes leak."""

    STILL_WAITING = "still_waiting"
    NO_ANSWER = "no_answer"


DECIDES_REVIEW_AFTER = timedelta(days=365)  # at most: the question is asked again (R23)
PRIORITY_CLASSES = (1, 2, 3, 4)  # set by a person from the centre's published list; 1 is first


@dataclass(frozen=True, slots=True)
class NewRecipient:
    """What is told of a person who would like company. What is wanted is a `NewNeed`."""

    first_name: str
    waiting_since: date
    surname: str = ""
    phone: str | None = None
    email: str | None = None
    reach_by: ReachBy = ReachBy.PHONE
    birth_year: int | None = None
    gender: Gender | None = None
    language: str = "sv"
    decides: Decides = Decides.OWN
    postcode: str | None = None
    area_id: str | None = None
    place: Place | None = None
    street: str | None = None  # kept in a table of its own
    town: str | None = None
    languages: Mapping[str, Level] = field(default_factory=dict)
    words: tuple[SaidWord, ...] = ()
    gender_wish: GenderWish | None = None
    home: Mapping[Trait, bool] = field(default_factory=dict)  # absent: unknown
    home_checked_on: date | None = None  # seen at a visit that day; None: told
    bears: Mapping[Trait, Bears] = field(default_factory=dict)
    background: str | None = None
    priority_class: int | None = None
