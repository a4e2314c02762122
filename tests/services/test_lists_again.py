"""A list that comes in again: what it says anew is a change, what it says no more goes, and what
people have done on the site meanwhile stays.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from matcher.domain.clearance import ExtractPolicy, Step
from matcher.domain.consent import Channel
from matcher.domain.errors import Invalid
from matcher.domain.plans import TodoKind, TodoState
from matcher.domain.recipients import RecipientState
from matcher.services import centres, clearance_mistakes, clearances, imports, volunteers
from matcher.services.import_marks import may_be_marked
from matcher.services.import_noes import TAKEN_BACK
from matcher.services.import_rows import Outcome
from matcher.services.imports import ListKind
from matcher.sheets import out, shared_questions
from matcher.store import erasure, export_questions
from matcher.store.imports import ImportedRow
from matcher.store.needs import Need
from matcher.store.todos import Todo
from tests.make import AT
from tests.services.test_imports import VOUCHED, a_list, begun, dry, who

__all__ = ["who"]

WAITING = {
    "Namn": "Rut Hägg", "Telefon": "070-174 06 12", "Önskar": "fika", "Samtycke": "2026-09-01",
    "Hört av": "Lena", "Samtycke hur": "telefon",
}  # fmt: skip
NEED = {
    "Organisation": "Tegs kyrka", "Kontaktperson": "Ulla Wede", "Telefon": "070-174 06 13",
    "Rubrik": "Soppcafé", "Uppgifter": "caféhjälp", "Antal platser": "2",
}  # fmt: skip


def taken_in(session, who, data, kind=ListKind.VOLUNTEERS):
    """Each list a minute after the one before it."""
    import_id = begun(session, who, data, kind)
    lists = len(imports.listed(session, centre=who["centre"]))
    imports.confirm(session, import_id, **who, at=AT + timedelta(minutes=lists))
    return import_id


def waiting(**cells):
    told = WAITING | cells
    return out.text(list(told), [list(told.values())])


def a_need(**cells):
    told = NEED | cells
    return out.text(list(told), [list(told.values())])


def again(session, who, data, kind=ListKind.VOLUNTEERS):
    [row] = dry(session, who, data, kind).rows
    return row


def karin(session, who):
    session.expire_all()
    return volunteers.told_of(export_questions.volunteers(session, centre=who["centre"])[0])


def change(session, who, **facts):
    """A coordinator changes something by hand."""
    [row] = export_questions.volunteers(session, centre=who["centre"])
    new = replace(volunteers.told_of(row), **facts)
    volunteers.change(session, row.id, new, version=row.version, **who, at=AT)
    session.flush()


@pytest.mark.parametrize(
    ("title", "before", "after", "field"),
    [
        ("Max antal uppdrag", "2", "1", "max_matches"),
        ("Kan rycka in", "ja", "nej", "on_call"),
        ("Räckvidd", "20 min", "5 km", "reach_minutes"),
        ("Önskemål om kön", "helst kvinna", "spelar ingen roll", "gender_wish"),
        ("Ort", "Uppsala", "Knivsta", "place"),
        ("Färdsätt", "bil, cykel", "cykel", "modes"),
        ("Egna husdjur", "katt", "inga djur", "traits"),
    ],
)
def test_each_told_cell_is_a_change_also_back_to_what_is_usual(
    session, who, title, before, after, field
):
    taken_in(session, who, a_list(**{title: before}))

    row = again(session, who, a_list(**{title: after}))
    assert field in row.changes
    taken_in(session, who, a_list(**{title: after}))
    assert again(session, who, a_list(**{title: after})).outcome is Outcome.SAME


def test_part_of_town_that_no_map_has_is_a_change_where_the_postcode_stays(session, who):
    taken_in(session, who, a_list(Postnummer="90340", Ort="Haga"))

    assert again(session, who, a_list(Postnummer="90340", Ort="Nydala")).changes == ("place",)
    assert again(session, who, a_list(Postnummer="90340", Ort="Umeå")).outcome is Outcome.SAME


def test_area_that_is_added_after_a_list_is_no_change_when_the_list_comes_again(session, who):
    data = a_list(Ort="", Område="Hovshaga")
    import_id = begun(session, who, data)
    imports.answer(
        session, import_id, answers={"0:2:area": "Hovshaga"}, chosen={}, vouching=None,
        is_vouching_told=True, centre=who["centre"], at=AT,
    )  # fmt: skip
    imports.confirm(session, import_id, **who, at=AT)

    area = centres.add_area(session, centres.NewArea("Hovshaga", 56.9, 14.8), **who, at=AT)

    assert karin(session, who).area_id == area
    assert again(session, who, data).outcome is Outcome.SAME


def vouched_for(session, who, data):
    """The volunteer when the list has come in once more, with an attestation for all of it."""
    import_id = begun(session, who, data, ListKind.VOLUNTEERS, VOUCHED)
    imports.confirm(session, import_id, **who, at=AT + timedelta(minutes=9))
    session.expire_all()
    [row] = export_questions.volunteers(session, centre=who["centre"])
    return row


def test_r9_step_taken_back_comes_back_with_no_older_list_whoever_vouches(session, who):
    data = a_list(Intervju="2026-09-01")
    taken_in(session, who, data)
    [row] = export_questions.volunteers(session, centre=who["centre"])
    [step] = [step for step in row.steps if step.step is Step.INTERVIEW]
    clearance_mistakes.take_back_step(session, row.id, step.id, **who, at=AT)

    assert again(session, who, data).outcome is Outcome.SAME
    row = vouched_for(session, who, data)
    assert Step.INTERVIEW not in {step.step for step in row.steps}


def test_r10_extract_taken_back_comes_back_with_no_older_list(session, who):
    data = a_list(**{"Registerutdrag": "2026-09-01", "Sorts utdrag": "barn"})
    taken_in(session, who, data)
    [row] = export_questions.volunteers(session, centre=who["centre"])
    [shown] = row.extracts
    clearance_mistakes.take_back_extract(session, row.id, shown.id, **who, at=AT)

    assert again(session, who, data).outcome is Outcome.SAME
    row = vouched_for(session, who, data)
    assert row.extracts == []


def test_empty_cell_takes_nothing_away(session, who):
    taken_in(session, who, a_list(Uppgifter="läxhjälp", Språk="finska", Räckvidd="5 km"))

    row = again(session, who, a_list(Uppgifter="", Språk="", Räckvidd="", Telefon=""))
    assert (row.outcome, row.would.gone) == (Outcome.SAME, {})


def test_task_that_takes_anothers_place_in_a_cell_takes_it_away_and_says_so(session, who):
    taken_in(session, who, a_list(Uppgifter="läxhjälp, fika", Intressen="schack"))
    changed = a_list(Uppgifter="promenad, fika", Intressen="schack")

    row = again(session, who, changed)
    assert [word.written for word in row.would.gone["words"]] == ["läxhjälp"]
    taken_in(session, who, changed)
    assert {word.written for word in karin(session, who).words} == {"promenad", "fika", "schack"}
    assert again(session, who, changed).outcome is Outcome.SAME


def test_what_is_added_or_changed_by_hand_stays_when_the_list_comes_unchanged(session, who):
    data = a_list(Uppgifter="läxhjälp", Räckvidd="5 km")
    taken_in(session, who, data)
    added = replace(karin(session, who).words[0], written="fika", concept=None)
    change(session, who, words=(added,), phone="+46701740699", max_matches=3)

    row = again(session, who, a_list(Uppgifter="läxhjälp", Räckvidd="8 km", **{"E-post": ""}))
    assert (row.outcome, row.changes) == (Outcome.CHANGED, ("reach_km",))


def test_list_says_anew_what_was_changed_by_hand(session, who):
    taken_in(session, who, a_list(Räckvidd="5 km"))
    change(session, who, reach_km=3.0)

    assert again(session, who, a_list(Räckvidd="5 km")).outcome is Outcome.SAME
    assert again(session, who, a_list(Räckvidd="8 km")).changes == ("reach_km",)


def test_list_that_was_undone_has_told_nothing(session, who):
    taken_in(session, who, a_list(Uppgifter="läxhjälp"))
    second = taken_in(session, who, a_list(Uppgifter="fika"))
    imports.undo(session, second, **who, at=AT)

    row = again(session, who, a_list(Uppgifter="fika"))
    assert [word.written for word in row.would.gone["words"]] == ["läxhjälp"]


def test_word_in_doubt_changes_nothing_and_takes_nothing_away(session, who):
    taken_in(session, who, a_list(Uppgifter="läxhjälp, promenad"))

    row = again(session, who, a_list(Uppgifter="prommenader"))
    assert (row.outcome, row.would.gone) == (Outcome.SAME, {})
    assert [cell.field for cell in row.unsure] == ["tasks"]


def test_need_of_which_nothing_is_beyond_doubt_changes_nothing(session, who):
    bare = {"Organisation": "Tegs kyrka", "Uppgifter": "prommenader"}
    data = out.text(list(bare), [list(bare.values())])
    first = begun(session, who, data, ListKind.NEEDS)
    answered = {"0:2:tasks": "promenad"}
    imports.answer(session, first, answers=answered, chosen={}, centre=who["centre"], at=AT)
    imports.confirm(session, first, **who, at=AT)

    row = again(session, who, data, ListKind.NEEDS)
    assert row.outcome is not Outcome.CHANGED


def test_answer_about_a_cell_to_which_a_remark_adds_is_not_asked_for_again(session, who):
    told = {"Namn": "Karin Rosén", "Telefon": "070-174 06 21", "När": "flexibel, pensionär"}
    told["Övrigt"] = "bortrest v 8-10"
    data = out.text(list(told), [list(told.values())])
    first = begun(session, who, data)
    answered = {"0:2:availability": "flexibel, pensionär, bortrest v 8-10, vardagar dagtid"}
    imports.answer(session, first, answers=answered, chosen={}, centre=who["centre"], at=AT)
    imports.confirm(session, first, **who, at=AT)

    row = again(session, who, data)

    assert (row.outcome, row.unsure) == (Outcome.SAME, ())


@pytest.mark.parametrize(
    ("cells", "answer", "changed", "change"),
    [
        ({"Antal": "3", "Status": "1 av 3 klar"}, {"state": "2 kvar"}, {"Tid": "ons 9-11"},
         "availability"),
        ({"Antal": "4", "Tid": "lör 5/12 13-17", "Sista dag": "2026-11-30"},
         {"until_on": "2026-12-05"}, {"Antal": "5"}, "seats"),
    ],
)  # fmt: skip
def test_answer_about_one_cell_of_a_need_stands_when_another_is_changed(
    session, who, cells, answer, changed, change
):
    known = {"Organisation": "PRO Lidköping", "Rubrik": "Fika", "Tid": "tis 9-11"} | cells

    def data(**more):
        told = known | more
        return out.text(list(told), [list(told.values())])

    first = begun(session, who, data(), ListKind.NEEDS)
    answers = {f"0:2:{name}": text for name, text in answer.items()}
    imports.answer(session, first, answers=answers, chosen={}, centre=who["centre"], at=AT)
    imports.confirm(session, first, **who, at=AT)

    row = again(session, who, data(**changed), ListKind.NEEDS)

    assert (row.outcome, list(row.changes)) == (Outcome.CHANGED, [change])


@pytest.mark.parametrize(
    ("field", "said"), [("När", "flexibel"), ("Uppgifter", "skjutsa, prommenader")]
)
def test_what_was_answered_of_a_row_is_not_asked_again_of_the_same_row(session, who, field, said):
    data, name = a_list(**{field: said}), {"När": "availability", "Uppgifter": "tasks"}[field]
    first = begun(session, who, data)
    told = {f"0:2:{name}": {"När": "vardagar 9–12", "Uppgifter": "promenad"}[field]}
    imports.answer(session, first, answers=told, chosen={}, centre=who["centre"], at=AT)
    imports.confirm(session, first, **who, at=AT)

    row = again(session, who, data)
    assert (row.outcome, row.unsure) == (Outcome.SAME, ())
    assert again(session, who, a_list(**{field: f"{said}, schacck"})).unsure


def test_answer_for_a_whole_list_is_remembered_said_and_taken_back(session, who):
    data = a_list(Uppgifter="prommenader")
    first = begun(session, who, data)
    key = "tasks:prommenader"
    imports.answer(
        session, first, answers={}, chosen={}, everywhere={key: "promenad"},
        centre=who["centre"], at=AT,
    )  # fmt: skip
    imports.confirm(session, first, **who, at=AT)

    second = begun(session, who, a_list(Namn="Siv Ek", Telefon="", Uppgifter="prommenader"))
    found = imports.dry_run(session, second, centre=who["centre"], at=AT)
    assert (found.remembered, found.rows[0].row.answered) == ({key: "promenad"}, (key,))
    assert [word.written for word in found.rows[0].row.told.new.words] == ["promenad"]
    imports.answer(
        session, second, answers={}, chosen={}, everywhere={key: ""}, centre=who["centre"], at=AT
    )
    found = imports.dry_run(session, second, centre=who["centre"], at=AT)
    assert ([cell.field for cell in found.rows[0].unsure], found.remembered) == (["tasks"], {})


def test_r27_marks_of_what_a_list_told_hold_no_words(session, who):
    taken_in(session, who, a_list(Uppgifter="läxhjälp", **{"E-post": "karin@example.org"}))

    [row] = session.query(ImportedRow).all()
    assert row.told
    assert not any(word in str(row.told).casefold() for word in ("xhj", "karin", "example"))


@pytest.mark.parametrize(
    ("cells", "outcome"),
    [
        ({"Ort": "", "Telefon": "070-174 06 72"}, Outcome.ASKED),
        ({"Ort": "Skellefteå", "Telefon": "070-174 06 72"}, Outcome.ASKED),
        ({"Telefon": "070-174 06 72"}, Outcome.CHANGED),
        ({"Födelseår": "1985"}, Outcome.ASKED),
        ({"Födelseår": "1985", "Telefon": "070-174 06 72"}, Outcome.NEW),
    ],
)
def test_same_name_is_never_silently_a_second_person(session, who, cells, outcome):
    taken_in(session, who, a_list())

    assert again(session, who, a_list(**cells)).outcome is outcome


def test_list_with_somebody_who_may_be_known_is_not_saved_before_it_is_answered(session, who):
    taken_in(session, who, a_list())
    second = begun(session, who, a_list(Ort="", Telefon="070-174 06 72"))

    with pytest.raises(Invalid) as refused:
        imports.confirm(session, second, **who, at=AT)
    assert refused.value.faults["row"].code == "row_who_is_asked"
    chosen = {"0:2": "merge"}
    imports.answer(session, second, answers={}, chosen=chosen, centre=who["centre"], at=AT)
    imports.confirm(session, second, **who, at=AT)
    assert karin(session, who).phone == "+46701740672"


def test_r9_step_that_the_list_now_says_no_to_stays_and_is_told(session, who):
    taken_in(session, who, a_list(Intervju="2026-09-01"))

    row = again(session, who, a_list(Intervju="nej"))
    assert (row.outcome, row.denied) == (Outcome.SAME, ("interview",))
    taken_in(session, who, a_list(Intervju="nej"))
    assert again(session, who, a_list(Intervju="nej")).denied == ()


def test_step_that_is_noted_already_is_not_asked_about(session, who):
    taken_in(session, who, a_list(Intervju="ja"))
    [row] = export_questions.volunteers(session, centre=who["centre"])
    assert [cell.field for cell in again(session, who, a_list(Intervju="ja")).refused]

    clearances.take_step(session, row.id, Step.INTERVIEW, date(2026, 9, 1), **who, at=AT)
    session.expire_all()
    assert again(session, who, a_list(Intervju="ja")).refused == ()


def test_volunteer_without_telephone_and_email_is_to_be_looked_at(session, who):
    assert again(session, who, a_list(Telefon="")).is_unreached
    assert not again(session, who, a_list()).is_unreached


def test_r19_who_heard_a_yes_is_asked_no_more_when_it_is_vouched_for(session, who):
    data = waiting(**{"Hört av": "", "Samtycke hur": ""})
    first = begun(session, who, data, ListKind.WAITING)
    asked = imports.dry_run(session, first, centre=who["centre"], at=AT).rows[0]
    assert [cell.field for cell in asked.unsure] == ["consent_on"]

    said = replace(VOUCHED, heard_by="Lena", channel=Channel.PHONE)
    imports.answer(
        session, first, answers={}, chosen={}, vouching=said, is_vouching_told=True,
        centre=who["centre"], at=AT,
    )  # fmt: skip
    assert imports.dry_run(session, first, centre=who["centre"], at=AT).rows[0].unsure == ()


def test_r19_no_of_somebody_who_is_here_takes_her_yes_back_and_outlives_the_list(session, who):
    taken_in(session, who, waiting(), ListKind.WAITING)
    no = waiting(Samtycke="nej", Telefon="")

    assert again(session, who, no, ListKind.WAITING).changes == (TAKEN_BACK,)
    second = taken_in(session, who, no, ListKind.WAITING)
    imports.undo(session, second, **who, at=AT + timedelta(minutes=9))
    session.expire_all()
    [rut] = export_questions.waiting(session, centre=who["centre"])
    assert rut.state is RecipientState.ENQUIRY
    assert all(yes.withdrawn_on for yes in rut.consents)
    assert again(session, who, no, ListKind.WAITING).outcome is Outcome.SAME


def test_no_in_a_column_of_yeses_that_is_not_taken_in_is_told(session, who):
    column = "Ok att vi tar bild"

    assert again(session, who, a_list(**{column: "nej"})).unread_no == column
    assert again(session, who, a_list(**{column: "ja"})).unread_no == ""


@pytest.mark.parametrize(
    ("cells", "field", "answer"),
    [
        ({"Önskar": "hjälp med medicin och dusch"}, "kind", "nej"),
        ({"Volontär": "Siv L"}, "matched_with", "har volontär"),
    ],
)
def test_row_that_somebody_has_said_no_to_stays_out_when_its_list_comes_again(
    session, who, cells, field, answer
):
    import_id = begun(session, who, waiting(**cells), ListKind.WAITING)
    [row] = imports.dry_run(session, import_id, centre=who["centre"], at=AT).rows
    assert field in [cell.field for cell in row.unsure]
    imports.answer(
        session, import_id, answers={f"{row.row.key}:{field}": answer}, chosen={}, vouching=None,
        is_vouching_told=False, centre=who["centre"], at=AT,
    )  # fmt: skip
    imports.confirm(session, import_id, **who, at=AT)

    [out] = imports.finished(session, import_id, centre=who["centre"], at=AT).left_out
    assert out.number == row.row.number
    found = again(session, who, waiting(**cells), ListKind.WAITING)
    asked = [cell.field for cell in found.unsure]
    assert (found.outcome, field in asked) == (Outcome.REFUSED, False)


@pytest.mark.parametrize("said", ["starr", "muslim, vill ha kvinna", "ringer själv"])
def test_remark_that_is_told_not_to_be_kept_is_not_kept_to_be_cleared_up(session, who, said):
    taken_in(session, who, a_list(Anteckning=said))

    [row] = session.scalars(sa.select(ImportedRow))
    assert row.unsure["mixed"] == "…"


def test_r15_child_whose_guardian_says_no_is_left_out_of_the_waiting_list(session, who):
    child = waiting(**{"Födelseår": "2014", "Vårdnadshavares ja": "nej"})

    found = again(session, who, child, ListKind.WAITING)
    assert (found.outcome, found.row.fault.code) == (Outcome.REFUSED, "guardian_says_no")


def test_changed_wish_of_a_waiting_person_is_a_change_and_the_old_one_goes(session, who):
    taken_in(session, who, waiting(), ListKind.WAITING)

    row = again(session, who, waiting(Önskar="promenad"), ListKind.WAITING)
    assert (row.changes, [w.written for w in row.would.gone["words"]]) == (("words",), ["fika"])


def test_changed_contact_of_a_need_is_a_change_and_is_undone(session, who):
    taken_in(session, who, a_need(), ListKind.NEEDS)
    changed = a_need(Telefon="070-174 06 99", **{"Antal platser": "1"})

    row = again(session, who, changed, ListKind.NEEDS)
    assert set(row.changes) == {"phone", "seats"}
    assert row.would.values["phone"] == ("+46701740613", "+46701740699")
    second = taken_in(session, who, changed, ListKind.NEEDS)
    assert again(session, who, changed, ListKind.NEEDS).outcome is Outcome.SAME
    imports.undo(session, second, **who, at=AT)
    assert again(session, who, a_need(), ListKind.NEEDS).outcome is Outcome.SAME
    other = a_need(Kontaktperson="Bo Ek", Telefon="070-174 06 98")
    third = taken_in(session, who, other, ListKind.NEEDS)
    assert again(session, who, other, ListKind.NEEDS).outcome is Outcome.SAME
    imports.undo(session, third, **who, at=AT)
    assert "contact_name" in again(session, who, other, ListKind.NEEDS).changes


def test_r13_need_is_no_longer_with_children_by_a_no_and_not_by_silence(session, who):
    taken_in(session, who, a_need(Beskrivning="barn ibland"), ListKind.NEEDS)

    silent = again(session, who, a_need(Beskrivning="ute"), ListKind.NEEDS)
    assert silent.changes == ("about",)
    denied = again(
        session, who, a_need(**{"Beskrivning": "ute", "Barn med": "nej"}), ListKind.NEEDS
    )
    assert set(denied.changes) == {"about", "children_present"}


def todos_of(session, kind):
    asked = sa.select(Todo).where(Todo.kind == kind, Todo.state == TodoState.OPEN)
    return list(session.scalars(asked))


def test_what_is_to_be_done_stands_once_however_often_a_list_comes(session, who):
    for _ in range(3):
        taken_in(session, who, a_list())

    assert len(todos_of(session, TodoKind.COMPLETE_CLEARANCE)) == 1


def test_volunteer_who_lacks_nothing_and_rests_has_nothing_to_be_cleared(session, who):
    import_id = begun(session, who, a_list(Status="paus till 2027-02-01"), vouching=VOUCHED)
    imports.confirm(session, import_id, **who, at=AT)

    assert todos_of(session, TodoKind.COMPLETE_CLEARANCE) == []


def test_two_rows_of_one_name_and_year_are_asked_about(session, who):
    told = a_list().decode().splitlines()
    data = "\n".join([*told, told[1].replace("11", "72")]).encode()

    assert [row.outcome for row in dry(session, who, data).rows] == [Outcome.NEW, Outcome.ASKED]


def test_r62_other_waiting_date_is_told_and_changes_nothing(session, who):
    taken_in(session, who, waiting(**{"Väntat sedan": "2026-05-04"}), ListKind.WAITING)

    row = again(session, who, waiting(**{"Väntat sedan": "2026-07-01"}), ListKind.WAITING)
    assert (row.outcome, row.denied) == (Outcome.SAME, ("waiting_since",))


def test_question_left_unanswered_is_known_as_such_when_the_list_comes_again(session, who):
    taken_in(session, who, a_list(När="flexibel"))

    assert again(session, who, a_list(När="flexibel")).left == {"availability"}
    assert again(session, who, a_list(När="kanske tisdagar")).left == frozenset()


def test_changed_cell_that_is_in_doubt_is_left_to_clear_up_of_a_row_that_is_as_before(session, who):
    taken_in(session, who, waiting(Ort="Umeå", Samtycke=""), ListKind.WAITING)
    edited = waiting(Ort="Qvarnbyholm", Samtycke="ja")

    row = again(session, who, edited, ListKind.WAITING)
    assert (row.outcome, {cell.field for cell in row.edited}) == (
        Outcome.SAME, {"town", "consent_on"},
    )  # fmt: skip
    import_id = taken_in(session, who, edited, ListKind.WAITING)
    done = imports.finished(session, import_id, centre=who["centre"], at=AT)
    assert [note.unsure for note in done.rows] == [{"town": "Qvarnbyholm", "consent_on": "ja"}]
    assert again(session, who, edited, ListKind.WAITING).edited == ()


def test_r27_no_mark_is_kept_of_what_may_be_an_identity_number(session, who):
    assert not may_be_marked("19121212-1212")
    assert may_be_marked("tisdagar fm")


def test_erasing_somebody_leaves_no_mark_of_what_lists_told_of_her(session, who):
    taken_in(session, who, a_list())
    [row] = export_questions.volunteers(session, centre=who["centre"])
    erasure.erase(session, row)

    assert [noted.told for noted in session.query(ImportedRow).all()] == [None]


def test_errand_that_was_answered_stays_once_when_the_same_list_comes_again(session, who):
    data = waiting(Önskar="lift m vagnen xq", Tider="tisdagar 9-12")
    first = begun(session, who, data, ListKind.WAITING)
    told = {"0:2:tasks": "skjuts med bil"}
    imports.answer(session, first, answers=told, chosen={}, centre=who["centre"], at=AT)
    imports.confirm(session, first, **who, at=AT)

    assert again(session, who, data, ListKind.WAITING).outcome is Outcome.SAME


def test_r13_kind_of_extracts_is_asked_once_for_a_list_and_remembered(session, who):
    data = out.text(
        ["Namn", "Telefon", "Utdrag visat"],
        [["Karin Lind", "070-174 06 11", "2026-09-01"], ["Ulf Ek", "070-174 06 12", "2026-08-02"]],
    )
    first = begun(session, who, data)
    rows = imports.dry_run(session, first, centre=who["centre"], at=AT).rows
    [key] = shared_questions.shared((one.row, one.unsure) for one in rows)
    imports.answer(
        session, first, answers={}, chosen={}, everywhere={key: "barn"}, centre=who["centre"],
        at=AT,
    )  # fmt: skip
    imports.confirm(session, first, **who, at=AT)

    found = export_questions.volunteers(session, centre=who["centre"])
    assert {seen.kind for one in found for seen in one.extracts} == {ExtractPolicy.CHILDREN}
    assert {one.outcome for one in dry(session, who, data).rows} == {Outcome.SAME}


@pytest.mark.parametrize("answer", ["hemmet", "annat"])
def test_r13_extract_that_no_law_lets_us_ask_for_is_not_kept_and_stops_no_list(
    session, who, answer
):
    data = out.text(
        ["Namn", "Telefon", "Utdrag visat"],
        [["Karin Lind", "070-174 06 11", "2026-09-01"], ["Ulf Ek", "070-174 06 12", "2026-08-02"]],
    )
    first = begun(session, who, data)
    rows = imports.dry_run(session, first, centre=who["centre"], at=AT).rows
    [(key, asked)] = shared_questions.shared((one.row, one.unsure) for one in rows).items()
    assert asked.cell.reading.choices == ("barn", "annat")
    imports.answer(
        session, first, answers={}, chosen={}, everywhere={key: answer}, centre=who["centre"],
        at=AT,
    )  # fmt: skip

    rows = imports.dry_run(session, first, centre=who["centre"], at=AT).rows
    said = [cell.reading.fault.code for one in rows for cell in one.refused]
    assert said == ["extract_not_kept", "extract_not_kept"]
    imports.confirm(session, first, **who, at=AT)
    found = export_questions.volunteers(session, centre=who["centre"])
    assert {one.first_name: one.extracts for one in found} == {"Karin": [], "Ulf": []}


def test_r13_extract_said_in_the_list_to_be_of_a_law_that_does_not_reach_us_is_not_kept(
    session, who
):
    data = a_list(**{"Utdrag visat": "2026-09-01 hemmet"})
    [row] = dry(session, who, data).rows

    assert [cell.reading.fault.code for cell in row.refused] == ["extract_not_kept"]
    taken_in(session, who, data)


def test_who_stands_in_the_list_no_more_is_told_once_and_stays(session, who):
    def people(*names):
        rows = [[name, f"070-174 06 {11 + len(name)}"] for name in names]
        return out.text(["Namn", "Telefon"], rows)

    taken_in(session, who, people("Karin Lind", "Ulf Ek", "Eva Öst Ny", "Anna"))
    told = []
    for names in (("Karin Lind", "Ulf Ek"), ("Ulf Ek",), ("Ulf Ek",)):
        now = people(*names, "Anna Berg slutat")  # who is not the Anna of before
        told.append([one.name for one in dry(session, who, now).absent])
        taken_in(session, who, now)

    assert told == [["Anna", "Eva Öst Ny"], ["Karin Lind"], []]
    assert len(export_questions.volunteers(session, centre=who["centre"])) == 4


def test_r29_refused_wish_is_no_company_before_a_coordinator_says_so(session, who):
    data = waiting(Önskar="hjälp med dusch", När="tis fm")
    taken_in(session, who, data, ListKind.WAITING)
    assert session.scalars(sa.select(Need)).all() == []

    second = begun(session, who, data, ListKind.WAITING)
    [row] = imports.dry_run(session, second, centre=who["centre"], at=AT).rows
    assert (row.outcome, row.edited) == (Outcome.SAME, ())
    said = {f"{row.row.key}:kind": "sällskap"}
    imports.answer(session, second, answers=said, chosen={}, centre=who["centre"], at=AT)
    [row] = imports.dry_run(session, second, centre=who["centre"], at=AT).rows
    assert row.changes == ("need",)


def test_r19_no_of_somebody_with_another_telephone_is_asked_about(session, who):
    taken_in(session, who, waiting(), ListKind.WAITING)

    moved = waiting(Samtycke="nej", Telefon="070-174 06 99")
    assert again(session, who, moved, ListKind.WAITING).outcome is Outcome.ASKED


@pytest.mark.parametrize(
    ("field", "said", "answer"),
    [("name", "Lind, Karin & Tommy", "Lind, Karin"), ("state", "slutat 1/9", "aktiv")],
)
def test_answer_without_which_a_row_is_nobodys_is_remembered(session, who, field, said, answer):
    data = a_list(**{"Namn": said} if field == "name" else {"Övrigt": said})
    first = begun(session, who, data)
    imports.answer(
        session, first, answers={f"0:2:{field}": answer}, chosen={}, centre=who["centre"], at=AT
    )
    imports.confirm(session, first, **who, at=AT)

    row = again(session, who, data)
    assert (row.outcome, row.changes) == (Outcome.SAME, ())


def test_undoing_a_list_leaves_the_extract_that_an_earlier_one_told_of(session, who):
    told = {"Registerutdrag": "2026-09-01", "Sorts utdrag": "barn"}
    taken_in(session, who, a_list(**told))
    second = taken_in(session, who, a_list(**told, Telefon="070-174 06 19"))

    imports.undo(session, second, **who, at=AT + timedelta(hours=1))
    session.expire_all()
    [row] = export_questions.volunteers(session, centre=who["centre"])
    assert [seen.shown_on for seen in row.extracts] == [date(2026, 9, 1)]


@pytest.mark.parametrize("surname", ["Lundin", "Öhman"])
def test_who_has_another_surname_and_the_same_telephone_is_asked_about(session, who, surname):
    taken_in(session, who, a_list(Namn="Kerstin Wikström"))

    assert again(session, who, a_list(Namn=f"Kerstin {surname}")).outcome is Outcome.ASKED
    assert again(session, who, a_list(Namn=f"Rolf {surname}")).outcome is Outcome.NEW


def test_r19_what_a_column_was_told_to_mean_is_kept_when_another_column_has_come(session, who):
    told = {"Namn": "Nils Törn", "Telefon": "070-174 06 52", "Önskar": "fika", "Klar?": "ja 3/9"}
    with_one_more = told | {"Ringd": ""}
    first, later = (out.text(list(row), [list(row.values())]) for row in (told, with_one_more))
    import_id = begun(session, who, first, ListKind.WAITING)
    mapping = {"0": "name", "1": "phone", "2": "tasks", "3": "consent_on"}
    imports.map_columns(session, import_id, [mapping], centre=who["centre"])
    imports.confirm(session, import_id, **who, at=AT)

    read = imports.read(session, ListKind.WAITING, later, centre=who["centre"], at=AT)

    assert read.mappings[0]["3"] == "consent_on"
    assert not read.is_mapped


def test_answer_about_what_is_lifted_is_not_asked_for_when_the_need_comes_again(session, who):
    lifts = NEED | {"Måste kunna": "orka lyfta", "Antal platser": "2-4"}
    data = out.text(list(lifts), [list(lifts.values())])
    import_id = begun(session, who, data, ListKind.NEEDS)
    [cell] = [c for c in again(session, who, data, ListKind.NEEDS).unsure
              if c.field == "skills_needed"]  # fmt: skip
    said = {"0:2:skills_needed": cell.reading.choices[0], "0:2:seats": "4"}
    imports.answer(session, import_id, answers=said, chosen={}, centre=who["centre"], at=AT)
    imports.confirm(session, import_id, **who, at=AT)

    row = again(session, who, data, ListKind.NEEDS)

    assert (row.outcome, row.edited) == (Outcome.SAME, ())


def two_needs_with_an_answer(session, who, **answers):
    """Two rows of one organisation; the first is answered about with the site's own task."""
    told = {"Organisation": "Tegs kyrka", "Uppgifter": "barnpassning under språkcaféet"}
    told |= {"Antal platser": "2"}
    rows = [told, told | {"Uppgifter": "aktivitet med barn", "Antal platser": "3"}]
    data = out.text(list(told), [list(row.values()) for row in rows])
    import_id = begun(session, who, data, ListKind.NEEDS)
    if answers:
        imports.answer(session, import_id, answers=answers, chosen={}, centre=who["centre"], at=AT)
    imports.confirm(session, import_id, **who, at=AT)
    session.expire_all()
    return data


