"""Which remarks tell of faith, origin, sexuality, politics or union, in either language (R20)."""

import pytest

from matcher.domain import diagnoses
from matcher.domain.special_words import names_one


@pytest.mark.parametrize(
    "said",
    [
        "praktiserande muslim", "går i synagogan", "Jehovas vittne", "är bög", "resandefolket",
        "med i facket", "is gay", "a devout Christian", "Jewish, wants kosher food",
        "came as a refugee",
        "member of the union",
    ],
)  # fmt: skip
def test_r20_remark_of_what_the_law_protects_is_known(said):
    assert names_one(said)


@pytest.mark.parametrize(
    "said",
    ["ring Christian först", "ask Christian", "gillar judo", "samtal på eftermiddagen",
     "union jack", "believes in walks", "Kristina kommer med"],
)  # fmt: skip
def test_remark_of_something_else_is_not(said):
    assert not names_one(said)


@pytest.mark.parametrize(
    "said", ["has MS", "arthritis in both hands", "recovering alcoholic", "har hjärtflimmer"]
)
def test_r22_diagnosis_in_either_language_is_known(said):
    assert diagnoses.names_one(said)


@pytest.mark.parametrize("said", ["trained in dementia care", "works for the cancer charity"])
def test_r22_somebodys_work_in_english_tells_of_no_illness(said):
    assert not diagnoses.names_one(said)
