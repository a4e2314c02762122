"""What a first start makes, and what every start says of the way in."""

from datetime import datetime
from importlib import import_module

from matcher.cli import door
from matcher.jobs import weekly
from matcher.services import first_start, weeks
from matcher.settings import Settings
from matcher.store import centres, suggestions
from matcher.store.sessions import Database


def welcome(settings: Settings, database: Database, *, empty: bool) -> list[str]:
    """Fill the demonstration centre if nothing was ever begun here. Gives lines for the console.

    With `empty`, an installation that was not begun stays empty, now and at every later start.
    """
    at = door.now()
    with database.reading() as session:
        is_new = not first_start.is_begun(session)
    if is_new and not empty:
        return _demonstration(settings, database, at)
    with database.writing() as session:
        if not first_start.needs_manager(session):
            return []
        code = first_start.new_code(session, at=at)
    return _way_in_for_the_first(settings, code)


def _demonstration(settings: Settings, database: Database, at: datetime) -> list[str]:
    # Only a first start needs it, and it is heavy to import.
    demo = import_module("matcher.demo")
    with database.writing() as session:
        demo.fill(session, size="centre", at=at)
    _run_the_week(settings, database, at)
    say = door.voice(settings).gettext
    sign_in = {"email": demo.EMAIL, "password": demo.PASSWORD}
    return [
        say("Det finns påhittade personer att se på."),
        say("Logga in med %(email)s och lösenordet %(password)s") % sign_in,
    ]


def _run_the_week(settings: Settings, database: Database, at: datetime) -> None:
    """Suggestions from the first page on, whatever the day: the clock would wait for Monday."""
    iso_week = weeks.week_of(weeks.day_of(at))
    with database.reading() as session:
        without = [
            centre.id
            for centre in centres.all_open(session)
            if suggestions.run_of_week(session, iso_week, centre=centre.id) is None
        ]
    for centre_id in without:
        weekly.run_one(database, settings, centre_id, iso_week, at)


def _way_in_for_the_first(settings: Settings, code: str) -> list[str]:
    say = door.voice(settings).gettext
    address = f"{settings.public_url}/forsta-start"
    return [
        say("Ingen kan logga in än. Gör den första chefens konto på %(address)s")
        % {"address": address},
        say("Engångskod: %(code)s") % {"code": code},
    ]
