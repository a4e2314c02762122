"""What the life of matches asks of the rows."""

from collections.abc import Collection
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from matcher.domain.errors import Missing
from matcher.domain.matches import MatchState
from matcher.domain.needs import NeedState
from matcher.domain.plans import TodoKind, TodoState
from matcher.store.matches import Match, Participant
from matcher.store.needs import Need
from matcher.store.todos import Todo

MOST_DONE = 100  # lines of what has been done, on a page


def one(session: Session, match_id: str, *, centre: str, held: bool = False) -> Match:
    """The match with its participants; `held` until the unit of work ends, so that no two change
    it at once. Raises Missing.
    """
    # One question, or two where the row is held: PostgreSQL locks no row of an outer join.
    loaded = selectinload if held else joinedload
    asked = (
        sa.select(Match)
        .where(Match.id == match_id, Match.centre_id == centre)
        .options(loaded(Match.participants))
        .execution_options(populate_existing=True)
    )
    asked = asked.with_for_update(key_share=True) if held else asked
    found = session.scalars(asked).unique().one_or_none()
    if found is None:
        raise Missing("match", match_id)
    return found


def in_states(session: Session, states: Collection[MatchState], *, centre: str) -> list[Match]:
    """Matches that stand there, with their participants, the oldest first."""
    asked = (
        sa.select(Match)
        .where(Match.centre_id == centre, Match.state.in_(states))
        .order_by(Match.approved_at, Match.id)
        .options(selectinload(Match.participants))
    )
    return list(session.scalars(asked))


def of_person(
    session: Session, person_id: str, states: Collection[MatchState], *, centre: str
) -> list[Match]:
    """Matches that stand there and that a recipient or a volunteer is in, with their participants,
    the oldest first.
    """
    hers = sa.select(Participant.match_id).where(
        sa.or_(Participant.recipient_id == person_id, Participant.volunteer_id == person_id),
        Participant.ended_on.is_(None),
        Participant.said_no_at.is_(None),
    )
    asked = (
        sa.select(Match)
        .where(Match.centre_id == centre, Match.id.in_(hers), Match.state.in_(states))
        .order_by(Match.approved_at, Match.id)
        .options(selectinload(Match.participants))
    )
    return list(session.scalars(asked))


def listed(
    session: Session,
    states: Collection[MatchState],
    *,
    centre: str,
    owner: str | None = None,
    limit: int,
    offset: int,
) -> list[Match]:
    """A page of the matches that stand there, or of a colleague's, the newest first."""
    asked = (
        sa.select(Match)
        .where(Match.centre_id == centre, Match.state.in_(states))
        .order_by(_since().desc(), Match.approved_at.desc(), Match.id)
        .limit(limit)
        .offset(offset)
        .options(selectinload(Match.participants))
    )
    if owner is not None:
        asked = asked.where(Match.owner_id == owner)
    return list(session.scalars(asked))


def _since() -> sa.ColumnElement[date]:
    """The day that a list shows: when it was over, when they met, or when it was approved."""
    return sa.func.coalesce(Match.ended_on, Match.met_on, sa.func.date(Match.approved_at))


def counts(session: Session, *, centre: str, owner: str | None = None) -> dict[MatchState, int]:
    """How many matches stand in each state, or how many of a colleague's; a state nobody stands in
    is left out.
    """
    asked = sa.select(Match.state, sa.func.count()).where(Match.centre_id == centre)
    if owner is not None:
        asked = asked.where(Match.owner_id == owner)
    return {row[0]: row[1] for row in session.execute(asked.group_by(Match.state))}


def asked_before(session: Session, moment: datetime, *, centre: str) -> list[Participant]:
    """Volunteers asked by then who have neither answered nor wanted to know more."""
    asked = (
        sa.select(Participant)
        .join(Match, Match.id == Participant.match_id)
        .where(
            Participant.centre_id == centre,
            Participant.volunteer_id.is_not(None),
            Participant.asked_at <= moment,
            Participant.said_yes_at.is_(None),
            Participant.said_no_at.is_(None),
            Participant.wants_more_at.is_(None),
            Match.state == MatchState.VOLUNTEER_ASKED,
        )
        .order_by(Participant.asked_at, Participant.id)
    )
    return list(session.scalars(asked))


def with_nothing_to_do(
    session: Session, states: Collection[MatchState], *, centre: str
) -> list[Match]:
    """Matches in these states about which nothing stands open, with who takes part."""
    about = sa.select(Todo.id).where(
        Todo.centre_id == Match.centre_id,
        Todo.match_id == Match.id,
        Todo.state == TodoState.OPEN,
    )
    asked = sa.select(Match).where(
        Match.centre_id == centre, Match.state.in_(states), ~about.exists()
    )
    return list(session.scalars(asked.options(selectinload(Match.participants)).order_by(Match.id)))


