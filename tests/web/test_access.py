"""Who reaches what: every address of the site, for everybody who might try it.

What is expected comes from `tests/house/routes.txt`, which somebody has read, not from the views.
"""

import re
from pathlib import Path

import pytest

from matcher.domain.accounts import Role
from tests import tour
from tests.visitor import Visitor

LIST = Path(__file__).parents[1] / "house" / "routes.txt"
LOGS = ("access_log", "chain_heads")  # a look is written down (R79); nothing else is
SEEN = ("sign_ins",)  # when somebody was here last
NOTHING_THERE = "0000000000000"
# What a centre shows to everybody: its open local needs (see tests/web/test_open_needs.py).
PUBLISHED = ("account.new_password", "open_needs.feed", "open_needs.listed", "open_needs.one")
REFUSED = (404, 422)  # 422: the form was wrong, which is seen before any row is looked for


@pytest.fixture(scope="module")
def who_may():
    """Endpoint → the roles of the list; empty is everybody."""
    rows = (line.split("  ") for line in LIST.read_text(encoding="utf-8").splitlines())
    return {endpoint: _roles(who) for _, _, endpoint, who in rows}


def _roles(who):
    if who in ("everybody", "signed in"):
        return set() if who == "everybody" else set(Role)
    return {Role(word) for word in who.split("+")}


@pytest.fixture
def rows(database):
    """What stands in the database, without the log of looks and who was here last."""
    return lambda *without: tour.all_rows(database, without=(*LOGS, *SEEN, *without))


def ask(visitor, stop, token=None, url=None):
    """The bare answer: redirects not followed, a form with nothing but its token."""
    if stop.method == "GET":
        return visitor.client.get(url or stop.url)
    return visitor.client.post(url or stop.url, data={"csrf_token": token} if token else {})


def token_of(visitor):
    """A form's token that is right for this visitor, from a page that everybody may open."""
    page = visitor.open("/glomt-losenord")
    return page.form("/glomt-losenord").fields["csrf_token"][0]


# ── nobody ────────────────────────────────────────────────────────────────────────────────────


def test_r1_stranger_is_led_to_the_sign_in_page_and_changes_nothing(site, ids, who_may, rows):
    stranger = Visitor(site)
    token, before = token_of(stranger), rows()
    closed = [stop for stop in tour.stops(site, ids) if who_may[stop.endpoint]]
    answers = [(stop.method, stop.url, ask(stranger, stop, token)) for stop in closed]

    assert [
        (method, url, answer.status_code)
        for method, url, answer in answers
        if answer.status_code != 302 or not answer.location.startswith("/logga-in")
    ] == []
    assert rows() == before


# ── another centre ────────────────────────────────────────────────────────────────────────────


def test_r1_another_centres_row_is_as_missing_as_one_that_never_was(
    site, ids, signed_in, who_may, rows
):
    """The same status and, but for the id that was asked for, the same bytes."""
    neighbour = signed_in("neighbour")
    token, before = token_of(neighbour), rows("accounts")
    faults = []
    for stop in tour.stops(site, ids):
        if not who_may[stop.endpoint] or not stop.has_ids:
            continue
        ours, nothing = (ask(neighbour, stop, token, url) for url in (stop.url, _empty(stop, ids)))
        if ours.status_code != nothing.status_code or ours.status_code not in REFUSED:
            faults.append(f"{stop.method} {stop.url}: {ours.status_code}, {nothing.status_code}")
        elif _without_ids(ours, ids) != _without_ids(nothing, ids):
            faults.append(f"{stop.method} {stop.url} differs from what never was")

    assert faults == []
    assert rows("accounts") == before


def _empty(stop, ids):
    url = stop.url
    for name, value in ids.items():
        if name not in ("iso_week", "code", "token", "centre"):
            url = url.replace(value, NOTHING_THERE)
    return url


def _without_ids(answer, ids):
    """The body with every id as zeros, and the numbers that are new in each answer taken away."""
    text = answer.get_data(as_text=True)
    for value in ids.values():
        text = text.replace(value, NOTHING_THERE)
    return re.sub(r'name="csrf_token"[^>]*value="[^"]*"|content="[\w.-]{40,}"', "", text)


def test_r1_no_byte_of_one_centre_reaches_another(site, demonstration, signed_in, who_may):
    """Every page with our ids, every list, and a search for our canaries."""
    neighbour, secrets = signed_in("neighbour"), demonstration.secrets
    urls = [
        stop.url
        for stop in tour.stops(site, demonstration.ids, methods=("GET",))
        if stop.endpoint not in PUBLISHED
    ]
    lists = [url for url in urls if not re.search(r"/[0-9a-z]{13}(/|$)", url)]
    urls += [f"{url}?{asked}" for url in lists for asked in _searches(demonstration.ids)]

    assert _leaks(neighbour, urls, secrets) == []


def test_r1_those_canaries_are_there_to_be_seen(demonstration, signed_in):
    """The control of the test above: our own coordinator meets them."""
    lists = {"/volontarer/", "/vantar/", "/forslag/"}
    leaking = {url for url, _ in _leaks(signed_in("lena"), lists, demonstration.secrets)}

    assert leaking == lists


