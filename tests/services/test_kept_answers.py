"""What is kept from one page to the next is never older than the rows, whoever changed them."""

import json
import re
from contextlib import contextmanager
from itertools import product

import numpy as np
import pytest
import sqlalchemy as sa

from matcher.domain.availability import weekly
from matcher.domain.plans import TodoKind
from matcher.engine.candidates import any_pairs
from matcher.services import answer_weeks, bottlenecks, todos, weeks
from matcher.services.shelf import Shelf
from matcher.store.centres import Centre
from matcher.store.profiles import digest
from matcher.store.recipients import Recipient
from matcher.store.sessions import Database
from tests.make import AT, a_centre, a_volunteer, a_waiting

WEEK = "2026-W48"
CHANGES = (  # by a hand in the database, that no deed tells of
    "UPDATE volunteers SET reach_minutes = 7",
    "DELETE FROM clearance_steps WHERE step = 'interview'",
    "UPDATE consents SET withdrawn_on = said_on",
    "UPDATE needs SET minutes = 45",
    "UPDATE recipients SET priority_class = 3",
    "UPDATE suggestions SET locked_at = '2026-11-23 08:00:00+00'",
    'UPDATE centres SET matching = \'{"dial": {"fit": 100, "served": 0, "waiting": 0}}\'',
    "DELETE FROM suggestions",
)


@pytest.fixture
def centre(database):
    with database.writing() as session:
        centre = a_centre(session)
        a_volunteer(session, centre)
        a_waiting(session, centre)
        weeks.run_week(session, centre=centre.id, iso_week=WEEK, at=AT)
    return centre.id


def standing(database, centre):
    with database.reading() as session:
        return answer_weeks.standing(session, centre=centre, at=AT)


def test_week_is_read_and_solved_once_for_the_same_rows(database, centre):
    assert standing(database, centre) is standing(database, centre)


def test_change_that_another_process_makes_is_seen_by_the_next_who_asks(database, centre):
    other = Database(database.url.render_as_string(hide_password=False))
    for change in CHANGES:
        before = standing(database, centre)
        with other.writing() as session:
            session.execute(sa.text(change))

        assert standing(database, centre) is not before, change
    other.dispose()


OF_TIMES = (  # likewise; what is worked out of times serves again only while these are the same
    f"UPDATE volunteers SET availability = '{json.dumps(weekly([5], 36, 48).to_json())}'",
    f"UPDATE needs SET availability = '{json.dumps(weekly([1], 36, 40).to_json())}'",
    "UPDATE needs SET every_weeks = 2",
    "UPDATE needs SET until_on = '2026-12-20'",
    "UPDATE volunteers SET paused_from = '2026-11-01'",
)


def test_r77_whom_a_list_says_has_died_is_held_in_the_next_answer(database, centre):
    (aino,) = standing(database, centre).pool.needs
    with database.writing() as session:
        gone = session.scalars(sa.select(Recipient.id)).one()
        about = {"recipient_id": gone, "due_on": AT.date(), "centre": centre, "at": AT}
        todos.make(session, TodoKind.SAID_GONE, **about)

    (held,) = standing(database, centre).pool.needs
    assert (aino.restricted, held.restricted) == (False, True)


def test_what_is_told_after_any_change_is_what_is_told_from_nothing(database, centre):
    for change in (*CHANGES, *OF_TIMES):
        before = told(standing(database, centre))
        with database.writing() as session:
            session.execute(sa.text(change))
        now = told(standing(database, centre))
        with database.reading() as session:
            anew = answer_weeks._standing(session, AT.date(), centre=centre, at=AT)

        assert now == told(anew), change
        assert change not in OF_TIMES or now != before, change


def told(now):
    """Each volunteer and need: what keeps them apart, how well they suit, and on which days."""
    solved = now.solved
    pairs = product(range(len(now.pool.volunteers)), range(len(now.pool.needs)))
    rows = np.array(list(pairs), dtype=np.int64).reshape(-1, 2).T
    found = any_pairs(solved.features, solved.found.book, *rows)
    columns = (found.broken_p, found.earned_pc, found.unknown_pc, found.days_p)
    times = solved.features.times
    return [*(column.tolist() for column in columns), times.mask_n, times.rhythm_n, now.given]


def test_change_of_this_unit_of_work_counts_before_it_is_committed(database, centre):
    standing(database, centre)
    with database.writing() as session:
        a_volunteer(session, session.get(Centre, centre))
        now = answer_weeks.standing(session, centre=centre, at=AT)

    assert len(now.pool.volunteers) == 2


def test_another_day_is_another_week(database, centre):
    with database.reading() as session:
        later = answer_weeks.standing(session, centre=centre, at=AT.replace(day=24))

    assert standing(database, centre).on != later.on


def test_every_table_that_an_answer_is_made_from_is_in_the_digest(database, centre):
    with database.reading() as session, listening(database) as read:
        answer_weeks._standing(session, AT.date(), centre=centre, at=AT)
    with database.reading() as session, listening(database) as told:
        digest.of_centre(session, centre=centre)

    assert tables(read) - tables(told) == set()


@contextmanager
def listening(database):
    asked = []

    def note(_connection, _cursor, statement, *_rest):
        asked.append(statement)

    sa.event.listen(database.engine, "before_cursor_execute", note)
    yield asked
    sa.event.remove(database.engine, "before_cursor_execute", note)


def tables(asked):
    return set(re.findall(r"(?:FROM|JOIN) \"?(\w+)", " ".join(asked)))


def test_what_would_help_is_tried_when_asked_for_and_told_until_a_row_is_other(database, centre):
    with database.writing() as session:
        a_waiting(session, session.get(Centre, centre), first_name="Bo")
    told = [helps(database, centre, trying) for trying in (False, True, False)]
    with database.writing() as session:
        session.execute(sa.text(CHANGES[0]))

    assert [*told, helps(database, centre, False)] == [False, True, True, False]


def helps(database, centre, trying):
    with database.reading() as session:
        return bottlenecks.report(session, trying=trying, centre=centre, at=AT).is_tried


def test_what_was_asked_about_longest_ago_gives_way():
    shelf, made = Shelf(room=5, size=len), []

    def make(word):
        made.append(word)
        return word

    for centre in ("ab", "cd", "ab", "ef", "ab", "cd"):
        shelf.of(centre, "same", lambda word=centre: make(word))

    assert made == ["ab", "cd", "ef", "cd"]


def test_what_is_larger_than_all_the_room_is_not_kept():
    shelf = Shelf(room=5, size=len)

    assert shelf.of("a", "same", lambda: "longer") == "longer"
    assert shelf.of("a", "same", lambda: "other") == "other"
