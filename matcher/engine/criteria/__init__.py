"""What speaks for a pair: each criterion gives a number and what it rests on, from one look.

    criterion.py   what a criterion is
    words.py       interests, tasks and experience, background
    people.py      languages, rather-nots
    frame.py       time, closeness, form, commitment

A new criterion is a class, a line in `all_criteria`, an id in `params.CRITERIA_IDS`, a weight in
`config/matching.toml` and a phrase. Not among them, and never to be (R43): age or gender likeness,
ethnicity, religion, income, photos, ratings, predictions, loneliness scores.
"""

from matcher.engine.criteria import frame, people, words
from matcher.engine.criteria.criterion import Criterion
from matcher.engine.params import Params

__all__ = ["Criterion", "all_criteria"]


def all_criteria(params: Params) -> tuple[Criterion, ...]:
    """Every criterion, in the order of `params.CRITERIA_IDS`."""
    return (
        words.Interests(params.interests_full),
        words.Tasks(),
        frame.Time(),
        frame.Closeness(params.closeness_halving_metres),
        people.Languages(),
        frame.FormLiked(),
        words.Background(),
        frame.Commitment(),
        people.RatherNots(),
    )
