"""The privacy border: what matching gets to know, and what stays behind."""

from dataclasses import fields, replace
from datetime import date, time, timedelta

import pytest

from matcher.domain.availability import weekly
from matcher.domain.clearance import AssignmentType, Gate, Step
from matcher.domain.matches import MatchState
from matcher.domain.needs import NeedProfile, NeedState
from matcher.domain.people import Bears, Trait, WordStance
from matcher.domain.recipients import RecipientState
from matcher.domain.regular_times import RegularTime
from matcher.domain.suggestions import RejectReason
from matcher.domain.volunteers import VolunteerProfile, VolunteerState
from matcher.domain.when.day_parts import quarter
from matcher.services import choices
from matcher.store import profiles
from matcher.store.matches import Match, Participant, living_pairs
from matcher.store.pairs import BlockedPair
from matcher.store.volunteers import VolunteerWord
from tests.make import (
    ALL_STEPS,
    AT,
    a_centre,
    a_need,
    a_recipient,
    a_volunteer,
    a_waiting,
    an_organisation,
)

ON = date(2026, 11, 23)
SENSITIVE = frozenset({"faith_and_life_questions"})


@pytest.fixture
def centre(session):
    return a_centre(session)


def load(session, centre, **which):
    return profiles.load(
        session,
        centre=centre.id,
        on=ON,
        policies=choices.policies(),
        sensitive=SENSITIVE,
        **which,
    )


def a_match(session, volunteer, need, **columns):
    match = Match(
        **{"centre_id": need.centre_id, "need_id": need.id, "approved_at": AT}
        | {"state": MatchState.APPROVED}
        | columns
    )
    session.add(match)
    session.flush()
    session.add(Participant(centre_id=need.centre_id, match_id=match.id, volunteer_id=volunteer.id))
    session.flush()
    return match


def block(session, volunteer, need, reason, until_on=None):
    session.add(
        BlockedPair(
            centre_id=need.centre_id,
            volunteer_id=volunteer.id,
            recipient_id=need.recipient_id,
            reason=reason.value,
            until_on=until_on,
            blocked_at=AT,
        )
    )
    session.flush()


# ── what may be known ─────────────────────────────────────────────────────────────────────────


def test_no_profile_has_room_for_a_name_an_address_or_a_note():
    known = {one.name for kind in (VolunteerProfile, NeedProfile) for one in fields(kind)}

    assert not known & {
        "first_name",
        "surname",
        "name",
        "phone",
        "email",
        "street",
        "about",
        "title",
    }


def test_nothing_that_identifies_comes_through(session, centre):
    volunteer = a_volunteer(
        session, centre, first_name="Zzvera", surname="Zzlund", email="zz@example.org"
    )
    recipient = a_recipient(session, centre, first_name="Zzaino", phone="+46701740699")
    need = a_need(session, recipient, title="Zztitel", about="Zztext")

    told = repr(load(session, centre))
    for drawn in (volunteer.id, recipient.id, need.id, centre.id):  # one in a hundred has a "zz"
        told = told.replace(drawn, "")

    assert "zz" not in told.casefold()
    assert "70174" not in told


def test_profiles_are_sorted_by_id(session, centre):
    for _ in range(5):
        a_volunteer(session, centre)
        a_waiting(session, centre)

    found = load(session, centre)

    assert [one.id for one in found.volunteers] == sorted(one.id for one in found.volunteers)
    assert [one.id for one in found.needs] == sorted(one.id for one in found.needs)


def test_another_centres_people_are_not_in_the_pool(session, centre):
    other = a_centre(session)
    a_volunteer(session, other)
    a_waiting(session, other)

    assert load(session, centre) == profiles.Profiles((), (), ON)


def test_r22_function_words_never_reach_matching(session, centre):
    recipient = a_recipient(
        session,
        centre,
        consents=("matching", "health"),
        words=[(WordStance.FUNCTION, "hard_of_hearing")],
    )
    a_need(session, recipient)

    assert "hard_of_hearing" not in repr(load(session, centre))


@pytest.mark.parametrize(
    ("consents", "known"), [(("matching",), False), (("matching", "health"), True)]
)
def test_r20_allergy_is_read_only_with_health_consent(session, centre, consents, known):
    recipient = a_recipient(
        session, centre, consents=consents, bears={"cat": "allergy", "dog": "no"}
    )
    a_need(session, recipient)

    (need,) = load(session, centre).needs

    allergy = {Trait.CAT: Bears.ALLERGY} if known else {}
    assert need.traits.bears == {**allergy, Trait.DOG: Bears.NO}


