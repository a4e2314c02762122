"""What is told of a person goes: asked for, or when the time is out; what only counts stays."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from matcher.domain.concerns import Witness
from matcher.domain.errors import Missing, NotNow
from matcher.domain.matches import MatchState
from matcher.domain.people import WordStance
from matcher.domain.recipients import RecipientState
from matcher.domain.volunteers import VolunteerState
from matcher.services import erasure, recipient_states, volunteer_states, volunteers, weeks
from matcher.store import audit
from matcher.store.audit import Deed
from matcher.store.base import Base
from matcher.store.concerns import Concern
from matcher.store.matches import Match, Participant
from matcher.store.recipients import Recipient, RecipientAddress, RecipientWord
from matcher.store.suggestions import Suggestion, WithoutRow
from matcher.store.visits import Visit
from matcher.store.volunteers import Volunteer
from tests import make
from tests.make import AT

NAME, PHONE, MAIL, WORD = "Gudrunella", "+46701740611", "gudrunella@example.org", "snickarglädje"
SECRETS = (NAME, PHONE, MAIL, WORD, "Dolda stigen")


@pytest.fixture
def centre(session):
    return make.a_centre(session)


@pytest.fixture
def who(session, centre):
    return {"centre": centre.id, "by": make.an_account(session, centre).id}


def a_volunteer(session, centre, **told):
    words = [(WordStance.LIKES, WORD)]
    return make.a_volunteer(
        session, centre, first_name=NAME, phone=PHONE, email=MAIL, words=words, **told
    )


def in_a_match(session, centre, volunteer, need):
    """They met twice; it is over."""
    own = {"centre_id": centre.id}
    agreed = {"first_on": "2026-12-01", "start": "10:00", "minutes": 60, "every_weeks": 1}
    match = Match(
        **own, need_id=need.id, state=MatchState.ENDED, approved_at=AT, regular_time=agreed
    )
    match.participants = [
        Participant(**own, volunteer_id=volunteer.id),
        Participant(**own, recipient_id=need.recipient_id),
    ]
    session.add(match)
    session.flush()
    for days in (1, 8):
        day = {"on": AT.date() - timedelta(days=days), "noted_at": AT}
        day |= {"happened": True, "wants_call": False}
        session.add(Visit(**own, match_id=match.id, volunteer_id=volunteer.id, **day))
    session.flush()


def written(session):
    """All that stands in the database, but for what only grows."""
    tables = [one for one in Base.metadata.sorted_tables if one.name not in ("audit", "access_log")]
    return " ".join(str(row) for one in tables for row in session.execute(sa.select(one)))


def gone(session, secrets=SECRETS):
    kept = written(session)
    return [one for one in secrets if one in kept] == []


def test_r76_volunteer_who_was_never_matched_leaves_no_row(session, centre, who):
    volunteer = a_volunteer(session, centre, state=VolunteerState.LEFT)
    assert not gone(session, (NAME, PHONE, MAIL, WORD))

    erasure.erase(session, "volunteer", volunteer.id, **who, at=AT)

    assert gone(session)
    assert session.scalars(sa.select(Volunteer)).all() == []


def test_r76_of_who_was_matched_the_meetings_still_count(session, centre, who):
    volunteer = a_volunteer(session, centre, state=VolunteerState.LEFT)
    need = make.a_waiting(session, centre)
    weeks.run_week(session, centre=centre.id, iso_week="2026-W48", at=AT)
    in_a_match(session, centre, volunteer, need)

    erasure.erase(session, "volunteer", volunteer.id, **who, at=AT)

    assert gone(session)
    assert session.scalar(sa.select(sa.func.count()).select_from(Visit)) == 2
    with pytest.raises(Missing):
        volunteers.one(session, volunteer.id, **who, at=AT)
    assert volunteers.listed(session, **who, at=AT, state=VolunteerState.LEFT).rows == ()


def test_r76_recipient_goes_with_address_words_and_what_she_wished_for(session, centre, who):
    person = make.a_recipient(session, centre, first_name=NAME, phone=PHONE, email=MAIL)
    own = {"centre_id": centre.id, "recipient_id": person.id}
    session.add(RecipientAddress(**own, street="Dolda stigen 4"))
    need = make.a_need(session, person, title=WORD, about=WORD)
    in_a_match(session, centre, make.a_volunteer(session, centre, phone="+46701740650"), need)
    recipient_states.end(session, person.id, RecipientState.ENDED, **who, at=AT)

    erasure.erase(session, "recipient", person.id, **who, at=AT)

    assert gone(session)
    assert session.scalar(sa.select(sa.func.count()).select_from(Visit)) == 2
    assert session.scalar(sa.select(Match.regular_time)) is None  # nor when she was visited


def test_r76_nobody_is_erased_who_is_still_with_us(session, centre, who):
    volunteer, person = a_volunteer(session, centre), make.a_recipient(session, centre)

    with pytest.raises(NotNow):
        erasure.erase(session, "volunteer", volunteer.id, **who, at=AT)
    with pytest.raises(NotNow):
        erasure.erase(session, "recipient", person.id, **who, at=AT)


def test_r76_legal_hold_stops_it(session, centre, who):
    volunteer = a_volunteer(session, centre, state=VolunteerState.LEFT)
    session.add(
        Concern(
            centre_id=centre.id, volunteer_id=volunteer.id, text="…", seen_on=AT.date(),
            witness=Witness.OTHER, noted_at=AT, noted_by=who["by"], held_since=AT,
        )
    )  # fmt: skip
    session.flush()

    with pytest.raises(NotNow):
        erasure.erase(session, "volunteer", volunteer.id, **who, at=AT)
    erasure.keep_times(session, centre=centre.id, at=AT + timedelta(days=900))

    assert not gone(session)


@pytest.mark.parametrize(
    ("state", "days"),
    [
        (VolunteerState.INTERESTED, 183),
        (VolunteerState.CONTACTED, 183),
        (VolunteerState.NOT_RELEVANT, 183),
        (VolunteerState.LEFT, 365),
    ],
)
def test_r78_volunteer_is_kept_as_long_as_the_page_says_and_no_longer(session, centre, state, days):
    a_volunteer(session, centre, state=state, steps=())

    erasure.keep_times(session, centre=centre.id, at=AT + timedelta(days=days))
    assert not gone(session)
    erasure.keep_times(session, centre=centre.id, at=AT + timedelta(days=days + 1))

    assert gone(session)


def test_r78_volunteer_who_is_active_is_kept(session, centre):
    a_volunteer(session, centre)

    erasure.keep_times(session, centre=centre.id, at=AT + timedelta(days=900))

    assert not gone(session, (NAME,))


def test_r78_time_is_counted_from_the_day_she_left(session, centre, who):
    volunteer = a_volunteer(session, centre)
    left = AT + timedelta(days=300)
    volunteer_states.leave(session, volunteer.id, **who, at=left)

    erasure.keep_times(session, centre=centre.id, at=AT + timedelta(days=400))
    assert not gone(session, (NAME,))
    erasure.keep_times(session, centre=centre.id, at=left + timedelta(days=366))

    assert gone(session)


def test_r78_recipients_health_goes_after_thirty_days_and_she_after_half_a_year(
    session, centre, who
):
    person = make.a_recipient(session, centre, first_name=NAME)
    own = {"centre_id": centre.id, "recipient_id": person.id}
    session.add(RecipientWord(**own, stance=WordStance.FUNCTION, concept="hearing", written="hör"))
    session.flush()
    recipient_states.end(session, person.id, RecipientState.ENDED, **who, at=AT)

    erasure.keep_times(session, centre=centre.id, at=AT + timedelta(days=30))
    assert len(session.scalars(sa.select(RecipientWord)).all()) == 1
    erasure.keep_times(session, centre=centre.id, at=AT + timedelta(days=31))
    assert session.scalars(sa.select(RecipientWord)).all() == []
    assert session.scalars(sa.select(Recipient.first_name)).all() == [NAME]
    erasure.keep_times(session, centre=centre.id, at=AT + timedelta(days=184))

    assert gone(session)
    assert "recipient.erased" in session.scalars(sa.select(Deed.deed)).all()


def test_r1_another_centres_volunteer_is_not_erased(session, centre, who):
    theirs = a_volunteer(session, make.a_centre(session), state=VolunteerState.LEFT)

    with pytest.raises(Missing):
        erasure.erase(session, "volunteer", theirs.id, **who, at=AT)
    erasure.keep_times(session, centre=centre.id, at=AT + timedelta(days=900))

    assert not gone(session, (NAME,))


def test_r54_what_nobody_decided_is_forgotten_after_ninety_days(session, centre):
    make.a_volunteer(session, centre)
    make.a_waiting(session, centre), make.a_waiting(session, centre)
    weeks.run_week(session, centre=centre.id, iso_week="2026-W48", at=AT)
    kept = [Suggestion, WithoutRow]
    before = [len(session.scalars(sa.select(one)).all()) for one in kept]

    erasure.keep_times(session, centre=centre.id, at=AT + timedelta(days=90))
    assert [len(session.scalars(sa.select(one)).all()) for one in kept] == before
    erasure.keep_times(session, centre=centre.id, at=AT + timedelta(days=91))

    assert sum(before) > 0
    assert [len(session.scalars(sa.select(one)).all()) for one in kept] == [0, 0]


def test_r79_logs_go_after_two_years_and_the_chain_holds(session, centre, who):
    about = {"about": "volunteer", "about_id": "x", **who}
    for days in (800, 740, 700, 1):
        audit.record(session, "volunteer.changed", **about, at=AT - timedelta(days=days))

    erasure.keep_times(session, centre=centre.id, at=AT)

    assert len(session.scalars(sa.select(Deed).where(Deed.about_id == "x")).all()) == 2
    assert audit.broken_at(session, Deed, centre=centre.id) is None
