"""What a match is about, on its page: the proposed time, the way, what they share, what to ask."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _

from matcher.domain.match_reasons import MeetingPlace
from matcher.domain.people import Form
from matcher.services.match_outlines import Outline
from web.plumbing import pair_words

PLACES = {Form.HOME: MeetingPlace.HOME, Form.OUT: MeetingPlace.ELSEWHERE}


def panels(outlines: Sequence[Outline]) -> list[dict[str, Any]]:
    """Each as the page draws it; with a title where there is more than one."""
    return [_panel(one, is_alone=len(outlines) == 1) for one in outlines]


def proposed(outlines: Sequence[Outline], on: date) -> dict[str, Any]:
    """The first meeting as it may be, to begin the form with: day, time and place. Empty where the
    two have no time in common, or it has been.
    """
    meeting = outlines[0].explanation.meeting if outlines else None
    if meeting is None or meeting.first_on < on:
        return {}
    form = outlines[0].explanation.form
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
