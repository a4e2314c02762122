"""What a week would come to, in rows to lay side by side."""

from matcher.domain.answers import Outcome
from matcher.phrases.cast import Cast, points
from matcher.phrases.voice import N_

NOBODY = "–"  # a table of the console sets it as a number; the site's says it in a word


def outcome(told: Outcome, cast: Cast, *, is_told: bool = True) -> list[tuple[str, str]]:
    """A week in rows: label and value; `is_told`: with how well the pairs suit."""
    weeks = told.longest_wait // 7
    mean = cast.say(N_("%(points)s av 100"), points=points(told.mean_fit))
    waits = cast.say(N_("1 vecka")) if weeks == 1 else cast.say(N_("%(weeks)s veckor"), weeks=weeks)
    rows = [
        (cast.say(N_("Uppdrag som får någon")), str(told.served)),
        (cast.say(N_("Uppdrag utan förslag")), str(told.waiting)),
        (cast.say(N_("Av dem längre än vi har lovat")), str(told.late)),
        (cast.say(N_("Längsta väntan utan förslag")), waits if told.waiting else NOBODY),
        (cast.say(N_("Så väl passar ett par i snitt")), mean if told.seats else NOBODY),
    ]
    return rows if is_told else rows[:-1]
