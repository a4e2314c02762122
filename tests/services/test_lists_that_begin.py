"""Lists that say from when: nobody is suggested before, and the list comes again as it was."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from matcher.domain.calendar_weeks import swedish_day
from matcher.services import exports, imports
from matcher.services.import_rows import Outcome
from matcher.services.imports import ListKind
from matcher.store import export_questions, import_checks
from matcher.store.needs import Need
from tests.make import AT
from tests.services.test_imports import a_list, begun, who
from tests.services.test_lists_again import a_need, again, taken_in, waiting

__all__ = ["who"]

FIRST = date(2027, 2, 1)


def karin(session, who):
    session.expire_all()
    [row] = export_questions.volunteers(session, centre=who["centre"])
    return row


def wish(session, who):
    session.expire_all()
    [person] = export_questions.waiting(session, centre=who["centre"])
    return import_checks.needs_of_people(session, [person.id], centre=who["centre"])[person.id]


def test_volunteer_rests_until_she_begins_whether_or_not_her_times_are_known(session, who):
    taken_in(session, who, a_list(Övrigt="kan från 1 februari"))

    assert (karin(session, who).paused_from, karin(session, who).paused_until) == (
        swedish_day(AT), FIRST,
    )  # fmt: skip
    assert again(session, who, a_list(Övrigt="kan från 1 februari")).outcome is Outcome.SAME


def test_volunteer_who_is_here_rests_when_her_list_says_so_for_the_first_time(session, who):
    taken_in(session, who, a_list())

    assert again(session, who, a_list(Övrigt="kan från 1/2")).changes == ("from_on",)
    taken_in(session, who, a_list(Övrigt="kan från 1/2"))
    assert karin(session, who).paused_until == FIRST
    assert again(session, who, a_list(Övrigt="kan från 1/2")).outcome is Outcome.SAME


def test_volunteer_who_has_come_back_by_hand_is_not_sent_to_rest_by_the_same_list(session, who):
    taken_in(session, who, a_list(Övrigt="kan från 1/2"))
    row = karin(session, who)
    row.paused_from = row.paused_until = None
    session.flush()

    assert again(session, who, a_list(Övrigt="kan från 1/2")).outcome is Outcome.SAME


def test_wish_of_somebody_who_waits_begins_on_her_day_and_another_day_is_a_change(session, who):
    taken_in(session, who, waiting(Övrigt="från 1/2"), ListKind.WAITING)
    assert wish(session, who).from_on == FIRST

    row = again(session, who, waiting(Övrigt="från 1/3"), ListKind.WAITING)
    assert row.changes == ("from_on",)
    taken_in(session, who, waiting(Övrigt="från 1/3"), ListKind.WAITING)
    assert wish(session, who).from_on == date(2027, 3, 1)


def test_local_need_begins_and_ends_as_its_remark_says(session, who):
    data = a_need(Kommentar="Start 1/2. Till 31 maj")
    taken_in(session, who, data, ListKind.NEEDS)
    need = session.scalars(sa.select(Need)).one()

    assert (need.from_on, need.until_on) == (FIRST, date(2027, 5, 31))
    assert again(session, who, data, ListKind.NEEDS).outcome is Outcome.SAME


def test_season_in_doubt_moves_no_wish_that_is_here(session, who):
    taken_in(session, who, waiting(), ListKind.WAITING)

    row = again(session, who, waiting(Övrigt="tidigast efter nyår"), ListKind.WAITING)

    assert row.outcome is Outcome.SAME
    assert [cell.field for cell in row.edited] == ["from_on"]


@pytest.mark.parametrize(
    ("what", "kind", "data"),
    [
        (exports.What.VOLUNTEERS, ListKind.VOLUNTEERS, a_list(Övrigt="kan från 1/2")),
        (exports.What.WAITING, ListKind.WAITING, waiting(Övrigt="från 1/2")),
    ],
)
def test_exported_list_says_when_they_begin(session, who, what, kind, data):
    taken_in(session, who, data, kind)
    file = exports.export(session, what, purpose="move", as_text=True, **who, at=AT).data

    assert FIRST.isoformat() in file.decode()
    assert again(session, who, file, kind).outcome is Outcome.SAME


def months_later(session, who, data, kind, days=170):
    """The row as it is read when the list comes again after its day has been."""
    import_id = begun(session, who, data, kind)
    at = AT + timedelta(days=days)
    [row] = imports.dry_run(session, import_id, centre=who["centre"], at=at).rows
    return row


@pytest.mark.parametrize("days", [30, 170, 300])
@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (ListKind.WAITING, waiting(Övrigt="börjar 4/12")),
        (ListKind.WAITING, waiting(**{"Kan börja": "4/12"})),
        (ListKind.NEEDS, a_need(Kommentar="Start 4/12")),
        (ListKind.VOLUNTEERS, a_list(Övrigt="kan från 4/12")),
        (ListKind.VOLUNTEERS, a_list(När="tis fm", Övrigt="till 20 december")),
    ],
)
def test_day_without_its_year_is_the_same_when_the_list_comes_again_after_it(
    session, who, kind, data, days
):
    taken_in(session, who, data, kind)
    row = months_later(session, who, data, kind, days)

    assert (row.outcome, row.would.names) == (Outcome.SAME, ())
    assert not {"from_on", "until_on"} & {cell.field for cell in row.edited}


def test_other_day_in_a_list_that_comes_again_is_a_change(session, who):
    taken_in(session, who, waiting(Övrigt="börjar 4/12"), ListKind.WAITING)
    row = months_later(session, who, waiting(Övrigt="börjar 4/9"), ListKind.WAITING)

    assert row.changes == ("from_on",)
