"""/healthz: is the site able to serve? For a watchman of machines, who may not see persons."""

import shutil
from datetime import datetime

from flask import Blueprint, Response, current_app, jsonify

from matcher.services import health
from matcher.services.health import Pulse
from matcher.settings import Settings
from web.plumbing.clock import now
from web.plumbing.database import reading
from web.plumbing.permissions import public

room = Blueprint("health", __name__)

DISK_LOW_MB = 200  # below this a backup of a large centre no longer fits beside its database


@room.get("/healthz")
@public
def healthz() -> tuple[Response, int]:
    """200 when rows can be read and the disk has room, else 503; always the same JSON object.
    Whether the clock and the post are late is for the watchman to say: it depends on the hour.
    """
    pulse, free_mb = _pulse(), _disk_free_mb()
    is_well = pulse is not None and free_mb >= DISK_LOW_MB
    facts = {
        "well": is_well,
        "database": pulse is not None,
        "disk_free_mb": free_mb,
        "last_week_made_at": _moment(pulse.last_week_made_at if pulse else None),
        "oldest_unsent_letter": _moment(pulse.oldest_unsent_letter if pulse else None),
        "at": _moment(now()),
    }
    return jsonify(facts), 200 if is_well else 503


def _pulse() -> Pulse | None:
    try:
        with reading() as session:
            return health.pulse(session)
    except Exception:
        # Whatever the driver calls it, the watchman's question is only whether it answers.
        current_app.logger.exception("the database does not answer")
        return None


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _disk_free_mb() -> int:
    settings: Settings = current_app.extensions["settings"]
    return shutil.disk_usage(settings.data_dir).free // 1_000_000
