"""What one of us may say of the one to the other who is asked on the telephone (R66, R68): of a
person no more than a card says, of a volunteer her first name, her age band, her languages and
interests. It stands on the page of the match, so that who calls need not look it up.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.contact_ladder import Field, View, recipient_hears, volunteer_sees
from matcher.domain.matches import MatchState, Word
from matcher.services import choices
from matcher.services.match_life import others_of, participant, volunteers_of
from matcher.services.match_sketches import Sketch, person_of, sketch_of_person, sketch_of_volunteer
from matcher.services.match_views import volunteer_view
from matcher.store import match_life, volunteers
from matcher.store.matches import Match, Participant

GONE = (Word.NO, Word.LEFT)


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody as she may be spoken of; `called` only where her first name may be said."""

    called: str | None
    sketch: Sketch


def to(
    session: Session, match_id: str, participant_id: str, *, centre: str, at: datetime
) -> tuple[Told, ...]:
    """What may be said to that one of a match when she is asked. Raises Missing, NotNow."""
    match = match_life.one(session, match_id, centre=centre)
    asked = participant(match, participant_id)
    if asked.volunteer_id:
        return tuple(_of_people(session, match, asked, at=at))
    return tuple(_of_volunteers(session, match, at=at)) if asked.recipient_id else ()


def _of_people(
    session: Session, match: Match, asked: Participant, *, at: datetime
) -> Iterator[Told]:
    for other in others_of(match):
        person = person_of(session, other)
        view = volunteer_view(match, asked, other, person)
        when_asked = replace(view, state=MatchState.VOLUNTEER_ASKED, word=Word.ASKED)
        if person is not None and Field.SKETCH in volunteer_sees(when_asked, at=at):
            yield Told(None, sketch_of_person(session, person, at=at))


def _of_volunteers(session: Session, match: Match, *, at: datetime) -> Iterator[Told]:
    hears = recipient_hears(View(state=MatchState.RECIPIENT_ASKED, word=Word.ASKED))
    if not {Field.CALLED_NAME, Field.SKETCH} <= hears:
        return
    for one in volunteers_of(match):
        if one.word not in GONE:
            row = volunteers.one(session, str(one.volunteer_id), centre=match.centre_id)
            hidden = choices.of(session, centre=match.centre_id).sensitive
            yield Told(row.first_name, sketch_of_volunteer(row, hidden, at=at))
