"""/anmalan/<centre's code>: becoming a volunteer, in six pages that keep what is typed.

Each page posts and is kept on the server behind a cookie, faults or not: nobody types twice.
Whether somebody is known to the centre already shows nowhere: everybody is told the same.
"""

from contextlib import suppress
from datetime import date

from flask import (
    Blueprint,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from matcher.domain.errors import Invalid, Missing
from matcher.domain.vocabulary import Vocabulary
from matcher.services import choices, open_needs, own_door, signups
from matcher.services.open_needs import OpenNeed
from matcher.services.signups import FORM, SignUpCentre
from web.forms import signup_pages as pages
from web.forms.faults import tell
from web.forms.signup import ContactForm, WhatForm, WhenForm
from web.forms.signup_choices import doing_of, unlisted
from web.forms.signup_pages import LAST, ORDER, STEPS
from web.plumbing import centres, drafts, pressed
from web.plumbing.clock import now
from web.plumbing.database import reading, transaction
from web.plumbing.drafts import Typed
from web.plumbing.installation import public_url
from web.plumbing.permissions import public

room = Blueprint("signup", __name__, url_prefix="/anmalan")

SENT = "signup_sent"  # in the visitor's own cookie: it has been sent, to the centre of this code


@room.get("/<code>", defaults={"step": ORDER[0]})
@room.get("/<code>/<any(vad, nar, var, sprak, inte, kontakt):step>")
@public
def page(code: str, step: str) -> str | Response:
    """A page of the form, with what was typed before."""
    with reading() as rows:
        centre = centres.of_address(rows, code)
        typed = drafts.typed(rows, FORM, centre=centre.id)
        if _is_sent(centre, step, typed):
            return _already(centre)
        form = pages.kept_form(step, typed)
        wished = (
            _wished(rows, centre) if isinstance(form, WhatForm) and not form.what.data else None
        )
        if wished:
            form.what.data = doing_of(wished.tasks, wished.forms)
            form.likes.pick(unlisted(wished.tasks))
        return _shown(rows, centre, step, form, typed, wished)


@room.post("/<code>", defaults={"step": ORDER[0]})
@room.post("/<code>/<any(vad, nar, var, sprak, inte, kontakt):step>")
@public
def hand_in(code: str, step: str) -> Response:
    """Keep the page; go on when nothing is left to put right or to ask."""
    with transaction() as rows:
        centre = centres.of_address(rows, code)
        vocabulary = choices.vocabulary(rows, centre=centre.id)
        form = STEPS[step][1]()
        is_right = pages.is_right(form)
        is_done = is_right and pages.asks_nothing(form, vocabulary, centre.place)
        typed = drafts.typed(rows, FORM, centre=centre.id)
        if _is_sent(centre, step, typed):
            return _already(centre)
        if not typed:
            signups.begin(rows, address=pressed.address(), at=now())
        typed[step] = pages.kept_of(form, request.form)
        token = drafts.keep(rows, FORM, typed, centre=centre.id)
        answer = _onward(rows, centre, step, form, typed, vocabulary) if is_done else None
        if answer is None and isinstance(form, WhenForm) and not _has_faults(form):
            answer = redirect(url_for(".page", code=code, step=step), 303)  # asks what was kept
        if answer is None:
            _ask_of_health(rows, centre, form, typed, vocabulary)
            shown = _shown(rows, centre, step, form, typed)
            answer = make_response(shown, 422 if _has_faults(form) else 200)
    return drafts.with_cookie(answer, FORM, token)


@room.get("/<code>/tack")
@public
def thanks(code: str) -> str:
    """What happens next, and by when."""
    with reading() as rows:
        centre = centres.of_address(rows, code)
    by = session.get("signup_call_by")
    call_by = date.fromisoformat(by) if by else signups.call_by(now())
    return render_template(
        "signup/thanks.html",
        who=centre,
        call_by=call_by,
        mailed=session.get("signup_mailed"),
        taken=session.get("signup_taken"),
        young=session.get("signup_young"),
    )


def _onward(
    rows: Session,
    centre: SignUpCentre,
    step: str,
    form: FlaskForm,
    typed: Typed,
    vocabulary: Vocabulary,
) -> Response | None:
    """To the next page, or all of it sent; None: the last page has faults after all."""
    if isinstance(form, ContactForm):
        return _send(rows, centre, form, typed, vocabulary)
    return redirect(url_for(".page", code=centre.code, step=ORDER[ORDER.index(step) + 1]))


def _send(
    rows: Session, centre: SignUpCentre, form: ContactForm, typed: Typed, vocabulary: Vocabulary
) -> Response | None:
    """All six pages together; to the first that is not right, or None with faults on this one."""
    unready = pages.first_unready(typed)
    if unready is not None:
        flash(_("Fyll i den här sidan först. Sedan kan du skicka anmälan."))
        return redirect(url_for(".page", code=centre.code, step=unready))
    told = pages.volunteer(rows, typed, vocabulary, centre=centre.id)
    if told is None:
        return None
    new, consents = told
    try:
        volunteer_id = signups.hand_in(
            rows,
            new,
            centre=centre.id,
            at=now(),
            begun_at=drafts.begun_at(rows, FORM, centre=centre.id) or now(),
            address=pressed.address(),
            trap=form.website.data or "",
            is_second=pressed.is_second(),
            consents=consents,
        )
    except Invalid as refused:
        pressed.note(refused)
        tell(form, refused)
        return None
    pressed.forget()
    drafts.discard(rows, FORM, centre=centre.id)
    _note_wish(rows, centre, volunteer_id)
    if new.email:
        own_door.ask(rows, new.email, address=pressed.address(), public_url=public_url(), at=now())
    session["signup_mailed"] = bool(new.email)
    session[SENT] = centre.code
    session["signup_call_by"] = signups.call_by(now()).isoformat()
    return redirect(url_for(".thanks", code=centre.code))


def _is_sent(centre: SignUpCentre, step: str, typed: Typed) -> bool:
    """She has gone back after it was sent. Who begins anew begins at the first page."""
    return step != ORDER[0] and not typed and session.get(SENT) == centre.code


def _already(centre: SignUpCentre) -> Response:
    flash(_("Din anmälan är redan skickad. Du behöver inte skicka igen."))
    return redirect(url_for(".thanks", code=centre.code))


def _ask_of_health(
    rows: Session, centre: SignUpCentre, form: FlaskForm, typed: Typed, vocabulary: Vocabulary
) -> None:
    """The question that is on the last page only for some is among its faults with the others."""
    if not isinstance(form, ContactForm) or form.health.data in ("yes", "no"):
        return
    if pages.sensitive_words(rows, typed, vocabulary, centre=centre.id):
        form.health.errors = [_("Välj om vi får spara det.")]


def _wished(rows: Session, centre: SignUpCentre) -> OpenNeed | None:
    """The need that she chose before she came here, while it is still shown."""
    try:
        return open_needs.one(rows, session.get("wished_need", ""), centre=centre.id, at=now())
    except Missing:
        return None


def _note_wish(rows: Session, centre: SignUpCentre, volunteer_id: str) -> None:
    """She came from a need that is shown in public: it is noted, also where somebody else has been
    given the place meanwhile, which her thanks say.
    """
    wished = session.pop("wished_need", None)
    for name in ("signup_taken", "signup_young"):
        session.pop(name, None)
    if wished:
        with suppress(Missing):
            told = open_needs.note_wish(rows, wished, volunteer_id, centre=centre.id, at=now())
            session["signup_taken"] = None if told.is_open else told.title
            session["signup_young"] = [told.title, told.from_age] if told.from_age else None


def _shown(
    rows: Session,
    centre: SignUpCentre,
    step: str,
    form: FlaskForm,
    typed: Typed,
    wished: OpenNeed | None = None,
) -> str:
    vocabulary = choices.vocabulary(rows, centre=centre.id)
    at = ORDER.index(step)
    sensitive: list[str] = []
    if step == LAST:
        sensitive = pages.sensitive_words(rows, typed, vocabulary, centre=centre.id)
    return render_template(
        f"signup/{step}.html",
        who=centre,
        form=form,
        faults=_has_faults(form),
        step=at + 1,
        steps_of=len(ORDER),
        name=STEPS[step][0],
        back=url_for(".page", code=centre.code, step=ORDER[at - 1]) if at else None,
        vocabulary=vocabulary,
        sensitive=sensitive,
        wished=wished,
    )


def _has_faults(form: FlaskForm) -> bool:
    return bool(form.errors or form.form_errors)
