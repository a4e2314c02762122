"""What the dial does, before it is turned: to this week's pool, and to the weeks that have been."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy.orm import Session

from matcher.domain.answers import Difference, Outcome, Turned
from matcher.domain.suggestions import Pair
from matcher.engine.answers.turning import Listed, turned, would_have
from matcher.engine.answers.whatif import outcome
from matcher.engine.params import Dial, Params
from matcher.services import answer_weeks
from matcher.services.answer_weeks import People
from matcher.services.dial import TURNS
from matcher.store import runs, suggestions
from matcher.store.runs import Run
from matcher.store.suggestions import ListedPair

WEEKS = 8
PAST_KEPT = 32 * WEEKS
SHARES = ("fit", "served", "waiting")


@dataclass(frozen=True, slots=True)
class Past:
    """A week that has been: what each setting would have chosen otherwise among its lists."""

    iso_week: str
    differences: dict[str, Difference]


@dataclass(frozen=True, slots=True)
class Curve:
    """How it is, what each setting would make of it, and what it would have made of past weeks."""

    dial: dict[str, int]  # the setting that holds
    now: Outcome
    settings: tuple[Turned, ...]
    past: tuple[Past, ...]
    people: People

    @property
    def moves_nobody(self) -> bool:
        """Whether this week's suggestions are the same by every setting."""
        return not any(one.difference.shifts for one in self.settings)


def curve(session: Session, *, centre: str, at: datetime) -> Curve:
    """The curve of a centre's dial. Nothing is turned by looking."""
    now = answer_weeks.standing(session, centre=centre, at=at)
    holds = now.chosen.params.dial
    found = now.once("turned", lambda: turned(now.solved, settings(holds)))
    return Curve(
        dial={share: getattr(holds, share) for share in SHARES},
        now=outcome(now.solved),
        settings=found,
        past=_past(session, centre=centre),
        people=answer_weeks.people(
            session, now, differences=[one.difference for one in found], centre=centre
        ),
    )


def settings(holds: Dial) -> dict[str, Dial]:
    """Each way one may turn it, and half of the way."""
    found = {}
    for name, shares in TURNS.items():
        whole = Dial(**shares)
        found[f"{name}_half"] = _between(holds, whole)
        found[name] = whole
    return {name: dial for name, dial in found.items() if dial != holds}


def _between(one: Dial, other: Dial) -> Dial:
    fit, served = (one.fit + other.fit) // 2, (one.served + other.served) // 2
    return Dial(fit=fit, served=served, waiting=100 - fit - served)


def _past(session: Session, *, centre: str) -> tuple[Past, ...]:
    made = runs.latest(session, centre=centre, at_most=WEEKS + 1)[1:]  # the newest goes on
    told = suggestions.listed_by(session, [run.id for run in made], centre=centre)
    return tuple(_week(run, told.get(run.id, ())) for run in made)


def _week(run: Run, rows: Sequence[ListedPair]) -> Past:
    listed = tuple(
        Listed((row.volunteer_id, row.need_id), row.fit, row.priority, row.seats) for row in rows
    )
    taken = tuple((row.volunteer_id, row.need_id) for row in rows if row.rank == 0)
    was = Params.from_dict(run.params).dial
    return Past(run.iso_week, _would_have(listed, taken, was))


@lru_cache(maxsize=PAST_KEPT)
def _would_have(
    listed: tuple[Listed, ...], taken: tuple[Pair, ...], was: Dial
) -> dict[str, Difference]:
    """Chosen anew once for the same lists: those of a week that has been stay as they are."""
    return {name: would_have(listed, taken, was, Dial(**shares)) for name, shares in TURNS.items()}
