"""When what clears a volunteer runs out: warned of 60 and 14 days ahead, told the same day (R17).

A gate runs out on the last day of the latest thing that opens it; what holds without an end never
does. A text that has been changed closes its gate at once: there is nothing to warn of.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from matcher.domain.clearance import ExtractPolicy, Gate, Policy, Standing, Step

FIRST_WARNING = timedelta(days=60)
LAST_WARNING = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Ending:
    """A gate that soon closes, or has closed. `last_day` None: its text has been changed."""

    gate: Gate
    last_day: date | None

    def has_run_out(self, on: date) -> bool:
        """It is closed that day."""
        return self.last_day is None or self.last_day < on

    def warning(self, on: date) -> int | None:
        """Which warning is due that day, in days ahead: 60 or 14; None for what has run out."""
        if self.has_run_out(on):
            return None
        assert self.last_day is not None  # else it has run out
        return LAST_WARNING.days if self.last_day - on <= LAST_WARNING else FIRST_WARNING.days


def endings(standing: Standing, policies: Iterable[Policy], *, on: date) -> tuple[Ending, ...]:
    """The gates that close within sixty days, and those that had been opened and are closed, in
    the order of `Gate`. A gate that nobody has opened yet has nothing to run out.
    """
    asked = list(policies)
    found = [_of_step(standing, step, asked, on) for step in _steps_of(asked)]
    found += [_of_extract(standing, kind, on) for kind in _extracts_of(asked)]
    soon = on + FIRST_WARNING
    near = [one for one in found if one and (one.last_day is None or one.last_day <= soon)]
    return tuple(sorted(near, key=lambda one: list(Gate).index(one.gate)))


def _of_step(standing: Standing, step: Step, policies: Iterable[Policy], on: date) -> Ending | None:
    taken = [one for one in standing.steps if one.step is step and one.on <= on]
    if not taken:
        return None
    current = _texts_of(policies).get(step)
    valid = [one for one in taken if current in (None, one.text_version)]
    if not valid:
        return Ending(Gate(step.value), None)
    if any(one.valid_until is None for one in valid):
        return None
    return Ending(Gate(step.value), max(one.valid_until or date.min for one in valid))


def _of_extract(standing: Standing, kind: ExtractPolicy, on: date) -> Ending | None:
    shown = [one for one in standing.extracts if one.kind is kind and one.shown_on <= on]
    return Ending(Gate.EXTRACT, max(one.valid_until for one in shown)) if shown else None


def _steps_of(policies: Iterable[Policy]) -> list[Step]:
    asked = {step for policy in policies for step in policy.steps}
    return [step for step in Step if step in asked]


def _extracts_of(policies: Iterable[Policy]) -> list[ExtractPolicy]:
    asked = {policy.extract for policy in policies} - {ExtractPolicy.NONE}
    return [kind for kind in ExtractPolicy if kind in asked]


def _texts_of(policies: Iterable[Policy]) -> Mapping[Step, str]:
    return {step: text for policy in policies for step, text in policy.text_versions.items()}