@pytest.mark.parametrize(("consents", "known"), [((), False), (("health",), True)])
def test_r20_volunteers_allergy_is_read_only_with_her_consent(session, centre, consents, known):
    traits = {"bears": {"cat": "allergy"}, "has": {}}
    a_volunteer(session, centre, traits=traits, consents=consents)

    (volunteer,) = load(session, centre).volunteers

    assert volunteer.traits.bears == ({Trait.CAT: Bears.ALLERGY} if known else {})


def test_r20_word_of_faith_is_read_only_with_health_consent(session, centre):
    likes = [(WordStance.LIKES, "faith_and_life_questions"), (WordStance.LIKES, "chess")]
    a_need(session, a_recipient(session, centre, words=likes))

    (need,) = load(session, centre).needs

    assert need.interests == {"chess"}


def test_r93_word_only_as_it_was_written_is_not_matched(session, centre):
    volunteer = a_volunteer(session, centre, words=[(WordStance.LIKES, "chess")])
    own = {"centre_id": centre.id, "volunteer_id": volunteer.id}
    session.add(VolunteerWord(**own, stance=WordStance.LIKES, written="modelljärnväg"))
    session.flush()

    (found,) = load(session, centre).volunteers

    assert found.interests == {"chess"}


def test_home_fact_nobody_has_told_is_unknown_not_no(session, centre):
    a_need(session, a_recipient(session, centre, home=[(Trait.CAT, True)]))

    (need,) = load(session, centre).needs

    assert need.traits.has == {Trait.CAT: True}


def test_background_is_kept_as_folded_words_that_say_something(session, centre):
    a_volunteer(session, centre, background="Uppvuxen i Tornedalen, har varit lärare")

    (volunteer,) = load(session, centre).volunteers

    assert volunteer.background == {"tornedalen", "larare"}


# ── who is in the pool ────────────────────────────────────────────────────────────────────────


def test_r9_volunteer_without_a_step_is_in_the_pool_with_the_gate_missing(session, centre):
    a_volunteer(session, centre, steps=[one for one in ALL_STEPS if one[0] is not Step.INTERVIEW])

    (volunteer,) = load(session, centre).volunteers

    assert volunteer.missing_gates[AssignmentType.VISIT] == (Gate.INTERVIEW,)


def test_signature_under_an_earlier_text_does_not_count(session, centre):
    old = [(step, "2019-01" if version else None) for step, version in ALL_STEPS]
    a_volunteer(session, centre, steps=old)

    (volunteer,) = load(session, centre).volunteers

    missing = volunteer.missing_gates[AssignmentType.VISIT]
    assert missing == (Gate.AGREEMENT, Gate.CONFIDENTIALITY)


@pytest.mark.parametrize("state", sorted(set(VolunteerState) - {VolunteerState.ACTIVE}))
def test_volunteer_who_is_not_active_is_not_in_the_pool(session, centre, state):
    a_volunteer(session, centre, state=state)

    assert load(session, centre).volunteers == ()


def test_r71_paused_volunteer_is_not_in_the_pool_until_she_is_back(session, centre):
    a_volunteer(session, centre, paused_from=ON, paused_until=ON + timedelta(days=1))
    back = a_volunteer(session, centre, paused_from=ON - timedelta(days=9), paused_until=ON)

    assert [one.id for one in load(session, centre).volunteers] == [back.id]


def test_volunteer_asked_for_by_id_is_found_however_she_stands(session, centre):
    paused = a_volunteer(session, centre, paused_from=ON)

    (volunteer,) = load(session, centre, volunteer_id=paused.id).volunteers

    assert Gate.PAUSE in volunteer.missing_gates[AssignmentType.VISIT]


