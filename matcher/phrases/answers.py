"""What an answer says of one pair, or of one who waits: what the week is worth with it."""

from collections.abc import Mapping

from matcher.domain.answers import Forced
from matcher.phrases.cast import Cast, points
from matcher.phrases.shifts import served
from matcher.phrases.voice import N_

# What the week as a whole wins (-1) or loses (1) by a pair, and by being without it
FORCED: Mapping[int, str] = {
    0: N_("Om %(volunteer)s går till %(need)s blir veckan som helhet lika bra."),
    1: N_(
        "Om %(volunteer)s går till %(need)s blir veckan som helhet %(cost)s sämre. Poängen "
        "räknar både hur väl alla passar och vems tur det är."
    ),
}
HINDERED: Mapping[int, str] = {  # the same of two whom a wish keeps apart
    -1: N_(
        "Om %(volunteer)s går till %(need)s blir veckan som helhet %(cost)s bättre, om man "
        "bortser från det som hindrar dem. Poängen räknar både hur väl alla passar och vems tur "
        "det är."
    ),
    0: N_(
        "Om %(volunteer)s går till %(need)s blir veckan som helhet lika bra, om man bortser från "
        "det som hindrar dem."
    ),
    1: N_(
        "Om %(volunteer)s går till %(need)s blir veckan som helhet %(cost)s sämre, om man "
        "bortser från det som hindrar dem. Poängen räknar både hur väl alla passar och vems tur "
        "det är."
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
        "%(volunteer)s föreslås för %(other)s den här veckan, och passar %(more)s bättre hos "
        "%(other)s än hos %(need)s."
    ),
    0: N_("%(volunteer)s föreslås för %(other)s den här veckan, och passar lika bra där."),
    -1: N_(
        "%(volunteer)s föreslås för %(other)s den här veckan, men passar %(more)s sämre hos "
        "%(other)s än hos %(need)s. Veckan räknar också vems tur det är och vilka andra som kan "
        "komma."
    ),
}
GIVEN_HERE: Mapping[bool, str] = {
    True: N_("Att i stället ge %(volunteer)s till %(need)s gör hela veckan %(cost)s sämre."),
    False: N_("Att i stället ge %(volunteer)s till %(need)s gör veckan lika bra."),
}


def forced(told: Forced, cast: Cast, *, is_hindered: bool = False) -> str:
    """What the week as a whole would lose if the two had each other; `is_hindered`: though a wish
    keeps them apart. Only such a pair can gain anything: the week is the best of the others.
    """
    if not told.is_change:
        sentence = N_("%(volunteer)s är redan förslaget för %(need)s.")
        return cast.say(sentence, **_pair(told, cast))
    return _costs(HINDERED if is_hindered or points(told.cost) < 0 else FORCED, told, cast)


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
    return f"{first} {cost} {served(told.difference.served, cast)}"


def _costs(sentences: Mapping[int, str], told: Forced, cast: Cast) -> str:
    cost = points(told.cost)
    way = (cost > 0) - (cost < 0)
    return cast.say(sentences[way], cost=cast.in_points(abs(cost)), **_pair(told, cast))


def _pair(told: Forced, cast: Cast) -> dict[str, str]:
    volunteer_id, need_id = told.pair
    return {"volunteer": cast.volunteer(volunteer_id), "need": cast.need(need_id)}
