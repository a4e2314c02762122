"""Two who are brought together, and two who must not be: questions that need both sides' rows."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from matcher.domain.errors import Missing
from matcher.domain.matches import MatchState
from matcher.domain.suggestions import RejectReason
from matcher.store.base import ID_LENGTH, Base, OfCentre, fenced, within
from matcher.store.faces import NeedFace
from matcher.store.matches import Match, Participant
from matcher.store.needs import Need
from matcher.store.organisations import Organisation
from matcher.store.recipients import Recipient
from matcher.store.suggestions import Suggestion
from matcher.store.volunteers import Volunteer

RESTING = (MatchState.PAUSED, MatchState.ENDING)


class BlockedPair(OfCentre, Base):
    """Two who must not be suggested to each other, for ever or until a day."""

    __tablename__ = "blocked_pairs"
    __table_args__ = fenced(
        within("volunteer_id", "volunteers"),
        within("recipient_id", "recipients"),
        within("organisation_id", "organisations"),
        sa.CheckConstraint(
            "(recipient_id IS NULL) <> (organisation_id IS NULL)", name="of_one_side"
        ),
    )

    volunteer_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), index=True)
    recipient_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH), index=True)
    organisation_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH), index=True)
    reason: Mapped[str] = mapped_column(sa.String(32))  # a RejectReason, "relative", "own_staff"
    suggestion_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))  # that led to it
    until_on: Mapped[date | None]  # first day it may return; None: never
    blocked_by: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))
    blocked_at: Mapped[datetime]


def hold(session: Session, volunteer_id: str, need_id: str, *, centre: str) -> Need:
    """The need as it stands now. Its row, the person's and the volunteer's are held until the
    unit of work ends, always in this order: who pauses or withdraws meanwhile waits, or is seen.

    Raises Missing.
    """
    volunteer = sa.select(Volunteer.id).where(
        Volunteer.id == volunteer_id, Volunteer.centre_id == centre
    )
    if session.scalar(volunteer.with_for_update(key_share=True)) is None:
        raise Missing("volunteer", volunteer_id)
    asked = sa.select(Need).where(Need.id == need_id, Need.centre_id == centre)
    need = session.scalar(
        asked.with_for_update(key_share=True).execution_options(populate_existing=True)
    )
    if need is None:
        raise Missing("need", need_id)
    person = sa.select(Recipient.id).where(Recipient.id == need.recipient_id)
    session.scalar(person.with_for_update(key_share=True))
    return need


def barred(
    session: Session, *, centre: str, on: date, besides: str | None = None
) -> dict[str, set[str]]:
    """Who must not be suggested to whom today: recipient's or organisation's id → volunteers;
    `besides` what the no to a suggestion, by its id, bars.

    A pair set aside because facts were wrong comes back when either side has been changed, or what
    was wished for (R54).
    """
    found: dict[str, set[str]] = {}
    for pair in _holding(session, _blocks(centre, on)):
        if pair.suggestion_id != (besides or ""):
            subject = pair.recipient_id or pair.organisation_id
            found.setdefault(str(subject), set()).add(pair.volunteer_id)
    return found


def bar_between(
    session: Session, volunteer_id: str, need: NeedFace, *, centre: str, on: date
) -> BlockedPair | None:
    """What keeps a volunteer from whose need it is, today; of several the latest."""
    asked = _blocks(centre, on).where(
        BlockedPair.volunteer_id == volunteer_id,
        BlockedPair.recipient_id == need.recipient_id
        if need.recipient_id
        else BlockedPair.organisation_id == need.organisation_id,
    )
    latest = asked.order_by(BlockedPair.blocked_at.desc(), BlockedPair.id)
    return next(_holding(session, latest), None)


def resting(session: Session, *, centre: str) -> set[tuple[str, str]]:
    """(volunteer, need) of a pause in which somebody else is looked for, until the two meet again
    or it is over: nobody stands in for herself.
    """
    asked = (
        sa.select(Participant.volunteer_id, Match.substitute_need_id)
        .join(Match, Match.id == Participant.match_id)
        .where(Match.centre_id == centre, Match.state.in_(RESTING))
        .where(Participant.volunteer_id.is_not(None), Match.substitute_need_id.is_not(None))
    )
    return {(str(volunteer_id), str(need_id)) for volunteer_id, need_id in session.execute(asked)}


def unbar(session: Session, suggestion_id: str, *, centre: str) -> None:
    """Take back the block that a rejection made."""
    session.execute(
        sa.delete(BlockedPair).where(
            BlockedPair.suggestion_id == suggestion_id, BlockedPair.centre_id == centre
        )
    )


def noted_by_us(
    session: Session,
    volunteers: Collection[str],
    others: Collection[str],
    *,
    centre: str,
    since: datetime,
) -> list[BlockedPair]:
    """The blocks between these volunteers and these recipients or organisations that one of us has
    made `since`, and that are not for ever.
    """
    asked = sa.select(BlockedPair).where(
        BlockedPair.centre_id == centre,
        BlockedPair.volunteer_id.in_(volunteers),
        sa.or_(BlockedPair.recipient_id.in_(others), BlockedPair.organisation_id.in_(others)),
        BlockedPair.blocked_by.is_not(None),
        BlockedPair.until_on.is_not(None),
        BlockedPair.blocked_at >= since,
    )
    return list(session.scalars(asked))


Blocks = sa.Select[BlockedPair, datetime, datetime, datetime, datetime]


def _blocks(centre: str, on: date) -> Blocks:
    """Each block of today, and when either side or what was wished for was last changed."""
    person, organisation = Recipient.changed_at, Organisation.changed_at
    return (
        sa.select(BlockedPair, Volunteer.changed_at, person, organisation, Need.changed_at)
        .join(Volunteer, Volunteer.id == BlockedPair.volunteer_id)
        .outerjoin(Recipient, Recipient.id == BlockedPair.recipient_id)
        .outerjoin(Organisation, Organisation.id == BlockedPair.organisation_id)
        .outerjoin(Suggestion, Suggestion.id == BlockedPair.suggestion_id)
        .outerjoin(Need, Need.id == Suggestion.need_id)
        .where(
            BlockedPair.centre_id == centre,
            sa.or_(BlockedPair.until_on.is_(None), BlockedPair.until_on > on),
        )
    )


def _holding(session: Session, asked: Blocks) -> Iterator[BlockedPair]:
    for pair, *changes in session.execute(asked):
        if not _is_corrected(pair, changes):
            yield pair


def _is_corrected(pair: BlockedPair, changes: Iterable[datetime | None]) -> bool:
    """It was set aside for wrong facts, and somebody has changed them since."""
    since = pair.blocked_at
    return pair.reason == RejectReason.WRONG_FACTS.value and any(
        changed is not None and changed > since for changed in changes
    )
