"""Who is in a circle and who might join it, and how many places of a need are taken."""

from collections.abc import Collection
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import Session

from matcher.domain.matches import MatchState
from matcher.domain.needs import NeedState
from matcher.domain.recipients import RecipientState
from matcher.store.base import CENTRE, IDS
from matcher.store.matches import Match, Participant
from matcher.store.needs import Need
from matcher.store.recipients import Recipient
from matcher.store.volunteers import Volunteer

OVER = tuple(state for state in MatchState if state.is_over)


def givers(
    session: Session, match_ids: Collection[str], *, centre: str
) -> list[tuple[str, str, str, str]]:
    """(match's id, volunteer's id, first name, surname) of each volunteer who is in one of these
    matches still, the one asked first first.
    """
    found = session.execute(_givers(), {"centre": centre, "ids": list(match_ids)})
    return [(row[0], row[1], row[2], row[3]) for row in found]


@cache
def _givers() -> sa.Select[str, str, str, str]:
    return (
        sa.select(Participant.match_id, Volunteer.id, Volunteer.first_name, Volunteer.surname)
        .join(Volunteer, Volunteer.id == Participant.volunteer_id)
        .where(
            Participant.centre_id == CENTRE,
            Participant.match_id.in_(IDS),
            Participant.said_no_at.is_(None),
            Participant.ended_on.is_(None),
        )
        .order_by(Participant.asked_at, Participant.id)
    )


def waiting_needs(session: Session, *, centre: str) -> list[tuple[str, str, str, str]]:
    """(need's id, person's id, first name, surname) of people who wait and whom no match that
    lives is about, by name.
    """
    in_a_match = (
        sa.select(Participant.recipient_id)
        .join(Match, Match.id == Participant.match_id)
        .where(
            Participant.recipient_id.is_not(None),
            Participant.said_no_at.is_(None),
            Participant.ended_on.is_(None),
            Match.centre_id == centre,
            Match.state.not_in(OVER),
        )
    )
    asked = (
        sa.select(Need.id, Recipient.id, Recipient.first_name, Recipient.surname)
        .join(Recipient, Recipient.id == Need.recipient_id)
        .where(
            Need.centre_id == centre,
            Need.state == NeedState.OPEN,
            Recipient.state == RecipientState.WAITING,
            Recipient.id.not_in(in_a_match),
        )
        .order_by(Recipient.first_name, Recipient.surname, Need.id)
    )
    return [(row[0], row[1], row[2], row[3]) for row in session.execute(asked)]


def taken(session: Session, need: Need) -> int:
    """How many volunteers have a place of the need, asked or agreed."""
    asked = (
        sa.select(sa.func.count())
        .select_from(Participant)
        .join(Match, Match.id == Participant.match_id)
        .where(
            Match.centre_id == need.centre_id,
            Match.need_id == need.id,
            Match.state.not_in(OVER),
            Participant.volunteer_id.is_not(None),
            Participant.said_no_at.is_(None),
            Participant.ended_on.is_(None),
        )
    )
    return session.scalar(asked) or 0
