"""Paper twins: every question of the form on the screen, in the same order, and a code to scan."""

import pytest

from tests import make
from web.forms.callers import CallerForm
from web.forms.referrals import ReferredForm
from web.forms.signup_pages import STEPS
from web.plumbing.paper_parts import is_on_paper

SIGNUP = "/anmalan/ekvik/papper"
REFERRAL = "/hanvisa/ekvik/papper"


@pytest.fixture
def ekvik(database):
    with database.writing() as session:
        return make.a_centre(session, code="ekvik")


def labels(app, *forms):
    """What the forms ask, in their order."""
    with app.test_request_context():
        plain = {"formdata": None, "meta": {"csrf": False}}
        made = [
            form(vocabulary=_words(), **plain) if form is ReferredForm else form(**plain)
            for form in forms
        ]
        return [
            str(field.label.text) for form in made for field in form
            if is_on_paper(field)
        ]  # fmt: skip


def _words():
    from matcher.services import choices

    return choices._vocabulary(())


def asked(page):
    from tests.visitor import words

    return [words(element) for element in page.every("h2")][:-1]


def test_sign_up_on_paper_asks_what_the_screen_asks(app, visitor, ekvik):
    assert asked(visitor.open(SIGNUP)) == labels(app, *(form for _name, form in STEPS.values()))


def test_referral_on_paper_asks_what_the_screen_asks(app, visitor, ekvik):
    assert asked(visitor.open(REFERRAL)) == labels(app, CallerForm, ReferredForm)


@pytest.mark.parametrize("path", [SIGNUP, REFERRAL])
def test_paper_says_who_answers_for_it_and_leads_to_the_screen(visitor, ekvik, path):
    page = visitor.open(path)

    assert "ansvarar för uppgifterna" in page.text
    assert 'class="qr"' in page.html
    assert "070-174 06 05" in page.text


@pytest.mark.parametrize("path", [SIGNUP, REFERRAL])
def test_paper_asks_nothing_that_a_form_keeps_for_itself(visitor, ekvik, path):
    unnamed = {"Shown", "Asked About", "Agreed", "Later", "Answer", "Version", "Csrf Token", "Sure"}

    assert not unnamed & set(asked(visitor.open(path)))


@pytest.mark.parametrize("path", [SIGNUP, REFERRAL])
def test_paper_takes_nothing(visitor, ekvik, path):
    assert visitor.open(path).every("input") == []


def test_r24_paper_of_a_referral_says_first_what_not_to_write(visitor, ekvik):
    text = visitor.open(REFERRAL).text

    assert text.index("Har personen skyddade personuppgifter?") < text.index("Förnamn")
