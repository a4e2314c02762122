"""What an answer says of a deed is what the deed does to the demonstration's rows."""

from random import Random

import pytest
import sqlalchemy as sa

from matcher.domain.suggestions import RejectReason, Verdict
from matcher.services import suggestions, week_differences, week_rows
from matcher.store import runs
from matcher.store import suggestions as rows
from matcher.store.accounts import Account
from tests import tour

NOES = 4


@pytest.fixture
def week(demonstration, database):
    """The demonstration's week, and a coordinator who decides in it."""
    centre = demonstration.ids["centre"]
    with database.reading() as session:
        asked = sa.select(Account.id).where(Account.centre_id == centre).order_by(Account.email)
        by = session.scalars(asked).first()
    return Week(database, centre, by)


class Week:
    """The newest week of a centre and the hand that decides."""

    def __init__(self, database, centre, by):
        self.database, self.hand = database, {"centre": centre, "by": by, "at": tour.AT}
        self.centre = centre

    def suggested(self):
        """Undecided pairs, with the row of each."""
        with self.database.reading() as session:
            run = runs.newest_run(session, centre=self.centre)
            found = rows.of_run(session, run.id, centre=self.centre)
            return {(r.volunteer_id, r.need_id): r.id for r in found if week_rows.is_undecided(r)}

    def say_no(self, row_id, verdict, **why):
        with self.database.writing() as session:
            suggestions.decide(session, row_id, verdict, **why, **self.hand)

    def undo(self, row_id):
        with self.database.writing() as session:
            suggestions.undo(session, row_id, **self.hand)

    def told(self, row_id):
        with self.database.reading() as session:
            return week_differences.by_decision(session, row_id, centre=self.centre, at=tour.AT)


def gone_and_come(sides):
    shifts = sides.difference.shifts
    gone = {(seated.volunteer_id, one.need_id) for one in shifts for seated in one.before}
    come = {(seated.volunteer_id, one.need_id) for one in shifts for seated in one.after}
    return gone, come


def verdicts(count):
    """Noes of both kinds, by turns."""
    too_far = (Verdict.REJECT, {"reason": RejectReason.TOO_FAR})
    return [too_far if number % 3 else (Verdict.NOT_NOW, {}) for number in range(count)]


def test_no_is_told_by_the_week_before_it_and_the_week_after_it(week):
    draw = Random(3)
    for verdict, why in verdicts(NOES):
        before = week.suggested()
        row_id = before[draw.choice(sorted(before))]

        week.say_no(row_id, verdict, **why)

        told, after = week.told(row_id), week.suggested()
        assert told.is_last
        gone, come = before.keys() - after.keys(), after.keys() - before.keys()
        assert gone_and_come(told.sides) == (gone, come)
        week.undo(row_id)  # a small centre has few to say no to


def test_older_no_is_told_by_the_week_that_taking_it_back_leaves(week):
    draw, noes = Random(7), []
    for verdict, why in verdicts(2):
        before = week.suggested()
        noes.append(before[draw.choice(sorted(before))])
        week.say_no(noes[-1], verdict, **why)
    row_id = noes[0]
    told, before = week.told(row_id), week.suggested()

    week.undo(row_id)

    after = week.suggested()
    assert not told.is_last
    gone, come = before.keys() - after.keys(), after.keys() - before.keys()
    assert gone_and_come(told.sides) == (gone, come)
