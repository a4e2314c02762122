"""/start: a list of things to do. What is late comes first, then today, then this week."""

from enum import StrEnum
from typing import Any, TypeVar

from flask import Blueprint, render_template, request
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from matcher import phrases
from matcher.domain.accounts import Role
from matcher.domain.calendar_weeks import iso_week
from matcher.domain.plans import TodoGroup
from matcher.services import concern_plans, start, todo_groups, todo_lines, ways_in
from matcher.services.concern_plans import ConcernDue
from matcher.services.todo_groups import When
from web.plumbing import concern_words, menu, todo_sections, todo_words, way_words, without_words
from web.plumbing.clock import now, today
from web.plumbing.database import reading
from web.plumbing.languages import language
from web.plumbing.permissions import allowed, has_role, signed_in

room = Blueprint("start", __name__, url_prefix="/start")
OBSTACLES_SHOWN = 3
Choice = TypeVar("Choice", bound=StrEnum)


def _count() -> int:
    with reading() as session:
        return start.how_many(session, **signed_in(), at=now())


IN_MENU = menu.Entry(
    place=10,
    endpoint="start.morning",
    words=_l("Att göra"),
    roles=(Role.COORDINATOR,),
    count=_count,
    also=("/pa-vag-in/", "/borta/"),
)


@room.get("/")
@allowed(Role.COORDINATOR)
def morning() -> str:
    """What there is to do this week, hers or ?visa=alla, and the week's run in numbers."""
    everybody = request.args.get("visa") == "alla"
    with reading() as session:
        found = start.morning(session, **signed_in(), at=now(), everybody=everybody)
        waits = ways_in.waiting_for_us(session, **signed_in(), at=now())
        worries = _worries(session)
    week = found.week
    return render_template(
        "start/morning.html",
        found=found,
        everybody=everybody,
        rows=todo_words.rows,
        worries=concern_words.due(worries),
        late_worries=sum(one.days_late > 0 for one in worries),
        first_words=todo_sections.FIRST_WORDS,
        obstacles=_obstacles(week),
        whose=without_words.of_whom(week.needs_without, week.of_people) if week else "",
        whose_impossible=without_words.of_whom(week.impossible, week.impossible_people)
        if week
        else "",
        this_week=iso_week(today()),
        ticked=request.args.get("klar"),
        waits=waits,
        way_words=way_words,
    )


def _worries(session: Session) -> list[ConcernDue]:
    """Concerns to be looked at, for who has the role; to everybody else there are none (R70)."""
    if not has_role(Role.SAFEGUARDING):
        return []
    return concern_plans.due(session, **signed_in(), at=now())


def _obstacles(week: start.WeekInNumbers | None) -> list[tuple[int, str]]:
    """For how many of those without any possible volunteer each rule blocks most, in words."""
    found = week.obstacles[:OBSTACLES_SHOWN] if week else ()
    return [(number, phrases.rule_short(rule, language())) for rule, number in found]


@room.get("/alla")
@allowed(Role.COORDINATOR)
def everything() -> str:
    """Every open to-do on her desk, also those of later weeks, a page at a time: ?visa= a sort,
    ?nar= a time, ?hos=alla also what colleagues see to.
    """
    chosen: dict[str, Any] = {
        "group": _one_of(TodoGroup, "visa"),
        "when": _one_of(When, "nar"),
        "everybody": request.args.get("hos") == "alla",
    }
    page = request.args.get("sida", 1, type=int)
    asked = {**signed_in(), "at": now(), "everybody": chosen["everybody"]}
    with reading() as session:
        numbers = todo_groups.counted(session, **asked)
        found = todo_lines.all_open(session, **{**asked, **chosen}, page=page)
    return render_template(
        "start/everything.html",
        found=found,
        sections=todo_sections.sections(found.rows, today()),
        tabs=todo_sections.tabs(numbers, chosen["group"], chosen["when"]),
        **chosen,
    )


def _one_of(kinds: type[Choice], name: str) -> Choice | None:
    asked = request.args.get(name)
    return kinds(asked) if asked in {one.value for one in kinds} else None
