"""Rules that protect a person have tests that carry their number (R108); R5–R31, R43 and R55–R72
each have one.
"""

import re
from collections import Counter
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
NUMBERED = re.compile(r"def test_(r\d+(?:_r\d+)*)_")
WAYS_IN = range(5, 32)
LIFE_OF_A_MATCH = range(55, 73)
# What cannot be mended by saying sorry: consent, clearance, secrecy, the ladder, being forgotten.
PROTECTING = (
    1, 3, 9, 10, 11, 12, 14, 15, 19, 20, 21, 22, 23, 24, 27, 29, 34, 37, 46, 55, 58, 63, 66, 67, 70,
    73, 74, 75, 76, 77, 78, 79, 81,
)  # fmt: skip


@pytest.fixture(scope="module")
def numbered():
    """How many tests carry each number."""
    found = Counter()
    for path in TESTS.rglob("test_*.py"):
        for said in NUMBERED.findall(path.read_text(encoding="utf-8")):
            found.update(int(number) for number in re.findall(r"\d+", said))
    return found


@pytest.mark.parametrize("number", [*WAYS_IN, 43, *LIFE_OF_A_MATCH])
def test_rule_has_a_test_that_carries_its_number(numbered, number):
    assert numbered[number] >= 1


@pytest.mark.parametrize("number", PROTECTING)
def test_r108_rule_that_protects_a_person_is_tried_in_more_than_one_way(numbered, number):
    assert numbered[number] >= 2
