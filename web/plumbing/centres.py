"""The centre whose name, telephone number and owner stand on the page."""

from dataclasses import dataclass

from flask import Flask, g
from flask_login import current_user
from sqlalchemy.orm import Session

from matcher.domain.accounts import OwnerType
from matcher.services import signups
from matcher.services.signups import SignUpCentre
from web.plumbing.database import reading


@dataclass(frozen=True, slots=True)
class CentreFace:
    """What a page shows of a centre. `phone` is E.164, `hours` a sentence in the page's words."""

    name: str
    phone: str | None = None
    hours: str | None = None
    email: str | None = None
    owner_type: OwnerType | None = None


def init_app(app: Flask) -> None:
    app.context_processor(lambda: {"centre": in_sight()})


def show(face: CentreFace) -> None:
    """For a public page about one centre: its name and number stand in this page's frame."""
    g.centre_in_sight = face


def show_public(centre: SignUpCentre) -> None:
    """The same, for a centre as the public meets it."""
    show(
        CentreFace(
            name=centre.name,
            phone=centre.phone,
            email=centre.email,
            owner_type=centre.owner_type,
        )
    )


def of_address(rows: Session, code: str) -> SignUpCentre:
    """The centre of a public address, whose name and number stand on the page. Raises Missing."""
    found = signups.of_centre(rows, code)
    show_public(found)
    return found


def alone() -> None:
    """Before a page that may not know yet whose it is: where the installation has one centre, that
    one's name and number stand on it (R72).
    """
    with reading() as rows:
        found = signups.all_open(rows)
    if len(found) == 1:
        show_public(found[0])


def in_sight() -> CentreFace | None:
    """The page's centre: the one shown, else the signed-in account's own, else none."""
    shown: CentreFace | None = g.get("centre_in_sight")
    return shown or getattr(current_user, "centre_face", None)
