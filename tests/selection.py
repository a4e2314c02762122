"""Which test begins first, and on how many examples a law is tried; read by tests/conftest.py.

`./test fast` tries each law on a few examples (--hypothesis-profile=fast), `./test` on as many as
the law itself asks for.
"""

import hypothesis

FEW = 8  # examples of a law, in the minute between edits

# How quick the machine is has nothing to do with whether a law holds.
_ANY_PACE = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
hypothesis.settings.register_profile("handslag", **_ANY_PACE)
hypothesis.settings.register_profile("fast", max_examples=FEW, **_ANY_PACE)
hypothesis.settings.load_profile("handslag")


def arrange(items):
    """Sort the tests in place: no worker is to begin with a long one when the others are done."""
    items.sort(key=_turn)
    if hypothesis.settings.get_current_profile_name() == "fast":
        for item in items:
            _try_few(item)


def _turn(item):
    """What starts programs and opens browsers, then what else is slow, then the many."""
    folders = item.path.parts
    if "journeys" in folders or "browser" in folders:
        return 0
    return 1 if item.get_closest_marker("slow") else 2


def _try_few(item):
    """A law's own number of examples goes before the profile's: take the lesser of them."""
    law = getattr(item.obj, "_hypothesis_internal_use_settings", None)  # as its own plugin does
    if law is not None and law.max_examples > FEW:
        item.obj._hypothesis_internal_use_settings = hypothesis.settings(law, max_examples=FEW)
