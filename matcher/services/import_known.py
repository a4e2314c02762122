"""Those whom rows would be merged into: what a row would change of them, and what they lack."""

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from matcher.domain.consent import ConsentKind
from matcher.domain.volunteers import VolunteerState
from matcher.services import choices, import_yeses
from matcher.services.import_marks import NEED, of_answer, of_cell, of_text
from matcher.services.import_merging import (
    Before,
    added,
    differences,
    merged,
    replaced,
    says_of_need,
    taken_away,
)
from matcher.services.import_steps import guardians_yes, has_step, missing_steps
from matcher.services.import_telling import Stated
from matcher.services.import_vouching import CONSENT
from matcher.services.need_rows import told_of as told_of_need
from matcher.services.recipient_rows import told_of as told_of_recipient
from matcher.services.volunteer_rows import told_of as told_of_volunteer
from matcher.sheets import rows_rhythm
from matcher.sheets.fields import ListKind
from matcher.sheets.rows import ReadRow, Told, ToldNeed, ToldVolunteer, ToldWaiting
from matcher.store import import_checks, imports
from matcher.store.recipients import Consent, Recipient
from matcher.store.volunteers import Volunteer


@dataclass(frozen=True, slots=True)
class Changes:
    """The names of what a row changes; of one value what it was and will be, of several things
    which come and which go: name → those.
    """

    names: tuple[str, ...] = ()
    values: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    come: Mapping[str, Any] = field(default_factory=dict)
    gone: Mapping[str, Any] = field(default_factory=dict)


NO_CHANGES = Changes()


