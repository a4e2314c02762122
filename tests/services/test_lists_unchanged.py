"""Where the words of a cell are those of last time, what a person has decided since stands."""

from dataclasses import replace

import pytest

from matcher.domain.spoken_times import understand
from matcher.services import needs, words
from matcher.services.import_rows import Outcome
from matcher.services.imports import ListKind
from matcher.store import needs as need_rows
from matcher.store.needs import Need
from matcher.store.recipients import Recipient
from tests.make import AT
from tests.services.test_imports import who
from tests.services.test_lists_again import (
    a_list,
    again,
    answered_and_taken_in,
    change,
    karin,
    taken_in,
    waiting,
)

__all__ = ["who"]


@pytest.mark.parametrize("columns", [{"Tider": "tis och tors em"}, {}])
@pytest.mark.parametrize("remark", ["kväll, xq", "helst en kvinna, ons kväll, bor i Gävle, xq"])
def test_what_was_answered_of_a_remark_stands_when_its_list_comes_again(
    session, who, columns, remark
):
    data = waiting(**columns, **{"Anm.": remark})
    answered_and_taken_in(session, who, data, {"0:2:mixed": "helst en man"}, ListKind.WAITING)

    row = again(session, who, data, ListKind.WAITING)
    assert (row.outcome, row.changes, row.unsure) == (Outcome.SAME, (), ())


def test_times_of_a_remark_that_were_corrected_at_her_page_stand(session, who):
    data = waiting(Tider="tis och tors em", **{"Anm.": "kväll, xq"})
    taken_in(session, who, data, ListKind.WAITING)
    [found] = session.query(Need).all()
    need = need_rows.one(session, found.id, centre=who["centre"])
    told = replace(needs.told_of(need), **when("tisdagar 12–17"))
    needs.change(session, need.id, told, version=need.version, **who, at=AT)

    for _time in range(2):
        row = again(session, who, data, ListKind.WAITING)
        assert (row.outcome, row.changes) == (Outcome.SAME, ())
        taken_in(session, who, data, ListKind.WAITING)
    changed = waiting(Tider="ons em", **{"Anm.": "kväll, xq"})
    assert again(session, who, changed, ListKind.WAITING).changes == ("availability",)


def test_misreading_of_a_remark_that_was_answered_comes_back_with_no_other_cell(session, who):
    data = waiting(Tider="tis em", **{"Anm.": "kväll, xq"})
    answered_and_taken_in(session, who, data, {"0:2:mixed": "helst en man"}, ListKind.WAITING)

    taken_in(session, who, waiting(Tider="ons em", **{"Anm.": "kväll, xq"}), ListKind.WAITING)
    session.expire_all()

    [need] = session.query(Need).all()
    assert need.availability_said == "ons em"
    [person] = session.query(Recipient).all()
    assert person.gender_wish["gender"] == "man"


def when(said):
    return {"availability": understand(said, on=AT.date()).availability, "availability_said": said}


def test_answer_about_a_word_stands_when_the_word_has_been_learnt_as_another(session, who):
    data = a_list(Uppgifter="läxhjälp, xqz")
    answered_and_taken_in(session, who, data, {"0:2:tasks": "läxhjälp, promenad"})
    taken_in(session, who, a_list(Namn="Siv Ek", Telefon="070-174 06 19", Uppgifter="xqz"))
    [word] = words.unknown(session, centre=who["centre"])
    words.make_alias(session, word.id, "chess", **who, at=AT)

    row = again(session, who, data)
    assert (row.outcome, row.would.come) == (Outcome.SAME, {})
    row = again(session, who, a_list(Uppgifter="läxhjälp, xqz, schack"))
    assert row.outcome is Outcome.CHANGED


@pytest.mark.parametrize(
    ("cells", "by_hand"),
    [
        ({"Räckvidd": "5 km"}, {"reach_km": 3.0}),
        ({"Önskemål om kön": "helst kvinna"}, {"gender_wish": None}),
        ({"Tider": "tisdagar 12–21"}, when("tisdagar 12–17")),
        ({"Uppgifter": "läxhjälp, fika"}, {"words": ()}),
        ({"Namn": "Karin Lind"}, {"first_name": "Carin"}),
        ({"Anm.": "tål inte katt, helst en man, ons kväll"}, {"gender_wish": None}),
    ],
)  # fmt: skip
def test_fact_that_was_corrected_by_hand_stands_while_the_row_changes_elsewhere(
    session, who, cells, by_hand
):
    taken_in(session, who, a_list(**cells))
    change(session, who, **by_hand)

    row = again(session, who, a_list(**cells, **{"E-post": "karin@example.org"}))
    assert row.changes == ("email",)
    taken_in(session, who, a_list(**cells, **{"E-post": "karin@example.org"}))
    assert {name: getattr(karin(session, who), name) for name in by_hand} == by_hand


def test_remark_that_is_emptied_takes_back_the_times_it_told(session, who):
    both = {"Tider": "tis em", "Anm.": "ons kväll"}
    taken_in(session, who, waiting(**both), ListKind.WAITING)

    row = again(session, who, waiting(**both | {"Anm.": ""}), ListKind.WAITING)
    assert row.changes == ("availability",)


def test_cell_that_goes_back_to_the_words_before_it_was_changed_is_a_change(session, who):
    for reach in ("5 km", "8 km"):
        taken_in(session, who, a_list(Räckvidd=reach))

    assert again(session, who, a_list(Räckvidd="5 km")).changes == ("reach_km",)


def test_cell_that_goes_back_to_words_that_were_answered_about_is_not_taken_for_the_answer(
    session, who
):
    asked = a_list(Uppgifter="läxhjälp, prommenader")
    answered_and_taken_in(session, who, asked, {"0:2:tasks": "läxhjälp, promenad"})
    taken_in(session, who, a_list(Uppgifter="schack"))

    assert [cell.field for cell in again(session, who, asked).edited] == ["tasks"]
