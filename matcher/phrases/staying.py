"""What the points of the week as a whole are for: of those that an answer tells, how many are for
suggestions that stay, how many for how well all suit, and how many for whose turn it is.
"""

from collections.abc import Mapping

from matcher.domain.answers import Forced
from matcher.phrases.cast import POINT, Cast, points
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
# What the week wins (-1) or loses (1) by how well all suit, after the dial
FIT: Mapping[int, str] = {
    -1: N_("Hur väl alla passar räknas i veckan som %(points)s bättre."),
    1: N_("Hur väl alla passar räknas i veckan som %(points)s sämre."),
}
# And by who has somebody at all, and who waits
TURN: Mapping[int, str] = {
    -1: N_("Vilka som får någon, och vems tur det är, räknas som %(points)s bättre."),
    1: N_("Vilka som får någon, och vems tur det är, räknas som %(points)s sämre."),
}


def staying(told: Forced, cast: Cast) -> str:
    """How the cost parts, in whole points that sum to the cost told: what is for suggestions that
    stay, for how well all suit, and for whose turn it is. Empty where nothing is won or lost.
    """
    moves, rest = points(told.stay_cost), points(told.cost) - points(told.stay_cost)
    is_turn = abs(told.cost - told.stay_cost - told.fit_cost) >= POINT // 2  # less is rounding
    fit = points(told.fit_cost) if is_turn else rest
    said = [_moves(told, cast)] if moves else []
    for sentences, many in ((FIT, fit), (TURN, rest - fit)):
        if many:
            line = sentences[1 if many > 0 else -1]
            said.append(cast.say(line, points=cast.in_points(abs(many))))
    if moves and not (fit or rest):
        said.append(cast.say(N_("I övrigt blir veckan lika bra.")))
    return " ".join(said)


def _moves(told: Forced, cast: Cast) -> str:
    fewer = told.fewer_stay
    sentence = STAY[1 if fewer > 0 else -1, abs(fewer) == 1]
    moves = cast.in_points(abs(points(told.stay_cost)))
    return cast.say(sentence, count=abs(fewer), points=moves)
