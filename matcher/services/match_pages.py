"""What a coordinator's pages show of matches: plain values, and every look at a person logged."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import STOCKHOLM
from matcher.domain.contact_ladder import Field
from matcher.domain.match_reasons import MeetingPlace, WaivedReason
from matcher.domain.matches import MatchState, Word
from matcher.domain.people import called
from matcher.domain.plans import TodoKind
from matcher.services import match_views
from matcher.services.match_life import others_of, volunteers_of
from matcher.services.names import names_of
from matcher.services.need_rows import NeedLine, line_of
from matcher.services.page_lines import HistoryLine, history
from matcher.services.paging import PAGE_SIZE, Page, nearest_page
from matcher.store import (
    accounts,
    audit,
    match_life,
    needs,
    organisations,
    recipients,
    visits,
    volunteers,
)
from matcher.store.matches import Match, Participant
from matcher.store.visits import Visit


@dataclass(frozen=True, slots=True)
class SideLine:
    """One of a match's people, with what she has said, and what she sees now."""

    id: str  # the participant's
    volunteer_id: str | None
    recipient_id: str | None
    organisation_id: str | None
    first: str
    name: str
    phone: str | None
    has_email: bool
    word: Word
    asked_at: datetime | None
    answered_at: datetime | None
    heard_by: str | None
    wants_more_at: datetime | None
    shares_phone: bool | None
    talked_on: date | None
    ended_on: date | None
    sees: frozenset[Field]


@dataclass(frozen=True, slots=True)
class MatchTodo:
    """Something to do about a match, and about which of its people."""

    id: str
    kind: TodoKind
    due_on: date
    facts: Mapping[str, Any]
    whom: SideLine | None


@dataclass(frozen=True, slots=True)
class DoneLine:
    """Something that has been done about it, and what came of it."""

    kind: TodoKind
    at: datetime
    by: str | None
    line: str | None
    whom: SideLine | None


@dataclass(frozen=True, slots=True)
class MatchPage:
    """All that the page of a match shows, as of `on`."""

    id: str
    on: date
    state: MatchState
    need: NeedLine
    volunteers: tuple[SideLine, ...]
    others: tuple[SideLine, ...]
    owner: str | None
    approved_at: datetime
    meeting_at: datetime | None
    where: MeetingPlace | None
    place: str | None
    met_on: date | None
    waived: WaivedReason | None
    trial_until: date | None
    paused_in: MatchState | None
    over_because: str | None
    ended_on: date | None
    waiting_since: date
    todos: tuple[MatchTodo, ...]
    done: tuple[DoneLine, ...]
    visits: tuple[Visit, ...]
    history: tuple[HistoryLine, ...]

    @property
    def is_meeting_past(self) -> bool:
        """The day of the first meeting has come."""
        return self.meeting_at is not None and (
            self.meeting_at.astimezone(STOCKHOLM).date() <= self.on
        )

    @property
    def sides(self) -> tuple[SideLine, ...]:
        """Everybody in it."""
        return self.volunteers + self.others


@dataclass(frozen=True, slots=True)
class MatchRow:
    """A line of the list."""

    id: str
    state: MatchState
    volunteers: tuple[str, ...]  # called-name and initial
    others: tuple[str, ...]
    since: date  # approved, or met
    last_visit: date | None
    owner: str | None


def one(session: Session, match_id: str, *, centre: str, by: str, at: datetime) -> MatchPage:
    """The page of a match. Looks at its people are logged, so the session must write. Raises
    Missing.
    """
    match = match_life.one(session, match_id, centre=centre)
    names = accounts.names(session, centre=centre)
    _log(session, match, by=by, at=at)
    givers = tuple(_volunteer(session, match, one, names, at=at) for one in volunteers_of(match))
    others = tuple(_other(session, match, one, names) for one in others_of(match))
    need = needs.one(session, match.need_id, centre=centre)
    everybody = givers + others
    return MatchPage(
        id=match.id,
        on=at.astimezone(STOCKHOLM).date(),
        state=match.state,
        need=line_of(need),
        volunteers=givers,
        others=others,
        owner=names.get(match.owner_id or ""),
        approved_at=match.approved_at,
        meeting_at=match.meeting_at,
        where=match.meeting_where,
        place=match.meeting_place,
        met_on=match.met_on,
        waived=match.waived,
        trial_until=match.trial_until,
        paused_in=match.paused_in,
        over_because=match.over_because,
        ended_on=match.ended_on,
        waiting_since=need.waiting_since,
        todos=tuple(
            MatchTodo(row.id, row.kind, row.due_on, row.facts, _whom(everybody, row))
            for row in match_life.open_todos(session, match.id, centre=centre)
        ),
        done=tuple(
            DoneLine(
                row.kind,
                row.done_at or row.made_at,
                names.get(row.done_by or ""),
                row.line,
                _whom(everybody, row),
            )
            for row in match_life.done_todos(session, match.id, centre=centre)
        ),
        visits=tuple(visits.of_match(session, match.id, centre=centre)),
        history=history(session, match.id, names, centre=centre),
    )


