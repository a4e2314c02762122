"""Sentences for what the engine finds and the deeds refuse: as a coordinator would say them aloud.

    voice      in which language, about whom          frames    when and how far
    rules      what forbids                           criteria  what speaks for a pair
    mends      what would open what is forbidden      counts    how many a rule keeps away
    asks       what to ask, and in what two differ    states    bands, reasons, states, gates
    faults     what is wrong with a value, and refusals

Facts come in, words go out; nothing is computed here. Swedish is written here, English stands in
`config/translations/en/phrases.po`. A name is only ever what the page has put into its `Voice`.
"""

from matcher.phrases.asks import ask, differs
from matcher.phrases.counts import rule_short
from matcher.phrases.criteria import criterion, shared
from matcher.phrases.faults import fault, list_fault, refusal
from matcher.phrases.frames import form, meeting, regular_time, way
from matcher.phrases.lists import list_answer, list_field, purpose
from matcher.phrases.mends import mend, opens
from matcher.phrases.rules import broken, refused, rule
from matcher.phrases.states import (
    assignment_type,
    band,
    gate,
    match_state,
    need_kind,
    no_holds,
    override_reason,
    reject_reason,
    suggestion_state,
)
from matcher.phrases.voice import Voice

__all__ = [
    "Voice", "ask", "assignment_type", "band", "broken", "criterion", "differs", "fault", "form",
    "gate", "list_answer", "list_fault", "list_field", "match_state", "meeting", "mend",
    "need_kind", "no_holds", "opens", "override_reason", "purpose", "refusal",
    "refused", "regular_time", "reject_reason", "rule", "rule_short", "shared",
    "suggestion_state", "way",
]  # fmt: skip
