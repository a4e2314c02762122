"""What an organisation's page asks of its needs."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from matcher.domain.needs import NeedState
from matcher.store.needs import Need


def needs_of(session: Session, organisation_id: str, *, centre: str) -> list[Need]:
    """Everything it has asked for, with its words, the newest first."""
    asked = (
        sa.select(Need)
        .where(Need.centre_id == centre, Need.organisation_id == organisation_id)
        .order_by(Need.created_at.desc(), Need.id)
        .options(selectinload(Need.words))
    )
    return list(session.scalars(asked))


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
