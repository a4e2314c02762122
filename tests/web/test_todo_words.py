"""To-dos in words: what is decided on a page of its own is done there, and nowhere by a tick."""

import pytest

from matcher.domain.plans import TodoKind
from web.plumbing.people_parts import BY_DEED
from web.plumbing.todo_words import WORDS

# Whoever is rung has a button of her own beside the tick; Klart on it does the deed itself.
RUNG = {TodoKind.CALL_NEW_VOLUNTEER, TodoKind.COMPLETE_CLEARANCE, TodoKind.CALL_WAITING}


@pytest.mark.parametrize("kind", sorted((BY_DEED & WORDS.keys()) - RUNG))
def test_r19_what_is_done_by_a_deed_on_her_page_has_no_tick_on_the_start_page(kind):
    assert WORDS[kind].by_deed or WORDS[kind].is_main
