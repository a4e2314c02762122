"""What must not come out: persons in logs, tracebacks in answers, foreign names in links."""

import io
import re
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from matcher.store.letters import Letter
from tests import tour
from tests.visitor import Visitor
from web.plumbing.permissions import public

EVIL = "evil.example"
# What people and robots write behind a question mark, and the names that our pages listen to.
ODD = ["", "0", "-1", "abc", "9" * 30, "1e9", "\0", "%", "'", "../../etc/passwd", "{{7*7}}"]
ODD += ["å" * 999]
ROOMS = Path(__file__).parents[2] / "web" / "rooms"
LISTENS_TO = re.compile(r"""request\.args(?:\.get|\.getlist)?[\[(]\s*["'](\w+)["']""")
NAMES = ("q", "sok", "sida", "om", "visa", "avvisa", "omrade", "lage", "next", "slag", "sort")
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def log(monkeypatch):
    """What the site writes for whoever runs it, from its first line on."""
    written = io.StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    return written


@pytest.fixture
def app(log, app):
    """The site, whose log is read."""
    return app


def everywhere(site, ids):
    return [stop.url for stop in tour.stops(site, ids, methods=("GET",))]


# ── T23: logs ─────────────────────────────────────────────────────────────────────────────────


def test_t23_log_of_a_whole_tour_names_nobody(site, demonstration, signed_in, log):
    """Every page, searches by name, a wrong password, a forgotten one: ids in the log at most."""
    lena = signed_in("lena")
    for url in everywhere(site, demonstration.ids):
        lena.client.get(url)
        lena.client.get(f"{url}?q=Zzkanin&om=070-174+06+05")
    stranger = Visitor(site)
    stranger.send(
        stranger.open("/logga-in"), {"email": tour.EMAIL, "password": "not this"}, expect=422
    )
    stranger.send(stranger.open("/glomt-losenord"), {"email": tour.EMAIL})
    said = log.getvalue()

    assert said.count("\n") > 2 * len(demonstration.ids)  # there is a log to be read
    assert [secret for secret in demonstration.secrets if secret in said] == []
    assert tour.PASSWORD not in said
    assert demonstration.ids["token"] not in said
    assert not re.search(r"(?:\+46|0)70[ -]?1?74", said)


def test_t23_log_of_a_fault_names_nobody(site, demonstration, signed_in, log):
    """A library puts what it was given into its message; the traceback is kept, the person not."""
    told = f"{tour.EMAIL} 070-1740605 19421112-2391 {demonstration.ids['token']}"
    site.view_functions["about.concern"] = public(lambda: int(told))

    answer = signed_in("lena").client.get("/oro")

    said = log.getvalue()
    assert answer.status_code == 500
    assert "Traceback" in said
    assert [part for part in told.split() if part in said] == []


# ── T24: error pages ──────────────────────────────────────────────────────────────────────────


def test_t24_odd_questions_get_answers_and_no_traceback(site, ids, signed_in):
    """Page 0, page -1, an id that is none: an answer below 500, and nothing of our code in it."""
    lena, faults = signed_in("lena"), []
    for stop in tour.stops(site, ids, methods=("GET",)):
        for name in _listened_to(stop.endpoint):
            for odd in _some(stop.url, name):
                answer = lena.client.get(stop.url, query_string={name: odd})
                if answer.status_code >= 500 or "Traceback" in answer.get_data(as_text=True):
                    faults.append(f"{stop.url}?{name}={odd[:12]}: {answer.status_code}")

    assert faults == []


def _listened_to(endpoint):
    """The names that the room of the endpoint reads, and one that every page does."""
    room = ROOMS / f"{endpoint.partition('.')[0]}.py"
    return sorted({"lang", *LISTENS_TO.findall(room.read_text(encoding="utf-8"))})


def _some(url, name):
    """Two for each page and name, so that all are tried on some page without an hour's wait."""
    first = sum(map(ord, url + name)) % len(ODD)
    return {ODD[first], ODD[first - len(ODD) // 2]}


def test_t24_odd_ids_are_missing(site, ids, signed_in):
    lena, faults = signed_in("lena"), []
    for stop in tour.stops(site, ids, methods=("GET",)):
        if stop.endpoint.startswith(("own_matches.", "contact.")):
            continue  # she has not come in by a link: asked for one, whatever the id
        for odd in ("0" * 13, "%00", "å" * 50, "1%27--"):
            url = stop.url
            for name in set(tour.ARGUMENTS) | {"need_id", "volunteer_id", "step_id", "iso_week"}:
                url = url.replace(str(ids.get(name)), odd)
            if url != stop.url and lena.client.get(url).status_code != 404:
                faults.append(f"{url}: {lena.client.get(url).status_code}")

    assert faults == []


def test_t9_what_is_asked_for_is_shown_as_text(site, ids, signed_in):
    lena = signed_in("lena")
    for url in everywhere(site, ids):
        answer = lena.client.get(url, query_string=dict.fromkeys(NAMES, SCRIPT))

        assert SCRIPT not in answer.get_data(as_text=True), url


# ── T16, T18: hosts and ways back ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize("header", ["Host", "X-Forwarded-Host", "X-Host", "Forwarded"])
def test_t16_letter_links_to_us_whatever_we_are_called(site, demonstration, database, header):
    visitor = Visitor(site)
    form = visitor.open("/glomt-losenord").form("/glomt-losenord")
    said = f"host={EVIL}" if header == "Forwarded" else EVIL
    answer = visitor.client.post(
        form.action, data=form.fields | {"email": tour.EMAIL}, headers={header: said}
    )

    assert EVIL not in answer.get_data(as_text=True)
    assert answer.status_code == (400 if header == "Host" else 200)
    with database.reading() as session:
        letters = session.scalars(sa.select(Letter)).all()
        words = " ".join(f"{one.subject} {one.text} {one.html}" for one in letters)
        assert EVIL not in words
        assert ("/nytt-losenord/" in words) == (header != "Host")


@pytest.mark.parametrize(
    "wish",
    ["https://evil.example", "//evil.example", "///evil.example", r"/\evil.example",
     r"\\evil.example", "https:evil.example", "http:/evil.example", "/%09/evil.example",
     "/\t/evil.example", "\x01https://evil.example", "javascript:alert(1)", "data:text/html,x",
     "/logga-in@evil.example/..//evil.example", "https://localhost@evil.example"],
)  # fmt: skip
def test_t18_signing_in_never_leads_out_of_the_house(site, demonstration, wish):
    visitor = Visitor(site)
    page = Visitor(site).client.get("/logga-in", query_string={"next": wish})
    form = visitor.open("/logga-in").form("/logga-in")
    answers = {"email": tour.EMAIL, "password": tour.PASSWORD, "next": wish}

    answer = visitor.client.post(
        "/logga-in", query_string={"next": wish}, data=form.fields | answers
    )

    assert f'href="{wish}"' not in page.get_data(as_text=True)
    assert answer.status_code == 302
    assert re.match(r"/(?![/\\])", answer.location), answer.location
