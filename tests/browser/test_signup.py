"""Signing up on a phone, with and without scripts, and the coordinator who takes it from there."""

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from matcher.services import signups
from matcher.store.volunteers import Volunteer
from tests import make
from tests.browser.looks import LAPTOP, PHONE, looks

PASSWORD = "ett alldeles vanligt lösenord"
START = "/anmalan/ekvik"
FITS = """times => { const root = document.documentElement
  const usual = parseFloat(getComputedStyle(root).fontSize)
  root.style.fontSize = times === 1 ? '' : `${times * usual}px`
  const fits = root.scrollWidth <= innerWidth
  root.style.fontSize = ''
  return fits }"""
TARGET = 44  # pixels: the least that a thumb meets (R86)
PRESSED = "main button, main input:not(label input), main select, main label:has(input)"
SMALL_TARGETS = """([which, least]) => [...document.querySelectorAll(which)]
  .filter(e => e.offsetParent)
  .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
  .filter(([, box]) => box.height > 1 && box.height < least)
  .map(([html, box]) => `${html} ${box.width}x${box.height}`)"""


@pytest.fixture
def centre(database, monkeypatch):
    # A machine fills in six pages faster than the form believes of a person.
    monkeypatch.setattr(signups, "LEAST_SECONDS", 0)
    with database.writing() as session:
        made = make.a_centre(session, code="ekvik")
        secret = make.hashed(PASSWORD)
        make.an_account(session, made, email="lena@example.org", password_hash=secret)
        return made


def go_on(page):
    page.get_by_role("button", name="Fortsätt").click()


def fill_in(page, seen=lambda _page: None):
    """The six pages, as somebody would; `seen` looks at each before it is sent."""
    page.goto(START)
    seen(page)
    page.get_by_label("Besöka någon hemma").check()
    page.get_by_label("Något annat, med egna ord").fill("tågresor")
    go_on(page)
    seen(page)
    page.get_by_label("Resor", exact=True).check()
    go_on(page)
    page.get_by_label("Tisdag förmiddag").check()
    page.get_by_label("Eller skriv med egna ord").fill("tisdagar fm")
    go_on(page)
    seen(page)
    page.get_by_role("button", name="Ja, det stämmer").click()
    page.get_by_label("Postnummer").fill("753 20")
    page.get_by_label("Buss eller tåg").check()
    page.get_by_label("Högst 20 minuter").check()
    seen(page)
    go_on(page)
    page.get_by_label("Svenska", exact=True).check()
    page.get_by_label("Samiska").check()
    seen(page)
    go_on(page)
    page.get_by_label("Inte katt").check()
    seen(page)
    go_on(page)
    page.get_by_role("button", name="Skicka anmälan").click()
    seen(page)  # with its faults
    page.get_by_label("Förnamn").fill("Gunvor")
    page.get_by_label("Efternamn").fill("Gyllenhammar-Lindström")
    page.get_by_label("Telefon").fill("0701740612")
    page.get_by_label("Vilket år är du född?").fill("1948")
    page.get_by_label("Ja, spara det").check()
    page.get_by_role("button", name="Skicka anmälan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tack, vi har fått din anmälan")
    seen(page)


def in_order(axe):
    """What holds of every page on a phone, a small and dark one too: no finding, no sideways
    scroll, targets for thumbs; and on the usual one also with letters twice as large.
    """

    def seen(page):
        for width in looks(page, (320, True), (PHONE, False)):
            axe(page)
            assert page.evaluate(FITS, 1), page.url
            assert width < PHONE or page.evaluate(FITS, 2), page.url
            assert page.evaluate(SMALL_TARGETS, [PRESSED, TARGET]) == [], page.url

    return seen


def test_sign_up_on_a_phone(open_page, axe, centre, database):
    fill_in(open_page(width=PHONE), in_order(axe))

    with database.reading() as session:
        made = session.scalar(sa.select(Volunteer))
    assert (made.surname, made.languages) == ("Gyllenhammar-Lindström", {"sami": 2, "swedish": 2})


def test_sign_up_without_scripts(open_page, centre, database):
    page = open_page(width=360, scripts=False)

    fill_in(page)

    with database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Volunteer)) == 1


def test_question_is_where_the_eye_is_when_the_page_comes_back(open_page, centre):
    page = open_page(width=360)
    page.goto(f"{START}/nar")
    page.get_by_label("Eller skriv med egna ord").fill("tisdagar fm")

    go_on(page)

    expect(page.get_by_role("button", name="Ja, det stämmer")).to_be_focused()
    expect(page.get_by_text("Jag förstod: tisdagar 9–12. Stämmer det?")).to_be_in_viewport()


def test_faults_are_read_first_and_lead_to_their_fields(open_page, centre):
    page = open_page(width=360)
    page.goto(f"{START}/var")

    go_on(page)

    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("link", name="Skriv ditt postnummer").click()
    expect(page.get_by_label("Postnummer")).to_be_focused()


def test_back_over_pages_that_were_refused_and_asked_leads_through_the_form(open_page, centre):
    page = open_page(width=PHONE)
    page.goto(f"{START}/nar")
    for words in ("", "tisdagar fm, inte i jul", "tisdagar fm, inte i påsk"):
        page.get_by_label("Eller skriv med egna ord").fill(words)
        go_on(page)
        page.wait_for_load_state()

    for _ in range(3):
        page.go_back()
        expect(page.get_by_role("heading", name="När kan du?")).to_be_visible()


def test_pages_by_keyboard_alone(open_page, centre):
    page = open_page(width=360)
    page.goto(START)
    first = page.get_by_label("Besöka någon hemma")
    first.focus()
    page.keyboard.press("Space")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == "Fortsätt":
            break
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("När kan du?")


def test_coordinator_clears_who_signed_up(open_page, page, axe, centre):
    def seen():
        for width in looks(page, (PHONE, True), (LAPTOP, False)):
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width

    fill_in(open_page(width=PHONE))
    page.goto("/logga-in")
    page.get_by_label("E-post").fill("lena@example.org")
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()

    page.goto("/volontarer/")
    seen()
    page.get_by_role("link", name="Gunvor G.").click()
    seen()
    page.get_by_role("button", name="Vi har pratats vid").click()
    page.get_by_role("button", name="Gör aktiv").click()
    for step in ("interview", "agreement", "confidentiality"):
        page.get_by_label("Vad är gjort?").select_option(step)
        page.get_by_role("button", name="Anteckna", exact=True).click()

    expect(page.get_by_text("Föreslås för en sorts uppdrag.")).to_be_visible()
    seen()
    page.get_by_role("link", name="Ändra uppgifter").click()
    seen()
