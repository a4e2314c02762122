"""Circles: two volunteers around a person, two persons in a group, each with a yes of her own."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from matcher.domain.availability import weekly
from matcher.domain.consent import ConsentKind
from matcher.domain.errors import Invalid, NotNow, RuleBroken
from matcher.domain.match_reasons import DeclineReason, EndReason, MeetingPlace
from matcher.domain.matches import MatchState, OverrideReason, Word
from matcher.domain.needs import NeedState
from matcher.domain.plans import TodoKind, TodoState
from matcher.domain.recipients import RecipientState
from matcher.services import (
    circle_candidates,
    match_asking,
    match_cards,
    match_circles,
    match_declining,
    match_ends,
    match_hours,
    match_pages,
    match_stepping_out,
    match_upkeep,
    recipients,
)
from matcher.services import matches as deeds
from matcher.store import needs, pairs
from matcher.store.letters import Letter, LetterState
from matcher.store.pairs import BlockedPair
from matcher.store.todos import Todo
from tests.make import AT, STOCKHOLM, a_need, a_recipient, a_volunteer
from tests.services.pairs import NO, SITE, YES, Pair

S = MatchState


@pytest.fixture
def pair(session):
    return Pair(session)


def todos(session, kind, state=TodoState.OPEN):
    asked = sa.select(Todo).where(Todo.kind == kind, Todo.state == state).order_by(Todo.due_on)
    return list(session.scalars(asked))


def letters(session):
    return list(session.scalars(sa.select(Letter).order_by(Letter.made_at, Letter.id)))


def bo(pair, **facts):
    """One more volunteer, who is in no match."""
    known = {"first_name": "Bo", "phone": "+46701740612", "email": "bo@example.org"}
    return a_volunteer(pair.session, pair.centre, **known | facts)


def bertil(pair, **facts):
    """One more person who waits, and her need."""
    known = {"first_name": "Bertil", "phone": "+46701740623"}
    person = a_recipient(pair.session, pair.centre, **known | facts)
    return person, a_need(pair.session, person)


def place_of(pair, row):
    ids = (row.id,)
    return next(
        one for one in pair.match.participants if one.volunteer_id in ids or one.recipient_id in ids
    )


def joins(pair, volunteer, **facts):
    match_circles.join_volunteer(pair.session, pair.id, volunteer.id, **facts, **pair.who)
    return place_of(pair, volunteer)


def comes_along(pair, person, need, **facts):
    match_circles.join_person(pair.session, pair.id, need.id, **facts, **pair.who)
    return place_of(pair, person)


def says(pair, place, answer=YES):
    act = match_asking.volunteer_answers if place.volunteer_id else match_asking.recipient_answers
    act(pair.session, pair.id, place.id, answer, **pair.who)


def meets(pair):
    """Everybody says yes and they meet."""
    for one in pair.match.participants:
        if one.word in (Word.NOT_ASKED, Word.ASKED) and one.volunteer_id:
            says(pair, one)
    for one in pair.match.participants:
        if one.word is Word.NOT_ASKED:
            says(pair, one)
    return pair.book().wait(days=3).meet()


# ── two volunteers around one person ──────────────────────────────────────────────────────────


@pytest.fixture
def circle(pair):
    """Two volunteers around one person, both asked."""
    pair.other = joins(pair, bo(pair))
    return pair.by_card()


def test_each_of_a_circle_has_a_card_and_a_yes_of_her_own(session, circle):
    assert {letter.to for letter in letters(session)} == {"karin@example.org", "bo@example.org"}
    says(circle, place_of(circle, circle.volunteer))
    assert circle.match.state is S.VOLUNTEER_ASKED

    says(circle, circle.other)

    assert circle.match.state is S.VOLUNTEER_YES


def test_circle_goes_on_with_who_said_yes(session, circle):
    says(circle, circle.other, NO)
    says(circle, place_of(circle, circle.volunteer))

    assert circle.match.state is S.VOLUNTEER_YES
    assert pairs.barred(session, centre=circle.centre.id, on=AT.date()) == {
        circle.recipient.id: {circle.other.volunteer_id}
    }


@pytest.mark.parametrize("answer", ["yes", "no", "more"])
def test_who_has_answered_is_not_reminded_by_a_letter_that_waited(session, circle, answer):
    night = AT.replace(hour=23, minute=30) + timedelta(days=2)
    match_upkeep.remind(session, public_url=SITE, centre=circle.centre.id, at=night)

    if answer == "more":
        bos = (circle.id, circle.other.id)
        match_asking.wants_more(session, *bos, centre=circle.centre.id, at=night)
    else:
        says(circle, circle.other, YES if answer == "yes" else NO)

    waiting = [one.to for one in letters(session) if one.state is LetterState.QUEUED]
    assert "bo@example.org" not in waiting
    assert "karin@example.org" in waiting


def test_who_joins_after_the_first_yes_is_asked_before_the_person(session, pair):
    pair.volunteer_says()

    joins(pair, bo(pair))

    assert pair.match.state is S.VOLUNTEER_ASKED
    assert len(todos(session, TodoKind.ASK_VOLUNTEER)) == 1


def test_need_has_room_for_everybody_who_was_let_in(pair):
    joins(pair, bo(pair))

    assert pair.need.seats == 2


def test_nobody_joins_behind_the_back_of_who_has_agreed(pair):
    pair.both_yes()

    with pytest.raises(NotNow) as refused:
        joins(pair, bo(pair))
    assert refused.value.state == "agreed_already"


def test_r34_safety_refuses_one_more_as_it_refuses_the_first(pair):
    with pytest.raises(RuleBroken):
        joins(pair, bo(pair, steps=()))


def test_r47_one_more_against_a_wish_needs_a_reason(pair):
    far = bo(pair, place=STOCKHOLM.to_json(), reach_minutes=20)
    with pytest.raises(Invalid):
        joins(pair, far)

    joins(pair, far, override_reason=OverrideReason.WILL_TRY)

    assert pair.match.override_reason is OverrideReason.WILL_TRY


def test_one_of_a_circle_leaves_with_an_ending_of_her_own(session, circle):
    meets(circle)

    match_circles.leave(session, circle.id, circle.other.id, EndReason.MOVED, **circle.who)

    assert (circle.match.state, circle.other.word) == (S.TRIAL, Word.LEFT)
    hers = place_of(circle, circle.volunteer)
    with pytest.raises(NotNow):
        match_circles.leave(session, circle.id, hers.id, EndReason.MOVED, **circle.who)


def test_r62_who_leaves_a_circle_has_a_closing_talk_and_nothing_else_to_come(session, circle):
    meets(circle)
    match_circles.leave(session, circle.id, circle.other.id, EndReason.MOVED, **circle.who)

    about = sa.select(Todo.kind).where(
        Todo.volunteer_id == circle.other.volunteer_id, Todo.state == TodoState.OPEN
    )
    assert set(session.scalars(about)) == {TodoKind.CLOSING_TALK}
    waiting = [one.to for one in letters(session) if one.state is LetterState.QUEUED]
    assert "bo@example.org" not in waiting
    match_ends.talked(session, circle.id, circle.other.id, **circle.who)
    assert todos(session, TodoKind.CLOSING_TALK) == []


def test_talk_with_who_left_is_still_owed_when_the_others_end(session, circle):
    meets(circle)
    match_circles.leave(session, circle.id, circle.other.id, EndReason.MOVED, **circle.who)

    match_ends.begin_ending(session, circle.id, EndReason.MOVED, **circle.who)

    about = {one.volunteer_id for one in todos(session, TodoKind.CLOSING_TALK)}
    assert circle.other.volunteer_id in about


@pytest.mark.parametrize(("again", "state", "seats"), [
    (True, NeedState.OPEN, 2), (False, NeedState.FILLED, 1),
])  # fmt: skip
def test_place_of_who_left_is_filled_anew_only_when_asked_for(session, circle, again, state, seats):
    meets(circle)

    match_circles.leave(
        session, circle.id, circle.other.id, EndReason.MOVED, again=again, **circle.who
    )

    assert (circle.need.state, circle.need.seats) == (state, seats)


def test_alarm_of_a_silent_circle_is_about_somebody_who_is_still_in_it(session, circle):
    meets(circle)
    hers = place_of(circle, circle.volunteer)
    match_circles.leave(session, circle.id, hers.id, EndReason.MOVED, **circle.who)
    circle.wait(days=20)
    match_upkeep.plan(session, centre=circle.centre.id, at=circle.at)

    (alarm,) = todos(session, TodoKind.SILENT_PAIR)
    assert alarm.volunteer_id == circle.other.volunteer_id


# ── two persons in a group ────────────────────────────────────────────────────────────────────


@pytest.fixture
def group(pair):
    """Two persons who meet the same volunteer, neither asked yet."""
    pair.friend, pair.friends_need = bertil(pair)
    pair.other = comes_along(pair, pair.friend, pair.friends_need)
    return pair


def test_first_meeting_of_a_group_is_at_nobodys_home(session, group):
    """Each of them would be told by her letter that they come home to her."""
    group.both_yes()
    says(group, group.other)

    with pytest.raises(Invalid) as refused:
        group.book(where=MeetingPlace.HOME)
    assert refused.value.faults["where"].code == "home_of_one"

    assert group.book(where=MeetingPlace.CENTRE).match.state is S.MEETING_BOOKED


def test_r63_of_a_group_that_has_met_the_other_is_told_of_a_death_too(session, group):
    meets(group)

    recipients.deceased(session, group.friend.id, **group.who)

    told = todos(session, TodoKind.TELL_OF_DEATH)
    assert {one.volunteer_id or one.recipient_id for one in told} == {
        group.volunteer.id,
        group.recipient.id,
    }


def test_card_goes_to_her_alone_whom_the_button_names(session, pair):
    other = joins(pair, bo(pair))

    match_asking.ask_by_card(session, pair.id, only=other.id, public_url="", **pair.who)

    assert [letter.to for letter in letters(session)] == ["bo@example.org"]


def test_person_who_joins_a_group_is_suggested_to_nobody_else(session, group):
    assert group.friends_need.state is NeedState.FILLED
    assert group.other.need_id == group.friends_need.id


def test_each_of_a_group_is_asked_and_has_a_yes_of_her_own(session, group):
    group.volunteer_says()
    asked = {one.recipient_id for one in todos(session, TodoKind.ASK_RECIPIENT)}
    assert asked == {group.recipient.id, group.friend.id}
    says(group, place_of(group, group.recipient))
    assert group.match.state is S.RECIPIENT_ASKED

    says(group, group.other)

    assert group.match.state is S.BOTH_YES


def test_r58_volunteer_who_said_yes_to_one_is_asked_anew_about_two(session, pair):
    pair.by_card().volunteer_says().wait(hours=1)
    person, need = bertil(pair)

    comes_along(pair, person, need)

    assert (pair.match.state, pair.hers.word) == (S.VOLUNTEER_ASKED, Word.NOT_ASKED)
    assert todos(session, TodoKind.ASK_RECIPIENT) == []
    pair.by_card()
    assert [letter.to for letter in letters(session)] == ["karin@example.org"] * 2
    pair.volunteer_says()
    asked = {one.recipient_id for one in todos(session, TodoKind.ASK_RECIPIENT)}
    assert asked == {pair.recipient.id, person.id}


def test_r58_card_that_was_read_about_one_is_no_yes_to_two(pair):
    pair.by_card()
    read = match_cards.read_own(pair.session, pair.id, pair.volunteer.id, **open_at(pair))
    comes_along(pair, *bertil(pair))

    with pytest.raises(NotNow) as refused:
        says_on_card(pair, read)
    assert refused.value.state == "card_changed"

    read = match_cards.read_own(pair.session, pair.id, pair.volunteer.id, **open_at(pair))
    says_on_card(pair, read)
    assert (read.people, pair.match.state) == (2, S.VOLUNTEER_YES)


def open_at(pair):
    return {"centre": pair.centre.id, "at": pair.at}


def says_on_card(pair, read):
    match_cards.answer_own(
        pair.session, pair.id, pair.volunteer.id, says_yes=True, shares_phone=False,
        asked_about=read.asks_about, **open_at(pair),
    )  # fmt: skip


def test_r58_nobody_joins_a_group_of_whom_one_has_said_yes(pair, group):
    group.volunteer_says()
    says(group, place_of(group, group.recipient))
    third = {"first_name": "Siv", "phone": "+46701740634"}

    with pytest.raises(NotNow) as refused:
        comes_along(group, *bertil(group, **third))
    assert refused.value.state == "agreed_already"


def test_person_who_says_no_to_a_group_waits_as_before(group):
    group.volunteer_says()
    says(group, group.other, NO)

    assert (group.friends_need.state, group.friend.state) == (
        NeedState.OPEN, RecipientState.WAITING
    )  # fmt: skip


def test_group_goes_on_with_the_wish_of_who_stays(session, group):
    group.volunteer_says()
    says(group, place_of(group, group.recipient), NO)

    assert group.match.need_id == group.friends_need.id
    assert group.need.state is NeedState.OPEN
    assert needs.one(session, group.need.id, centre=group.centre.id).state is NeedState.OPEN


def test_yes_of_one_of_a_group_stands_when_the_other_has_said_no(group):
    group.volunteer_says()
    says(group, place_of(group, group.recipient), NO)

    says(group, group.other)

    assert group.match.state is S.BOTH_YES


def test_group_that_comes_to_nothing_leaves_both_waiting(group):
    group.volunteer_says(NO)

    assert group.match.state is S.DECLINED
    assert {group.need.state, group.friends_need.state} == {NeedState.OPEN}


def test_group_of_whom_both_say_no_leaves_both_waiting(group):
    group.volunteer_says()
    says(group, place_of(group, group.recipient), NO)
    says(group, group.other, NO)

    assert group.match.state is S.DECLINED
    assert {group.need.state, group.friends_need.state} == {NeedState.OPEN}


def test_who_said_no_to_a_group_and_has_met_somebody_else_is_not_looked_for_anew(group):
    group.volunteer_says()
    says(group, place_of(group, group.recipient), NO)
    group.need.state = NeedState.FILLED

    says(group, group.other, NO)

    assert group.need.state is NeedState.FILLED


def test_r62_who_leaves_a_group_waits_from_her_old_day(session, group):
    meets(group)
    assert group.friend.state is RecipientState.MATCHED

    match_circles.leave(
        session, group.id, group.other.id, EndReason.NO_CHEMISTRY, again=True, **group.who
    )

    assert group.friend.state is RecipientState.WAITING
    assert group.friend.waiting_since.isoformat() == "2026-07-13"
    assert group.friends_need.state is NeedState.OPEN
    assert group.match.state is S.TRIAL


def test_r62_who_leaves_a_group_and_wants_nobody_new_is_let_go(session, group):
    meets(group)

    match_circles.leave(session, group.id, group.other.id, EndReason.MOVED, **group.who)

    assert group.friend.state is RecipientState.ENDED
    assert [one.recipient_id for one in todos(session, TodoKind.CLOSING_TALK)] == [group.friend.id]


def test_r20_who_has_not_said_yes_to_be_matched_joins_no_group(pair):
    person, need = bertil(pair, consents=())

    with pytest.raises(RuleBroken):
        comes_along(pair, person, need)


def test_who_is_in_another_match_does_not_join(session, pair):
    person, need = bertil(pair)
    other = bo(pair)
    deeds.match_by_hand(session, other.id, need.id, **pair.who)

    with pytest.raises(NotNow):
        comes_along(pair, person, need)
    ids = {
        c.id
        for c in circle_candidates.people_who_might(
            session, pair.id, centre=pair.centre.id, at=pair.at
        )
    }
    assert need.id not in ids


def test_r63_group_goes_on_when_one_of_its_persons_has_died(session, group):
    meets(group)

    recipients.deceased(session, group.recipient.id, **group.who)

    assert group.match.state is S.TRIAL
    assert place_of(group, group.recipient).word is Word.LEFT
    assert group.match.need_id == group.friends_need.id
    about = sa.select(Todo.recipient_id).where(Todo.state == TodoState.OPEN)
    assert group.recipient.id not in set(session.scalars(about))


def test_r63_nothing_more_is_planned_about_who_has_died(session, group):
    meets(group)
    recipients.deceased(session, group.recipient.id, **group.who)
    for _ in range(6):
        group.wait(days=15)
        match_upkeep.keep(session, public_url=SITE, centre=group.centre.id, at=group.at)

    about = set(session.scalars(sa.select(Todo.recipient_id).where(Todo.state == TodoState.OPEN)))
    assert group.recipient.id not in about
    assert group.friend.id in about


def test_r63_group_whose_others_have_agreed_has_a_meeting_to_book_after_a_death(session, group):
    group.volunteer_says()
    says(group, group.other)

    recipients.deceased(session, group.recipient.id, **group.who)

    assert group.match.state is S.BOTH_YES
    assert len(todos(session, TodoKind.BOOK_MEETING)) == 1


@pytest.mark.parametrize("left_before", [False, True])
def test_r63_ending_that_is_undone_asks_for_no_call_to_who_has_died(session, group, left_before):
    meets(group)
    if left_before:
        why = EndReason.MOVED_TO_CARE
        match_circles.leave(session, group.id, group.other.id, why, again=True, **group.who)
    match_ends.begin_ending(session, group.id, EndReason.MOVED, **group.who)
    recipients.deceased(session, group.friend.id, **group.wait(hours=1).who)

    match_ends.undo_ending(session, group.id, **group.wait(hours=1).who)

    asked = sa.select(Todo.recipient_id).where(Todo.state == TodoState.OPEN)
    about = set(session.scalars(asked))
    assert group.recipient.id in about
    assert group.friend.id not in about


# ── a yes taken back before a meeting ─────────────────────────────────────────────────────────


def takes_back(pair, person):
    kind = ConsentKind.MATCHING
    recipients.withdraw_consent(pair.session, person.id, kind, pair.at.date(), **pair.who)


def test_r20_yes_taken_back_lets_go_of_what_has_not_come_to_a_meeting(session, pair):
    pair.by_card()

    takes_back(pair, pair.recipient)
    pair.wait(days=3)
    match_upkeep.keep(session, public_url=SITE, centre=pair.centre.id, at=pair.at)

    assert pair.match.state is S.DECLINED
    assert {letter.state for letter in letters(session)} == {LetterState.CANCELLED}


def test_r20_yes_taken_back_ends_nothing_for_those_who_meet(pair):
    pair.in_trial()

    takes_back(pair, pair.recipient)

    assert pair.match.state is S.TRIAL


def test_r20_one_of_a_group_takes_her_yes_back_and_the_other_goes_on(group):
    group.volunteer_says()
    says(group, place_of(group, group.recipient))

    takes_back(group, group.friend)

    assert group.match.state is S.BOTH_YES
    assert group.other.word is Word.NO


def test_person_is_asked_once_more_when_one_more_volunteer_has_answered(session, pair):
    pair.volunteer_says()
    place = joins(pair, bo(pair))
    assert todos(session, TodoKind.ASK_RECIPIENT) == []

    says(pair, place)

    assert [one.recipient_id for one in todos(session, TodoKind.ASK_RECIPIENT)] == [
        pair.recipient.id
    ]


def test_who_of_a_group_has_answered_is_not_asked_again(session, group):
    group.volunteer_says()
    says(group, place_of(group, group.recipient))

    left = [one.recipient_id for one in todos(session, TodoKind.ASK_RECIPIENT)]
    assert left == [group.friend.id]


@pytest.mark.parametrize("how", ["no", "all off", "the person's no"])
def test_place_that_a_circle_took_beside_the_first_is_not_looked_for_anew(session, circle, how):
    assert circle.need.seats == 2

    if how == "no":
        says(circle, circle.other, NO)
    elif how == "the person's no":
        says(circle, circle.other)
        says(circle, place_of(circle, circle.volunteer))
        circle.person_says(NO)
    else:
        match_declining.call_off(session, circle.id, DeclineReason.OUR_DECISION, **circle.who)

    assert circle.need.seats == 1


def test_places_of_a_circle_go_with_who_stays_in_it_and_not_with_who_says_no(group):
    says(group, joins(group, bo(group)))
    says(group, place_of(group, group.volunteer))
    says(group, place_of(group, group.recipient), NO)

    assert (group.need.seats, group.friends_need.seats) == (1, 2)


# ── who might join ────────────────────────────────────────────────────────────────────────────


def test_r34_who_might_join_stands_by_fit_and_nobody_whom_safety_keeps_away(session, pair):
    near = bo(pair)
    far = bo(pair, first_name="Åsa", place=STOCKHOLM.to_json(), reach_minutes=20)
    bo(pair, first_name="Adam", steps=())

    found = circle_candidates.volunteers_who_might(
        session, pair.id, centre=pair.centre.id, at=pair.at
    )

    assert [one.id for one in found] == [near.id, far.id]
    assert [one.against for one in found] == [(), ("way",)]


def test_people_who_might_join_are_weighed_with_the_volunteer_of_the_match(session, pair):
    _person, need = bertil(pair)

    (found,) = circle_candidates.people_who_might(
        session, pair.id, centre=pair.centre.id, at=pair.at
    )

    assert (found.id, found.against) == (need.id, ())
    assert 0 < found.points <= 100


# ── one of several steps out before they have met ─────────────────────────────────────────────


def steps_out(pair, place, reason=DeclineReason.NOT_WANTED, **facts):
    match_stepping_out.step_out(pair.session, pair.id, place.id, reason, **facts, **pair.who)


def test_one_of_a_group_steps_out_before_the_meeting_and_the_others_keep_it(session, pair):
    person, need = bertil(pair)
    his = comes_along(pair, person, need)
    for one in sorted(pair.match.participants, key=lambda one: one.volunteer_id is None):
        says(pair, one)
    pair.book()

    steps_out(pair, his)

    assert pair.match.state is S.MEETING_BOOKED
    assert his.word is Word.NO
    assert pair.theirs.word is Word.YES
    assert needs.one(session, need.id, centre=pair.centre.id).state is NeedState.OPEN


def test_r54_who_steps_out_is_set_apart_alone(session, pair):
    person, need = bertil(pair)
    steps_out(pair, comes_along(pair, person, need))

    apart = session.scalars(sa.select(BlockedPair.recipient_id)).all()

    assert apart == [person.id]


def test_who_steps_out_and_wants_nobody_new_is_let_go(session, pair):
    person, need = bertil(pair)
    steps_out(pair, comes_along(pair, person, need), again=False)

    assert person.state is RecipientState.ENDED


def test_person_is_asked_when_the_only_volunteer_left_has_said_yes(session, circle):
    says(circle, place_of(circle, circle.volunteer))

    steps_out(circle, circle.other)

    assert circle.match.state is S.VOLUNTEER_YES
    assert len(todos(session, TodoKind.ASK_RECIPIENT)) == 1


def test_last_of_a_side_does_not_step_out_alone(pair):
    with pytest.raises(NotNow):
        steps_out(pair, pair.theirs)


# ── when all of a group can ───────────────────────────────────────────────────────────────────


def a_group(session, hers, his):
    """Two people with these times, and the volunteer asked by a card."""
    pair = Pair(session, need={"availability": hers.to_json()})
    person = a_recipient(session, pair.centre, first_name="Bertil", phone="+46701740623")
    need = a_need(session, person, availability=his.to_json())
    comes_along(pair, person, need, override_reason=OverrideReason.WILL_TRY)
    return pair.by_card()


def card_of(pair):
    who = {"centre": pair.centre.id, "at": pair.at}
    return match_cards.read_own(pair.session, pair.id, pair.volunteer.id, **who)


MONDAYS, SATURDAYS = weekly([0], 36, 48), weekly([5], 36, 48)  # from nine to noon


def test_card_of_a_group_tells_the_times_when_all_of_it_can(session):
    card = card_of(a_group(session, MONDAYS | SATURDAYS, SATURDAYS))

    assert card.availability.grid() == SATURDAYS.grid()
    assert not card.no_time


def test_card_of_a_group_without_a_time_in_common_proposes_none(session):
    pair = a_group(session, MONDAYS, SATURDAYS)

    assert card_of(pair).no_time
    assert card_of(pair).meeting is None
    assert match_hours.no_time(session, pair.id, centre=pair.centre.id, at=pair.at)


def test_card_of_who_is_left_of_a_group_is_about_one(session):
    pair = a_group(session, MONDAYS, SATURDAYS)
    steps_out(pair, next(one for one in pair.match.participants if one.need_id))

    card = card_of(pair)

    assert card.people == 1
    assert not card.no_time


def test_r66_one_of_a_group_hears_whom_else_she_would_meet_by_age_and_gender_alone(session, pair):
    described = {"birth_year": 1951, "consents": ("matching", "sketch")}
    person, need = bertil(pair, words=(("likes", "chess"),), **described)
    his = comes_along(pair, person, need)
    says(pair, place_of(pair, pair.volunteer))

    [told] = [
        one for one in match_pages.one(session, pair.id, **pair.who).group if one.id == his.id
    ]

    assert (told.called, told.sketch.decade) == (None, 70)
    assert (told.sketch.likes, told.sketch.area, told.sketch.languages) == ((), None, {})
