"""Who may say yes for somebody who cannot decide alone, and how far that goes (R23)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from matcher.domain.errors import Fault, Invalid


class RepresentativeKind(StrEnum):
    """By what right. A relative has none by being a relative."""

    GOD_MAN = "god_man"  # acts with the person's own consent
    ADMINISTRATOR = "administrator"  # förvaltare; not against the person's will in personal matters
    FUTURE_POWER = "future_power"  # framtidsfullmakt: what it says
    POWER = "power"  # fullmakt: while the person can take in and decide


@dataclass(frozen=True, slots=True)
class Representative:
    """Who, by what right, and the day somebody read what it covers. No paper is kept."""

    kind: RepresentativeKind
    name: str
    phone: str | None
    scope_seen_on: date

    def __post_init__(self) -> None:
        if not self.name:
            raise Invalid({"name": Fault("name_missing")})
