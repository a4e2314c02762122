"""/healthz: is the site able to serve? For a watchman of machines, who may not see persons."""

import shutil

from flask import Blueprint, Response, current_app, jsonify

from matcher.settings import Settings
from web.plumbing.clock import now
from web.plumbing.database import reading
from web.plumbing.permissions import public

room = Blueprint("health", __name__)

DISK_LOW_MB = 200  # below this a backup of a large centre no longer fits beside its database


@room.get("/healthz")
@public
def healthz() -> tuple[Response, int]:
    """200 when rows can be read and the disk has room, else 503; always the same JSON object."""
    answers, free_mb = _rows_answer(), _disk_free_mb()
    is_well = answers and free_mb >= DISK_LOW_MB
    facts = {"well": is_well, "database": answers, "disk_free_mb": free_mb}
    return jsonify(facts | {"at": now().isoformat()}), 200 if is_well else 503


def _rows_answer() -> bool:
    try:
        with reading() as session:
            session.connection()
    except Exception:
        # Whatever the driver calls it, the watchman's question is only whether it answers.
        current_app.logger.exception("the database does not answer")
        return False
    return True


def _disk_free_mb() -> int:
    settings: Settings = current_app.extensions["settings"]
    return shutil.disk_usage(settings.data_dir).free // 1_000_000
