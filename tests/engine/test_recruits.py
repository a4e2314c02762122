"""Whom to look for: a second language is told for what it is worth to the week."""

from dataclasses import replace

import pytest

from matcher.domain.people import Level
from matcher.engine.answers.recruits import recruits
from matcher.engine.solving import solve
from tests.engine.strategies import RELATED
from tests.make import need_profile, params, pool


@pytest.mark.parametrize(("first", "will_do"), [("n1", True), ("n2", False)])
def test_swedish_will_do_where_the_same_get_somebody_without_the_second_language(first, will_do):
    finnish = need_profile("n2", languages={"finnish": Level.NATIVE})
    wait = [need_profile("n1"), finnish, replace(finnish, id="n3")]
    wait = [replace(one, priority_class=1 if one.id == first else 4) for one in wait]
    week = solve(pool([], wait), params(), RELATED)

    (told, *_) = recruits(week, RELATED)

    gained = [one.need_id for one in told.sides.difference.shifts]
    assert (told.facts["language"], gained) == ("finnish", [first])
    assert told.facts["swedish_will_do"] is will_do
