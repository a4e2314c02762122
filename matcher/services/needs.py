"""Needs: opened for a recipient or an organisation, changed, closed when they are met or over.

What pages show of them stands in `need_pages`; all of it can be asked for here. Nothing that
volunteers never do is opened (R29), and an escort is not ordered for tomorrow (R30).
"""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from matcher.domain.boundaries import ESCORT_LEAD, ESCORTS, illness_faults, never_faults
from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.concepts import Flag
from matcher.domain.consent import ConsentKind
from matcher.domain.errors import AlreadyDecided, Fault, Invalid
from matcher.domain.needs import NeedKind, NeedState, NewNeed
from matcher.domain.organisations import OrganisationState
from matcher.domain.people import WordStance
from matcher.domain.plans import TodoKind
from matcher.domain.vocabulary import Vocabulary
from matcher.services import choices, todos
from matcher.services.need_pages import NeedPage, NeedRow, counts, listed, one
from matcher.services.need_rows import NeedLine, columns_of, told_of, write_words
from matcher.services.need_states import (
    GONE,
    close,
    close_all,
    expire,
    note,
    open_again,
)
from matcher.services.recipient_consents import standing
from matcher.store import need_pages, needs, organisations, recipient_pages
from matcher.store.base import new_id

__all__ = [
    "NeedLine", "NeedPage", "NeedRow", "change", "close", "close_all", "counts", "expire", "faults",
    "listed", "one", "open_again", "open_for_recipient", "open_local", "told_of",
]  # fmt: skip


def open_for_recipient(
    session: Session,
    new: NewNeed,
    recipient_id: str,
    *,
    centre: str,
    by: str | None,
    at: datetime,
    source: str = "typed",
    public_id: str | None = None,
) -> needs.Need:
    """What a person would like. It waits since the person's own first day, for ever (R62).
    Raises Missing, Invalid.
    """
    person = recipient_pages.whole(session, recipient_id, centre=centre)
    if new.kind is NeedKind.LOCAL:
        raise Invalid({"kind": Fault("local_need_of_a_person")})
    if person.state in GONE:
        raise Invalid({"recipient": Fault("recipient_has_ended")})
    with_health = ConsentKind.HEALTH in standing(person)
    _refuse(session, new, with_health=with_health, centre=centre, on=swedish_day(at))
    return _open(
        session,
        replace(new, waiting_since=person.waiting_since),
        needs.Need(recipient_id=person.id),
        centre=centre,
        by=by,
        at=at,
        source=source,
        public_id=public_id,
    )


def open_local(
    session: Session,
    new: NewNeed,
    organisation_id: str,
    *,
    contact_id: str | None = None,
    centre: str,
    by: str | None,
    at: datetime,
    source: str = "typed",
    public_id: str | None = None,
    state: NeedState = NeedState.OPEN,
) -> needs.Need:
    """A local need of an organisation, with seats; a draft is matched and shown to nobody until a
    coordinator publishes it. Raises Missing, also for a contact of another organisation; Invalid.
    """
    organisation = organisations.one(session, organisation_id, centre=centre)
    if new.kind is not NeedKind.LOCAL:
        raise Invalid({"kind": Fault("personal_need_of_an_organisation")})
    if organisation.state is OrganisationState.LEFT:
        raise Invalid({"organisation": Fault("organisation_has_left")})
    organisations.contact_of(organisation, contact_id)
    _refuse(session, new, with_health=True, centre=centre, on=swedish_day(at))
    return _open(
        session,
        new,
        needs.Need(organisation_id=organisation.id, contact_id=contact_id),
        centre=centre,
        by=by,
        at=at,
        source=source,
        public_id=public_id,
        state=state,
    )


