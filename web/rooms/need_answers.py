"""/uppdrag/<id>/svar: who has answered a local need in public, and how many came."""

from datetime import date

from flask import Blueprint, make_response, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from matcher.domain.accounts import Role
from matcher.services import open_needs
from web.forms.came import CameForm
from web.plumbing.came import counted
from web.plumbing.clock import now, today
from web.plumbing.database import reading
from web.plumbing.permissions import allowed, signed_in

room = Blueprint("need_answers", __name__, url_prefix="/uppdrag/<need_id>/svar")


@room.get("/")
@allowed(Role.COORDINATOR)
def listed(need_id: str) -> str:
    """Who has answered, and how many came."""
    return _page(need_id, CameForm(formdata=None, data={"held_on": today()}))


@room.post("/")
@allowed(Role.COORDINATOR)
def count(need_id: str) -> Response:
    """So many came."""
    form = CameForm()

    def keep(rows: Session, on: date, came: int) -> None:
        open_needs.count_came(rows, need_id, on, came, **signed_in(), at=now())

    if counted(form, keep):
        return redirect(url_for(".listed", need_id=need_id))
    return make_response(_page(need_id, form, faults=True), 422)


def _page(need_id: str, form: CameForm, *, faults: bool = False) -> str:
    centre = signed_in()["centre"]
    with reading() as rows:
        counts = open_needs.counts(rows, need_id, centre=centre)
        wishing = open_needs.wishing(rows, need_id, centre=centre, at=now())
    return render_template(
        "open_needs/answers.html",
        need_id=need_id,
        form=form,
        counts=counts,
        wishing=wishing,
        faults=faults,
    )