@pytest.mark.parametrize("answers", [{"0:2:tasks": "aktivitet med barn"}, {}])
def test_need_whose_task_was_answered_is_the_same_each_time_its_list_comes(session, who, answers):
    data = two_needs_with_an_answer(session, who, **answers)

    for _time in range(2):
        found = dry(session, who, data, ListKind.NEEDS)
        assert [row.outcome for row in found.rows] == [Outcome.SAME, Outcome.SAME]
        assert (found.absent, [row.edited for row in found.rows]) == ((), [(), ()])
        taken_in(session, who, data, ListKind.NEEDS)
    assert session.query(Need).count() == 2


def test_answer_without_which_a_need_is_not_taken_in_stands_when_its_row_comes_again(session, who):
    data = a_need(Uppgifter="medicinutdelning", Rubrik="")
    import_id = begun(session, who, data, ListKind.NEEDS)
    told = {"0:2:tasks": "caféhjälp"}
    imports.answer(session, import_id, answers=told, chosen={}, centre=who["centre"], at=AT)
    imports.confirm(session, import_id, **who, at=AT)

    found = dry(session, who, data, ListKind.NEEDS)
    other = again(session, who, a_need(Uppgifter="medicinutdelning 2", Rubrik=""), ListKind.NEEDS)

    assert ([row.outcome for row in found.rows], found.absent) == ([Outcome.SAME], ())
    assert other.outcome is Outcome.REFUSED