def _searches(ids):
    yield "q=Zzkanin&sok=Zzkanin&namn=Zzkanin"
    yield f"om={ids['volunteer_id']}"
    yield f"visa={ids['need_id']}"


def _leaks(visitor, urls, secrets):
    found = []
    for url in urls:
        answer = visitor.client.get(url, follow_redirects=True)
        said = answer.get_data(as_text=True) + str(answer.headers)
        asked = url.partition("?")[2]  # what one asks for may stand in the search box
        found += [(url, secret) for secret in secrets if secret in said and secret not in asked]
    return found


# ── roles ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("role", Role)
def test_r3_role_opens_what_is_meant_for_it_and_nothing_else(site, ids, signed_in, who_may, role):
    visitor = signed_in(role)
    faults = []
    for stop in tour.stops(site, ids, methods=("GET",)):
        status = ask(visitor, stop).status_code
        may = not who_may[stop.endpoint] or role in who_may[stop.endpoint]
        if (status == _refusal(stop)) == may or status >= 500:
            faults.append(f"{stop.url}: {status}")

    assert faults == []


@pytest.mark.parametrize("role", [r for r in Role if r is not Role.COORDINATOR])
def test_r3_role_does_nothing_that_is_not_meant_for_it(site, ids, signed_in, who_may, rows, role):
    visitor = signed_in(role)
    token, before = token_of(visitor), rows()
    deeds = [
        stop
        for stop in tour.stops(site, ids, methods=("POST",))
        if who_may[stop.endpoint] and role not in who_may[stop.endpoint]
    ]
    answers = {stop.url: (ask(visitor, stop, token).status_code, _refusal(stop)) for stop in deeds}

    assert {url: codes for url, codes in answers.items() if codes[0] != codes[1]} == {}
    assert rows() == before


# Not there for others than those who have its role: concerns (R70), who is protected (R74).
UNSEEN = ("concerns.", "protected.listed", "protected.one", "protected.forget")


def _refusal(stop):
    return 404 if stop.endpoint.startswith(UNSEEN) else 403


OF_COLLEAGUES = ("account.mine", "about.concern")  # oneself; whom to tell of a concern


@pytest.mark.parametrize("role", [Role.STATISTICS, Role.ADMIN])
def test_r3_role_without_people_meets_no_person(site, demonstration, signed_in, role):
    urls = [
        stop.url
        for stop in tour.stops(site, demonstration.ids, methods=("GET",))
        if stop.endpoint not in (*OF_COLLEAGUES, *PUBLISHED)
    ]
    visitor = signed_in(role)
    own = f"{role.value}@example.org"

    assert [leak for leak in _leaks(visitor, urls, demonstration.secrets) if leak[1] != own] == []


# ── what changes rows ─────────────────────────────────────────────────────────────────────────


def test_post_without_our_pages_token_is_refused(site, ids, signed_in, rows):
    """Sign-in and sign-out too; nothing is written."""
    lena = signed_in("lena")
    before, strangers = rows(), token_of(Visitor(site))
    answers = {
        (stop.url, token): ask(lena, stop, token).status_code
        for stop in tour.stops(site, ids, methods=("POST",))
        for token in (None, strangers)
    }

    assert {asked: status for asked, status in answers.items() if status != 400} == {}
    assert rows() == before


def test_post_from_another_site_is_refused_even_with_its_token(site, ids, signed_in, rows):
    lena = signed_in("lena")
    token, before = token_of(lena), rows()
    foreign = [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}]
    answers = {
        (stop.url, *headers): lena.client.post(
            stop.url, data={"csrf_token": token}, headers=headers
        ).status_code
        for stop in tour.stops(site, ids, methods=("POST",))
        for headers in foreign
    }

    assert {asked: status for asked, status in answers.items() if status != 400} == {}
    assert rows() == before


def test_opening_a_page_changes_nothing_but_the_log_of_looks(site, ids, signed_in, rows):
    lena, stranger = signed_in("lena"), Visitor(site)
    before = rows()
    for stop in tour.stops(site, ids, methods=("GET",)):
        if stop.endpoint == "protected.one":  # somebody else gets a letter about the look (R74)
            continue
        for visitor in (lena, stranger):
            visitor.client.get(stop.url, follow_redirects=True)

    assert rows() == before


def test_deed_with_an_empty_form_is_answered_and_never_fails(site, ids, signed_in):
    """A form can be sent empty, twice, or from a page of last week: 500 is never the answer."""
    lena = signed_in("lena")
    deeds = [
        s for s in tour.stops(site, ids, methods=("POST",)) if s.endpoint != "account.sign_out"
    ]
    token = token_of(lena)
    answers = [(stop.url, ask(lena, stop, token).status_code) for stop in deeds for _ in "12"]

    answers.append(("/handelser/", lena.client.get("/handelser/").status_code))  # told afterwards

    assert [found for found in answers if found[1] >= 500 or found[1] == 400] == []
