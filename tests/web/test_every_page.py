"""Every page of the demonstration centre, in Swedish and in English, through the inspector.

What holds of a whole page stands in tests/visitor.py; here stand the things that need to know
who is who: no title and no address carries a name.

The site is walked once in each language; what is asked of its pages is asked of those.
"""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests import tour
from tests.guests import LENA, Guest, opened_by
from tests.visitor import BadPage, Page, Visitor, inspect
from tests.web.conftest import NAME, TEXT

FOLLOWED = 300  # addresses: every kind of link once is far fewer


@pytest.fixture(scope="module")
def walked():
    """Language → the walk through it, once somebody has taken it."""
    return {}


@pytest.fixture
def pages(site, ids, signed_in, walked):
    """pages(language): (stop, page) for every address that answers with a whole page."""

    visitors = {}  # a guest's link opens once: the same walk on in another language

    def in_language(language):
        if language not in walked:
            if not visitors:
                visitors.update({None: Visitor(site), LENA: signed_in(LENA)})
                visitors.update({guest: _come_in(site, guest.door(ids)) for guest in Guest})
            walked[language] = list(_walk(site, ids, visitors, language))
        return walked[language]

    return in_language


def _come_in(site, door):
    guest = Visitor(site)
    guest.send(guest.open(door))
    return guest


def _walk(site, ids, visitors, language):
    for stop in tour.stops(site, ids, methods=("GET",)):
        by = opened_by(site, stop.endpoint)
        answer = visitors[by].client.get(f"{stop.url}?lang={language}")
        assert not (answer.location or "").endswith("/lank"), f"{stop.url} does not know {by}"
        if answer.mimetype == "text/html" and answer.status_code != 302:
            yield stop, page_of(answer)


def page_of(answer):
    url = answer.request.full_path.rstrip("?")
    return Page(url, answer.status_code, answer.get_data(as_text=True), dict(answer.headers))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_page_is_in_order(pages, language):
    faults = []
    for stop, page in pages(language):
        if page.status != 200:
            faults.append(f"{stop.url} ({stop.endpoint}) answered {page.status}")
            continue
        if page.every("html")[0].get("lang") != language:
            faults.append(f"{stop.url} is not in {language}")
        try:
            inspect(page)
        except BadPage as bad:
            faults.append(f"{stop.endpoint} {bad}")

    assert faults == [], "\n".join(faults)


def test_title_and_address_carry_no_name(pages):
    """Titles stand in the history of a shared computer, addresses in every log on the way."""
    faults = []
    for stop, page in pages("sv"):
        addresses = [e.get(a) or "" for e in page.every() for a in ("href", "src", "action")]
        spoken = [page.title, *(a for a in addresses if not a.startswith(("tel:", "mailto:")))]
        marked = [s for s in spoken if NAME.lower() in s.lower() or TEXT.lower() in s.lower()]
        faults += [f"{stop.endpoint}: {said}" for said in marked]

    assert faults == []


def test_no_two_pages_of_one_person_have_the_same_title(site, pages):
    """The title is what a screen reader says first and what tells tabs apart."""
    titles = {}
    for stop, page in pages("sv"):
        by = opened_by(site, stop.endpoint)
        titles.setdefault((by, page.title), set()).add(stop.endpoint)

    assert {title: sorted(ends) for title, ends in titles.items() if len(ends) > 1} == {}


def test_every_title_is_translated(pages):
    swedish = {stop.url: page.title for stop, page in pages("sv")}
    english = {stop.url: page.title for stop, page in pages("en")}

    assert [url for url, title in swedish.items() if english[url] == title] == []


def test_every_link_leads_to_a_page(signed_in):
    """From the first page on, each kind of link once: an address, and the names of its choices."""
    lena, waiting, met, faults = signed_in("lena"), ["/start/"], set(), []
    for asked in range(FOLLOWED):
        if asked >= len(waiting):
            break
        answer = lena.client.get(waiting[asked], follow_redirects=True)
        if answer.status_code != 200:
            faults.append(f"{waiting[asked]} answered {answer.status_code}")
        if answer.mimetype == "text/html":
            found = page_of(answer)
            faults += _dead_fragments(found)
            waiting += _new_kinds(found.links(), met)

    assert faults == []
    assert len(met) > 20


def _new_kinds(links, met):
    for link in links:
        parts = urlsplit(link)
        path = re.sub(r"/[0-9a-z]{13}(?=/|$)", "/<id>", parts.path)
        kind = (path, tuple(name for name, _ in parse_qsl(parts.query)))
        if kind not in met:
            met.add(kind)
            yield link


def _dead_fragments(page):
    """Links to nothing, and places no script can ask for: `#5qc…` is no selector to a browser."""
    here = {e.get("id") for e in page.every()}
    digits = (one for one in here if one and one[0].isdigit())
    yield from (f"{page.url}: id {one} begins with a digit" for one in digits)
    for e in page.every("a"):
        fragment = (e.get("href") or "").removeprefix("#")
        if (e.get("href") or "").startswith("#") and fragment and fragment not in here:
            yield f"{page.url}: #{fragment} points at nothing"
