"""Why two cannot be tried together, in words."""

from collections.abc import Mapping

from matcher.domain.answers import Refusal, WhyNot
from matcher.phrases.cast import Cast
from matcher.phrases.voice import N_, listed

REFUSALS: Mapping[Refusal, str] = {
    Refusal.SAFETY: N_("Det går inte, av säkerhetsskäl."),
    Refusal.VOLUNTEER_FULL: N_(
        "%(volunteer)s har ingen plats kvar: den är upptagen av en matchning, eller så vill "
        "volontären inte ha fler."
    ),
    Refusal.NEED_FULL: N_("%(need)s har redan så många som önskas."),
    Refusal.ASKED: N_("%(need)s och %(volunteer)s har redan en matchning."),
    Refusal.RESTING: N_("De två vilar den här veckan: förslaget har fått ”Inte nu”."),
}
LOCKED: Mapping[Refusal, str] = {  # where locked pairs of this week take the room
    Refusal.VOLUNTEER_FULL: N_("%(volunteer)s är låst till %(others)s den här veckan."),
    Refusal.NEED_FULL: N_("%(need)s är låst till %(others)s den här veckan."),
}


def refusal_of_pair(told: WhyNot, cast: Cast, *, volunteer: str, need: str) -> str:
    """Why the two cannot be tried; empty where they can."""
    if told.refused is None:
        return ""
    names = {"volunteer": volunteer, "need": need}
    if told.locked and told.refused in LOCKED:
        called = cast.need if told.refused is Refusal.VOLUNTEER_FULL else cast.volunteer
        others = listed((called(one) for one in told.locked), cast.language)
        return cast.say(LOCKED[told.refused], others=others, **names)
    return cast.say(REFUSALS[told.refused], **names)
