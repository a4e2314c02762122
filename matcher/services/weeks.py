"""A centre's week: its run, made once; counted anew when a coordinator has decided.

    rows ──profiles──▶ Pool ──engine──▶ Matching ──▶ Run, Suggestion and WithoutRow rows

A run is unique by centre and ISO week: run twice, it changes nothing (R52). It contacts nobody
but the coordinators (R51). What is decided stays decided; locked pairs stay; the undecided are
worth a little more than others, so that a week does not reshuffle without gain. What a decision
moved is told in `Run.changes`.

Whoever changes suggestions first takes the centre's turn (`centres.take_turn`): two coordinators
who decide at once do so one after the other, on PostgreSQL as on SQLite (R106).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from matcher.domain import found_as_json as as_json
from matcher.domain.calendar_weeks import STOCKHOLM
from matcher.domain.errors import Fault, Invalid, NotNow
from matcher.domain.plans import TodoKind
from matcher.domain.suggestions import (
    UNDECIDED_DAYS,
    Matching,
    Proposal,
    Subject,
    SuggestionState,
    Without,
)
from matcher.engine.matching import match
from matcher.engine.pool import Pair, Pool
from matcher.services import choices, todos
from matcher.services.choices import Choices
from matcher.store import centres, profiles, suggestions
from matcher.store import todos as todo_rows
from matcher.store.audit import record
from matcher.store.profiles import Profiles
from matcher.store.suggestions import Run, Suggestion, WithoutRow


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
    made = suggestions.run_of_week(session, iso_week, centre=centre)
    if made is not None:
        return made
    expire(session, centre=centre, at=at)
    chosen = choices.of(session, centre=centre)
    found = profiles_of(session, chosen, centre=centre, at=at)
    proposed = suggestions.proposed_before(session, iso_week, centre=centre)
    pool = replace(pool_of(found, first_day), proposed=_pairs(proposed))
    matching = match(pool, chosen.params, chosen.related)
    run = _new_run(chosen, found, matching, centre=centre, iso_week=iso_week, at=at, late=late)
    session.add(run)
    session.flush()  # its suggestions point at its id
    _store(session, run, matching, known=())
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


def recount(session: Session, *, centre: str, by: str | None, at: datetime) -> Run | None:
    """The newest run counted anew, after facts have changed. None where there is no run yet."""
    centres.take_turn(session, centre)
    run = suggestions.newest_run(session, centre=centre)
    if run is not None:
        solve_again(session, run, {"deed": "recount"}, by=by, at=at)
    return run


def is_open(session: Session, run_id: str, *, centre: str) -> Run:
    """The run, when it is the newest of the centre. Raises NotNow: an older week is history."""
    run = suggestions.newest_run(session, centre=centre)
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
) -> None:
    """Solve what is undecided in a run anew and tell what moved, in `run.changes`.

    `proposed` are the pairs that keep the bonus; those undecided now if not given. The caller has
    taken the centre's turn.
    """
    chosen = choices.of(session, centre=run.centre_id)
    rows = suggestions.of_run(session, run.id, centre=run.centre_id)
    before = [row for row in rows if _is_undecided(row)]
    pool = pool_of(profiles_of(session, chosen, centre=run.centre_id, at=at), monday(run.iso_week))
    resting = _pairs(row for row in rows if row.state is SuggestionState.NOT_NOW)
    pool = replace(
        pool,
        blocked=pool.blocked | resting,
        locked=_pairs(row for row in before if row.locked_at is not None),
        proposed=_pairs(before) if proposed is None else proposed,
    )
    matching = match(pool, chosen.params, chosen.related)
    told = {(row.volunteer_id, row.need_id): row.fit for row in before}
    _store(session, run, matching, known=rows)
    run.objective, run.bound, run.version = matching.objective, matching.bound, run.version + 1
    run.changes = {
        **because,
        **_difference(told, matching.proposals),
        "lost_locks": sorted(matching.lost_locks),
        "before": sorted(told),
        "by": by,
        "at": at.isoformat(),
    }
    record(
        session,
        "run.counted_anew",
        about="run",
        about_id=run.id,
        centre=run.centre_id,
        by=by,
        at=at,
        because=because["deed"],
        version=run.version,
    )
    _keep_todo(session, run, by=by, at=at)


def pool_of(found: Profiles, first_day: date) -> Pool:
    """The engine's pool of what the rows say."""
    return Pool(
        volunteers=found.volunteers,
        needs=found.needs,
        first_day=first_day,
        blocked=found.blocked,
        frozen=found.live,
    )


def monday(iso_week: str) -> date:
    """The first day of "2026-W48". Raises Invalid for what is no ISO week."""
    year, _, week = iso_week.partition("-W")
    try:
        return date.fromisocalendar(int(year), int(week), 1)
    except ValueError:
        raise Invalid({"iso_week": Fault("no_such_week")}) from None


