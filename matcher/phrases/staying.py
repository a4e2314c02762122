"""What the week as a whole counts for suggestions that stay: of the points that an answer tells,
how many are for that, and how many for all the rest.
"""

from collections.abc import Mapping

from matcher.domain.answers import Forced
from matcher.phrases.cast import Cast, points
from matcher.phrases.voice import N_

# By whether fewer (1) or more (-1) stay, and whether it is one or several
STAY: Mapping[tuple[int, bool], str] = {
    (1, True): N_(
        "Ett av förslagen som redan väntar på ert beslut byts då ut. Bytet räknas som %(points)s "
        "sämre."
    ),
    (1, False): N_(
        "%(count)s av förslagen som redan väntar på ert beslut byts då ut. Bytena räknas som "
        "%(points)s sämre."
    ),
    (-1, True): N_(
        "Ett förslag till, som redan väntar på ert beslut, får då stå kvar. Det räknas som "
        "%(points)s bättre."
    ),
    (-1, False): N_(
        "%(count)s förslag till, som redan väntar på ert beslut, får då stå kvar. Det räknas som "
        "%(points)s bättre."
    ),
}
# What the week wins (-1) or loses (1) beside that
REST: Mapping[int, str] = {
    -1: N_("I övrigt blir veckan %(points)s bättre."),
    0: N_("I övrigt blir veckan lika bra."),
    1: N_("I övrigt blir veckan %(points)s sämre."),
}


def staying(told: Forced, cast: Cast) -> str:
    """How the cost parts, in whole points that sum to the cost told; empty where as many stay."""
    fewer, moves = told.fewer_stay, points(told.stay_cost)
    if not moves:
        return ""
    rest = points(told.cost) - moves
    way = (fewer > 0) - (fewer < 0)
    first = cast.say(
        STAY[way, abs(fewer) == 1], count=abs(fewer), points=cast.in_points(abs(moves))
    )
    other = cast.say(REST[(rest > 0) - (rest < 0)], points=cast.in_points(abs(rest)))
    return f"{first} {other}"
