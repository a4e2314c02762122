"""From what the engine found to a run's rows, and what is different since the last time."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from matcher.domain import found_as_json as as_json
from matcher.domain.suggestions import (
    Matching,
    Pair,
    Proposal,
    Subject,
    SuggestionState,
    Verdict,
    Without,
)
from matcher.services.choices import Choices
from matcher.services.fits import whole
from matcher.store import profiles, suggestions
from matcher.store.profiles import Profiles
from matcher.store.runs import Run
from matcher.store.suggestions import Suggestion, WithoutRow

# What the engine may put another way at the next count; the rest is what a person has said.
UNDECIDED = (SuggestionState.PROPOSED, SuggestionState.WITHDRAWN, SuggestionState.EXPIRED)

DECISIONS = frozenset(verdict.value for verdict in Verdict)


def new_run(
    chosen: Choices,
    found: Profiles,
    matching: Matching,
    *,
    centre: str,
    iso_week: str,
    at: datetime,
    late: bool,
) -> Run:
    """The row of a run: all that is needed to make it again, or to see why it was so."""
    run = Run(
        centre_id=centre,
        iso_week=iso_week,
        made_at=at,
        late=late,
        params=dict(chosen.params_data),
        params_fingerprint=chosen.params.fingerprint(),
        vocabulary_version=chosen.vocabulary.version,
        pool_fingerprint=profiles.fingerprint(found),
        volunteers=len(found.volunteers),
        needs=len(found.needs),
    )
    measure(run, matching)
    return run


def measure(run: Run, matching: Matching) -> None:
    """What the plan is worth and what is proven of it; and its prices, for the next count."""
    run.objective, run.bound = matching.objective, matching.bound
    run.prices = as_json.prices_to(matching.prices)


def keep(session: Session, run: Run, matching: Matching, known: Sequence[Suggestion]) -> None:
    """Bring a run's rows in line with what was found. Rows that were decided are not touched."""
    kept = {(row.volunteer_id, row.need_id): row for row in known if _may_change(row)}
    decided = pairs(row for row in known if not _may_change(row))
    found = [
        one
        for one in (*matching.proposals, *matching.alternatives)
        if (one.volunteer_id, one.need_id) not in decided
    ]
    wanted = {(one.volunteer_id, one.need_id) for one in found}
    stale = [row for pair, row in kept.items() if row.rank > 0 and pair not in wanted]
    suggestions.forget(session, run.id, [row.id for row in stale], centre=run.centre_id)
    for pair, row in kept.items():
        if row.rank == 0 and pair not in wanted and row.state is SuggestionState.PROPOSED:
            _withdraw(row)
    for proposal in found:
        row = kept.get((proposal.volunteer_id, proposal.need_id)) or _new_row(run, proposal)
        _write(row, proposal, is_new=bool(known) and not (is_undecided(row) and row.fit))
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
    return row.state in UNDECIDED


def is_undecided(row: Suggestion) -> bool:
    """Suggested, and waiting for a coordinator."""
    return row.rank == 0 and row.state is SuggestionState.PROPOSED


def pairs(rows: Iterable[Suggestion]) -> frozenset[Pair]:
    """Who with whom, by id."""
    return frozenset((row.volunteer_id, row.need_id) for row in rows)


def before(run: Run) -> frozenset[Pair]:
    """The pairs that were suggested before the last decision."""
    told = (run.changes or {}).get("before", ())
    return frozenset((volunteer_id, need_id) for volunteer_id, need_id in told)


def kept_when_undone(run: Run, row: Suggestion, undecided: AbstractSet[Pair]) -> frozenset[Pair]:
    """The pairs that keep the bonus when a decision is taken back: of the last one, those that were
    suggested before it, as if it had not been made; of an earlier one, those that are now.
    """
    told = run.changes or {}
    is_last = told.get("suggestion_id") == row.id and told.get("deed") in DECISIONS
    return frozenset(before(run) if is_last else undecided) | {(row.volunteer_id, row.need_id)}


def difference(
    before: Mapping[Pair, int],
    matching: Matching,
    *,
    matched: AbstractSet[str] = frozenset(),
) -> dict[str, Any]:
    """Which needs have somebody else now, who is free again, how many are as they were; of how
    many of those the points are others, since what is rare is so among those who take part.

    `matched` have lost their suggestion to a match: they are not free. Nor is who rests, has left
    or may be suggested to nobody.
    """
    now = {(one.volunteer_id, one.need_id): one.explanation.fit for one in matching.proposals}
    idle = {one.id for one in matching.without if one.subject is Subject.VOLUNTEER and not one.own}
    gone, come = before.keys() - now.keys(), now.keys() - before.keys()
    needs, same = sorted({need_id for _, need_id in gone | come}), before.keys() & now.keys()
    return {
        "moved": [
            {
                "need_id": need_id,
                "from": _of_need(before, gone, need_id),
                "to": _of_need(now, come, need_id),
                "kept": _of_need(now, same, need_id),
            }
            for need_id in needs
        ],
        "freed": sorted({volunteer_id for volunteer_id, _ in gone} & idle - matched),
        "unchanged": len(same),
        "measured": sum(whole(before[pair]) != whole(now[pair]) for pair in same),
    }


def _of_need(fits: Mapping[Pair, int], pairs: Iterable[Pair], need_id: str) -> list[dict[str, Any]]:
    return [
        {"volunteer_id": volunteer_id, "fit": fits[volunteer_id, need_id]}
        for volunteer_id, wanted in sorted(pairs)
        if wanted == need_id
    ]
