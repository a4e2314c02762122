"""Two who are brought together again: nobody has to remember that they have met."""

from datetime import timedelta

import sqlalchemy as sa

from matcher.domain.match_reasons import EndReason
from matcher.domain.matches import MatchState
from matcher.store.matches import Match, Participant
from tests.web.test_matches import lena_of, make_pair, site, turn  # noqa: F401


def test_page_of_a_match_says_that_the_two_have_met_before_and_why_it_ended(site, database):  # noqa: F811
    pair = make_pair(database)
    on = pair.at.date()
    with database.writing() as session:
        now = session.get(Match, pair.id)
        old = Match(
            centre_id=now.centre_id,
            need_id=now.need_id,
            state=MatchState.ENDED,
            approved_at=pair.at - timedelta(days=90),
            approved_by=now.approved_by,
            met_on=on - timedelta(days=80),
            ended_on=on - timedelta(days=20),
            over_because=EndReason.MOVED.value,
        )
        session.add(old)
        session.flush()
        old_id = old.id
        for one in list(session.scalars(sa.select(Participant))):
            ids = {"volunteer_id": one.volunteer_id, "recipient_id": one.recipient_id}
            session.add(Participant(centre_id=now.centre_id, match_id=old_id, **ids))

    page = lena_of(turn(site, pair.at)).open(f"/matchningar/{pair.id}")

    assert "De två har setts förut" in page.text
    assert "någon har flyttat" in page.text
    assert f"/matchningar/{old_id}" in page.links()
