"""Telling a centre of somebody: in public, and by telephone at a coordinator's desk."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from matcher.domain.accounts import OwnerType
from matcher.domain.consent import Channel, ConsentKind
from matcher.domain.plans import TodoKind
from matcher.domain.recipients import RecipientState
from matcher.services.referrals import FROM_ADDRESS
from matcher.store.drafts import Draft
from matcher.store.recipients import Consent, Recipient
from matcher.store.referrals import Referral
from matcher.store.todos import Todo
from tests import make
from tests.web.desk import AT, IDENTITY_NUMBER, rows, text_fields

START = "/hanvisa/ekvik"
NURSE = {
    "kind": "home_care",
    "caller_name": "Nina Nilsson",
    "caller_phone": "070-174 06 33",
    "own_yes": "ja",
    "said_on": "2026-11-20",
    "channel": "in_person",
}
AINO = {"first_name": "Aino", "phone": "070-174 06 44"}


@pytest.fixture
def clock(app):
    """What time it is; `clock.now += …` lets it pass."""

    class Clock:
        now = AT

    app.config["CLOCK"] = lambda: Clock.now
    return Clock


@pytest.fixture
def ekvik(database, clock):
    with database.writing() as session:
        return make.a_centre(session, code="ekvik", owner_type=OwnerType.MUNICIPALITY)


def first(visitor, answer="nej"):
    return visitor.send(visitor.open(START), {"skyddad": answer})


def to_the_person(visitor, clock, **changes):
    page = first(visitor)
    clock.now += timedelta(seconds=40)
    page = visitor.send(page.form(f"{START}/du"), NURSE | changes)
    clock.now += timedelta(seconds=40)
    return page


def send(visitor, page, answers, expect=200):
    return visitor.send(page.form(f"{START}/personen"), answers, expect=expect)


def test_home_care_refers_somebody_who_has_said_yes(visitor, clock, ekvik, database):
    page = send(visitor, to_the_person(visitor, clock), AINO)

    [person], [yes], [todo] = (rows(database, model) for model in (Recipient, Consent, Todo))
    assert page.heading == "Tack, vi har fått det"
    assert "senast måndag 30 november" in page.text
    assert (person.first_name, person.phone) == ("Aino", "+46701740644")
    assert (person.state, yes.kind, todo.kind) == ("enquiry", "sharing", "hear_consent")
    assert rows(database, Draft) == []


def test_list_of_who_goes_first_is_there_for_all_to_read(visitor, clock, ekvik):
    page = send(visitor, to_the_person(visitor, clock), AINO)

    assert "1 – bor ensam och träffar ingen" in page.text
    assert "Ett förslag inom" in page.text


def test_r85_who_answers_for_the_data_stands_before_the_first_field(visitor, ekvik):
    page = visitor.open(START)

    before = page.html[: page.html.index('name="skyddad"')]
    for words in ("ansvarar", "allmänt intresse", "6 månader", "Integritetsskyddsmyndigheten"):
        assert words in before


@pytest.mark.parametrize("path", [START, f"{START}/du", f"{START}/personen"])
def test_r24_yes_to_protected_identity_stops_and_stores_nothing(visitor, ekvik, database, path):
    page = first(visitor, "ja")

    assert page.heading == "Skriv ingenting här. Ring oss."
    assert visitor.open(path).url == START
    assert rows(database, Draft) == rows(database, Recipient) == rows(database, Referral) == []


def test_r24_name_posted_past_the_first_question_is_not_stored(visitor, ekvik, database):
    token = visitor.open(START).form().fields["csrf_token"][0]

    for path in ("du", "personen"):
        visitor.post(f"{START}/{path}", NURSE | AINO | {"csrf_token": token})

    assert rows(database, Draft) == rows(database, Recipient) == []


def test_r19_person_who_has_not_been_asked_is_not_asked_about(visitor, clock, ekvik, database):
    page = to_the_person(visitor, clock, own_yes="inte")

    assert page.heading == "Fråga personen först"
    assert visitor.open(f"{START}/personen").url == f"{START}/du"
    assert rows(database, Recipient) == []


def test_r19_referrer_can_be_called_back_and_only_that_is_kept(visitor, clock, ekvik, database):
    page = to_the_person(visitor, clock, own_yes="inte", workplace="Kvarnbyn hos Aino")

    page = visitor.send(page.form(f"{START}/fraga-forst"))

    [row], [todo] = rows(database, Referral), rows(database, Todo)
    assert page.heading == "Vi ringer dig inom två arbetsdagar"
    assert row.workplace is None
    assert (row.name, row.recipient_id, todo.kind) == ("Nina Nilsson", None, "call_referrer")
    assert rows(database, Recipient) == rows(database, Draft) == []


def test_r82_home_carer_with_two_minutes_is_not_too_quick(visitor, clock, ekvik, database):
    clock.now += timedelta(seconds=1)
    page = first(visitor)
    clock.now += timedelta(seconds=5)  # a name and a number, from a card
    page = visitor.send(page.form(f"{START}/du"), NURSE | {"own_yes": "inte"})

    page = visitor.send(page.form(f"{START}/fraga-forst"))

    assert page.heading == "Vi ringer dig inom två arbetsdagar"


def test_r82_who_was_too_quick_is_believed_at_the_second_press(visitor, clock, ekvik, database):
    page = visitor.send(first(visitor).form(f"{START}/du"), NURSE | {"own_yes": "inte"})

    page = visitor.send(page.form(f"{START}/fraga-forst"), expect=422)
    assert "tryck en gång till" in page.text
    page = visitor.send(page.form(f"{START}/fraga-forst"))

    assert rows(database, Referral)[0].name == "Nina Nilsson"


def test_who_goes_back_to_what_is_sent_sends_nothing_twice(visitor, clock, ekvik, database):
    page = to_the_person(visitor, clock)
    send(visitor, page, AINO)

    again = send(visitor, page, AINO)

    assert (again.heading, len(rows(database, Referral))) == ("Tack, vi har fått det", 1)
    assert "redan skickat" in again.text


def test_who_asked_to_be_called_and_goes_back_is_called_once(visitor, clock, ekvik, database):
    page = to_the_person(visitor, clock, own_yes="inte")
    visitor.send(page.form(f"{START}/fraga-forst"))

    again = visitor.send(page.form(f"{START}/fraga-forst"))

    assert again.heading == "Vi ringer dig inom två arbetsdagar"
    assert len(rows(database, Todo)) == 1


def test_day_of_a_yes_begins_as_today(visitor, clock, ekvik):
    page = first(visitor)
    assert page.form(f"{START}/du").fields["said_on"] == ["2026-11-23"]

    visitor.send(page.form(f"{START}/du"), NURSE)
    assert visitor.open(f"{START}/du").form(f"{START}/du").fields["said_on"] == ["2026-11-20"]


def test_r19_yes_of_many_years_ago_is_asked_for_anew(visitor, clock, ekvik):
    page = visitor.send(
        first(visitor).form(f"{START}/du"), NURSE | {"said_on": "1999-01-01"}, expect=422
    )

    assert "mer än ett år sedan" in page.text


@pytest.mark.parametrize("missing", ["own_yes", "said_on", "channel"])
def test_r19_without_the_persons_own_yes_nothing_goes_on(visitor, clock, ekvik, database, missing):
    page = first(visitor)
    clock.now += timedelta(seconds=40)

    page = visitor.send(page.form(f"{START}/du"), NURSE | {missing: ""}, expect=422)

    assert page.title.startswith("Fel:")
    assert visitor.open(f"{START}/personen").url == f"{START}/du"
    assert rows(database, Recipient) == rows(database, Referral) == []


def test_self_referral_asks_for_nobody_elses_name(visitor, clock, ekvik, database):
    page = first(visitor)
    clock.now += timedelta(seconds=40)
    page = visitor.send(page.form(f"{START}/du"), {"kind": "self"})
    clock.now += timedelta(seconds=40)
    thanks = send(visitor, page, AINO)

    assert "Vad tycker du om?" in page.text
    assert "Vi hör av oss till dig" in thanks.text
    assert "personen" not in (page.text + thanks.text).casefold()
    [row], [person] = rows(database, Referral), rows(database, Recipient)
    assert (row.kind, row.name, person.state) == ("self", None, "enquiry")


def test_r6_postal_address_is_enough(visitor, clock, ekvik, database):
    page = to_the_person(visitor, clock)

    letter = {"first_name": "Aino", "street": "Storgatan 1"}
    page = send(visitor, page, letter, expect=422)  # nowhere to send a letter
    send(visitor, page, letter | {"town": "Uppsala"})

    assert rows(database, Recipient)[0].reach_by == "letter"


def test_fault_keeps_all_that_was_typed(visitor, clock, ekvik):
    page = to_the_person(visitor, clock)

    page = send(visitor, page, {"first_name": "Aino", "home": ["cat"]}, expect=422)
    again = visitor.open(f"{START}/personen").form(f"{START}/personen").fields

    assert "Skriv personens telefonnummer" in page.text
    assert (again["first_name"], again["home"]) == (["Aino"], ["cat"])


def test_r20_function_needs_the_persons_yes_and_is_not_kept_without(
    visitor, clock, ekvik, database
):
    page = to_the_person(visitor, clock)
    told = AINO | {"function": ["hearing_loss"]}

    page = send(visitor, page, told, expect=422)

    assert page.form(f"{START}/personen").fields["function"] == ["hearing_loss"]
    assert "function" not in rows(database, Draft)[0].typed["personen"]
    page = send(visitor, page, told | {"health": "y"}, expect=422)  # on which day is not guessed
    send(visitor, page, told | {"health": "y", "health_on": "2026-11-19"})
    assert {(yes.kind, yes.said_on.day) for yes in rows(database, Consent)} == {
        ("sharing", 20),
        ("health", 19),
    }


def test_r22_what_an_illness_is_called_is_kept_neither_as_a_word_nor_in_a_draft(
    visitor, clock, ekvik, database
):
    page = to_the_person(visitor, clock)

    page = send(visitor, page, AINO | {"likes": "har demens, sång"}, expect=422)

    assert "liknar en uppgift om medicin eller diagnos" in page.text
    assert "demens" not in repr(rows(database, Draft)[0].typed)
    assert rows(database, Recipient) == []


def test_r26_code_of_a_door_is_no_word_and_not_kept_in_a_draft(visitor, clock, ekvik, database):
    page = to_the_person(visitor, clock)

    page = send(visitor, page, AINO | {"likes": "sång, portkod 4711"}, expect=422)

    assert "liknar en portkod" in page.text
    assert "4711" not in repr(rows(database, Draft)[0].typed)
    assert rows(database, Recipient) == []


def test_r22_who_refers_is_not_taught_a_way_round_what_an_illness_is_called(visitor, clock, ekvik):
    page = send(visitor, to_the_person(visitor, clock), AINO | {"likes": "har demens"}, expect=422)

    assert "väljer du under ”Bra att veta”" in page.text
    assert "vana av demens" not in page.text


def test_r19_place_of_work_that_tells_of_the_person_is_asked_about_and_not_kept(
    visitor, clock, ekvik, database
):
    page = first(visitor)
    told = NURSE | {"workplace": "Hemtjänsten, Aino dement"}

    page = visitor.send(page.form(f"{START}/du"), told, expect=422)

    assert "liknar en uppgift om medicin eller diagnos" in page.text
    assert "Aino" not in repr(rows(database, Draft)[0].typed)
    page = visitor.send(page.form(f"{START}/du"), {"workplace": "Demensteamet", "sure": "y"})
    assert page.url == f"{START}/personen"


def test_r22_function_is_chosen_and_there_is_no_box_for_a_diagnosis(visitor, clock, ekvik):
    form = to_the_person(visitor, clock).form(f"{START}/personen")

    assert text_fields(form) == {
        "first_name", "surname", "street", "postcode", "town", "languages", "likes", "website",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["caller_name", "workplace"])
def test_r27_identity_number_is_refused_about_who_refers(visitor, ekvik, database, name):
    page = first(visitor)

    visitor.send(page.form(f"{START}/du"), NURSE | {name: IDENTITY_NUMBER}, expect=422)

    assert IDENTITY_NUMBER not in repr([draft.typed for draft in rows(database, Draft)])


@pytest.mark.parametrize(
    "name", ["first_name", "surname", "street", "town", "languages", "likes", "phone", "postcode"]
)
def test_r27_identity_number_is_refused_about_the_person(visitor, clock, ekvik, database, name):
    page = to_the_person(visitor, clock)

    send(visitor, page, AINO | {name: IDENTITY_NUMBER}, expect=422)

    assert rows(database, Recipient) == []
    assert IDENTITY_NUMBER not in repr([draft.typed for draft in rows(database, Draft)])


def test_r82_who_fills_in_the_hidden_field_is_not_taken_in(visitor, clock, ekvik, database):
    page = to_the_person(visitor, clock)

    send(visitor, page, AINO | {"website": "http://x.example"}, expect=422)

    assert rows(database, Recipient) == []


def test_r82_too_many_from_one_address_wait(visitor, clock, ekvik, monkeypatch):
    monkeypatch.setattr("matcher.services.referrals.FROM_ADDRESS", _one(FROM_ADDRESS))
    send(visitor, to_the_person(visitor, clock), AINO)

    page = send(visitor, to_the_person(visitor, clock), AINO, expect=422)

    assert "ring oss" in page.text


def _one(limit):
    from dataclasses import replace

    return replace(limit, free=1)


def test_wait_is_not_promised_where_too_few_have_begun(visitor, clock, ekvik):
    page = send(visitor, to_the_person(visitor, clock), AINO)

    assert "Det vet vi inte än." in page.text


def test_status_link_shows_five_words_and_nothing_else(visitor, clock, ekvik, database):
    page = send(visitor, to_the_person(visitor, clock), AINO)

    status = visitor.open(page.link("Se hur det går"))

    main = status.text.split("Hoppa till innehållet")[1].split("Oro för någon")[0]
    words = main.replace("Handslag", "").split()
    assert words == ["Nu:", "Mottagen", "Väntar", "Tillfrågas", "Igång", "Avslutad"]
    for secret in ("Aino", "Nina", "Ekvik", "+46", "174"):
        assert secret not in status.html


def test_status_link_is_shown_once_and_forgotten_on_a_shared_computer(visitor, clock, ekvik):
    page = send(visitor, to_the_person(visitor, clock), AINO)

    visitor.send(page.form(f"{START}/borja-om"))

    assert "Se hur det går" not in visitor.open(f"{START}/tack").text


def test_guessed_status_link_is_over(visitor, ekvik):
    assert visitor.open("/status/guessed", expect=404).heading == "Länken gäller inte längre"


def test_referral_of_somebody_known_tells_a_stranger_nothing(visitor, clock, ekvik, database):
    with database.writing() as session:
        make.a_recipient(session, ekvik, first_name="Aino", phone="+46701740644")

    page = send(visitor, to_the_person(visitor, clock), AINO)

    assert visitor.open(page.link("Se hur det går")).heading == "Mottagen"


def test_language_in_own_words_is_on_the_persons_page_and_stays_when_it_is_changed(
    lena, centre, database
):
    typed = {"skyddad": "nej", "kind": "self", "languages": ["c:swedish", "w:lite finska"]}
    page = lena.send(lena.open("/hanvisningar/ny"), typed | AINO)
    assert "Språk, med egna ord ”lite finska”" in page.text

    changed = lena.send(lena.open(f"{page.url}/andra"), {"surname": "Aalto"})

    assert "Aalto" in changed.heading
    assert "lite finska" in changed.text.casefold()


def test_r6_first_question_is_a_letter_to_who_has_only_an_address(lena, centre, database):
    typed = {"skyddad": "nej", "kind": "self", "first_name": "Ragnhild"}
    typed |= {"street": "Storgatan 4", "postcode": "753 20", "town": "Uppsala"}
    page = lena.send(lena.open("/hanvisningar/ny"), typed)

    letter = lena.open(page.link("Skriv ut frågan som brev"))

    assert "Ragnhild Storgatan 4 753 20 Uppsala" in letter.text
    assert "Vill du stå på vår väntelista" in letter.text
    assert "Svar från Ragnhild ☐ Ja, jag vill stå på väntelistan" in letter.text


@pytest.mark.parametrize("why", ["restricted", "said_gone"])
def test_r63_nobody_whose_data_rest_is_written_to(lena, centre, database, why):
    lena.send(lena.open("/hanvisningar/ny"), {"skyddad": "nej", "kind": "self"} | AINO)
    with database.writing() as session:
        person = session.scalar(sa.select(Recipient))
        if why == "restricted":
            person.restricted_at = AT
        else:
            todo = session.scalar(sa.select(Todo))
            todo.kind, todo.facts = TodoKind.SAID_GONE, {"import_id": person.id}

    page = lena.open(f"/mottagare/{person.id}/fraga")

    assert page.url == f"/mottagare/{person.id}"
    assert "Personen ska inte få den frågan nu." in page.text


# ── at a coordinator's desk ───────────────────────────────────────────────────────────────────


def test_r6_coordinator_types_in_a_self_referral_by_phone(lena, centre, database):
    page = lena.open("/hanvisningar/ny")

    page = lena.send(page, {"skyddad": "nej", "kind": "self"} | AINO)

    [person], [row] = rows(database, Recipient), rows(database, Referral)
    assert page.url == f"/mottagare/{person.id}"
    assert (person.state, row.channel, row.taken_by is None) == (
        RecipientState.ENQUIRY,
        "phone",
        False,
    )


def test_r6_who_calls_herself_comes_onto_the_waiting_list_in_the_same_call(lena, centre, database):
    page = lena.open("/hanvisningar/ny")

    page = lena.send(page, {"skyddad": "nej", "kind": "self", "waits": "y"} | AINO)

    [person] = rows(database, Recipient)
    [yes] = [one for one in rows(database, Consent) if one.kind == ConsentKind.MATCHING]
    assert person.state == RecipientState.WAITING
    assert (yes.heard_by, yes.channel) == ("Lena", Channel.PHONE)
    assert "Personen står på väntelistan." in page.text


def test_r19_nobody_else_says_yes_to_be_matched_for_her(lena, centre, database):
    page = lena.open("/hanvisningar/ny")

    page = lena.send(page, {"skyddad": "nej", "waits": "y"} | NURSE | AINO, expect=422)

    assert "Det kan bara personen själv säga ja till." in page.text
    assert rows(database, Recipient) == []


def test_r24_protected_identity_on_the_phone_stops_everything(lena, centre, database):
    page = lena.open("/hanvisningar/ny")

    page = lena.send(page, {"skyddad": "ja", "kind": "self"} | AINO)

    assert page.heading == "Skriv ingenting här."
    assert rows(database, Recipient) == []


def test_r24_first_question_must_be_answered_at_the_desk_too(lena, centre, database):
    page = lena.open("/hanvisningar/ny")

    page = lena.send(page, {"kind": "self"} | AINO, expect=422)

    assert page.link("Svara på den första frågan.") == "#skyddad-0"
    assert page.form().fields["first_name"] == ["Aino"]


def test_all_that_is_missing_is_told_together_with_the_first_question(lena, centre):
    page = lena.send(lena.open("/hanvisningar/ny"), {"kind": "self"}, expect=422)

    assert "3 saker behöver rättas" in page.text
    assert page.link("Skriv personens förnamn.") == "#first_name"


def test_r19_caller_about_somebody_unasked_is_stopped_at_the_desk(lena, centre, database):
    page = lena.open("/hanvisningar/ny")

    lena.send(page, {"skyddad": "nej"} | NURSE | AINO | {"own_yes": "inte"}, expect=422)

    assert rows(database, Recipient) == []


def test_list_shows_whom_to_call_back_and_forgets_the_number(
    lena, centre, visitor, clock, database
):
    with database.writing() as session:
        session.execute(sa.text("UPDATE centres SET code = 'ekvik'"))
    page = to_the_person(visitor, clock, own_yes="inte")
    visitor.send(page.form(f"{START}/fraga-forst"))

    page = lena.open("/hanvisningar/")
    assert "Nina Nilsson" in page.text
    row = rows(database, Referral)[0]
    page = lena.send(page.form(f"/hanvisningar/{row.id}/ringt"))

    assert "Nina Nilsson" not in page.text
    assert rows(database, Referral)[0].phone is None


def test_r19_person_who_says_no_goes_at_once_and_so_does_the_referrers_number(
    lena, centre, database
):
    typed = {"skyddad": "nej"} | NURSE | AINO | {"own_yes": "ja", "channel": "phone"}
    lena.send(lena.open("/hanvisningar/ny"), typed)
    listed = lena.open("/hanvisningar/")
    assert "tel:+46701740644" in listed.html
    [row] = rows(database, Referral)

    asked = lena.open(lena.open(f"/mottagare/{row.recipient_id}").link("Anteckna ett nej …"))
    page = lena.open(listed.link("Sa nej …"))
    assert asked.url == page.url
    assert "Nina Nilsson 070-174 06" in page.text
    page = lena.send(page.form(f"/hanvisningar/{row.id}/nej"))

    assert "Aino" not in page.text
    assert (rows(database, Recipient), rows(database, Referral)) == ([], [])
