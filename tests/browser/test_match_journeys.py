"""A match from the first click to the last, as people live it: on SQLite in Swedish, and on
PostgreSQL in English. The clock is turned by the test, letters are read where they lie.
"""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from matcher.domain.accounts import Role
from matcher.domain.calendar_weeks import iso_week
from matcher.domain.matches import MatchState
from matcher.services import letters, match_upkeep, weeks
from matcher.store.letters import Letter
from matcher.store.matches import Match
from matcher.store.recipients import Recipient, RecipientAddress
from matcher.store.visits import Visit
from tests import make
from tests.browser.test_ways_in import BOTH, PASSWORD, PHONE, Tab


class Town:
    """A centre whose clock the test turns, and what has come of it."""

    def __init__(self, app, database, language):
        self.database, self.language, self.now = database, language, make.AT
        app.config["CLOCK"] = lambda: self.now
        with database.writing() as session:
            self.centre = make.a_centre(session, code="ekvik")
            hers = {"email": "lena@example.org", "password_hash": make.hashed(PASSWORD)}
            roles = (Role.COORDINATOR, Role.SAFEGUARDING)
            make.an_account(session, self.centre, **hers, language=language, roles=roles)

    def make(self, volunteer=None, person=None, street="Björkvägen 3"):
        """Karin, who may be asked, and Aino, who waits; the ids of both and of Aino's need."""
        with self.database.writing() as session:
            told = {"email": "karin@example.org", "language": self.language} | (volunteer or {})
            karin = make.a_volunteer(session, self.centre, **told)
            yes = {"consents": ("matching", "sketch"), "language": self.language}
            aino = make.a_recipient(session, self.centre, **yes | (person or {}))
            need = make.a_need(session, aino)
            kept = {"centre_id": self.centre.id, "recipient_id": aino.id, "street": street}
            session.add(RecipientAddress(**kept))
            return karin.id, aino.id, need.id

    def wait(self, **time):
        """Time goes, and the clock does its work at the end of it."""
        self.now += timedelta(**time)
        with self.database.writing() as session:
            match_upkeep.keep(
                session, public_url="http://127.0.0.1", centre=self.centre.id, at=self.now
            )

    def link(self, kind, room):
        """The way that the newest letter of a kind leads."""
        with self.database.reading() as session:
            asked = sa.select(Letter.text).where(Letter.kind == kind)
            text = session.scalars(asked.order_by(Letter.made_at.desc(), Letter.id)).first()
        return re.search(rf"/{room}/\S+|/{room}\b", text).group()

    def rows(self, model):
        with self.database.reading() as session:
            return session.scalars(sa.select(model)).all()

    @property
    def match(self):
        (found,) = self.rows(Match)
        return found


@pytest.fixture
def town(app, database, language):
    return Town(app, database, language)


@pytest.fixture
def tab(open_page, town, language):
    return lambda **look: Tab(open_page(**look), language)


@pytest.fixture
def lena(tab):
    """Lena's tab; her session ends while weeks go by, and `at_work` signs her in where she was."""
    return tab()


def at_work(lena, where):
    lena.open(where)
    if "/logga-in" in lena.page.url:
        lena.page.locator("[type=email]").fill("lena@example.org")
        lena.page.locator("[type=password]").fill(PASSWORD)
        lena.press("Logga in")
    return lena


def approve(town, lena, karin, need):
    """From who waits to a match of two, by hand."""
    at_work(lena, f"/vantar/{need}/med/{karin}")
    lena.press("Godkänn matchningen")
    return f"/matchningar/{town.match.id}"


def hears_yes(lena, where, channel="phone"):
    """The next one who is to be asked has said yes to Lena."""
    at_work(lena, where)
    for closed in lena.page.locator("#nasta ~ details:not([open]) > summary").all():
        closed.click()
    lena.pick(("says", "ja"), ("channel", channel))
    lena.press("Anteckna svaret")
    lena.sees("Svaret är antecknat.")


def books(town, lena, where, place="home"):
    """A first meeting in two days, at two."""
    at_work(lena, where)
    day = (town.now + timedelta(days=2)).date().isoformat()
    lena.fill(day=day, time="14:00")
    lena.pick(("where", place))
    lena.press("Boka mötet")
    lena.pick(("agreed", "y"))  # at two: outside the times that were told
    lena.press("Boka mötet")
    expect(lena.page.locator(".pill").first).to_contain_text(lena.say("Första mötet är bokat"))


