"""How words are compared for showing."""

import pytest

from matcher.domain.spelling import is_alike


@pytest.mark.parametrize(
    ("one", "other"), [("promenader", "promenad"), ("kyrkokör", "kör"), ("schackspel", "schack")]
)
def test_word_is_known_again_in_its_other_forms(one, other):
    assert is_alike(one, other)


@pytest.mark.parametrize(("one", "other"), [("opera", "teater och bio"), ("fika", "fiske")])
def test_other_words_are_other_words(one, other):
    assert not is_alike(one, other)
