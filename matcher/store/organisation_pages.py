"""What an organisation's page asks of its needs."""

from collections.abc import Collection
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.needs import NeedState
from matcher.store.needs import Need

OVER = (NeedState.CLOSED, NeedState.EXPIRED)


def needs_of(session: Session, organisation_id: str, *, centre: str) -> list[Need]:
    """Everything it has asked for, with its words: what is over last, else as they begin, and of
    one list in its order.
    """
    asked = (
        sa.select(Need)
        .where(Need.centre_id == centre, Need.organisation_id == organisation_id)
        .options(selectinload(Need.words))
    )
    return sorted(session.scalars(asked), key=_in_turn)


def _in_turn(need: Need) -> tuple[bool, date, datetime, str]:
    """What has no day to begin begins when it is written down."""
    begins_on = need.from_on or swedish_day(need.created_at)
    return need.state in OVER, begins_on, need.created_at, need.id


def open_needs(session: Session, ids: Collection[str], *, centre: str) -> dict[str, int]:
    """How many open needs each of these organisations has; one without is left out."""
    asked = (
        sa.select(Need.organisation_id, sa.func.count())
        .where(
            Need.centre_id == centre,
            Need.organisation_id.in_(ids),
            Need.state == NeedState.OPEN,
        )
        .group_by(Need.organisation_id)
    )
    return {str(found): count for found, count in session.execute(asked)} if ids else {}


def needs_with_contact(session: Session, contact_id: str, *, centre: str) -> int:
    """How many needs name that person as responsible on site."""
    asked = sa.select(sa.func.count()).where(
        Need.centre_id == centre, Need.contact_id == contact_id
    )
    return session.scalar(asked) or 0
