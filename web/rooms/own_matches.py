"""/min-sida/kort and /min-sida/besok: a question answered, and visits noted, on her own page."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from sqlalchemy.orm import Session

from matcher.domain.errors import Missing
from matcher.services import choices, match_cards, own_pages, visits
from matcher.services.own_door import OwnVisitor
from web.plumbing import card_answers, card_words, own_page_words, visit_pages
from web.plumbing.clock import now
from web.plumbing.database import reading
from web.plumbing.own_page import for_volunteer
from web.plumbing.visit_pages import Door, Page

room = Blueprint("own_matches", __name__, url_prefix="/min-sida")


@room.get("/kort/<own_match_id>")
@for_volunteer
def card(visitor: OwnVisitor, own_match_id: str) -> Page:
    """The same card as behind the link in her letter."""
    with reading() as session:
        try:
            found = match_cards.read_own(session, own_match_id, **visitor.of_hers, at=now())
        except Missing:
            return render_template("cards/over.html"), 404
        vocabulary = choices.vocabulary(session, centre=found.centre.id)
    return render_template(
        "cards/one.html",
        card=found,
        action=url_for("own_matches.answer", own_match_id=own_match_id),
        back=url_for("own.page"),
        items=card_words.facts(found, vocabulary),
        words=card_words,
    )


@room.post("/kort/<own_match_id>")
@for_volunteer
def answer(visitor: OwnVisitor, own_match_id: str) -> Page:
    """Yes, not now, or tell me more; nobody needs a reason."""
    of_hers: dict[str, Any] = {"match_id": own_match_id, **visitor.of_hers}
    try:
        said = card_answers.taken(
            lambda session, **facts: match_cards.answer_own(session, **of_hers, **facts),
            lambda session, **facts: match_cards.wants_more_own(session, **of_hers, **facts),
        )
    except Missing:
        return render_template("cards/over.html"), 404
    if said is None:
        return redirect(url_for("own_matches.card", own_match_id=own_match_id), 303)
    flash(card_words.THANKS[said])
    return redirect(url_for("own.page"), 303)


@room.get("/besok/<own_match_id>")
@for_volunteer
def visit(visitor: OwnVisitor, own_match_id: str) -> Page:
    """The meeting, or the note of a visit."""
    return visit_pages.shown(_door(visitor, own_match_id))


@room.post("/besok/<own_match_id>")
@for_volunteer
def note(visitor: OwnVisitor, own_match_id: str) -> Page:
    """A visit is noted; thanks come back."""
    return visit_pages.note(_door(visitor, own_match_id))


@room.post("/besok/<own_match_id>/ute")
@for_volunteer
def go(visitor: OwnVisitor, own_match_id: str) -> Page:
    """She goes on a visit, and says when she reckons to be done."""
    return visit_pages.go(_door(visitor, own_match_id))


@room.post("/besok/<own_match_id>/klar")
@for_volunteer
def done(visitor: OwnVisitor, own_match_id: str) -> Page:
    """Her visit is over."""
    return visit_pages.done(_door(visitor, own_match_id))


@room.post("/besok/<own_match_id>/tid")
@for_volunteer
def agree(visitor: OwnVisitor, own_match_id: str) -> Page:
    """They have agreed when they usually meet."""
    return visit_pages.agree(_door(visitor, own_match_id))


@room.get("/besok/<own_match_id>/ute")
@room.get("/besok/<own_match_id>/tid")
@for_volunteer
def go_again(visitor: OwnVisitor, own_match_id: str) -> Page:
    """Read anew: the time is asked for again."""
    return redirect(_door(visitor, own_match_id).here)


@room.get("/besok/<own_match_id>/kalender.ics")
@for_volunteer
def calendar(visitor: OwnVisitor, own_match_id: str) -> Page:
    """The first meeting for her calendar."""
    return visit_pages.calendar(_door(visitor, own_match_id))


def _door(visitor: OwnVisitor, own_match_id: str) -> Door:
    def to(endpoint: str) -> str:
        return url_for(f"own_matches.{endpoint}", own_match_id=own_match_id)

    def which(session: Session) -> str:
        mine = own_pages.match(session, own_match_id, **visitor.of_hers, at=now())
        return own_page_words.title(mine)

    return Door(
        find=lambda session: visits.of_hers(session, own_match_id, **visitor.of_hers),
        here=to("visit"),
        note=to("note"),
        go=to("go"),
        done=to("done"),
        agree=to("agree"),
        calendar=to("calendar"),
        back=url_for("own.page"),
        title=which,
    )
