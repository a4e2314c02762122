"""Matches with their participants: each has an own yes and an own ending, so circles fit too."""

from collections.abc import Collection
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship, selectinload

from matcher.domain.consent import Channel
from matcher.domain.match_reasons import MeetingPlace, WaivedReason
from matcher.domain.matches import MatchState, OverrideReason, Word
from matcher.domain.needs import minutes_a_month
from matcher.domain.regular_times import RegularTime
from matcher.store.base import (
    CENTRE,
    ID_LENGTH,
    IDS,
    Base,
    OfCentre,
    fenced,
    one_of,
    within,
    word,
)
from matcher.store.needs import Need
from matcher.store.organisations import Organisation
from matcher.store.recipients import Recipient


class Match(OfCentre, Base):
    """A coordinator's yes, and all that follows from it."""

    __tablename__ = "matches"
    __table_args__ = fenced(
        within("need_id", "needs"),
        within("suggestion_id", "suggestions", ondelete="RESTRICT"),
        within("owner_id", "accounts", ondelete="RESTRICT"),
        sa.Index("ix_matches_centre_id_state", "centre_id", "state"),
    )

    need_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), index=True)
    suggestion_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH), unique=True)
    state: Mapped[MatchState] = word(MatchState)
    owner_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))
    override_reason: Mapped[OverrideReason | None] = word(OverrideReason)
    approved_by: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))
    approved_at: Mapped[datetime]
    meeting_at: Mapped[datetime | None]  # the first meeting
    meeting_where: Mapped[MeetingPlace | None] = word(MeetingPlace)
    meeting_place: Mapped[str | None] = mapped_column(sa.String(120))  # never a home
    met_on: Mapped[date | None]
    waived: Mapped[WaivedReason | None] = word(WaivedReason)  # why nobody of us was there (R58)
    trial_until: Mapped[date | None]
    counted_from: Mapped[date | None]  # met, or met again after a pause: the plan's first day
    paused_in: Mapped[MatchState | None] = word(MatchState)
    ending_from: Mapped[MatchState | None] = word(MatchState)  # where the ending began, and when
    ending_at: Mapped[datetime | None]
    substitute_need_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))  # in a pause
    over_because: Mapped[str | None] = mapped_column(sa.String(32))  # Decline- or EndReason
    ended_on: Mapped[date | None]
    regular_time: Mapped[dict[str, Any] | None]  # RegularTime as JSON: when they usually meet
    version: Mapped[int] = mapped_column(default=1)

    participants: Mapped[list["Participant"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", passive_deletes=True
    )


class Participant(OfCentre, Base):
    """One volunteer, recipient or organisation of a match, with an own yes and an own ending."""

    __tablename__ = "participants"
    __table_args__ = fenced(
        within("match_id", "matches"),
        within("volunteer_id", "volunteers"),
        within("recipient_id", "recipients"),
        within("organisation_id", "organisations"),
        one_of("volunteer_id", "recipient_id", "organisation_id", name="is_one"),
        sa.UniqueConstraint("match_id", "volunteer_id"),
        sa.UniqueConstraint("match_id", "recipient_id"),
        sa.UniqueConstraint("match_id", "organisation_id"),
    )

    match_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), index=True)
    volunteer_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH), index=True)
    recipient_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH), index=True)
    organisation_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH), index=True)
    need_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))  # of who joined a group
    asked_at: Mapped[datetime | None]
    said_yes_at: Mapped[datetime | None]
    said_no_at: Mapped[datetime | None]
    heard_by: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))
    channel: Mapped[Channel | None] = word(Channel)
    reminded_at: Mapped[datetime | None]  # of an unanswered card, once
    wants_more_at: Mapped[datetime | None]  # "tell me more": it is for us to call
    shares_phone: Mapped[bool | None]  # the other side may have the number; None: not asked
    closing_talk_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    end_reason: Mapped[str | None] = mapped_column(sa.String(32))

    @property
    def word(self) -> Word:
        """Where this participant stands."""
        if self.ended_on is not None:
            return Word.LEFT
        if self.said_no_at is not None:
            return Word.NO
        if self.said_yes_at is not None:
            return Word.YES
        return Word.ASKED if self.asked_at is not None else Word.NOT_ASKED


class LivingPair(NamedTuple):
    """A volunteer's place in a match that is not over."""

    volunteer_id: str
    need_id: str
    match_id: str
    state: MatchState
    minutes_a_month: int  # of her time
    regular_time: RegularTime | None = None  # when they usually meet, where they have agreed


class Agreed(NamedTuple):
    """When a person usually meets somebody, and the needs that she does it for: her own, and in a
    pause that of the substitute too.
    """

    needs: frozenset[str]
    time: RegularTime


class Living(NamedTuple):
    """What is taken of both sides by matches that are not over."""

    pairs: list[LivingPair]
    agreed: dict[str, list[Agreed]]  # by the recipient's id


def living_pairs(session: Session, *, centre: str) -> list[LivingPair]:
    """Every volunteer's place that is taken: matches not over, and she has not said no."""
    return living(session, centre=centre).pairs