@pytest.mark.parametrize("consents", [("matching",), ("matching", "health")])
def test_r20_two_are_read_as_everybody_is_but_for_what_she_is_cleared_for(
    session, centre, consents
):
    likes = [(WordStance.LIKES, "faith_and_life_questions"), (WordStance.LIKES, "chess")]
    bears = {"bears": {"cat": "allergy"}, "has": {}}
    volunteer = a_volunteer(session, centre, traits=bears, words=likes, consents=consents[1:])
    a_need(session, a_recipient(session, centre, words=likes))
    person = a_recipient(session, centre, bears={"cat": "allergy"}, words=likes, consents=consents)
    need = a_need(session, person)

    found = profiles.two(
        session, volunteer.id, need.id, centre=centre.id, on=ON, sensitive=SENSITIVE
    )

    everybody = load(session, centre)
    assert found.needs == tuple(one for one in everybody.needs if one.id == need.id)
    (giver,) = everybody.volunteers
    assert found.volunteers == (replace(giver, missing_gates={}),)


def test_pastime_among_what_both_would_do_is_one_that_they_both_like(session, centre):
    does = [(WordStance.DOES, "knitting"), (WordStance.DOES, "coffee_and_cafe")]
    a_volunteer(session, centre, words=does)
    a_need(session, a_recipient(session, centre), words=does)

    found = load(session, centre, pastimes={"knitting"})

    assert [one.interests for one in (*found.volunteers, *found.needs)] == [{"knitting"}] * 2


def test_r93_words_of_what_she_would_do_that_nobody_knows_are_known_to_be_there(session, centre):
    karin = a_volunteer(session, centre)
    own = {"centre_id": centre.id, "volunteer_id": karin.id}
    session.add(VolunteerWord(**own, stance=WordStance.DOES, written="räkna fåglar"))
    session.flush()

    (giver,) = load(session, centre).volunteers

    assert (giver.tasks, giver.tasks_unread) == (frozenset(), True)


def test_pastime_that_she_does_not_like_is_not_liked_for_being_among_what_she_would_do(
    session, centre
):
    a_volunteer(
        session,
        centre,
        words=[(WordStance.DOES, "bingo"), (WordStance.DISLIKES, "bingo")],
    )

    (giver,) = load(session, centre, pastimes={"bingo"}).volunteers

    assert giver.interests == frozenset()


def test_r19_person_without_own_yes_is_in_the_pool_and_marked(session, centre):
    a_need(session, a_recipient(session, centre, consents=()))

    (need,) = load(session, centre).needs

    assert not need.has_consent


def test_r20_consent_taken_back_is_no_consent(session, centre):
    recipient = a_recipient(session, centre)
    a_need(session, recipient)
    session.refresh(recipient, ["consents"])
    recipient.consents[0].withdrawn_on = ON
    session.flush()

    (need,) = load(session, centre).needs

    assert not need.has_consent


def test_r77_restricted_person_is_in_the_pool_and_marked(session, centre):
    a_need(session, a_recipient(session, centre, restricted_at=AT))

    (need,) = load(session, centre).needs

    assert need.restricted


@pytest.mark.parametrize(
    "state", [RecipientState.PAUSED, RecipientState.ENDED, RecipientState.DECEASED]
)
def test_r63_need_of_somebody_who_is_not_waiting_is_not_in_the_pool(session, centre, state):
    a_need(session, a_recipient(session, centre, state=state))

    assert load(session, centre).needs == ()


@pytest.mark.parametrize("state", sorted(set(NeedState) - {NeedState.OPEN}))
def test_need_that_is_not_open_is_not_in_the_pool(session, centre, state):
    a_need(session, a_recipient(session, centre), state=state)

    assert load(session, centre).needs == ()


def test_r28_need_is_out_of_the_pool_the_day_after_its_last(session, centre):
    recipient = a_recipient(session, centre)
    a_need(session, recipient, until_on=ON - timedelta(days=1))
    last_day = a_need(session, recipient, until_on=ON)

    assert [one.id for one in load(session, centre).needs] == [last_day.id]


def test_local_need_has_the_organisations_place_and_needs_no_consent(session, centre):
    need = a_need(session, an_organisation(session, centre), languages={"finnish": 2}, seats=3)

    (found,) = load(session, centre).needs

    assert (found.id, found.seats, found.has_consent) == (need.id, 3, True)
    assert found.place is not None
    assert dict(found.languages) == {"finnish": 2}


# ── room ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("birth_year", "is_with_children"), [(2008, True), (1936, False)])
def test_r13_company_for_a_child_counts_as_an_uppdrag_with_children(
    session, centre, birth_year, is_with_children
):
    a_waiting(session, centre, birth_year=birth_year)

    (need,) = load(session, centre).needs

    assert need.children_present is is_with_children


