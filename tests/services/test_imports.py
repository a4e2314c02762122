"""Lists through the services: nothing before it is confirmed, all of it or none, and back again."""

from contextlib import contextmanager
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from matcher import demo
from matcher.domain.accounts import Role
from matcher.domain.clearance import AssignmentType, Step
from matcher.domain.consent import Channel, ConsentKind
from matcher.domain.errors import Invalid, Missing, NotNow
from matcher.domain.plans import TodoKind
from matcher.domain.recipients import RecipientState
from matcher.domain.volunteers import VolunteerState
from matcher.services import (
    choices,
    clearances,
    exports,
    imports,
    own_deeds,
    recipient_consents,
    recipient_states,
)
from matcher.services.export_rows import consents
from matcher.services.exports import Purpose, What
from matcher.services.import_rows import Outcome, can_be_answered
from matcher.services.imports import ListKind, Vouching
from matcher.sheets import out
from matcher.store import accounts, audit, centres, export_questions
from matcher.store.centres import Centre
from matcher.store.imports import ImportedRow
from matcher.store.needs import Need, NeedWord
from matcher.store.recipients import Recipient
from matcher.store.todos import Todo
from tests.lists import messy, tidy
from tests.make import AT, a_centre, a_recipient, a_volunteer, an_account

VOLUNTEER = {
    "Namn": "Karin Lind",
    "Telefon": "070-174 06 11",
    "Födelseår": "1960",
    "Ort": "Uppsala",
}
VOUCHED = Vouching(date(2026, 9, 1))


@pytest.fixture
def who(session):
    centre = a_centre(session)
    return {"centre": centre.id, "by": an_account(session, centre).id}


def begun(session, who, data, kind=ListKind.VOLUNTEERS, vouching=None):
    read = imports.read(session, kind, data, centre=who["centre"], at=AT)
    made = imports.begin(session, kind, "lista.xlsx", read, **who, at=AT)
    imports.answer(
        session, made.id, answers={}, chosen={}, vouching=vouching, is_vouching_told=True,
        centre=who["centre"], at=AT,
    )  # fmt: skip
    return made.id


def taken_in(session, who, data, kind=ListKind.VOLUNTEERS, vouching=None):
    import_id = begun(session, who, data, kind, vouching)
    imports.confirm(session, import_id, **who, at=AT)
    return import_id


def dry(session, who, data, kind=ListKind.VOLUNTEERS):
    import_id = begun(session, who, data, kind)
    return imports.dry_run(session, import_id, centre=who["centre"], at=AT)


def a_list(**cells):
    told = VOLUNTEER | cells
    return out.text(list(told), [list(told.values())])


def volunteers(session, who):
    return export_questions.volunteers(session, centre=who["centre"])


def test_nothing_is_saved_before_it_is_confirmed(session, who):
    dry(session, who, a_list())

    assert volunteers(session, who) == []


def test_r9_volunteer_without_clearance_is_kept_and_not_cleared(session, who):
    taken_in(session, who, a_list())

    [karin] = volunteers(session, who)
    missing = clearances.missing(karin, choices.policies(), on=AT.date())
    assert karin.state is VolunteerState.INTERESTED
    assert all(missing.values())


def test_attestation_clears_every_row_and_is_referred_to_by_each_step(session, who):
    taken_in(session, who, a_list(), vouching=VOUCHED)

    [karin] = volunteers(session, who)
    missing = clearances.missing(karin, choices.policies(), on=AT.date())
    assert missing[AssignmentType.VISIT] == ()
    assert len({step.attestation_id for step in karin.steps}) == 1
    assert None not in {step.attestation_id for step in karin.steps}


@pytest.mark.parametrize("said", ["", "nej", "bokad"])
def test_r9_step_that_the_lists_own_column_says_no_to_is_vouched_for_by_nobody(session, who, said):
    taken_in(session, who, a_list(Intervju=said), vouching=VOUCHED)

    [karin] = volunteers(session, who)
    missing = clearances.missing(karin, choices.policies(), on=AT.date())
    assert karin.state is not VolunteerState.ACTIVE
    assert Step.INTERVIEW in missing[AssignmentType.VISIT]


def test_yes_without_a_day_is_vouched_for(session, who):
    taken_in(session, who, a_list(Intervju="ja"), vouching=VOUCHED)

    [karin] = volunteers(session, who)
    missing = clearances.missing(karin, choices.policies(), on=AT.date())
    assert missing[AssignmentType.VISIT] == ()


def test_r9_volunteer_whom_the_list_calls_resting_is_paused_until_her_day_by_who_vouches(
    session, who
):
    rests = a_list(Status="vilande", Anteckning="vilande t o m 15/3 2027")
    taken_in(session, who, rests, vouching=VOUCHED)

    [karin] = volunteers(session, who)
    assert (karin.state, karin.paused_from) == (VolunteerState.ACTIVE, AT.date())
    assert karin.paused_until == date(2027, 3, 16)


