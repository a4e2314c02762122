"""What a card says of two people: no fact that nobody has told, and what is doubtful first."""

from dataclasses import replace

import pytest

from matcher.domain.frames import Way
from matcher.domain.people import Form
from matcher.domain.suggestions import Ask, Explanation, Part, Subject
from matcher.phrases import Voice
from matcher.services.faces import NeedSide
from matcher.services.fits import fit_of
from tests.make import params
from web.plumbing import pair_words

HOW_FAR = Ask(Subject.VOLUNTEER, "reach")
STAIRS = Ask(Subject.VOLUNTEER, "bears_trait", {"trait": "stairs"})
SAID = Voice(volunteer="Goran", need="Harry")
NEED = NeedSide(
    id="n1", called="Harry T.", first="Harry", where=None, availability=None, background=None
)


def way(minutes):
    return Way(km=minutes / 4, uncertain_km=0.0, same_place=False, mode="bus", minutes=minutes)


@pytest.fixture(autouse=True)
def _swedish(app):
    with app.test_request_context("/?lang=sv", base_url="http://localhost"):
        yield


def how(*, missing):
    part = Part("form", 6000, 6000, 0, {"form": "home", "missing": missing})
    (fact,) = pair_words.facts(Explanation((part,), form=Form.HOME), SAID)
    return f"{fact['value']} {fact['soft']}".strip()


def test_r37_way_of_meeting_is_told_as_a_fact_only_where_somebody_has_told_it():
    assert how(missing=[]) == "Hemma"
    assert how(missing=["need"]) == "Ingen har sagt hur än. Räknat som hemma."


def test_r40_way_longer_than_an_hour_and_than_the_visit_is_said_to_be_long():
    told = Explanation((), way=way(135))

    assert pair_words.doubt(told, NEED, SAID).startswith("Lång väg: ca 135 minuter dit för 60")
    assert "inte sagt hur långt" in pair_words.doubt(replace(told, asks=(HOW_FAR,)), NEED, SAID)
    assert not pair_words.doubt(Explanation((), way=way(50)), NEED, SAID)
    assert not pair_words.doubt(Explanation((), way=way(75)), replace(NEED, minutes=90), SAID)


def test_r37_nobody_is_asked_how_far_she_goes_where_the_way_is_short():
    asked = Explanation((), asks=(HOW_FAR, STAIRS), way=way(10))

    assert pair_words.asks(asked, SAID) == ["Goran: går det bra med trappor?"]
    assert len(pair_words.asks(replace(asked, way=way(30)), SAID)) == 2


def test_what_an_organisation_has_no_life_of_gets_no_line():
    told = Part("background", 0, 5000, 0, {"missing": ["need"], "shared": []})
    both = replace(told, evidence={"missing": [], "shared": []})

    of_nobody, of_both = (
        pair_words.fit(fit_of(Explanation((part,)), params()))["parts"][0] for part in (told, both)
    )

    assert (of_nobody["is_left_out"], of_nobody["note"]) == (True, "")
    assert (of_both["is_left_out"], bool(of_both["note"])) == (False, True)


def test_r37_how_far_two_can_reach_is_said_where_a_part_has_no_bar():
    life = Part("background", 0, 5000, 0, {"missing": ["need"], "shared": []})
    words = Part("interests", 0, 26000, 0, {"missing": ["need"], "shared": []})
    way = Part("closeness", 50000, 69000)

    fit = pair_words.fit(fit_of(Explanation((way, words, life)), params()))

    drawn = [part["of"] for part in fit["parts"] if not part["is_left_out"]]
    assert sum(drawn) == 69
    said = "Högst 69 kan nås här. Resten är för ”Intressen” och ”Berättat om livet”, som inte är"
    assert fit["most"].startswith(said)
    assert not pair_words.fit(fit_of(Explanation((way,)), params()))["most"]
