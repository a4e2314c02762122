"""THE PRIVACY BORDER: rows to profiles. From here down there are ids, never names.

Everything that matching may know of people passes through `load`, and what it may not know is
left behind here: names, addresses, telephone numbers, notes; health facts without the person's
own consent; words that tell of health, faith or origin without it (R20, R95). Whoever has left,
is paused, or has died is not in the pool. Whoever has not consented, or asked not to be
processed, *is*, marked so: she is to be seen among those without a suggestion, not to vanish
(R46, R77).

Rows come back sorted by id, and free capacity is counted here from the matches that live.

    volunteers · needs   rows to profiles      columns   cells to values
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from itertools import product
from typing import Any

from sqlalchemy.orm import Session

from matcher.domain.availability import Availability
from matcher.domain.clearance import AssignmentType, Policy
from matcher.domain.needs import NeedProfile
from matcher.domain.roads import NO_ROADS, Roads, points
from matcher.domain.suggestions import Pair
from matcher.domain.volunteers import VolunteerProfile
from matcher.store import couples, matches, pairs, roads
from matcher.store.matches import LivingPair
from matcher.store.profiles import needs, volunteers

Policies = Mapping[AssignmentType, Policy]


@dataclass(frozen=True, slots=True)
class Profiles:
    """A centre's pool. `capacity` and `seats` still hold the places of `live`."""

    volunteers: tuple[VolunteerProfile, ...]
    needs: tuple[NeedProfile, ...]
    on: date
    blocked: frozenset[Pair] = frozenset()
    live: frozenset[Pair] = frozenset()  # matches that live, of needs with seats still free
    roads: Roads = NO_ROADS


def load(
    session: Session,
    *,
    centre: str,
    on: date,
    policies: Policies,
    sensitive: Set[str] = frozenset(),
    pastimes: Set[str] = frozenset(),
    volunteer_id: str | None = None,
    need_id: str | None = None,
) -> Profiles:
    """The pool of a centre on a day. `sensitive` are words that want the health consent,
    `pastimes` those of what one likes.

    With ids, only that volunteer (and who she goes with) or that need, in whatever state: so
    that a match by hand is told what is missing, not that nobody is there.
    """
    living = matches.living(session, centre=centre)
    wanted = needs.profiles(
        session,
        living,
        centre=centre,
        on=on,
        sensitive=sensitive,
        pastimes=pastimes,
        only=[need_id] if need_id else None,
    )
    with_room = {need.id for need in wanted}
    elsewhere: dict[str, list[LivingPair]] = {}
    for pair in living.pairs:
        if pair.need_id not in with_room:
            elsewhere.setdefault(pair.volunteer_id, []).append(pair)
    together = couples.all_of(session, centre=centre)
    only = {volunteer_id, together.get(volunteer_id, volunteer_id)} if volunteer_id else None
    givers = [
        volunteers.profile(
            one,
            elsewhere.get(one.row.id, ()),
            on=on,
            policies=policies,
            sensitive=sensitive,
            pastimes=pastimes,
            together_with=together.get(one.row.id),
        )
        for one in volunteers.known(session, centre=centre, on=on, only=only)
    ]
    known = {one.id for one in givers}
    live = ((pair.volunteer_id, pair.need_id) for pair in living.pairs)
    return Profiles(
        tuple(givers),
        tuple(wanted),
        on,
        blocked=_blocked(session, wanted, centre=centre, on=on),
        live=frozenset(pair for pair in live if pair[0] in known and pair[1] in with_room),
        roads=_roads(session, givers, wanted),
    )


