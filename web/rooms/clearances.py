"""/volontarer/<id>/…: what is done with a volunteer: called, cleared, made active, paused, ended.

Every deed is a form of its own on her page. Only a coordinator makes her matchable; clearing is
by gates (R9). Nothing here has room for a reason, a result or a file (R11, R14).
"""

from collections.abc import Callable
from typing import Any

from flask import (
    Blueprint,
    abort,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from matcher.domain.accounts import Role
from matcher.domain.errors import Invalid
from matcher.services import choices, clearance_mistakes, clearances, volunteers, week_upkeep
from web.forms.clearances import ExtractForm, PauseForm, StepForm
from web.forms.faults import tell
from web.plumbing.clock import now
from web.plumbing.database import transaction
from web.plumbing.formats import in_words
from web.plumbing.permissions import allowed, signed_in
from web.rooms.volunteers import page_with

room = Blueprint("clearances", __name__, url_prefix="/volontarer/<volunteer_id>")

SIMPLE_DEEDS: dict[str, tuple[Callable[..., Any], Any]] = {
    "ringt": (volunteers.contacted, _l("Antecknat. Nästa steg står på sidan.")),
    "aktiv": (volunteers.make_active, _l("Volontären är aktiv.")),  # the page says for what
    "tillbaka": (volunteers.resume, _l("Pausen är slut.")),
}
ENDINGS: dict[str, tuple[Callable[..., Any], Any]] = {
    "sluta": (volunteers.leave, _l("Volontären har slutat. Inget brev är skickat.")),
    "ej-aktuell": (volunteers.not_relevant, _l("Volontären är ej aktuell. Inget är skickat.")),
}


@room.post("/<any(ringt, aktiv, tillbaka):deed>")
@allowed(Role.COORDINATOR)
def do(volunteer_id: str, deed: str) -> Response:
    """A deed without questions: called, made active, back from a pause."""
    act, words = SIMPLE_DEEDS[deed]
    with transaction() as rows:
        act(rows, volunteer_id, **signed_in(), at=now())
    flash(words)
    return redirect(url_for("volunteers.one", volunteer_id=volunteer_id))


@room.post("/paus")
@allowed(Role.COORDINATOR)
def pause(volunteer_id: str) -> Response:
    """A rest. No cause is asked for (R71)."""
    form, at = PauseForm(), now()

    def act(rows: Session) -> None:
        days = {"from_on": form.from_on.data, "until_on": form.until_on.data}
        volunteers.pause(rows, volunteer_id, **days, **signed_in(), at=at)
        moved = week_upkeep.moved_by(rows, volunteer_id, centre=signed_in()["centre"], at=at)
        if moved:
            flash(
                ngettext(
                    "Ett förslag i veckan ändrades. Vilket står under Förslag.",
                    "%(many)s förslag i veckan ändrades. Vilka står under Förslag.",
                    moved,
                    many=in_words(moved).capitalize(),
                )
            )

    return _small(volunteer_id, form, act, _("Pausad. Volontären föreslås inte under tiden."))


@room.post("/steg")
@allowed(Role.COORDINATOR)
def take_step(volunteer_id: str) -> Response:
    """A step of the clearance has been taken."""
    form = StepForm()

    def act(rows: Session) -> None:
        clearances.take_step(
            rows,
            volunteer_id,
            form.taken,
            form.on.data,
            valid_until=form.valid_until.data,
            is_sure=form.sure.data,
            **signed_in(),
            at=now(),
        )

    return _small(volunteer_id, form, act, _("Steget är antecknat."), where="steps-h")


@room.post("/steg/<step_id>/ta-bort")
@allowed(Role.COORDINATOR)
def take_back_step(volunteer_id: str, step_id: str) -> Response:
    """It was noted by mistake."""
    with transaction() as rows:
        clearance_mistakes.take_back_step(rows, volunteer_id, step_id, **signed_in(), at=now())
    flash(_("Steget är borttaget."))
    return redirect(url_for("volunteers.one", volunteer_id=volunteer_id))


@room.post("/utdrag/<extract_id>/ta-bort")
@allowed(Role.COORDINATOR)
def take_back_extract(volunteer_id: str, extract_id: str) -> Response:
    """It was noted by mistake."""
    with transaction() as rows:
        clearance_mistakes.take_back_extract(
            rows, volunteer_id, extract_id, **signed_in(), at=now()
        )
    flash(_("Anteckningen om registerutdraget är borttagen."))
    return redirect(url_for("volunteers.one", volunteer_id=volunteer_id))


@room.post("/utdrag")
@allowed(Role.COORDINATOR)
def show_extract(volunteer_id: str) -> Response:
    """An extract has been shown. That, and nothing of what it said, is noted (R11)."""
    asked_for = clearances.extracts_asked_for(choices.policies())
    form = ExtractForm(asked_for=asked_for)

    def act(rows: Session) -> None:
        clearances.show_extract(
            rows,
            volunteer_id,
            form.policy,
            issued_on=form.issued_on.data,
            shown_on=form.shown_on.data,
            **signed_in(),
            at=now(),
        )

    return _small(volunteer_id, form, act, _("Antecknat att utdraget är visat."))


@room.get("/<any('sluta', 'ej-aktuell'):ending>")
@allowed(Role.COORDINATOR)
def ask_ending(volunteer_id: str, ending: str) -> str:
    """What will and will not happen."""
    with transaction() as rows:
        page = volunteers.one(rows, volunteer_id, **signed_in(), at=now())
        return render_template("volunteers/ending.html", page=page, ending=ending)


@room.post("/<any('sluta', 'ej-aktuell'):ending>")
@allowed(Role.COORDINATOR)
def end(volunteer_id: str, ending: str) -> Response:
    """She leaves, or the centre does not go on with her. No reason is kept (R14)."""
    act, words = ENDINGS[ending]
    with transaction() as rows:
        act(rows, volunteer_id, **signed_in(), at=now())
    flash(words)
    return redirect(url_for("volunteers.one", volunteer_id=volunteer_id))


@room.before_request
def no_files() -> None:
    """What an extract said, a reference wrote or a paper shows is never kept here (R11)."""
    if request.files:
        abort(400)


def _small(
    volunteer_id: str,
    form: Any,
    act: Callable[[Session], None],
    words: str,
    where: str | None = None,
) -> Response:
    """A small form of the page: done and back (to `where` on it, when the next one is there), or
    the page again with what is wrong.
    """
    with transaction() as rows:
        if form.validate():
            try:
                act(rows)
            except Invalid as refused:
                tell(form, refused)
        if not (form.errors or form.form_errors):
            flash(words)
            back = url_for("volunteers.one", volunteer_id=volunteer_id, _anchor=where)
            return redirect(back)
        return make_response(page_with(rows, volunteer_id, form), 422)