def listed(
    session: Session,
    states: Collection[MatchState],
    *,
    centre: str,
    by: str,
    at: datetime,
    page: int = 1,
) -> Page[MatchRow]:
    """A page of the list of matches, the newest first. Looking at it is logged."""
    count = sum(
        number
        for state, number in match_life.counts(session, centre=centre).items()
        if state in states
    )
    number = nearest_page(page, count)
    rows = match_life.listed(
        session, states, centre=centre, limit=PAGE_SIZE, offset=(number - 1) * PAGE_SIZE
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


def counts(session: Session, *, centre: str) -> Mapping[MatchState, int]:
    """How many matches stand in each state."""
    return match_life.counts(session, centre=centre)


def colleagues(session: Session, *, centre: str) -> list[tuple[str, str]]:
    """(id, name) of who may have heard a yes: those who work here, by name."""
    working = accounts.of_centre(session, centre=centre)
    return sorted(((one.id, one.name) for one in working), key=lambda one: one[1])


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
        since=match.met_on or match.approved_at.astimezone(STOCKHOLM).date(),
        last_visit=last.get(match.id),
        owner=owners.get(match.owner_id or ""),
    )


def _volunteer(
    session: Session, match: Match, one: Participant, names: Mapping[str, str], *, at: datetime
) -> SideLine:
    row = volunteers.one(session, str(one.volunteer_id), centre=match.centre_id)
    sees: frozenset[Field] = frozenset()
    for other in others_of(match):
        sees |= match_views.volunteer_of(session, match, one, other, at=at).fields
    return _side(one, row.first_name, row.surname, row.phone, bool(row.email), names, sees)


def _other(session: Session, match: Match, one: Participant, names: Mapping[str, str]) -> SideLine:
    if one.organisation_id:
        organisation = organisations.one(session, one.organisation_id, centre=match.centre_id)
        phone = next((c.phone for c in organisation.contacts if c.phone), None)
        return _side(one, organisation.name, "", phone, False, names, frozenset())
    row = recipients.one(session, str(one.recipient_id), centre=match.centre_id)
    sees: frozenset[Field] = frozenset()
    for giver in volunteers_of(match):
        sees |= match_views.recipient_of(session, match, one, giver).fields
    return _side(one, row.first_name, row.surname, row.phone, bool(row.email), names, sees)


def _side(
    one: Participant,
    first: str,
    surname: str,
    phone: str | None,
    has_email: bool,
    names: Mapping[str, str],
    sees: frozenset[Field],
) -> SideLine:
    return SideLine(
        id=one.id,
        volunteer_id=one.volunteer_id,
        recipient_id=one.recipient_id,
        organisation_id=one.organisation_id,
        first=first,
        name=called(first, surname),
        phone=phone,
        has_email=has_email,
        word=one.word,
        asked_at=one.asked_at,
        answered_at=one.said_yes_at or one.said_no_at,
        heard_by=names.get(one.heard_by or ""),
        wants_more_at=one.wants_more_at,
        shares_phone=one.shares_phone,
        talked_on=one.closing_talk_on,
        ended_on=one.ended_on,
        sees=sees,
    )


def _whom(sides: tuple[SideLine, ...], row: Any) -> SideLine | None:
    ids = {row.volunteer_id, row.recipient_id, row.organisation_id} - {None}
    return next(
        (one for one in sides if ids & {one.volunteer_id, one.recipient_id, one.organisation_id}),
        None,
    )


def _log(session: Session, match: Match, *, by: str, at: datetime) -> None:
    """Who looks at a match has looked at each of its people (R79)."""
    for one in match.participants:
        for about, public_id in (("volunteer", one.volunteer_id), ("recipient", one.recipient_id)):
            if public_id is not None:
                audit.looked(
                    session,
                    "matches.one",
                    about=about,
                    about_id=public_id,
                    centre=match.centre_id,
                    by=by,
                    at=at,
                )
