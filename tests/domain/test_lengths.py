"""How long a visit lasted, as a volunteer writes it on a telephone."""

import pytest

from matcher.domain.lengths import minutes_said


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("60", 60),
        ("60 min", 60),
        ("ca 45 minuter", 45),
        ("1 timme", 60),
        ("1,5 tim", 90),
        ("2h", 120),
        ("1 tim och 15 min", 75),
        ("1 h 30", 90),
        ("1:30", 90),
        ("En timme", 60),
        ("ca en timme", 60),
        ("en halvtimme", 30),
        ("tre kvart", 45),
        ("an hour and a half", 90),
    ],
)
def test_length_is_read_as_it_is_written(said, minutes):
    assert minutes_said(said) == minutes


@pytest.mark.parametrize("said", ["", "länge", "45-60", "-5", "hela dagen", "1 km", "10.30"])
def test_what_is_no_length_is_not_guessed(said):
    assert minutes_said(said) is None
