"""What lists say beside the point of a cell: a way in, a pause, an absence, whom, and how many."""

from datetime import date

import pytest

from matcher.domain.people import Gender, GenderWish, Strength
from matcher.sheets.rows import Rest
from tests.sheets.test_what_cells_mean import N, V, W, asked, row

THINK_OF = "Att tänka på"


def refused(read):
    return {cell.field: cell.reading.fault.code for cell in read.refused}


@pytest.mark.parametrize("said", ["port 1234", "portkod 4412", "extranyckel finns hos grannen"])
def test_r26_way_in_is_never_kept_and_no_yes_to_keeping_health_is_asked_for_it(said):
    read = row(W, **{THINK_OF: said})

    assert (refused(read), asked(read)) == ({"home": "way_in_never"}, {})


def test_nyckelharpa_is_no_key():
    assert "home" not in refused(row(W, **{THINK_OF: "nyckelharpa hos grannen"}))


@pytest.mark.parametrize("said", ["på sjukhus t.v.", "är inlagd på KSS", "ligger på lasarettet"])
def test_r63_who_is_in_hospital_is_asked_about_and_not_taken_in_before(said):
    read = row(W, **{THINK_OF: said})

    assert (read.fault.code, asked(read)) == ("rest_is_asked", {"from_on": "rest_end_asked"})


def test_wish_to_be_visited_in_hospital_is_no_pause():
    assert row(W, Önskar="besök på sjukhus").fault is None


def test_that_she_moves_is_said_not_to_be_kept_and_no_health():
    assert asked(row(W, **{THINK_OF: "flyttar t Stenhammar 1/12"})) == {"mixed": "mixed_left"}


def test_absence_in_a_remark_is_in_every_answer_about_unsure_times():
    read = row(V, Tider="flexibel, pensionär", Övrigt="bortrest v 8-10")

    [times] = [cell.reading for cell in read.unsure]
    assert all("bortrest v 8-10" in choice for choice in times.choices)
    assert read.told.new.availability.away


def test_answer_in_own_words_about_times_keeps_the_absence_of_the_remark():
    answers = {"0:2:availability": "vardagar fm"}
    read = row(V, answers, Tider="flexibel, pensionär", Övrigt="bortrest v 8-10")

    assert not read.unsure
    assert read.told.new.availability.away


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("herre som kan prata schack", GenderWish(Gender.MAN, Strength.PREFER)),
        ("bara kvinna som gillar schack", GenderWish(Gender.WOMAN, Strength.MUST)),
        ("gärna en dam att spela schack med", GenderWish(Gender.WOMAN, Strength.PREFER)),
    ],
)
def test_whom_she_would_meet_and_for_what_stand_in_one_wish(said, wish):
    read = row(W, Önskar=said)

    assert read.told.new.gender_wish == wish
    assert "schack" in " ".join(word.written for word in read.told.need.words)


def test_why_somebody_cannot_hides_no_ready_answers_about_times():
    [times] = [cell.reading for cell in row(W, Dagar="fm, ej mån (fotvård)").unsure]

    assert times.choices[0] == "vardagar fm, ej mån"


def test_shortened_after_is_read_before_an_hour():
    assert not row(V, Tider="mån e. 16:30").unsure


def test_pause_to_a_month_beside_a_name_has_its_day_among_the_answers():
    [state] = [
        cell.reading for cell in row(V, Namn="Dahl, Per (pausad t mars)").unsure
        if cell.field == "state"
    ]  # fmt: skip

    assert state.choices[0] == "paus till 2027-02-28"
    answers = {"0:2:state": state.choices[0]}
    read = row(V, answers, Namn="Dahl, Per (pausad t mars)")
    assert read.told.rest == Rest(date(2027, 3, 1))


def test_seats_that_are_filled_are_taken_off_by_an_answer():
    [state] = [cell.reading for cell in row(N, Antal="3", Status="1 av 3 klar").unsure]

    assert state.choices[0] == "2 kvar"
    read = row(N, {"0:2:state": "2 kvar"}, Antal="3", Status="1 av 3 klar")
    assert (read.told.need.seats, read.unsure) == (2, ())


def test_age_beside_a_demand_hides_no_demand():
    read = row(N, Krav="utdrag 18+")

    assert read.told.need.min_age == 18
    assert asked(read) == asked(row(N, Krav="utdrag"))


def test_children_at_home_are_no_health():
    assert "health_consent_on" not in asked(row(W, **{THINK_OF: "2 barn hemma"}))


def test_need_that_is_filled_is_over_whoever_took_it():
    assert row(N, Status="FYLLT (Göran)").fault.code == "need_is_done"


def test_why_somebody_rests_hides_no_day_until_which():
    assert row(V, Status="paus till 15/3 2027 (höft op.)").told.rest == Rest(date(2027, 3, 16))


def test_each_of_two_languages_that_are_good_to_know_is_kept():
    languages = row(N, Krav="gärna arab. el. ukr.").told.need.languages

    assert {"arabic", "ukrainian"} <= languages.keys()
