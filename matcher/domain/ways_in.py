"""On the way in: each stands in exactly one step, with what is done next; nobody falls through.

volunteer   called ▶ the gates of a type she wants, the nearest first ▶ made active ▶ cleared for it
recipient   asked herself ▶ what she would like ▶ seen at home ▶ class ▶ on the waiting list
besides     a referrer to be called back; a need an organisation has proposed
"""

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum

from matcher.domain.clearance import AssignmentType, Gate
from matcher.domain.needs import NeedKind, assignment_types
from matcher.domain.people import Form
from matcher.domain.recipients import RecipientState
from matcher.domain.volunteers import VolunteerState


class WayStep(StrEnum):
    """What is done next. A gate's step has the gate's word."""

    CALL = "call"
    INTERVIEW = "interview"
    REFERENCE = "reference"
    INTRODUCTION = "introduction"
    AGREEMENT = "agreement"
    CONFIDENTIALITY = "confidentiality"
    GUARDIAN_CONSENT = "guardian_consent"
    EXTRACT = "extract"
    AGE = "age"
    MAKE_ACTIVE = "state"
    REST = "pause"  # she has paused: the only step that waits for somebody else than the centre
    CALL_REFERRER = "call_referrer"
    ASK_HERSELF = "ask_herself"
    SAY_WHAT = "say_what"
    SEE_HOME = "see_home"
    SET_CLASS = "set_class"
    PUBLISH = "publish"

    @property
    def waits_for_the_centre(self) -> bool:
        """It is for us to do."""
        return self is not WayStep.REST


# What is done with a new volunteer, in the order it is done.
ORDER = (
    Gate.INTERVIEW,
    Gate.REFERENCE,
    Gate.INTRODUCTION,
    Gate.AGREEMENT,
    Gate.CONFIDENTIALITY,
    Gate.GUARDIAN_CONSENT,
    Gate.EXTRACT,
    Gate.AGE,
    Gate.STATE,
    Gate.PAUSE,
)


def first_of(missing: Collection[Gate]) -> Gate | None:
    """Which of the gates to open first."""
    return next((gate for gate in ORDER if gate in missing), None)


def wanted_types(forms: Collection[Form]) -> frozenset[AssignmentType]:
    """The types of uppdrag at which one meets as she wishes, and those with children, which are
    of any form; all of them where she has not said. Who is cleared for others only is not in yet:
    nothing of what she wants may be suggested to her.
    """
    if not forms:
        return frozenset(AssignmentType)
    told = frozenset(forms)
    kinds = (assignment_types(kind, told, children_present=False) for kind in NeedKind)
    return frozenset({AssignmentType.CHILDREN}).union(*kinds)


def volunteer_step(
    state: VolunteerState, missing: Mapping[AssignmentType, Sequence[Gate]], *, is_paused: bool
) -> WayStep | None:
    """Where a volunteer stands, by the types that she wants; None for who is cleared for one of
    them, or is with us no more.
    """
    if state in (VolunteerState.LEFT, VolunteerState.NOT_RELEVANT):
        return None
    if state is VolunteerState.INTERESTED:
        return WayStep.CALL
    if is_paused:
        waits = [set(gates) - {Gate.PAUSE} for gates in missing.values()]
        return WayStep.REST if all(waits) else None
    nearest = first_of(min(missing.values(), key=len, default=()))
    return WayStep(nearest.value) if nearest else None


def recipient_step(
    state: RecipientState,
    wanted: Sequence[Collection[Form]],
    *,
    is_seen: bool,
    has_class: bool,
) -> WayStep | None:
    """Where a person stands; `wanted` are the forms of each standing need of hers. None for who is
    on the waiting list with all that it needs, matched, resting or gone.
    """
    if state is RecipientState.ENQUIRY:
        return WayStep.ASK_HERSELF
    if state is not RecipientState.WAITING:
        return None
    if not wanted:
        return WayStep.SAY_WHAT
    if not is_seen and any(not forms or Form.HOME in forms for forms in wanted):
        return WayStep.SEE_HOME
    return None if has_class else WayStep.SET_CLASS