def test_who_is_called_at_an_organisation_is_not_kept_among_the_answers(session, who):
    import_id = begun(
        session, who, a_need(Kontaktperson="Ulla, Bo", Uppgifter="xq"), ListKind.NEEDS
    )
    told = {"0:2:contact_name": "Ulla Wede", "0:2:tasks": "caféhjälp"}
    imports.answer(session, import_id, answers=told, chosen={}, centre=who["centre"], at=AT)
    kept = str(imports.confirm(session, import_id, **who, at=AT).counts)

    assert [word for word in ("Ulla", "caféhjälp", "Tegs") if word in kept] == ["caféhjälp"]


def test_need_that_was_called_otherwise_on_its_page_is_the_same_when_its_list_comes(session, who):
    taken_in(session, who, a_need(), ListKind.NEEDS)
    [need] = session.query(Need).all()
    need.title = "Matlagning på onsdagar"
    session.flush()

    row = again(session, who, a_need(), ListKind.NEEDS)

    assert (row.outcome, row.twin.id) == (Outcome.SAME, need.id)


def test_need_that_the_list_calls_a_duplicate_is_left_out_unless_somebody_says_otherwise(
    session, who
):
    twice = [NEED | {"Läge": "öppen"}, NEED | {"Läge": "dubblett", "Antal platser": "3"}]
    data = out.text(list(twice[0]), [list(row.values()) for row in twice])

    rows = dry(session, who, data, ListKind.NEEDS).rows

    assert [row.outcome for row in rows] == [Outcome.NEW, Outcome.SKIPPED]


