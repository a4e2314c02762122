"""Referrals: who told of whom, and the link that shows one of five words."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from matcher.domain.consent import Channel, ConsentKind
from matcher.domain.errors import Missing
from matcher.domain.matches import MatchState
from matcher.domain.referrals import Referrer
from matcher.store.base import ID_LENGTH, Base, OfCentre, fenced, within, word
from matcher.store.matches import Match, Participant
from matcher.store.recipients import Consent, Recipient


class Referral(OfCentre, Base):
    """Somebody has told us of somebody; without `recipient_id` only wants to be called back.

    The referrer's own name and number, nothing of the person: she is a recipient of her own.
    """

    __tablename__ = "referrals"
    __table_args__ = fenced(
        within("recipient_id", "recipients"),
        within("taken_by", "accounts", ondelete="RESTRICT"),
    )

    recipient_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH), index=True)
    kind: Mapped[Referrer] = word(Referrer)
    name: Mapped[str | None] = mapped_column(sa.String(120))
    phone: Mapped[str | None] = mapped_column(sa.String(32))
    workplace: Mapped[str | None] = mapped_column(sa.String(120))
    best_times: Mapped[list[Any]] = mapped_column(default=list)
    channel: Mapped[Channel] = word(Channel)
    taken_by: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))  # typed in by; None: web
    status_hash: Mapped[str | None] = mapped_column(sa.String(64), unique=True)  # sha-256, hex
    made_at: Mapped[datetime]
    link_ends_at: Mapped[datetime | None]
    called_back_at: Mapped[datetime | None]


def one(session: Session, referral_id: str, *, centre: str) -> Referral:
    """The referral. Raises Missing."""
    asked = sa.select(Referral).where(Referral.id == referral_id, Referral.centre_id == centre)
    found = session.scalar(asked)
    if found is None:
        raise Missing("referral", referral_id)
    return found


def newest(session: Session, *, centre: str, at_most: int) -> list[tuple[Referral, Any]]:
    """Referrals with the person they are about (None: a call back), the newest first."""
    asked = (
        sa.select(Referral, Recipient)
        .outerjoin(Recipient, Recipient.id == Referral.recipient_id)
        .where(Referral.centre_id == centre)
        .order_by(Referral.made_at.desc(), Referral.id)
        .limit(at_most)
    )
    return [(row[0], row[1]) for row in session.execute(asked)]


def of_recipient(session: Session, recipient_id: str, *, centre: str) -> str | None:
    """The newest referral of the person, by id; None where nobody referred her."""
    asked = (
        sa.select(Referral.id)
        .where(Referral.centre_id == centre, Referral.recipient_id == recipient_id)
        .order_by(Referral.made_at.desc(), Referral.id)
    )
    return session.scalar(asked.limit(1))


def have_said_yes(session: Session, recipient_ids: Collection[str], *, centre: str) -> set[str]:
    """Who of them has said yes to be matched, whether it stands or has been taken back."""
    asked = sa.select(Consent.recipient_id).where(
        Consent.centre_id == centre,
        Consent.recipient_id.in_(recipient_ids),
        Consent.kind == ConsentKind.MATCHING,
    )
    return {one for one in session.scalars(asked) if one}


def by_status_link(
    session: Session, status_hash: str, *, at: datetime
) -> tuple[Referral, Recipient] | None:
    """The referral behind a status link that has not ended, and the person it is about."""
    asked = (
        sa.select(Referral, Recipient)
        .join(Recipient, Recipient.id == Referral.recipient_id)
        .where(Referral.status_hash == status_hash, Referral.link_ends_at > at)
    )
    row = session.execute(asked).first()
    return (row[0], row[1]) if row else None


def is_being_asked(session: Session, recipient_id: str, *, centre: str) -> bool:
    """A match about the person stands, and they have not met yet."""
    not_met = [one for one in MatchState if not one.is_over and not one.has_met]
    asked = (
        sa.select(Match.id)
        .join(Participant, Participant.match_id == Match.id)
        .where(
            Match.centre_id == centre,
            Participant.recipient_id == recipient_id,
            Match.state.in_(not_met),
        )
    )
    return session.scalar(asked.limit(1)) is not None


def starts(session: Session, *, centre: str, since: date) -> list[tuple[date, date]]:
    """(waiting since, first met) of each person who met somebody for the first time on `since` or
    later. A match that was approved and came to no meeting is no start.
    """
    first = sa.func.min(Match.met_on)
    asked = (
        sa.select(Recipient.waiting_since, first)
        .join(Participant, Participant.recipient_id == Recipient.id)
        .join(Match, Match.id == Participant.match_id)
        .where(Recipient.centre_id == centre, Match.met_on.is_not(None))
        .group_by(Recipient.id, Recipient.waiting_since)
        .having(first >= since)
    )
    return [(waited, met) for waited, met in session.execute(asked) if met is not None]
