"""The life of a match, as one table: state × event → state (R57, R58).

    approved ─▶ volunteer asked ─▶ volunteer yes ─▶ recipient asked ─▶ both yes ─▶ meeting booked
        └──────────────┴───────────────┴── declined ───┴───────────────┴──────────────┤
                 ended ◀── ending ◀─▶ active ⇄ paused ⇄ trial ◀── the first meeting ──┘

A match may have several volunteers and several recipients (a circle): each has an own yes and an
own ending, and the guards ask what all of them have said. One more joins until the first person
has been asked: what she has said yes to is not widened behind her back. Whoever comes later has a
match of her own. What the table does not name cannot happen: `turned` raises. A suggestion is no
match yet, and has states of its own.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from matcher.domain.errors import NotNow


class MatchState(StrEnum):
    """From a coordinator's yes to the goodbye."""

    APPROVED = "approved"
    VOLUNTEER_ASKED = "volunteer_asked"
    VOLUNTEER_YES = "volunteer_yes"
    RECIPIENT_ASKED = "recipient_asked"
    BOTH_YES = "both_yes"
    MEETING_BOOKED = "meeting_booked"
    TRIAL = "trial"  # since the first meeting was held
    ACTIVE = "active"
    PAUSED = "paused"
    ENDING = "ending"
    ENDED = "ended"
    DECLINED = "declined"

    @property
    def is_over(self) -> bool:
        """Nothing more will happen in it."""
        return self in (MatchState.ENDED, MatchState.DECLINED)

    @property
    def has_met(self) -> bool:
        """They have met and may meet again."""
        return self.meets or self in (MatchState.PAUSED, MatchState.ENDING)

    @property
    def meets(self) -> bool:
        """They have met and go on meeting: neither rests, and nobody has asked to end it."""
        return self in (MatchState.TRIAL, MatchState.ACTIVE)

    @property
    def awaits_a_visit(self) -> bool:
        """They go on meeting, or the first meeting is booked."""
        return self.meets or self is MatchState.MEETING_BOOKED


class MatchEvent(StrEnum):
    """What happens to a match. The recipient's side may be an organisation."""

    VOLUNTEER_ASKED = "volunteer_asked"
    VOLUNTEER_SAID_YES = "volunteer_said_yes"
    VOLUNTEER_SAID_NO = "volunteer_said_no"  # not now, no answer in time, or a yes taken back
    RECIPIENT_ASKED = "recipient_asked"
    RECIPIENT_SAID_YES = "recipient_said_yes"
    RECIPIENT_SAID_NO = "recipient_said_no"
    MEETING_BOOKED = "meeting_booked"
    MEETING_FELL_THROUGH = "meeting_fell_through"
    MEETING_STANDS = "meeting_stands"  # it was struck off by mistake, and nobody has been told
    MEETING_HELD = "meeting_held"
    TRIAL_PASSED = "trial_passed"
    PAUSED = "paused"
    RESUMED = "resumed"
    ONE_JOINED = "one_joined"  # one more on a side, who is to be asked too
    ONE_LEFT = "one_left"  # one of several has gone; the others go on
    ENDING_BEGUN = "ending_begun"
    ENDING_UNDONE = "ending_undone"  # it was a mistake, and nobody has been told
    ENDED = "ended"
    CALLED_OFF = "called_off"  # by a coordinator, before they have met
    DIED = "died"
    ONE_GONE = "one_gone"  # somebody of either side is out at once, and asks nobody (R73)


class Word(StrEnum):
    """Where one participant stands."""

    NOT_ASKED = "not_asked"
    ASKED = "asked"
    YES = "yes"
    NO = "no"
    LEFT = "left"

    @property
    def is_out(self) -> bool:
        """She takes no part: has said no, or has left."""
        return self in (Word.NO, Word.LEFT)