def change(
    session: Session,
    need_id: str,
    new: NewNeed,
    *,
    contact_id: str | None = None,
    centre: str,
    by: str,
    at: datetime,
    version: int,
) -> needs.Need:
    """What is told of it now; whose it is, its kind and since when it waits stay. `version` is the
    one that was read: raises AlreadyDecided when somebody has changed it meanwhile; Missing,
    Invalid as when it was opened.
    """
    need = needs.one(session, need_id, centre=centre)
    if not need_pages.claim(session, need, version):
        raise AlreadyDecided(need_id, "changed", None)
    before = told_of(need)
    new = replace(new, kind=need.kind, waiting_since=need.waiting_since)
    with_health = True
    if need.recipient_id:
        person = recipient_pages.whole(session, need.recipient_id, centre=centre)
        with_health = ConsentKind.HEALTH in standing(person)
    if need.organisation_id:
        organisation = organisations.one(session, need.organisation_id, centre=centre)
        organisations.contact_of(organisation, contact_id)
    _refuse(session, new, with_health=with_health, centre=centre, on=swedish_day(at), before=before)
    for name, value in columns_of(new).items():
        setattr(need, name, value)
    need.contact_id, need.changed_at = contact_id, at
    write_words(need, new)
    fields = [name for name in NewNeed.__slots__ if getattr(before, name) != getattr(new, name)]
    note(session, "need.changed", need, by=by, at=at, fields=fields)
    if "until_on" in fields and need.organisation_id:
        todos.done_of_need(session, TodoKind.NEED_ENDS, need, by=by, at=at)
    return need


def _open(
    session: Session,
    new: NewNeed,
    need: needs.Need,
    *,
    centre: str,
    by: str | None,
    at: datetime,
    source: str,
    public_id: str | None,
    state: NeedState = NeedState.OPEN,
) -> needs.Need:
    for name, value in columns_of(new).items():
        setattr(need, name, value)
    need.id, need.centre_id, need.state = public_id or new_id(), centre, state
    need.waiting_since, need.source = new.waiting_since, source
    need.created_at = need.changed_at = at
    need.words = []
    write_words(need, new)
    session.add(need)
    session.flush()
    deed = "need.opened" if state is NeedState.OPEN else "need.proposed"
    note(session, deed, need, by=by, at=at, kind=new.kind.value, source=source)
    return need


def _refuse(
    session: Session,
    new: NewNeed,
    *,
    with_health: bool,
    centre: str,
    on: date,
    before: NewNeed | None = None,
) -> None:
    vocabulary = choices.vocabulary(session, centre=centre)
    if found := faults(new, vocabulary, with_health=with_health, on=on, before=before):
        raise Invalid(found)


def faults(
    new: NewNeed,
    words: Vocabulary,
    *,
    with_health: bool,
    on: date,
    before: NewNeed | None = None,
) -> dict[str, Fault]:
    """All for which a need is not opened or changed, by field. What was right when it was opened is
    not asked again, but the never-list is: nothing that it forbids stays because it was there.
    """
    found = illness_faults(new.words) | never_faults(new) | _days(new, on=on, before=before)
    if not 1 <= new.least <= new.seats:
        found["least"] = Fault("more_than_the_seats", {"seats": new.seats})
    tasks = {said.concept for said in new.words if said.stance is WordStance.DOES and said.concept}
    with_children = any(Flag.NEEDS_CHILD_CHECK in words.flags(task) for task in tasks)
    if with_children and not new.children_present:
        found["children_present"] = Fault("task_is_with_children")
    told = [said.concept for said in new.words if said.concept] + sorted(new.must_languages)
    if not with_health and any(Flag.ART9 in words.flags(word) for word in told):
        found["health"] = Fault("health_needs_consent")
    return found


def _days(new: NewNeed, *, on: date, before: NewNeed | None) -> dict[str, Fault]:
    faults: dict[str, Fault] = {}
    if new.until_on is not None and new.until_on < on:
        faults["until_on"] = Fault("already_over")
    elif new.until_on is not None and new.from_on is not None and new.until_on < new.from_on:
        faults["until_on"] = Fault("ends_before_it_begins")
    was_known = before is not None and before.from_on == new.from_on
    is_escort = any(said.concept in ESCORTS for said in new.words)
    if is_escort and new.from_on and not new.short_notice and not was_known:
        if new.from_on < on:
            faults["from_on"] = Fault("already_over")
        elif new.from_on < on + ESCORT_LEAD:
            faults["from_on"] = Fault("escort_too_soon", {"days": ESCORT_LEAD.days})
    return faults
