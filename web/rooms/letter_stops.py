"""/brev/<letter>/sluta: no more letters of a kind that is not necessary; from a link in each."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from matcher.services import letter_stops
from web.plumbing import centres
from web.plumbing.centres import CentreFace
from web.plumbing.clock import now
from web.plumbing.database import reading, transaction
from web.plumbing.letter_words import KINDS
from web.plumbing.permissions import public

room = Blueprint("letter_stops", __name__, url_prefix="/brev/<optional_letter>")


@room.get("/sluta")
@public
def ask(optional_letter: str) -> str:
    """What will come no more, and what still will. Looking stops nothing."""
    with reading() as session:
        page = letter_stops.page(session, optional_letter)
    of = page.centre
    centres.show(CentreFace(name=of.name, phone=of.phone, email=of.email, owner_type=of.owner_type))
    return render_template(
        "letter_stops/ask.html", page=page, kind=KINDS[page.kind], letter=optional_letter
    )


@room.post("/sluta")
@public
def stop(optional_letter: str) -> Response:
    """No more of them."""
    with transaction() as session:
        letter_stops.stop(session, optional_letter, at=now())
    return redirect(url_for(".ask", optional_letter=optional_letter), 303)


@room.post("/igen")
@public
def want_again(optional_letter: str) -> Response:
    """They are wanted after all."""
    with transaction() as session:
        letter_stops.want_again(session, optional_letter, at=now())
    return redirect(url_for(".ask", optional_letter=optional_letter), 303)
