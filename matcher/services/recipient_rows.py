"""What has been told of a recipient, to rows and back.

What is kept only with the health consent is not read without it, whatever lies in the rows (R20).
"""

from collections.abc import Set
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from matcher.domain.people import (
    Bears,
    Gender,
    GenderWish,
    Level,
    SaidWord,
    Strength,
    Trait,
    WordStance,
)
from matcher.domain.places import Place
from matcher.domain.recipients import DECIDES_REVIEW_AFTER, Decides, NewRecipient
from matcher.store import recipient_pages
from matcher.store.recipients import HomeFact, Recipient, RecipientAddress, RecipientWord

PLAIN = (
    "first_name", "surname", "phone", "email", "reach_by", "birth_year", "gender", "language",
    "decides", "postcode", "area_id", "background", "priority_class",
)  # fmt: skip


def told_of(person: Recipient, address: RecipientAddress | None) -> NewRecipient:
    """What has been told, as a form would hand it in. Words and home facts must be loaded."""
    wish = person.gender_wish
    return NewRecipient(
        **{name: getattr(person, name) for name in PLAIN},
        waiting_since=person.waiting_since,
        place=Place.from_json(person.place) if person.place else None,
        street=address.street if address else None,
        town=address.town if address else None,
        languages={word: Level(level) for word, level in person.languages.items()},
        words=tuple(
            SaidWord(word.stance, word.written, word.concept)
            for word in sorted(person.words, key=lambda word: (word.stance, word.written))
        ),
        gender_wish=(
            GenderWish(Gender(wish["gender"]), Strength(wish["strength"])) if wish else None
        ),
        home={fact.trait: fact.present for fact in person.home_facts},
        bears={Trait(trait): Bears(how) for trait, how in person.bears.items()},
    )


def without_health(told: NewRecipient, sensitive: Set[str]) -> NewRecipient:
    """The same without what may be kept only with the health consent (R20, R95)."""
    return replace(
        told,
        languages={c: level for c, level in told.languages.items() if c not in sensitive},
        words=tuple(
            said
            for said in told.words
            if said.stance is not WordStance.FUNCTION and said.concept not in sensitive
        ),
        bears={trait: how for trait, how in told.bears.items() if how is not Bears.ALLERGY},
    )


def columns_of(new: NewRecipient, *, on: date) -> dict[str, Any]:
    """The columns that hold what was told, but for words, home, address and the waiting date."""
    decides_herself = new.decides is Decides.OWN
    return {name: getattr(new, name) for name in PLAIN} | {
        "decides_review_on": None if decides_herself else on + DECIDES_REVIEW_AFTER,
        "place": new.place.to_json() if new.place else None,
        "languages": {concept: int(level) for concept, level in sorted(new.languages.items())},
        "gender_wish": wish_to_json(new.gender_wish),
        "bears": {trait.value: new.bears[trait].value for trait in sorted(new.bears)},
    }


def wish_to_json(wish: GenderWish | None) -> dict[str, str] | None:
    """A gender wish as it is kept on volunteers and recipients alike."""
    if wish is None:
        return None
    return {"gender": wish.gender.value, "strength": wish.strength.value}


def write_words(person: Recipient, new: NewRecipient) -> None:
    """The words as told now. What stays keeps its row, or its key would be taken when written."""
    told = {(said.stance, said.written): said.concept for said in new.words}
    person.words = [word for word in person.words if (word.stance, word.written) in told]
    for word in person.words:
        word.concept = told.pop((word.stance, word.written))
    person.words += [
        RecipientWord(centre_id=person.centre_id, stance=stance, written=written, concept=concept)
        for (stance, written), concept in told.items()
    ]


def write_home(person: Recipient, new: NewRecipient) -> None:
    """The home as told now. A fact that stays keeps its day of being seen, unless seen anew; one
    that has changed was seen on the day given, or only told (R25).
    """
    known = {fact.trait: fact for fact in person.home_facts}
    person.home_facts = [fact for trait, fact in known.items() if trait in new.home]
    for trait, present in sorted(new.home.items()):
        fact = known.get(trait)
        if fact is None:
            fact = HomeFact(centre_id=person.centre_id, trait=trait, present=present)
            person.home_facts.append(fact)
        has_changed = fact.present != present
        if has_changed or new.home_checked_on:
            fact.present, fact.checked_on = present, new.home_checked_on


def write_address(session: Session, person: Recipient, new: NewRecipient) -> None:
    """The street address, in its own table; none where none is told (R40)."""
    row = recipient_pages.address(session, person.id, centre=person.centre_id)
    if not new.street:
        if row is not None:
            session.delete(row)
        return
    if row is None:
        row = RecipientAddress(centre_id=person.centre_id, recipient_id=person.id)
        session.add(row)
    row.street, row.postcode, row.town = new.street, new.postcode, new.town
