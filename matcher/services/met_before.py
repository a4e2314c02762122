"""Two who are brought together have met before: from when till when, and why it ended. Nobody is to
remember it, and no card without names is sent to who knows the other.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from matcher.domain.match_reasons import EndReason
from matcher.services.match_lines import MatchPage
from matcher.store import match_people, needs


@dataclass(frozen=True, slots=True)
class MetBefore:
    """Their last match that is over."""

    match_id: str
    from_on: date
    until_on: date
    reason: EndReason | None


def of_two(session: Session, volunteer_id: str, need_id: str, *, centre: str) -> MetBefore | None:
    """Of a suggestion: she and whose need it is. Raises Missing."""
    recipient_id = needs.one(session, need_id, centre=centre).recipient_id
    return _last(session, volunteer_id, recipient_id, centre=centre) if recipient_id else None


def of_match(session: Session, page: MatchPage, *, centre: str) -> MetBefore | None:
    """Of a match in which they have not met yet: the first two of them that have met before."""
    if page.met_on is not None or page.state.is_over:
        return None
    found = (
        _last(session, hers.volunteer_id, theirs.recipient_id, centre=centre)
        for hers in page.volunteers
        for theirs in page.others
        if hers.volunteer_id and theirs.recipient_id
    )
    return next(filter(None, found), None)


def _last(
    session: Session, volunteer_id: str, recipient_id: str, *, centre: str
) -> MetBefore | None:
    for match in match_people.met_before(session, volunteer_id, recipient_id, centre=centre):
        if match.met_on is not None and match.ended_on is not None:
            known = {reason.value for reason in EndReason}
            why = EndReason(match.over_because) if match.over_because in known else None
            return MetBefore(match.id, match.met_on, match.ended_on, why)
    return None
