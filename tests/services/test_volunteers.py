"""Volunteers sign up, are taken in, changed, and move between states."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from matcher.domain.consent import Channel, ConsentKind, NewConsent
from matcher.domain.errors import AlreadyDecided, Invalid, Missing, NotNow
from matcher.domain.matches import MatchState
from matcher.domain.people import (
    Bears,
    Form,
    Gender,
    GenderWish,
    Level,
    SaidWord,
    Strength,
    Trait,
    Traits,
    WordStance,
)
from matcher.domain.plans import TodoKind, TodoState
from matcher.domain.travel import Mode
from matcher.domain.volunteers import NewVolunteer, VolunteerState
from matcher.services import start, volunteers
from matcher.store.audit import Deed, Look
from matcher.store.matches import Match, Participant
from matcher.store.todos import Todo
from matcher.store.volunteers import Volunteer
from tests import make

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # a Monday
GUNVOR = NewVolunteer(first_name="Gunvor", surname="Ek", phone="+46701740612")
TOLD = replace(
    GUNVOR,
    email="gunvor@example.org",
    birth_year=1950,
    gender=Gender.WOMAN,
    postcode="75320",
    place=make.UPPSALA,
    modes=frozenset({Mode.BUS, Mode.WALK}),
    reach_minutes=20,
    availability=make.TUESDAYS,
    availability_said="tisdagar fm",
    languages={"swedish": Level.NATIVE, "finnish": Level.SOME},
    words=(
        SaidWord(WordStance.DOES, "fika", "coffee_and_cafe"),
        SaidWord(WordStance.LIKES, "modelljärnväg"),
        SaidWord(WordStance.LIKES, "schack", "chess"),
    ),
    forms=frozenset({Form.OUT, Form.PHONE}),
    gender_wish=GenderWish(Gender.WOMAN, Strength.PREFER),
    traits=Traits(has={Trait.SMOKE: False}, bears={Trait.CAT: Bears.NO}),
    background="från Tornedalen",
    max_matches=2,
    max_hours_month=6,
    commitment_months=12,
    on_call=True,
)
YES = NewConsent(ConsentKind.HEALTH, date(2026, 11, 23), "Lena", Channel.PHONE, "2026-11")


@pytest.fixture
def centre(session):
    return make.a_centre(session)


@pytest.fixture
def by(session, centre):
    return make.an_account(session, centre).id


@pytest.fixture
def who(centre, by):
    """`**who` for a deed of the coordinator's."""
    return {"centre": centre.id, "by": by, "at": AT}


def todos(session, **columns):
    return list(session.scalars(sa.select(Todo).filter_by(**columns).order_by(Todo.made_at)))


def deeds(session):
    return list(session.scalars(sa.select(Deed.deed).order_by(Deed.id)))


# ── sign up ───────────────────────────────────────────────────────────────────────────────────


def test_r8_sign_up_makes_a_call_due_in_three_working_days(session, centre):
    made = volunteers.sign_up(session, GUNVOR, centre=centre.id, at=AT)

    [todo] = todos(session, kind=TodoKind.CALL_NEW_VOLUNTEER)
    assert (made.state, made.source) == (VolunteerState.INTERESTED, "signup")
    assert (todo.volunteer_id, todo.due_on) == (made.id, date(2026, 11, 26))


def test_r8_on_the_fourth_working_day_the_call_is_late(session, centre, who):
    volunteers.sign_up(session, GUNVOR, centre=centre.id, at=AT)

    on_time = start.morning(session, **who | {"at": AT + timedelta(days=3)})
    late = start.morning(session, **who | {"at": AT + timedelta(days=4)})

    assert [on_time.late.count, late.late.count] == [0, 1]


def test_who_signs_up_again_is_called_and_not_changed(session, centre):
    first = volunteers.sign_up(session, GUNVOR, centre=centre.id, at=AT)
    anew = replace(GUNVOR, first_name="GUNVOR", email="annan@example.org")

    again = volunteers.sign_up(session, anew, centre=centre.id, at=AT + timedelta(days=30))

    assert (again.id, again.first_name, again.email) == (first.id, "Gunvor", None)
    assert session.scalar(sa.select(sa.func.count()).select_from(Volunteer)) == 1
    assert [todo.facts for todo in todos(session)] == [{}, {"again": True}]
    assert deeds(session)[-1] == "volunteer.signed_up_again"


def test_two_who_share_a_telephone_are_two(session, centre):
    """A couple with one landline: thanking the second and losing her would be unkind."""
    first = volunteers.sign_up(session, GUNVOR, centre=centre.id, at=AT)

    second = volunteers.sign_up(
        session, replace(GUNVOR, first_name="Arne"), centre=centre.id, at=AT
    )

    assert second.id != first.id


def test_second_of_two_who_share_a_telephone_is_known_when_he_signs_up_again(session, centre):
    volunteers.sign_up(session, GUNVOR, centre=centre.id, at=AT)
    arne = replace(GUNVOR, first_name="Arne")
    second = volunteers.sign_up(session, arne, centre=centre.id, at=AT)

    assert volunteers.sign_up(session, arne, centre=centre.id, at=AT).id == second.id


