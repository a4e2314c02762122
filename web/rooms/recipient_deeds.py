"""/mottagare/<id>/…: yeses heard and taken back, calls while she waits, pause and endings.

What cannot be taken back has a page of its own that says what will happen and what will not.
"""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from matcher import phrases
from matcher.domain.accounts import Role
from matcher.domain.consent import ConsentKind
from matcher.domain.errors import Invalid, NotNow
from matcher.domain.recipients import CallOutcome, RecipientState
from matcher.services import promises, recipient_pages, recipients
from web.forms.faults import tell
from web.forms.recipient_deeds import CallForm, ReasonForm, WithdrawForm, YesForm
from web.plumbing import recipient_parts, recipient_words
from web.plumbing.clock import now, today
from web.plumbing.database import transaction
from web.plumbing.formats import weekday
from web.plumbing.languages import language
from web.plumbing.permissions import allowed, signed_in
from web.rooms.recipients import page_with

room = Blueprint("recipient_deeds", __name__, url_prefix="/mottagare/<recipient_id>")

SIMPLE_DEEDS: dict[str, tuple[Callable[..., Any], Any]] = {
    "paus": (
        recipients.pause,
        _l("Pausad. Ingen föreslås så länge. Om sex veckor påminns ni om att höra hur det är."),
    ),
    "tillbaka": (recipients.resume, _l("Tillbaka, med samma väntan som förut.")),
}
ENDINGS: dict[str, tuple[RecipientState, Any]] = {
    "avsluta": (RecipientState.ENDED, _l("Avslutad. Inget brev är skickat.")),
    "hanvisad": (RecipientState.REFERRED_ON, _l("Hänvisad vidare. Inget brev är skickat.")),
}


@room.post("/<any(paus, tillbaka):deed>")
@allowed(Role.COORDINATOR)
def do(recipient_id: str, deed: str) -> Response:
    """A deed without questions: a pause, and back from it."""
    act, words = SIMPLE_DEEDS[deed]
    with transaction() as rows:
        act(rows, recipient_id, **signed_in(), at=now())
    flash(words)
    return _to(recipient_id)


@room.post("/samtal")
@allowed(Role.COORDINATOR)
def call(recipient_id: str) -> Response:
    """Somebody has called her: she still waits, or did not answer (R65)."""
    form = CallForm()
    with transaction() as rows:
        if not form.validate():
            return make_response(page_with(rows, recipient_id, form), 422)
        outcome = CallOutcome(form.outcome.data)
        recipients.called(rows, recipient_id, outcome, **signed_in(), at=now())
    reached = outcome is CallOutcome.STILL_WAITING
    flash(
        _("Antecknat. Nästa samtal är om sex veckor.")
        if reached
        else _("Antecknat. Samtalet står kvar att göra.")
    )
    return _to(recipient_id)


@room.post("/orsak")
@allowed(Role.COORDINATOR)
def explain(recipient_id: str) -> Response:
    """Why nobody is suggested yet: the promise of her class is kept by it for some weeks."""
    form = ReasonForm()
    with transaction() as rows:
        if not form.validate():
            return make_response(page_with(rows, recipient_id, reason=form), 422)
        try:
            said = form.why.data or ""
            until = promises.explain(rows, recipient_id, said, **signed_in(), at=now())
        except NotNow as refused:
            flash(phrases.refusal(refused, language()), "late")
            return _to(recipient_id)
    flash(_("Orsaken är skriven. Den gäller till och med %(day)s.", day=weekday(until)))
    return _to(recipient_id)


@room.get("/samtycken")
@allowed(Role.COORDINATOR)
def consents(recipient_id: str) -> str:
    """Every yes: given, taken back, or not asked; and a form for one more."""
    with transaction() as rows:
        return _consents_page(rows, recipient_id, None)


@room.post("/samtycken")
@allowed(Role.COORDINATOR)
def give(recipient_id: str) -> Response:
    """A yes has been heard, or several; all of them are noted or none."""
    with transaction() as rows:
        page = recipients.one(rows, recipient_id, **signed_in(), at=now())
        form = YesForm(offered=_offered(page))
        if form.validate():
            try:
                with rows.begin_nested():
                    for yes in form.consents():
                        recipients.give_consent(rows, recipient_id, yes, **signed_in(), at=now())
            except Invalid as refused:
                tell(form, refused)
        if form.errors or form.form_errors:
            return make_response(_consents_page(rows, recipient_id, form), 422)
    flash(_("Antecknat att personen har sagt ja."))
    return redirect(url_for(".consents", recipient_id=recipient_id))


