"""What hangs on a recipient and must stop or go when she does not want it, or has died."""

from collections.abc import Set
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from matcher.domain.matches import MatchState
from matcher.domain.needs import NeedState
from matcher.domain.people import Bears, WordStance
from matcher.domain.plans import TodoState
from matcher.domain.suggestions import SuggestionState
from matcher.store import recipient_pages, todos
from matcher.store.matches import Match
from matcher.store.needs import Need, NeedWord
from matcher.store.recipients import Recipient, RecipientWord
from matcher.store.suggestions import Suggestion
from matcher.store.todos import Todo

DIED = "deceased"  # the reason an ending keeps; nothing more is kept


def forget_health(session: Session, person: Recipient, sensitive: Set[str]) -> tuple[str, ...]:
    """Remove what was kept under the health consent: functional facts, allergies, and sensitive
    words and languages, hers and on her needs. What was removed, as concepts and traits.
    """
    is_sensitive = sa.or_(
        RecipientWord.stance == WordStance.FUNCTION, RecipientWord.concept.in_(sensitive)
    )
    hers = sa.and_(RecipientWord.recipient_id == person.id, is_sensitive)
    words = session.scalars(
        sa.select(sa.func.coalesce(RecipientWord.concept, RecipientWord.written)).where(hers)
    ).all()
    session.execute(sa.delete(RecipientWord).where(hers))
    session.expire(person, ["words"])
    allergies = [trait for trait, bears in person.bears.items() if bears == Bears.ALLERGY.value]
    person.bears = {t: how for t, how in person.bears.items() if t not in allergies}
    spoken = [language for language in person.languages if language in sensitive]
    person.languages = {la: level for la, level in person.languages.items() if la not in spoken}
    on_needs = _forget_on_needs(session, person, sensitive)
    return tuple(sorted({*words, *allergies, *spoken, *on_needs}))


def withdraw_suggestions(session: Session, recipient_id: str, *, centre: str, at: datetime) -> int:
    """Nothing undecided stands about her any more; how many suggestions that was."""
    needs = sa.select(Need.id).where(Need.centre_id == centre, Need.recipient_id == recipient_id)
    withdrawing = (
        sa.update(Suggestion)
        .where(
            Suggestion.centre_id == centre,
            Suggestion.need_id.in_(needs),
            Suggestion.state == SuggestionState.PROPOSED,
        )
        .values(state=SuggestionState.WITHDRAWN, decided_at=at, version=Suggestion.version + 1)
        .execution_options(synchronize_session="fetch")
    )
    return int(session.execute(withdrawing).rowcount)  # type: ignore[attr-defined]


def close_needs(session: Session, recipient_id: str, *, centre: str, at: datetime) -> list[str]:
    """Close everything she has wished for that is open or filled; the ids of the needs."""
    over = (NeedState.CLOSED, NeedState.EXPIRED)
    closing = [
        need
        for need in recipient_pages.needs_of(session, recipient_id, centre=centre)
        if need.state not in over
    ]
    for need in closing:
        need.state, need.changed_at = NeedState.CLOSED, at
        need.version += 1
    return [need.id for need in closing]


def end_matches(session: Session, recipient_id: str, on: date, *, centre: str) -> list[Match]:
    """End her living matches because she has died; the matches, with their participants."""
    ending = recipient_pages.living_matches(session, recipient_id, centre=centre)
    for match in ending:
        match.state, match.ended_on = MatchState.ENDED, on
        match.version += 1
        for participant in match.participants:
            if participant.ended_on is None:
                participant.ended_on, participant.end_reason = on, DIED
    return ending


def cancel_todos(
    session: Session, recipient_id: str, *, centre: str, by: str | None, at: datetime
) -> int:
    """Nothing is to be done about her, or about a match of hers, any more; how many that was."""
    matches = (
        sa.select(Match.id)
        .join(Need, Need.id == Match.need_id)
        .where(Match.centre_id == centre, Need.recipient_id == recipient_id)
    )
    return todos.settle(
        session,
        Todo.centre_id == centre,
        sa.or_(Todo.recipient_id == recipient_id, Todo.match_id.in_(matches)),
        state=TodoState.CANCELLED,
        at=at,
        done_by=by,
    )


def _forget_on_needs(session: Session, person: Recipient, sensitive: Set[str]) -> list[str]:
    needs = recipient_pages.needs_of(session, person.id, centre=person.centre_id)
    removed: list[str] = []
    for need in needs:
        removed += [language for language in need.must_languages if language in sensitive]
        need.must_languages = [one for one in need.must_languages if one not in sensitive]
    told = sa.and_(
        NeedWord.need_id.in_([need.id for need in needs]),
        sa.or_(NeedWord.concept.in_(sensitive), NeedWord.stance == WordStance.FUNCTION),
    )
    removed += session.scalars(
        sa.select(sa.func.coalesce(NeedWord.concept, NeedWord.written)).where(told)
    ).all()
    session.execute(sa.delete(NeedWord).where(told))
    for need in needs:
        session.expire(need, ["words"])
    return removed
