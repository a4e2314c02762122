"""What if? A wish for another week, made into a scenario, and the two weeks side by side.

Nothing is saved: what is to become true is done where it always is, on the person's page or at
the dial.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.answers import Remedy, Sides
from matcher.domain.availability import from_grid, weekly
from matcher.domain.calendar_weeks import QUARTERS_IN_DAY
from matcher.domain.clearance import AssignmentType
from matcher.domain.errors import Fault, Invalid, Missing
from matcher.domain.needs import NeedProfile
from matcher.domain.people import Level
from matcher.domain.places import Place
from matcher.domain.suggestions import Pair
from matcher.domain.travel import Mode
from matcher.domain.vocabulary import Vocabulary
from matcher.domain.volunteers import VolunteerProfile
from matcher.engine.answers.changes import Scenario, everybody_goes
from matcher.engine.answers.recruits import HOURS
from matcher.engine.answers.remedies import Mend, mend
from matcher.engine.answers.whatif import compared, imagined
from matcher.engine.params import Dial
from matcher.engine.solving import Solved
from matcher.services import answer_weeks, places
from matcher.services.answer_weeks import People, Standing
from matcher.services.dial import TURNS
from matcher.store import centres

COMMON = "swedish"
MONTHS = 12
MOST_NEWCOMERS = 20
# Told, not unknown: who has said nothing of times might turn out not to have any
ANY_TIME = weekly(range(7), 0, QUARTERS_IN_DAY).also_on_red_days()


@dataclass(frozen=True, slots=True)
class Newcomers:
    """Volunteers who are not there: so many, all alike, cleared for everything."""

    count: int = 0
    area_id: str | None = None  # None: in the middle of the centre
    hours: str | None = None  # of `recruits.HOURS`; None: whenever it suits
    language: str | None = None  # beside Swedish
    by_car: bool = False
    reach_minutes: int = 30


@dataclass(frozen=True, slots=True)
class Wish:
    """What a coordinator would try."""

    turn: str | None = None  # of `dial.TURNS`
    weights: Mapping[str, int] = field(default_factory=dict)  # criterion → per cent of today's
    minutes: int = 0  # that everybody goes longer
    gone: frozenset[str] = frozenset()  # volunteers and needs
    newcomers: Newcomers = field(default_factory=Newcomers)
    mended: tuple[Pair, ...] = ()  # pairs whose one hindrance is taken away

    @property
    def is_empty(self) -> bool:
        """Nothing would be other than it is."""
        return self == Wish()


@dataclass(frozen=True, slots=True)
class Choices:
    """The week as it stands, and what a newcomer to it may be: where, and speaking what."""

    now: Standing
    areas: tuple[tuple[str, str], ...]  # id and name
    languages: tuple[str, ...]  # concepts that somebody who waits speaks, beside Swedish
    vocabulary: Vocabulary


@dataclass(frozen=True, slots=True)
class TriedPair:
    """Two without their hindrance: what one would have to ask for, and whom each has then."""

    pair: Pair
    remedy: Remedy
    goes_to: tuple[str, ...]  # needs
    gets: tuple[str, ...]  # volunteers

    @property
    def is_given(self) -> bool:
        """The week brings the two together."""
        return self.pair[0] in self.gets


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Two weeks side by side."""

    wish: Wish
    sides: Sides | None  # None where nothing was wished
    other_weights: bool  # then fits are measured by another rule and are not compared
    people: People
    vocabulary: Vocabulary
    tried: tuple[TriedPair, ...] = ()
    by_bus: Sides | None = None  # of new volunteers with a car: the same by bus beside this wish

    @property
    def has_unknown(self) -> bool:
        """Somebody whom the wish would be without is not in the week anyway."""
        return bool(self.wish.gone - self.people.volunteers.keys() - self.people.needs.keys())


def choices_of(session: Session, *, centre: str, at: datetime) -> Choices:
    """The week as it stands, for one try or several."""
    now = answer_weeks.standing(session, centre=centre, at=at)
    spoken = {language for need in now.pool.needs for language in need.languages}
    return Choices(
        now=now,
        areas=places.areas(session, centre=centre),
        languages=tuple(sorted(spoken - {COMMON})),
        vocabulary=now.chosen.vocabulary,
    )


