"""Whether a need in a list is one we know: the same organisation, and nearly the same title; or the
very words of which a coordinator said what they mean when the list came before, or left it open.

    row ── marks of what lists said of a need ──▶ it, whatever it is called here now
        └─ the others: by the title ────────────▶ it
"""

from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from matcher.domain.spelling import exact, folded
from matcher.services.import_marks import NEED, Marks, mark, of_answer, of_left
from matcher.services.twins import Choice, Twin, Why
from matcher.sheets.rows import ReadRow, ToldNeed
from matcher.store.import_checks import KnownNeed

NEEDS_ALIKE = 90  # of 100, rapidfuzz ratio of two titles

_TWICE = frozenset(["dubblett", "dublett", "dubbel", "dubbelt", "finns redan", "duplicate"])
_NAMED_BY = ("title", "tasks", "about")  # the first of them that a row has is its title
_TITLE = f"{NEED}.title"
ToldNeeds = Sequence[tuple[ReadRow, ToldNeed]]
Said = Mapping[str, Marks]  # by need: the marks of what lists have said of it


def find(rows: Sequence[ReadRow], known: Sequence[KnownNeed], said: Said) -> dict[str, Twin]:
    """Twins by row key."""
    told = [(row, row.told) for row in rows if isinstance(row.told, ToldNeed)]
    in_list = _in_list(told)
    again = {key: twin for key, twin in in_list.items() if twin.likely is Choice.SKIP}
    others = [(row, need) for row, need in told if row.key not in again]
    return in_list | _in_centre(others, known, said) | again


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


def _in_centre(told: ToldNeeds, known: Sequence[KnownNeed], said: Said) -> dict[str, Twin]:
    """Each need that we have is one row's; of two of one name the one of the same times."""
    by_organisation: dict[str, list[KnownNeed]] = {}
    for need in known:
        by_organisation.setdefault(folded(need.organisation), []).append(need)
    found: dict[str, Twin] = {}
    taken: set[str] = set()
    answered = [
        (row, wanted, near)
        for row, wanted in told
        if (near := [n for n in _near(wanted, by_organisation) if _is_asked_of(row, n, said)])
    ]
    for row, wanted, near in answered:
        free = [need for need in near if need.id not in taken]
        if free:
            need = min(free, key=lambda one: _apart(one, wanted))
            taken.add(need.id)
            found[row.key] = Twin(Why.TITLE, Choice.MERGE, id=need.id, name=need.title)
    for row, wanted in told:
        alike = [
            (not _is_called(wanted, need, said), need.id in taken, *_apart(need, wanted), need)
            for need in _near(wanted, by_organisation)
            if _is_called(wanted, need, said)
            or fuzz.ratio(folded(wanted.need.title), folded(need.title)) >= NEEDS_ALIKE
        ]
        if alike and row.key not in found:
            is_other, is_taken, *_, need = min(alike, key=lambda one: one[:4])
            likely = Choice.NEW if is_other or is_taken else Choice.MERGE
            taken.add(need.id)
            found[row.key] = Twin(Why.TITLE, likely, id=need.id, name=need.title)
    return found


def _near(wanted: ToldNeed, known: Mapping[str, Sequence[KnownNeed]]) -> Sequence[KnownNeed]:
    return known.get(folded(wanted.organisation.name), ())


def _apart(need: KnownNeed, wanted: ToldNeed) -> tuple[bool, bool]:
    """Whether the times are others, and the first day."""
    new = wanted.need
    return need.availability_said != new.availability_said, need.from_on != new.from_on


def _is_asked_of(row: ReadRow, need: KnownNeed, said: Said) -> bool:
    """Whether the words by which the row is called are those that were asked about the last time:
    an answer may have called the need otherwise, or somebody on its page since.
    """
    written = {cell.field: row.asked.get(cell.field, cell.written) for cell in row.cells}
    name = next((name for name in _NAMED_BY if written.get(name)), None)
    marks = said.get(need.id, {})
    if name is None or not marks:
        return False
    words = mark(need.id, written[name])
    return words in (marks.get(of_answer(name)), marks.get(of_left(name)))


def _is_called(wanted: ToldNeed, need: KnownNeed, said: Said) -> bool:
    """By its title here, or by the one that a list gave it the last time."""
    title = wanted.need.title
    as_told = said.get(need.id, {}).get(_TITLE)
    return folded(title) == folded(need.title) or as_told == mark(need.id, title)


def _whose(told: ToldNeed) -> tuple[str, str]:
    return folded(told.organisation.name), folded(told.need.title)
