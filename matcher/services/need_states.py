"""What becomes of a need: closed when it is met or no longer wanted, opened again, over."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from matcher.domain.boundaries import never_faults
from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.errors import Fault, Invalid, NotNow
from matcher.domain.needs import NeedState
from matcher.domain.organisations import OrganisationState
from matcher.domain.plans import TodoKind
from matcher.domain.recipients import RecipientState
from matcher.services import todos, week_upkeep
from matcher.services.need_rows import told_of
from matcher.store import centres, need_pages, needs, organisations, recipient_pages
from matcher.store.audit import record_of

STANDS = (NeedState.DRAFT, NeedState.OPEN, NeedState.FILLED)
ASKED_BEFORE = timedelta(days=14)  # its last day: an organisation answers within a week or two
DUE_BEFORE = timedelta(days=7)
GONE = (RecipientState.ENDED, RecipientState.REFERRED_ON, RecipientState.DECEASED)


def close(
    session: Session,
    need_id: str,
    state: NeedState,
    *,
    centre: str,
    by: str | None,
    at: datetime,
) -> None:
    """Nobody is to be suggested for it any more. Raises Missing; NotNow when it is not open."""
    close_all(session, [need_id], state, centre=centre, by=by, at=at)


def close_all(
    session: Session,
    need_ids: Collection[str],
    state: NeedState,
    *,
    centre: str,
    by: str | None,
    at: datetime,
) -> None:
    """Close several; the week shown is counted anew once. Raises as `close`."""
    centres.take_turn(session, centre)
    for need_id in need_ids:
        need = needs.one(session, need_id, centre=centre)
        if need.state not in STANDS:
            raise NotNow("need", need.state.value, "close")
        _answered(session, need, by=by, at=at)
        need.state, need.changed_at = state, at
        need.version += 1
        note(session, "need.closed", need, by=by, at=at, state=state.value)
        todos.done_of_need(session, TodoKind.SAID_GONE, need, by=by, at=at)
        if state is not NeedState.EXPIRED:  # then it is still to be asked whether it goes on
            todos.done_of_need(session, TodoKind.NEED_ENDS, need, by=by, at=at)
    week_upkeep.keep_up(session, needs=need_ids, why="closed", centre=centre, by=by, at=at)
    for need_id in need_ids:
        need_pages.withdraw_suggestions(session, need_id, centre=centre, at=at)


def open_again(session: Session, need_id: str, *, centre: str, by: str, at: datetime) -> None:
    """It is wanted after all, with the old waiting date; or one that an organisation has proposed
    is published. Raises Missing; NotNow when it is open;
    Invalid when its last day has been (a new one is set first), whose it was has left, or it asks
    for what volunteers never do (R29): nobody is asked to do that because it was written once.
    """
    centres.take_turn(session, centre)
    need = needs.one(session, need_id, centre=centre)
    if need.state is NeedState.OPEN:
        raise NotNow("need", "open", "open_again")
    if forbidden := never_faults(told_of(need)):
        raise Invalid(forbidden)
    if need.until_on is not None and need.until_on < swedish_day(at):
        raise Invalid({"until_on": Fault("already_over")})
    if need.recipient_id:
        person = recipient_pages.whole(session, need.recipient_id, centre=centre)
        if person.state in GONE:
            raise Invalid({"recipient": Fault("recipient_has_ended")})
    if need.organisation_id:
        organisation = organisations.one(session, need.organisation_id, centre=centre)
        if organisation.state is OrganisationState.LEFT:
            raise Invalid({"organisation": Fault("organisation_has_left")})
    was_proposed = need.state is NeedState.DRAFT
    _answered(session, need, by=by, at=at)
    need.state, need.changed_at = NeedState.OPEN, at
    need.version += 1
    deed = "need.published" if was_proposed else "need.opened_again"
    note(session, deed, need, by=by, at=at)
    week_upkeep.come(session, need.id, centre=centre, by=by, at=at)


def expire(session: Session, *, centre: str, at: datetime) -> int:
    """Needs whose last day is past are over (R28); how many. Idempotent."""
    over = needs.past(session, centre=centre, on=swedish_day(at))
    if over:
        ids = [need.id for need in over]
        close_all(session, ids, NeedState.EXPIRED, centre=centre, by=None, at=at)
    return len(over)


def ask_if_they_go_on(session: Session, *, centre: str, at: datetime) -> None:
    """A to-do to ask the organisation of each need whose last day comes before all its places are
    taken. Idempotent; a new last day is asked about anew.
    """
    today = swedish_day(at)
    for need in needs.ending(session, centre=centre, first=today, last=today + ASKED_BEFORE):
        assert need.until_on is not None
        todos.make(
            session,
            TodoKind.NEED_ENDS,
            due_on=max(today, need.until_on - DUE_BEFORE),
            organisation_id=need.organisation_id,
            facts={"need": need.id, "last_day": need.until_on.isoformat()},
            centre=centre,
            at=at,
            again=f"{need.id}:{need.until_on.isoformat()}",
        )


def _answered(session: Session, need: needs.Need, *, by: str | None, at: datetime) -> None:
    """What an organisation has proposed is published, or turned down: nobody is waited for."""
    if need.state is NeedState.DRAFT:
        todos.done_with_fact(
            session, TodoKind.NEED_PROPOSED, need.id, centre=need.centre_id, by=by, at=at
        )


def note(
    session: Session, deed: str, need: needs.Need, *, by: str | None, at: datetime, **facts: object
) -> None:
    """A line of the audit about the need."""
    record_of(session, deed, "need", need, by=by, at=at, **facts)
