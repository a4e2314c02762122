"""Referrals: somebody tells us of somebody, and sees one of five words of it afterwards.

public form ─┐                     ┌─▶ an enquiry, and a to-do to ask her herself
on the phone ┴─▶ refer ────────────┴─▶ a status link, shown once
no own yes yet ─▶ ask_to_be_called ──▶ who to call back; nothing of the person (R19)
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.consent import CONSENT_TEXT_VERSION, Channel, ConsentKind, NewConsent
from matcher.domain.errors import Fault, Invalid, Missing, NotNow
from matcher.domain.plans import TodoKind, working_days_after
from matcher.domain.recipients import RecipientState
from matcher.domain.referrals import (
    LOOKED_BACK,
    BestTime,
    Caller,
    ExpectedWait,
    NewReferral,
    ReferralStatus,
    Referrer,
    expected_wait,
    status,
)
from matcher.services import choices, recipients, robots, throttle, todos, tokens
from matcher.services.names import told_apart
from matcher.services.recipient_consents import HEAR_CONSENT_WITHIN
from matcher.store import audit, referrals
from matcher.store import recipients as recipient_rows
from matcher.store.audit import record_of
from matcher.store.recipients import Recipient
from matcher.store.referrals import Referral

FORM = "referral"  # the name of its drafts
SOURCE = "referral"
CALL_BACK_WITHIN = 2  # working days
LINK_HOLDS = timedelta(days=365)
LEAST_SECONDS = 5
SHOWN = 100  # on the coordinator's list
# A health centre refers many from one address; a robot does not stop there.
FROM_ADDRESS = throttle.Limit(
    "referral_from", free=20, window=timedelta(hours=1), first_wait=timedelta(minutes=15)
)
TO_CENTRE = throttle.Limit(
    "referral_to", free=100, window=timedelta(days=1), first_wait=timedelta(minutes=15)
)
BEGUN_FROM = throttle.Limit("referral_begun_from", free=100, window=timedelta(hours=1))


@dataclass(frozen=True, slots=True)
class Receipt:
    """What whoever referred is given, once: `status_token` is kept only as a hash."""

    referral_id: str
    status_token: str
    recipient_id: str


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """A referral on the coordinator's list; `whom` is None for a call back."""

    id: str
    kind: Referrer
    name: str | None
    phone: str | None
    workplace: str | None
    best_times: tuple[BestTime, ...]
    made_on: date
    channel: Channel
    recipient_id: str | None
    whom: str | None
    whom_phone: str | None  # the person's own; `phone` is of whoever referred
    state: RecipientState | None
    is_to_call: bool
    may_say_no: bool  # she has not been heard yet: her no takes all about her away


def begin(session: Session, *, address: str, at: datetime) -> None:
    """Somebody begins the form. Raises Invalid when too many have begun it from there."""
    robots.let_through(session, BEGUN_FROM, address, at=at)


def refuse_robots(
    session: Session,
    *,
    centre: str,
    begun_at: datetime,
    address: str,
    trap: str,
    is_second: bool,
    at: datetime,
) -> None:
    """Raises Invalid for what looks like a robot's (`robots.refuse`)."""
    robots.refuse(
        session,
        ((FROM_ADDRESS, address), (TO_CENTRE, centre)),
        least_seconds=LEAST_SECONDS,
        begun_at=begun_at,
        trap=trap,
        is_second=is_second,
        at=at,
    )


def refer(
    session: Session, new: NewReferral, *, centre: str, by: str | None, at: datetime
) -> Receipt:
    """Take in a person somebody refers: an enquiry, suggested to nobody until she has been asked
    by us, and a to-do to do that. `by` has typed it in from a call; None: from the web.

    Who is known already is taken in once more, for a coordinator to see: a public form that told
    the difference would tell a stranger who is known to us. Raises Invalid for a yes on a day to
    come, and for sensitive facts without the consent for them (R95).
    """
    days = {"said_on": new.own_yes.said_on, "health_on": new.function_yes_on}
    if late := [name for name, day in days.items() if day and day > swedish_day(at)]:
        raise Invalid({name: Fault("day_to_come") for name in late})
    person = recipients.add(
        session, new.person, _consents(new), centre=centre, by=by, at=at, source=SOURCE
    )
    token = tokens.fresh()
    row = _row(new.caller, centre=centre, by=by, at=at)
    row.recipient_id = person.id
    row.best_times = [time.value for time in new.best_times]
    row.status_hash, row.link_ends_at = tokens.kept(token), at + LINK_HOLDS
    session.add(row)
    session.flush()
    _note(session, "referral.made", row, by=by, at=at, kind=new.caller.kind.value)
    return Receipt(row.id, token, person.id)


def ask_to_be_called(
    session: Session, caller: Caller, *, centre: str, by: str | None, at: datetime
) -> None:
    """The person has not been asked yet: all that is kept is whom to call back (R19). Not where
    that is: people write more there.
    """
    row = _row(replace(caller, workplace=None), centre=centre, by=by, at=at)
    session.add(row)
    session.flush()
    todos.make(
        session,
        TodoKind.CALL_REFERRER,
        due_on=working_days_after(swedish_day(at), CALL_BACK_WITHIN),
        facts={"referral": row.id},
        centre=centre,
        at=at,
        again=row.id,
    )
    _note(session, "referral.call_back_asked", row, by=by, at=at)


