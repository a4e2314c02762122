"""Two centres in one database: a demonstration whose every text is marked, and a neighbour.

`demonstration` is a copy of them, made once; `ids` are examples of the first centre's rows. Every
text that somebody wrote about a person there carries a canary: NAME if it is a name, TEXT else.

`centre` and `lena` are smaller: one empty centre and its coordinator, for tests of one room.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa

from matcher.domain.accounts import LOGGING_TEXT_VERSION, Role
from matcher.services.accounts import NewAccount, open_account
from matcher.store.base import Base
from matcher.store.sessions import Database
from tests import make, tour
from tests.visitor import Visitor
from tests.web.desk import AT, PASSWORD

HERE = Path(__file__).parent
# Of the site's rooms the minute between edits walks those of a centre's Monday.
BETWEEN_EDITS = {"test_suggestions.py", "test_signup.py"}
NAME, TEXT = "Zzkanin", "Zzkanarie"  # like words, so that no filter for tokens takes them away
NAMES = {"first_name", "surname", "name", "heard_by", "introducer"}
TEXTS = {"about", "availability_said", "background", "end_reason", "file_name", "form", "line"}
TEXTS |= {"street", "subject", "text", "title", "town", "written"}
CODES = {("audit", "about"), ("access_log", "about"), ("attestations", "about")}  # not free text
CODES |= {("imported_rows", "about"), ("pulses", "name"), ("drafts", "form")}
OPEN = {"centres", "areas"}  # what a centre itself is called is public
NEIGHBOUR = "granne@example.se"


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents and item.path.name not in BETWEEN_EDITS:
            item.add_marker(pytest.mark.rooms)
        if HERE in item.path.parents and "demonstration" in item.fixturenames:
            item.add_marker(pytest.mark.slow)  # walks every page there is


@dataclass(frozen=True)
class Demonstration:
    """Where it is, and what stands in it that nobody else may see."""

    path: Path
    ids: dict
    secrets: tuple[str, ...]  # canaries, telephone numbers and addresses of the first centre


@pytest.fixture(scope="session")
def _demonstration(_sqlite_template, _quick_passwords, tmp_path_factory):
    path = tmp_path_factory.mktemp("demonstration") / "handslag.db"
    shutil.copyfile(_sqlite_template, path)
    database = Database(f"sqlite:///{path}")
    ids = tour.fill(database)
    with database.writing() as session:
        _mark(session, ids["centre"])
        _open_other_roles(session, ids["centre"])
        ids["neighbour"] = _neighbour(session)
    with database.reading() as session:
        secrets = _secrets(session, ids)
    database.dispose()  # the last to close writes what is in the log beside the file
    return Demonstration(path, ids, secrets)


@pytest.fixture
def demonstration(_demonstration, database_url, database):
    """The two centres, in the database that the site of this test reads."""
    database.dispose()
    shutil.copyfile(_demonstration.path, database_url.removeprefix("sqlite:///"))
    return _demonstration


@pytest.fixture
def ids(demonstration):
    """Examples of the first centre's rows, by the names that arguments have in addresses."""
    return demonstration.ids


@pytest.fixture
def site(app, demonstration):
    """The site over both centres, on the Monday of the demonstration."""
    app.config["CLOCK"] = lambda: tour.AT
    return app


@pytest.fixture
def signed_in(site):
    """signed_in(Role.ADMIN): somebody who has that role alone; `lena` has two; `neighbour`."""

    def visiting(who):
        emails = {"lena": tour.EMAIL, "neighbour": NEIGHBOUR}
        return Visitor(site).come_in(emails.get(who) or _email(who), tour.PASSWORD)

    return visiting


def _email(role):
    return f"{role.value}@example.org"


def _mark(session, centre):
    for table in Base.metadata.tables.values():
        columns = [] if table.name in OPEN or "centre_id" not in table.c else table.c
        for column in columns:
            canary = _canary(table, column)
            if canary:
                marked = {column: column + f" {canary}"}
                ours = (table.c.centre_id == centre) & column.is_not(None)
                session.execute(sa.update(table).where(ours).values(marked))


def _canary(table, column):
    if (table.name, column.name) in CODES or not isinstance(column.type, sa.String):
        return None
    return NAME if column.name in NAMES else TEXT if column.name in TEXTS else None


def _open_other_roles(session, centre):
    for role in Role:
        roles = frozenset({role})
        new = NewAccount(_email(role), f"{role.value.title()} {NAME}", roles, tour.PASSWORD)
        account = open_account(session, new, centre=centre, by=None, at=tour.AT)
        account.logging_text_version = LOGGING_TEXT_VERSION


def _neighbour(session):
    """A centre with one of each, so that its lists are not empty for want of rows."""
    centre = make.a_centre(session, name="Frivilligcentralen Granne")
    hers = {"email": NEIGHBOUR, "password_hash": make.hashed(tour.PASSWORD)}
    make.an_account(session, centre, roles=(Role.COORDINATOR, Role.MANAGER), **hers)
    make.a_volunteer(session, centre, surname="Grannvolontär", phone="+46701740698")
    make.a_waiting(session, centre, surname="Grannmottagare", phone="+46701740699")
    make.a_need(session, make.an_organisation(session, centre, name="Grannföreningen"))
    return centre.id


def _secrets(session, ids):
    found = {NAME, TEXT}
    for table in Base.metadata.tables.values():
        for column in table.c if "centre_id" in table.c and table.name not in OPEN else ():
            if column.name in ("email", "phone", "to_address"):
                ours = sa.select(column).where(table.c.centre_id == ids["centre"])
                found |= {value for value in session.scalars(ours) if value}
                theirs = sa.select(column).where(table.c.centre_id == ids["neighbour"])
                found -= set(session.scalars(theirs))
    centre = Base.metadata.tables["centres"]
    found -= set(session.scalars(sa.select(centre.c.phone)))
    return tuple(sorted(found))


# ── a centre of one's own ─────────────────────────────────────────────────────────────────────


@pytest.fixture
def centre(app, database):
    """Our centre with a coordinator, and the clock on a Monday morning."""
    app.config["CLOCK"] = lambda: AT
    with database.writing() as session:
        made = make.a_centre(session)
        hashed = make.hashed(PASSWORD)
        make.an_account(session, made, email="lena@example.org", password_hash=hashed)
        return made


@pytest.fixture
def lena(app, centre):
    """The coordinator, signed in."""
    return Visitor(app).come_in("lena@example.org", PASSWORD)
