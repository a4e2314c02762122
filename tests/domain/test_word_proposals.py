"""What is proposed to a person who wrote something no list holds."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.domain.vocabulary import Kind, LocalConcept, Vocabulary
from matcher.domain.vocabulary_files import read_tables
from matcher.domain.word_proposals import LONGEST_PHRASE, Proposer

FILE = Path(__file__).parents[2] / "config" / "vocabulary.tsv"
PHRASES = Path(__file__).parents[1] / "bench"
WORDS = Vocabulary.load(FILE)


def proposed(text: str, **chosen) -> list[str]:
    return [proposal.concept_id for proposal in WORDS.propose(text, **chosen)]


@pytest.mark.parametrize(
    ("written", "concept"),
    [
        ("gräsklippning", "gardening_help"),
        ("fiska gädda", "fishing"),
        ("fikka", "coffee_and_cafe"),
        ("promenader med rullstolen", "wheelchair_outing"),
        ("skottning", "snow_clearing"),
        ("Läxhjälpen", "homework_help"),
    ],
)
def test_inflected_compound_or_misspelt_word_has_its_concept_first(written, concept):
    assert proposed(written)[0] == concept


def test_hint_that_is_no_form_brings_its_concept():
    assert "digital_help" in proposed("krånglande wifi")[:2]


def test_only_kinds_asked_for_are_proposed():
    found = proposed("hund", kinds={Kind.HEALTH}, at_most=10)

    assert {WORDS.concepts[i].kind for i in found} == {Kind.HEALTH}


def test_no_more_than_asked_for_are_proposed():
    assert len(proposed("hund", at_most=3)) == 3


def test_best_comes_first():
    scores = [proposal.score for proposal in WORDS.propose("promenad med hund", at_most=20)]

    assert scores == sorted(scores, reverse=True)


def test_proposal_shows_the_form_it_is_like():
    assert WORDS.propose("gräsklippningen")[0].form in WORDS.concepts["gardening_help"].correct


@pytest.mark.parametrize("text", ["", "   ", "…", "жжж"])
def test_text_that_is_like_nothing_has_no_proposal(text):
    assert proposed(text) == []


def test_long_text_is_looked_at_only_to_its_limit():
    text = "promenad " * 1000

    assert WORDS.propose(text) == WORDS.propose(text[:LONGEST_PHRASE])


def test_centres_own_concept_is_proposed():
    local = LocalConcept("model_railway", Kind.INTEREST, "modelljärnväg", ("märklintåg",))
    words = Vocabulary.load(FILE, [local])

    assert words.propose("modelljärnvägar")[0].concept_id == "model_railway"


def test_r92_proposal_is_never_applied_by_itself():
    assert WORDS.propose("fikka")[0].score > 0.5
    assert WORDS.read("fikka").leftovers == ("fikka",)


@settings(max_examples=50)
@given(st.text(max_size=200))
def test_any_text_gives_concepts_that_exist(text):
    assert all(concept in WORDS for concept in proposed(text))


def test_no_measured_phrase_is_in_a_list_of_words():
    """The figures are about phrases nobody listed; a form among them would be a lie."""
    for name in ("unseen_phrases.tsv", "fresh_phrases.tsv"):
        rows = (PHRASES / name).read_text(encoding="utf-8").splitlines()[1:]
        listed = [row for row in rows if WORDS.resolve(row.split("\t")[0])]

        assert len(rows) >= 100
        assert listed == []


class Plain(Proposer):
    """The plain way: every near form is asked, whatever it can add, and nothing is remembered."""

    def _may_be_best(self, by_form, by_word, asked, is_wanted, at_most, least):
        return is_wanted

    def _by_word(self, phrase):
        self._explained_by.cache_clear()
        return super()._by_word(phrase)


PLAIN = Plain(list(WORDS.concepts.values()), read_tables(FILE).cues)
FORMS = sorted(form for concept in WORDS.concepts.values() for form in concept.correct)


@given(
    st.lists(st.sampled_from(FORMS) | st.text("abdeiklmnorståäö ", max_size=9), max_size=5),
    st.sampled_from([None, (Kind.SKILL, Kind.TASK), (Kind.LANGUAGE,), (Kind.HEALTH,)]),
    st.sampled_from([1, 3, 5, 500]),
    st.sampled_from([0.2, 0.9]),
)
def test_proposals_are_those_of_asking_every_near_form(pieces, kinds, at_most, least):
    told = {"kinds": kinds, "at_most": at_most, "least": least}

    assert WORDS.propose(" ".join(pieces), **told) == PLAIN.propose(" ".join(pieces), **told)
