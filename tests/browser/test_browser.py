"""The browser's own machinery, on pages of its own: a judge who finds nothing is worth nothing."""

import pytest
from flask import Flask

POLICY = "default-src 'none'; script-src 'self'"
GOOD = """<!doctype html><html lang="sv"><head><title>Hej</title></head>
<body><main><h1>Hej</h1><p>Välkommen.</p></main></body></html>"""
BAD = GOOD.replace("<p>", '<img src="/x.png"><p>').replace(' lang="sv"', "")


@pytest.fixture
def app():
    """Two pages under a strict policy, instead of the site."""
    made = Flask(__name__)
    for path, html in {"/": GOOD, "/fel": BAD}.items():
        made.add_url_rule(path, path, lambda html=html: (html, {"Content-Security-Policy": POLICY}))
    made.add_url_rule("/favicon.ico", "icon", lambda: ("", 204))
    return made


def test_axe_lets_a_page_in_order_through(page, axe):
    page.goto("/")

    axe(page)


def test_axe_finds_what_is_wrong_under_a_strict_policy(open_page, axe, chromium, server):
    context = chromium.new_context(base_url=server)  # its complaints are expected here
    page = context.new_page()
    page.goto("/fel")

    with pytest.raises(AssertionError, match=r"image-alt.*|html-has-lang"):
        axe(page)

    context.close()


def test_a_tab_is_as_narrow_and_dark_as_asked(open_page):
    page = open_page(width=360, dark=True)
    page.goto("/")

    assert page.evaluate("[innerWidth, matchMedia('(prefers-color-scheme: dark)').matches]") == [
        360,
        True,
    ]
