"""The week as it stands this moment, solved, for whoever asks about it; and who is who in it.

It is the week that a recount would leave: today's rows, with what coordinators have decided,
locked and let rest in the newest run. Nothing is stored by asking.
"""

from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from matcher.domain.answers import Difference
from matcher.domain.calendar_weeks import iso_week, swedish_day
from matcher.domain.suggestions import Pair, SuggestionState
from matcher.engine import features
from matcher.engine.answers.forcing import Forcing
from matcher.engine.answers.trials import who_with_whom
from matcher.engine.features import Features
from matcher.engine.features.times import TimeFeatures
from matcher.engine.pool import Pool
from matcher.engine.solving import Solved, solve
from matcher.phrases.cast import Cast
from matcher.services import choices, faces, week_rows, weeks
from matcher.services.choices import Choices
from matcher.services.faces import NeedSide, Side
from matcher.services.shelf import Shelf
from matcher.store import runs, suggestions
from matcher.store.profiles import digest
from matcher.store.suggestions import Suggestion

T = TypeVar("T")

MOST_TOLD = 40  # answers kept with a week
MOST_PAIRS = 250_000  # volunteers × needs of all weeks kept: of some thirty centres, a few 100 MB


@dataclass(frozen=True)
class Standing:
    """A centre's pool of this moment, and by what it is matched."""

    pool: Pool
    chosen: Choices
    undecided: dict[Pair, str]  # this week's suggestions that wait for a decision, by id
    on: date
    has_run: bool  # a week has been run: `undecided` is what its list shows
    told: dict[Hashable, Any] = field(default_factory=dict, compare=False)  # see `once`
    times_before: TimeFeatures | None = field(default=None, compare=False)

    @cached_property
    def features(self) -> Features:
        """The pool as arrays, as a run builds them; from what was worked out before, as far as it
        is of the same times.
        """
        params = self.chosen.params
        return features.build(
            self.pool,
            self.chosen.related,
            params.speeds,
            params.notice,
            params.in_person,
            before=self.times_before,
        )

    @property
    def times(self) -> TimeFeatures | None:
        """When people can, as far as it has been worked out."""
        return self.features.times if "features" in vars(self) else self.times_before

    @cached_property
    def free_features(self) -> Features:
        """Of `free`: the same people, so most is the same."""
        return features.moved(self.features, self.free)

    @cached_property
    def solved(self) -> Solved:
        """The best week of it."""
        return solve(self.pool, self.chosen.params, self.chosen.related, features=self.features)

    @cached_property
    def free(self) -> Pool:
        """The same people today, whatever this week's suggestions have become: nothing is locked
        and nothing rests.
        """
        return replace(
            self.pool,
            first_day=weeks.monday(iso_week(self.on)),
            resting=frozenset(),
            locked=frozenset(),
            proposed=frozenset(),
        )

    def has_told(self, asked: Hashable) -> bool:
        """Whether that has been found already."""
        return asked in self.told

    @cached_property
    def given(self) -> dict[str, tuple[str, ...]]:
        """Whom the best week gives to each volunteer and to each need, by id."""
        found: dict[str, list[str]] = {}
        for p in self.solved.assignment.chosen_p.tolist():
            volunteer_id, need_id = self.solved.ids(p)
            found.setdefault(volunteer_id, []).append(need_id)
            found.setdefault(need_id, []).append(volunteer_id)
        return {one: tuple(others) for one, others in found.items()}

    @cached_property
    def fits(self) -> dict[Pair, int]:
        """How well those suit whom the best week gives to each other, in thousandths."""
        return who_with_whom(self.solved, self.solved.open, self.solved.assignment.chosen_p)

    @property
    def is_other_than_listed(self) -> bool:
        """Whether a recount would suggest others than the week's list does: facts have changed, or
        the day is another.
        """
        return self.has_run and self.fits.keys() != self.undecided.keys()

    @cached_property
    def forcing(self) -> Forcing:
        """Questions about its pairs."""
        return Forcing(self.solved)

    def once(self, asked: Hashable, find: Callable[[], T]) -> T:
        """What `find` finds in this week, found once: `asked` says which question it answers."""
        found: T | None = self.told.get(asked)
        if found is None:
            found = find()
            for oldest in list(self.told)[: len(self.told) + 1 - MOST_TOLD]:
                self.told.pop(oldest, None)
            self.told[asked] = found
        return found


@dataclass(frozen=True, slots=True)
class AsOf:
    """By what people are shown, where no week is asked about: the choices and the day."""

    chosen: Choices
    on: date


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
    """How it stands now; worked out anew where any row is other than it was. Raises Missing (no
    such centre).
    """
    session.flush()  # what this unit of work has changed is among the rows
    on = swedish_day(at)
    same = (digest.of_centre(session, centre=centre), on)
    last = _KEPT.last(centre)
    times = last.times if last else None
    return _KEPT.of(centre, same, lambda: _standing(session, on, times, centre=centre, at=at))


def _standing(
    session: Session, on: date, times: TimeFeatures | None = None, *, centre: str, at: datetime
) -> Standing:
    chosen = choices.of(session, centre=centre)
    run = runs.newest_run(session, centre=centre)
    rows = suggestions.of_run(session, run.id, centre=centre, at_most_rank=0) if run else []
    first_day = weeks.monday(run.iso_week if run else iso_week(on))
    found = weeks.profiles_of(session, chosen, centre=centre, at=at)
    pool = weeks.pool_of(found, first_day)
    return Standing(
        pool=decided(pool, rows),
        chosen=chosen,
        undecided={
            (row.volunteer_id, row.need_id): row.id for row in rows if week_rows.is_undecided(row)
        },
        on=on,
        has_run=run is not None,
        times_before=times,
    )


def decided(pool: Pool, rows: Iterable[Suggestion]) -> Pool:
    """The pool with what a week's suggestions have become: locked, resting, undecided."""
    rows = list(rows)
    open_ones = [row for row in rows if week_rows.is_undecided(row)]
    return replace(
        pool,
        resting=resting(rows),
        locked=week_rows.pairs(row for row in open_ones if row.locked_at is not None),
        proposed=week_rows.pairs(open_ones),
    )


def resting(rows: Iterable[Suggestion]) -> frozenset[Pair]:
    """The pairs of a week that were not for now."""
    return week_rows.pairs(row for row in rows if row.state is SuggestionState.NOT_NOW)


def _pairs(now: Standing) -> int:
    return len(now.pool.volunteers) * len(now.pool.needs)


_KEPT: Shelf[Standing] = Shelf(MOST_PAIRS, _pairs)


def people(
    session: Session,
    now: Standing | AsOf,
    *,
    volunteers: Iterable[str] = (),
    needs: Iterable[str] = (),
    differences: Iterable[Difference] = (),
    drawn: Collection[str] | None = None,
    centre: str,
) -> People:
    """Those who are named: by id, and all who move in these differences; times and words of a
    life of those `drawn`, of all when it is not said.
    """
    volunteer_ids, need_ids = set(volunteers), set(needs)
    for one in differences:
        volunteer_ids |= {*one.freed, *one.taken}
        for shift in one.shifts:
            need_ids.add(shift.need_id)
            seats = (*shift.before, *shift.after, *shift.kept)
            volunteer_ids |= {seated.volunteer_id for seated in seats}
    return People(
        *faces.both(
            session,
            volunteer_ids,
            need_ids,
            now.chosen.params,
            drawn=drawn,
            centre=centre,
            on=now.on,
        )
    )
