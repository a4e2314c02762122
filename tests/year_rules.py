"""What must hold of every evening of a centre's year; each gives the sentences of what is wrong."""

from calendar import monthrange
from datetime import date, timedelta

import sqlalchemy as sa

from matcher.domain.matches import MatchState, Word
from matcher.domain.needs import NeedState
from matcher.domain.plans import TodoKind, TodoState
from matcher.domain.recipients import RecipientState
from matcher.domain.volunteers import VolunteerState
from matcher.store import match_life
from matcher.store.letters import Letter, LetterState
from matcher.store.needs import Need
from matcher.store.recipients import Recipient
from matcher.store.todos import Todo
from matcher.store.volunteers import Volunteer

MEETING = (MatchState.TRIAL, MatchState.ACTIVE)
LIVING = tuple(state for state in MatchState if not state.is_over)
GONE = (RecipientState.ENDED, RecipientState.REFERRED_ON, RecipientState.DECEASED)
TO_SAY_GOODBYE = (TodoKind.TELL_DECLINED, TodoKind.TELL_OF_DEATH, TodoKind.CLOSING_TALK)


def faults(session, year):
    """Everything that is wrong this evening."""
    living = match_life.in_states(session, LIVING, centre=year.centre)
    rules = (follow_ups, letters, one_place, nothing_about_the_gone, volunteers_places)
    return [fault for rule in rules for fault in rule(session, year, living)]


def follow_ups(session, year, living):
    """R59, R64: on its day each planned call to each of them is there, made or to be made."""
    asked = sa.select(Todo.dedupe).where(
        Todo.centre_id == year.centre, Todo.kind == TodoKind.FOLLOW_UP
    )
    there = set(session.scalars(asked))
    for match in living:
        if match.state not in MEETING or not is_a_day(match, year.today):
            continue
        for one in match.participants:
            whom = one.volunteer_id or one.recipient_id
            key = f"follow_up:{whom}:{match.id}:{year.today}"
            if one.word is Word.YES and key not in there:
                yield f"{year.today}: no follow-up with {whom} of {match.id}, {match.state}"


def is_a_day(match, today):
    """As practice has it: 3 days, 2 weeks, 6 weeks, then every third month; after a pause two
    weeks, then every third month.
    """
    began = match.counted_from
    is_fresh = match.state is MatchState.TRIAL or began == match.met_on
    first = {began + timedelta(days=n) for n in ((3, 14, 42) if is_fresh else (14,))}
    later = {months_on(began, 3 * n) for n in range(1, 5)}
    return today in first or (today in later and today > max(first))


def months_on(day, count):
    """The same day some months later; the last one of a shorter month."""
    year, month = divmod(day.month - 1 + count, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def letters(session, year, _living):
    """R55, R63: a letter that has gone since yesterday has gone to somebody it should reach."""
    asked = sa.select(Letter).where(
        Letter.state.in_((LetterState.DRAWER, LetterState.QUEUED)),
        sa.or_(Letter.sent_at > year.at - timedelta(hours=1), Letter.state == LetterState.QUEUED),
    )
    for letter in session.scalars(asked):
        to = session.get(Volunteer, letter.volunteer_id) if letter.volunteer_id else None
        if to is None:
            continue
        if (to.centre_id, to.email) != (letter.centre_id, letter.to):
            yield f"letter {letter.kind} to another than it is about"
        if letter.match_id and letter.state is LetterState.QUEUED:
            yield from _about_a_match(session, letter, to)


def _about_a_match(session, letter, to):
    match = match_life.one(session, letter.match_id, centre=letter.centre_id)
    hers = next(one for one in match.participants if one.volunteer_id == to.id)
    others = [one for one in match.participants if one.recipient_id]
    people = [session.get(Recipient, one.recipient_id) for one in others]
    if match.state.is_over:
        yield f"letter {letter.kind} about a match that is {match.state}"
    if hers.word not in (Word.ASKED, Word.YES) or to.state is VolunteerState.LEFT:
        yield f"letter {letter.kind} to a volunteer who is {hers.word}, {to.state}"
    if people and all(person.state in GONE for person in people):
        yield f"letter {letter.kind} about somebody who is gone"


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
        if person.state in (RecipientState.WAITING, RecipientState.MATCHED) and len(places) != 1:
            yield f"{person.first_name}, {person.state}, is in {places or 'no place'}"
        meets = any(match.state.has_met for match in mine)
        if meets != (person.state is RecipientState.MATCHED) and person.state in (
            RecipientState.WAITING, RecipientState.MATCHED,
        ):  # fmt: skip
            yield f"{person.first_name} is {person.state}, and in {places}"


def nothing_about_the_gone(session, year, living):
    """R63: nothing is to be done about who has died, nor about a match that is over but to say
    goodbye.
    """
    ids = {match.id for match in living}
    asked = (
        sa.select(Todo, Recipient.state)
        .outerjoin(Recipient, Recipient.id == Todo.recipient_id)
        .where(Todo.centre_id == year.centre, Todo.state == TodoState.OPEN)
    )
    for todo, state in session.execute(asked):
        if state is RecipientState.DECEASED:
            yield f"{todo.kind} about somebody who has died"
        if todo.match_id and todo.match_id not in ids and todo.kind not in TO_SAY_GOODBYE:
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
