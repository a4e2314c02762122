"""The ways in, as people go them: on SQLite in Swedish, and on PostgreSQL in English, where nobody
has JavaScript.

Fields are found by their names and buttons by their words, so that one journey is told once.
"""

import pytest
from playwright.sync_api import expect

from matcher import languages
from matcher.domain.calendar_weeks import swedish_day
from matcher.services import referrals, signups
from tests import make

PASSWORD = "ett alldeles vanligt lösenord"
TODAY = swedish_day(make.AT)
BOTH = pytest.mark.parametrize(
    ("database_url", "language"),
    [("sqlite", "sv"), pytest.param("postgres", "en", marks=pytest.mark.postgres)],
    indirect=["database_url"],
)
PHONE = 360  # pixels


@pytest.fixture
def centre(database, monkeypatch, language):
    # A machine fills in a form faster than the site believes of a person.
    monkeypatch.setattr(signups, "LEAST_SECONDS", 0)
    monkeypatch.setattr(referrals, "LEAST_SECONDS", 0)
    with database.writing() as session:
        made = make.a_centre(session, code="ekvik")
        signs_in = {"email": "lena@example.org", "password_hash": make.hashed(PASSWORD)}
        make.an_account(session, made, **signs_in, language=language)
        return made


class Tab:
    """A tab of somebody who reads one language."""

    def __init__(self, page, language, *, has_scripts=True):
        self.page, self.say = page, languages.catalogue(language).gettext
        self.has_scripts = has_scripts
        self.open = page.goto
        self.open(f"/healthz?lang={language}")  # as the link at the foot of each page chooses

    def fill(self, **told):
        for name, value in told.items():
            self.page.locator(f"[name={name}]").fill(value)

    def pick(self, *pairs):
        for name, value in pairs:
            self.page.locator(f"[name={name}][value='{value}']").check()

    def press(self, words, **which):
        self.page.get_by_role("button", name=self.say(words), **which).first.click()

    def follow(self, words):
        self.page.get_by_role("link", name=self.say(words)).first.click()

    def sees(self, words, **facts):
        expect(self.page.locator("main")).to_contain_text(self.say(words) % facts)

    def sign_in(self):
        self.open("/logga-in")
        self.page.locator("[type=email]").fill("lena@example.org")
        self.page.locator("[type=password]").fill(PASSWORD)
        self.press("Logga in")

    def is_headed(self, words):
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(self.say(words))

    def in_order(self, axe):
        """No finding, and no sideways scroll: at 320 pixels that is a laptop at 400 %."""
        if self.has_scripts:  # axe is one
            axe(self.page)
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.fixture
def tab(open_page, centre, language):
    def opened(**look):
        has_scripts = language == "sv"
        return Tab(open_page(scripts=has_scripts, **look), language, has_scripts=has_scripts)

    return opened


@pytest.fixture
def desk(tab):
    """Lena's."""
    found = tab()
    found.sign_in()
    return found


def sign_up(tab):
    """The six pages, with what is needed and no more."""
    tab.pick(("what", "host"))
    tab.press("Fortsätt")
    tab.pick(("week", "0"), ("week", "3"))
    tab.press("Fortsätt")
    tab.fill(postcode="753 20")
    tab.pick(("modes", "bus"), ("far", "20"))
    tab.press("Fortsätt")
    tab.pick(("languages", "c:swedish"))
    tab.press("Fortsätt")
    tab.press("Fortsätt")
    tab.fill(first_name="Gunvor", surname="Gyllenhammar-Lindström", phone="0701740612")
    tab.fill(birth_year="1948")
    tab.press("Skicka anmälan")
    tab.is_headed("Tack, vi har fått din anmälan")


@BOTH
def test_volunteer_from_poster_to_cleared(tab, desk):
    desk.open("/central/affisch")
    address = desk.page.locator(".poster-address").inner_text()
    gunvor = tab(width=PHONE)
    gunvor.open(f"http://{address}")
    sign_up(gunvor)

    desk.open("/start/")
    desk.page.get_by_role("link", name="Gunvor G.").first.click()
    desk.press("Vi har pratats vid")
    for step in ("interview", "agreement", "confidentiality"):
        desk.page.locator("[name=step]").select_option(step)
        desk.page.locator("[name=on]").fill(str(TODAY))
        desk.press("Anteckna", exact=True)
    desk.press("Gör aktiv")

    expect(desk.page.locator(".clearance li:not(.no)")).to_have_count(1)
    desk.open("/pa-vag-in/")
    desk.is_headed("Ingen är på väg in just nu.")


