"""Whether those whom a match would bring together may still meet, when they are asked (R34).

Days pass between a coordinator's yes and the questions: clearance runs out, an allergy is told,
somebody asks not to be processed. Nobody is asked about a meeting that would not be suggested.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.services import matches
from matcher.services.circle_candidates import TAKEN_HERE, needs_of
from matcher.services.matches import Pair
from matcher.store.matches import Match, Participant


def refuse_unsafe(
    session: Session, match: Match, volunteers: Iterable[Participant], *, at: datetime
) -> None:
    """Look once more at each of them with everybody whom she would meet, by today's rows. Raises
    RuleBroken with every safety rule that is broken now.
    """
    for one in volunteers:
        for need_id in needs_of(match):
            pair = Pair(str(one.volunteer_id), need_id)
            matches.looked_at(session, pair, besides=TAKEN_HERE, centre=match.centre_id, at=at)
