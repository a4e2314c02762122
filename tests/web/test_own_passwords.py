"""A password for the own page, for volunteers who would rather have one than a link (R5)."""

import pytest

from matcher.services import own_door
from matcher.store.audit import Deed
from matcher.store.own_passwords import OwnPassword
from tests import make
from tests.visitor import Visitor
from tests.web.desk import AT, rows

EMAIL, PASSWORD = "karin@example.org", "tre blå båtar i Ekvik"


@pytest.fixture
def karin(app, database, visitor):
    """She is on her page, by a link, and chooses a password there."""
    app.config["CLOCK"] = lambda: AT
    with database.writing() as session:
        centre = make.a_centre(session)
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
    karin.send(page.form("/min-sida/losenord/ta-bort"))

    sign_in(Visitor(app), expect=422)
