"""Who has come in by a link: two volunteers and the person one calls at an organisation.

`opened_by(app, endpoint)` says who of the tour opens an address: one of them, or the coordinator;
None is a stranger.
"""

from enum import Enum

from matcher.services import letters
from matcher.store import contact_visits, volunteers

LENA = "lena"


class Guest(Enum):
    """Each comes in by a link of her own."""

    MEETS = "meets"  # a volunteer who has a meeting booked
    ASKED = "asked"  # a volunteer who has a card to answer
    CONTACT = "contact"  # of the organisation whose need is the example

    @property
    def way_in(self):
        """What her link's token is called among the examples."""
        return f"way_in_{self.value}"

    def door(self, ids):
        """The address of the page with the button that lets her in."""
        return f"/{'uppdragsgivare' if self is Guest.CONTACT else 'min-sida'}/in/{ids[self.way_in]}"


# A room, or an address that somebody else in it opens.
PAGES = {
    "contact": Guest.CONTACT,
    "own": Guest.MEETS,
    "own_copies": Guest.MEETS,
    "own_matches": Guest.MEETS,
    "own_matches.card": Guest.ASKED,
    "own_passwords.choose": Guest.MEETS,
}


def opened_by(app, endpoint):
    """Who opens the address so that its page is seen: a Guest, LENA, or nobody we know."""
    room = endpoint.partition(".")[0]
    is_closed = bool(app.view_functions[endpoint].allowed)
    return PAGES.get(endpoint) or PAGES.get(room) or (LENA if is_closed else None)


def links(session, meets, asked, calls, *, centre, at):
    """Tokens of links to their own pages: each guest's way in, and two whose doors stay shut.

    `meets` and `asked` are ids of volunteers, `calls` of an organisation's contact.
    """
    meets, asked = (volunteers.one(session, hers, centre=centre) for hers in (meets, asked))
    contact = contact_visits.one(session, calls, centre=centre)
    return {
        "own_token": letters.own_page_link(session, meets, at=at),
        "contact_token": letters.contact_page_link(session, contact, at=at),
        Guest.MEETS.way_in: letters.own_page_link(session, meets, at=at),
        Guest.ASKED.way_in: letters.own_page_link(session, asked, at=at),
        Guest.CONTACT.way_in: letters.contact_page_link(session, contact, at=at),
    }
