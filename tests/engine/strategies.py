"""Whole pools for hypothesis: few words, few places, so that people often meet and often clash."""

from datetime import date

from hypothesis import strategies as st

from matcher.domain.availability import EVEN_WEEKS, Availability, weekly
from matcher.domain.clearance import AssignmentType
from matcher.domain.needs import NeedKind, Never
from matcher.domain.people import Bears, Form, Gender, GenderWish, Level, Strength, Trait, Traits
from matcher.domain.places import Place, Precision
from matcher.domain.roads import Point, Roads
from matcher.domain.travel import Mode
from tests.days import without_days
from tests.make import (
    CLEARED,
    KNIVSTA,
    MONDAY,
    NOT_CLEARED,
    STOCKHOLM,
    TUESDAYS,
    UPPSALA,
    WEEKDAYS,
    need_profile,
    pool,
    volunteer_profile,
)

RELATED = {"chess": {"cards": 0.6}, "cards": {"chess": 0.6}, "walks": {"companionship": 0.5}}

_words = st.frozensets(st.sampled_from(["chess", "cards", "fika", "opera"]), max_size=3)
_tasks = st.frozensets(st.sampled_from(["companionship", "walks", "shopping"]), max_size=2)
_skills = st.frozensets(st.sampled_from(["piano", "first_aid"]), max_size=2)
_forms = st.frozensets(st.sampled_from([Form.HOME, Form.OUT, Form.PHONE]), max_size=2)
_languages = st.dictionaries(
    st.sampled_from(["swedish", "finnish", "arabic"]), st.sampled_from(list(Level)), max_size=2
)
_places = st.sampled_from(
    [UPPSALA, KNIVSTA, STOCKHOLM, Place(UPPSALA.lat, UPPSALA.lon, Precision.LOCALITY), None]
)
_points = st.sampled_from([Point.of(place) for place in (UPPSALA, KNIVSTA, STOCKHOLM)])
_roads = st.builds(
    Roads, st.dictionaries(st.tuples(_points, _points), st.floats(0, 200), max_size=2)
)
_times = st.sampled_from(
    [
        TUESDAYS,
        WEEKDAYS,
        Availability(),
        weekly([1], 36, 40, EVEN_WEEKS),
        without_days(weekly([5, 6], 48, 60), date(2026, 12, 5), date(2026, 12, 20)),
    ]
)
_gender_wishes = st.none() | st.builds(
    GenderWish, st.sampled_from(list(Gender)), st.sampled_from(list(Strength))
)
_traits = st.builds(
    Traits,
    has=st.dictionaries(st.sampled_from(list(Trait)), st.booleans(), max_size=2),
    bears=st.dictionaries(st.sampled_from(list(Trait)), st.sampled_from(list(Bears)), max_size=2),
)
_gates = st.sampled_from([CLEARED, CLEARED, NOT_CLEARED | {AssignmentType.REMOTE: ()}])

volunteer_facts = st.fixed_dictionaries(
    {},
    optional={
        "place": _places,
        "modes": st.frozensets(st.sampled_from(list(Mode)), max_size=2),
        "reach_minutes": st.sampled_from([None, 15, 60]),
        "availability": _times,
        "languages": _languages,
        "tasks": _tasks,
        "not_tasks": _tasks,
        "interests": _words,
        "dislikes": _words,
        "skills": _skills,
        "background": _skills,
        "forms": _forms,
        "birth_year": st.sampled_from([None, 1950, 2010]),
        "gender": st.none() | st.sampled_from(list(Gender)),
        "gender_wish": _gender_wishes,
        "traits": _traits,
        "missing_gates": _gates,
        "capacity": st.integers(0, 2),
        "minutes_free": st.sampled_from([None, None, 60, 240, 480]),
        "commitment_months": st.sampled_from([None, 3, 12]),
        "on_call": st.booleans(),
        "restricted": st.booleans(),
    },
)
need_facts = st.fixed_dictionaries(
    {},
    optional={
        "kind": st.sampled_from(list(NeedKind)),
        "forms": _forms,
        "preferred_form": st.none() | st.sampled_from([Form.HOME, Form.PHONE]),
        "seats": st.integers(1, 2),
        "place": _places,
        "availability": _times,
        "minutes": st.sampled_from([45, 60, 120]),
        "every_weeks": st.sampled_from([0, 1, 2, 4]),
        "tasks": _tasks,
        "interests": _words,
        "dislikes": _words,
        "skills_needed": st.frozensets(st.sampled_from(["piano"])),
        "skills_wished": _skills,
        "background": _skills,
        "languages": _languages,
        "must_languages": st.frozensets(st.sampled_from(["finnish"])),
        "gender": st.none() | st.sampled_from(list(Gender)),
        "gender_wish": _gender_wishes,
        "traits": _traits,
        "min_age": st.sampled_from([None, 18]),
        "children_present": st.booleans(),
        "never": st.sampled_from([(), (), (Never.KEYS,)]),
        "until_on": st.sampled_from([None, date(2026, 11, 1), date(2026, 12, 24)]),
        "wanted_months": st.sampled_from([None, 6, 24]),
        "short_notice": st.booleans(),
        "priority_class": st.sampled_from([None, 1, 2, 3, 4]),
        "waiting_since": st.dates(date(2025, 1, 1), MONDAY),
        "has_consent": st.booleans(),
        "restricted": st.booleans(),
    },
)


@st.composite
def pools(draw, most_volunteers=4, most_needs=3):
    """A pool with some pairs already decided about."""
    volunteers = draw(st.lists(volunteer_facts, max_size=most_volunteers))
    needs = draw(st.lists(need_facts, max_size=most_needs))
    pairs = [(f"v{v}", f"n{n}") for v in range(len(volunteers)) for n in range(len(needs))]
    some = st.frozensets(st.sampled_from(pairs), max_size=2) if pairs else st.just(frozenset())
    return pool(
        [volunteer_profile(f"v{i}", **facts) for i, facts in enumerate(volunteers)],
        [need_profile(f"n{i}", **facts) for i, facts in enumerate(needs)],
        blocked=draw(some),
        locked=draw(some),
        frozen=draw(some),
        proposed=draw(some),
        roads=draw(_roads),
    )