def told_by_home_care(tab, own_yes):
    tab.open("/hanvisa/ekvik")
    tab.pick(("skyddad", "nej"))
    tab.press("Fortsätt")
    tab.pick(("kind", "home_care"), ("own_yes", own_yes))
    tab.fill(caller_name="Nina Nilsson", caller_phone="070-174 06 33")
    if own_yes == "ja":  # on which day and how is asked of a yes alone; it begins as today's
        tab.pick(("channel", "in_person"))
    tab.press("Fortsätt")


@BOTH
def test_home_care_refers_with_the_persons_own_yes(tab, desk):
    nina = tab(width=PHONE)
    told_by_home_care(nina, "ja")
    nina.fill(first_name="Aino", phone="070-174 06 44")
    nina.press("Skicka", exact=True)
    nina.is_headed("Tack, vi har fått det")
    nina.follow("Se hur det går")
    expect(nina.page.locator("[aria-current=step]")).to_have_count(1)
    expect(nina.page.locator("main")).not_to_contain_text("Aino")

    desk.open("/start/")
    desk.sees("Fråga personen själv")
    desk.page.get_by_role("link", name="Aino").first.click()
    desk.sees("Personens eget ja är inte antecknat.")


@BOTH
def test_home_care_without_the_persons_yes_is_called_back(tab, desk):
    nina = tab(width=PHONE)
    told_by_home_care(nina, "inte")
    nina.is_headed("Fråga personen först")
    nina.press("Ring mig")
    nina.is_headed("Vi ringer dig inom två arbetsdagar")

    desk.open("/hanvisningar/")
    desk.sees("Nina Nilsson")
    desk.page.locator("form[action$='/ringt'] button").click()
    expect(desk.page.locator("main")).not_to_contain_text("Nina Nilsson")


@BOTH
def test_self_referral_on_the_phone_is_typed_in_by_a_coordinator(desk):
    desk.open("/hanvisningar/ny")
    desk.pick(("skyddad", "nej"), ("kind", "self"))
    desk.pick(("waits", "y"))
    desk.fill(first_name="Aino", phone="070-174 06 44")
    desk.press("Spara", exact=True)
    desk.is_headed("Aino")

    desk.open("/pa-vag-in/")
    desk.sees("Skriv vad personen vill")


@BOTH
def test_person_with_only_a_postal_address_comes_onto_the_waiting_list(desk):
    desk.open("/mottagare/ny")
    desk.pick(("skyddad", "nej"))
    desk.press("Fortsätt")
    desk.fill(first_name="Aino", heard_by="Lena", said_on=str(TODAY))
    desk.fill(street="Björkvägen 3", town="Ekvik", postcode="753 20")
    desk.page.locator("[name=reach_by]").select_option("large_letter")
    desk.pick(("channel", "paper"), ("forms", "home"), ("priority_class", "1"))
    desk.press("Spara", exact=True)
    desk.is_headed("Aino")

    desk.follow("Anteckna ett hembesök")
    desk.pick(("home_stairs", "no"))
    desk.press("Anteckna hembesöket")
    desk.open("/pa-vag-in/")
    desk.is_headed("Ingen är på väg in just nu.")
    desk.open("/vantar/")
    desk.sees("Aino")


@BOTH
def test_organisation_from_first_contact_to_a_need_that_a_stranger_answers(tab, desk, axe):
    desk.open("/organisationer/ny")
    desk.fill(name="Café Kompass", contact_name="Siv Öhman", contact_phone="070-174 06 55")
    desk.press("Spara", exact=True)
    desk.press("Visa kod till egna sidan")
    siv = tab(width=320, dark=True)
    siv.open(desk.page.locator("p.small").inner_text())
    siv.press("Öppna er sida")
    siv.is_headed("Café Kompass")
    siv.follow("Föreslå ett uppdrag")
    siv.in_order(axe)
    siv.fill(title="Kafévärd på fredagar", seats="2", until_on=f"{TODAY.year + 1}-05-28")
    siv.press("Skicka förslaget")
    siv.sees("Kafévärd på fredagar")

    desk.open("/start/alla")
    desk.follow("Läs förslaget")
    desk.press("Publicera")

    stranger = tab(width=PHONE)
    stranger.open("/uppdrag-hos/ekvik")
    stranger.follow("Kafévärd på fredagar")
    stranger.press("Jag vill gärna")
    sign_up(stranger)
    desk.open("/start/alla")
    answered = {"whom": "Gunvor G.", "answered": ": ”Kafévärd på fredagar”"}
    desk.sees("%(whom)s vill göra ett av uppdragen på webben%(answered)s", **answered)