def of_need(
    session: Session,
    need_id: str,
    *,
    centre: str,
    on: date,
    sensitive: Set[str],
    pastimes: Set[str] = frozenset(),
) -> Profiles:
    """One need in whatever state, who is kept from it and who is matched with it; nobody's own
    profile.
    """
    living = matches.living(session, centre=centre)
    wanted = needs.profiles(
        session,
        living,
        centre=centre,
        on=on,
        sensitive=sensitive,
        pastimes=pastimes,
        only=[need_id],
    )
    return Profiles(
        (),
        tuple(wanted),
        on,
        blocked=_blocked(session, wanted, centre=centre, on=on),
        live=frozenset(
            (one.volunteer_id, need_id) for one in living.pairs if one.need_id == need_id
        ),
    )


def two(
    session: Session,
    volunteer_id: str,
    need_id: str,
    *,
    centre: str,
    on: date,
    sensitive: Set[str],
    pastimes: Set[str] = frozenset(),
) -> Profiles:
    """Two in whatever state, as `each` tells of them."""
    found = each(
        session,
        [volunteer_id],
        [need_id],
        centre=centre,
        on=on,
        sensitive=sensitive,
        pastimes=pastimes,
    )
    return found[volunteer_id, need_id]


def each(
    session: Session,
    volunteer_ids: Collection[str],
    need_ids: Collection[str],
    *,
    centre: str,
    on: date,
    sensitive: Set[str],
    pastimes: Set[str] = frozenset(),
) -> dict[Pair, Profiles]:
    """Each of these with each of those, in whatever state, as the two are to each other, at hours
    when neither is with others. How much room a volunteer has left, and what she is cleared for, is
    not read: nobody is to be chosen by it. As many questions for several as for one.
    """
    found = volunteers.known(session, centre=centre, on=on, only=volunteer_ids, with_steps=False)
    living = matches.living(session, centre=centre)
    givers = {
        one.row.id: volunteers.profile(
            one, (), on=on, policies={}, sensitive=sensitive, pastimes=pastimes
        )
        for one in found
    }
    wanted = needs.profiles(
        session, living, centre=centre, on=on, sensitive=sensitive, pastimes=pastimes, only=need_ids
    )
    ways = _roads(session, givers.values(), wanted)

    def pool(volunteer_id: str, need_id: str) -> Profiles:
        hers = [one for one in living.pairs if one.volunteer_id == volunteer_id]
        others = [one for one in hers if one.need_id != need_id]
        giver = (givers[volunteer_id],) if volunteer_id in givers else ()
        return Profiles(
            tuple(volunteers.but_for(one, others) for one in giver),
            tuple(one for one in wanted if one.id == need_id),
            on,
            roads=ways,
        )

    return {pair: pool(*pair) for pair in product(volunteer_ids, need_ids)}


def fingerprint(found: Profiles) -> str:
    """Sixteen hexadecimal digits over all of a pool: equal exactly when the pools are."""
    plain = json.dumps(_plain(found), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def _roads(
    session: Session, givers: Iterable[VolunteerProfile], wanted: Iterable[NeedProfile]
) -> Roads:
    """The ways that a routing service has told, however long ago."""
    here, there = (points(one.place for one in side) for side in (givers, wanted))
    told = roads.between(session, here, there)
    return Roads({way: km for way, km in told.items() if km is not None})


def _blocked(
    session: Session, wanted: Iterable[NeedProfile], *, centre: str, on: date
) -> frozenset[Pair]:
    """A volunteer is kept from a person or an organisation, and so from all its needs; and from
    standing in for herself while she has a pause.
    """
    barred = pairs.barred(session, centre=centre, on=on)
    subjects = {need.id: need.subject_id for need in wanted}
    resting = pairs.resting(session, centre=centre)
    return frozenset(
        (volunteer_id, need_id)
        for need_id, subject_id in subjects.items()
        for volunteer_id in barred.get(subject_id, ())
    ) | {pair for pair in resting if pair[1] in subjects}


def _plain(value: Any) -> Any:
    """A value as JSON would have it, the same whatever order a set was filled in."""
    if isinstance(value, Availability):
        return value.to_json()
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(_plain(key)): _plain(item) for key, item in value.items()}
    if isinstance(value, Set):
        return sorted((_plain(item) for item in value), key=repr)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value
