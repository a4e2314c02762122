"""What a match is about, on its page: the proposed time, the way, what they share, what to ask."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from matcher import phrases
from matcher.domain.match_reasons import MeetingPlace
from matcher.domain.matches import Word
from matcher.domain.people import Form
from matcher.domain.suggestions import UNPLACED, Ask, Subject
from matcher.services.match_lines import SideLine
from matcher.services.match_outlines import Outline
from web.forms.asked_first import field_name
from web.plumbing import pair_words

PLACES = {Form.HOME: MeetingPlace.HOME, Form.OUT: MeetingPlace.ELSEWHERE}


def panels(outlines: Sequence[Outline]) -> list[dict[str, Any]]:
    """Each as the page draws it; with a title where there is more than one."""
    return [_panel(one, is_alone=len(outlines) == 1) for one in outlines]


def to_ask(outlines: Sequence[Outline], asked: SideLine, form: FlaskForm) -> list[dict[str, Any]]:
    """What to ask her first: {words, field}, the field of the form of her answer, or {words, href}
    where her own form is for it. Each question once, also where she would meet several.
    """
    asks = _asks_of(outlines, asked)
    return [_question(ask, words, asked, form) for words, ask in asks.items()]


def left_to_ask(outlines: Sequence[Outline], sides: Iterable[SideLine]) -> list[dict[str, str]]:
    """What nobody has asked whoever has said yes already, as by a card: {words, href}, to the form
    of her facts.
    """
    return [
        {"words": words, "href": _form_of(one)}
        for one in sides
        if one.word is Word.YES and not one.organisation_id
        for words in _asks_of(outlines, one)
    ]


def _asks_of(outlines: Sequence[Outline], asked: SideLine) -> dict[str, Ask]:
    found: dict[str, Ask] = {}
    for one in outlines:
        said = pair_words.voice(one.vocabulary, one.volunteer, one.need)
        hers = {
            Subject.VOLUNTEER: one.volunteer.id == asked.volunteer_id,
            Subject.NEED: bool(asked.recipient_id) and one.need.recipient_id == asked.recipient_id,
        }
        for ask in one.explanation.worth_asking:
            if hers[ask.whom] and ask.fact != UNPLACED:
                found.setdefault(phrases.ask(ask, said), ask)
    return found


def _question(ask: Ask, words: str, asked: SideLine, form: FlaskForm) -> dict[str, Any]:
    name = field_name(ask.fact, str(ask.facts.get("trait", "")))
    if name:
        form[name].label.text = words
        return {"words": words, "field": form[name]}
    return {"words": words, "href": _form_of(asked)}


def _form_of(one: SideLine) -> str:
    if one.volunteer_id:
        return url_for("volunteers.edit", volunteer_id=one.volunteer_id)
    return url_for("recipients.edit", recipient_id=one.recipient_id)


def proposed(outlines: Sequence[Outline], on: date) -> dict[str, Any]:
    """The first meeting as it may be, to begin the form with: day, time and place. Empty where the
    two have no time in common, or it has been.
    """
    told = outlines[0].explanation if outlines else None
    meeting = told.meeting if told else None
    if told is None or meeting is None or meeting.first_on < on:
        return {}
    form = None if told.is_on_the_spot else told.form
    place = MeetingPlace.REMOTE if form and form.is_remote else PLACES.get(form or Form.GROUP)
    found = {"day": meeting.first_on, "time": meeting.start}
    return found | ({"where": place.value} if place else {})


def _panel(one: Outline, *, is_alone: bool) -> dict[str, Any]:
    said = pair_words.voice(one.vocabulary, one.volunteer, one.need)
    who = {"volunteer": one.volunteer.first, "other": one.need.first}
    week = pair_words.strip(one.need, one.volunteer)
    free = [{"label": _("När de kan"), "value": week["label"], "soft": ""}] if week else []
    return {
        "need_id": one.need.id,
        "volunteer_id": one.volunteer.id,
        "title": None if is_alone else _("%(volunteer)s och %(other)s", **who),
        "line": pair_words.about(one.need),
        "facts": [*pair_words.facts(one.explanation, said), *free],
        "shares": pair_words.shares(one.explanation, said),
        "differs": pair_words.differs(one.explanation, said),
        "asks": pair_words.asks(one.explanation, said),
    }
