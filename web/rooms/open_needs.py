"""/uppdrag-hos/<centre's code>: open local needs, for anybody to read and answer. No account is
needed, nobody's name stands there, and a recipient's need is never shown.
"""

from flask import (
    Blueprint,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from matcher.domain.errors import Missing
from matcher.services import open_needs
from matcher.services.signups import SignUpCentre
from web.plumbing import centres, open_need_words
from web.plumbing.clock import now
from web.plumbing.database import reading
from web.plumbing.installation import public_url
from web.plumbing.naming import namer
from web.plumbing.permissions import public

room = Blueprint("open_needs", __name__, url_prefix="/uppdrag-hos")

WISHED = "wished_need"  # in the visitor's own cookie, until the sign-up is sent


@room.get("/<code>")
@public
def listed(code: str) -> str:
    """What one can choose from, by what, when, where and language."""
    wanted = {
        "word": request.args.get("vad", ""),
        "part": request.args.get("nar", ""),
        "area": request.args.get("var", ""),
        "language": request.args.get("sprak", ""),
    }
    with reading() as rows:
        centre = centres.of_address(rows, code)
        every = open_needs.shown(rows, centre=centre.id, at=now())
        named = namer(rows, centre=centre.id)
        return render_template(
            "open_needs/listed.html",
            who=centre,
            found=[need for need in every if need.is_for(**wanted)],
            total=len(every),
            wanted=wanted,
            choices=open_need_words.choices(every, named),
            words=open_need_words,
        )


@room.get("/<code>/flode.atom")
@public
def feed(code: str) -> Response:
    """The same for other boards and readers, the newest first."""
    with reading() as rows:
        centre = centres.of_address(rows, code)
        found = open_needs.shown(rows, centre=centre.id, at=now())
    newest = max((need.changed_at for need in found), default=now())
    text = render_template(
        "open_needs/feed.xml",
        who=centre,
        found=found,
        title=_("Uppdrag hos %(name)s", name=centre.name),
        updated=newest,
        words=open_need_words,
        base=public_url().rstrip("/"),
    )
    answer = make_response(text)
    answer.mimetype = "application/atom+xml"
    answer.headers["Cache-Control"] = "public, max-age=900"
    return answer


@room.get("/<code>/<posted_id>")
@public
def one(code: str, posted_id: str) -> str | Response:
    """One of them; of one that is taken, that it is, and the others."""
    with reading() as rows:
        centre = centres.of_address(rows, code)
        try:
            need = open_needs.one(rows, posted_id, centre=centre.id, at=now())
        except Missing:
            return _taken(rows, centre, posted_id)
        lines = open_need_words.lines(need, namer(rows, centre=centre.id))
        return render_template("open_needs/one.html", who=centre, need=need, lines=lines)


@room.post("/<code>/<posted_id>")
@public
def wish(code: str, posted_id: str) -> Response:
    """I would like to: on to the sign-up, with the need remembered."""
    with reading() as rows:
        centre = centres.of_address(rows, code)
        try:
            need = open_needs.one(rows, posted_id, centre=centre.id, at=now())
        except Missing:
            return _taken(rows, centre, posted_id)
    session[WISHED] = need.id
    flash(
        _(
            "Bra! Vi skriver upp att du vill göra ”%(title)s”. Berätta nu lite om dig.",
            title=need.title,
        )
    )
    return redirect(url_for("signup.page", code=centre.code))


def _taken(rows: Session, centre: SignUpCentre, posted_id: str) -> Response:
    """It was here, and is not to be had any more. Raises Missing for what never was."""
    if not open_needs.is_taken(rows, posted_id, centre=centre.id):
        raise Missing("need", posted_id)
    others = open_needs.shown(rows, centre=centre.id, at=now())
    shown = render_template("open_needs/taken.html", who=centre, found=others)
    return make_response(shown, 410)
