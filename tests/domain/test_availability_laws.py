"""What must hold of every availability, whatever its rules."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.domain.availability import (
    NOTHING_SAID,
    Amount,
    Availability,
    Often,
    common_slots,
    from_grid,
    regular,
    weekly,
)
from matcher.domain.calendar_weeks import kind_of
from matcher.domain.spoken_times import echo, understand
from matcher.domain.when import patterns
from matcher.domain.when.day_parts import GRID_PARTS
from matcher.domain.when.laying import turns
from matcher.domain.when.patterns import Kinds, kinds_of, spans
from tests.days import hours_on, without_days

days = st.dates(date(2026, 1, 1), date(2033, 12, 31))
kinds = st.builds(
    Kinds,
    parity=st.integers(1, 3),
    fortnight=st.integers(1, 3),
    nth=st.one_of(st.just(patterns.ANY_NTH), st.integers(1, 63)),
    red=st.integers(1, 3),
)
quarters = st.tuples(st.integers(0, 95), st.integers(1, 96)).map(
    lambda pair: (pair[0], max(pair[1], pair[0] + 1))
)


@st.composite
def windows(draw):
    some_days = draw(st.sets(st.integers(0, 6), min_size=1))
    found = weekly(some_days, *draw(quarters), draw(st.one_of(st.just(Kinds()), kinds)))
    first, length = draw(st.none() | days), draw(st.none() | st.integers(0, 400))
    last = None if length is None else (first or date(2027, 1, 1)) + timedelta(days=length)
    return found.between(first, last)


@st.composite
def availabilities(draw):
    found = draw(st.builds(Availability, on_call=st.booleans(), flexible=st.booleans()))
    for window in draw(st.lists(windows(), max_size=3)):
        found |= window
    if draw(st.booleans()):
        found -= draw(windows())
    for first in draw(st.lists(days, max_size=2)):
        found = without_days(found, first, first + timedelta(days=draw(st.integers(0, 60))))
    return found


@given(availabilities(), availabilities(), days)
@settings(deadline=None)
def test_and_is_what_both_have_on_real_days(a, b, day):
    assert (a & b).mask(day) == a.mask(day) & b.mask(day)


@given(availabilities(), availabilities(), days)
@settings(deadline=None)
def test_or_is_what_either_has_on_real_days(a, b, day):
    assert (a | b).mask(day) == a.mask(day) | b.mask(day)


@given(availabilities(), availabilities(), days)
@settings(deadline=None)
def test_minus_is_what_the_other_has_not_on_real_days(a, b, day):
    assert (a - b).mask(day) == a.mask(day) & ~b.mask(day)


@given(availabilities())
@settings(deadline=None)
def test_json_gives_the_same_value_back(a):
    assert Availability.from_json(json.loads(json.dumps(a.to_json()))) == a


@given(windows(), windows(), windows())
@settings(deadline=None)
def test_same_times_are_equal_values_however_they_were_put_together(a, b, c):
    assert a | (b | c) == (c | a) | b
    assert a & (b | c) == (a & b) | (a & c)
    assert a - (b | c) == (a - b) - c
    assert hash(a | b) == hash(b | a)


@given(availabilities(), days)
@settings(deadline=None)
def test_mask_agrees_with_each_day_looked_at_alone(a, day):
    laid_out = [tuple(spans(a.mask(day, 2) >> 96 * offset & (1 << 96) - 1)) for offset in range(14)]

    assert laid_out == [hours_on(a, day + timedelta(days=offset)) for offset in range(14)]


@given(kinds, days)
@settings(deadline=None)
def test_conditions_as_bits_mean_what_they_say(some, day):
    kind = kind_of(day)
    meets = (
        some.parity >> (day.isocalendar().week % 2) & 1
        and some.red >> kind % 2 & 1
        and some.nth >> kind // 2 % 6 & 1
        and some.fortnight >> kind // 12 % 2 & 1
    )

    assert some.bits >> kind & 1 == bool(meets)


@given(st.integers(1, (1 << 48) - 1))
@settings(deadline=None)
def test_any_set_of_kinds_is_the_union_of_its_conditions(some):
    together = 0
    for conditions in kinds_of(some):
        together |= conditions.bits

    assert together == some


@given(st.sets(st.tuples(st.integers(0, 6), st.sampled_from(GRID_PARTS))))
@settings(deadline=None)
def test_week_grid_comes_back(cells):
    assert from_grid(cells).grid() == cells


@pytest.mark.parametrize("language", ["sv", "en"])
@given(availabilities(), st.sampled_from([None, Amount(120, "week"), Amount(90, "month")]),
       st.sampled_from([None, Often(1, "week"), Often(2, "fortnight"), Often(13, "month")]),
       st.booleans(), days)  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_echo_is_read_as_the_same_value(language, a, amount, often, not_red_days, on):
    a = Availability(
        a.habit, a.away, amount, often, a.on_call, a.flexible, a.occasional, not_red_days
    )

    for reader in ("sv", "en"):
        again = understand(echo(a, language), on=on, longest=100_000, language=reader)
        assert again.availability == a


@given(availabilities())
@settings(deadline=None)
def test_english_echo_has_a_sentence_for_each_swedish_one(a):
    assert echo(a, "en").count(";") == echo(a).count(";")


def weeks_of_one_parity(day, start, most):
    """Week by week, the places of those whose day at that start has an even and an odd number."""
    found = [[], []]
    for place in range(8):
        number = (day + timedelta(weeks=place, days=start // 96)).isocalendar().week
        found[number & 1].append([place])
    return [places[:most] for places in found]


def by_looking(mask, need, every_weeks, weeks, day):
    """The best regular start, found one by one: (times, longest run up to need)."""
    free = [mask >> q & 1 for q in range(672 * weeks)]
    fits = [all(free[q : q + need]) and q + need <= len(free) for q in range(len(free))]
    longest = run = 0
    for bit in free:
        run = run + 1 if bit else 0
        longest = max(longest, run)
    if every_weeks >= 4:
        layings = [[range(w, min(w + every_weeks, weeks)) for w in range(0, weeks, every_weeks)]]
    else:
        layings = [[[w] for w in range(p, weeks, every_weeks)] for p in range(every_weeks)]
    times = max(
        sum(any(fits[672 * w + start] for w in group) for group in laying)
        for start in range(672)
        for laying in layings + (weeks_of_one_parity(day, start, 4) if every_weeks == 2 else [])
    )
    return times, min(longest, need)


@given(availabilities(), availabilities(), days, st.integers(1, 40), st.integers(1, 5))
@settings(max_examples=60, deadline=None)
def test_common_slots_are_those_found_by_looking(a, b, day, need, every_weeks):
    a, b = a | weekly([], 0, 1), b | weekly([], 0, 1)
    mask_a, mask_b = a.mask(day), b.mask(day)

    both = mask_a & mask_b
    found = regular(both, quarters=need, every_weeks=every_weeks, turns_at=turns(day, 8))
    slots = common_slots(a, b, minutes=15 * need, every_weeks=every_weeks, first_day=day)

    times, longest = by_looking(both, need, every_weeks, 8, day)
    assert (len(found.weeks) if found else 0) == times
    assert (slots.met, slots.longest_minutes) == (times, 15 * longest)


@given(availabilities(), availabilities(), days, st.integers(1, 12), st.integers(1, 4))
@settings(deadline=None)
def test_each_date_of_a_slot_has_room_for_the_visit(a, b, day, need, every_weeks):
    slots = common_slots(a, b, minutes=15 * need, every_weeks=every_weeks, first_day=day)

    for held in slots.dates:
        start = slots.start.hour * 4 + slots.start.minute // 15
        here = (a & b).mask(held, 2) >> start
        assert here & (1 << need) - 1 == (1 << need) - 1


@given(availabilities(), availabilities(), days)
@settings(deadline=None)
def test_common_slots_are_the_same_either_way_round(a, b, day):
    assert common_slots(a, b, minutes=60, first_day=day) == common_slots(
        b, a, minutes=60, first_day=day
    )


@given(st.text(max_size=200), days)
@settings(max_examples=200, deadline=None)
def test_no_text_is_too_strange_to_be_read(text, on):
    understand(text, on=on)


ENGLISH_WORDS = """
    Tuesdays Tuesday Mon weekdays mornings in the evening and , / - – ; . not except even odd every
    second other week weeks 28 8 13 15 3 half past quarter to two pm am p.m. from until before
    between away free Christmas summer 1 December 24 2027 first last of month public holidays too
    flexible hours times a couple counted at short notice noon night 12.30 1st 99 0 on in nonsense
