"""Referrals: an enquiry, a to-do, a link that says one of five words, and an honest wait."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from matcher.domain.consent import Channel, ConsentKind, NewConsent
from matcher.domain.errors import Invalid, Missing, NotNow
from matcher.domain.matches import MatchState
from matcher.domain.people import SaidWord, WordStance
from matcher.domain.plans import TodoKind, TodoState
from matcher.domain.recipients import NewRecipient, RecipientState
from matcher.domain.referrals import Caller, NewReferral, OwnYes, ReferralStatus, Referrer
from matcher.services import recipients, referrals
from matcher.store.matches import Match, Participant
from matcher.store.recipients import Consent, Recipient, RecipientAddress
from matcher.store.referrals import Referral
from matcher.store.todos import Todo
from tests import make

ON = make.AT.date()
NURSE = Caller(Referrer.HOME_CARE, "Nina Nilsson", "+46701740633", "Hemtjänsten Norr")
YES = OwnYes(ON, "Nina Nilsson", Channel.IN_PERSON)


@pytest.fixture
def centre(session):
    return make.a_centre(session)


def a_referral(person=None, **changes):
    told = {"first_name": "Aino", "phone": "+46701740644", "waiting_since": ON} | (person or {})
    whole = {"caller": NURSE, "person": NewRecipient(**told), "own_yes": YES} | changes
    return NewReferral(**whole)


def refer(session, centre, **changes):
    new = a_referral(**changes)
    return referrals.refer(session, new, centre=centre.id, by=None, at=make.AT)


def all_of(session, model):
    return session.scalars(sa.select(model)).all()


def test_referral_is_an_enquiry_to_be_asked_by_us(session, centre):
    refer(session, centre)

    [person], [todo] = all_of(session, Recipient), all_of(session, Todo)
    assert (person.state, person.source) == (RecipientState.ENQUIRY, "referral")
    assert (todo.kind, todo.recipient_id) == (TodoKind.HEAR_CONSENT, person.id)


def test_r20_yes_to_being_referred_stands_as_a_record_of_its_own(session, centre):
    refer(session, centre)

    [yes] = all_of(session, Consent)
    assert (yes.kind, yes.heard_by, yes.channel) == (
        ConsentKind.SHARING,
        "Nina Nilsson",
        Channel.IN_PERSON,
    )


def test_r19_who_has_been_referred_is_not_on_the_waiting_list_before_we_asked(session, centre):
    made = refer(session, centre)

    page = recipients.one(session, made.recipient_id, centre=centre.id, by="lena", at=make.AT)

    assert page.state is RecipientState.ENQUIRY
    assert not any(line.is_given for line in page.consents if line.kind is ConsentKind.MATCHING)


def test_r19_yes_on_a_day_to_come_is_refused(session, centre):
    tomorrow = OwnYes(ON + timedelta(days=1), "Nina", Channel.PHONE)

    with pytest.raises(Invalid):
        refer(session, centre, own_yes=tomorrow)


def test_r20_function_without_the_persons_yes_is_refused(session, centre):
    words = (SaidWord(WordStance.FUNCTION, "hör dåligt", "hearing_loss"),)

    with pytest.raises(Invalid):
        refer(session, centre, person={"words": words})


def test_r19_call_back_keeps_nothing_but_whom_to_call(session, centre):
    referrals.ask_to_be_called(session, NURSE, centre=centre.id, by=None, at=make.AT)

    [row], [todo] = all_of(session, Referral), all_of(session, Todo)
    assert (row.recipient_id, row.name, row.phone) == (None, NURSE.name, NURSE.phone)
    assert (todo.kind, todo.due_on) == (TodoKind.CALL_REFERRER, date(2026, 11, 25))
    assert all_of(session, Recipient) == []


def test_name_and_number_go_when_we_have_called_back(session, centre):
    referrals.ask_to_be_called(session, NURSE, centre=centre.id, by=None, at=make.AT)
    [row], [todo] = all_of(session, Referral), all_of(session, Todo)
    by = make.an_account(session, centre).id

    referrals.called_back(session, row.id, centre=centre.id, by=by, at=make.AT)

    session.refresh(todo)
    assert (row.name, row.phone, todo.state) == (None, None, TodoState.DONE)
    with pytest.raises(NotNow):
        referrals.called_back(session, row.id, centre=centre.id, by=by, at=make.AT)


def test_r1_another_centres_call_back_does_not_exist(session, centre):
    referrals.ask_to_be_called(session, NURSE, centre=centre.id, by=None, at=make.AT)
    [row] = all_of(session, Referral)
    other = make.a_centre(session)

    with pytest.raises(Missing):
        referrals.called_back(session, row.id, centre=other.id, by="x", at=make.AT)


def test_r6_person_with_only_a_postal_address_can_be_referred(session, centre):
    refer(session, centre, person={"phone": None, "street": "Storgatan 1", "town": "Uppsala"})

    [address] = all_of(session, RecipientAddress)
    assert address.street == "Storgatan 1"


def test_link_follows_the_person_through_the_words(session, centre):
    made = refer(session, centre)
    person = session.get(Recipient, made.recipient_id)
    seen = []
    for state in (RecipientState.ENQUIRY, RecipientState.WAITING, RecipientState.DECEASED):
        person.state = state
        session.flush()
        seen.append(referrals.status_of(session, made.status_token, at=make.AT))

    assert seen == [ReferralStatus.RECEIVED, ReferralStatus.WAITING, ReferralStatus.CLOSED]


def test_link_is_kept_only_as_a_hash_and_ends_after_a_year(session, centre):
    made = refer(session, centre)
    [row] = all_of(session, Referral)

    assert made.status_token not in (row.status_hash, row.id)
    with pytest.raises(Missing):
        referrals.status_of(session, made.status_token, at=make.AT + timedelta(days=366))
    with pytest.raises(Missing):
        referrals.status_of(session, "guessed", at=make.AT)


def begun(session, centre, since, met_on, state=MatchState.ACTIVE):
    need = make.a_waiting(session, centre, waiting_since=since)
    match = Match(
        centre_id=centre.id, need_id=need.id, state=state, approved_at=make.AT, met_on=met_on
    )
    match.participants = [Participant(centre_id=centre.id, recipient_id=need.recipient_id)]
    session.add(match)
    session.flush()


def test_wait_is_counted_to_the_first_meeting_of_the_centres_own_last_year(session, centre):
    for _ in range(10):
        begun(session, centre, ON - timedelta(weeks=8), ON - timedelta(weeks=2))
        begun(session, centre, ON - timedelta(weeks=90), ON - timedelta(weeks=60))
        begun(session, make.a_centre(session), ON - timedelta(weeks=30), ON)

    wait = referrals.wait(session, centre=centre.id, at=make.AT)

    assert (wait.starts, wait.half_within) == (10, 6)


def test_who_met_somebody_long_ago_is_no_new_start(session, centre):
    for _ in range(10):
        need = make.a_waiting(session, centre, waiting_since=ON - timedelta(weeks=120))
        for met_on in (ON - timedelta(weeks=100), ON - timedelta(weeks=1)):
            match = Match(
                centre_id=centre.id, need_id=need.id, state=MatchState.ENDED, approved_at=make.AT,
                met_on=met_on,
            )  # fmt: skip
            own = {"centre_id": centre.id, "recipient_id": need.recipient_id}
            match.participants = [Participant(**own)]
            session.add(match)
    session.flush()

    assert referrals.wait(session, centre=centre.id, at=make.AT) is None


def test_who_was_asked_and_never_met_is_no_start(session, centre):
    for state in (MatchState.BOTH_YES, MatchState.DECLINED, MatchState.ENDED):
        for _ in range(5):
            begun(session, centre, ON - timedelta(weeks=8), None, state)

    assert referrals.wait(session, centre=centre.id, at=make.AT) is None


def test_person_who_says_no_is_gone_at_once(session, centre):
    made = refer(session, centre)
    by = make.an_account(session, centre).id

    referrals.refused(session, made.referral_id, centre=centre.id, by=by, at=make.AT)

    left = [all_of(session, model) for model in (Recipient, Referral, Consent, Todo)]
    assert left == [[], [], [], []]


def test_person_who_said_yes_and_took_it_back_is_not_removed_as_a_no(session, centre):
    made, by = refer(session, centre), make.an_account(session, centre).id
    yes = NewConsent(ConsentKind.MATCHING, ON, "Lena", Channel.PHONE, "1")
    recipients.give_consent(session, made.recipient_id, yes, centre=centre.id, by=by, at=make.AT)
    kind, told = ConsentKind.MATCHING, {"centre": centre.id, "by": by, "at": make.AT}
    recipients.withdraw_consent(session, made.recipient_id, kind, ON, **told)

    with pytest.raises(NotNow):
        referrals.refused(session, made.referral_id, **told)

    [line] = referrals.listed(session, **told)
    assert (line.state, line.may_say_no) == (RecipientState.ENQUIRY, False)


def test_person_who_has_said_yes_is_not_removed_as_a_no(session, centre):
    made = refer(session, centre)
    session.get(Recipient, made.recipient_id).state = RecipientState.WAITING
    by = make.an_account(session, centre).id

    with pytest.raises(NotNow):
        referrals.refused(session, made.referral_id, centre=centre.id, by=by, at=make.AT)
