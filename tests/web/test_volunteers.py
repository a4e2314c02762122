"""The volunteers' room, as a coordinator uses it."""

import io
import re
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from matcher.domain.accounts import Role
from matcher.domain.availability import Availability, weekly
from matcher.domain.clearance import Step
from matcher.domain.volunteers import VolunteerState
from matcher.services import weeks
from matcher.store.audit import Look
from matcher.store.centres import Area
from matcher.store.volunteers import ClearanceStep, RegisterCheck, Volunteer
from tests import make
from tests.days import without_days
from tests.visitor import Visitor

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PASSWORD = "ett alldeles vanligt lösenord"
IDENTITY_NUMBER = "811218-9876"


@pytest.fixture
def centre(app, database):
    """Our centre with a coordinator, and the clock on a Monday morning."""
    app.config["CLOCK"] = lambda: AT
    with database.writing() as session:
        made = make.a_centre(session)
        hashed = make.hashed(PASSWORD)
        make.an_account(session, made, email="lena@example.org", password_hash=hashed)
        return made


@pytest.fixture
def add(database, centre):
    """add(first_name="Karin"): a volunteer of our centre; its address."""

    def added(**columns):
        with database.writing() as session:
            return f"/volontarer/{make.a_volunteer(session, centre, **columns).id}"

    return added


@pytest.fixture
def lena(app, centre):
    return Visitor(app).come_in("lena@example.org", PASSWORD)


def row(database, model=Volunteer):
    with database.reading() as session:
        return session.scalar(sa.select(model))


# ── the list ──────────────────────────────────────────────────────────────────────────────────


def test_empty_list_says_what_comes_next(lena):
    page = lena.open("/volontarer/")

    assert "Inga volontärer än." in page.text
    assert lena.open(page.link("Lägg till den första")).heading == "Lägg till volontär"


def test_list_shows_called_name_state_and_next_step(lena, add):
    add(first_name="Karin", surname="Lind")
    add(first_name="Åke", surname="Öberg", state=VolunteerState.INTERESTED, steps=())

    page = lena.open("/volontarer/")

    assert page.heading == "En volontär är aktiv."
    assert "Karin L. Aktiv" in page.text
    assert "Åke Ö. Har anmält sig" in page.text
    assert "Lind" not in page.text


def test_r91_search_forgives_dots(lena, add):
    add(first_name="Åke")
    add(first_name="Bo")

    page = lena.open("/volontarer/?sok=ake")

    assert "Åke L." in page.text
    assert "Bo L." not in page.text


def test_search_for_nobody_says_how_to_search(lena, add):
    add()

    assert "Prova en del av namnet" in lena.open("/volontarer/?sok=zzz").text


def test_r99_those_who_can_come_on_red_days_are_listed_before_christmas(lena, add):
    add(first_name="Åke", availability=weekly([3], 40, 48).also_on_red_days().to_json())
    add(first_name="Bo", availability=weekly([3], 40, 48).to_json())
    add(first_name="Siv", availability=None)

    page = lena.open("/volontarer/?lage=roda-dagar")

    assert "Åke L." in page.text
    assert "Bo L." not in page.text
    assert "Siv L." not in page.text


def test_list_can_be_read_by_area_and_newest_first(lena, database, centre, add):
    with database.writing() as session:
        far, near = (
            Area(centre_id=centre.id, name=name, lat=59.6, lon=16.5) for name in ("Ör", "Åsen")
        )
        session.add_all((far, near))
    add(first_name="Ada", area_id=far.id)
    add(first_name="Bo", area_id=near.id, created_at=AT + timedelta(hours=1))
    add(first_name="Siv")

    def read(order):
        table = lena.open(f"/volontarer/?ordna={order}").text.partition("Med sedan")[2]
        return sorted(("Ada L.", "Bo L.", "Siv L."), key=table.index)

    assert read("omrade") == ["Bo L.", "Ada L.", "Siv L."]
    assert read("nyast")[0] == "Bo L."