class Known:
    """All of them, loaded at once."""

    def __init__(
        self, session: Session, ids: set[str], kind: ListKind, *, centre: str, on: date
    ) -> None:
        self.on, self.sensitive = on, choices.of(session, centre=centre).sensitive
        self.marks = imports.told_of(session, ids, centre=centre)
        self.volunteers: Mapping[str, Volunteer] = {}
        self.recipients: Mapping[str, Recipient] = {}
        if kind is ListKind.VOLUNTEERS:
            self.volunteers = import_checks.volunteers(session, ids, centre=centre)
            self.yeses = import_checks.consents(session, ids, centre=centre)
            self.steps_back = import_checks.steps_taken_back(session, ids, centre=centre)
        elif kind is ListKind.WAITING:
            self.recipients = import_checks.recipients(session, ids, centre=centre)
            self.addresses = import_checks.addresses(session, ids, centre=centre)
            self.needs_of = import_checks.needs_of_people(session, ids, centre=centre)
        else:
            self.needs = import_checks.needs(session, ids, centre=centre)
            self.contacts = import_checks.contacts(session, self.needs.values(), centre=centre)

    def before(self, twin_id: str) -> Before:
        """What lists have told of the one with that id."""
        return Before(twin_id, self.marks.get(twin_id, {}))

    def as_it_stands(self, row: ReadRow, twin_id: str | None) -> ReadRow:
        """The row without what the one it is merged into has taken back since it was written."""
        given = self._consents(twin_id)
        told = import_yeses.as_it_stands(row.told, given, self.sensitive) if row.told else None
        if isinstance(told, ToldVolunteer):
            told = import_yeses.without_steps(told, self._steps_back(twin_id))
        need = self.needs_of.get(twin_id or "") if isinstance(told, ToldWaiting) else None
        if isinstance(told, ToldWaiting) and need and self._is_answered_for_all(row, twin_id):
            told = replace(told, need=replace(told.need, every_weeks=need.every_weeks))
        return replace(row, told=told)

    def _is_answered_for_all(self, row: ReadRow, twin_id: str | None) -> bool:
        """Whether how often was answered where the list says nothing of it, and says nothing."""
        before = self.before(twin_id or "")
        kept = (of_text(rows_rhythm.FIELD), of_answer(rows_rhythm.FIELD))
        return rows_rhythm.is_silent(row) and any(before.said(name, "") for name in kept)

    def kept_out(self, told: object, twin_id: str | None) -> frozenset[str]:
        """What was taken back, by herself or of a step, so that a list cannot vouch for it
        (R9, R19).
        """
        if isinstance(told, ToldVolunteer):
            stands = {step.value for step, _ in told.steps} | self._steps(twin_id)
            return frozenset(step for step, _ in self._steps_back(twin_id)) - stands
        says_yes = isinstance(told, ToldWaiting) and told.consents
        is_back = import_yeses.is_taken_back(ConsentKind.MATCHING, self._consents(twin_id))
        return frozenset({CONSENT}) if is_back and not says_yes else frozenset()

    def changes(self, told: Told, said: Stated, twin_id: str) -> Changes:
        """What a row would change of the one it is merged into."""
        match told:
            case ToldVolunteer():
                return self._of_volunteer(told, said, twin_id)
            case ToldWaiting():
                return self._of_waiting(told, said, twin_id)
            case ToldNeed():
                return self._of_need(told, said, twin_id)

    def has_given(self, kind: ConsentKind, twin_id: str) -> bool:
        """Whether such a yes stands."""
        return kind in _standing(self._consents(twin_id))

    def has_need(self, twin_id: str) -> bool:
        """Whether something stands that somebody who waits would like."""
        return twin_id in self.recipients and twin_id in self.needs_of

    def has_extract_of(self, row: ReadRow, twin_id: str) -> bool:
        """Whether an extract of the row's day is noted of a volunteer, of whichever kind."""
        days = {cell.value for cell in row.cells if cell.field == "extract_on" and cell.value}
        known = self.volunteers.get(twin_id)
        return known is not None and any(seen.shown_on in days for seen in known.extracts)

    def said_yes_on(self, kind: ConsentKind, twin_id: str) -> date | None:
        """The last day on which such a yes was said that stands; None where there is none."""
        yes = self.standing(kind, twin_id)
        return yes.said_on if yes else None

    def standing(self, kind: ConsentKind, twin_id: str) -> Consent | None:
        """Such a yes that stands, the last that was said."""
        given = [c for c in self._consents(twin_id) if c.kind is kind and c.withdrawn_on is None]
        return max(given, key=lambda yes: yes.said_on, default=None)

    def is_reached(self, twin_id: str) -> bool:
        """Whether there is a telephone, an e-mail or a street to reach somebody by."""
        if twin_id in self.volunteers:
            volunteer = self.volunteers[twin_id]
            return bool(volunteer.phone or volunteer.email)
        person = self.recipients[twin_id]
        return bool(person.phone or person.email or twin_id in self.addresses)

    def _steps(self, twin_id: str | None) -> set[str]:
        known = self.volunteers.get(twin_id or "")
        return {taken.step.value for taken in known.steps} if known else set()

    def _steps_back(self, twin_id: str | None) -> Set[tuple[str, str]]:
        return self.steps_back.get(twin_id or "", frozenset())

    def _consents(self, twin_id: str | None) -> Sequence[Consent]:
        if twin_id in self.volunteers:
            return self.yeses.get(twin_id or "", ())
        return self.recipients[twin_id or ""].consents if twin_id in self.recipients else ()

    def _of_volunteer(self, told: ToldVolunteer, said: Stated, twin_id: str) -> Changes:
        known = self.volunteers[twin_id]
        before = told_of_volunteer(known)
        after = merged(before, told.new, said, self.before(twin_id))
        found = list(differences(before, after))
        beside: dict[str, tuple[Any, Any]] = dict(_days_anew(known, told))
        if told.is_active and known.state.value in ("interested", "contacted"):
            beside["state"] = (known.state, VolunteerState.ACTIVE)
        if _begins_anew(known, told, said, self.before(twin_id)):
            beside["from_on"] = (None, told.begins_on)
        if told.health_consent and not self.has_given(ConsentKind.HEALTH, twin_id):
            beside["consent_health"] = (None, told.health_consent.said_on)
        return _changes([*found, *beside], (before, after), beside=beside)

    def _of_waiting(self, told: ToldWaiting, said: Stated, twin_id: str) -> Changes:
        known, earlier = self.recipients[twin_id], self.before(twin_id)
        before = told_of_recipient(known, self.addresses.get(twin_id))
        after = merged(before, told.new, said, earlier)
        found = list(differences(before, after))
        pairs: list[tuple[Any, Any]] = [(before, after)]
        need = self.needs_of.get(twin_id)
        if need is None and says_of_need(told, said):
            found.append("need")
        elif need is not None:
            wanted = told_of_need(need)
            wished = merged(wanted, told.need, said, earlier, NEED)
            pairs.append((wanted, wished))
            found += differences(wanted, wished)
        given = _standing(known.consents)
        found += [f"consent_{yes.kind.value}" for yes in told.consents if yes.kind not in given]
        return _changes(found, *pairs)

    def _of_need(self, told: ToldNeed, said: Stated, twin_id: str) -> Changes:
        need = self.needs[twin_id]
        before, earlier = told_of_need(need), self.before(twin_id)
        after = merged(before, told.need, said, earlier, NEED)
        contact = self.contacts.get(need.contact_id or "")
        beside = contact_changes(contact, told, said, earlier)
        return _changes([*differences(before, after), *beside], (before, after), beside=beside)

    def missing(self, told: object, twin_id: str | None) -> tuple[str, ...]:
        """What keeps the person out of suggestions when nobody vouches."""
        match told:
            case ToldVolunteer():
                known = self.volunteers.get(twin_id or "")
                steps = [step for step, _ in told.steps]
                steps += [taken.step for taken in known.steps] if known else []
                is_active = told.is_active or (known is not None and known.state.value == "active")
                guardian = guardians_yes(told.new.birth_year, steps, self.on)
                return missing_steps(steps) + guardian + (() if is_active else ("state",))
            case ToldWaiting():
                kinds = {yes.kind for yes in told.consents}
                kinds |= _standing(self._consents(twin_id))
                return () if ConsentKind.MATCHING in kinds else (CONSENT,)
            case _:
                return ()


