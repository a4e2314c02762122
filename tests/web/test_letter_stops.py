"""/brev/<letter>/sluta: no more of a kind, by a link that stands in each letter of it."""

from tests.visitor import Visitor


def test_reminders_are_stopped_by_a_button_and_not_by_a_look(site, ids):
    stranger = Visitor(site)
    address = f"/brev/{ids['optional_letter']}/sluta"
    page = stranger.open(address)
    assert stranger.open(address).heading == "Vill du slippa de här breven?"

    page = stranger.send(page)
    assert page.heading == "Du får inga fler"

    assert stranger.send(page).heading == "Vill du slippa de här breven?"


def test_page_says_nothing_of_whose_letter_it_was(site, ids):
    page = Visitor(site).open(f"/brev/{ids['optional_letter']}/sluta")

    assert "lena" not in page.text.casefold()
    assert "@" not in page.text


def test_necessary_letter_has_no_such_page(site, ids):
    Visitor(site).open(f"/brev/{ids['volunteer_id']}/sluta", expect=404)