@pytest.mark.parametrize(("said", "rows"), [("nej", 0), ("?", 1), ("muntligt", 1)])
def test_r9_no_or_doubt_in_a_column_that_is_not_read_is_vouched_for_by_nobody(
    session, who, said, rows
):
    column = "Medlem, samtycke till att stå här"
    taken_in(session, who, a_list(**{column: said}), vouching=VOUCHED)

    states = [one.state for one in volunteers(session, who)]
    assert states == [VolunteerState.INTERESTED] * rows


def test_row_that_is_not_vouched_for_is_counted_as_waiting(session, who):
    import_id = begun(session, who, a_list(Intervju=""), vouching=VOUCHED)

    found = imports.dry_run(session, import_id, centre=who["centre"], at=AT)
    assert found.counts["waits"] == 1


def test_second_import_of_the_same_list_changes_nothing(session, who):
    taken_in(session, who, a_list())

    assert [row.outcome for row in dry(session, who, a_list()).rows] == [Outcome.SAME]


@pytest.mark.parametrize("key", ["interview=ja", "agreement=ja", "tasks:", "tasks", "secret=x"])
def test_r9_no_step_is_answered_for_a_whole_list(session, who, key):
    first = begun(session, who, a_list(Intervju="ja", Överenskommelse="ja"))

    imports.answer(
        session, first, answers={}, chosen={}, everywhere={key: "2026-09-01"},
        centre=who["centre"], at=AT,
    )  # fmt: skip

    assert imports.staged(session, first, centre=who["centre"])[1].everywhere == {}


PROMISED = "confidentiality=ja"


def of_two_who_promised(session, who, said="1/9 2026"):
    heads = [*VOLUNTEER, "Tystnadslöfte"]
    rows = [[*VOLUNTEER.values(), "x"], ["Bo Ek", "070-174 06 12", "1961", "Uppsala", "Ja"]]
    first = begun(session, who, out.text(heads, rows))
    answers = {"answers": {}, "chosen": {}, "everywhere": {PROMISED: said}}
    imports.answer(session, first, **answers, centre=who["centre"], at=AT)
    return first


def test_r9_day_of_a_promise_that_a_list_ticks_is_told_once_and_kept_as_vouched_for(session, who):
    first = of_two_who_promised(session, who)
    imports.confirm(session, first, **who, at=AT)

    [vouched] = imports.finished(session, first, centre=who["centre"], at=AT).attestations
    steps = [step for one in volunteers(session, who) for step in one.steps]
    assert (vouched.about, vouched.on, vouched.vouched_by) == (
        "confidentiality", date(2026, 9, 1), who["by"]
    )  # fmt: skip
    assert [(step.step, step.attestation_id) for step in steps] == [
        (Step.CONFIDENTIALITY, vouched.id)
    ] * 2


def test_r9_day_of_a_promise_is_of_that_list_and_not_of_the_next(session, who):
    imports.confirm(session, of_two_who_promised(session, who), **who, at=AT)

    new = out.text([*VOLUNTEER, "Tystnadslöfte"], [["Eva Alm", "070-174 06 13", "", "", "x"]])
    [row] = dry(session, who, new).rows
    assert [(cell.field, cell.value) for cell in row.refused] == [("confidentiality", None)]


@pytest.mark.parametrize(
    ("said", "code"), [("nyss", "day_not_read"), ("2031-01-01", "day_to_come")]
)
def test_what_is_no_day_that_has_been_is_told_where_the_day_of_all_is_asked(
    session, who, said, code
):
    with pytest.raises(Invalid) as refused:
        of_two_who_promised(session, who, said)

    assert refused.value.faults[PROMISED].code == code


def test_what_was_answered_of_a_list_stands_when_it_comes_again_unanswered(session, who):
    tasks = "skjutsa, prommenader"
    data = a_list(När="flexibel", Uppgifter=tasks, Postnummer="90623", Ort="Ersboda")
    first = begun(session, who, data)
    told = {"availability": "vardagar 9–12", "tasks": "skjutsa, promenad", "postcode": "903 26"}
    answers = {f"0:2:{field}": text for field, text in told.items()}
    imports.answer(session, first, answers=answers, chosen={}, centre=who["centre"], at=AT)
    imports.confirm(session, first, **who, at=AT)

    [row] = dry(session, who, data).rows
    assert (row.outcome, row.changes) == (Outcome.SAME, ())


def test_second_import_of_a_changed_list_shows_the_change(session, who):
    taken_in(session, who, a_list())

    [row] = dry(session, who, a_list(Födelseår="1961")).rows
    assert (row.outcome, row.changes) == (Outcome.CHANGED, ("birth_year",))


