"""What the engine found, as plain data and back: the form in which it is stored with a run.

Nothing is lost on the way: `explanation_from(explanation_to(x)) == x`. Parts that are empty are
left out, so that a week's rows stay small.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, time
from typing import Any

from matcher.domain.frames import Meeting, Way
from matcher.domain.people import Form
from matcher.domain.suggestions import (
    NO_PRICES,
    Ask,
    Broken,
    Explanation,
    Gain,
    NearMiss,
    Part,
    PriceList,
    RuleClass,
    Subject,
    Without,
)


def explanation_to(found: Explanation) -> dict[str, Any]:
    """A pair's explanation as plain data."""
    told = {
        "parts": [_part_to(part) for part in found.parts],
        "asks": [_ask_to(ask) for ask in found.asks],
        "differs": [_ask_to(ask) for ask in found.differs],
        "meeting": _meeting_to(found.meeting) if found.meeting else None,
        "way": asdict(found.way) if found.way else None,
        "form": found.form.value if found.form else None,
        "next_best": dict(found.next_best) if found.next_best else None,
    }
    return {name: value for name, value in told.items() if value}


def explanation_from(data: Mapping[str, Any]) -> Explanation:
    """The inverse of `explanation_to`."""
    return Explanation(
        parts=tuple(Part(**part) for part in data.get("parts", ())),
        asks=tuple(_ask_from(ask) for ask in data.get("asks", ())),
        differs=tuple(_ask_from(ask) for ask in data.get("differs", ())),
        meeting=_meeting_from(data["meeting"]) if "meeting" in data else None,
        way=Way(**data["way"]) if "way" in data else None,
        form=Form(data["form"]) if "form" in data else None,
        next_best=data.get("next_best"),
    )


def prices_to(found: PriceList) -> dict[str, Any]:
    """A plan's prices as plain data."""
    return {"unit": found.unit, "of": dict(found.of)}


def prices_from(data: Mapping[str, Any] | None) -> PriceList:
    """The inverse of `prices_to`; a run from before prices were kept has none."""
    return PriceList(data["unit"], data["of"]) if data else NO_PRICES


def gain_to(found: Gain | None) -> dict[str, Any] | None:
    """What moving gained as plain data."""
    return asdict(found) if found else None


def gain_from(data: Mapping[str, Any] | None) -> Gain | None:
    """The inverse of `gain_to`; a run from before it was told who gains has no names."""
    if not data:
        return None
    saved, left = (tuple(data.get(which, ())) for which in ("saved", "left"))
    return Gain(data["served"], data["fit"], saved, left)


def without_to(found: Without) -> dict[str, Any]:
    """Why somebody has no suggestion; whom it is about stands in the row itself."""
    return {
        "blocked": dict(found.blocked),
        "possible": found.possible,
        "near": [{"other_id": near.other_id, **broken_to(near.broken)} for near in found.near],
        "own": list(found.own),
        "late_days": found.late_days,
        "with_room": found.with_room,
    }


def without_from(data: Mapping[str, Any], subject: Subject, subject_id: str) -> Without:
    """The inverse of `without_to`."""
    return Without(
        subject=subject,
        id=subject_id,
        blocked=data["blocked"],
        possible=data["possible"],
        near=tuple(NearMiss(near["other_id"], broken_from(near)) for near in data["near"]),
        own=tuple(data["own"]),
        late_days=data["late_days"],
        with_room=data.get("with_room", 0),  # of a run from before it was told
    )


def broken_to(broken: Broken) -> dict[str, Any]:
    """A broken rule with what it looked at."""
    return {
        "rule": broken.rule,
        "rule_class": broken.rule_class.value,
        "facts": dict(broken.facts),
    }


def broken_from(data: Mapping[str, Any]) -> Broken:
    """The inverse of `broken_to`."""
    return Broken(data["rule"], RuleClass(data["rule_class"]), data["facts"])


def _part_to(part: Part) -> dict[str, Any]:
    told = {
        "criterion": part.criterion,
        "points": part.points,
        "of": part.of,
        "unknown": part.unknown,
        "evidence": dict(part.evidence),
    }
    return {name: value for name, value in told.items() if value or name in ("points", "of")}


def _ask_to(ask: Ask) -> dict[str, Any]:
    return {"whom": ask.whom.value, "fact": ask.fact, "facts": dict(ask.facts)}


def _ask_from(data: Mapping[str, Any]) -> Ask:
    return Ask(Subject(data["whom"]), data["fact"], data["facts"])


def _meeting_to(meeting: Meeting) -> dict[str, Any]:
    return asdict(meeting) | {
        "start": f"{meeting.start:%H:%M}",
        "first_on": meeting.first_on.isoformat(),
    }


def _meeting_from(data: Mapping[str, Any]) -> Meeting:
    fields = dict(data)
    fields["start"] = time.fromisoformat(fields["start"])
    fields["first_on"] = date.fromisoformat(fields["first_on"])
    return Meeting(**fields)
