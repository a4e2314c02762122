"""/mote: the weekly meeting, one suggestion a screen; decisions become minutes (R56)."""

import re

import pytest
import sqlalchemy as sa

from matcher.domain.suggestions import SuggestionState
from matcher.store.matches import Match
from matcher.store.suggestions import Suggestion
from tests.web.conftest import NAME


@pytest.fixture
def lena(signed_in):
    return signed_in("lena")


@pytest.fixture
def at_first(lena):
    """The first thing on the agenda, as the meeting opens it."""
    page = lena.open("/mote/")
    begin = "Börja mötet" if "Börja mötet" in page.text else "Fortsätt mötet"
    return lena.open(page.link(begin))


def address(page):
    return page.url.partition("?")[0]


def state_of(database, page):
    with database.reading() as session:
        found = session.get(Suggestion, address(page).rpartition("/")[2])
        return found.state


def test_meeting_keeps_the_line_of_the_suggestions_marked_in_the_menu(at_first):
    marked = re.findall(r'<a href="([^"]+)" aria-current="page">', at_first.html)
    assert set(marked) == {"/forslag/"}


def test_r56_whole_meeting_goes_without_script(lena, database, at_first):
    """Approve, reject with a reason, not now: each leads to the next thing on the agenda."""
    approved = at_first
    page = lena.send(approved, action=f"{address(approved)}/godkann")
    assert state_of(database, approved) is SuggestionState.ACCEPTED
    assert address(page) != address(approved)

    rejected = page
    page = lena.send(rejected, _a_reason(rejected), action=f"{address(rejected)}/avvisa")
    assert state_of(database, rejected) is SuggestionState.REJECTED
    assert page.every("h1")


def _a_reason(page):
    form = page.form(f"{address(page)}/avvisa")
    first = next(e for e in form.element.iter("input") if e.get("name") == "reason")
    return {"reason": first.get("value")}


def test_r56_every_key_has_its_button(at_first):
    keys = set(re.findall(r'data-key="(.)"', at_first.html))

    assert {"g", "n", "l", "x", "j", "p", "v", "d", "?"} <= keys


def test_rejection_without_a_reason_is_asked_for(lena, database, at_first):
    page = lena.send(at_first, action=f"{address(at_first)}/avvisa", expect=422)

    assert "Välj ett skäl i listan." in page.text
    assert state_of(database, at_first) is SuggestionState.PROPOSED


def test_lock_stays_on_the_screen_and_is_taken_off(lena, at_first):
    page = lena.send(at_first, action=f"{address(at_first)}/las")
    assert address(page) == address(at_first)

    page = lena.send(lena.open(address(page)), action=f"{address(at_first)}/las-upp")

    assert "Lås paret" in page.text


def test_key_for_the_latest_takes_a_lock_back_too(lena, at_first):
    page = lena.send(at_first, action=f"{address(at_first)}/las")
    latest = page.html.partition("Ångra det senaste")[0].rpartition("<form")[2]

    assert f"{address(at_first)}/las-upp" in latest
    assert 'data-key="u"' in latest


def test_decision_is_taken_back_on_its_screen(lena, database, at_first):
    lena.send(at_first, action=f"{address(at_first)}/inte-nu")
    page = lena.open(address(at_first))

    lena.send(page, action=f"{address(at_first)}/angra")

    assert state_of(database, at_first) is SuggestionState.PROPOSED


def test_r56_minutes_say_who_decided_what_and_no_surname(lena, database, at_first):
    lena.send(at_first, action=f"{address(at_first)}/inte-nu")

    minutes = lena.open("/mote/protokoll")

    assert re.search(r"Inte nu\. Lena .*kl\. ", minutes.text)
    named = ["".join(e.itertext()) for e in minutes.every("b")]
    called = rf"\S+ {NAME} \w{{1,3}}\."  # the first name, marked, and what sets it apart
    assert named
    assert [name for name in named if not re.fullmatch(f"{called} med {called}", name)] == []


def test_minutes_lead_to_each_match_that_was_approved(lena, database, at_first):
    lena.send(at_first, action=f"{address(at_first)}/godkann")
    page = lena.open("/mote/protokoll")
    with database.reading() as session:
        match_id = session.scalar(sa.select(Match.id).where(Match.suggestion_id.is_not(None)))

    assert f"/matchningar/{match_id}" in page.links()


def test_answer_to_why_the_two_leads_back_to_the_meeting(lena, at_first):
    page = lena.open(next(href for href in at_first.links() if "mote=" in href))

    assert page.link("Tillbaka till mötet") == address(at_first)


def test_who_leaves_comes_back_to_the_same_place(lena, at_first):
    after = lena.open(at_first.link("Nästa j"))

    page = lena.open("/mote/")

    assert page.link("Fortsätt mötet") == address(after)


def test_letters_are_turned_off(lena, at_first):
    assert "data-keys" in at_first.html

    page = lena.send(at_first, action="/mote/tangenter")

    assert "data-keys" not in page.html


def test_other_weeks_suggestion_leads_to_the_agenda(lena, database, at_first):
    with database.writing() as session:
        gone = sa.update(Suggestion).where(Suggestion.id == address(at_first).rpartition("/")[2])
        session.execute(gone.values(state=SuggestionState.EXPIRED))

    assert address(lena.open(address(at_first))) == "/mote/"