def test_r27_identity_number_in_the_search_is_refused(lena, add):
    add()

    assert "ser ut som ett personnummer" in lena.open(f"/volontarer/?sok={IDENTITY_NUMBER}").text


def test_long_list_comes_in_pages_that_keep_the_search(lena, database, centre):
    with database.writing() as session:
        for number in range(60):
            make.a_volunteer(session, centre, first_name=f"Anna {number:02}", steps=())

    page = lena.open("/volontarer/?sok=anna")

    assert "Sida 1 av 2" in page.text
    assert "Anna 59 L." in lena.open(page.link("Nästa")).text


def test_list_of_140_asks_a_bounded_number_of_questions(lena, database, centre):
    with database.writing() as session:
        for number in range(140):
            make.a_volunteer(session, centre, first_name=f"Anna {number}")
    asked = []
    sa.event.listen(database.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))

    lena.open("/volontarer/")

    assert len([said for said in asked if said.startswith("SELECT")]) <= 20


# ── one volunteer ─────────────────────────────────────────────────────────────────────────────


def test_r1_another_centres_volunteer_is_not_found(lena, database):
    with database.writing() as session:
        theirs = make.a_volunteer(session, make.a_centre(session))

    lena.open(f"/volontarer/{theirs.id}", expect=404)
    lena.open(f"/volontarer/{theirs.id}/andra", expect=404)
    lena.open(f"/volontarer/{theirs.id}/sluta", expect=404)


def test_r79_opening_the_page_logs_the_look(lena, add, database):
    address = add()

    lena.open(address)

    with database.reading() as session:
        looks = session.scalars(sa.select(Look.about_id).where(Look.view == "volunteers.one")).all()
    assert looks == [address.rpartition("/")[2]]


def test_r81_title_carries_no_name(lena, add):
    assert lena.open(add()).title == "Volontär – Handslag"


def test_page_says_what_is_missing_and_what_is_next(lena, add):
    page = lena.open(add(steps=(), state=VolunteerState.CONTACTED))

    expected = "Saknas: intervju, referenser, introduktion, överenskommelse och tystnadslöfte."
    assert f"Besök hemma {expected} Nästa: Intervjua." in page.text


def test_r93_word_that_is_not_in_the_vocabulary_is_shown_as_written(lena, database, centre):
    with database.writing() as session:
        volunteer = make.a_volunteer(session, centre, words=[("likes", "modelljärnväg")])
        session.execute(sa.text("UPDATE volunteer_words SET concept = NULL"))

    page = lena.open(f"/volontarer/{volunteer.id}")

    assert "”modelljärnväg”" in page.text
    assert "finns inte i ordlistan" in page.text


def test_r37_what_is_not_known_stands_as_a_question(lena, add):
    page = lena.open(add(availability=None, place=None, birth_year=None))

    for question in ("Vilka tider passar?", "I vilket område?", "Vilket år är volontären född?"):
        assert question in page.text


def test_from_first_call_to_cleared(lena, add, database):
    address = add(state=VolunteerState.INTERESTED, steps=())

    page = lena.send(lena.open(address).form(f"{address}/ringt"))
    page = lena.send(page.form(f"{address}/aktiv"))
    for step in ("interview", "agreement", "confidentiality"):
        page = lena.send(page.form(f"{address}/steg"), {"step": step, "on": "2026-11-20"})

    assert "Föreslås för en sorts uppdrag." in page.text
    assert row(database).state is VolunteerState.ACTIVE


def test_step_on_a_day_to_come_is_told_at_its_field(lena, add):
    address = add(steps=())
    form = lena.open(address).form(f"{address}/steg")

    page = lena.send(form, {"step": "interview", "on": "2026-12-24"}, expect=422)

    assert page.title.startswith("Fel:")
    assert page.text.count("Dagen har inte varit än.") == 2
    assert page.form(f"{address}/steg").fields["on"] == ["2026-12-24"]


