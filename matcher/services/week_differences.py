"""What changed: between two weeks, and by one decision.

Between two weeks the rows tell, since the people of then are not kept. For a decision the week of
this moment is solved as it would be if the no were taken back, keeping to what taking it back keeps
to (`week_rows.kept_when_undone`): of the last decision that is the week that it changed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from matcher.domain.answers import Cause, Caused, Difference, Seated, Shift, Sides
from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.errors import Missing
from matcher.domain.suggestions import Pair, SuggestionState
from matcher.engine.answers.differences import difference
from matcher.engine.answers.whatif import compared
from matcher.engine.pool import Pool
from matcher.engine.solving import solve
from matcher.services import answer_weeks, choices, week_rows
from matcher.services.answer_weeks import AsOf, People, Standing
from matcher.store import audit, pairs, runs, suggestions
from matcher.store.runs import Run
from matcher.store.suggestions import Suggestion

WEEKS = 8
MOST_DEEDS = 1000  # of a week: so often is none counted anew
UNDONE = "undo"  # what the trail calls a decision that was taken back
STANDING = (SuggestionState.PROPOSED, SuggestionState.EXPIRED)
DECIDED = (SuggestionState.ACCEPTED, SuggestionState.REJECTED, SuggestionState.NOT_NOW)
MATCHED = (SuggestionState.ACCEPTED,)
CAUSES = {
    SuggestionState.REJECTED: Cause.REJECTED,
    SuggestionState.NOT_NOW: Cause.RESTED,
}


@dataclass(frozen=True, slots=True)
class TwoWeeks:
    """What parts two runs, and why."""

    weeks: tuple[str, ...]  # that have a run, newest first
    before: str
    after: str
    difference: Difference
    caused: tuple[Caused, ...]
    other_choices: bool  # the two were weighed differently
    people: People


@dataclass(frozen=True, slots=True)
class ByDecision:
    """What a no changed: of the last decision from the week as it would be without it to the week
    as it is; of an older one from that to what it would be if the no were taken back now.
    """

    pair: Pair
    state: SuggestionState
    is_last: bool  # nothing has been decided since: that week is the one there was
    sides: Sides | None  # None: it is no longer possible to tell, or it was a yes
    then: tuple[Shift, ...] | None  # what it moved when it was made; None: nobody kept that
    is_taken_back: bool
    is_suggested: bool  # the two are this week's suggestion now
    people: People


@dataclass(frozen=True, slots=True)
class _Told:
    """What a run says, by pair and by need: also of pairs that did not stand to the end."""

    run: Run
    rows: Mapping[Pair, Suggestion]
    needs: frozenset[str]

    def fits(self, *states: SuggestionState) -> dict[Pair, int]:
        """How well those suit that ended so."""
        return {pair: row.fit for pair, row in self.rows.items() if row.state in states}

    @property
    def ended_with(self) -> dict[Pair, int]:
        """What stood when the week was over, but for what had become a match. Whoever had somebody
        and then nobody is told of by the best of those whom she had.
        """
        stood, has = self.fits(*STANDING), self.fits(*STANDING, *MATCHED)
        alone = self.rows.keys() - {pair for pair in self.rows if pair[1] in _needs(has)}
        best = {pair[1]: pair for pair in sorted(alone, key=lambda one: (self.rows[one].fit, one))}
        return stood | {pair: self.rows[pair].fit for pair in best.values()}

    @property
    def matched(self) -> list[Caused]:
        """Those whose suggestion has become a match: they have lost nothing."""
        found = self.fits(*MATCHED).items()
        seated = ((need_id, Seated(volunteer_id, fit)) for (volunteer_id, need_id), fit in found)
        return [Caused(Shift(need_id, (), (one,)), Cause.MATCHED) for need_id, one in seated]

    @property
    def volunteers(self) -> frozenset[str]:
        """Whom the week has something for as it stands."""
        return frozenset(volunteer_id for volunteer_id, _ in self.fits(*STANDING, *MATCHED))


def between(
    session: Session, before: str | None, after: str | None, *, centre: str, at: datetime
) -> TwoWeeks | None:
    """Two weeks, the two newest where none are named; None while there is only one. Raises
    Missing for a week without a run.
    """
    known = runs.weeks_of(session, centre=centre, at_most=WEEKS)
    if len(known) < 2:
        return None
    later = after or known[0]
    earlier = before or next((week for week in known if week < later), known[-1])
    first, then = (_told(session, week, centre=centre) for week in (earlier, later))
    found = difference(first.ended_with, then.fits(*STANDING, *MATCHED))
    now = AsOf(choices.of(session, centre=centre), swedish_day(at))
    return TwoWeeks(
        weeks=tuple(known),
        before=earlier,
        after=later,
        difference=found,
        caused=(
            *first.matched,
            *(Caused(shift, _cause(shift, first, then)) for shift in found.shifts),
        ),
        other_choices=first.run.params_fingerprint != then.run.params_fingerprint,
        people=answer_weeks.people(
            session,
            now,
            volunteers=[one.shift.after[0].volunteer_id for one in first.matched],
            needs=[one.shift.need_id for one in first.matched],
            differences=[found],
            centre=centre,
        ),
    )


def by_decision(session: Session, suggestion_id: str, *, centre: str, at: datetime) -> ByDecision:
    """What somebody's no to a suggestion changed. Raises Missing."""
    row = suggestions.one(session, suggestion_id, centre=centre)
    pair = (row.volunteer_id, row.need_id)
    now = answer_weeks.standing(session, centre=centre, at=at)
    run = runs.newest_run(session, centre=centre)
    undone = _undone(session, now, row, run)
    sides, is_last = None, _is_last(row, run)
    if undone is not None:
        asked = ("undone", row.id, is_last, undone.proposed, undone.blocked, undone.resting)
        sides = now.once(asked, lambda: _sides(now, undone, is_last=is_last))
    told = _trail(session, row)
    then = _moved_then(told)
    moved = Difference(shifts=then or ())
    known = answer_weeks.people(
        session,
        now,
        volunteers=[row.volunteer_id],
        needs=[row.need_id],
        differences=[moved, *([sides.difference] if sides else ())],
        centre=centre,
    )
    if then is not None:  # who has died since is named nowhere
        then = tuple(one for one in then if one.need_id in known.needs)
    return ByDecision(
        pair=pair,
        state=row.state,
        is_last=is_last,
        sides=sides,
        then=then,
        is_taken_back=bool(told) and told[0]["because"] == UNDONE and row.state not in DECIDED,
        is_suggested=row.volunteer_id in now.given.get(row.need_id, ()),
        people=known,
    )


