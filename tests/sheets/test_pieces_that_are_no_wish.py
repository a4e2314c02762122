"""What stands among wishes or remarks of somebody who waits and is neither: where each goes."""

from datetime import date

import pytest

from matcher import phrases
from matcher.domain.consent import Channel
from matcher.domain.people import Form, Gender, GenderWish, Strength, Trait
from matcher.domain.recipients import ReachBy
from tests.sheets.test_what_cells_mean import N, W, asked, row

HEALTH_YES = {"Samtycke hälsa": "ja 3/9 per tel till Lena"}
WISHES, REMARKS = "Vill ha", "Anm."


def concepts(read):
    return {word.concept for word in read.told.new.words} | {
        word.concept for word in read.told.need.words
    }


# ── whether she still waits ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("said", ["vill ej ha besök hemma", "vill inte ha besök hemma"])
@pytest.mark.parametrize("header", [WISHES, REMARKS])
def test_who_wants_no_visit_at_home_still_waits_and_is_met_elsewhere(header, said):
    read = row(W, **{header: f"promenad, {said}"})

    assert (read.fault, read.unsure) == (None, ())
    assert Form.HOME not in read.told.need.forms
    assert {Form.OUT, Form.PHONE} <= read.told.need.forms


def test_who_wishes_for_calls_and_no_visit_at_home_is_met_by_telephone_alone():
    read = row(W, **{WISHES: "Telefonsamtal, vill ej ha besök hemma"})

    assert (read.unsure, read.told.need.forms) == ((), {Form.PHONE})


def test_who_wants_no_visit_is_asked_how_they_are_to_meet_and_not_visited_until_then():
    read = row(W, **{WISHES: "fika, vill inte ha besök"})

    assert asked(read) == {"forms": "form_not_read"}
    assert Form.HOME not in read.told.need.forms


@pytest.mark.parametrize(
    "said",
    ["vill inte längre", "vill inte vara med", "tackat nej", "vill inte ha besök längre",
     "vill inte ha någon kontakt", "orkar inte stå kvar i kön"],
)  # fmt: skip
def test_no_without_anything_that_it_is_to_ends_the_wait(said):
    assert row(W, **{REMARKS: said}).fault.code == "waits_no_more"


@pytest.mark.parametrize(
    "said", ["vill inte ha kontakt med sin son", "vill inte vara med i kör", "tackat nej till mat"]
)
def test_no_to_something_ends_no_wait(said):
    assert row(W, **{REMARKS: said}).fault is None


@pytest.mark.parametrize(
    "said",
    [
        "fått kontakt redan (Gunvor)",
        "har fått Pirjo som besöksvän",
        "har redan fått kontakt",
        "KLAR fick Pirjo 15/10",
        "klart: Bo",
        "Klar – Bo L",
    ],
)
@pytest.mark.parametrize("header", [WISHES, REMARKS])
def test_who_seems_to_have_a_volunteer_is_asked_about_before_she_is_taken_in(header, said):
    read = row(W, **{header: said})

    assert (read.told, read.fault.code) == (None, "matched_is_asked")
    assert asked(read)["matched_with"] == "matched_maybe"
    assert row(W, {"0:2:matched_with": "väntar"}, **{header: said}).told is not None


def test_contact_with_something_is_no_volunteer():
    assert row(W, **{REMARKS: "fått kontakt med vården"}).fault is None


# ── whom she would meet, and in which language ────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("said", "gender", "strength"),
    [
        ("Vill bara ha en manlig volontär", Gender.MAN, Strength.MUST),
        ("gärna en kvinna", Gender.WOMAN, Strength.PREFER),
        ("gärna kvinnlig volontär", Gender.WOMAN, Strength.PREFER),
    ],
)
@pytest.mark.parametrize("header", [WISHES, REMARKS])
def test_whom_she_would_meet_is_a_wish_of_gender_and_no_task(header, said, gender, strength):
    read = row(W, **{header: f"fika, {said}"})

    assert (read.unsure, concepts(read)) == ((), {"coffee_and_cafe"})
    assert read.told.new.gender_wish == GenderWish(gender, strength)


def test_man_that_stands_for_anybody_is_no_wish_of_gender():
    assert row(W, **{REMARKS: "gärna någon man kan prata med"}).told.new.gender_wish is None