def test_couple_that_shares_a_telephone_stays_two_people(session, who):
    taken_in(session, who, a_list())

    [row] = dry(session, who, a_list(Namn="Bertil Ström")).rows
    assert row.outcome is Outcome.NEW
    assert row.twin.why.value == "phone"


def test_large_list_is_taken_in_part_by_part(database, session, who):
    session.commit()
    rows = [
        [f"{chr(65 + at % 26) * 3} Lind{'a' * at}", f"070-174 {600 + at:04}"] for at in range(60)
    ]
    with database.writing() as own:
        import_id = begun(own, who, out.text(["Namn", "Telefon"], rows))

    imports.save(database.reading, database.writing, import_id, **who, at=AT)

    with database.reading() as own:
        assert len(volunteers(own, who)) == 60
        done = imports.finished(own, import_id, centre=who["centre"], at=AT)
        assert (done.found.counts["new"], done.can_be_undone) == (60, True)


def test_list_that_cannot_be_written_whole_is_taken_back(database, session, who):
    session.commit()
    rows = [
        [f"{chr(65 + at % 26) * 3} Lind{'a' * at}", f"070-174 {600 + at:04}"] for at in range(60)
    ]
    with database.writing() as own:
        import_id = begun(own, who, out.text(["Namn", "Telefon"], rows), vouching=VOUCHED)
    kept = []

    @contextmanager
    def writes_once_and_stops():
        with database.writing() as own:
            yield own
        kept.append(own)
        if len(kept) == 2:  # the right to write, and the first part
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        imports.save(database.reading, writes_once_and_stops, import_id, **who, at=AT)

    with database.reading() as own:
        assert volunteers(own, who) == []
        assert imports.dry_run(own, import_id, centre=who["centre"], at=AT).counts["new"] == 60


def test_list_taken_back_while_it_is_saved_leaves_nothing_behind(database, session, who):
    session.commit()
    rows = [[f"{chr(65 + at) * 3} Lind", f"070-174 {600 + at:04}"] for at in range(26)]
    with database.writing() as own:
        import_id = begun(own, who, out.text(["Namn", "Telefon"], rows))
    kept = []

    @contextmanager
    def writes_while_a_colleague_undoes():
        with database.writing() as own:
            yield own
        kept.append(own)
        if len(kept) == 2:  # the right to write, and the first part
            with database.writing() as colleague:
                imports.undo(colleague, import_id, **who, at=AT)

    with pytest.raises(NotNow):
        imports.save(database.reading, writes_while_a_colleague_undoes, import_id, **who, at=AT)

    with database.reading() as own:
        done = imports.finished(own, import_id, centre=who["centre"], at=AT)
        assert (volunteers(own, who), done.found.undone_at, done.found.staged) == ([], AT, None)


def test_what_was_read_of_a_list_that_never_got_finished_is_forgotten(database, session, who):
    session.commit()
    with database.writing() as own:
        import_id = begun(own, who, a_list())
    kept = []

    def computer_stops():
        if kept:
            raise KeyboardInterrupt
        kept.append(True)
        return database.writing()

    with pytest.raises(KeyboardInterrupt):
        imports.save(database.reading, computer_stops, import_id, **who, at=AT)

    with database.writing() as own:
        imports.forget_old(own, at=AT + timedelta(days=31))
    with database.reading() as own:
        done = imports.finished(own, import_id, centre=who["centre"], at=AT)
        assert done.found.staged is None


def test_own_name_goes_before_another_persons_telephone(session, who):
    taken_in(session, who, a_list(**{"E-post": "karin@example.org"}))
    taken_in(session, who, a_list(Namn="Bertil Ström", Telefon="070-174 06 72"))

    changed = a_list(Telefon="070-174 06 72", **{"E-post": "karin@example.org"})
    [row] = dry(session, who, changed).rows
    assert (row.outcome, row.changes) == (Outcome.CHANGED, ("phone",))


def test_new_telephone_of_the_same_name_year_and_place_is_a_change(session, who):
    taken_in(session, who, a_list())

    [row] = dry(session, who, a_list(Telefon="070-174 06 72")).rows
    assert (row.outcome, row.changes) == (Outcome.CHANGED, ("phone",))


def test_new_telephone_of_the_same_name_at_the_same_postcode_is_a_change(session, who):
    taken_in(session, who, a_list(Född=""))

    [row] = dry(session, who, a_list(Telefon="070-174 06 72", Född="")).rows
    assert (row.outcome, row.changes) == (Outcome.CHANGED, ("phone",))


