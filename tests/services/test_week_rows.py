"""What is different in a week since the last time it was counted."""

from matcher.domain.suggestions import Explanation, Matching, Part, Proposal
from matcher.services import week_rows


def suggested(**fits):
    """A matching of Aino, Berta … with Karin, each with so many thousandths."""
    found = tuple(
        Proposal("karin", need, Explanation((Part("time", points=fit, of=100_000),)), priority=0)
        for need, fit in fits.items()
    )
    return Matching(found, (), (), objective=0, bound=0)


def test_suggestions_that_stay_with_other_whole_points_are_counted():
    before = {("karin", "aino"): 63_255, ("karin", "berta"): 57_100}

    told = week_rows.difference(before, suggested(aino=63_541, berta=57_400))

    assert (told["unchanged"], told["measured"], told["moved"]) == (2, 1, [])
