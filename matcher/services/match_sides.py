"""The two sides of a match: the rows of everybody in it, and what its page says of each."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from matcher.domain.contact_ladder import Field
from matcher.services import match_telling, match_views
from matcher.services.match_life import others_of, volunteers_of
from matcher.services.match_lines import SideLine
from matcher.services.names import told_apart
from matcher.services.visit_plans import OnVisit
from matcher.store import match_people
from matcher.store.matches import Match, Participant
from matcher.store.organisations import Organisation
from matcher.store.recipients import Recipient
from matcher.store.volunteers import Volunteer


class People(NamedTuple):
    """The rows of everybody in a match, by id."""

    volunteers: Mapping[str, Volunteer]
    recipients: Mapping[str, Recipient]
    organisations: Mapping[str, Organisation]
    called: Mapping[str, str]  # volunteers and recipients


def people(session: Session, match: Match, *, to_be_described: bool) -> People:
    """The rows of everybody in it, by id; with their words those who are told of to the others."""
    centre = match.centre_id
    volunteers = {one.volunteer_id for one in match.participants if one.volunteer_id}
    recipients = {one.recipient_id for one in match.participants if one.recipient_id}
    organisations = {one.organisation_id for one in match.participants if one.organisation_id}
    givers = match_people.volunteers(
        session,
        volunteers,
        with_words=to_be_described and match.state in match_telling.OTHERS_NEXT,
        centre=centre,
    )
    receivers = match_people.recipients(
        session,
        recipients,
        with_words=to_be_described and match_telling.describes_people(match),
        centre=centre,
    )
    there = match_people.organisations(session, organisations, centre=centre)
    full = {who: (row.first_name, row.surname) for who, row in givers.items()}
    full |= {who: (row.first_name, row.surname) for who, row in receivers.items()}
    return People(givers, receivers, there, told_apart(session, full, centre=centre))


def lines(
    match: Match,
    people: People,
    names: Mapping[str, str],
    out: Mapping[str, OnVisit],
    *,
    at: datetime,
) -> tuple[tuple[SideLine, ...], tuple[SideLine, ...]]:
    """Its volunteers, and those whom they meet. `names` are of the centre's accounts, `out` the
    visits that its volunteers are on.
    """
    givers = (_volunteer(match, one, people, names, out, at=at) for one in volunteers_of(match))
    return tuple(givers), tuple(_other(match, one, people, names) for one in others_of(match))


def whom(sides: tuple[SideLine, ...], row: Any) -> SideLine | None:
    """Of the sides of a match the one whom a thing to do is about."""
    ids = {row.volunteer_id, row.recipient_id, row.organisation_id} - {None}
    return next(
        (one for one in sides if ids & {one.volunteer_id, one.recipient_id, one.organisation_id}),
        None,
    )


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