class OverrideReason(StrEnum):
    """Why a coordinator matches against a wish rule (R47)."""

    BOTH_AGREED = "both_agreed"
    WILL_TRY = "will_try"
    FACT_IS_OLD = "fact_is_old"
    PRACTICAL_SOLUTION = "practical_solution"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """All that guards ask about a match, as it stands when the event is counted in."""

    volunteers: Sequence[Word] = ()
    recipients: Sequence[Word] = ()
    met_with_us: bool = False  # a coordinator was there, or it was waived with a reason
    trial_until: date | None = None
    paused_in: MatchState | None = None  # what it was when the pause began
    ending_from: MatchState | None = None  # what it was when the ending began
    talks_left: int = 0  # closing talks neither held nor declined
    talks_held: int = 0  # or declined: so many of those who stay know that it ends
    on: date = date.min


Guard = Callable[[Standing], bool]


def volunteers_agree(now: Standing) -> bool:
    """Every volunteer who is still in it has said yes."""
    return _agree(now.volunteers)


def no_volunteer(now: Standing) -> bool:
    """No volunteer is left."""
    return _nobody(now.volunteers)


def recipients_agree(now: Standing) -> bool:
    """Every recipient who is still in it has said yes."""
    return _agree(now.recipients)


def no_recipient(now: Standing) -> bool:
    """No recipient is left."""
    return _nobody(now.recipients)


def both_sides_left(now: Standing) -> bool:
    """There is somebody on each side still."""
    return not _nobody(now.volunteers) and not _nobody(now.recipients)


def one_side_left(now: Standing) -> bool:
    """Nobody is left on one of the sides."""
    return not both_sides_left(now)


def met_with_us(now: Standing) -> bool:
    """A coordinator was at the first meeting, or it was waived with a reason (R58)."""
    return now.met_with_us


def trial_is_over(now: Standing) -> bool:
    """The last day of the trial has come."""
    return now.trial_until is not None and now.trial_until <= now.on


def was_in_trial(now: Standing) -> bool:
    """The pause began in the trial, and so it goes on there."""
    return now.paused_in is MatchState.TRIAL


def was_active(now: Standing) -> bool:
    """The pause began when the trial had been passed."""
    return now.paused_in is MatchState.ACTIVE


def is_mistaken_in(state: MatchState) -> Guard:
    """The ending began there, and nobody has been told of it."""
    return lambda now: now.ending_from is state and not now.talks_held


def talks_are_held(now: Standing) -> bool:
    """Both sides have had their closing talk, or wanted none (R62)."""
    return now.talks_left == 0


class Way(NamedTuple):
    """Where an event leads, when its guard holds."""

    to: MatchState
    when: Guard | None = None


S, E = MatchState, MatchEvent
_BEFORE_MEETING = (
    S.APPROVED, S.VOLUNTEER_ASKED, S.VOLUNTEER_YES, S.RECIPIENT_ASKED, S.BOTH_YES,
    S.MEETING_BOOKED,
)  # fmt: skip