def called_back(session: Session, referral_id: str, *, centre: str, by: str, at: datetime) -> None:
    """Somebody has called back: the name and the number go with it. Raises Missing, NotNow."""
    row = referrals.one(session, referral_id, centre=centre)
    if row.recipient_id is not None or row.called_back_at is not None:
        raise NotNow("referral", "called_back", "call")
    row.called_back_at, row.name, row.phone, row.workplace = at, None, None, None
    todos.done_with_fact(session, TodoKind.CALL_REFERRER, row.id, centre=centre, by=by, at=at)
    _note(session, "referral.called_back", row, by=by, at=at)


def refused(session: Session, referral_id: str, *, centre: str, by: str, at: datetime) -> None:
    """The person was asked and said no: everything about her goes at once, the referral too. The
    audit keeps that there was one. Raises Missing; NotNow once she has said yes, also where that
    was taken back: then there is more of her than a referral.
    """
    row = referrals.one(session, referral_id, centre=centre)
    if row.recipient_id is None:
        raise Missing("recipient", "")
    person = recipient_rows.one(session, row.recipient_id, centre=centre)
    heard = referrals.have_said_yes(session, [person.id], centre=centre)
    if person.state is not RecipientState.ENQUIRY or heard:
        raise NotNow("recipient", person.state.value, "forget")
    _note(session, "referral.refused", row, by=by, at=at)
    recipient_rows.remove(session, person.id, centre=centre)


def line(session: Session, referral_id: str, *, centre: str) -> ReferralLine:
    """The referral as the list shows it. Raises Missing, also for one about nobody."""
    row = referrals.one(session, referral_id, centre=centre)
    if row.recipient_id is None:
        raise Missing("recipient", "")
    person = recipient_rows.one(session, row.recipient_id, centre=centre)
    return _lines(session, [(row, person)], centre=centre)[0]


def status_of(session: Session, token: str, *, at: datetime) -> ReferralStatus:
    """One of five words behind a status link. Raises Missing for a link that is over."""
    found = referrals.by_status_link(session, tokens.kept(token), at=at)
    if found is None:
        raise Missing("referral", "")
    row, person = found
    asked = referrals.is_being_asked(session, person.id, centre=row.centre_id)
    return status(person.state, is_being_asked=asked)


def wait(session: Session, *, centre: str, at: datetime) -> ExpectedWait | None:
    """How long those had waited who met somebody for the first time in the centre's own last year;
    None: too few to say.
    """
    began = referrals.starts(session, centre=centre, since=swedish_day(at) - LOOKED_BACK)
    return expected_wait([met - since for since, met in began])


def promises(session: Session, *, centre: str) -> Mapping[int, int]:
    """The centre's classes in their order, and how many weeks each waits at most before there is a
    proposal: what is published is what holds.
    """
    return dict(sorted(choices.of(session, centre=centre).params.promise_weeks.items()))


def call_by(at: datetime) -> date:
    """The last day on which somebody referred now is called."""
    return working_days_after(swedish_day(at), HEAR_CONSENT_WITHIN)


def listed(session: Session, *, centre: str, by: str, at: datetime) -> tuple[ReferralLine, ...]:
    """The newest referrals, those to call back among them. The look is logged (R79)."""
    audit.looked(
        session,
        "referrals.listed",
        about="recipient",
        about_id=None,
        centre=centre,
        by=by,
        at=at,
    )
    found = referrals.newest(session, centre=centre, at_most=SHOWN)
    return _lines(session, found, centre=centre)


def _lines(
    session: Session, found: Sequence[tuple[Referral, Recipient | None]], *, centre: str
) -> tuple[ReferralLine, ...]:
    people = {person.id: (person.first_name, person.surname) for _, person in found if person}
    names = told_apart(session, people, centre=centre)
    heard = referrals.have_said_yes(session, people, centre=centre)
    return tuple(_line(row, person, names, heard) for row, person in found)


def _line(
    row: Referral, person: Recipient | None, names: Mapping[str, str], heard: Collection[str]
) -> ReferralLine:
    return ReferralLine(
        id=row.id,
        kind=row.kind,
        name=row.name,
        phone=row.phone,
        workplace=row.workplace,
        best_times=tuple(BestTime(time) for time in row.best_times),
        made_on=swedish_day(row.made_at),
        channel=row.channel,
        recipient_id=row.recipient_id,
        whom=names[person.id] if person else None,
        whom_phone=person.phone if person else None,
        state=person.state if person else None,
        is_to_call=row.recipient_id is None and row.called_back_at is None,
        may_say_no=bool(
            person and person.state is RecipientState.ENQUIRY and person.id not in heard
        ),
    )


def _consents(new: NewReferral) -> Sequence[NewConsent]:
    """Her yes to being referred by somebody else, and to our keeping how she functions."""
    yes, is_own = new.own_yes, new.caller.kind is Referrer.SELF
    days = {} if is_own else {ConsentKind.SHARING: yes.said_on}
    if new.function_yes_on is not None:
        days[ConsentKind.HEALTH] = new.function_yes_on
    return [
        NewConsent(kind, day, yes.heard_by, yes.channel, CONSENT_TEXT_VERSION)
        for kind, day in days.items()
    ]


def _row(caller: Caller, *, centre: str, by: str | None, at: datetime) -> Referral:
    return Referral(
        centre_id=centre,
        kind=caller.kind,
        name=caller.name or None,
        phone=caller.phone,
        workplace=caller.workplace,
        best_times=[],
        channel=Channel.PHONE if by else Channel.WEB,
        taken_by=by,
        made_at=at,
    )


def _note(
    session: Session, deed: str, row: Referral, *, by: str | None, at: datetime, **facts: str
) -> None:
    record_of(session, deed, "referral", row, by=by, at=at, **facts)
