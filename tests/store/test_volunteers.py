"""Finding volunteers, and what their tables have room for."""

import sqlalchemy as sa

from matcher.domain.clearance import Step
from matcher.domain.volunteers import VolunteerState
from matcher.store import volunteer_lists, volunteers
from matcher.store.base import Base
from tests import make

SWEDISH_ORDER = ["Ask", "Zander", "Åby", "Ärla", "Öberg"]


def named(session, centre, *names, **columns):
    for name in names:
        make.a_volunteer(session, centre, first_name=name, surname="", steps=(), **columns)


def found(session, centre, search="", **rest):
    return [
        v.first_name
        for v in volunteer_lists.listed(session, centre=centre.id, search=search, **rest)
    ]


def test_r91_list_is_in_swedish_order(session):
    centre = make.a_centre(session)
    named(session, centre, "Ärla", "Ask", "Åby", "Öberg", "Zander")

    assert found(session, centre) == SWEDISH_ORDER


def test_r91_search_without_dots_finds_them_and_exact_comes_first(session):
    centre = make.a_centre(session)
    named(session, centre, "Åke", "Ake", "Östberg")

    assert found(session, centre, "ake") == ["Ake", "Åke"]
    assert found(session, centre, "Åke") == ["Åke", "Ake"]
    assert found(session, centre, "ostberg") == ["Östberg"]


def test_search_takes_parts_of_both_names_in_any_order(session):
    centre = make.a_centre(session)
    make.a_volunteer(session, centre, first_name="Anna-Karin", surname="Åkerblom")
    make.a_volunteer(session, centre, first_name="Anna", surname="Ek")

    assert found(session, centre, "åkerb anna") == ["Anna-Karin"]


def test_part_of_a_telephone_number_finds_its_owner(session):
    centre = make.a_centre(session)
    named(session, centre, "Saga", phone="+46701740612")
    named(session, centre, "Bo", phone=None)

    assert found(session, centre, "070-174 06") == ["Saga"]


def test_signs_of_the_query_language_are_only_signs(session):
    centre = make.a_centre(session)
    named(session, centre, "Saga")

    assert found(session, centre, "%") == []
    assert found(session, centre, "_aga") == []


def test_r1_another_centres_volunteer_is_not_found_nor_counted(session):
    ours, theirs = make.a_centre(session), make.a_centre(session)
    named(session, theirs, "Åke")

    assert found(session, ours, "åke") == []
    assert volunteer_lists.how_many(session, centre=ours.id) == 0
    assert volunteer_lists.counts_by_state(session, centre=ours.id) == {}
    assert not volunteers.known_by(session, phone="+46701740611", email=None, centre=ours.id)


def test_list_keeps_to_states_and_pages(session):
    centre = make.a_centre(session)
    named(session, centre, "Ada", "Bo", "Cia")
    named(session, centre, "Dan", state=VolunteerState.LEFT)

    active = {"states": [VolunteerState.ACTIVE]}

    assert found(session, centre, **active, limit=2, offset=2) == ["Cia"]
    assert volunteer_lists.how_many(session, centre=centre.id, **active) == 3


def test_list_of_a_large_centre_takes_three_questions(session):
    centre = make.a_centre(session)
    named(session, centre, *(f"Volontär {n}" for n in range(140)))
    asked = []
    sa.event.listen(
        session.get_bind(), "before_cursor_execute", lambda *given: asked.append(given[2])
    )

    rows = volunteer_lists.listed(session, centre=centre.id, limit=140)

    assert len(rows) == 140
    assert all(row.steps == [] and row.extracts == [] for row in rows)
    assert len(asked) == 3


def test_known_by_telephone_or_address_whatever_its_case(session):
    centre = make.a_centre(session)
    make.a_volunteer(session, centre, phone=None, email="Karin@example.org")

    assert volunteers.known_by(session, phone=None, email="karin@EXAMPLE.org", centre=centre.id)
    assert not volunteers.known_by(session, phone="+46701740612", email=None, centre=centre.id)


def test_only_one_of_two_writers_gets_the_version(session):
    centre = make.a_centre(session)
    volunteer = make.a_volunteer(session, centre)

    assert volunteers.claim(session, volunteer, 1) is True
    assert volunteers.claim(session, volunteer, 1) is False


def columns(table):
    return set(Base.metadata.tables[table].columns.keys())


def test_r7_a_volunteer_has_only_these_columns():
    """A new personal column is a decision with a purpose, written here by somebody who made it."""
    whom = {"first_name", "surname", "phone", "email", "birth_year", "gender", "language"}
    where = {"postcode", "area_id", "place", "modes", "reach_minutes", "reach_km"}
    when = {"availability", "availability_said", "on_call", "paused_from", "paused_until"}
    what = {"languages", "forms", "gender_wish", "traits", "background"}
    much = {"max_matches", "max_hours_month", "commitment_months"}
    kept = {"id", "centre_id", "state", "owner_id", "restricted_at", "source", "created_at"}

    allowed = whom | where | when | what | much | kept | {"changed_at", "version"}

    assert columns("volunteers") == allowed


def test_r11_a_register_check_has_no_room_for_what_an_extract_said():
    allowed = {"id", "centre_id", "volunteer_id", "kind", "shown_on", "seen_by", "valid_until"}

    assert columns("register_checks") == allowed


def test_r14_neither_state_nor_step_has_room_for_a_reason():
    """The volunteer's own columns are held by R7, and those of an extract by R11."""
    about = {"id", "centre_id", "volunteer_id", "step", "taken_on", "text_version", "valid_until"}
    assert columns("clearance_steps") == about | {"recorded_by", "recorded_at", "attestation_id"}
    assert "reason" not in {step.value for step in Step}
