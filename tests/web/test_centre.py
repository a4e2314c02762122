"""The centre's own room, as its manager and her coordinators meet it."""

import pytest
import sqlalchemy as sa

from matcher.domain.accounts import Role
from matcher.domain.people import WordStance
from matcher.domain.places import Place
from matcher.services import accounts
from matcher.store.centres import Centre
from matcher.store.volunteers import Volunteer, VolunteerWord
from tests.make import AT, a_centre, a_need, a_recipient, a_volunteer, an_account, hashed
from tests.visitor import Visitor
from web.plumbing import qr

EMAIL, PASSWORD = "lena@example.org", "fyra ord i en rad"


@pytest.fixture
def centre(database, _quick_passwords):
    """A centre with a manager, a coordinator and an unknown word; gives ids."""
    with database.writing() as session:
        row = a_centre(session, code="ekvik", name="Centralen Ekvik", owner_name="Ekviks kommun")
        secret = hashed(PASSWORD)
        both = (Role.MANAGER, Role.COORDINATOR)
        lena = an_account(session, row, email=EMAIL, roles=both, password_hash=secret)
        an_account(session, row, email="sara@example.org", name="Sara Ek", password_hash=secret)
        karin = a_volunteer(session, row)
        own = {"centre_id": row.id, "volunteer_id": karin.id}
        word = VolunteerWord(**own, stance=WordStance.LIKES, written="fritt bräde")
        session.add(word)
        session.flush()
        return {"centre": row.id, "lena": lena.id, "word": word.id}


@pytest.fixture
def lena(app, centre):
    visitor = Visitor(app)
    visitor.come_in(EMAIL, PASSWORD)
    return visitor


@pytest.fixture
def sara(app, centre):
    visitor = Visitor(app)
    visitor.come_in("sara@example.org", PASSWORD)
    return visitor


# ── facts ─────────────────────────────────────────────────────────────────────────────────────


def test_saved_facts_stand_on_the_public_form(lena):
    page = lena.open("/central/")

    lena.send(page, {"name": "Handen", "owner_type": "association", "owner_name": "Föreningen H"})

    public = lena.open("/anmalan/ekvik").text
    assert "Handen" in public
    assert "Föreningen H ansvarar för uppgifterna." in public
    assert "Grunden är den överenskommelse som vi gör med dig." in public


def test_every_fault_of_the_facts_is_told_at_once(lena):
    page = lena.open("/central/")

    again = lena.send(page, {"name": "", "phone": "12", "where": "Ingenstansby"}, expect=422)

    for told in (
        "Skriv centralens namn.",
        "Skriv ett telefonnummer, till exempel",
        "ingen sådan ort",
    ):
        assert told in again.text


def test_name_that_several_places_resemble_is_asked_about(lena):
    page = lena.open("/central/")

    asked = lena.send(page, {"where": "Uppsla"}, expect=422)
    saved = lena.send(asked, {"where": ["Uppsla", "p:Uppsala"]})

    assert "Uppsala" in asked.text
    assert saved.form("/central/").fields["where"] == ["Uppsala"]


def test_sign_up_address_is_there_to_copy_with_the_centres_code(lena):
    page = lena.open("/central/")

    (address,) = [e.get("value") for e in page.every("input") if e.get("id") == "address"]
    assert address.endswith("/anmalan/ekvik")


def test_poster_draws_the_address_as_a_code(lena):
    page = lena.open("/central/affisch")

    (path,) = [e for e in page.every("{http://www.w3.org/2000/svg}path") if e.get("fill") == "#000"]
    assert path.get("d") == qr.code("http://127.0.0.1:8000/anmalan/ekvik").path


def test_drawn_code_has_its_dark_modules_and_no_others():
    import segno

    address = "https://ekvik.example.org/anmalan/ekvik"
    drawn = qr.code(address)
    dark = sum(
        sum(1 for module in row if module) for row in segno.make_qr(address, error="m").matrix
    )
    widths = [int(run.split("h")[1].split("v")[0]) for run in drawn.path.split("M")[1:]]

    assert sum(widths) == dark


# ── areas ─────────────────────────────────────────────────────────────────────────────────────


def test_area_is_added_by_a_town(lena):
    page = lena.open("/central/omraden")

    listed = lena.send(page, {"name": "Innerstan", "where": "Uppsala", "inhabitants": "900"})

    assert "Innerstan" in listed.text


