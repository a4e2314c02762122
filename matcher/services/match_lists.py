"""The list of matches, a page at a time; that it was looked at is logged."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.matches import MatchState
from matcher.services.match_life import others_of, volunteers_of
from matcher.services.match_lines import MatchRow
from matcher.services.names import names_of
from matcher.services.paging import PAGE_SIZE, Page, nearest_page
from matcher.store import accounts, audit, match_life, visits
from matcher.store.matches import Match, Participant


def listed(
    session: Session,
    states: Collection[MatchState],
    *,
    centre: str,
    by: str,
    at: datetime,
    only_own: bool = False,
    page: int = 1,
) -> Page[MatchRow]:
    """A page of the list of matches, or of one's own, the newest first. Looking at it is logged."""
    owner = by if only_own else None
    found = match_life.counts(session, centre=centre, owner=owner)
    count = sum(found.get(state, 0) for state in states)
    number = nearest_page(page, count)
    rows = match_life.listed(
        session,
        states,
        centre=centre,
        owner=owner,
        limit=PAGE_SIZE,
        offset=(number - 1) * PAGE_SIZE,
    )
    audit.looked(
        session, "matches.listed", about="match", about_id=None, centre=centre, by=by, at=at
    )
    everybody = [one for match in rows for one in match.participants]
    known = names_of(
        session,
        volunteers={one.volunteer_id for one in everybody if one.volunteer_id},
        recipients={one.recipient_id for one in everybody if one.recipient_id},
        organisations={one.organisation_id for one in everybody if one.organisation_id},
        centre=centre,
    )
    names = {found: one.name for found, one in known.items()}
    last = visits.last_days(session, [match.id for match in rows], centre=centre)
    owners = accounts.names(session, centre=centre)
    return Page(tuple(_row(match, names, last, owners) for match in rows), count, number)


def counts(session: Session, *, owner: str | None = None, centre: str) -> Mapping[MatchState, int]:
    """How many matches stand in each state, or how many of a colleague's."""
    return match_life.counts(session, centre=centre, owner=owner)


def _row(
    match: Match, names: Mapping[str, str], last: Mapping[str, date], owners: Mapping[str, str]
) -> MatchRow:
    def called_of(some: list[Participant]) -> tuple[str, ...]:
        ids = (one.volunteer_id or one.recipient_id or one.organisation_id for one in some)
        return tuple(names.get(str(found), "") for found in ids)

    return MatchRow(
        id=match.id,
        state=match.state,
        volunteers=called_of(volunteers_of(match)),
        others=called_of(others_of(match)),
        since=match.ended_on or match.met_on or swedish_day(match.approved_at),
        last_visit=last.get(match.id),
        owner=owners.get(match.owner_id or ""),
    )
