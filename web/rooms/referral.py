"""/hanvisa/<centre's code>: telling a centre of somebody who would like company.

    first question ──no──▶ who you are, and her own yes ──▶ the person ──▶ receipt, once
         └─yes─▶ stop: nothing is stored (R24)   └─not yet─▶ ask first, or be called back (R19)

Each page is kept on the server behind a cookie, so that nobody types twice; nothing of the person
before her own yes.
"""

from typing import Any

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
from matcher.domain.referrals import ReferralStatus
from matcher.services import choices, referrals
from matcher.services.referrals import FORM
from matcher.services.signups import SignUpCentre
from web.forms import referral_pages as pages
from web.forms.callers import CallerForm
from web.forms.faults import tell
from web.forms.referral_pages import ASKED, BEGUN, PERSON, WHO
from web.plumbing import centres, drafts, pressed, referral_words
from web.plumbing.clock import now
from web.plumbing.database import reading, transaction
from web.plumbing.permissions import public
from web.plumbing.recipient_words import CLASSES

room = Blueprint("referral", __name__)

SENT = "referral_link"  # in the visitor's own cookie: it has been sent, and its link
CALLED = "referral_called"  # there too: we have been asked to call


@room.get("/hanvisa/<code>")
@public
def first(code: str) -> str:
    """What we do with what is told, and the first question."""
    with reading() as rows:
        return _page("first", centres.of_address(rows, code), errors=())


@room.post("/hanvisa/<code>")
@public
def answer_first(code: str) -> Response:
    """Protected personal data: stop, and nothing is stored. No: go on."""
    with reading() as rows:
        centre = centres.of_address(rows, code)
    answer = request.form.get("skyddad")
    if answer == "ja":
        return make_response(_page("stop", centre))
    if answer == "nej":
        pages.ask(centre)
        return redirect(url_for(".who", code=centre.code))
    errors = [_("Välj ja eller nej.")]
    return make_response(_page("first", centre, errors=errors, faults=True), 422)


@room.get("/hanvisa/<code>/du")
@public
def who(code: str) -> str | Response:
    """Whom it is about, who you are, and the person's own yes."""
    with reading() as rows:
        centre = centres.of_address(rows, code)
        if not pages.is_asked(centre):
            return redirect(url_for(".first", code=centre.code))
        typed = drafts.typed(rows, FORM, centre=centre.id)
        form = CallerForm(drafts.as_posted(typed, WHO))
        form.begin_today()
        return _page("who", centre, form=form)


@room.post("/hanvisa/<code>/du")
@public
def keep_who(code: str) -> Response:
    """Keep it, and go on to the person, or to what to do when she has not been asked."""
    form = CallerForm()
    with transaction() as rows:
        centre = centres.of_address(rows, code)
        if not pages.is_asked(centre):
            return redirect(url_for(".first", code=centre.code))
        typed = drafts.typed(rows, FORM, centre=centre.id)
        if not typed:
            referrals.begin(rows, address=pressed.address(), at=now())
        is_right = form.validate()
        typed[WHO] = pages.harmless_who(form)
        token = drafts.keep(rows, FORM, typed, centre=centre.id)
    if is_right:
        onward = ".ask_first" if form.is_not_asked else ".person"
        answer = redirect(url_for(onward, code=centre.code))
    else:
        answer = make_response(_page("who", centre, form=form, faults=True), 422)
    return drafts.with_cookie(answer, FORM, token)


@room.get("/hanvisa/<code>/fraga-forst")
@public
def ask_first(code: str) -> str:
    """What to say to the person, and a button to be called back."""
    with reading() as rows:
        return _page("ask_first", centres.of_address(rows, code))


@room.post("/hanvisa/<code>/fraga-forst")
@public
def call_me(code: str) -> Response:
    """All that is kept is whom to call (R19)."""
    with transaction() as rows:
        centre = centres.of_address(rows, code)
        form = pages.right_who(rows, centre)
        if form is None or not form.is_for_another:
            return _to_who(rows, centre)
        try:
            pages.refuse_robots(rows, centre, "")
            referrals.ask_to_be_called(rows, form.caller(), centre=centre.id, by=None, at=now())
        except Invalid as refused:
            pressed.note(refused)
            tell(form, refused)
            return make_response(_page("ask_first", centre, form=form, faults=True), 422)
        drafts.discard(rows, FORM, centre=centre.id)
    pressed.forget()
    session[CALLED] = True
    return redirect(url_for(".will_call", code=centre.code))


