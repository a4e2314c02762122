"""/lador: the letters. Where no post office is configured, this is where they are read."""

from flask import Blueprint, render_template

from matcher.domain.accounts import Role
from matcher.services import drawer
from web.plumbing.database import reading
from web.plumbing.permissions import allowed, signed_in

room = Blueprint("drawer", __name__, url_prefix="/lador")


@room.get("/")
@allowed(Role.COORDINATOR, Role.MANAGER)
def listed() -> str:
    """The centre's letters, newest first."""
    with reading() as session:
        letters = drawer.listed(session, centre=signed_in()["centre"])
        return render_template("drawer/listed.html", letters=letters)


@room.get("/<letter_id>")
@allowed(Role.COORDINATOR, Role.MANAGER)
def one(letter_id: str) -> str:
    """One letter, as it was written."""
    with reading() as session:
        letter = drawer.one(session, letter_id, centre=signed_in()["centre"])
        return render_template("drawer/one.html", letter=letter)
