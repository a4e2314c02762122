"""Why somebody waits longer than her class is promised: written down, so that the promise is kept.

A class is promised a suggestion within so many weeks, or a written reason. One is written when the
promise is broken or about to be (`WRITTEN_AHEAD` in `domain/promises.py`), and grows old: after
some weeks (`reason_weeks` in `config/policies.toml`) it is asked for anew.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.errors import Fault, Invalid, NotNow
from matcher.domain.needs import NeedState
from matcher.domain.promises import is_near, weeks_waited
from matcher.domain.recipients import RecipientState, WaitNote
from matcher.engine.params import Params
from matcher.services import choices
from matcher.store import recipient_pages
from matcher.store.needs import Need
from matcher.store.people import note
from matcher.store.recipients import Recipient

WAITS = (RecipientState.ENQUIRY, RecipientState.WAITING, RecipientState.MATCHED)


def explain(
    session: Session, recipient_id: str, said: str, *, centre: str, by: str, at: datetime
) -> date:
    """Why nobody is suggested to her yet, in one line; the last day on which it holds. Raises
    Missing, Invalid (nothing said), NotNow for somebody who does not wait, or not yet for so long.
    """
    person = recipient_pages.whole(session, recipient_id, centre=centre)
    if person.state not in WAITS:
        raise NotNow("recipient", person.state.value, "explain")
    params = choices.of(session, centre=centre).params
    wished = recipient_pages.needs_of(session, person.id, centre=centre)
    if not may_be_explained(person, wished, params, on=swedish_day(at)):
        raise NotNow("recipient", "within_promise", "explain")
    if not said.strip():
        raise Invalid({"why": Fault("say_why")})
    until = swedish_day(at) + timedelta(weeks=choices.follow_ups().reason_weeks)
    person.wait_note, person.wait_note_until = said.strip(), until
    person.wait_noted_on, person.wait_noted_by = swedish_day(at), by
    note(session, "recipient.wait_explained", person, by=by, at=at, until=until.isoformat())
    return until


def may_be_explained(
    person: Recipient, wished: Iterable[Need], params: Params, *, on: date
) -> bool:
    """She waits, and the promise of her class is broken or about to be, for anything she wishes."""
    if person.state not in WAITS:
        return False
    promised = params.promise_weeks.get(person.priority_class or 0)
    days = [need.waiting_since for need in wished if need.state is NeedState.OPEN]
    if person.state is not RecipientState.MATCHED:
        days.append(person.waiting_since)
    return any(is_near(weeks_waited(since, on=on), promised) for since in days)


def said_of(person: Recipient, names: Mapping[str, str], *, on: date) -> WaitNote | None:
    """What was written and by whom, as long as it holds."""
    if not (person.wait_note and person.wait_noted_on and person.wait_note_until):
        return None
    by = names.get(person.wait_noted_by or "")
    found = WaitNote(person.wait_note, person.wait_noted_on, by, person.wait_note_until)
    return found if found.holds(on) else None