def test_who_is_known_by_nothing_but_her_name_is_no_second_person_the_next_time(session, who):
    heads = ["Namn", "Önskar", "Väntat sedan"]
    for wish in ("fika", "schack"):
        told = out.text(heads, [["Rut Hägg", wish, "2026-09-14"]])
        [row] = dry(session, who, told, ListKind.WAITING).rows
        taken_in(session, who, told, ListKind.WAITING)

    assert (row.outcome, row.twin.why.value) == (Outcome.CHANGED, "name")


def test_r19_who_has_not_said_yes_is_not_kept_and_her_row_is_told(session, who):
    heads = ["Namn", "Telefon", "Önskar", "Samtycke"]
    rows = [["Olle Frid", "070-174 06 23", "promenad", "nej, ej tillfrågad"]]

    import_id = taken_in(session, who, out.text(heads, rows), ListKind.WAITING)

    done = imports.finished(session, import_id, centre=who["centre"], at=AT)
    assert done.found.counts["to_call"] == [2]
    assert export_questions.waiting(session, centre=who["centre"]) == []


def test_similar_name_in_the_same_place_is_offered_for_merging(session, who):
    taken_in(session, who, a_list(Telefon=""))

    [row] = dry(session, who, a_list(Namn="Karin Lindh", Telefon="")).rows
    assert row.twin.why.value == "name_and_place"


def test_undo_removes_exactly_what_came(session, who):
    own = a_volunteer(session, _centre(session, who), first_name="Sara", phone=None)
    import_id = taken_in(session, who, a_list(), vouching=VOUCHED)

    imports.undo(session, import_id, **who, at=AT)

    assert [row.id for row in volunteers(session, who)] == [own.id]


def test_undo_puts_back_what_was_changed(session, who):
    taken_in(session, who, a_list(Intressen="schack"))
    again = taken_in(session, who, a_list(Födelseår="1961", Intressen="fika"))

    imports.undo(session, again, **who, at=AT)

    session.expire_all()
    [karin] = volunteers(session, who)
    assert karin.birth_year == 1960
    assert [word.concept for word in karin.words] == ["chess"]


def test_list_with_a_step_taken_since_is_not_undone(session, who):
    from matcher.domain.clearance import Step

    import_id = taken_in(session, who, a_list())
    [karin] = volunteers(session, who)
    later = AT + timedelta(days=1)
    clearances.take_step(session, karin.id, Step.INTERVIEW, AT.date(), **who, at=later)

    with pytest.raises(Invalid) as refused:
        imports.undo(session, import_id, **who, at=later)

    assert refused.value.faults["import"].code == "built_on_step"


def test_list_is_confirmed_once(session, who):
    import_id = taken_in(session, who, a_list())

    with pytest.raises(NotNow):
        imports.confirm(session, import_id, **who, at=AT)


def test_staged_list_is_gone_when_it_is_confirmed(session, who):
    import_id = taken_in(session, who, a_list())

    assert imports.finished(session, import_id, centre=who["centre"], at=AT).found.staged is None


def test_list_that_nobody_confirmed_is_thrown_away_after_seven_days(session, who):
    import_id = begun(session, who, a_list())

    assert imports.forget_old(session, at=AT + timedelta(days=7)) == 0
    assert imports.forget_old(session, at=AT + timedelta(days=8)) == 1
    with pytest.raises(Missing):
        imports.dry_run(session, import_id, centre=who["centre"], at=AT)


def test_what_a_saved_list_said_is_forgotten_when_it_can_no_longer_be_undone(session, who):
    taken_in(session, who, a_list())
    again = taken_in(session, who, a_list(Födelseår="1961", När="nån gång"))

    imports.forget_old(session, at=AT + timedelta(days=30))
    kept = session.scalars(sa.select(ImportedRow).where(ImportedRow.import_id == again)).all()
    assert [bool(row.before) and bool(row.unsure) for row in kept] == [True]

    imports.forget_old(session, at=AT + timedelta(days=31))
    session.expire_all()
    assert [(row.before, row.unsure) for row in kept] == [(None, {})]


def test_list_of_more_than_thirty_days_ago_is_not_undone(session, who):
    import_id = taken_in(session, who, a_list())

    with pytest.raises(Invalid) as refused:
        imports.undo(session, import_id, **who, at=AT + timedelta(days=31))

    assert refused.value.faults["import"].code == "too_late_to_undo"


def test_r27_answer_with_an_identity_number_is_refused(session, who):
    import_id = begun(session, who, a_list())

    with pytest.raises(Invalid):
        imports.answer(
            session, import_id, answers={"0:2:background": "19121212-1212"}, chosen={},
            centre=who["centre"], at=AT,
        )  # fmt: skip


