"""The database, both kinds: units of work, fences, Swedish order."""

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, StatementError

from matcher.store.base import new_id
from matcher.store.centres import Area, Centre
from matcher.store.sessions import sv_order
from matcher.store.volunteers import Volunteer, VolunteerWord
from tests.make import AT, a_centre, a_volunteer


def test_unit_of_work_that_raises_leaves_nothing(database):
    def fail_halfway():
        with database.writing() as session:
            a_centre(session)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_halfway()

    with database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Centre)) == 0


def test_two_who_read_and_then_write_take_turns(database):
    """With a plain BEGIN on SQLite, one of them would be told that the database is locked."""
    with database.writing() as session:
        centre = a_centre(session, week_hour=0).id
    faults = []

    def raise_hour():
        try:
            for _ in range(10):
                with database.writing() as session:
                    asked = sa.select(Centre).where(Centre.id == centre).with_for_update()
                    session.scalars(asked).one().week_hour += 1
        except Exception as fault:
            faults.append(fault)

    both = [threading.Thread(target=raise_hour) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    with database.reading() as session:
        assert faults == []
        assert session.get(Centre, centre).week_hour == 20


def test_r1_row_cannot_point_across_centres(session):
    here, there = a_centre(session), a_centre(session)
    volunteer = a_volunteer(session, here)

    session.add(
        VolunteerWord(
            centre_id=there.id, volunteer_id=volunteer.id, stance="likes", written="schack"
        )
    )
    with pytest.raises(IntegrityError):
        session.flush()


def test_moment_comes_back_in_utc_wherever_it_was_said(session):
    stockholm = timezone(timedelta(hours=1))
    centre = a_centre(session, created_at=datetime(2026, 11, 23, 6, 30, tzinfo=stockholm))
    session.expire_all()

    assert session.get(Centre, centre.id).created_at == datetime(2026, 11, 23, 5, 30, tzinfo=UTC)


def test_naive_moment_is_refused(session):
    with pytest.raises(StatementError):
        a_centre(session, created_at=datetime(2026, 11, 23, 6, 30))  # noqa: DTZ001 – its point


def test_r91_names_stand_in_swedish_order(session):
    centre = a_centre(session)
    for name in ("Ärla", "Ask", "Åby", "Öberg", "Zander", "ånger", "Émil"):
        session.add(Area(centre_id=centre.id, name=name, lat=60.0, lon=17.0))
    session.flush()

    found = session.scalars(sa.select(Area.name).order_by(sv_order(Area.name, session))).all()

    assert found == ["Ask", "Émil", "Zander", "Åby", "ånger", "Ärla", "Öberg"]


def test_erasing_a_volunteer_takes_what_hangs_on_her_and_nothing_else(session):
    centre = a_centre(session)
    gone = a_volunteer(session, centre, words=[("likes", "chess")])
    kept = a_volunteer(session, centre, words=[("likes", "chess")])

    session.execute(sa.delete(Volunteer).where(Volunteer.id == gone.id))

    owners = session.scalars(sa.select(VolunteerWord.volunteer_id)).all()
    assert owners == [kept.id]


def test_public_ids_say_nothing_and_do_not_meet():
    ids = {new_id() for _ in range(2000)}

    assert len(ids) == 2000
    assert all(len(one) == 13 and not set(one) & set("ilou") for one in ids)


def test_factory_moment_is_a_monday_morning():
    assert AT.weekday() == 0
