"""A password for the own page, for volunteers who would rather have one than a link (R5)."""

import pytest
import sqlalchemy as sa

from matcher.services import own_door
from matcher.store.audit import Deed
from matcher.store.own_passwords import OwnPassword
from matcher.store.volunteers import Volunteer
from tests import make
from tests.visitor import Visitor
from tests.web.desk import AT, rows

EMAIL, PASSWORD = "karin@example.org", "tre blå båtar i Ekvik"


@pytest.fixture
def karin(app, database, visitor, centre):
    """She is on her page, by a link, and chooses a password there."""
    app.config["CLOCK"] = lambda: AT
    with database.writing() as session:
        who = {"centre": centre.id, "by": make.an_account(session, centre).id}
        made = make.a_volunteer(session, centre, email=EMAIL)
        token = own_door.hand_out(session, made.id, **who, at=AT)
    visitor.send(visitor.open(f"/min-sida/in/{token}"))
    page = visitor.open("/min-sida/losenord")
    visitor.send(page, {"password": PASSWORD, "again": PASSWORD})
    return visitor


def sign_in(browser, email=EMAIL, password=PASSWORD, expect=200):
    page = browser.open("/min-sida/logga-in")
    return browser.send(page, {"email": email, "password": password}, expect=expect)


def test_r5_volunteer_comes_in_by_the_password_she_chose(app, karin):
    assert sign_in(Visitor(app), EMAIL.upper()).heading == "Hej Karin"


@pytest.mark.parametrize("wrong", [{"password": "fel lösenord helt"}, {"email": "bo@example.org"}])
def test_r5_wrong_password_and_unknown_address_are_answered_alike(app, karin, wrong):
    page = sign_in(Visitor(app), **wrong, expect=422)

    assert "E-postadressen eller lösenordet stämmer inte" in page.text


def test_guesses_are_made_to_wait(app, karin):
    guesser = Visitor(app)
    for _ in range(5):
        sign_in(guesser, password="en gissning till", expect=422)

    assert "För många försök" in sign_in(guesser, expect=429).text


def test_password_is_kept_as_a_hash_and_choosing_it_is_noted(karin, database):
    [row] = rows(database, OwnPassword)

    assert row.password_hash.startswith("$argon2id$")
    assert "volunteer.password_chosen" in {deed.deed for deed in rows(database, Deed)}


def test_choosing_ends_her_visits_elsewhere_and_not_this_one(karin):
    assert karin.open("/min-sida/").heading == "Hej Karin"


def test_password_that_is_removed_opens_nothing(app, karin):
    page = karin.open("/min-sida/losenord")
    karin.send(page.form("/min-sida/losenord/ta-bort"), {"known": PASSWORD})

    sign_in(Visitor(app), expect=422)


def test_another_password_is_chosen_by_who_knows_the_one_there_is(app, karin):
    new = {"password": "fyra gula bussar", "again": "fyra gula bussar"}
    form = karin.open("/min-sida/losenord").form("/min-sida/losenord")

    refused = karin.send(form, {**new, "old": "en gissning"}, expect=422)
    assert "Lösenordet stämmer inte." in refused.text
    assert sign_in(Visitor(app)).heading == "Hej Karin"
    karin.send(form, {**new, "old": PASSWORD})

    assert sign_in(Visitor(app), password="fyra gula bussar").heading == "Hej Karin"


def test_who_finds_her_page_open_cannot_guess_the_password_for_ever(karin):
    page = karin.open("/min-sida/losenord").form("/min-sida/losenord/ta-bort")
    for _ in range(5):
        karin.send(page, {"known": "en gissning till"}, expect=422)

    assert "För många försök" in karin.send(page, {"known": PASSWORD}, expect=422).text


def test_password_is_over_when_she_leaves_also_if_she_comes_back(app, karin, database):
    karin.send(karin.open("/min-sida/sluta").form("/min-sida/sluta"))
    with database.writing() as session:
        session.execute(sa.update(Volunteer).values(state="active"))

    sign_in(Visitor(app), expect=422)


def test_coordinator_takes_the_password_away_and_shuts_the_page(app, karin, lena, database):
    [who] = rows(database, Volunteer)
    page = lena.open(f"/volontarer/{who.id}")
    lena.send(page.form(f"/volontarer/{who.id}/egen-sida/stang"))

    assert karin.open("/min-sida/").url == "/min-sida/lank"
    sign_in(Visitor(app), expect=422)