def test_r27_mistyped_number_as_an_answer_to_a_year_of_birth_is_refused(session, who):
    import_id = begun(session, who, a_list(Födelseår="58"))

    with pytest.raises(Invalid) as refused:
        imports.answer(
            session, import_id, answers={"0:2:birth_year": "581212-1213"}, chosen={},
            centre=who["centre"], at=AT,
        )  # fmt: skip

    assert refused.value.faults["0:2:birth_year"].code == "identity_number"


def test_r27_number_nobody_has_answered_for_is_not_kept(session, who):
    import_id = taken_in(session, who, a_list(Övrigt="0703121236"))

    kept = imports.finished(session, import_id, centre=who["centre"], at=AT).rows

    assert [row.unsure["mixed"] for row in kept] == ["••••••-••••"]


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        (ListKind.WAITING, "Önskar"),
        (ListKind.WAITING, "Intressen"),
        (ListKind.WAITING, "Övrigt"),
        (ListKind.VOLUNTEERS, "Intressen"),
        (ListKind.VOLUNTEERS, "Uppgifter"),
    ],
)
def test_r22_diagnosis_is_offered_to_nobody_and_what_is_liked_beside_it_stays(
    session, who, kind, title
):
    told = {"Namn": "Tora Lilja", "Telefon": "070-174 06 11"}
    told[title] = "har Alzheimers men tycker om att sjunga"

    [row] = dry(session, who, out.text(list(told), [list(told.values())]), kind).rows

    new, need = row.row.told.new, getattr(row.row.told, "need", None)
    words = (*new.words, *(need.words if need else ()))
    assert {word.concept for word in words} == {"singing"}
    offered = [text for cell in row.unsure for text in cell.reading.choices]
    assert [text for text in offered if "lzheimer" in text] == []


def test_r22_what_she_can_no_more_or_does_not_like_is_not_liked(session, who):
    for said in ("kan inte sjunga längre", "tycker inte om att sjunga", "tyckte om att sjunga"):
        told = {"Namn": "Tora Lilja", "Önskar": f"har Alzheimers och {said}"}
        data = out.text(list(told), [list(told.values())])
        [row] = dry(session, who, data, ListKind.WAITING).rows
        words = (*row.row.told.new.words, *row.row.told.need.words)
        assert "singing" not in {word.concept for word in words}


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Namn", "Tora Lilja 19121212-1212"),
        ("Namn", "Tora Lilja (pnr 19121212-1212)"),
        ("Namn", "Personnr: 19121212-1212, Tora Lilja"),
        ("Efternamn, förnamn", "Lilja Tora 19121212-1212"),
    ],
)
def test_r27_name_stands_where_the_number_beside_it_is_struck_out(session, who, title, written):
    told = {title: written, "Telefon": "070-174 06 11"}

    [row] = dry(session, who, out.text(list(told), [list(told.values())])).rows

    assert row.outcome is Outcome.NEW
    assert (row.row.told.new.first_name, row.row.told.new.surname) == ("Tora", "Lilja")
    assert "•" not in str(row.row.cells)


def test_r27_number_in_the_place_of_a_name_has_a_box_for_the_name(session, who):
    import_id = begun(session, who, a_list(Namn="19121212-1212"))
    [row] = imports.dry_run(session, import_id, centre=who["centre"], at=AT).rows
    assert [cell.field for cell in row.refused if can_be_answered(cell)] == ["name"]

    answers = {"0:2:name": "Tora Lilja"}
    imports.answer(session, import_id, answers=answers, chosen={}, centre=who["centre"], at=AT)

    [row] = imports.dry_run(session, import_id, centre=who["centre"], at=AT).rows
    assert row.row.told.new.first_name == "Tora"


def test_crafted_answers_and_choices_are_not_kept(session, who):
    import_id = begun(session, who, a_list())

    imports.answer(
        session, import_id, answers={"0:2:shoe": "42"}, chosen={"0:2": "shoe"},
        centre=who["centre"], at=AT,
    )  # fmt: skip

    _, read = imports.staged(session, import_id, centre=who["centre"])
    assert (read.answers, read.choices) == ({}, {})


def test_answer_takes_the_place_of_the_cell(session, who):
    import_id = begun(session, who, a_list(Tider="fm"))

    imports.answer(
        session, import_id, answers={"0:2:availability": "vardagar fm"}, chosen={},
        centre=who["centre"], at=AT,
    )  # fmt: skip

    found = imports.dry_run(session, import_id, centre=who["centre"], at=AT)
    assert found.counts["unsure"] == 0


def test_answer_is_kept_as_a_cell_is_written_and_what_is_too_long_is_said_to_be(session, who):
    import_id = begun(session, who, a_list())

    typed = {"0:2:availability": "tis " + " " * 9_000 + " fm", "0:2:mixed": "x" * 9_000}
    imports.answer(session, import_id, answers=typed, chosen={}, centre=who["centre"], at=AT)

    _, read = imports.staged(session, import_id, centre=who["centre"])
    [row] = imports.dry_run(session, import_id, centre=who["centre"], at=AT).rows
    assert read.answers["0:2:availability"] == "tis fm"
    assert [cell.reading.fault.code for cell in row.row.refused] == ["cell_too_long"]


