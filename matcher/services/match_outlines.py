"""What a match is about until they have met: when, how far, what they share and what to ask first.

It is asked of today's facts, as two matched by hand are, so that a question that has been answered
since is not asked again. A coordinator who calls needs no other page beside this one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import iso_week, swedish_day
from matcher.domain.matches import Word
from matcher.domain.suggestions import Explanation
from matcher.domain.vocabulary import Vocabulary
from matcher.engine.matching import look_at
from matcher.services import choices, faces, weeks
from matcher.services.choices import Choices
from matcher.services.circle_candidates import staying
from matcher.services.faces import NeedSide, Side
from matcher.services.match_declining import BEFORE_MEETING
from matcher.services.match_life import others_of
from matcher.store import match_life, profiles
from matcher.store.matches import Match

OUT = (Word.NO, Word.LEFT)


@dataclass(frozen=True, slots=True)
class Outline:
    """Two who are to meet: how it would be between them."""

    need: NeedSide
    volunteer: Side
    explanation: Explanation
    vocabulary: Vocabulary


def of_match(session: Session, match_id: str, *, centre: str, at: datetime) -> tuple[Outline, ...]:
    """One for every volunteer and each whom she would meet; none when they have met, or it is
    over. Raises Missing.
    """
    match = match_life.one(session, match_id, centre=centre)
    if match.state not in BEFORE_MEETING:
        return ()
    chosen = choices.of(session, centre=centre)
    givers, wanted = _sides(session, match, chosen, at=at)
    return tuple(
        Outline(need, giver, _told(session, match, giver, need, at=at), chosen.vocabulary)
        for giver in givers
        for need in wanted
    )


def _sides(
    session: Session, match: Match, chosen: Choices, *, at: datetime
) -> tuple[Iterable[Side], Iterable[NeedSide]]:
    centre, on = match.centre_id, swedish_day(at)
    ids = [str(one.volunteer_id) for one in staying(match)]
    givers = faces.volunteers(session, ids, centre=centre)
    asked = [one.need_id for one in others_of(match) if one.need_id and one.word not in OUT]
    wanted = faces.needs(session, [match.need_id, *asked], chosen.params, centre=centre, on=on)
    faces.in_own_words(session, givers, wanted, centre=centre)
    return givers.values(), wanted.values()


def _told(
    session: Session, match: Match, giver: Side, need: NeedSide, *, at: datetime
) -> Explanation:
    chosen, on = choices.of(session, centre=match.centre_id), swedish_day(at)
    found = profiles.load(
        session,
        centre=match.centre_id,
        on=on,
        policies=chosen.policies,
        sensitive=chosen.sensitive,
        volunteer_id=giver.id,
        need_id=need.id,
    )
    pool = weeks.pool_of(found, weeks.monday(iso_week(on)))
    view = look_at(pool, chosen.params, chosen.related, giver.id, need.id)
    return faces.as_told(view.explanation, giver, need)
