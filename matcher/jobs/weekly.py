"""Each centre's week, when its hour has come.

Due is a question of rows: the hour of this ISO week is past and the week's run is not there. A
laptop that was asleep makes up the newest week only, marked late; older ones stay unmade, since
a suggestion for a week that is over helps nobody.
"""

import logging
from datetime import UTC, date, datetime, time, timedelta

from matcher.domain.calendar_weeks import STOCKHOLM
from matcher.jobs import roads
from matcher.services import letters, weeks
from matcher.settings import Settings
from matcher.store import centres, runs
from matcher.store.sessions import Database

LOG = logging.getLogger("matcher.weekly")

LATE_AFTER = timedelta(hours=1)


def run_due(database: Database, settings: Settings, at: datetime) -> None:
    """Run the week of every centre that is due. One centre's fault stops no other's week."""
    faults = []
    for centre_id, iso_week, due_at in due(database, at):
        try:
            run_one(database, settings, centre_id, iso_week, at, late=at - due_at > LATE_AFTER)
        except Exception as fault:
            LOG.exception("the week of centre %s failed", centre_id)
            faults.append(fault)
    if faults:
        raise ExceptionGroup("weeks that failed", faults)


def due(database: Database, at: datetime) -> list[tuple[str, str, datetime]]:
    """Centres whose hour has come and whose run is missing: id, ISO week, when it was due."""
    with database.reading() as session:
        return [
            (centre.id, iso_week, due_at)
            for centre in centres.all_open(session)
            for iso_week, due_at in [last_due(centre.week_day, centre.week_hour, at)]
            if due_at >= centre.created_at
            and runs.run_of_week(session, iso_week, centre=centre.id) is None
        ]


def run_one(
    database: Database,
    settings: Settings,
    centre_id: str,
    iso_week: str,
    at: datetime,
    *,
    late: bool = False,
) -> None:
    """One centre's week and its letters, in one unit of work: all of it or none (R52). What is
    to be asked of others is asked before.
    """
    roads.learn(database, settings, centre_id, at)
    with database.writing() as session:
        run = weeks.run_week(session, centre=centre_id, iso_week=iso_week, at=at, late=late)
        letters.weekly_digest(session, run, public_url=settings.public_url, at=at)


def last_due(week_day: int, week_hour: int, at: datetime) -> tuple[str, datetime]:
    """The newest moment, not after `at`, at which a centre's week was due, and its ISO week.

    Hours are on the wall in Stockholm; `week_day` 0 is Monday.
    """
    local = at.astimezone(STOCKHOLM)
    monday = local.date() - timedelta(days=local.weekday())
    moment = _moment(monday, week_day, week_hour)
    if moment > at:
        monday -= timedelta(weeks=1)
        moment = _moment(monday, week_day, week_hour)
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02}", moment


def _moment(monday: date, week_day: int, week_hour: int) -> datetime:
    day = monday + timedelta(days=week_day)
    return datetime.combine(day, time(week_hour), STOCKHOLM).astimezone(UTC)
