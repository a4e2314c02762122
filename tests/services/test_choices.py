"""What a centre has chosen: the files, and its own on top."""

import tomllib

import pytest

from matcher.domain.clearance import AssignmentType, ExtractPolicy, Step
from matcher.domain.errors import Invalid, Missing
from matcher.services import choices
from matcher.store.words import LocalWord
from tests.make import AT, a_centre

POLICIES = tomllib.loads((choices.CONFIG / "policies.toml").read_text("utf-8"))


def test_every_type_of_uppdrag_has_its_gates():
    assert set(choices.policies()) == set(AssignmentType)


def test_r10_children_cannot_be_without_a_shown_extract():
    lax = POLICIES | {"children": POLICIES["children"] | {"extract": "none"}}

    with pytest.raises(Invalid):
        choices.read_policies(lax)


def test_r13_no_extract_is_asked_for_where_no_law_lets_us():
    asked = {kind for kind, policy in choices.policies().items() if policy.extract != "none"}

    assert asked == {AssignmentType.CHILDREN}


def test_policy_carries_the_version_of_the_text_that_is_signed():
    policy = choices.policies()[AssignmentType.VISIT]

    assert policy.text_versions[Step.AGREEMENT] == POLICIES["texts"]["agreement"]
    assert policy.extract is ExtractPolicy.NONE


def test_r15_youngest_are_let_into_group_activities_only():
    young = {kind for kind, policy in choices.policies().items() if policy.min_age < 18}

    assert young == {AssignmentType.ACTIVITY}


def test_type_without_a_policy_is_a_fault():
    with pytest.raises(KeyError):
        choices.read_policies({name: table for name, table in POLICIES.items() if name != "visit"})


def test_centres_own_weight_stands_on_top_of_the_file(session):
    centre = a_centre(session, matching={"weights": {"interests": 40}})

    chosen = choices.of(session, centre=centre.id)

    assert chosen.params.weights["interests"] == 40
    assert chosen.params.weights["time"] == 15


def test_centres_own_choice_that_cannot_be_followed_is_refused(session):
    centre = a_centre(session, matching={"dial": {"fit": 90}})

    with pytest.raises(Invalid):
        choices.of(session, centre=centre.id)


def test_r94_centres_own_word_is_known_in_that_centre_only(session):
    centre, other = a_centre(session), a_centre(session)
    word = {"concept": "model_railway", "kind": "interest", "form": "modelljärnväg"}
    session.add(LocalWord(centre_id=centre.id, added_at=AT, **word))
    session.flush()

    assert choices.vocabulary(session, centre=centre.id).resolve("modelljärnväg")
    assert choices.vocabulary(session, centre=other.id).resolve("modelljärnväg") is None


def test_r95_words_of_faith_are_among_those_that_want_consent(session):
    chosen = choices.of(session, centre=a_centre(session).id)

    assert "faith_and_life_questions" in chosen.sensitive
    assert "chess" not in chosen.sensitive


def test_centre_that_does_not_exist_has_chosen_nothing(session):
    with pytest.raises(Missing):
        choices.of(session, centre="nowhere")
