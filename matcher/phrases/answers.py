"""What an answer says: who would move, who gains and who loses, and what that is worth.

An answer names others beside the two it is about. Only the centre's own coordinator reads it, and
only the page knows the names: it hands them over as a `Cast`. Without one, everybody is
"en annan volontär" and "någon annan".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from matcher.domain.answers import Difference, Forced, Loss, Seated, Shift
from matcher.languages import SOURCE
from matcher.phrases.voice import N_, capital, listed, say

POINT = 1000  # thousandths

# What the week as a whole wins (-1) or loses (1) by a pair, and by being without it
FORCED: Mapping[int, str] = {
    -1: N_(
        "Om %(volunteer)s går till %(need)s blir veckan som helhet %(cost)s bättre, om man "
        "bortser från det som hindrar dem. Poängen räknar både hur väl alla passar och vems tur "
        "det är."
    ),
    0: N_("Om %(volunteer)s går till %(need)s blir veckan som helhet lika bra."),
    1: N_(
        "Om %(volunteer)s går till %(need)s blir veckan som helhet %(cost)s sämre. Poängen "
        "räknar både hur väl alla passar och vems tur det är."
    ),
}
FORBIDDEN: Mapping[int, str] = {
    -1: N_(
        "Om %(volunteer)s inte går till %(need)s blir veckan som helhet %(cost)s bättre. Paret "
        "är med för att det är låst. Poängen räknar både hur väl alla passar och vems tur det är."
    ),
    0: N_("Om %(volunteer)s inte går till %(need)s blir veckan som helhet lika bra."),
    1: N_(
        "Om %(volunteer)s inte går till %(need)s blir veckan som helhet %(cost)s sämre. Poängen "
        "räknar både hur väl alla passar och vems tur det är."
    ),
}


# Whether the one who could come suits another better (1), as well (0), or worse (-1)
BETTER: Mapping[int, str] = {
    1: N_(
        "%(volunteer)s gör mer nytta hos %(other)s den här veckan: uppdraget passar %(more)s "
        "bättre där än hos %(need)s."
    ),
    0: N_("%(volunteer)s föreslås för %(other)s den här veckan, och passar lika bra där."),
    -1: N_(
        "%(volunteer)s föreslås för %(other)s den här veckan. Uppdraget passar %(more)s sämre där "
        "än hos %(need)s, men veckan räknar också vems tur det är och vilka andra som kan komma."
    ),
}
GIVEN_HERE: Mapping[bool, str] = {
    True: N_("Att i stället ge %(volunteer)s till %(need)s gör hela veckan %(cost)s sämre."),
    False: N_("Att i stället ge %(volunteer)s till %(need)s gör veckan lika bra."),
}


@dataclass(frozen=True, slots=True)
class Cast:
    """What everybody in an answer is called on this page, by id, and in which language."""

    volunteers: Mapping[str, str] = field(default_factory=dict)
    needs: Mapping[str, str] = field(default_factory=dict)
    language: str = SOURCE

    def volunteer(self, volunteer_id: str) -> str:
        """Her name, where the page has given it."""
        return self.volunteers.get(volunteer_id) or self.say(N_("en annan volontär"))

    def need(self, need_id: str) -> str:
        """Whose need it is, where the page has given the name."""
        return self.needs.get(need_id) or self.say(N_("någon annan"))

    def say(self, sentence: str, **facts: object) -> str:
        """The sentence in this cast's language. An initial's dot may end it: one is enough."""
        return say(sentence, self.language, **facts).replace("..", ".")

    def in_points(self, number: int) -> str:
        """`6 poäng`; other languages have another word for one."""
        return self.say(N_("1 poäng")) if number == 1 else self.say(N_("%(n)s poäng"), n=number)

    def seats(self, seated: tuple[Seated, ...], *, is_told: bool = True) -> str:
        """`Karin L. (62 av 100)`; names alone where the points are not to be told, or nobody is
        named: how well somebody suits is hers.
        """
        if not is_told or not self.volunteers:
            return listed((self.volunteer(one.volunteer_id) for one in seated), self.language)
        said = (
            self.say(
                N_("%(who)s (%(points)s av 100)"),
                who=self.volunteer(one.volunteer_id),
                points=points(one.fit),
            )
            for one in seated
        )
        return listed(said, self.language)


def points(thousandths: int) -> int:
    """Whole points, rounded as the engine rounds them."""
    return (thousandths + POINT // 2) // POINT


def forced(told: Forced, cast: Cast) -> str:
    """What the week as a whole would lose if the two had each other."""
    if not told.is_change:
        sentence = N_("%(volunteer)s är redan förslaget för %(need)s.")
        return cast.say(sentence, **_pair(told, cast))
    return _costs(FORCED, told, cast)


def forbidden(told: Forced, cast: Cast) -> str:
    """What the week as a whole would lose without the two; a pair that is locked may cost it."""
    return _costs(FORBIDDEN, told, cast)


def first(told: Forced | None, need: str, cast: Cast) -> str:
    """What it would cost to let one who waits go first."""
    if told is None:
        return cast.say(
            N_("Ingen volontär är möjlig för %(need)s just nu, så det hjälper inte att gå före."),
            need=need,
        )
    names = {"need": need, "volunteer": cast.volunteer(told.pair[0])}
    if not told.is_change:
        free = N_("%(need)s har redan förslaget %(volunteer)s. Det kostar ingen annan något.")
        paid = N_("%(need)s har redan förslaget %(volunteer)s. Mot en vecka utan %(need)s:")
        return cast.say(paid if told.difference.shifts else free, **names)
    if points(told.cost) <= 0:
        return cast.say(
            N_("%(volunteer)s kan gå till %(need)s, och veckan som helhet blir lika bra."), **names
        )
    return cast.say(
        N_(
            "Det kostar minst om %(volunteer)s går till %(need)s. Då blir veckan som helhet "
            "%(cost)s sämre. Poängen räknar både hur väl alla passar och vems tur det är."
        ),
        cost=cast.in_points(points(told.cost)),
        **names,
    )


def why_without(told: Forced | None, need: str, cast: Cast) -> str:
    """Why a need that could have somebody has nobody this week: whom the one who could come goes
    to instead, and what the week would lose. Empty where it has somebody, or nobody could come.
    """
    if told is None or not told.is_change:
        return ""
    volunteer_id, need_id = told.pair
    shifts = told.difference.shifts
    here = [one.fit for of in shifts if of.need_id == need_id for one in of.after]
    elsewhere = [
        (of.need_id, one.fit)
        for of in shifts
        for one in of.before
        if one.volunteer_id == volunteer_id and of.need_id != need_id
    ]
    if not here or not elsewhere:
        return ""
    other, fit = elsewhere[0]
    names = {"volunteer": cast.volunteer(volunteer_id), "other": cast.need(other), "need": need}
    more = points(fit) - points(here[0])
    way = (more > 0) - (more < 0)
    first = cast.say(BETTER[way], more=cast.in_points(abs(more)), **names)
    lost = max(points(told.cost), 0)
    cost = cast.say(GIVEN_HERE[bool(lost)], cost=cast.in_points(lost), **names)
    return f"{first} {cost} {_served(told.difference.served, cast)}"


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
    return " ".join([_served(told.served, cast), *fit])


def _as_listed(told: Difference) -> int:
    """What the fits gain, as the lines show them: whole points that anybody can add up."""
    return sum(points(seat.fit) for one in told.shifts for seat in one.after) - sum(
        points(seat.fit) for one in told.shifts for seat in one.before
    )


def _served(more: int, cast: Cast) -> str:
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
        N_("Innan vredet vägs in passar alla par tillsammans %(points)s bättre.")
        if more > 0
        else N_("Innan vredet vägs in passar alla par tillsammans %(points)s sämre.")
    )
    return cast.say(said, points=cast.in_points(abs(more)))


def _costs(sentences: Mapping[int, str], told: Forced, cast: Cast) -> str:
    cost = points(told.cost)
    way = (cost > 0) - (cost < 0)
    return cast.say(sentences[way], cost=cast.in_points(abs(cost)), **_pair(told, cast))


def _pair(told: Forced, cast: Cast) -> dict[str, str]:
    volunteer_id, need_id = told.pair
    return {"volunteer": cast.volunteer(volunteer_id), "need": cast.need(need_id)}
