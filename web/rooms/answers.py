"""/svar: why, why not, what if, and what would help. Nothing is changed by asking."""

from types import ModuleType

from flask import Blueprint, render_template, request
from flask_babel import lazy_gettext as _l

from matcher.domain.accounts import Role
from matcher.domain.errors import Invalid, Missing
from matcher.domain.suggestions import Subject
from matcher.services import (
    answer_lists,
    answers,
    bottlenecks,
    dial_curve,
    waiting,
    week_differences,
    whatif,
)
from web.forms.whatif import WhatIfForm
from web.plumbing import (
    answer_words,
    centre_answer_words,
    left_out_words,
    menu,
    two_answer_words,
    waiting_words,
    whatif_words,
    without_words,
)
from web.plumbing.clock import now
from web.plumbing.database import reading, transaction
from web.plumbing.languages import language
from web.plumbing.permissions import allowed, signed_in

room = Blueprint("answers", __name__, url_prefix="/svar")
LONGEST = 5

IN_MENU = menu.Entry(
    place=25, endpoint="answers.asked", words=_l("Svar"), roles=(Role.COORDINATOR,)
)


@room.get("/")
@allowed(Role.COORDINATOR)
def asked() -> str:
    """The questions there are, and who has waited longest."""
    _look_at_all()
    with reading() as session:
        lines = waiting.listed(session, centre=signed_in()["centre"], at=now())
    longest = sorted(lines, key=lambda line: -line.need.weeks_waited)[:LONGEST]
    return _page("asked.html", waiting_words, longest=longest)


@room.get("/uppdrag/<need_id>")
@allowed(Role.COORDINATOR)
def of_need(need_id: str) -> str:
    """Who could ever come to one who waits."""
    return _of_one(Subject.NEED, need_id)


@room.get("/volontar/<volunteer_id>")
@allowed(Role.COORDINATOR)
def of_volunteer(volunteer_id: str) -> str:
    """To whom could a volunteer go."""
    return _of_one(Subject.VOLUNTEER, volunteer_id)


@room.get("/par/<need_id>/<volunteer_id>")
@allowed(Role.COORDINATOR)
def pair(need_id: str, volunteer_id: str) -> str:
    """Why these two, or why not; ?mote= a suggestion on the agenda, to which one goes back."""
    with transaction() as session:
        answers.look_at_pair(session, need_id, volunteer_id, **signed_in(), at=now())
    with reading() as session:
        found = answers.pair(session, need_id, volunteer_id, centre=signed_in()["centre"], at=now())
    return _page("pair.html", two_answer_words, found=found, meeting=request.args.get("mote"))


@room.get("/flaskhalsar")
@allowed(Role.COORDINATOR)
def bottleneck() -> str:
    """What would help most: tried when somebody asks for it, and kept while no fact is other."""
    _look_at_all()
    with reading() as session:
        found = bottlenecks.report(
            session, trying="nu" in request.args, centre=signed_in()["centre"], at=now()
        )
    whose = without_words.of_whom(found.waiting, found.of_people)
    return _page("bottlenecks.html", centre_answer_words, found=found, whose=whose)


@room.get("/okant")
@allowed(Role.COORDINATOR)
def unknown() -> str:
    """What nobody has told us."""
    _look_at_all()
    with reading() as session:
        found = answers.unknown(session, centre=signed_in()["centre"], at=now())
    return _page("unknown.html", centre_answer_words, found=found)


@room.get("/tank-om")
@allowed(Role.COORDINATOR)
def imagined() -> str | tuple[str, int]:
    """Another week beside this one."""
    _look_at_all()
    with reading() as session:
        centre = signed_in()["centre"]
        choices = whatif.choices_of(session, centre=centre, at=now())
        spoken = [(one, choices.vocabulary.word(one, language())) for one in choices.languages]
        form = WhatIfForm(areas=choices.areas, spoken=spoken)
        is_right, refused = form.validate(), None
        try:
            wish = form.wish() if is_right else whatif.Wish()
            found = whatif.look(session, wish, choices, centre=centre)
        except (Invalid, Missing) as why:  # an old address, or one put together by hand
            found, refused = whatif.look(session, whatif.Wish(), choices, centre=centre), why
    page = _page("whatif.html", whatif_words, found=found, form=form, refused=refused)
    return page if is_right and not refused else (page, 422)


@room.get("/andrat")
@allowed(Role.COORDINATOR)
def changed() -> str:
    """What parts two weeks."""
    _look_at_all()
    with reading() as session:
        found = week_differences.between(
            session,
            request.args.get("fran"),
            request.args.get("till"),
            centre=signed_in()["centre"],
            at=now(),
        )
    return _page("changed.html", centre_answer_words, found=found)


@room.get("/beslut/<suggestion_id>")
@allowed(Role.COORDINATOR)
def decision(suggestion_id: str) -> str:
    """What a no changed."""
    _look_at_all()
    with reading() as session:
        found = week_differences.by_decision(
            session, suggestion_id, centre=signed_in()["centre"], at=now()
        )
    return _page("decision.html", centre_answer_words, found=found)


@room.get("/vredet")
@allowed(Role.COORDINATOR, Role.MANAGER)
def curve() -> str:
    """What the dial does, before it is turned."""
    _look_at_all()
    with reading() as session:
        found = dial_curve.curve(session, centre=signed_in()["centre"], at=now())
    return _page("curve.html", centre_answer_words, found=found)


def _of_one(subject: Subject, who: str) -> str:
    with transaction() as session:
        answers.look_at_one(session, subject, who, **signed_in(), at=now())
    with reading() as session:
        found = answer_lists.one(session, subject, who, centre=signed_in()["centre"], at=now())
    return _page("one.html", answer_words, outside=left_out_words, found=found)


def _look_at_all() -> None:
    with transaction() as session:
        answers.look_at_all(session, **signed_in(), at=now())


def _page(name: str, words: ModuleType, **facts: object) -> str:
    return render_template(f"answers/{name}", words=words, **facts)
