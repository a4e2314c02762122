"""The ways in by keys alone, at the size of a laptop enlarged to 400 % (R86): no mouse is touched,
every stop of Tab can be seen, and nothing is too small for a thumb or hangs out at the side.
"""

import pytest

from matcher.domain.clearance import Step
from matcher.domain.volunteers import VolunteerState
from tests import make
from tests.browser.focus import reach
from tests.browser.test_parts import LINK, SMALL, TARGET
from tests.browser.test_ways_in import TODAY, Tab, centre, sign_up, told_by_home_care  # noqa: F401

LAPTOP = 320  # pixels: 1280 at 400 %
IN_SWEDISH = pytest.mark.parametrize(
    ("database_url", "language"), [("sqlite", "sv")], indirect=["database_url"]
)


class Keys(Tab):
    """Tab, Space, Enter, arrows and letters."""

    def fill(self, **told):
        for name, value in told.items():
            field = self.page.locator(f"main [name={name}]")
            reach(field)
            if field.get_attribute("type") == "date":
                value = f"{value[5:7]}{value[8:]}{value[:4]}"  # as the browser is written in
            else:
                self.page.keyboard.press("Control+A")
            self.page.keyboard.type(value)

    def pick(self, *pairs):
        for name, value in pairs:
            wanted = self.page.locator(f"[name={name}][value='{value}']")
            if wanted.get_attribute("type") == "checkbox":
                reach(wanted)
                if not wanted.is_checked():  # it may be ticked already
                    self.page.keyboard.press("Space")
            else:
                self._choose(self.page.locator(f"[name={name}]"), wanted)
            assert wanted.is_checked()

    def choose(self, name, value):
        """Of a list that opens: arrows until it stands there."""
        box = self.page.locator(f"select[name={name}]")
        reach(box)
        self.page.keyboard.press("Home")
        for _ in range(box.locator("option").count()):
            if box.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{value} is not in {name}")

    def press(self, words, **which):
        self._use(self.page.get_by_role("button", name=self.say(words), **which).first)

    def follow(self, words):
        self._use(self.page.get_by_role("link", name=self.say(words)).first)

    def _choose(self, group, wanted):
        """Of several one: Tab stops at the group, arrows go through it."""
        chosen = [one for one in group.all() if one.is_checked()]
        reach(chosen[0] if chosen else group.first)
        self.page.keyboard.press("Space")
        for _ in range(group.count()):
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")

    def _use(self, thing):
        reach(thing)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert self.page.evaluate(SMALL, [TARGET, LINK]) == [], self.page.url


@pytest.fixture
def keys(open_page, centre, language):  # noqa: F811
    return Keys(open_page(width=LAPTOP, dark=True), language)


@IN_SWEDISH
def test_r86_volunteer_signs_up_by_keys_alone(keys):
    keys.open("/anmalan/ekvik")

    sign_up(keys)


@IN_SWEDISH
def test_r86_home_care_refers_by_keys_alone(keys):
    told_by_home_care(keys, "ja")
    keys.fill(first_name="Aino", phone="070-174 06 44")
    keys.press("Skicka", exact=True)

    keys.is_headed("Tack, vi har fått det")


@IN_SWEDISH
def test_r86_person_with_only_a_postal_address_is_taken_in_by_keys_alone(keys):
    keys.sign_in()
    keys.open("/mottagare/ny")
    keys.pick(("skyddad", "nej"))
    keys.press("Fortsätt")
    keys.fill(said_on=str(TODAY), heard_by="Lena")
    keys.pick(("channel", "paper"))
    keys.fill(first_name="Aino")
    keys.choose("reach_by", "large_letter")
    keys.pick(("forms", "home"))
    keys.fill(postcode="753 20", street="Björkvägen 3", town="Ekvik")
    keys.pick(("priority_class", "1"))
    keys.press("Spara", exact=True)
    keys.is_headed("Aino")

    keys.follow("Anteckna ett hembesök")
    keys.pick(("home_stairs", "no"))
    keys.press("Anteckna hembesöket")
    keys.open("/vantar/")
    keys.sees("Aino")


@IN_SWEDISH
def test_r86_volunteer_is_cleared_by_keys_alone(keys, database, centre):  # noqa: F811
    with database.writing() as session:
        new = {"state": VolunteerState.CONTACTED, "steps": [(Step.INTERVIEW, None)]}
        karin = make.a_volunteer(session, centre, **new).id
    keys.sign_in()
    keys.open(f"/volontarer/{karin}")
    for step in ("confidentiality", "agreement"):
        keys.choose("step", step)
        keys.press("Anteckna", exact=True)
    keys.press("Gör aktiv")
    keys.sees("Volontären är aktiv.")


@IN_SWEDISH
def test_r86_person_calls_and_an_organisation_proposes_what_a_stranger_answers_by_keys_alone(keys):
    keys.sign_in()
    keys.open("/hanvisningar/ny")
    keys.pick(("skyddad", "nej"), ("kind", "self"))
    keys.fill(first_name="Aino", phone="070-174 06 44")
    keys.press("Spara", exact=True)
    keys.is_headed("Aino")

    keys.open("/organisationer/ny")
    keys.fill(name="Café Kompass", contact_name="Siv Öhman", contact_phone="070-174 06 55")
    keys.press("Spara", exact=True)
    keys.press("Visa kod till egna sidan")
    keys.open(keys.page.locator("p.small").inner_text())
    keys.press("Öppna er sida")
    keys.follow("Föreslå ett uppdrag")
    keys.fill(title="Kafévärd", seats="2", until_on=f"{TODAY.year + 1}-05-28")
    keys.press("Skicka förslaget")
    keys.sees("Kafévärd")

    keys.open("/start/alla")
    keys.follow("Läs förslaget")
    keys.press("Publicera")
    keys.open("/uppdrag-hos/ekvik")
    keys.follow("Kafévärd")
    keys.press("Jag vill gärna")
    sign_up(keys)
