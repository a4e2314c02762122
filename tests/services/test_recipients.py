"""Recipients: their own yes, what is kept under it, the wait that never moves, and the end."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from matcher.domain.concepts import Kind
from matcher.domain.consent import Channel, ConsentKind, NewConsent
from matcher.domain.errors import AlreadyDecided, Invalid, Missing, NotNow
from matcher.domain.matches import MatchState
from matcher.domain.needs import NeedState
from matcher.domain.people import Bears, Level, SaidWord, Trait, WordStance
from matcher.domain.plans import TodoKind, TodoState
from matcher.domain.recipients import CallOutcome, Decides, NewRecipient, RecipientState
from matcher.domain.suggestions import SuggestionState
from matcher.services import choices, exports, promises, recipients, waiting, weeks
from matcher.services.exports import What
from matcher.store import profiles
from matcher.store.audit import Deed
from matcher.store.base import Base
from matcher.store.letters import Letter
from matcher.store.matches import Match, Participant
from matcher.store.recipients import Consent, HomeFact, Recipient, RecipientWord
from matcher.store.suggestions import Suggestion
from matcher.store.todos import Todo
from tests.make import AT, a_centre, a_need, a_recipient, a_volunteer, an_account

TODAY = AT.date()
YES = NewConsent(ConsentKind.MATCHING, TODAY, "Lena", Channel.PHONE, "2026-11")
HEALTH = replace(YES, kind=ConsentKind.HEALTH)
AINO = NewRecipient(first_name="Aino", phone="+46701740622", waiting_since=TODAY)
DEAF = SaidWord(WordStance.FUNCTION, "hörselnedsättning", "hearing_loss")


@pytest.fixture
def centre(session):
    return a_centre(session)


@pytest.fixture
def by(session, centre):
    return an_account(session, centre).id


@pytest.fixture
def who(centre, by):
    """Where, by whom and when: what every deed is told."""
    return {"centre": centre.id, "by": by, "at": AT}


def todos(session, person_id, state=TodoState.OPEN):
    asked = sa.select(Todo).where(Todo.recipient_id == person_id, Todo.state == state)
    return {(todo.kind, todo.due_on) for todo in session.scalars(asked)}


def count(session, model):
    return session.scalar(sa.select(sa.func.count()).select_from(model))


def matched(session, need, volunteer, state=MatchState.ACTIVE, **participant):
    match = Match(centre_id=need.centre_id, need_id=need.id, state=state, approved_at=AT)
    match.participants = [
        Participant(centre_id=need.centre_id, volunteer_id=volunteer.id, **participant),
        Participant(centre_id=need.centre_id, recipient_id=need.recipient_id),
    ]
    session.add(match)
    session.flush()
    return match


# ── the person's own yes ──────────────────────────────────────────────────────────────────────


def test_r19_name_and_phone_without_a_yes_are_not_saved(session, who):
    with pytest.raises(Invalid) as refused:
        recipients.add(session, AINO, [], **who)

    assert set(refused.value.faults) == {"said_on"}
    assert count(session, Recipient) == 0


def test_r19_another_yes_is_not_a_yes_to_be_matched(session, who):
    with pytest.raises(Invalid):
        recipients.add(session, AINO, [HEALTH], **who)


def test_r19_who_came_with_a_list_unasked_is_kept_called_and_not_suggested(session, centre, who):
    person = recipients.add(session, AINO, [], source="list", **who)

    assert person.state is RecipientState.ENQUIRY
    assert {kind for kind, _ in todos(session, person.id)} == {TodoKind.HEAR_CONSENT}


def test_r6_person_with_only_a_postal_address_is_taken_in(session, who):
    told = replace(AINO, phone=None, street="Påhittade gatan 1", town="Ekvik")
    person = recipients.add(session, told, [YES], **who)

    shown = recipients.one(session, person.id, **who)
    assert (shown.told.street, shown.told.phone) == ("Påhittade gatan 1", None)


def test_yes_puts_an_enquiry_on_the_list_with_its_first_day(session, centre, who):
    since = date(2026, 7, 13)
    state = RecipientState.ENQUIRY
    person = a_recipient(session, centre, state=state, consents=(), waiting_since=since)

    recipients.give_consent(session, person.id, YES, **who)

    assert (person.state, person.waiting_since) == (RecipientState.WAITING, since)
    assert todos(session, person.id) == {(TodoKind.CALL_WAITING, TODAY + timedelta(weeks=6))}


def test_yes_that_stands_is_not_written_twice(session, centre, who):
    person = a_recipient(session, centre)

    with pytest.raises(NotNow):
        recipients.give_consent(session, person.id, YES, **who)


def test_yes_said_tomorrow_is_refused(session, centre, who):
    tomorrow = replace(HEALTH, said_on=TODAY + timedelta(days=1))
    person = a_recipient(session, centre)

    with pytest.raises(Invalid):
        recipients.give_consent(session, person.id, tomorrow, **who)


def test_who_takes_back_the_yes_to_be_matched_is_suggested_to_nobody(session, centre, who):
    person = a_recipient(session, centre)
    need = a_need(session, person)
    a_volunteer(session, centre)
    weeks.run_week(session, centre=centre.id, iso_week="2026-W48", at=AT)

    recipients.withdraw_consent(session, person.id, ConsentKind.MATCHING, TODAY, **who)

    states = set(session.scalars(sa.select(Suggestion.state).where(Suggestion.need_id == need.id)))
    assert states == {SuggestionState.WITHDRAWN}
    assert person.state is RecipientState.ENQUIRY
    assert todos(session, person.id) == set()


# ── health ────────────────────────────────────────────────────────────────────────────────────


def healthy(session, who):
    told = replace(
        AINO,
        words=(DEAF, SaidWord(WordStance.LIKES, "schack", "chess")),
        bears={Trait.CAT: Bears.ALLERGY, Trait.SMOKE: Bears.NO},
        languages={"swedish": Level.NATIVE, "meankieli": Level.NATIVE},
    )
    return recipients.add(session, told, [YES, HEALTH], **who)


@pytest.mark.parametrize(
    "sensitive",
    [
        {"words": (DEAF,)},
        {"bears": {Trait.CAT: Bears.ALLERGY}},
        {"languages": {"meankieli": Level.NATIVE}},
        {"words": (SaidWord(WordStance.LIKES, "livsfrågor", "faith_and_life_questions"),)},
    ],
)
def test_r95_sensitive_facts_without_the_yes_for_them_are_refused(session, who, sensitive):
    with pytest.raises(Invalid) as refused:
        recipients.add(session, replace(AINO, **sensitive), [YES], **who)

    assert set(refused.value.faults) == {"health"}


def test_r22_what_an_illness_is_called_is_never_a_word(session, who):
    told = replace(AINO, words=(SaidWord(WordStance.LIKES, "alzheimers"),))

    with pytest.raises(Invalid) as refused:
        recipients.add(session, told, [YES], **who)

    assert refused.value.faults["likes"].code == "illness_named"


def test_r20_health_facts_without_consent_are_unreadable(session, centre, who):
    words = [(WordStance.FUNCTION, "hearing_loss"), (WordStance.LIKES, "faith_and_life_questions")]
    person = a_recipient(session, centre, words=words, bears={"cat": "allergy", "dog": "no"})
    a_need(session, person)

    shown = recipients.one(session, person.id, **who).told
    chosen = choices.of(session, centre=centre.id)
    loaded = profiles.load(
        session,
        centre=centre.id,
        on=TODAY,
        policies=chosen.policies,
        sensitive=chosen.sensitive,
    )

    assert (shown.words, shown.bears) == ((), {Trait.DOG: Bears.NO})
    assert dict(loaded.needs[0].traits.bears) == {Trait.DOG: Bears.NO}
    assert loaded.needs[0].interests == frozenset()


def test_r20_health_facts_with_consent_are_readable(session, who):
    person = healthy(session, who)

    assert DEAF in recipients.one(session, person.id, **who).told.words


@pytest.mark.parametrize("consents", [("matching",), ("matching", "health")])
def test_r20_health_facts_without_consent_are_in_no_list_that_is_taken_out(
    session, centre, who, consents
):
    told = {"words": [(WordStance.FUNCTION, "hearing_loss")], "bears": {"cat": "allergy"}}
    a_need(session, a_recipient(session, centre, consents=consents, **told))
    asked = {"purpose": "meeting", "as_text": True}

    taken = exports.export(session, What.WAITING, **asked, **who).data.decode("utf-8-sig").lower()

    told = ["hörselnedsättning" in taken, "katt" in taken.split("\n", 1)[1]]
    assert told == ["health" in consents] * 2


def test_r21_withdrawn_health_consent_deletes_the_facts_and_keeps_the_match(session, centre, who):
    person = healthy(session, who)
    person.wait_note, person.wait_note_until = "Det gäller hörseln", TODAY
    need = a_need(session, person)
    match = matched(session, need, a_volunteer(session, centre))
    person.state = RecipientState.MATCHED

    removed = recipients.withdraw_consent(session, person.id, ConsentKind.HEALTH, TODAY, **who)

    assert removed == ("allergy", "function", "words", "note")
    assert (person.wait_note, person.wait_note_until) == (None, None)
    assert set(session.scalars(sa.select(RecipientWord.concept))) == {"chess"}
    assert (person.bears, person.languages) == ({"smoke": "no"}, {"swedish": 3})
    assert (person.state, match.state) == (RecipientState.MATCHED, MatchState.ACTIVE)
    assert TodoKind.HEALTH_WITHDRAWN in {kind for kind, _ in todos(session, person.id)}


def test_r21_what_the_coordinator_is_told_names_no_health_fact(session, who):
    person = healthy(session, who)

    recipients.withdraw_consent(session, person.id, ConsentKind.HEALTH, TODAY, **who)

    asked = sa.select(Todo.facts).where(Todo.kind == TodoKind.HEALTH_WITHDRAWN)
    assert session.scalar(asked) == {"removed": ["allergy", "function", "words"]}


def test_r21_nothing_to_remove_makes_no_todo(session, centre, who):
    person = a_recipient(session, centre, consents=("matching", "health"))

    assert recipients.withdraw_consent(session, person.id, ConsentKind.HEALTH, TODAY, **who) == ()
    assert todos(session, person.id) == set()


def test_consent_that_was_never_given_cannot_be_taken_back(session, centre, who):
    person = a_recipient(session, centre)

    with pytest.raises(NotNow):
        recipients.withdraw_consent(session, person.id, ConsentKind.SURVEY, TODAY, **who)


def test_r22_no_table_has_a_column_for_a_diagnosis():
    columns = {one.name for table in Base.metadata.sorted_tables for one in table.columns}

    words = ("diagnos", "disease", "illness", "medic", "icd", "health")
    assert not {name for name in columns if any(word in name for word in words)}


def test_r22_words_on_function_say_what_to_think_of_and_no_diagnosis(session, centre):
    """A word more is a decision, written here by somebody who made it."""
    known = choices.vocabulary(session, centre=centre.id).of_kind(Kind.HEALTH)

    body = {"hearing_loss", "vision_loss", "speech_difficulties", "memory_difficulties", "anxiety"}
    moves = {"reduced_mobility", "uses_walking_aid", "uses_wheelchair", "cannot_manage_stairs"}
    moves |= {"fall_risk", "tires_easily"}
    bears = {"fur_allergy", "asthma_allergy", "fragrance_sensitivity", "infection_sensitive"}
    home = {"needs_smoke_free", "smoking_in_home", "pets_in_home"}
    assert {one.id for one in known} == body | moves | bears | home


# ── changed ───────────────────────────────────────────────────────────────────────────────────


def changed(session, person, who, **facts):
    told = replace(recipients.one(session, person.id, **who).told, **facts)
    return recipients.change(session, person.id, told, version=person.version, **who)


def test_waiting_date_stays_whatever_is_handed_in(session, centre, who):
    person = a_recipient(session, centre)

    changed(session, person, who, waiting_since=TODAY, first_name="Aina")

    assert (person.first_name, person.waiting_since) == ("Aina", date(2026, 7, 13))


def test_two_who_change_her_do_not_overwrite_each_other(session, centre, who):
    person = a_recipient(session, centre)
    read = person.version
    changed(session, person, who, first_name="Aina")

    with pytest.raises(AlreadyDecided):
        recipients.change(session, person.id, AINO, version=read, **who)


def test_class_says_who_set_it_and_when(session, centre, who, by):
    person = a_recipient(session, centre, priority_class=None)

    changed(session, person, who, priority_class=2)

    assert (person.priority_class, person.priority_set_by) == (2, by)
    assert person.priority_set_on == TODAY


def test_r23_supported_decision_is_asked_again_within_a_year(session, centre, who):
    person = a_recipient(session, centre)

    changed(session, person, who, decides=Decides.SUPPORTED)

    assert person.decides_review_on == TODAY + timedelta(days=365)


def test_r25_home_fact_told_after_the_visit_is_not_seen(session, centre, who):
    person = a_recipient(session, centre)
    changed(session, person, who, home={Trait.CAT: True}, home_checked_on=TODAY)
    changed(session, person, who, home={Trait.CAT: True, Trait.DOG: False})

    facts = {fact.trait: fact.checked_on for fact in session.scalars(sa.select(HomeFact))}
    assert facts == {Trait.CAT: TODAY, Trait.DOG: None}
    assert Trait.STAIRS in recipients.one(session, person.id, **who).home_unknown


# ── calls, pause, end ─────────────────────────────────────────────────────────────────────────


def test_r65_call_is_settled_and_the_next_planned_in_six_weeks(session, who):
    person = recipients.add(session, AINO, [YES], **who)
    later = who | {"at": AT + timedelta(weeks=6)}

    recipients.called(session, person.id, CallOutcome.STILL_WAITING, **later)

    assert todos(session, person.id) == {(TodoKind.CALL_WAITING, TODAY + timedelta(weeks=12))}


def test_call_without_answer_stays_to_be_done(session, who):
    person = recipients.add(session, AINO, [YES], **who)

    recipients.called(session, person.id, CallOutcome.NO_ANSWER, **who)

    assert todos(session, person.id) == {(TodoKind.CALL_WAITING, TODAY + timedelta(weeks=6))}


def test_r65_who_waits_without_a_planned_call_gets_one_and_only_one(session, centre, who):
    person = a_recipient(session, centre)

    planned = [recipients.plan_calls(session, centre=centre.id, at=AT) for _ in range(2)]

    assert planned == [1, 0]
    assert len(todos(session, person.id)) == 1


def test_pause_and_back_on_the_same_day_keeps_the_wait_and_plans_a_call(session, who):
    person = recipients.add(session, AINO, [YES], **who)
    recipients.pause(session, person.id, **who)
    paused = todos(session, person.id)

    recipients.resume(session, person.id, **who | {"at": AT + timedelta(minutes=5)})

    assert {kind for kind, _ in paused} == {TodoKind.CALL_PAUSED}
    assert person.state is RecipientState.WAITING
    assert {kind for kind, _ in todos(session, person.id)} == {TodoKind.CALL_WAITING}


def test_paused_person_in_a_match_comes_back_to_it(session, centre, who):
    person = a_recipient(session, centre, state=RecipientState.MATCHED)
    matched(session, a_need(session, person), a_volunteer(session, centre))

    recipients.pause(session, person.id, **who)
    recipients.resume(session, person.id, **who)

    assert person.state is RecipientState.MATCHED


def test_end_waits_for_the_match_to_be_ended(session, centre, who):
    person = a_recipient(session, centre)
    matched(session, a_need(session, person), a_volunteer(session, centre))

    with pytest.raises(NotNow):
        recipients.end(session, person.id, RecipientState.ENDED, **who)


def test_end_closes_needs_and_cancels_what_is_to_be_done(session, who):
    person = recipients.add(session, AINO, [YES], **who)
    need = a_need(session, person)

    recipients.end(session, person.id, RecipientState.REFERRED_ON, **who)

    assert (person.state, need.state) == (RecipientState.REFERRED_ON, NeedState.CLOSED)
    assert todos(session, person.id) == set()


def test_waiting_is_no_ending(session, centre, who):
    person = a_recipient(session, centre)

    with pytest.raises(Invalid):
        recipients.end(session, person.id, RecipientState.WAITING, **who)


def test_r63_death_stops_everything_about_her_in_one_deed(session, centre, who):
    person = recipients.add(session, AINO, [YES], **who)
    visited, wanted = a_need(session, person), a_need(session, person)
    volunteer = a_volunteer(session, centre)
    match = matched(session, visited, volunteer, said_yes_at=AT)
    weeks.run_week(session, centre=centre.id, iso_week="2026-W48", at=AT)
    letters = count(session, Letter)

    recipients.deceased(session, person.id, **who)

    assert person.state is RecipientState.DECEASED
    assert {visited.state, wanted.state} == {NeedState.CLOSED}
    assert match.state is MatchState.ENDED
    assert {p.end_reason for p in match.participants} == {"deceased"}
    assert todos(session, person.id) == set()
    proposed = sa.select(Suggestion.id).where(Suggestion.state == SuggestionState.PROPOSED)
    assert session.scalars(proposed).all() == []
    assert count(session, Letter) == letters
    told = sa.select(Todo.volunteer_id).where(Todo.kind == TodoKind.TELL_OF_DEATH)
    assert session.scalars(told).all() == [volunteer.id]


def test_r63_volunteer_who_was_never_asked_is_not_told_of_a_death(session, centre, who):
    person = a_recipient(session, centre)
    matched(session, a_need(session, person), a_volunteer(session, centre), MatchState.APPROVED)

    recipients.deceased(session, person.id, **who)

    told = sa.select(Todo.id).where(Todo.kind == TodoKind.TELL_OF_DEATH)
    assert session.scalars(told).all() == []


def test_nothing_is_done_with_who_has_died(session, centre, who):
    person = a_recipient(session, centre)
    recipients.deceased(session, person.id, **who)

    for deed in (recipients.deceased, recipients.pause, recipients.resume):
        with pytest.raises(NotNow):
            deed(session, person.id, **who)


# ── the list, and other centres ───────────────────────────────────────────────────────────────


def test_who_has_waited_past_the_promise_is_late(session, centre, who):
    a_recipient(session, centre, priority_class=1, waiting_since=TODAY - timedelta(weeks=9))
    a_recipient(session, centre, priority_class=3, waiting_since=TODAY - timedelta(weeks=9))

    rows = recipients.listed(session, **who).rows
    assert [(row.weeks_waited, row.is_late) for row in rows] in (
        [(9, True), (9, False)],
        [(9, False), (9, True)],
    )


def test_written_reason_keeps_the_promise_and_is_asked_for_anew_when_it_is_old(
    session, centre, who
):
    person = a_recipient(
        session, centre, priority_class=1, waiting_since=TODAY - timedelta(weeks=9)
    )
    a_need(session, person)

    def broken(weeks=0):
        at = who["at"] + timedelta(weeks=weeks)
        return [line.breaks_promise for line in waiting.listed(session, centre=centre.id, at=at)]

    assert broken() == [True]
    promises.explain(session, person.id, "Ingen talar arabiska än. ", **who)
    assert (broken(), broken(weeks=6), broken(weeks=7)) == ([False], [False], [True])

    found = recipients.one(session, person.id, **who).explained
    assert (found.said, found.on) == ("Ingen talar arabiska än.", TODAY)
    asked = sa.select(Deed.facts).where(Deed.deed == "recipient.wait_explained")
    assert "arabiska" not in str(session.scalar(asked))


def test_reason_is_written_at_most_two_weeks_before_the_promise_is_broken(session, centre, who):
    early = a_recipient(session, centre, priority_class=1, waiting_since=TODAY - timedelta(days=48))
    with pytest.raises(NotNow):
        promises.explain(session, early.id, "Ingen bil i byn", **who)
    assert not recipients.one(session, early.id, **who).may_explain

    tomorrow = who | {"at": who["at"] + timedelta(days=1)}
    promises.explain(session, early.id, "Ingen bil i byn", **tomorrow)
    assert recipients.one(session, early.id, **tomorrow).may_explain


def test_who_has_ended_is_found_only_by_searching(session, centre, who):
    a_recipient(session, centre, first_name="Åke", state=RecipientState.ENDED)

    assert recipients.listed(session, **who).count == 0
    assert recipients.listed(session, search="ake", **who).count == 1


def test_r1_another_centres_person_is_missing_for_every_deed(session, centre, who):
    theirs = a_recipient(session, a_centre(session)).id
    deeds = [
        lambda: recipients.one(session, theirs, **who),
        lambda: recipients.change(session, theirs, AINO, version=1, **who),
        lambda: recipients.give_consent(session, theirs, HEALTH, **who),
        lambda: recipients.withdraw_consent(session, theirs, ConsentKind.MATCHING, TODAY, **who),
        lambda: recipients.called(session, theirs, CallOutcome.NO_ANSWER, **who),
        lambda: recipients.pause(session, theirs, **who),
        lambda: recipients.resume(session, theirs, **who),
        lambda: recipients.end(session, theirs, RecipientState.ENDED, **who),
        lambda: recipients.deceased(session, theirs, **who),
    ]

    for deed in deeds:
        with pytest.raises(Missing):
            deed()


def test_list_of_consents_shows_what_holds_before_what_was_taken_back(session, centre, who):
    person = a_recipient(session, centre, consents=("matching", "survey"))
    recipients.withdraw_consent(session, person.id, ConsentKind.SURVEY, TODAY, **who)

    lines = {line.kind: line for line in recipients.one(session, person.id, **who).consents}
    assert (lines[ConsentKind.MATCHING].is_given, lines[ConsentKind.SURVEY].is_given) == (
        True,
        False,
    )
    assert lines[ConsentKind.HEALTH].said_on is None
    assert count(session, Consent) == 2
