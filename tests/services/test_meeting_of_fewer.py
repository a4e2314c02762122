"""Somebody of several is out while a first meeting is booked: the others know of it, and nothing
that was to be done is lost with her.
"""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from matcher.domain.match_reasons import DeclineReason
from matcher.domain.plans import TodoKind, TodoState
from matcher.services import (
    match_asking,
    match_circles,
    match_stepping_out,
    recipients,
    todo_lines,
)
from matcher.services.match_life import others_of, volunteers_of
from matcher.store.letters import Letter, LetterState
from matcher.store.recipients import Recipient
from matcher.store.todos import Todo
from matcher.store.volunteers import Volunteer
from tests.make import a_need, a_recipient, a_volunteer
from tests.services.pairs import NO, YES, Pair


@pytest.fixture
def group(session):
    """Karin, who is written to, and Bo, who has a telephone only, with Aino and Bertil: the time
    is booked, and everybody has heard of it.
    """
    pair = Pair(session)
    bo = a_volunteer(session, pair.centre, first_name="Bo", phone="+46701740612", email=None)
    bertil = a_recipient(session, pair.centre, first_name="Bertil", phone="+46701740623")
    match_circles.join_person(session, pair.id, a_need(session, bertil).id, **pair.who)
    match_circles.join_volunteer(session, pair.id, bo.id, **pair.who)
    for one in [*volunteers_of(pair.match), *others_of(pair.match)]:
        act = match_asking.volunteer_answers if one.volunteer_id else match_asking.recipient_answers
        act(session, pair.id, one.id, YES, **pair.who)
    pair.bo, pair.bertil = bo, bertil
    return pair


def booked(pair):
    """Karin's letter has gone, and Bo has been told."""
    pair.book()
    pair.session.execute(sa.update(Letter).values(state=LetterState.SENT))
    pair.session.execute(
        sa.update(Todo).where(Todo.kind == TodoKind.TELL_TIME).values(state=TodoState.DONE)
    )
    pair.session.flush()
    return pair


def still_open(pair, kind):
    asked = sa.select(Todo).where(Todo.kind == kind, Todo.state == TodoState.OPEN)
    return list(pair.session.scalars(asked))


def whom(pair, kind):
    """First names of whom that kind is still to be done about, by the alphabet."""
    rows = [
        *pair.session.scalars(sa.select(Volunteer)),
        *pair.session.scalars(sa.select(Recipient)),
    ]
    names = {row.id: row.first_name for row in rows}
    return sorted(names[row.volunteer_id or row.recipient_id] for row in still_open(pair, kind))


def place_of(pair, name):
    known = {"Aino": pair.recipient, "Karin": pair.volunteer, "Bertil": pair.bertil, "Bo": pair.bo}
    ids = known[name].id
    return next(p for p in pair.match.participants if ids in (p.volunteer_id, p.recipient_id))


def steps_out(pair, name, reason=DeclineReason.TIME):
    match_stepping_out.step_out(pair.session, pair.id, place_of(pair, name).id, reason, **pair.who)


@pytest.mark.parametrize(
    ("gone", "left"),
    [("Aino", ["Bertil", "Bo", "Karin"]), ("Bo", ["Aino", "Bertil", "Karin"])],
)
def test_r63_who_heard_of_a_meeting_hears_that_one_of_them_is_not_in_it(group, gone, left):
    booked(group)

    steps_out(group, gone)

    assert whom(group, TodoKind.TELL_TIME) == left
    assert {row.facts["changed"] for row in still_open(group, TodoKind.TELL_TIME)} == {"who"}


def test_r63_no_of_one_of_a_group_after_the_booking_is_told_to_the_others(group):
    booked(group)
    place = place_of(group, "Bertil")

    match_asking.recipient_answers(group.session, group.id, place.id, NO, **group.who)

    assert whom(group, TodoKind.TELL_TIME) == ["Aino", "Bo", "Karin"]


def test_meeting_is_to_be_noted_though_whom_the_line_was_about_is_out(group):
    booked(group)

    steps_out(group, "Aino")

    assert whom(group, TodoKind.NOTE_MEETING) == ["Bertil"]


def test_meeting_is_to_be_booked_though_whom_the_line_was_about_is_out(group):
    assert whom(group, TodoKind.BOOK_MEETING) == ["Aino"]

    steps_out(group, "Aino")

    assert whom(group, TodoKind.BOOK_MEETING) == ["Bertil"]


def test_who_has_not_heard_of_the_time_yet_is_told_once(group):
    group.book()  # Karin's letter has not gone, and nobody has told Bo

    steps_out(group, "Aino")

    assert whom(group, TodoKind.TELL_TIME) == ["Bertil", "Bo"]


def test_r63_death_before_the_meeting_is_told_to_volunteers_alone_and_others_hear_who_comes(group):
    booked(group)

    recipients.deceased(group.session, group.recipient.id, **group.who)

    assert whom(group, TodoKind.TELL_OF_DEATH) == ["Bo", "Karin"]
    assert whom(group, TodoKind.TELL_TIME) == ["Bertil"]
    assert whom(group, TodoKind.NOTE_MEETING) == ["Bertil"]


def test_who_is_out_by_our_decision_hears_it_from_us(group):
    booked(group)

    steps_out(group, "Bo", DeclineReason.OUR_DECISION)

    assert whom(group, TodoKind.TELL_DECLINED) == ["Bo"]


def test_line_names_nobody_who_is_out(group):
    booked(group)
    steps_out(group, "Bo")

    lines = todo_lines.all_open(group.session, **group.who).rows

    [line] = [one for one in lines if one.recipient_id == group.recipient.id
              and one.kind is TodoKind.TELL_TIME]  # fmt: skip
    assert line.other == "Karin L."


def test_another_time_after_it_is_told_once_to_each(group):
    booked(group)
    steps_out(group, "Bo")

    group.book(group.at + timedelta(days=5))

    assert whom(group, TodoKind.TELL_TIME) == ["Aino", "Bertil"]
    assert {row.facts["changed"] for row in still_open(group, TodoKind.TELL_TIME)} == {"time"}


def test_r58_who_said_yes_to_a_group_that_is_none_is_asked_whether_it_is_a_yes_all_the_same(
    session,
):
    pair = Pair(session)
    bertil = a_recipient(session, pair.centre, first_name="Bertil", phone="+46701740623")
    match_circles.join_person(session, pair.id, a_need(session, bertil).id, **pair.who)
    pair.volunteer_says()
    pair.bertil = pair.bo = bertil
    for name, said in (("Aino", YES), ("Bertil", NO)):
        place = place_of(pair, name).id
        match_asking.recipient_answers(session, pair.id, place, said, **pair.who)

    assert whom(pair, TodoKind.TELL_TIME) == ["Aino", "Karin"]
    assert {row.facts["changed"] for row in still_open(pair, TodoKind.TELL_TIME)} == {"alone"}
