"""The recipients' rooms, as a coordinator uses them, and what they never take in."""

import logging
from datetime import date

import pytest

from matcher.domain.consent import ConsentKind
from matcher.domain.people import WordStance
from matcher.domain.recipients import RecipientState
from matcher.store.audit import Deed, Look
from matcher.store.needs import Need
from matcher.store.recipients import Consent, HomeFact, Recipient, RecipientAddress
from tests import make
from tests.web.desk import IDENTITY_NUMBER, rows, text_fields

NEW = "/mottagare/ny/uppgifter?skyddad=nej"
TOLD = {
    "first_name": "Aino",
    "phone": "070-174 06 22",
    "said_on": "2026-11-20",
    "heard_by": "Lena",
    "channel": "phone",
}


@pytest.fixture
def add(database, centre):
    """add(first_name="Aino"): a recipient of our centre; her address."""

    def added(**columns):
        with database.writing() as session:
            return f"/mottagare/{make.a_recipient(session, centre, **columns).id}"

    return added


def test_code_that_lists_tell_namesakes_apart_by_stands_on_her_page_till_her_year_is_known(
    lena, add, database
):
    name = {"first_name": "Aino", "surname": "Salo", "birth_year": None}
    one, other = add(**name), add(**name)
    code = f"({one[-3:]})"
    listed = lena.open("/mottagare/").text
    said = f"I listor står {code} efter namnet. Skriv födelseåret, så står det där i stället."

    assert code in listed
    assert said in lena.open(one).text
    with database.writing() as session:
        session.get(Recipient, one.rpartition("/")[2]).birth_year = 1938
    assert "I listor står" not in lena.open(one).text
    assert "I listor står" in lena.open(other).text


def test_r63_page_shows_who_may_be_the_same_person_already_waiting(lena, add):
    first = add(first_name="Svea", surname="Holmgren", phone="+46846500499")
    again = add(first_name="Svea", surname="", phone="+46846500499")

    page = lena.open(again)

    assert "Svea Holmgren, väntar sedan" in page.text
    assert f'href="{first}"' in page.html


def test_r63_question_of_a_death_names_who_may_be_the_same_and_is_not_stopped_by_it(lena, add):
    add(first_name="Svea", surname="Holmgren", phone="+46846500499")
    again = add(first_name="Svea", surname="", phone="+46846500499")

    asked = lena.open(f"{again}/avliden").text

    assert "Svea Holmgren, väntar sedan" in asked
    assert "Anteckna i så fall dödsfallet där också." in asked


# ── taken in ──────────────────────────────────────────────────────────────────────────────────


def test_first_question_comes_before_any_name(lena):
    page = lena.open("/mottagare/ny/uppgifter")

    assert page.heading == "Har personen skyddade personuppgifter?"
    assert page.form().names() == {"csrf_token", "skyddad"}


def test_first_question_unanswered_is_asked_again(lena):
    page = lena.send(lena.open("/mottagare/ny"), expect=422)

    assert page.title.startswith("Fel:")


def test_r24_yes_leads_to_the_stop_page_and_stores_nothing(lena, database):
    page = lena.send(lena.open("/mottagare/ny"), {"skyddad": "ja"})

    assert page.heading == "Skriv ingenting här."
    assert rows(database, Recipient) == []


def test_r24_form_posted_with_a_yes_stores_and_logs_nothing(lena, database, caplog):
    form = lena.open(NEW).form()
    before = len(rows(database, Deed)), len(rows(database, Look))
    caplog.set_level(logging.DEBUG)

    answers = form.fields | TOLD | {"first_name": "Zzkanin", "protected": "ja"}
    page = lena.post("/mottagare/ny/uppgifter", answers)

    assert page.heading == "Skriv ingenting här."
    assert rows(database, Recipient) == []
    assert (len(rows(database, Deed)), len(rows(database, Look))) == before
    assert "Zzkanin" not in caplog.text + page.html


