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


def test_kind_that_was_stopped_is_turned_on_again_under_the_account(site, lena):
    page = lena.send(lena.open("/konto"), action="/konto/brev")
    assert "Måndagsbrevet med vad som väntar. Skickas inte." in page.text

    page = lena.send(page, action="/konto/brev")

    assert "Måndagsbrevet med vad som väntar. Skickas." in page.text


def test_nobody_says_no_to_a_necessary_letter(lena):
    form = lena.open("/konto").form("/konto/brev")

    lena.post("/konto/brev", form.fields | {"slag": "meeting_booked"}, expect=404)


def test_necessary_letter_has_no_such_page(site, ids):
    Visitor(site).open(f"/brev/{ids['volunteer_id']}/sluta", expect=404)
