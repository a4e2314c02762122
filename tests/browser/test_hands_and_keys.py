"""A match by keys alone from the asking to the note of a visit, and to the goodbye without a line
of script, both at 320 pixels; the meeting led by its letters (R56, R86). What a hand does is in two
classes, the walk is told once.
"""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from matcher.domain.accounts import Role
from matcher.domain.calendar_weeks import iso_week
from matcher.domain.matches import MatchState
from matcher.domain.suggestions import SuggestionState
from matcher.services import weeks
from matcher.store.concerns import Concern
from matcher.store.suggestions import Suggestion
from matcher.store.visits import Visit
from tests import make
from tests.browser.focus import reach
from tests.browser.test_match_journeys import Town, state
from tests.browser.test_ways_in import PASSWORD, Tab
from tests.services.pairs import Pair

SMALL = 320  # pixels: a laptop's 1280 at 400 %
IN_SWEDISH = pytest.mark.parametrize(
    ("database_url", "language"), [("sqlite", "sv")], indirect=["database_url"]
)


class WithoutScript(Tab):
    """A small screen, a finger, and no script."""

    def press(self, words):
        self._use(self.button(words))

    def button(self, words):
        return self.page.get_by_role("button", name=self.say(words)).first

    def go(self, words):
        self._use(self.page.get_by_role("link", name=self.say(words)).first)

    def send_card(self):
        self._use(self.page.locator("form[action$='/kort'] button"))

    def pick(self, name, value):
        self.page.locator(f"[name={name}][value='{value}']").check()

    def fill(self, **told):
        for name, value in told.items():
            self.page.locator(f"main [name={name}]").fill(value)

    def _use(self, thing):
        thing.click()
        self.page.wait_for_load_state()
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


class ByKeys(WithoutScript):
    """Tab, Enter, Space, arrows and letters: the mouse is never touched."""

    def pick(self, name, value):
        choices = self.page.locator(f"[name={name}]")
        reach(self.page.locator(f"[name={name}]:checked, [name={name}]").first)
        wanted = self.page.locator(f"[name={name}][value='{value}']")
        self.page.keyboard.press("Space")
        for _ in range(choices.count()):
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{name} {value} is not reached by arrows")

    def fill(self, **told):
        for name, value in told.items():
            field = self.page.locator(f"main [name={name}]")
            reach(field)
            kind = field.get_attribute("type")
            if kind == "date":
                value = "".join(value.split("-")[i] for i in (1, 2, 0))
            elif kind == "time":
                value = f"{int(value[:2]) - 12:02}{value[3:]}P"
            else:
                self.page.keyboard.press("Control+A")
            self.page.keyboard.type(value)

    def _use(self, thing):
        reach(thing)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")


@pytest.fixture
def town(app, database, language):
    return Town(app, database, language)


@IN_SWEDISH
@pytest.mark.parametrize("hand", [WithoutScript, ByKeys])
def test_r86_match_is_lived_by_keys_alone_and_without_script(open_page, town, language, hand):
    karin, _aino, need = town.make()
    scripts = hand is ByKeys
    lena = hand(open_page(width=SMALL, scripts=scripts), language)
    her = hand(open_page(width=SMALL, scripts=scripts), language)

    def at_work(where):
        lena.open(where)
        if "/logga-in" in lena.page.url:
            lena.fill(email="lena@example.org", password=PASSWORD)
            lena.press("Logga in")

    # Asked by a card; both say yes; a time, and how it went.
    at_work(f"/vantar/{need}/med/{karin}")
    lena.press("Godkänn matchningen")
    where = f"/matchningar/{town.match.id}"
    at_work(where)
    lena.send_card()
    her.open(town.link("card", "kort"))
    her.press("Ja, gärna")
    at_work(where)
    lena.pick("says", "ja")
    lena.pick("channel", "phone")
    lena.press("Anteckna svaret")
    day = (town.now + timedelta(days=2)).date().isoformat()
    lena.fill(day=day, time="14:00")
    lena.pick("where", "home")
    lena.press("Boka mötet")
    lena.pick("agreed", "y")  # at two: outside the times that were told
    lena.press("Boka mötet")
    expect(lena.page.locator(".pill").first).to_contain_text("Första mötet är bokat")
    town.wait(days=2, hours=10)
    at_work(where)
    lena.pick("who", "us")
    lena.press("Mötet hölls, börja provtiden")

    # A visit is noted.
    her.open(town.link("visits", "besok"))
    her.pick("happened", "ja")
    her.pick("call", "nej")
    her.press("Spara")
    her.sees("Tack! Det betyder mycket.")
    assert len(town.rows(Visit)) == 1


