"""How a centre turns its matching: the dial, and the weeks it promises nobody waits beyond.

A centre's own choices lie in its row and cover the file's, table by table. They hold from the
next run or recount; runs that are made keep the numbers they were made with (R49).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from matcher.engine.params import Params
from matcher.services import choices
from matcher.store import centres
from matcher.store.audit import record

OWN_TABLES = ("dial", "promise_weeks")  # what a centre may turn
# Per cent of fit, most served, longest waiting. Each turn keeps a tenth or more of the others:
# a dial at its end would pair people who do not suit, or leave somebody waiting for ever.
TURNS: Mapping[str, Mapping[str, int]] = {
    "fit": {"fit": 80, "served": 10, "waiting": 10},
    "served": {"fit": 25, "served": 55, "waiting": 20},
    "waiting": {"fit": 25, "served": 20, "waiting": 55},
}


@dataclass(frozen=True, slots=True)
class MatchingChoices:
    """What holds at a centre: all numbers, those the file has, and which tables are its own."""

    data: Mapping[str, Any]
    shipped: Mapping[str, Any]
    own: frozenset[str]

    @property
    def turn(self) -> str:
        """Which way the dial is turned; "shipped" as the file has it, "own" any other way."""
        dial = self.data["dial"]
        turns = {"shipped": self.shipped["dial"], **TURNS}
        return next((name for name, known in turns.items() if known == dial), "own")


def of(session: Session, *, centre: str) -> MatchingChoices:
    """What decides the next run of a centre."""
    own = centres.one(session, centre).matching
    shipped = choices.shipped_matching()
    return MatchingChoices(choices.with_own(shipped, own), shipped, frozenset(own))


def check(dial: Mapping[str, Any], promise_weeks: Mapping[str, Any]) -> None:
    """Raises Invalid with every fault: `dial`, `promise_weeks.1` …"""
    own = {"dial": dial, "promise_weeks": promise_weeks}
    Params.from_dict(choices.with_own(choices.shipped_matching(), own))


def turn(
    session: Session,
    dial: Mapping[str, Any],
    promise_weeks: Mapping[str, Any],
    *,
    centre: str,
    by: str,
    at: datetime,
) -> bool:
    """These are the centre's own from the next run on; whether anything changed. Raises Invalid.

    What is as the file has it is not kept, so that a better file reaches the centre too.
    """
    check(dial, promise_weeks)
    shipped = choices.shipped_matching()
    wanted = {"dial": dict(dial), "promise_weeks": dict(promise_weeks)}
    row = centres.one(session, centre)
    kept = {name: table for name, table in row.matching.items() if name not in OWN_TABLES}
    kept |= {name: table for name, table in wanted.items() if table != shipped[name]}
    return _keep(session, row, kept, by=by, at=at)


def back_to_default(session: Session, *, centre: str, by: str, at: datetime) -> bool:
    """The file's numbers hold again, all of them; whether anything changed."""
    return _keep(session, centres.one(session, centre), {}, by=by, at=at)


def _keep(
    session: Session, row: centres.Centre, kept: dict[str, Any], *, by: str, at: datetime
) -> bool:
    if kept == row.matching:
        return False
    row.matching = kept
    record(
        session, "centre.turned", about="centre", about_id=row.id, centre=row.id, by=by, at=at,
        own=kept,
    )  # fmt: skip
    return True