def test_day_that_is_no_day_is_told_once_at_its_field(lena, add):
    address = add(steps=())
    form = lena.open(address).form(f"{address}/steg")

    page = lena.send(form, {"on": "i går"}, expect=422)

    assert page.text.count("Skriv ett datum, till exempel 2026-11-22.") == 2


def test_step_before_she_signed_up_is_noted_when_it_is_said_to_be_right(lena, add, database):
    address = add(steps=(), source="signup")
    form = lena.open(address).form(f"{address}/steg")
    assert "sure" not in form.names()

    asked = lena.send(form, {"step": "interview", "on": "1990-01-01"}, expect=422)
    lena.send(asked.form(f"{address}/steg"), {"sure": "y"})

    assert row(database, ClearanceStep).on.year == 1990


def test_form_of_a_step_begins_with_what_comes_next(lena, add):
    address = add(state=VolunteerState.CONTACTED, steps=[(Step.INTERVIEW, None)])

    page = lena.open(address)

    assert page.form(f"{address}/steg").fields["step"] == ["reference"]


def test_r11_r13_extract_that_a_law_asks_for_is_noted_without_what_it_said(lena, add, database):
    address = add()
    form = lena.open(address).form(f"{address}/utdrag")

    assert form.names() == {"csrf_token", "kind", "issued_on", "shown_on"}
    assert [one.get("value") for one in form.element.iter("option")] == ["children_2013_852"]
    lena.send(form, {"issued_on": "2026-11-01", "shown_on": "2026-11-20"})

    kept = row(database, RegisterCheck)
    assert (kept.shown_on, kept.valid_until) == (date(2026, 11, 20), date(2027, 11, 20))


def test_r11_no_form_of_the_room_takes_a_file(lena, add):
    address = add()

    for page in (lena.open(address), lena.open(f"{address}/andra")):
        assert not re.search(r'type="file"|multipart', page.html)


@pytest.mark.parametrize("deed", ["steg", "utdrag", "paus", "ringt"])
def test_r11_file_that_is_sent_all_the_same_is_refused(lena, add, database, deed):
    address = add()
    token = lena.open(address).form(f"{address}/utdrag").fields["csrf_token"]
    day = "2026-11-20"
    sent = {"kind": "children_2013_852", "issued_on": day, "shown_on": day, "on": day}

    paper = (io.BytesIO(b"%PDF"), "utdrag.pdf")
    lena.post(f"{address}/{deed}", sent | {"csrf_token": token, "extract": paper}, expect=400)

    with database.reading() as session:
        assert session.scalars(sa.select(RegisterCheck)).all() == []


def test_r14_not_relevant_asks_for_no_reason(lena, add, database):
    address = add(state=VolunteerState.CONTACTED)
    form = lena.open(f"{address}/ej-aktuell").form(f"{address}/ej-aktuell")

    assert form.names() == {"csrf_token"}
    page = lena.send(form)

    assert row(database).state is VolunteerState.NOT_RELEVANT
    assert "Ta kontakt igen" in page.text


@pytest.mark.parametrize(
    ("birth_year", "is_asked"), [(1948, False), (2007, False), (2008, True), (None, True)]
)
def test_guardian_is_asked_about_of_who_may_be_under_age_alone(lena, add, birth_year, is_asked):
    page = lena.open(add(birth_year=birth_year))

    offered = {one.get("value") for one in page.every("option")}
    assert ("guardian_consent" in offered, "interview" in offered) == (is_asked, True)


def test_list_asks_for_an_extract_of_nobody_who_is_cleared_for_what_she_wants(lena, add):
    add()
    assert "Se registerutdrag" not in lena.open("/volontarer/").text