def _begins_anew(known: Volunteer, told: ToldVolunteer, said: Stated, before: Before) -> bool:
    """Whether a list says, and did not say before, that somebody begins later who rests not."""
    is_sure = told.begins_on is not None and "from_on" in said.sure.keys() - said.doubted
    is_anew = not before.said(of_cell("from_on"), told.begins_on)
    return is_sure and is_anew and known.paused_from is None


def _days_anew(known: Volunteer, told: ToldVolunteer) -> dict[str, tuple[None, tuple[date, ...]]]:
    """The days of steps and extracts that are not noted of her: name → nothing, and those days."""
    steps = [(step.value, on) for step, on in told.steps if not has_step(known, step, on)]
    shown = {(extract.kind, extract.shown_on) for extract in known.extracts}
    steps += [("extract", on) for kind, on in told.extracts if (kind, on) not in shown]
    found: dict[str, tuple[date, ...]] = {}
    for name, on in steps:
        found[name] = (*found.get(name, ()), on)
    return {name: (None, days) for name, days in found.items()}


def contact_changes(
    contact: Any, told: ToldNeed, said: Stated, before: Before
) -> dict[str, tuple[str | None, str]]:
    """What the list says anew of whom one calls about a need: name → what it was, and what it will
    be. `contact` is who that is, if known: another name is another person.
    """
    new = told.organisation
    pairs = (
        ("contact_name", new.contact_name, contact and contact.name),
        ("phone", new.contact_phone, contact and contact.phone),
        ("email", new.contact_email, contact and contact.email),
    )
    found: dict[str, tuple[str | None, str]] = {
        name: (known or None, value)
        for name, value, known in pairs
        if value and name not in said.doubted
        and value.casefold() != (known or "").casefold()
        and not before.said(of_cell(name), value)
    }  # fmt: skip
    has_nobody = contact is None and "contact_name" not in found
    return {} if has_nobody else found


def _standing(consents: Collection[Consent]) -> set[ConsentKind]:
    return {yes.kind for yes in consents if yes.withdrawn_on is None}


def _changes(
    names: list[str], *pairs: tuple[Any, Any], beside: Mapping[str, tuple[Any, Any]] | None = None
) -> Changes:
    """Of a person, and of a need of hers, in one line; `beside` is what stands in no form."""
    values: dict[str, tuple[Any, Any]] = dict(beside or {})
    come: dict[str, Any] = {}
    gone: dict[str, Any] = {}
    for known, after in pairs:
        values |= replaced(known, after)
        come, gone = _joined(come, added(known, after)), _joined(gone, taken_away(known, after))
    return Changes(tuple(dict.fromkeys(names)), values, come, gone)


def _joined(found: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    words = (*found.get("words", ()), *more.get("words", ()))
    return {**found, **more, **({"words": words} if words else {})}
