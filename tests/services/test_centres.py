"""A centre's own facts, its areas, its colleagues, and the dial it turns."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from matcher.domain.accounts import OwnerType, Role
from matcher.domain.errors import Invalid, Missing, NotNow
from matcher.domain.places import Place, Precision
from matcher.services import centres, choices, colleagues, dial, signups
from matcher.services.accounts import NewAccount
from matcher.services.centres import NewArea
from matcher.services.match_sketches import sketch_of_person
from matcher.store import recipient_pages
from matcher.store.audit import Deed
from matcher.store.letters import Letter
from matcher.store.volunteers import Volunteer
from tests.make import AT, a_centre, a_recipient, a_volunteer, an_account

HERE = "http://127.0.0.1:8000"
EKBACKEN = NewArea("Ekbacken", 59.86, 17.65, 1200)
FILE = {"fit": 50, "served": 25, "waiting": 25}
WEEKS = {"1": 8, "2": 12, "3": 20, "4": 30}


@pytest.fixture
def centre(session):
    return a_centre(session)


@pytest.fixture
def lena(session, centre):
    return an_account(session, centre, roles=(Role.MANAGER, Role.COORDINATOR))


@pytest.fixture
def by(centre, lena):
    return {"centre": centre.id, "by": lena.id, "at": AT}


def deeds(session, centre):
    asked = sa.select(Deed).where(Deed.centre_id == centre.id).order_by(Deed.id)
    return [(line.deed, line.facts) for line in session.scalars(asked)]


# ── facts ─────────────────────────────────────────────────────────────────────────────────────


def test_r2_another_owner_changes_what_the_public_form_says(session, centre, by):
    now = centres.facts(session, centre=centre.id)

    centres.change(
        session, replace(now, owner_type=OwnerType.ASSOCIATION, owner_name="Handen"), **by
    )

    shown = signups.of_centre(session, centre.code)
    assert (shown.owner_type, shown.controller) == (OwnerType.ASSOCIATION, "Handen")


def test_change_tells_the_audit_which_facts_and_not_what_they_are(session, centre, by):
    now = centres.facts(session, centre=centre.id)

    centres.change(session, replace(now, name="Handen", week_hour=7), **by)

    assert deeds(session, centre) == [("centre.changed", {"fields": ["name", "week_hour"]})]


def test_change_of_nothing_leaves_no_line(session, centre, by):
    centres.change(session, centres.facts(session, centre=centre.id), **by)

    assert deeds(session, centre) == []


# ── areas ─────────────────────────────────────────────────────────────────────────────────────


def test_area_with_somebody_in_it_is_not_removed(session, centre, by):
    area = centres.add_area(session, EKBACKEN, **by)
    a_volunteer(session, centre, area_id=area)

    with pytest.raises(NotNow):
        centres.remove_area(session, area, **by)


def test_empty_area_is_removed(session, centre, by):
    area = centres.add_area(session, EKBACKEN, **by)

    centres.remove_area(session, area, **by)

    assert centres.areas(session, centre=centre.id) == []


def test_those_who_live_in_an_area_move_with_its_point(session, centre, by):
    area = centres.add_area(session, EKBACKEN, **by)
    karin = a_volunteer(session, centre, area_id=area, postcode="75320")

    centres.change_area(session, area, replace(EKBACKEN, lat=59.9, name="Ekhöjden"), **by)

    place = session.get(Volunteer, karin.id).place
    assert (place["lat"], place["label"], place["postcode"]) == (59.9, "Ekhöjden", "75320")


@pytest.mark.parametrize(
    ("place", "is_there"),
    [
        (Place.unknown("ekbacken"), True),
        (Place.unknown("Österkyrkan, Ekbacken"), True),
        (Place(59.86, 17.6, Precision.LOCALITY, "75320", "Ekbacken, Uppsala"), True),
        (Place(59.86, 17.6, Precision.LOCALITY, "75320", "Uppsala"), False),
        (Place.unknown("Ekbackens gård"), False),
        (None, False),
    ],
)
def test_who_is_written_to_live_in_an_area_lives_there_once_it_is_added(
    session, centre, by, place, is_there
):
    told = place.to_json() if place else None
    people = [make(session, centre, place=told) for make in (a_volunteer, a_recipient)]

    area = centres.add_area(session, EKBACKEN, **by)

    assert {one.area_id for one in people} == {area if is_there else None}
    assert all(one.place["lat"] == EKBACKEN.lat for one in people if is_there)
    assert centres.area(session, area, centre=centre.id).settled == 2 * is_there


def test_two_areas_of_one_name_are_refused_at_the_name(session, by):
    centres.add_area(session, EKBACKEN, **by)

    with pytest.raises(Invalid) as refused:
        centres.add_area(session, EKBACKEN, **by)

    assert list(refused.value.faults) == ["name"]


@pytest.mark.parametrize(
    ("inhabitants", "named"), [(None, False), (499, False), (500, True), (6000, True)]
)
def test_r68_only_an_area_of_five_hundred_is_named_in_a_sketch(
    session, centre, by, inhabitants, named
):
    area = centres.add_area(session, replace(EKBACKEN, inhabitants=inhabitants), **by)

    aino = a_recipient(session, centre, area_id=area)
    session.expire(aino)
    aino = recipient_pages.whole(session, aino.id, centre=centre.id)
    sketch = sketch_of_person(session, aino, at=AT)

    assert centres.area(session, area, centre=by["centre"]).is_named_in_sketches is named
    assert sketch.area == (EKBACKEN.name if named else None)


def test_r1_another_centres_area_does_not_exist(session, by):
    area = centres.add_area(session, EKBACKEN, **by)
    elsewhere = {**by, "centre": a_centre(session).id}

    for deed in (
        lambda: centres.area(session, area, centre=elsewhere["centre"]),
        lambda: centres.change_area(session, area, EKBACKEN, **elsewhere),
        lambda: centres.remove_area(session, area, **elsewhere),
    ):
        with pytest.raises(Missing):
            deed()


# ── colleagues ────────────────────────────────────────────────────────────────────────────────


def test_new_colleague_gets_a_letter_with_a_link(session, by):
    new = NewAccount("sara@example.org", "Sara Ek", frozenset({Role.COORDINATOR}))

    colleagues.add(session, new, **by, public_url=HERE)

    letter = session.scalars(sa.select(Letter)).one()
    assert (letter.to, letter.kind) == ("sara@example.org", "choose_password")


def test_address_of_a_closed_account_is_told_so(session, centre, by):
    sara = an_account(session, centre, email="sara@example.org")
    colleagues.close(session, sara.id, **by)

    new = NewAccount("Sara@example.org", "Sara", frozenset({Role.COORDINATOR}))
    with pytest.raises(Invalid) as refused:
        colleagues.add(session, new, **by, public_url=HERE)

    assert refused.value.faults["email"].code == "email_of_closed"


def test_address_of_another_centres_closed_account_is_taken(session, by):
    an_account(session, a_centre(session), email="sara@example.org", closed_at=AT)

    new = NewAccount("sara@example.org", "Sara", frozenset({Role.COORDINATOR}))
    with pytest.raises(Invalid) as refused:
        colleagues.add(session, new, **by, public_url=HERE)

    assert refused.value.faults["email"].code == "email_taken"


def test_r3_every_role_given_or_taken_stands_in_the_audit(session, centre, by):
    sara = an_account(session, centre, roles=(Role.COORDINATOR,))

    colleagues.set_roles(session, sara.id, {Role.MANAGER, Role.STATISTICS}, **by)

    assert deeds(session, centre) == [
        ("role.granted", {"role": "manager"}),
        ("role.granted", {"role": "statistics"}),
        ("role.withdrawn", {"role": "coordinator"}),
    ]


@pytest.mark.parametrize("roles", [set(), {Role.COORDINATOR}], ids=["none", "no manager left"])
def test_last_manager_stays_one(session, lena, by, roles):
    with pytest.raises(Invalid) as refused:
        colleagues.set_roles(session, lena.id, roles, **by)

    assert list(refused.value.faults) == ["roles"]


def test_last_manager_is_not_closed(session, lena, by):
    with pytest.raises(NotNow):
        colleagues.close(session, lena.id, **by)


def test_closed_account_is_opened_again_with_its_roles(session, centre, by):
    sara = an_account(session, centre)
    colleagues.close(session, sara.id, **by)

    colleagues.reopen(session, sara.id, **by)

    found = colleagues.one(session, sara.id, centre=centre.id)
    assert (found.is_closed, found.roles) == (False, {Role.COORDINATOR})


def test_r1_another_centres_account_does_not_exist(session, lena, by):
    elsewhere = {**by, "centre": a_centre(session).id}

    for deed in (
        lambda: colleagues.one(session, lena.id, centre=elsewhere["centre"]),
        lambda: colleagues.set_roles(session, lena.id, {Role.ADMIN}, **elsewhere),
        lambda: colleagues.close(session, lena.id, **elsewhere),
        lambda: colleagues.reopen(session, lena.id, **elsewhere),
    ):
        with pytest.raises(Missing):
            deed()


# ── the dial ──────────────────────────────────────────────────────────────────────────────────


def test_turned_dial_decides_the_next_run(session, centre, by):
    dial.turn(session, dial.TURNS["waiting"], WEEKS, **by)

    assert choices.of(session, centre=centre.id).params.dial.waiting == 55


def test_every_turn_can_be_followed():
    for turned in dial.TURNS.values():
        dial.check(turned, WEEKS)


def test_all_faults_of_the_choices_come_at_once():
    with pytest.raises(Invalid) as refused:
        dial.check({**FILE, "fit": 60}, {**WEEKS, "1": 0, "3": None})

    assert set(refused.value.faults) == {"dial", "promise_weeks.1", "promise_weeks.3"}


def test_refused_choices_change_nothing(session, centre, by):
    with pytest.raises(Invalid):
        dial.turn(session, {**FILE, "fit": 60}, WEEKS, **by)

    assert (centre.matching, deeds(session, centre)) == ({}, [])


def test_what_is_as_the_file_has_it_is_not_kept_as_own(session, centre, by):
    dial.turn(session, FILE, {**WEEKS, "1": 6}, **by)

    assert centre.matching == {"promise_weeks": {**WEEKS, "1": 6}}


def test_back_to_what_is_proposed(session, centre, by):
    dial.turn(session, dial.TURNS["fit"], WEEKS, **by)

    dial.back_to_default(session, **by)

    assert dial.of(session, centre=centre.id).turn == "shipped"
    assert [deed for deed, _ in deeds(session, centre)] == ["centre.turned", "centre.turned"]