def frequencies(session: Session, need_ids: Collection[str], *, centre: str) -> dict[str, int]:
    """How many weeks apart each need wants its meetings."""
    asked = sa.select(Need.id, Need.every_weeks).where(
        Need.centre_id == centre, Need.id.in_(need_ids)
    )
    return {row[0]: row[1] for row in session.execute(asked)}


def open_todos(session: Session, match_id: str, *, centre: str) -> list[Todo]:
    """What is to be done about a match, the first due first."""
    asked = sa.select(Todo).where(
        Todo.centre_id == centre, Todo.match_id == match_id, Todo.state == TodoState.OPEN
    )
    return list(session.scalars(asked.order_by(Todo.due_on, Todo.made_at, Todo.id)))


def told_todos(session: Session, match_id: str, *, centre: str) -> tuple[list[Todo], list[Todo]]:
    """What is to be done about a match, the first due first; and the hundred last that have been
    done, the latest first.
    """
    asked = sa.select(Todo).where(
        Todo.centre_id == centre,
        Todo.match_id == match_id,
        Todo.state.in_((TodoState.OPEN, TodoState.DONE)),
    )
    rows = list(session.scalars(asked.order_by(Todo.due_on, Todo.made_at, Todo.id)))
    done = [row for row in rows if row.state is TodoState.DONE]
    done.sort(key=lambda row: row.done_at or row.made_at, reverse=True)
    return [row for row in rows if row.state is TodoState.OPEN], done[:MOST_DONE]


def cancel_todos(
    session: Session,
    match_id: str,
    *,
    kinds: Collection[TodoKind] | None = None,
    centre: str,
    by: str | None,
    at: datetime,
) -> None:
    """Nothing of these kinds, or nothing at all, is to be done about the match any more."""
    stopping = sa.update(Todo).where(
        Todo.centre_id == centre, Todo.match_id == match_id, Todo.state == TodoState.OPEN
    )
    if kinds is not None:
        stopping = stopping.where(Todo.kind.in_(kinds))
    session.execute(stopping.values(state=TodoState.CANCELLED, done_at=at, done_by=by))


def settle_about(
    session: Session,
    kind: TodoKind,
    match_id: str,
    *,
    volunteer_id: str | None,
    recipient_id: str | None,
    centre: str,
    by: str | None,
    at: datetime,
) -> None:
    """What was to be done about the match and that one of its people has been done."""
    done = sa.update(Todo).where(
        Todo.centre_id == centre,
        Todo.match_id == match_id,
        Todo.kind == kind,
        Todo.state == TodoState.OPEN,
        Todo.volunteer_id == volunteer_id if volunteer_id else Todo.volunteer_id.is_(None),
        Todo.recipient_id == recipient_id if recipient_id else Todo.recipient_id.is_(None),
    )
    session.execute(done.values(state=TodoState.DONE, done_at=at, done_by=by))


def others_living(
    session: Session,
    match_id: str,
    *,
    recipient_id: str,
    states: Collection[MatchState],
    centre: str,
) -> int:
    """In how many other matches in these states the person takes part."""
    asked = (
        sa.select(sa.func.count())
        .select_from(Participant)
        .join(Match, Match.id == Participant.match_id)
        .where(
            Participant.centre_id == centre,
            Participant.recipient_id == recipient_id,
            Participant.ended_on.is_(None),
            Participant.said_no_at.is_(None),
            Match.id != match_id,
            Match.state.in_(states),
        )
    )
    return session.scalar(asked) or 0


def fill(session: Session, need: Need, *, taken: int, at: datetime) -> None:
    """A need whose last seat is taken by somebody who has met them is filled."""
    if need.state is NeedState.OPEN and taken >= need.seats:
        need.state, need.changed_at = NeedState.FILLED, at


def reopen(need: Need, *, on: date, at: datetime) -> None:
    """A seat is free again, and the wait goes on from its old day (R62)."""
    if need.state is NeedState.FILLED and may_reopen(need, on=on):
        need.state, need.changed_at = NeedState.OPEN, at


def may_reopen(need: Need, *, on: date) -> bool:
    """It is not closed, and its last day has not been."""
    is_past = need.until_on is not None and need.until_on < on
    return need.state in (NeedState.OPEN, NeedState.FILLED) and not is_past
