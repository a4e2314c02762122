"""What one of us may say of the one to the other who is asked on the telephone (R66, R68): of a
person no more than a card says, of a volunteer her first name, her age band, her languages and
interests. It stands on the page of the match, so that who calls need not look it up.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.contact_ladder import Field, View, recipient_hears, volunteer_sees
from matcher.domain.matches import MatchState, Word
from matcher.services.match_life import others_of, volunteers_of
from matcher.services.match_sketches import Sketch, sketch_of_volunteer, sketches_of_people
from matcher.services.match_views import volunteer_view
from matcher.store.matches import Match
from matcher.store.recipients import Recipient
from matcher.store.volunteers import Volunteer

VOLUNTEERS_NEXT = (MatchState.APPROVED, MatchState.VOLUNTEER_ASKED)
OTHERS_NEXT = (MatchState.VOLUNTEER_YES, MatchState.RECIPIENT_ASKED)
ASKING = VOLUNTEERS_NEXT + OTHERS_NEXT


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody as she may be spoken of; `called` only where her first name may be said."""

    called: str | None
    sketch: Sketch
    id: str | None = None  # where she is in the match


def describes_people(match: Match) -> bool:
    """Volunteers are asked next; or one of a group, who is told whom else she would meet."""
    if match.state in VOLUNTEERS_NEXT:
        return True
    people = sum(not one.word.is_out for one in others_of(match) if one.recipient_id)
    return match.state in OTHERS_NEXT and people > 1


def of_group(
    session: Session,
    match: Match,
    people: Mapping[str, Recipient],
    hidden: Set[str],
    *,
    at: datetime,
) -> tuple[Told, ...]:
    """What may be said to one of a group who is asked, of each of them who has let herself be
    described: her age band and gender, and no more. As `of_people`; nothing where she is alone.
    """
    if match.state not in OTHERS_NEXT or not describes_people(match):
        return ()
    told = of_people(session, match, people, hidden, at=at)
    return tuple(replace(one, sketch=_kind(one.sketch)) for one in told)


def _kind(of: Sketch) -> Sketch:
    return Sketch(of.decade, of.gender, None, {}, (), ())


def of_people(
    session: Session,
    match: Match,
    people: Mapping[str, Recipient],
    hidden: Set[str],
    *,
    at: datetime,
) -> tuple[Told, ...]:
    """What may be said to a volunteer who is asked, of each whom she would meet. `people` are the
    rows of the match's recipients by id, with words and home facts; `hidden` the centre's
    sensitive words.
    """
    asked = volunteers_of(match)[0]  # whoever of them is asked next hears the same
    described = []
    for other in others_of(match):
        person = people.get(other.recipient_id or "")
        view = volunteer_view(match, asked, other, person)
        when_asked = replace(view, state=MatchState.VOLUNTEER_ASKED, word=Word.ASKED)
        if person is None or other.word.is_out:
            continue
        if Field.SKETCH in volunteer_sees(when_asked, at=at):
            described.append((other, person))
    rows = [person for _, person in described]
    found = sketches_of_people(session, rows, hidden, centre=match.centre_id, at=at)
    return tuple(Told(None, found[person.id], other.id) for other, person in described)


def of_volunteers(
    match: Match, volunteers: Mapping[str, Volunteer], hidden: Set[str], *, at: datetime
) -> tuple[Told, ...]:
    """What may be said to a person who is asked, of each volunteer who has not said no. The rows by
    id, with words; `hidden` as above.
    """
    hears = recipient_hears(View(state=MatchState.RECIPIENT_ASKED, word=Word.ASKED))
    if not {Field.CALLED_NAME, Field.SKETCH} <= hears:
        return ()
    staying = (one for one in volunteers_of(match) if not one.word.is_out)
    rows = (volunteers[str(one.volunteer_id)] for one in staying)
    return tuple(Told(row.first_name, sketch_of_volunteer(row, hidden, at=at)) for row in rows)
