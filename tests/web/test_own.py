"""A volunteer's own page: in by a link that works once, what she sees there, what she can do."""

import json
import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from matcher.domain.availability import Availability
from matcher.domain.matches import MatchState
from matcher.domain.people import Bears, Trait, Traits
from matcher.services import letters, match_asking, match_circles, matches, outbox
from matcher.store.audit import Deed
from matcher.store.letters import Letter
from matcher.store.matches import Match, Participant
from matcher.store.recipients import Consent, RecipientAddress
from matcher.store.todos import Todo
from matcher.store.visit_plans import VisitPlan
from matcher.store.visits import Visit
from matcher.store.volunteers import Volunteer, VolunteerWord
from tests import make
from tests.services.pairs import YES
from tests.visitor import Visitor
from tests.web.desk import AT, rows
from tests.web.test_matches import NAMED, STEPS, make_pair, own_answers, state_of

EMAIL = "karin@example.org"


@pytest.fixture
def clock(app):
    class Clock:
        now = AT

    app.config["CLOCK"] = lambda: Clock.now
    return Clock


@pytest.fixture
def ekvik(database, clock):
    with database.writing() as session:
        return make.a_centre(session, code="ekvik")


@pytest.fixture
def karin(database, ekvik):
    with database.writing() as session:
        bears = Traits(bears={Trait.CAT: Bears.ALLERGY}).to_json()
        told = {"email": EMAIL, "traits": bears, "consents": ["health"]}
        return make.a_volunteer(session, ekvik, **told)


def sent_link(database):
    """The link of the newest letter, as the outbox would send it."""
    with database.writing() as session:
        [envelope] = outbox.claim(session, at=AT)
    return next(word for word in envelope.text.split() if "/min-sida/in/" in word)


@pytest.fixture
def inside(visitor, database, karin):
    """Karin, on her page."""
    visitor.send(visitor.open("/min-sida/lank"), {"email": EMAIL})
    link = sent_link(database)
    visitor.send(visitor.open(link[link.index("/min-sida") :]))
    return visitor


def test_r5_link_opens_the_page_once_and_looking_does_not_use_it(visitor, database, karin):
    visitor.send(visitor.open("/min-sida/lank"), {"email": EMAIL.upper()})
    link = sent_link(database)
    path = link[link.index("/min-sida") :]
    visitor.open(path)
    door = visitor.open(path)

    assert visitor.send(door).heading == "Hej Karin"
    assert visitor.open(path, expect=404).heading == "Länken gäller inte längre"


def test_r5_link_is_over_after_half_an_hour(visitor, database, karin, clock):
    visitor.send(visitor.open("/min-sida/lank"), {"email": EMAIL})
    link = sent_link(database)
    door = visitor.open(link[link.index("/min-sida") :])
    clock.now += timedelta(minutes=31)

    assert visitor.send(door, expect=404).heading == "Länken gäller inte längre"
    visitor.open(door.url, expect=404)


def test_link_stands_in_no_row_before_the_letter_goes(visitor, database, karin):
    visitor.send(visitor.open("/min-sida/lank"), {"email": EMAIL})

    [letter] = rows(database, Letter)
    assert "/min-sida/in/************" in letter.text


def test_page_says_the_same_to_who_is_no_volunteer(visitor, database, karin):
    known = visitor.send(visitor.open("/min-sida/lank"), {"email": EMAIL})
    unknown = visitor.send(visitor.open("/min-sida/lank"), {"email": "ingen@example.org"})

    assert (known.text, known.status) == (unknown.text, unknown.status)
    assert len(rows(database, Letter)) == 1


def test_too_many_links_fill_no_letter_box(visitor, database, karin, clock):
    for minute in range(9):
        clock.now = AT + timedelta(minutes=minute)
        visitor.send(visitor.open("/min-sida/lank"), {"email": EMAIL})

    assert len(rows(database, Letter)) == 3


