"""What an answer supposes of a row, and what a place is worth, counted by hand for `recount`."""

from copy import copy
from datetime import date

from matcher.domain.answers import Recipe
from tests.make import MONDAY


def changed(one, told):
    """Whoever is asked, as if the answer were yes."""
    one, facts = copy(one), told.facts
    if told.recipe is Recipe.ROOM:
        one.capacity += 1
    elif told.recipe is Recipe.CONSENT:
        one.consents = True
    elif told.recipe is Recipe.REACH:
        one.reach_minutes = facts["reach_minutes"]
    elif "form" in facts:
        one.forms = [*one.forms, facts["form"]]
    else:
        one.does = one.does | set(facts["tasks"])
    return one


def seat(need):
    """What a place of it is worth beside fit."""
    waited = (MONDAY - date.fromisoformat(need.waiting_since)).days
    turn = 1000 * {1: 60, 2: 40, 3: 20}.get(need.priority_class, 0)
    turn += 40_000 * waited // (waited + 120)
    return 25 * (100_000 + turn) * 2 // (need.seats + 1)
