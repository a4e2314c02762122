"""The people of a demonstration centre, taken in by the same deeds as real ones."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from matcher.demo import organisations as orgs
from matcher.demo import recipients as people
from matcher.demo import volunteers as helpers
from matcher.demo.chances import Dice
from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.clearance import AssignmentType, ExtractPolicy, Step, shown_extract
from matcher.domain.consent import CONSENT_TEXT_VERSION, Channel, ConsentKind, NewConsent
from matcher.domain.matches import MatchState
from matcher.domain.needs import NeedState
from matcher.domain.people import Bears
from matcher.domain.places import Place, Precision
from matcher.domain.recipients import RecipientState
from matcher.domain.vocabulary import Vocabulary
from matcher.domain.volunteers import NewVolunteer, VolunteerState
from matcher.services import choices, needs, organisations, recipients, volunteers
from matcher.store import recipients as recipient_rows
from matcher.store.centres import Area
from matcher.store.matches import Match, Participant
from matcher.store.needs import Need
from matcher.store.volunteers import ClearanceStep, RegisterCheck, Volunteer


@dataclass(frozen=True, slots=True)
class Filling:
    """One centre being filled with people."""

    session: Session
    dice: Dice
    words: Vocabulary
    centre: str
    by: str
    areas: tuple[tuple[Area, int], ...]
    at: datetime

    @property
    def today(self) -> date:
        """In Stockholm."""
        return swedish_day(self.at)

    def volunteers(self, count: int) -> list[Volunteer]:
        """Invented volunteers, most of them active and cleared; the active ones."""
        made = [self._volunteer(number, count) for number in range(count)]
        return [one for one in made if one.state is VolunteerState.ACTIVE]

    def waiting(self, count: int, *, enquiries: int) -> list[Need]:
        """Recipients on the waiting list, and some who have not been asked themselves; the needs
        of those who wait.
        """
        made = [self._recipient(said_yes=number < count) for number in range(count + enquiries)]
        return made[:count]

    def matched(self, volunteers: Sequence[Volunteer], count: int) -> list[Match]:
        """Pairs that have met for a while: most are with those who can by day, so that few of
        them are free for whoever waits.
        """
        mixed = self.dice.shuffled(volunteers)
        paired = sorted(mixed, key=lambda one: (one.birth_year or 0) > self.today.year - 60)[:count]
        return [self._pair(volunteer) for volunteer in paired]

    def organisations(self) -> None:
        """Organisations and their local needs."""
        made = {
            new.name: organisations.add(
                self.session,
                new,
                centre=self.centre,
                by=self.by,
                at=self.at,
                source="demo",
                public_id=self.dice.public_id(),
            )
            for new in orgs.organisations(self.dice)
        }
        for wanted in orgs.WANTED:
            area, place = self._area()
            need = orgs.local_need(self.dice, self.words, wanted, place, self.today)
            opened = needs.open_local(
                self.session,
                need,
                made[wanted.organisation].id,
                centre=self.centre,
                by=self.by,
                at=self.at,
                source="demo",
                public_id=self.dice.public_id(),
            )
            opened.area_id = area.id

    def _volunteer(self, number: int, count: int) -> Volunteer:
        area, place = self._area()
        new = helpers.volunteer(self.dice, self.words, area_id=area.id, place=place, on=self.today)
        if number < math.ceil(count * 0.05):
            return self._new_volunteer(new)
        state = VolunteerState.CONTACTED if number < count * 0.12 else VolunteerState.ACTIVE
        is_new = state is VolunteerState.CONTACTED
        since = self.at - timedelta(days=self.dice.between(10, 20 if is_new else 700))
        made = volunteers.add(
            self.session,
            new,
            centre=self.centre,
            by=self.by,
            at=since,
            source="demo",
            state=state,
            consents=self._health(new),
            public_id=self.dice.public_id(),
        )
        is_whole = state is VolunteerState.ACTIVE and self.dice.often(0.94)
        self._clear(made, since, whole=is_whole)
        if self.dice.often(0.04):
            made.paused_from = self.today - timedelta(days=self.dice.between(1, 40))
        return made

    def _new_volunteer(self, new: NewVolunteer) -> Volunteer:
        """Signed up by herself some days ago: on the list of whom to call."""
        when = self.at - timedelta(days=self.dice.between(0, 8))
        return volunteers.add(
            self.session,
            new,
            centre=self.centre,
            by=None,
            at=when,
            source="signup",
            consents=self._health(new),
            public_id=self.dice.public_id(),
        )

    def _clear(self, volunteer: Volunteer, since: datetime, *, whole: bool) -> None:
        """The steps that have been taken with her, in the order they are taken: a few days after
        she came, one and then the next, as far as they have come by today.
        """
        texts = choices.policies()[AssignmentType.VISIT].text_versions
        taken = [Step.INTERVIEW, Step.REFERENCE, Step.REFERENCE]
        if whole:
            taken += [Step.AGREEMENT, Step.CONFIDENTIALITY, Step.INTRODUCTION]
        days = (since + timedelta(days=3 * number) for number in range(1, len(taken) + 1))
        volunteer.steps.extend(
            ClearanceStep(
                centre_id=self.centre,
                step=step,
                on=when.date(),
                text_version=texts.get(step),
                recorded_by=self.by,
                recorded_at=when,
            )
            for step, when in zip(taken, days, strict=True)
            if when <= self.at
        )
        if whole and self.dice.often(0.2):
            self._extract(volunteer)

    def _extract(self, volunteer: Volunteer) -> None:
        shown_on = self.today - timedelta(days=self.dice.between(20, 330))
        shown = shown_extract(
            ExtractPolicy.CHILDREN, issued_on=shown_on - timedelta(days=20), shown_on=shown_on
        )
        volunteer.extracts.append(
            RegisterCheck(
                centre_id=self.centre,
                kind=shown.kind,
                shown_on=shown.shown_on,
                seen_by=self.by,
                valid_until=shown.valid_until,
            )
        )

    def _recipient(self, *, said_yes: bool) -> Need:
        area, place = self._area()
        person = people.person(self.dice, self.words, area_id=area.id, place=place, on=self.today)
        consents = person.consents
        if not said_yes:
            # Health facts may not be kept without her own yes, so somebody told us less.
            person = people.unasked(person)
            consents = ()
        waited = self.today - person.recipient.waiting_since
        made = recipients.add(
            self.session,
            person.recipient,
            consents,
            centre=self.centre,
            by=self.by,
            # Taken in some time after the first enquiry: her next call is due within six weeks.
            at=self.at - timedelta(days=self.dice.between(0, min(40, waited.days))),
            source="demo",
            public_id=self.dice.public_id(),
        )
        return needs.open_for_recipient(
            self.session,
            person.need,
            made.id,
            centre=self.centre,
            by=self.by,
            at=self.at,
            source="demo",
            public_id=self.dice.public_id(),
        )

    def _pair(self, volunteer: Volunteer) -> Match:
        need = self._recipient(said_yes=True)
        need.state = NeedState.FILLED
        known = (self.at - volunteer.created_at).days
        since = self.at - timedelta(days=self.dice.between(0, max(0, known - 10)))
        need.waiting_since = min(need.waiting_since, since.date() - timedelta(weeks=3))
        match = Match(
            id=self.dice.public_id(),
            centre_id=self.centre,
            need_id=need.id,
            state=MatchState.ACTIVE,
            owner_id=self.by,
            approved_by=self.by,
            approved_at=since,
            participants=[
                Participant(centre_id=self.centre, said_yes_at=since, **{side: public_id})
                for side, public_id in (
                    ("volunteer_id", volunteer.id),
                    ("recipient_id", need.recipient_id),
                )
            ],
        )
        self.session.add(match)
        person = recipient_rows.one(self.session, str(need.recipient_id), centre=self.centre)
        person.state = RecipientState.MATCHED
        person.waiting_since = need.waiting_since  # they met after she first got in touch
        return match

    def _area(self) -> tuple[Area, Place]:
        area = self.dice.one_of(dict(self.areas))
        return area, Place(area.lat, area.lon, Precision.AREA, label=area.name)

    def _health(self, new: NewVolunteer) -> tuple[NewConsent, ...]:
        """Who tells us of an allergy has said yes to our keeping it."""
        if Bears.ALLERGY not in new.traits.bears.values():
            return ()
        return (
            NewConsent(
                ConsentKind.HEALTH,
                self.today,
                people.COORDINATOR,
                Channel.IN_PERSON,
                CONSENT_TEXT_VERSION,
            ),
        )
