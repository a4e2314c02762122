"""/kort/<link>: an anonymous question to a volunteer. Opening it uses nothing up: mail scanners
open too. The answer is a button.
"""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from matcher.domain.errors import Missing
from matcher.services import choices, match_cards
from matcher.services.match_cards import Card
from web.plumbing import card_answers, card_words, centres
from web.plumbing.centres import CentreFace
from web.plumbing.clock import now
from web.plumbing.database import reading
from web.plumbing.permissions import public

room = Blueprint("cards", __name__, url_prefix="/kort")

Page = str | Response | tuple[str, int]


@room.get("/<card_token>")
@public
def one(card_token: str) -> Page:
    """The card, answered or not."""
    with reading() as session:
        try:
            card = match_cards.read(session, card_token, at=now())
        except Missing:
            return render_template("cards/over.html"), 404
        vocabulary = choices.vocabulary(session, centre=card.centre.id)
    _show(card)
    return render_template(
        "cards/one.html",
        card=card,
        action=url_for("cards.answer", card_token=card_token),
        items=card_words.facts(card, vocabulary),
        words=card_words,
    )


@room.post("/<card_token>")
@public
def answer(card_token: str) -> Page:
    """Yes, not now, or tell me more; nobody needs a reason."""
    try:
        said = card_answers.taken(
            lambda session, **facts: match_cards.answer(session, card_token, **facts),
            lambda session, **facts: match_cards.wants_more(session, card_token, **facts),
        )
    except Missing:
        return render_template("cards/over.html"), 404
    if said == card_answers.NOT_NOW:
        return redirect(url_for("cards.thanks"), 303)
    return redirect(url_for("cards.one", card_token=card_token), 303)


@room.get("/tack")
@public
def thanks() -> str:
    """After a no: it was a good answer."""
    return render_template("cards/thanks.html")


def _show(card: Card) -> None:
    """The centre's name and number stand on the page (R72)."""
    of = card.centre
    centres.show(CentreFace(name=of.name, phone=of.phone, email=of.email, owner_type=of.owner_type))
