"""What the tests stand on: a database of one's own, a session, the site, a visitor.

    database ──▶ session          rows, without the site
        └──────▶ app ──▶ visitor  pages; rows through `with database.writing() as session:`

A test's database is a copy of one that was migrated once; its site is made once and lent to one
test at a time (tests/sites.py), so a test that adds pages asks for `site_of_its_own`. In
tests/store and tests/services each test that asks for a database runs on SQLite and, when ./test
has started one, on PostgreSQL.
"""

import os
import shutil
import socket
from uuid import uuid4

import pytest

from matcher import settings as chosen
from tests import postgres, selection

ON_BOTH = ("store", "services")  # folders whose tests run on both databases
SECRET_KEY = "a key for tests that is long enough to be one"


@pytest.hookimpl(trylast=True)  # when every folder has marked its own
def pytest_collection_modifyitems(items):
    selection.arrange(items)


def pytest_generate_tests(metafunc):
    if "database_url" in metafunc.fixturenames and metafunc.definition.path.parent.name in ON_BOTH:
        both = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
        metafunc.parametrize("database_url", both, indirect=True)


# ── nothing leaves this computer ──────────────────────────────────────────────────────────────


@pytest.fixture(autouse=True, scope="session")
def _no_line_out():
    """A test that calls anybody but this computer fails, the post office first of all."""
    connect = socket.socket.connect

    def guarded(self, address):
        if self.family != socket.AF_UNIX and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test tried to reach {address}")
        return connect(self, address)

    socket.socket.connect = guarded
    yield
    socket.socket.connect = connect


@pytest.fixture(scope="session")
def place_of_run(tmp_path_factory):
    """A folder that all workers of a run have: what one of them has made, the others need not."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


# ── rows ──────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory):
    path = tmp_path_factory.mktemp("template") / "handslag.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def _postgres_template():
    """A migrated database that no test opens: `CREATE DATABASE … TEMPLATE` wants it alone."""
    name = postgres.made()
    _migrate(postgres.url(name))
    yield name
    postgres.dropped(name)


@pytest.fixture(scope="session")
def _postgres_lent(_postgres_template):
    """The worker's database for tests that only have rows in it."""
    lent = postgres.Lent(_postgres_template)
    yield lent
    lent.close()


@pytest.fixture(scope="session")
def place_of_rows(tmp_path_factory):
    """A folder with a name of its own, where a worker's tests have their rows one after another."""
    return tmp_path_factory.mktemp(f"rows_{uuid4().hex}", numbered=False)


@pytest.fixture
def database_url(request, place_of_rows):
    """The address of a migrated, empty database that nobody else has while the test runs."""
    backend = getattr(request, "param", "sqlite")
    if backend == "sqlite":
        rows = place_of_rows / "handslag.db"
        for left in place_of_rows.glob("handslag.db*"):
            left.unlink()
        shutil.copyfile(request.getfixturevalue("_sqlite_template"), rows)
        yield f"sqlite:///{rows}"
        return
    if postgres.ADDRESS is None:
        pytest.skip("no PostgreSQL: run through ./test, or set HANDSLAG_TEST_POSTGRES")
    if request.path.parent.name in ON_BOTH:
        yield postgres.url(request.getfixturevalue("_postgres_lent").as_new())
        return
    name = postgres.copied(request.getfixturevalue("_postgres_template"))
    yield postgres.url(name)
    postgres.dropped(name)


def _migrate(url):
    from matcher.store.migrate import upgrade

    upgrade(url)


@pytest.fixture(scope="session")
def _quick_passwords():
    """Argon2 in earnest takes a tenth of a second; many tests sign in."""
    from argon2 import PasswordHasher

    from matcher.services import accounts

    in_earnest = accounts.HASHER
    accounts.HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    yield
    accounts.HASHER = in_earnest


@pytest.fixture(scope="session")
def _opened():
    """A worker's databases by address: the SQL that one test has worked out, the next has too."""
    return {}


@pytest.fixture
def database(database_url, _opened, _quick_passwords):
    """A migrated, empty database: `.reading()` and `.writing()` give sessions."""
    from matcher.store.sessions import Database

    if database_url not in _opened:
        _opened[database_url] = Database(database_url)
    yield _opened[database_url]
    _opened[database_url].dispose()


@pytest.fixture
def session(database):
    """One unit of work that is never committed. `visitor` would wait for it: use one of the two."""
    with database.writing() as opened:
        yield opened
        opened.rollback()


# ── the site ──────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def settings(tmp_path, database_url):
    """The settings of an installation of one's own."""
    return chosen.prepare(
        chosen.load(
            environ={},
            options={
                "data_dir": tmp_path / "data",
                "database_url": database_url,
                "secret_key": SECRET_KEY,
                "clock": False,
            },
        )
    )


@pytest.fixture(scope="session")
def _sites(place_of_run):
    """The sites of this worker. Templates are translated into Python once for those of them all."""
    from jinja2 import FileSystemBytecodeCache

    from tests.sites import Sites

    compiled = place_of_run / "templates"
    compiled.mkdir(exist_ok=True)
    return Sites(FileSystemBytecodeCache(str(compiled)))


@pytest.fixture
def app(_sites, settings, database):
    """The site, as people get it: tokens and all. Made once, and in each test as good as new."""
    with _sites.lent(settings, database) as lent:
        yield lent


@pytest.fixture
def site_of_its_own(_sites, settings, database):
    """A site that no other test gets: to add pages to, or to serve to a browser."""
    return _sites.own(settings, database)


@pytest.fixture
def visitor(app):
    """Somebody with a browser who inspects every page; see tests/visitor.py."""
    from tests.visitor import Visitor

    return Visitor(app)