def test_place_that_people_are_written_to_be_in_is_offered_as_an_area(lena, database, centre):
    with database.writing() as session:
        for name in ("Per", "Eva"):
            row = a_volunteer(session, session.get(Centre, centre["centre"]), first_name=name)
            row.place = Place.unknown("Hovshaga").to_json()

    page = lena.open("/central/omraden")
    form = lena.open(page.link("Hovshaga")).form("/central/omraden")

    assert "Hovshaga 2 personer och uppdrag" in page.text
    assert form.fields["name"] == ["Hovshaga"]


@pytest.mark.parametrize(
    ("volunteers", "needs", "said"),
    [
        (0, 0, "Börja med era listor"),
        (1, 0, "Fortsätt med era listor"),
        (1, 1, "Räkna fram de första förslagen"),
    ],
)
def test_start_page_names_the_next_step_before_the_first_week(
    lena, database, centre, volunteers, needs, said
):
    with database.writing() as session:
        here = session.get(Centre, centre["centre"])
        session.scalar(sa.select(Volunteer)).state = "active" if volunteers else "interested"
        for _ in range(needs):
            a_need(session, a_recipient(session, here))

    assert said in lena.open("/start/").text


def test_area_without_any_point_says_what_is_missing(lena):
    page = lena.open("/central/omraden")

    again = lena.send(page, {"name": "Innerstan"}, expect=422)

    assert again.text.count("Skriv ett postnummer, en ort eller punktens båda tal.") == 2


def test_point_with_its_numbers_in_each_others_place_is_refused(lena):
    page = lena.open("/central/omraden")

    again = lena.send(page, {"name": "Innerstan", "lat": "17,6", "lon": "59,8"}, expect=422)

    assert "mellan 55 och 69,5" in again.text


def test_area_is_changed_and_removed(lena):
    lena.send(lena.open("/central/omraden"), {"name": "Väster", "lat": "59,85", "lon": "17.6"})
    one = lena.open(lena.open("/central/omraden").link("Väster"))

    lena.send(one, {"name": "Västra"}, action=one.url)
    gone = lena.send(lena.open(one.url), action=f"{one.url}/ta-bort")

    assert "Området är borttaget." in gone.text
    assert "Västra" not in gone.text


# ── colleagues ────────────────────────────────────────────────────────────────────────────────


def test_new_colleague_on_a_machine_without_post_is_told_the_command(lena):
    page = lena.open("/central/kollegor/ny")

    made = lena.send(
        page, {"name": "Olle Berg", "email": "olle@example.org", "roles": ["coordinator"]}
    )

    assert "./run password olle@example.org --data /" in made.text


def test_r70_manager_is_told_where_a_concern_reaches_nobody(lena, database, centre):
    assert "Ingen här har rollen Ansvarig för oro." in lena.open("/central/kollegor/").text

    with database.writing() as session:
        given = {"centre": centre["centre"], "by": centre["lena"], "at": AT}
        accounts.grant(session, centre["lena"], Role.SAFEGUARDING, **given)

    assert "Ansvarig för oro." not in lena.open("/central/kollegor/").text


def test_colleague_without_name_address_or_role_gets_three_faults(lena):
    again = lena.send(lena.open("/central/kollegor/ny"), expect=422)

    for told in ("Skriv namnet.", "Skriv en e-postadress", "Välj minst en roll."):
        assert told in again.text


def test_last_manager_is_told_why_the_role_stays(lena, centre):
    url = f"/central/kollegor/{centre['lena']}"

    again = lena.send(
        lena.open(url), {"roles": ["coordinator"]}, action=f"{url}/roller", expect=422
    )

    assert "Minst en måste vara föreståndare." in again.text


def test_colleague_is_closed_and_opened_again(lena):
    one = lena.open(lena.open("/central/kollegor/").link("Sara Ek"))

    lena.send(lena.open(one.link("Stäng kontot …")))
    closed = lena.open(one.url)
    opened = lena.send(closed, action=f"{one.url}/oppna")

    assert "Kontot är stängt" in closed.text
    assert "Kontot är öppet igen" in opened.text


