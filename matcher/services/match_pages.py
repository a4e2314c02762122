"""What a coordinator's page of a match shows; to look at it is to look at each of its people."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple, TypedDict

from sqlalchemy.orm import Session

from matcher.domain.contact_ladder import Field
from matcher.services import match_ends, match_substitutes, match_views, regular_times, visit_plans
from matcher.services.match_life import others_of, participant, volunteers_of
from matcher.services.match_lines import (
    DoneLine,
    MatchPage,
    MatchTodo,
    SideLine,
    Substitution,
)
from matcher.services.names import told_apart
from matcher.services.need_rows import line_of
from matcher.services.page_lines import HistoryLine, history
from matcher.services.visit_plans import OnVisit
from matcher.services.visits import VisitLine, of_match
from matcher.store import accounts, audit, match_life, match_people, needs
from matcher.store.matches import Match, Participant
from matcher.store.needs import Need
from matcher.store.organisations import Organisation
from matcher.store.recipients import Recipient
from matcher.store.volunteers import Volunteer


class People(NamedTuple):
    """The rows of everybody in a match, by id."""

    volunteers: Mapping[str, Volunteer]
    recipients: Mapping[str, Recipient]
    organisations: Mapping[str, Organisation]
    called: Mapping[str, str]  # volunteers and recipients


class Story(TypedDict):
    """What a page tells of a match's life."""

    todos: tuple[MatchTodo, ...]
    done: tuple[DoneLine, ...]
    visits: tuple[VisitLine, ...]
    noters: Mapping[str, str]
    history: tuple[HistoryLine, ...]
    substitution: Substitution


NO_STORY: Story = {
    "todos": (),
    "done": (),
    "visits": (),
    "noters": {},
    "history": (),
    "substitution": Substitution(),
}


def one(
    session: Session, match_id: str, *, with_story: bool = True, centre: str, by: str, at: datetime
) -> MatchPage:
    """The page of a match; what is to be done and what has been, where the page tells it. Looks at
    its people are logged, so the session must write. Raises Missing.
    """
    match = match_life.one(session, match_id, centre=centre)
    names = accounts.names(session, centre=centre)
    _log(session, match, by=by, at=at)
    people = _people(session, match)
    out = visit_plans.all_under_way(session, match)
    givers = tuple(
        _volunteer(match, one, people, names, out, at=at) for one in volunteers_of(match)
    )
    others = tuple(_other(match, one, people, names) for one in others_of(match))
    need = needs.one(session, match.need_id, centre=centre)
    everybody = givers + others
    return MatchPage(
        id=match.id,
        at=at,
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
        ending_may_be_undone=match_ends.may_be_undone(match, need, at=at),
        over_because=match.over_because,
        ended_on=match.ended_on,
        waiting_since=need.waiting_since,
        regular=regular_times.of_match(match),
        **(_story(session, match, need, everybody, names) if with_story else NO_STORY),
    )


def _story(
    session: Session,
    match: Match,
    need: Need,
    everybody: tuple[SideLine, ...],
    names: Mapping[str, str],
) -> Story:
    """What is to be done about the match, and what has been."""
    centre = match.centre_id
    to_do, done = match_life.told_todos(session, match.id, centre=centre)
    return Story(
        todos=tuple(
            MatchTodo(row.id, row.kind, row.due_on, row.facts, _whom(everybody, row))
            for row in to_do
        ),
        done=tuple(
            DoneLine(
                row.kind,
                row.done_at or row.made_at,
                names.get(row.done_by or ""),
                row.line,
                _whom(everybody, row),
            )
            for row in done
        ),
        visits=of_match(session, match.id, centre=centre),
        noters=names,
        history=history(session, match.id, names, centre=centre),
        substitution=match_substitutes.of(session, match, need),
    )


def is_here(session: Session, match_id: str, *, centre: str) -> None:
    """Raises Missing where the centre has no such match."""
    match_life.one(session, match_id, centre=centre)


def side_of(session: Session, match_id: str, participant_id: str, *, centre: str) -> bool:
    """Whether that participant is a volunteer. Raises Missing, NotNow for nobody of it."""
    match = match_life.one(session, match_id, centre=centre)
    return participant(match, participant_id).volunteer_id is not None


def colleagues(session: Session, *, centre: str) -> list[tuple[str, str]]:
    """(id, name) of who may have heard a yes: those who work here, by name."""
    working = accounts.names_of_open(session, centre=centre)
    return sorted(working.items(), key=lambda one: one[1])


def _people(session: Session, match: Match) -> People:
    """The rows of everybody in it, by id."""
    centre = match.centre_id
    volunteers = {one.volunteer_id for one in match.participants if one.volunteer_id}
    recipients = {one.recipient_id for one in match.participants if one.recipient_id}
    organisations = {one.organisation_id for one in match.participants if one.organisation_id}
    givers = match_people.volunteers(session, volunteers, centre=centre)
    receivers = match_people.recipients(session, recipients, centre=centre)
    there = match_people.organisations(session, organisations, centre=centre)
    full = {who: (row.first_name, row.surname) for who, row in givers.items()}
    full |= {who: (row.first_name, row.surname) for who, row in receivers.items()}
    return People(givers, receivers, there, told_apart(session, full, centre=centre))


def _volunteer(
    match: Match,
    one: Participant,
    people: People,
    names: Mapping[str, str],
    out: Mapping[str, OnVisit],
    *,
    at: datetime,
) -> SideLine:
    row = people.volunteers[str(one.volunteer_id)]
    sees: frozenset[Field] = frozenset()
    for other in others_of(match):
        person = people.recipients.get(other.recipient_id or "")
        sees |= match_views.volunteer_fields(match, one, other, person, at=at)
    side = _side(
        one, row.first_name, people.called[row.id], row.phone, bool(row.email), names, sees
    )
    on_visit = out.get(row.id)
    return replace(side, back_at=on_visit.back_at) if on_visit else side


def _other(match: Match, one: Participant, people: People, names: Mapping[str, str]) -> SideLine:
    if one.organisation_id:
        organisation = people.organisations[one.organisation_id]
        phone = next((c.phone for c in organisation.contacts if c.phone), None)
        return _side(one, organisation.name, organisation.name, phone, False, names, frozenset())
    row = people.recipients[str(one.recipient_id)]
    sees: frozenset[Field] = frozenset()
    for giver in volunteers_of(match):
        sees |= match_views.recipient_fields(match, one, giver)
    return _side(
        one, row.first_name, people.called[row.id], row.phone, bool(row.email), names, sees
    )


def _side(
    one: Participant,
    first: str,
    name: str,
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
        need_id=one.need_id,
        first=first,
        name=name,
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
    whom = [
        (about, public_id)
        for one in match.participants
        for about, public_id in (("volunteer", one.volunteer_id), ("recipient", one.recipient_id))
        if public_id is not None
    ]
    audit.looked_at_all(session, "matches.one", whom, centre=match.centre_id, by=by, at=at)
