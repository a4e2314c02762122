"""A long form at a desk, and the telephone rings: what is typed is not lost without a word."""

import pytest
from playwright.sync_api import expect

from tests import make

PASSWORD = "ett alldeles vanligt lösenord"


@pytest.fixture
def lena(page, database):
    with database.writing() as session:
        centre = make.a_centre(session, code="ekvik")
        signs_in = {"email": "lena@example.org", "password_hash": make.hashed(PASSWORD)}
        make.an_account(session, centre, **signs_in)
    page.goto("/logga-in?next=/hanvisningar/ny")
    page.locator("[name=email]").fill("lena@example.org")
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/hanvisningar/ny")
    return page


def test_form_that_is_half_filled_in_is_asked_about_before_it_is_left(lena):
    lena.locator("[name=first_name]").fill("Svea")

    with lena.expect_event("dialog") as asked:
        lena.once("dialog", lambda dialog: dialog.dismiss())
        lena.get_by_role("link", name="Avbryt").click(no_wait_after=True)

    assert asked.value.type == "beforeunload"
    assert lena.locator("[name=first_name]").input_value() == "Svea"


def test_form_that_nothing_was_typed_in_is_left_as_any_page(lena):
    lena.get_by_role("link", name="Avbryt").click()

    expect(lena.get_by_role("heading", level=1)).to_have_text("Hänvisningar")


def test_form_that_is_sent_is_left_without_a_question(lena):
    lena.locator("[name=first_name]").fill("Svea")
    lena.get_by_role("button", name="Spara").click()

    expect(lena.locator(".sum")).to_be_visible()
