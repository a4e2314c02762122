"""What must hold of every evening of a centre's year; each gives the sentences of what is wrong."""

from calendar import monthrange
from datetime import date, timedelta

import sqlalchemy as sa

from matcher.domain.consent import ConsentKind
from matcher.domain.matches import MatchState, Word
from matcher.domain.needs import NeedState
from matcher.domain.plans import TodoKind, TodoState
from matcher.domain.recipients import RecipientState
from matcher.domain.volunteers import VolunteerState
from matcher.store import match_life
from matcher.store.letters import Letter, LetterState
from matcher.store.matches import Match
from matcher.store.needs import Need
from matcher.store.recipients import Consent, Recipient
from matcher.store.todos import Todo
from matcher.store.visits import Visit
from matcher.store.volunteers import Volunteer

MEETING = (MatchState.TRIAL, MatchState.ACTIVE)
LIVING = tuple(state for state in MatchState if not state.is_over)
GONE = (RecipientState.ENDED, RecipientState.REFERRED_ON, RecipientState.DECEASED)
PEOPLE = "Zoraida"  # every person of the year is called so, and a number
MAY_GO = {  # kind of letter → the states in which it may go, and what she has said
    "card": ((MatchState.VOLUNTEER_ASKED,), Word.ASKED),
    "card_reminder": ((MatchState.VOLUNTEER_ASKED,), Word.ASKED),
    "meeting_booked": ((MatchState.MEETING_BOOKED,), Word.YES),
    "meeting_changed": ((MatchState.MEETING_BOOKED,), Word.YES),
    "visits": (MEETING, Word.YES),
}
TO_SAY_GOODBYE = (TodoKind.TELL_DECLINED, TodoKind.TELL_OF_DEATH, TodoKind.CLOSING_TALK)


class Memory:
    """What the rules have seen themselves, evening by evening: no date is taken from the code's own
    count of days.
    """

    def __init__(self):
        self.met = {}  # match's id → the evening on which it was first seen to have met
        self.began = {}  # … and on which its plan begins: that one, or when a pause was over
        self.was = {}  # … and its state the evening before

    def see(self, living, today):
        for match in living:
            meets, met_before = match.state in MEETING, self.was.get(match.id) in MEETING
            if meets and not met_before:
                self.met.setdefault(match.id, today)
                self.began[match.id] = today
            self.was[match.id] = match.state

    def is_a_day(self, match, today):
        """As practice has it: 3 days, 2 weeks, 6 weeks, then every third month; after a pause two
        weeks, then every third month.
        """
        began = self.began[match.id]
        is_fresh = match.state is MatchState.TRIAL or began == self.met[match.id]
        first = {began + timedelta(days=n) for n in ((3, 14, 42) if is_fresh else (14,))}
        later = {months_on(began, 3 * n) for n in range(1, 5)}
        return today in first or (today in later and today > max(first))


def faults(session, year):
    """Everything that is wrong this evening, and of the letters that have gone today."""
    living = match_life.in_states(session, LIVING, centre=year.centre)
    year.memory.see(living, year.today)
    rules = (
        follow_ups, silences, calls, yeses, one_place, nothing_about_the_gone, volunteers_places,
        something_to_come,
    )  # fmt: skip
    astray, year.astray = year.astray, []
    return astray + [fault for rule in rules for fault in rule(session, year, living)]


def follow_ups(session, year, living):
    """R59, R64: on its day each planned call to each of them is there, made or to be made."""
    asked = sa.select(Todo).where(
        Todo.centre_id == year.centre, Todo.kind == TodoKind.FOLLOW_UP,
        Todo.state != TodoState.CANCELLED, Todo.made_at > year.at - timedelta(days=8),
    )  # fmt: skip
    there = {(one.match_id, one.volunteer_id or one.recipient_id) for one in session.scalars(asked)}
    for match in living:
        if match.state not in MEETING or not year.memory.is_a_day(match, year.today):
            continue
        for one in match.participants:
            whom = one.volunteer_id or one.recipient_id
            if one.word is Word.YES and (match.id, whom) not in there:
                yield f"{year.today}: no follow-up with {whom} of {match.id}, {match.state}"


