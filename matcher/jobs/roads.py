"""Asks the routing service, where there is one, before a week is run.

Outside every transaction, since an answer may take seconds. What it has answered is kept; when it
does not, the rest is asked next week, and the week is run with the estimate.
"""

import logging
from datetime import datetime

from matcher.routing import RoutingService, Unavailable
from matcher.services import choices, roads, weeks
from matcher.services.roads import Table
from matcher.settings import Settings
from matcher.store.sessions import Database

LOG = logging.getLogger("matcher.roads")
MOST_TABLES = 40  # a week and centre: a hundred thousand ways


def learn(database: Database, settings: Settings, centre_id: str, at: datetime) -> int:
    """Ask for the ways of a centre that nobody has told; how many tables were answered."""
    if not settings.routing_url:
        return 0
    service = RoutingService(
        settings.routing_url,
        settings.routing_kind,
        settings.routing_profile,
        settings.routing_timeout,
    )
    answered = 0
    for table in _wanted(database, centre_id, at):
        try:
            lengths = service.table(table.here, table.there)
        except Unavailable as why:
            LOG.warning("the routing service gave no answer (%s): estimates hold", why)
            break
        with database.writing() as session:
            roads.keep(session, table, lengths, at=at)
        answered += 1
    return answered


def _wanted(database: Database, centre_id: str, at: datetime) -> list[Table]:
    with database.reading() as session:
        chosen = choices.of(session, centre=centre_id)
        found = weeks.profiles_of(session, chosen, centre=centre_id, at=at)
        return list(roads.unknown(session, found, at=at))[:MOST_TABLES]
