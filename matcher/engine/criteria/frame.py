"""How easily they meet: time, way, form, and for how long."""

from collections.abc import Iterable

import numpy as np

from matcher.domain.suggestions import Ask, Facts, Subject
from matcher.engine.arrays import Ints
from matcher.engine.criteria.criterion import FULL, Criterion, Fit, Pairs, fit, share
from matcher.engine.features.forms import ALL_FORMS, REMOTE
from matcher.engine.features.people import UNTOLD
from matcher.engine.rules.rule import Pair

REGULAR = 700  # thousandths for the same day each time; the rest for room to choose a day
DAYS_TO_CHOOSE = 3
OTHER_FORM = 400  # thousandths for a form that would do, though another is preferred


class Time(Criterion):
    """The same day and hour each time, and more than one such day to choose from.

    A fixed frame is what both sides come to expect and rely on.
    """

    id = "time"

    def fit(self, pairs: Pairs) -> Fit:
        """How many of the wished times the best slot is met, and on how many days there is one."""
        block = pairs.block
        times, wished, days = (
            pairs.of(table).astype(np.int64)
            for table in (block.times_vn, block.wished_vn, block.days_vn)
        )
        choice = share(np.minimum(days, DAYS_TO_CHOOSE), np.array(DAYS_TO_CHOOSE))
        earned = (REGULAR * share(times, wished) + (FULL - REGULAR) * choice) // FULL
        return fit(np.where(times > 0, earned, 0), pairs.of(block.knows_times_vn))

    def evidence(self, pair: Pair) -> Facts:
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

    def fit(self, pairs: Pairs) -> Fit:
        """By the far end of where they may be; unknown while a place is."""
        reach = pairs.block.reach
        remote = (pairs.form_p & REMOTE) > 0
        earned = self._near(pairs.of(reach.metres_vn) + pairs.of(reach.uncertain_vn))
        return fit(np.where(remote, FULL, earned), remote | pairs.of(reach.known_vn))

    def evidence(self, pair: Pair) -> Facts:
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

    def _near(self, metres: Ints) -> Ints:
        return FULL * self.halving // (self.halving + metres)


class FormLiked(Criterion):
    """They would meet in the form that the person likes best; no preference is content.

    In a form that she has said no to, by leaving it out, nothing is earned: a coordinator may
    bring the two together all the same.
    """

    id = "form"

    def fit(self, pairs: Pairs) -> Fit:
        """All for the preferred form, some for another that would do, none against her word."""
        forms = pairs.block.features.forms
        preferred, hers = forms.preferred_n[pairs.need_p], forms.forms_v[pairs.v_p]
        liked = (preferred == 0) | (preferred == pairs.form_p)
        refused = (hers != 0) & (hers & pairs.form_p == 0)
        known = (forms.forms_n[pairs.need_p] & ALL_FORMS) > 0
        return fit(np.where(refused, 0, np.where(liked, FULL, OTHER_FORM)), known)

    def evidence(self, pair: Pair) -> Facts:
        """The form, and the preferred one."""
        preferred = pair.need.preferred_form
        missing = [] if pair.need.forms else [Subject.NEED.value]
        return {
            "form": pair.form.value,
            "preferred": preferred.value if preferred else None,
            "missing": missing,
        }

    def differs(self, pair: Pair) -> Iterable[Ask]:
        """Another form than the preferred."""
        preferred = pair.need.preferred_form
        if preferred and preferred is not pair.form:
            yield Ask(Subject.NEED, "form", {"preferred": preferred.value})


class Commitment(Criterion):
    """She means to stay for as long as is wished. Who wishes no length is content with any."""

    id = "commitment"

    def fit(self, pairs: Pairs) -> Fit:
        """Months promised of months wished."""
        people = pairs.block.features.people
        wished, promised = people.months_n[pairs.need_p], people.months_v[pairs.v_p]
        asked = wished != UNTOLD
        known = ~asked | (promised != UNTOLD)
        return fit(np.where(asked, share(promised, wished), FULL), known)

    def evidence(self, pair: Pair) -> Facts:
        """Months on both sides."""
        return {"months": pair.volunteer.commitment_months, "wished": pair.need.wanted_months}

    def asks(self, pair: Pair) -> Iterable[Ask]:
        """How long she means to stay, where somebody has said how long is wished."""
        if pair.need.wanted_months and not pair.volunteer.commitment_months:
            yield Ask(Subject.VOLUNTEER, "commitment_months")


def _untold_times(pair: Pair) -> Iterable[Subject]:
    if not pair.volunteer.availability.is_known:
        yield Subject.VOLUNTEER
    if not pair.need.availability.is_known:
        yield Subject.NEED
