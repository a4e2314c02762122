"""The guard of a volunteer's own page."""

from matcher.services import own_door
from matcher.services.own_door import OwnVisitor
from web.plumbing.link_visits import Door

_door = Door[OwnVisitor]("own", "own_door.ask", own_door)
for_volunteer = _door.guard
here, come_in, go = _door.here, _door.come_in, _door.go
