"""Whether a need in a list is one we know: the same organisation, and nearly the same title."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from matcher.domain.spelling import exact, folded
from matcher.services.twins import Choice, Twin, Why
from matcher.sheets.rows import ReadRow, ToldNeed
from matcher.store.import_checks import KnownNeed

NEEDS_ALIKE = 90  # of 100, rapidfuzz ratio of two titles

_TWICE = frozenset(["dubblett", "dublett", "dubbel", "dubbelt", "finns redan", "duplicate"])
ToldNeeds = Sequence[tuple[ReadRow, ToldNeed]]


def find(rows: Sequence[ReadRow], known: Sequence[KnownNeed]) -> dict[str, Twin]:
    """Twins by row key."""
    told = [(row, row.told) for row in rows if isinstance(row.told, ToldNeed)]
    in_list = _in_list(told)
    again = {key: twin for key, twin in in_list.items() if twin.likely is Choice.SKIP}
    others = [(row, need) for row, need in told if row.key not in again]
    return in_list | _in_centre(others, known) | again


def _in_list(told: ToldNeeds) -> dict[str, Twin]:
    """A need that stands in an earlier row as well: skipped if every word of it is the same, or if
    the list itself says that it is there twice.
    """
    seen: dict[tuple[str, str], tuple[ReadRow, ToldNeed]] = {}
    found: dict[str, Twin] = {}
    for row, need in told:
        first, other = seen.setdefault(_whose(need), (row, need))
        if first is not row:
            is_twice = any(exact(cell.written) in _TWICE for cell in row.cells)
            likely = Choice.SKIP if other == need or is_twice else Choice.NEW
            found[row.key] = Twin(Why.TITLE, likely, row=first.number)
    return found


def _in_centre(told: ToldNeeds, known: Sequence[KnownNeed]) -> dict[str, Twin]:
    """Each need that we have is one row's; of two of one name the one of the same times."""
    by_organisation: dict[str, list[KnownNeed]] = {}
    for need in known:
        by_organisation.setdefault(folded(need.organisation), []).append(need)
    found: dict[str, Twin] = {}
    taken: set[str] = set()
    for row, wanted in told:
        organisation, title = _whose(wanted)
        alike = [
            (
                title != folded(need.title),
                need.id in taken,
                need.availability_said != wanted.need.availability_said,
                need.from_on != wanted.need.from_on,
                need,
            )
            for need in by_organisation.get(organisation, ())
            if fuzz.ratio(title, folded(need.title)) >= NEEDS_ALIKE
        ]
        if alike:
            is_other, is_taken, *_, need = min(alike, key=lambda one: one[:4])
            likely = Choice.NEW if is_other or is_taken else Choice.MERGE
            taken.add(need.id)
            found[row.key] = Twin(Why.TITLE, likely, id=need.id, name=need.title)
    return found


def _whose(told: ToldNeed) -> tuple[str, str]:
    return folded(told.organisation.name), folded(told.need.title)