@pytest.mark.parametrize(
    "path", ["", "tider", "paus", "uppgifter", "uppgifter/fil", "intyg", "sluta"]
)
def test_nothing_is_shown_without_the_link(visitor, karin, path):
    assert visitor.open(f"/min-sida/{path}").url == "/min-sida/lank"


@pytest.mark.parametrize("path", ["tider", "paus", "paus/slut", "uppgifter", "sluta"])
def test_nothing_is_done_without_the_link(visitor, database, karin, path):
    token = visitor.open("/min-sida/lank").form().fields["csrf_token"][0]

    page = visitor.post(f"/min-sida/{path}", {"csrf_token": token})

    assert page.url == "/min-sida/lank"
    assert rows(database, Volunteer)[0].version == 1


def test_coordinators_session_opens_nobodys_own_page(lena):
    assert lena.open("/min-sida/").url == "/min-sida/lank"


def test_visit_ends_when_she_goes_also_for_a_stolen_cookie(inside, app):
    stolen = Visitor(app)
    cookie = inside.client.get_cookie("session")
    stolen.client.set_cookie("session", cookie.value)
    assert stolen.open("/min-sida/").heading == "Hej Karin"

    inside.send(inside.open("/min-sida/").form("/min-sida/ut"))

    assert stolen.open("/min-sida/").url == "/min-sida/lank"


def test_visit_that_has_slept_is_over(inside, clock):
    clock.now += timedelta(hours=3)

    assert inside.open("/min-sida/").url == "/min-sida/lank"


def test_page_shows_what_is_done_of_the_clearance(inside):
    page = inside.open("/min-sida/")

    assert "1 sep" in page.text
    assert "Du kan få frågor om" in page.text


def test_what_is_missing_is_said_as_not_done(visitor, database, ekvik):
    with database.writing() as session:
        make.a_volunteer(session, ekvik, email=EMAIL, steps=())
    visitor.send(visitor.open("/min-sida/lank"), {"email": EMAIL})
    link = sent_link(database)
    page = visitor.send(visitor.open(link[link.index("/min-sida") :]))

    assert "Inte gjort än" in page.text
    assert "Du kan få frågor om" not in page.text


# ── whom she meets ────────────────────────────────────────────────────────────────────────────


def matched(database, karin, state, *, meeting_at=None):
    with database.writing() as session:
        centre = session.get(type(make.a_centre(session)), karin.centre_id)
        need = make.a_waiting(session, centre, first_name="Aino", surname="Hemlig")
        own = {"centre_id": centre.id}
        session.add(RecipientAddress(**own, recipient_id=need.recipient_id, street="Dolda gatan 1"))
        match = Match(**own, need_id=need.id, state=state, approved_at=AT, meeting_at=meeting_at)
        match.participants = [
            Participant(**own, volunteer_id=karin.id, asked_at=AT, said_yes_at=_yes(state)),
            Participant(**own, recipient_id=need.recipient_id, asked_at=AT, said_yes_at=AT),
        ]
        session.add(match)


def _yes(state):
    return None if state in (MatchState.APPROVED, MatchState.VOLUNTEER_ASKED) else AT


UNSEEN = ("Hemlig", "Dolda gatan", "174 06 22")


def test_r66_called_name_and_time_when_a_meeting_is_booked(inside, database, karin):
    matched(database, karin, MatchState.MEETING_BOOKED, meeting_at=AT + timedelta(days=5))

    page = inside.open("/min-sida/")

    assert "Sällskap med Aino" in page.text
    assert "lördag 28 november kl. 10.00" in page.text
    for secret in UNSEEN:
        assert secret not in page.html


# ── what she does ─────────────────────────────────────────────────────────────────────────────


def test_she_says_new_times(inside, database):
    page = inside.open("/min-sida/tider")

    page = inside.send(page.form("/min-sida/tider"), {"week": ["0"], "said": "", "ask": None})

    told = Availability.from_json(rows(database, Volunteer)[0].availability)
    assert page.url == "/min-sida/"
    assert told.grid() == {(0, "forenoon")}


