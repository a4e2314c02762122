"""What pages show of recipients: plain values, never rows."""

from dataclasses import dataclass
from datetime import date, datetime

from matcher.domain import promises
from matcher.domain.consent import Channel, ConsentKind
from matcher.domain.people import Trait
from matcher.domain.plans import TodoKind
from matcher.domain.recipients import NewRecipient, RecipientState, WaitNote
from matcher.services.need_rows import NeedLine
from matcher.services.page_lines import HelperLine, HistoryLine, TodoLine
from matcher.services.same_person import MaybeSame


@dataclass(frozen=True, slots=True)
class RecipientRow:
    """A line of the list: called-name and initial, no more of who she is than the list needs."""

    id: str
    called: str
    state: RecipientState
    where: str | None  # area, else what the place is called, else postcode
    languages: tuple[str, ...]  # concept ids
    weeks_waited: int | None  # None: she does not wait
    promise_weeks: int | None
    priority_class: int | None

    @property
    def is_late(self) -> bool:
        """She has waited longer than her class is promised."""
        return promises.weeks_over(self.weeks_waited or 0, self.promise_weeks) > 0


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """How it stands with one yes: None where nobody has asked."""

    kind: ConsentKind
    said_on: date | None = None
    heard_by: str | None = None
    channel: Channel | None = None
    text_version: str | None = None
    withdrawn_on: date | None = None

    @property
    def is_given(self) -> bool:
        """It holds today."""
        return self.said_on is not None and self.withdrawn_on is None


@dataclass(frozen=True, slots=True)
class HomeLine:
    """A fact of the home, and the day it was seen (None: told)."""

    trait: Trait
    present: bool
    checked_on: date | None


@dataclass(frozen=True, slots=True)
class RecipientPage:
    """All that a coordinator's page shows of one recipient, as of `on`."""

    id: str
    version: int
    on: date
    state: RecipientState
    told: NewRecipient  # health facts only with the consent for them (R20)
    code: str | None  # after her name in lists, where nothing known tells her from a namesake
    maybe_same: tuple[MaybeSame, ...]  # who may be herself, taken in another time
    area: str | None
    restricted_at: datetime | None
    source: str
    weeks_waited: int
    promise_weeks: int | None
    explained: WaitNote | None  # why she waits past the promise, as long as it holds
    may_explain: bool  # the promise is broken, or about to be
    priority_set_on: date | None
    priority_set_by: str | None
    decides_review_on: date | None
    referral_id: str | None  # of who is not heard yet: her no takes all about her away with it
    home: tuple[HomeLine, ...]
    home_unknown: tuple[Trait, ...]
    consents: tuple[ConsentLine, ...]
    needs: tuple[NeedLine, ...]
    visitors: tuple[HelperLine, ...]
    todos: tuple[TodoLine, ...]
    history: tuple[HistoryLine, ...]
    looks: tuple[HistoryLine, ...]
    changed_at: datetime

    @property
    def is_past_promise(self) -> bool:
        """She has waited longer than her class is promised, and is in no match."""
        is_over = promises.weeks_over(self.weeks_waited, self.promise_weeks) > 0
        return is_over and not self.visitors

    @property
    def has_health_consent(self) -> bool:
        """Functional facts and allergies may be kept."""
        return any(one.kind is ConsentKind.HEALTH and one.is_given for one in self.consents)

    @property
    def next_call(self) -> TodoLine | None:
        """The next call while she waits, or to ask her at all."""
        calls = (TodoKind.CALL_WAITING, TodoKind.HEAR_CONSENT)
        return next((todo for todo in self.todos if todo.kind in calls), None)
