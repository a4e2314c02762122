"""What would mend a pair that one thing keeps apart: whose profile would be another, and how.

The smallest change that opens the pair, as one would ask for it: a longer way, a shorter visit,
a wish less strict, a yes that nobody has asked for. What cannot be asked for (another language,
a pair that must not meet, an allergy) has no remedy.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from math import ceil
from typing import Any, TypeAlias

from matcher.domain.answers import Recipe
from matcher.domain.clearance import Gate
from matcher.domain.needs import NeedProfile
from matcher.domain.people import Bears, Form, GenderWish, Strength, Trait, Traits
from matcher.domain.suggestions import Broken, Subject
from matcher.domain.volunteers import VolunteerProfile
from matcher.engine.answers.changes import Scenario

LookedAt: TypeAlias = Mapping[str, Any]  # what the rule looked at

STEP_MINUTES = 5  # a longer way is asked for in such steps
MOST_MINUTES, MOST_KM = 20, 5  # beyond what she said: more is another life, not a small change


@dataclass(frozen=True, slots=True)
class Mend:
    """One change, and whom one would ask for it."""

    recipe: Recipe
    subject: Subject
    id: str
    scenario: Scenario
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, ...]:
        """The same change, for whichever pair it was found."""
        return (self.recipe.value, self.id, repr(sorted(self.facts.items())))


def mend(found: Broken, volunteer: VolunteerProfile, need: NeedProfile) -> Mend | None:
    """The smallest change by which this rule no longer keeps the two apart, if there is one."""
    if found.rule in tuple(Trait):
        return _trait(found, volunteer, need)
    of_rule = _MENDS.get(found.rule)
    return of_rule(found.facts, volunteer, need) if of_rule else None


def _way(facts: LookedAt, volunteer: VolunteerProfile, need: NeedProfile) -> Mend | None:
    """She goes as long as it takes, in whole steps of five minutes and whole kilometres."""
    minutes, km = facts.get("minutes"), facts.get("km")
    told, reach, reach_km = {}, volunteer.reach_minutes, volunteer.reach_km
    if reach is not None and minutes is not None and minutes > reach:
        told["reach_minutes"] = STEP_MINUTES * ceil(minutes / STEP_MINUTES)
    if reach_km is not None and km is not None and km > reach_km:
        told["reach_km"] = float(ceil(km))
    was = {f"was_{name}": getattr(volunteer, name) for name in told}
    most = {"reach_minutes": MOST_MINUTES, "reach_km": MOST_KM}
    if not told or any(told[name] - was[f"was_{name}"] > most[name] for name in told):
        return None
    return _of_volunteer(Recipe.REACH, replace(volunteer, **told), {**told, **was})


def _time(facts: LookedAt, volunteer: VolunteerProfile, need: NeedProfile) -> Mend | None:
    """A shorter visit; else, where the hours are enough but too seldom, a more seldom one."""
    if minutes := facts.get("minutes_would_do"):
        told = {"minutes": minutes, "was": need.minutes}
        return _of_need(replace(need, minutes=minutes), told)
    if weeks := facts.get("weeks_would_do"):
        told = {"every_weeks": weeks, "was": need.every_weeks}
        return _of_need(replace(need, every_weeks=weeks), told)
    return None


def _gender(facts: LookedAt, volunteer: VolunteerProfile, need: NeedProfile) -> Mend | None:
    """A must becomes a preference; only where one side alone has it."""
    wishes = facts["wishes"]
    if len(wishes) != 1:
        return None
    told = {"gender": wishes[0]["wants"]}
    if wishes[0]["who"] == Subject.NEED:
        return _of_need(replace(need, gender_wish=_milder(need.gender_wish)), told)
    milder = replace(volunteer, gender_wish=_milder(volunteer.gender_wish))
    return _of_volunteer(Recipe.WISH, milder, told)


def _milder(wish: GenderWish | None) -> GenderWish | None:
    return replace(wish, strength=Strength.PREFER) if wish else None


def _trait(found: Broken, volunteer: VolunteerProfile, need: NeedProfile) -> Mend | None:
    """Whoever does not bear it would rather not, and could; only where one side alone has it."""
    whose = found.facts.get("whose")
    if not isinstance(whose, list) or len(whose) != 1:
        return None
    trait = Trait(found.rule)
    if whose[0] == Subject.NEED:
        other = replace(volunteer, traits=_bearing(volunteer.traits, trait))
        return _of_volunteer(Recipe.WISH, other, {"trait": trait.value})
    return _of_need(replace(need, traits=_bearing(need.traits, trait)), {"trait": trait.value})


def _bearing(traits: Traits, trait: Trait) -> Traits:
    return replace(traits, bears={**traits.bears, trait: Bears.RATHER_NOT})


def _task(facts: LookedAt, volunteer: VolunteerProfile, need: NeedProfile) -> Mend | None:
    """She would do that too; never what she has said that she will not do."""
    if facts.get("will_not"):
        return None
    other = replace(volunteer, tasks=volunteer.tasks | need.tasks)
    return _of_volunteer(Recipe.WISH, other, {"tasks": sorted(need.tasks)})


def _skills(facts: LookedAt, volunteer: VolunteerProfile, need: NeedProfile) -> Mend:
    """She can it, though she has not told."""
    lacking = facts["lacking"]
    other = replace(volunteer, skills=volunteer.skills | set(lacking))
    return _of_volunteer(Recipe.WISH, other, {"skills": list(lacking)})


def _form(facts: LookedAt, volunteer: VolunteerProfile, need: NeedProfile) -> Mend:
    """She would meet in one of the forms the other wishes."""
    preferred = need.preferred_form or next(form for form in Form if form in facts["need"])
    other = replace(volunteer, forms=volunteer.forms | {preferred})
    return _of_volunteer(Recipe.WISH, other, {"form": preferred.value})


def _short_notice(facts: LookedAt, volunteer: VolunteerProfile, need: NeedProfile) -> Mend:
    """She can be asked at short notice."""
    return _of_volunteer(Recipe.WISH, replace(volunteer, on_call=True), {"on_call": True})


def _consent(facts: LookedAt, volunteer: VolunteerProfile, need: NeedProfile) -> Mend:
    """The person is asked, and says yes."""
    other = replace(need, has_consent=True)
    return Mend(Recipe.CONSENT, Subject.NEED, need.id, Scenario(needs=(other,)))


def _clearance(facts: LookedAt, volunteer: VolunteerProfile, need: NeedProfile) -> Mend | None:
    """The one gate that is missing; two are no small change, and who is not here has no step."""
    gates = min(facts["missing"].values(), key=len)
    if len(gates) != 1 or gates[0] == Gate.STATE:
        return None
    missing = {
        one: tuple(gate for gate in lacks if gate != gates[0])
        for one, lacks in volunteer.missing_gates.items()
    }
    other = replace(volunteer, missing_gates=missing)
    return _of_volunteer(Recipe.CLEARANCE, other, {"gate": gates[0]})


def _room(facts: LookedAt, volunteer: VolunteerProfile, need: NeedProfile) -> Mend:
    """She takes one more, if she would."""
    other = replace(volunteer, capacity=volunteer.capacity + 1)
    return _of_volunteer(Recipe.ROOM, other, {})


def _of_volunteer(recipe: Recipe, other: VolunteerProfile, facts: Mapping[str, object]) -> Mend:
    return Mend(recipe, Subject.VOLUNTEER, other.id, Scenario(volunteers=(other,)), facts)


def _of_need(other: NeedProfile, facts: Mapping[str, object]) -> Mend:
    return Mend(Recipe.WISH, Subject.NEED, other.id, Scenario(needs=(other,)), facts)


_MENDS: Mapping[str, Callable[[LookedAt, VolunteerProfile, NeedProfile], Mend | None]] = {
    "way": _way,
    "time": _time,
    "gender": _gender,
    "task": _task,
    "skills": _skills,
    "form": _form,
    "short_notice": _short_notice,
    "consent": _consent,
    "clearance": _clearance,
    "capacity": _room,
}