def test_words_about_times_are_said_back_before_they_count(inside, database):
    page = inside.open("/min-sida/tider").form("/min-sida/tider")

    page = inside.send(page, {"week": [], "said": "tisdagar fm"})

    assert "Jag förstod: tisdagar 9–12. Stämmer det?" in page.text
    assert rows(database, Volunteer)[0].version == 1


@pytest.mark.parametrize(
    ("answer", "parts"),
    [({"agreed": "tisdagar fm"}, [[1]]), ({"boxes": "y"}, [[0, 1]])],
)
def test_boxes_changed_under_words_that_are_saved_are_asked_about(inside, database, answer, parts):
    page = inside.open("/min-sida/tider")
    page = inside.send(page.form("/min-sida/tider"), {"week": [], "said": "tisdagar fm"})
    inside.send(page.form("/min-sida/tider"), {"agreed": "tisdagar fm"})
    form = inside.open("/min-sida/tider").form("/min-sida/tider")

    asked = inside.send(form, {"week": ["0", "3"]})

    assert "Rutorna för måndagar 9–12 räknas inte." in asked.text
    assert "Låter du rutorna gälla är det bara måndagar och tisdagar 9–12." in asked.text
    inside.send(asked.form("/min-sida/tider"), answer)
    [kept] = rows(database, Volunteer)
    assert [part["days"] for part in kept.availability["habit"][0][1]] == parts


def test_times_that_a_question_is_open_about_are_there_when_she_comes_back(inside, database):
    page = inside.open("/min-sida/tider").form("/min-sida/tider")
    inside.send(page, {"week": [], "said": "tisdagar fm"})
    inside.open("/min-sida/")

    page = inside.open("/min-sida/tider")

    assert "Det här skrev du nyss. Det är inte sparat än." in page.text
    assert "Jag förstod: tisdagar 9–12. Stämmer det?" in page.text
    inside.send(page.form("/min-sida/tider"), {"agreed": "tisdagar fm"})
    told = Availability.from_json(rows(database, Volunteer)[0].availability)
    assert told.grid() == {(1, "forenoon")}
    assert "inte sparat än" not in inside.open("/min-sida/tider").text


def test_times_not_saved_go_when_she_would_rather_have_the_saved_or_leaves_her_page(inside):
    page = inside.open("/min-sida/tider").form("/min-sida/tider")
    inside.send(page, {"week": [], "said": "onsdagar fm"})
    page = inside.open("/min-sida/tider").form("/min-sida/tider")
    inside.send(page, {"drop": "y"})
    assert "onsdagar fm" not in inside.open("/min-sida/tider").html

    page = inside.open("/min-sida/tider").form("/min-sida/tider")
    inside.send(page, {"week": [], "said": "onsdagar fm"})
    inside.send(inside.open("/min-sida/").form("/min-sida/ut"))
    with inside.client.session_transaction() as left:
        assert "onsdagar fm" not in str(dict(left))


def test_times_are_not_saved_over_what_the_centre_changed_meanwhile(inside, database):
    page = inside.open("/min-sida/tider").form("/min-sida/tider")
    with database.writing() as session:
        session.execute(sa.update(Volunteer).values(version=7))

    page = inside.send(page, {"week": ["0"], "said": ""}, expect=422)

    assert "har ändrat medan du skrev" in page.text


def test_r71_pause_asks_for_no_cause_and_ends_when_she_says(inside, database):
    form = inside.open("/min-sida/paus").form("/min-sida/paus")
    assert form.names() == {"csrf_token", "from_on", "until_on"}

    page = inside.send(form, {"until_on": "2027-01-10"})
    assert "Du har paus till söndag 10 januari 2027." in page.text
    assert "Efter pausen kan du få frågor om: besök hemma" in page.text  # all is done still
    assert "/min-sida/intyg" in page.links()
    inside.send(page.form("/min-sida/paus/slut"))

    assert rows(database, Volunteer)[0].paused_from is None


