"""One word each: bands of fit, states, kinds, gates, and the lists that people choose from."""

from collections.abc import Mapping

from matcher.domain.clearance import AssignmentType, Gate
from matcher.domain.matches import MatchState, OverrideReason
from matcher.domain.needs import NeedKind
from matcher.domain.suggestions import RejectReason, SuggestionState
from matcher.languages import SOURCE
from matcher.phrases.voice import N_, say

BANDS: Mapping[str | None, str] = {
    "very_good": N_("Passar mycket bra"),
    "good": N_("Passar bra"),
    "fair": N_("Passar ganska bra"),
    None: N_("Passar delvis"),
}
REJECT_REASONS: Mapping[RejectReason, str] = {
    RejectReason.KNOW_EACH_OTHER: N_("De känner varandra, olämpligt"),
    RejectReason.UNSUITABLE: N_("Passar inte ihop, min bedömning"),
    RejectReason.TIME_DOES_NOT_WORK: N_("Tiden fungerar inte i verkligheten"),
    RejectReason.TOO_FAR: N_("För långt eller krånglig resa"),
    RejectReason.SAID_NO: N_("En av dem har sagt nej"),
    RejectReason.WRONG_FACTS: N_("Fel uppgifter, jag rättar dem"),
}
NO_HOLDS: Mapping[RejectReason, str] = {  # as `suggestions._block` bars the two
    RejectReason.KNOW_EACH_OTHER: N_("Föreslås inte igen."),
    RejectReason.UNSUITABLE: N_("Föreslås inte igen."),
    RejectReason.TIME_DOES_NOT_WORK: N_("Föreslås inte på ett halvår."),
    RejectReason.TOO_FAR: N_("Föreslås inte på ett halvår."),
    RejectReason.SAID_NO: N_("Föreslås inte på ett halvår."),
    RejectReason.WRONG_FACTS: N_("Föreslås när uppgifterna har ändrats, senast om ett halvår."),
}
OVERRIDE_REASONS: Mapping[OverrideReason, str] = {
    OverrideReason.BOTH_AGREED: N_("Båda vet om det och vill ändå"),
    OverrideReason.WILL_TRY: N_("De vill prova"),
    OverrideReason.FACT_IS_OLD: N_("Uppgiften är gammal"),
    OverrideReason.PRACTICAL_SOLUTION: N_("Vi har löst det praktiskt"),
}
SUGGESTION_STATES: Mapping[SuggestionState, str] = {
    SuggestionState.PROPOSED: N_("Att ta ställning till"),
    SuggestionState.ACCEPTED: N_("Godkänt"),
    SuggestionState.REJECTED: N_("Avvisat"),
    SuggestionState.NOT_NOW: N_("Inte nu"),
    SuggestionState.WITHDRAWN: N_("Föreslås inte längre"),
    SuggestionState.EXPIRED: N_("Ingen tog ställning"),
}
MATCH_STATES: Mapping[MatchState, str] = {
    MatchState.APPROVED: N_("Godkänd, ingen är kontaktad"),
    MatchState.VOLUNTEER_ASKED: N_("Volontären är tillfrågad"),
    MatchState.VOLUNTEER_YES: N_("Volontären har sagt ja"),
    MatchState.RECIPIENT_ASKED: N_("Mottagaren är tillfrågad"),
    MatchState.BOTH_YES: N_("Båda har sagt ja"),
    MatchState.MEETING_BOOKED: N_("Första mötet är bokat"),
    MatchState.TRIAL: N_("Provtid"),
    MatchState.ACTIVE: N_("Pågår"),
    MatchState.PAUSED: N_("Pausad"),
    MatchState.ENDING: N_("Håller på att avslutas"),
    MatchState.ENDED: N_("Avslutad"),
    MatchState.DECLINED: N_("Blev inte av"),
}
NEED_KINDS: Mapping[NeedKind, str] = {
    NeedKind.COMPANIONSHIP: N_("Sällskap"),
    NeedKind.ERRAND: N_("Ärende"),
    NeedKind.LOCAL: N_("Lokalt uppdrag"),
}
TYPES: Mapping[AssignmentType, str] = {
    AssignmentType.VISIT: N_("besök hemma"),
    AssignmentType.OUTING: N_("sällskap ute"),
    AssignmentType.REMOTE: N_("telefon och brev"),
    AssignmentType.ACTIVITY: N_("aktivitet i grupp"),
    AssignmentType.CHILDREN: N_("uppdrag med barn"),
}
GATES: Mapping[Gate, str] = {
    Gate.STATE: N_("inte aktiv"),
    Gate.AGE: N_("åldern är inte känd eller räcker inte"),
    Gate.INTERVIEW: N_("intervjun är inte gjord"),
    Gate.REFERENCE: N_("referenser saknas"),
    Gate.AGREEMENT: N_("överenskommelsen är inte skriven"),
    Gate.CONFIDENTIALITY: N_("tystnadslöftet är inte skrivet"),
    Gate.INTRODUCTION: N_("introduktionen är inte gjord"),
    Gate.GUARDIAN_CONSENT: N_("vårdnadshavarens ja saknas"),
    Gate.EXTRACT: N_("registerutdrag är inte visat"),
    Gate.PAUSE: N_("pausad"),
}


def band(word: str | None, language: str = SOURCE) -> str:
    """How well two suit each other, in words; a band a centre has named itself is said as it is."""
    return say(BANDS.get(word, word or ""), language)


def reject_reason(reason: RejectReason, language: str = SOURCE) -> str:
    """Why not, as on the list one chooses from."""
    return say(REJECT_REASONS[reason], language)


def no_holds(reason: RejectReason, language: str = SOURCE) -> str:
    """How long the two are not suggested to each other after such a no."""
    return say(NO_HOLDS[reason], language)


def override_reason(reason: OverrideReason, language: str = SOURCE) -> str:
    """Why against a wish, as on the list one chooses from."""
    return say(OVERRIDE_REASONS[reason], language)


def suggestion_state(state: SuggestionState, language: str = SOURCE) -> str:
    """What has become of a suggestion."""
    return say(SUGGESTION_STATES[state], language)


def match_state(state: MatchState, language: str = SOURCE) -> str:
    """How far a match has come."""
    return say(MATCH_STATES[state], language)


def need_kind(kind: NeedKind, language: str = SOURCE) -> str:
    """What sort of need."""
    return say(NEED_KINDS[kind], language)


def assignment_type(kind: AssignmentType, language: str = SOURCE) -> str:
    """A type of uppdrag, within a sentence."""
    return say(TYPES[kind], language)


def gate(missing: Gate, language: str = SOURCE) -> str:
    """What is missing before a volunteer is cleared, within a sentence."""
    return say(GATES[missing], language)
