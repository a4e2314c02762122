"""Every code that people meet has its words, in Swedish and in English."""

import ast
import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from matcher import phrases
from matcher.domain.clearance import AssignmentType, Gate
from matcher.domain.errors import Fault, NotNow
from matcher.domain.matches import MatchState, OverrideReason
from matcher.domain.needs import NeedKind, Never
from matcher.domain.people import Form, Gender, Trait
from matcher.domain.suggestions import (
    Ask,
    Broken,
    RejectReason,
    RuleClass,
    Subject,
    SuggestionState,
)
from matcher.engine.criteria import all_criteria
from matcher.engine.params import Params
from matcher.engine.rules import all_rules
from matcher.engine.without import TOO_FEW
from matcher.languages import catalogue
from matcher.phrases import asks, faults, list_faults, rules
from matcher.phrases.counts import OF_NEEDS
from matcher.services import choices

PROJECT = Path(__file__).parents[2]
LANGUAGES = ("sv", "en")
PARAMS = Params.from_dict(choices._read("matching.toml"))
RULES = [rule.id for rule in all_rules(PARAMS)]
CRITERIA = [one.id for one in all_criteria(PARAMS)]
TRAIT_FACTS = {"has_trait", "bears_trait"}

FAULTS = {**list_faults.LIST_FAULTS, **faults.FAULTS}  # those of fields and of lists


def is_english(sentence):
    """The catalogue has it, or it has nothing to translate."""
    english = catalogue("en").gettext(sentence)
    return english != sentence


