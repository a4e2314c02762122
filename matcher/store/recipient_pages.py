"""What pages about recipients ask of the rows."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased, selectinload

from matcher.domain.errors import Missing
from matcher.domain.list_orders import ListOrder
from matcher.domain.matches import MatchState
from matcher.domain.plans import TodoKind, TodoState
from matcher.domain.recipients import RecipientState
from matcher.domain.retention import ERASED
from matcher.store import match_life
from matcher.store.list_orders import before_names
from matcher.store.matches import Match, Participant
from matcher.store.needs import Need
from matcher.store.recipients import Recipient, RecipientAddress
from matcher.store.search import found_by, nearest_first
from matcher.store.todos import Todo
from matcher.store.volunteers import Volunteer


def whole(session: Session, recipient_id: str, *, centre: str) -> Recipient:
    """The person with words, consents and home facts. Raises Missing."""
    found = session.scalar(
        sa.select(Recipient)
        .where(Recipient.id == recipient_id, Recipient.centre_id == centre)
        .options(
            selectinload(Recipient.words),
            selectinload(Recipient.consents),
            selectinload(Recipient.home_facts),
        )
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise Missing("recipient", recipient_id)
    return found


def address(session: Session, recipient_id: str, *, centre: str) -> RecipientAddress | None:
    """The street address, where one is known."""
    asked = sa.select(RecipientAddress).where(
        RecipientAddress.recipient_id == recipient_id, RecipientAddress.centre_id == centre
    )
    return session.scalar(asked)


def claim(session: Session, person: Recipient, version: int) -> bool:
    """Take the right to change her as she was read; False: somebody has changed her since."""
    claimed = session.execute(
        sa.update(Recipient)
        .where(Recipient.id == person.id, Recipient.version == version)
        .values(version=version + 1)
    )
    return bool(claimed.rowcount)  # type: ignore[attr-defined]


def listed(
    session: Session,
    *,
    centre: str,
    search: str = "",
    states: Collection[RecipientState] = (),
    order: ListOrder = ListOrder.NAME,
    limit: int = 50,
    offset: int = 0,
) -> list[Recipient]:
    """Recipients in `order`; by name, what was searched for comes first."""
    names = Recipient.first_name, Recipient.surname
    asked = (
        sa.select(Recipient)
        .where(*_wanted(session, centre=centre, search=search, states=states))
        .order_by(
            *before_names(Recipient, order, session),
            *nearest_first(search, *names, session),
            Recipient.id,
        )
        .limit(limit)
        .offset(offset)
    )
    return list(session.scalars(asked))


def how_many(
    session: Session, *, centre: str, search: str = "", states: Collection[RecipientState] = ()
) -> int:
    """How many `listed` would give without limit."""
    wanted = _wanted(session, centre=centre, search=search, states=states)
    return session.scalar(sa.select(sa.func.count()).select_from(Recipient).where(*wanted)) or 0


def counts_by_state(session: Session, *, centre: str) -> dict[RecipientState, int]:
    """How many stand in each state; a state nobody stands in is left out."""
    asked = (
        sa.select(Recipient.state, sa.func.count())
        .where(Recipient.centre_id == centre, Recipient.source != ERASED)
        .group_by(Recipient.state)
    )
    return {row[0]: row[1] for row in session.execute(asked)}


def open_todos(session: Session, recipient_id: str, *, centre: str) -> list[Todo]:
    """What is to be done about her, the first due first."""
    asked = (
        sa.select(Todo)
        .where(
            Todo.centre_id == centre,
            Todo.recipient_id == recipient_id,
            Todo.state == TodoState.OPEN,
        )
        .order_by(Todo.due_on, Todo.id)
    )
    return list(session.scalars(asked))


def needs_of(session: Session, recipient_id: str, *, centre: str) -> list[Need]:
    """Everything she has wished for, with its words, the newest first."""
    asked = (
        sa.select(Need)
        .where(Need.centre_id == centre, Need.recipient_id == recipient_id)
        .order_by(Need.created_at.desc(), Need.id)
        .options(selectinload(Need.words))
    )
    return list(session.scalars(asked))


def living_matches(session: Session, recipient_id: str, *, centre: str) -> list[Match]:
    """Matches she takes part in that are not over, with their participants, the oldest first."""
    living = [state for state in MatchState if not state.is_over]
    return match_life.of_person(session, recipient_id, living, centre=centre)


def visitors(
    session: Session, recipient_id: str, *, centre: str
) -> list[tuple[str, str, str, MatchState]]:
    """(id, first name, surname, state of the match) of volunteers in matches that are not over and
    that she is in, also as one of a group.
    """
    over, hers = [state for state in MatchState if state.is_over], aliased(Participant)
    is_in_it = sa.exists().where(
        hers.match_id == Match.id,
        hers.recipient_id == recipient_id,
        hers.said_no_at.is_(None),
        hers.ended_on.is_(None),
    )
    asked = (
        sa.select(Volunteer.id, Volunteer.first_name, Volunteer.surname, Match.state)
        .select_from(Participant)
        .join(Match, Match.id == Participant.match_id)
        .join(Volunteer, Volunteer.id == Participant.volunteer_id)
        .where(
            Match.centre_id == centre,
            is_in_it,
            Match.state.not_in(over),
            Participant.said_no_at.is_(None),
            Participant.ended_on.is_(None),
        )
        .order_by(Match.approved_at, Volunteer.id)
    )
    return [(row[0], row[1], row[2], row[3]) for row in session.execute(asked)]


def uncalled(session: Session, *, centre: str) -> list[Recipient]:
    """Those who wait and have no call planned (R65)."""
    planned = sa.select(Todo.recipient_id).where(
        Todo.centre_id == centre,
        Todo.kind == TodoKind.CALL_WAITING,
        Todo.state == TodoState.OPEN,
        Todo.recipient_id.is_not(None),
    )
    asked = sa.select(Recipient).where(
        Recipient.centre_id == centre,
        Recipient.state == RecipientState.WAITING,
        Recipient.id.not_in(planned),
    )
    return list(session.scalars(asked.order_by(Recipient.id)))


def _wanted(
    session: Session, *, centre: str, search: str, states: Collection[RecipientState]
) -> list[sa.ColumnElement[bool]]:
    wanted = [Recipient.centre_id == centre, Recipient.source != ERASED]
    if states:
        wanted.append(Recipient.state.in_(states))
    if search.strip():
        names = Recipient.first_name, Recipient.surname
        wanted.append(found_by(search, *names, Recipient.phone, session))
    return wanted
