"""Pools of invented people for measuring: the shapes of a centre, no evidence about anybody.

Half of what a centre's people know of one another is unknown here too: two in five places are
known to the town only, one volunteer in eight has told no times, every trait has gaps.
"""

from dataclasses import fields, replace
from datetime import date, timedelta

import numpy as np

from matcher.domain.availability import Availability, weekly
from matcher.domain.clearance import AssignmentType, Gate
from matcher.domain.needs import NeedKind, NeedProfile
from matcher.domain.people import Bears, Form, Gender, GenderWish, Level, Strength, Trait, Traits
from matcher.domain.places import Place, Precision
from matcher.domain.travel import Mode
from matcher.domain.volunteers import VolunteerProfile
from matcher.engine.matching import Pool

MONDAY = date(2026, 11, 23)
TASKS = [f"task_{i}" for i in range(40)]
INTERESTS = [f"interest_{i}" for i in range(60)]
SKILLS = [f"skill_{i}" for i in range(12)]
LANGUAGES = ["swedish", "finnish", "arabic", "english", "persian", "somali", "sign"]
SPANS = [(36, 48), (48, 68), (68, 84), (36, 64)]  # quarters: morning, afternoon, evening, day
RELATED = {
    words[i]: {words[i ^ 1]: 0.6} for words in (TASKS, INTERESTS, SKILLS) for i in range(len(words))
}


TRAVELLED_TO = [form for form in Form if not form.is_remote]
TELLERS = 4_000
FROM_AFAR = 0.02  # of a large pool's needs: whoever takes a telephone call is in reach of them all


def pool(volunteers: int, needs: int, seed: int = 1) -> Pool:
    """A centre's, or some centres' near each other. The same pool for the same numbers."""
    draw = np.random.default_rng(seed)
    towns = 1 + volunteers // 120
    middle = [(59.2 + draw.random(), 17.2 + draw.random()) for _ in range(towns)]
    return Pool(
        tuple(_volunteer(draw, i, middle[i % towns]) for i in range(volunteers)),
        tuple(_need(draw, i, middle[i % towns]) for i in range(needs)),
        MONDAY,
    )


def city(volunteers: int, needs: int, seed: int = 1) -> Pool:
    """A city's centres together: districts within some 25 km, most people in the middle."""
    draw = np.random.default_rng(seed)
    middle = np.array([57.7, 11.97]) + draw.normal(0, 1, (84, 2)) * [0.09, 0.17]
    return _spread(draw, volunteers, needs, middle, np.ones(len(middle)))


def country(volunteers: int, needs: int, seed: int = 1) -> Pool:
    """A country's centres together: 717 places of very uneven size.

    Whatever somebody tells, one of `TELLERS` has told: each fact is drawn by itself, and people
    who tell the same share it in memory, as rows read from a database do not.
    """
    draw = np.random.default_rng(seed)
    middle = np.array([55.5, 12.0]) + draw.beta(1.2, 3, (717, 2)) * [13.0, 10.0]
    crowd = draw.lognormal(0, 1.3, len(middle))
    told = _spread(draw, min(volunteers, TELLERS), min(needs, TELLERS), middle, crowd)
    homes_v, homes_n = (
        list(_homes(draw, middle[draw.choice(len(middle), count, p=crowd / crowd.sum())]))
        for count in (volunteers, needs)
    )
    return Pool(
        tuple(_as_told(draw, "v", told.volunteers, homes_v)),
        tuple(_as_told(draw, "n", told.needs, homes_n)),
        MONDAY,
    )


def _as_told(draw, letter, told, homes):
    """People who each tell one of the things that was told of everything."""
    facts = [field.name for field in fields(told[0]) if field.name not in ("id", "place")]
    columns = [[getattr(one, fact) for one in told] for fact in facts]
    rows = draw.integers(0, len(told), (len(facts), len(homes))).astype(np.int32)
    for number, home in enumerate(homes):
        says = {f: c[r] for f, c, r in zip(facts, columns, rows[:, number].tolist(), strict=True)}
        yield type(told[0])(id=f"{letter}{number:06}", place=home, **says)


def _homes(draw, middle):
    towns = {tuple(town): Place(*town, Precision.LOCALITY) for town in middle.tolist()}
    aside = draw.normal(0, 0.03, (len(middle), 2)) * [1, 2]
    vague = draw.random(len(middle)) < 0.4
    for town, door, is_vague in zip(middle.tolist(), (middle + aside).tolist(), vague, strict=True):
        yield towns[tuple(town)] if is_vague else Place(*door, Precision.ADDRESS)


