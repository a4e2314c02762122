"""What has been taken back stays taken back, whatever a list says that is older (R9, R19, R20).

A list is a copy of what somebody once wrote: a yes in it from before the day on which it was taken
back is no yes, and the facts that rested on it are not taken in again.
"""

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from datetime import date

from matcher.domain.consent import ConsentKind, NewConsent
from matcher.domain.needs import NewNeed
from matcher.services.recipient_rows import without_health
from matcher.services.volunteer_rows import without_health as without_health_of_volunteer
from matcher.sheets.rows import Told, ToldVolunteer, ToldWaiting
from matcher.store.recipients import Consent


def as_it_stands(told: Told, given: Sequence[Consent], sensitive: Set[str]) -> Told:
    """What a row tells of somebody known, without the yeses that she has taken back since, and
    without the health facts (`sensitive` words, allergies) that rested on one of them.
    """
    match told:
        case ToldVolunteer(health_consent=yes) if yes is not None:
            if yes.said_on > (_taken_back_on(ConsentKind.HEALTH, given) or date.min):
                return told
            new = without_health_of_volunteer(told.new, sensitive)
            return replace(told, new=new, health_consent=None)
        case ToldWaiting():
            return _of_waiting(told, given, sensitive)
        case _:
            return told


def without_steps(told: ToldVolunteer, taken_back: Set[tuple[str, str]]) -> ToldVolunteer:
    """A volunteer's row without the steps and extracts that a coordinator has taken back as noted
    by mistake: each with the day on which the list has it (R9, R10). `taken_back` has ISO dates.
    """
    steps = tuple((s, on) for s, on in told.steps if (s.value, on.isoformat()) not in taken_back)
    shown = tuple((k, on) for k, on in told.extracts if (k.value, on.isoformat()) not in taken_back)
    is_same = steps == told.steps and shown == told.extracts
    return told if is_same else replace(told, steps=steps, extracts=shown)


def is_taken_back(kind: ConsentKind, given: Iterable[Consent]) -> bool:
    """There was such a yes, and there is none now."""
    return _taken_back_on(kind, given) is not None


def _of_waiting(told: ToldWaiting, given: Sequence[Consent], sensitive: Set[str]) -> ToldWaiting:
    said = tuple(yes for yes in told.consents if _is_newer(yes, given))
    if said == told.consents:
        return told
    kinds = {yes.kind for yes in said}
    if ConsentKind.HEALTH in kinds or not is_taken_back(ConsentKind.HEALTH, given):
        return replace(told, consents=said)
    new, need = without_health(told.new, sensitive), _need_without(told.need, sensitive)
    return replace(told, new=new, need=need, consents=said)


def _is_newer(yes: NewConsent, given: Iterable[Consent]) -> bool:
    return yes.said_on > (_taken_back_on(yes.kind, given) or yes.said_on.min)


def _need_without(need: NewNeed, sensitive: Set[str]) -> NewNeed:
    words = tuple(word for word in need.words if word.concept not in sensitive)
    return replace(need, words=words, must_languages=need.must_languages - sensitive)


def _taken_back_on(kind: ConsentKind, given: Iterable[Consent]) -> date | None:
    """The last day on which it was; None while a yes stands, or where there was none."""
    of_kind = [yes.withdrawn_on for yes in given if yes.kind is kind]
    days = [day for day in of_kind if day is not None]
    return max(days) if days and len(days) == len(of_kind) else None
