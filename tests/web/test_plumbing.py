"""What every page stands on: headers, refusals, languages, and the rows it reads."""

import gzip
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import render_template_string, request
from sqlalchemy import text

from matcher import phrases
from matcher.domain.errors import (
    AlreadyDecided,
    Fault,
    Invalid,
    Missing,
    NotAllowed,
    NotNow,
    RuleBroken,
)
from matcher.services import letters, weeks
from tests import make
from tests.visitor import Visitor, inspect
from web import create_app
from web.plumbing import menu
from web.plumbing.database import reading, transaction
from web.plumbing.permissions import Undeclared, public


@pytest.fixture
def app(site_of_its_own):
    """Most tests here add a page to it."""
    return site_of_its_own


def add(app, address, view, *methods):
    """A page of the test's own, open to everybody."""
    app.add_url_rule(address, f"prov{address}", public(view), methods=methods or ["GET"])


def failing(error):
    def view():
        raise error

    return view


PAGE = (
    '{% extends "base.html" %}{% block title %}Prov{% endblock %}'
    "{% block content %}<h1>Prov</h1>{% endblock %}"
)


# ── refusals ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("error", "status", "heading"),
    [
        (Missing("volunteer", "abc"), 404, "Sidan finns inte"),
        (NotAllowed("volunteer.see"), 403, "Det här får du inte öppna"),
        (AlreadyDecided("abc", "accepted", "someone"), 409, "Det gick inte att spara"),
        (NotNow("match", "ended", "pause"), 409, "Det gick inte att spara"),
        (ZeroDivisionError("070-174 06 12"), 500, "Något gick fel hos oss"),
    ],
)
def test_refusal_becomes_a_page_that_says_what_to_do(app, error, status, heading):
    add(app, "/prov", failing(error))

    page = Visitor(app).open("/prov", expect=status)

    assert page.heading == heading


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_fault_is_told_in_the_readers_language(app, language):
    faults = {"name": Fault("name_missing"), "email": Fault("email_taken")}
    add(app, "/prov", failing(Invalid(faults)))

    page = Visitor(app).open(f"/prov?lang={language}", expect=422)

    assert all(phrases.fault(fault, language) in page.text for fault in faults.values())


def test_wrong_state_is_told_with_its_reason(app):
    add(app, "/prov", failing(NotNow("need", "closed", "propose")))

    assert "Uppdraget är stängt." in Visitor(app).open("/prov", expect=409).text


def test_safety_rule_that_forbids_is_named_with_all_its_fellows(app):
    from matcher.phrases.rules import RULES

    both = list(RULES)[:2]
    add(app, "/prov", failing(RuleBroken(both)))

    page = Visitor(app).open("/prov", expect=409)

    assert page.heading == "Det går inte, av säkerhetsskäl"
    assert all(phrases.rule(rule) in page.text for rule in both)


def test_r1_another_centres_row_and_no_row_at_all_give_the_same_page(app):
    add(app, "/prov/andras", failing(Missing("volunteer", "hers")))
    visitor = Visitor(app)

    theirs = visitor.open("/prov/andras", expect=404).html
    nobodys = visitor.open("/prov/ingens", expect=404).html

    assert theirs.replace("andras", "ingens") == nobodys


def test_unforeseen_error_shows_a_number_and_nothing_else(app):
    add(app, "/prov", failing(RuntimeError("secret things")))

    page = Visitor(app).open("/prov", expect=500)

    assert "secret things" not in page.html
    assert "Om du hör av dig, säg numret" in page.text


def test_refusal_to_htmx_is_a_box_in_the_page_that_is_already_there(app):
    add(app, "/prov", failing(AlreadyDecided("abc", "accepted", None)))

    answer = Visitor(app).fetch("/prov", expect=409, HX_Request="true")

    assert answer.headers["HX-Retarget"] == "#besked"
    assert "<html" not in answer.text
    assert "Någon hann före" in answer.text


def test_t24_rows_that_cannot_be_read_at_all_give_the_same_page(database, database_url, lena):
    database.dispose()
    path = Path(database_url.removeprefix("sqlite:///"))
    for left in path.parent.glob(f"{path.name}-*"):
        left.unlink()
    path.write_bytes(b"no database" * 1000)

    page = lena.open("/volontarer/", expect=500)

    assert re.search(r"säg numret [0-9A-F]{8}", page.text)


def test_method_that_is_not_there_is_refused_kindly(visitor):
    answer = visitor.client.post("/oro", headers={"Sec-Fetch-Site": "same-origin"})

    assert answer.status_code in (400, 405)


@pytest.mark.parametrize(
    ("address", "status"), [("/brev/%00/sluta", 404), ("/oro?a=1&a=b%00c", 400)]
)
def test_address_with_a_nul_in_it_is_refused_before_any_row_is_asked_for(visitor, address, status):
    assert visitor.client.get(address).status_code == status


