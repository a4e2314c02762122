"""Every page of the demonstration centre in a real browser, on a laptop and on two phones.

One browser, one centre and one coming in of each person (the coordinator, and the guests of
tests/guests.py) for each worker; a page is loaded once and looked at in all widths and colours.
With HANDSLAG_TEST_SHOTS=1 it is photographed too, into tests/shots.
"""

import fcntl
import json
import os
import re
import shutil
import threading
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
import waitress.server
from waitress import wasyncore

from matcher import demo
from matcher import settings as chosen
from matcher.store.base import ID_LENGTH
from matcher.store.sessions import Database
from tests import tour
from tests.browser.conftest import PATIENCE_MS, SHOTS
from tests.browser.test_parts import LINK, SMALL, TARGET
from tests.guests import LENA, Guest, opened_by

# A redirect, JSON, a picture, a feed, a file for the calendar: nothing to be read as a page.
NO_PAGES = {
    "health.healthz", "area_map.picture", "open_needs.feed", "visits.calendar",
    "own_copies.take_out", "own_matches.calendar", "own_matches.go_again",
}  # fmt: skip
SHARES = 6  # workers take one at a time
WIDTHS = (1280, 360, 320)
READ_BY_AXE = (1280, 360)  # at the third only what does not fit is looked for
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The dark page is the light one with other values of the same tokens: what can differ is colour.
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
OPEN_ALL = "document.querySelectorAll('details').forEach(box => box.open = true)"
FINDINGS = """async ([kind, values]) => (await axe.run(document, {
    runOnly: {type: kind, values}, resultTypes: ['violations']})).violations
  .flatMap(rule => rule.nodes.map(node => `${rule.id} at ${node.target[0]}`))"""
PHOTOGRAPHS = os.environ.get("HANDSLAG_TEST_SHOTS")


@pytest.fixture(scope="module")
def filled(_sqlite_template, place_of_run):
    """The file with the rows of the centre, and example ids: made by the worker who comes first."""
    rows, ids = place_of_run / "centre.db", place_of_run / "centre.json"
    with (place_of_run / "centre.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ids.exists():
            shutil.copyfile(_sqlite_template, rows)
            database = Database(f"sqlite:///{rows}")
            ids.write_text(json.dumps(tour.fill(database, demo.SIZES["centre"])))
            database.dispose()
    return rows, json.loads(ids.read_text())


@pytest.fixture(scope="module")
def centre(filled, _sites, _quick_passwords, tmp_path_factory):
    """The site over the whole demonstration centre, on a port of this computer; never changed."""
    folder = tmp_path_factory.mktemp("centre")
    rows, ids = filled
    shutil.copyfile(rows, folder / "handslag.db")
    database = Database(f"sqlite:///{folder / 'handslag.db'}")
    options = {"data_dir": folder, "secret_key": "k" * 64, "clock": False}
    settings = chosen.prepare(chosen.load(environ={}, options=options))
    site = _sites.own(settings, database)
    site.config["CLOCK"] = lambda: tour.AT
    served = waitress.server.create_server(site, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=served.run, daemon=True)
    thread.start()
    yield SimpleNamespace(
        address=f"http://127.0.0.1:{served.effective_port}",
        stops=_whole_pages(site, ids),
        doors={guest: guest.door(ids) for guest in Guest},
    )
    served.trigger.pull_trigger(lambda: wasyncore.close_all(served._map, ignore_all=True))
    thread.join(timeout=PATIENCE_MS / 1000)
    served.task_dispatcher.shutdown(cancel_pending=True, timeout=5)
    database.dispose()


def _whole_pages(site, ids):
    """(address, who opens it)."""
    stops = tour.stops(site, ids, methods=("GET",))
    return [
        (stop.url, opened_by(site, stop.endpoint))
        for stop in stops
        if stop.endpoint not in NO_PAGES
    ]


@pytest.fixture(scope="module")
def tabs(chromium, centre):
    """A tab for everybody who opens pages, a stranger's first; and what the tabs say."""
    said = []
    pages = {who: _tab(chromium, centre.address, said) for who in (None, LENA, *Guest)}
    lena = pages[LENA]
    lena.goto("/logga-in?next=/konto")
    lena.locator("input[type=email]").fill(tour.EMAIL)
    lena.locator("input[type=password]").fill(tour.PASSWORD)
    lena.locator("main button").first.click()
    lena.wait_for_url("**/konto")
    for guest, door in centre.doors.items():
        pages[guest].goto(door)
        pages[guest].locator("main button").click()
        pages[guest].wait_for_url(re.compile("/(min-sida|uppdragsgivare)/$"))
    yield pages, said
    for page in pages.values():
        page.context.close()


def _tab(chromium, address, said):
    from axe_playwright_python.base import AXE_SCRIPT

    context = chromium.new_context(base_url=address, locale="sv-SE", timezone_id="Europe/Stockholm")
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.add_init_script(AXE_SCRIPT)  # of each page; a script tag is against the site's policy
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda asked: _note_strangers(asked.url, address, said))
    return page


def _note_strangers(url, ours, said):
    if urlsplit(url).netloc != urlsplit(ours).netloc and not url.startswith("data:"):
        said.append(f"asked {url}")


@pytest.mark.parametrize("share", range(SHARES))
def test_every_page_can_be_used_by_everybody(tabs, centre, share):
    """axe without findings, nothing to scroll sideways, targets large enough, no complaint."""
    pages, said = tabs
    faults = []
    for url, by in centre.stops[share::SHARES]:
        page, before = pages[by], len(said)
        page.set_viewport_size({"width": WIDTHS[0], "height": 800})
        answer = page.goto(url)
        page.evaluate(OPEN_ALL)
        found = [f"answered {answer.status}"] if answer.status != 200 else []
        found += ["leads out"] if page.url.endswith("/lank") and not url.endswith("/lank") else []
        for width in WIDTHS:
            found += _faults_at(page, width)
            _photograph(page, url)
        found += [f"complains: {line}" for line in said[before:]]
        faults += [f"{url}: {fault}" for fault in dict.fromkeys(found)]

    assert faults == [], "\n" + "\n".join(faults)


def _faults_at(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    if width in READ_BY_AXE:
        yield from _findings(page, width, "dark", ["rule", COLOUR_RULES])
        yield from _findings(page, width, "light", ["tag", AXE_RULES])
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > width:
        yield f"{width} px: scrolls sideways to {wide} px"
    yield from (f"{width} px: small {html}" for html in page.evaluate(SMALL, [TARGET, LINK]))


def _findings(page, width, colours, rules):
    page.emulate_media(color_scheme=colours)
    yield from (f"{width} px {colours}: {found}" for found in page.evaluate(FINDINGS, rules))


def _photograph(page, url):
    if not PHOTOGRAPHS:
        return
    SHOTS.mkdir(exist_ok=True)
    parts = (part[:4] if len(part) == ID_LENGTH else part for part in url.split("/") if part)
    name = "-".join(parts) or "start"
    for colours in ("light", "dark"):
        page.emulate_media(color_scheme=colours)
        width = page.viewport_size["width"]
        page.screenshot(path=SHOTS / f"{name}-{width}-{colours}.png", full_page=True)
