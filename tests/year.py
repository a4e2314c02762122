"""A centre's time, day by day: who answers what is drawn by a seed, and the clock is handed in.

    year = Year(database, settings, seed=1, volunteers=140, people=66, pairs=52)
    for at in year.days(365):
        …                      what must hold of every evening: tests/year_rules.py

The coordinator does what stands on her list and nothing else; what is not there is not done. The
jobs of the clock run as they do at night, and letters go to the drawer as the outbox sends them.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

import sqlalchemy as sa

from matcher.domain.calendar_weeks import iso_week, swedish_day
from matcher.domain.consent import Channel, ConsentKind
from matcher.domain.errors import Invalid, NotNow, RuleBroken
from matcher.domain.match_reasons import DeclineReason, EndReason, MeetingPlace
from matcher.domain.matches import MatchState, Word
from matcher.domain.people import Form
from matcher.domain.plans import TodoKind, TodoState
from matcher.domain.recipients import CallOutcome, RecipientState
from matcher.domain.suggestions import SuggestionState, Verdict
from matcher.jobs import daily
from matcher.services import (
    circle_candidates,
    match_asking,
    match_calls,
    match_circles,
    match_declining,
    match_ends,
    match_meetings,
    matches,
    outbox,
    recipient_consents,
    recipient_states,
    recipients,
    suggestions,
    todos,
    visit_notes,
    volunteers,
    weeks,
)
from matcher.services.match_asking import Answer
from matcher.services.match_calls import CallResult
from matcher.services.match_life import others_of, volunteers_of
from matcher.services.match_meetings import Meeting
from matcher.services.visit_notes import NewVisit
from matcher.store import match_life
from matcher.store.recipients import Recipient
from matcher.store.suggestions import Suggestion
from matcher.store.todos import Todo
from matcher.store.volunteers import Volunteer
from tests.make import AT, WEEKDAYS, a_centre, a_need, a_recipient, a_volunteer, an_account
from tests.year_rules import PEOPLE, Memory, going

SITE = "https://handslag.example"
MEETING = (MatchState.TRIAL, MatchState.ACTIVE)
REFUSED = (Invalid, NotNow, RuleBroken)

# Chances a day, of each pair or person: high enough that a year has some of everything.
DIES, TAKES_BACK, PAUSES, ENDS, LEAVES, RESTS = 0.0004, 0.0003, 0.002, 0.0015, 0.0005, 0.001


@dataclass
class Year:
    """One centre, as of `at`; `told` counts what has happened."""

    database: object
    settings: object
    seed: int = 1
    volunteers: int = 140
    people: int = 66
    pairs: int = 52
    at: object = AT
    told: dict = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)
    astray: list = field(default_factory=list)  # what was wrong with letters as they went

    def __post_init__(self):
        self.draw = Random(self.seed)
        with self.database.writing() as session:
            centre = a_centre(session)
            self.centre, self.lena = centre.id, an_account(session, centre).id
            givers = [self._volunteer(session, centre, n) for n in range(self.volunteers)]
            needs = [self._waiting(session, centre, n) for n in range(self.people)]
            for volunteer, need in list(zip(givers, needs, strict=False))[: self.pairs]:
                self._meets_already(session, volunteer.id, need.id)
            self.memory.see(self._living(session, MEETING), self.today)

    @property
    def who(self):
        return {"centre": self.centre, "by": self.lena, "at": self.at}

    @property
    def today(self):
        return swedish_day(self.at)

    def days(self, count):
        """Evening after evening, when the day's work is done."""
        for _ in range(count):
            self.at += timedelta(days=1)
            daily.run_due(self.database, self.settings, self.at)
            with self.database.writing() as session:
                self.astray += going(session, self)
                outbox.laid_in_drawer(session, at=self.at)
            if self.at.weekday() == 0:
                self._week()
            with self.database.writing() as session:
                self._others_live(session)
                self._cards_are_answered(session)
                self._visits_are_noted(session)
                if self.at.weekday() < 5:
                    self._coordinator_works(session)
            yield self.at

    # ── who there is ──────────────────────────────────────────────────────────────────────────

    def _volunteer(self, session, centre, number):
        has_address = self.draw.random() < 0.9
        return a_volunteer(
            session, centre, first_name=f"V{number}", phone=f"+467017{number:05}",
            email=f"v{number}@example.org" if has_address else None,
            availability=WEEKDAYS.to_json(), forms=["home", "out"],
        )  # fmt: skip

    def _waiting(self, session, centre, number):
        person = a_recipient(
            session, centre, consents=("matching", "sketch"), first_name=f"{PEOPLE}{number}",
            phone=f"+467018{number:05}", waiting_since=AT.date() - timedelta(days=number),
            email=f"r{number}@example.org" if self.draw.random() < 0.3 else None,
        )  # fmt: skip
        recipient_consents.plan_first_call(session, person, said_yes=True, at=self.at)
        return a_need(session, person, forms=["home", "out"])

    def _meets_already(self, session, volunteer_id, need_id):
        made = matches.match_by_hand(session, volunteer_id, need_id, **self.who)
        session.flush()
        match = match_life.one(session, made.id, centre=self.centre)
        self._says(session, match, volunteers_of(match)[0], yes=True)
        self._says(session, match, others_of(match)[0], yes=True)
        self._books(session, match)
        match_meetings.held(
            session, match.id, self.today, with_us=True, public_url=SITE, **self.who
        )

    # ── what happens of itself ────────────────────────────────────────────────────────────────

    def _others_live(self, session):
        alive = (RecipientState.WAITING, RecipientState.MATCHED)
        for person in self._rows(session, Recipient, Recipient.state.in_(alive)):
            if self._happens(DIES):
                self._count("deaths")
                recipients.deceased(session, person.id, **self.who)
            elif self._happens(TAKES_BACK):
                self._try(
                    "yeses taken back", recipients.withdraw_consent, session, person.id,
                    ConsentKind.MATCHING, self.today, **self.who,
                )  # fmt: skip
        for volunteer in self._rows(session, Volunteer):
            if self._happens(RESTS):
                until = self.today + timedelta(days=30)
                self._try(
                    "rests", volunteers.pause, session, volunteer.id, from_on=self.today,
                    until_on=until, **self.who,
                )  # fmt: skip
            elif self._happens(LEAVES):
                self._try(
                    "volunteers who left", volunteers.leave, session, volunteer.id, **self.who
                )
        for match in self._living(session, MEETING):
            if self._happens(PAUSES):
                self._count("pauses")
                match_ends.pause(session, match.id, **self.who)
            elif self._happens(ENDS):
                self._one_goes_or_all(session, match)

    def _one_goes_or_all(self, session, match):
        """Of a circle one leaves; a pair ends."""
        for side in (volunteers_of(match), others_of(match)):
            staying = [one for one in side if one.word is Word.YES]
            if len(staying) > 1:
                self._count("left a circle")
                again = self._happens(0.5)
                match_circles.leave(
                    session, match.id, staying[-1].id, EndReason.MOVED, again=again, **self.who
                )
                return
        self._count("endings")
        match_ends.begin_ending(session, match.id, EndReason.MOVED, **self.who)

    def _cards_are_answered(self, session):
        for match in self._living(session, (MatchState.VOLUNTEER_ASKED,)):
            for one in volunteers_of(match):
                if one.word is Word.ASKED and self._happens(0.2):
                    if one.wants_more_at is None and self._happens(0.1):
                        match_asking.wants_more(
                            session, match.id, one.id, centre=self.centre, at=self.at
                        )
                        continue
                    self._says(session, match, one, yes=self._happens(0.75))

    def _visits_are_noted(self, session):
        for match in self._living(session, MEETING):
            one = next(one for one in volunteers_of(match) if one.word is Word.YES)
            if match.met_on < self.today and self._happens(0.1):
                self._count("visits")
                new = NewVisit(self.today, self._happens(0.9), 60, Form.HOME, self._happens(0.03))
                visit_notes.note_own(session, match, one, new, at=self.at)

    # ── the coordinator ───────────────────────────────────────────────────────────────────────

    def _week(self):
        with self.database.writing() as session:
            run = weeks.run_week(
                session, centre=self.centre, iso_week=iso_week(self.today), at=self.at
            )
            asked = sa.select(Suggestion.id).where(
                Suggestion.run_id == run.id, Suggestion.rank == 0,
                Suggestion.state == SuggestionState.PROPOSED,
            )  # fmt: skip
            yes = Verdict.ACCEPT
            for one in list(session.scalars(asked.order_by(Suggestion.id)))[:3]:
                self._try("approvals", suggestions.decide, session, one, verdict=yes, **self.who)
            for match in self._living(session, match_circles.JOINABLE):
                if self._happens(0.3):
                    self._more_join(session, match)

    def _more_join(self, session, match):
        find, join = self.draw.choice([
            (circle_candidates.volunteers_who_might, match_circles.join_volunteer),
            (circle_candidates.people_who_might, match_circles.join_person),
        ])  # fmt: skip
        found = find(session, match.id, centre=self.centre, at=self.at)
        if found:
            chosen = self.draw.choice(found).id
            self._try(f"{join.__name__}", join, session, match.id, chosen, **self.who)

    def _coordinator_works(self, session):
        due = (Todo.state == TodoState.OPEN, Todo.due_on <= self.today)
        for todo in self._rows(session, Todo, *due):
            session.refresh(todo)
            if todo.state is TodoState.OPEN and self._happens(0.9):
                self._does(session, todo)

    def _does(self, session, todo):
        """What the to-do asks for, as its page lets her."""
        act = {
            TodoKind.ASK_VOLUNTEER: self._asks_volunteer,
            TodoKind.TELL_MORE: self._hears_volunteer,
            TodoKind.ASK_RECIPIENT: self._asks_person,
            TodoKind.BOOK_MEETING: lambda s, _t, match: self._books(s, match),
            TodoKind.NOTE_MEETING: self._notes_meeting,
            TodoKind.TRIAL_OVER: self._trial_over,
            TodoKind.CHECK_PAUSE: lambda s, _t, m: match_ends.resume(s, m.id, **self.who),
            TodoKind.CLOSING_TALK: self._talks,
            TodoKind.END_MATCH: lambda s, _t, match: self._ends(s, match),
        }.get(todo.kind)
        if act is not None:
            act(session, todo, match_life.one(session, todo.match_id, centre=self.centre))
        elif todo.kind is TodoKind.CALL_WAITING:
            outcome = CallOutcome.STILL_WAITING
            recipient_states.called(session, todo.recipient_id, outcome, **self.who)
        elif todo.match_id:
            result = self.draw.choices(list(CallResult), (8, 1, 1))[0]
            match_calls.note(session, todo.id, result, **self.who)
        else:
            todos.done(session, todo.id, **self.who)

    def _ends(self, session, match):
        self._count("ended")
        match_ends.end(session, match.id, waits_again=self._happens(0.7), **self.who)

    def _asks_volunteer(self, session, todo, match):
        try:
            match_asking.ask_by_card(session, match.id, public_url=SITE, **self.who)
        except NotNow:  # she has no address: she is called
            self._hears_volunteer(session, todo, match)
        except RuleBroken:  # her clearance has run out since: she is not asked at all
            reason = DeclineReason.OUR_DECISION
            match_declining.call_off(session, match.id, reason, **self.who)

    def _hears_volunteer(self, session, todo, match):
        self._says(session, match, self._whom(match, todo), yes=self._happens(0.75))

    def _asks_person(self, session, todo, match):
        self._says(session, match, self._whom(match, todo), yes=self._happens(0.85))

    def _books(self, session, match):
        is_group = len([one for one in others_of(match) if not one.word.is_out]) > 1
        where = self.draw.choice([MeetingPlace.HOME, MeetingPlace.CENTRE])
        where = MeetingPlace.CENTRE if is_group else where  # whose home would it be?
        meeting = Meeting(self.at + timedelta(days=3), where)
        match_meetings.book(session, match.id, meeting, public_url=SITE, **self.who)

    def _notes_meeting(self, session, _todo, match):
        if self._happens(0.15):
            match_meetings.fell_through(session, match.id, **self.who)
        else:
            self._count("first meetings")
            match_meetings.held(
                session, match.id, self.today, with_us=True, public_url=SITE, **self.who
            )

    def _trial_over(self, session, _todo, match):
        if match.state is not MatchState.TRIAL or match.trial_until > self.today:
            return
        if self._happens(0.9):
            match_meetings.trial_passed(session, match.id, **self.who)
        else:
            match_ends.begin_ending(session, match.id, EndReason.NO_CHEMISTRY, **self.who)

    def _talks(self, session, todo, match):
        one = self._whom(match, todo)
        match_ends.talked(session, match.id, one.id, wanted=self._happens(0.8), **self.who)

    # ── how it is drawn ───────────────────────────────────────────────────────────────────────

    def _says(self, session, match, one, *, yes):
        reason = None if yes else self.draw.choice([DeclineReason.NOT_NOW, DeclineReason.TIME])
        said = Answer(says_yes=yes, channel=Channel.PHONE, reason=reason)
        act = match_asking.volunteer_answers if one.volunteer_id else match_asking.recipient_answers
        self._count("yes" if yes else "no")
        act(session, match.id, one.id, said, **self.who)

    def _whom(self, match, todo):
        ids = {todo.volunteer_id, todo.recipient_id} - {None}
        return next(one for one in match.participants if ids & {one.volunteer_id, one.recipient_id})

    def _living(self, session, states):
        session.flush()
        return match_life.in_states(session, states, centre=self.centre)

    def _rows(self, session, model, *such):
        session.flush()
        asked = sa.select(model).where(model.centre_id == self.centre, *such).order_by(model.id)
        return list(session.scalars(asked))

    def _happens(self, chance):
        return self.draw.random() < chance

    def _count(self, what):
        self.told[what] = self.told.get(what, 0) + 1

    def _try(self, what, act, session, *given, **facts):
        """What may be refused, and then has not happened."""
        try:
            with session.begin_nested():
                act(session, *given, **facts)
        except REFUSED:
            return
        self._count(what)
