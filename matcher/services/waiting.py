"""The waiting list: who waits, how long, and how it stands with each this week."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from matcher.domain import found_as_json as as_json
from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.matches import MatchState
from matcher.domain.suggestions import Subject, Without
from matcher.services import choices, faces
from matcher.services.faces import NeedSide, Side
from matcher.store import faces as face_rows
from matcher.store import matches, runs, suggestions
from matcher.store.matches import LivingPair


class Standing(StrEnum):
    """How it stands this week with a need that waits."""

    SUGGESTED = "suggested"
    UNDER_WAY = "under_way"  # a match lives
    WITHOUT = "without"
    NEW = "new"  # came after the week's run


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A need on the list, and how it stands."""

    need: NeedSide
    standing: Standing
    volunteers: tuple[Side, ...]  # suggested, or in the match
    match_state: MatchState | None
    why: Without | None

    @property
    def breaks_promise(self) -> bool:
        """Past the promise of her class, with neither a suggestion nor a written reason."""
        has_nobody = self.standing in (Standing.WITHOUT, Standing.NEW)
        return has_nobody and self.need.breaks_promise


def how_many(session: Session, *, centre: str, at: datetime) -> int:
    """How many wait: the number in the menu."""
    return face_rows.count_waiting(session, centre=centre, on=swedish_day(at))


def listed(session: Session, *, centre: str, at: datetime) -> tuple[WaitingLine, ...]:
    """All who wait, in the order of `NeedSide.turn`."""
    chosen, on = choices.of(session, centre=centre), swedish_day(at)
    rows = face_rows.of_waiting(session, centre=centre, on=on)
    names = faces.names_of(session, rows.values(), centre=centre)
    sides = [
        faces.need(row, chosen.params, on=on, name=names.get(row.recipient_id or ""))
        for row in rows.values()
    ]
    week = _Week(session, centre=centre)
    people = faces.volunteers(session, week.volunteer_ids(rows), drawn=(), centre=centre)
    return tuple(week.line(side, people) for side in sorted(sides, key=lambda one: one.turn))


class _Week:
    """What the newest week and the living matches say of each need."""

    def __init__(self, session: Session, *, centre: str) -> None:
        run = runs.newest_run(session, centre=centre)
        rows = suggestions.pairs_of_run(session, run.id, centre=centre) if run else []
        without = suggestions.without_of_run(session, run.id, centre=centre) if run else []
        self.suggested: dict[str, list[str]] = {}
        for volunteer_id, need_id in rows:
            self.suggested.setdefault(need_id, []).append(volunteer_id)
        self.living: dict[str, list[LivingPair]] = {}
        for pair in matches.living_pairs(session, centre=centre):
            self.living.setdefault(pair.need_id, []).append(pair)
        self.without = {
            row.need_id: as_json.without_from(row.why, Subject.NEED, row.need_id)
            for row in without
            if row.need_id
        }

    def volunteer_ids(self, needs: dict[str, face_rows.NeedFace]) -> list[str]:
        living = [pair.volunteer_id for n in needs for pair in self.living.get(n, ())]
        return living + [one for need_id in needs for one in self.suggested.get(need_id, ())]

    def line(self, need: NeedSide, people: dict[str, Side]) -> WaitingLine:
        living = self.living.get(need.id, [])
        suggested = self.suggested.get(need.id, [])
        ids = [pair.volunteer_id for pair in living] or suggested
        return WaitingLine(
            need=need,
            standing=self._standing(need.id),
            volunteers=tuple(people[one] for one in ids if one in people),
            match_state=living[0].state if living else None,
            why=self.without.get(need.id),
        )

    def _standing(self, need_id: str) -> Standing:
        if need_id in self.living:
            return Standing.UNDER_WAY
        if need_id in self.suggested:
            return Standing.SUGGESTED
        return Standing.WITHOUT if need_id in self.without else Standing.NEW
