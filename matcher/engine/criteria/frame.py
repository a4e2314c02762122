"""How easily they meet: time, way, form, and for how long."""

from collections.abc import Iterable
from functools import cache

import numpy as np

from matcher.domain.suggestions import Ask, Facts, Subject
from matcher.engine.arrays import Bools, Numbers, Sums, quotient
from matcher.engine.blocks import Block
from matcher.engine.criteria.criterion import FULL, Criterion, share, where
from matcher.engine.features.forms import REMOTE
from matcher.engine.features.people import UNTOLD
from matcher.engine.features.times import DAYS_IN_WEEK, WEEKS
from matcher.engine.listing import Pairs
from matcher.engine.rules.rule import CloseUp

REGULAR = 700  # thousandths for the same day each time; the rest for room to choose a day
DAYS_TO_CHOOSE = 3
OTHER_FORM = 400  # thousandths for a form that would do, though another is preferred


class Time(Criterion):
    """The same day and hour each time, and more than one such day to choose from.

    A fixed frame is what both sides come to expect and rely on.
    """

    id = "time"
    is_plain = True

    def earned(self, pairs: Pairs) -> Numbers:
        """How many of the wished times the best slot is met, and on how many days there is one."""
        times, wished, days = pairs.times
        at_p = (times * np.uint16(WEEKS + 1) + wished) * np.uint16(DAYS_IN_WEEK + 1) + days
        return _worth_of_times().take(at_p)

    def could_earn(self, block: Block) -> Sums | int:
        """All of it, unless the need has told no times."""
        return FULL if block.theirs(block.features.times.known_n)[0] else 0

    def known(self, pairs: Pairs) -> Bools:
        """Both have said something about times."""
        return pairs.knows_times_p

    def evidence(self, pair: CloseUp) -> Facts:
        """How often it holds of how often it is wished, and on how many weekdays."""
        if not pair.slots.is_known:
            return {"missing": [ask.value for ask in _untold_times(pair)]}
        return {"met": pair.slots.met, "of": pair.slots.wished, "days": pair.days}


class Closeness(Criterion):
    """Falls by half at `halving_metres`, slowly after that. Nobody travels for a telephone call.

    What is uncertain counts as far: a vague address cannot win over a near one. It is not
    unknown, since nobody is asked for more than the area where she lives.
    """

    id = "closeness"

    def __init__(self, halving_metres: int) -> None:
        self.halving = halving_metres

    def earned(self, pairs: Pairs) -> Numbers:
        """By the far end of where they may be; all of it where nobody travels."""
        reach = pairs.reach
        near = self._near(reach.metres + reach.uncertain)
        return where(_remote(pairs), FULL, where(reach.known, near, 0))

    def at_most(self, pairs: Pairs) -> Numbers | int:
        """By the straight line, which no way is shorter than; all where a form is left in which
        nobody travels.
        """
        remote = pairs.forms_p & REMOTE > 0
        return FULL if remote.all() else where(remote, FULL, self._near(pairs.least_metres))

    def known(self, pairs: Pairs) -> Bools:
        """Both places are, or nobody travels."""
        return _remote(pairs) | pairs.reach.known

    def evidence(self, pair: CloseUp) -> Facts:
        """The distance, or that nobody travels."""
        if pair.form.is_remote:
            return {"remote": True}
        if pair.way is None:
            return {"missing": pair.features.ways.missing(pair.v, pair.n)}
        return {
            "km": pair.way.km,
            "uncertain_km": pair.way.uncertain_km,
            "same_place": pair.way.same_place,
        }

    def _near(self, metres: Numbers) -> Numbers:
        return quotient(FULL * self.halving, self.halving + metres)


class FormLiked(Criterion):
    """They would meet in the form that the person likes best; no preference is content.

    In a form that she has said no to, by leaving it out, nothing is earned: a coordinator may
    bring the two together all the same.
    """

    id = "form"

    def earned(self, pairs: Pairs) -> Numbers:
        """All for the preferred form, some for another that would do, none against her word."""
        forms = pairs.block.features.forms
        preferred, hers = pairs.theirs(forms.preferred_n), pairs.hers(forms.takes_v)
        liked = (preferred == 0) | (preferred == pairs.form_p)
        refused = hers & pairs.form_p == 0
        return where(refused | ~self.known(pairs), 0, where(liked, FULL, OTHER_FORM))

    def known(self, pairs: Pairs) -> Bools:
        """The person has told which forms would do."""
        return pairs.theirs(pairs.block.features.forms.forms_n) > 0

    def evidence(self, pair: CloseUp) -> Facts:
        """The form, and the preferred one."""
        preferred = pair.need.preferred_form
        missing = [Subject.NEED.value] if pair.need.leaves_form_open else []
        return {
            "form": pair.form.value,
            "preferred": preferred.value if preferred else None,
            "missing": missing,
            "on_the_spot": not pair.need.forms and not missing,
        }

    def differs(self, pair: CloseUp) -> Iterable[Ask]:
        """Another form than the preferred."""
        preferred = pair.need.preferred_form
        if preferred and preferred is not pair.form:
            yield Ask(Subject.NEED, "form", {"preferred": preferred.value})


class Commitment(Criterion):
    """She means to stay for as long as is wished. Who wishes no length is content with any."""

    id = "commitment"
    is_plain = True

    def earned(self, pairs: Pairs) -> Numbers:
        """Months promised of months wished."""
        wished, promised = self._months(pairs)
        return where(wished != UNTOLD, share(promised, wished), FULL)

    def could_earn(self, block: Block) -> Sums | int:
        """The months."""
        people, (n,) = block.features.people, block.rows_n
        wished = int(people.months_n[n])
        if wished == UNTOLD:
            return FULL
        months = np.minimum(block.hers(people.months_v), wished).astype(np.float32)
        return months * np.float32(FULL / wished)

    def known(self, pairs: Pairs) -> Bools:
        """She has told, or nobody has wished."""
        wished, promised = self._months(pairs)
        return (wished == UNTOLD) | (promised != UNTOLD)

    def _months(self, pairs: Pairs) -> tuple[Numbers, Numbers]:
        people = pairs.block.features.people
        return pairs.theirs(people.months_n), pairs.hers(people.months_v)

    def evidence(self, pair: CloseUp) -> Facts:
        """Months on both sides."""
        return {"months": pair.volunteer.commitment_months, "wished": pair.need.wanted_months}

    def asks(self, pair: CloseUp) -> Iterable[Ask]:
        """How long she means to stay, where somebody has said how long is wished."""
        if pair.need.wanted_months and not pair.volunteer.commitment_months:
            yield Ask(Subject.VOLUNTEER, "commitment_months")


@cache
def _worth_of_times() -> Numbers:
    """For every number of times met, of times wished and of days: a pair has one of few. Flat."""
    times, wished, days = np.indices((WEEKS + 1, WEEKS + 1, DAYS_IN_WEEK + 1), dtype=np.int32)
    choice = share(np.minimum(days, DAYS_TO_CHOOSE), DAYS_TO_CHOOSE)
    earned = (REGULAR * share(times, wished) + (FULL - REGULAR) * choice) // FULL
    return where(times > 0, earned, 0).ravel()


def _remote(pairs: Pairs) -> Bools:
    return (pairs.form_p & REMOTE) > 0


def _untold_times(pair: CloseUp) -> Iterable[Subject]:
    if not pair.volunteer.availability.is_known:
        yield Subject.VOLUNTEER
    if not pair.need.availability.is_known:
        yield Subject.NEED
