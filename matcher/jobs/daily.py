"""Once a day and centre: what is over expires, what is no longer needed is thrown away."""

import logging
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.services import (
    clearance_watch,
    concern_letters,
    concerns,
    erasure,
    imports,
    match_upkeep,
    need_states,
    needs,
    pause_watch,
    recipient_reviews,
    recipients,
    weeks,
)
from matcher.settings import Settings
from matcher.store import accounts, centres, drafts, pulses
from matcher.store.sessions import Database

LOG = logging.getLogger("matcher.daily")

DAY_OF, TIDIED = "day:{}", "all"  # the pulse of a day's work: a centre's, and what is of all
TRIES_KEPT = timedelta(days=2)  # longer than the longest window of `services.throttle`


def run_due(database: Database, settings: Settings, at: datetime) -> None:
    """The day's work of every centre, once a day each. One centre's fault stops no other's day,
    and is tried again at the next tick.
    """
    with database.reading() as session:
        left = [one.id for one in centres.all_open(session) if not _is_done(session, one.id, at)]
        is_tidied = _is_done(session, TIDIED, at)
    faults = []
    for centre_id in left:
        try:
            run_one(database, settings, centre_id, at)
        except Exception as fault:
            LOG.exception("the day of centre %s failed", centre_id)
            faults.append(fault)
    if not is_tidied:
        tidy(database, at)
    if faults:
        raise ExceptionGroup("days that failed", faults)


def run_one(database: Database, settings: Settings, centre_id: str, at: datetime) -> None:
    """One centre's day. What is owed to matches does not wait for the rest of it."""
    with database.writing() as session:
        match_upkeep.keep(session, public_url=settings.public_url, centre=centre_id, at=at)
    with database.writing() as session:
        need_states.ask_if_they_go_on(session, centre=centre_id, at=at)
        needs.expire(session, centre=centre_id, at=at)
        recipients.plan_calls(session, centre=centre_id, at=at)
        recipient_reviews.plan(session, centre=centre_id, at=at)
        pause_watch.keep(session, centre=centre_id, at=at)
        clearance_watch.keep(session, centre=centre_id, at=at)
        weeks.expire(session, centre=centre_id, at=at)
        concerns.forget_over(session, centre=centre_id, at=at)
        concern_letters.remind(session, public_url=settings.public_url, centre=centre_id, at=at)
        erasure.keep_times(session, centre=centre_id, at=at)
        drafts.forget_ended(session, centre=centre_id, at=at)
        pulses.beat(session, DAY_OF.format(centre_id), at=at)


def tidy(database: Database, at: datetime) -> None:
    """What no centre owns and nobody needs any more is thrown away."""
    with database.writing() as session:
        accounts.forget_tries(session, before=at - TRIES_KEPT)
        imports.forget_old(session, at=at)
        pulses.beat(session, DAY_OF.format(TIDIED), at=at)


def _is_done(session: Session, whose: str, at: datetime) -> bool:
    last = pulses.last(session, DAY_OF.format(whose))
    return last is not None and swedish_day(last) >= swedish_day(at)
