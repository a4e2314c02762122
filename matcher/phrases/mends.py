"""What would open a pair that something keeps apart: what to ask of whom (R45)."""

from collections.abc import Mapping, Sequence

from matcher.domain.people import Form
from matcher.domain.suggestions import Broken, RuleClass
from matcher.phrases.frames import EVERY
from matcher.phrases.rules import RULES, minutes_over
from matcher.phrases.voice import N_, Voice, as_list

MOST_OVER = 20  # minutes: to ask for more of somebody's way is no small thing
OWN: Mapping[str, str] = {  # what protects one of them, and is her own to move
    "capacity": N_("Fråga %(who)s om ett uppdrag till"),
    "hours": N_("Fråga %(who)s om fler timmar"),
    "consent": N_("Fråga om personens ja"),
}


def opens(found: Sequence[Broken], voice: Voice) -> str:
    """What would open the pair, of all that keeps it apart; that nothing would, where safety does.
    Empty where nobody has words for it.
    """
    if any(one.rule_class is RuleClass.SAFETY and one.rule not in OWN for one in found):
        return voice.say(N_("Inget undantag går att göra"))
    who = voice.volunteer
    said = [
        voice.say(OWN[one.rule], who=who) if one.rule in OWN else mend(one, voice) for one in found
    ]
    return ". ".join(words for words in said if words)


def is_theirs_to_move(found: Sequence[Broken]) -> bool:
    """Whether all that safety has against the two is what one of them may move by a word."""
    safety = [one.rule for one in found if one.rule_class is RuleClass.SAFETY]
    return bool(safety) and all(rule in OWN for rule in safety)


def mend(found: Broken, voice: Voice) -> str:
    """What would open it; nothing where nothing should (safety)."""
    facts = found.facts
    if found.rule == "time" and (minutes := facts.get("minutes_would_do")):
        return voice.say(
            N_("%(longest)s minuter i stället för %(minutes)s"),
            longest=minutes,
            minutes=facts["minutes"],
        )
    weeks = facts.get("weeks_would_do")
    if found.rule == "time" and isinstance(weeks, int) and (every := EVERY.get(weeks)):
        return voice.say(N_("Fråga om %(rhythm)s räcker"), rhythm=voice.say(every))
    if found.rule == "time" and not facts.get("longest_minutes"):
        return voice.say(N_("Fråga om en annan dag eller tid"))
    if found.rule == "way" and minutes_over(facts) > MOST_OVER:
        return voice.say(N_("Sök någon som bor närmare"))
    if found.rule == "form" and Form.GROUP in as_list(facts.get("need")):
        return voice.say(N_("Fråga %(who)s om det går att ses i grupp"), who=voice.volunteer)
    words = RULES[found.rule].mend
    return voice.say(words) if words else ""
