"""/matchningar/<id>/fraga/<who>: the question to a person as a letter on paper."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.wrappers import Response

from matcher import phrases
from matcher.domain.accounts import Role
from matcher.domain.errors import NotNow
from matcher.services import match_letters_on_paper, match_pages, match_posted
from web.plumbing.clock import now
from web.plumbing.database import transaction
from web.plumbing.formats import listed
from web.plumbing.languages import direction, language, said_in
from web.plumbing.permissions import allowed, signed_in
from web.rooms.matches import asked_next, telling_of

room = Blueprint("match_questions", __name__, url_prefix="/matchningar/<match_id>")


@room.get("/fraga/<participant_id>")
@allowed(Role.COORDINATOR)
def question(match_id: str, participant_id: str) -> Response | str:
    """In large type and her language, with a slip to answer on: what it says is what may be said on
    the telephone (R6, R66, R89).
    """
    try:
        with transaction() as session:
            page = match_pages.one(session, match_id, **signed_in(), at=now())
            found = match_letters_on_paper.question(
                session, match_id, participant_id, **signed_in(), at=now()
            )
    except NotNow as refused:
        flash(phrases.refusal(refused, language()), "late")
        return redirect(url_for("matches.one", match_id=match_id))
    asked, _others = asked_next(page, participant_id)
    with said_in(found.language) as spoken:
        words = render_template(
            "matches/question_text.html",
            found=found,
            whom=listed(one.called or "" for one in page.telling),
            telling=telling_of(page, asked, to_her=True),
        )
    return render_template(
        "matches/question.html",
        found=found,
        text=Markup(words),  # noqa: S704 - ours
        spoken=spoken,
        direction=direction(spoken),
        is_hers=spoken == found.language,
    )


@room.post("/fraga/<participant_id>/postat")
@allowed(Role.COORDINATOR)
def posted(match_id: str, participant_id: str) -> Response:
    """The letter is in the post: nobody writes it again before an answer can have come."""
    try:
        with transaction() as session:
            match_posted.posted(session, match_id, participant_id, **signed_in(), at=now())
    except NotNow as refused:
        flash(phrases.refusal(refused, language()), "late")
    else:
        flash(_("Antecknat. Svaret står kvar att vänta på bland det som ska göras."))
    return redirect(url_for("matches.one", match_id=match_id), 303)