@room.get("/samtycken/<kind>/ta-tillbaka")
@allowed(Role.COORDINATOR)
def ask_withdraw(recipient_id: str, kind: str) -> Response | str:
    """What goes with it, and what stays."""
    with transaction() as rows:
        page = recipients.one(rows, recipient_id, **signed_in(), at=now())
        if not _is_given(page, kind):
            return redirect(url_for(".consents", recipient_id=recipient_id))
        form = WithdrawForm(formdata=None, on=today())
        return _withdraw_page(page, ConsentKind(kind), form)


@room.post("/samtycken/<kind>/ta-tillbaka")
@allowed(Role.COORDINATOR)
def withdraw(recipient_id: str, kind: str) -> Response:
    """She does not want it any more. No reason is asked for."""
    form = WithdrawForm()
    with transaction() as rows:
        page = recipients.one(rows, recipient_id, **signed_in(), at=now())
        if not _is_given(page, kind):
            return redirect(url_for(".consents", recipient_id=recipient_id))
        if not form.validate():
            return make_response(_withdraw_page(page, ConsentKind(kind), form), 422)
        removed = recipients.withdraw_consent(
            rows, recipient_id, ConsentKind(kind), form.on.data, **signed_in(), at=now()
        )
    flash(_("Samtycket är tillbakataget."))
    if removed:
        flash(_("Borttaget.") + " " + recipient_parts.lost(removed), "wait")
    return _to(recipient_id)


@room.get("/<any(avsluta, hanvisad, avliden):ending>")
@allowed(Role.COORDINATOR)
def ask_ending(recipient_id: str, ending: str) -> str:
    """What will and will not happen."""
    with transaction() as rows:
        page = recipients.one(rows, recipient_id, **signed_in(), at=now())
        hers = recipient_pages.matches_of(rows, recipient_id, centre=signed_in()["centre"])
        return render_template("recipients/ending.html", page=page, ending=ending, matches=hers)


@room.post("/<any(avsluta, hanvisad):ending>")
@allowed(Role.COORDINATOR)
def end(recipient_id: str, ending: str) -> Response:
    """She does not want it any more, or somebody else suits her better. No reason is kept."""
    state, words = ENDINGS[ending]
    with transaction() as rows:
        recipients.end(rows, recipient_id, state, **signed_in(), at=now())
    flash(words)
    return _to(recipient_id)


@room.post("/avliden")
@allowed(Role.COORDINATOR)
def deceased(recipient_id: str) -> Response:
    """Everything stops at once (R63)."""
    with transaction() as rows:
        recipients.deceased(rows, recipient_id, **signed_in(), at=now())
    flash(_("Alla brev och påminnelser är stoppade."))
    return _to(recipient_id)


def _consents_page(rows: Session, recipient_id: str, form: YesForm | None) -> str:
    page = recipients.one(rows, recipient_id, **signed_in(), at=now())
    if form is None:
        form = YesForm(
            formdata=None,
            offered=_offered(page),
            heard_by=current_user.called,
        )
    return render_template(
        "recipients/consents.html",
        page=page,
        form=form,
        faults=bool(form.errors or form.form_errors),
        words=recipient_words,
        parts=recipient_parts,
    )


def _withdraw_page(page: recipients.RecipientPage, kind: ConsentKind, form: WithdrawForm) -> str:
    return render_template(
        "recipients/withdraw.html",
        page=page,
        kind=kind,
        form=form,
        faults=bool(form.errors),
        words=recipient_words,
    )


def _offered(page: recipients.RecipientPage) -> tuple[ConsentKind, ...]:
    return tuple(line.kind for line in page.consents if not line.is_given)


def _is_given(page: recipients.RecipientPage, kind: str) -> bool:
    return any(line.kind.value == kind and line.is_given for line in page.consents)


def _to(recipient_id: str) -> Response:
    return redirect(url_for("recipients.one", recipient_id=recipient_id))
