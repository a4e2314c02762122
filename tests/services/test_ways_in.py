"""Nobody falls through: each on the way in stands in one step, with days, what is next and who."""

from datetime import timedelta

import pytest

from matcher.domain.clearance import Step
from matcher.domain.errors import NotNow
from matcher.domain.needs import NeedState
from matcher.domain.people import Trait
from matcher.domain.recipients import RecipientState
from matcher.domain.volunteers import NewVolunteer, VolunteerState
from matcher.domain.ways_in import WayStep
from matcher.services import clearances, recipients, volunteers, ways_in
from matcher.services.ways_in import Whose
from matcher.store import open_todos
from matcher.store.recipients import HomeFact
from tests.make import (
    ALL_STEPS,
    AT,
    a_centre,
    a_need,
    a_recipient,
    a_volunteer,
    a_waiting,
    an_account,
    an_organisation,
)


@pytest.fixture
def centre(session):
    return a_centre(session)


@pytest.fixture
def who(session, centre):
    return {"centre": centre.id, "by": an_account(session, centre).id, "at": AT}


def lines(session, who, **later):
    return ways_in.everybody(session, **who | later)


def steps(session, who):
    return [(line.called, line.step) for line in lines(session, who)]


@pytest.mark.parametrize(
    ("forms", "step"),
    [(["home"], WayStep.REFERENCE), (["home", "group"], None), ([], None)],
)
def test_volunteer_is_on_the_way_in_till_she_is_cleared_for_something_she_wants(
    session, centre, who, forms, step
):
    asked = (Step.INTERVIEW, Step.AGREEMENT, Step.CONFIDENTIALITY)  # all that a group asks for
    done = [one for one in ALL_STEPS if one[0] in asked]
    a_volunteer(session, centre, forms=forms, steps=done)

    assert [line.step for line in lines(session, who)] == ([step] if step else [])


@pytest.mark.parametrize(
    ("state", "taken", "step"),
    [
        (VolunteerState.INTERESTED, (), WayStep.CALL),
        (VolunteerState.CONTACTED, (), WayStep.INTERVIEW),
        (VolunteerState.CONTACTED, ALL_STEPS, WayStep.MAKE_ACTIVE),
        (VolunteerState.ACTIVE, ALL_STEPS[:1], WayStep.REFERENCE),
    ],
)
def test_volunteer_stands_in_the_step_that_is_next(session, centre, who, state, taken, step):
    a_volunteer(session, centre, state=state, steps=taken)

    assert steps(session, who) == [("Karin L.", step)]


@pytest.mark.parametrize("gone", [VolunteerState.LEFT, VolunteerState.NOT_RELEVANT])
def test_who_is_cleared_or_gone_is_not_on_the_way_in(session, centre, who, gone):
    a_volunteer(session, centre)
    a_volunteer(session, centre, state=gone, steps=())

    assert steps(session, who) == []


def test_volunteer_cleared_for_one_type_of_several_has_come_in(session, centre, who):
    """The café needs no references."""
    taken = [one for one in ALL_STEPS if one[0] is not Step.REFERENCE]
    a_volunteer(session, centre, forms=["home", "group"], steps=taken)

    assert steps(session, who) == []


def test_volunteer_who_rests_waits_for_nobody_and_comes_last(session, centre, who):
    resting = {"state": VolunteerState.CONTACTED, "steps": (), "paused_from": AT.date()}
    a_volunteer(session, centre, **resting, created_at=AT - timedelta(days=90))
    a_volunteer(session, centre, first_name="Bo", state=VolunteerState.INTERESTED, steps=())

    assert steps(session, who) == [("Bo L.", WayStep.CALL), ("Karin L.", WayStep.REST)]
    assert [one.called for one in ways_in.waiting_for_us(session, **who)] == ["Bo L."]


