"""A person goes out of every table; what only counts stays, and names nobody (R76).

Which tables those are is read from the schema: one that is added with a key to a person is emptied
of her too, without anybody remembering it.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from matcher.domain.retention import ERASED, RECIPIENT_KEPT, VOLUNTEER_KEPT
from matcher.domain.suggestions import SuggestionState
from matcher.store.audit import Deed, Look
from matcher.store.base import Base
from matcher.store.concerns import Concern
from matcher.store.imports import ImportedRow
from matcher.store.letters import Letter
from matcher.store.matches import Match, Participant
from matcher.store.needs import Need, NeedWord
from matcher.store.people import Person
from matcher.store.recipients import Recipient
from matcher.store.runs import Run
from matcher.store.suggestions import Suggestion, WithoutRow
from matcher.store.volunteers import Volunteer

COUNTS = ("participants", "visits", "needs")  # that it was, not who it was
NAMELESS = "–"
UNDECIDED = (SuggestionState.PROPOSED, SuggestionState.EXPIRED, SuggestionState.WITHDRAWN)
# Of an emptied row: whose it is, what it counts as, and when it was.
STAYS = {
    "id", "centre_id", "state", "kind", "recipient_id", "organisation_id", "seats", "least_seats",
    "minutes", "every_weeks", "from_on", "until_on", "waiting_since", "created_at", "changed_at",
    "version",
}  # fmt: skip


def is_held(session: Session, person_id: str, *, centre: str) -> bool:
    """A concern about that person is held for a legal matter: nothing may go meanwhile."""
    asked = sa.select(Concern.id).where(
        Concern.centre_id == centre,
        sa.or_(Concern.volunteer_id == person_id, Concern.recipient_id == person_id),
        Concern.held_since.is_not(None),
    )
    return session.scalar(asked) is not None


def volunteers_over(session: Session, *, centre: str) -> list[Volunteer]:
    """Everybody whose time may be out, by state; the erased are not among them."""
    asked = sa.select(Volunteer).where(
        Volunteer.centre_id == centre,
        Volunteer.state.in_(list(VOLUNTEER_KEPT)),
        Volunteer.source != ERASED,
    )
    return list(session.scalars(asked.order_by(Volunteer.id)))


def recipients_over(session: Session, *, centre: str) -> list[Recipient]:
    """Everybody whose part has ended; the erased are not among them."""
    asked = sa.select(Recipient).where(
        Recipient.centre_id == centre,
        Recipient.state.in_(list(RECIPIENT_KEPT)),
        Recipient.source != ERASED,
    )
    return list(session.scalars(asked.order_by(Recipient.id)))


def erase(session: Session, person: Person) -> None:
    """Nothing is left that says who it was. Who was in a match leaves an empty row behind, so that
    the match and its visits still count; anybody else leaves none.
    """
    matches = matches_of(person)
    was_matched = session.scalar(matches.limit(1)) is not None
    _forget_beside(session, person, matches)
    _forget_suggestions(session, person)
    for table, column in _pointing_at(person.__tablename__):
        session.execute(
            sa.delete(table).where(
                table.c.centre_id == person.centre_id, table.c[column] == person.id
            )
        )
    if was_matched:
        _empty(session, Need.__table__, Need.recipient_id == person.id)
        _empty(session, person.__table__, type(person).id == person.id)
    else:
        session.execute(sa.delete(type(person)).where(type(person).id == person.id))
    session.expire_all()


def forget_unused(session: Session, *, made_before: datetime, centre: str) -> None:
    """Of weeks counted before that, what nobody decided on, who was without, and the prices. What
    was decided stays: a pair that was declined rests by it.
    """
    old = sa.select(Run.id).where(Run.centre_id == centre, Run.made_at < made_before)
    unused = sa.and_(Suggestion.run_id.in_(old), Suggestion.state.in_(UNDECIDED))
    session.execute(sa.delete(Suggestion).where(unused))
    session.execute(sa.delete(WithoutRow).where(WithoutRow.run_id.in_(old)))
    session.execute(sa.update(Run).where(Run.id.in_(old)).values(prices=sa.null()))


def forget_logs(session: Session, *, before: datetime, centre: str) -> None:
    """Who did what and who looked at whom, before that. The chain holds from the oldest left."""
    for log in (Deed, Look):
        session.execute(sa.delete(log).where(log.centre_id == centre, log.at < before))


def matches_of(person: Person) -> sa.Select[Any]:
    """The ids of the matches that she has a part in, over or not."""
    hers = Participant.volunteer_id if isinstance(person, Volunteer) else Participant.recipient_id
    return sa.select(Participant.match_id).where(
        Participant.centre_id == person.centre_id, hers == person.id
    )


def _pointing_at(people: str) -> Iterator[tuple[sa.Table, str]]:
    """Each table with a key to that one, and the column of it; what only counts is left out."""
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_key_constraints:
            if key.referred_table.name == people and table.name not in COUNTS:
                yield from ((table, name) for name in key.column_keys if name != "centre_id")


def _forget_beside(session: Session, person: Person, matches: sa.Select[Any]) -> None:
    """What names her without a key to her: letters of her matches, places, lists as they came."""
    needs = sa.select(Need.id).where(Need.recipient_id == person.id)
    session.execute(sa.delete(Letter).where(Letter.match_id.in_(matches)))
    when_and_where = {"meeting_place": None, "regular_time": sa.null()}
    session.execute(sa.update(Match).where(Match.id.in_(matches)).values(when_and_where))
    session.execute(sa.delete(NeedWord).where(NeedWord.need_id.in_(needs)))
    session.execute(sa.delete(WithoutRow).where(WithoutRow.need_id.in_(needs)))
    session.execute(
        sa.update(ImportedRow)
        .where(ImportedRow.about_id.in_(needs.union(sa.select(sa.literal(person.id)))))
        .values(before=None, unsure={}, told=sa.null())
    )


def _forget_suggestions(session: Session, person: Person) -> None:
    """With their reasons, also those that became a match."""
    needs = sa.select(Need.id).where(Need.recipient_id == person.id)
    hers = sa.select(Suggestion.id).where(
        Suggestion.centre_id == person.centre_id,
        sa.or_(Suggestion.volunteer_id == person.id, Suggestion.need_id.in_(needs)),
    )
    session.execute(
        sa.update(Match).where(Match.suggestion_id.in_(hers)).values(suggestion_id=None)
    )
    session.execute(sa.delete(Suggestion).where(Suggestion.id.in_(hers)))


def _empty(session: Session, table: sa.FromClause, which: sa.ColumnElement[bool]) -> None:
    """Every column that could tell of somebody is as in a row of nobody."""
    empty: dict[str, object] = {}
    for column in table.columns:
        if column.name in STAYS:
            continue
        if column.nullable:
            empty[column.name] = sa.null()
        elif column.default is not None:
            given = column.default.arg
            empty[column.name] = given(None) if callable(given) else given
    if "first_name" in table.columns:
        empty |= {"first_name": NAMELESS, "source": ERASED}
    session.execute(sa.update(table).where(which).values(empty))  # type: ignore[arg-type]