def _spread(draw, volunteers, needs, middle, crowd) -> Pool:
    weights = crowd / crowd.sum()
    homes_v = middle[draw.choice(len(middle), volunteers, p=weights)].tolist()
    homes_n = middle[draw.choice(len(middle), needs, p=weights)].tolist()
    return Pool(
        tuple(_with_means(_volunteer(draw, i, home)) for i, home in enumerate(homes_v)),
        tuple(_travelled_to(draw, _need(draw, i, home)) for i, home in enumerate(homes_n)),
        MONDAY,
    )


def _with_means(volunteer: VolunteerProfile) -> VolunteerProfile:
    """Who has not told how she gets about would be in reach of the whole pool."""
    return volunteer if volunteer.modes else replace(volunteer, modes=frozenset({Mode.BUS}))


def _travelled_to(draw, need: NeedProfile) -> NeedProfile:
    if draw.random() < FROM_AFAR:
        return replace(need, forms=frozenset({Form.PHONE}))
    return replace(need, forms=need.forms & set(TRAVELLED_TO) or frozenset(TRAVELLED_TO[:2]))


def _volunteer(draw, number, middle):
    return VolunteerProfile(
        id=f"v{number:06}",
        place=_place(draw, middle),
        modes=frozenset(_some(draw, list(Mode), 2)),
        reach_minutes=int(draw.choice([15, 20, 30, 45, 60])),
        availability=_times(draw, 3, 0.12),
        languages=_languages(draw),
        tasks=frozenset(_some(draw, TASKS[:16], 5)),
        not_tasks=frozenset(_some(draw, TASKS[16:], 1)),
        interests=frozenset(_some(draw, INTERESTS, 5)),
        dislikes=frozenset(_some(draw, INTERESTS, 1)),
        skills=frozenset(_some(draw, SKILLS, 2)),
        background=frozenset(_some(draw, SKILLS, 1)),
        forms=frozenset(_some(draw, list(Form), 3)),
        birth_year=int(draw.integers(1940, 2006)),
        gender=list(Gender)[int(draw.random() < 0.25)],
        traits=_traits(draw),
        missing_gates={
            kind: (Gate.REFERENCE,) if draw.random() < 0.15 else () for kind in AssignmentType
        },
        capacity=int(draw.choice([0, 1, 1, 1, 2])),
        commitment_months=int(draw.choice([3, 6, 12])),
        on_call=bool(draw.random() < 0.2),
    )


def _need(draw, number, middle):
    local = draw.random() < 0.2
    must = draw.random() < 0.15
    return NeedProfile(
        id=f"n{number:06}",
        kind=NeedKind.LOCAL if local else NeedKind.COMPANIONSHIP,
        subject_id=f"s{number:06}",
        forms=frozenset(_some(draw, list(Form), 2)),
        seats=int(draw.choice([1, 2, 4])) if local else 1,
        place=_place(draw, middle),
        availability=_times(draw, 3, 0.1),
        minutes=int(draw.choice([60, 90, 120])),
        every_weeks=int(draw.choice([0, 1, 1, 2, 4])),
        tasks=frozenset(_some(draw, TASKS[:16], 3)),
        interests=frozenset(_some(draw, INTERESTS, 4)),
        languages=_languages(draw),
        gender_wish=GenderWish(Gender.WOMAN, Strength.MUST) if must else None,
        gender=Gender.WOMAN if draw.random() < 0.7 else Gender.MAN,
        traits=_traits(draw),
        wanted_months=12,
        priority_class=None if local else int(draw.integers(1, 5)),
        waiting_since=MONDAY - timedelta(days=int(draw.integers(0, 300))),
        has_consent=True,
    )


def _some(draw, words, about):
    """Some of the words, the first ones often: people's interests are skewed."""
    count = min(len(words), int(draw.poisson(about)))
    weights = 1 / np.arange(1, len(words) + 1)
    return [
        words[i] for i in draw.choice(len(words), count, replace=False, p=weights / weights.sum())
    ]


def _place(draw, middle):
    lat, lon = middle
    if draw.random() < 0.4:
        return Place(lat, lon, Precision.LOCALITY)
    north, east = draw.normal(0, 0.03, 2)
    return Place(lat + north, lon + 2 * east, Precision.ADDRESS)


def _times(draw, days, unknown):
    if draw.random() < unknown:
        return Availability()
    found = Availability()
    for day in _some(draw, list(range(7)), days) or [1]:
        found |= weekly([day], *SPANS[int(draw.integers(4))])
    return found


def _languages(draw):
    found = {} if draw.random() < 0.05 else {"swedish": Level.NATIVE}
    for language in _some(draw, LANGUAGES[1:], 0.5):
        found[language] = Level(int(draw.integers(1, 4)))
    return found


def _traits(draw):
    return Traits(
        has={trait: bool(draw.random() < 0.2) for trait in Trait if draw.random() < 0.5},
        bears={
            trait: list(Bears)[int(draw.choice(4, p=[0.75, 0.1, 0.1, 0.05]))]
            for trait in Trait
            if draw.random() < 0.5
        },
    )
