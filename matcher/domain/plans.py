"""What is to be done, by whom and when: the kinds of to-do and the days they are due."""

from datetime import date, timedelta
from enum import StrEnum

from matcher.domain.calendar_weeks import is_red


class TodoKind(StrEnum):
    """Each kind has its words in `phrases` and its page to go to."""

    CALL_NEW_VOLUNTEER = "call_new_volunteer"
    COMPLETE_CLEARANCE = "complete_clearance"
    HEAR_CONSENT = "hear_consent"
    DECIDE_SUGGESTIONS = "decide_suggestions"
    ASK_VOLUNTEER = "ask_volunteer"  # an approved match: ask the volunteer
    CALL_WAITING = "call_waiting"
    HEALTH_WITHDRAWN = "health_withdrawn"  # what no longer protects is to be read (R21)
    TELL_OF_DEATH = "tell_of_death"  # a volunteer whose recipient has died (R63)
    CLEAR_UP_IMPORT = "clear_up_import"  # something in a list was unsure
    LETTER_FAILED = "letter_failed"


class TodoState(StrEnum):
    """A to-do is done, or it is not."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"  # what it was about no longer is


CALL_NEW_VOLUNTEER_WITHIN = 3  # working days (R8)
CALL_WAITING_EVERY = timedelta(weeks=6)  # R65


def working_days_after(day: date, count: int) -> date:
    """The day that lies `count` Swedish working days after `day`; `count` ≥ 0."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5 and not is_red(day)
    return day
