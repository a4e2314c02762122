"""What hangs on one of a match's people, and stops when she is no longer in it."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from matcher.domain.plans import TodoState
from matcher.store import match_links
from matcher.store.letters import Letter, LetterState
from matcher.store.matches import Participant
from matcher.store.todos import Todo


def stop_letters(session: Session, whom: Participant) -> None:
    """No letter about the match that has not gone yet goes to that volunteer."""
    if whom.volunteer_id is None:
        return
    stopping = sa.update(Letter).where(
        Letter.centre_id == whom.centre_id,
        Letter.match_id == whom.match_id,
        Letter.volunteer_id == whom.volunteer_id,
        Letter.state.in_((LetterState.QUEUED, LetterState.SENDING)),
    )
    session.execute(stopping.values(state=LetterState.CANCELLED))


def stop_all(session: Session, whom: Participant, *, by: str | None, at: datetime) -> None:
    """No letter, no link and nothing to do about the match and that one is left."""
    stop_letters(session, whom)
    if whom.volunteer_id is not None:
        match_links.end_all(session, whom.match_id, volunteer_id=whom.volunteer_id, at=at)
    about = (
        Todo.volunteer_id == whom.volunteer_id
        if whom.volunteer_id
        else Todo.recipient_id == whom.recipient_id
    )
    stopping = sa.update(Todo).where(
        Todo.centre_id == whom.centre_id,
        Todo.match_id == whom.match_id,
        Todo.state == TodoState.OPEN,
        about,
    )
    session.execute(stopping.values(state=TodoState.CANCELLED, done_at=at, done_by=by))


def open_again(
    session: Session,
    match_id: str,
    *,
    cancelled_at: datetime,
    besides: Collection[str],
    centre: str,
) -> None:
    """What was let go at that moment is to be done after all, but nothing about those volunteers
    and people, by id: they have gone since (R63).
    """
    opening = sa.update(Todo).where(
        Todo.centre_id == centre,
        Todo.match_id == match_id,
        Todo.state == TodoState.CANCELLED,
        Todo.done_at == cancelled_at,
        sa.func.coalesce(Todo.volunteer_id, "").not_in(besides),
        sa.func.coalesce(Todo.recipient_id, "").not_in(besides),
    )
    session.execute(opening.values(state=TodoState.OPEN, done_at=None, done_by=None))