def week_of(day: date) -> str:
    """The ISO week of a day: "2026-W48"."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def day_of(at: datetime) -> date:
    """The date on the wall in Stockholm."""
    return at.astimezone(STOCKHOLM).date()


# ── from what the engine found to rows ────────────────────────────────────────────────────────


def profiles_of(session: Session, chosen: Choices, *, centre: str, at: datetime) -> Profiles:
    """What matching may know of a centre today."""
    return profiles.load(
        session,
        centre=centre,
        on=day_of(at),
        policies=chosen.policies,
        sensitive=chosen.sensitive,
    )


def _new_run(
    chosen: Choices,
    found: Profiles,
    matching: Matching,
    *,
    centre: str,
    iso_week: str,
    at: datetime,
    late: bool,
) -> Run:
    return Run(
        centre_id=centre,
        iso_week=iso_week,
        made_at=at,
        late=late,
        params=dict(chosen.params_data),
        params_fingerprint=chosen.params.fingerprint(),
        vocabulary_version=chosen.vocabulary.version,
        pool_fingerprint=profiles.fingerprint(found),
        objective=matching.objective,
        bound=matching.bound,
        volunteers=len(found.volunteers),
        needs=len(found.needs),
    )


def _store(session: Session, run: Run, matching: Matching, known: Sequence[Suggestion]) -> None:
    """Bring a run's rows in line with what was found. Rows that were decided are not touched."""
    kept = {(row.volunteer_id, row.need_id): row for row in known if _may_change(row)}
    found = (*matching.proposals, *matching.alternatives)
    wanted = {(one.volunteer_id, one.need_id) for one in found}
    stale = [row for pair, row in kept.items() if row.rank > 0 and pair not in wanted]
    suggestions.forget(session, run.id, [row.id for row in stale], centre=run.centre_id)
    for pair, row in kept.items():
        if row.rank == 0 and pair not in wanted and row.state is SuggestionState.PROPOSED:
            _withdraw(row)
    for proposal in found:
        row = kept.get((proposal.volunteer_id, proposal.need_id)) or _new_row(run, proposal)
        _write(row, proposal, is_new=bool(known) and not (_is_undecided(row) and row.fit))
        session.add(row)
    session.add_all(_without_row(run, one) for one in matching.without)


def _new_row(run: Run, proposal: Proposal) -> Suggestion:
    return Suggestion(
        centre_id=run.centre_id,
        run_id=run.id,
        need_id=proposal.need_id,
        volunteer_id=proposal.volunteer_id,
        state=SuggestionState.WITHDRAWN,
        rank=proposal.rank,
        fit=0,
        priority=0,
    )


def _write(row: Suggestion, proposal: Proposal, *, is_new: bool) -> None:
    row.is_new = is_new and proposal.rank == 0
    row.rank, row.state = proposal.rank, SuggestionState.PROPOSED
    row.fit, row.priority = proposal.explanation.fit, proposal.priority
    row.explanation = as_json.explanation_to(proposal.explanation)
    row.best_for_others = proposal.best_for_others


def _withdraw(row: Suggestion) -> None:
    row.state, row.version = SuggestionState.WITHDRAWN, row.version + 1
    row.locked_by = row.locked_at = None


def _without_row(run: Run, found: Without) -> WithoutRow:
    is_need = found.subject is Subject.NEED
    return WithoutRow(
        centre_id=run.centre_id,
        run_id=run.id,
        subject=found.subject,
        need_id=found.id if is_need else None,
        volunteer_id=None if is_need else found.id,
        why=as_json.without_to(found),
    )


def _may_change(row: Suggestion) -> bool:
    return row.state in (SuggestionState.PROPOSED, SuggestionState.WITHDRAWN)


def _is_undecided(row: Suggestion) -> bool:
    return row.rank == 0 and row.state is SuggestionState.PROPOSED


def _pairs(rows: Iterable[Suggestion]) -> frozenset[Pair]:
    return frozenset((row.volunteer_id, row.need_id) for row in rows)


# ── what changed ──────────────────────────────────────────────────────────────────────────────


def _difference(before: Mapping[Pair, int], after: Iterable[Proposal]) -> dict[str, Any]:
    """Which needs have somebody else now, who is free again, how many are as they were."""
    now = {(one.volunteer_id, one.need_id): one.explanation.fit for one in after}
    gone, come = before.keys() - now.keys(), now.keys() - before.keys()
    needs = sorted({need_id for _, need_id in gone | come})
    busy = {volunteer_id for volunteer_id, _ in now}
    return {
        "moved": [
            {
                "need_id": need_id,
                "from": _of_need(before, gone, need_id),
                "to": _of_need(now, come, need_id),
            }
            for need_id in needs
        ],
        "freed": sorted({volunteer_id for volunteer_id, _ in gone} - busy),
        "unchanged": len(before.keys() & now.keys()),
    }


def _of_need(fits: Mapping[Pair, int], pairs: Iterable[Pair], need_id: str) -> list[dict[str, Any]]:
    return [
        {"volunteer_id": volunteer_id, "fit": fits[volunteer_id, need_id]}
        for volunteer_id, wanted in sorted(pairs)
        if wanted == need_id
    ]


# ── the to-do ─────────────────────────────────────────────────────────────────────────────────


def _keep_todo(session: Session, run: Run, *, by: str | None, at: datetime) -> None:
    """It stands as long as something is undecided. What opens it again gives it a new day."""
    session.flush()  # the count reads the rows
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
            due_on=max(monday(run.iso_week), day_of(at)),
            run_id=run.id,
            facts={"iso_week": run.iso_week},
            again=str(run.version),
            centre=run.centre_id,
            at=at,
        )
