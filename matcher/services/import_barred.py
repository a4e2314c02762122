"""Rows that were understood and could not be saved, told in the dry run and not when all of the
list is to be taken in.

    Checked ──the faults of the very deeds that would save it──▶ as it is, or refused with the first

A deed's rules stand with the deed (`volunteers.faults`, `recipients.faults`, `needs.faults`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from matcher.domain.consent import ConsentKind
from matcher.domain.errors import Fault
from matcher.domain.vocabulary import Vocabulary
from matcher.services import choices, needs, recipients, volunteers
from matcher.services.import_known import Known
from matcher.services.import_marks import NEED, WHO
from matcher.services.import_merging import NOTHING_YET, New, differences, merged, says_of_need
from matcher.services.import_unchanged import said_by
from matcher.services.need_rows import told_of as told_of_need
from matcher.services.recipient_rows import told_of as told_of_recipient
from matcher.services.volunteer_rows import told_of as told_of_volunteer
from matcher.sheets.rows import ReadRow, ToldNeed, ToldVolunteer, ToldWaiting
from matcher.store import organisations

if TYPE_CHECKING:
    from matcher.services.import_rows import Checked

Faults = dict[str, Fault]
_TO_COME, _ENDS_FIRST = Fault("day_to_come"), Fault("ends_before_it_begins")


@dataclass(frozen=True, slots=True)
class _Deeds:
    """What the deeds go by."""

    words: Vocabulary
    known: Known
    on: date

    def faults(self, checked: "Checked") -> Faults:
        """All for which a row would not be saved, by field."""
        before = checked.before or NOTHING_YET
        who = before.about_id if checked.before else ""
        match checked.row.told:
            case ToldVolunteer() as told:
                return self._of_volunteer(checked, told, who)
            case ToldWaiting() as told:
                return self._of_waiting(checked, told, who)
            case ToldNeed() as told:
                return self._of_need(checked, told, who)
            case _:
                return {}

    def _of_volunteer(self, checked: "Checked", told: ToldVolunteer, who: str) -> Faults:
        given = {ConsentKind.HEALTH} if told.health_consent else set()
        new, is_changed = told.new, True
        if who:
            given |= self._standing(who)
            was = told_of_volunteer(self.known.volunteers[who])
            new = self._merged(checked, was, told.new)
            is_changed = bool(differences(was, new))
        days = [on for _, on in (*told.steps, *told.extracts)]
        rests_until = told.rest.until_on if told.rest and not who else None
        back_on = (told.begins_on or rests_until) if _begins(checked) else None
        found = volunteers.faults(new, self.words, given) if is_changed else {}
        found |= {"on": _TO_COME} if any(on > self.on for on in days) else {}
        return found | ({"until_on": _ENDS_FIRST} if back_on and back_on <= self.on else {})

    def _of_waiting(self, checked: "Checked", told: ToldWaiting, who: str) -> Faults:
        given = {yes.kind for yes in told.consents}
        with_health = ConsentKind.HEALTH in given
        if not who:
            found = recipients.faults(told.new, self.words, given)
            opened = self._opened(told, with_health=with_health) if told.is_wished else {}
            return found | opened
        given |= self._standing(who)
        with_health = ConsentKind.HEALTH in given
        was = told_of_recipient(self.known.recipients[who], self.known.addresses.get(who))
        new = self._merged(checked, was, told.new)
        found = {}
        if differences(was, new):
            found |= recipients.faults(new, self.words, given)
            found |= recipients.day_faults(new, (), on=self.on)
        to_come = any(yes.said_on > self.on for yes in told.consents)
        found |= {"said_on": _TO_COME} if to_come else {}
        return found | self._of_her_need(checked, told, who, with_health=with_health)

    def _of_her_need(
        self, checked: "Checked", told: ToldWaiting, who: str, *, with_health: bool
    ) -> Faults:
        need = self.known.needs_of.get(who)
        if need is None:
            opens = says_of_need(told, said_by(checked.row, checked.before))
            return self._opened(told, with_health=with_health) if opens else {}
        was = told_of_need(need)
        new = self._merged(checked, was, told.need, NEED)
        if not differences(was, new):
            return {}
        return needs.faults(new, self.words, with_health=with_health, on=self.on, before=was)

    def _of_need(self, checked: "Checked", told: ToldNeed, who: str) -> Faults:
        if not who:
            return needs.faults(told.need, self.words, with_health=True, on=self.on)
        was = told_of_need(self.known.needs[who])
        new = self._merged(checked, was, told.need, NEED)
        new = replace(new, kind=was.kind, waiting_since=was.waiting_since)
        return needs.faults(new, self.words, with_health=True, on=self.on, before=was)

    def _opened(self, told: ToldWaiting, *, with_health: bool) -> Faults:
        return needs.faults(told.need, self.words, with_health=with_health, on=self.on)

    def _standing(self, who: str) -> set[ConsentKind]:
        return {kind for kind in ConsentKind if self.known.has_given(kind, who)}

    def _merged(self, checked: "Checked", was: New, told: New, part: str = WHO) -> New:
        before = checked.before or NOTHING_YET
        return merged(was, told, said_by(checked.row, checked.before), before, part)


def without(session: Session, rows: Sequence[ReadRow], *, centre: str) -> list[ReadRow]:
    """The rows; of a need of an organisation that is with the centre no more nothing is taken."""
    if not any(isinstance(row.told, ToldNeed) for row in rows):
        return list(rows)
    left = organisations.names_left(session, centre=centre)
    fault = Fault("organisation_has_left")
    return [refused(row, fault) if _is_of(row, left) else row for row in rows]


def fault_of(
    session: Session, rows: Sequence["Checked"], known: Known, *, centre: str
) -> dict[str, Fault]:
    """Why a row that is to be written cannot be: key → the first of its faults."""
    deeds = _Deeds(choices.vocabulary(session, centre=centre), known, known.on)
    found = ((one.row.key, deeds.faults(one)) for one in rows)
    return {key: next(iter(faults.values())) for key, faults in found if faults}


def refused(row: ReadRow, fault: Fault) -> ReadRow:
    """The row with nothing of it to be taken."""
    return replace(row, told=None, fault=fault)


def _begins(checked: "Checked") -> bool:
    return checked.before is None or "from_on" in checked.would.names


def _is_of(row: ReadRow, left: frozenset[str]) -> bool:
    return isinstance(row.told, ToldNeed) and row.told.organisation.name.casefold() in left
