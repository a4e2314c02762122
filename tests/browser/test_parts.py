"""Every part of a page, in a real browser: no finding, no sideways scroll, targets large enough."""

from dataclasses import replace

import pytest
from flask import render_template_string

from matcher.domain.errors import AlreadyDecided
from tests.browser.looks import looks
from web.plumbing.permissions import public

TARGET = 44  # pixels: WCAG 2.5.5, for buttons, fields and choices
LINK = 24  # pixels: WCAG 2.5.8, for links
SMALL = """([target, link]) => [...document.querySelectorAll('a, button, input, select, textarea')]
  .map(e => e.matches('[type=checkbox], [type=radio]') ? e.closest('label') : e)
  .filter(e => e.getBoundingClientRect().width > 0 && !e.matches('.skip'))
  .filter(e => e.getBoundingClientRect().height < (e.matches('a:not(.btn)') ? link : target))
  .map(e => e.outerHTML.slice(0, 80))"""


@pytest.fixture
def settings(settings):
    """The page of parts is there in development only."""
    return replace(settings, environment="development")


@pytest.fixture
def app(app):
    """The site with a page whose button is refused, and one whose button is answered."""
    app.add_url_rule("/prov", "prov", public(lambda: render_template_string(BUTTONS)))
    app.add_url_rule("/prov/nej", "nej", public(_refuses), methods=["POST"])
    app.add_url_rule("/prov/ja", "ja", public(lambda: ANSWER), methods=["POST"])
    return app


BUTTONS = """{% extends "base.html" %}{% set vol = false %}{% block title %}Prov{% endblock %}
{% block content %}<h1>Prov</h1><div id="del"><p>Som det var.</p></div>
{% for name in ("nej", "ja") %}<form method="post" action="/prov/{{ name }}"
hx-post="/prov/{{ name }}" hx-target="#del"><input type="hidden" name="csrf_token"
value="{{ csrf_token() }}"><button class="btn">{{ name }}</button></form>{% endfor %}{% endblock %}
"""
ANSWER = "<h2 data-focus>Som det blev.</h2>"


def _refuses():
    raise AlreadyDecided("abc", "accepted", None)


@pytest.mark.parametrize("address", ["/parts", "/parts/telefon", "/om-uppgifter"])
def test_parts_can_be_used_by_everybody(page, axe, address):
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")

    for width in looks(page, (1280, False), (1280, True), (360, False), (320, True)):
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(SMALL, [TARGET, LINK]) == []


def test_error_summary_is_where_the_reader_begins(open_page):
    page = open_page(width=360)
    page.goto("/parts/telefon")

    assert page.evaluate("document.activeElement.className") == "sum"


def test_box_that_a_link_points_to_is_open(open_page):
    page = open_page()
    page.goto("/parts#s1-why-1")

    assert page.locator("#s1-why-1").evaluate("box => box.open")


def test_without_scripts_everything_can_still_be_read(open_page):
    page = open_page(scripts=False)
    page.goto("/parts")

    page.get_by_text("Varför inte Karin med Bo S.?").click()

    assert page.get_by_text("Karin passar bäst med Bo (82).").is_visible()


def test_answer_takes_its_place_and_the_reader_goes_with_it(page):
    page.goto("/prov")

    page.get_by_role("button", name="ja").click()

    page.get_by_text("Som det blev.").wait_for()
    page.wait_for_function("document.activeElement.textContent === 'Som det blev.'")


def test_refusal_is_read_at_the_top_and_leaves_the_page_as_it_was(page):
    page.goto("/prov")

    page.get_by_role("button", name="nej").click()

    page.get_by_text("Det gick inte att spara").wait_for()
    assert page.get_by_text("Som det var.").is_visible()
    page.wait_for_function("document.activeElement.textContent === 'Det gick inte att spara'")


def test_refusal_without_scripts_is_a_page_of_its_own(open_page):
    page = open_page(scripts=False)
    page.goto("/prov")

    page.get_by_role("button", name="nej").click()

    assert page.get_by_role("heading", level=1).text_content() == "Det gick inte att spara"


def test_paper_says_when_to_destroy_it_and_the_screen_does_not(page):
    page.goto("/parts")
    words = page.get_by_text("Förstör efter vecka")

    assert words.is_hidden()
    page.emulate_media(media="print")
    assert words.is_visible()
    assert page.get_by_role("button", name="Godkänn").first.is_hidden()