def test_pause_ahead_stands_on_her_page_to_be_changed_and_taken_away(inside, database):
    form = inside.open("/min-sida/paus").form("/min-sida/paus")

    page = inside.send(form, {"from_on": "2026-12-24", "until_on": "2027-01-10"})
    assert "paus från torsdag 24 december" in page.text
    assert "tillbaka söndag 10 januari 2027" in page.text
    kept = inside.open(page.link("Ändra pausen")).form("/min-sida/paus")
    assert kept.fields["until_on"] == ["2027-01-10"]
    page = inside.send(page.form("/min-sida/paus/slut"))

    assert "Pausen är borttagen." in page.text
    assert rows(database, Volunteer)[0].paused_from is None


def test_pause_that_ends_before_it_begins_is_told_at_its_field(inside):
    form = inside.open("/min-sida/paus").form("/min-sida/paus")

    page = inside.send(form, {"until_on": "2026-01-10"}, expect=422)

    assert "är före den första dagen" in page.text


def test_she_puts_her_telephone_right(inside, database):
    form = inside.open("/min-sida/uppgifter").form("/min-sida/uppgifter")

    inside.send(form, {"phone": "070-174 06 18", "postcode": "753 20"})

    [karin] = rows(database, Volunteer)
    assert (karin.phone, karin.postcode, karin.email) == ("+46701740618", "75320", EMAIL)


def test_r77_her_page_says_that_her_data_are_at_rest(inside, database):
    with database.writing() as session:
        session.execute(sa.update(Volunteer).values(restricted_at=AT))

    page = inside.open("/min-sida/")

    assert "Dina uppgifter ligger stilla." in page.text
    assert "Du kan få frågor om" not in page.text


def test_new_address_is_told_to_the_old_one_and_confirmed_by_its_link(inside, database, clock):
    clock.now = AT + timedelta(minutes=5)
    form = inside.open("/min-sida/uppgifter").form("/min-sida/uppgifter")

    page = inside.send(form, {"email": "ny@example.org"})

    assert "Vi har skickat en länk till din nya adress." in page.text
    with database.writing() as session:
        sent = {one.to: one for one in outbox.claim(session, at=clock.now)}
    assert set(sent) == {EMAIL, "ny@example.org"}
    assert "ny@example.org" not in sent[EMAIL].text
    link = next(word for word in sent["ny@example.org"].text.split() if "/min-sida/in/" in word)
    inside.send(inside.open(link[link.index("/min-sida") :]))
    assert [one.deed for one in rows(database, Deed)][-1] == "volunteer.email_confirmed"


def test_no_letter_goes_when_the_address_stays(inside, database):
    form = inside.open("/min-sida/uppgifter").form("/min-sida/uppgifter")

    inside.send(form, {"phone": "070-174 06 18"})

    assert [one.kind for one in rows(database, Letter)] == ["own_page"]


def test_what_she_will_not_is_no_wish_of_hers(inside, database, karin):
    own = {"centre_id": karin.centre_id, "volunteer_id": karin.id}
    with database.writing() as session:
        session.add(VolunteerWord(**own, stance="does", written="promenad", concept=None))
        session.add(VolunteerWord(**own, stance="will_not", written="bilfärder", concept=None))

    text = inside.open("/min-sida/uppgifter").text

    assert re.search(r"Vill göra\s+promenad\s+Vill inte göra\s+bilfärder", text, re.IGNORECASE)


@pytest.mark.parametrize("name", ["phone", "email", "postcode"])
def test_r27_identity_number_is_refused_on_her_page(inside, database, name):
    form = inside.open("/min-sida/uppgifter").form("/min-sida/uppgifter")

    inside.send(form, {name: "811218-9876"}, expect=422)

    assert rows(database, Volunteer)[0].version == 1


