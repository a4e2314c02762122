"""How often they would meet of whom a list does not say so: asked once for all of it."""

import pytest

from matcher.domain.errors import Invalid
from matcher.services import imports
from matcher.services.import_rows import Outcome
from matcher.services.imports import ListKind
from matcher.sheets import out
from matcher.sheets.rows_rhythm import ASK_EACH, KEY
from matcher.store.needs import Need
from tests.make import AT
from tests.services.test_imports import begun, dry, who

__all__ = ["who"]

TITLES = ["Namn", "Telefon", "Önskar", "Tider", "Hur ofta"]
PEOPLE = [
    ["Rut Hägg", "070-174 06 12", "fika", "tis em", ""],
    ["Aino Ek", "070-174 06 13", "promenad", "", "varje vecka"],
    ["Bo Sand", "070-174 06 14", "promenad", "jämna veckor ons", ""],
    ["Eva Lund", "070-174 06 15", "skjuts med bil", "8/12 kl 10", ""],
]


def people(**times):
    """The list, with other times of some by their first name."""
    rows = [[*row[:3], times.get(row[0].split()[0], row[3]), row[4]] for row in PEOPLE]
    return out.text(TITLES, rows)


def answered(session, who, answer, data):
    import_id = begun(session, who, data, ListKind.WAITING)
    imports.answer(
        session, import_id, answers={}, chosen={}, everywhere={KEY: answer}, centre=who["centre"],
        at=AT,
    )  # fmt: skip
    return import_id, imports.dry_run(session, import_id, centre=who["centre"], at=AT)


def weeks(session):
    session.expire_all()
    return sorted(need.every_weeks for need in session.query(Need))


@pytest.mark.parametrize(
    ("answer", "kept"),
    [("varannan vecka", [0, 1, 2, 2]), ("varje vecka", [0, 1, 1, 2]), ("", [0, 1, 1, 2])],
)
def test_answer_goes_for_company_of_which_the_list_says_nothing_and_for_no_other(
    session, who, answer, kept
):
    import_id, _found = answered(session, who, answer, people())
    imports.confirm(session, import_id, **who, at=AT)

    assert weeks(session) == kept


def test_each_is_asked_where_that_is_the_answer(session, who):
    import_id, found = answered(session, who, ASK_EACH, people())
    assert [[c.field for c in row.unsure if c.field == "every_weeks"] for row in found.rows] == [
        ["every_weeks"], [], [], [],
    ]  # fmt: skip

    told = {"0:2:every_weeks": "varannan vecka"}
    imports.answer(session, import_id, answers=told, chosen={}, centre=who["centre"], at=AT)
    imports.confirm(session, import_id, **who, at=AT)
    assert weeks(session) == [0, 1, 2, 2]


@pytest.mark.parametrize(
    ("answer", "kept"), [("1 g/mån", [0, 1, 2, 4]), ("varannan v", [0, 1, 2, 2])]
)
def test_answer_in_words_of_ones_own_is_read(session, who, answer, kept):
    import_id, _found = answered(session, who, answer, people())
    imports.confirm(session, import_id, **who, at=AT)

    assert weeks(session) == kept


def test_answer_that_we_cannot_plan_by_is_refused_in_a_sentence(session, who):
    with pytest.raises(Invalid) as refused:
        answered(session, who, "var tredje vecka", people())

    assert refused.value.faults[KEY].code == "rhythm_not_for_all"


@pytest.mark.parametrize("answer", ["varannan vecka", ASK_EACH])
def test_answer_is_remembered_for_new_ones_and_changes_nobody_who_is_here(session, who, answer):
    import_id, _found = answered(session, who, answer, people())
    told = {"0:2:every_weeks": "varannan vecka"} if answer == ASK_EACH else {}
    imports.answer(session, import_id, answers=told, chosen={}, centre=who["centre"], at=AT)
    imports.confirm(session, import_id, **who, at=AT)
    session.query(Need).filter(Need.every_weeks == 2).update({"every_weeks": 4})

    again = dry(session, who, people(), ListKind.WAITING)
    assert {row.outcome for row in again.rows} == {Outcome.SAME}
    assert again.remembered[KEY] == answer
    [rut, *_others] = dry(session, who, people(Rut="ons em"), ListKind.WAITING).rows
    assert rut.changes == ("availability",)
