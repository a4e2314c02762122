"""A match's life by its deeds: both yeses, the first meeting, the trial, pauses and endings."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from matcher.domain.consent import Channel, ConsentKind
from matcher.domain.errors import Invalid, NotNow, RuleBroken
from matcher.domain.match_reasons import DeclineReason, EndReason, MeetingPlace, WaivedReason
from matcher.domain.matches import MatchState, Word
from matcher.domain.needs import NeedState
from matcher.domain.plans import TodoKind, TodoState
from matcher.domain.recipients import Decides, ReachBy, RecipientState
from matcher.services import (
    clearance_mistakes,
    match_asking,
    match_declining,
    match_ends,
    match_meetings,
    recipients,
    restrictions,
    volunteer_states,
)
from matcher.services.match_asking import Answer
from matcher.store import matches, pairs
from matcher.store.audit import Deed
from matcher.store.letters import Letter, LetterState
from matcher.store.match_links import MatchLink
from matcher.store.pairs import BlockedPair
from matcher.store.todos import Todo
from matcher.store.volunteers import ClearanceStep
from tests.make import AT
from tests.services.pairs import NO, SITE, Pair

S = MatchState


@pytest.fixture
def pair(session):
    return Pair(session)


def todo(session, kind, state=TodoState.OPEN):
    asked = sa.select(Todo).where(Todo.kind == kind, Todo.state == state).order_by(Todo.due_on)
    return list(session.scalars(asked))


def letters(session):
    return list(session.scalars(sa.select(Letter).order_by(Letter.made_at, Letter.id)))


# ── both yeses ────────────────────────────────────────────────────────────────────────────────


def test_r58_match_goes_from_a_coordinators_yes_to_active_step_by_step(pair):
    states = [pair.match.state]
    steps = [pair.by_card, pair.volunteer_says, pair.person_says, pair.book,
             lambda: pair.wait(days=3).meet(), lambda: pair.wait(days=42).pass_trial()]  # fmt: skip
    for step in steps:
        step()
        states.append(pair.match.state)

    assert states == [
        S.APPROVED, S.VOLUNTEER_ASKED, S.VOLUNTEER_YES, S.BOTH_YES, S.MEETING_BOOKED, S.TRIAL,
        S.ACTIVE,
    ]  # fmt: skip


def test_card_is_a_letter_to_the_volunteer_and_settles_the_asking(session, pair):
    pair.by_card()

    (letter,) = letters(session)
    assert (letter.to, letter.kind, letter.match_id) == ("karin@example.org", "card", pair.id)
    assert f"{SITE}/kort/" in letter.text
    assert todo(session, TodoKind.ASK_VOLUNTEER) == []


def test_r55_card_names_nobody_and_tells_nothing_of_the_person(session):
    pair = Pair(session, recipient={"first_name": "Zzaino", "surname": "Zzkarv"}).by_card()

    (letter,) = letters(session)
    said = f"{letter.subject} {letter.text} {letter.html}"
    assert not [word for word in ("Zz", "1942", "Uppsala", "622") if word in said]
    assert pair.recipient.id not in said
    assert pair.id not in said


def test_volunteer_without_an_address_is_called_and_not_written_to(session):
    pair = Pair(session, volunteer={"email": None})

    with pytest.raises(NotNow):
        pair.by_card()

    assert pair.match.state is S.APPROVED
    assert letters(session) == []


def test_yes_on_the_phone_asks_and_answers_in_one_deed(session, pair):
    pair.volunteer_says()

    deeds = session.scalars(sa.select(Deed.deed).order_by(Deed.id)).all()
    assert [d for d in deeds if "volunteer" in d] == [
        "match.volunteer_asked", "match.volunteer_said_yes"
    ]  # fmt: skip
    assert [one.recipient_id for one in todo(session, TodoKind.ASK_RECIPIENT)] == [
        pair.recipient.id
    ]


def test_r58_person_is_not_asked_before_the_volunteers_yes(pair):
    pair.by_card()

    with pytest.raises(NotNow):
        pair.person_says()


def test_r23_persons_yes_is_kept_with_who_heard_it_when_and_how(pair):
    heard = Answer(says_yes=True, channel=Channel.IN_PERSON, heard_by=pair.lena.id)
    pair.volunteer_says().wait(hours=5).person_says(heard)

    person = pair.theirs
    assert (person.heard_by, person.channel) == (pair.lena.id, Channel.IN_PERSON)
    assert person.said_yes_at == pair.at


def test_r20_nobody_is_asked_about_somebody_who_has_taken_her_yes_back(session, pair):
    recipients.withdraw_consent(
        session, pair.recipient.id, ConsentKind.MATCHING, AT.date(), **pair.who
    )

    for asking in (pair.by_card, pair.volunteer_says):
        with pytest.raises(NotNow) as refused:
            asking()
        assert refused.value.state == "no_consent"
    assert letters(session) == []


@pytest.mark.parametrize("meanwhile", ["not cleared", "related", "restricted"])
def test_t32_nobody_is_asked_about_somebody_she_may_not_meet_any_more(session, pair, meanwhile):
    if meanwhile == "not cleared":
        for step in session.scalars(sa.select(ClearanceStep)):
            clearance_mistakes.take_back_step(session, pair.volunteer.id, step.id, **pair.who)
    elif meanwhile == "related":
        both = {"volunteer_id": pair.volunteer.id, "recipient_id": pair.recipient.id}
        why = {"reason": "relative", "blocked_at": AT}
        session.add(BlockedPair(centre_id=pair.centre.id, **both, **why))
    else:
        restrictions.restrict(session, "recipient", pair.recipient.id, **pair.who)

    for asking in (pair.by_card, pair.volunteer_says):
        with pytest.raises(RuleBroken):
            asking()
    assert letters(session) == []


def test_t32_person_is_not_asked_about_a_volunteer_who_is_not_cleared_any_more(session, pair):
    pair.volunteer_says()
    volunteer_states.pause(session, pair.volunteer.id, from_on=AT.date(), **pair.who)

    with pytest.raises(RuleBroken):
        pair.person_says()


@pytest.mark.parametrize("decides", [Decides.SUPPORTED, Decides.REPRESENTATIVE])
def test_r23_nobody_beside_her_can_say_the_yes_that_is_the_persons_own(session, pair, decides):
    pair.recipient.decides = decides
    recipients.withdraw_consent(
        session, pair.recipient.id, ConsentKind.MATCHING, AT.date(), **pair.who
    )

    with pytest.raises(NotNow) as refused:
        pair.by_card()

    assert refused.value.state == "no_consent"


def test_answer_is_given_once(pair):
    pair.by_card().volunteer_says()

    with pytest.raises(NotNow):
        pair.volunteer_says()


def test_yes_may_be_taken_back_until_they_have_met(pair):
    pair.both_yes().book().volunteer_says(NO)

    assert (pair.match.state, pair.hers.word) == (S.DECLINED, Word.NO)


def test_no_needs_no_reason_and_frees_both(session, pair):
    pair.by_card().volunteer_says(NO)

    assert pair.match.state is S.DECLINED
    assert pair.match.over_because == DeclineReason.NOT_NOW
    assert matches.living_pairs(session, centre=pair.centre.id) == []
    assert pair.recipient.waiting_since.isoformat() == "2026-07-13"


def test_r54_declined_pair_rests_half_a_year(session, pair):
    pair.by_card().volunteer_says(NO)
    on = AT.date()

    def barred(day):
        return pairs.barred(session, centre=pair.centre.id, on=day)

    assert barred(on + timedelta(days=182)) == {pair.recipient.id: {pair.volunteer.id}}
    assert barred(on + timedelta(days=183)) == {}


def test_r54_who_would_rather_not_meet_that_person_is_never_asked_again(session, pair):
    never = Answer(says_yes=False, channel=Channel.PHONE, reason=DeclineReason.NOT_THIS_PERSON)
    pair.volunteer_says().person_says(never)

    far = AT.date() + timedelta(days=9000)
    assert pairs.barred(session, centre=pair.centre.id, on=far)


def test_volunteer_who_said_yes_hears_that_nothing_comes_of_it_and_not_why(session, pair):
    pair.volunteer_says().person_says(NO)

    (call,) = todo(session, TodoKind.TELL_DECLINED)
    assert (call.volunteer_id, call.facts) == (pair.volunteer.id, {})


def test_who_wants_to_know_more_is_called_and_her_card_waits(session, pair):
    pair.by_card()
    match_asking.wants_more(session, pair.id, pair.hers.id, centre=pair.centre.id, at=pair.at)

    (call,) = todo(session, TodoKind.TELL_MORE)
    assert call.due_on == AT.date() + timedelta(days=1)
    assert pair.match.state is S.VOLUNTEER_ASKED
    pair.volunteer_says()
    assert todo(session, TodoKind.TELL_MORE) == []


def test_coordinator_may_call_it_off_before_they_have_met_and_not_after(session, pair):
    pair.in_trial()

    with pytest.raises(NotNow):
        match_declining.call_off(session, pair.id, DeclineReason.OUR_DECISION, **pair.who)


@pytest.mark.parametrize("far", ["approved", "asked", "yes", "both", "booked"])
def test_called_off_leaves_no_letter_link_or_thing_to_do(session, pair, far):
    steps = {"asked": pair.by_card, "yes": pair.volunteer_says, "both": pair.both_yes}
    steps["booked"] = lambda: pair.both_yes().book()
    steps.get(far, lambda: None)()
    agreed = {one.volunteer_id or one.recipient_id for one in pair.match.participants
              if one.word is Word.YES}  # fmt: skip

    match_declining.call_off(session, pair.id, DeclineReason.OUR_DECISION, **pair.who)

    left = session.scalars(
        sa.select(Todo).where(Todo.match_id == pair.id, Todo.state == TodoState.OPEN)
    ).all()
    assert {one.kind for one in left} <= {TodoKind.TELL_DECLINED}
    assert {one.volunteer_id or one.recipient_id for one in left} == agreed
    assert {letter.state for letter in letters(session)} <= {LetterState.CANCELLED}
    assert all(link.ends_at <= pair.at for link in session.scalars(sa.select(MatchLink)))


# ── the first meeting and the trial ───────────────────────────────────────────────────────────


def test_meeting_is_booked_with_a_letter_that_leads_to_it_and_says_nothing(session, pair):
    pair.both_yes().book()

    (letter,) = letters(session)
    assert letter.kind == "meeting_booked"
    assert "Zzgatan" not in letter.text
    assert "Aino" not in letter.text
    assert [one.due_on for one in todo(session, TodoKind.NOTE_MEETING)] == [
        (AT + timedelta(days=3)).date()
    ]


@pytest.mark.parametrize("then", ["another time", "fell through", "held"])
def test_r6_whom_no_letter_tells_of_the_time_is_to_be_told_before_it(session, then):
    """A volunteer without an address, and a person who is reached by letters."""
    pair = Pair(session, volunteer={"email": None}, recipient={"reach_by": ReachBy.LARGE_LETTER})
    pair.both_yes().book()
    owed = todo(session, TodoKind.TELL_TIME)
    assert {one.volunteer_id or one.recipient_id for one in owed} == {
        pair.volunteer.id,
        pair.recipient.id,
    }
    assert {one.due_on for one in owed} == {(AT + timedelta(days=1)).date()}

    if then == "another time":
        pair.book(AT + timedelta(days=9))
    elif then == "fell through":
        match_meetings.fell_through(session, pair.id, **pair.who)
    else:
        pair.wait(days=3).meet()

    assert len(todo(session, TodoKind.TELL_TIME)) == {"another time": 2}.get(then, 0)


def test_whom_a_letter_or_the_telephone_has_told_is_not_to_be_told_again(session, pair):
    pair.both_yes().book()

    assert todo(session, TodoKind.TELL_TIME) == []


def test_meeting_is_not_booked_in_the_past(pair):
    pair.both_yes()

    with pytest.raises(Invalid):
        pair.book(AT - timedelta(hours=1))


def test_meeting_elsewhere_says_where(pair):
    pair.both_yes()

    with pytest.raises(Invalid):
        pair.book(where=MeetingPlace.ELSEWHERE)


def test_new_time_takes_the_place_of_the_old(session, pair):
    later = AT + timedelta(days=9)
    pair.both_yes().book().book(later)

    assert pair.match.meeting_at == later
    assert [one.due_on for one in todo(session, TodoKind.NOTE_MEETING)] == [later.date()]


@pytest.mark.parametrize("then", ["another time", "fell through", "held", "paused"])
def test_letter_that_waited_too_long_does_not_lead_to_a_time_that_has_been(session, pair, then):
    pair.both_yes().book()
    (first,) = letters(session)

    if then == "another time":
        pair.book(AT + timedelta(days=9))
    elif then == "fell through":
        match_meetings.fell_through(session, pair.id, **pair.who)
    else:
        pair.wait(days=3).meet()
    if then == "paused":
        pair.pause()

    session.refresh(first)
    going = [one.kind for one in letters(session) if one.state is LetterState.QUEUED]
    assert first.state is LetterState.CANCELLED
    assert going == {"another time": ["meeting_booked"], "held": ["visits"]}.get(then, [])


@pytest.mark.parametrize(
    ("language", "off", "now"),
    [
        ("sv", "gäller inte: torsdag 26 november kl. ", "ny tid: onsdag 2 december kl. "),
        ("en", "no longer holds: Thursday 26 November ", "new time: Wednesday 2 December "),
    ],
)
def test_r63_letter_of_another_time_says_that_the_one_before_is_off(session, language, off, now):
    pair = Pair(session, volunteer={"language": language}).both_yes().book()
    (first,) = letters(session)
    first.state = LetterState.SENT

    news = pair.book(AT + timedelta(days=9)).news

    changed = next(one for one in letters(session) if one.kind == "meeting_changed")
    assert (news.letters, news.is_changed) == (1, True)
    for said in (changed.text, changed.html):
        assert off in said
        assert now in said
        assert not [word for word in ("Aino", "Zzgatan") if word in said]


def test_r63_who_has_heard_of_a_time_is_told_before_it_that_it_is_off(session, pair):
    """By telephone too: whoever moved it may have talked with the volunteer only."""
    pair.both_yes().book(AT + timedelta(days=2))

    pair.book(AT + timedelta(days=9))

    (owed,) = todo(session, TodoKind.TELL_TIME)
    assert owed.recipient_id == pair.recipient.id
    assert owed.due_on <= (AT + timedelta(days=1)).date()
    assert owed.facts == {
        "changed": "time",
        "meeting": (AT + timedelta(days=9)).isoformat(),
        "expected": (AT + timedelta(days=2)).isoformat(),
    }


def test_r63_whoever_would_go_to_a_meeting_that_will_not_be_is_told_before_it(session, pair):
    pair.both_yes().book(AT + timedelta(days=3))
    (first,) = letters(session)
    first.state = LetterState.SENT

    match_meetings.fell_through(session, pair.id, **pair.who)

    owed = todo(session, TodoKind.TELL_TIME)
    assert {one.volunteer_id or one.recipient_id for one in owed} == {
        pair.volunteer.id,
        pair.recipient.id,
    }
    assert {one.due_on for one in owed} == {(AT + timedelta(days=1)).date()}
    assert {one.facts["changed"] for one in owed} == {"off"}

    pair.book(AT + timedelta(days=9))  # before anybody has called: the letter says both
    assert {one.kind for one in letters(session)} == {"meeting_booked", "meeting_changed"}


def test_nobody_is_told_of_a_meeting_that_has_been_and_came_to_nothing(session, pair):
    pair.both_yes().book(AT + timedelta(days=3)).wait(days=3, hours=1)

    match_meetings.fell_through(session, pair.id, **pair.who)

    assert todo(session, TodoKind.TELL_TIME) == []


def test_time_that_stands_already_is_not_told_anew(session, pair):
    meeting = AT + timedelta(days=3)
    pair.both_yes().book(meeting)

    assert pair.book(meeting).news.is_same
    assert [one.state for one in letters(session)] == [LetterState.QUEUED]


def test_meeting_that_fell_through_keeps_both_yeses(session, pair):
    pair.both_yes().book()
    match_meetings.fell_through(session, pair.id, **pair.who)

    assert (pair.match.state, pair.match.meeting_at) == (S.BOTH_YES, None)
    assert len(todo(session, TodoKind.BOOK_MEETING)) == 1


def test_meeting_is_not_held_before_its_hour(pair):
    pair.both_yes().book(pair.at + timedelta(hours=4))

    with pytest.raises(NotNow):
        pair.meet()
    assert pair.wait(hours=4).meet().match.state is S.TRIAL


def test_r58_first_meeting_without_us_needs_a_reason(pair):
    pair.both_yes().book().wait(days=3)

    with pytest.raises(NotNow):
        pair.meet(with_us=False)
    pair.meet(with_us=False, waived=WaivedReason.BY_PHONE)

    assert (pair.match.state, pair.match.waived) == (S.TRIAL, WaivedReason.BY_PHONE)


def test_who_has_met_somebody_waits_no_longer_and_her_need_is_filled(session, pair):
    pair.in_trial()

    assert pair.recipient.state is RecipientState.MATCHED
    assert pair.need.state is NeedState.FILLED
    assert todo(session, TodoKind.CALL_WAITING) == []


def test_need_with_a_seat_left_stays_open(session):
    pair = Pair(session, need={"seats": 2}).in_trial()

    assert pair.need.state is NeedState.OPEN


def test_r58_trial_is_not_passed_before_its_last_day(pair):
    pair.in_trial().wait(days=41)

    with pytest.raises(NotNow):
        pair.pass_trial()


# ── pauses and endings ────────────────────────────────────────────────────────────────────────


def test_r64_pause_stops_follow_ups_and_coming_back_counts_from_that_day(session, pair):
    pair.active()
    assert todo(session, TodoKind.FOLLOW_UP)

    pair.pause()
    assert todo(session, TodoKind.FOLLOW_UP) == []
    pair.wait(days=100).resume()

    assert pair.match.state is S.ACTIVE
    assert pair.match.counted_from == pair.at.date()


def test_r64_trial_that_was_paused_begins_anew(pair):
    pair.in_trial().wait(days=10).pause().wait(days=20).resume()

    assert pair.match.state is S.TRIAL
    assert pair.match.trial_until == pair.at.date() + timedelta(days=42)


def ending(pair, reason=EndReason.MOVED):
    match_ends.begin_ending(pair.session, pair.id, reason, **pair.who)
    return pair


def talks(pair):
    for one in pair.match.participants:
        match_ends.talked(pair.session, pair.id, one.id, **pair.who)
    return pair


def end(pair, **facts):
    match_ends.end(pair.session, pair.id, **{"waits_again": True} | facts, **pair.who)
    return pair


def test_r62_ending_asks_for_a_closing_talk_with_each(session, pair):
    ending(pair.active())

    about = {one.volunteer_id or one.recipient_id for one in todo(session, TodoKind.CLOSING_TALK)}
    assert about == {pair.volunteer.id, pair.recipient.id}


@pytest.mark.parametrize("far", ["in trial", "active", "paused"])
def test_ending_begun_by_mistake_leaves_all_as_it_was(session, pair, far):
    reach = {"in trial": pair.in_trial, "active": pair.active}
    reach.get(far, lambda: pair.active().pause())()
    before = as_it_stands(session, pair)
    ending(pair.wait(days=1))
    match_ends.undo_ending(session, pair.id, **pair.wait(minutes=5).who)
    assert as_it_stands(session, pair) == before

    ending(pair)  # and meant the second time
    assert len(todo(session, TodoKind.CLOSING_TALK)) == 2


def as_it_stands(session, pair):
    links = session.scalars(sa.select(MatchLink).where(MatchLink.ends_at.is_(None)))
    open_ones = session.scalars(sa.select(Todo).where(Todo.state == TodoState.OPEN))
    match = pair.match
    kept = (match.state, match.paused_in, match.trial_until, match.over_because)
    return kept, {one.id for one in links}, {(one.kind, one.volunteer_id) for one in open_ones}


def test_ending_is_not_undone_when_one_of_them_knows_of_it(session, pair):
    ending(pair.active())
    match_ends.talked(session, pair.id, pair.hers.id, wanted=False, **pair.who)

    with pytest.raises(NotNow):
        match_ends.undo_ending(session, pair.id, **pair.who)


def test_r62_match_ends_when_both_talks_are_held_and_not_before(session, pair):
    ending(pair.active())
    match_ends.talked(session, pair.id, pair.hers.id, **pair.who)

    with pytest.raises(NotNow):
        end(pair)
    assert todo(session, TodoKind.END_MATCH) == []
    match_ends.talked(session, pair.id, pair.theirs.id, wanted=False, **pair.who)
    assert len(todo(session, TodoKind.END_MATCH)) == 1
    end(pair)

    assert todo(session, TodoKind.END_MATCH) == []
    assert (pair.match.state, pair.match.over_because) == (S.ENDED, EndReason.MOVED)


def test_r62_both_go_back_with_the_old_waiting_date_and_no_blame(session, pair):
    end(talks(ending(pair.active())))

    assert pair.recipient.state is RecipientState.WAITING
    assert pair.recipient.waiting_since.isoformat() == "2026-07-13"
    assert pair.need.state is NeedState.OPEN
    assert matches.living_pairs(session, centre=pair.centre.id) == []
    assert pairs.barred(session, centre=pair.centre.id, on=pair.at.date()) == {}
    assert len(todo(session, TodoKind.CALL_WAITING)) == 1


def test_r20_who_has_taken_her_yes_back_is_asked_anew_and_waits_on_no_list(session, pair):
    pair.active()
    recipients.withdraw_consent(
        session, pair.recipient.id, ConsentKind.MATCHING, pair.at.date(), **pair.who
    )

    end(talks(ending(pair)))

    assert pair.recipient.state is RecipientState.ENQUIRY
    assert len(todo(session, TodoKind.HEAR_CONSENT)) == 1
    assert todo(session, TodoKind.CALL_WAITING) == []


def test_r62_who_wants_nobody_new_is_let_go_in_the_same_deed(session, pair):
    end(talks(ending(pair.active())), waits_again=False)

    assert pair.recipient.state is RecipientState.ENDED
    assert pair.need.state is NeedState.CLOSED


def test_r54_pair_without_chemistry_is_not_brought_together_again(session, pair):
    end(talks(ending(pair.active(), EndReason.NO_CHEMISTRY)))

    far = pair.at.date() + timedelta(days=9000)
    assert pairs.barred(session, centre=pair.centre.id, on=far)


@pytest.mark.parametrize(
    ("reason", "days"), [(EndReason.ILL, 180), (EndReason.NO_TIME, 180), (EndReason.MOVED, 0)]
)
def test_r54_pair_that_could_not_go_on_is_not_suggested_again_at_once(session, pair, reason, days):
    end(talks(ending(pair.active(), reason)))

    today = pair.at.date()
    assert bool(pairs.barred(session, centre=pair.centre.id, on=today)) is bool(days)
    later = today + timedelta(days=days)
    assert bool(pairs.barred(session, centre=pair.centre.id, on=later)) is bool(days)
    assert not pairs.barred(session, centre=pair.centre.id, on=today + timedelta(days=200))


def test_r54_no_noted_by_mistake_is_taken_back_the_same_day_and_no_later(session, pair):
    pair.volunteer_says(NO)
    day = pair.at.date()
    assert pairs.barred(session, centre=pair.centre.id, on=day)

    match_declining.take_no_back(session, pair.id, **pair.who)

    assert pairs.barred(session, centre=pair.centre.id, on=day) == {}
    with pytest.raises(NotNow):
        match_declining.take_no_back(session, pair.id, **pair.wait(days=1).who)


def test_r54_no_that_a_volunteer_has_given_herself_stands(session, pair):
    match_asking.volunteer_answers(
        session, pair.by_card().id, pair.hers.id, NO, centre=pair.centre.id, by=None, at=pair.at
    )

    with pytest.raises(NotNow):
        match_declining.take_no_back(session, pair.id, **pair.who)


# ── a death ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("far", ["asked", "booked", "trial", "paused", "ending"])
def test_r63_death_stops_every_letter_link_and_thing_to_do_in_the_same_unit(session, pair, far):
    {
        "asked": pair.by_card,
        "booked": lambda: pair.both_yes().book(),
        "trial": pair.in_trial,
        "paused": lambda: pair.active().pause(),
        "ending": lambda: ending(pair.active()),
    }[far]()

    recipients.deceased(session, pair.recipient.id, **pair.who)

    assert pair.match.state is S.ENDED
    waiting = (LetterState.QUEUED, LetterState.SENDING)
    assert [letter for letter in letters(session) if letter.state in waiting] == []
    assert all(link.ends_at <= pair.at for link in session.scalars(sa.select(MatchLink)))
    still = session.scalars(sa.select(Todo).where(Todo.state == TodoState.OPEN)).all()
    knows_of_her = [] if far == "asked" else [(TodoKind.TELL_OF_DEATH, pair.volunteer.id)]
    assert [(one.kind, one.volunteer_id) for one in still] == knows_of_her


def test_r63_the_clock_makes_nothing_of_a_match_that_a_death_has_ended(session, pair):
    from matcher.services import match_upkeep

    pair.active()
    recipients.deceased(session, pair.recipient.id, **pair.who)
    before = (len(letters(session)), len(todo(session, TodoKind.FOLLOW_UP)))
    for _ in range(20):
        pair.wait(days=9)
        match_upkeep.keep(session, public_url=SITE, centre=pair.centre.id, at=pair.at)

    assert (len(letters(session)), len(todo(session, TodoKind.FOLLOW_UP))) == before
    assert todo(session, TodoKind.SILENT_PAIR) == []
