"""Invented volunteers."""

from collections.abc import Mapping
from datetime import date

from matcher.demo import names, tastes
from matcher.demo.chances import Dice
from matcher.domain.availability import (
    EVEN_WEEKS,
    NOTHING_SAID,
    ODD_WEEKS,
    Availability,
    from_grid,
    weekly,
)
from matcher.domain.people import (
    Bears,
    Form,
    Gender,
    GenderWish,
    Level,
    SaidWord,
    Strength,
    Trait,
    Traits,
    WordStance,
)
from matcher.domain.places import Place
from matcher.domain.travel import Mode
from matcher.domain.vocabulary import Vocabulary
from matcher.domain.volunteers import NewVolunteer
from matcher.domain.when.day_parts import AFTERNOON, EVENING, FORENOON, quarter

RETIRED_FROM = 66  # years
RECRUITED_WOMEN = 0.74  # the skew that centres report (§5.4)


def volunteer(
    dice: Dice, words: Vocabulary, *, area_id: str, place: Place, on: date
) -> NewVolunteer:
    """One more, living there."""
    age = dice.one_of(
        {dice.between(19, 34): 22, dice.between(35, 65): 33, dice.between(66, 79): 45}
    )
    first_language = _first_language(dice)
    gender, first_name = _called(dice, age, first_language)
    modes = _modes(dice)
    return NewVolunteer(
        first_name=first_name,
        surname=dice.one(names.SURNAMES),
        phone=dice.phone(),
        email=None if age > RETIRED_FROM and dice.often(0.2) else _email(dice, first_name),
        birth_year=on.year - age,
        gender=gender if dice.often(0.8) else None,
        area_id=area_id,
        place=place,
        modes=modes,
        reach_minutes=dice.one((10, 15, 15, 20, 20, 30)),
        availability=_times(dice, age),
        languages=_languages(dice, first_language),
        words=said(
            words,
            {
                WordStance.DOES: dice.some_of(tastes.VOLUNTEER_TASKS, dice.between(1, 4)),
                WordStance.LIKES: dice.some_of(tastes.INTERESTS, dice.between(2, 5)),
                WordStance.KNOWS: dice.some_of(tastes.SKILLS, dice.between(0, 2)),
                WordStance.WILL_NOT: dice.some_of(tastes.WILL_NOT, int(dice.often(0.15))),
                WordStance.DISLIKES: dice.some_of(tastes.DISLIKES, int(dice.often(0.1))),
            },
        ),
        forms=_forms(dice),
        gender_wish=_wish(dice, gender),
        traits=_traits(dice),
        background=dice.one(tastes.BACKGROUNDS) if dice.often(0.3) else None,
        max_matches=dice.one_of({1: 82, 2: 16, 3: 2}),
        max_hours_month=dice.one((4, 6, 8, 12)) if dice.often(0.4) else None,
        commitment_months=dice.one((6, 6, 12, 12, 24)) if dice.often(0.8) else None,
        on_call=dice.often(0.12),
    )


def said(words: Vocabulary, concepts: dict[WordStance, tuple[str, ...]]) -> tuple[SaidWord, ...]:
    """Concepts as somebody wrote them."""
    return tuple(
        SaidWord(stance, words.word(concept), concept)
        for stance, drawn in concepts.items()
        for concept in drawn
    )


def _first_language(dice: Dice) -> str:
    return "swedish" if dice.often(0.86) else dice.one_of(tastes.OTHER_LANGUAGES)


def _called(dice: Dice, age: int, first_language: str) -> tuple[Gender, str]:
    if first_language in names.ABROAD:
        name = dice.one(names.ABROAD[first_language])
        return (Gender.WOMAN if name in names.WOMEN_ABROAD else Gender.MAN), name
    is_woman = dice.often(RECRUITED_WOMEN)
    older = names.OLDER_WOMEN if is_woman else names.OLDER_MEN
    younger = names.YOUNGER_WOMEN if is_woman else names.YOUNGER_MEN
    return (Gender.WOMAN if is_woman else Gender.MAN), dice.one(older if age > 58 else younger)


def _email(dice: Dice, first_name: str) -> str:
    plain = first_name.casefold().translate(str.maketrans("åäöé", "aaoe"))
    return f"{plain}.{dice.between(100, 99999)}@example.org"


def _forms(dice: Dice) -> frozenset[Form]:
    forms: tuple[Form, ...] = dice.one_of(tastes.VOLUNTEER_FORMS)
    return frozenset(forms)


def _modes(dice: Dice) -> frozenset[Mode]:
    shares = {Mode.WALK: 0.9, Mode.CYCLE: 0.45, Mode.BUS: 0.5, Mode.CAR: 0.45}
    return frozenset(mode for mode, share in shares.items() if dice.often(share)) or frozenset(
        {Mode.WALK}
    )


def _times(dice: Dice, age: int) -> Availability:
    """Who is retired can by day, who works in the evening and at weekends: here lies scarcity."""
    if dice.often(0.04):
        return NOTHING_SAID
    if age >= RETIRED_FROM:
        days = dice.shuffled(range(5))[: dice.between(1, 3)]
        return from_grid((day, dice.one((FORENOON, AFTERNOON))) for day in days)
    if dice.often(0.12):
        parity = dice.one((EVEN_WEEKS, ODD_WEEKS))
        return weekly([dice.between(0, 6)], quarter(10), quarter(15), parity)
    evenings = [(day, EVENING) for day in dice.shuffled(range(5))[: dice.between(1, 2)]]
    weekend = [(dice.between(5, 6), dice.one((FORENOON, AFTERNOON)))]
    return from_grid(evenings + (weekend if dice.often(0.5) else []))


def _languages(dice: Dice, first: str) -> dict[str, Level]:
    spoken = {first: Level.NATIVE}
    if first != "swedish":
        spoken["swedish"] = Level.CONVERSATION if dice.often(0.85) else Level.SOME
    if dice.often(0.45):
        spoken["english"] = Level.CONVERSATION
    if dice.often(0.03):
        spoken["swedish_sign_language"] = Level.CONVERSATION
    return spoken


def _wish(dice: Dice, gender: Gender) -> GenderWish | None:
    if gender is Gender.WOMAN and dice.often(0.06):
        return GenderWish(Gender.WOMAN, Strength.MUST if dice.often(0.3) else Strength.PREFER)
    return None


def _traits(dice: Dice) -> Traits:
    has = {Trait.SMOKE: dice.often(0.08)} if dice.often(0.7) else {}
    if dice.often(0.1):
        has[Trait.DOG] = True
    bears: dict[Trait, Bears] = {}
    if dice.often(0.55):
        bears[Trait.CAT] = bears[Trait.DOG] = Bears.ALLERGY if dice.often(0.1) else Bears.FINE
    if dice.often(0.5):
        bears[Trait.SMOKE] = Bears.NO if dice.often(0.45) else Bears.FINE
    if dice.often(0.5):
        bears[Trait.STAIRS] = Bears.NO if dice.often(0.08) else Bears.FINE
    return Traits(has, bearing_own(has, bears))


def bearing_own(has: Mapping[Trait, bool], bears: Mapping[Trait, Bears]) -> dict[Trait, Bears]:
    """Nobody keeps a dog that she cannot be near."""
    return {trait: Bears.FINE if has.get(trait) else how for trait, how in bears.items()}
