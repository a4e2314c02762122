"""What the rows of volunteers and of people who wait have in common: who, how reached, where."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from matcher.domain import boundaries
from matcher.domain.boundaries import ESCORTS
from matcher.domain.concepts import Flag, Kind
from matcher.domain.errors import Fault
from matcher.domain.needs import Never
from matcher.domain.people import (
    Bears,
    Form,
    Level,
    SaidWord,
    Trait,
    WordStance,
)
from matcher.domain.spelling import exact
from matcher.sheets import (
    births,
    cells,
    cells_of_people,
    cells_of_times,
    dates,
    homes,
    meanings,
    mixed,
    rows_pairs,
    whereabouts,
    whose_numbers,
    yeses,
)
from matcher.sheets.cells_of_people import Contact, Name
from matcher.sheets.mixed import LONGEST_BACKGROUND, Mixed
from matcher.sheets.readings import Reading, Understood, Unsure, World, refused, unsure
from matcher.sheets.rows import Cell, Cells, Reader

_NO_REMARK = Mixed()
_YEARS = re.compile(r"(?:ca |cirka |minst )?(?:(?:ett )?(halvår)|(\d|ett|två|tre) år)")
_BOOKED = re.compile(r"\b(?:(?:in)?boka[dt]|planera[dt]|preliminär\w*|ska)\b", re.IGNORECASE)
_NO_DAY = frozenset(
    [
        "omg", "vilar tills vidare", "pausen är slut",
        "genast", "omgående", "nu", "snarast", "direkt", "så snart som möjligt", "asap",
        "tills vidare", "tillsvidare", "löpande", "ej bestämt", "inte bestämt", "oklart",
    ]
)  # fmt: skip
ON_THE_PHONE = "telephone_companionship"
_LEAST_BORNE = tuple(Bears)  # from fine to an allergy
LIKED = (Kind.INTEREST, Kind.TASK)
DONE = (Kind.TASK, Kind.INTEREST)


def past(text: str, world: World) -> Reading:
    """A day that has been."""
    return dates.day(text, on=world.on, is_past=True, is_day_first=world.is_day_first)


def coming(text: str, world: World) -> Reading:
    """A day that may come; at once is no day, nor is until further notice."""
    if exact(text) in _NO_DAY:
        return Understood(None)
    return dates.day(text, on=world.on, is_past=False, is_day_first=world.is_day_first)


def last_coming(text: str, world: World) -> Reading:
    """The same of a last day: of a week or a month it is its last that is proposed."""
    if exact(text) in _NO_DAY:
        return Understood(None)
    return dates.day(
        text, on=world.on, is_past=False, is_last=True, is_day_first=world.is_day_first
    )


def day_or_yes(text: str, world: World) -> Reading:
    """A day, with a yes before it or without; a bare yes says that it has been done, not when, and
    the day is asked for. Whatever begins with a no is one.
    """
    bare = cells.yes_or_no(text)
    if isinstance(bare, Understood):
        return refused("day_missing") if bare.value else Understood(None)
    if yeses.NO.match(text):
        return Understood(None)
    if _BOOKED.search(text):
        return refused("day_to_come")
    told = yeses.apart(text)
    found = dates.done(told.day if told else text, on=world.on, is_day_first=world.is_day_first)
    if isinstance(found, Unsure) and told:
        return replace(found, choices=tuple(text.replace(told.day, c, 1) for c in found.choices))
    is_likely = len(yeses.days(text)) == 1 and not yeses.is_doubted(text)
    if isinstance(found, Unsure) and not found.choices and is_likely:
        return replace(found, choices=(f"ja {yeses.days(text)[0]}",))
    return found


def text_of(longest: int) -> Reader:
    """A line kept as it is."""
    return lambda text, _world: (
        Understood(text) if len(text) <= longest else refused("cell_too_long", most=longest)
    )


def words_of(stance: WordStance, *kinds: Kind, keeps: bool = True) -> Reader:
    """Words of one stance."""
    return lambda text, world: meanings.words(text, stance, kinds, world, keeps=keeps)


def plain(reader: Callable[[str], Reading]) -> Reader:
    """A reader that needs nothing of the world."""
    return lambda text, _world: reader(text)


def number(low: int, high: int) -> Reader:
    """A whole number within limits."""
    return lambda text, _world: cells.whole(text, low=low, high=high)


def months(text: str, world: World) -> Reading:
    """Months, of "6 mån", "1 år", "ett halvår"; until further notice is no number."""
    if exact(text) in _NO_DAY:
        return Understood(None)
    if years := _YEARS.fullmatch(exact(text)):
        half, told = years[1], years[2]
        count = int(told) if (told or "").isdigit() else cells.COUNTED.get(told or "ett", 1)
        return Understood(6 if half else 12 * count)
    return number(1, 60)(text, world)


def children(text: str, _world: World) -> Reading:
    """Whether children are there: "ja 6–12 år". What is not read is taken for a yes until somebody
    has answered, for the stricter rules hold with children (R13).
    """
    if yeses.YES.match(text):
        return Understood(True)
    found = cells.yes_or_no(text)
    return replace(found, value=True) if isinstance(found, Unsure) else found


READERS: Mapping[str, Reader] = {
    "name": plain(cells_of_people.name),
    "first_name": rows_pairs.first_name,
    "surname": rows_pairs.surname,
    "phone": plain(whose_numbers.phone),
    "email": plain(whose_numbers.email),
    "contact": plain(whose_numbers.contact),
    "birth_year": lambda text, world: births.birth_year(text, on=world.on),
    "gender": plain(cells.gender),
    "postcode": plain(cells_of_people.postcode),
    "town": whereabouts.town,
    "area": whereabouts.area,
    "languages": meanings.languages,
    "interests": words_of(WordStance.LIKES, *LIKED),
    "dislikes": words_of(WordStance.DISLIKES, *LIKED),
    "tasks": words_of(WordStance.DOES, *DONE),
    "availability": cells_of_times.times,
    "forms": plain(homes.forms),
    "gender_wish": plain(cells.gender_wish),
    "bears_not": lambda text, _world: homes.borne(text, Bears.NO),
    "allergies": lambda text, _world: homes.borne(text, Bears.ALLERGY),
    "background": text_of(LONGEST_BACKGROUND),
    "health_consent_on": day_or_yes,
    "mixed": mixed.mixed,
}


def name_of(found: Cells) -> Name | None:
    """First name and surname, from whichever columns hold them."""
    if rows_pairs.asks_whom(found, "first_name"):
        return None
    whole = found.get("name") or Name("")
    first = found.told("first_name", whole.first)
    surname = found.told("surname", whole.surname)
    return Name(first, surname) if first else Name(surname) if surname else None


def no_name(found: Cells) -> Fault:
    """Why a row without a name is not taken: none is written, or the one that is must be asked."""
    is_asked = found.was_told("name") or rows_pairs.asks_whom(found, "first_name")
    return Fault("name_is_asked" if is_asked else "row_without_name")


def tell_mail_apart(found: Cells) -> None:
    """An e-mail address below a header of telephones is one, where no other column tells it."""
    cell = found.by_field.get("phone")
    mail = cells_of_people.mail_beside(cell.written) if cell else ""
    if cell is not None and mail and not found.was_told("email"):
        found.by_field["email"] = Cell("email", mail, whose_numbers.email(cell.written))


def contact_of(found: Cells) -> Contact:
    """Telephone and e-mail; their own columns go before a shared one."""
    both = found.told("contact", Contact())
    return Contact(found.told("phone", both.phone), found.told("email", both.email))


def refuse_never(found: Cells, name: str, never: Never) -> Fault:
    """Why a cell that asks for what volunteers never do is not taken (R29); where a lift may be of
    things as well, that is asked first.
    """
    written = found.by_field[name].written
    if never is Never.LIFTING and boundaries.may_be_of_things(written):
        ready = (f"{written} av saker", f"{written} av personer")
        asked = unsure("lifting_maybe", *ready, said=written[:60])
        found.by_field[name] = Cell(name, written, asked)
        return Fault("lifting_is_asked")
    found.refuse(name, f"never_{never.value}")
    return Fault(f"never_{never.value}")


def mixed_of(found: Cells) -> Mixed:
    """What a cell of several things held."""
    return found.told("mixed", _NO_REMARK)


def languages_of(found: Cells) -> dict[str, Level]:
    """Concept → level; what a mixed cell names is to talk."""
    told = dict.fromkeys(mixed_of(found).languages, Level.CONVERSATION)
    return told | found.told("languages", {})


def words_in(found: Cells, *names: str) -> tuple[SaidWord, ...]:
    """The words of some fields and of a mixed cell, each stance and writing once."""
    said: list[SaidWord] = list(mixed_of(found).words)
    for name in names:
        said += found.told(name, ())
    once: dict[tuple[WordStance, str], SaidWord] = {
        (word.stance, word.concept or word.written.casefold()): word for word in said
    }
    return tuple(once.values())


def is_with_children(words: tuple[SaidWord, ...], world: World) -> bool:
    """Some task is done with children: who said nothing of it is held to the stricter rule."""
    tasks = [said.concept or "" for said in words if said.stance is WordStance.DOES]
    return any(Flag.NEEDS_CHILD_CHECK in world.vocabulary.flags(task) for task in tasks)


def borne(found: Cells) -> dict[Trait, Bears]:
    """What is not borne; what is borne least of all that is told of a trait counts."""
    told: dict[Trait, Bears] = {}
    for borne in (
        mixed_of(found).borne, found.told("bears_not", {}), found.told("allergies", {}),
    ):  # fmt: skip
        for trait, how in borne.items():
            told[trait] = max(how, told.get(trait, how), key=_LEAST_BORNE.index)
    return told


def home_of(found: Cells, name: str) -> dict[Trait, bool]:
    """What a home has, of its own column and of a mixed cell."""
    return {**mixed_of(found).pets, **found.told(name, {})}


def forms_of(found: Cells) -> frozenset[Form]:
    """How they meet. Where nothing was said of it, what is to be done may: a talk on the telephone
    is held there, and the doctor is not at home.
    """
    asked = found.by_field.get("tasks")
    is_asked = asked is not None and isinstance(asked.reading, Unsure)
    forms: frozenset[Form] = found.told("forms", mixed_of(found).forms)
    return forms or forms_of_tasks(() if is_asked else words_in(found, "tasks"))


def forms_of_volunteer(found: Cells) -> frozenset[Form]:
    """How she would meet. Who would only talk on the telephone does; who drives may come in too."""
    forms: frozenset[Form] = found.told("forms", mixed_of(found).forms)
    return forms or forms_of(found) & {Form.PHONE}


def forms_of_tasks(words: Iterable[SaidWord]) -> frozenset[Form]:
    """How a need is met by what is to be done; none where that does not say."""
    tasks = {said.concept for said in words if said.stance is WordStance.DOES}
    is_called, is_escorted = tasks == {ON_THE_PHONE}, bool(tasks) and tasks <= ESCORTS
    return frozenset({Form.PHONE} if is_called else {Form.OUT} if is_escorted else ())
