"""The lines of a week's page: everybody it names, asked for once, and what is said of each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from matcher.domain import found_as_json as as_json
from matcher.domain.suggestions import Explanation, Subject, SuggestionState, Verdict
from matcher.engine.params import Params
from matcher.services import choices, faces
from matcher.services.faces import NeedSide, Side
from matcher.services.fits import fit_of, whole
from matcher.services.week_values import (
    Alone,
    Beside,
    Changes,
    Contrast,
    DecidedLine,
    Moved,
    NearLine,
    PairLine,
    WithoutLine,
)
from matcher.store import accounts, couples
from matcher.store.runs import Run
from matcher.store.suggestions import Suggestion, WithoutRow

WAS = {  # what a decision had made of a suggestion → the decision
    SuggestionState.ACCEPTED.value: Verdict.ACCEPT,
    SuggestionState.REJECTED.value: Verdict.REJECT,
    SuggestionState.NOT_NOW.value: Verdict.NOT_NOW,
}


class Lines:
    """Everybody a week's page names, asked for once, and lines made of them. `said` is what was
    said of the suggestions that are drawn, by their ids, `also_said` that and what was said of
    others of the same volunteers. Who has died is not among them: nobody is named a suggestion for
    her, in no week (R63).
    """

    def __init__(
        self,
        session: Session,
        run: Run,
        rows: Sequence[Suggestion],
        without: Sequence[WithoutRow],
        said: Mapping[str, Mapping[str, Any]],
        also_said: Mapping[str, Mapping[str, Any]],
        *,
        centre: str,
        on: date,
    ) -> None:
        self.params = Params.from_dict(run.params)
        self.vocabulary = choices.vocabulary(session, centre=centre)
        self.said, self.also_said = said, also_said
        volunteer_ids, need_ids = _ids(run, rows, without, said.values())
        drawn = [row for row in rows if row.id in said]
        self.together = couples.all_of(session, centre=centre)
        volunteer_ids += [
            self.together[row.volunteer_id] for row in drawn if row.volunteer_id in self.together
        ]
        full = [one for row in drawn for one in (row.volunteer_id, row.need_id)]
        self.volunteers, self.needs = faces.both(
            session, volunteer_ids, need_ids, self.params, drawn=full, centre=centre, on=on
        )
        self._say_as_written(session, drawn, centre=centre)
        self.names = accounts.names(session, centre=centre)
        undecided = [row for row in rows if row.state is SuggestionState.PROPOSED]
        self.suggested = {row.volunteer_id: row for row in undecided}
        self.of_volunteer: defaultdict[str, list[Suggestion]] = defaultdict(list)
        for row in undecided:
            self.of_volunteer[row.volunteer_id].append(row)

    def _say_as_written(
        self, session: Session, drawn: Sequence[Suggestion], *, centre: str
    ) -> None:
        """The sides of the lines that are drawn whole, with the words they used."""
        volunteers = {row.volunteer_id: self.volunteers[row.volunteer_id] for row in drawn}
        needs = {row.need_id: self.needs[row.need_id] for row in drawn}
        faces.in_own_words(session, volunteers, needs, centre=centre)
        self.volunteers |= volunteers
        self.needs |= needs

    def line(self, row: Suggestion) -> PairLine:
        explanation = as_json.explanation_from(self.said[row.id])
        volunteer, need = self.volunteers[row.volunteer_id], self.needs[row.need_id]
        return PairLine(
            id=row.id,
            volunteer=volunteer,
            need=need,
            goes_with=self.volunteers.get(self.together.get(volunteer.id, "")),
            state=row.state,
            explanation=faces.as_told(explanation, volunteer, need),
            fit=fit_of(explanation, self.params),
            is_new=row.is_new,
            best_for_others=row.best_for_others,
            locked_by=self.names.get(row.locked_by or ""),
            locked_at=row.locked_at,
            contrast=self._contrast(explanation),
            beside=tuple(self._beside(row, explanation)),
        )

    def _beside(self, row: Suggestion, explanation: Explanation) -> Iterator[Beside]:
        """Her other suggestions that wait for a decision."""
        for other in self.of_volunteer[row.volunteer_id]:
            if other.id != row.id and other.id in self.also_said and other.need_id in self.needs:
                told = as_json.explanation_from(self.also_said[other.id])
                close = explanation.leaves_no_way_to(told)
                yield Beside(self.needs[other.need_id], told.meeting, close)

    def decided(self, rows: Iterable[Suggestion]) -> tuple[DecidedLine, ...]:
        return tuple(
            DecidedLine(
                id=row.id,
                volunteer=self.volunteers[row.volunteer_id],
                need=self.needs[row.need_id],
                state=row.state,
                decided_by=self.names.get(row.decided_by or ""),
                reason=row.reason,
            )
            for row in rows
            if row.need_id in self.needs
        )

    def _contrast(self, explanation: Explanation) -> Contrast | None:
        told: Mapping[str, Any] = explanation.next_best or {}
        volunteer = self.volunteers.get(told.get("volunteer_id", ""))
        if volunteer is None:
            return None
        ahead = sorted(told["less"].items(), key=lambda one: (-one[1], one[0]))
        elsewhere = self.suggested.get(volunteer.id)
        return Contrast(
            volunteer=volunteer,
            points=whole(told["fit"]),
            ahead=tuple(criterion for criterion, less in ahead if less > 0),
            elsewhere=self.needs.get(elsewhere.need_id) if elsewhere else None,
            elsewhere_points=whole(elsewhere.fit) if elsewhere else None,
        )

    def without(self, rows: Iterable[WithoutRow], subject: Subject, at_most: int | None) -> Alone:
        """Who of that side is without, in their turn; so many lines of them."""
        is_need = subject is Subject.NEED
        sides: Mapping[str, Side] = self.needs if is_need else self.volunteers
        others: Mapping[str, Side] = self.volunteers if is_need else self.needs
        found = [
            (sides[_whose(row)], row)
            for row in rows
            if row.subject is subject and _whose(row) in sides
        ]
        found.sort(key=lambda one: _turn(one[0]))
        lines = tuple(_without(side, row, others) for side, row in found[:at_most])
        of_people = sum(isinstance(one, NeedSide) and bool(one.recipient_id) for one, _ in found)
        return Alone(lines, count=len(found), of_people=of_people)

    def changes(self, told: Mapping[str, Any]) -> Changes:
        gain = as_json.gain_from(told.get("gain"))
        return Changes(
            deed=told["deed"],
            suggestion_id=told.get("suggestion_id"),
            volunteer=self.volunteers.get(told.get("volunteer_id", "")),
            need=self.needs.get(told.get("need_id", "")),
            by=self.names.get(told["by"] or ""),
            by_id=told["by"],
            at=datetime.fromisoformat(told["at"]),
            moved=tuple(self._moved(one) for one in told["moved"] if one["need_id"] in self.needs),
            freed=tuple(self.volunteers[one] for one in told["freed"] if one in self.volunteers),
            unchanged=told["unchanged"],
            measured=told.get("measured", 0),
            gain=gain,
            saved=self._known(gain.saved if gain else ()),
            left=self._known(gain.left if gain else ()),
            lost_locks=tuple(
                (self.volunteers[volunteer_id], self.needs[need_id])
                for volunteer_id, need_id in told["lost_locks"]
                if volunteer_id in self.volunteers and need_id in self.needs
            ),
            can_undo=told["deed"] in ("accept", "reject", "not_now", "lock", "unlock"),
            why=told.get("why"),
            was=WAS.get(told.get("was", "")),
        )

    def _known(self, need_ids: Iterable[str]) -> tuple[NeedSide, ...]:
        return tuple(sorted((self.needs[i] for i in need_ids if i in self.needs), key=_turn))

    def _moved(self, told: Mapping[str, Any]) -> Moved:
        seats = (self._seats(told.get(which, ())) for which in ("from", "to", "kept"))
        return Moved(self.needs[told["need_id"]], *seats)

    def _seats(self, told: Iterable[Mapping[str, Any]]) -> tuple[tuple[Side, int], ...]:
        return tuple(
            (self.volunteers[one["volunteer_id"]], whole(one["fit"]))
            for one in told
            if one["volunteer_id"] in self.volunteers
        )


def _whose(row: WithoutRow) -> str:
    return row.need_id or row.volunteer_id or ""


def _without(side: Side, row: WithoutRow, others: Mapping[str, Side]) -> WithoutLine:
    why = as_json.without_from(row.why, row.subject, side.id)
    near = (NearLine(others[one.other_id], one) for one in why.near if one.other_id in others)
    return WithoutLine(side, why, tuple(near))


def _ids(
    run: Run,
    rows: Iterable[Suggestion],
    without: Iterable[WithoutRow],
    said: Iterable[Mapping[str, Any]],
) -> tuple[list[str], list[str]]:
    """The ids of every volunteer and every need that the page names."""
    volunteer_ids: list[str | None] = [row.volunteer_id for row in rows]
    volunteer_ids += [(told.get("next_best") or {}).get("volunteer_id") for told in said]
    need_ids: list[str | None] = [row.need_id for row in rows]
    for blocked in without:
        volunteer_ids.append(blocked.volunteer_id)
        need_ids.append(blocked.need_id)
        others = [near["other_id"] for near in blocked.why["near"]]
        (volunteer_ids if blocked.need_id else need_ids).extend(others)
    told = run.changes or {}
    for moved in told.get("moved", ()):
        need_ids.append(moved["need_id"])
        seats = (*moved["from"], *moved["to"], *moved.get("kept", ()))
        volunteer_ids += [one["volunteer_id"] for one in seats]
    volunteer_ids += [*told.get("freed", ()), told.get("volunteer_id")]
    need_ids.append(told.get("need_id"))
    for volunteer_id, need_id in told.get("lost_locks", ()):
        volunteer_ids.append(volunteer_id)
        need_ids.append(need_id)
    return [one for one in volunteer_ids if one], [one for one in need_ids if one]


def _turn(side: Side) -> tuple[int, int, int, str]:
    """As on the list of those who wait; volunteers by name."""
    return side.turn if isinstance(side, NeedSide) else (0, 0, 0, side.called)
