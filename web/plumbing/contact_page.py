"""The guard of the page of a person one calls at an organisation."""

from matcher.services import contact_pages
from matcher.services.contact_pages import ContactVisitor
from web.plumbing.link_visits import Door

_door = Door[ContactVisitor]("contact", "contact_door.ask", contact_pages)
for_contact = _door.guard
come_in, go = _door.come_in, _door.go
