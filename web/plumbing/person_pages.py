"""What a page needs that is the same about a volunteer as about a recipient."""

from flask import render_template, request, url_for
from sqlalchemy.orm import Session

from matcher.services import recipients, volunteers
from matcher.services.recipient_lines import RecipientPage
from matcher.services.volunteer_pages import VolunteerPage
from web.plumbing.clock import now
from web.plumbing.database import transaction
from web.plumbing.permissions import signed_in


def seen(session: Session, about: str, person_id: str) -> VolunteerPage | RecipientPage:
    """What her own page tells. `about` is "volunteer" or "recipient". The look is logged, so the
    session must write. Raises Missing.
    """
    one = volunteers.one if about == "volunteer" else recipients.one
    return one(session, person_id, **signed_in(), at=now())


def asked_first(template: str, about: str, person_id: str, title: str) -> str:
    """The page before a deed: of whom it is, and the way back to her. Raises Missing."""
    with transaction() as session:
        page = seen(session, about, person_id)
    name, back = page.told.first_name, own_page(about)
    return render_template(template, title=title, name=name, told=page.told, back=back)


def own_page(about: str) -> str:
    """The address of the page of her whom this request's address names."""
    return url_for(f"{about}s.one", **request.view_args or {})
