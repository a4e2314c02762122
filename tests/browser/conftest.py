"""A real Chromium against the real site on a free port of this computer.

page       a tab: Swedish, Stockholm time, wide; `open_page(width=360, dark=True)` gives others
server     the address of the running site, whose rows are in `database`
axe        axe(page) fails with every accessibility finding
shot       shot(page, "suggestions") writes tests/shots/suggestions-1280-light.png
"""

import os
import shutil
import socket
import threading
from datetime import timedelta
from pathlib import Path
from time import monotonic
from uuid import uuid4

import pytest
import waitress.server
from waitress import wasyncore

from matcher import settings as chosen
from tests import make

HERE = Path(__file__).parent
SHOTS = HERE.parent / "shots"
WIDE = 1280  # pixels: a laptop
NARROW = 360  # pixels: the smallest common phone
# What is waited for comes at once, unless the machine has much else to do. It costs only who fails.
PATIENCE_MS = 90_000

# The same browser with and without windows: without, a tab is opened in a tenth of the time.
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser")

# Without these, Chromium calls its maker's servers at every start.
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    """The browser itself, one for each worker."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip("no Chromium here: on Debian, apt-get install chromium-headless-shell")
    playwright = pytest.importorskip("playwright.sync_api")
    sandbox = [] if os.geteuid() else ["--no-sandbox"]  # root cannot use the sandbox
    playwright.expect.set_options(timeout=PATIENCE_MS)
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=program, args=FLAGS + sandbox)
        yield browser
        browser.close()


@pytest.fixture
def line():
    """A port of this computer, and held: whoever looks for one and lets go of it may lose it."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held


@pytest.fixture
def settings(settings, line):
    """As everywhere, but the site knows which port it is reached at."""
    options = {
        "data_dir": settings.data_dir,
        "database_url": settings.database_url,
        "secret_key": settings.secret_key,
        "clock": False,
        "port": line.getsockname()[1],
    }
    return chosen.load(environ={}, options=options)


@pytest.fixture
def place_of_rows(tmp_path_factory):
    """Rows of its own: a browser's last question may come when its test is over."""
    return tmp_path_factory.mktemp(f"rows_{uuid4().hex}", numbered=False)


@pytest.fixture
def app(site_of_its_own):
    """A site of its own, for the same reason; its clock begins on a Monday morning, and goes."""
    begun = monotonic()
    site_of_its_own.config["CLOCK"] = lambda: make.AT + timedelta(seconds=monotonic() - begun)
    return site_of_its_own


@pytest.fixture
def server(app, settings, line):
    """The site, served as ./run serves it. Gives its address."""
    served = waitress.server.create_server(app, sockets=[line], threads=4)
    thread = threading.Thread(target=served.run, daemon=True)
    thread.start()
    yield settings.public_url
    # The sockets belong to the other thread; ask it to close them, and its loop ends.
    served.trigger.pull_trigger(lambda: wasyncore.close_all(served._map, ignore_all=True))
    thread.join(timeout=PATIENCE_MS / 1000)
    served.task_dispatcher.shutdown(cancel_pending=True, timeout=5)


@pytest.fixture
def open_page(chromium, server):
    """Open a tab of a given width and colour scheme. What the page complains of fails the test."""
    contexts, complaints = [], []

    def opened(*, width=WIDE, dark=False, language="sv-SE", scripts=True):
        context = chromium.new_context(
            base_url=server,
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            locale=language,
            timezone_id="Europe/Stockholm",
            java_script_enabled=scripts,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: _note(said, complaints))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def _note(said, complaints):
    # A refused form answers 4xx, and the browser says so; that is no fault of the page.
    if said.type == "error" and "the server responded with a status of 4" not in said.text:
        complaints.append(said.text)


@pytest.fixture
def page(open_page):
    """A wide, light tab."""
    return open_page()


@pytest.fixture(scope="session")
def axe():
    """Every accessibility finding of a page, as a failed assertion that names rule and element."""
    from axe_playwright_python.base import AXE_SCRIPT

    def judged(page):
        if page.evaluate("typeof axe") == "undefined":  # a page is judged in several looks
            page.evaluate(AXE_SCRIPT)  # not by a script tag: the site's policy forbids those
        answer = page.evaluate(
            "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", AXE_RULES
        )
        found = [
            f"{violation['id']}: {violation['help']} at {', '.join(node['target'][0:1])}"
            for violation in answer["violations"]
            for node in violation["nodes"]
        ]
        assert found == [], f"{page.url}"

    return judged


@pytest.fixture(scope="session")
def shot():
    """Write a picture of the whole page; the name tells width and colours."""

    def taken(page, name):
        SHOTS.mkdir(exist_ok=True)
        colours = "matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'"
        path = SHOTS / f"{name}-{page.viewport_size['width']}-{page.evaluate(colours)}.png"
        page.screenshot(path=path, full_page=True)
        return path

    return taken
