"""Concerns are a room of their own: noted, followed up, closed, and thrown away in time (R70)."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from matcher.domain.accounts import Role
from matcher.domain.concerns import ConcernStep, NewConcern, Outcome, Witness
from matcher.domain.errors import Invalid, Missing, NotNow
from matcher.services import absences, concern_pages, concern_plans, concerns, search
from matcher.store.audit import Deed, Look
from tests import make

A_YEAR = timedelta(days=366)
SITE = "https://handslag.example"
A_WEEK_ON = make.AT.date() + timedelta(days=7)


@pytest.fixture
def centre(session):
    return make.a_centre(session)


@pytest.fixture
def known(session, centre):
    return {"centre": centre.id, "by": make.an_account(session, centre).id, "at": make.AT}


def seen(**facts):
    quiet = {"text": "Zzkanarie stod i hallen", "seen_on": make.AT.date()}
    return NewConcern(**{**quiet, "witness": Witness.VOLUNTEER, **facts})


def test_r70_what_was_seen_when_and_what_was_done_stand_together(session, centre, known):
    aino = make.a_recipient(session, centre)
    made = concerns.note(session, seen(recipient_id=aino.id), **known)
    concerns.take_step(session, made, ConcernStep.SOCIAL_SERVICES, "Ringde kl. 9", **known)

    page = concern_pages.one(session, made, **known)

    assert (page.text, page.witness) == ("Zzkanarie stod i hallen", Witness.VOLUNTEER)
    assert [(step.kind, step.line) for step in page.steps] == [
        (ConcernStep.SOCIAL_SERVICES, "Ringde kl. 9")
    ]


def test_r70_each_look_is_logged_and_says_nothing_on_the_persons_own_page(session, centre, known):
    aino = make.a_recipient(session, centre)
    made = concerns.note(session, seen(recipient_id=aino.id), **known)

    concern_pages.listed(session, **known)
    concern_pages.one(session, made, **known)

    looks = session.execute(sa.select(Look.view, Look.about, Look.about_id).order_by(Look.id))
    assert [tuple(look) for look in looks] == [
        ("concerns.listed", "concern", None),
        ("concerns.one", "concern", made),
    ]


def test_r70_trail_tells_that_something_was_noted_and_nothing_of_whom(session, centre, known):
    aino = make.a_recipient(session, centre)
    concerns.note(session, seen(recipient_id=aino.id), **known)

    deeds = session.scalars(sa.select(Deed).where(Deed.about == "concern")).all()

    assert [(deed.deed, deed.facts) for deed in deeds] == [("concern.noted", {})]


def test_r70_closed_concern_is_thrown_away_after_a_year(session, known):
    made = concerns.note(session, seen(), **known)
    concerns.close(session, made, Outcome.SETTLED, **known)
    session.flush()
    later = {"centre": known["centre"], "at": make.AT + A_YEAR}

    assert concerns.forget_over(session, centre=known["centre"], at=make.AT) == 0
    assert concerns.forget_over(session, **later) == 1
    session.expire_all()
    with pytest.raises(Missing):
        concern_pages.one(session, made, **known)


def test_r70_concern_held_for_a_legal_matter_stays(session, known):
    made = concerns.note(session, seen(), **known)
    concerns.close(session, made, Outcome.HANDED_OVER, **known)
    concerns.hold(session, made, held=True, **known)
    session.flush()

    assert concerns.forget_over(session, centre=known["centre"], at=make.AT + A_YEAR) == 0


def test_r70_open_concern_is_due_on_its_day_until_it_is_closed_and_names_nobody(
    session, centre, known
):
    made = concerns.note(session, seen(recipient_id=make.a_recipient(session, centre).id), **known)
    days = {}
    for late in (0, 3):
        at = make.AT + timedelta(days=late)
        days[late] = [
            (line.id, line.owner, line.is_hers, line.days_late)
            for line in concern_plans.due(session, **known | {"at": at})
        ]
    assert days == {0: [(made, None, True, 0)], 3: [(made, None, True, 2)]}

    concerns.take_step(session, made, ConcernStep.TALKED, look_on=A_WEEK_ON, **known)
    assert concern_plans.due(session, **known) == []
    assert concern_plans.due(session, **known | {"at": make.AT + timedelta(days=2)})

    concerns.close(session, made, Outcome.SETTLED, **known)
    assert concern_plans.due(session, **known | {"at": make.AT + A_YEAR}) == []


def test_r70_concern_is_handed_to_who_has_the_role_for_a_day_that_comes_soon(
    session, centre, known
):
    made = concerns.note(session, seen(), **known)
    ylva = make.an_account(session, centre, name="Ylva", roles=(Role.SAFEGUARDING,))
    for owner, day, field in (
        (known["by"], A_WEEK_ON, "owner_id"),
        (ylva.id, make.AT.date() - timedelta(days=1), "look_on"),
        (ylva.id, make.AT.date() + timedelta(days=32), "look_on"),
    ):
        with pytest.raises(Invalid) as refused:
            concern_plans.plan(session, made, owner, day, public_url=SITE, **known)
        assert set(refused.value.faults) == {field}

    concern_plans.plan(session, made, ylva.id, A_WEEK_ON, public_url=SITE, **known)

    line = concern_pages.one(session, made, **known).line
    assert (line.owner, line.look_on) == ("Ylva", A_WEEK_ON)


def test_r70_search_finds_nothing_of_what_stands_in_a_concern(session, known):
    concerns.note(session, seen(), **known)

    assert search.find_anybody(session, "Zzkanarie", **known).hits == ()


def test_r70_nothing_but_its_own_deeds_and_erasing_reads_the_tables_of_concerns():
    """Neither the engine's pool, an export, a search, another letter nor any other count."""
    floors = [path for folder in ("matcher", "web") for path in Path(folder).rglob("*.py")]
    readers = {
        path.as_posix()
        for path in floors
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom)
        and (
            node.module == "matcher.store.concerns"
            or (node.module == "matcher.store" and "concerns" in {n.name for n in node.names})
        )
    }
    registers = "matcher/store/__init__.py"  # every table there is, for the schema
    its_own = {
        f"matcher/services/concern{name}.py" for name in ("s", "_pages", "_plans", "_letters")
    }
    assert readers == {*its_own, "matcher/store/erasure.py", registers}


