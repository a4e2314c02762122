"""All that is kept about one person, read from the schema: a table that is added with a key to a
person is in her copy too, without anybody remembering it (R75).

What is another's stays out: ids and names of others, why a pair did not become one (it may be the
other's health), and the links and passwords that open something. Concerns are handed out by who
has the role for them, never with the rest (R70).
"""

from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from matcher.store.audit import Deed, Look
from matcher.store.base import Base
from matcher.store.erasure import matches_of
from matcher.store.imports import Import, ImportedRow
from matcher.store.matches import Match
from matcher.store.needs import Need
from matcher.store.people import Person
from matcher.store.recipients import Recipient
from matcher.store.runs import Run
from matcher.store.suggestions import Suggestion, WithoutRow
from matcher.store.visits import Visit

Row = Mapping[str, Any]

APART = ("concerns",)
OF_NEEDS = ("need_words", "suggestions", "without_suggestion")
# Of every table: what only the program reads, and what opens something.
UNTOLD = frozenset(
    {
        "id", "centre_id", "version", "dedupe", "hash", "token_hash", "link_hash", "status_hash",
        "password_hash", "html", "tries", "fault", "claimed_at", "due_at", "recorded_at", "facts",
        "about_id", "number", "sheet", "was_new", "is_new", "rank", "paused_in",
        "ending_from", "ending_at", "counted_from", "recorded_by", "seen_by", "heard_by", "said_by",
        "noted_by", "done_by", "wait_noted_by",
        "blocked_by", "decided_by", "locked_by", "approved_by", "priority_set_by", "by_account",
        "suggestion_id", "letter_id", "contact_id", "match_id", "need_id", "substitute_need_id",
        "locked_at",
    }
)  # fmt: skip
# Of one table: what is about somebody else, or said already by another column.
OF_OTHERS: Mapping[str, frozenset[str]] = {
    "referrals": frozenset({"name", "phone", "best_times"}),
    "representatives": frozenset({"name", "phone"}),
    "insurance_notes": frozenset({"initials"}),
    "needs": frozenset({"introducer"}),
    "matches": frozenset({"over_because", "override_reason"}),
    "participants": frozenset({"end_reason"}),
    "blocked_pairs": frozenset({"reason"}),
    "suggestions": frozenset({"reason", "priority", "best_for_others"}),
    "todos": frozenset({"state"}),
    "without_suggestion": frozenset({"subject"}),
    "letters": frozenset({"state", "kind"}),
    "audit": frozenset({"about"}),
    "access_log": frozenset({"about"}),
    # As it was: said by the tables themselves; what a list told: marks that say nothing.
    "imported_rows": frozenset({"about", "before", "told"}),
    "match_links": frozenset({"purpose"}),
    "one_time_links": frozenset({"purpose"}),
}


def kept_about(session: Session, person: Person) -> dict[str, list[Row]]:
    """Table → her rows in it, the oldest first, each column by its name; tables without any are
    left out.
    """
    found: dict[str, list[Row]] = {}
    for table, asked in _questions(person):
        rows = [dict(row) for row in session.execute(asked).mappings()]
        if rows:
            found[table] = sorted(rows, key=_first_day)
    return found


def told(table: sa.Table) -> list[sa.ColumnElement[Any]]:
    """The columns of a table that stand in a copy."""
    hidden = UNTOLD | OF_OTHERS.get(table.name, frozenset())
    return [one for one in table.columns if one.name not in hidden and not one.foreign_keys]


def tables_of(people: str) -> dict[sa.Table, list[str]]:
    """The tables with a key to that one, and their columns of it; those handed out apart are not
    among them.
    """
    found: dict[sa.Table, list[str]] = {}
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_key_constraints:
            if key.referred_table.name == people and table.name not in APART:
                found.setdefault(table, []).extend(
                    name for name in key.column_keys if name != "centre_id"
                )
    return found


def _questions(person: Person) -> Iterator[tuple[str, sa.Select[Any]]]:
    table = Base.metadata.tables[person.__tablename__]
    yield table.name, sa.select(*told(table)).where(table.c.id == person.id)
    for table, columns in tables_of(person.__tablename__).items():
        hers = sa.or_(*(table.c[name] == person.id for name in columns))
        asked = sa.select(*told(table), *_beside(table)).where(hers)
        yield table.name, _joined(asked, table).where(table.c.centre_id == person.centre_id)
    if isinstance(person, Recipient):
        yield from _of_needs(person)
    yield "matches", sa.select(*told(_of(Match))).where(Match.id.in_(matches_of(person)))
    rows = sa.select(*told(_of(ImportedRow)), Import.made_at)
    rows = rows.join(Import, Import.id == ImportedRow.import_id)
    yield "imported_rows", rows.where(ImportedRow.about_id.in_(_about(person)))
    for log in (Deed, Look):
        about = (log.centre_id == person.centre_id, log.about_id == person.id)
        yield log.__tablename__, sa.select(*told(_of(log))).where(*about)


def _of_needs(person: Recipient) -> Iterator[tuple[str, sa.Select[Any]]]:
    """What is kept of what she would like, and the visits to her: they have no key to her."""
    needs = sa.select(Need.id).where(Need.recipient_id == person.id)
    for name in OF_NEEDS:
        table = Base.metadata.tables[name]
        asked = sa.select(*told(table), *_beside(table)).where(table.c.need_id.in_(needs))
        yield name, _joined(asked, table)
    noted = [one for one in told(_of(Visit)) if one.name != "wants_call"]  # the volunteer's wish
    yield "visits", sa.select(*noted).where(Visit.match_id.in_(matches_of(person)))


def _beside(table: sa.Table) -> list[sa.ColumnElement[Any]]:
    """What says which one it was: the week of a suggestion, the title of what she answered."""
    if table.name in (Suggestion.__tablename__, WithoutRow.__tablename__):
        return [_of(Run).c.iso_week]
    return [_of(Need).c.title] if table.name == "need_wishes" else []


def _joined(asked: sa.Select[Any], table: sa.Table) -> sa.Select[Any]:
    if table.name in (Suggestion.__tablename__, WithoutRow.__tablename__):
        return asked.join(_of(Run), _of(Run).c.id == table.c.run_id)
    if table.name == "need_wishes":
        return asked.join(_of(Need), _of(Need).c.id == table.c.need_id)
    return asked


def _about(person: Person) -> sa.CompoundSelect[Any]:
    needs = sa.select(Need.id).where(Need.recipient_id == person.id)
    return needs.union(sa.select(sa.literal(person.id)))


def _of(model: type[Base]) -> sa.Table:
    return Base.metadata.tables[model.__tablename__]


def _first_day(row: Row) -> str:
    """The row's first day or moment, as text that sorts."""
    return next((one.isoformat() for one in row.values() if hasattr(one, "isoformat")), "")