def test_r19_person_without_her_own_yes_is_an_enquiry(session, who):
    taken_in(session, who, messy.waiting(), ListKind.WAITING)

    people = export_questions.waiting(session, centre=who["centre"])
    assert {p.first_name: p.state for p in people} == {
        "Aino": RecipientState.WAITING,
        "Olle": RecipientState.ENQUIRY,
        "Ester": RecipientState.WAITING,
    }


def test_attested_consent_puts_everybody_on_the_list(session, who):
    vouching = Vouching(date(2026, 9, 1), "Lena", Channel.PHONE)
    rows = [["Aino", "070-174 06 22"], ["Olle", "070-174 06 23"]]
    taken_in(session, who, out.text(["Namn", "Telefon"], rows), ListKind.WAITING, vouching)

    people = export_questions.waiting(session, centre=who["centre"])
    assert {p.state for p in people} == {RecipientState.WAITING}
    assert None not in {yes.attestation_id for p in people for yes in p.consents}


def test_r19_who_vouches_tells_who_heard_a_yes_and_its_day_is_the_lists_own(session, who):
    vouching = Vouching(date(2026, 9, 1), "Lena", Channel.PHONE)
    data = out.text(["Namn", "Telefon", "Samtycke"], [["Aino", "070-174 06 22", "ja 2026-08-20"]])
    taken_in(session, who, data, ListKind.WAITING)
    assert dry(session, who, data, ListKind.WAITING).counts["waits"] == 1
    taken_in(session, who, data, ListKind.WAITING, vouching)
    session.expire_all()

    [person] = export_questions.waiting(session, centre=who["centre"])
    assert [(yes.said_on, yes.heard_by) for yes in person.consents] == [(date(2026, 8, 20), "Lena")]


def test_r19_yes_that_the_lists_own_column_leaves_empty_is_vouched_for_by_nobody(session, who):
    vouching = Vouching(date(2026, 9, 1), "Lena", Channel.PHONE)
    taken_in(session, who, messy.waiting(), ListKind.WAITING, vouching)

    people = export_questions.waiting(session, centre=who["centre"])
    assert {p.first_name: p.state for p in people} == {
        "Aino": RecipientState.WAITING,
        "Olle": RecipientState.ENQUIRY,
        "Ester": RecipientState.WAITING,
    }


ASKED = {"Namn": "Aino Karvonen", "Telefon": "070-174 06 22", "Hört av": "Lena", "Hur hört": "tel"}
IN_MAY = {"Samtycke datum": "2026-05-04", "Hälsosamtycke": "2026-05-04", "Hälsa": "rullator"}


@pytest.mark.parametrize("said", [IN_MAY, {"Ort": "Uppsala"}])
def test_r19_yes_taken_back_comes_back_with_no_older_list_whoever_vouches(session, who, said):
    aino = a_recipient(session, Centre(id=who["centre"]), consents=("matching", "health"))
    for kind in (ConsentKind.HEALTH, ConsentKind.MATCHING):
        recipient_consents.withdraw_consent(session, aino.id, kind, AT.date(), **who, at=AT)
    vouching = Vouching(AT.date(), "Lena", Channel.PHONE)
    data = out.text([*ASKED, *said], [[*ASKED.values(), *said.values()]])

    taken_in(session, who, data, ListKind.WAITING, vouching)

    [aino] = export_questions.waiting(session, centre=who["centre"])
    assert (aino.state, list(aino.words)) == (RecipientState.ENQUIRY, [])
    assert all(yes.withdrawn_on for yes in aino.consents)


def test_r20_allergy_comes_back_with_no_list_older_than_the_yes_taken_back(session, who):
    data = a_list(Hälsosamtycke="2026-05-04 papper, Lena", Allergi="katt")
    taken_in(session, who, data)
    [karin] = volunteers(session, who)
    own_deeds.take_back_health(session, karin.id, centre=who["centre"], at=AT)

    [row] = dry(session, who, data).rows
    assert (row.outcome, row.row.told.new.traits.bears) == (Outcome.SAME, {})


