"""What parts two sets of pairs, told by need: whoever waits is who gains or loses."""

from collections import defaultdict
from collections.abc import Iterable

from matcher.domain.answers import Difference, Fits, Seated, Shift
from matcher.domain.suggestions import Pair


def difference(before: Fits, after: Fits) -> Difference:
    """From one set of pairs to another. A pair that is in both is no shift, whatever its fit: what
    is rare among people changes a little with every newcomer.
    """
    same = before.keys() & after.keys()
    gone, come = _by_need(before, before.keys() - same), _by_need(after, after.keys() - same)
    moved = gone.keys() | come.keys()
    kept = _by_need(after, (pair for pair in same if pair[1] in moved))
    shifts = tuple(
        Shift(need_id, tuple(gone[need_id]), tuple(come[need_id]), tuple(kept[need_id]))
        for need_id in sorted(moved)
    )
    had, have = ({volunteer_id for volunteer_id, _ in pairs} for pairs in (before, after))
    return Difference(
        shifts=shifts,
        freed=tuple(sorted(had - have)),
        taken=tuple(sorted(have - had)),
        unchanged=len(same),
        fit=sum(after.values()) - sum(before.values()),
    )


def _by_need(fits: Fits, pairs: Iterable[Pair]) -> defaultdict[str, list[Seated]]:
    found: defaultdict[str, list[Seated]] = defaultdict(list)
    for volunteer_id, need_id in sorted(pairs):
        found[need_id].append(Seated(volunteer_id, fits[volunteer_id, need_id]))
    return found
