"""`import` and `export` on the command line: shown, saved when told, refused in a sentence."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from matcher.cli import main
from matcher.services import weeks
from matcher.store import suggestions
from tests import tour
from tests.make import AT, a_centre, an_account
from tests.sheets import hostile

LISTS = Path(__file__).parents[1] / "lists"
VOLUNTEERS = LISTS / "volontarer.xlsx"
LOGS = (
    "access_log",
    "audit",
    "chain_heads",
)  # a look at a list is logged, and that it was thrown away


@pytest.fixture
def database(database):
    """The same, with one centre and its coordinator."""
    with database.writing() as session:
        an_account(session, a_centre(session, code="ekvik"), email="lena@example.org")
    return database


@pytest.fixture
def run(tmp_path, database):

    def said(*words, answer=None):
        asked = [*map(str, words), "--data", str(tmp_path / "data")]
        return CliRunner().invoke(main, asked, input=answer)

    return said


@pytest.fixture
def another_centre(database):
    with database.writing() as session:
        an_account(session, a_centre(session, code="lund"), email="kim@example.org")


def test_dry_run_tells_what_would_happen_and_writes_nothing(run, database):
    before = tour.all_rows(database, without=LOGS)

    answer = run("import", VOLUNTEERS, "--as", "volunteers", "--dry-run")

    assert answer.exit_code == 0, answer.output
    assert "3 nya" in answer.output
    assert "Ingenting är sparat." in answer.output
    assert tour.all_rows(database, without=LOGS) == before


def test_answer_no_writes_nothing(run, database):
    before = tour.all_rows(database, without=LOGS)

    answer = run("import", VOLUNTEERS, "--as", "volunteers", answer="n\n")

    assert answer.exit_code == 0, answer.output
    assert tour.all_rows(database, without=LOGS) == before


def test_yes_takes_in_every_row(run, database):
    answer = run("import", VOLUNTEERS, "--as", "volunteers", "--yes")

    assert answer.exit_code == 0, answer.output
    assert {row["first_name"] for row in rows(database, "volunteers")} == {"Karin", "Bo", "Åsa"}


def test_same_list_again_is_as_before(run):
    run("import", VOLUNTEERS, "--as", "volunteers", "--yes")

    answer = run("import", VOLUNTEERS, "--as", "volunteers", "--dry-run")

    assert "0 nya, 0 ändras, 3 som förut" in answer.output


def test_import_names_nobody(run):
    answer = run("import", VOLUNTEERS, "--as", "volunteers", "--yes")

    assert "Karin" not in answer.output


def test_nobody_to_answer_writes_nothing(run, database):
    before = tour.all_rows(database, without=LOGS)

    answer = run("import", VOLUNTEERS, "--as", "volunteers")

    assert "Ingenting är sparat." in answer.output
    assert tour.all_rows(database, without=LOGS) == before


def test_broken_file_is_refused_in_a_sentence(run, database, tmp_path):
    (tmp_path / "lista.xlsx").write_bytes(hostile.locked())
    before = tour.all_rows(database)

    answer = run("import", tmp_path / "lista.xlsx", "--as", "volunteers", "--yes")

    assert answer.exit_code == 1
    assert "låst med lösenord" in answer.stderr
    assert tour.all_rows(database) == before


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["nowhere.xlsx", "--as", "volunteers"], 2, "nowhere.xlsx"),
        ([VOLUNTEERS], 2, "--as"),
        ([VOLUNTEERS, "--as", "friends"], 2, "friends"),
        ([VOLUNTEERS, "--as", "volunteers", "--centre", "lund"], 2, "Säg vem som gör det och var"),
        ([VOLUNTEERS, "--as", "volunteers", "--by", "eva@example.org"], 2, "Säg vem som gör det"),
    ],
)
def test_what_cannot_be_taken_in_is_told_in_a_sentence(run, database, words, code, said):
    before = tour.all_rows(database)

    answer = run("import", *words)

    assert answer.exit_code == code, answer.output
    assert said in answer.stderr
    assert "Traceback" not in answer.output
    assert tour.all_rows(database) == before


def test_list_of_another_kind_is_refused_row_by_row_and_nothing_is_saved(run, database):
    run("import", LISTS / "uppdrag.xlsx", "--as", "waiting", "--yes")

    assert rows(database, "recipients") == []


def test_several_centres_are_told_apart_by_their_code(run, database, another_centre):
    asked = ["import", VOLUNTEERS, "--as", "volunteers", "--yes"]

    untold, told = run(*asked), run(*asked, "--centre", "lund")

    assert (untold.exit_code, told.exit_code) == (2, 0)
    assert "--centre KOD" in untold.stderr
    centre = {row["id"]: row["code"] for row in rows(database, "centres")}
    assert {centre[row["centre_id"]] for row in rows(database, "volunteers")} == {"lund"}


def test_export_writes_a_file_that_comes_back_as_before(run, tmp_path):
    run("import", VOLUNTEERS, "--as", "volunteers", "--yes")
    file = tmp_path / "ut.xlsx"

    answer = run("export", "volunteers", file, "--purpose", "move")

    assert answer.exit_code == 0, answer.output
    assert "3 rader" in answer.output
    assert file.stat().st_mode & 0o077 == 0  # nobody else's to read
    again = run("import", file, "--as", "volunteers", "--dry-run")
    assert "3 som förut" in again.output


def test_export_named_csv_is_text(run, tmp_path):
    run("import", VOLUNTEERS, "--as", "volunteers", "--yes")

    run("export", "volunteers", tmp_path / "ut.csv", "--purpose", "move")

    assert "Karin" in (tmp_path / "ut.csv").read_bytes().decode("utf-8-sig")


def test_export_without_a_purpose_writes_nothing(run, tmp_path):
    answer = run("export", "volunteers", tmp_path / "ut.xlsx")

    assert answer.exit_code == 2
    assert "--purpose" in answer.stderr
    assert not (tmp_path / "ut.xlsx").exists()


def test_suggestions_are_taken_out_as_the_week_has_them(run, database, tmp_path):
    for name, kind in (("volontarer", "volunteers"), ("vantelista", "waiting")):
        run("import", LISTS / f"{name}.xlsx", "--as", kind, "--yes")
    with database.writing() as session:
        [centre] = rows(database, "centres")
        made = weeks.run_week(session, centre=centre["id"], iso_week="2026-W48", at=AT)
        pairs = suggestions.of_run(session, made.id, centre=centre["id"], at_most_rank=0)
        points = sorted(round(pair.fit / 1000) for pair in pairs)

    answer = run("export", "suggestions", tmp_path / "ut.xlsx", "--purpose", "meeting")

    assert answer.exit_code == 0, answer.output
    heads, *told = load_workbook(tmp_path / "ut.xlsx").active.iter_rows(values_only=True)
    assert heads[:3] == ("Vecka", "Volontär", "Mottagare eller organisation")
    assert {line[:3] for line in told} == {
        ("2026-W48", "Karin L.", "Aino K."),
        ("2026-W48", "Bo E.", "Olle F."),
    }
    assert sorted(line[4] for line in told) == points


def rows(database, table):
    import sqlalchemy as sa

    from matcher.store.base import Base

    with database.reading() as session:
        return [
            dict(row) for row in session.execute(sa.select(Base.metadata.tables[table])).mappings()
        ]
