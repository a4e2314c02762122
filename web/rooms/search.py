"""/sok: anybody at the centre, from anywhere: by name, half a name or telephone (R91)."""

from flask import Blueprint, render_template, request

from matcher.domain.accounts import Role
from matcher.services import search
from web.plumbing import search_words
from web.plumbing.clock import now
from web.plumbing.database import transaction
from web.plumbing.permissions import allowed, signed_in

room = Blueprint("search", __name__, url_prefix="/sok")

LONGEST = 80  # characters; a longer name is none


@room.get("/")
@allowed(Role.COORDINATOR)
def found() -> str:
    """Whom a name may mean; an empty field when nothing is asked."""
    written = request.args.get("namn", "").strip()[:LONGEST]
    with transaction() as session:
        hits = search.find_anybody(session, written, **signed_in(), at=now())
    return render_template("search/found.html", written=written, found=hits, words=search_words)
