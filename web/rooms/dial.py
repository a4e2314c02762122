"""/central/matchning: what weighs, why, and what the centre may turn."""

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from matcher.domain.accounts import Role
from matcher.domain.errors import Invalid
from matcher.services import dial
from web.forms.dial import DialForm
from web.plumbing import matching_words
from web.plumbing.clock import now
from web.plumbing.database import reading, transaction
from web.plumbing.permissions import allowed, signed_in

room = Blueprint("dial", __name__, url_prefix="/central/matchning")


@room.get("/")
@allowed(Role.MANAGER)
def shown() -> str:
    """All numbers with their reasons, and a form for those that may be turned."""
    with reading() as session:
        now_set = dial.of(session, centre=signed_in()["centre"])
        return _page(session, DialForm.of(now_set))


@room.post("/")
@allowed(Role.MANAGER)
def turn() -> Response:
    """Turn it from the next run on; every fault at once."""
    with transaction() as session:
        shipped = dial.of(session, centre=signed_in()["centre"]).shipped["dial"]
        form = DialForm(shipped=shipped)
        is_right = form.validate()
        wanted = form.dial(shipped), form.promise_weeks()
        try:
            if is_right:
                is_new = dial.turn(session, *wanted, **signed_in(), at=now())
                flash(_turned(is_new=is_new))
                return redirect(url_for(".shown"))
            dial.check(*wanted)
        except Invalid as refused:
            form.tell(refused)
        return make_response(_page(session, form), 422)


@room.post("/grund")
@allowed(Role.MANAGER)
def back() -> Response:
    """The numbers we propose, again."""
    with transaction() as session:
        is_new = dial.back_to_default(session, **signed_in(), at=now())
    flash(_turned(is_new=is_new))
    return redirect(url_for(".shown"))


def _page(session: Session, form: DialForm) -> str:
    found = dial.of(session, centre=signed_in()["centre"])
    numbers = matching_words.numbers(found.data, found.shipped)
    return render_template("dial/shown.html", found=found, form=form, numbers=numbers)


def _turned(*, is_new: bool) -> str:
    if not is_new:
        return _("Ingenting var ändrat.")
    return _("Sparat. Gäller från nästa körning, eller när någon räknar om veckan.")