def something_to_come(session, year, living):
    """What a match waits for, and the clock does not bring, stands on somebody's list."""
    asked = sa.select(Todo.match_id).where(
        Todo.centre_id == year.centre, Todo.state == TodoState.OPEN
    )
    listed = set(session.scalars(asked))
    for match in living:
        by_the_clock = match.state in (MatchState.VOLUNTEER_ASKED, *MEETING)
        if not by_the_clock and match.id not in listed:
            yield f"{year.today}: {match.id} is {match.state} and nothing is to be done about it"


def silences(session, year, living):
    """R60: who has met nobody for two weeks of a trial, or thirty days after, is asked about."""
    last = _newest(session, year, Visit.on, Visit.match_id, Visit.centre_id)
    silent = Todo.kind == TodoKind.SILENT_PAIR
    alarm = _newest(session, year, Todo.made_at, Todo.match_id, Todo.centre_id, silent)
    for match in living:
        if match.state not in MEETING:
            continue
        days = 14 if match.state is MatchState.TRIAL else 30
        since = max(filter(None, (last.get(match.id), year.memory.began[match.id])))
        told = alarm.get(match.id)
        if (year.today - since).days > days and (told is None or told.date() <= since):
            yield f"{year.today}: {match.id} is silent since {since} and nobody is told"


def _newest(session, year, column, match_id, centre_id, *such):
    asked = sa.select(match_id, sa.func.max(column)).where(centre_id == year.centre, *such)
    return {row[0]: row[1] for row in session.execute(asked.group_by(match_id))}


def calls(session, year, _living):
    """R65: whoever waits is called within six weeks."""
    asked = sa.select(Todo.recipient_id).where(
        Todo.centre_id == year.centre, Todo.kind == TodoKind.CALL_WAITING,
        Todo.state == TodoState.OPEN, Todo.due_on <= year.today + timedelta(weeks=6),
    )  # fmt: skip
    to_be_called = set(session.scalars(asked))
    waiting = sa.select(Recipient).where(
        Recipient.centre_id == year.centre, Recipient.state == RecipientState.WAITING
    )
    for person in session.scalars(waiting):
        if person.id not in to_be_called:
            yield f"{person.first_name} waits and nobody is to call"


def yeses(session, year, _living):
    """R20: nobody waits whose own yes to be matched does not stand."""
    standing = sa.select(Consent.recipient_id).where(
        Consent.kind == ConsentKind.MATCHING, Consent.withdrawn_on.is_(None),
        Consent.recipient_id.is_not(None),
    )  # fmt: skip
    waiting = sa.select(Recipient.first_name).where(
        Recipient.centre_id == year.centre, Recipient.state == RecipientState.WAITING,
        Recipient.id.not_in(standing),
    )  # fmt: skip
    for name in session.scalars(waiting):
        yield f"{name} waits, and has taken her yes back"


