"""Once a minute: has somebody not said that her visit is over (R69)?"""

from datetime import datetime

from matcher.services import visit_plans
from matcher.settings import Settings
from matcher.store.sessions import Database


def watch(database: Database, _settings: Settings, at: datetime) -> None:
    """Ask a coordinator to call whoever should have been back."""
    with database.writing() as session:
        visit_plans.watch(session, at=at)
