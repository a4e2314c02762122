"""/min-sida: a volunteer's own page: what is done, her times, her pause, what we know of her."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from flask import (
    Blueprint,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from matcher.domain.errors import AlreadyDecided, Invalid, Missing, NotNow
from matcher.services import own_deeds, own_pages, volunteers
from matcher.services.own_door import OwnVisitor
from matcher.services.own_pages import OwnPage
from web.forms.faults import tell
from web.forms.own import OwnContactForm, OwnPauseForm, OwnTimesForm, begun_pause
from web.plumbing import centres, own_page, own_page_words
from web.plumbing.clock import now, today
from web.plumbing.database import reading, transaction
from web.plumbing.installation import public_url
from web.plumbing.naming import namer
from web.plumbing.own_page import for_volunteer
from web.plumbing.permissions import public

room = Blueprint("own", __name__, url_prefix="/min-sida")


@room.get("/")
@for_volunteer
def page(visitor: OwnVisitor) -> str:
    """What is done of the clearance, her uppdrag, her times, her pause."""
    return _shown("page", visitor)


@room.get("/tider")
@for_volunteer
def times(visitor: OwnVisitor) -> str:
    """When she can, to be changed."""
    found, unsaved = _page(visitor), own_page.unsaved(visitor)
    known = found.told.availability, found.told.availability_said
    if unsaved:
        form = OwnTimesForm(formdata=unsaved)
        form.stand_by(*known)
    else:
        form = OwnTimesForm(formdata=None, data={"version": str(found.version)})
        form.begin_with(*known)
    form.listen(today())
    return _shown("times", visitor, form=form, is_unsaved=bool(unsaved))


@room.post("/tider")
@for_volunteer
def change_times(visitor: OwnVisitor) -> Answer:
    """Save them, when what was written is understood and agreed on; till then they wait, unless
    she would rather have those that are saved.
    """
    form = OwnTimesForm()
    if "drop" in request.form:
        own_page.forget_unsaved()
        return redirect(url_for(".times"))
    stored = _page(visitor).told
    form.stand_by(stored.availability, stored.availability_said)
    is_right = form.validate()
    if not form.listen(today()) or not is_right:
        if is_right:
            own_page.keep_unsaved(visitor, form.unsaved(request.form))
        return _again("times", visitor, form, faults=bool(form.errors))
    if not form.says_when:
        form.needs_a_time()
        return _again("times", visitor, form)
    version = form.version.number
    try:
        with transaction() as rows:
            own_deeds.say_times(
                rows,
                availability=form.availability(),
                said=form.own_words,
                version=version,
                **visitor.of_hers,
                at=now(),
            )
    except AlreadyDecided:
        return _meanwhile("times", visitor, form)
    own_page.forget_unsaved()
    flash(_("Dina tider är sparade. Det som föreslås räknas om efter dem."))
    return redirect(url_for(".page"))


@room.get("/paus")
@for_volunteer
def pause(visitor: OwnVisitor) -> str:
    """A rest: from when, until when; the one that is set, to be changed."""
    found = _page(visitor)
    is_set = found.is_paused or found.has_pause_ahead
    form = begun_pause(found.paused_from, found.paused_until) if is_set else begun_pause(None, None)
    return _shown("pause", visitor, form=form)


@room.post("/paus")
@for_volunteer
def pause_now(visitor: OwnVisitor) -> Answer:
    """She rests. No cause is asked for."""
    form = OwnPauseForm()
    if form.validate():
        try:
            with transaction() as rows:
                own_deeds.pause(
                    rows,
                    from_on=form.from_on.data,
                    until_on=form.until_on.data,
                    **visitor.of_hers,
                    at=now(),
                )
            flash(_("Pausen är sparad. Du får inga nya frågor under tiden."))
            return redirect(url_for(".page"))
        except Invalid as refused:
            tell(form, refused)
    return _again("pause", visitor, form)


@room.post("/paus/slut")
@for_volunteer
def resume(visitor: OwnVisitor) -> Answer:
    """She is back, or does not rest after all."""
    is_ahead = _page(visitor).has_pause_ahead
    try:
        with transaction() as rows:
            volunteers.resume(rows, **visitor.of_hers, by=None, at=now())
        flash(_("Pausen är borttagen.") if is_ahead else _("Välkommen tillbaka. Pausen är slut."))
    except NotNow:
        flash(_("Det finns ingen paus att avsluta."))
    return redirect(url_for(".page"))


@room.get("/uppgifter")
@for_volunteer
def data(visitor: OwnVisitor) -> str:
    """What is kept of her, to be read, put right, taken out or taken back."""
    found = _page(visitor)
    return _shown("data", visitor, form=OwnContactForm.of(found.told, found.version))


@room.post("/uppgifter")
@for_volunteer
def change_contact(visitor: OwnVisitor) -> Answer:
    """How she is reached now."""
    form = OwnContactForm()
    if not form.validate():
        return _again("data", visitor, form)
    try:
        with transaction() as rows:
            is_sent = own_deeds.say_contact(
                rows,
                phone=form.phone.data,
                email=form.email.data,
                postcode=form.postcode.data,
                version=form.version.number,
                public_url=public_url(),
                **visitor.of_hers,
                at=now(),
            )
    except AlreadyDecided:
        return _meanwhile("data", visitor, form)
    flash(_("Sparat."))
    if is_sent:
        flash(
            _(
                "Vi har skickat en länk till din nya adress. Öppna den och tryck på knappen, så"
                " vet vi att den stämmer."
            )
        )
    return redirect(url_for(".data"))


@room.post("/uppgifter/kansliga/ta-bort")
@for_volunteer
def forget_health(visitor: OwnVisitor) -> Answer:
    """She takes her yes to sensitive facts back: they go at once."""
    try:
        with transaction() as rows:
            own_deeds.take_back_health(rows, **visitor.of_hers, at=now())
        flash(_("De känsliga uppgifterna är borttagna. Du är kvar som volontär."))
    except NotNow:
        flash(_("Det finns inget att ta bort."))
    return redirect(url_for(".data"))


@room.get("/intyg")
@for_volunteer
def certificate(visitor: OwnVisitor) -> Answer | str:
    """A certificate to print, for the centre to sign. It names nobody but her."""
    if not _page(visitor).is_ready:
        flash(_("Ett intyg går att skriva ut när kontrollerna är klara."))
        return redirect(url_for(".page"))
    return _shown("certificate", visitor)


@room.get("/sluta")
@for_volunteer
def leave(visitor: OwnVisitor) -> str:
    """What happens when she leaves."""
    return _shown("leave", visitor)


@room.post("/sluta")
@for_volunteer
def leave_now(visitor: OwnVisitor) -> Answer:
    """She leaves, unless she is in a match: that is ended with both sides first."""
    return _left(visitor, own_deeds.leave)


@room.post("/sluta/radera")
@for_volunteer
def leave_and_erase(visitor: OwnVisitor) -> Answer:
    """She leaves, and nothing is kept of her (R76)."""
    return _left(visitor, own_deeds.leave_and_erase, says="allt")


@room.get("/tack")
@public
def thanks() -> str:
    """Goodbye; ?hos= the centre that she has left."""
    with reading() as rows, suppress(Missing):
        centres.of_address(rows, request.args.get("hos", ""))
    return render_template("own/thanks.html", is_erased=request.args.get("vad") == "allt")


# ── how it is done ────────────────────────────────────────────────────────────────────────────


def _left(visitor: OwnVisitor, deed: Callable[..., None], says: str | None = None) -> Answer:
    try:
        with transaction() as rows:
            deed(rows, **visitor.of_hers, at=now())
    except NotNow as refused:
        if refused.what == "erasure":
            flash(_("Vi kan inte ta bort allt just nu. Ring oss, så berättar vi varför."), "wait")
        else:
            with transaction() as rows:
                own_deeds.wants_to_leave(rows, **visitor.of_hers, at=now())
            flash(
                _("Du är med i ett uppdrag. Vi ringer dig, så avslutar vi det tillsammans."),
                "wait",
            )
        return redirect(url_for(".leave"))
    own_page.go()
    return redirect(url_for(".thanks", vad=says, hos=visitor.centre.code))


def _page(visitor: OwnVisitor) -> OwnPage:
    with reading() as rows:
        return own_pages.page(rows, **visitor.of_hers, at=now())


def _shown(name: str, visitor: OwnVisitor, **facts: Any) -> str:
    with reading() as rows:
        found = own_pages.page(rows, **visitor.of_hers, at=now())
        named = namer(rows, centre=visitor.centre.id)
    return render_template(
        f"own/{name}.html", who=visitor, page=found, words=own_page_words, named=named, **facts
    )


def _again(name: str, visitor: OwnVisitor, form: Any, *, faults: bool = True) -> Answer:
    shown = _shown(name, visitor, form=form, faults=faults)
    return make_response(shown, 422 if faults else 200)


def _meanwhile(name: str, visitor: OwnVisitor, form: Any) -> Answer:
    """Somebody at the centre has changed her meanwhile: she reads again, and saves again."""
    form.version.data = str(_page(visitor).version)
    form.form_errors.append(
        _("Någon på centralen har ändrat medan du skrev. Läs igenom och spara igen.")
    )
    return _again(name, visitor, form)