def test_made_active_before_the_clearance_the_page_says_in_one_sentence_that_she_is_not_suggested(
    lena, add
):
    address = add(state=VolunteerState.CONTACTED, steps=())

    page = lena.send(lena.open(address).form(f"{address}/aktiv"))

    assert "Volontären är aktiv." in page.text
    assert len(re.findall(r"[^.]*föreslås inte[^.]*\.", page.text)) == 1


def test_r71_pause_until_further_notice_and_back(lena, add):
    address = add()

    page = lena.send(lena.open(address).form(f"{address}/paus"), {"from_on": "2026-11-23"})
    assert "Pausad tills vidare." in page.text

    page = lena.send(page.form(f"{address}/tillbaka"))
    assert "Pausen är slut." in page.text


def test_pause_tells_that_the_week_changed_and_the_week_why(lena, add, aino, database, centre):
    address = add(first_name="Karin")
    with database.writing() as session:
        weeks.run_week(session, centre=centre.id, iso_week="2026-W48", at=AT)

    page = lena.send(lena.open(address).form(f"{address}/paus"), {"from_on": "2026-11-23"})

    assert "Ett förslag i veckan ändrades." in page.text
    assert "Vänta ut pausen" not in page.text  # there is nothing else to do about it
    told = lena.open("/forslag/").text
    assert "Så ändrades veckan när Karin" in told
    assert "pausades" in told
    assert "är ledig igen" not in told


def test_pause_that_ends_first_is_told_at_its_field(lena, add):
    address = add()
    form = lena.open(address).form(f"{address}/paus")

    page = lena.send(form, {"from_on": "2026-11-23", "until_on": "2026-11-01"}, expect=422)

    assert "Byt plats på dem" in page.text


# ── taken in and changed ──────────────────────────────────────────────────────────────────────


def test_first_name_alone_is_enough(lena, database):
    page = lena.send(lena.open("/volontarer/ny"), {"first_name": "Bo"})

    assert page.heading == "Bo Har anmält sig"
    assert row(database).max_matches == 1


def test_changing_nothing_changes_nothing(lena, add, database):
    address = add(words=[("does", "cooking"), ("likes", "chess")], traits={"bears": {"cat": "no"}})
    before = {k: v for k, v in vars(row(database)).items() if not k.startswith("_")}

    lena.send(lena.open(f"{address}/andra"))

    after = {k: v for k, v in vars(row(database)).items() if not k.startswith("_")}
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {"version", "changed_at", "traits"}
    assert after["traits"]["bears"] == {"cat": "no"}


def test_r96_week_away_stays_the_week_that_was_meant(lena, add, database):
    """ "Bortrest v. 28", said last spring, is no week of the next year when a name is corrected."""
    times = without_days(weekly([1], 36, 48), date(2026, 7, 6), date(2026, 7, 12))
    said = "tisdagar fm, bortrest v. 28"
    address = add(availability=times.to_json(), availability_said=said)

    lena.send(lena.open(f"{address}/andra"), {"surname": "Sivanson"})

    assert row(database).surname == "Sivanson"
    assert Availability.from_json(row(database).availability) == times


def test_t2_area_of_another_centre_is_refused_and_not_written(lena, add, database):
    with database.writing() as session:
        other = make.a_centre(session)
        foreign = Area(centre_id=other.id, name="Norra", lat=59.0, lon=17.0)
        session.add(foreign)
        session.flush()
        foreign_id = foreign.id
    address = add()
    form = lena.open(f"{address}/andra").form()

    page = lena.post(f"{address}/andra", form.fields | {"area": foreign_id}, expect=422)

    assert "Välj ett område i listan." in page.text
    assert "Norra" not in page.text
    assert row(database).area_id is None


def test_form_keeps_what_was_typed_when_something_is_wrong(lena, add):
    address = add()
    page = lena.open(f"{address}/andra")

    faulty = lena.send(page, {"surname": "Ask", "reach_minutes": "långt"}, expect=422)

    assert "Skriv ett tal mellan 5 och 240." in faulty.text
    assert faulty.form().fields["surname"] == ["Ask"]