"""


@given(st.lists(st.sampled_from(ENGLISH_WORDS.split()), max_size=25).map(" ".join), days)
@settings(max_examples=150, deadline=None)
def test_no_order_of_english_words_breaks_the_reader_or_the_echo(text, on):
    found = understand(text, on=on, longest=1000, language="en")

    again = understand(echo(found.availability, "en"), on=on, longest=100_000, language="en")
    assert again.availability == found.availability
    for question in found.questions:
        assert found.text[question.start : question.end] == question.words


SOME_WORDS = """
    tisdagar tis on fm em kväll och , / - – ; . inte utom jämna varannan vecka v 28 8 13 15 3 halv
    tre kl till från efter före mellan bortrest borta ledig jul sommaren 1 dec 24/12 2027 första
    sista i månaden röda dagar helger flexibel timmar gånger ett par två veckan räknat t.o.m.
    lunch natt dagtid över kvart vid tretiden 12.30 99 0 24 00 januari mars julafton sportlov xyz
"""


@given(st.lists(st.sampled_from(SOME_WORDS.split()), max_size=25).map(" ".join), days)
@settings(max_examples=300, deadline=None)
def test_no_order_of_known_words_breaks_the_reader_or_the_echo(text, on):
    found = understand(text, on=on, longest=1000)

    assert understand(echo(found.availability), on=on, longest=100_000).availability == (
        found.availability
    )
    for question in found.questions:
        assert found.text[question.start : question.end] == question.words


def test_nothing_said_is_echoed_and_read_back():
    assert understand(echo(NOTHING_SAID), on=date(2026, 11, 22)).availability == NOTHING_SAID
