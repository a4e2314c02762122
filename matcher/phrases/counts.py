"""How many of the other side a rule keeps away: a few words after a number (R46)."""

from collections.abc import Mapping

from matcher.domain.suggestions import Subject
from matcher.languages import SOURCE
from matcher.phrases.rules import RULES
from matcher.phrases.voice import N_, say

# Where uppdrag are counted and not volunteers: an uppdrag wants nothing and is never full.
OF_NEEDS: Mapping[str, str] = {
    "clearance": N_("volontären inte är klar för"),
    "consent": N_("utan personens ja"),
    "restricted": N_("där uppgifterna ligger stilla"),
    "blocked_pair": N_("där de två inte ska föreslås för varandra"),
    "min_age": N_("för äldre volontärer"),
    "capacity": N_("utöver dem volontären har plats för"),
    "hours": N_("tar fler timmar än volontären har kvar"),
    "task": N_("gäller annat än volontären vill göra"),
    "skills": N_("kräver en vana som saknas"),
    "cat": N_("där katt hindrar"),
    "dog": N_("där hund hindrar"),
    "smoke": N_("där rök hindrar"),
    "fragrance": N_("där parfym hindrar"),
    "stairs": N_("där trappor hindrar"),
    "form": N_("där man ses på annat sätt"),
    "together": N_("utan plats för två"),
    "short_notice": N_("med kort varsel"),
}


def rule_short(rule_id: str, language: str = SOURCE, *, asker: Subject = Subject.NEED) -> str:
    """A few words that can follow a number: "19 för långt bort". `asker` is whom the others are
    kept from: of a need volunteers are counted, of a volunteer uppdrag.
    """
    if asker is Subject.VOLUNTEER and rule_id in OF_NEEDS:
        return say(OF_NEEDS[rule_id], language)
    return say(RULES[rule_id].short, language)