def test_person_is_taken_in_with_her_yes_and_what_she_would_like(lena, database):
    form = lena.open(NEW)
    told = TOLD | {"does": "promenad", "week": ["3", "4"], "health": "y", "street": "Gatan 1"}
    told |= {"function": ["hearing_loss"], "home_cat": "yes", "priority_class": "2"}

    page = lena.send(form, told)

    (person,), (need,) = rows(database, Recipient), rows(database, Need)
    assert page.url == f"/mottagare/{person.id}"
    assert (person.phone, person.state) == ("+46701740622", RecipientState.WAITING)
    assert {yes.kind for yes in rows(database, Consent)} == {
        ConsentKind.MATCHING,
        ConsentKind.HEALTH,
    }
    assert (need.recipient_id, need.minutes) == (person.id, 60)
    assert [address.street for address in rows(database, RecipientAddress)] == ["Gatan 1"]
    assert [(fact.trait, fact.present) for fact in rows(database, HomeFact)] == [("cat", True)]


@pytest.mark.parametrize("missing", ["said_on", "heard_by", "channel"])
def test_r19_nobody_is_taken_in_without_who_heard_the_yes_when_and_how(lena, database, missing):
    told = {name: value for name, value in TOLD.items() if name != missing}
    blank = {} if missing == "channel" else {missing: ""}

    page = lena.send(lena.open(NEW), told | blank, expect=422)

    assert rows(database, Recipient) == []
    assert page.form().fields["first_name"] == ["Aino"]
    assert page.title.startswith("Fel:")


def test_r95_function_without_the_yes_for_it_saves_neither_person_nor_need(lena, database):
    page = lena.send(lena.open(NEW), TOLD | {"function": ["hearing_loss"]}, expect=422)

    assert "Fråga om samtycke först" in page.text
    assert rows(database, Recipient) == rows(database, Need) == []


def test_need_that_volunteers_never_do_saves_neither_person_nor_need(lena, database):
    told = TOLD | {"about": "Hjälpa henne att duscha"}

    page = lena.send(lena.open(NEW), told, expect=422)

    assert "hemtjänsten" in page.text
    assert rows(database, Recipient) == rows(database, Need) == rows(database, Consent) == []
    assert page.form().fields["about"] == ["Hjälpa henne att duscha"]


def test_r26_door_code_is_asked_about_and_saved_only_when_it_is_none(lena, database):
    page = lena.send(lena.open(NEW), TOLD | {"background": "portkod 1234"}, expect=422)
    assert rows(database, Recipient) == []

    lena.send(page, {"sure": "y"})

    assert [person.background for person in rows(database, Recipient)] == ["portkod 1234"]


def test_r22_function_is_chosen_from_a_list(lena):
    form = lena.open(NEW).form()
    kinds = {e.get("type") for e in form.element.iter("input") if e.get("name") == "function"}

    assert kinds == {"checkbox"}
    assert not any("diagnos" in name for name in form.names())


def test_r27_identity_number_is_refused_in_every_text_field_of_the_intake(lena, database):
    form = lena.open(NEW)
    fields = text_fields(form.form())
    assert {"first_name", "surname", "street", "town", "background", "about", "said"} <= fields

    for name in sorted(fields):
        page = lena.send(form, TOLD | {name: f"Ring {IDENTITY_NUMBER}"}, expect=422)
        assert "personnummer" in page.text or "tal mellan" in page.text, name

    assert rows(database, Recipient) == []


def test_r27_identity_number_is_refused_in_every_text_field_of_a_change(lena, database, add):
    address = add()
    form = lena.open(f"{address}/andra")

    for name in sorted(text_fields(form.form())):
        page = lena.send(form, {name: f"Ring {IDENTITY_NUMBER}"}, expect=422)
        assert "personnummer" in page.text, name

    assert [person.version for person in rows(database, Recipient)] == [1]


@pytest.mark.parametrize("url", ["/mottagare/", "/organisationer/"])
def test_r27_identity_number_is_refused_in_the_search(lena, url):
    assert "personnummer" in lena.open(f"{url}?sok={IDENTITY_NUMBER}").text


def test_r27_identity_number_is_refused_where_a_yes_is_written_down(lena, database, add):
    page = lena.open(f"{add()}/samtycken")
    told = {"kind": "survey", "channel": "phone", "heard_by": IDENTITY_NUMBER}

    assert "personnummer" in lena.send(page, told, expect=422).text
    assert len(rows(database, Consent)) == 1


