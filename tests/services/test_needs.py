"""Needs: what is opened, what never is, and when it is over."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from matcher.domain.errors import AlreadyDecided, Fault, Invalid, Missing, NotNow
from matcher.domain.needs import NeedKind, NeedState, NewNeed
from matcher.domain.organisations import NewContact, OrganisationState
from matcher.domain.people import SaidWord, WordStance
from matcher.domain.plans import TodoKind, TodoState
from matcher.domain.recipients import RecipientState
from matcher.services import need_states, needs, weeks
from matcher.services import organisations as orgs
from matcher.store.needs import NeedWord
from matcher.store.todos import Todo
from tests.make import AT, a_centre, a_need, a_recipient, a_volunteer, an_account, an_organisation

TODAY = AT.date()
CAFE = NewNeed(NeedKind.LOCAL, waiting_since=TODAY, title="Kafévärd", until_on=date(2027, 6, 1))
ERRAND = NewNeed(NeedKind.ERRAND, waiting_since=TODAY)
ESCORT = SaidWord(WordStance.DOES, "ledsagning till vården", "accompany_healthcare")
HOMEWORK = SaidWord(WordStance.DOES, "läxhjälp", "homework_help")


@pytest.fixture
def centre(session):
    return a_centre(session)


@pytest.fixture
def who(session, centre):
    return {"centre": centre.id, "by": an_account(session, centre).id, "at": AT}


@pytest.fixture
def cafe(session, centre):
    return an_organisation(session, centre)


def faults(session, new, of, who):
    """What is wrong with a need, by field: codes."""
    opening = needs.open_local if new.kind is NeedKind.LOCAL else needs.open_for_recipient
    with pytest.raises(Invalid) as refused:
        opening(session, new, of.id, **who)
    return {name: fault.code for name, fault in refused.value.faults.items()}


def test_least_number_is_no_more_than_the_seats(session, cafe, who):
    assert faults(session, replace(CAFE, seats=2, least=3), cafe, who) == {
        "least": "more_than_the_seats"
    }


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Hjälpa henne att duscha", "never_personal_care"),
        ("Ge medicin på kvällen", "never_medicine"),
        ("Betala räkningar på banken", "never_money"),
        ("Ta hand om nyckeln", "never_keys"),
        ("Lyfta honom ur sängen", "never_lifting"),
    ],
)
def test_r29_never_list_refuses_and_says_who_does_it_instead(session, cafe, who, text, code):
    assert faults(session, replace(CAFE, about=text), cafe, who) == {"about": code}
    assert faults(session, replace(CAFE, title=text), cafe, who) == {"title": code}
    written = (SaidWord(WordStance.DOES, text),)
    assert faults(session, replace(CAFE, words=written), cafe, who) == {"does": code}


@pytest.mark.parametrize("beside", ["städa", "fika", "läsa högt"])
def test_r29_what_is_allowed_beside_it_hides_nothing(session, cafe, who, beside):
    for words in (("duscha boende", beside), (beside, "duscha boende")):
        written = tuple(SaidWord(WordStance.DOES, word) for word in words)

        found = faults(session, replace(CAFE, words=written), cafe, who)

        assert found == {"does": "never_personal_care"}


def test_r29_what_was_written_once_is_not_published(session, cafe, who):
    need = needs.open_local(session, CAFE, cafe.id, **who, state=NeedState.DRAFT)
    need.words = [NeedWord(centre_id=need.centre_id, stance=WordStance.DOES, written="duscha")]

    with pytest.raises(Invalid, match="never_personal_care"):
        needs.open_again(session, need.id, **who)

    assert need.state is NeedState.DRAFT


def test_r29_never_list_holds_for_a_person_too(session, centre, who):
    person = a_recipient(session, centre)

    found = faults(session, replace(ERRAND, about="dela tabletter"), person, who)

    assert found == {"about": "never_medicine"}


def test_need_of_a_person_waits_since_her_own_first_day(session, centre, who):
    person = a_recipient(session, centre, waiting_since=date(2026, 1, 7))

    need = needs.open_for_recipient(session, ERRAND, person.id, **who)

    assert need.waiting_since == date(2026, 1, 7)


def test_r30_escort_for_tomorrow_is_refused_unless_short_notice(session, centre, who):
    person = a_recipient(session, centre)
    soon = replace(ERRAND, words=(ESCORT,), from_on=TODAY + timedelta(days=6))

    assert faults(session, soon, person, who) == {"from_on": "escort_too_soon"}
    needs.open_for_recipient(session, replace(soon, short_notice=True), person.id, **who)
    in_time = replace(soon, from_on=TODAY + timedelta(days=7))
    assert needs.open_for_recipient(session, in_time, person.id, **who).short_notice is False


def test_work_with_children_says_that_children_are_there(session, cafe, who):
    lessons = replace(CAFE, words=(HOMEWORK,))

    assert faults(session, lessons, cafe, who) == {"children_present": "task_is_with_children"}
    needs.open_local(session, replace(lessons, children_present=True), cafe.id, **who)


@pytest.mark.parametrize(
    ("days", "code"),
    [
        ({"until_on": TODAY - timedelta(days=1)}, "already_over"),
        (
            {"from_on": TODAY + timedelta(days=9), "until_on": TODAY + timedelta(days=8)},
            "ends_before_it_begins",
        ),
    ],
)
def test_days_that_cannot_be_are_refused(session, cafe, who, days, code):
    assert faults(session, replace(CAFE, **days), cafe, who) == {"until_on": code}


def test_r22_what_an_illness_is_called_is_never_a_word(session, centre, who):
    told = replace(ERRAND, words=(SaidWord(WordStance.DOES, "har demens"),))

    assert faults(session, told, a_recipient(session, centre), who) == {"does": "illness_named"}


def test_r95_faith_on_a_need_wants_the_persons_consent(session, centre, who):
    said = SaidWord(WordStance.LIKES, "livsfrågor", "faith_and_life_questions")
    told = replace(ERRAND, words=(said,))

    assert faults(session, told, a_recipient(session, centre), who) == {
        "health": "health_needs_consent"
    }
    asked = a_recipient(session, centre, consents=("matching", "health"))
    needs.open_for_recipient(session, told, asked.id, **who)


def test_kind_follows_whose_it_is(session, centre, cafe, who):
    person = a_recipient(session, centre)

    with pytest.raises(Invalid):
        needs.open_local(session, ERRAND, cafe.id, **who)
    with pytest.raises(Invalid):
        needs.open_for_recipient(session, CAFE, person.id, **who)


def test_nobody_opens_a_need_of_who_is_gone(session, centre, who):
    gone = a_recipient(session, centre, state=RecipientState.DECEASED)
    left = an_organisation(session, centre, state=OrganisationState.LEFT)

    assert faults(session, ERRAND, gone, who) == {"recipient": "recipient_has_ended"}
    assert faults(session, CAFE, left, who) == {"organisation": "organisation_has_left"}


def test_r28_need_whose_last_day_is_past_gets_no_suggestion(session, centre, cafe, who):
    a_volunteer(session, centre, forms=["group"])
    need = a_need(session, cafe, until_on=TODAY - timedelta(days=1))

    run = weeks.run_week(session, centre=centre.id, iso_week="2026-W48", at=AT)

    assert run.needs == 0
    assert needs.expire(session, centre=centre.id, at=AT) == 1
    assert need.state is NeedState.EXPIRED
    assert needs.expire(session, centre=centre.id, at=AT) == 0


def test_organisation_is_asked_before_the_last_day_of_what_still_has_places(
    session, centre, cafe, who
):
    ends = TODAY + timedelta(days=10)
    need = a_need(session, cafe, until_on=ends)
    a_need(session, cafe, until_on=TODAY + timedelta(days=60))
    a_need(session, cafe, until_on=ends, every_weeks=0)  # a single day is over when it is over

    for _day in range(2):
        need_states.ask_if_they_go_on(session, centre=centre.id, at=AT)

    (asked,) = session.scalars(sa.select(Todo).where(Todo.kind == TodoKind.NEED_ENDS))
    assert (asked.organisation_id, asked.facts["need"]) == (cafe.id, need.id)
    assert asked.due_on == ends - timedelta(days=7)

    needs.close(session, need.id, NeedState.CLOSED, **who)

    session.refresh(asked)
    assert asked.state is TodoState.DONE


def test_closed_need_is_opened_again_with_its_old_wait(session, cafe, who):
    need = needs.open_local(session, CAFE, cafe.id, **who)
    needs.close(session, need.id, NeedState.CLOSED, **who)

    needs.open_again(session, need.id, **who)

    assert (need.state, need.waiting_since) == (NeedState.OPEN, TODAY)


def test_need_that_is_over_wants_a_new_last_day_first(session, cafe, who):
    past = TODAY - timedelta(days=1)
    need = a_need(session, cafe, state=NeedState.EXPIRED, until_on=past)

    with pytest.raises(Invalid) as refused:
        needs.open_again(session, need.id, **who)

    assert refused.value.faults == {"until_on": Fault("already_over")}


def test_open_need_is_not_opened_and_closed_not_closed(session, cafe, who):
    need = needs.open_local(session, CAFE, cafe.id, **who)

    with pytest.raises(NotNow):
        needs.open_again(session, need.id, **who)
    needs.close(session, need.id, NeedState.FILLED, **who)
    needs.close(session, need.id, NeedState.CLOSED, **who)
    with pytest.raises(NotNow):
        needs.close(session, need.id, NeedState.CLOSED, **who)


def test_two_who_change_it_do_not_overwrite_each_other(session, cafe, who):
    need = needs.open_local(session, CAFE, cafe.id, **who)
    needs.change(session, need.id, replace(CAFE, title="Värd"), version=1, **who)

    with pytest.raises(AlreadyDecided):
        needs.change(session, need.id, CAFE, version=1, **who)
    assert need.title == "Värd"


def test_contact_of_another_organisation_is_missing(session, centre, cafe, who):
    other = an_organisation(session, centre, name="Granngården")
    contact = orgs.add_contact(session, other.id, NewContact("Ali Omar"), **who)

    with pytest.raises(Missing):
        needs.open_local(session, CAFE, cafe.id, contact_id=contact.id, **who)


def test_r1_another_centres_need_is_missing_for_every_deed(session, who):
    theirs = a_need(session, an_organisation(session, a_centre(session))).id

    for deed in (
        lambda: needs.one(session, theirs, **who),
        lambda: needs.change(session, theirs, CAFE, version=1, **who),
        lambda: needs.close(session, theirs, NeedState.CLOSED, **who),
        lambda: needs.open_again(session, theirs, **who),
    ):
        with pytest.raises(Missing):
            deed()


def test_list_holds_local_needs_and_errands_of_this_centre_that_are_not_over(session, centre, who):
    person, cafe = a_recipient(session, centre), an_organisation(session, centre)
    a_need(session, person)  # company: stands on her page
    errand = a_need(session, person, kind=NeedKind.ERRAND)
    local = a_need(session, cafe)
    a_need(session, cafe, state=NeedState.CLOSED)
    a_need(session, an_organisation(session, a_centre(session)))

    page = needs.listed(session, **who)

    assert {row.id for row in page.rows} == {errand.id, local.id}
    assert page.count == 2