def test_known_elsewhere_is_new_here(session, centre):
    elsewhere = make.a_centre(session)
    volunteers.sign_up(session, GUNVOR, centre=elsewhere.id, at=AT)

    made = volunteers.sign_up(session, GUNVOR, centre=centre.id, at=AT)

    assert made.centre_id == centre.id


# ── taken in and changed ──────────────────────────────────────────────────────────────────────


def test_what_was_told_comes_back_as_it_was_told(session, who):
    made = volunteers.add(session, TOLD, **who)
    session.expire_all()

    assert volunteers.one(session, made.id, **who).told == TOLD


@pytest.mark.parametrize(
    "told",
    [
        {"words": (SaidWord(WordStance.LIKES, "livsfrågor", "faith_and_life_questions"),)},
        {"languages": {"sami": Level.NATIVE}},
        {"traits": Traits(bears={Trait.DOG: Bears.ALLERGY})},
    ],
)
def test_r95_sensitive_facts_are_not_kept_without_a_yes(session, who, told):
    new = replace(GUNVOR, **told)

    with pytest.raises(Invalid) as refused:
        volunteers.add(session, new, **who)

    assert list(refused.value.faults) == ["health"]
    assert session.scalar(sa.select(sa.func.count()).select_from(Volunteer)) == 0
    assert volunteers.add(session, new, **who, consents=[YES]).first_name == "Gunvor"


@pytest.mark.parametrize("take_in", [volunteers.add, volunteers.sign_up])
def test_r22_what_an_illness_is_called_is_never_a_word_whoever_says_yes(session, who, take_in):
    new = replace(GUNVOR, words=(SaidWord(WordStance.WILL_NOT, "har epilepsi"),))
    asked = {name: who[name] for name in who if name != "by" or take_in is volunteers.add}

    with pytest.raises(Invalid) as refused:
        take_in(session, new, **asked, consents=[YES])

    assert {stance: fault.code for stance, fault in refused.value.faults.items()} == {
        "will_not": "illness_named"
    }


def test_r20_consent_stands_as_a_record_of_its_own(session, who):
    new = replace(GUNVOR, languages={"sami": Level.NATIVE})

    made = volunteers.add(session, new, **who, consents=[YES])

    [yes] = volunteers.one(session, made.id, **who).consents
    assert (yes.kind, yes.said_on, yes.channel) == (YES.kind, YES.said_on, YES.channel)


def test_r20_a_yes_that_was_given_holds_for_later_changes(session, who):
    new = replace(GUNVOR, languages={"sami": Level.NATIVE})
    made = volunteers.add(session, new, **who, consents=[YES])

    volunteers.change(session, made.id, replace(new, background="x"), **who, version=1)

    assert volunteers.one(session, made.id, **who).version == 2


def test_change_keeps_words_that_stay_and_drops_those_that_went(session, who):
    made = volunteers.add(session, TOLD, **who)
    fewer = replace(TOLD, words=TOLD.words[1:])

    volunteers.change(session, made.id, fewer, **who, version=1)

    assert volunteers.one(session, made.id, **who).told == fewer


def test_audit_of_a_change_names_fields_and_never_values(session, who):
    made = volunteers.add(session, TOLD, **who)

    volunteers.change(session, made.id, replace(TOLD, phone="+46701740699"), **who, version=1)

    last = session.scalars(sa.select(Deed).order_by(Deed.id.desc())).first()
    assert (last.deed, last.facts) == ("volunteer.changed", {"fields": ["phone"]})


def test_second_of_two_writers_is_told_so_and_changes_nothing(session, who):
    made = volunteers.add(session, GUNVOR, **who)
    volunteers.change(session, made.id, replace(GUNVOR, surname="Ask"), **who, version=1)

    with pytest.raises(AlreadyDecided):
        volunteers.change(session, made.id, replace(GUNVOR, surname="Öst"), **who, version=1)

    assert volunteers.one(session, made.id, **who).told.surname == "Ask"


def test_r1_another_centres_volunteer_is_missing_to_every_deed(session, who):
    other = make.a_centre(session)
    theirs = make.a_volunteer(session, other)

    for deed in (volunteers.one, volunteers.contacted, volunteers.make_active, volunteers.resume):
        with pytest.raises(Missing):
            deed(session, theirs.id, **who)
    for deed in (volunteers.leave, volunteers.not_relevant):
        with pytest.raises(Missing):
            deed(session, theirs.id, **who)
    with pytest.raises(Missing):
        volunteers.change(session, theirs.id, GUNVOR, **who, version=1)
    with pytest.raises(Missing):
        volunteers.pause(session, theirs.id, from_on=AT.date(), **who)


# ── states ────────────────────────────────────────────────────────────────────────────────────