def test_r19_yes_of_a_year_before_the_law_is_a_slip_and_not_kept(lena, database, add):
    page = lena.open(f"{add()}/samtycken")
    told = {"kind": "survey", "said_on": "1999-01-01", "channel": "paper", "heard_by": "Lena"}

    assert "Är året rätt?" in lena.send(page, told, expect=422).text
    assert len(rows(database, Consent)) == 1


# ── one person ────────────────────────────────────────────────────────────────────────────────


def test_list_can_be_read_by_the_longest_wait(lena, add):
    add(first_name="Ada", waiting_since=date(2026, 11, 1))
    add(first_name="Bo", waiting_since=date(2026, 9, 1))
    add(first_name="Siv", waiting_since=date(2026, 1, 1), state=RecipientState.MATCHED)

    listed = lena.open("/mottagare/?ordna=vantan").text

    assert listed.index("Bo ") < listed.index("Ada ") < listed.index("Siv ")


def test_page_tells_the_wait_against_the_promise(lena, add):
    page = lena.open(add(priority_class=1, waiting_since=date(2026, 7, 13)))

    assert "Väntat 19 veckor" in page.text
    assert "11 veckor över löftet" in page.text or "över löftet" in page.text


def test_r79_each_look_at_a_person_is_logged(lena, database, add):
    address = add()
    lena.open(address)

    looks = [(look.view, look.about_id) for look in rows(database, Look)]
    assert looks == [("recipients.one", address.rpartition("/")[2])]


def test_r20_page_hides_health_facts_without_consent(lena, add):
    words = [(WordStance.FUNCTION, "hearing_loss")]

    assert "örselnedsättning" not in lena.open(add(words=words)).text
    told = add(words=words, consents=("matching", "health"))
    assert "örselnedsättning" in lena.open(told).text


def test_r25_unknown_of_the_home_is_a_question_and_not_a_no(lena, add):
    page = lena.open(add(home=[("cat", False)]))

    assert "Ingen katt" in page.text
    assert "Hund?" in page.text
    assert "Ingen hund" not in page.text


def test_title_and_address_say_no_name(lena, add):
    page = lena.open(add(first_name="Zzkanin"))

    assert "Zzkanin" in page.heading
    assert "Zzkanin" not in page.title + page.url


def test_person_is_changed_and_keeps_her_wait(lena, database, add):
    address = add()

    lena.send(lena.open(f"{address}/andra"), {"first_name": "Aina"})

    (person,) = rows(database, Recipient)
    assert (person.first_name, person.waiting_since) == ("Aina", date(2026, 7, 13))


def test_who_was_second_to_save_sees_what_happened(lena, database, add):
    address = add()
    read = lena.open(f"{address}/andra")
    lena.send(lena.open(f"{address}/andra"), {"first_name": "Aina"})

    page = lena.send(read, {"first_name": "Anna"}, expect=422)

    assert "Någon annan har sparat" in page.text
    assert page.form().fields["first_name"] == ["Anna"]


def test_yes_is_given_and_taken_back(lena, database, add):
    address = add(words=[(WordStance.FUNCTION, "hearing_loss")])
    page = lena.open(f"{address}/samtycken")
    said = {"said_on": "2026-11-20", "channel": "phone"}
    lena.send(page, {"kind": ["health", "sketch"]} | said)

    asked = lena.open(f"{address}/samtycken/health/ta-tillbaka")
    page = lena.send(asked)

    assert "Borttaget" in page.text
    by_kind = {yes.kind: yes.withdrawn_on for yes in rows(database, Consent)}
    assert by_kind[ConsentKind.HEALTH] == date(2026, 11, 23)
    assert by_kind[ConsentKind.SKETCH] is None


def test_call_without_an_answer_to_how_it_went_is_refused(lena, add):
    address = add()

    page = lena.send(lena.open(address), action=f"{address}/samtal", expect=422)

    assert "Välj hur samtalet gick" in page.text


def test_call_is_noted(lena, add):
    address = add()

    page = lena.send(lena.open(address), {"outcome": "still_waiting"}, action=f"{address}/samtal")

    assert "måndag 4 januari" in page.text