def _trail(session: Session, row: Suggestion) -> list[Mapping[str, Any]]:
    """What the trail has kept of the decisions about a suggestion, the last one first."""
    deeds = audit.about(session, row.run_id, centre=row.centre_id, limit=MOST_DEEDS)
    return [
        deed.facts
        for deed in deeds
        if deed.facts.get("suggestion_id") == row.id
        and deed.facts.get("because") in (*week_rows.DECISIONS, UNDONE)
    ]


def _moved_then(told: Iterable[Mapping[str, Any]]) -> tuple[Shift, ...] | None:
    """What the last decision moved when it was made; None where nobody has kept that."""
    moved = (one["moved"] for one in told if one["because"] in week_rows.DECISIONS)
    found = next(moved, None)
    return None if found is None else tuple(map(_shift, found))


def _shift(told: Mapping[str, Any]) -> Shift:
    before, after = (
        tuple(Seated(seat["volunteer_id"], seat["fit"]) for seat in told[side])
        for side in ("from", "to")
    )
    return Shift(told["need_id"], before, after)


def _sides(now: Standing, undone: Pool, *, is_last: bool) -> Sides:
    other = solve(undone, now.chosen.params, now.chosen.related)
    return compared(other, now.solved) if is_last else compared(now.solved, other)


def _is_last(row: Suggestion, run: Run | None) -> bool:
    told = (run.changes if run else None) or {}
    return told.get("suggestion_id") == row.id and told.get("deed") in ("reject", "not_now")


def _undone(session: Session, now: Standing, row: Suggestion, run: Run | None) -> Pool | None:
    """The pool as it is when the no is taken back (`suggestions.undo`)."""
    pool, pair = now.pool, (row.volunteer_id, row.need_id)
    if row.state not in CAUSES:
        return None
    subjects = {need.id: need.subject_id for need in pool.needs}
    if pair[1] not in subjects or all(one.id != pair[0] for one in pool.volunteers):
        return None
    if row.state is SuggestionState.NOT_NOW:
        pool = replace(pool, resting=pool.resting - {pair})
    if row.state is SuggestionState.REJECTED:
        subject = subjects[pair[1]]
        others = pairs.barred(session, centre=row.centre_id, on=now.on, besides=row.id)
        of_hers = {need_id for need_id, whose in subjects.items() if whose == subject}
        is_free = pair[0] not in others.get(subject, ())
        barred = {(pair[0], need_id) for need_id in of_hers} if is_free else set()
        pool = replace(pool, blocked=pool.blocked - barred)
    if run is not None and run.id == row.run_id:
        pool = replace(pool, proposed=week_rows.kept_when_undone(run, row, pool.proposed))
    return pool


def _told(session: Session, iso_week: str, *, centre: str) -> _Told:
    run = runs.run_of_week(session, iso_week, centre=centre)
    if run is None:
        raise Missing("run", iso_week)
    rows = suggestions.of_run(session, run.id, centre=centre, at_most_rank=0)
    without = suggestions.without_of_run(session, run.id, centre=centre)
    told = {(row.volunteer_id, row.need_id): row for row in rows}
    needs = _needs(told) | {row.need_id for row in without if row.need_id}
    return _Told(run, told, needs)


def _needs(pairs: Iterable[Pair]) -> frozenset[str]:
    return frozenset(need_id for _, need_id in pairs)


def _cause(shift: Shift, first: _Told, then: _Told) -> Cause:
    """The nearest reason that the rows tell."""
    pairs = [(one.volunteer_id, shift.need_id) for one in shift.before]
    said = [week.rows[pair].state for pair in pairs for week in (first, then) if pair in week.rows]
    decided = next((CAUSES[state] for state in said if state in CAUSES), None)
    if decided is not None:
        return decided
    if shift.need_id not in then.needs:
        return Cause.IS_GONE
    if shift.need_id not in first.needs:
        return Cause.IS_NEW
    left = [one.volunteer_id for one in shift.before]
    if any(one in then.volunteers for one in left):
        return Cause.ELSEWHERE
    return Cause.NOT_POSSIBLE if left else Cause.BETTER
