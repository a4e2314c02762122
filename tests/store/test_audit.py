"""The logs: they only grow, and a changed line shows (R79)."""

import threading
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from matcher.store import audit
from matcher.store.audit import Deed, Look
from tests.make import AT

CENTRE = "0000000000000"


def record(session, number=0, centre=CENTRE):
    audit.record(
        session, "need.opened", about="need", about_id="n", centre=centre, by=None, at=AT, n=number
    )


def test_r79_untouched_chain_holds(session):
    for number in range(3):
        record(session, number)

    assert audit.broken_at(session, Deed, centre=CENTRE) is None


def test_r79_looks_at_several_are_chained_in_the_order_of_their_lines(session):
    whom = [("volunteer", f"v{number}") for number in range(12)]
    for _page in range(2):
        audit.looked_at_all(session, "matches.one", whom, centre=CENTRE, by=None, at=AT)

    assert audit.broken_at(session, Look, centre=CENTRE) is None


@pytest.mark.parametrize("statement", ["UPDATE audit SET deed = 'x'", "DELETE FROM audit"])
def test_r79_database_refuses_to_change_or_remove_a_line(database, statement):
    with database.writing() as session:
        record(session)

    with pytest.raises(DBAPIError, match="only grows"), database.writing() as session:
        session.execute(sa.text(statement))


def test_r79_line_changed_behind_the_database_is_named(database):
    """Somebody with the file in hand can drop the trigger; the chain tells of it."""
    with database.writing() as session:
        for number in range(3):
            record(session, number)
        second = session.scalars(sa.select(Deed.id).order_by(Deed.id)).all()[1]
        _without_triggers(session)
        session.execute(sa.update(Deed).where(Deed.id == second).values(deed="need.closed"))

    with database.reading() as session:
        assert audit.broken_at(session, Deed, centre=CENTRE) == second


def test_r79_last_line_removed_behind_the_database_shows(database):
    with database.writing() as session:
        for number in range(2):
            record(session, number)
        _without_triggers(session)
        last = session.scalar(sa.select(sa.func.max(Deed.id)))
        session.execute(sa.delete(Deed).where(Deed.id == last))

    with database.reading() as session:
        assert audit.broken_at(session, Deed, centre=CENTRE) is not None


def test_line_older_than_the_log_is_kept_can_be_removed(database):
    with database.writing() as session:
        long_ago = AT - timedelta(days=800)
        audit.looked(session, "x", about="need", about_id=None, centre=CENTRE, by=None, at=long_ago)
        session.execute(sa.delete(Look))

    with database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Look)) == 0


def test_writers_at_once_make_one_unbroken_chain(database):
    """Two that both follow the same line would fork it: the head's row is their turn."""
    faults = []

    def write():
        try:
            for number in range(5):
                with database.writing() as session:
                    record(session, number)
        except Exception as fault:
            faults.append(fault)

    with database.writing() as session:
        record(session)
    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    with database.reading() as session:
        assert faults == []
        assert session.scalar(sa.select(sa.func.count()).select_from(Deed)) == 21
        assert audit.broken_at(session, Deed, centre=CENTRE) is None


def test_chains_of_two_centres_do_not_touch(session):
    record(session, centre="1111111111111")
    record(session)

    assert audit.how_many(session, Deed, centre=CENTRE) == 1


def _without_triggers(session):
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    for trigger in ("audit_unchanged", "audit_kept"):
        session.execute(sa.text(f"DROP TRIGGER {trigger}" + ("" if on_sqlite else " ON audit")))


def test_page_that_reads_the_newest_lines_finds_a_fault_among_them(database):
    with database.writing() as session:
        for number in range(6):
            record(session, number)
        fifth = session.scalars(sa.select(Deed.id).order_by(Deed.id)).all()[4]
        _without_triggers(session)
        session.execute(sa.update(Deed).where(Deed.id == fifth).values(deed="need.closed"))

    with database.reading() as session:
        assert audit.broken_at(session, Deed, centre=CENTRE, newest=3) == fifth
