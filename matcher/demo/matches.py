"""Pairs of the demonstration in every state: some meet and have noted it, some are on their way."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from matcher.demo.chances import Dice
from matcher.domain.availability import Availability, Slots, common_slots
from matcher.domain.calendar_weeks import STOCKHOLM, swedish_day
from matcher.domain.clearance import AssignmentType
from matcher.domain.consent import Channel
from matcher.domain.match_reasons import EndReason, MeetingPlace
from matcher.domain.matches import MatchState
from matcher.domain.people import Bears, Form
from matcher.domain.plans import TodoKind, TodoState, working_days_after
from matcher.domain.regular_times import EVERY, RegularTime
from matcher.services import (
    choices,
    clearances,
    match_asking,
    match_ends,
    match_meetings,
    match_plans,
    todos,
)
from matcher.services.match_asking import Answer
from matcher.services.match_life import others_of, volunteers_of
from matcher.services.match_meetings import Meeting
from matcher.store import match_life, matches, needs, recipients, volunteers
from matcher.store.matches import Match, Participant
from matcher.store.needs import Need
from matcher.store.todos import Todo
from matcher.store.visits import Visit
from matcher.store.volunteers import Volunteer

PUBLIC_URL = "http://127.0.0.1:8000"  # where `./run` serves, unless told otherwise
NEWLY_MET = (10, 41)  # days ago: early in the trial, and on its last day but one
ASKED_AGO = timedelta(days=2)  # of those who have not met yet
LINES = ("Allt väl.", "De fikar och lägger patiens.", "Går promenad när vädret är fint.")
YES = Answer(says_yes=True, channel=Channel.PHONE)


@dataclass(frozen=True, slots=True)
class Lives:
    """The lives of one centre's pairs, told by the same deeds as real ones."""

    session: Session
    dice: Dice
    centre: str
    by: str
    at: datetime
    public_url: str

    def told(self, ago: timedelta = timedelta(0)) -> dict[str, Any]:
        """Where, by whom and when, for a deed that was done a while ago."""
        return {"centre": self.centre, "by": self.by, "at": self.at - ago}

    def met(self, pairs: Sequence[Match]) -> None:
        """Pairs that have met: two in their trial, one paused, one ending, the others as usual."""
        for number, match in enumerate(pairs):
            days = NEWLY_MET[number] if number < len(NEWLY_MET) else None
            self._first_meeting(match, days)
            self._regular_time(match)
            self._visits(match, is_silent=number in (4, 5))
            self._followed_up(match, leave_open=number in (6, 7))
        if len(pairs) > 3:
            match_ends.pause(self.session, pairs[2].id, **self.told())
            match_ends.begin_ending(
                self.session, pairs[3].id, EndReason.MOVED, **self.told(timedelta(days=2))
            )

    def on_their_way(self, volunteers: Sequence[Volunteer], needs: Sequence[Need]) -> None:
        """One pair for each step before the first meeting, as far as there are people for it: they
        had said yes to be matched when somebody was asked.
        """
        waited = [need for need in needs if need.waiting_since <= self.today - ASKED_AGO]
        steps = (self._asked, self._booked, self._nothing, self._volunteer_yes, self._both_yes)
        free = self._free(volunteers)
        for step, (volunteer, need) in zip(steps, self._pairs(free, waited), strict=False):
            step(self._approved(volunteer, need))

    def _free(self, volunteers: Sequence[Volunteer]) -> list[Volunteer]:
        """Those who can be written to, are in no match, and are allergic to nothing."""
        living = matches.living_pairs(self.session, centre=self.centre)
        taken = {pair.volunteer_id for pair in living}
        policies = choices.policies()
        return [
            one
            for one in volunteers
            if one.email
            and one.id not in taken
            and one.paused_from is None
            and Bears.ALLERGY.value not in one.traits.get("bears", {}).values()
            and not clearances.missing(one, policies, on=self.today)[AssignmentType.VISIT]
        ]

    def _pairs(
        self, volunteers: Sequence[Volunteer], needs: Sequence[Need]
    ) -> Iterator[tuple[Volunteer, Need]]:
        """Two who speak Swedish and could meet in the same way; each at most once."""
        left = list(volunteers)
        for need in needs:
            person = recipients.one(self.session, str(need.recipient_id), centre=self.centre)
            fits = (
                one
                for one in left
                if set(one.forms) & set(need.forms)
                and "swedish" in one.languages
                and "swedish" in person.languages
                and Bears.ALLERGY.value not in person.bears.values()
                and not person.gender_wish
                and not one.gender_wish
                and self._common(one, need).dates
            )
            if found := next(fits, None):
                left.remove(found)
                yield found, need

    def _common(self, volunteer: Volunteer, need: Need) -> Slots:
        """The time that both have in the weeks to come, where they have one."""
        return common_slots(
            Availability.from_json(volunteer.availability or {}),
            Availability.from_json(need.availability or {}),
            minutes=need.minutes,
            every_weeks=max(need.every_weeks, 1),  # 0: once, in any week
            first_day=self.today,
        )

    def _regular_time(self, match: Match) -> None:
        """They usually meet when both can; where neither has said when, it is not known."""
        need = needs.one(self.session, match.need_id, centre=self.centre)
        giver = str(volunteers_of(match)[0].volunteer_id)
        volunteer = volunteers.one(self.session, giver, centre=self.centre)
        if not self._common(volunteer, need).dates:
            need.availability = volunteer.availability  # she has found a time for the two of them
        found = self._common(volunteer, need)
        if found.next_date and found.start and need.every_weeks in EVERY:
            agreed = RegularTime(found.next_date, found.start, need.minutes, need.every_weeks)
            match.regular_time = agreed.to_json()

    def _first_meeting(self, match: Match, days: int | None) -> None:
        if days is not None:
            match.approved_at = self.at - timedelta(days=days + 14)
            match.state = MatchState.TRIAL
        met = self.at - timedelta(days=days) if days is not None else match.approved_at
        match.met_on = match.counted_from = swedish_day(met)
        match.trial_until = match.met_on + timedelta(days=choices.follow_ups().trial_days)
        for one in match.participants:
            one.asked_at, one.said_yes_at, one.channel = match.approved_at, met, Channel.PHONE
            if one.recipient_id:
                self._waits_no_longer(one.recipient_id)

    def _waits_no_longer(self, recipient_id: str) -> None:
        todos.done_about(
            self.session, TodoKind.CALL_WAITING, recipient_id=recipient_id, **self.told()
        )

    def _visits(self, match: Match, *, is_silent: bool) -> None:
        first = match.met_on or self.today
        day = self.today - timedelta(days=45 if is_silent else self.dice.between(1, 6))
        for _ in range(6):
            if day > first:
                self.session.add(self._visit(match, day))
            day -= timedelta(days=7)

    def _visit(self, match: Match, day: date) -> Visit:
        happened = self.dice.often(0.9)
        minutes = 15 * self.dice.between(3, 6)
        return Visit(
            id=self.dice.public_id(),
            centre_id=self.centre,
            match_id=match.id,
            volunteer_id=str(volunteers_of(match)[0].volunteer_id),
            on=day,
            happened=happened,
            minutes=minutes if happened else None,
            form=Form.HOME if happened else None,
            wants_call=False,
            noted_at=self.at,
        )

    def _followed_up(self, match: Match, *, leave_open: bool) -> None:
        """The calls of the past are made; of two pairs one is late."""
        self.session.flush()
        match_plans.plan(self.session, match, at=self.at)
        for todo in match_life.open_todos(self.session, match.id, centre=self.centre):
            is_past = todo.kind is TodoKind.FOLLOW_UP and todo.due_on < self.today
            if is_past and not (leave_open and todo.volunteer_id):
                self._done(todo)

    def _done(self, todo: Todo) -> None:
        todo.state, todo.done_by = TodoState.DONE, self.by
        todo.done_at = self.at - (timedelta(days=(self.today - todo.due_on).days))
        todo.line = self.dice.one(LINES)

    def _approved(self, volunteer: Volunteer, need: Need) -> Match:
        approved = self.at - timedelta(days=self.dice.between(3, 9))
        match = Match(
            id=self.dice.public_id(),
            centre_id=self.centre,
            need_id=need.id,
            state=MatchState.APPROVED,
            owner_id=self.by,
            approved_by=self.by,
            approved_at=approved,
            participants=[
                Participant(centre_id=self.centre, volunteer_id=volunteer.id),
                Participant(centre_id=self.centre, recipient_id=need.recipient_id),
            ],
        )
        self.session.add(match)
        self.session.flush()  # its to-do points at it
        todos.make(
            self.session,
            TodoKind.ASK_VOLUNTEER,
            due_on=working_days_after(self.today, 1),
            volunteer_id=volunteer.id,
            match_id=match.id,
            owner_id=self.by,
            again=match.id,
            centre=self.centre,
            at=approved,
        )
        return match

    def _nothing(self, _match: Match) -> None:
        """Approved, and nobody is contacted."""

    def _asked(self, match: Match) -> None:
        ask: Callable[..., int] = match_asking.ask_by_card
        ask(self.session, match.id, public_url=self.public_url, **self.told(ASKED_AGO))

    def _volunteer_yes(self, match: Match) -> None:
        one = volunteers_of(match)[0]
        match_asking.volunteer_answers(
            self.session, match.id, one.id, YES, **self.told(timedelta(days=1))
        )

    def _both_yes(self, match: Match) -> None:
        self._volunteer_yes(match)
        one = others_of(match)[0]
        match_asking.recipient_answers(
            self.session, match.id, one.id, YES, **self.told(timedelta(hours=20))
        )

    def _booked(self, match: Match) -> None:
        self._both_yes(match)
        day = working_days_after(self.today, 1)
        meeting = datetime.combine(day, datetime.min.time(), STOCKHOLM) + timedelta(hours=14)
        match_meetings.book(
            self.session,
            match.id,
            Meeting(meeting, MeetingPlace.HOME),
            public_url=self.public_url,
            **self.told(timedelta(hours=2)),
        )

    @property
    def today(self) -> date:
        """In Stockholm."""
        return swedish_day(self.at)