def test_r20_sensitive_facts_go_when_she_takes_her_yes_back(inside, database):
    page = inside.open("/min-sida/uppgifter")

    inside.send(page.form("/min-sida/uppgifter/kansliga/ta-bort"))

    [karin], [yes] = rows(database, Volunteer), rows(database, Consent)
    assert karin.traits.get("bears", {}) == {}
    assert (yes.withdrawn_on, karin.state) == (AT.date(), "active")


def test_r75_all_that_is_kept_can_be_read_on_her_page(inside):
    page = inside.open(inside.open("/min-sida/uppgifter").link("Läs allt"))

    assert "Allt som är sparat om Karin Lind" in page.text
    assert "Steg: Intervju. Dag: tisdag 1 september 2026." in page.text


def test_r75_all_that_is_kept_can_be_taken_out_as_a_file(inside):
    told = json.loads(inside.fetch("/min-sida/uppgifter/fil").get_data(as_text=True))

    [own], steps = told["kept"]["volunteers"], told["kept"]["clearance_steps"]
    assert own["first_name"] == "Karin"
    assert ("interview", "2026-09-01") in [(one["step"], one["taken_on"]) for one in steps]


def test_certificate_names_her_and_nobody_else(inside, database, karin):
    matched(database, karin, MatchState.ACTIVE)

    page = inside.open("/min-sida/intyg")

    assert "Karin Lind är volontär hos Frivilligcentralen Ekvik" in page.text
    assert "Aino" not in page.html


def test_certificate_waits_for_the_clearance(visitor, database, ekvik):
    with database.writing() as session:
        make.a_volunteer(session, ekvik, email=EMAIL, steps=())
    visitor.send(visitor.open("/min-sida/lank"), {"email": EMAIL})
    link = sent_link(database)
    visitor.send(visitor.open(link[link.index("/min-sida") :]))

    assert visitor.open("/min-sida/intyg").url == "/min-sida/"


def test_she_leaves_and_her_page_closes(inside, database):
    page = inside.open("/min-sida/sluta")

    page = inside.send(page.form("/min-sida/sluta"))

    assert page.heading == "Tack för din tid"
    assert rows(database, Volunteer)[0].state == "left"
    assert inside.open("/min-sida/").url == "/min-sida/lank"


def test_who_is_in_a_match_leaves_together_with_us(inside, database, karin):
    matched(database, karin, MatchState.ACTIVE)

    page = inside.send(inside.open("/min-sida/sluta").form("/min-sida/sluta"))

    assert "Vi ringer dig" in page.text
    assert rows(database, Volunteer)[0].state == "active"
    assert wants(database) == ["leave"]


def test_who_has_only_a_card_to_answer_leaves_and_the_card_goes(inside, database, karin):
    matched(database, karin, MatchState.VOLUNTEER_ASKED)

    page = inside.send(inside.open("/min-sida/sluta").form("/min-sida/sluta"))

    assert page.heading == "Tack för din tid"
    assert rows(database, Match)[0].state is MatchState.DECLINED


def wants(database):
    """What those who are to be called, as somebody has done on her own page, want."""
    return [one.facts["wants"] for one in rows(database, Todo) if "wants" in one.facts]


def test_r71_who_pauses_while_somebody_waits_for_her_is_called(inside, database, karin):
    matched(database, karin, MatchState.ACTIVE)

    inside.send(inside.open("/min-sida/paus").form("/min-sida/paus"), {"until_on": "2027-01-10"})

    assert wants(database) == ["rest"]


def test_who_pauses_and_is_in_no_match_is_not_called_for_it(inside, database):
    inside.send(inside.open("/min-sida/paus").form("/min-sida/paus"), {"until_on": "2027-01-10"})

    assert wants(database) == []


def test_coordinator_shows_a_code_to_who_has_no_email(lena, app, centre, database):
    with database.writing() as session:
        siv = make.a_volunteer(session, centre, first_name="Siv", email=None)
    page = lena.open(f"/volontarer/{siv.id}")

    page = lena.send(page.form(f"/volontarer/{siv.id}/egen-sida/"))

    address = next(word for word in page.text.split() if "/min-sida/in/" in word)
    phone = Visitor(app)
    assert phone.send(phone.open(address[address.index("/min-sida") :])).heading == "Hej Siv"