@pytest.mark.parametrize(
    ("said", "language"),
    [("Pratar bara finska numera", "finnish"), ("pratar persiska", "persian_dari")],
)
@pytest.mark.parametrize("header", [WISHES, REMARKS])
def test_language_that_she_speaks_is_hers_and_no_wish(header, said, language):
    read = row(W, **{header: f"fika, {said}"})

    assert (read.unsure, set(read.told.new.languages)) == ((), {language})
    assert concepts(read) == {"coffee_and_cafe"}


def test_languages_after_the_one_she_speaks_are_spoken_too():
    read = row(W, **{WISHES: "talar tigrinja och arabiska"})

    assert set(read.told.new.languages) == {"tigrinya", "arabic"}
    assert concepts(read) == set()


def test_language_among_wishes_alone_may_be_one_to_learn_and_is_not_said_to_be_hers():
    read = row(W, Språk="arabiska", **{WISHES: "svenska"})

    assert set(read.told.new.languages) == {"arabic"}


# ── health and faith ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("said", "concept"),
    [
        ("Hör illa i telefon", "hearing_loss"),
        ("sitter i rullstol", "uses_wheelchair"),
        ("Brukade gå i kyrkan", "faith_and_life_questions"),
    ],
)
@pytest.mark.parametrize("header", [WISHES, REMARKS])
def test_r20_what_tells_of_health_or_faith_is_no_wish_and_waits_for_her_yes(header, said, concept):
    read = row(W, **{header: f"fika, {said}"})
    with_yes = row(W, **HEALTH_YES, **{header: f"fika, {said}"})

    assert asked(read)["health_consent_on"] == "health_yes_asked"
    assert "mixed_left" not in asked(read).values()
    assert concepts(read) == {"coffee_and_cafe"}
    assert {cell.sensitive for cell in read.cells if said in cell.written} == {True}
    assert concepts(with_yes) == {"coffee_and_cafe", concept}
    assert with_yes.unsure == ()


def test_r95_ride_to_church_is_a_ride_and_whereto_waits_for_her_yes():
    assert concepts(row(W, **{WISHES: "skjuts till kyrkan"})) == {"transport_by_car"}


def test_wish_that_tells_of_faith_alone_is_not_said_to_be_what_volunteers_never_do():
    assert "company_too" not in asked(row(W, **{WISHES: "samtal om kyrkan"})).values()


def test_dog_of_hers_among_wishes_is_of_her_home_and_asks_for_no_yes():
    read = row(W, **{WISHES: "fika, har hund"})

    assert (read.unsure, read.told.new.home) == ((), {Trait.DOG: True})


# ── the rest ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("header", [WISHES, REMARKS])
def test_who_counts_her_cats_has_cats(header):
    read = row(W, **{header: "fika, två katter"})

    assert (read.unsure, read.told.new.home) == ((), {Trait.CAT: True})


@pytest.mark.parametrize("header", [WISHES, REMARKS])
def test_once_among_other_words_is_how_often(header):
    read = row(W, **{header: "fika, en gång"})

    assert (read.unsure, read.told.need.every_weeks) == ((), 0)


@pytest.mark.parametrize("header", [WISHES, REMARKS])
def test_weeks_of_a_journey_among_other_words_are_when_she_is_away(header):
    read = row(W, **{header: "fika, bortrest v 51-53"})

    assert read.unsure == ()
    assert len(read.told.need.availability.away) == 1


# ── other columns ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("said", "day", "how"),
    [
        ("ja, 5/6 -26", date(2026, 6, 5), None),
        ("ja på tel 21/11 -26", date(2026, 11, 21), Channel.PHONE),
    ],
)
def test_yes_with_the_year_set_apart_is_a_yes_of_that_day(said, day, how):
    values = {cell.field: cell.value for cell in row(W, Samtycke=said).cells}

    assert (values["consent_on"], values.get("consent_how")) == (day, how)


@pytest.mark.parametrize("said", ["saknas, skriv brev", "Har ingen telefon, skicka brev"])
def test_who_has_no_telephone_is_reached_by_letter(said):
    read = row(W, Telefon=said)

    assert (read.unsure, read.refused) == ((), ())
    assert (read.told.new.phone, read.told.new.reach_by) == (None, ReachBy.LETTER)


