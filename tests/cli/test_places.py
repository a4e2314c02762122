"""`places` on the command line: better postcodes, kept over restarts, and everybody placed anew."""

import pytest
from click.testing import CliRunner

from matcher.cli import main
from matcher.domain.places import Place, Precision
from matcher.services import places
from matcher.store.volunteers import Volunteer
from tests.make import a_centre, a_volunteer

BETTER = "postnummer;lat;lon;ort\n906 30;63,8571;20,3103;Umeå\n906 31;63,8612;20,2987;Umeå\n"


@pytest.fixture
def run(tmp_path, database, monkeypatch):
    monkeypatch.setattr(places, "TABLES", places.Tables(places.TABLES.shipped))
    monkeypatch.setattr("matcher.cli.door.TABLES", places.TABLES)
    return lambda *words: CliRunner().invoke(
        main, ["places", *map(str, words), "--data", str(tmp_path / "data")]
    )


@pytest.fixture
def better(tmp_path):
    path = tmp_path / "koder.csv"
    path.write_text(BETTER, encoding="utf-8")
    return path


def kept(database, volunteer_id):
    with database.reading() as session:
        return Place.from_json(session.get_one(Volunteer, volunteer_id).place)


def living_at(database, postcode, **facts):
    """A volunteer who was placed by the shipped table."""
    place = places.gazetteer().postcode(postcode)
    with database.writing() as session:
        centre = a_centre(session)
        return a_volunteer(session, centre, postcode=postcode, place=place.to_json(), **facts).id


def test_everybody_is_given_the_better_point(run, database, better):
    volunteer = living_at(database, "90630")

    answer = run(better)

    assert answer.exit_code == 0, answer.output
    assert "2 postnummer är sparade" in answer.output
    assert kept(database, volunteer) == Place(63.8571, 20.3103, Precision.POSTCODE, "90630", "Umeå")


def test_better_points_are_there_after_a_restart(run, better, tmp_path):
    run(better)

    anew = places.Tables(places.TABLES.shipped)
    anew.keep_in(tmp_path / "data")

    assert anew.gazetteer().postcode("906 31").lat == 63.8612


def test_site_that_is_running_has_them_at_once(run, better, tmp_path):
    running = places.Tables(places.TABLES.shipped)
    running.keep_in(tmp_path / "data")
    before = running.gazetteer().postcode("906 30")

    run(better)

    assert running.gazetteer().postcode("906 30") != before


def test_forgotten_points_leave_everybody_where_they_were(run, database, better):
    volunteer = living_at(database, "90630")
    before = kept(database, volunteer)
    run(better)

    answer = run("--forget")

    assert answer.exit_code == 0, answer.output
    assert kept(database, volunteer) == before


def test_file_that_cannot_be_read_changes_nothing(run, better, tmp_path):
    run(better)
    wrong = tmp_path / "fel.csv"
    wrong.write_text("namn;ort\nKarin;Umeå\n", encoding="utf-8")

    answer = run(wrong)

    assert answer.exit_code == 1
    assert answer.stderr.strip() == "Filen saknar kolumner: postnummer, lat, lon."
    assert places.gazetteer().postcode("90630").lat == 63.8571


def test_who_lives_in_an_area_stays_at_its_point(run, database, better):
    point = Place(63.88, 20.33, Precision.AREA, "90630", "Ersboda")
    volunteer = living_at(database, "90630")
    with database.writing() as session:
        session.get_one(Volunteer, volunteer).place = point.to_json()

    run(better)

    assert kept(database, volunteer) == point


@pytest.mark.parametrize("words", [(), ("koder.csv", "--forget")])
def test_either_a_file_or_forget_is_asked_for(run, better, tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)

    answer = run(*words)

    assert answer.exit_code == 2
    assert "--forget" in answer.stderr
