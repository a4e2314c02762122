"""Signing in and out, a forgotten password, the first start: as a person meets them."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from matcher.domain.accounts import Role
from matcher.services import first_start, letters, outbox
from matcher.store.accounts import Account, SignIn
from matcher.store.audit import Deed
from tests.make import AT, a_centre, an_account, hashed

EMAIL, PASSWORD = "lena@example.org", "fyra ord i en rad"


@pytest.fixture(autouse=True)
def _clock(app):
    app.config["CLOCK"] = lambda: AT


@pytest.fixture
def lena(database):
    with database.writing() as session:
        centre = a_centre(session)
        return an_account(
            session, centre, email=EMAIL, password_hash=hashed(PASSWORD),
            roles=(Role.COORDINATOR, Role.MANAGER),
        )  # fmt: skip


def answers(**given):
    return {"email": EMAIL, "password": PASSWORD} | given


def test_right_password_leads_to_the_things_to_do(visitor, lena):
    page = visitor.sign_in(EMAIL, PASSWORD)

    assert page.url == "/start/"


def test_wrong_password_says_what_to_do_and_not_which_was_wrong(visitor, lena):
    page = visitor.open("/logga-in")

    again = visitor.send(page, answers(password="fel"), expect=422)
    other = visitor.send(page, answers(email="ingen@example.org"), expect=422)

    words = "E-postadressen eller lösenordet stämmer inte. Försök igen."
    assert words in again.text
    assert words in other.text


def test_who_guesses_is_told_to_wait(visitor, lena):
    page = visitor.open("/logga-in")
    for _ in range(5):
        visitor.send(page, answers(password="gissning"), expect=422)

    told = visitor.send(page, answers(), expect=429)

    assert "Vänta 1 minut och försök igen." in told.text


def test_after_signing_in_one_is_back_where_one_wanted_to_go(visitor, lena):
    page = visitor.open("/handelser/")

    assert visitor.send(page, answers()).url == "/handelser/"


@pytest.mark.parametrize(
    "hostile", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_never_leads_to_another_house(visitor, lena, hostile):
    page = visitor.open(f"/logga-in?next={hostile}")

    assert visitor.send(page, answers()).url == "/start/"


def test_signed_out_cookie_opens_nothing(visitor, lena):
    visitor.sign_in(EMAIL, PASSWORD)
    cookies = {cookie.key: cookie.value for cookie in visitor.client._cookies.values()}
    visitor.send(visitor.open("/konto"), {}, action="/logga-ut")

    for name, value in cookies.items():
        visitor.client.set_cookie(name, value)

    assert visitor.open("/start/").url.startswith("/logga-in")


def test_signing_in_gives_a_new_cookie(visitor, lena):
    visitor.open("/logga-in")
    before = {cookie.value for cookie in visitor.client._cookies.values()}

    visitor.sign_in(EMAIL, PASSWORD)

    assert not before & {cookie.value for cookie in visitor.client._cookies.values()}


def test_forgotten_password_says_the_same_whoever_asks(visitor, lena):
    page = visitor.open("/glomt-losenord")

    known = visitor.send(page, {"email": EMAIL})
    unknown = visitor.send(page, {"email": "ingen@example.org"})

    assert known.text == unknown.text


def test_link_from_the_letter_leads_to_a_new_password(visitor, lena, database):
    visitor.send(visitor.open("/glomt-losenord"), {"email": EMAIL})
    with database.writing() as session:
        (envelope,) = outbox.claim(session, at=AT)
    link = re.search(r"/nytt-losenord/\S+", envelope.text)[0]

    page = visitor.open(link)
    visitor.send(page, {"password": "fem helt nya ord", "again": "fem helt nya ord"})

    assert visitor.sign_in(EMAIL, "fem helt nya ord").url == "/start/"
    visitor.open(link, expect=404)


def test_two_passwords_that_differ_are_told_at_the_field(visitor, lena, database):
    with database.writing() as session:
        token = letters.password_link(session, session.get(Account, lena.id), at=AT)

    page = visitor.open(f"/nytt-losenord/{token}")
    again = visitor.send(page, {"password": "fem helt nya ord", "again": "annat"}, expect=422)

    assert "De två lösenorden är inte lika." in again.text


def test_r80_new_coordinator_reads_about_the_log_before_any_person(visitor, database, lena):
    with database.writing() as session:
        session.get(Account, lena.id).logging_text_version = None

    page = visitor.sign_in(EMAIL, PASSWORD)
    assert page.url == "/konto/loggning"
    assert visitor.open("/volontarer/").url == "/konto/loggning"

    visitor.send(page, {}, action="/konto/loggning")

    assert visitor.open("/volontarer/").url == "/volontarer/"


def test_language_chosen_on_the_account_speaks_on_every_page_and_is_in_the_log(
    visitor, lena, database
):
    visitor.sign_in(EMAIL, PASSWORD)
    page = visitor.open("/konto")

    spoken = visitor.send(page, {"language": "en"}, action="/konto/sprak")

    assert spoken.heading == "My account"
    assert visitor.open("/start/").every("html")[0].get("lang") == "en"
    with database.reading() as session:
        assert session.get(Account, lena.id).language == "en"
        assert "account.chose_language" in session.scalars(sa.select(Deed.deed)).all()


def test_language_that_is_not_offered_is_refused_and_changes_nothing(visitor, lena, database):
    visitor.sign_in(EMAIL, PASSWORD)
    page = visitor.open("/konto")

    visitor.send(page, {"language": "xx"}, action="/konto/sprak", expect=422)

    with database.reading() as session:
        assert session.get(Account, lena.id).language == "sv"


def test_session_left_alone_too_long_asks_again(visitor, lena, app):
    visitor.sign_in(EMAIL, PASSWORD)
    app.config["CLOCK"] = lambda: AT + timedelta(hours=2)

    assert visitor.open("/start/").url.startswith("/logga-in")


# ── the first start ───────────────────────────────────────────────────────────────────────────

FIRST = {
    "centre_name": "Centralen Prov",
    "owner_type": "association",
    "owner_name": "Föreningen Prov",
    "phone": "070-174 06 05",
    "name": "Lena Åkesson",
    "email": EMAIL,
    "password": PASSWORD,
    "again": PASSWORD,
}


def test_empty_installation_asks_for_the_code_from_the_console(visitor):
    assert visitor.open("/").url == "/forsta-start"


def test_code_makes_the_first_manager_once(visitor, database):
    with database.writing() as session:
        code = first_start.new_code(session, at=AT)

    page = visitor.open("/forsta-start")
    visitor.send(page, FIRST | {"code": code})

    assert visitor.sign_in(EMAIL, PASSWORD).url == "/konto/loggning"
    assert visitor.open("/forsta-start").url != "/forsta-start"


def test_wrong_code_makes_nothing_and_keeps_what_was_typed(visitor, database):
    with database.writing() as session:
        first_start.new_code(session, at=AT)

    again = visitor.send(visitor.open("/forsta-start"), FIRST | {"code": "fel"}, expect=422)

    assert "Centralen Prov" in again.html
    with database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Account)) == 0
        assert session.scalar(sa.select(sa.func.count()).select_from(SignIn)) == 0


def test_all_faults_are_told_at_once_and_say_what_to_do(visitor, database):
    again = visitor.send(visitor.open("/forsta-start"), {}, expect=422)

    assert "9 saker behöver rättas" in again.text
    assert "Välj vem som driver centralen." in again.text
    assert "giltigt" not in again.text