def test_row_that_was_left_out_by_choice_is_left_out_when_it_comes_again(session, who):
    twice = [NEED, NEED | {"Antal platser": "3"}]
    data = out.text(list(NEED), [list(row.values()) for row in twice])
    import_id = begun(session, who, data, ListKind.NEEDS)
    imports.answer(
        session, import_id, answers={}, chosen={"0:3": "skip"}, centre=who["centre"], at=AT
    )
    imports.confirm(session, import_id, **who, at=AT)

    rows = dry(session, who, data, ListKind.NEEDS).rows

    assert [row.outcome for row in rows] == [Outcome.SAME, Outcome.SKIPPED]


def test_who_waits_still_by_her_coordinators_word_is_not_asked_about_again(session, who):
    data = waiting(Anteckning="klart, matchad m Bo D")
    import_id = begun(session, who, data, ListKind.WAITING)
    imports.answer(
        session, import_id, answers={"0:2:matched_with": "väntar"}, chosen={},
        centre=who["centre"], at=AT,
    )  # fmt: skip
    imports.confirm(session, import_id, **who, at=AT)

    assert again(session, who, data, ListKind.WAITING).outcome is Outcome.SAME


def answered_and_taken_in(session, who, data, answers, kind=ListKind.VOLUNTEERS):
    first = begun(session, who, data, kind)
    imports.answer(session, first, answers=answers, chosen={}, centre=who["centre"], at=AT)
    imports.confirm(session, first, **who, at=AT)
    session.flush()


