"""How long what is told of a person is kept (R78, practice §3.10), as the pages promise it."""

from datetime import date, timedelta

from matcher.domain.recipients import RecipientState
from matcher.domain.volunteers import VolunteerState

ERASED = "erased"  # the source of a row that is left of who is gone: it counts, and names nobody
A_YEAR, HALF_A_YEAR = timedelta(days=365), timedelta(days=183)
HEALTH_AFTER_END = timedelta(days=30)
UNUSED_KEPT = timedelta(days=90)  # suggestions that nobody decided on (R54)
LOGS_KEPT = 2 * A_YEAR  # who did what, who looked at whom (R79)

VOLUNTEER_KEPT = {
    VolunteerState.INTERESTED: HALF_A_YEAR,  # a sign-up that came to nothing
    VolunteerState.CONTACTED: HALF_A_YEAR,
    VolunteerState.NOT_RELEVANT: HALF_A_YEAR,
    VolunteerState.LEFT: A_YEAR,
}
RECIPIENT_KEPT = {
    RecipientState.ENDED: HALF_A_YEAR,
    RecipientState.REFERRED_ON: HALF_A_YEAR,
    RecipientState.DECEASED: HALF_A_YEAR,
}


def is_volunteer_over(state: VolunteerState, last: date, *, on: date) -> bool:
    """The time is out for who stands in `state` and whom nothing has moved since `last`."""
    kept = VOLUNTEER_KEPT.get(state)
    return kept is not None and on - last > kept


def is_recipient_over(state: RecipientState, ended: date, *, on: date) -> bool:
    """The time is out for whose part ended on that day."""
    kept = RECIPIENT_KEPT.get(state)
    return kept is not None and on - ended > kept
