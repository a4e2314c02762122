"""The one clock of the site. Everything below the doors is handed the time."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from flask import current_app

from matcher.domain.calendar_weeks import swedish_day


def now() -> datetime:
    """The present moment, aware, in UTC. A test sets `app.config["CLOCK"]` to its own."""
    clock: Callable[[], datetime] | None = current_app.config.get("CLOCK")
    return clock() if clock else datetime.now(UTC)  # noqa: TID251 - a door looks at the clock


def today() -> date:
    """The date on the wall in Stockholm, which near midnight is not the date in UTC."""
    return swedish_day(now())