def test_r20_yes_to_health_is_told_of_its_row_and_vouched_for_of_no_list(session, who):
    told = {"Namn": "Agda Ros", "Telefon": "070-174 06 92", "Hälsosamtycke": "2026-09-15"}
    told |= {"Samtycke": "2026-09-03", "Behöver tänka på": "rullator"}
    vouched = Vouching(date(2026, 9, 3), "Maj-Lis Provare", Channel.PHONE)
    data = out.text(list(told), [list(told.values())])
    import_id = begun(session, who, data, ListKind.WAITING, vouched)

    [row] = imports.dry_run(session, import_id, centre=who["centre"], at=AT).rows
    [asked] = [cell for cell in row.unsure if cell.field == "health_consent_on"]
    assert asked.reading.fault.code == "health_yes_incomplete"  # it does not say: vouch for it

    answers = {"0:2:health_consent_on": "2026-09-15 i telefon, Maj-Lis Provare"}
    imports.answer(session, import_id, answers=answers, chosen={}, centre=who["centre"], at=AT)
    [row] = imports.dry_run(session, import_id, centre=who["centre"], at=AT).rows
    [yes] = [one for one in row.row.told.consents if one.kind is ConsentKind.HEALTH]
    assert (yes.said_on, yes.heard_by) == (date(2026, 9, 15), "Maj-Lis Provare")
    assert yes.channel is Channel.PHONE


def test_r63_row_of_somebody_who_has_died_is_passed_over(session, who):
    aino = a_recipient(session, Centre(id=who["centre"]))
    recipient_states.deceased(session, aino.id, **who, at=AT)
    data = out.text([*ASKED, *IN_MAY], [[*ASKED.values(), *IN_MAY.values()]])

    [row] = dry(session, who, data, ListKind.WAITING).rows
    assert (row.outcome, row.twin.id) == (Outcome.SKIPPED, aino.id)


def test_attestation_of_consent_without_who_heard_it_is_refused(session, who):
    with pytest.raises(Invalid) as refused:
        begun(session, who, messy.waiting(), ListKind.WAITING, VOUCHED)

    assert set(refused.value.faults) == {"heard_by", "channel"}


def test_needs_bring_their_organisation_and_contact_and_are_undone_with_them(session, who):
    import_id = taken_in(session, who, messy.needs(), ListKind.NEEDS)
    found = export_questions.organisations(session, centre=who["centre"])

    assert sorted(o.name for o in found.values()) == ["Biblioteket", "Café Kompass"]
    imports.undo(session, import_id, **who, at=AT)
    assert export_questions.organisations(session, centre=who["centre"]) == {}


def test_r1_list_of_another_centre_does_not_exist(session, who):
    import_id = begun(session, who, a_list())
    other = a_centre(session)

    with pytest.raises(Missing):
        imports.dry_run(session, import_id, centre=other.id, at=AT)


@pytest.mark.parametrize("kind", list(ListKind))
def test_exported_list_comes_back_without_changes(session, who, kind):
    name = dict(zip(ListKind, tidy.LISTS, strict=True))[kind]
    taken_in(session, who, tidy.workbook(*tidy.LISTS[name]), kind)

    made = exports.export(session, What(kind.value), purpose=Purpose.MOVE.value, **who, at=AT)

    assert {row.outcome for row in dry(session, who, made.data, kind).rows} == {Outcome.SAME}


@pytest.mark.slow  # fills a demonstration centre
def test_exported_demonstration_centre_comes_back_without_changes(session):
    demo.fill(session, at=AT)
    [centre] = centres.all_open(session)
    [lena, *_] = accounts.of_centre(session, centre=centre.id, role=Role.COORDINATOR)
    who = {"centre": centre.id, "by": lena.id}

    for kind in ListKind:
        made = exports.export(session, What(kind.value), purpose=Purpose.MOVE.value, **who, at=AT)
        found = dry(session, who, made.data, kind)
        changed = [row for row in found.rows if row.outcome is not Outcome.SAME]
        assert (changed, found.counts["unsure"]) == ([], 0), kind
        assert len(found.rows) == made.rows > 0


def test_wish_to_be_spared_is_not_taken_out_as_a_must(session, who):
    a_recipient(session, _centre(session, who), bears={"dog": "rather_not", "smoke": "no"})

    made = exports.export(
        session, What.WAITING, purpose=Purpose.MOVE.value, as_text=True, **who, at=AT
    )

    assert "helst inte hund, rökning" in made.data.decode("utf-8-sig")
    [row] = dry(session, who, made.data, ListKind.WAITING).rows
    assert row.changes == ()


def test_r79_export_is_in_the_access_log_with_its_purpose(session, who):
    exports.export(session, What.VOLUNTEERS, purpose="meeting", **who, at=AT)

    [look] = audit.newest(session, audit.Look, centre=who["centre"], limit=1)
    assert (look.view, look.purpose) == ("export.volunteers", "meeting")


def test_r83_export_without_a_purpose_is_refused(session, who):
    with pytest.raises(Invalid):
        exports.export(session, What.WAITING, purpose="", **who, at=AT)