# ── questions and visits of a match, on her own page ──────────────────────────────────────────


@pytest.fixture
def at_home(app, database):
    """at_home(steps): Karin on her own page, her match as far as the steps take it."""

    def come(step):
        pair = make_pair(database, step)
        app.config["CLOCK"] = lambda: pair.at
        with database.writing() as session:
            volunteer = session.get(Volunteer, pair.volunteer_id)
            token = letters.own_page_link(session, volunteer, at=pair.at)
        visitor = Visitor(app)
        visitor.send(visitor.open(f"/min-sida/in/{token}"))
        return visitor, pair

    return come


def answer_by_page(visitor, pair, said):
    at = f"/min-sida/kort/{pair.id}"
    form = visitor.open(at).form(at)
    return visitor.post(at, form.fields | {"svar": said})


@pytest.mark.parametrize(
    ("said", "state"),
    [("ja", MatchState.VOLUNTEER_YES), ("inte-nu", MatchState.DECLINED),
     ("mer", MatchState.VOLUNTEER_ASKED)],
)  # fmt: skip
def test_card_is_answered_on_her_own_page_too(at_home, database, said, state):
    visitor, pair = at_home(STEPS[MatchState.VOLUNTEER_ASKED])
    assert visitor.open("/min-sida/").link("Läs och svara") == f"/min-sida/kort/{pair.id}"

    answer_by_page(visitor, pair, said)

    assert state_of(database, pair) is state


def test_r68_card_on_her_own_page_names_nobody_either(at_home):
    visitor, pair = at_home(STEPS[MatchState.VOLUNTEER_ASKED])

    page = visitor.open(f"/min-sida/kort/{pair.id}")

    assert "mellan 80 och 89 år" in page.text
    assert not NAMED.search(page.html)


def test_reminders_that_were_stopped_are_turned_on_again_on_her_own_page(at_home):
    visitor, _pair = at_home(STEPS[MatchState.VOLUNTEER_ASKED])
    at = "/min-sida/uppgifter/brev"
    page = visitor.send(visitor.open("/min-sida/uppgifter"), action=at)
    assert "Skickas inte." in page.text

    page = visitor.send(page, action=at)

    assert "Skickas inte." not in page.text


def test_card_answered_on_her_own_page_is_over_behind_its_link(at_home):
    visitor, pair = at_home(STEPS[MatchState.VOLUNTEER_ASKED])
    answer_by_page(visitor, pair, "inte-nu")

    visitor.open(f"/kort/{pair.links['kort']}", expect=404)
    visitor.open(f"/min-sida/kort/{pair.id}", expect=404)


def test_visit_is_noted_on_her_own_page_and_stands_there(at_home, database):
    visitor, _pair = at_home(STEPS[MatchState.ACTIVE])
    at = visitor.open("/min-sida/").link("Berätta om ett besök")

    page = visitor.open(at)
    assert "Sällskap med Zzaino" in page.text  # with two uppdrag she sees which it is of
    saved = visitor.send(page.form(at), {"happened": "ja", "minutes": "70", "call": "nej"})
    assert [heading.text for heading in saved.every("h1")] == ["Det är antecknat"]

    assert "Ni sågs, 70 minuter." in visitor.open("/min-sida/").text
    assert [one.minutes for one in rows(database, Visit)] == [70]


def test_r69_she_says_that_she_goes_and_that_she_is_back(at_home, database):
    visitor, pair = at_home(STEPS[MatchState.ACTIVE])
    at = f"/min-sida/besok/{pair.id}"
    out = visitor.send(visitor.open(at).form(f"{at}/ute"), {"back": "11:30"})
    assert "Du är på besök." in out.text
    assert "11.30" in out.text

    visitor.send(out.form(f"{at}/klar"))

    assert "Du är på besök." not in visitor.open(at).text
    assert [one.done_at is not None for one in rows(database, VisitPlan)] == [True]


