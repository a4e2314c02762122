"""A pair whose match has come as far as a test needs, by the deeds that a coordinator uses."""

from datetime import datetime, timedelta

from matcher.domain.consent import Channel
from matcher.domain.match_reasons import EndReason, MeetingPlace
from matcher.services import match_asking, match_ends, match_meetings, matches
from matcher.services.match_asking import Answer
from matcher.services.match_life import others_of, volunteers_of
from matcher.services.match_meetings import Meeting
from matcher.store import match_life
from matcher.store.recipients import RecipientAddress
from tests.make import AT, a_centre, a_need, a_recipient, a_volunteer, an_account

SITE = "https://handslag.example"
YES = Answer(says_yes=True, channel=Channel.PHONE)
NO = Answer(says_yes=False, channel=Channel.PHONE)


class Pair:
    """A volunteer, a person and what has become of them. `at` is now; deeds are done then."""

    def __init__(self, session, *, volunteer=None, recipient=None, need=None, account=None):
        self.session, self.at = session, AT
        self.centre = a_centre(session)
        self.lena = an_account(session, self.centre, **account or {})
        hers = {"email": "karin@example.org"} | (volunteer or {})
        self.volunteer = a_volunteer(session, self.centre, **hers)
        self.recipient = a_recipient(session, self.centre, **(recipient or {}))
        self.need = a_need(session, self.recipient, **(need or {}))
        session.add(
            RecipientAddress(
                centre_id=self.centre.id, recipient_id=self.recipient.id, street="Zzgatan 4"
            )
        )
        made = matches.match_by_hand(session, self.volunteer.id, self.need.id, **self.who)
        self.id = made.id

    @property
    def who(self):
        return {"centre": self.centre.id, "by": self.lena.id, "at": self.at}

    @property
    def match(self):
        self.session.flush()
        return match_life.one(self.session, self.id, centre=self.centre.id)

    @property
    def hers(self):
        return volunteers_of(self.match)[0]

    @property
    def theirs(self):
        return others_of(self.match)[0]

    def wait(self, **time):
        self.at += timedelta(**time)
        return self

    def by_card(self):
        match_asking.ask_by_card(self.session, self.id, public_url=SITE, **self.who)
        return self

    def volunteer_says(self, answer=YES):
        match_asking.volunteer_answers(self.session, self.id, self.hers.id, answer, **self.who)
        return self

    def person_says(self, answer=YES):
        match_asking.recipient_answers(self.session, self.id, self.theirs.id, answer, **self.who)
        return self

    def book(self, meeting: datetime | None = None, where=None, place=None):
        people = [one for one in others_of(self.match) if not one.word.is_out]
        where = where or (MeetingPlace.CENTRE if len(people) > 1 else MeetingPlace.HOME)
        meeting = Meeting(meeting or self.at + timedelta(days=3), where, place)
        self.news = match_meetings.book(self.session, self.id, meeting, public_url=SITE, **self.who)
        return self

    def meet(self, **facts):
        facts = {"with_us": True} | facts
        on = facts.pop("on", self.at.date())
        match_meetings.held(self.session, self.id, on, public_url=SITE, **facts, **self.who)
        return self

    def pass_trial(self):
        match_meetings.trial_passed(self.session, self.id, **self.who)
        return self

    def both_yes(self):
        return self.volunteer_says().person_says()

    def in_trial(self):
        return self.both_yes().book().wait(days=3).meet()

    def active(self):
        return self.in_trial().wait(days=42).pass_trial()

    def pause(self):
        match_ends.pause(self.session, self.id, **self.who)
        return self

    def resume(self):
        match_ends.resume(self.session, self.id, **self.who)
        return self

    def begin_ending(self, reason=EndReason.MOVED):
        match_ends.begin_ending(self.session, self.id, reason, **self.who)
        return self

    def undo_ending(self):
        match_ends.undo_ending(self.session, self.id, **self.who)
        return self
