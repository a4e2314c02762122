"""A copy of all that is kept about somebody holds all of it, and nobody else (R75)."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from matcher.domain.consent import Channel
from matcher.domain.errors import Missing
from matcher.domain.matches import MatchState
from matcher.domain.people import WordStance
from matcher.domain.plans import TodoKind
from matcher.domain.referrals import Referrer
from matcher.services import copies, weeks
from matcher.services import todos as deeds
from matcher.store import audit, todos
from matcher.store import copies as kept
from matcher.store.audit import Look
from matcher.store.base import Base
from matcher.store.matches import Match, Participant
from matcher.store.recipients import RecipientAddress, RecipientWord
from matcher.store.referrals import Referral
from matcher.store.todos import Todo
from tests import make
from tests.make import AT

# Hers, and with a key to what she shares with another: it is told from her side, or is the other's.
SHARED = {"matches", "participants", "visits", "visit_plans", "match_links", "todos"}


@pytest.fixture
def centre(session):
    return make.a_centre(session)


@pytest.fixture
def who(session, centre):
    return {"centre": centre.id, "by": make.an_account(session, centre).id, "at": AT}


@pytest.fixture
def pair(session, centre):
    """Karin visits Aino; a line of a call names both."""
    karin = make.a_volunteer(
        session, centre, first_name="Karin", surname="Zätterlund", phone="+46701740611",
        email="karin@example.org", words=[(WordStance.LIKES, "snickarglädje")],
    )  # fmt: skip
    aino = make.a_recipient(
        session, centre, first_name="Aino", surname="Ypperström", phone="+46701740612"
    )
    own = {"centre_id": centre.id}
    session.add(RecipientAddress(**own, recipient_id=aino.id, street="Dolda stigen 4"))
    need = make.a_need(session, aino, about="Vill gärna fika")
    weeks.run_week(session, centre=centre.id, iso_week="2026-W48", at=AT)
    match = Match(**own, need_id=need.id, state=MatchState.ACTIVE, approved_at=AT)
    match.participants = [
        Participant(**own, volunteer_id=karin.id), Participant(**own, recipient_id=aino.id)
    ]  # fmt: skip
    session.add(match)
    session.flush()
    line = "Karin ringde Aino Ypperström på 070-174 06 12. Ainos katt mår bra, säger Karin."
    for about in ({"volunteer_id": karin.id}, {"recipient_id": aino.id}):
        done = {"due_on": AT.date(), "made_at": AT, "done_at": AT, "line": line}
        todos.make(session, TodoKind.CALLED, f"x-{about}", **own, **about, **done)
    return {"volunteer": karin, "recipient": aino}


BOTH = pytest.mark.parametrize("about", ["volunteer", "recipient"])


@BOTH
def test_r75_every_table_with_a_key_to_her_is_in_her_copy_or_handed_out_apart(about):
    people = f"{about}s"
    with_key = {
        table.name
        for table in Base.metadata.sorted_tables
        for key in table.foreign_key_constraints
        if key.referred_table.name == people
    }

    assert {table.name for table in kept.tables_of(people)} == with_key - {"concerns"}


def test_r75_what_hangs_on_what_she_would_like_is_in_her_copy_too():
    beside = {
        table.name
        for table in Base.metadata.sorted_tables
        for key in table.foreign_key_constraints
        if key.referred_table.name in ("needs", "matches")
    }
    of_others = {"attendances", "need_wishes"}  # of local needs alone

    assert beside == {*kept.OF_NEEDS, *SHARED, *of_others}


def test_r75_copy_of_a_volunteer_holds_what_is_kept(session, who, pair):
    found = copies.take(session, "volunteer", pair["volunteer"].id, **who)

    [own] = found.rows["volunteers"]
    assert (own["first_name"], own["email"]) == ("Karin", "karin@example.org")
    assert [word["written"] for word in found.rows["volunteer_words"]] == ["snickarglädje"]
    assert {"clearance_steps", "suggestions", "participants", "matches", "todos"} <= set(found.rows)


def test_r75_copy_of_a_recipient_holds_what_is_kept(session, who, pair):
    found = copies.take(session, "recipient", pair["recipient"].id, **who)

    assert found.rows["recipient_addresses"][0]["street"] == "Dolda stigen 4"
    assert found.rows["needs"][0]["about"] == "Vill gärna fika"
    assert {"consents", "suggestions", "participants", "matches", "todos"} <= set(found.rows)


def test_r63_copy_does_not_tell_her_of_a_death_before_one_of_us_has(session, who, pair):
    her = pair["volunteer"].id
    make_todo = {"due_on": AT.date(), "volunteer_id": her, "centre": who["centre"], "at": AT}
    deeds.make(session, TodoKind.TELL_OF_DEATH, **make_todo)

    def kinds():
        taken = copies.take(session, "volunteer", her, **who)
        return {one["kind"] for one in taken.rows["todos"]}

    assert TodoKind.TELL_OF_DEATH not in kinds()
    call = session.scalars(sa.select(Todo).where(Todo.kind == TodoKind.TELL_OF_DEATH)).one()
    deeds.done(session, call.id, **who)
    assert TodoKind.TELL_OF_DEATH in kinds()


@pytest.mark.parametrize(
    ("about", "theirs"),
    [
        ("volunteer", ("Aino", "Ypperström", "070-174 06 12", "+46701740612", "Dolda")),
        ("recipient", ("Karin", "Zätterlund", "+46701740611", "karin@example.org", "snickar")),
    ],
)
def test_r75_copy_names_nobody_else(session, who, pair, about, theirs):
    other = pair["recipient" if about == "volunteer" else "volunteer"]

    told = str(copies.take(session, about, pair[about].id, **who).as_json())

    assert [one for one in (*theirs, other.id, who["by"]) if one in told] == []
    assert pair[about].surname in told


def test_r75_line_of_a_call_keeps_her_own_name_and_number(session, who, pair):
    found = copies.take(session, "recipient", pair["recipient"].id, **who)

    [line] = [row["line"] for row in found.rows["todos"] if row.get("line")]
    assert line == "… ringde Aino Ypperström på 070-174 06 12. Ainos katt mår bra, säger …."


@pytest.mark.parametrize(
    ("about", "line"),
    [
        ("volunteer", "… var här, hon … och kommer från hans. Karins rygg."),
        ("recipient", "aino var här, hon har rollator och kommer från hans. …s rygg."),
    ],
)
def test_r75_a_name_written_small_and_anothers_health_are_left_out(
    session, centre, who, pair, about, line
):
    make.a_volunteer(session, centre, first_name="Hans", surname="Bo")
    hers = {"centre_id": centre.id, "recipient_id": pair["recipient"].id, "written": "rollator"}
    session.add(RecipientWord(**hers, stance=WordStance.FUNCTION, concept="uses_walking_aid"))
    told = "aino var här, hon har rollator och kommer från hans. Karins rygg."
    for todo in session.scalars(sa.select(Todo).where(Todo.line.is_not(None))):
        todo.line = told
    session.flush()

    found = copies.take(session, about, pair[about].id, **who)

    assert [row["line"] for row in found.rows["todos"] if row.get("line")] == [line]


def test_r75_who_told_us_of_her_stays_unnamed(session, centre, who, pair):
    session.add(
        Referral(
            centre_id=centre.id, recipient_id=pair["recipient"].id, kind=Referrer.RELATIVE,
            name="Örjan Xylander", phone="+46701740677", channel=Channel.WEB, made_at=AT,
        )
    )  # fmt: skip
    session.flush()

    found = copies.take(session, "recipient", pair["recipient"].id, **who)

    assert found.rows["referrals"][0]["kind"] is Referrer.RELATIVE
    told = str(found.as_json())
    assert [one for one in ("Örjan", "Xylander", "46701740677") if one in told] == []


@BOTH
def test_r75_who_took_it_out_is_logged_and_when_others_looked_stands_in_it(
    session, who, pair, about
):
    person = pair[about]
    audit.looked(
        session, f"{about}s.one", about=about, about_id=person.id, centre=who["centre"],
        by=who["by"], at=AT - timedelta(days=3),
    )  # fmt: skip

    found = copies.take(session, about, person.id, **who)

    assert [row["view"] for row in found.rows["access_log"]] == [f"{about}s.one"]
    [look] = session.scalars(sa.select(Look).where(Look.view == copies.VIEW))
    assert (look.by, look.about_id, look.purpose) == (who["by"], person.id, "request")


def test_r1_nobody_of_another_centre_is_copied(session, who):
    theirs = make.a_volunteer(session, make.a_centre(session))

    with pytest.raises(Missing):
        copies.take(session, "volunteer", theirs.id, **who)
