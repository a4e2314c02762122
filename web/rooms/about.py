"""What everybody may read: accessibility, how we treat data, what to do when worried.

Law differs by who owns the centre, so both statements follow the owner of the centre in sight;
where no centre is in sight they say what holds for each kind of owner.
"""

from flask import Blueprint, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from matcher.domain.accounts import OwnerType
from matcher.services import concerns, signups
from web.plumbing import menu
from web.plumbing.centres import in_sight, show_public
from web.plumbing.clock import now
from web.plumbing.database import reading
from web.plumbing.permissions import public, signed_in

room = Blueprint("about", __name__)


@room.get("/")
@public
def front() -> Response | str:
    """To the first room of whoever is signed in. A stranger may choose: each centre's ways in, for
    who has mistyped an address on a poster, and where one signs in.
    """
    rooms = menu.links()
    if rooms:
        return redirect(rooms[0].href)
    with reading() as session:
        open_centres = signups.all_open(session)
    if not open_centres:
        return redirect(url_for("account.sign_in"))
    if len(open_centres) == 1:
        show_public(open_centres[0])
    return render_template("about/front.html", centres=open_centres)


@room.get("/tillganglighet")
@public
def accessibility() -> str:
    """The accessibility statement, with how to tell us what does not work."""
    return render_template("about/accessibility.html", owners=_owners())


@room.get("/om-uppgifter")
@public
def data() -> str:
    """Who is responsible, why, how matching works, how long things are kept, and rights."""
    return render_template("about/data.html", owners=_owners())


@room.get("/oro")
@public
def concern() -> str:
    """Where to turn when somebody may come to harm. No form: worry is told to a person, and who
    works at the centre is told to whom.
    """
    if not current_user.is_authenticated:
        return render_template("about/concern.html")
    with reading() as session:
        told_to = concerns.in_charge(session, centre=signed_in()["centre"], at=now())
    return render_template("about/concern.html", told_to=told_to, colleague=True)


def _owners() -> list[OwnerType]:
    """The owner of the centre in sight, or all kinds."""
    centre = in_sight()
    return [centre.owner_type] if centre and centre.owner_type else list(OwnerType)
