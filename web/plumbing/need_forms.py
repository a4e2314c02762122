"""A form of what is wanted, as a value: for coordinators and for organisations alike."""

from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from matcher.domain.boundaries import never_faults
from matcher.domain.errors import Invalid
from matcher.domain.needs import NewNeed
from matcher.services import choices, places
from web.forms.faults import tell
from web.plumbing.clock import today


def handed_in(rows: Session, form: Any, *, centre: str) -> NewNeed | None:
    """What was written; None while something is wrong or is to be asked back."""
    vocabulary = choices.vocabulary(rows, centre=centre)
    is_right = form.validate()
    is_right = form.listen_to_all(today()) and is_right
    if not is_right:
        return None
    if never := never_faults(form.need(vocabulary)):
        tell(form, Invalid(never))  # before a word is asked back: it would be refused all the same
        return None
    asked = [box.unfold(vocabulary) for box in form.need_word_fields()]
    if any(asked):
        return None
    told: NewNeed = form.need(vocabulary)
    place = places.place_of(rows, postcode=told.postcode, area_id=told.area_id, centre=centre)
    return replace(told, place=place)
