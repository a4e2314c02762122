"""Who has no part in the week, or is on no list of an answer: why, and what is done about it."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from matcher import phrases
from matcher.domain.needs import NeedState
from matcher.domain.recipients import RecipientState
from matcher.domain.volunteers import VolunteerState
from matcher.phrases.voice import listed
from matcher.services.answer_values import ListAnswer
from matcher.services.left_out import NeedLeftOut, VolunteerLeftOut
from web.plumbing.formats import capital, day
from web.plumbing.languages import language

NAMED = 3  # of those whom a yes would make possible
OWN_YES = "consent"  # the rule of who has not said yes herself
NEED_IS = {
    NeedState.DRAFT: _l("Uppdraget är inte publicerat än."),
    NeedState.FILLED: _l("Uppdraget är fyllt."),
    NeedState.CLOSED: _l("Uppdraget är stängt."),
    NeedState.EXPIRED: _l("Tiden för uppdraget har gått ut."),
}
PERSON_IS = {
    RecipientState.PAUSED: _l("Personen är pausad. Ingen föreslås så länge."),
    RecipientState.ENDED: _l("Personen är inte med längre."),
    RecipientState.REFERRED_ON: _l("Personen har fått hjälp på annat håll."),
    RecipientState.DECEASED: _l("Personen har avlidit."),
}
VOLUNTEER_IS = {
    VolunteerState.INTERESTED: _l("Har anmält sig och är inte aktiv än. Ingen har ringt."),
    VolunteerState.CONTACTED: _l(
        "Är kontaktad och inte aktiv än. Vad som saknas står på volontärens sida."
    ),
    VolunteerState.LEFT: _l("Har slutat som volontär."),
    VolunteerState.NOT_RELEVANT: _l("Är inte aktuell som volontär."),
}


def line(found: ListAnswer) -> str:
    """Why this one has no part in the week."""
    why = found.left_out
    if isinstance(why, VolunteerLeftOut):
        return _of_volunteer(why)
    assert isinstance(why, NeedLeftOut)
    if why.person in PERSON_IS:
        return str(PERSON_IS[why.person])
    if why.matched:
        return _("Har redan någon, eller någon på väg. Därför föreslås ingen annan.")
    if why.state in NEED_IS:
        return str(NEED_IS[why.state])
    if why.is_over:
        return str(NEED_IS[NeedState.EXPIRED])
    return _unsaid()


def _of_volunteer(why: VolunteerLeftOut) -> str:
    if why.state is not VolunteerState.ACTIVE:
        return str(VOLUNTEER_IS[why.state])
    if why.paused_until:
        return _("Är pausad, och tillbaka %(day)s.", day=day(why.paused_until))
    if why.paused_from:
        return _("Är pausad sedan %(day)s, tills vidare.", day=day(why.paused_from))
    return _unsaid()


def _unsaid() -> str:
    return _(
        "Det gäller den som är pausad eller har slutat, och uppdrag som är fyllda eller inte öppna."
    )


def matched(found: ListAnswer) -> list[dict[str, Any]]:
    """With whom a need is already, how far it has come, and where that is read."""
    pairs = found.left_out.matched if isinstance(found.left_out, NeedLeftOut) else ()
    return [
        {
            "who": volunteer.called,
            "state": phrases.match_state(pair.state, language()),
            "href": url_for("matches.one", match_id=pair.match_id),
        }
        for volunteer, pair in pairs
    ]


def with_a_yes(found: ListAnswer) -> str:
    """Who would be possible if the person said yes herself; empty where that is not what lacks."""
    if found.why is None or found.why.own != (OWN_YES,):
        return ""
    only = [
        one.other.called
        for one in found.rest
        if [broken.rule for broken in one.told.broken] == [OWN_YES]
    ]
    if not only:
        return _("Också med personens ja hindras alla av något annat.")
    more = len(only) - NAMED
    rest = [_("%(number)s till", number=more)] if more > 0 else []
    return ngettext(
        "Med personens ja är en volontär möjlig: %(names)s.",
        "Med personens ja är %(num)s volontärer möjliga: %(names)s.",
        len(only),
        names=capital(listed([*only[:NAMED], *rest], language())),
    ).replace("..", ".")


def paused(found: ListAnswer) -> str:
    """How many volunteers rest and are on none of the lists."""
    if not found.paused:
        return ""
    return ngettext(
        "En volontär är pausad och räknas inte här.",
        "%(num)s volontärer är pausade och räknas inte här.",
        found.paused,
    )