def test_form_with_a_nul_in_it_is_refused_before_any_row_is_asked_for(visitor):
    page = visitor.open("/glomt-losenord").form("/glomt-losenord")

    visitor.send(page, {"email": "karin\0@example.org"}, expect=400)


# ── headers and cookies ───────────────────────────────────────────────────────────────────────


def test_every_page_forbids_inline_code_framing_and_telling_where_one_was(visitor):
    headers = visitor.open("/oro").headers

    assert headers["Content-Security-Policy"].startswith("default-src 'self'; ")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"


def test_refused_page_has_the_same_headers(visitor):
    assert "Content-Security-Policy" in visitor.open("/finns-inte", expect=404).headers


def test_static_files_are_kept_a_year_under_their_fingerprint(visitor):
    page = visitor.open("/oro")
    sheet = next(e.get("href") for e in page.every("link") if e.get("rel") == "stylesheet")

    with visitor.fetch(sheet) as answer:
        kept = answer.headers["Cache-Control"]

    assert "?v=" in sheet
    assert "max-age=31536000" in kept


def test_over_https_cookies_can_be_set_by_this_host_only(settings, database):
    app = create_app(replace(settings, public_url="https://handslag.example.se"), database)

    answer = app.test_client().get("/oro?lang=en", base_url="https://handslag.example.se")

    assert app.config["SESSION_COOKIE_NAME"] == "__Host-session"
    assert answer.headers["Set-Cookie"].startswith("__Host-language=en; ")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert "max-age=" in answer.headers["Strict-Transport-Security"]


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example"])
def test_unknown_host_is_refused(app, host):
    assert app.test_client().get("/oro", base_url=f"http://{host}").status_code == 400


def test_forwarded_host_is_never_believed(app):
    add(app, "/prov", lambda: request.url_root)

    answer = app.test_client().get("/prov", headers={"X-Forwarded-Host": "evil.example"})

    assert answer.text == "http://localhost/"


def test_page_that_is_too_large_to_be_a_list_is_refused(app):
    add(app, "/prov", lambda: str(len(request.form)), "POST")
    app.config["WTF_CSRF_ENABLED"] = False

    answer = app.test_client().post("/prov", data={"text": "a" * 2_000_000})

    assert answer.status_code == 413


# ── changes come from our own pages ───────────────────────────────────────────────────────────


def form_app(app):
    add(
        app,
        "/prov/blankett",
        lambda: render_template_string(
            PAGE.replace(
                "</h1>",
                '</h1><form method="post" action="/prov/spara"><input type="hidden" '
                'name="csrf_token" value="{{ csrf_token() }}"></form>',
            )
        ),
    )
    add(app, "/prov/spara", lambda: render_template_string(PAGE), "POST")
    return Visitor(app)


def test_form_of_ours_is_taken(app):
    visitor = form_app(app)

    visitor.send(visitor.open("/prov/blankett"))


def test_post_without_a_token_is_refused_kindly(app):
    page = form_app(app).post("/prov/spara", {}, expect=400)

    assert page.heading == "Sidan hade legat öppen för länge"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "null"},
    ],
)
def test_post_from_another_site_is_refused_whatever_its_token(app, headers):
    visitor = form_app(app)
    token = visitor.open("/prov/blankett").form().fields["csrf_token"]

    answer = visitor.client.post("/prov/spara", data={"csrf_token": token}, headers=headers)

    assert answer.status_code == 400


@pytest.mark.parametrize("origin", ["http://localhost", "null"])
def test_post_from_our_own_page_is_taken_also_where_the_browser_hides_its_origin(app, origin):
    visitor = form_app(app)
    token = visitor.open("/prov/blankett").form().fields["csrf_token"]
    headers = {"Origin": origin, "Sec-Fetch-Site": "same-origin"}

    answer = visitor.client.post("/prov/spara", data={"csrf_token": token}, headers=headers)

    assert answer.status_code == 200


# ── who may ───────────────────────────────────────────────────────────────────────────────────


def test_site_does_not_start_with_a_view_that_says_nothing(settings, database, monkeypatch):
    from flask import Blueprint

    from web.rooms import about

    silent = Blueprint("silent", __name__)
    silent.add_url_rule("/tyst", "tyst", lambda: "")
    monkeypatch.setattr(about, "room", silent)

    with pytest.raises(Undeclared, match=r"silent\.tyst"):
        create_app(settings, database)


def test_public_pages_are_known_by_name(app):
    from web.plumbing.permissions import PUBLIC, rule

    ours = {"about", "health"}
    named = {e for e, view in app.view_functions.items() if rule(view) == PUBLIC}

    assert {e for e in named if e.partition(".")[0] in ours} == {
        "about.accessibility",
        "about.concern",
        "about.data",
        "about.front",
        "health.healthz",
    }


