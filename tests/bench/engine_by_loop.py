"""All rules and the whole fit, pair by pair in plain Python: what the engine is measured against.

It does what the engine does for a pair and comes to the same number (the bench says so where it
does not), as somebody would write it who takes care: what can be prepared of one person is
prepared once, cheap rules come before dear ones, and a pair is left at the first that forbids it.
"""

from dataclasses import dataclass
from functools import cache
from math import asin, cos, hypot, radians, sin, sqrt
from typing import Any

from matcher.domain.clearance import AssignmentType
from matcher.domain.distances import (
    EARTH_KM,
    ERROR,
    SAME_POINT,
    SAME_POINT_KM,
)
from matcher.domain.needs import NeedKind
from matcher.domain.people import Bears, Form, Level, Strength, Trait
from matcher.engine.criteria.frame import DAYS_TO_CHOOSE, OTHER_FORM, REGULAR
from matcher.engine.criteria.people import (
    BOTH_CONVERSE,
    BOTH_NATIVE,
    ONE_NATIVE,
    SECOND_LANGUAGE,
    UNMET,
)
from matcher.engine.criteria.words import CLASH, FIRST_WORD, MORE_WORDS, SKILLS_SHARE
from matcher.engine.features.forms import (
    ALL_FORMS,
    BIT,
    ON_THE_SPOT,
    PHYSICAL,
    REMOTE,
    bits_of,
    type_in,
)
from matcher.engine.scores import most_c
from tests.bench.engine_pipeline import book

FULL = 1000
BITS_IN_WEEK, BITS_IN_DAY = 672, 96
WHOLE_WEEK, WHOLE_DAY = (1 << BITS_IN_WEEK) - 1, (1 << BITS_IN_DAY) - 1
NATIVES = (BOTH_CONVERSE, ONE_NATIVE, BOTH_NATIVE)
TRAIT_BIT = {trait: 1 << t for t, trait in enumerate(Trait)}
HOWS = (Bears.ALLERGY, Bears.NO, Bears.RATHER_NOT)


@dataclass(slots=True)
class Person:
    """One side of a pair, prepared: a profile and what is asked of it again and again."""

    profile: Any
    place: Any  # latitude and longitude in radians, scatter and error in km; None: unknown
    forms: int
    spoken: frozenset[str]
    has: int
    has_told: int
    bears: dict[Bears, int]
    from_afar: bool  # can be met without going anywhere
    ready: Any  # hers: starts by length, limit, cleared forms; theirs: starts, wish, types


