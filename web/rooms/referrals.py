"""/hanvisningar: who has told us of whom, whom to call back, and one typed in from a call."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from matcher.domain.accounts import Role
from matcher.domain.consent import Channel
from matcher.domain.errors import Invalid
from matcher.domain.referrals import OwnYes
from matcher.services import centres, choices, places, recipients, referrals
from matcher.services.referrals import Receipt
from web.forms.faults import tell
from web.forms.referrals import PhonedForm, referral
from web.plumbing import recipient_words, referral_words
from web.plumbing.clock import now, today
from web.plumbing.database import transaction
from web.plumbing.permissions import allowed, signed_in

room = Blueprint("referrals", __name__, url_prefix="/hanvisningar")


@room.get("/")
@allowed(Role.COORDINATOR)
def listed() -> str:
    """The newest first; whom to call back on top."""
    with transaction() as rows:
        lines = referrals.listed(rows, **signed_in(), at=now())
        code = centres.code(rows, centre=signed_in()["centre"])
    return render_template(
        "referrals/listed.html",
        to_call=[line for line in lines if line.is_to_call],
        lines=[line for line in lines if line.recipient_id],
        words=referral_words,
        states=recipient_words.STATES,
        public_href=url_for("referral.first", code=code),
    )


@room.post("/<referral_id>/ringt")
@allowed(Role.COORDINATOR)
def called_back(referral_id: str) -> Response:
    """We have called back: the name and the number go."""
    with transaction() as rows:
        referrals.called_back(rows, referral_id, **signed_in(), at=now())
    flash(_("Klart. Namnet och numret är borttagna."))
    return redirect(url_for(".listed"))


@room.get("/<referral_id>/nej")
@allowed(Role.COORDINATOR)
def ask_refused(referral_id: str) -> str:
    """What will be removed."""
    with transaction() as rows:
        line = referrals.line(rows, referral_id, centre=signed_in()["centre"])
    return render_template("referrals/refused.html", line=line)


@room.post("/<referral_id>/nej")
@allowed(Role.COORDINATOR)
def refused(referral_id: str) -> Response:
    """The person said no: everything about her goes at once."""
    with transaction() as rows:
        referrals.refused(rows, referral_id, **signed_in(), at=now())
    flash(_("Allt om personen är borttaget, och den som hänvisade likaså."))
    return redirect(url_for(".listed"))


@room.get("/ny")
@allowed(Role.COORDINATOR)
def new() -> str:
    """The same form as in public, for who is on the phone. The first question first (R24)."""
    with transaction() as rows:
        form = _form(rows, formdata=None)
        form.channel.data = Channel.PHONE.value
        form.begin_today()
        return _page(rows, form)


@room.post("/ny")
@allowed(Role.COORDINATOR)
def add() -> Response:
    """Take it in; protected personal data stops it before anything else is read."""
    if request.form.get("skyddad") == "ja":
        return make_response(render_template("recipients/stop.html"))
    with transaction() as rows:
        form = _form(rows)
        if request.form.get("skyddad") != "nej":
            asked = _("Svara på den första frågan.")
            form.validate()  # what else is missing is told with it
            return make_response(_page(rows, form, first_fault=asked), 422)
        try:
            made = _made(rows, form)
            if made is not None:
                flash(_said(form))
                return redirect(url_for("recipients.one", recipient_id=made.recipient_id))
        except Invalid as refused:
            tell(form, refused)
        has_faults = bool(form.errors or form.form_errors)
        return make_response(_page(rows, form), 422 if has_faults else 200)


def _made(rows: Session, form: PhonedForm) -> Receipt | None:
    """The referral; None with faults, or with something to be asked back, on the form."""
    centre = signed_in()["centre"]
    vocabulary = choices.vocabulary(rows, centre=centre)
    if not form.validate():
        return None
    if form.is_not_asked:
        form.own_yes.errors = [_("Personen behöver bli frågad först. Skriv inget om personen än.")]
        return None
    if form.asks_back(vocabulary):
        return None
    place = places.place_of(rows, postcode=form.postcode.data, area_id=None, centre=centre)
    own = OwnYes(today(), current_user.called, Channel.PHONE)
    with rows.begin_nested():
        new = referral(form, form, vocabulary, own=own, place=place)
        made = referrals.refer(rows, new, **signed_in(), at=now())
        if (yes := form.yes_to_wait(current_user.called)) is not None:
            recipients.give_consent(rows, made.recipient_id, yes, **signed_in(), at=now())
        return made


def _said(form: PhonedForm) -> str:
    if form.waits.data:
        return _("Sparat. Personen står på väntelistan. Skriv nu vad personen vill.")
    return _("Sparat. Personen är inte på väntelistan förrän ni har pratats vid.")


def _form(rows: Session, **given: object) -> PhonedForm:
    vocabulary = choices.vocabulary(rows, centre=signed_in()["centre"])
    return PhonedForm(vocabulary=vocabulary, **given)


def _page(rows: Session, form: PhonedForm, *, first_fault: str | None = None) -> str:
    return render_template(
        "referrals/form.html",
        form=form,
        protected=request.form.get("skyddad"),
        first_fault=first_fault,
        faults=bool(form.errors or form.form_errors or first_fault),
        vocabulary=choices.vocabulary(rows, centre=signed_in()["centre"]),
    )
