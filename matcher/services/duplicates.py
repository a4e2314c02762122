"""Whether somebody in a list is somebody we know: the same telephone or e-mail, or a name and a
place that are much alike. A likeness is offered, and a coordinator decides.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.process import cdist
from sqlalchemy.orm import Session

from matcher.domain.places import Place
from matcher.domain.recipients import NewRecipient
from matcher.domain.spelling import folded
from matcher.domain.volunteers import NewVolunteer
from matcher.services import duplicate_needs, recipient_states, volunteer_states
from matcher.services.twins import Choice, Twin, Why
from matcher.sheets.fields import ListKind
from matcher.sheets.rows import ReadRow, ToldVolunteer, ToldWaiting
from matcher.store import import_checks, imports
from matcher.store.import_checks import Known
from matcher.store.recipients import Recipient
from matcher.store.volunteers import Volunteer

ALIKE = 88  # of 100, rapidfuzz token_sort_ratio: "Karin Lind" and "Carin Lind" give 90
SAME_NAME = 80  # enough where the telephone or the address is the same
SLIP_OF_YEARS = 10  # a year of birth may be mended; so many years are another's
GONE = frozenset([*recipient_states.GONE, *volunteer_states.GONE])
Person = NewVolunteer | NewRecipient
Told = Sequence[tuple[ReadRow, Person]]


def find(
    session: Session, rows: Sequence[ReadRow], kind: ListKind, *, centre: str
) -> dict[str, Twin]:
    """Twins by row key."""
    if kind is ListKind.NEEDS:
        needs = import_checks.local_needs(session, centre=centre)
        said = imports.told_of(session, [need.id for need in needs], centre=centre)
        return duplicate_needs.find(rows, needs, said)
    model: import_checks.Person = Volunteer if kind is ListKind.VOLUNTEERS else Recipient
    known = import_checks.people(session, model, centre=centre)
    told = [(row, person) for row in rows if (person := _person(row))]
    in_list = _in_list(told)
    again = {key: twin for key, twin in in_list.items() if twin.likely is Choice.SKIP}
    return in_list | _in_centre(told, known) | again


def find_named(session: Session, rows: Sequence[ReadRow], *, centre: str) -> dict[str, Twin]:
    """Twins of rows that say a no: of somebody by nearly the name and of about the age it is asked,
    wherever she lives and however she is reached, for her no must not be missed (R19).
    """
    found = find(session, rows, ListKind.WAITING, centre=centre)
    people = [(row, person) for row in rows if (person := _person(row))]
    told = [(row, person) for row, person in people if not _is_known(found.get(row.key))]
    known = import_checks.people(session, Recipient, centre=centre)
    here = [one for one in known if one.state not in GONE]
    for row, person, near in _near_by_name(told, here):
        of_age = [one for one in near if not _is_of_other_age(person, one)]
        if of_age:
            found[row.key] = Twin(Why.NAME, Choice.ASK, id=of_age[0].id, name=of_age[0].called)
    return found


def _is_known(twin: Twin | None) -> bool:
    return _is_found(twin) and twin is not None and twin.id is not None


def _person(row: ReadRow) -> Person | None:
    return row.told.new if isinstance(row.told, ToldVolunteer | ToldWaiting) else None


def _in_centre(told: Told, known: Sequence[Known]) -> dict[str, Twin]:
    reached: dict[str, list[Known]] = {}
    for other in known:
        for address in (other.phone, other.email):
            if address:
                reached.setdefault(address.casefold(), []).append(other)
    found: dict[str, Twin] = {}
    for row, person in told:
        by_phone = reached.get(person.phone or "", [])
        same = [*by_phone, *reached.get((person.email or "").casefold(), [])]
        if same:
            likest = max(same, key=lambda other: _likeness(person, other))
            why = Why.PHONE if likest in by_phone else Why.EMAIL
            found[row.key] = _twin(person, likest, why)
    others = [(row, person) for row, person in told if not _is_found(found.get(row.key))]
    taken = {twin.id for twin in found.values() if _is_found(twin)}
    by_name = _by_name(others, [other for other in known if other.id not in taken])
    return found | {
        key: twin for key, twin in by_name.items() if key not in found or _is_found(twin)
    }


def _is_found(twin: Twin | None) -> bool:
    """Surely the same person: whoever shares but a telephone may be known by name as another."""
    return twin is not None and twin.likely in (Choice.MERGE, Choice.SKIP)


def _twin(told: Person, known: Known, why: Why) -> Twin:
    """Two who share a telephone and not a name are a couple more often than one person; with the
    first name in common she may have married.
    """
    is_same = _likeness(told, known) >= SAME_NAME
    is_of_other_age = _is_of_other_age(told, known)
    has_married = folded(told.first_name) == folded(known.first_name) and not is_of_other_age
    may_be = is_of_other_age if is_same else has_married
    likely = _likely(known, is_same=is_same, may_be=may_be)
    is_gone = known.state in GONE
    return Twin(why, likely, id=known.id, name=known.called, is_gone=is_gone)


def _likely(known: Known, *, is_same: bool, may_be: bool) -> Choice:
    """Who may be somebody we know, or her daughter, is asked about: never made anew unasked. A list
    that is older than somebody's ending, or her death, says nothing new of her (R63).
    """
    if may_be:
        return Choice.ASK
    if not is_same:
        return Choice.NEW
    return Choice.SKIP if known.state in GONE else Choice.MERGE


def _by_name(told: Told, known: Sequence[Known]) -> dict[str, Twin]:
    """Those whose name is much alike and whose place is the same; the most alike of them."""
    found: dict[str, Twin] = {}
    for row, person, near in _near_by_name(told, known):
        twins = [(other, why) for other in near if (why := _alike_otherwise(person, other))]
        if twins:
            same, why = twins[0]
            is_same = _is_same_by_name(person, same)
            may_be = not is_same and _may_be_same(person, same, why)
            likely = _likely(same, is_same=is_same, may_be=may_be)
            is_gone = same.state in GONE
            found[row.key] = Twin(why, likely, id=same.id, name=same.called, is_gone=is_gone)
    return found


def _near_by_name(
    told: Told, known: Sequence[Known]
) -> Iterator[tuple[ReadRow, Person, list[Known]]]:
    """Each row with those whose name is much alike, the most alike first."""
    if not told or not known:
        return
    names = [_name(person) for _, person in told]
    likeness = cdist(
        names, [_name(person) for person in known], scorer=fuzz.token_sort_ratio,
        score_cutoff=ALIKE, dtype=np.uint8,
    )  # fmt: skip
    for (row, person), scores in zip(told, likeness, strict=True):
        order = np.argsort(-scores.astype(int), kind="stable")
        yield row, person, [known[i] for i in order if scores[i]]


def _is_same_by_name(told: Person, known: Known) -> bool:
    """The very name, and no other telephone; one that has changed needs the place and the year
    besides, or the postcode where no other year is told.
    """
    if _name(told) != _name(known):
        return False
    years = {told.birth_year, known.birth_year}
    is_of_one_age = len(years) == 1 and None not in years
    is_of_one_door = bool(told.postcode) and told.postcode == known.postcode and None in years
    is_moved_number = (is_of_one_age and _same_place(told, known)) or is_of_one_door
    return is_moved_number or not (told.phone and known.phone)


def _may_be_same(told: Person, known: Known, why: Why) -> bool:
    """The very name with another telephone, or one much like it with the year of birth."""
    if why is Why.NAME_AND_YEAR:
        return True
    return _name(told) == _name(known) and not _is_of_other_age(told, known)


def _is_of_other_age(told: Person, known: Known) -> bool:
    """So many years apart that it is hardly a slip of the pen: a father and his son."""
    years = (told.birth_year, known.birth_year)
    return None not in years and abs((years[0] or 0) - (years[1] or 0)) > SLIP_OF_YEARS


def _in_list(told: Told) -> dict[str, Twin]:
    """A row that says the same as an earlier one of the same list; of the very name and year of
    birth, but reached otherwise, whether it is the same person is asked.
    """
    seen: dict[str, tuple[int, str]] = {}
    born: dict[tuple[str, int], int] = {}
    found: dict[str, Twin] = {}
    for row, person in told:
        name = _name(person)
        for reached, why in ((person.phone, Why.PHONE), (person.email, Why.EMAIL)):
            if not reached:
                continue
            number, other = seen.setdefault(reached.casefold(), (row.number, name))
            if number != row.number and row.key not in found:
                is_same = fuzz.token_sort_ratio(name, other) >= SAME_NAME
                likely = Choice.SKIP if is_same else Choice.NEW
                found[row.key] = Twin(why, likely, row=number)
        if person.birth_year is not None:
            number = born.setdefault((name, person.birth_year), row.number)
            if number != row.number and row.key not in found:
                found[row.key] = Twin(Why.NAME_AND_YEAR, Choice.ASK, row=number)
    return found


def _likeness(told: Person, known: Known) -> float:
    return fuzz.token_sort_ratio(_name(told), _name(known))


def _name(person: Person | Known) -> str:
    return folded(f"{person.first_name} {person.surname}")


def _alike_otherwise(told: Person, known: Known) -> Why | None:
    """In what two whose names are alike are alike besides; None: in nothing."""
    if _same_place(told, known):
        return Why.NAME_AND_PLACE
    is_of_one_age = told.birth_year is not None and told.birth_year == known.birth_year
    if is_of_one_age:
        return Why.NAME_AND_YEAR
    return Why.NAME if _has_name_alone(told, known) else None


def _has_name_alone(told: Person, known: Known) -> bool:
    """The very name, nothing that one of them is reached by, and no year or place that differs."""
    is_unreached = not all(one.phone or one.email for one in (told, known))
    is_of_other_age = None not in (told.birth_year, known.birth_year)
    is_elsewhere = bool(told.place or told.area_id) and bool(known.place or known.area_id)
    same_name = _name(told) == _name(known)
    return same_name and is_unreached and not (is_of_other_age or is_elsewhere)


def _same_place(told: Person, known: Known) -> bool:
    if told.postcode and known.postcode:
        return told.postcode == known.postcode
    if told.area_id and known.area_id:
        return told.area_id == known.area_id
    label = known.place.get("label") if known.place else None
    return bool(label and told.place and _label(told.place) == folded(label))


def _label(place: Place) -> str:
    return folded(place.label or "")