def of_two_with_a_ditto(town="Uppsala"):
    rows = [["Karin Lind", "070-174 06 11", town], ["Eva Lund", "070-174 06 12", '"']]
    return out.text(["Namn", "Telefon", "Ort"], rows)


@pytest.mark.parametrize(("town", "asks"), [("Uppsala", []), ("Gävle", ["town"])])
def test_ditto_that_was_answered_is_asked_again_only_where_another_stands_above_it(
    session, who, town, asks
):
    answered_and_taken_in(session, who, of_two_with_a_ditto(), {"0:3:town": "Uppsala"})

    _karin, eva = dry(session, who, of_two_with_a_ditto(town)).rows
    assert [cell.field for cell in eva.unsure] == asks


def of_one_who_waits(remark):
    told = [["Helge Sand", "070-174 06 12", "fika", remark]]
    return out.text(["Namn", "Telefon", "Önskar", "Anm."], told)


@pytest.mark.parametrize(
    ("remark", "outcome"),
    [("hör dåligt", Outcome.SAME), ("hör dåligt, ser dåligt", Outcome.CHANGED)],
)
def test_r20_health_that_a_list_says_is_read_with_the_yes_that_stands(
    session, who, remark, outcome
):
    yes = {"0:2:health_consent_on": "3/9 2026 telefon Lena"}
    answered_and_taken_in(session, who, of_one_who_waits("hör dåligt"), yes, ListKind.WAITING)

    [row] = dry(session, who, of_one_who_waits(remark), ListKind.WAITING).rows
    assert (row.outcome, row.edited, row.unsure) == (outcome, (), ())


