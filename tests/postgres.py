"""Databases of PostgreSQL for tests: copies of one that is migrated, and one that is lent.

name = copied(template)        a database of one's own, until `dropped(name)`
lent = Lent(template)          one that a worker's tests have one after another:
lent.as_new()                  its name; emptying it takes a fiftieth of making another
"""

import os
from uuid import uuid4

# The address of a database whose user may create others; None where there is no PostgreSQL.
ADDRESS = os.environ.get("HANDSLAG_TEST_POSTGRES")

# What a test has left: its connections, and how far its numbering had come.
LEFT = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid();
    SELECT setval(sequencename::regclass, 1, false) FROM pg_sequences;
    """
DELETES = """
    SELECT string_agg(format('DELETE FROM %I', tablename), ';') FROM pg_tables
     WHERE schemaname = 'public' AND tablename <> 'alembic_version'
    """
SHAPE = """
    SELECT (SELECT sum(oid::bigint) FROM pg_class), (SELECT sum(oid::bigint) FROM pg_trigger),
           (SELECT sum(oid::bigint) FROM pg_constraint), (SELECT count(*) FROM pg_attribute)
    """


def url(name):
    """The address of a database, as the site is told it."""
    return f"{ADDRESS.rpartition('/')[0]}/{name}"


def made():
    """The name of a new database with nothing in it."""
    return _new("")


def copied(template):
    """The name of a new database that is as `template`, which nobody has open."""
    return _new(f"TEMPLATE {template} STRATEGY FILE_COPY")


def dropped(name):
    """Away with it, whoever is still connected."""
    _ask(f"DROP DATABASE {name} WITH (FORCE)")


class Lent:
    """A database that one test has at a time; not lent again once a test has changed its tables."""

    def __init__(self, template):
        self._template = template
        self._begin()

    def as_new(self):
        """The name of the database, without a row."""
        if self._shape() != self._usual_shape:
            self.close()
            self._begin()
        self._line.execute(LEFT + self._deletes)
        return self._name

    def close(self):
        self._line.close()
        dropped(self._name)

    def _begin(self):
        self._name = copied(self._template)
        self._line = _connected(url(self._name))
        self._line.execute("SET session_replication_role = replica")  # logs refuse to be shortened
        (self._deletes,) = self._line.execute(DELETES).fetchone()
        self._usual_shape = self._shape()

    def _shape(self):
        return self._line.execute(SHAPE).fetchone()


def _new(kind):
    name = f"rows_{uuid4().hex}"
    _ask(f"CREATE DATABASE {name} {kind}")
    return name


def _ask(statement):
    with _connected(ADDRESS) as connection:
        connection.execute(statement)


def _connected(address):
    import psycopg

    return psycopg.connect(address.replace("+psycopg", ""), autocommit=True)
