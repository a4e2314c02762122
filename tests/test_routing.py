"""A routing service, asked over a real line; what it may know, and what is made of bad answers."""

from urllib.parse import unquote

import pytest

from matcher.domain.roads import Point
from matcher.routing import RoutingService, Unavailable
from tests.router import Router

UPPSALA, KNIVSTA, BALINGSTA = Point(5986, 1764), Point(5973, 1779), Point(5976, 1737)


@pytest.fixture
def router():
    with Router() as running:
        yield running


def service(router, kind="osrm", timeout=60.0):
    return RoutingService(router.url, kind, "driving", timeout)


@pytest.mark.parametrize("kind", ["osrm", "valhalla"])
def test_lengths_come_back_row_by_row_in_kilometres(router, kind):
    router.lengths = lambda a, b: round(100 * abs(a[0] - b[0]) + abs(a[1] - b[1]), 2)

    found = service(router, kind).table([UPPSALA, BALINGSTA], [KNIVSTA])

    assert [[round(km, 2) for km in row] for row in found] == [[13.15], [3.42]]


@pytest.mark.parametrize("kind", ["osrm", "valhalla"])
def test_place_that_no_road_leads_to_is_none(router, kind):
    router.lengths = lambda _a, _b: None

    assert service(router, kind).table([UPPSALA], [KNIVSTA]) == [[None]]


def test_osrm_is_asked_about_hundredths_of_degrees_only(router):
    service(router).table([UPPSALA], [KNIVSTA])

    ((path, _),) = router.asked
    assert unquote(path) == (
        "/table/v1/driving/17.64,59.86;17.79,59.73?annotations=distance&sources=0&destinations=1"
    )


def test_service_that_says_nothing_is_not_waited_for(router):
    router.silent.set()

    with pytest.raises(Unavailable):
        service(router, timeout=0.1).table([UPPSALA], [KNIVSTA])


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"<html>hello</html>",
        b"[]",
        b'{"code": "Ok"}',
        b'{"code": "InvalidQuery", "distances": [[1]]}',
        b'{"code": "Ok", "distances": [[1, 2]]}',
        b'{"code": "Ok", "distances": [["far"]]}',
        b'{"code": "Ok", "distances": [[-1]]}',
        b'{"code": "Ok", "distances": [[1e12]]}',
        b'{"code": "Ok", "distances": [[NaN]]}',
        b"[" * 100_000,
        b" " * 4_000_001,
    ],
)
def test_answer_that_cannot_be_believed_is_none(router, answer):
    router.answer = answer

    with pytest.raises(Unavailable):
        service(router).table([UPPSALA], [KNIVSTA])


@pytest.mark.parametrize("status", [302, 404, 500])
def test_refusal_and_redirection_are_no_answers(router, status):
    router.status, router.headers = status, {"Location": f"{router.url}/elsewhere"}

    with pytest.raises(Unavailable):
        service(router).table([UPPSALA], [KNIVSTA])

    assert len(router.asked) == 1


def test_service_that_is_away_is_unavailable():
    with Router() as gone:
        pass

    with pytest.raises(Unavailable):
        service(gone).table([UPPSALA], [KNIVSTA])