@room.get("/hanvisa/<code>/vi-ringer")
@public
def will_call(code: str) -> str:
    """We call back; nothing about the person is kept."""
    with reading() as rows:
        return _page("will_call", centres.of_address(rows, code))


@room.get("/hanvisa/<code>/personen")
@public
def person(code: str) -> str | Response:
    """The person, once her own yes is told of."""
    with reading() as rows:
        centre = centres.of_address(rows, code)
        found = pages.right_who(rows, centre)
        if found is None or found.is_not_asked:
            return _to_who(rows, centre)
        typed = drafts.typed(rows, FORM, centre=centre.id)
        form = pages.person_form(rows, centre, found, drafts.as_posted(typed, PERSON))
        return _person_page(rows, centre, form, found)


@room.post("/hanvisa/<code>/personen")
@public
def send(code: str) -> Response:
    """Send both pages; a fault keeps what was typed."""
    with transaction() as rows:
        centre = centres.of_address(rows, code)
        found = pages.right_who(rows, centre)
        if found is None or found.is_not_asked:
            return _to_who(rows, centre)
        form = pages.person_form(rows, centre, found)
        receipt = pages.send(rows, centre, found, form)
        if receipt is not None:
            drafts.discard(rows, FORM, centre=centre.id)
            session[SENT], session["referral_own"] = receipt.status_token, not found.is_for_another
            session.pop(CALLED, None)
            pressed.forget()
            return redirect(url_for(".thanks", code=centre.code))
        typed = drafts.typed(rows, FORM, centre=centre.id) | {PERSON: pages.harmless(form)}
        token = drafts.keep(rows, FORM, typed, centre=centre.id)
        has_faults = bool(form.errors or form.form_errors)
        shown = _person_page(rows, centre, form, found, faults=has_faults)
    return drafts.with_cookie(make_response(shown, 422 if has_faults else 200), FORM, token)


@room.get("/hanvisa/<code>/tack")
@public
def thanks(code: str) -> str:
    """The receipt: what happens next, an honest wait, and the link, which is shown only here."""
    with reading() as rows:
        centre = centres.of_address(rows, code)
        wait = referrals.wait(rows, centre=centre.id, at=now())
        promises = referrals.promises(rows, centre=centre.id)
    token = session.get(SENT)
    link = url_for(".status", status_token=token) if token else None
    return _page(
        "thanks",
        centre,
        wait=wait,
        classes=[(CLASSES[one], weeks) for one, weeks in promises.items()],
        link=link,
        is_own=session.get("referral_own", False),
        call_by=referrals.call_by(now()),
    )


@room.post("/hanvisa/<code>/borja-om")
@public
def forget(code: str) -> Response:
    """Throw away what was typed: the computer may be shared."""
    with transaction() as rows:
        centre = centres.of_address(rows, code)
        drafts.discard(rows, FORM, centre=centre.id)
    for name in (ASKED, BEGUN, SENT, CALLED, "referral_own"):
        session.pop(name, None)
    return redirect(url_for(".first", code=centre.code))


@room.get("/status/<status_token>")
@public
def status(status_token: str) -> str | Response:
    """Five words, one of them true; nothing else, not even which centre."""
    try:
        with reading() as rows:
            found = referrals.status_of(rows, status_token, at=now())
    except Missing:
        return make_response(render_template("referral/link_over.html"), 404)
    return render_template(
        "referral/status.html", words=referral_words.STATUSES, found=found, every=ReferralStatus
    )


# ── how it is done ────────────────────────────────────────────────────────────────────────────


def _to_who(rows: Session, centre: SignUpCentre) -> Response:
    """To the page about who writes; where it is sent and nothing begun anew, to what was said
    then: nobody sends twice.
    """
    sent = ".will_call" if CALLED in session else ".thanks" if SENT in session else None
    if sent is None or drafts.typed(rows, FORM, centre=centre.id):
        return redirect(url_for(".who", code=centre.code))
    flash(_("Det är redan skickat. Du behöver inte skicka igen."))
    return redirect(url_for(sent, code=centre.code))


def _person_page(
    rows: Session, centre: SignUpCentre, form: FlaskForm, found: CallerForm, *, faults: bool = False
) -> str:
    return _page(
        "person",
        centre,
        form=form,
        is_own=not found.is_for_another,
        faults=faults,
        vocabulary=choices.vocabulary(rows, centre=centre.id),
    )


def _page(name: str, centre: SignUpCentre, **facts: Any) -> str:
    return render_template(f"referral/{name}.html", who=centre, **facts)
