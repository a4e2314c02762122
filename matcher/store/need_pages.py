"""What pages about needs ask of the rows."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from matcher.domain.matches import MatchState
from matcher.domain.needs import NeedKind, NeedState
from matcher.domain.suggestions import SuggestionState
from matcher.store.matches import Match, Participant
from matcher.store.needs import Need
from matcher.store.organisations import Organisation
from matcher.store.recipients import Recipient
from matcher.store.suggestions import Suggestion
from matcher.store.volunteers import Volunteer


class Listed(NamedTuple):
    """A need on the list, whose it is, and how many seats are taken."""

    need: Need
    organisation: str | None
    first_name: str | None
    surname: str | None
    taken: int


def claim(session: Session, need: Need, version: int) -> bool:
    """Take the right to change it as it was read; False: somebody has changed it since."""
    claimed = session.execute(
        sa.update(Need)
        .where(Need.id == need.id, Need.version == version)
        .values(version=version + 1)
    )
    return bool(claimed.rowcount)  # type: ignore[attr-defined]


def listed(
    session: Session,
    *,
    centre: str,
    kinds: Collection[NeedKind],
    states: Collection[NeedState],
    limit: int = 50,
    offset: int = 0,
) -> list[Listed]:
    """Needs with their words, those whose time is out first and those without an end last."""
    asked = (
        sa.select(
            Need,
            Organisation.name,
            Recipient.first_name,
            Recipient.surname,
            _taken().label("taken"),
        )
        .outerjoin(Organisation, Organisation.id == Need.organisation_id)
        .outerjoin(Recipient, Recipient.id == Need.recipient_id)
        .where(Need.centre_id == centre, Need.kind.in_(kinds), Need.state.in_(states))
        .order_by(*_in_turn())
        .limit(limit)
        .offset(offset)
        .options(selectinload(Need.words))
    )
    return [Listed(*row) for row in session.execute(asked)]


def _in_turn() -> tuple[sa.ColumnElement[Any], ...]:
    return (
        Need.until_on.is_(None),
        Need.until_on.asc(),
        Need.waiting_since.asc(),
        Need.created_at.asc(),
        Need.id.asc(),
    )


def how_many(
    session: Session,
    *,
    centre: str,
    kinds: Collection[NeedKind],
    states: Collection[NeedState],
) -> int:
    """How many `listed` would give without limit."""
    asked = (
        sa.select(sa.func.count())
        .select_from(Need)
        .where(Need.centre_id == centre, Need.kind.in_(kinds), Need.state.in_(states))
    )
    return session.scalar(asked) or 0


def counts_by_state(
    session: Session, *, centre: str, kinds: Collection[NeedKind]
) -> dict[NeedState, int]:
    """How many stand in each state; a state nothing stands in is left out."""
    asked = (
        sa.select(Need.state, sa.func.count())
        .where(Need.centre_id == centre, Need.kind.in_(kinds))
        .group_by(Need.state)
    )
    return {row[0]: row[1] for row in session.execute(asked)}


def helpers(
    session: Session, need_id: str, *, centre: str
) -> list[tuple[str, str, str, MatchState]]:
    """(id, first name, surname, state of the match) of volunteers whose seat is taken."""
    asked = (
        sa.select(Volunteer.id, Volunteer.first_name, Volunteer.surname, Match.state)
        .select_from(Participant)
        .join(Match, Match.id == Participant.match_id)
        .join(Volunteer, Volunteer.id == Participant.volunteer_id)
        .where(Match.need_id == need_id, Match.centre_id == centre, *_lives())
        .order_by(Match.approved_at, Volunteer.id)
    )
    return [(row[0], row[1], row[2], row[3]) for row in session.execute(asked)]


def taken_of(session: Session, need_ids: Collection[str], *, centre: str) -> dict[str, int]:
    """How many seats of each need are taken; one with none is left out."""
    asked = (
        sa.select(Match.need_id, sa.func.count())
        .select_from(Participant)
        .join(Match, Match.id == Participant.match_id)
        .where(Match.need_id.in_(need_ids), Match.centre_id == centre, *_lives())
        .group_by(Match.need_id)
    )
    return {row[0]: row[1] for row in session.execute(asked)}


def withdraw_suggestions(session: Session, need_id: str, *, centre: str, at: datetime) -> int:
    """Nothing undecided stands about it any more; how many suggestions that was."""
    withdrawing = (
        sa.update(Suggestion)
        .where(
            Suggestion.centre_id == centre,
            Suggestion.need_id == need_id,
            Suggestion.state == SuggestionState.PROPOSED,
        )
        .values(state=SuggestionState.WITHDRAWN, decided_at=at, version=Suggestion.version + 1)
        .execution_options(synchronize_session="fetch")
    )
    return int(session.execute(withdrawing).rowcount)  # type: ignore[attr-defined]


def _lives() -> tuple[sa.ColumnElement[bool], ...]:
    """The match is not over, and this volunteer is still in it."""
    return (
        Match.state.not_in([state for state in MatchState if state.is_over]),
        Participant.volunteer_id.is_not(None),
        Participant.said_no_at.is_(None),
        Participant.ended_on.is_(None),
    )


def _taken() -> sa.ScalarSelect[int]:
    return (
        sa.select(sa.func.count())
        .select_from(Participant)
        .join(Match, Match.id == Participant.match_id)
        .where(Match.need_id == Need.id, *_lives())
        .correlate(Need)
        .scalar_subquery()
    )
