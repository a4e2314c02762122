"""/volontarer/<id>/tillsammans: two volunteers who go together."""

from flask import Blueprint, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from matcher.domain.accounts import Role
from matcher.domain.errors import Invalid
from matcher.services import couples
from web.forms.couples import CoupleForm
from web.forms.faults import tell
from web.plumbing.clock import now
from web.plumbing.database import transaction
from web.plumbing.permissions import allowed, signed_in

room = Blueprint("couples", __name__, url_prefix="/volontarer")


@room.get("/<volunteer_id>/tillsammans")
@allowed(Role.COORDINATOR)
def one(volunteer_id: str) -> str:
    """With whom she goes, or a list to choose from."""
    with transaction() as session:
        found = couples.page(session, volunteer_id, **signed_in(), at=now())
        form = CoupleForm(formdata=None, could=found.could)
        return render_template("volunteers/together.html", found=found, form=form)


@room.post("/<volunteer_id>/tillsammans")
@allowed(Role.COORDINATOR)
def go_together(volunteer_id: str) -> Response:
    """They go together from now on."""
    with transaction() as session:
        found = couples.page(session, volunteer_id, **signed_in(), at=now())
        form = CoupleForm(could=found.could)
        try:
            if form.validate():
                other = form.with_id.data
                couples.go_together(session, volunteer_id, other, **signed_in(), at=now())
                return redirect(url_for("volunteers.one", volunteer_id=volunteer_id), 303)
        except Invalid as refused:
            tell(form, refused)
        return make_response(
            render_template("volunteers/together.html", found=found, form=form), 422
        )


@room.post("/<volunteer_id>/var-for-sig")
@allowed(Role.COORDINATOR)
def part(volunteer_id: str) -> Response:
    """Each goes alone again."""
    with transaction() as session:
        couples.part(session, volunteer_id, **signed_in(), at=now())
    return redirect(url_for("volunteers.one", volunteer_id=volunteer_id), 303)