def has_met(town, lena, where, who="us"):
    town.wait(days=2, hours=10)
    at_work(lena, where)
    lena.pick(("who", who))
    lena.press("Mötet hölls, börja provtiden")
    expect(lena.page.locator(".pill").first).to_contain_text(lena.say("Provtid"))


def state(town):
    return town.match.state


# ── the whole life of a match ─────────────────────────────────────────────────────────────────


@BOTH
def test_match_from_the_first_click_to_the_goodbye(town, tab, lena, axe):
    karin, _aino, need = town.make()
    where = approve(town, lena, karin, need)
    at_work(lena, where)
    lena.page.locator("form[action$='/kort'] button").click()

    # Karin reads the card on her telephone, and says yes; it names nobody.
    her = tab(width=PHONE)
    her.open(town.link("card", "kort"))
    assert "Aino" not in her.page.content()
    her.press("Ja, gärna")
    her.sees("Du har sagt ja. Vi hör av oss när personen har fått frågan.")
    assert state(town) is MatchState.VOLUNTEER_YES

    # Aino says yes on the telephone; a time is found; Karin reads whom she meets.
    hears_yes(lena, where)
    books(town, lena, where)
    meeting = town.link("meeting_booked", "besok")
    her.open(meeting)
    assert "Aino" not in her.page.content()
    her.page.locator("summary").last.click()
    her.fill(digits="0611")
    her.press("Visa")
    her.sees("Aino")
    her.in_order(axe)
    at_work(lena, where)
    lena.page.locator("a[href*='/brev']").first.click()
    expect(lena.page.locator(".large-letter")).to_contain_text("Karin")

    # They meet; after three days Lena calls, and Karin notes visits.
    has_met(town, lena, where)
    assert state(town) is MatchState.TRIAL
    town.wait(days=3)
    at_work(lena, "/start/")
    lena.page.locator(f"a[href*='{town.match.id}']").first.click()
    lena.pick(("result", "fine"))
    lena.press("Spara samtalet")
    her.open(town.link("visits", "besok"))
    her.pick(("happened", "ja"), ("call", "nej"))
    her.fill(minutes="70")
    her.press("Spara")
    her.sees("Tack! Det betyder mycket.")
    assert [visit.minutes for visit in town.rows(Visit)] == [70]

    # The trial is over; a winter's pause; they meet again; they end it, with a talk each.
    town.wait(days=40)
    at_work(lena, where)
    lena.page.get_by_text(lena.say("Har du redan frågat?")).click()
    lena.press("Båda vill fortsätta, gör matchningen aktiv")
    lena.press("Pausa")
    her.open(meeting)
    her.is_headed("Just nu finns inget att fylla i")
    at_work(lena, where)
    lena.press("De ses igen")
    lena.follow("Avsluta …")
    lena.pick(("reason", "moved"))
    lena.press("Ja, börja avsluta")
    for _ in range(2):
        lena.press("Samtalet hölls")
    lena.pick(("waits", "ja"))
    lena.press("Avsluta matchningen")

    lena.sees("Avslutad. Personens väntan räknas från samma dag som förut.")
    assert state(town) is MatchState.ENDED
    (person,) = town.rows(Recipient)
    assert person.waiting_since.isoformat() == "2026-07-13"
    her.open(meeting)
    her.is_headed("Länken gäller inte längre")


# ── the coordinator's Monday ──────────────────────────────────────────────────────────────────


@BOTH
def test_coordinators_monday_from_the_letter_to_the_last_call(town, lena):
    with town.database.writing() as session:
        for n, name in enumerate(("Karin", "Bo", "Siv")):
            told = {"phone": f"+4670174061{n}", "email": f"{name.lower()}@example.org"}
            make.a_volunteer(session, town.centre, first_name=name, **told)
        for n, name in enumerate(("Aino", "Olle", "Ester")):
            make.a_waiting(session, town.centre, first_name=name, phone=f"+4670174062{n}")
        run = weeks.run_week(
            session, centre=town.centre.id, iso_week=iso_week(town.now.date()), at=town.now
        )
        letters.weekly_digest(session, run, public_url="http://127.0.0.1", at=town.now)

    at_work(lena, town.link("weekly_digest", "forslag"))
    articles = lena.page.locator("article.sug:has(button)")
    expect(articles).to_have_count(3)
    lena.press("Lås paret")
    lena.press("Godkänn")
    lena.sees("Det som är bestämt")
    lena.follow("Avvisa …")
    reasons = lena.page.locator("form.reject [name=reason]")
    expect(reasons.first).to_be_focused()
    expect(reasons.first).to_be_in_viewport()
    reasons.first.check()
    lena.press("Avvisa och räkna om")
    expect(lena.page.get_by_role("button", name=lena.say("Ångra")).first).to_be_visible()

    # What she has decided has become something to do, with its number to call.
    town.now += timedelta(minutes=5)
    at_work(lena, "/start/")
    lena.page.locator(f"a[href*='{town.match.id}']").first.click()
    lena.page.locator("form[action$='/kort'] button").click()
    assert state(town) is MatchState.VOLUNTEER_ASKED
    sent = {letter.to for letter in town.rows(Letter)} - {"lena@example.org"}
    assert len(sent) == 1


