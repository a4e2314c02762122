"""The week as it stands this moment, solved, for whoever asks about it; and who is who in it.

It is the week that a recount would leave: today's rows, with what coordinators have decided,
locked and let rest in the newest run. Nothing is stored by asking.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from sqlalchemy.orm import Session

from matcher.domain.answers import Difference, Pair
from matcher.domain.calendar_weeks import iso_week, swedish_day
from matcher.domain.suggestions import SuggestionState
from matcher.engine.pool import Pool
from matcher.engine.solving import Solved, solve
from matcher.phrases.answers import Cast
from matcher.services import choices, faces, week_rows, weeks
from matcher.services.choices import Choices
from matcher.services.faces import NeedSide, Side
from matcher.store import runs, suggestions
from matcher.store.suggestions import Suggestion


@dataclass(frozen=True)
class Standing:
    """A centre's pool of this moment, and by what it is matched."""

    pool: Pool
    chosen: Choices
    undecided: dict[Pair, str]  # this week's suggestions that wait for a decision, by id
    on: date

    @cached_property
    def solved(self) -> Solved:
        """The best week of it."""
        return solve(self.pool, self.chosen.params, self.chosen.related)


@dataclass(frozen=True, slots=True)
class People:
    """Everybody an answer names, as lists show them. Whoever is not here is not named."""

    volunteers: dict[str, Side]
    needs: dict[str, NeedSide]

    def cast(self, language: str) -> Cast:
        """What the sentences call them."""
        return Cast(
            {one: side.called for one, side in self.volunteers.items()},
            {one: side.called for one, side in self.needs.items()},
            language,
        )


def standing(session: Session, *, centre: str, at: datetime) -> Standing:
    """How it stands now. Raises Missing (no such centre)."""
    chosen, on = choices.of(session, centre=centre), swedish_day(at)
    run = runs.newest_run(session, centre=centre)
    rows = suggestions.of_run(session, run.id, centre=centre, at_most_rank=0) if run else []
    first_day = weeks.monday(run.iso_week if run else iso_week(on))
    found = weeks.profiles_of(session, chosen, centre=centre, at=at)
    return Standing(
        pool=decided(weeks.pool_of(found, first_day), rows),
        chosen=chosen,
        undecided={
            (row.volunteer_id, row.need_id): row.id for row in rows if week_rows.is_undecided(row)
        },
        on=on,
    )


def decided(pool: Pool, rows: Iterable[Suggestion]) -> Pool:
    """The pool with what a week's suggestions have become: locked, resting, undecided."""
    rows = list(rows)
    open_ones = [row for row in rows if week_rows.is_undecided(row)]
    resting = week_rows.pairs(row for row in rows if row.state is SuggestionState.NOT_NOW)
    return replace(
        pool,
        blocked=pool.blocked | resting,
        locked=week_rows.pairs(row for row in open_ones if row.locked_at is not None),
        proposed=week_rows.pairs(open_ones),
    )


def people(
    session: Session,
    now: Standing,
    *,
    volunteers: Iterable[str] = (),
    needs: Iterable[str] = (),
    differences: Iterable[Difference] = (),
    centre: str,
) -> People:
    """Those who are named: by id, and all who move in these differences."""
    volunteer_ids, need_ids = set(volunteers), set(needs)
    for one in differences:
        volunteer_ids |= {*one.freed, *one.taken}
        for shift in one.shifts:
            need_ids.add(shift.need_id)
            volunteer_ids |= {seated.volunteer_id for seated in (*shift.before, *shift.after)}
    return People(
        faces.volunteers(session, sorted(volunteer_ids), centre=centre),
        faces.needs(session, sorted(need_ids), now.chosen.params, centre=centre, on=now.on),
    )