def test_r18_living_match_takes_a_place(session, centre):
    volunteer = a_volunteer(session, centre, max_matches=2)
    a_match(session, volunteer, a_waiting(session, centre))

    (found,) = load(session, centre).volunteers

    assert found.capacity == 1


def test_r18_living_match_takes_of_the_hours_she_gives_a_month(session, centre):
    volunteer = a_volunteer(session, centre, max_matches=3, max_hours_month=8)
    for minutes, every_weeks in ((60, 1), (90, 2)):
        person = a_recipient(session, centre)
        need = a_need(session, person, minutes=minutes, every_weeks=every_weeks)
        a_match(session, volunteer, need)

    (found,) = load(session, centre).volunteers

    assert found.minutes_free == 480 - 240 - 180


def test_time_at_which_a_pair_usually_meets_is_taken(session, centre):
    tuesdays = weekly([1], quarter(9), quarter(12))
    volunteer = a_volunteer(session, centre, max_matches=2, availability=tuesdays.to_json())
    agreed = RegularTime(date(2026, 11, 3), time(9), 120)
    need = a_waiting(session, centre)
    a_match(session, volunteer, need, state=MatchState.ACTIVE, regular_time=agreed.to_json())

    (found,) = load(session, centre).volunteers

    assert found.availability.mask(ON, 1) == weekly([1], quarter(11), quarter(12)).mask(ON, 1)


def test_two_who_are_to_meet_are_read_at_hours_when_she_meets_nobody_else(session, centre):
    mondays = weekly([0], quarter(9), quarter(12))
    volunteer = a_volunteer(session, centre, max_matches=2, availability=mondays.to_json())
    other, need = a_waiting(session, centre), a_waiting(session, centre)
    agreed = RegularTime(date(2026, 11, 2), time(9), 60).to_json()
    a_match(session, volunteer, other, state=MatchState.ACTIVE, regular_time=agreed)
    a_match(session, volunteer, need)

    found = profiles.two(
        session, volunteer.id, need.id, centre=centre.id, on=ON, sensitive=frozenset()
    )

    hers = found.volunteers[0].availability
    assert hers.mask(ON, 1) == weekly([0], quarter(10), quarter(12)).mask(ON, 1)


TUESDAYS = weekly([1], quarter(9), quarter(12))


def a_meeting_of(session, centre, **match):
    """A person who can on Tuesdays 9–12, and usually meets somebody then from nine to eleven."""
    person = a_recipient(session, centre, state=RecipientState.MATCHED)
    need = a_need(session, person, availability=TUESDAYS.to_json())
    agreed = RegularTime(date(2026, 11, 3), time(9), 120).to_json()
    columns = {"state": MatchState.ACTIVE, "regular_time": agreed} | match
    met = a_match(session, a_volunteer(session, centre), need, **columns)
    session.add(Participant(centre_id=centre.id, match_id=met.id, recipient_id=person.id))
    session.flush()
    return person, need, met


def test_time_at_which_a_person_usually_meets_somebody_is_taken_from_her_other_wishes(
    session, centre
):
    person, _, _ = a_meeting_of(session, centre)
    a_need(session, person, availability=TUESDAYS.to_json())

    (found,) = load(session, centre).needs

    assert found.availability.mask(ON, 1) == weekly([1], quarter(11), quarter(12)).mask(ON, 1)


def test_time_of_a_pair_is_not_taken_from_the_wish_that_they_meet_for(session, centre):
    _, need, _ = a_meeting_of(session, centre)
    ((volunteer_id, *_),) = living_pairs(session, centre=centre.id)

    found = profiles.two(
        session, volunteer_id, need.id, centre=centre.id, on=ON, sensitive=frozenset()
    )

    assert found.needs[0].availability == TUESDAYS


def test_substitute_may_come_at_the_time_of_those_who_rest(session, centre):
    person, _, match = a_meeting_of(session, centre, state=MatchState.PAUSED)
    standing_in = a_need(session, person, availability=TUESDAYS.to_json())
    match.substitute_need_id = standing_in.id
    session.flush()

    (found,) = load(session, centre).needs

    assert found.availability == TUESDAYS