def test_r70_concern_of_another_centre_is_missing(session, known):
    made = concerns.note(session, seen(), **known)
    neighbour = make.a_centre(session, name="Frivilligcentralen Granne")

    with pytest.raises(Missing):
        concern_pages.one(session, made, **known | {"centre": neighbour.id})


def test_concern_about_another_centres_person_is_refused(session, known):
    neighbour = make.a_centre(session, name="Frivilligcentralen Granne")
    theirs = make.a_recipient(session, neighbour)

    with pytest.raises(Missing):
        concerns.note(session, seen(recipient_id=theirs.id), **known)


def test_closed_concern_takes_no_step_until_it_is_opened_again(session, known):
    made = concerns.note(session, seen(), **known)
    concerns.close(session, made, Outcome.SETTLED, **known)
    with pytest.raises(NotNow):
        concerns.take_step(session, made, ConcernStep.POLICE, **known)

    concerns.open_again(session, made, **known)

    page = concern_pages.one(session, made, **known)
    assert page.keep_until is None
    assert page.line.look_on is not None


def test_concern_needs_words_and_a_day_that_has_been(session, known):
    tomorrow = make.AT.date() + timedelta(days=1)
    with pytest.raises(Invalid) as refused:
        concerns.note(session, seen(text=" ", seen_on=tomorrow), **known)

    assert set(refused.value.faults) == {"text", "seen_on"}


def test_r70_while_its_only_keeper_is_away_a_concern_is_told_to_the_manager(session, centre):
    accounts = {
        name: make.an_account(session, centre, name=name, roles=roles, email=f"{name}@example.org")
        for name, roles in (
            ("Lena", (Role.COORDINATOR, Role.SAFEGUARDING)),
            ("Bo", (Role.COORDINATOR,)),
            ("Moa", (Role.MANAGER,)),
        )
    }
    lena, bo = accounts["Lena"].id, accounts["Bo"].id
    days = (make.AT.date(), A_WEEK_ON)
    absences.add(session, lena, bo, *days, centre=centre.id, by=bo, at=make.AT)

    told = concerns.in_charge(session, centre=centre.id, at=make.AT)

    assert [(one.name, one.away_until) for one in told] == [("Moa", None), ("Lena", A_WEEK_ON)]
