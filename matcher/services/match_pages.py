"""What a coordinator's page of a match shows; to look at it is to look at each of its people."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypedDict

from sqlalchemy.orm import Session

from matcher.services import (
    choices,
    match_declining,
    match_ends,
    match_sides,
    match_substitutes,
    match_telling,
    meeting_stands,
    regular_times,
    visit_plans,
)
from matcher.services.choices import Choices
from matcher.services.match_declining import BEFORE_MEETING
from matcher.services.match_life import participant
from matcher.services.match_lines import (
    DoneLine,
    MatchPage,
    MatchTodo,
    SideLine,
    Substitution,
)
from matcher.services.match_sides import People
from matcher.services.match_telling import Told
from matcher.services.need_rows import line_of
from matcher.services.page_lines import HistoryLine, history
from matcher.services.visits import VisitLine, of_match
from matcher.store import accounts, audit, match_life, needs
from matcher.store.matches import Match
from matcher.store.needs import Need


class Story(TypedDict):
    """What a page tells of a match's life."""

    todos: tuple[MatchTodo, ...]
    done: tuple[DoneLine, ...]
    visits: tuple[VisitLine, ...]
    noters: Mapping[str, str]
    history: tuple[HistoryLine, ...]
    substitution: Substitution
    chosen: Choices | None
    telling: tuple[Told, ...]
    group: tuple[Told, ...]


NO_STORY: Story = {
    "todos": (),
    "done": (),
    "visits": (),
    "noters": {},
    "history": (),
    "substitution": Substitution(),
    "chosen": None,
    "telling": (),
    "group": (),
}


def one(
    session: Session, match_id: str, *, with_story: bool = True, centre: str, by: str, at: datetime
) -> MatchPage:
    """The page of a match; what is to be done and what has been, where the page tells it. Looks at
    its people are logged, so the session must write. Raises Missing.
    """
    match = match_life.one(session, match_id, centre=centre)
    names, working = accounts.names_and_open(session, centre=centre)
    _log(session, match, by=by, at=at)
    people = match_sides.people(session, match, to_be_described=with_story)
    out = {}
    if match.state not in match_telling.ASKING:  # who has no meeting yet is on no visit
        out = visit_plans.all_under_way(session, match)
    givers, others = match_sides.lines(match, people, names, out, at=at)
    need = needs.one(session, match.need_id, centre=centre)
    everybody = givers + others
    return MatchPage(
        id=match.id,
        at=at,
        state=match.state,
        need=line_of(need),
        volunteers=givers,
        others=others,
        owner=names.get(match.owner_id or ""),
        approved_at=match.approved_at,
        meeting_at=match.meeting_at,
        where=match.meeting_where,
        place=match.meeting_place,
        met_on=match.met_on,
        waived=match.waived,
        trial_until=match.trial_until,
        paused_in=match.paused_in,
        ending_may_be_undone=match_ends.may_be_undone(match, need, at=at),
        no_may_be_undone=match_declining.no_may_be_taken_back(session, match, at=at),
        struck_at=meeting_stands.struck_today(session, match, at=at),
        over_because=match.over_because,
        ended_on=match.ended_on,
        waiting_since=need.waiting_since,
        regular=regular_times.of_match(match),
        colleagues=_by_name(working),
        **(
            _story(session, match, need, people, everybody, names, at=at)
            if with_story
            else NO_STORY
        ),
    )


def _story(
    session: Session,
    match: Match,
    need: Need,
    people: People,
    everybody: tuple[SideLine, ...],
    names: Mapping[str, str],
    *,
    at: datetime,
) -> Story:
    """What is to be done about the match, and what has been."""
    centre, has_not_met = match.centre_id, match.state in BEFORE_MEETING
    chosen = choices.of(session, centre=centre) if has_not_met else None
    to_do, done = match_life.told_todos(session, match.id, centre=centre)
    return Story(
        todos=tuple(
            MatchTodo(row.id, row.kind, row.due_on, row.facts, match_sides.whom(everybody, row))
            for row in to_do
        ),
        done=tuple(
            DoneLine(
                row.kind,
                row.done_at or row.made_at,
                names.get(row.done_by or ""),
                row.line,
                match_sides.whom(everybody, row),
            )
            for row in done
        ),
        visits=() if has_not_met else of_match(session, match.id, centre=centre),
        noters=names,
        history=history(session, match.id, names, centre=centre),
        substitution=match_substitutes.of(session, match, need),
        chosen=chosen,
        telling=_telling(session, match, people, chosen, at=at) if chosen else (),
        group=match_telling.of_group(session, match, people.recipients, chosen.sensitive, at=at)
        if chosen
        else (),
    )


def _telling(
    session: Session, match: Match, people: People, chosen: Choices, *, at: datetime
) -> tuple[Told, ...]:
    """What may be said to the side that is asked next."""
    hidden = chosen.sensitive
    if match.state in match_telling.VOLUNTEERS_NEXT:
        return match_telling.of_people(session, match, people.recipients, hidden, at=at)
    if match.state in match_telling.OTHERS_NEXT:
        return match_telling.of_volunteers(match, people.volunteers, hidden, at=at)
    return ()


def is_here(session: Session, match_id: str, *, centre: str) -> None:
    """Raises Missing where the centre has no such match."""
    match_life.one(session, match_id, centre=centre)


def side_of(session: Session, match_id: str, participant_id: str, *, centre: str) -> bool:
    """Whether that participant is a volunteer. Raises Missing, NotNow for nobody of it."""
    match = match_life.one(session, match_id, centre=centre)
    return participant(match, participant_id).volunteer_id is not None


def colleagues(session: Session, *, centre: str) -> tuple[tuple[str, str], ...]:
    """(id, name) of who may have heard a yes: those who work here, by name."""
    return _by_name(accounts.names_and_open(session, centre=centre)[1])


def _by_name(working: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(working.items(), key=lambda one: one[1]))


def _log(session: Session, match: Match, *, by: str, at: datetime) -> None:
    """Who looks at a match has looked at each of its people (R79)."""
    whom = [
        (about, public_id)
        for one in match.participants
        for about, public_id in (("volunteer", one.volunteer_id), ("recipient", one.recipient_id))
        if public_id is not None
    ]
    audit.looked_at_all(session, "matches.one", whom, centre=match.centre_id, by=by, at=at)
