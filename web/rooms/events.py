"""/handelser: who did what, and who looked at whom. The logs only grow."""

from flask import Blueprint, render_template, request
from flask_login import current_user

from matcher.domain.accounts import Role
from matcher.services import trail
from web.plumbing import deed_words
from web.plumbing.database import reading
from web.plumbing.permissions import allowed, signed_in

room = Blueprint("events", __name__, url_prefix="/handelser")


@room.get("/")
@allowed(Role.COORDINATOR, Role.MANAGER)
def deeds() -> str:
    """What has been done at the centre, newest first."""
    with reading() as session:
        page = trail.deeds(
            session,
            page=_page(),
            about_id=request.args.get("om"),
            centre=signed_in()["centre"],
            roles=current_user.roles,
        )
        return render_template("events/deeds.html", page=page, words=deed_words)


@room.get("/visningar")
@allowed(Role.MANAGER)
def looks() -> str:
    """Who has looked at whom, for the manager's review."""
    with reading() as session:
        centre = signed_in()["centre"]
        page = trail.looks(
            session,
            page=_page(),
            about_id=request.args.get("om"),
            centre=centre,
            roles=current_user.roles,
        )
        whole = "hela" in request.args
        return render_template(
            "events/looks.html",
            page=page,
            broken=trail.first_broken(session, centre=centre, whole=whole),
            checked=None if whole else trail.CHECKED,
            words=deed_words,
        )


def _page() -> int:
    return request.args.get("sida", 1, type=int)
