"""A volunteer's page of a match, the same by the link in her letter and on her own page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Response, flash, redirect, render_template, request
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from matcher import phrases
from matcher.domain.errors import Invalid, Missing, NotNow
from matcher.services import regular_times, visit_notes, visit_plans, visits
from matcher.services.visits import VisitsPage
from web.forms.faults import tell
from web.forms.regular_times import RegularTimeForm
from web.forms.visits import DigitsForm, GoForm, VisitForm
from web.plumbing import calendars, centres, match_words
from web.plumbing.centres import CentreFace
from web.plumbing.clock import now
from web.plumbing.database import reading, transaction
from web.plumbing.languages import language

Page = str | Answer | tuple[str, int]
SAVED = (
    "sparat"  # in the address after a visit is noted: an empty form would look as if it were not
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """How she has come: `find` gives the match and her place in it, or raises Missing."""

    find: Callable[[Session], Any]
    here: str  # the page's own address
    note: str
    go: str
    done: str
    agree: str
    calendar: str
    whom: str | None = None  # where her own number opens whom she meets; None: she sees it anyway
    back: str | None = None
    title: Callable[[Session], str] | None = None  # which uppdrag; not behind a link of a letter


def shown(
    door: Door,
    *,
    form: VisitForm | None = None,
    going: GoForm | None = None,
    digits: DigitsForm | None = None,
    agreed: RegularTimeForm | None = None,
    status: int = 200,
) -> Page:
    """The meeting, or the note of a visit."""
    page = read(door)
    if page is None:
        return over()
    given: dict[str, FlaskForm] = {
        "form": form or VisitForm(formdata=None),
        "going": going or GoForm(formdata=None),
        "digits": digits or DigitsForm(formdata=None),
        "agreed": agreed
        or RegularTimeForm.beginning_with(
            page.regular, minutes=page.minutes, every_weeks=page.every_weeks
        ),
    }
    said = render_template(
        "visits/one.html",
        page=page,
        which=_which(door),
        door=door,
        **given,
        faults=any(one.errors for one in given.values()),
        is_saved=SAVED in request.args and form is None,
        words=match_words,
    )
    return said, status


def _which(door: Door) -> str | None:
    if door.title is None:
        return None
    with reading() as session:
        return door.title(session)


def note(door: Door) -> Page:
    """A visit is noted; thanks come back."""
    form = VisitForm()

    def keep(session: Session, match: Any, hers: Any) -> str:
        new = form.visit()
        visit_notes.note_own(session, match, hers, new, at=now())
        return _("Tack! Vi ringer dig snart.") if new.wants_call else _("Tack! Det betyder mycket.")

    on = f"{door.here}?{SAVED}=1"
    return _kept(door, form, keep, lambda: shown(door, form=form, status=422), on)


def go(door: Door) -> Page:
    """She goes on a visit, and says when she reckons to be done (R69)."""
    form = GoForm()

    def keep(session: Session, match: Any, hers: Any) -> str:
        visit_plans.begin(session, match, hers, form.back_at(now()), at=now())
        return _("Bra, då vet vi. Säg till här när du är klar.")

    return _kept(door, form, keep, lambda: shown(door, going=form, status=422))


def done(door: Door) -> Page:
    """Her visit is over."""
    try:
        with transaction() as session:
            match, hers = door.find(session)
            visit_plans.done(session, match, hers, at=now())
    except Missing:
        return over()
    flash(_("Tack! Då vet vi, och ingen behöver ringa."))
    return redirect(door.here, 303)


def agree(door: Door) -> Page:
    """They have agreed when they usually meet."""
    form = RegularTimeForm()

    def keep(session: Session, match: Any, hers: Any) -> str:
        regular_times.agree_own(session, match, hers, form.regular_time(), at=now())
        return _("Tack! Då vet vi när ni brukar ses.")

    return _kept(door, form, keep, lambda: shown(door, agreed=form, status=422))


def _kept(
    door: Door,
    form: FlaskForm,
    keep: Callable[..., str],
    again: Callable[[], Page],
    onwards: str | None = None,
) -> Page:
    """What `keep` does with her match is thanked for; `again` shows what is wrong at its field."""
    if not form.validate():
        return again()
    try:
        with transaction() as session:
            thanks = keep(session, *door.find(session))
    except Missing:
        return over()
    except Invalid as refused:
        tell(form, refused)
        return again()
    except NotNow as refused:
        flash(phrases.refusal(refused, language()), "late")
        return redirect(door.here, 303)
    flash(thanks)
    return redirect(onwards or door.here, 303)


def calendar(door: Door) -> Page:
    """The first meeting for her calendar, or when they usually meet: the time and our number,
    nobody's name (T19).
    """
    page = read(door)
    if page is None or not (page.meeting_at or page.regular):
        return over()
    text = (calendars.meeting if page.meeting_at else calendars.regular)(page, now=now())
    answer = Response(text, mimetype="text/calendar")
    answer.headers["Content-Disposition"] = "attachment; filename=mote.ics"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def over() -> Page:
    """There is no such page, or not any more."""
    return render_template("visits/over.html"), 404


def read(door: Door) -> VisitsPage | None:
    """What the page shows, with the centre's face on it; None where it is over."""
    with reading() as session:
        try:
            match, hers = door.find(session)
            page = visits.page_of(session, match, hers, at=now())
        except Missing:
            return None
    of = page.centre
    centres.show(CentreFace(name=of.name, phone=of.phone, email=of.email, owner_type=of.owner_type))
    return page