def test_first_call_settles_the_to_do_and_plans_the_clearance(session, who):
    made = volunteers.add(session, GUNVOR, **who)

    volunteers.contacted(session, made.id, **who)

    [call] = todos(session, kind=TodoKind.CALL_NEW_VOLUNTEER)
    [clear] = todos(session, kind=TodoKind.COMPLETE_CLEARANCE)
    assert (call.state, clear.state) == (TodoState.DONE, TodoState.OPEN)
    assert clear.due_on == date(2026, 12, 14)


def test_making_active_twice_is_refused(session, who):
    made = volunteers.add(session, GUNVOR, **who)
    volunteers.make_active(session, made.id, **who)

    with pytest.raises(NotNow):
        volunteers.make_active(session, made.id, **who)


def test_r71_pause_needs_no_cause_and_ends_by_itself(session, centre, who):
    volunteer = make.a_volunteer(session, centre)

    volunteers.pause(
        session, volunteer.id, from_on=date(2026, 11, 23), until_on=date(2027, 1, 7), **who
    )

    now = volunteers.one(session, volunteer.id, **who)
    back = volunteers.one(
        session, volunteer.id, **who | {"at": datetime(2027, 1, 7, 9, tzinfo=UTC)}
    )
    assert (now.is_paused, now.cleared_for) == (True, ())
    assert (back.is_paused, len(back.cleared_for)) == (False, 4)


def test_pause_cannot_end_before_it_begins(session, centre, who):
    volunteer = make.a_volunteer(session, centre)

    with pytest.raises(Invalid) as refused:
        volunteers.pause(session, volunteer.id, from_on=AT.date(), until_on=AT.date(), **who)

    assert list(refused.value.faults) == ["until_on"]


def test_resume_without_a_pause_is_refused(session, centre, who):
    volunteer = make.a_volunteer(session, centre)

    with pytest.raises(NotNow):
        volunteers.resume(session, volunteer.id, **who)


def test_leaving_cancels_what_was_to_be_done(session, who):
    made = volunteers.add(session, GUNVOR, **who)

    volunteers.leave(session, made.id, **who)

    assert made.state is VolunteerState.LEFT
    assert [todo.state for todo in todos(session)] == [TodoState.CANCELLED]


def test_nobody_leaves_out_of_a_living_match(session, centre, who):
    volunteer = make.a_volunteer(session, centre)
    need = make.a_need(session, make.a_recipient(session, centre))
    match = Match(centre_id=centre.id, need_id=need.id, state=MatchState.ACTIVE, approved_at=AT)
    session.add(match)
    session.flush()
    session.add(Participant(centre_id=centre.id, match_id=match.id, volunteer_id=volunteer.id))

    with pytest.raises(NotNow):
        volunteers.leave(session, volunteer.id, **who)

    match.state = MatchState.ENDED
    assert volunteers.leave(session, volunteer.id, **who).state is VolunteerState.LEFT


def test_r14_not_relevant_keeps_no_reason(session, who):
    made = volunteers.add(session, GUNVOR, **who)

    volunteers.not_relevant(session, made.id, **who)

    last = session.scalars(sa.select(Deed).order_by(Deed.id.desc())).first()
    assert (last.deed, last.facts) == ("volunteer.not_relevant", {})


def test_who_left_can_come_back_through_a_call(session, who):
    made = volunteers.add(session, GUNVOR, **who)
    volunteers.leave(session, made.id, **who)

    assert volunteers.contacted(session, made.id, **who).state is VolunteerState.CONTACTED


# ── looks ─────────────────────────────────────────────────────────────────────────────────────


def test_r79_every_look_at_a_volunteer_is_logged(session, who):
    made = volunteers.add(session, GUNVOR, **who)

    volunteers.one(session, made.id, **who)
    volunteers.listed(session, **who, search="gunvor")

    looks = list(session.execute(sa.select(Look.view, Look.about_id, Look.by).order_by(Look.id)))
    assert looks == [
        ("volunteers.one", made.id, who["by"]),
        ("volunteers.searched", None, who["by"]),
    ]


def test_r81_logs_hold_neither_names_nor_what_was_searched_for(session, who):
    made = volunteers.add(session, TOLD, **who)
    volunteers.one(session, made.id, **who)
    volunteers.listed(session, **who, search="Gunvor")

    rows = [*session.scalars(sa.select(Deed)), *session.scalars(sa.select(Look))]
    told = " ".join(str(vars(row)) for row in rows)

    assert "Gunvor" not in told
    assert "70174" not in told


def test_list_leaves_out_who_has_left_unless_searched_for(session, centre, who):
    make.a_volunteer(session, centre, first_name="Ada")
    make.a_volunteer(session, centre, first_name="Bo", state=VolunteerState.LEFT)

    everybody = volunteers.listed(session, **who)
    searched = volunteers.listed(session, **who, search="bo")

    assert [row.called for row in everybody.rows] == ["Ada L."]
    assert [row.called for row in searched.rows] == ["Bo L."]


def test_page_beyond_the_end_is_the_last(session, centre, who):
    make.a_volunteer(session, centre)

    page = volunteers.listed(session, **who, page=99)

    assert (page.number, page.pages, len(page.rows)) == (1, 1, 1)