# ── a telephone, and a letter box, are enough (R6) ────────────────────────────────────────────


@BOTH
def test_r6_person_with_only_a_telephone_and_a_volunteer_without_an_address(town, lena):
    karin, _aino, need = town.make(volunteer={"email": None}, person={"language": "sv"})
    where = approve(town, lena, karin, need)
    hears_yes(lena, where)
    hears_yes(lena, where)
    books(town, lena, where, place="centre")
    has_met(town, lena, where)

    assert state(town) is MatchState.TRIAL
    assert town.rows(Letter) == []
    town.wait(days=3)
    at_work(lena, where)
    numbers = lena.page.locator("a[href^='tel:']")
    assert numbers.count() >= 2


@BOTH
def test_r6_person_with_only_a_postal_address_until_she_dies(town, tab, lena):
    karin, aino, need = town.make(person={"phone": None, "reach_by": "large_letter"})
    where = approve(town, lena, karin, need)
    at_work(lena, where)
    lena.page.locator("form[action$='/kort'] button").click()
    her = tab(width=PHONE)
    card = town.link("card", "kort")
    her.open(card)
    her.press("Ja, gärna")
    hears_yes(lena, where, channel="paper")
    books(town, lena, where)
    at_work(lena, f"{where}/brev")
    expect(lena.page.locator(".large-letter")).to_contain_text("Karin")
    has_met(town, lena, where)

    # A death: one page that says what will happen, one button, and nothing more goes out.
    visits = town.link("visits", "besok")
    at_work(lena, f"/mottagare/{aino}/avliden")
    lena.page.locator("main form button.main").click()
    assert state(town) is MatchState.ENDED
    her.open(visits)
    her.is_headed("Länken gäller inte längre")
    before = len(town.rows(Letter))
    town.wait(days=60)
    assert len(town.rows(Letter)) == before
    at_work(lena, "/start/")
    lena.sees("Karin")


# ── a concern (R70, R71, R72) ─────────────────────────────────────────────────────────────────


@BOTH
def test_r70_match_ends_in_a_concern_that_stands_in_its_own_room_only(town, tab, lena):
    karin, aino, need = town.make()
    where = approve(town, lena, karin, need)
    hears_yes(lena, where)
    hears_yes(lena, where)
    books(town, lena, where)
    has_met(town, lena, where)

    # Karin is told to call, with the number and 112, and writes nothing.
    her = tab(width=PHONE)
    her.open(town.link("visits", "besok"))
    her.sees("Något som oroar dig? Ring oss samma dag.")
    expect(her.page.locator("body")).to_contain_text("112")
    assert her.page.locator("textarea").count() == 0

    # Lena pauses the pair at once, without a cause, and notes what was seen where few read it.
    at_work(lena, where)
    lena.press("Pausa")
    at_work(lena, where)
    lena.page.locator("aside a[href='/oro']").click()
    lena.page.locator("main a.btn.main").click()
    lena.open(f"{lena.page.url}?om={aino}")
    lena.page.locator("[name=witness]").first.check()
    lena.fill(text="Zzkassen låg framme, och någon okänd gick när Karin kom.")
    lena.page.locator("main form[method=post] button.main").click()
    expect(lena.page.locator("main")).to_contain_text("Zzkassen")

    her.open(town.link("visits", "besok"))
    her.is_headed("Just nu finns inget att fylla i")
    for page in (where, "/start/", f"/mottagare/{aino}", f"/volontarer/{karin}", "/handelser/"):
        at_work(lena, page)
        assert "Zzkassen" not in lena.page.content(), page

    # The match ends, for no fault; nobody hears of the concern.
    at_work(lena, f"{where}/avsluta")
    lena.pick(("reason", "as_planned"))
    lena.press("Ja, börja avsluta")
    for _ in range(2):
        lena.press("Samtalet hölls")
    lena.pick(("waits", "ja"))
    lena.press("Avsluta matchningen")
    assert state(town) is MatchState.ENDED
    assert not [letter for letter in town.rows(Letter) if "Zzkassen" in letter.text]