def constants(call, *folders):
    """The first argument of every `call("…")` in the code, and where."""
    found = {}
    for folder in folders:
        for path in (PROJECT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                name = getattr(node, "func", None)
                if isinstance(node, ast.Call) and getattr(name, "id", None) == call:
                    for arg in node.args:
                        if isinstance(arg, ast.Constant) and isinstance(arg.value, str):
                            found.setdefault(arg.value, path.relative_to(PROJECT).as_posix())
                            break
    return found


@pytest.mark.parametrize("rule", RULES)
def test_r33_every_rule_has_its_sentence_and_a_few_words_to_count(rule):
    words = rules.RULES[rule]

    assert re.fullmatch(r"[A-ZÅÄÖ].*\.", words.sentence)
    assert is_english(words.sentence)
    assert is_english(words.short)
    assert not words.mend or is_english(words.mend)


def test_r34_nothing_opens_what_safety_forbids():
    safe = [rule.id for rule in all_rules(PARAMS) if rule.rule_class is RuleClass.SAFETY]

    assert [rule for rule in safe if rules.RULES[rule].mend] == []


def test_no_rule_has_words_that_is_no_longer_a_rule():
    assert set(rules.RULES) == {*RULES, TOO_FEW}


@pytest.mark.parametrize("criterion", CRITERIA)
def test_every_criterion_has_a_name(criterion):
    assert phrases.criterion(criterion)
    assert phrases.criterion(criterion, "en") != criterion


def test_every_band_has_its_words():
    bands = [word for _, word in PARAMS.bands]

    assert [phrases.band(word) for word in [*bands, None]] == [
        "Passar mycket bra",
        "Passar bra",
        "Passar ganska bra",
        "Passar delvis",
    ]


def test_r37_every_fact_the_engine_asks_for_is_a_question():
    wanted = set()
    for path in (PROJECT / "matcher/engine").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", None) == "Ask":
                fact = node.args[1]
                if isinstance(fact, ast.Constant):
                    wanted.add(fact.value)

    known = set(asks.ASKS) | set(asks.DIFFERS) | TRAIT_FACTS
    assert wanted - known == set()


@pytest.mark.parametrize("fact", sorted(asks.ASKS))
@pytest.mark.parametrize("language", LANGUAGES)
def test_question_names_whom_to_ask_and_ends_as_one(fact, language):
    voice = phrases.Voice(language=language, volunteer="Karin", need="Aino")
    facts = {"wanted": "woman", "min_age": 18, "needed": ["first_aid"]}

    said = phrases.ask(Ask(Subject.VOLUNTEER, fact, facts), voice)

    assert said.startswith("Karin: ")
    assert "?" in said
    assert "%(" not in said


@pytest.mark.parametrize("trait", Trait)
@pytest.mark.parametrize("fact", sorted(TRAIT_FACTS))
def test_every_trait_can_be_asked_about(trait, fact):
    said = phrases.ask(Ask(Subject.NEED, fact, {"trait": trait.value}), phrases.Voice(need="Aino"))

    assert said.startswith("Aino: ")
    assert is_english({"has_trait": asks.HAS_TRAIT, "bears_trait": asks.BEARS_TRAIT}[fact][trait])


@pytest.mark.parametrize("fact", [*asks.DIFFERS, "has_trait"])
def test_every_difference_can_be_told(fact):
    facts = {"preferred": "home", "wants": "man", "words": ["chess"], "trait": "cat"}

    said = phrases.differs(Ask(Subject.NEED, fact, facts), phrases.Voice(need="Aino"))

    assert said.startswith("Aino ")
    assert "%(" not in said


def test_every_fault_in_the_code_has_its_words():
    told = constants("Fault", "matcher", "web")

    assert {code: where for code, where in told.items() if code not in FAULTS} == {}


@pytest.mark.parametrize("code", sorted(FAULTS))
def test_fault_says_what_to_do_in_both_languages(code):
    assert is_english(FAULTS[code])
    assert re.fullmatch(r"[^!]*[.?]", FAULTS[code])  # a list asks where it is unsure


def test_fault_is_filled_with_its_facts():
    fault = Fault("out_of_range", {"low": 1, "high": 9})

    assert phrases.fault(fault) == "Skriv ett tal mellan 1 och 9."
    assert phrases.fault(fault, "en") == "Write a number between 1 and 9."


@pytest.mark.parametrize("key", sorted(faults.REFUSALS))
@pytest.mark.parametrize("language", LANGUAGES)
def test_refusal_has_words(key, language):
    assert phrases.refusal(NotNow(*key, "do"), language).endswith(".")


def test_refusal_nobody_has_worded_says_to_look_again():
    assert phrases.refusal(NotNow("thing", "state", "do")).startswith("Det går inte just nu")


@pytest.mark.parametrize(
    ("words", "members"),
    [
        (phrases.reject_reason, RejectReason),
        (phrases.override_reason, OverrideReason),
        (phrases.suggestion_state, SuggestionState),
        (phrases.match_state, MatchState),
        (phrases.need_kind, NeedKind),
        (phrases.assignment_type, AssignmentType),
        (phrases.gate, Gate),
        (phrases.form, Form),
    ],
)
def test_every_word_of_a_list_is_said_in_both_languages(words, members):
    assert [one for one in members if words(one, "sv") == words(one, "en")] == []


def test_genders_are_said_as_persons():
    assert {asks.gender(one.value, phrases.Voice()) for one in Gender} == {
        "en kvinna",
        "en man",
        "någon med annan könsidentitet",
    }


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_broken_rule_without_facts_is_told_by_its_sentence(rule, language):
    voice = phrases.Voice(language=language)

    assert phrases.broken(Broken(rule, RuleClass.WISH, {}), voice)


def test_r39_times_of_odd_weeks_alone_are_told_and_what_would_do_is_asked_for():
    facts = {"met": 5, "of": 8, "parity": "odd", "longest_minutes": 60, "weeks_would_do": 2}
    found = Broken("time", RuleClass.WISH, facts)

    assert phrases.broken(found, phrases.Voice()) == "gemensam tid bara udda veckor, 5 av 8 gånger"
    assert phrases.mend(found, phrases.Voice()) == "Fråga om varannan vecka räcker"


def test_words_that_are_not_ours_are_nowhere_in_the_sentences():
    said = SimpleNamespace(text="")
    for path in (PROJECT / "matcher/phrases").rglob("*.py"):
        said.text += path.read_text("utf-8").casefold()

    assert re.findall(r"\b(?:insats|brukare|klient|remiss|frivillig)\w*", said.text) == []


@pytest.mark.parametrize("rule", OF_NEEDS)
def test_every_count_of_needs_has_its_english_and_is_of_a_rule(rule):
    assert rule in RULES
    assert is_english(OF_NEEDS[rule])


def test_what_a_volunteer_cannot_be_given_is_never_told_as_if_a_need_wanted_something():
    assert phrases.rule_short("task") == "vill göra annat"
    assert phrases.rule_short("task", asker=Subject.VOLUNTEER) == (
        "gäller annat än volontären vill göra"
    )


def test_r34_nothing_but_her_own_limits_is_asked_about_where_safety_keeps_two_apart():
    safe, voice = RuleClass.SAFETY, phrases.Voice()
    full, barred = Broken("capacity", safe, {}), Broken("blocked_pair", safe, {})

    assert phrases.opens([full], voice) == "Fråga volontären om ett uppdrag till"
    assert phrases.opens([full, barred], voice) == "Inget undantag går att göra"


def test_nobody_is_advised_to_telephone_a_group():
    found = Broken("form", RuleClass.WISH, {"need": ["group"], "volunteer": ["home"]})

    assert phrases.mend(found, phrases.Voice(volunteer="Karin")) == (
        "Fråga Karin om det går att ses i grupp"
    )


@pytest.mark.parametrize("never", list(Never))
@pytest.mark.parametrize("language", ["sv", "en"])
def test_r29_list_says_who_does_it_instead_and_asks_nobody_to_mend_a_text(never, language):
    of_form = phrases.fault(Fault(f"never_{never.value}"), language)
    of_list = phrases.list_fault(Fault(f"never_{never.value}"), language)

    [what, who, mend] = re.split(r"(?<=\.) ", of_form)
    assert mend not in of_list
    assert of_list.endswith(f"{what[1:]} {who}")
