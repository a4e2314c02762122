"""/besok/<link>: a volunteer's page of a match, without signing in: the first meeting with a file
for her calendar, notes of visits, and that she is on one. Whom she meets is shown for the last
digits of her number.
"""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response as Answer

from matcher import phrases
from matcher.domain.errors import Fault, Invalid, Missing
from matcher.services import visits
from web.forms.faults import tell
from web.forms.visits import DigitsForm
from web.plumbing import match_words, visit_pages
from web.plumbing.clock import now
from web.plumbing.database import transaction
from web.plumbing.languages import language
from web.plumbing.permissions import public
from web.plumbing.visit_pages import Door, Page

room = Blueprint("visits", __name__, url_prefix="/besok")


@room.get("/<visit_token>")
@public
def one(visit_token: str) -> Page:
    """The meeting, or the note of a visit."""
    return visit_pages.shown(_door(visit_token))


@room.post("/<visit_token>")
@public
def note(visit_token: str) -> Page:
    """A visit is noted; thanks come back."""
    return visit_pages.note(_door(visit_token))


@room.post("/<visit_token>/ute")
@public
def go(visit_token: str) -> Page:
    """She goes on a visit, and says when she reckons to be done."""
    return visit_pages.go(_door(visit_token))


@room.post("/<visit_token>/klar")
@public
def done(visit_token: str) -> Page:
    """Her visit is over."""
    return visit_pages.done(_door(visit_token))


@room.post("/<visit_token>/tid")
@public
def agree(visit_token: str) -> Page:
    """They have agreed when they usually meet."""
    return visit_pages.agree(_door(visit_token))


@room.post("/<visit_token>/vem")
@public
def whom(visit_token: str) -> Page:
    """Whom she meets, for the last four digits of her own number."""
    form, door = DigitsForm(), _door(visit_token)
    if not form.validate():
        return visit_pages.shown(door, digits=form, status=422)
    with transaction() as session:
        wait = visits.may_guess(session, visit_token, at=now())
    if wait:
        form.digits.errors = [phrases.fault(Fault("digits_too_many"), language())]
        return visit_pages.shown(door, digits=form, status=429)
    try:
        with transaction() as session:
            seen = visits.whom(session, visit_token, form.digits.data or "", at=now())
    except Missing:
        return visit_pages.over()
    except Invalid as refused:
        tell(form, refused)
        return visit_pages.shown(door, digits=form, status=422)
    visit_pages.read(door)
    return render_template("visits/whom.html", seen=seen, token=visit_token, words=match_words)


@room.get("/<visit_token>/vem")
@room.get("/<visit_token>/ute")
@room.get("/<visit_token>/tid")
@public
def whom_again(visit_token: str) -> Answer:
    """Read anew: the digits, or the time, are asked for again."""
    return redirect(url_for("visits.one", visit_token=visit_token))


@room.get("/<visit_token>/kalender.ics")
@public
def calendar(visit_token: str) -> Page:
    """The first meeting for her calendar."""
    return visit_pages.calendar(_door(visit_token))


def _door(visit_token: str) -> Door:
    def to(endpoint: str) -> str:
        return url_for(f"visits.{endpoint}", visit_token=visit_token)

    return Door(
        find=lambda session: visits.by_link(session, visit_token, at=now()),
        here=to("one"),
        note=to("note"),
        go=to("go"),
        done=to("done"),
        agree=to("agree"),
        calendar=to("calendar"),
        whom=to("whom"),
    )