@pytest.mark.parametrize(
    ("deed", "state"),
    [
        ("avsluta", RecipientState.ENDED),
        ("hanvisad", RecipientState.REFERRED_ON),
        ("avliden", RecipientState.DECEASED),
    ],
)
def test_ending_says_what_happens_before_it_does(lena, database, add, deed, state):
    address = add()
    page = lena.open(f"{address}/{deed}")
    assert "Det här händer" in page.text

    lena.send(page)

    assert [person.state for person in rows(database, Recipient)] == [state]
    assert lena.open(address).status == 200


@pytest.mark.parametrize("deed", ["avsluta", "hanvisad", "avliden", "skydda", "begransa", "kopia"])
def test_r63_page_before_a_deed_tells_two_of_the_same_name_apart(lena, add, deed):
    page = lena.open(f"{add(phone='+46701740699', birth_year=1938)}/{deed}")

    assert "Aino Karvonen, född 1938, 070-174 06 99" in page.text


def test_pause_and_back(lena, database, add):
    address = add()
    lena.send(lena.open(address), action=f"{address}/paus")
    paused = [person.state for person in rows(database, Recipient)]
    lena.send(lena.open(address), action=f"{address}/tillbaka")

    assert paused == [RecipientState.PAUSED]
    assert [person.state for person in rows(database, Recipient)] == [RecipientState.WAITING]


def test_list_filters_and_says_when_nobody_is_found(lena, add):
    add(first_name="Åke")
    add(first_name="Bo", state=RecipientState.PAUSED)

    assert "Åke K." in lena.open("/mottagare/?sok=ake").text
    assert "Åke K." not in lena.open("/mottagare/?lage=paused").text
    assert "Ingen hittades" in lena.open("/mottagare/?sok=qqq").text


def test_list_says_where_as_her_own_page_does(lena, add):
    add(first_name="Åke", postcode="75320")
    add(first_name="Bo", postcode="99999", place=None)

    page = lena.open("/mottagare/")

    assert "Uppsala" in page.text
    assert "75320" not in page.text
    assert "999 99" in page.text


def test_empty_list_says_what_comes_next(lena):
    assert "Ta in den första" in lena.open("/mottagare/").text


# ── other centres ─────────────────────────────────────────────────────────────────────────────

OPENED = ["", "/andra", "/samtycken", "/samtycken/matching/ta-tillbaka", "/avliden", "/avsluta"]
POSTED = ["/andra", "/samtycken", "/samtycken/matching/ta-tillbaka", "/samtal", "/paus"]
POSTED += ["/tillbaka", "/avsluta", "/hanvisad", "/avliden"]


def test_r1_another_centres_person_is_not_found_on_any_route(lena, database):
    with database.writing() as session:
        theirs = make.a_recipient(session, make.a_centre(session), first_name="Zzkanin").id
    token = lena.open("/mottagare/ny").form().fields["csrf_token"][0]
    answers = {"csrf_token": token, "on": "2026-11-23", "outcome": "no_answer"}

    for path in [*OPENED, "/hanvisad"]:
        lena.open(f"/mottagare/{theirs}{path}", expect=404)
    for path in POSTED:
        data = answers | TOLD | {"kind": "survey", "version": "1"}
        lena.post(f"/mottagare/{theirs}{path}", data, expect=404)
    lena.open(f"/uppdrag/ny/mottagare/{theirs}", expect=404)
    assert "Zzkanin" not in lena.open("/mottagare/").text


def test_who_has_read_stands_once_with_the_days(lena, add):
    page = add(first_name="Aino")
    for _again in "123":
        shown = lena.open(page)

    assert shown.text.count("personens sida") == 1


def test_number_to_call_is_one_button_also_where_a_call_is_to_be_made(lena):
    page = lena.send(lena.open(NEW), TOLD)

    numbers = [e.get("class") or "" for e in page.every("a") if "tel:+46701740622" in e.get("href")]
    assert "Inget att göra om personen just nu." not in page.text
    assert [name for name in numbers if "btn" in name] == ["btn num"]
