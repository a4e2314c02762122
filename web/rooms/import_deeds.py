"""/import/<id>/…: what is answered about a list, vouched for and done with it: saved, thrown away
or taken back. The page that shows it is `imports`.
"""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher import phrases
from matcher.domain.accounts import Role
from matcher.domain.errors import Fault, Invalid, NotNow
from matcher.services import imports, said_gone
from web.forms import imports as asked
from web.forms.faults import tell
from web.forms.imports import VouchForm
from web.plumbing.clock import now
from web.plumbing.database import reading, transaction
from web.plumbing.languages import language
from web.plumbing.permissions import allowed, signed_in
from web.rooms.imports import dry_run_page

room = Blueprint("import_deeds", __name__, url_prefix="/import/<import_id>")


@room.post("/svar")
@allowed(Role.COORDINATOR)
def answer(import_id: str) -> Response | tuple[str, int]:
    """Keep the answers of the page, and show how the rows stand with them."""
    answers, everywhere, chosen = asked.answers()
    try:
        _keep(import_id, answers, everywhere, chosen)
    except Invalid as refused:  # the other answers are kept, and nothing typed but these is lost
        one_by_one, for_all = (
            {key: text for key, text in some.items() if key not in refused.faults}
            for some in (answers, everywhere)
        )
        _keep(import_id, one_by_one, for_all, chosen)
        said = dict.fromkeys(phrases.fault(one, language()) for one in refused.faults.values())
        return dry_run_page(import_id, errors=[*said]), 422
    flash(_("Svaren är sparade. Så här blir raderna nu."))
    return redirect(_here(import_id), 303)


def _keep(
    import_id: str,
    answers: Mapping[str, str],
    everywhere: Mapping[str, str],
    chosen: Mapping[str, str],
) -> None:
    with transaction() as session:
        imports.answer(
            session, import_id, answers=answers, everywhere=everywhere, chosen=chosen,
            centre=signed_in()["centre"], at=now(),
        )  # fmt: skip
        if kept := request.form.getlist("keep"):
            centre = signed_in()["centre"]
            imports.keep_places(session, import_id, kept, centre=centre, at=now())


@room.post("/intyg")
@allowed(Role.COORDINATOR)
def vouch(import_id: str) -> Response | tuple[str, int]:
    """Keep what is vouched for, or take it away."""
    form = VouchForm()
    takes_away = "bort" in request.form
    if not takes_away and not form.agree.data:
        form.agree.errors = [phrases.fault(Fault("vouch_not_ticked"), language())]
    if takes_away or (form.agree.data and form.validate()):
        try:
            with transaction() as session:
                imports.answer(
                    session, import_id, answers={}, chosen={},
                    vouching=None if takes_away else form.handed_in(), is_vouching_told=True,
                    centre=signed_in()["centre"], at=now(),
                )  # fmt: skip
            return redirect(_here(import_id), 303)
        except Invalid as refused:
            tell(form, refused)
    return dry_run_page(import_id, vouching=form), 422


@room.post("/spara")
@allowed(Role.COORDINATOR)
def confirm(import_id: str) -> Response | tuple[str, int]:
    """Take in the list, all of it or nothing."""
    try:
        imports.save(reading, transaction, import_id, **signed_in(), at=now())
    except Invalid as refused:
        said = [phrases.fault(fault, language()) for fault in refused.faults.values()]
        return dry_run_page(import_id, errors=said), 422
    flash(_("Listan är sparad."))
    return redirect(url_for("imports.one", import_id=import_id), 303)


@room.post("/kasta")
@allowed(Role.COORDINATOR)
def discard(import_id: str) -> Response:
    """Throw away what was read."""
    with transaction() as session:
        imports.discard(session, import_id, **signed_in(), at=now())
    flash(_("Listan är kastad. Ingenting av den är sparat."))
    return redirect(url_for("imports.listed"), 303)


@room.post("/kvar")
@allowed(Role.COORDINATOR)
def stays(import_id: str) -> Response:
    """The list is wrong of somebody whom it says is gone: she is suggested and called again."""
    try:
        with transaction() as session:
            said_gone.stays(session, request.form.get("todo", ""), **signed_in(), at=now())
        flash(_("Antecknat. Allt är som förut."))
    except NotNow as refused:
        flash(phrases.refusal(refused, language()), "late")
    return redirect(url_for("imports.one", import_id=import_id), 303)


@room.get("/angra")
@allowed(Role.COORDINATOR)
def ask_undo(import_id: str) -> str | Response:
    """What will and will not happen if the list is taken back."""
    with reading() as session:
        done = imports.finished(session, import_id, centre=signed_in()["centre"], at=now())
    if done is None or not done.can_be_undone:
        return redirect(url_for("imports.one", import_id=import_id))
    return render_template("imports/undo.html", done=done)


@room.post("/angra")
@allowed(Role.COORDINATOR)
def undo(import_id: str) -> Response:
    """Take the list back, if nothing rests on it."""
    try:
        with transaction() as session:
            imports.undo(session, import_id, **signed_in(), at=now())
        flash(_("Listan är ångrad. Det som kom med den är borta."))
    except Invalid as refused:
        flash(" ".join(phrases.fault(f, language()) for f in refused.faults.values()), "late")
    return redirect(url_for("imports.one", import_id=import_id), 303)


def _here(import_id: str) -> str:
    """The same page of the dry run."""
    kept: dict[str, Any] = {n: request.args[n] for n in ("visa", "sida") if n in request.args}
    return url_for("imports.one", import_id=import_id, **kept)