def months_on(day, count):
    """The same day some months later; the last one of a shorter month."""
    year, month = divmod(day.month - 1 + count, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def going(session, year):
    """R55, R63: what is wrong with the letters that go now: each to somebody it should reach."""
    asked = sa.select(Letter).where(
        Letter.state.in_((LetterState.QUEUED, LetterState.SENDING)), Letter.due_at <= year.at
    )
    people = list(session.scalars(sa.select(Recipient).where(Recipient.centre_id == year.centre)))
    for letter in session.scalars(asked):
        said = f"{letter.subject} {letter.text} {letter.html}"
        if letter.to in {person.email for person in people}:
            yield f"letter {letter.kind} to a person who is to be called"
        if PEOPLE in said:
            yield f"letter {letter.kind} names a person"
        if letter.volunteer_id:
            yield from _to_volunteer(session, letter, year)
        elif letter.account_id is None or letter.kind != "weekly_digest":
            yield f"letter {letter.kind} to nobody we know"


def _to_volunteer(session, letter, year):
    to = session.get(Volunteer, letter.volunteer_id)
    if (to.centre_id, to.email) != (letter.centre_id, letter.to) or to.state is VolunteerState.LEFT:
        yield f"letter {letter.kind} to {to.state} {to.first_name}, or another address than hers"
    if letter.match_id is None:
        yield f"letter {letter.kind} to a volunteer about nothing"
        return
    match = match_life.one(session, letter.match_id, centre=letter.centre_id)
    hers = next(one for one in match.participants if one.volunteer_id == to.id)
    states, word = MAY_GO.get(letter.kind, ((), None))
    if match.state not in states or hers.word is not word:
        yield f"letter {letter.kind} while the match is {match.state} and she is {hers.word}"
    if letter.kind.startswith("card") and not all(
        _says_yes(session, one.recipient_id) for one in match.participants
        if one.recipient_id and one.word not in (Word.NO, Word.LEFT)
    ):  # fmt: skip
        yield f"letter {letter.kind} about somebody who does not want to be matched"


def _says_yes(session, recipient_id):
    """Alive, and her yes to be matched stands."""
    asked = sa.select(Consent.id).where(
        Consent.recipient_id == recipient_id, Consent.kind == ConsentKind.MATCHING,
        Consent.withdrawn_on.is_(None),
    )  # fmt: skip
    return (
        session.get(Recipient, recipient_id).state not in GONE and session.scalar(asked) is not None
    )


def one_place(session, year, living):
    """Everybody who waits stands in the pool or in a match on its way; who is matched, meets."""
    there = {}
    for match in living:
        for one in match.participants:
            if one.recipient_id and one.word not in (Word.NO, Word.LEFT):
                there.setdefault(one.recipient_id, []).append(match)
    taken = {match.need_id for match in living}
    wishes = {}
    for need in session.scalars(sa.select(Need).where(Need.centre_id == year.centre)):
        wishes.setdefault(need.recipient_id, []).append(need)
    people = session.scalars(sa.select(Recipient).where(Recipient.centre_id == year.centre))
    for person in people:
        mine = there.get(person.id, [])
        places = [str(match.state) for match in mine]
        waits = [n for n in wishes.get(person.id, ()) if n.state is NeedState.OPEN]
        if person.state is RecipientState.WAITING:
            places += ["the list" for need in waits if need.id not in taken]
        if person.state in GONE and (places or waits):
            yield f"{person.first_name} is {person.state} and in {places}, open {len(waits)}"
        if person.state in (RecipientState.WAITING, RecipientState.MATCHED) and not (
            len(places) == 1 or _room_for_all(mine, waits, wishes[person.id])
        ):
            yield f"{person.first_name}, {person.state}, is in {places or 'no place'}"
        meets = any(match.state.has_met for match in mine)
        if meets != (person.state is RecipientState.MATCHED) and person.state in (
            RecipientState.WAITING, RecipientState.MATCHED,
        ):  # fmt: skip
            yield f"{person.first_name} is {person.state}, and in {places}"


def _room_for_all(mine, waits, hers):
    """Somebody left a circle and her place is looked for anew, or has been filled: each has a place
    of one wish.
    """
    around = [one for match in mine for one in match.participants if one.volunteer_id]
    staying = [one for one in around if one.word not in (Word.NO, Word.LEFT)]
    about = {match.need_id for match in mine} | {need.id for need in waits}
    seats = max((need.seats for need in hers if need.id in about), default=0)
    return bool(mine) and len(about) == 1 and len(staying) <= seats


def nothing_about_the_gone(session, year, living):
    """R63: nothing is to be done about who has died, nor about a match that is over but to say
    goodbye, and to call back whoever wanted that when we did.
    """
    ids = {match.id for match in living}
    asked = (
        sa.select(Todo, Recipient.state, Match.ended_on)
        .outerjoin(Recipient, Recipient.id == Todo.recipient_id)
        .outerjoin(Match, Match.id == Todo.match_id)
        .where(Todo.centre_id == year.centre, Todo.state == TodoState.OPEN)
    )
    for todo, state, ended_on in session.execute(asked):
        if state is RecipientState.DECEASED:
            yield f"{todo.kind} about somebody who has died"
        if not todo.match_id or todo.match_id in ids or todo.kind in TO_SAY_GOODBYE:
            continue
        if todo.kind is not TodoKind.CALL_WANTED or todo.made_at.date() < ended_on:
            yield f"{todo.kind} about a match that is over"


def volunteers_places(session, year, living):
    """R18: nobody has more than she wants; who has left has none."""
    count = {}
    for match in living:
        for one in match.participants:
            if one.volunteer_id and one.word not in (Word.NO, Word.LEFT):
                count[one.volunteer_id] = count.get(one.volunteer_id, 0) + 1
    for volunteer in session.scalars(
        sa.select(Volunteer).where(Volunteer.centre_id == year.centre)
    ):
        has = count.get(volunteer.id, 0)
        if has > volunteer.max_matches or (has and volunteer.state is VolunteerState.LEFT):
            yield f"{volunteer.first_name}, {volunteer.state}, is in {has} matches"
