"""What hangs on a recipient and must stop or go when she does not want it, or has died."""

from collections.abc import Set
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

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


class Lost(StrEnum):
    """What no longer protects when the health consent is gone (R21)."""

    ALLERGY = "allergy"
    FUNCTION = "function"
    WORDS = "words"
    NOTE = "note"


def forget_health(session: Session, person: Recipient, sensitive: Set[str]) -> tuple[str, ...]:
    """Remove what was kept under the health consent: functional facts, allergies, sensitive words
    and languages, hers and on her needs; and why she waits, since no list knows all words that
    tell of health. Of what sorts it was, and no more: which facts they were is to be known nowhere.
    """
    function = sa.and_(
        RecipientWord.recipient_id == person.id, RecipientWord.stance == WordStance.FUNCTION
    )
    marked = sa.and_(RecipientWord.recipient_id == person.id, RecipientWord.concept.in_(sensitive))
    has_function = bool(session.execute(sa.delete(RecipientWord).where(function)).rowcount)  # type: ignore[attr-defined]
    has_words = bool(session.execute(sa.delete(RecipientWord).where(marked)).rowcount)  # type: ignore[attr-defined]
    session.expire(person, ["words"])
    bears = {t: how for t, how in person.bears.items() if how != Bears.ALLERGY.value}
    spoken = {la: level for la, level in person.languages.items() if la not in sensitive}
    has_words |= spoken != person.languages
    has_words |= _forget_on_needs(session, person, sensitive)
    removed = {
        Lost.ALLERGY: bears != person.bears,
        Lost.FUNCTION: has_function,
        Lost.WORDS: has_words,
        Lost.NOTE: person.wait_note is not None,
    }
    person.wait_note = person.wait_note_until = None
    person.wait_noted_on = person.wait_noted_by = None
    person.bears, person.languages = bears, spoken
    return tuple(sort.value for sort, was_there in removed.items() if was_there)


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


def _forget_on_needs(session: Session, person: Recipient, sensitive: Set[str]) -> bool:
    """The same on her needs; whether there was anything."""
    needs = recipient_pages.needs_of(session, person.id, centre=person.centre_id)
    told = sa.and_(
        NeedWord.need_id.in_([need.id for need in needs]),
        sa.or_(NeedWord.concept.in_(sensitive), NeedWord.stance == WordStance.FUNCTION),
    )
    found = bool(session.execute(sa.delete(NeedWord).where(told)).rowcount)  # type: ignore[attr-defined]
    for need in needs:
        found |= any(language in sensitive for language in need.must_languages)
        need.must_languages = [one for one in need.must_languages if one not in sensitive]
        session.expire(need, ["words"])
    return found