def look(session: Session, wish: Wish, choices: Choices, *, centre: str) -> WhatIf:
    """The week as it is and as it would be. Raises Invalid for what cannot be wished, and
    Missing for whoever is not in the pool.
    """
    now = choices.now
    sides = by_bus = None
    tried: tuple[TriedPair, ...] = ()
    if not wish.is_empty:
        other = _imagined(session, wish, now, centre=centre)
        sides = compared(now.solved, other)
        tried = tuple(_tried(now, other, pair) for pair in wish.mended)
        if wish.newcomers.count and wish.newcomers.by_car:
            without = replace(wish, newcomers=replace(wish.newcomers, by_car=False))
            by_bus = compared(_imagined(session, without, now, centre=centre), other)
    known = answer_weeks.people(
        session,
        now,
        volunteers=_known(
            now.pool.volunteers, wish.gone.union(*((*one.gets, one.pair[0]) for one in tried))
        ),
        needs=_known(
            now.pool.needs, wish.gone.union(*((*one.goes_to, one.pair[1]) for one in tried))
        ),
        differences=[sides.difference] if sides else [],
        centre=centre,
    )
    return WhatIf(
        wish,
        sides,
        other_weights=bool(wish.weights),
        people=known,
        vocabulary=choices.vocabulary,
        tried=tried,
        by_bus=by_bus,
    )


def _tried(now: Standing, other: Solved, pair: Pair) -> TriedPair:
    found = _mend(now, pair)
    given = [other.ids(p) for p in other.assignment.chosen_p.tolist()]
    return TriedPair(
        pair,
        Remedy(found.recipe, found.subject, found.id, found.facts),
        goes_to=tuple(need for volunteer, need in given if volunteer == pair[0]),
        gets=tuple(volunteer for volunteer, need in given if need == pair[1]),
    )


def _imagined(session: Session, wish: Wish, now: Standing, *, centre: str) -> Solved:
    scenario = scenario_of(session, wish, now, centre=centre)
    return imagined(now.solved, scenario, now.chosen.related)


def scenario_of(session: Session, wish: Wish, now: Standing, *, centre: str) -> Scenario:
    """The wish as the engine takes it. Raises Invalid."""
    _check(wish)
    found = Scenario(
        gone=wish.gone,
        weights=_weights(wish.weights, now),
        dial=Dial(**TURNS[wish.turn]) if wish.turn else None,
        volunteers=_newcomers(session, wish.newcomers, centre=centre),
    )
    if wish.minutes:
        found = everybody_goes(now.pool, wish.minutes) | found
    for pair in wish.mended:
        found |= _mend(now, pair).scenario
    return found


def _known(pool: Iterable[VolunteerProfile | NeedProfile], ids: Collection[str]) -> frozenset[str]:
    return frozenset(one.id for one in pool if one.id in ids)


def _check(wish: Wish) -> None:
    faults = {}
    if wish.turn and wish.turn not in TURNS:
        faults["turn"] = Fault("choose_one")
    if wish.newcomers.hours and wish.newcomers.hours not in HOURS:
        faults["hours"] = Fault("choose_one")
    if not 0 <= wish.newcomers.count <= MOST_NEWCOMERS:
        faults["count"] = Fault("out_of_range", {"low": 0, "high": MOST_NEWCOMERS})
    if faults:
        raise Invalid(faults)


def _weights(wished: Mapping[str, int], now: Standing) -> dict[str, int]:
    """The file's weights by the per cent wished; a criterion that is none is left out."""
    weights = now.chosen.params.weights
    return {name: weights[name] * share // 100 for name, share in wished.items() if name in weights}


def _mend(now: Standing, pair: Pair) -> Mend:
    """What takes the one hindrance between two away. Raises Missing where no small change does."""
    broken = now.forcing.broken(pair)
    rows = now.solved.features
    volunteer = rows.volunteers[rows.row_of_volunteer[pair[0]]]
    need = rows.needs[rows.row_of_need[pair[1]]]
    found = mend(broken[0], volunteer, need) if len(broken) == 1 else None
    if found is None:
        raise Missing("mend", ".".join(pair))
    return found


def _newcomers(session: Session, wish: Newcomers, *, centre: str) -> tuple[VolunteerProfile, ...]:
    if not wish.count:
        return ()
    spoken = [COMMON, wish.language] if wish.language else [COMMON]
    one = VolunteerProfile(
        id="newcomer",
        place=_place(session, wish.area_id, centre=centre),
        modes=frozenset({Mode.CAR if wish.by_car else Mode.BUS}),
        reach_minutes=wish.reach_minutes,
        availability=from_grid(HOURS[wish.hours]) if wish.hours else ANY_TIME,
        languages=dict.fromkeys(spoken, Level.NATIVE),
        missing_gates=dict.fromkeys(AssignmentType, ()),
        commitment_months=MONTHS,
    )
    return tuple(replace(one, id=newcomer(number)) for number in range(wish.count))


def newcomer(number: int) -> str:
    """The id of one who is not there; no row has such a one."""
    return f"newcomer-{number:02}"


def _place(session: Session, area_id: str | None, *, centre: str) -> Place | None:
    if area_id is not None:
        return places.place_of(session, postcode=None, area_id=area_id, centre=centre)
    middle = centres.one(session, centre).place
    return Place.from_json(middle) if middle else None