@pytest.mark.parametrize("state", [MatchState.ENDED, MatchState.DECLINED])
def test_time_of_a_match_that_is_over_is_hers_again(session, centre, state):
    a_meeting_of(session, centre, state=state)

    (found,) = load(session, centre).needs

    assert found.availability == TUESDAYS


@pytest.mark.parametrize("state", [MatchState.ENDED, MatchState.DECLINED])
def test_match_that_is_over_gives_the_place_back(session, centre, state):
    volunteer = a_volunteer(session, centre)
    a_match(session, volunteer, a_waiting(session, centre), state=state)

    (found,) = load(session, centre).volunteers

    assert found.capacity == 1


def test_need_whose_only_seat_is_taken_is_not_in_the_pool(session, centre):
    a_match(session, a_volunteer(session, centre), a_waiting(session, centre))

    assert load(session, centre).needs == ()


def test_match_of_a_need_with_seats_left_is_told_as_living(session, centre):
    volunteer = a_volunteer(session, centre)
    need = a_need(session, an_organisation(session, centre), seats=2)
    a_match(session, volunteer, need)

    found = load(session, centre)

    assert found.live == {(volunteer.id, need.id)}
    assert (found.needs[0].seats, found.volunteers[0].capacity) == (2, 1)


# ── blocked pairs ─────────────────────────────────────────────────────────────────────────────


def test_r54_pair_blocked_for_ever_is_blocked_for_all_needs_of_the_person(session, centre):
    volunteer, recipient = a_volunteer(session, centre), a_recipient(session, centre)
    first, second = a_need(session, recipient), a_need(session, recipient)
    block(session, volunteer, first, RejectReason.UNSUITABLE)

    assert load(session, centre).blocked == {(volunteer.id, first.id), (volunteer.id, second.id)}


@pytest.mark.parametrize(("days", "is_blocked"), [(1, True), (0, False)])
def test_r54_pair_may_return_on_the_day_its_rest_ends(session, centre, days, is_blocked):
    volunteer, need = a_volunteer(session, centre), a_waiting(session, centre)
    block(session, volunteer, need, RejectReason.TOO_FAR, ON + timedelta(days=days))

    assert bool(load(session, centre).blocked) is is_blocked


def test_r54_pair_set_aside_for_wrong_facts_returns_when_they_are_corrected(session, centre):
    volunteer, need = a_volunteer(session, centre), a_waiting(session, centre)
    block(session, volunteer, need, RejectReason.WRONG_FACTS, ON + timedelta(days=183))
    assert load(session, centre).blocked

    volunteer.changed_at = AT + timedelta(hours=1)
    session.flush()

    assert not load(session, centre).blocked


# ── the fingerprint ───────────────────────────────────────────────────────────────────────────


def test_fingerprint_is_the_same_for_the_same_pool(session, centre):
    a_volunteer(session, centre, words=[(WordStance.LIKES, "chess"), (WordStance.LIKES, "fika")])
    a_waiting(session, centre)

    found = load(session, centre)

    assert profiles.fingerprint(found) == profiles.fingerprint(load(session, centre))


def test_fingerprint_differs_when_anybody_does(session, centre):
    volunteer = a_volunteer(session, centre)
    before = profiles.fingerprint(load(session, centre))

    volunteer.reach_minutes = 31
    session.flush()

    assert profiles.fingerprint(load(session, centre)) != before


def test_r20_each_of_several_who_are_to_meet_is_read_by_her_own_consent(session, centre):
    bears = {"bears": {"cat": "allergy"}, "has": {}}
    some = [(), ("health",), ()]
    ids = [a_volunteer(session, centre, traits=bears, consents=one).id for one in some]
    need = a_waiting(session, centre)

    found = profiles.each(session, ids, [need.id], centre=centre.id, on=ON, sensitive=frozenset())

    told = [found[one, need.id].volunteers[0].traits.bears.get(Trait.CAT) for one in ids]
    assert told == [None, Bears.ALLERGY, None]


def test_r20_consent_that_holds_from_a_later_day_is_no_consent_yet(session, centre):
    recipient = a_recipient(session, centre)
    a_need(session, recipient)
    session.refresh(recipient, ["consents"])
    recipient.consents[0].said_on = ON + timedelta(days=1)
    session.flush()

    (need,) = load(session, centre).needs

    assert not need.has_consent
