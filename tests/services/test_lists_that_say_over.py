"""A list says that somebody has died or left, or that a need is met: nothing is done with her
before a person has answered, and nothing is done by the list alone.
"""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from matcher.domain.errors import NotNow, RuleBroken
from matcher.domain.plans import TodoKind
from matcher.domain.recipients import RecipientState
from matcher.services import (
    choices,
    imports,
    organisations,
    outbox,
    own_door,
    recipient_states,
    said_gone,
    todos,
    volunteer_states,
)
from matcher.services.import_over import DIED, Over
from matcher.services.imports import ListKind
from matcher.sheets import out
from matcher.store import export_questions, holds, letters, open_todos, profiles
from matcher.store import organisations as organisation_rows
from matcher.store.base import new_id
from matcher.store.recipients import Recipient
from tests.make import AT
from tests.services.pairs import SITE, Pair
from tests.services.test_imports import begun, dry, who

__all__ = ["who"]

VOLUNTEER = {"Namn": "Bo Danielsson", "Telefon": "070-174 06 18", "Ort": "Uppsala", "Anm.": ""}
WAITING = {
    "Namn": "Sven-Åke Roos", "Telefon": "070-174 06 43", "Önskar": "fika", "Samtycke": "2026-09-01",
    "Hört av": "Lena", "Samtycke hur": "telefon", "Anteckning": "",
}  # fmt: skip
NEED = {
    "Organisation": "Solgläntan", "Rubrik": "Högläsning", "Kontaktperson": "Maria", "Läge": "öppen",
    "Antal platser": "2",
}  # fmt: skip
OF = {ListKind.VOLUNTEERS: VOLUNTEER, ListKind.WAITING: WAITING, ListKind.NEEDS: NEED}


def a_list(kind, *rows):
    told = [OF[kind] | cells for cells in (rows or [{}])]
    return out.text(list(OF[kind]), [list(row.values()) for row in told])


def taken_in(session, who, kind, *rows):
    import_id = begun(session, who, a_list(kind, *rows), kind)
    lists = len(imports.listed(session, centre=who["centre"]))
    imports.confirm(session, import_id, **who, at=AT + timedelta(minutes=lists))
    session.flush()
    return import_id


def held(session, who):
    """Whom nothing is done with, of all that the engine is told of."""
    session.flush()
    policies = choices.policies()
    pool = profiles.load(session, centre=who["centre"], on=AT.date(), policies=policies)
    return [one.id for one in (*pool.volunteers, *pool.needs) if one.restricted]


SAYS = [
    (ListKind.VOLUNTEERS, {"Anm.": "avliden 20/11"}, "died"),
    (ListKind.VOLUNTEERS, {"Anm.": "slutat, flyttat till Umeå"}, "left"),
    (ListKind.WAITING, {"Anteckning": "avliden 18/11"}, "died"),
    (ListKind.NEEDS, {"Läge": "klart"}, "done"),
]


@pytest.mark.parametrize(("kind", "cells", "what"), SAYS)
def test_who_has_died_or_left_by_a_list_stands_first_of_all_to_be_answered(
    session, who, kind, cells, what
):
    taken_in(session, who, kind)

    import_id = taken_in(session, who, kind, cells)

    done = imports.finished(session, import_id, centre=who["centre"], at=AT)
    assert [one.what for one in done.said_gone] == [what]
    assert open_todos.still_open(session, centre=who["centre"])[0].kind is TodoKind.SAID_GONE


def test_r63_that_a_volunteer_has_died_is_an_answer_of_its_own_and_is_told_as_that(session, who):
    taken_in(session, who, ListKind.VOLUNTEERS)
    import_id = begun(session, who, a_list(ListKind.VOLUNTEERS, {"Anm.": "AVLIDEN 15/11"}))
    [row] = imports.dry_run(session, import_id, centre=who["centre"], at=AT).rows
    [asked] = [cell for cell in row.unsure if cell.field == "state"]
    assert asked.reading.choices == ("avliden", "slutat", "aktiv")

    answers = {f"{row.row.key}:state": "avliden"}
    imports.answer(session, import_id, answers=answers, chosen={}, centre=who["centre"], at=AT)
    imports.confirm(session, import_id, **who, at=AT + timedelta(minutes=1))

    session.flush()
    done = imports.finished(session, import_id, centre=who["centre"], at=AT)
    assert [one.what for one in done.said_gone] == [DIED]


@pytest.mark.parametrize(("kind", "cells", "what"), SAYS[2:])
def test_r63_who_has_died_by_a_list_is_suggested_to_nobody_until_somebody_answers(
    session, who, kind, cells, what
):
    taken_in(session, who, kind)
    import_id = taken_in(session, who, kind, cells)
    [asked] = said_gone.of_list(session, import_id, centre=who["centre"])

    was_held = held(session, who)
    said_gone.stays(session, asked.todo_id, **who, at=AT)

    assert len(was_held) == 1
    assert held(session, who) == []


