"""What can go wrong, as a tree. Each error carries facts; words are put to them in `phrases`.

Refused                      we understood you and say no; nothing was changed
├── Invalid                  some fields are wrong: every fault at once, keyed by field
├── Missing                  no such thing in this centre (another centre's row is missing too)
├── NotAllowed               it exists, but this role may not
├── AlreadyDecided           somebody was first
├── RuleBroken               a safety rule forbids it, whoever asks
└── NotNow                   right deed, wrong state (an ended match cannot be paused)
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matcher.domain.suggestions import Broken


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one value: a code that `phrases.fault` words, and its facts."""

    code: str
    facts: Mapping[str, str | int | float] = field(default_factory=dict)


class Refused(Exception):
    """We understood, and say no. Nothing has been changed."""


class Invalid(Refused):
    """Collects every fault at once, keyed by field, so that a form can show them all."""

    def __init__(self, faults: Mapping[str, Fault]) -> None:
        super().__init__(", ".join(f"{name}: {fault.code}" for name, fault in faults.items()))
        self.faults = dict(faults)


class Missing(Refused):
    """No such thing here. Another centre's row does not exist either (R1)."""

    def __init__(self, what: str, public_id: str) -> None:
        super().__init__(f"no {what}")
        self.what, self.public_id = what, public_id


class NotAllowed(Refused):
    """It exists, and this role may not do it."""

    def __init__(self, deed: str) -> None:
        super().__init__(deed)
        self.deed = deed


class AlreadyDecided(Refused):
    """Somebody was first: `verdict` is what they decided and `by` the account that did."""

    def __init__(self, public_id: str, verdict: str, by: str | None) -> None:
        super().__init__(f"{public_id} is {verdict}")
        self.public_id, self.verdict, self.by = public_id, verdict, by


class RuleBroken(Refused):
    """Rules that nobody can override forbid this pair; `rules` are their ids, all of them, and
    `told` what each looked at, where it is known.
    """

    def __init__(self, rules: Sequence[str], told: Sequence["Broken"] = ()) -> None:
        super().__init__(", ".join(rules))
        self.rules, self.told = tuple(rules), tuple(told)


class NotNow(Refused):
    """The thing is in a state where this deed has no meaning."""

    def __init__(self, what: str, state: str, deed: str) -> None:
        super().__init__(f"{what} is {state}: cannot {deed}")
        self.what, self.state, self.deed = what, state, deed
