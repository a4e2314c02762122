"""Signing in is a row, looked up at every request: what is taken away is gone at the next click."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Blueprint, url_for
from flask_babel import lazy_gettext
from flask_login import current_user

from matcher.domain.accounts import OwnerType, Role
from matcher.services import accounts, sign_ins
from matcher.store import accounts as account_rows
from matcher.store.centres import Centre
from tests.visitor import Visitor
from web.plumbing import login, menu
from web.plumbing.permissions import allowed, public, signed_in

NOON = datetime(2026, 11, 23, 11, tzinfo=UTC)


@pytest.fixture
def app(site_of_its_own):
    """The site with a front door of the test's own, and a clock that stands still."""
    app = site_of_its_own
    at = [NOON]
    app.config["CLOCK"] = lambda: at[0]
    app.config["LATER"] = lambda by: at.__setitem__(0, at[0] + by)
    app.add_url_rule("/in/<token>", "in", public(_in))
    app.add_url_rule("/ut", "ut", public(_out))
    app.add_url_rule("/mitt", "mitt", allowed()(_mine))
    app.add_url_rule("/samordnare", "samordnare", allowed(Role.COORDINATOR)(lambda: _mine()))
    if "account" not in app.blueprints:
        door = Blueprint("account", __name__)
        door.add_url_rule("/logga-in", "sign_in", public(lambda: "logga in"))
        app.register_blueprint(door)
    return app


def _in(token):
    login.sign_in(token)
    return "inne"


def _out():
    login.sign_out()
    return "ute"


def _mine():
    return f"{current_user.called} {signed_in()['centre']} {signed_in()['by']}"


@pytest.fixture
def lena(database):
    """A coordinator of a municipality's centre, with a session that began at noon."""
    return begun(database, "Lena Åkesson-Holm", Role.COORDINATOR)


def begun(database, name, *roles):
    with database.writing() as rows:
        centre = Centre(
            name="Frivilligcentralen Ekvik",
            owner_type=OwnerType.MUNICIPALITY,
            phone="+46701740605",
            code=name.split()[0].lower(),
            created_at=NOON,
        )
        rows.add(centre)
        rows.flush()
        email = f"{name.split()[0].lower()}@example.org"
        new = accounts.NewAccount(email=email, name=name, roles=frozenset(roles))
        account = accounts.open_account(rows, new, centre=centre.id, by=None, at=NOON)
        accounts.acknowledge_logging(rows, centre=centre.id, by=account.id, at=NOON)
        token = sign_ins.begin_session(rows, account, at=NOON)
        return token, centre.id, account.id


def test_signed_in_person_is_known_by_her_centre_and_account(app, lena):
    token, centre, account = lena
    visitor = Visitor(app)
    visitor.fetch(f"/in/{token}")

    assert visitor.fetch("/samordnare").text == f"Lena {centre} {account}"


def test_stranger_is_shown_where_to_sign_in_and_led_back(app):
    answer = Visitor(app).fetch("/samordnare?sida=2", expect=302)

    assert answer.location == "/logga-in?next=/samordnare?sida%3D2"


def test_part_of_a_page_that_a_stranger_asks_for_moves_the_whole_page(app):
    answer = Visitor(app).fetch("/samordnare", expect=401, HX_Request="true")

    assert answer.headers["HX-Redirect"] == "/logga-in"


def test_r3_role_that_is_not_enough_is_refused(app, database):
    token, *_ = begun(database, "Sten Berg", Role.STATISTICS)
    visitor = Visitor(app)
    visitor.fetch(f"/in/{token}")

    assert visitor.fetch("/mitt").status_code == 200
    assert visitor.fetch("/samordnare", expect=403)


def test_r3_role_that_is_taken_away_is_gone_at_the_next_click(app, database, lena):
    token, _, account = lena
    visitor = Visitor(app)
    visitor.fetch(f"/in/{token}")
    visitor.fetch("/samordnare")

    with database.writing() as rows:
        rows.query(account_rows.Grant).filter_by(account_id=account).delete()

    visitor.fetch("/samordnare", expect=403)


