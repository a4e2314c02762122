"""What lies with somebody who works at a centre: matches, people and things to do."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from matcher.domain.matches import MatchState
from matcher.domain.plans import TodoState
from matcher.store.matches import Match
from matcher.store.recipients import Recipient
from matcher.store.todos import Todo
from matcher.store.volunteers import Volunteer

LIVING = tuple(state for state in MatchState if not state.is_over)
OWNED = (Match, Volunteer, Recipient, Todo)


def counts(session: Session, *, centre: str) -> dict[str, tuple[int, int]]:
    """Account → how many living matches and open things to do lie with it; nothing: left out."""
    matches = _by_owner(session, Match, Match.state.in_(LIVING), centre=centre)
    todos = _by_owner(session, Todo, Todo.state == TodoState.OPEN, centre=centre)
    people = {
        *_by_owner(session, Volunteer, sa.true(), centre=centre),
        *_by_owner(session, Recipient, sa.true(), centre=centre),
    }
    owners = people | matches.keys() | todos.keys()
    return {one: (matches.get(one, 0), todos.get(one, 0)) for one in owners}


def hand_over(session: Session, account_id: str, *, to: str, centre: str) -> None:
    """All of it lies with another; what is done and over keeps whose it was."""
    still = {Match: Match.state.in_(LIVING), Todo: Todo.state == TodoState.OPEN}
    for model in OWNED:
        hers = model.centre_id == centre, model.owner_id == account_id
        handing = sa.update(model).where(*hers, still.get(model, sa.true()))
        session.execute(handing.values(owner_id=to))


def _by_owner(
    session: Session, model: Any, which: sa.ColumnElement[bool], *, centre: str
) -> dict[str, int]:
    asked = sa.select(model.owner_id, sa.func.count()).where(
        model.centre_id == centre, model.owner_id.is_not(None), which
    )
    return {row[0]: row[1] for row in session.execute(asked.group_by(model.owner_id))}