def test_r1_another_centres_account_is_a_page_that_does_not_exist(lena, database):
    with database.writing() as session:
        theirs = an_account(session, a_centre(session), roles=(Role.MANAGER,)).id

    for path in (f"/central/kollegor/{theirs}", f"/central/kollegor/{theirs}/stang"):
        lena.open(path, expect=404)


@pytest.mark.parametrize(
    "path", ["/central/", "/central/omraden", "/central/kollegor/", "/central/matchning/"]
)
def test_r3_coordinator_does_not_set_the_centres_rules(sara, path):
    sara.open(path, expect=403)


# ── the dial ──────────────────────────────────────────────────────────────────────────────────


def test_turned_dial_is_shown_with_a_way_back(lena):
    page = lena.open("/central/matchning/")

    turned = lena.send(page, {"turn": "waiting", "weeks_1": "6"})
    back = lena.send(turned, action="/central/matchning/grund")

    assert "Gäller från nästa körning" in turned.text
    assert "Centralen har egna val." in turned.text
    assert "Allt är som vi föreslår." in back.text


def test_all_faults_of_the_dial_stand_at_their_fields(lena):
    page = lena.open("/central/matchning/")

    again = lena.send(
        page, {"turn": "own", "fit": "60", "weeks_2": "0", "weeks_3": "många"}, expect=422
    )

    bad = {e.get("name") for e in again.every("input") if e.get("aria-invalid")}
    assert bad == {"fit", "weeks_2", "weeks_3"}
    assert "De tre delarna ska tillsammans vara 100." in again.text


def test_every_number_of_the_file_stands_with_its_reason():
    import tomllib
    from pathlib import Path

    from web.plumbing.matching_words import TURNABLE, WORDS

    told = tomllib.loads(Path("config/matching.toml").read_text("utf-8"))
    told["matching"].pop("version")
    numbers = {f"{t}.{name}" for t, table in told.items() if t not in TURNABLE for name in table}
    assert set(WORDS) == numbers


# ── words ─────────────────────────────────────────────────────────────────────────────────────


def test_unknown_word_is_one_click_from_its_meaning(sara, centre):
    page = sara.open(sara.open("/central/ord/").link("”fritt bräde”"))

    proposed = [e.get("value") for e in page.every("button") if e.get("name") == "concept"]
    harmless = next(word for word in proposed if not word.startswith("needs_"))

    form = page.form(f"/central/ord/{centre['word']}/samma")
    done = sara.post(form.action, form.fields | {"concept": harmless})

    assert "Ordlistan kan ordet nu. En rad har fått sin betydelse." in done.text
    assert "Inga okända ord." in done.text


def test_alias_of_a_word_that_is_named_is_made(sara, centre):
    url = f"/central/ord/{centre['word']}"

    done = sara.send(sara.open(url), {"other": "schack"}, action=f"{url}/samma")

    assert "Ordlistan kan ordet nu. En rad har fått sin betydelse." in done.text


def test_alias_without_a_choice_says_what_to_do(sara, centre):
    url = f"/central/ord/{centre['word']}"

    again = sara.send(sara.open(url), action=f"{url}/samma", expect=422)

    assert "Välj ett ord i listan, eller skriv ett." in again.text


def test_new_word_that_collides_names_what_it_meets(sara, centre):
    url = f"/central/ord/{centre['word']}"

    again = sara.send(sara.open(url), {"name": "schack"}, action=f"{url}/nytt", expect=422)

    assert "”schack” betyder redan ”schack” (vocabulary.tsv:" in again.text
    offered = [button for button in again.every("button") if button.get("name") == "concept"]
    assert offered[0].get("value") == "chess"


def test_own_word_is_listed_and_removed(sara, centre):
    url = f"/central/ord/{centre['word']}"
    listed = sara.send(sara.open(url), {"kind": "interest"}, action=f"{url}/nytt")

    gone = sara.send(sara.open(listed.link("Ta bort …")))

    assert "fritt bräde" in listed.text
    assert "Ett ord är okänt." in gone.text


def test_pages_of_the_centre_are_whole_in_english(lena, centre):
    for path in ("", "omraden", "kollegor/", "matchning/", "ord/", f"ord/{centre['word']}"):
        page = lena.open(f"/central/{path}?lang=en")
        assert page.every("html")[0].get("lang") == "en"