def _table() -> dict[tuple[MatchState, MatchEvent], tuple[Way, ...]]:
    table: dict[tuple[MatchState, MatchEvent], tuple[Way, ...]] = {
        (S.APPROVED, E.VOLUNTEER_ASKED): (Way(S.VOLUNTEER_ASKED),),
        (S.VOLUNTEER_ASKED, E.VOLUNTEER_ASKED): (Way(S.VOLUNTEER_ASKED),),
        (S.VOLUNTEER_ASKED, E.VOLUNTEER_SAID_YES): (
            Way(S.VOLUNTEER_YES, volunteers_agree),
            Way(S.VOLUNTEER_ASKED),
        ),
        (S.VOLUNTEER_ASKED, E.VOLUNTEER_SAID_NO): (
            Way(S.DECLINED, no_volunteer),
            Way(S.VOLUNTEER_YES, volunteers_agree),
            Way(S.VOLUNTEER_ASKED),
        ),
        (S.VOLUNTEER_YES, E.RECIPIENT_ASKED): (Way(S.RECIPIENT_ASKED),),
        (S.RECIPIENT_ASKED, E.RECIPIENT_ASKED): (Way(S.RECIPIENT_ASKED),),
        (S.RECIPIENT_ASKED, E.RECIPIENT_SAID_YES): (
            Way(S.BOTH_YES, recipients_agree),
            Way(S.RECIPIENT_ASKED),
        ),
        (S.RECIPIENT_ASKED, E.RECIPIENT_SAID_NO): (
            Way(S.DECLINED, no_recipient),
            Way(S.BOTH_YES, recipients_agree),
            Way(S.RECIPIENT_ASKED),
        ),
        (S.BOTH_YES, E.MEETING_BOOKED): (Way(S.MEETING_BOOKED),),
        (S.MEETING_BOOKED, E.MEETING_BOOKED): (Way(S.MEETING_BOOKED),),
        (S.MEETING_BOOKED, E.MEETING_FELL_THROUGH): (Way(S.BOTH_YES),),
        (S.BOTH_YES, E.MEETING_STANDS): (Way(S.MEETING_BOOKED),),
        (S.MEETING_BOOKED, E.MEETING_HELD): (Way(S.TRIAL, met_with_us),),
        (S.TRIAL, E.TRIAL_PASSED): (Way(S.ACTIVE, trial_is_over),),
        (S.TRIAL, E.PAUSED): (Way(S.PAUSED),),
        (S.ACTIVE, E.PAUSED): (Way(S.PAUSED),),
        (S.PAUSED, E.RESUMED): (Way(S.TRIAL, was_in_trial), Way(S.ACTIVE, was_active)),
        (S.ENDING, E.ENDED): (Way(S.ENDED, talks_are_held),),
    }
    for state in (S.APPROVED, S.VOLUNTEER_ASKED):
        table[state, E.ONE_JOINED] = (Way(state),)
    table[S.VOLUNTEER_YES, E.ONE_JOINED] = (
        Way(S.VOLUNTEER_YES, volunteers_agree),
        Way(S.VOLUNTEER_ASKED),
    )
    for state in (S.VOLUNTEER_YES, S.RECIPIENT_ASKED, S.BOTH_YES, S.MEETING_BOOKED):
        table[state, E.VOLUNTEER_SAID_NO] = Way(S.DECLINED, no_volunteer), Way(state)
    for state in (S.BOTH_YES, S.MEETING_BOOKED):
        table[state, E.RECIPIENT_SAID_NO] = Way(S.DECLINED, no_recipient), Way(state)
    for state in _BEFORE_MEETING:
        table[state, E.CALLED_OFF] = (Way(S.DECLINED),)
    for state in (S.TRIAL, S.ACTIVE, S.PAUSED):
        table[state, E.ONE_LEFT] = (Way(state, both_sides_left),)
        table[state, E.ENDING_BEGUN] = (Way(S.ENDING),)
    table[S.ENDING, E.ENDING_UNDONE] = tuple(
        Way(state, is_mistaken_in(state)) for state in (S.TRIAL, S.ACTIVE, S.PAUSED)
    )
    for state in MatchState:
        if not state.is_over:
            table[state, E.DIED] = Way(S.ENDED, no_recipient), Way(state)
            table[state, E.ONE_GONE] = Way(S.ENDED, one_side_left), Way(state)
    # Who is left of a group or a circle may have said yes already.
    for event, over in ((E.DIED, no_recipient), (E.ONE_GONE, one_side_left)):
        table[S.RECIPIENT_ASKED, event] = (
            Way(S.ENDED, over),
            Way(S.BOTH_YES, recipients_agree),
            Way(S.RECIPIENT_ASKED),
        )
    table[S.VOLUNTEER_ASKED, E.ONE_GONE] = (
        Way(S.ENDED, one_side_left),
        Way(S.VOLUNTEER_YES, volunteers_agree),
        Way(S.VOLUNTEER_ASKED),
    )
    return table


TABLE: Mapping[tuple[MatchState, MatchEvent], tuple[Way, ...]] = _table()


def turned(state: MatchState, event: MatchEvent, now: Standing) -> MatchState:
    """The state after the event. Raises NotNow when the table has no way, or no guard holds."""
    for way in TABLE.get((state, event), ()):
        if way.when is None or way.when(now):
            return way.to
    raise NotNow("match", state.value, event.value)


def _agree(words: Sequence[Word]) -> bool:
    staying = [word for word in words if not word.is_out]
    return bool(staying) and all(word is Word.YES for word in staying)


def _nobody(words: Sequence[Word]) -> bool:
    return all(word.is_out for word in words)
