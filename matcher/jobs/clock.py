"""The clock. The only file that knows APScheduler.

It keeps nothing: no job store to share, to pickle or to fall out of step. It calls `tick` once a
minute and at the start; what is due is a question to the database.
"""

import logging
from collections.abc import Callable
from datetime import UTC, datetime

from apscheduler.schedulers.background import BackgroundScheduler

from matcher.jobs import daily, outbox, visits, weekly
from matcher.settings import Settings
from matcher.store import pulses
from matcher.store.sessions import Database

LOG = logging.getLogger("matcher.clock")
EVERY_SECONDS = 60

Job = Callable[[Database, Settings, datetime], None]
JOBS: dict[str, Job] = {
    "daily": daily.run_due,  # before the week: its letter counts what the day has brought
    "weekly": weekly.run_due,
    "visits": visits.watch,
    "outbox": outbox.empty,
}


class Clock:
    """Wakes the jobs while the process lives."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self.database, self.settings = database, settings
        # coalesce and a single instance: a machine that slept an hour owes one tick, not sixty.
        self._scheduler = BackgroundScheduler(
            timezone=UTC,
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )

    def start(self) -> None:
        """Begin, with a first tick at once: a week missed while the machine was off is made up."""
        now = datetime.now(UTC)
        self._scheduler.add_job(
            self._tick, "interval", seconds=EVERY_SECONDS, next_run_time=now, id="tick"
        )
        self._scheduler.start()

    def stop(self) -> None:
        """Stop, when the tick under way is done."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)

    def _tick(self) -> None:
        tick(self.database, self.settings, datetime.now(UTC))


def tick(database: Database, settings: Settings, at: datetime) -> list[str]:
    """Do all that is due; the names of jobs that failed. One that fails stops no other."""
    failed = []
    for name, job in JOBS.items():
        try:
            job(database, settings, at)
        except Exception:
            LOG.exception("job %s failed", name)
            failed.append(name)
        else:
            with database.writing() as session:
                pulses.beat(session, name, at=at)
    return failed
