"""The routing service: how far it is by road. The only file that knows how one is asked.

    OSRM       GET  <url>/table/v1/<profile>/<lon,lat;…>?annotations=distance&…     metres
    Valhalla   POST <url>/sources_to_targets, with the costing model                kilometres

It is asked about rounded points only, all of a table at once, and has a few seconds to answer. An
answer is believed when it has the shape that was asked for and lengths that a road may have.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import URLError
from urllib.parse import quote, urlencode
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from matcher.domain.roads import Point

Lengths = list[list[float | None]]  # km: a row for each of `here`; None where no road leads

LARGEST = 4_000_000  # bytes of an answer: fifty by fifty is 50 000
LONGEST_KM = 4_000.0  # Sweden from end to end and back


class Unavailable(Exception):
    """It did not answer, or not in a way that can be believed. The estimate holds instead."""


class _NoTurns(HTTPRedirectHandler):
    """The address that an installation chose is asked, and no other."""

    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        return None


@dataclass(frozen=True, slots=True)
class RoutingService:
    """One service, and how it wants to be asked."""

    url: str
    kind: str  # "osrm" or "valhalla"
    profile: str  # OSRM: the name in its address; Valhalla: the costing model
    timeout: float  # seconds

    def table(self, here: Sequence[Point], there: Sequence[Point]) -> Lengths:
        """Kilometres by road from each of `here` to each of `there`. Raises Unavailable."""
        request = (
            self._valhalla(here, there) if self.kind == "valhalla" else self._osrm(here, there)
        )
        try:
            answer = json.loads(self._answer(request))
            rows = _from_valhalla(answer) if self.kind == "valhalla" else _from_osrm(answer)
            return _believed(rows, len(here), len(there))
        except (URLError, HTTPException, OSError) as away:
            raise Unavailable(type(away).__name__) from away
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as nonsense:
            raise Unavailable("unreadable") from nonsense

    def _answer(self, request: Request) -> bytes:
        # No proxy from the environment: a service beside us is not reached by way of another.
        opener = build_opener(ProxyHandler({}), _NoTurns)
        with opener.open(request, timeout=self.timeout) as answer:
            body: bytes = answer.read(LARGEST + 1)
        if len(body) > LARGEST:
            raise ValueError("too long an answer")
        return body

    def _osrm(self, here: Sequence[Point], there: Sequence[Point]) -> Request:
        points = ";".join(f"{lon:.2f},{lat:.2f}" for lat, lon in _degrees(*here, *there))
        asked = {
            "annotations": "distance",
            "sources": ";".join(str(row) for row in range(len(here))),
            "destinations": ";".join(str(len(here) + row) for row in range(len(there))),
        }
        place = f"{self.url}/table/v1/{quote(self.profile, safe='')}/{points}"
        return Request(f"{place}?{urlencode(asked, safe=';')}")  # noqa: S310 (http, by settings)

    def _valhalla(self, here: Sequence[Point], there: Sequence[Point]) -> Request:
        sources, targets = (
            [{"lat": lat, "lon": lon} for lat, lon in _degrees(*side)] for side in (here, there)
        )
        asked = {"sources": sources, "targets": targets, "costing": self.profile}
        body = json.dumps(asked).encode()
        head = {"Content-Type": "application/json"}
        return Request(f"{self.url}/sources_to_targets", body, head)  # noqa: S310 (http, by settings)


def _degrees(*points: Point) -> list[tuple[float, float]]:
    return [point.degrees for point in points]


def _from_osrm(answer: Any) -> Lengths:
    if answer["code"] != "Ok":
        raise ValueError(answer["code"])
    return [[None if m is None else m / 1000 for m in row] for row in answer["distances"]]


def _from_valhalla(answer: Any) -> Lengths:
    return [[cell["distance"] for cell in row] for row in answer["sources_to_targets"]]


def _believed(rows: Lengths, here: int, there: int) -> Lengths:
    """Raises ValueError for another shape, or for what is no length of a road."""
    if len(rows) != here or any(len(row) != there for row in rows):
        raise ValueError("another shape")
    told = [km for row in rows for km in row if km is not None]
    if not all(math.isfinite(km) and 0 <= km <= LONGEST_KM for km in told):
        raise ValueError("no length of a road")
    return rows