def test_cookie_that_was_copied_opens_nothing_after_signing_out(app, lena):
    token, *_ = lena
    visitor, thief = Visitor(app), Visitor(app)
    visitor.fetch(f"/in/{token}")
    thief.client.set_cookie("session", visitor.client.get_cookie("session").value)
    assert thief.fetch("/samordnare").status_code == 200

    visitor.fetch("/ut")

    thief.fetch("/samordnare", expect=302)


def test_cookie_from_before_signing_in_is_not_the_one_after(app, lena):
    token, *_ = lena
    visitor = Visitor(app)
    visitor.client.get("/samordnare")  # a stranger's cookie, with a note that she must sign in
    before = visitor.client.get_cookie("session").value

    visitor.fetch(f"/in/{token}")

    assert visitor.client.get_cookie("session").value != before


def test_token_is_not_the_accounts_id(app, lena):
    token, _, account = lena
    visitor = Visitor(app)
    visitor.fetch(f"/in/{token}")

    assert account not in token
    assert visitor.client.get_cookie("remember_token") is None


def test_session_in_use_goes_on_and_one_that_sleeps_ends(app, lena):
    token, *_ = lena
    visitor = Visitor(app)
    visitor.fetch(f"/in/{token}")
    idle = timedelta(minutes=app.extensions["settings"].session_idle_minutes)

    for _ in range(3):
        app.config["LATER"](idle * 0.8)
        visitor.fetch("/samordnare")

    app.config["LATER"](idle * 1.1)
    visitor.fetch("/samordnare", expect=302)


def test_invented_token_is_nobodys(app):
    visitor = Visitor(app)
    with visitor.client.session_transaction() as cookie:
        cookie["_user_id"] = "an invented token"

    visitor.fetch("/samordnare", expect=302)


def test_page_of_a_centre_shows_its_name_number_and_owner(app, lena):
    token, *_ = lena
    visitor = Visitor(app)
    visitor.fetch(f"/in/{token}")

    page = visitor.open("/om-uppgifter")

    assert "Frivilligcentralen Ekvik är personuppgiftsansvarig." in page.text
    assert "När en kommun driver centralen" in page.text
    assert "När en förening driver centralen" not in page.text
    assert page.link("070-174 06 05") == "tel:+46701740605"


def test_data_page_without_a_centre_tells_what_holds_for_each_owner(app):
    page = Visitor(app).open("/om-uppgifter")

    for owner in ("kommun", "förening", "församling", "stiftelse"):
        assert f"När en {owner}" in page.text


def test_menu_shows_the_rooms_of_ones_role_and_what_waits_in_them(app, lena):
    token, *_ = lena
    app.extensions["menu"] = [
        menu.Entry(1, "samordnare", lazy_gettext("Meny"), (Role.COORDINATOR,), lambda: 9),
        menu.Entry(2, "mitt", lazy_gettext("Mitt konto"), (Role.ADMIN,)),
    ]
    visitor = Visitor(app)
    visitor.fetch(f"/in/{token}")

    with app.test_request_context("/", headers=_cookies(visitor), base_url="http://localhost"):
        assert menu.links() == [menu.Link("Meny", url_for("samordnare"), 9, False)]


def _cookies(visitor):
    return {"Cookie": f"session={visitor.client.get_cookie('session').value}"}


def test_stranger_has_no_menu(app):
    app.extensions["menu"] = [menu.Entry(1, "mitt", "Mitt", (Role.ADMIN,), lambda: 1 // 0)]

    assert "Huvudmeny" not in Visitor(app).open("/oro").text


@pytest.mark.parametrize("wish", ["/forslag", "/volontarer?sida=2"])
def test_one_is_led_back_to_a_page_of_ours(wish):
    assert login.safe_next(wish) == wish


@pytest.mark.parametrize(
    "wish",
    [
        None,
        "",
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/a\\..\\b",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/ok\r\nSet-Cookie: a=b",
    ],
)
def test_one_is_never_led_out_of_the_house(wish):
    assert login.safe_next(wish) is None
