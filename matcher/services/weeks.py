"""A centre's week: its run, made once; counted anew when a coordinator has decided.

    rows ──profiles──▶ Pool ──engine──▶ Matching ──▶ Run, Suggestion and WithoutRow rows

A run is unique by centre and ISO week: run twice, it changes nothing (R52). It contacts nobody
but the coordinators (R51). What is decided stays decided; locked pairs stay; the undecided are
worth a little more than others, so that a week does not reshuffle without gain. After a decision
the week is solved from the prices and pairs it had, to the same plan as from nothing; what moved
because of it, and what that gains, is told in `Run.changes`.

Whoever changes suggestions first takes the centre's turn (`centres.take_turn`): two coordinators
who decide at once do so one after the other, on PostgreSQL as on SQLite (R106).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from matcher.domain import found_as_json as as_json
from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.errors import Fault, Invalid, NotNow
from matcher.domain.plans import TodoKind, TodoState
from matcher.domain.suggestions import (
    UNDECIDED_DAYS,
    Pair,
    SuggestionState,
)
from matcher.engine.matching import match
from matcher.engine.pool import Pool
from matcher.engine.start import Start
from matcher.services import choices, todos, week_rows
from matcher.services.choices import Choices
from matcher.store import centres, profiles, runs, suggestions
from matcher.store import todos as todo_rows
from matcher.store.audit import record, record_of
from matcher.store.profiles import Profiles
from matcher.store.runs import Run
from matcher.store.suggestions import Suggestion
from matcher.store.todos import Todo

BY_HAND = {"deed": "recount"}
QUIET = ("changed", "came")  # where they move nobody, the page tells of the last decision still


def run_week(
    session: Session,
    *,
    centre: str,
    iso_week: str,
    at: datetime,
    by: str | None = None,
    late: bool = False,
) -> Run:
    """The run of that ISO week ("2026-W48"), made now if it has not been made before.

    Nobody is written to here: the door hands the run to `letters.weekly_digest`. Raises Missing
    (no such centre), Invalid (no such week, or the centre's own choices are wrong).
    """
    first_day = monday(iso_week)
    centres.take_turn(session, centre)
    made = runs.run_of_week(session, iso_week, centre=centre)
    if made is not None:
        return made
    expire(session, centre=centre, at=at)
    chosen = choices.of(session, centre=centre)
    found = profiles_of(session, chosen, centre=centre, at=at)
    proposed = suggestions.proposed_before(session, iso_week, centre=centre)
    pool = replace(pool_of(found, first_day), proposed=week_rows.pairs(proposed))
    matching = match(pool, chosen.params, chosen.related)
    run = week_rows.new_run(
        chosen, found, matching, centre=centre, iso_week=iso_week, at=at, late=late
    )
    session.add(run)
    session.flush()  # its suggestions point at its id
    week_rows.keep(session, run, matching, known=())
    _keep_todo(session, run, by=by, at=at)
    record(
        session,
        "run.made",
        about="run",
        about_id=run.id,
        centre=centre,
        by=by,
        at=at,
        iso_week=iso_week,
        late=late,
        suggestions=len(matching.proposals),
        params=run.params_fingerprint,
    )
    return run


def expire(session: Session, *, centre: str, at: datetime) -> int:
    """Close what nobody has decided for `UNDECIDED_DAYS` days (R54); how many."""
    made_before = at - timedelta(days=UNDECIDED_DAYS)
    return suggestions.expire(session, made_before=made_before, centre=centre)


def recount(
    session: Session,
    *,
    because: Mapping[str, Any] = BY_HAND,
    centre: str,
    by: str | None,
    at: datetime,
) -> Run | None:
    """The newest run counted anew, after facts have changed. None where there is no run yet."""
    centres.take_turn(session, centre)
    run = runs.newest_run(session, centre=centre)
    if run is not None:
        solve_again(session, run, because, by=by, at=at)
    return run


def is_open(session: Session, run_id: str, *, centre: str) -> Run:
    """The run, when it is the newest of the centre. Raises NotNow: an older week is history."""
    run = runs.newest_run(session, centre=centre)
    if run is None or run.id != run_id:
        raise NotNow("suggestion", "older_week", "decide")
    return run


def solve_again(
    session: Session,
    run: Run,
    because: Mapping[str, Any],
    *,
    by: str | None,
    at: datetime,
    proposed: frozenset[Pair] | None = None,
    gone: Suggestion | None = None,
    back: Suggestion | None = None,
) -> None:
    """Solve what is undecided in a run anew and tell what moved, in `run.changes`.

    `proposed` are the pairs that keep the bonus; those undecided now if not given. `gone` was
    suggested until now and has been turned down; `back` is undecided again, and was not suggested
    until now. The caller has taken the centre's turn.
    """
    chosen = choices.of(session, centre=run.centre_id)
    rows = suggestions.of_run(session, run.id, centre=run.centre_id)
    before = [row for row in rows if week_rows.is_undecided(row)]
    pool = pool_of(profiles_of(session, chosen, centre=run.centre_id, at=at), monday(run.iso_week))
    kept = week_rows.pairs(before) if proposed is None else proposed
    start = Start(as_json.prices_from(run.prices), week_rows.pairs(before))
    matching = match(_as_decided(pool, rows, kept), chosen.params, chosen.related, start)
    shown = [row for row in (*before, gone) if row is not None and row is not back]
    told = {(row.volunteer_id, row.need_id): row.fit for row in shown}
    week_rows.keep(session, run, matching, known=rows)
    week_rows.measure(run, matching)
    run.version += 1
    moved = week_rows.difference(told, matching, matched=_just_matched(because))
    if moved["moved"] or matching.lost_locks or because["deed"] not in QUIET:
        run.changes = {
            **because,
            **moved,
            "lost_locks": sorted(matching.lost_locks),
            "gain": as_json.gain_to(matching.gain),
            "before": sorted(told),
            "by": by,
            "at": at.isoformat(),
        }
    facts = {"because": because["deed"], "version": run.version}
    if "suggestion_id" in because:  # what a decision moved is asked about long after the next one
        facts |= {"suggestion_id": because["suggestion_id"], "moved": moved["moved"]}
    record_of(session, "run.counted_anew", "run", run, by=by, at=at, **facts)
    _keep_todo(session, run, by=by, at=at)


def _as_decided(pool: Pool, rows: Sequence[Suggestion], proposed: frozenset[Pair]) -> Pool:
    """The pool as the run's rows have it: what rests, what is locked, what is to be kept."""
    resting = week_rows.pairs(row for row in rows if row.state is SuggestionState.NOT_NOW)
    locked = (row for row in rows if week_rows.is_undecided(row) and row.locked_at is not None)
    return replace(
        pool,
        resting=resting,
        locked=week_rows.pairs(locked),
        proposed=proposed,
    )


def _just_matched(because: Mapping[str, Any]) -> frozenset[str]:
    """Who has a match by the deed: out of the week's suggestions, and yet not free."""
    return frozenset({because["volunteer_id"]} if because["deed"] in ("accept", "by_hand") else ())


def profiles_of(session: Session, chosen: Choices, *, centre: str, at: datetime) -> Profiles:
    """What matching may know of a centre today."""
    return profiles.load(
        session,
        centre=centre,
        on=swedish_day(at),
        policies=chosen.policies,
        sensitive=chosen.sensitive,
        pastimes=chosen.pastimes,
    )


def pool_of(found: Profiles, first_day: date) -> Pool:
    """The engine's pool of what the rows say."""
    return Pool(
        volunteers=found.volunteers,
        needs=found.needs,
        first_day=first_day,
        blocked=found.blocked,
        frozen=found.live,
        asked_on=found.on,
        roads=found.roads,
    )


def monday(iso_week: str) -> date:
    """The first day of "2026-W48". Raises Invalid for what is no ISO week."""
    year, _, week = iso_week.partition("-W")
    try:
        return date.fromisocalendar(int(year), int(week), 1)
    except ValueError:
        raise Invalid({"iso_week": Fault("no_such_week")}) from None


def _keep_todo(session: Session, run: Run, *, by: str | None, at: datetime) -> None:
    """It stands as long as something is undecided. What opens it again gives it a new day. That of
    an older week goes: nothing of it can be decided any more.
    """
    session.flush()  # the count reads the rows
    todo_rows.settle(
        session,
        Todo.centre_id == run.centre_id,
        Todo.kind == TodoKind.DECIDE_SUGGESTIONS,
        Todo.run_id != run.id,
        state=TodoState.CANCELLED,
        at=at,
    )
    if not suggestions.count_undecided(session, run.id):
        todos.done_about(
            session,
            TodoKind.DECIDE_SUGGESTIONS,
            run_id=run.id,
            centre=run.centre_id,
            by=by,
            at=at,
        )
    elif not todo_rows.is_open(session, TodoKind.DECIDE_SUGGESTIONS, run_id=run.id):
        todos.make(
            session,
            TodoKind.DECIDE_SUGGESTIONS,
            due_on=max(monday(run.iso_week), swedish_day(at)),
            run_id=run.id,
            facts={"iso_week": run.iso_week},
            again=str(run.version),
            centre=run.centre_id,
            at=at,
        )