def test_recalled_answer_can_be_emptied_and_is_asked_anew(session, who):
    left = a_list(Anm="vill inte längre")
    answered_and_taken_in(session, who, left, {"0:2:state": "aktiv"})
    second = begun(session, who, left)
    assert not imports.dry_run(session, second, centre=who["centre"], at=AT).rows[0].row.fault

    emptied = {"0:2:state": ""}
    imports.answer(session, second, answers=emptied, chosen={}, centre=who["centre"], at=AT)
    [row] = imports.dry_run(session, second, centre=who["centre"], at=AT).rows
    assert row.row.fault.code == "left_is_asked"


@pytest.mark.parametrize("said", ["ja", "2026-09-03"])
def test_r20_volunteers_yes_to_health_is_asked_once_however_often_the_list_comes(
    session, who, said
):
    data = a_list(Hälsosamtycke=said, Allergi="katt")
    yes = {"0:2:health_consent_on": "3/9 2026 telefon Lena"}
    answered_and_taken_in(session, who, data, yes)

    [row] = dry(session, who, data).rows
    assert (row.outcome, row.unsure, row.refused) == (Outcome.SAME, (), ())
    assert row.row.told.health_consent.heard_by == "Lena"


@pytest.mark.parametrize(
    ("kind", "listed", "column"),
    [(ListKind.NEEDS, a_need, "Klart"), (ListKind.WAITING, waiting, "Anm.")],
)
def test_pause_that_a_list_says_anew_is_asked_about_and_begins_when_it_ends(
    session, who, kind, listed, column
):
    rests = listed(**{column: "vilande till våren"})
    taken_in(session, who, listed(), kind)

    row = again(session, who, rests, kind)
    assert [cell.field for cell in row.edited] == ["from_on"]

    answered_and_taken_in(session, who, rests, {"0:2:from_on": "2027-03-01"}, kind)
    row = again(session, who, rests, kind)
    assert (row.outcome, row.unsure) == (Outcome.SAME, ())
    assert session.scalars(sa.select(Need.from_on)).all() == [date(2027, 3, 1)]


@pytest.mark.parametrize(
    ("kind", "column", "said", "field", "answer"),
    [
        (ListKind.WAITING, "Anm.", "KLAR fick Pirjo 15/10", "matched_with", "har volontär"),
        (ListKind.WAITING, "Anm.", "har fått besöksvän", "matched_with", "har volontär"),
        (ListKind.VOLUNTEERS, "Anm.", "vill inte längre", "state", "slutat"),
    ],
)
def test_who_is_left_out_for_what_a_remark_says_is_left_out_when_her_list_comes_again(
    session, who, kind, column, said, field, answer
):
    told = {"Namn": "Elsa Borg", "Telefon": "070-174 06 45", "Kan/vill": "fika", column: said}
    data = out.text(list(told), [list(told.values())])
    answered_and_taken_in(session, who, data, {f"0:2:{field}": answer}, kind)

    row = again(session, who, data, kind)
    assert (row.outcome, row.unsure) == (Outcome.REFUSED, ())
