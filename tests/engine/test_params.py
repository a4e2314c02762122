"""What a centre may turn: checked, all faults at once, and recognised again (R49)."""

import tomllib
from pathlib import Path

import pytest

from matcher.domain.errors import Invalid
from matcher.engine.params import Params
from tests.make import params

SHIPPED = Path("config/matching.toml")
# Whoever changes a number in config/matching.toml raises `version` and adds a line here (R49).
FINGERPRINTS = {1: "8a98a480d10947c1", 2: "5b9e74fdeeb79d3e"}


def table(**changes):
    found = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    for name, values in changes.items():
        found[name] = {**found[name], **values}
    return found


def test_r49_changed_number_needs_a_new_version():
    assert params().fingerprint() == FINGERPRINTS[params().version]


def test_choices_of_a_run_from_before_a_number_was_there_can_still_be_read():
    found = table()
    del found["matching"]["lead_days"]

    assert Params.from_dict(found).lead_days == 0


def test_same_choices_have_the_same_fingerprint_and_others_another():
    assert params().fingerprint() == params().fingerprint()
    assert params(near_misses=2).fingerprint() != params().fingerprint()


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"dial": {"fit": 60}}, {"dial": "not_a_hundred"}),
        ({"weights": {"interests": -1}}, {"weights.interests": "out_of_range"}),
        ({"weights": {"time": 10_001}}, {"weights.time": "out_of_range"}),
        ({"weights": {"age_likeness": 5}}, {"weights.age_likeness": "unknown"}),  # R43
        ({"class_points": {"1": 61}}, {"class_points.1": "above_a_hundred_with_waiting"}),
        ({"promise_weeks": {"9": 8}}, {"promise_weeks.9": "out_of_range"}),
        ({"bands": {"good": 101}}, {"bands": "out_of_range"}),
        ({"matching": {"alternatives": 4}}, {"alternatives": "out_of_range"}),  # R53
        ({"matching": {"extra_appearances": True}}, {"extra_appearances": "out_of_range"}),
        ({"matching": {"surprise": 1}}, {"surprise": "unknown"}),
        ({"class_points": {"one": 10}}, {"one": "not_a_class"}),
        ({"travel": {"walk": 0.0}}, {"travel": "impossible"}),
    ],
)
def test_wrong_number_is_refused_by_name(changes, faults):
    with pytest.raises(Invalid) as refused:
        Params.from_dict(table(**changes))

    assert {name: fault.code for name, fault in refused.value.faults.items()} == faults


def test_all_faults_are_told_at_once():
    with pytest.raises(Invalid) as refused:
        Params.from_dict(table(dial={"fit": 60}, weights={"time": -1}, matching={"near_misses": 9}))

    assert set(refused.value.faults) == {"dial", "weights.time", "near_misses"}


def test_missing_and_unknown_tables_are_told():
    found = table()
    del found["dial"]

    with pytest.raises(Invalid) as refused:
        Params.from_dict({**found, "mood": {}})

    assert {name: fault.code for name, fault in refused.value.faults.items()} == {
        "dial": "missing",
        "mood": "unknown",
    }


def test_weights_that_are_all_zero_say_nothing():
    zero = dict.fromkeys(table()["weights"], 0)

    with pytest.raises(Invalid) as refused:
        Params.from_dict(table(weights=zero))

    assert {fault.code for fault in refused.value.faults.values()} == {"all_zero"}


@pytest.mark.parametrize(
    ("fit", "word"),
    [(80_000, "very_good"), (79_500, "very_good"), (79_499, "good"), (60_000, "fair"), (0, None)],
)
def test_words_for_a_fit(fit, word):
    assert params().band(fit) == word


def test_missing_weight_is_told():
    found = table()
    del found["weights"]["time"]

    with pytest.raises(Invalid) as refused:
        Params.from_dict(found)

    assert {name: fault.code for name, fault in refused.value.faults.items()} == {
        "weights.time": "missing"
    }
