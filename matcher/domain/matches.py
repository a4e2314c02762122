"""The life of a match, as a table of states (R57, R58)."""

from enum import StrEnum


class MatchState(StrEnum):
    """From a coordinator's yes to the goodbye."""

    APPROVED = "approved"
    VOLUNTEER_ASKED = "volunteer_asked"
    VOLUNTEER_YES = "volunteer_yes"
    RECIPIENT_ASKED = "recipient_asked"
    BOTH_YES = "both_yes"
    MEETING_BOOKED = "meeting_booked"
    TRIAL = "trial"
    ACTIVE = "active"
    PAUSED = "paused"
    ENDING = "ending"
    ENDED = "ended"
    DECLINED = "declined"

    @property
    def is_over(self) -> bool:
        """Nothing more will happen in it."""
        return self in (MatchState.ENDED, MatchState.DECLINED)


class OverrideReason(StrEnum):
    """Why a coordinator matches against a wish rule (R47)."""

    BOTH_AGREED = "both_agreed"
    WILL_TRY = "will_try"
    FACT_IS_OLD = "fact_is_old"
    PRACTICAL_SOLUTION = "practical_solution"