def test_volunteer_who_has_died_by_a_list_is_suggested_to_nobody_until_somebody_answers(
    session, who
):
    taken_in(session, who, ListKind.VOLUNTEERS)
    [bo] = export_questions.volunteers(session, centre=who["centre"])
    volunteer_states.make_active(session, bo.id, **who, at=AT)
    import_id = taken_in(session, who, ListKind.VOLUNTEERS, {"Anm.": "avliden 20/11"})
    [asked] = said_gone.of_list(session, import_id, centre=who["centre"])

    was_held = held(session, who)
    said_gone.stays(session, asked.todo_id, **who, at=AT)

    assert was_held == [bo.id]
    assert held(session, who) == []


def test_r63_nobody_is_asked_to_call_who_has_died_by_a_list(session, who):
    taken_in(session, who, ListKind.WAITING)
    taken_in(session, who, ListKind.WAITING, {"Anteckning": "avliden 18/11"})

    kinds = [todo.kind for todo in open_todos.still_open(session, centre=who["centre"])]

    assert TodoKind.SAID_GONE in kinds
    assert TodoKind.CALL_WAITING not in kinds


@pytest.mark.parametrize("side", ["volunteer", "recipient"])
def test_r63_who_has_died_by_a_list_is_not_called_about_her_match_and_the_other_still_is(
    session, side
):
    pair = Pair(session).in_trial()
    kind = ListKind.VOLUNTEERS if side == "volunteer" else ListKind.WAITING
    held_by_a_list(pair, kind, getattr(pair, side).id)

    to_do = open_todos.still_open(session, centre=pair.centre.id)

    sides = {"volunteer", "recipient"}
    called = {
        one for todo in to_do if todo.kind is TodoKind.FOLLOW_UP
        for one in sides if getattr(todo, f"{one}_id")
    }  # fmt: skip
    assert called == sides - {side}


def test_answer_that_holds_back_every_call_to_her_is_put_off_a_week_at_most(session):
    pair = Pair(session)
    todo_id = held_by_a_list(pair, ListKind.WAITING, pair.recipient.id)

    until = todos.snooze(session, todo_id, 30, **pair.who)

    assert until == pair.at.date() + timedelta(days=7)


def test_r63_hold_of_a_list_is_not_ticked_off_without_an_answer(session):
    pair = Pair(session)
    todo_id = held_by_a_list(pair, ListKind.WAITING, pair.recipient.id)

    with pytest.raises(NotNow):
        todos.done(session, todo_id, **pair.who)


def test_death_that_is_noted_on_her_page_answers_the_list(session, who):
    taken_in(session, who, ListKind.WAITING)
    import_id = taken_in(session, who, ListKind.WAITING, {"Anteckning": "avliden 18/11"})
    [asked] = said_gone.of_list(session, import_id, centre=who["centre"])

    person = recipient_states.deceased(session, asked.recipient_id, **who, at=AT)

    assert person.state is RecipientState.DECEASED
    assert said_gone.of_list(session, import_id, centre=who["centre"]) == ()


def test_what_was_answered_is_not_asked_again_of_the_same_words(session, who):
    taken_in(session, who, ListKind.WAITING)
    import_id = taken_in(session, who, ListKind.WAITING, {"Anteckning": "avliden 18/11"})
    [asked] = said_gone.of_list(session, import_id, centre=who["centre"])
    said_gone.stays(session, asked.todo_id, **who, at=AT)

    taken_in(session, who, ListKind.WAITING, {"Anteckning": "avliden 18/11"})

    assert held(session, who) == []


def test_list_that_is_taken_back_holds_nobody(session, who):
    taken_in(session, who, ListKind.WAITING)
    import_id = taken_in(session, who, ListKind.WAITING, {"Anteckning": "avliden 18/11"})

    imports.undo(session, import_id, **who, at=AT + timedelta(minutes=9))

    assert held(session, who) == []


def test_namesake_with_another_telephone_is_not_held(session, who):
    one = {"Namn": "Anna Berg", "Telefon": "070-174 06 53"}
    other = {"Namn": "Anna Berg", "Telefon": "070-174 06 54"}
    taken_in(session, who, ListKind.WAITING, one, other)

    found = dry(
        session, who,
        a_list(ListKind.WAITING, one, other | {"Anteckning": "avliden"}), ListKind.WAITING,
    )  # fmt: skip

    anna = next(p for p in export_questions.waiting(session, centre=who["centre"])
                if p.phone == "+46701740654")  # fmt: skip
    assert [told.id for told in found.over] == [anna.id]


