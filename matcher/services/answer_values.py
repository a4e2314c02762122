"""What the answer about one person holds: plain values, as the page shows them."""

from dataclasses import dataclass

from matcher.domain.answers import Below, Elsewhere, Forced, Other
from matcher.domain.suggestions import Explanation, Subject, Without
from matcher.domain.vocabulary import Vocabulary
from matcher.services.answer_weeks import People
from matcher.services.faces import Side
from matcher.services.fits import Fit
from matcher.services.left_out import LeftOut
from matcher.services.pairs_by_hand import Barred


@dataclass(frozen=True, slots=True)
class Partner:
    """Somebody in a list of one."""

    other: Side
    explanation: Explanation
    fit: Fit
    rank: int  # 0: the week's own choice
    below: Below | None  # why after somebody of fewer points
    best_for_others: int
    instead: tuple[Side, ...]  # whom the week gives to that other instead
    suggestion_id: str | None


@dataclass(frozen=True, slots=True)
class Apart:
    """Somebody of the other side whom something keeps apart."""

    other: Side
    told: Other
    can_be_mended: bool = False  # by one small change, that may be tried


@dataclass(frozen=True, slots=True)
class RefusedOne:
    """Somebody of the other side whom nothing but somebody's no keeps apart."""

    other: Side
    said: Barred


@dataclass(frozen=True, slots=True)
class ListAnswer:
    """One person's possible partners, the nearly possible, and what keeps the rest apart."""

    subject: Subject
    side: Side
    left_out: LeftOut | None  # why it has no part in the week; None: it has
    partners: tuple[Partner, ...]
    possible: int
    near: tuple[Apart, ...]
    rest: tuple[Apart, ...]
    why: Without | None  # in numbers what keeps the others apart; None: no part in the week
    first: Forced | None  # a need's: the cheapest way to give it somebody
    people: People
    vocabulary: Vocabulary
    open_seats: int = 1  # a need's: so many are still wanted
    refused: tuple[RefusedOne, ...] = ()  # possible, but for a no
    elsewhere: tuple[Elsewhere, ...] = ()  # possible for this need, and given to others
    also: tuple[Apart, ...] = ()  # possible too, after the partners that are drawn
    all_near: int = 0  # so many are one hindrance away, also those that stand among the rest
    is_other_than_listed: bool = False  # the week's list would be another if it were recounted
    still_listed: tuple[Side, ...] = ()  # on the list with this one, and no longer possible
    fit_share: int = 100  # of a week's points, in per cent: how well all suit
    paused: int = 0  # active volunteers who rest, and are not counted

    @property
    def everybody(self) -> int:
        """How many there are of the other side."""
        return self.possible + len(self.near) + len(self.rest)

    @property
    def is_suggested(self) -> bool:
        """Whether the week has somebody for this one."""
        return any(one.rank == 0 for one in self.partners)