def living(session: Session, *, centre: str) -> Living:
    """Every volunteer's place that is taken, and every person's regular time, in one question."""
    rows = session.execute(_living(), {"centre": centre}).all()
    pairs = [
        LivingPair(
            row.volunteer_id,
            row.need_id,
            row.id,
            row.state,
            minutes_a_month(row.minutes, row.every_weeks),
            RegularTime.from_json(row.regular_time) if row.regular_time else None,
        )
        for row in rows
        if row.volunteer_id is not None
    ]
    stands_in = {row.substitute_need_id: row.need_id for row in rows if row.substitute_need_id}
    agreed: dict[str, list[Agreed]] = {}
    for row in rows:
        if row.recipient_id is not None and row.regular_time:
            same = {row.need_id, row.own_need, row.substitute_need_id, stands_in.get(row.need_id)}
            time = RegularTime.from_json(row.regular_time)
            agreed.setdefault(row.recipient_id, []).append(Agreed(frozenset(same - {None}), time))
    return Living(pairs, agreed)


@cache  # built once: whatever asks about matching begins here
def _living() -> sa.Select[Any]:
    over = [state for state in MatchState if state.is_over]
    one, whose = Match, Participant
    return (
        sa.select(whose.volunteer_id, whose.recipient_id, whose.need_id.label("own_need"))
        .add_columns(one.id, one.state, one.need_id, one.substitute_need_id, one.regular_time)
        .add_columns(Need.minutes, Need.every_weeks)
        .join(Match, Match.id == Participant.match_id)
        .join(Need, Need.id == Match.need_id)
        .where(
            Match.centre_id == CENTRE,
            Match.state.not_in(over),
            Participant.said_no_at.is_(None),
            Participant.ended_on.is_(None),
        )
        .order_by(Match.need_id, Participant.volunteer_id)
    )


def our_place(session: Session, *, centre: str) -> str | None:
    """Where we are, as it was said of the latest meeting with us."""
    asked = (
        sa.select(Match.meeting_place)
        .where(Match.centre_id == centre, Match.meeting_where == MeetingPlace.CENTRE)
        .where(Match.meeting_place.is_not(None), Match.meeting_at.is_not(None))
        .order_by(Match.meeting_at.desc(), Match.id)
    )
    return session.scalar(asked.limit(1))


class LivingMatch(NamedTuple):
    """A match that is not over, and whose need it is about."""

    match_id: str
    state: MatchState
    need_id: str
    first_name: str  # or the organisation's name
    surname: str
    regular_time: dict[str, Any] | None  # as JSON
    recipient_id: str | None  # None: an organisation's


def with_whom(
    session: Session,
    *,
    volunteer_id: str | None = None,
    match_ids: Collection[str] | None = None,
    centre: str,
) -> list[LivingMatch]:
    """The living matches of a volunteer, or these: with whose need each is, the oldest first."""
    given = {"centre": centre, "ids": list(match_ids or ()), "volunteer": volunteer_id}
    asked = _with_whom(these=match_ids is not None, hers=volunteer_id is not None)
    return [LivingMatch(*row) for row in session.execute(asked, given)]


@cache  # built once: it stands behind every line of what there is to do
def _with_whom(*, these: bool, hers: bool) -> sa.Select[*tuple[Any, ...]]:
    over = [state for state in MatchState if state.is_over]
    asked = (
        sa.select(
            Match.id,
            Match.state,
            Match.need_id,
            sa.func.coalesce(Recipient.first_name, Organisation.name, ""),
            sa.func.coalesce(Recipient.surname, ""),
            Match.regular_time,
            Need.recipient_id,
        )
        .join(Need, Need.id == Match.need_id)
        .outerjoin(Recipient, Recipient.id == Need.recipient_id)
        .outerjoin(Organisation, Organisation.id == Need.organisation_id)
        .where(Match.centre_id == CENTRE, Match.state.not_in(over))
        .order_by(Match.approved_at, Match.id)
    )
    if these:
        asked = asked.where(Match.id.in_(IDS))
    if hers:
        asked = asked.join(Participant, Participant.match_id == Match.id).where(
            Participant.volunteer_id == sa.bindparam("volunteer"),
            Participant.said_no_at.is_(None),
            Participant.ended_on.is_(None),
        )
    return asked


def by_suggestion(
    session: Session, suggestion_ids: Collection[str], *, centre: str
) -> dict[str, str]:
    """Ids of the matches that came of these suggestions, by the suggestion's."""
    asked = sa.select(Match.suggestion_id, Match.id).where(
        Match.centre_id == centre, Match.suggestion_id.in_(suggestion_ids)
    )
    return {str(suggestion_id): found for suggestion_id, found in session.execute(asked)}


def of_suggestion(session: Session, suggestion_id: str, *, centre: str) -> Match | None:
    """The match that came of a suggestion, with its participants."""
    return session.scalar(
        sa.select(Match)
        .where(Match.suggestion_id == suggestion_id, Match.centre_id == centre)
        .options(selectinload(Match.participants))
    )
