"""Who may say yes for a person, by what right, and asking again within a year (R23)."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from matcher.domain.errors import Invalid, Missing, NotNow
from matcher.domain.plans import TodoKind, TodoState
from matcher.domain.recipients import Decides
from matcher.domain.representatives import Representative, RepresentativeKind
from matcher.services import recipient_reviews
from matcher.store.representatives import RepresentativeRow
from matcher.store.todos import Todo
from tests import make

ON = make.AT.date()
GOD_MAN = Representative(RepresentativeKind.GOD_MAN, "Gun Mannerfelt", "+46701740651", ON)


@pytest.fixture
def centre(session):
    return make.a_centre(session)


@pytest.fixture
def who(session, centre):
    return {"centre": centre.id, "by": make.an_account(session, centre).id, "at": make.AT}


def test_r23_representative_stands_with_right_and_day_and_is_asked_again(session, centre, who):
    person = make.a_recipient(session, centre)

    recipient_reviews.name_representative(session, person.id, GOD_MAN, **who)

    assert person.decides is Decides.REPRESENTATIVE
    assert person.decides_review_on - ON <= timedelta(days=366)
    found = recipient_reviews.representative(session, person.id, centre=centre.id)
    assert found == GOD_MAN


def test_r23_relative_has_no_right_by_being_one():
    assert "relative" not in {kind.value for kind in RepresentativeKind}


def test_r23_no_paper_is_kept_of_what_a_representative_may():
    columns = set(RepresentativeRow.__table__.columns.keys())

    assert columns == {
        "id", "centre_id", "recipient_id", "kind", "name", "phone", "scope_seen_on",
        "recorded_by", "recorded_at",
    }  # fmt: skip


def test_r23_it_is_asked_again_on_the_day_and_only_once(session, centre, who):
    make.a_recipient(session, centre, decides=Decides.SUPPORTED, decides_review_on=ON)
    make.a_recipient(
        session, centre, decides=Decides.SUPPORTED, decides_review_on=ON + timedelta(days=1)
    )

    for _ in range(2):
        recipient_reviews.plan(session, centre=centre.id, at=make.AT)

    assert [todo.kind for todo in session.scalars(sa.select(Todo))] == [TodoKind.REVIEW_DECIDES]


def test_r23_asking_again_settles_it_for_a_year(session, centre, who):
    person = make.a_recipient(session, centre, decides=Decides.SUPPORTED, decides_review_on=ON)
    recipient_reviews.plan(session, centre=centre.id, at=make.AT)

    recipient_reviews.asked_again(session, person.id, Decides.SUPPORTED, **who)

    session.expire_all()
    assert session.scalars(sa.select(Todo)).one().state is TodoState.DONE
    assert person.decides_review_on == ON + timedelta(days=365)


def test_r23_who_decides_alone_again_has_no_representative(session, centre, who):
    person = make.a_recipient(session, centre)
    recipient_reviews.name_representative(session, person.id, GOD_MAN, **who)

    recipient_reviews.asked_again(session, person.id, Decides.OWN, **who)

    assert recipient_reviews.representative(session, person.id, centre=centre.id) is None
    assert person.decides_review_on is None


def test_r23_nobody_represents_whom_nobody_has_named(session, centre, who):
    person = make.a_recipient(session, centre)

    with pytest.raises(NotNow):
        recipient_reviews.asked_again(session, person.id, Decides.REPRESENTATIVE, **who)


def test_day_to_come_is_refused(session, centre, who):
    person = make.a_recipient(session, centre)
    later = Representative(RepresentativeKind.POWER, "Gun", None, ON + timedelta(days=1))

    with pytest.raises(Invalid):
        recipient_reviews.name_representative(session, person.id, later, **who)


def test_r1_another_centres_person_has_no_representative_here(session, centre, who):
    person = make.a_recipient(session, make.a_centre(session))

    with pytest.raises(Missing):
        recipient_reviews.name_representative(session, person.id, GOD_MAN, **who)
