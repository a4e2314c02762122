"""What has been told of a volunteer, to a row and back."""

from collections.abc import Set
from dataclasses import replace
from typing import Any

from matcher.domain.availability import Availability
from matcher.domain.people import (
    Bears,
    Form,
    Gender,
    GenderWish,
    Level,
    SaidWord,
    Strength,
    Traits,
)
from matcher.domain.places import Place
from matcher.domain.travel import Mode
from matcher.domain.volunteers import NewVolunteer
from matcher.services.recipients import wish_to_json
from matcher.store.volunteers import Volunteer


def told_of(volunteer: Volunteer) -> NewVolunteer:
    """What has been told of her, as a form would hand it in. Her words must be loaded."""
    wish = volunteer.gender_wish
    return NewVolunteer(
        first_name=volunteer.first_name,
        surname=volunteer.surname,
        phone=volunteer.phone,
        email=volunteer.email,
        birth_year=volunteer.birth_year,
        gender=volunteer.gender,
        language=volunteer.language,
        postcode=volunteer.postcode,
        area_id=volunteer.area_id,
        place=Place.from_json(volunteer.place) if volunteer.place else None,
        modes=frozenset(Mode(mode) for mode in volunteer.modes),
        reach_minutes=volunteer.reach_minutes,
        reach_km=volunteer.reach_km,
        availability=(
            Availability.from_json(volunteer.availability) if volunteer.availability else None
        ),
        availability_said=volunteer.availability_said,
        languages={word: Level(level) for word, level in volunteer.languages.items()},
        words=tuple(
            SaidWord(word.stance, word.written, word.concept)
            for word in sorted(volunteer.words, key=lambda word: (word.stance, word.written))
        ),
        forms=frozenset(Form(form) for form in volunteer.forms),
        gender_wish=(
            GenderWish(Gender(wish["gender"]), Strength(wish["strength"])) if wish else None
        ),
        traits=Traits.from_json(volunteer.traits),
        background=volunteer.background,
        max_matches=volunteer.max_matches,
        max_hours_month=volunteer.max_hours_month,
        commitment_months=volunteer.commitment_months,
        on_call=volunteer.on_call,
    )


def without_health(told: NewVolunteer, sensitive: Set[str]) -> NewVolunteer:
    """The same without what may be kept only with the health consent (R20, R95)."""
    bears = {trait: how for trait, how in told.traits.bears.items() if how is not Bears.ALLERGY}
    return replace(
        told,
        languages={word: level for word, level in told.languages.items() if word not in sensitive},
        words=tuple(word for word in told.words if word.concept not in sensitive),
        traits=Traits(has=told.traits.has, bears=bears),
    )


def columns_of(new: NewVolunteer) -> dict[str, Any]:
    """The columns that hold what was told, but for words: the inverse of `told_of`."""
    same = (
        "first_name", "surname", "phone", "email", "birth_year", "gender", "language", "postcode",
        "area_id", "reach_minutes", "reach_km", "availability_said", "background", "max_matches",
        "max_hours_month", "commitment_months", "on_call",
    )  # fmt: skip
    return {name: getattr(new, name) for name in same} | {
        "place": new.place.to_json() if new.place else None,
        "modes": sorted(mode.value for mode in new.modes),
        "availability": new.availability.to_json() if new.availability else None,
        "languages": {concept: int(level) for concept, level in sorted(new.languages.items())},
        "forms": sorted(form.value for form in new.forms),
        "gender_wish": wish_to_json(new.gender_wish),
        "traits": new.traits.to_json(),
    }
