"""What a first start makes, and what every start says of the way in."""

from datetime import datetime

from matcher import demo
from matcher.cli import door
from matcher.domain.accounts import Role
from matcher.domain.calendar_weeks import iso_week, swedish_day
from matcher.jobs import daily, weekly
from matcher.services import first_start
from matcher.services.accounts import is_right_password
from matcher.settings import Settings
from matcher.store import accounts, centres, runs
from matcher.store.sessions import Database


def welcome(settings: Settings, database: Database, *, empty: bool) -> list[str]:
    """Fill the demonstration centre if nothing was ever begun here. Gives lines for the console.

    With `empty`, an installation that was not begun stays empty, now and at every later start.
    """
    at = door.now()
    with database.reading() as session:
        is_new = not first_start.is_begun(session)
    if is_new and not empty:
        _fill(settings, database, at)
    with database.writing() as session:
        code = first_start.new_code(session, at=at) if first_start.needs_manager(session) else None
    return _way_in_for_the_first(settings, code) if code else _way_in_to_look(settings, database)


def _fill(settings: Settings, database: Database, at: datetime) -> None:
    with database.writing() as session:
        demo.fill(session, size="centre", at=at, public_url=settings.public_url)
    daily.run_due(database, settings, at)  # before the week, as by the clock
    _run_the_week(settings, database, at)


def _run_the_week(settings: Settings, database: Database, at: datetime) -> None:
    """Suggestions from the first page on, whatever the day: the clock would wait for Monday."""
    this_week = iso_week(swedish_day(at))
    with database.reading() as session:
        without = [
            centre.id
            for centre in centres.all_open(session)
            if runs.run_of_week(session, this_week, centre=centre.id) is None
        ]
    for centre_id in without:
        weekly.run_one(database, settings, centre_id, this_week, at)


def _way_in_to_look(settings: Settings, database: Database) -> list[str]:
    """How to sign in among invented people. Nothing where the password that all know is changed."""
    with database.reading() as session:
        coordinators = [
            account
            for centre in centres.all_open(session)[:1]
            for account in accounts.of_centre(session, centre=centre.id, role=Role.COORDINATOR)[:1]
            if is_right_password(demo.PASSWORD, account.password_hash)
        ]
    say = door.voice(settings).gettext
    sign_in = say("Logga in med %(email)s och lösenordet ”%(password)s”")
    return [
        line
        for account in coordinators
        for line in (
            say("Det finns påhittade personer att se på."),
            sign_in % {"email": account.email, "password": demo.PASSWORD},
        )
    ]


def _way_in_for_the_first(settings: Settings, code: str) -> list[str]:
    say = door.voice(settings).gettext
    address = f"{settings.public_url}/forsta-start"
    return [
        say("Ingen kan logga in än. Gör den första chefens konto på %(address)s")
        % {"address": address},
        say("Engångskod: %(code)s") % {"code": code},
    ]
