"""To-dos in words: what is decided on a page of its own is done there, and nowhere by a tick."""

import pytest

from matcher.domain.plans import TodoKind
from web.plumbing.todo_kinds import WORDS, is_ticked

# Whoever is rung has a button of her own on her page; Klart on the start page does the deed itself.
RUNG = {TodoKind.CALL_NEW_VOLUNTEER, TodoKind.COMPLETE_CLEARANCE, TodoKind.CALL_WAITING}
DECIDED = {TodoKind.HEAR_CONSENT, TodoKind.NEED_PROPOSED, TodoKind.SAID_GONE, TodoKind.GOES_ON}


def test_every_kind_has_its_words():
    assert WORDS.keys() == set(TodoKind)


@pytest.mark.parametrize("kind", sorted(WORDS.keys() - RUNG))
def test_what_has_a_tick_on_one_page_has_it_on_all(kind):
    assert is_ticked(kind) is is_ticked(kind, on_her_page=True)


@pytest.mark.parametrize("kind", sorted(RUNG))
def test_who_is_rung_is_ticked_off_from_the_start_page_and_by_a_button_on_her_own(kind):
    assert (is_ticked(kind), is_ticked(kind, on_her_page=True)) == (True, False)


@pytest.mark.parametrize("kind", sorted(DECIDED))
def test_r19_what_is_decided_on_a_page_of_its_own_has_no_tick(kind):
    assert not is_ticked(kind)