def test_street_and_identity_are_never_taken_out():
    assert {"street", "identity"}.isdisjoint(exports.columns_of(What.WAITING))


def _centre(session, who):
    return centres.one(session, who["centre"])


def test_need_that_stands_twice_in_a_list_comes_once(session, who):
    heads = ["Organisation", "Uppdrag", "När"]
    data = out.text(heads, [["PRO", "Datorhjälp", "tisdagar fm"]] * 2)

    found = dry(session, who, data, ListKind.NEEDS)

    assert [row.outcome for row in found.rows] == [Outcome.NEW, Outcome.SKIPPED]


def test_two_needs_of_one_name_are_the_same_two_when_the_list_comes_again(session, who):
    heads = ["Organisation", "Uppdrag", "När"]
    data = out.text(
        heads, [["PRO", "Datorhjälp", "tisdagar fm"], ["PRO", "Datorhjälp", "torsdagar em"]]
    )
    taken_in(session, who, data, ListKind.NEEDS)

    found = dry(session, who, data, ListKind.NEEDS)

    assert len({row.twin.id for row in found.rows}) == 2
    assert {row.outcome for row in found.rows} == {Outcome.SAME}


def test_wish_of_a_waiting_person_that_is_done_with_children_is_taken_in_as_such(session, who):
    heads = ["Namn", "Telefon", "Vill ha", "Samtycke"]
    data = out.text(heads, [["Ella Frid", "070-174 06 65", "läxhjälp", "ja 2026-10-15 tel Anna"]])

    import_id = taken_in(session, who, data, ListKind.WAITING)

    assert imports.finished(session, import_id, centre=who["centre"], at=AT) is not None


def test_r15_young_volunteer_waits_for_a_guardians_yes_whoever_vouches(session, who):
    import_id = begun(session, who, a_list(Födelseår="2009"), vouching=VOUCHED)

    [row] = imports.dry_run(session, import_id, centre=who["centre"], at=AT).rows
    assert "guardian_consent" in [cell.field for cell in row.unsure]
    imports.confirm(session, import_id, **who, at=AT)
    [karin] = volunteers(session, who)
    assert all(clearances.missing(karin, choices.policies(), on=AT.date()).values())
    assert TodoKind.COMPLETE_CLEARANCE in set(session.scalars(sa.select(Todo.kind)))


@pytest.mark.parametrize(
    ("guardian", "state"), [("", RecipientState.ENQUIRY), ("2026-09-02", RecipientState.WAITING)]
)
def test_r15_child_who_waits_is_an_enquiry_until_a_guardian_has_said_yes(
    session, who, guardian, state
):
    told = {"Namn": "Samira Aziz", "Född": "2012", "Önskar": "promenad", "Samtycke": "2026-09-01"}
    told |= {"Hört av": "Lena", "Samtycke hur": "telefon", "Vårdnadshavares ja": guardian}
    data = out.text(list(told), [list(told.values())])
    vouching = Vouching(date(2026, 9, 1), "Lena Ek", Channel.PHONE)

    taken_in(session, who, data, ListKind.WAITING, vouching)
    assert session.scalars(sa.select(Recipient.state)).all() == [state]
    assert session.scalars(sa.select(Need.children_present)).all() == [True]


@pytest.mark.parametrize(
    ("field", "said"), [("tasks", "sällskap, parkinson"), ("interests", "reumatism")]
)
def test_r22_illness_in_a_need_is_told_at_its_field_and_stops_no_list(session, who, field, said):
    heads = ["Organisation", "Rubrik", "Uppgifter", "Intressen"]
    data = out.text(heads, [["Solgläntan", "Fika", "fika", "musik"]])
    first = begun(session, who, data, ListKind.NEEDS)
    answers = {f"0:2:{field}": said}
    imports.answer(session, first, answers=answers, chosen={}, centre=who["centre"], at=AT)

    [row] = imports.dry_run(session, first, centre=who["centre"], at=AT).rows
    asks = [(cell.field, cell.reading.fault.code) for cell in row.unsure]
    assert asks == [(field, "diagnosis_left_out")]
    imports.confirm(session, first, **who, at=AT)
    assert said.split()[-1] not in session.scalars(sa.select(NeedWord.written)).all()


@pytest.mark.parametrize("channel", list(Channel))
def test_r20_yes_to_health_comes_back_from_our_own_list_as_it_was_heard(session, who, channel):
    given = (ConsentKind.HEALTH, date(2026, 9, 3), "Maj-Lis Provare", channel)
    cell = consents([given])["health_consent_on"]

    [row] = dry(session, who, a_list(Hälsosamtycke=cell, Allergi="katt")).rows
    yes = row.row.told.health_consent
    assert (yes.kind, yes.said_on, yes.heard_by, yes.channel) == given
