"""/lador: the letters. Where no post office is configured, this is where they are read."""

from typing import TypedDict

from flask import Blueprint, render_template
from flask_login import current_user

from matcher.domain.accounts import Role
from matcher.services import drawer
from web.plumbing.database import reading
from web.plumbing.permissions import allowed, signed_in

room = Blueprint("drawer", __name__, url_prefix="/lador")


class Reader(TypedDict):
    """What decides which letters there are for her."""

    roles: frozenset[Role]
    centre: str


@room.get("/")
@allowed(Role.COORDINATOR, Role.MANAGER)
def listed() -> str:
    """The centre's letters, newest first."""
    with reading() as session:
        letters = drawer.listed(session, **_reader())
        return render_template("drawer/listed.html", letters=letters)


@room.get("/<letter_id>")
@allowed(Role.COORDINATOR, Role.MANAGER)
def one(letter_id: str) -> str:
    """One letter, as it was written."""
    with reading() as session:
        letter = drawer.one(session, letter_id, **_reader())
        return render_template("drawer/one.html", letter=letter)


def _reader() -> Reader:
    return {"roles": current_user.roles, "centre": signed_in()["centre"]}
