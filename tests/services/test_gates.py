"""Each gate of each type of uppdrag, removed alone: no suggestion, and no match by hand (R9)."""

import pytest
import sqlalchemy as sa

from matcher.domain.clearance import AssignmentType, Gate
from matcher.domain.errors import RuleBroken
from matcher.domain.matches import OverrideReason
from matcher.services import matches, weeks
from matcher.store.matches import Match
from matcher.store.suggestions import Suggestion
from tests import make
from tests.services import gates

WEEK = "2026-W48"


@pytest.fixture
def centre(session):
    return make.a_centre(session)


def suggested(session, centre):
    weeks.run_week(session, centre=centre.id, iso_week=WEEK, at=make.AT)
    return session.scalar(sa.select(sa.func.count()).select_from(Suggestion))


def by_hand(session, centre, volunteer, need):
    by = make.an_account(session, centre).id
    return matches.match_by_hand(
        session,
        volunteer.id,
        need.id,
        override_reason=OverrideReason.BOTH_AGREED,
        centre=centre.id,
        by=by,
        at=make.AT,
    )


@pytest.mark.parametrize("cell", gates.CELLS, ids=str)
def test_r9_one_gate_removed_gives_no_suggestion_and_no_match_by_hand(session, centre, cell):
    volunteer = gates.volunteer(session, centre, cell)
    need = gates.need(session, centre, cell.type)

    assert suggested(session, centre) == 0
    with pytest.raises(RuleBroken):
        by_hand(session, centre, volunteer, need)
    assert session.scalar(sa.select(sa.func.count()).select_from(Match)) == 0


@pytest.mark.parametrize("cell", gates.OPEN, ids=str)
def test_r9_with_every_gate_open_both_can_be(session, centre, cell):
    volunteer = gates.volunteer(session, centre, cell)
    need = gates.need(session, centre, cell.type)

    assert suggested(session, centre) == 1
    assert by_hand(session, centre, volunteer, need).need_id == need.id


def test_r9_cells_are_every_gate_there_is_in_every_type():
    assert {cell.type for cell in gates.CELLS} == set(AssignmentType)
    assert {cell.gate for cell in gates.CELLS} == set(Gate)
