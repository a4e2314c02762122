"""Once a day and centre: what is over expires, what is no longer needed is thrown away."""

from datetime import datetime, timedelta

from matcher.domain.calendar_weeks import swedish_day
from matcher.services import (
    clearance_watch,
    concerns,
    erasure,
    imports,
    match_upkeep,
    needs,
    recipient_reviews,
    recipients,
    weeks,
)
from matcher.settings import Settings
from matcher.store import accounts, centres, drafts, pulses
from matcher.store.sessions import Database

TRIES_KEPT = timedelta(days=2)  # longer than the longest window of `services.throttle`


def run_due(database: Database, settings: Settings, at: datetime) -> None:
    """The day's work, once a day: the pulse of this day says that it is done."""
    today = swedish_day(at)
    with database.reading() as session:
        last = pulses.last(session, "daily-done")
        ids = [centre.id for centre in centres.all_open(session)]
    if last is not None and swedish_day(last) >= today:
        return
    for centre_id in ids:
        with database.writing() as session:
            needs.expire(session, centre=centre_id, at=at)
            recipients.plan_calls(session, centre=centre_id, at=at)
            recipient_reviews.plan(session, centre=centre_id, at=at)
            clearance_watch.keep(session, centre=centre_id, at=at)
            weeks.expire(session, centre=centre_id, at=at)
            concerns.forget_over(session, centre=centre_id, at=at)
            erasure.keep_times(session, centre=centre_id, at=at)
            drafts.forget_ended(session, centre=centre_id, at=at)
        with database.writing() as session:
            match_upkeep.keep(session, public_url=settings.public_url, centre=centre_id, at=at)
    with database.writing() as session:
        accounts.forget_tries(session, before=at - TRIES_KEPT)
        imports.forget_old(session, at=at)
        pulses.beat(session, "daily-done", at=at)
