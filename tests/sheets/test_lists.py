"""Messy lists: what each row becomes, what is asked, and what is refused."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.comments import Comment

from matcher.domain.clearance import Step
from matcher.domain.errors import Invalid
from matcher.domain.gazetteer import Gazetteer
from matcher.domain.people import Bears, Level, SaidWord, Trait, WordStance
from matcher.domain.travel import Mode
from matcher.domain.vocabulary import Vocabulary
from matcher.sheets import (
    cells,
    cells_of_people,
    cells_of_ways,
    csv_text,
    dates,
    headers,
    lists,
    out,
    shared_questions,
    workbooks,
)
from matcher.sheets.fields import ListKind
from matcher.sheets.guard import MOST_FILLED
from matcher.sheets.plain import Book, Row, Sheet
from matcher.sheets.readings import Refused, Understood, Unsure, World
from matcher.sheets.staged import Staged
from matcher.sheets.tables import Column
from matcher.sheets.xlsx import from_serial
from tests.lists import messy

CONFIG = Path(__file__).parents[2] / "config"
GAZETTEER = Gazetteer.load(CONFIG / "places")
WORLD = World(
    Vocabulary.load(CONFIG / "vocabulary.tsv"), GAZETTEER, {}, GAZETTEER.locality("Umeå"),
    messy.TODAY, 15,
)  # fmt: skip


def rows_of(data, kind=ListKind.VOLUNTEERS):
    staged = lists.stage(workbooks.read(data), kind, on=WORLD.on, remembered={})
    return {row.number: row for row in lists.read_rows(staged, kind, WORLD)}


def row_of(**cells):
    """The one row of a list of volunteers with those headers."""
    named = {"Namn": "Karin Lind", "Telefon": "070-174 06 11"} | cells
    data = out.text(list(named), [list(named.values())])
    return rows_of(data)[2]


def cell(row, field):
    return next(cell for cell in row.cells if cell.field == field)


# ── a volunteer list ──────────────────────────────────────────────────────────────────────────


def test_volunteer_is_read_from_a_messy_list():
    staged = lists.stage(
        workbooks.read(messy.volunteers()), ListKind.VOLUNTEERS, on=WORLD.on, remembered={}
    )
    first = lists.read_rows(staged, ListKind.VOLUNTEERS, WORLD)[0].told.new

    assert (first.first_name, first.surname) == ("Karin", "Lind")
    assert first.phone == "+46701740611"
    assert first.postcode == "90326"
    assert first.reach_km == 5.0
    assert first.languages == {
        "english": Level.CONVERSATION, "swedish": Level.CONVERSATION, "finnish": Level.NATIVE,
    }  # fmt: skip
    assert SaidWord(WordStance.DOES, "skjuts med bil", "transport_by_car") in first.words


def test_title_heading_footer_and_repeated_headers_are_told_and_not_taken():
    staged = lists.stage(
        workbooks.read(messy.volunteers()), ListKind.VOLUNTEERS, on=WORLD.on, remembered={}
    )

    assert list(lists.asides(staged)) == [
        ("Aktiva", 6, "heading"),
        ("Aktiva", 8, "header_again"),
        ("Aktiva", 10, "footer"),
    ]


def test_every_sheet_is_read():
    staged = lists.stage(
        workbooks.read(messy.volunteers()), ListKind.VOLUNTEERS, on=WORLD.on, remembered={}
    )
    names = [row.told.new.first_name for row in lists.read_rows(staged, ListKind.VOLUNTEERS, WORLD)
             if row.told]  # fmt: skip

    assert names == ["Karin", "Bo", "Åsa", "Eva"]


def test_hidden_column_is_proposed_by_its_header_after_those_that_are_seen():
    hidden, seen = Column(0, "Övrigt", True), Column(1, "Mobil")

    assert headers.propose((hidden, seen), ListKind.WAITING) == {0: "mixed", 1: "phone"}
    assert headers.propose((Column(0, "Mobil", True), seen), ListKind.WAITING)[1] == "phone"


def test_note_on_a_cell_is_a_piece_of_its_row_to_look_at():
    book = Workbook()
    book.active.append(["Namn", "Telefon"])
    book.active.append(["Siv Lindgren", "070-174 06 05"])
    book.active["A2"].comment = Comment("Vill inte gå till Norra Strand", "GB")
    data = BytesIO()
    book.save(data)

    [asked] = rows_of(data.getvalue())[2].unsure

    assert asked.reading.fault.facts["said"] == "Vill inte gå till Norra Strand"


def test_r27_identity_number_is_struck_out_before_anything_is_staged():
    staged = lists.stage(
        workbooks.read(messy.volunteers()), ListKind.VOLUNTEERS, on=WORLD.on, remembered={}
    )

    assert "1212" not in str(staged.to_json()["sheets"][0]["rows"][1])


def test_r27_identity_number_in_a_cell_is_refused_and_the_row_is_kept():
    row = row_of(Övrigt="ring dottern 19121212-1212")

    assert cell(row, "mixed").reading.fault.code == "identity_number"
    assert row.told.new.first_name == "Karin"


def test_r27_telephone_that_passes_as_a_coordination_number_is_a_telephone():
    row = row_of(Telefon="070174-0605")

    assert row.told.new.phone == "+46701740605"


def test_r27_bare_number_that_may_be_one_is_asked_about():
    row = row_of(Övrigt="7017406051")

    assert isinstance(cell(row, "mixed").reading, Unsure)


def test_r27_column_of_identity_numbers_is_known_and_never_read():
    row = row_of(Personnummer="19121212-1212")

    assert cell(row, "identity").reading.fault.code == "identity_column"


def test_child_is_refused():
    assert rows_of(messy.volunteers())[9].fault.code == "under_age"


def test_fifteen_to_seventeen_is_taken_in():
    assert row_of(Födelseår="2010").told.new.birth_year == 2010


def test_step_without_a_day_is_refused_because_the_day_is_missing():
    row = row_of(Intervju="x")

    assert cell(row, "interview").reading.fault.code == "day_missing"
    assert row.told.steps == ()


def test_two_references_are_two_steps():
    row = row_of(Referenser="2026-09-02, 2026-09-03")

    assert row.told.steps == (
        (Step.REFERENCE, date(2026, 9, 2)), (Step.REFERENCE, date(2026, 9, 3)),
    )  # fmt: skip


def test_word_nobody_knows_is_kept_as_it_was_written():
    assert row_of(Intressen="modelljärnväg").told.new.words == (
        SaidWord(WordStance.LIKES, "modelljärnväg"),
    )


def test_unsure_times_keep_their_words_and_ask():
    row = row_of(Tider="fm")

    assert row.told.new.availability is None
    assert row.told.new.availability_said == "fm"
    assert "vardagar fm" in cell(row, "availability").reading.choices


def test_r95_allergy_without_consent_is_kept_as_what_is_not_borne_and_the_yes_is_asked_for():
    row = row_of(Allergier="katt")

    assert row.told.new.traits.bears == {Trait.CAT: Bears.NO}
    assert [cell.reading.fault.code for cell in row.unsure] == [
        "allergy_without_consent", "health_yes_asked",
    ]  # fmt: skip
    assert shared_questions.key_of(cell(row, "allergies")) is None


def test_formula_stays_text():
    row = row_of(Bakgrund='=HYPERLINK("http://example.org")')

    assert row.told.new.background == '=HYPERLINK("http://example.org")'


# ── a waiting list ────────────────────────────────────────────────────────────────────────────


def test_r19_person_without_a_yes_of_her_own_has_no_consent():
    rows = rows_of(messy.waiting(), ListKind.WAITING)

    assert [len(row.told.consents) for row in rows.values()] == [1, 0, 1]


def test_r20_health_facts_without_consent_are_refused():
    row = rows_of(messy.waiting(), ListKind.WAITING)[3]

    assert cell(row, "function").reading.fault.code == "health_needs_consent"
    assert row.told.new.words == ()


def test_day_that_lost_its_format_is_asked_about():
    row = rows_of(messy.waiting(), ListKind.WAITING)[5]

    assert cell(row, "waiting_since").reading.choices == ("2026-07-03",)


# ── a list of needs ───────────────────────────────────────────────────────────────────────────


def test_r29_need_on_the_never_list_is_refused():
    rows = rows_of(messy.needs(), ListKind.NEEDS)

    assert rows[4].fault.code == "never_personal_care"


def test_need_with_a_line_break_in_a_cell_is_one_row():
    row = rows_of(messy.needs(), ListKind.NEEDS)[3]

    assert row.told.need.about == "Kaffe och samtal"
    assert row.told.need.seats == 2


def test_need_with_a_task_for_children_is_held_to_the_rules_for_children():
    assert rows_of(messy.needs(), ListKind.NEEDS)[5].told.need.children_present is True


# ── headers and mappings ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("Tel.nr", "phone"), ("Telefon (mobil)", "phone"), ("E-post", "email"),
        ("F.år", "birth_year"), ("Efternamn", "surname"), ("Språk", "languages"),
        ("Postnr", "postcode"), ("Intresen", "interests"), ("First name", "first_name"),
        ("Max distance", "reach"), ("Personnummer", "identity"), ("Skostorlek", None),
    ],
)  # fmt: skip
def test_header_is_proposed(title, field):
    data = out.text(["Namn", "Ort", title], [["Karin", "Umeå", "x"]])
    staged = lists.stage(workbooks.read(data), ListKind.VOLUNTEERS, on=WORLD.on, remembered={})

    assert staged.mappings[0].get("2") == field


@pytest.mark.parametrize(
    ("header", "cell", "said"),
    [
        ("Kan: vardagar", "x", "vardagar"),
        ("Kan: vardagar", "nej", None),
        ("Tisdagar", "9–12", "Tisdagar 9–12"),
    ],
)
def test_header_that_names_times_is_read_with_its_cells(header, cell, said):
    assert row_of(**{header: cell}).told.new.availability_said == said


def test_confirmed_mapping_is_remembered_whatever_the_order():
    first = out.text(["Namn", "Telefon", "Kul"], [["Karin", "1", "schack"]])
    staged = lists.stage(workbooks.read(first), ListKind.VOLUNTEERS, on=WORLD.on, remembered={})
    told = Staged(staged.sheets, ({"0": "name", "1": "phone", "2": "interests"},))
    again = out.text(["Kul", "Telefon", "Namn"], [["schack", "1", "Karin"]])

    known = lists.shapes(told, ListKind.VOLUNTEERS)
    found = lists.stage(workbooks.read(again), ListKind.VOLUNTEERS, on=WORLD.on, remembered=known)

    assert found.mappings == ({"0": "interests", "1": "phone", "2": "name"},)


def test_list_without_headers_is_refused():
    with pytest.raises(Invalid) as refused:
        lists.stage(workbooks.read(b"1;2\n3;4\n"), ListKind.VOLUNTEERS, on=WORLD.on, remembered={})

    assert refused.value.faults["file"].code == "list_without_headers"


# ── cells ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-07-03", date(2026, 7, 3)), ("3/7", date(2026, 7, 3)), ("1/12", date(2025, 12, 1)),
        ("15 sept 2026", date(2026, 9, 15)), ("11/8-26", date(2026, 8, 11)),
        ("20260703", date(2026, 7, 3)), ("260703", date(2026, 7, 3)),
        ("den 3 juli", date(2026, 7, 3)), ("3.7.2026", date(2026, 7, 3)),
        ("2026-07-03 00:00", date(2026, 7, 3)),
    ],
)  # fmt: skip
def test_day_is_read(text, day):
    assert dates.day(text, on=WORLD.on, is_past=True) == Understood(day)


@pytest.mark.parametrize("text", ["03/07/2026", "aug 2026", "v. 35", "46206", "7/13", "i våras"])
def test_day_that_may_be_two_is_asked_about(text):
    assert isinstance(dates.day(text, on=WORLD.on, is_past=True), Unsure)


@pytest.mark.parametrize("text", ["2026-02-30", "2027-01-01", "31/4"])
def test_day_that_cannot_be_is_refused(text):
    assert isinstance(dates.day(text, on=WORLD.on, is_past=True), Refused)


def test_serial_days_of_both_calendars():
    assert from_serial(46206) == date(2026, 7, 3)
    assert from_serial(46206 - 1462, starts_1904=True) == date(2026, 7, 3)
    assert from_serial(59) == date(1900, 2, 28)


@pytest.mark.parametrize(
    ("text", "reach"),
    [
        ("ca 5 km", cells_of_ways.Reach(km=5.0)),
        ("1 mil", cells_of_ways.Reach(km=10.0)),
        ("1,5 mil", cells_of_ways.Reach(km=15.0)),
        ("20 min cykel", cells_of_ways.Reach(20, modes=frozenset({Mode.CYCLE}))),
        ("max 30 minuter", cells_of_ways.Reach(30)),
        ("en halvtimme med buss", cells_of_ways.Reach(30, modes=frozenset({Mode.BUS}))),
    ],
)
def test_reach_is_read(text, reach):
    assert cells_of_ways.reach(text) == Understood(reach)


def test_reach_without_a_unit_is_asked_about():
    assert cells_of_ways.reach("10").choices == ("10 km", "10 min")


@pytest.mark.parametrize("text", ["x", "ja", "JA", "1", "Yes", "ja "])
def test_yes_is_yes(text):
    assert cells.yes_or_no(text) == Understood(True)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lind, Karin", cells_of_people.Name("Karin", "Lind")),
        ("Karin Lind", cells_of_people.Name("Karin", "Lind")),
        ("af Klint, Bo", cells_of_people.Name("Bo", "af Klint")),
        ("Madonna", cells_of_people.Name("Madonna")),
    ],
)
def test_name_is_read(text, name):
    assert cells_of_people.name(text) == Understood(name)


def test_two_people_in_a_cell_are_asked_about():
    assert cells_of_people.name("Bo & Eva Ek").choices == ("Bo Ek", "Eva Ek")


# ── out ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("trigger", ["=1+1", "+46701740611", "-2", "@SUM", "\t=1", "\uff1d1"])
def test_t11_export_has_no_formulas_and_reads_back_the_same(trigger):
    from io import BytesIO

    from openpyxl import load_workbook

    made = out.xlsx("Lista", ["Namn", "Ord"], [["Karin", trigger]])
    kinds = [cell.data_type for row in load_workbook(BytesIO(made)).active for cell in row]

    assert "f" not in kinds
    assert csv_text.unmarked(csv_text.marked(trigger)) == trigger


def test_text_export_is_marked():
    assert out.text(["Ord"], [["=1+1"]]).decode("utf-8-sig").splitlines()[1] == "'=1+1"


# ── any junk ──────────────────────────────────────────────────────────────────────────────────

WAITING = messy.waiting()  # once: a workbook carries the second it was made


def fate_of(data):
    """What becomes of a file: "read", or the fields that are at fault."""
    try:
        workbooks.read(data)
    except Invalid as refused:
        return set(refused.faults)
    return "read"


JUNK = st.one_of(
    st.text(max_size=40), st.integers(-(10**9), 10**9), st.floats(allow_nan=False, width=32),
    st.booleans(), st.dates(),
    st.sampled_from(["19121212-1212", "070-174 06 11", "tis fm", "x", "#REF!", "=1", "3/7"]),
)  # fmt: skip
TITLES = st.sampled_from(
    ["Namn", "Telefon", "Tider", "Språk", "Intervju", "Referenser", "Ålder", "Adress", "Samtycke",
     "Organisation", "Uppdrag", "Antal", "Övrigt", "Hemmet", "Från", "Hur ofta", "?", ""]
)  # fmt: skip


@given(st.lists(TITLES, min_size=1, max_size=8), st.lists(st.lists(JUNK, max_size=8), max_size=4),
       st.sampled_from(list(ListKind)))  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_any_rows_are_understood_asked_about_or_refused(titles, rows, kind):
    table = [Row(1, dict(enumerate(titles)))]
    table += [Row(n, dict(enumerate(row))) for n, row in enumerate(rows, 2)]
    try:
        staged = lists.stage(Book((Sheet("", tuple(table)),)), kind, on=WORLD.on, remembered={})
    except Invalid:
        return

    again = Staged.from_json(staged.to_json())
    for row in lists.read_rows(again, kind, WORLD):
        assert (row.told is None) != (row.fault is None)


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused(data):
    assert fate_of(data) in ("read", {"file"})


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_any_damaged_workbook_is_read_or_refused(data):
    whole = bytearray(WAITING)
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    assert fate_of(bytes(whole)) in ("read", {"file"})


def test_list_of_more_rows_than_are_read_while_somebody_waits_is_to_be_split():
    data = out.text(["Namn", "Telefon"], [["Bo Ek", ""]] * (MOST_FILLED + 1))

    with pytest.raises(Invalid) as refused:
        lists.stage(workbooks.read(data), ListKind.VOLUNTEERS, on=WORLD.on, remembered={})
    assert refused.value.faults["file"].code == "list_too_many_rows"


def test_sheet_without_a_row_of_headers_is_told_of_by_name():
    book = workbooks.read(messy.volunteers())
    told = Sheet("Slutat", (Row(1, {0: "inga", 1: "vanliga", 2: "ord"}),))

    read = lists.stage(
        replace(book, sheets=(*book.sheets, told, Sheet("Blad3", ()))),
        ListKind.VOLUNTEERS, on=WORLD.on, remembered={},
    )  # fmt: skip
    assert Staged.from_json(read.to_json()).asides == (("Slutat", 0, "no_headers"),)
