"""What the engine found survives being stored."""

import json
from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from matcher.domain import found_as_json as as_json
from matcher.domain.frames import Meeting, Way
from matcher.domain.people import Form
from matcher.domain.suggestions import (
    NO_PRICES,
    Ask,
    Broken,
    Explanation,
    Gain,
    NearMiss,
    Part,
    PriceList,
    RuleClass,
    Subject,
    Without,
)

words = st.text("abcå_", min_size=1, max_size=8)
facts = st.dictionaries(
    words,
    st.one_of(st.none(), st.booleans(), st.integers(0, 999), words, st.lists(words)),
    max_size=3,
)
points = st.integers(0, 100_000)
parts = st.builds(Part, words, points, points, points, facts)
questions = st.builds(Ask, st.sampled_from(Subject), words, facts)
meetings = st.builds(
    Meeting,
    weekday=st.integers(0, 6),
    start=st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45])),
    minutes=st.integers(15, 480),
    every_weeks=st.sampled_from([0, 1, 2, 4]),
    first_on=st.dates(date(2026, 1, 1), date(2030, 1, 1)),
    met=st.integers(0, 8),
    of=st.integers(1, 8),
    parity=st.sampled_from([None, "even", "odd"]),
)
ways = st.builds(
    Way,
    km=st.floats(0, 500),
    uncertain_km=st.floats(0, 50),
    same_place=st.booleans(),
    mode=st.sampled_from([None, "bus"]),
    minutes=st.one_of(st.none(), st.integers(1, 300)),
)
explanations = st.builds(
    Explanation,
    parts=st.lists(parts, max_size=3).map(tuple),
    asks=st.lists(questions, max_size=2).map(tuple),
    differs=st.lists(questions, max_size=2).map(tuple),
    meeting=st.one_of(st.none(), meetings),
    way=st.one_of(st.none(), ways),
    form=st.one_of(st.none(), st.sampled_from(Form)),
    next_best=st.one_of(st.none(), facts.filter(bool)),
)
broken = st.builds(Broken, words, st.sampled_from(RuleClass), facts)
withouts = st.builds(
    Without,
    subject=st.just(Subject.NEED),
    id=st.just("n1"),
    blocked=st.dictionaries(words, st.integers(1, 200), max_size=3),
    possible=st.integers(0, 200),
    near=st.lists(st.builds(NearMiss, words, broken), max_size=2).map(tuple),
    own=st.lists(words, max_size=2).map(tuple),
    late_days=st.integers(0, 900),
)


@given(explanations)
def test_r44_explanation_comes_back_as_it_was(found):
    stored = json.loads(json.dumps(as_json.explanation_to(found)))

    assert as_json.explanation_from(stored) == found


@given(withouts)
def test_r46_why_somebody_is_without_comes_back_as_it_was(found):
    stored = json.loads(json.dumps(as_json.without_to(found)))

    assert as_json.without_from(stored, Subject.NEED, "n1") == found


@given(
    st.builds(PriceList, st.integers(1, 1 << 60), st.dictionaries(words, st.integers(0, 1 << 62)))
)
def test_prices_come_back_as_they_were(prices):
    assert as_json.prices_from(json.loads(json.dumps(as_json.prices_to(prices)))) == prices


def test_run_from_before_prices_were_kept_has_none():
    assert as_json.prices_from(None) == NO_PRICES


@given(st.none() | st.builds(Gain, st.integers(-9, 9), st.integers(-99_999, 99_999)))
def test_gain_comes_back_as_it_was(gain):
    assert as_json.gain_from(json.loads(json.dumps(as_json.gain_to(gain)))) == gain