def test_r95_sensitive_word_needs_the_tick(lena, add, database):
    page = lena.open(f"{add()}/andra")

    faulty = lena.send(page, {"bears_dog": "allergy"}, expect=422)
    assert "Fråga om samtycke först." in faulty.text

    lena.send(faulty, {"health": "y"})
    assert row(database).traits["bears"]["dog"] == "allergy"


def test_second_writer_is_told_and_keeps_what_she_wrote(lena, add, database):
    address = add()
    first, second = lena.open(f"{address}/andra"), lena.open(f"{address}/andra")
    lena.send(first, {"surname": "Ask"})

    told = lena.send(second, {"surname": "Öst"}, expect=422)
    assert "Någon annan har sparat" in told.text

    lena.send(told)
    assert row(database).surname == "Öst"


def test_crafted_version_is_answered_as_one_grown_old(lena, add, database):
    page = lena.open(f"{add()}/andra")

    told = lena.send(page, {"surname": "Ask", "version": "abc"}, expect=422)

    assert "Någon annan har sparat" in told.text
    assert row(database).surname != "Ask"


def test_near_word_is_proposed_and_picked(lena, database):
    page = lena.send(lena.open("/volontarer/ny"), {"first_name": "Bo", "likes": "tågresor"})
    assert "Menade du något av det här?" in page.text

    lena.send(page, {"likes": ["c:travel"]})
    assert row(database).first_name == "Bo"


@pytest.mark.parametrize(
    ("role", "expected"),
    [(Role.COORDINATOR, 200), (Role.MANAGER, 403), (Role.STATISTICS, 403), (Role.ADMIN, 403)],
)
def test_only_coordinators_enter_the_room(app, centre, database, role, expected):
    with database.writing() as session:
        hashed = make.hashed(PASSWORD)
        make.an_account(session, centre, email="x@example.org", password_hash=hashed, roles=(role,))
    visitor = Visitor(app).come_in("x@example.org", PASSWORD)

    visitor.open("/volontarer/", expect=expected)
    visitor.open("/volontarer/ny", expect=expected)


def test_whole_room_in_english(lena, add):
    address = add()

    for url in ("/volontarer/", address, f"{address}/andra", f"{address}/sluta"):
        page = lena.open(f"{url}?lang=en")
        assert not re.search(r"[åäöÅÄÖ]", page.heading.replace("Åke", ""))


# ── a match ───────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def aino(database, centre):
    """What Aino B. would like company with; its id."""
    with database.writing() as session:
        return make.a_waiting(session, centre, first_name="Aino", surname="Berg").id


def test_page_and_to_do_say_with_whom_she_is_matched(lena, add, aino):
    karin = add(first_name="Karin")
    lena.send(lena.open(f"/vantar/{aino}/med/{karin.rpartition('/')[2]}"))

    page = lena.open(karin)

    assert "Matchad med Aino B." in page.text
    assert "Fråga om uppdraget hos Aino B." in page.text
    assert "Matchningen med Aino B. är godkänd." in lena.open("/start/").text


def test_r9_match_with_somebody_who_is_paused_is_refused_in_plain_words(lena, add, aino):
    karin = add(first_name="Karin")
    by_hand = lena.open(f"/vantar/{aino}/med/{karin.rpartition('/')[2]}")
    lena.send(lena.open(karin), {"from_on": "2026-11-23"}, action=f"{karin}/paus")

    page = lena.send(by_hand)

    assert "Volontären är pausad just nu." in page.text


def test_same_message_is_said_once(lena, add):
    karin = add(first_name="Karin")
    pause = lena.open(karin).form(f"{karin}/paus")
    for _ in range(3):
        lena.client.post(pause.action, data=pause.fields)

    assert lena.open(karin).text.count("Pausad. Volontären föreslås inte under tiden.") == 1
