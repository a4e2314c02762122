"""The contact ladder: what each side may see of the other, when (R66, R67, R68, R71).

Decided here from the state of the match, from what the viewer has said, and from consents; pages,
calendars and letters ask and show no more. A mail never carries any of it (R55): it leads to a
page. Before a yes there is a sketch that nobody can be known by; a street only for a meeting at
home, and only from two days before; after the end nothing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from matcher.domain.matches import MatchState, Word

STREET_BEFORE = timedelta(hours=48)  # how long before a first meeting at home


class Field(StrEnum):
    """What there is to see of somebody."""

    FRAME = "frame"  # what it is about: task, form, times, length, how far
    SKETCH = "sketch"  # age band, gender, area, languages, interests, traits of the home
    CALLED_NAME = "called_name"
    MEETING = "meeting"  # time, and the kind of place
    PLACE = "place"  # where to meet when it is not at home
    STREET = "street"
    PHONE = "phone"
    REGULAR_TIME = "regular_time"  # when they usually meet, as they have agreed


NOTHING: frozenset[Field] = frozenset()
ASKED = frozenset({Field.FRAME})
_MEETING = frozenset({Field.CALLED_NAME, Field.REGULAR_TIME})


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A match as one participant meets it."""

    state: MatchState
    word: Word  # of the participant who looks
    other_is_here: bool = True  # whom it is about has not left, said no or died
    sketch_allowed: bool = False  # the person has said yes to being described without a name
    phone_allowed: bool = False  # whom it is about lets the other have the number
    meeting_at: datetime | None = None
    meets_at_home: bool = False


def volunteer_sees(view: View, *, at: datetime) -> frozenset[Field]:
    """What a volunteer sees of a recipient."""
    if not view.other_is_here or view.word is Word.NOT_ASKED or view.word.is_out:
        return NOTHING
    if view.state in (MatchState.VOLUNTEER_ASKED, MatchState.VOLUNTEER_YES):
        return _sketch(view)
    if view.word is not Word.YES:
        return NOTHING
    if view.state in (MatchState.RECIPIENT_ASKED, MatchState.BOTH_YES):
        return _sketch(view)
    if view.state is MatchState.MEETING_BOOKED:
        return _booked(view, at)
    if view.state.meets:
        return _MEETING | {Field.STREET} | _phone(view)
    return NOTHING  # paused, ending, over


def recipient_hears(view: View) -> frozenset[Field]:
    """What a recipient is told of a volunteer, on the phone or in a letter. SKETCH is her age
    band, interests and languages.
    """
    if not view.other_is_here or view.word.is_out:
        return NOTHING
    if view.state in (MatchState.RECIPIENT_ASKED, MatchState.BOTH_YES):
        return frozenset({Field.CALLED_NAME, Field.SKETCH})
    if view.word is not Word.YES:
        return NOTHING
    if view.state is MatchState.MEETING_BOOKED:
        return frozenset({Field.CALLED_NAME, Field.MEETING, Field.PLACE})
    if view.state.meets:
        return _MEETING | _phone(view)
    return NOTHING


def _sketch(view: View) -> frozenset[Field]:
    return ASKED | ({Field.SKETCH} if view.sketch_allowed else frozenset())


def _booked(view: View, at: datetime) -> frozenset[Field]:
    seen = {Field.FRAME, Field.CALLED_NAME, Field.MEETING, Field.PLACE}
    is_soon = view.meeting_at is not None and at >= view.meeting_at - STREET_BEFORE
    if view.meets_at_home and is_soon:
        seen.add(Field.STREET)
    return frozenset(seen)


def _phone(view: View) -> frozenset[Field]:
    return frozenset({Field.PHONE}) if view.phone_allowed else NOTHING
