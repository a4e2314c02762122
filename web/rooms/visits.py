"""/besok/<link>: a volunteer's page of a match, without signing in: the first meeting with a file
for her calendar, and notes of visits. Whom she meets is shown for the last digits of her number.
"""

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from matcher import phrases
from matcher.domain.errors import Fault, Invalid, Missing, NotNow
from matcher.services import visits
from matcher.services.visits import VisitsPage
from web.forms.faults import tell
from web.forms.visits import DigitsForm, VisitForm
from web.plumbing import calendars, centres, match_words
from web.plumbing.centres import CentreFace
from web.plumbing.clock import now
from web.plumbing.database import reading, transaction
from web.plumbing.languages import language
from web.plumbing.permissions import public

room = Blueprint("visits", __name__, url_prefix="/besok")

Page = str | Answer | tuple[str, int]


@room.get("/<visit_token>")
@public
def one(visit_token: str) -> Page:
    """The meeting, or the note of a visit."""
    return _page(visit_token, VisitForm(formdata=None), DigitsForm(formdata=None))


@room.post("/<visit_token>")
@public
def note(visit_token: str) -> Page:
    """A visit is noted; thanks come back."""
    form = VisitForm()
    if not form.validate():
        return _page(visit_token, form, DigitsForm(formdata=None), status=422)
    try:
        with transaction() as session:
            visits.note(session, visit_token, form.visit(), at=now())
    except Missing:
        return render_template("visits/over.html"), 404
    except Invalid as refused:
        tell(form, refused)
        return _page(visit_token, form, DigitsForm(formdata=None), status=422)
    except NotNow as refused:
        flash(phrases.refusal(refused, language()), "late")
    else:
        asked = form.visit().wants_call
        flash(_("Tack! Vi ringer dig snart.") if asked else _("Tack! Det betyder mycket."))
    return redirect(url_for("visits.one", visit_token=visit_token), 303)


@room.post("/<visit_token>/vem")
@public
def whom(visit_token: str) -> Page:
    """Whom she meets, for the last four digits of her own number."""
    form = DigitsForm()
    if not form.validate():
        return _page(visit_token, VisitForm(formdata=None), form, status=422)
    with transaction() as session:
        wait = visits.may_guess(session, visit_token, at=now())
    if wait:
        form.digits.errors = [phrases.fault(Fault("digits_too_many"), language())]
        return _page(visit_token, VisitForm(formdata=None), form, status=429)
    try:
        with transaction() as session:
            seen = visits.whom(session, visit_token, form.digits.data or "", at=now())
            page = visits.page(session, visit_token, at=now())
    except Missing:
        return render_template("visits/over.html"), 404
    except Invalid as refused:
        tell(form, refused)
        return _page(visit_token, VisitForm(formdata=None), form, status=422)
    _show(page)
    return render_template(
        "visits/whom.html", page=page, seen=seen, token=visit_token, words=match_words
    )


@room.get("/<visit_token>/vem")
@public
def whom_again(visit_token: str) -> Answer:
    """Read anew: the digits are asked for again."""
    return redirect(url_for("visits.one", visit_token=visit_token))


@room.get("/<visit_token>/kalender.ics")
@public
def calendar(visit_token: str) -> Page:
    """The first meeting for her calendar: the time and our number, nobody's name (T19)."""
    with reading() as session:
        try:
            page = visits.page(session, visit_token, at=now())
        except Missing:
            return render_template("visits/over.html"), 404
    if page.meeting_at is None:
        return render_template("visits/over.html"), 404
    text = calendars.meeting(page, uid=visit_token, now=now())
    answer = Response(text, mimetype="text/calendar")
    answer.headers["Content-Disposition"] = "attachment; filename=mote.ics"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _page(visit_token: str, form: VisitForm, digits: DigitsForm, *, status: int = 200) -> Page:
    with reading() as session:
        try:
            page = visits.page(session, visit_token, at=now())
        except Missing:
            return render_template("visits/over.html"), 404
    _show(page)
    shown = render_template(
        "visits/one.html",
        page=page,
        token=visit_token,
        form=form,
        digits=digits,
        faults=bool(form.errors or digits.errors),
        words=match_words,
    )
    return shown, status


def _show(page: VisitsPage) -> None:
    of = page.centre
    centres.show(CentreFace(name=of.name, phone=of.phone, email=of.email, owner_type=of.owner_type))