def test_days_are_counted_from_the_last_step(session, who):
    told = NewVolunteer(first_name="Märta", surname="J", phone="+46701740612", birth_year=1960)
    made = volunteers.add(session, told, **who)
    volunteers.contacted(session, made.id, **who | {"at": AT + timedelta(days=3)})
    taken = who | {"at": AT + timedelta(days=10)}
    clearances.take_step(session, made.id, Step.INTERVIEW, AT.date(), **taken)

    [line] = lines(session, who, at=AT + timedelta(days=15))

    assert (line.step, line.days) == (WayStep.AGREEMENT, 5)  # the café asks for no references


def test_who_has_waited_longest_for_us_comes_first(session, centre, who):
    for name, days in (("Ada", 2), ("Bo", 30), ("Cia", 9)):
        since = AT - timedelta(days=days)
        new = {"state": VolunteerState.INTERESTED, "steps": (), "surname": ""}
        a_volunteer(session, centre, first_name=name, created_at=since, **new)

    assert [line.called for line in ways_in.waiting_for_us(session, **who)] == ["Bo", "Cia", "Ada"]


def seen(session, person):
    home = {"trait": Trait.STAIRS, "present": False, "checked_on": AT.date()}
    session.add(HomeFact(centre_id=person.centre_id, recipient_id=person.id, **home))
    session.flush()


def test_person_goes_from_her_own_yes_to_the_waiting_list(session, centre, who):
    aino = a_recipient(session, centre, state=RecipientState.ENQUIRY, priority_class=None)
    found = [steps(session, who)]
    aino.state = RecipientState.WAITING
    found.append(steps(session, who))
    a_need(session, aino)
    found.append(steps(session, who))
    seen(session, aino)
    found.append(steps(session, who))
    aino.priority_class = 2
    session.flush()
    found.append(steps(session, who))

    ways = (WayStep.ASK_HERSELF, WayStep.SAY_WHAT, WayStep.SEE_HOME, WayStep.SET_CLASS)
    assert found == [*([("Aino K.", step)] for step in ways), []]


def test_home_of_who_wants_to_be_called_is_not_visited(session, centre, who):
    aino = a_recipient(session, centre)
    a_need(session, aino, forms=["phone"])

    assert steps(session, who) == []


def test_need_an_organisation_has_proposed_waits_to_be_published(session, centre, who):
    cafe = an_organisation(session, centre)
    a_need(session, cafe, state=NeedState.DRAFT, source="contact")

    assert steps(session, who) == [("Café Kompass", WayStep.PUBLISH)]


def test_who_takes_somebody_on_stands_there_and_has_her_to_dos(session, who):
    told = NewVolunteer(first_name="Märta", phone="+46701740612", birth_year=1960)
    made = volunteers.add(session, told, **who)

    ways_in.take_on(session, Whose.VOLUNTEER, made.id, **who)

    [line] = lines(session, who)
    assert (line.owner, line.is_mine) == ("Lena Åkesson", True)
    [todo] = open_todos.still_open(session, centre=who["centre"])
    session.refresh(todo)
    assert todo.owner_id == who["by"]


def test_referrer_is_called_back_by_whoever_comes_first(session, who):
    with pytest.raises(NotNow):
        ways_in.take_on(session, Whose.REFERRAL, "x", **who)


def test_everybody_stands_in_exactly_one_step(session, centre, who):
    """Whoever is with us stands on the way in, or is cleared, or is on the waiting list."""
    for state in VolunteerState:
        for taken in (ALL_STEPS, ALL_STEPS[:2], ()):
            a_volunteer(session, centre, state=state, steps=taken, phone=None)
    a_waiting(session, centre)

    found = [(line.whose, line.id) for line in lines(session, who)]

    assert len(found) == len(set(found)) == 3 + 3 + 2 + 1


def test_person_paused_in_hospital_is_not_on_the_way_in(session, centre, who):
    aino = a_recipient(session, centre)

    recipients.pause(session, aino.id, **who)

    assert steps(session, who) == []
