"""What another week moves: who gains, who loses, who is free, and how much is as it was."""

from matcher.domain.answers import Difference, Loss, Shift
from matcher.phrases.cast import Cast, points
from matcher.phrases.voice import N_, capital, listed


def shift(told: Shift, cast: Cast, *, is_told: bool = True) -> tuple[str, str]:
    """Whose need, and what becomes of it; `is_told`: with how well they suit."""
    before, after, kept = (
        cast.seats(one, is_told=is_told) for one in (told.before, told.after, told.kept)
    )
    if before and after:
        what = cast.say(N_("får %(after)s i stället för %(before)s."), before=before, after=after)
    elif after and kept:
        what = cast.say(N_("får %(after)s också, och behåller %(kept)s."), after=after, kept=kept)
    elif kept:
        what = cast.say(N_("mister %(before)s, men behåller %(kept)s."), before=before, kept=kept)
    elif after:
        what = cast.say(N_("får %(after)s."), after=after)
    else:
        what = cast.say(N_("mister %(before)s och blir utan."), before=before)
    return cast.need(told.need_id), what


def by_loss(told: Difference, cast: Cast) -> list[tuple[str, list[tuple[str, str]]]]:
    """Those who lose, those who gain, those who get somebody else: only headings with somebody."""
    headings = (
        (Loss.LOST, cast.say(N_("Får det sämre"))),
        (Loss.GAINED, cast.say(N_("Får det bättre"))),
        (Loss.MOVED, cast.say(N_("Får någon annan, lika bra"))),
    )
    lines = {
        loss: [shift(one, cast) for one in told.shifts if _as_shown(one) is loss] for loss in Loss
    }
    return [(heading, lines[loss]) for loss, heading in headings if lines[loss]]


def _as_shown(told: Shift) -> Loss:
    """What becomes of a need, in whole points: 62 in place of 62 is neither better nor worse."""
    before, after = (sum(points(one.fit) for one in seats) for seats in (told.before, told.after))
    is_alike = len(told.before) == len(told.after) and before == after
    return Loss.MOVED if is_alike else told.loss


def by_seats(told: Difference, cast: Cast) -> list[tuple[str, list[tuple[str, str]]]]:
    """The same where fits are measured in two ways, and cannot be compared."""
    heading = cast.say(N_("Får någon annan, eller ingen"))
    lines = [shift(one, cast, is_told=False) for one in told.shifts]
    return [(heading, lines)] if lines else []


def freed(told: Difference, cast: Cast) -> str:
    """Which volunteers would be without an uppdrag, and which would have one."""
    said = []
    if told.freed:
        names = listed((cast.volunteer(one) for one in told.freed), cast.language)
        said.append(cast.say(N_("%(names)s blir utan förslag."), names=capital(names)))
    if told.taken:
        names = listed((cast.volunteer(one) for one in told.taken), cast.language)
        said.append(cast.say(N_("%(names)s får förslag."), names=capital(names)))
    return " ".join(said)


def unchanged(told: Difference, cast: Cast) -> str:
    """How many are as they were."""
    if not told.unchanged:
        return cast.say(N_("Inget förslag är som förut."))
    if told.unchanged == 1:
        return cast.say(N_("Ett förslag är som förut."))
    return cast.say(N_("%(count)s förslag är som förut."), count=told.unchanged)


def summed(told: Difference, cast: Cast, *, is_told: bool = True) -> str:
    """How many more have somebody; where the pairs are as many, how much better they suit: of more
    pairs the sum is greater, and says nothing of how well anybody suits.
    """
    fit = [_fit(_as_listed(told), cast)] if is_told and not told.more_pairs else []
    return " ".join([served(told.served, cast), *fit])


def _as_listed(told: Difference) -> int:
    """What the fits gain, as the lines show them: whole points that anybody can add up."""
    return sum(points(seat.fit) for one in told.shifts for seat in one.after) - sum(
        points(seat.fit) for one in told.shifts for seat in one.before
    )


def served(more: int, cast: Cast) -> str:
    """How many more have somebody, or fewer."""
    if more == 0:
        return cast.say(N_("Lika många får någon."))
    if abs(more) == 1:
        said = N_("En till får någon.") if more > 0 else N_("En färre får någon.")
        return cast.say(said)
    said = N_("%(count)s fler får någon.") if more > 0 else N_("%(count)s färre får någon.")
    return cast.say(said, count=abs(more))


def _fit(more: int, cast: Cast) -> str:
    if more == 0:
        return cast.say(N_("Alla par tillsammans passar lika bra."))
    said = (
        N_("Räknat bara på hur väl alla passar: %(points)s bättre.")
        if more > 0
        else N_("Räknat bara på hur väl alla passar: %(points)s sämre.")
    )
    return cast.say(said, points=cast.in_points(abs(more)))
