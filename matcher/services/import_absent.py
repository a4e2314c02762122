"""Who stood in a list before and stands in it no more: told, and nothing else. Whoever keeps the
list may have left her out for good, or by a slip; only a person knows, and says so on her page.

    earlier lists with these columns ──▶ those they told of ─ those told of now ─▶ absent

Who was told of as absent already is not told of again, until she has stood in a list once more.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from sqlalchemy.orm import Session

from matcher.domain.spelling import folded
from matcher.services.duplicates import GONE
from matcher.services.import_over import Over
from matcher.services.import_rows import Checked
from matcher.services.twins import Choice
from matcher.sheets import lists
from matcher.sheets.fields import ListKind
from matcher.sheets.staged import Staged
from matcher.store import import_checks, imports
from matcher.store.imports import Import, Told
from matcher.store.recipients import Recipient
from matcher.store.volunteers import Volunteer

SAME_LIST = 2 / 3  # of the headers of both: a column may have come, or gone
ABSENT, KNOWN_ABSENT = "absent", "known_absent"  # in the counts of a list: ids
ABOUT: Mapping[ListKind, str] = {
    ListKind.VOLUNTEERS: "volunteer", ListKind.WAITING: "recipient", ListKind.NEEDS: "need",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Absent:
    """Somebody, or a need, that is here; `told_before` where a list has told of it already."""

    id: str
    name: str
    told_before: bool = False


def absent(
    session: Session, staged: Staged, kind: ListKind, rows: Sequence[Checked],
    over: Sequence[Over], *, centre: str, leave_out: str = "",
) -> tuple[Absent, ...]:  # fmt: skip
    """Those whom earlier lists of these columns told of and this one does not, by name. None where
    it tells of nobody of them: then it is another list. `leave_out` is the list itself; of those
    who are `over` it tells that.
    """
    earlier = [
        told
        for told in imports.told_by_lists(session, kind.value, centre=centre)
        if told.import_id != leave_out and _is_same_list(told, staged, kind)
    ]
    if not earlier:
        return ()
    ids = [told.import_id for told in earlier]
    known = imports.about_ids(session, ids, ABOUT[kind], centre=centre)
    here = {c.twin.id for c in rows if c.twin and c.twin.id and c.choice is not Choice.NEW}
    if not known & here:
        return ()
    newest = earlier[0].counts
    told = {*newest.get(ABSENT, ()), *newest.get(KNOWN_ABSENT, ())}
    spoken_of = {one.id for one in over}
    names = _names(session, known - here - spoken_of, kind, centre=centre)
    found = (Absent(i, name, i in told) for i, name in names.items())
    return tuple(sorted(found, key=_by_name))


def noted(found: Sequence[Absent]) -> dict[str, list[str]]:
    """For the counts of a list that is saved."""
    new = [one.id for one in found if not one.told_before]
    known = [one.id for one in found if one.told_before]
    return ({ABSENT: new} if new else {}) | ({KNOWN_ABSENT: known} if known else {})


def told(session: Session, found: Import, *, centre: str) -> tuple[Absent, ...]:
    """Those whom a saved list told of no more, and who are here still."""
    ids = set(found.counts.get(ABSENT, ()))
    names = _names(session, ids, ListKind(found.kind), centre=centre) if ids else {}
    return tuple(sorted((Absent(i, name) for i, name in names.items()), key=_by_name))


def _is_same_list(told: Told, staged: Staged, kind: ListKind) -> bool:
    """Whether an earlier list had these columns, as far as they are taken in."""
    now = [set(columns) for columns in lists.shapes(staged, kind).values()]
    before = [set(columns) for columns in told.mapping.values()]
    pairs = [(a, b) for a in now for b in before if a and b]
    return any(len(a & b) >= SAME_LIST * len(a | b) for a, b in pairs)


def _names(session: Session, ids: Set[str], kind: ListKind, *, centre: str) -> dict[str, str]:
    """What those of them are called that are with the centre still, or open."""
    if kind is ListKind.NEEDS:
        needs = import_checks.local_needs(session, centre=centre)
        return {one.id: one.called for one in needs if one.id in ids}
    model: import_checks.Person = Volunteer if kind is ListKind.VOLUNTEERS else Recipient
    people = import_checks.people(session, model, centre=centre)
    return {one.id: one.called for one in people if one.id in ids and one.state not in GONE}


def _by_name(one: Absent) -> tuple[str, str]:
    return folded(one.name), one.id
