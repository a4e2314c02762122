"""Invented recipients, and what each of them would like."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from matcher.demo import names, tastes
from matcher.demo.chances import Dice
from matcher.demo.volunteers import bearing_own, said
from matcher.domain.availability import Availability, from_grid
from matcher.domain.consent import CONSENT_TEXT_VERSION, Channel, ConsentKind, NewConsent
from matcher.domain.needs import NeedKind, NewNeed
from matcher.domain.people import (
    Bears,
    Form,
    Gender,
    GenderWish,
    Level,
    Strength,
    Trait,
    WordStance,
)
from matcher.domain.places import Place
from matcher.domain.recipients import NewRecipient
from matcher.domain.vocabulary import Vocabulary
from matcher.domain.when.day_parts import AFTERNOON, EVENING, FORENOON

REFERRED_WOMEN = 0.73
MEAN_WAIT_WEEKS = 8.0  # the mean of three months that others report is for those never matched
LONGEST_WAIT_WEEKS = 41
COORDINATOR = "Lena Åberg"


@dataclass(frozen=True, slots=True)
class Person:
    """A recipient, her yeses and what she would like."""

    recipient: NewRecipient
    consents: tuple[NewConsent, ...]
    need: NewNeed


def person(dice: Dice, words: Vocabulary, *, area_id: str, place: Place, on: date) -> Person:
    """One more, living there."""
    waiting_since = on - timedelta(weeks=dice.waited_weeks(MEAN_WAIT_WEEKS, LONGEST_WAIT_WEEKS))
    function = dice.some_of(tastes.FUNCTION, dice.between(0, 2)) if dice.often(0.6) else ()
    bears = _bears(dice)
    recipient = _recipient(dice, words, waiting_since, function, bears, area_id, place, on)
    health = bool(function) or Bears.ALLERGY in recipient.bears.values()
    need = _need(dice, words, waiting_since)
    return Person(recipient, _consents(dice, waiting_since, health=health), need)


def _recipient(
    dice: Dice,
    words: Vocabulary,
    waiting_since: date,
    function: tuple[str, ...],
    bears: dict[Trait, Bears],
    area_id: str,
    place: Place,
    on: date,
) -> NewRecipient:
    first_language = "swedish" if dice.often(0.84) else dice.one_of(tastes.OTHER_LANGUAGES)
    gender, first_name = _called(dice, first_language)
    likes = dice.some_of(tastes.INTERESTS, dice.between(1, 4))
    made = NewRecipient(
        first_name=first_name,
        surname=dice.one(names.SURNAMES),
        phone=dice.phone() if dice.often(0.95) else None,
        birth_year=on.year - dice.around(82, 8, 58, 101) if dice.often(0.85) else None,
        gender=gender,
        waiting_since=waiting_since,
        area_id=area_id,
        place=place,
        languages=_languages(dice, first_language),
        words=said(
            words,
            {
                WordStance.LIKES: likes,
                WordStance.DISLIKES: dice.some_of(tastes.DISLIKES, int(dice.often(0.08))),
                WordStance.FUNCTION: function,
            },
        ),
        gender_wish=_wish(dice, gender),
        home=_home(dice),
        home_checked_on=_seen_on(waiting_since, on),
        bears=bears,
        background=dice.one(tastes.BACKGROUNDS) if dice.often(0.45) else None,
        priority_class=dice.one_of({1: 18, 2: 34, 3: 32, 4: 16}),
    )
    return replace(made, bears=bearing_own(made.home, bears))


def _need(dice: Dice, words: Vocabulary, waiting_since: date) -> NewNeed:
    return (
        _errand(dice, words, waiting_since)
        if dice.often(0.12)
        else _company(dice, words, waiting_since)
    )


def _errand(dice: Dice, words: Vocabulary, waiting_since: date) -> NewNeed:
    return NewNeed(
        kind=NeedKind.ERRAND,
        waiting_since=waiting_since,
        forms=frozenset({Form.OUT}),
        availability=_times(dice),
        minutes=120,
        every_weeks=0,
        words=said(words, {WordStance.DOES: dice.some_of(tastes.ERRANDS, 1)}),
    )


def _company(dice: Dice, words: Vocabulary, waiting_since: date) -> NewNeed:
    forms = dice.one_of(tastes.RECIPIENT_FORMS)
    tasks = dice.some_of(tastes.RECIPIENT_TASKS, dice.between(1, 3))
    return NewNeed(
        kind=NeedKind.COMPANIONSHIP,
        waiting_since=waiting_since,
        seats=2 if dice.often(0.05) else 1,  # two, so that one may fall ill
        forms=frozenset(forms),
        preferred_form=forms[0],
        availability=_times(dice),
        minutes=dice.one((45, 60, 60, 75, 90)),
        every_weeks=dice.one_of({1: 62, 2: 34, 4: 4}),
        wanted_months=dice.one((6, 12)) if dice.often(0.5) else None,
        words=said(words, {WordStance.DOES: tasks}),
    )


def _called(dice: Dice, first_language: str) -> tuple[Gender, str]:
    if first_language in names.ABROAD:
        name = dice.one(names.ABROAD[first_language])
        return (Gender.WOMAN if name in names.WOMEN_ABROAD else Gender.MAN), name
    if dice.often(REFERRED_WOMEN):
        return Gender.WOMAN, dice.one(names.OLDER_WOMEN)
    return Gender.MAN, dice.one(names.OLDER_MEN)


def _languages(dice: Dice, first: str) -> dict[str, Level]:
    spoken = {first: Level.NATIVE}
    if first != "swedish" and dice.often(0.6):
        # Many go back to their first language with age: some Swedish is not enough to talk.
        spoken["swedish"] = Level.CONVERSATION if dice.often(0.5) else Level.SOME
    return spoken


def _times(dice: Dice) -> Availability:
    """Mornings and afternoons on weekdays: the hours that fewest volunteers can."""
    days = dice.shuffled(range(5))[: dice.between(1, 4)]
    cells = [(day, dice.one((FORENOON, FORENOON, AFTERNOON))) for day in days]
    if dice.often(0.25):
        cells.append((dice.between(5, 6), AFTERNOON))
    if dice.often(0.12):
        cells.append((dice.between(0, 4), EVENING))
    return from_grid(cells)


def _home(dice: Dice) -> dict[Trait, bool]:
    """What is known: a third of the facts stay unknown until somebody has been there."""
    shares = {Trait.CAT: 0.14, Trait.DOG: 0.08, Trait.SMOKE: 0.09, Trait.STAIRS: 0.24}
    return {trait: dice.often(share) for trait, share in shares.items() if dice.often(0.66)}


def _seen_on(waiting_since: date, on: date) -> date | None:
    """A coordinator has been there ten days after the first enquiry; at one in six not yet. No
    dice are thrown, so that the rest of the centre stays as it is.
    """
    seen = waiting_since + timedelta(days=10)
    return seen if seen <= on and waiting_since.toordinal() % 6 else None


def _bears(dice: Dice) -> dict[Trait, Bears]:
    bears: dict[Trait, Bears] = {}
    if dice.often(0.45):
        bears[Trait.SMOKE] = dice.one((Bears.NO, Bears.RATHER_NOT, Bears.FINE))
    if dice.often(0.35):
        bears[Trait.DOG] = dice.one_of(
            {Bears.FINE: 70, Bears.RATHER_NOT: 15, Bears.NO: 8, Bears.ALLERGY: 7}
        )
    if dice.often(0.1):
        bears[Trait.FRAGRANCE] = Bears.NO
    return bears


def _wish(dice: Dice, gender: Gender) -> GenderWish | None:
    if dice.often(0.12):
        wished = gender if gender is Gender.WOMAN else dice.one((Gender.WOMAN, Gender.MAN))
        return GenderWish(wished, Strength.MUST if dice.often(0.4) else Strength.PREFER)
    return None


def _consents(dice: Dice, since: date, *, health: bool) -> tuple[NewConsent, ...]:
    kinds = [ConsentKind.MATCHING, *([ConsentKind.HEALTH] if health else [])]
    if dice.often(0.9):
        kinds.append(ConsentKind.SKETCH)
    channel = dice.one((Channel.PHONE, Channel.PHONE, Channel.IN_PERSON))
    return tuple(
        NewConsent(kind, since, COORDINATOR, channel, CONSENT_TEXT_VERSION) for kind in kinds
    )


def unasked(one: Person) -> Person:
    """The same person as somebody else told of her: nothing about health, no yes of her own."""
    told = replace(
        one.recipient,
        words=tuple(word for word in one.recipient.words if word.stance is not WordStance.FUNCTION),
        bears={
            trait: bears
            for trait, bears in one.recipient.bears.items()
            if bears is not Bears.ALLERGY
        },
        home_checked_on=None,
    )
    return replace(one, recipient=told, consents=())
