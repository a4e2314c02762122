"""Which test begins first, and on how many examples a law is tried; read by tests/conftest.py.

`./test fast` tries each law on a few examples (--hypothesis-profile=fast), `./test` on as many as
the law itself asks for. Both try the same ones every time, so that what a run says is about the
code and not about the day; `./test only --hypothesis-profile=hunt PATH…` looks for others.
"""

import os
from itertools import groupby

import hypothesis

LONGEST = ("journeys", "browser")
FEW = 8  # examples of a law, in the minute between edits

# How quick the machine is has nothing to do with whether a law holds.
_ANY_PACE = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
_SAME = {"derandomize": True, **_ANY_PACE}
hypothesis.settings.register_profile("handslag", **_SAME)
hypothesis.settings.register_profile("fast", max_examples=FEW, **_SAME)
hypothesis.settings.register_profile("hunt", derandomize=False, **_ANY_PACE)
hypothesis.settings.load_profile("handslag")


def arrange(items):
    """Sort the tests in place: no worker is to begin with a long one when the others are done."""
    items.sort(key=_turn)
    items[:] = _dealt(items, int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", 1)))
    if hypothesis.settings.get_current_profile_name() == "fast":
        for item in items:
            _try_few(item)


def _turn(item):
    """What starts programs, what opens a browser, what else is slow, and then the many."""
    folder = item.path.parent.name
    if folder in LONGEST:
        return LONGEST.index(folder)
    return len(LONGEST) + (item.get_closest_marker("slow") is None)


def _dealt(items, workers):
    """The same in as many equal parts as there are workers, each of whom takes one to begin with:
    every part begins with long ones, file by file, and what is left to share out at the end is
    short.
    """
    long, short = (
        [one for one in items if (_turn(one) > len(LONGEST)) is is_short]
        for is_short in (False, True)
    )
    hands = [[] for _ in range(workers)]
    for place, (_, of_file) in enumerate(groupby(long, key=lambda one: one.path)):
        hands[place % workers] += of_file
    each = -(-len(items) // workers)
    for hand in hands:
        room = max(0, each - len(hand))
        hand += short[:room]
        del short[:room]
    return [one for hand in hands for one in hand]


# Where hypothesis keeps the settings of a law, and of a machine of many steps.
_KEPT_IN = (("obj", "_hypothesis_internal_use_settings"), ("cls", "settings"))


def _try_few(item):
    """A law's own number of examples goes before the profile's: take the lesser of them."""
    for part, name in _KEPT_IN:
        law = getattr(getattr(item, part), name, None)
        if isinstance(law, hypothesis.settings) and law.max_examples > FEW:
            setattr(getattr(item, part), name, hypothesis.settings(law, max_examples=FEW))
