"""What an answer says of one pair, or of one who waits: what the week is worth with it."""

from collections.abc import Mapping, Sequence

from matcher.domain.answers import Elsewhere, Forced
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
ALSO: Mapping[int, str] = {  # the same of the others who could come
    1: N_(
        "%(volunteer)s är också möjlig, men föreslås för %(other)s och passar %(more)s bättre där."
    ),
    0: N_("%(volunteer)s är också möjlig, men föreslås för %(other)s och passar lika bra där."),
    -1: N_(
        "%(volunteer)s är också möjlig, men föreslås för %(other)s, och passar %(more)s sämre där."
    ),
}
ALSO_NAMED = 2  # beside the first: with more names nobody reads the answer
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


def first(told: Forced | None, need: str, cast: Cast, *, is_possible: bool = False) -> str:
    """What it would cost to let one who waits go first; `is_possible`: somebody is, though all who
    are may be locked to others.
    """
    if told is None:
        nobody = N_(
            "Ingen volontär är möjlig för %(need)s just nu, så det hjälper inte att gå före."
        )
        locked = N_(
            "Den som är möjlig för %(need)s är låst till någon annan, så det hjälper inte att gå "
            "före."
        )
        return cast.say(locked if is_possible else nobody, need=need)
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


def why_without(
    told: Forced | None, need: str, cast: Cast, others: Sequence[Elsewhere] = ()
) -> str:
    """Why a need that could have somebody has nobody this week: whom each of those who could come
    goes to instead, and what the week would lose by the one who costs least. Empty where it has
    somebody, or nobody could come.
    """
    if told is not None and not told.is_change:
        return ""
    locked = [_locked(one, cast) for one in others if one.is_locked]
    free = [one for one in others if not one.is_locked]
    if told is None:
        return " ".join(locked)
    free = [one for one in free if one.volunteer_id != told.pair[0]]
    return " ".join(filter(None, [_cheapest(told, need, cast), *_also(free, cast), *locked]))


def _also(others: Sequence[Elsewhere], cast: Cast) -> list[str]:
    """Of the others who could come: whom they go to, and that they cost no less."""
    said = []
    for one in others[:ALSO_NAMED]:
        more = points(one.fit) - points(one.here)
        names = {"volunteer": cast.volunteer(one.volunteer_id), "other": cast.need(one.need_id)}
        way = (more > 0) - (more < 0)
        said.append(cast.say(ALSO[way], more=cast.in_points(abs(more)), **names))
    rest = len(others) - ALSO_NAMED
    if rest == 1:
        said.append(cast.say(N_("En till är möjlig, men föreslås för någon annan.")))
    elif rest > 1:
        said.append(cast.say(N_("%(count)s till är möjliga, men föreslås för andra."), count=rest))
    if len(others) == 1:
        name = cast.volunteer(others[0].volunteer_id)
        line = N_("Att i stället ta %(volunteer)s är inte bättre för veckan.")
        said.append(cast.say(line, volunteer=name))
    elif others:
        said.append(cast.say(N_("Att i stället ta någon av dem är inte bättre för veckan.")))
    return said


def _locked(told: Elsewhere, cast: Cast) -> str:
    return cast.say(
        N_("%(volunteer)s är möjlig, men låst till %(other)s den här veckan."),
        volunteer=cast.volunteer(told.volunteer_id),
        other=cast.need(told.need_id),
    )


def _cheapest(told: Forced, need: str, cast: Cast) -> str:
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