# ── letters ───────────────────────────────────────────────────────────────────────────────────


def held_by_a_list(pair, kind, about_id):
    over = Over(about_id, "Aino", 4, DIED, "avliden 18/11")
    said_gone.hold(pair.session, [over], kind, new_id(), **pair.who)
    pair.session.flush()
    (todo,) = holds.still_open(pair.session, centre=pair.centre.id)
    return todo.id


def kinds_that_go(pair, after=timedelta()):
    sent = outbox.claim(pair.session, at=pair.at + after)
    return [letters.any_one(pair.session, one.letter_id).kind for one in sent]


@pytest.mark.parametrize("side", ["volunteer", "recipient"])
def test_r63_no_letter_goes_to_or_about_who_has_died_by_a_list_until_somebody_answers(
    session, side
):
    pair = Pair(session).by_card()
    kind = ListKind.VOLUNTEERS if side == "volunteer" else ListKind.WAITING
    todo_id = held_by_a_list(pair, kind, getattr(pair, side).id)

    before = kinds_that_go(pair)
    said_gone.stays(session, todo_id, **pair.who)

    assert before == []
    assert kinds_that_go(pair) == ["card"]


def test_r63_a_letter_about_who_has_died_by_a_list_lies_in_no_drawer(session):
    pair = Pair(session).by_card()
    held_by_a_list(pair, ListKind.WAITING, pair.recipient.id)

    assert outbox.laid_in_drawer(session, at=pair.at) == 0


def test_link_to_her_own_page_that_she_asks_for_goes_all_the_same(session):
    pair = Pair(session).by_card()
    held_by_a_list(pair, ListKind.VOLUNTEERS, pair.volunteer.id)
    own_door.ask(session, pair.volunteer.email, address="192.0.2.1", public_url=SITE, at=pair.at)

    assert kinds_that_go(pair) == ["own_page"]


@pytest.mark.parametrize("side", ["volunteer", "recipient"])
def test_r63_nobody_is_asked_about_who_has_died_by_a_list(session, side):
    pair = Pair(session)
    kind = ListKind.VOLUNTEERS if side == "volunteer" else ListKind.WAITING
    held_by_a_list(pair, kind, getattr(pair, side).id)

    with pytest.raises(RuleBroken):
        pair.by_card()


@pytest.mark.parametrize(
    ("kind", "cells", "asks"),
    [
        (ListKind.VOLUNTEERS, {"Anm.": "avliden 20/11, målare", "Ort": "Nånstans?"}, "state"),
        (ListKind.WAITING, {"Anteckning": "avliden 18/11", "Samtycke": "x"}, "mixed"),
    ],
)
def test_r63_of_who_has_died_by_a_list_nothing_is_asked_but_that(session, who, kind, cells, asks):
    [row] = dry(session, who, a_list(kind, cells), kind).rows

    assert [cell.field for cell in (*row.unsure, *row.refused)] == [asks]


def test_need_of_an_organisation_that_has_left_is_refused_in_the_dry_run_and_stops_no_list(
    session, who
):
    taken_in(session, who, ListKind.NEEDS)
    left = organisation_rows.named(session, NEED["Organisation"], centre=who["centre"])
    organisations.leave(session, left.id, **who, at=AT)
    session.flush()
    other = {"Organisation": "Träffpunkt Eken", "Rubrik": "Fika"}
    import_id = begun(
        session, who, a_list(ListKind.NEEDS, {"Rubrik": "Sång"}, other), ListKind.NEEDS
    )

    said = imports.dry_run(session, import_id, centre=who["centre"], at=AT).rows
    imports.confirm(session, import_id, **who, at=AT + timedelta(minutes=2))

    assert [one.row.fault and one.row.fault.code for one in said] == ["organisation_has_left", None]


def test_r63_row_merged_into_somebody_who_has_ended_opens_nothing_and_stops_no_list(session, who):
    taken_in(session, who, ListKind.WAITING)
    known = session.scalars(sa.select(Recipient)).one()
    recipient_states.end(session, known.id, RecipientState.ENDED, **who, at=AT)
    session.flush()
    data = a_list(ListKind.WAITING, {"Önskar": "schack"})
    import_id = begun(session, who, data, ListKind.WAITING)
    [row] = imports.dry_run(session, import_id, centre=who["centre"], at=AT).rows

    imports.answer(
        session, import_id, answers={}, chosen={row.row.key: "merge"}, centre=who["centre"], at=AT
    )
    [row] = imports.dry_run(session, import_id, centre=who["centre"], at=AT).rows
    assert (row.twin.is_gone, row.outcome.value) == (True, "skipped")
    imports.confirm(session, import_id, **who, at=AT + timedelta(minutes=2))