# ── languages ─────────────────────────────────────────────────────────────────────────────────


def test_swedish_is_spoken_until_another_language_is_chosen_and_then_that(visitor):
    swedish = visitor.open("/oro")
    english = visitor.open(swedish.link("English"))
    later = visitor.open("/tillganglighet")

    assert swedish.heading == "Oro för någon"
    assert english.heading == "Worried about someone"
    assert later.heading == "Accessibility"
    assert later.every("html")[0].get("lang") == "en"


def test_language_that_is_not_offered_is_swedish(visitor):
    assert visitor.open("/oro?lang=xx").heading == "Oro för någon"


# ── rows ──────────────────────────────────────────────────────────────────────────────────────


def test_a_request_reads_through_one_session(app):
    def view():
        with reading() as one, reading() as other:
            return str(one is other)

    add(app, "/prov", view)

    assert Visitor(app).fetch("/prov").text == "True"


def test_what_was_written_is_read_in_the_same_request(app):
    def view():
        with reading() as rows:
            rows.execute(text("SELECT count(*) FROM first_codes")).scalar()
        with transaction() as rows:
            rows.execute(text("INSERT INTO first_codes VALUES ('a', '2026-11-22', NULL)"))
        with reading() as rows:
            return str(rows.execute(text("SELECT count(*) FROM first_codes")).scalar())

    add(app, "/prov", view)

    assert Visitor(app).fetch("/prov").text == "1"


def test_unit_of_work_that_fails_leaves_nothing(app, database):
    def view():
        with transaction() as rows:
            rows.execute(text("INSERT INTO first_codes VALUES ('a', '2026-11-22', NULL)"))
            raise NotNow("match", "ended", "pause")

    add(app, "/prov", view)
    Visitor(app).open("/prov", expect=409)

    with database.reading() as rows:
        assert rows.execute(text("SELECT count(*) FROM first_codes")).scalar() == 0


def test_health_says_whether_rows_can_be_read(visitor):
    answer = visitor.fetch("/healthz")

    assert answer.json["well"] is True


def test_health_says_when_a_week_was_counted_and_how_long_a_letter_has_waited(visitor, database):
    before = visitor.fetch("/healthz").json
    with database.writing() as session:
        centre = make.a_centre(session)
        make.an_account(session, centre)
        made = weeks.run_week(session, centre=centre.id, iso_week="2026-W48", at=make.AT)
        letters.weekly_digest(session, made, public_url="https://handslag.example", at=make.AT)

    after = visitor.fetch("/healthz").json

    assert (before["last_week_made_at"], before["oldest_unsent_letter"]) == (None, None)
    assert after["last_week_made_at"] == after["oldest_unsent_letter"] == make.AT.isoformat()


def test_health_says_when_rows_cannot_be_read(settings):
    from matcher.store.sessions import Database

    away = Database("sqlite:////there/is/no/such/folder/handslag.db")
    answer = create_app(settings, away).test_client().get("/healthz")

    assert (answer.status_code, answer.json["database"]) == (503, False)


# ── frame ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("address", ["/oro", "/om-uppgifter", "/tillganglighet"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_what_everybody_may_read_is_linked_from_every_page(visitor, address, language):
    page = visitor.open(f"{address}?lang={language}")

    assert {"/oro", "/om-uppgifter", "/tillganglighet"} <= set(page.links())
    assert "112" in page.text


def wire_weight(visitor, address):
    """Bytes of an answer as a server sends it: packed, but for the font, which is packed."""
    with visitor.fetch(address) as answer:
        return len(answer.data if address.endswith("woff2") else gzip.compress(answer.data))


def test_calm_page_weighs_little_on_a_first_visit(visitor):
    page = visitor.open("/oro")
    files = [e.get("href") or e.get("src") for e in page.every("link", "script")]
    files += ["/static/fonts/source-sans-3-latin.woff2", "/static/icons.svg", "/oro"]

    assert sum(wire_weight(visitor, file) for file in files) <= 60_000


def test_menu_has_only_rooms_that_say_so(app):
    assert all(isinstance(entry, menu.Entry) for entry in app.extensions["menu"])


def test_site_asks_the_tests_for_the_time(app):
    from web.plumbing.clock import now, today

    app.config["CLOCK"] = lambda: datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    with app.app_context():
        assert now().hour == 23
        assert today().day == 23  # past midnight in Stockholm


def test_error_page_is_a_whole_page_in_english_too(app):
    add(app, "/prov", failing(Missing("need", "x")))

    inspect(Visitor(app).open("/prov?lang=en", expect=404))
