"""Two whom a coordinator would match herself: what the engine says of them."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.errors import NotNow
from matcher.domain.match_reasons import DeclineReason, EndReason
from matcher.domain.needs import NeedState
from matcher.domain.suggestions import PairView, RejectReason
from matcher.domain.vocabulary import Vocabulary
from matcher.engine.matching import look_at
from matcher.engine.pool import Pool
from matcher.engine.rules.safety import BlockedPair, Capacity, Hours
from matcher.services import faces
from matcher.services.answer_weeks import Standing
from matcher.services.faces import NeedSide, Side
from matcher.services.fits import Fit, fit_of
from matcher.services.recipient_states import GONE
from matcher.services.waiting_pages import face_of
from matcher.store import accounts, pairs, profiles
from matcher.store.faces import NeedFace

BLOCKED = BlockedPair.id  # the rule that such a no breaks
LIMITS = {Capacity.id, Hours.id}  # safety rules that hold what a volunteer says that she can give
REASONS = (RejectReason, DeclineReason, EndReason)  # of a no, of an asked one, of what they had


@dataclass(frozen=True, slots=True)
class Barred:
    """The no that keeps two apart: whose, when, why and how long."""

    by: str | None  # the name of who said it; None: a volunteer, or her account is no more
    on: date
    reason: RejectReason | DeclineReason | EndReason
    until_on: date | None  # first day they may be suggested to each other; None: never
    suggestion_id: str | None


@dataclass(frozen=True, slots=True)
class ByHand:
    """Two whom a coordinator would match herself: how it would be, and which rules it breaks."""

    need: NeedSide
    volunteer: Side
    view: PairView
    fit: Fit
    vocabulary: Vocabulary
    barred: Barred | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """What the week says of two whom a coordinator would match herself."""

    takes_from: tuple[NeedSide, ...]  # whom the volunteer is suggested to, undecided
    instead_of: tuple[Side, ...]  # who is suggested to this need, undecided
    rests: bool  # a coordinator has said "not now" of the two


def beside(
    session: Session, now: Standing, volunteer_id: str, need_id: str, *, centre: str
) -> Beside:
    """Whom a match of these two may take somebody from, by the week as it stands."""
    hers = [need for volunteer, need in now.undecided if volunteer == volunteer_id]
    others = [volunteer for volunteer, need in now.undecided if need == need_id]
    people, needs = faces.both(
        session, others, hers, now.chosen.params, drawn=(), centre=centre, on=now.on
    )
    return Beside(
        takes_from=tuple(needs.values()),
        instead_of=tuple(people.values()),
        rests=(volunteer_id, need_id) in now.pool.resting,
    )


def refuse_over(session: Session, need_id: str, *, centre: str) -> None:
    """Raises NotNow where nobody can be matched by hand any more: the person has died or ended
    (R63), or the need is not open; Missing.
    """
    row = face_of(session, need_id, centre=centre)
    if row.recipient_state in GONE:
        raise NotNow("recipient", row.recipient_state.value, "match")
    if row.state is not NeedState.OPEN:
        raise NotNow("need", row.state.value, "match")


def by_hand(
    session: Session,
    now: Standing,
    volunteer_id: str,
    need_id: str,
    *,
    row: NeedFace | None = None,
    centre: str,
) -> ByHand:
    """What the engine says of two whom a coordinator would match herself, as the week stands;
    `row` is the need, where it has been read. Raises Missing.
    """
    row = row or face_of(session, need_id, centre=centre)
    chosen = now.chosen
    view = now.once(
        ("by hand", volunteer_id, need_id),
        lambda: _seen(session, now, volunteer_id, need_id, centre=centre),
    )
    people, wanted = faces.of_one(
        session, row, [volunteer_id], chosen.params, centre=centre, on=now.on
    )
    faces.in_own_words(session, people, wanted, centre=centre)
    side, volunteer = wanted[need_id], people[volunteer_id]
    explanation = faces.as_told(view.explanation, volunteer, side)
    fit = fit_of(explanation, chosen.params)
    is_barred = any(one.rule == BLOCKED for one in view.broken)
    said = barred(session, volunteer_id, row, centre=centre, on=now.on) if is_barred else None
    view = replace(view, explanation=explanation)
    return ByHand(side, volunteer, view, fit, chosen.vocabulary, said)


def barred(
    session: Session, volunteer_id: str, need: NeedFace, *, centre: str, on: date
) -> Barred | None:
    """Whose no keeps a volunteer from whose need it is, as of that day; None where none does."""
    found = pairs.bar_between(session, volunteer_id, need, centre=centre, on=on)
    if found is None:
        return None
    reason = next(kind(found.reason) for kind in REASONS if found.reason in set(kind))
    by = accounts.names(session, centre=centre).get(found.blocked_by or "")
    return Barred(by, swedish_day(found.blocked_at), reason, found.until_on, found.suggestion_id)


def _seen(
    session: Session, now: Standing, volunteer_id: str, need_id: str, *, centre: str
) -> PairView:
    both = _with_both(session, now, volunteer_id, need_id, centre=centre)
    chosen, known = now.chosen, now.free_features if both is now.free else None
    return look_at(both, chosen.params, chosen.related, volunteer_id, need_id, known)


def _with_both(
    session: Session, now: Standing, volunteer_id: str, need_id: str, *, centre: str
) -> Pool:
    """The pool with these two in it, in whatever state they are. Among all the others: how rare a
    word is among them is part of how well two suit.
    """
    pool, chosen = now.free, now.chosen
    known_v, known_n = ({one.id for one in side} for side in (pool.volunteers, pool.needs))
    if volunteer_id in known_v and need_id in known_n:
        return pool
    found = profiles.load(
        session,
        centre=centre,
        on=now.on,
        policies=chosen.policies,
        sensitive=chosen.sensitive,
        pastimes=chosen.pastimes,
        volunteer_id=volunteer_id,
        need_id=need_id,
    )
    new_v = tuple(one for one in found.volunteers if one.id not in known_v)
    new_n = tuple(one for one in found.needs if one.id not in known_n)
    return replace(
        pool,
        volunteers=(*pool.volunteers, *new_v),
        needs=(*pool.needs, *new_n),
        blocked=pool.blocked | found.blocked,
        frozen=pool.frozen | found.live,
    )
