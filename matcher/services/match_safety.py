"""Whether those whom a match would bring together may still meet, when they are asked and when
they answer (R34).

Days pass between a coordinator's yes and the answers: clearance runs out, an allergy is told,
somebody asks not to be processed. Nobody is asked about a meeting that would not be suggested, and
a yes that goes against a wish is no more taken in silence than a match by hand is (R47).
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.errors import Fault, Invalid
from matcher.domain.matches import OverrideReason
from matcher.services import matches
from matcher.services.circle_candidates import TAKEN_HERE, needs_of, staying
from matcher.services.match_life import hold, participant
from matcher.services.matches import Pair
from matcher.store import audit
from matcher.store.audit import Deed
from matcher.store.matches import Match, Participant

DEEDS_READ = 200  # of one match before its first meeting; more than any has


def refuse_unsafe(
    session: Session, match: Match, volunteers: Iterable[Participant], *, at: datetime
) -> None:
    """Look once more at each of them with everybody whom she would meet, by today's rows. Raises
    RuleBroken with every safety rule that is broken now.
    """
    _wishes_against(session, match, volunteers, at=at)


def weigh_a_yes(
    session: Session,
    match_id: str,
    participant_id: str,
    reason: OverrideReason | None,
    *,
    centre: str,
    by: str,
    at: datetime,
) -> None:
    """Look once more before her yes is taken, by what she has told with it. Raises Missing,
    NotNow; RuleBroken; Invalid with the `rules` where a wish is broken that nobody has said why to
    go against.
    """
    match = hold(session, match_id, centre=centre)
    one = participant(match, participant_id)
    some = [one] if one.volunteer_id else staying(match)
    wishes = _wishes_against(session, match, some, at=at) - _overridden(session, match)
    if not wishes:
        return
    if reason is None:
        raise Invalid(
            {"override_reason": Fault("against_a_wish_now", {"rules": " ".join(sorted(wishes))})}
        )
    match.override_reason = reason
    facts = {"overridden": sorted(wishes), "override_reason": reason}
    audit.record_of(session, "match.wish_overridden", "match", match, by=by, at=at, **facts)


def _wishes_against(
    session: Session, match: Match, volunteers: Iterable[Participant], *, at: datetime
) -> set[str]:
    found: set[str] = set()
    for one in volunteers:
        for need_id in needs_of(match):
            pair = Pair(str(one.volunteer_id), need_id)
            view = matches.looked_at(
                session, pair, besides=TAKEN_HERE, centre=match.centre_id, at=at
            )
            found.update(broken.rule for broken in view.broken)
    return found


def _overridden(session: Session, match: Match) -> set[str]:
    """The wishes that somebody has already said why the two meet against."""
    deeds = audit.newest(session, Deed, centre=match.centre_id, about_id=match.id, limit=DEEDS_READ)
    return {rule for deed in deeds for rule in deed.facts.get("overridden", ())}
