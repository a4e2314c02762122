"""Who else: one person's possible partners, the nearly possible, and what keeps the rest apart.

The look at the person is logged by the door before it asks here (`answers.look_at_one`).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.answers import Below, Elsewhere, Forced, Other
from matcher.domain.errors import Missing
from matcher.domain.suggestions import Pair, Proposal, Subject
from matcher.domain.volunteers import VolunteerState
from matcher.engine.answers.changes import Scenario
from matcher.engine.answers.everyone import everyone, in_short
from matcher.engine.answers.ranking import ranked_why
from matcher.engine.answers.remedies import mend
from matcher.engine.answers.whatif import compared, imagined
from matcher.services import answer_weeks, faces, left_out
from matcher.services.answer_values import Apart, ListAnswer, Partner, RefusedOne
from matcher.services.answer_weeks import People, Standing
from matcher.services.faces import Side
from matcher.services.fits import fit_of
from matcher.services.left_out import LeftOut
from matcher.services.pairs_by_hand import BLOCKED, barred
from matcher.store import faces as face_rows
from matcher.store import volunteer_lists

LISTED = 10  # ranked partners of one
NEAR_LISTED = 10  # one hindrance away
HER_LIMITS = frozenset({"capacity", "hours"})  # rules that a volunteer may move by a word
REFUSED_LISTED = 3  # whom only a no keeps apart


def one(session: Session, subject: Subject, who: str, *, centre: str, at: datetime) -> ListAnswer:
    """Who could ever come, or to whom could she go. Raises Missing."""
    now = answer_weeks.standing(session, centre=centre, at=at)
    rows = now.pool.needs if subject is Subject.NEED else now.pool.volunteers
    if all(row.id != who for row in rows):
        return _not_in_pool(session, now, subject, who, centre=centre)
    others, order, first = now.once(("one", subject, who), lambda: _found(now, subject, who))
    mine = {who, *(one for found, _ in order for one in now.given.get(_other(found, subject), ()))}
    known = answer_weeks.people(
        session,
        now,
        **_sides(subject, mine, [one.id for one in others]),
        differences=[first.difference] if first else [],
        drawn={who, *(one for found, _ in order for one in (found.volunteer_id, found.need_id))},
        centre=centre,
    )
    apart = [_apart(known, subject, other) for other in others if other.broken]
    near = [_mendable(other, now, subject, who) for other in apart if _is_near(other)]
    near.sort(key=lambda one: (not one.can_be_mended, -one.told.fit))
    return ListAnswer(
        subject=subject,
        side=known.needs[who] if subject is Subject.NEED else known.volunteers[who],
        left_out=None,
        partners=tuple(_partner(known, now, subject, *found) for found in order),
        possible=sum(not other.broken for other in others),
        near=tuple(near[:NEAR_LISTED]),
        all_near=len(near),
        rest=(*near[NEAR_LISTED:], *(other for other in apart if not _is_near(other))),
        why=in_short(now.solved, subject, who, others),
        first=first,
        people=known,
        vocabulary=now.chosen.vocabulary,
        open_seats=_open_seats(now, subject, who),
        refused=tuple(_refused(session, now, subject, who, apart, centre=centre)),
        elsewhere=tuple(_elsewhere(now, order)) if subject is Subject.NEED else (),
        fit_share=now.chosen.params.dial.fit,
        is_other_than_listed=now.is_other_than_listed,
        still_listed=tuple(one.other for one in apart if _pair(one, subject, who) in now.undecided),
        also=_also(known, subject, others, order),
        paused=_paused(session, now, centre=centre) if subject is Subject.NEED else 0,
    )


def _found(
    now: Standing, subject: Subject, who: str
) -> tuple[Sequence[Other], Sequence[tuple[Proposal, Below | None]], Forced | None]:
    """Everybody of the other side, the best of them, and the cheapest way to serve a need."""
    first = _first(now, who) if subject is Subject.NEED else None
    order = ranked_why(now.solved, subject, who, LISTED)
    return everyone(now.solved, subject, who), order, first


def _also(
    known: People,
    subject: Subject,
    others: Iterable[Other],
    order: Iterable[tuple[Proposal, Below | None]],
) -> tuple[Apart, ...]:
    """Who is possible and stands further down than the list is drawn: nobody vanishes."""
    drawn = {_other(found, subject) for found, _ in order}
    return tuple(
        _apart(known, subject, one) for one in others if not one.broken and one.id not in drawn
    )


def _paused(session: Session, now: Standing, *, centre: str) -> int:
    """How many active volunteers rest today: they are the active who are not in the pool."""
    active = volunteer_lists.counts_by_state(session, centre=centre).get(VolunteerState.ACTIVE, 0)
    return active - len(now.pool.volunteers)


def _elsewhere(
    now: Standing, order: Sequence[tuple[Proposal, Below | None]]
) -> Iterator[Elsewhere]:
    """Whom the week gives those who could come to a need, in their order."""
    for found, _ in order:
        given = now.given.get(found.volunteer_id, ())
        if found.rank and given:
            pairs = [(found.volunteer_id, need_id) for need_id in given]
            pair = next((one for one in pairs if one in now.pool.locked), pairs[0])
            fit, is_locked = now.fits[pair], pair in now.pool.locked
            yield Elsewhere(*pair, fit=fit, here=found.explanation.fit, is_locked=is_locked)


def _first(now: Standing, need_id: str) -> Forced | None:
    """The cheapest way to serve a need; of one that is served, what the others pay for it: from the
    week as it would be without it.
    """
    first = now.forcing.first(need_id)
    if first is None or first.is_change:
        return first
    gone = Scenario(gone=frozenset({need_id}))
    told = compared(imagined(now.solved, gone, now.chosen.related), now.solved).difference
    others = tuple(one for one in told.shifts if one.need_id != need_id)
    return replace(first, difference=replace(told, shifts=others))


def _open_seats(now: Standing, subject: Subject, who: str) -> int:
    features = now.solved.features
    return int(features.seats_n[features.row_of_need[who]]) if subject is Subject.NEED else 1


def _not_in_pool(
    session: Session, now: Standing, subject: Subject, who: str, *, centre: str
) -> ListAnswer:
    """Who has no part in the week, and why. Raises Missing."""
    side: Side
    why: LeftOut
    if subject is Subject.NEED:
        row = face_rows.of_needs(session, [who], centre=centre).get(who)
        if row is None:
            raise Missing("need", who)
        params = now.chosen.params
        side = faces.need_of(session, row, params, centre=centre, on=now.on)
        why = left_out.need(session, row, params, centre=centre, on=now.on)
    else:
        why = left_out.volunteer(session, who, centre=centre)
        side = faces.volunteers(session, [who], centre=centre)[who]
    return ListAnswer(
        subject=subject, side=side, left_out=why, partners=(), possible=0, near=(), rest=(),
        why=None, first=None, people=People({}, {}), vocabulary=now.chosen.vocabulary,
    )  # fmt: skip


def _sides(
    subject: Subject, mine: Collection[str], others: Collection[str]
) -> dict[str, Collection[str]]:
    if subject is Subject.NEED:
        return {"needs": mine, "volunteers": others}
    return {"volunteers": mine, "needs": others}


def _other(found: Proposal, subject: Subject) -> str:
    return found.volunteer_id if subject is Subject.NEED else found.need_id


def _is_near(one: Apart) -> bool:
    """One thing alone, that somebody may be asked to move: a wish, or room and hours of hers."""
    broken = one.told.broken
    return len(broken) == 1 and (one.told.is_safe or broken[0].rule in HER_LIMITS)


def _refused(
    session: Session,
    now: Standing,
    subject: Subject,
    who: str,
    apart: Iterable[Apart],
    *,
    centre: str,
) -> Iterator[RefusedOne]:
    """The best of those whom only a no keeps apart."""
    only = [one for one in apart if [broken.rule for broken in one.told.broken] == [BLOCKED]]
    needs = [who] if subject is Subject.NEED else [one.other.id for one in only[:REFUSED_LISTED]]
    rows = face_rows.of_needs(session, needs, drawn=(), centre=centre) if only else {}
    for one in only[:REFUSED_LISTED]:
        volunteer_id = one.other.id if subject is Subject.NEED else who
        row = rows[who if subject is Subject.NEED else one.other.id]
        said = barred(session, volunteer_id, row, centre=centre, on=now.on)
        if said is not None:
            yield RefusedOne(one.other, said)


def _pair(one: Apart, subject: Subject, who: str) -> Pair:
    return (one.told.id, who) if subject is Subject.NEED else (who, one.told.id)


def _mendable(one: Apart, now: Standing, subject: Subject, who: str) -> Apart:
    """The same, with whether a small change would open the pair."""
    volunteer_id, need_id = _pair(one, subject, who)
    rows = now.solved.features
    volunteer = rows.volunteers[rows.row_of_volunteer[volunteer_id]]
    need = rows.needs[rows.row_of_need[need_id]]
    return replace(one, can_be_mended=mend(one.told.broken[0], volunteer, need) is not None)


def _apart(known: People, subject: Subject, told: Other) -> Apart:
    side: Side = known.volunteers[told.id] if subject is Subject.NEED else known.needs[told.id]
    return Apart(side, told)


def _partner(
    known: People, now: Standing, subject: Subject, found: Proposal, below: Below | None
) -> Partner:
    volunteer, need = known.volunteers[found.volunteer_id], known.needs[found.need_id]
    explanation = faces.as_told(found.explanation, volunteer, need)
    other: Side = volunteer if subject is Subject.NEED else need
    mine: Mapping[str, Side] = known.needs if subject is Subject.NEED else known.volunteers
    given = now.given.get(other.id, ()) if found.rank else ()
    return Partner(
        other=other,
        explanation=explanation,
        fit=fit_of(explanation, now.chosen.params),
        rank=found.rank,
        below=below,
        best_for_others=found.best_for_others,
        instead=tuple(mine[one] for one in given if one in mine),
        suggestion_id=now.undecided.get((found.volunteer_id, found.need_id)),
    )
