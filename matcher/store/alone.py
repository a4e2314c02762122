"""Who a week suggests to nobody, counted: for the numbers of the start page."""

from datetime import date
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from matcher.domain.matches import MatchState
from matcher.domain.needs import NeedState
from matcher.domain.recipients import RecipientState
from matcher.domain.suggestions import Subject, SuggestionState
from matcher.domain.volunteers import VolunteerState
from matcher.store.base import CENTRE
from matcher.store.faces import waits
from matcher.store.matches import Match, Participant
from matcher.store.needs import Need
from matcher.store.recipients import Recipient
from matcher.store.suggestions import Suggestion, WithoutRow
from matcher.store.volunteers import Volunteer


class NeedAlone(NamedTuple):
    """A need that a run suggests nobody to, and why."""

    id: str
    why: dict[str, Any]
    recipient_id: str | None  # None: an organisation's


class Waiting(NamedTuple):
    """An open need of a person that has neither a suggestion nor a match: what she is promised."""

    waiting_since: date
    priority_class: int | None
    explained_until: date | None


def of_run(session: Session, run_id: str, *, centre: str) -> tuple[list[NeedAlone], int]:
    """Each need that a run suggests nobody to; and how many volunteers it suggests nowhere, of
    whom it is not read why.
    """
    of_it = WithoutRow.run_id == run_id, WithoutRow.centre_id == centre
    needs = session.execute(
        sa.select(WithoutRow.id, WithoutRow.why, Recipient.id)
        .join(Need, Need.id == WithoutRow.need_id)
        .outerjoin(Recipient, Recipient.id == Need.recipient_id)
        .where(*of_it, Recipient.state.is_distinct_from(RecipientState.DECEASED))
    )
    of_volunteers = WithoutRow.subject != Subject.NEED
    others = sa.select(sa.func.count()).select_from(WithoutRow).where(*of_it, of_volunteers)
    found = [NeedAlone(*row) for row in needs]
    return sorted(found, key=lambda one: one.id), session.scalar(others) or 0


def taken_in(session: Session, *, centre: str) -> tuple[int, int]:
    """How many volunteers are active, and how many needs open: what a first week would have."""
    asked = (
        (Volunteer, Volunteer.state == VolunteerState.ACTIVE),
        (Need, Need.state == NeedState.OPEN),
    )
    volunteers, needs = (
        session.scalar(
            sa.select(sa.func.count()).select_from(noun).where(noun.centre_id == centre, such)
        )
        or 0
        for noun, such in asked
    )
    return volunteers, needs


def waiting(session: Session, run_id: str, *, centre: str, on: date) -> list[Waiting]:
    """Of everybody who waits today, also for what came after the run: whom it suggests nobody to
    and no match lives of.
    """
    given = {"centre": centre, "run": run_id, "on": on}
    return [Waiting(*row) for row in session.execute(_waiting(), given)]


@cache
def _waiting() -> sa.Select[*tuple[Any, ...]]:
    suggested = sa.select(Suggestion.need_id).where(
        Suggestion.centre_id == CENTRE,
        Suggestion.run_id == sa.bindparam("run"),
        Suggestion.rank == 0,
        Suggestion.state == SuggestionState.PROPOSED,
    )
    return (
        sa.select(Need.waiting_since, Recipient.priority_class, Recipient.wait_note_until)
        .join(Recipient, Recipient.id == Need.recipient_id)
        .where(Need.centre_id == CENTRE, waits())
        .where(Need.id.not_in(suggested), Need.id.not_in(_matched()))
    )


def _matched() -> sa.Select[str]:
    return (
        sa.select(Match.need_id)
        .join(Participant, Participant.match_id == Match.id)
        .where(
            Match.centre_id == CENTRE,
            Match.state.not_in([state for state in MatchState if state.is_over]),
            Participant.volunteer_id.is_not(None),
            Participant.said_no_at.is_(None),
            Participant.ended_on.is_(None),
        )
    )
