"""/mottagare/<id>/fraga: the first question, to who has only an address, as a letter on paper."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from markupsafe import Markup
from werkzeug.wrappers import Response

from matcher.domain.accounts import Role
from matcher.domain.plans import TodoKind
from matcher.domain.recipients import RecipientState
from matcher.services import match_letters_on_paper, recipients, signups
from matcher.services.recipients import RecipientPage
from web.plumbing import recipient_parts
from web.plumbing.clock import now
from web.plumbing.database import transaction
from web.plumbing.languages import direction, said_in
from web.plumbing.permissions import allowed, signed_in

room = Blueprint("recipient_questions", __name__, url_prefix="/mottagare/<recipient_id>")


@room.get("/fraga")
@allowed(Role.COORDINATOR)
def question(recipient_id: str) -> Response | str:
    """Whether she wants to wait, and to be described: in large type and her language, with a slip
    to answer on (R6, R89). The look is logged as of her page. Nobody who is said to have died or
    left, or whose data are to rest, is written to (R63).
    """
    centre = signed_in()["centre"]
    with transaction() as rows:
        page = recipients.one(rows, recipient_id, **signed_in(), at=now())
        face = signups.face_of(rows, centre)
        place = match_letters_on_paper.our_place(rows, centre=centre)
    if not _may_be_asked(page):
        flash(_("Personen ska inte få den frågan nu."), "late")
        return redirect(url_for("recipients.one", recipient_id=recipient_id))
    with said_in(page.told.language) as spoken:
        words = render_template(
            "recipients/question_text.html",
            name=page.told.first_name,
            address=recipient_parts.envelope(page),
            is_referred=page.referral_id is not None,
            centre=face,
            our_place=place,
            coordinator=current_user.called,
        )
    return render_template(
        "recipients/question.html",
        page=page,
        address=recipient_parts.envelope(page),
        our_place=place,
        text=Markup(words),  # noqa: S704 - ours
        spoken=spoken,
        direction=direction(spoken),
    )


def _may_be_asked(page: RecipientPage) -> bool:
    is_said_gone = any(todo.kind is TodoKind.SAID_GONE for todo in page.todos)
    rests = page.restricted_at is not None or is_said_gone
    return page.state is RecipientState.ENQUIRY and not rests
