"""Before a week is run: ways that nobody knows are asked for, once, and kept."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from matcher.domain.places import Place, Precision
from matcher.domain.suggestions import SuggestionState
from matcher.jobs import roads, weekly
from matcher.store.roads import Road
from matcher.store.suggestions import Suggestion
from tests.make import AT, a_centre, a_need, a_recipient, a_volunteer
from tests.router import Router

NORTH = Place(57.723, 11.951, Precision.ADDRESS, "41650", "Göteborg")
SOUTH = Place(57.701, 11.949, Precision.ADDRESS, "41103", "Göteborg")


@pytest.fixture
def router():
    with Router() as running:
        yield running


@pytest.fixture
def settings(settings, router):
    """An installation that has a routing service."""
    return replace(settings, routing_url=router.url, routing_timeout=60)


@pytest.fixture
def centre(database):
    """Somebody north of a river, and somebody south of it who waits."""
    with database.writing() as session:
        made = a_centre(session)
        a_volunteer(session, made, place=NORTH.to_json())
        a_need(session, a_recipient(session, made, place=SOUTH.to_json()), place=None)
        return made.id


def known(database):
    with database.reading() as session:
        return [(row.from_lat, row.to_lat, row.km) for row in session.scalars(sa.select(Road))]


def suggested(database):
    with database.reading() as session:
        asked = sa.select(Suggestion).where(Suggestion.state == SuggestionState.PROPOSED)
        return len(session.scalars(asked).all())


def test_way_is_asked_for_and_kept(database, settings, centre):
    roads.learn(database, settings, centre, AT)

    assert known(database) == [(5772, 5770, 10.0)]


def test_way_that_is_known_is_not_asked_for_again(database, settings, centre, router):
    for later in (0, 1, 179):
        roads.learn(database, settings, centre, AT + timedelta(days=later))

    assert len(router.asked) == 1


def test_way_is_asked_for_anew_after_half_a_year(database, settings, centre, router):
    roads.learn(database, settings, centre, AT)
    router.lengths = lambda _a, _b: 3.0  # a bridge

    roads.learn(database, settings, centre, AT + timedelta(days=181))

    assert known(database) == [(5772, 5770, 3.0)]


def test_island_is_asked_about_once(database, settings, centre, router):
    router.lengths = lambda _a, _b: None

    for later in (0, 7):
        roads.learn(database, settings, centre, AT + timedelta(days=later))

    assert len(router.asked) == 1
    assert known(database) == [(5772, 5770, None)]


def test_nobody_is_asked_where_there_is_no_service(database, settings, centre, router):
    roads.learn(database, replace(settings, routing_url=""), centre, AT)

    assert router.asked == []


def test_week_minds_the_river(database, settings, centre, router):
    router.lengths = lambda _a, _b: 60.0

    weekly.run_one(database, settings, centre, "2026-W48", AT)

    assert suggested(database) == 0


def test_week_is_run_by_the_estimate_while_the_service_is_away(database, settings, centre, router):
    router.status = 500

    weekly.run_one(database, settings, centre, "2026-W48", AT)

    assert suggested(database) == 1
    assert known(database) == []
