"""How words are compared for showing."""

import pytest

from matcher.domain.spelling import is_alike, tidied


@pytest.mark.parametrize(
    ("one", "other"), [("promenader", "promenad"), ("kyrkokör", "kör"), ("schackspel", "schack")]
)
def test_word_is_known_again_in_its_other_forms(one, other):
    assert is_alike(one, other)


@pytest.mark.parametrize(("one", "other"), [("opera", "teater och bio"), ("fika", "fiske")])
def test_other_words_are_other_words(one, other):
    assert not is_alike(one, other)


@pytest.mark.parametrize(
    "written", ["An\x01na", "\u202eAnna\u2066", "\u200bAnna\ufeff", "Anna\x85"]
)
def test_sign_that_nobody_sees_is_not_kept(written):
    assert tidied(written) == "Anna"


@pytest.mark.parametrize("written", ["mi\u200ckhaham", "👩\u200d👧"])
def test_joiner_that_is_part_of_a_word_stays(written):
    assert tidied(written) == written