def test_time_that_has_been_is_a_fault_at_the_field(at_home):
    visitor, pair = at_home(STEPS[MatchState.ACTIVE])
    at = f"/min-sida/besok/{pair.id}"

    page = visitor.send(visitor.open(at).form(f"{at}/ute"), {"back": "05:10"}, expect=422)

    assert "Skriv en tid senare i dag" in page.text


def test_r67_one_of_a_circle_sees_nothing_of_the_other_volunteer(app, at_home, database):
    def two(pair):
        told = {"first_name": "Zzbo", "surname": "Zzek", "email": "zzbo@example.org"}
        other = make.a_volunteer(pair.session, pair.centre, phone="+46701740612", **told)
        match_circles.join_volunteer(pair.session, pair.id, other.id, **pair.who)
        for one in [one for one in pair.match.participants if one.volunteer_id]:
            match_asking.volunteer_answers(pair.session, pair.id, one.id, YES, **pair.who)
        pair.person_says().book().wait(days=3).meet()

    _visitor, pair = at_home(two)

    for _at, answer in own_answers(app, database, pair):
        said = answer.get_data(as_text=True)
        assert not [sign for sign in ("Zzbo", "Zzek", "zzbo@", "06 12", "740612") if sign in said]


@pytest.mark.parametrize("room", ["kort", "besok"])
def test_r67_match_of_another_volunteer_is_not_there(at_home, room):
    step = STEPS[MatchState.VOLUNTEER_ASKED if room == "kort" else MatchState.ACTIVE]

    def beside_another(pair):
        bo = make.a_volunteer(pair.session, pair.centre, email="bo@example.org")
        siv = make.a_recipient(pair.session, pair.centre, phone="+46701740623")
        need = make.a_need(pair.session, siv)
        made = matches.match_by_hand(pair.session, bo.id, need.id, **pair.who)
        mine, pair.id, pair.others = pair.id, made.id, made.id
        step(pair)
        pair.id = mine
        step(pair)

    visitor, pair = at_home(beside_another)

    visitor.open(f"/min-sida/{room}/{pair.id}")
    visitor.open(f"/min-sida/{room}/{pair.others}", expect=404)


def test_r72_help_stands_in_the_same_place_on_every_page_of_hers(app, database, at_home):
    visitor, pair = at_home(STEPS[MatchState.ACTIVE])
    rooms = [at for at, page in own_answers(app, database, pair) if page.mimetype == "text/html"]
    link = f"/besok/{pair.links['besok']}"

    outside = ("/min-sida/lank", "/min-sida/logga-in", f"/min-sida/tack?hos={pair.centre.code}")
    assert len(rooms) > 6
    for at in (*rooms, link, *outside):
        (foot,) = visitor.open(at).every("footer")
        said = " ".join("".join(foot.itertext()).split())
        places = [said.find(help_) for help_ in ("070-174 06 05", "Oro för någon", "ring 112")]
        assert -1 < places[0] < places[1] < places[2], at


def test_r5_link_that_came_by_letter_confirms_the_address(inside, database):
    assert "volunteer.email_confirmed" in {deed.deed for deed in rows(database, Deed)}


def test_link_shown_at_the_desk_confirms_no_address(lena, app, centre, database):
    with database.writing() as session:
        siv = make.a_volunteer(session, centre, first_name="Siv", email="siv@example.org")
    page = lena.open(f"/volontarer/{siv.id}")
    page = lena.send(page.form(f"/volontarer/{siv.id}/egen-sida/"))
    address = next(word for word in page.text.split() if "/min-sida/in/" in word)
    phone = Visitor(app)
    phone.send(phone.open(address[address.index("/min-sida") :]))

    assert "volunteer.email_confirmed" not in {deed.deed for deed in rows(database, Deed)}
