"""What a match is about until they have met: when, how far, what they share and what to ask first.

It is asked of today's facts, as two matched by hand are, so that a question that has been answered
since is not asked again. A coordinator who calls needs no other page beside this one.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import iso_week, swedish_day
from matcher.domain.suggestions import Explanation
from matcher.domain.vocabulary import Vocabulary
from matcher.engine.matching import look_at
from matcher.engine.pool import Pool
from matcher.services import choices, faces, weeks
from matcher.services.choices import Choices
from matcher.services.faces import NeedSide, Side
from matcher.services.match_declining import BEFORE_MEETING
from matcher.services.match_lines import MatchPage
from matcher.store import profiles

Pools = Mapping[tuple[str, str], Pool]  # by the volunteer's id and the need's


@dataclass(frozen=True, slots=True)
class Outline:
    """Two who are to meet: how it would be between them."""

    need: NeedSide
    volunteer: Side
    explanation: Explanation
    vocabulary: Vocabulary


def of_page(session: Session, page: MatchPage, *, centre: str, at: datetime) -> tuple[Outline, ...]:
    """One for every volunteer and each whom she would meet; none when they have met, or it is
    over.
    """
    chosen = page.chosen
    if page.state not in BEFORE_MEETING or chosen is None:
        return ()
    givers, wanted = _sides(session, page, chosen, centre=centre)
    found = _pools(
        session,
        chosen,
        [giver.id for giver in givers],
        [need.id for need in wanted],
        centre=centre,
        at=at,
    )
    words = chosen.vocabulary
    return tuple(
        Outline(need, giver, _told(found, chosen, giver, need), words)
        for giver in givers
        for need in wanted
    )


def explained(
    session: Session, volunteer_id: str, need_id: str, *, centre: str, at: datetime
) -> Explanation:
    """How it would be between two of a match, by today's facts, and what is to be asked."""
    chosen = choices.of(session, centre=centre)
    found = _pools(session, chosen, [volunteer_id], [need_id], centre=centre, at=at)
    return _explained(found, chosen, volunteer_id, need_id)


def _sides(
    session: Session, page: MatchPage, chosen: Choices, *, centre: str
) -> tuple[Collection[Side], Collection[NeedSide]]:
    ids = [str(one.volunteer_id) for one in page.volunteers if not one.word.is_out]
    asked = [one.need_id for one in page.others if one.need_id and not one.word.is_out]
    needs = [page.need.id, *asked]
    called = {
        one.volunteer_id or one.recipient_id or "": one.name
        for one in (*page.volunteers, *page.others)
    }
    givers, wanted = faces.both(
        session, ids, needs, chosen.params, called=called, centre=centre, on=page.on
    )
    faces.in_own_words(session, givers, wanted, centre=centre)
    return givers.values(), wanted.values()


def _told(found: Pools, chosen: Choices, giver: Side, need: NeedSide) -> Explanation:
    return faces.as_told(_explained(found, chosen, giver.id, need.id), giver, need)


def _explained(found: Pools, chosen: Choices, volunteer_id: str, need_id: str) -> Explanation:
    pool = found[volunteer_id, need_id]
    return look_at(pool, chosen.params, chosen.related, volunteer_id, need_id).explanation


def _pools(
    session: Session,
    chosen: Choices,
    volunteer_ids: Collection[str],
    need_ids: Collection[str],
    *,
    centre: str,
    at: datetime,
) -> Pools:
    """Each with each, as a pool of two by today's facts."""
    on = swedish_day(at)
    found = profiles.each(
        session,
        volunteer_ids,
        need_ids,
        centre=centre,
        on=on,
        sensitive=chosen.sensitive,
        pastimes=chosen.pastimes,
    )
    begins = weeks.monday(iso_week(on))
    return {pair: weeks.pool_of(two, begins) for pair, two in found.items()}
