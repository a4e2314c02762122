"""What the page of a search says of whom it found, and where each leads."""

from collections.abc import Mapping
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from matcher.domain.organisations import OrganisationState
from matcher.domain.recipients import RecipientState
from matcher.domain.volunteers import VolunteerState
from matcher.services.search import Found, Hit, Kind
from web.plumbing import need_words, recipient_words, volunteer_words

KINDS: Mapping[Kind, Any] = {
    Kind.VOLUNTEER: _l("Volontär"),
    Kind.RECIPIENT: _l("Mottagare"),
    Kind.ORGANISATION: _l("Organisation"),
}

CALLS: Mapping[Kind, Any] = {
    Kind.VOLUNTEER: _l("Ett samtal med en volontär"),
    Kind.RECIPIENT: _l("Ett samtal med en mottagare"),
    Kind.ORGANISATION: _l("Ett samtal med en organisation"),
}


def page_of(hit: Hit) -> str:
    """Her own page."""
    if hit.kind is Kind.VOLUNTEER:
        return url_for("volunteers.one", volunteer_id=hit.id)
    if hit.kind is Kind.RECIPIENT:
        return url_for("recipients.one", recipient_id=hit.id)
    return url_for("organisations.one", organisation_id=hit.id)


def call_with(kind: Kind, about_id: str) -> str:
    """Where a call with her is noted."""
    if kind is Kind.VOLUNTEER:
        return url_for("calls.with_volunteer", volunteer_id=about_id)
    if kind is Kind.RECIPIENT:
        return url_for("calls.with_recipient", recipient_id=about_id)
    return url_for("calls.with_organisation", organisation_id=about_id)


def state(hit: Hit) -> tuple[Any, str]:
    """Words and look of the state she stands in."""
    if hit.kind is Kind.VOLUNTEER:
        return volunteer_words.STATES[VolunteerState(hit.state)]
    if hit.kind is Kind.RECIPIENT:
        return recipient_words.STATES[RecipientState(hit.state)]
    return need_words.ORGANISATIONS[OrganisationState(hit.state)]


def summary(found: Found, written: str) -> str:
    """What the search gave, in one sentence."""
    if not found.hits:
        return _("Ingen heter så. Pröva en del av namnet, eller de sista siffrorna i numret.")
    if found.is_guess:
        return _("Ingen heter precis ”%(written)s”. Menade du någon av de här?", written=written)
    return ""
