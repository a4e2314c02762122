"""Becoming a volunteer: six pages, in order or not, with scripts or without, known or not."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from matcher.domain.accounts import OwnerType
from matcher.domain.people import Bears, Trait
from matcher.services import outbox, volunteers
from matcher.services.signups import FROM_ADDRESS
from matcher.store.centres import Centre
from matcher.store.drafts import Draft
from matcher.store.recipients import Consent
from matcher.store.todos import Todo
from matcher.store.volunteers import Volunteer, VolunteerWord
from tests import make
from tests.visitor import Visitor

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # a Monday
IDENTITY_NUMBER = "811218-9876"
ANSWERS = {
    "vad": {"what": ["visit", "out"], "likes": ["c:music"]},
    "nar": {"week": ["3", "4"]},
    "var": {"postcode": "753 20", "modes": ["bus"], "far": "20"},
    "sprak": {"languages": ["c:swedish", "c:finnish"]},
    "inte": {"unwanted": ["cat"]},
    "kontakt": {
        "first_name": "Gunvor",
        "surname": "Ek",
        "phone": "070-174 06 12",
        "birth_year": "1950",
    },
}
START = "/anmalan/ekvik"


@pytest.fixture
def clock(app):
    """What time it is; `clock.now += …` lets it pass."""

    class Clock:
        now = AT

    app.config["CLOCK"] = lambda: Clock.now
    return Clock


@pytest.fixture
def centre(database, clock):
    with database.writing() as session:
        return make.a_centre(session, code="ekvik", owner_type=OwnerType.ASSOCIATION).id


@pytest.fixture
def rows(database):
    """rows(Volunteer): all of them."""

    def asked(model):
        with database.reading() as session:
            return list(session.scalars(sa.select(model).where(model.centre_id.is_not(None))))

    return asked


def walk(visitor, clock, until=None, **changes):
    """Fill in page after page, up to the one named; what is changed is merged into the answers."""
    page = visitor.open(START)
    for step, answers in ANSWERS.items():
        if step == until:
            return page
        clock.now += timedelta(seconds=20)
        page = visitor.send(page, answers | changes.get(step, {}))
    return page


def test_stranger_on_the_first_page_finds_the_way_in(visitor, centre):
    page = visitor.open("/")

    assert visitor.open(page.link("Bli volontär")).url == START
    assert page.link("Logga in, för dig som arbetar på en central") == "/logga-in"


def test_address_from_a_poster_works_with_large_letters(visitor, centre):
    assert visitor.open(START.replace("ekvik", "Ekvik")).heading == "Vad vill du göra?"


def test_six_pages_make_a_volunteer_to_call(visitor, clock, centre, rows):
    page = walk(visitor, clock)

    [made], [todo] = rows(Volunteer), rows(Todo)
    assert page.heading == "Tack, vi har fått din anmälan"
    assert "senast torsdag 26 november" in page.text
    assert (made.first_name, made.phone, made.postcode) == ("Gunvor", "+46701740612", "75320")
    assert (made.forms, made.modes, made.reach_minutes) == (["home", "out"], ["bus"], 20)
    assert made.languages == {"finnish": 2, "swedish": 2}
    assert (made.source, made.state, todo.volunteer_id) == ("signup", "interested", made.id)
    assert rows(Draft) == []


def test_r85_who_answers_for_the_data_stands_before_the_first_field(visitor, centre, database):
    with database.writing() as session:
        session.execute(sa.text("UPDATE centres SET owner_name = 'Föreningen Handen'"))

    page = visitor.open(START)

    before = page.html[: page.html.index('name="what"')]
    for words in ("Föreningen Handen ansvarar", "överenskommelse", "jämförs", "6 månader"):
        assert words in before
    for words in ("rätta eller ta bort", "Integritetsskyddsmyndigheten"):
        assert words in before


def test_r2_ground_follows_who_owns_the_centre(visitor, database, clock):
    with database.writing() as session:
        make.a_centre(session, code="ekvik", owner_type=OwnerType.MUNICIPALITY)

    assert "allmänt intresse" in visitor.open(START).text


def test_r81_titles_carry_no_names(visitor, clock, centre):
    page = walk(visitor, clock, until="kontakt")
    faulty = visitor.send(page, {"first_name": "Gunvor"}, expect=422)

    assert faulty.title == "Fel: Hur vi når dig, steg 6 av 6, bli volontär – Handslag"


def test_unknown_centre_is_not_found(visitor, centre):
    visitor.open("/anmalan/ingenstans", expect=404)


def test_a_fault_keeps_all_that_was_typed(visitor, clock, centre):
    page = walk(visitor, clock, until="var")

    faulty = visitor.send(page, {"postcode": "12", "modes": ["walk"], "far": "10"}, expect=422)
    again = visitor.open(f"{START}/var")

    assert "Skriv fem siffror" in faulty.text
    assert faulty.form().fields["postcode"] == again.form().fields["postcode"] == ["12"]
    assert again.form().fields["modes"] == ["walk"]


def test_going_back_shows_what_was_said(visitor, clock, centre):
    walk(visitor, clock, until="sprak")

    page = visitor.open(START)

    assert page.form().fields["what"] == ["visit", "out"]


def test_draft_ends_after_seven_days(visitor, clock, centre):
    walk(visitor, clock, until="sprak")
    clock.now += timedelta(days=8)

    assert "what" not in visitor.open(START).form().fields


def test_draft_of_one_browser_is_nothing_to_another(visitor, app, clock, centre):
    walk(visitor, clock, until="sprak")

    assert "what" not in Visitor(app).open(START).form().fields


def test_page_that_was_skipped_is_asked_for(visitor, clock, centre, rows):
    visitor.send(visitor.open(START), ANSWERS["vad"])
    clock.now += timedelta(minutes=1)

    page = visitor.send(visitor.open(f"{START}/kontakt"), ANSWERS["kontakt"])

    assert page.url == f"{START}/nar"
    assert "Fyll i den här sidan först" in page.text
    assert rows(Volunteer) == []


def test_r27_identity_number_is_refused_and_kept_nowhere(visitor, clock, centre, database):
    page = walk(visitor, clock, until="kontakt")

    faulty = visitor.send(page, ANSWERS["kontakt"] | {"surname": IDENTITY_NUMBER}, expect=422)

    assert "ser ut som ett personnummer" in faulty.text
    with database.reading() as session:
        kept = session.scalar(sa.select(Draft.typed))
    assert "8112" not in str(kept)
    assert kept["kontakt"]["first_name"] == ["Gunvor"]


def test_r27_what_stands_beside_an_identity_number_is_kept(visitor, clock, centre):
    likes = ["c:music", "w:Canasta", "Boule, 19480512-1235"]

    visitor.send(visitor.open(START), {"what": ["visit"], "likes": likes}, expect=422)
    again = visitor.open(START)

    assert again.form().fields["likes"][:2] == ["c:music", "w:Canasta"]
    assert "Boule" in again.html
    assert "1235" not in again.html


# ── times ─────────────────────────────────────────────────────────────────────────────────────


def test_r96_words_about_times_are_said_back_before_they_count(visitor, clock, centre, rows):
    page = walk(visitor, clock, until="nar")

    echoed = visitor.send(page, {"said": "tisdagar fm", "week": ["8"]})
    assert "Jag förstod: tisdagar 9–12. Stämmer det?" in echoed.text
    assert "Rutorna för onsdagar 17–21 räknas inte." in echoed.text

    page = visitor.send(echoed, {"agreed": "tisdagar fm"})
    assert page.url == f"{START}/var"


def test_what_she_wrote_is_said_back_as_hers_when_an_answer_has_taken_its_place(
    visitor, clock, centre
):
    page = visitor.open(f"{START}/nar")
    asked = visitor.send(page, {"said": "tisdagar fm, inte i jul"})

    answer = "24 december–26 december 2026"
    said_back = visitor.send(asked, {"said": "tisdagar fm, inte i jul", "answer": answer})

    assert "Du skrev: ”tisdagar fm, inte i jul”" in said_back.text
    anew = visitor.send(said_back, {"said": "onsdagar em"})
    assert "Du skrev: ”onsdagar em”" in anew.text


def test_r96_what_is_unsure_is_asked_and_the_answer_is_said_back(visitor, clock, centre):
    page = walk(visitor, clock, until="nar")

    asked = visitor.send(page, {"said": "tisdagar efter 5"})
    echoed = visitor.send(asked, {"answer": "från 17"})

    assert "Vilken tid på dygnet" in asked.text
    assert "Jag förstod: tisdagar 17–21. Stämmer det?" in echoed.text

    visitor.send(echoed, {"agreed": "tisdagar från 17"})
    assert 'id="week-5" checked' in visitor.open(f"{START}/nar").html


def test_question_that_is_passed_by_says_what_it_waits_for(visitor, clock, centre):
    page = walk(visitor, clock, until="nar")
    asked = visitor.send(page, {"said": "tisdagar efter 5"})

    faulty = visitor.send(asked, expect=422)

    assert "En fråga är kvar" in faulty.text
    assert faulty.link("Välj ett svar, eller ”Fråga mig när ni ringer”.") == "#answer-0"
    assert faulty.title.startswith("Fel: ")
    echoed = visitor.send(faulty, {"answer": "från 17"})
    faulty = visitor.send(echoed, expect=422)
    assert "Välj ”Ja, det stämmer” eller ”Fråga mig när ni ringer”." in faulty.text


def test_r96_words_that_say_nothing_to_us_are_no_understanding(visitor, clock, centre):
    page = walk(visitor, clock, until="nar")

    asked = visitor.send(page, {"said": "bla bla"})

    assert "Vi förstod inte tiderna." in asked.text
    assert "Jag förstod" not in asked.text
    assert visitor.send(asked, {"later": "bla bla"}).url == f"{START}/var"


@pytest.mark.parametrize(
    ("said", "name", "words"),
    [
        ("tisdagar fm", "agreed", "Tiderna stämmer, fortsätt"),
        ("bla bla", "later", "Fortsätt, och fråga mig sedan"),
    ],
)
def test_r96_the_pages_own_button_says_what_it_answers_and_goes_on(
    visitor, clock, centre, said, name, words
):
    asked = visitor.send(walk(visitor, clock, until="nar"), {"said": said})

    [own] = [one for one in asked.every("button") if one.text == words]

    assert (own.get("name"), own.get("value")) == (name, said)
    assert visitor.send(asked, {name: said}).url == f"{START}/var"


def test_postcode_not_found_or_far_is_asked_about_once(visitor, clock, centre):
    page = walk(visitor, clock, until="var")
    said = ANSWERS["var"] | {"postcode": "99999"}

    asked = visitor.send(page, said)
    assert "Vi hittar inte postnumret 999 99. Stämmer det?" in asked.text
    said["postcode"] = "903 26"
    asked = visitor.send(asked, said)

    assert "Postnumret 903 26 är i Umeå, långt från oss. Stämmer det?" in asked.text
    [answer] = [one.text for one in asked.every("button") if one.get("autofocus") is not None]
    assert answer == "Ja, det stämmer"
    assert visitor.send(asked, said).url == f"{START}/sprak"


def test_r96_words_left_for_the_call_are_kept_and_count_for_nothing(visitor, clock, centre, rows):
    said = "lite då och då efter 5"
    page = walk(visitor, clock, until="nar")
    page = visitor.send(page, {"week": ["3"], "said": said})
    page = visitor.send(page, {"later": said})
    for step in ("var", "sprak", "inte", "kontakt"):
        clock.now += timedelta(seconds=20)
        page = visitor.send(page, ANSWERS[step])

    [made] = rows(Volunteer)
    assert made.availability_said == said
    assert [part["days"] for part in made.availability["habit"][0][1]] == [[1]]


def test_no_time_at_all_is_a_fault_with_a_way_out(visitor, clock, centre):
    page = walk(visitor, clock, until="nar")

    faulty = visitor.send(page, {}, expect=422)
    page = visitor.send(faulty, {"ask": "y"})

    assert "Fråga mig från gång till gång" in faulty.text
    assert page.url == f"{START}/var"


# ── words ─────────────────────────────────────────────────────────────────────────────────────


def test_r93_unknown_word_is_kept_as_written_after_proposals_were_shown(
    visitor, clock, centre, rows
):
    page = visitor.open(START)

    asked = visitor.send(page, {"what": ["visit"], "likes": ["tågresor, modelljärnväg"]})
    assert "Menade du något av det här?" in asked.text

    page = visitor.send(asked, {"likes": ["w:tågresor", "w:modelljärnväg", "c:travel"]})
    for step in ("nar", "var", "sprak", "inte", "kontakt"):
        clock.now += timedelta(seconds=20)
        page = visitor.send(page, ANSWERS[step])

    likes = {(word.written, word.concept) for word in rows(VolunteerWord) if word.stance == "likes"}
    assert likes == {("tågresor", None), ("modelljärnväg", None), ("resor", "travel")}


# ── what is sensitive ─────────────────────────────────────────────────────────────────────────


def test_r95_sensitive_facts_are_asked_about_before_they_are_kept(visitor, clock, centre, rows):
    page = walk(visitor, clock, until="kontakt", inte={"allergies": ["dog"]})

    faulty = visitor.send(page, ANSWERS["kontakt"], expect=422)
    assert "allergi mot hund" in faulty.text
    assert rows(Volunteer) == []

    visitor.send(faulty, {"health": "yes"})
    [made], [yes] = rows(Volunteer), rows(Consent)
    assert made.traits["bears"][Trait.DOG] == Bears.ALLERGY
    assert (yes.volunteer_id, yes.kind) == (made.id, "health")


def test_r95_yes_to_sensitive_facts_is_asked_for_together_with_the_other_faults(
    visitor, clock, centre
):
    page = walk(visitor, clock, until="kontakt", inte={"allergies": ["dog"]})

    faulty = visitor.send(page, ANSWERS["kontakt"] | {"first_name": ""}, expect=422)

    assert "2 saker behöver rättas" in faulty.text
    assert "Välj om vi får spara det." in faulty.text


def test_r95_a_no_leaves_the_sensitive_facts_out(visitor, clock, centre, rows):
    answers = ANSWERS["kontakt"] | {"health": "no"}

    page = walk(visitor, clock, until="kontakt", sprak={"languages": ["c:swedish", "c:sami"]})
    visitor.send(page, answers)

    [made] = rows(Volunteer)
    assert made.languages == {"swedish": 2}
    assert rows(Consent) == []


# ── robots, and who is known ──────────────────────────────────────────────────────────────────


def test_r82_known_address_gets_the_same_answer_and_a_call(visitor, app, clock, centre, rows):
    first = walk(visitor, clock)

    again = walk(Visitor(app), clock)

    assert again.text == first.text
    assert len(rows(Volunteer)) == 1
    assert sorted(todo.facts.get("again", False) for todo in rows(Todo)) == [False, True]


def test_what_a_known_person_writes_again_is_shown_for_the_call_and_changes_nothing(
    visitor, app, database, clock, centre, rows
):
    walk(visitor, clock)
    walk(Visitor(app), clock, var={"postcode": "752 37"}, vad={"likes": ["c:chess"]})
    with database.writing() as session:
        hashed = make.hashed("ett lösenord som är långt")
        lena = make.an_account(session, session.get(Centre, centre), password_hash=hashed)

    [made] = rows(Volunteer)
    coordinator = Visitor(app)
    coordinator.sign_in(lena.email, "ett lösenord som är långt")
    page = coordinator.open(f"/volontarer/{made.id}")

    assert "I sin nya anmälan skrev volontären annat" in page.text
    assert "75237" in page.text
    assert made.postcode == "75320"
    assert [word.concept for word in rows(VolunteerWord) if word.stance == "likes"] == ["music"]


def test_r82_who_fills_in_the_hidden_field_is_told_and_not_taken_in(visitor, clock, centre, rows):
    page = walk(visitor, clock, until="kontakt")

    faulty = visitor.send(page, ANSWERS["kontakt"] | {"website": "http://x"}, expect=422)

    assert "Töm fältet" in faulty.text
    assert rows(Volunteer) == []


def test_r82_six_pages_in_a_second_are_too_quick(visitor, clock, centre, rows):
    page = visitor.open(START)
    for step, answers in ANSWERS.items():
        page = visitor.send(page, answers, expect=422 if step == "kontakt" else 200)

    assert "tryck en gång till" in page.text
    assert rows(Volunteer) == []

    assert visitor.send(page).heading.startswith("Tack")


def test_who_goes_back_to_what_is_sent_is_told_so_and_signs_up_once(visitor, clock, centre, rows):
    last = walk(visitor, clock, until="kontakt")
    visitor.send(last, ANSWERS["kontakt"])

    again = visitor.send(last, ANSWERS["kontakt"])

    assert (
        again.heading == visitor.open(f"{START}/kontakt").heading == "Tack, vi har fått din anmälan"
    )
    assert "redan skickad" in again.text
    assert (len(rows(Volunteer)), rows(Draft)) == (1, [])


def test_somebody_else_signs_up_on_the_same_computer(visitor, clock, centre, rows):
    walk(visitor, clock)

    walk(visitor, clock, kontakt={"first_name": "Harry", "phone": "070-174 06 13"})

    assert {made.first_name for made in rows(Volunteer)} == {"Gunvor", "Harry"}


def test_r82_too_many_from_one_address_wait(visitor, app, clock, centre, rows):
    for number in range(FROM_ADDRESS.free):
        kontakt = {"phone": f"070-174 06 {10 + number}"}
        walk(Visitor(app), clock, kontakt=kontakt)
    page = walk(visitor, clock, until="kontakt")

    refused = visitor.send(page, ANSWERS["kontakt"] | {"phone": "070-174 06 99"}, expect=422)

    assert "Många anmäler sig härifrån" in refused.text
    assert len(rows(Volunteer)) == FROM_ADDRESS.free


def test_draft_keeps_what_the_page_asks_for_and_nothing_else(visitor, clock, centre, rows):
    form = visitor.open(START).form()
    sent = {"what": ["visit"], "likes": ["y" * 40_000], "surprise": ["x" * 40_000]}
    visitor.post(START, {"csrf_token": form.fields["csrf_token"], **sent}, expect=422)
    (kept,) = rows(Draft)
    assert set(kept.typed["vad"]) == {"what", "likes"}
    assert len(str(kept.typed)) < 1_000


def test_more_words_than_anybody_says_are_refused(visitor, clock, centre, rows):
    form = visitor.open(START).form()
    sent = {"what": ["visit"], "likes": [f"w:ord {n}" for n in range(101)]}
    page = visitor.post(START, {"csrf_token": form.fields["csrf_token"], **sent}, expect=422)
    assert "Högst 100 ord får plats" in page.text


def test_r15_too_young_is_told_kindly(visitor, clock, centre):
    page = walk(visitor, clock, until="kontakt")

    faulty = visitor.send(page, ANSWERS["kontakt"] | {"birth_year": "2015"}, expect=422)

    assert "fyllt 15 år" in faulty.text


def test_telephone_or_address_is_enough(visitor, clock, centre, rows):
    page = walk(visitor, clock, until="kontakt")

    neither = visitor.send(page, ANSWERS["kontakt"] | {"phone": ""}, expect=422)
    visitor.send(neither, {"email": "gunvor@example.org"})

    assert [made.email for made in rows(Volunteer)] == ["gunvor@example.org"]


def test_address_is_confirmed_by_a_link_in_a_letter(visitor, clock, centre, database):
    answers = {"email": "gunvor@example.org"}

    page = walk(visitor, clock, kontakt=ANSWERS["kontakt"] | answers)

    assert "Vi har skickat en länk till din e-post" in page.text
    with database.writing() as session:
        [letter] = outbox.claim(session, at=AT + timedelta(hours=1))
    assert (letter.to, "/min-sida/in/" in letter.text) == ("gunvor@example.org", True)


def test_whole_way_in_english(visitor, clock, centre, rows):
    visitor.open(f"{START}?lang=en")

    page = walk(visitor, clock)

    assert page.heading == "Thank you, we have received your form"
    assert rows(Volunteer)[0].language == "en"


def test_sign_up_alone_never_makes_a_volunteer_matchable(visitor, clock, centre, database, rows):
    walk(visitor, clock)
    [made] = rows(Volunteer)

    with database.writing() as session:
        page = volunteers.one(session, made.id, centre=centre, by="x", at=clock.now)

    assert page.cleared_for == ()
