"""Saying when one can, with the keyboard alone, on a phone, in English (R86, R96)."""

import pytest
from playwright.sync_api import expect

from matcher.services import signups
from tests import make
from tests.browser.focus import reach

PHONE = 360


@pytest.fixture
def page(open_page, database, monkeypatch):
    """The page that asks when, reached by the keyboard from the first one."""
    monkeypatch.setattr(signups, "LEAST_SECONDS", 0)
    with database.writing() as session:
        make.a_centre(session, code="ekvik")
    page = open_page(width=PHONE)
    page.goto("/anmalan/ekvik?lang=en")
    press(page, page.get_by_label("Visit somebody at home"), "Space")
    press(page, page.get_by_role("button", name="Continue"), "Enter")
    press(page, page.get_by_role("button", name="Continue"), "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("When can you?")
    return page


def press(page, wanted, key):
    reach(wanted)
    page.keyboard.press(key)


def say(page, words):
    reach(page.get_by_label("Or write in your own words"))
    page.keyboard.type(words)
    page.keyboard.press("Enter")


def test_week_grid_is_filled_in_with_space_and_kept(page):
    for box in ("Tuesday morning", "Tuesday afternoon", "Sunday evening"):
        press(page, page.get_by_label(box), "Space")
    press(page, page.get_by_label("Sunday evening"), "Space")  # and taken back
    press(page, page.get_by_role("button", name="Continue"), "Enter")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("When can you?")

    press(page, page.get_by_role("link", name="Back"), "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("When can you?")

    ticked = page.locator("table.grid input:checked")
    assert [one.get_attribute("value") for one in ticked.all()] == ["3", "4"]


def test_focus_of_a_box_shows_and_nothing_scrolls_sideways(page):
    before = page.locator("table.grid").screenshot()

    reach(page.get_by_label("Wednesday morning"))

    assert page.locator("table.grid").screenshot() != before
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE


def test_own_words_are_said_back_in_english_and_agreed_to_with_enter(page):
    say(page, "every second Tuesday from 24 November 9-11, away weeks 28-31")

    back = page.get_by_role("status")
    expect(back).to_contain_text("Tuesdays 9–11 every second week from 24 November 2026; away")
    expect(page.get_by_role("button", name="Yes, that is right")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("When can you?")


def test_doubt_is_answered_with_the_arrows_in_english(page):
    say(page, "weekdays 9-5")

    expect(page.get_by_text("What time of day do you mean by “9-5”?")).to_be_visible()
    expect(page.locator("[name=answer]").first).to_be_focused()
    expect(page.get_by_role("status")).to_contain_text("You wrote: “weekdays 9-5”")
    press(page, page.get_by_label("weekdays 9–17", exact=True), "Space")
    press(page, page.get_by_role("button", name="Answer"), "Enter")
    expect(page.get_by_role("status")).to_contain_text("weekdays 9–17")
