"""Links in letters to a volunteer about a match: kept as hashes, over with the match (T17, T19)."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from matcher.store.base import ID_LENGTH, Base, OfCentre, fenced, within, word


class LinkPurpose(StrEnum):
    """What a link opens."""

    CARD = "card"  # an anonymous question, answered once
    VISITS = "visits"  # her page of the match: the meeting, and notes of visits


class MatchLink(OfCentre, Base):
    """One link. `ends_at` empty: as long as the match lives."""

    __tablename__ = "match_links"
    __table_args__ = fenced(within("match_id", "matches"), within("volunteer_id", "volunteers"))

    match_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), index=True)
    volunteer_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), index=True)
    purpose: Mapped[LinkPurpose] = word(LinkPurpose)
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    made_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]


def find(session: Session, token_hash: str, purpose: LinkPurpose) -> MatchLink | None:
    """The link, whatever has become of it. Looking uses nothing up."""
    return session.scalar(
        sa.select(MatchLink).where(MatchLink.token_hash == token_hash, MatchLink.purpose == purpose)
    )


def use(session: Session, link: MatchLink, *, at: datetime) -> bool:
    """Use it up; False when somebody was first. One guarded write."""
    using = sa.update(MatchLink).where(MatchLink.id == link.id, MatchLink.used_at.is_(None))
    return bool(session.execute(using.values(used_at=at)).rowcount)  # type: ignore[attr-defined]


def open_again(
    session: Session, match_id: str, *, ended_at: datetime, besides: Collection[str]
) -> None:
    """The links to its page that were ended at that moment work again, as long as it lives; not
    those of volunteers, by id, who have gone since.
    """
    ended = sa.update(MatchLink).where(
        MatchLink.match_id == match_id,
        MatchLink.volunteer_id.not_in(besides),
        MatchLink.purpose == LinkPurpose.VISITS,
        MatchLink.ends_at == ended_at,
    )
    session.execute(ended.values(ends_at=None))


def end_all(
    session: Session,
    match_id: str,
    *,
    purpose: LinkPurpose | None = None,
    volunteer_id: str | None = None,
    at: datetime,
) -> None:
    """Let no link of the match work any more; only those of a purpose or a volunteer if given."""
    ending = sa.update(MatchLink).where(MatchLink.match_id == match_id)
    if purpose is not None:
        ending = ending.where(MatchLink.purpose == purpose)
    if volunteer_id is not None:
        ending = ending.where(MatchLink.volunteer_id == volunteer_id)
    still = sa.or_(MatchLink.ends_at.is_(None), MatchLink.ends_at > at)
    session.execute(ending.where(still).values(ends_at=at))