@IN_SWEDISH
@pytest.mark.parametrize("hand", [WithoutScript, ByKeys])
def test_r86_concern_and_an_ending_go_by_keys_alone_and_without_script(
    open_page, town, language, hand
):
    with town.database.writing() as session:
        roles = (Role.COORDINATOR, Role.SAFEGUARDING)
        kim = {"email": "kim@example.org", "password_hash": make.hashed(PASSWORD), "roles": roles}
        pair = Pair(session, account=kim).active()
        where, aino = f"/matchningar/{pair.id}", pair.recipient.id
    town.now = pair.at
    lena = hand(open_page(width=SMALL, scripts=hand is ByKeys), language)
    lena.open(f"/logga-in?next=/oroanteckningar/ny?om={aino}")
    lena.fill(email="kim@example.org", password=PASSWORD)
    lena.press("Logga in")

    # What was seen is written where few read it; they meet no more, and each is talked with.
    lena.pick("witness", "volunteer")
    lena.fill(text="Dörren stod öppen.")
    lena.press("Spara")
    lena.sees("Dörren stod öppen.")
    lena.open(where)
    lena.go("Avsluta …")
    lena.pick("reason", "moved")
    lena.press("Ja, börja avsluta")
    for _ in range(2):
        lena.press("Samtalet hölls")
    lena.pick("waits", "ja")
    lena.press("Avsluta matchningen")
    lena.sees("Avslutad.")
    assert (state(town), len(town.rows(Concern))) == (MatchState.ENDED, 1)


# ── the meeting ───────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def meeting(open_page, town, language):
    """Three suggestions on the agenda, and the first of them on the screen."""
    with town.database.writing() as session:
        for n, name in enumerate(("Karin", "Bo", "Siv")):
            make.a_volunteer(session, town.centre, first_name=name, phone=f"+4670174061{n}")
        for n, name in enumerate(("Aino", "Olle", "Ester")):
            make.a_waiting(session, town.centre, first_name=name, phone=f"+4670174062{n}")
        at = {"iso_week": iso_week(town.now.date()), "at": town.now}
        weeks.run_week(session, centre=town.centre.id, **at)
    lena = ByKeys(open_page(), language)
    lena.open("/logga-in?next=/mote/")
    lena.fill(email="lena@example.org", password=PASSWORD)
    lena.press("Logga in")
    lena.page.get_by_role("link", name="Börja mötet").click()
    expect(lena.page.locator("h1")).to_contain_text("1 av 3 på dagordningen")
    lena.page.wait_for_load_state()
    return lena


@IN_SWEDISH
def test_r56_meeting_is_led_by_letters_alone(town, meeting):
    page, keys = meeting.page, meeting.page.keyboard

    def types(letter, then):
        keys.press(letter)
        expect(page.locator("main")).to_contain_text(then)

    def decided():
        return sorted(one.state for one in town.rows(Suggestion) if one.rank == 0)

    types("j", "2 av 3 på dagordningen")
    types("k", "1 av 3 på dagordningen")
    types("?", "Slå av tangenterna")
    types("l", "Lås upp")
    types("l", "Lås paret")
    types("g", "Två saker kvar att besluta")
    assert SuggestionState.ACCEPTED in decided()
    types("u", "Tre saker kvar att besluta")
    types("g", "Två saker kvar att besluta")
    types("n", "vila")
    keys.press("x")
    keys.press("1")
    types("Enter", "avvisade")
    types("p", "Avvisat, de känner varandra, olämpligt")
    assert {SuggestionState.ACCEPTED, SuggestionState.NOT_NOW, SuggestionState.REJECTED} <= set(
        decided()
    )


@IN_SWEDISH
def test_r56_letters_are_silent_where_they_are_switched_off_and_in_a_field(town, meeting):
    page, keys = meeting.page, meeting.page.keyboard
    keys.press("x")
    keys.press("g")  # a reason has focus
    page.locator("summary", has_text="Tangenter").click()
    meeting.press("Slå av tangenterna")
    expect(page.locator("button", has_text="Slå på tangenterna")).to_be_attached()

    keys.press("g")

    states = {one.state for one in town.rows(Suggestion) if one.rank == 0}
    assert states == {SuggestionState.PROPOSED}
