"""/min-sida/uppgifter/kopia, /fil: all that is kept about a volunteer, for herself (R75)."""

from flask import Blueprint, Response, render_template

from matcher.services import copies
from matcher.services.copies import Copy
from matcher.services.own_door import OwnVisitor
from web.plumbing import copy_values
from web.plumbing.clock import now
from web.plumbing.database import reading, transaction
from web.plumbing.naming import namer
from web.plumbing.own_page import for_volunteer
from web.rooms.copies import as_file

room = Blueprint("own_copies", __name__, url_prefix="/min-sida/uppgifter")


@room.get("/kopia")
@for_volunteer
def read(visitor: OwnVisitor) -> str:
    """To read and to print (art. 15)."""
    found = _taken(visitor)
    with reading() as rows:
        sections = copy_values.sections(found, namer(rows, centre=visitor.centre.id))
    return render_template("own/copy.html", who=visitor, found=found, sections=sections)


@room.get("/fil")
@for_volunteer
def take_out(visitor: OwnVisitor) -> Response:
    """As a file that other programs can read (art. 20)."""
    return as_file(_taken(visitor))


def _taken(visitor: OwnVisitor) -> Copy:
    """That she has taken it out is in the access log too."""
    own = visitor.volunteer_id
    with transaction() as rows:
        return copies.take(rows, "volunteer", own, centre=visitor.centre.id, by=None, at=now())
