"""/oroanteckningar: concerns about somebody (R70). For who has the role for it; for everybody else
the room is not there. 112 and social services stand on top of every page.
"""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from matcher import phrases
from matcher.domain.accounts import Role
from matcher.domain.errors import Invalid, NotNow
from matcher.services import concern_pages, concern_plans, concerns, search
from web.forms.concerns import LONGEST_SEARCH, CloseForm, ConcernForm, PlanForm, StepForm
from web.forms.faults import tell
from web.plumbing import concern_words, menu
from web.plumbing.clock import now
from web.plumbing.database import reading, transaction
from web.plumbing.installation import public_url
from web.plumbing.languages import language
from web.plumbing.permissions import known_to, signed_in

room = Blueprint("concerns", __name__, url_prefix="/oroanteckningar")


def _count() -> int:
    with reading() as session:
        return concerns.how_many_open(session, centre=signed_in()["centre"])


IN_MENU = menu.Entry(
    place=85,
    endpoint="concerns.listed",
    words=_l("Oro"),
    roles=(Role.SAFEGUARDING,),
    count=_count,
)


@room.get("/")
@known_to(Role.SAFEGUARDING)
def listed() -> str:
    """The centre's concerns; of each only whom it is about and when."""
    with transaction() as session:
        found = concern_pages.listed(session, **signed_in(), at=now())
    return render_template("concerns/listed.html", found=found, words=concern_words)


@room.get("/ny")
@known_to(Role.SAFEGUARDING)
def new() -> str:
    """A form; ?om= whose page it was come from."""
    form = ConcernForm(formdata=None, data={"about": request.args.get("om", "")})
    with transaction() as session:
        return _form_page(session, form)


@room.post("/ny")
@known_to(Role.SAFEGUARDING)
def note() -> Response | tuple[str, int]:
    """Keep what somebody saw; or, by the other buttons, find whom it is about among all that is
    written.
    """
    form = ConcernForm()
    with transaction() as session:
        if not request.form.keys().isdisjoint(("find", "anew")):
            return _form_page(session, form, finding=True), 200
        if form.validate():
            about = search.kind_of(session, form.about.data or "", centre=_centre())
            try:
                made = concerns.note(session, form.concern(about), **signed_in(), at=now())
            except Invalid as refused:
                tell(form, refused)
            else:
                flash(_("Antecknat. Bara den som har hand om oro kan läsa det."))
                return redirect(url_for(".one", concern_id=made), 303)
        return _form_page(session, form), 422


@room.get("/<concern_id>")
@known_to(Role.SAFEGUARDING)
def one(concern_id: str) -> str:
    """What was seen, and what has been done about it."""
    with transaction() as session:
        return _page(session, concern_id)


@room.post("/<concern_id>/gjort")
@known_to(Role.SAFEGUARDING)
def step(concern_id: str) -> Response | tuple[str, int]:
    """Something has been done."""
    form = StepForm()
    given = form.step() if form.validate() else None
    return _do(concern_id, concerns.take_step, form, given)


@room.post("/<concern_id>/nasta")
@known_to(Role.SAFEGUARDING)
def plan(concern_id: str) -> Response | tuple[str, int]:
    """Somebody looks at it again on a day."""
    form = PlanForm(working=_working())
    given = {"owner_id": form.owner_id.data, "look_on": form.look_on.data}
    given["public_url"] = public_url()
    return _do(concern_id, concern_plans.plan, form, given if form.validate() else None)


@room.post("/<concern_id>/avsluta")
@known_to(Role.SAFEGUARDING)
def close(concern_id: str) -> Response | tuple[str, int]:
    """Nothing more is to be done."""
    form = CloseForm()
    given = {"outcome": form.closed_as()} if form.validate() else None
    return _do(concern_id, concerns.close, form, given)


@room.post("/<concern_id>/oppna")
@known_to(Role.SAFEGUARDING)
def open_again(concern_id: str) -> Response | tuple[str, int]:
    """There is more to it after all."""
    return _do(concern_id, concerns.open_again, None, {})


@room.post("/<concern_id>/<any(behall, slapp):hold>")
@known_to(Role.SAFEGUARDING)
def hold(concern_id: str, hold: str) -> Response | tuple[str, int]:
    """Keep it while a legal matter needs it, or let it go."""
    return _do(concern_id, concerns.hold, None, {"held": hold == "behall"})


def _do(
    concern_id: str,
    deed: Callable[..., Any],
    form: FlaskForm | None,
    given: dict[str, Any] | None,
) -> Response | tuple[str, int]:
    """Do it, or show the page again with what is wrong at its field."""
    if given is not None:
        try:
            with transaction() as session:
                deed(session, concern_id, **given, **signed_in(), at=now())
            return redirect(url_for(".one", concern_id=concern_id), 303)
        except NotNow as refused:
            flash(phrases.refusal(refused, language()), "late")
            return redirect(url_for(".one", concern_id=concern_id), 303)
        except Invalid as refused:
            if form is None:
                raise
            tell(form, refused)
    with transaction() as session:
        return _page(session, concern_id, form), 422


def _page(session: Session, concern_id: str, form: FlaskForm | None = None) -> str:
    page = concern_pages.one(session, concern_id, **signed_in(), at=now())
    planned = {"owner_id": page.owner_id, "look_on": page.line.look_on}
    if page.line.days_late:
        planned.pop("look_on")  # a day that has been is no proposal
    return render_template(
        "concerns/one.html",
        page=page,
        step=form if isinstance(form, StepForm) else StepForm(formdata=None),
        closing=form if isinstance(form, CloseForm) else CloseForm(formdata=None),
        planning=form
        if isinstance(form, PlanForm)
        else PlanForm(formdata=None, working=_working(), data=planned),
        faults=bool(form and form.errors),
        words=concern_words,
    )


def _working() -> list[tuple[str, str]]:
    with reading() as session:
        return concern_plans.who_works(session, centre=_centre())


def _form_page(session: Session, form: ConcernForm, *, finding: bool = False) -> str:
    about_id, written = form.about.data or "", form.search.data or ""
    is_known = about_id and not finding
    whom = concern_pages.whom(session, about_id, centre=_centre()) if is_known else None
    found = None
    if written and whom is None:
        written = written[:LONGEST_SEARCH]
        found = search.find_anybody(session, written, kinds=search.PEOPLE, **signed_in(), at=now())
        form.offer(found.hits)
    return render_template(
        "concerns/new.html",
        form=form,
        faults=bool(form.errors),
        whom=whom,
        found=found,
        words=concern_words,
    )


def _centre() -> str:
    return signed_in()["centre"]
