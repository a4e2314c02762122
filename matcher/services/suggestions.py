"""What coordinators make of a week's suggestions: accept, reject, not now, lock, and undo.

Each deed is one guarded write; who comes second is told who was first. What was true when the
week was run may not be true now, so an acceptance is checked again against today's rows, in the
same unit of work (T32). Then the rest of the week is solved anew around the decision.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.errors import AlreadyDecided, Fault, Invalid, NotNow
from matcher.domain.plans import TodoKind, working_days_after
from matcher.domain.suggestions import (
    DECLINED_DAYS,
    RejectReason,
    SuggestionState,
    Verdict,
)
from matcher.services import matches, todos, week_rows, weeks
from matcher.store import centres, needs, pairs, suggestions
from matcher.store.audit import record_of
from matcher.store.pairs import BlockedPair
from matcher.store.runs import Run
from matcher.store.suggestions import Suggestion

CORRECT_WITHIN = 2  # working days
STATE_OF = {
    Verdict.ACCEPT: SuggestionState.ACCEPTED,
    Verdict.REJECT: SuggestionState.REJECTED,
    Verdict.NOT_NOW: SuggestionState.NOT_NOW,
}


def decide(
    session: Session,
    suggestion_id: str,
    verdict: Verdict,
    *,
    reason: RejectReason | None = None,
    centre: str,
    by: str,
    at: datetime,
) -> Suggestion:
    """A coordinator's word on one suggestion; the rest of the week is solved anew.

    Raises Missing; Invalid (a rejection without its reason); NotNow (an older week);
    AlreadyDecided (somebody was first, and who); RuleBroken (an acceptance that a safety rule
    now forbids). Nothing is changed when it raises.
    """
    if verdict is Verdict.REJECT and reason is None:
        raise Invalid({"reason": Fault("choose_one")})
    suggestion, run = _found(session, suggestion_id, centre=centre)
    _refuse_decided(suggestion)  # who was first is told before what that has taken
    if verdict is Verdict.ACCEPT:
        if suggestion.rank:  # a page that has been open since the two were suggested
            raise NotNow("suggestion", "alternative", "accept")
        matches.refuse_unsafe(session, suggestion, centre=centre, at=at)
    _claim(
        session,
        suggestion,
        STATE_OF[verdict],
        was=SuggestionState.PROPOSED,
        decided_by=by,
        decided_at=at,
        reason=reason if verdict is Verdict.REJECT else None,
        locked_by=None,
        locked_at=None,
    )
    if verdict is Verdict.ACCEPT:
        matches.approve_suggestion(session, suggestion, centre=centre, by=by, at=at)
    elif reason is not None and verdict is Verdict.REJECT:
        barred = _block(session, suggestion, reason, by=by, at=at)
        session.add(barred)
        if reason is RejectReason.WRONG_FACTS:
            _have_corrected(session, suggestion, barred, by=by, at=at)
    _minute(session, suggestion, STATE_OF[verdict].value, by=by, at=at, reason=reason)
    gone = None if verdict is Verdict.ACCEPT else suggestion
    because = _because(verdict.value, suggestion)
    weeks.solve_again(session, run, because, by=by, at=at, gone=gone)
    return suggestion


def lock(session: Session, suggestion_id: str, *, centre: str, by: str, at: datetime) -> Suggestion:
    """Keep the pair whatever is decided beside it. Raises Missing, NotNow, AlreadyDecided."""
    return _set_lock(session, suggestion_id, by, centre=centre, by=by, at=at)


def unlock(
    session: Session, suggestion_id: str, *, centre: str, by: str, at: datetime
) -> Suggestion:
    """Let the pair move again. Raises Missing, NotNow, AlreadyDecided."""
    return _set_lock(session, suggestion_id, None, centre=centre, by=by, at=at)


def undo(session: Session, suggestion_id: str, *, centre: str, by: str, at: datetime) -> Suggestion:
    """Take a decision back, as if it had not been made; an acceptance only while nobody has been
    asked. Raises Missing; NotNow (an older week, not decided, or somebody has been asked).
    """
    suggestion, run = _found(session, suggestion_id, centre=centre)
    was = suggestion.state
    if was not in STATE_OF.values():
        raise NotNow("suggestion", was.value, "undo")
    rows = suggestions.of_run(session, run.id, centre=centre)
    undecided = week_rows.pairs(row for row in rows if week_rows.is_undecided(row))
    kept = week_rows.kept_when_undone(run, suggestion, undecided)
    if was is SuggestionState.ACCEPTED:
        matches.take_back(session, suggestion.id, centre=centre, by=by, at=at)
    pairs.unbar(session, suggestion.id, centre=centre)
    todos.let_go_of_rejection(session, suggestion.id, suggestion.volunteer_id, centre=centre, at=at)
    _claim(
        session,
        suggestion,
        SuggestionState.PROPOSED,
        was=was,
        decided_by=None,
        decided_at=None,
        reason=None,
    )
    _minute(session, suggestion, "undone", by=by, at=at, was=was.value)
    weeks.solve_again(
        session,
        run,
        {**_because("undo", suggestion), "was": was.value},
        by=by,
        at=at,
        proposed=kept,
        back=suggestion,
    )
    return suggestion


def is_here(session: Session, suggestion_id: str, *, centre: str) -> None:
    """Raises Missing where the centre has no such suggestion."""
    suggestions.one(session, suggestion_id, centre=centre)


def undecided(session: Session, *, centre: str) -> int:
    """How many suggestions of the newest week wait for a coordinator."""
    return suggestions.count_undecided_of_newest(session, centre=centre)


def _found(session: Session, suggestion_id: str, *, centre: str) -> tuple[Suggestion, Run]:
    """The suggestion and its run, in our turn. Raises Missing, NotNow."""
    centres.take_turn(session, centre)
    suggestion = suggestions.one(session, suggestion_id, centre=centre)
    return suggestion, weeks.is_open(session, suggestion.run_id, centre=centre)


def _claim(
    session: Session,
    suggestion: Suggestion,
    state: SuggestionState,
    *,
    was: SuggestionState,
    **columns: Any,
) -> None:
    """The guarded write. Raises AlreadyDecided with who was first."""
    first = suggestions.claim(
        session, suggestion.id, state, was=was, centre=suggestion.centre_id, **columns
    )
    session.refresh(suggestion)
    if not first:
        raise _decided(suggestion)


def _refuse_decided(suggestion: Suggestion) -> None:
    if suggestion.state is not SuggestionState.PROPOSED:
        raise _decided(suggestion)


def _decided(suggestion: Suggestion) -> AlreadyDecided:
    return AlreadyDecided(suggestion.id, suggestion.state.value, suggestion.decided_by)


def _set_lock(
    session: Session, suggestion_id: str, holder: str | None, *, centre: str, by: str, at: datetime
) -> Suggestion:
    suggestion, run = _found(session, suggestion_id, centre=centre)
    if suggestion.rank:
        raise NotNow("suggestion", "alternative", "lock")
    proposed = SuggestionState.PROPOSED
    _claim(
        session,
        suggestion,
        proposed,
        was=proposed,
        locked_by=holder,
        locked_at=at if holder else None,
    )
    deed = "lock" if holder else "unlock"
    _minute(session, suggestion, f"{deed}ed", by=by, at=at)
    weeks.solve_again(session, run, _because(deed, suggestion), by=by, at=at)
    return suggestion


def _have_corrected(
    session: Session, suggestion: Suggestion, barred: BlockedPair, *, by: str, at: datetime
) -> None:
    """It is for her who rejected it to correct what is wrong of either; then the two come back."""
    todos.make(
        session,
        TodoKind.CORRECT_FACTS,
        due_on=working_days_after(swedish_day(at), CORRECT_WITHIN),
        volunteer_id=suggestion.volunteer_id,
        recipient_id=barred.recipient_id,
        organisation_id=barred.organisation_id,
        owner_id=by,
        facts={"need": suggestion.need_id, "suggestion": suggestion.id},
        again=f"{suggestion.id}:{at.isoformat()}",
        centre=suggestion.centre_id,
        at=at,
    )


def _block(
    session: Session, suggestion: Suggestion, reason: RejectReason, *, by: str, at: datetime
) -> BlockedPair:
    """The two are not suggested to each other again: never, or not for half a year (R54)."""
    need = needs.one(session, suggestion.need_id, centre=suggestion.centre_id)
    until = None if reason.is_for_ever else swedish_day(at) + timedelta(days=DECLINED_DAYS)
    return BlockedPair(
        centre_id=suggestion.centre_id,
        volunteer_id=suggestion.volunteer_id,
        recipient_id=need.recipient_id,
        organisation_id=need.organisation_id,
        reason=reason.value,
        suggestion_id=suggestion.id,
        until_on=until,
        blocked_by=by,
        blocked_at=at,
    )


def _because(deed: str, suggestion: Suggestion) -> dict[str, str]:
    return {
        "deed": deed,
        "suggestion_id": suggestion.id,
        "volunteer_id": suggestion.volunteer_id,
        "need_id": suggestion.need_id,
    }


def _minute(
    session: Session, suggestion: Suggestion, deed: str, *, by: str, at: datetime, **facts: object
) -> None:
    pair = {"volunteer_id": suggestion.volunteer_id, "need_id": suggestion.need_id}
    record_of(
        session, f"suggestion.{deed}", "suggestion", suggestion, by=by, at=at, **pair, **facts
    )