class Loop:
    """The same question of every pair: forbidden (None), or what the fit is in thousandths."""

    def __init__(self, pool, arrays, choices):
        self.arrays, self.choices = arrays, choices
        criteria = book(choices).criteria
        self.most = dict(zip((c.id for c in criteria), most_c(criteria, choices), strict=True))
        self.most = {name: int(points) for name, points in self.most.items()}
        self.rarity = arrays.words.rarity
        related = arrays.words.related
        self.near = {w: {o: round(FULL * x) for o, x in of.items()} for w, of in related.items()}
        self.met = {
            how: [(TRAIT_BIT[t], bits_of(f for f in Form if t.is_met_at(f))) for t in Trait]
            for how in HOWS
        }
        self.year = pool.first_day.year
        self.pool = pool
        self.volunteer = cache(self._volunteer)
        self.need = cache(self._need)

    def _volunteer(self, v):
        """Prepared when first met, and remembered."""
        one, limit = self.pool.volunteers[v], int(self.arrays.ways.limit_v[v])
        mask = one.availability.mask(self.arrays.first_day, self.arrays.times.weeks)
        starts = {length: _starts(mask, length) for length in self.arrays.times.told}
        cleared = {kind for kind in AssignmentType if one.is_cleared_for(kind)}
        return _person(one, (starts, limit, cleared))

    def _need(self, n):
        one, times = self.pool.needs[n], self.arrays.times
        types = [(BIT[form], type_in(one, form)) for form in Form]
        starts = _starts(times.mask_n[n], times.rhythm_n[n].quarters)
        return _person(one, (starts, times.rhythm_n[n], types))

    def fit(self, hers: Person, theirs: Person) -> int | None:
        """What the two are worth, None where a rule forbids it."""
        v, n = hers.profile, theirs.profile
        if self._forbidden_by_facts(v, n):
            return None
        forms = self._forms(hers, theirs)
        if not forms or self._forbidden_by_words(hers, theirs):
            return None
        way = self._way(hers, theirs)
        if way and hers.ready[1] >= 0 and way[0] - way[1] > hers.ready[1]:
            forms &= ~PHYSICAL
            if not forms:
                return None
        times = self._times(hers, theirs)
        if times is not None and times[0] < _least(theirs.ready[1], times[1]):
            return None
        preferred = BIT[n.preferred_form] if n.preferred_form else 0
        form = preferred if forms & preferred else forms & -forms
        return self._points(hers, theirs, form, preferred, way, times)

    # Rules

    def _forbidden_by_facts(self, v, n):
        local = n.kind is NeedKind.LOCAL
        if v.capacity <= 0 or v.restricted or n.restricted or n.never:
            return True
        if not (n.has_consent or local) or (n.short_notice and not v.on_call):
            return True
        if v.birth_year and n.min_age and self.year - v.birth_year <= n.min_age:
            return True
        for wish, other in ((n.gender_wish, v.gender), (v.gender_wish, n.gender)):
            if wish and wish.strength is Strength.MUST and other and other is not wish.gender:
                return True
        return False

    def _forms(self, hers, theirs):
        """The forms that are left; 0 where a rule has taken the last."""
        if hers.forms and theirs.forms and not hers.forms & theirs.forms:
            return 0
        theirs_told, hers_told = theirs.forms or ALL_FORMS, hers.forms or ALL_FORMS
        told = hers_told & theirs_told
        cleared = hers.ready[2]
        forms = sum(bit for bit, kind in theirs.ready[2] if bit & told and kind in cleared)
        for how in (Bears.ALLERGY, Bears.NO):
            clash = (hers.has & theirs.bears[how]) | (theirs.has & hers.bears[how])
            if clash:
                for bit, met in self.met[how]:
                    if clash & bit:
                        forms &= ~met
        return forms

    def _forbidden_by_words(self, hers, theirs):
        v, n = hers.profile, theirs.profile
        if n.tasks:
            is_company = n.kind is NeedKind.COMPANIONSHIP
            if not (is_company and v.tasks & n.interests):
                refused = len(n.tasks & v.not_tasks)
                if refused > (len(n.tasks) - 1 if is_company else 0):
                    return True
                near = (self._nearness_of_task(task, v) for task in n.tasks - v.not_tasks)
                if v.tasks and not any(found >= self.choices.related_task for found in near):
                    return True
        if v.lacks(n.skills_needed):
            return True
        if v.languages:
            if n.must_languages - hers.spoken:
                return True
            return bool(n.languages and not n.must_languages and not hers.spoken & theirs.spoken)
        return False

    def _nearness(self, word, has):
        if word in has:
            return FULL
        near = self.near.get(word)
        return max((near[other] for other in near if other in has), default=0) if near else 0

    def _nearness_of_task(self, task, v):
        return FULL if task in v.would_do({task}) else self._nearness(task, v.tasks)

    def _way(self, hers, theirs):
        """Metres, and ± how many."""
        if not (hers.place and theirs.place):
            return None
        (lat_a, lon_a, spread_a, error_a), (lat_b, lon_b, spread_b, error_b) = (
            hers.place, theirs.place,
        )  # fmt: skip
        north, east = sin((lat_b - lat_a) / 2), sin((lon_b - lon_a) / 2)
        chord = north * north + cos(lat_a) * cos(lat_b) * east * east
        straight = 2 * EARTH_KM * asin(sqrt(min(chord, 1.0)))
        spread, error = hypot(spread_a, spread_b), hypot(error_a, error_b)
        if straight < SAME_POINT_KM:
            error = min(error, spread)
        return round(1000 * hypot(straight, spread)), round(1000 * error)

    def _times(self, hers, theirs):
        """(times met, of how many, on how many days); None where one has told no times."""
        if not (hers.profile.availability.is_known and theirs.profile.availability.is_known):
            return None
        starts, rhythm = theirs.ready[0], theirs.ready[1]
        both = (hers.ready[0][rhythm.quarters] & starts) >> rhythm.first_week * BITS_IN_WEEK
        met, of, on_days = 0, 1, 0
        if not both:
            return met, of, on_days
        weeks = [both >> w * BITS_IN_WEEK & WHOLE_WEEK for w in range(rhythm.weeks)]
        for laying in rhythm.layings:
            least = _at_least(weeks, laying)
            often = sum(1 for starts in least if starts)
            if often > met:
                last = _least(rhythm, len(laying)) - 1
                enough = least[last] if last < len(least) else 0
                days = sum(1 for d in range(7) if enough >> d * BITS_IN_DAY & WHOLE_DAY)
                met, of, on_days = often, len(laying), days
        return met, of, on_days

    # Points

    def _points(self, hers, theirs, form, preferred, way, times):
        v, n, most = hers.profile, theirs.profile, self.most
        local = n.kind is NeedKind.LOCAL
        fit = self._interests(v, n) * most["interests"] // FULL
        fit += self._tasks(v, n) * most["tasks"] // FULL
        fit += _time(times) * most["time"] // FULL
        if form & REMOTE:
            fit += most["closeness"]
        elif way:
            halving = self.choices.closeness_halving_metres
            fit += FULL * halving // (halving + way[0] + way[1]) * most["closeness"] // FULL
        fit += _languages(v, n, local) * most["languages"] // FULL
        if theirs.forms and (not hers.forms or hers.forms & form):
            liked = not preferred or preferred == form
            fit += (FULL if liked else OTHER_FORM) * most["form"] // FULL
        shared = min(len(v.background & n.background), 2)
        fit += (0, FIRST_WORD, MORE_WORDS)[shared] * most["background"] // FULL
        if not n.wanted_months:
            fit += most["commitment"]
        elif v.commitment_months:
            part = min(FULL * v.commitment_months // n.wanted_months, FULL)
            fit += part * most["commitment"] // FULL
        return fit + self._rather_nots(hers, theirs, form) * most["wishes"] // FULL

    def _interests(self, v, n):
        if not (v.interests and n.interests):
            return 0
        shared = sum(self.rarity[w] * self._nearness(w, v.interests) for w in n.interests)
        shared += sum(500 * self.rarity[w] for w in n.dislikes & v.dislikes)
        earned = min(FULL * (shared // FULL) // self.choices.interests_full, FULL)
        clashes = len(v.interests & n.dislikes) + len(v.dislikes & n.interests)
        return max(earned - CLASH * clashes, 0)

    def _tasks(self, v, n):
        tasks = skills = 0
        if v.tasks and n.tasks:
            near = (self._nearness_of_task(w, v) for w in n.tasks if w not in v.not_tasks)
            tasks = sum(near) // len(n.tasks)
        if n.skills_wished and v.skills:
            near = (self._nearness(w, v.known_skills) for w in n.skills_wished)
            skills = sum(near) // len(n.skills_wished)
        for_skills = SKILLS_SHARE if n.skills_wished else 0
        return (tasks * (FULL - for_skills) + skills * for_skills) // FULL

    def _rather_nots(self, hers, theirs, form):
        v, n, lost = hers.profile, theirs.profile, 0
        for wish, other in ((n.gender_wish, v.gender), (v.gender_wish, n.gender)):
            if wish and wish.strength is Strength.PREFER and other is not wish.gender:
                lost += 1
        for bears, other in ((hers.bears, theirs), (theirs.bears, hers)):
            asked = bears[Bears.RATHER_NOT] & (other.has | ~other.has_told)
            if asked:
                met_here = (bit for bit, met in self.met[Bears.RATHER_NOT] if met & form)
                lost += sum(1 for bit in met_here if asked & bit)
        return max(FULL - UNMET * lost, 0)


def _person(one, ready):
    told = {trait: one.traits.knows(trait) for trait in Trait}
    is_local = getattr(one, "kind", None) is NeedKind.LOCAL  # met where it is held
    is_practice = hasattr(one, "kind") and "language_practice" in one.tasks
    least = Level.SOME if is_practice else Level.CONVERSATION
    place = None
    if one.place and one.place.known:
        precision = one.place.precision
        place = (
            radians(one.place.lat), radians(one.place.lon),
            SAME_POINT[precision] / sqrt(2), ERROR[precision],
        )  # fmt: skip
    return Person(
        profile=one,
        place=place,
        forms=bits_of(one.forms) or (ON_THE_SPOT if is_local else 0),
        spoken=frozenset(c for c, x in one.languages.items() if x >= least),
        has=sum(TRAIT_BIT[trait] for trait, has in told.items() if has),
        has_told=sum(TRAIT_BIT[trait] for trait, has in told.items() if has is not None),
        bears={
            how: sum(TRAIT_BIT[t] for t, takes in one.traits.bears.items() if takes is how)
            for how in HOWS
        },
        from_afar=not one.forms or any(form.is_remote for form in one.forms),
        ready=ready,
    )


def _starts(mask, quarters):
    have = 1
    while have < quarters and mask:
        step = min(have, quarters - have)
        mask &= mask >> step
        have += step
    return mask


def _least(rhythm, wished):
    """How many of the wished times are enough."""
    return max(wished // 2, rhythm.every_second) + 1


def _at_least(weeks, laying):
    """The starts that are met at least once, twice …"""
    least = []
    for group in laying:
        met = 0
        for week in group:
            met |= weeks[week]
        for k, starts in enumerate(least):
            least[k], met = starts | met, starts & met
        if met:
            least.append(met)
    return least


def _time(times):
    if times is None or not times[0]:
        return 0
    met, of, on_days = times
    regular = min(FULL * met // of, FULL)
    choice = FULL * min(on_days, DAYS_TO_CHOOSE) // DAYS_TO_CHOOSE
    return (REGULAR * regular + (FULL - REGULAR) * choice) // FULL


def _languages(v, n, local):
    if local and not n.languages:
        return FULL
    best = shared = 0
    for code, level in n.languages.items():
        hers = v.languages.get(code, 0)
        if hers >= Level.CONVERSATION and level >= Level.CONVERSATION:
            shared += 1
            best = max(best, NATIVES[(hers == Level.NATIVE) + (level == Level.NATIVE)])
    return min(best + (SECOND_LANGUAGE if shared > 1 else 0), FULL)