def test_question_mark_below_since_when_she_waits_is_asked_about():
    [cell] = row(W, **{"Väntar sedan": "?"}).unsure

    assert (cell.field, cell.reading.fault.facts["said"]) == ("waiting_since", "?")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Hjälp med medicin på morgonen", "never_medicine"),
        ("hjälp med sina tabletter", "never_medicine"),
        ("att städa", "never_cleaning"),
        ("hjälp med städning", "never_cleaning"),
    ],
)
def test_r29_help_with_medicine_or_cleaning_at_hers_is_refused_with_who_does_it(said, code):
    [cell] = row(W, **{WISHES: said}).refused

    assert (cell.field, cell.reading.fault.code) == ("tasks", code)


@pytest.mark.parametrize(
    ("said", "code", "ready"),
    [
        ("fika, städa", "never_cleaning", "fika"),
        ("fika och städa", "never_cleaning", "fika"),
        ("hjälp med dusch och påklädning, fika", "never_personal_care", "fika"),
        ("fika, tvätta och stryka kläder", "never_cleaning", "fika"),
        ("Fika. Hjälp med medicin på morgonen.", "never_medicine", "Fika"),
        ("dusch, fika, städa", "never_several", "fika"),
        ("fika, lyfta", "lifting_maybe", "fika, lyfta av saker"),
    ],
)
def test_r29_wish_beside_what_volunteers_never_do_is_kept_and_the_other_refused(said, code, ready):
    read = row(W, **{WISHES: said})

    assert asked(read) == {"tasks": code}
    assert read.unsure[0].reading.choices[0] == ready
    assert [word.concept for word in read.told.need.words] == ["coffee_and_cafe"]


def test_r29_of_several_things_that_volunteers_never_do_each_is_told_who_does_it():
    [cell] = row(W, **{WISHES: "dusch, fika, städa"}).unsure

    said = phrases.fault(cell.reading.fault)
    assert ("hemtjänsten: kontakta" in said, "städfirma" in said) == (True, True)


def test_r29_words_that_nobody_knows_beside_it_are_no_company_unasked():
    assert asked(row(W, **{WISHES: "dusch, mycket gärna"}))["kind"] == "company_too"


def test_r29_what_tells_of_faith_beside_it_waits_for_her_yes_all_the_same():
    read = row(W, **{WISHES: "fika, gå i kyrkan, städa"})

    assert asked(read) == {"tasks": "never_cleaning", "health_consent_on": "health_yes_asked"}
    assert concepts(read) == {"coffee_and_cafe"}


@pytest.mark.parametrize(
    ("kind", "said"),
    [(W, "hjälp med medicin från apoteket"), (W, "ej städning"), (N, "städa efter loppisen")],
)
def test_r29_what_volunteers_do_around_it_is_not_refused(kind, said):
    assert row(kind, **{WISHES if kind is W else "Uppgifter": said}).refused == ()


def test_who_got_somebody_on_a_day_is_asked_about():
    assert row(W, **{REMARKS: "fick Pirjo 15/10"}).fault.code == "matched_is_asked"


@pytest.mark.parametrize("said", ["klar i huvudet", "klart bättre", "fick Parkinson 2019"])
def test_remark_that_tells_of_no_volunteer_keeps_nobody_out(said):
    assert row(W, **{REMARKS: said}).fault is None


@pytest.mark.parametrize("said", ["ring på\nkvällen", "ring\nkvällstid", "nås efter\nkl 17"])
def test_note_of_two_lines_about_when_to_phone_adds_nothing_to_her_times(said):
    plain = row(W, Tider="tis och tors em").told.need.availability
    read = row(W, **{"Tider": "tis och tors em", REMARKS: said})

    assert read.told.need.availability == plain
    assert next(c for c in read.cells if c.field == "mixed").value.left == (
        said.replace("\n", " "),
    )


def test_lines_of_a_cell_that_say_a_thing_each_are_kept_apart():
    assert row(W, **{REMARKS: "bara promenader\nhar katt"}).told.new.home == {Trait.CAT: True}
