"""One pair of invented people, asked about: what tests of rules and criteria have in common."""

from matcher.engine.matching import look_at
from tests.make import need_profile, params, pool, volunteer_profile


def view(volunteer=None, need=None, *, choices=None, related=None, others=(), **facts):
    """How the engine sees the two, in a pool with these others."""
    volunteer, need = volunteer or volunteer_profile(), need or need_profile()
    found = pool([volunteer, *others], [need], **facts)
    return look_at(found, choices or params(), related or {}, volunteer.id, need.id)


def broken(volunteer=None, need=None, **facts):
    """The ids of all rules that the pair breaks."""
    return [rule.rule for rule in view(volunteer, need, **facts).broken]


def facts_of(rule, volunteer=None, need=None, **facts):
    """What a broken rule looked at."""
    (found,) = [one.facts for one in view(volunteer, need, **facts).broken if one.rule == rule]
    return found


def asks(volunteer=None, need=None, **facts):
    """Whom the engine would ask about what."""
    return [(ask.whom.value, ask.fact) for ask in view(volunteer, need, **facts).asks]


def part(criterion, volunteer=None, need=None, **facts):
    """One criterion's part of the pair's fit."""
    parts = view(volunteer, need, **facts).explanation.parts
    (found,) = [one for one in parts if one.criterion == criterion]
    return found
