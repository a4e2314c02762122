"""What forbids a pair: each rule as a plain sentence, as a few words to count, and with its facts
(R33, R45). What would open it is said in `mends`, how many it keeps apart in `counts`.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from matcher.domain.clearance import AssignmentType, Gate
from matcher.domain.errors import RuleBroken
from matcher.domain.suggestions import Broken, Facts, Subject
from matcher.languages import SOURCE
from matcher.phrases.asks import gender, who
from matcher.phrases.frames import PARITIES, mode_words
from matcher.phrases.states import GATES, TYPES
from matcher.phrases.voice import N_, Voice, as_list, capital, listed, say

COUNTED_MINUTES = 120  # further than that nobody counts in minutes


class RuleWords(NamedTuple):
    """A rule in words: the sentence, a few words after a number, and what would open it."""

    sentence: str
    short: str
    mend: str = ""


RULES: Mapping[str, RuleWords] = {
    "clearance": RuleWords(
        N_("Volontären är inte klar för den här sortens uppdrag."),
        N_("inte klara för uppdraget"),
    ),
    "consent": RuleWords(N_("Personens eget ja saknas."), N_("utan eget ja")),
    "restricted": RuleWords(
        N_("Uppgifterna ligger stilla medan något reds ut."), N_("vars uppgifter ligger stilla")
    ),
    "blocked_pair": RuleWords(
        N_("De två ska inte föreslås för varandra."), N_("ska inte föreslås för varandra")
    ),
    "never_list": RuleWords(
        N_("Uppdraget innehåller något som volontärer aldrig gör."), N_("det volontärer aldrig gör")
    ),
    "min_age": RuleWords(N_("Volontären är för ung för uppdraget."), N_("för unga")),
    "capacity": RuleWords(N_("Volontären har inte plats för fler just nu."), N_("fullbokade")),
    "hours": RuleWords(
        N_("Uppdraget tar fler timmar i månaden än volontären har kvar att ge."),
        N_("utan timmar kvar som räcker"),
    ),
    "allergy": RuleWords(N_("En av dem är allergisk mot något hos den andra."), N_("allergi")),
    "period": RuleWords(
        N_("Uppdraget ligger för nära för att hinna fråga, eller längre fram än åtta veckor."),
        N_("för nära eller för långt fram i tiden"),
    ),
    "task": RuleWords(
        N_("Volontären vill göra annat än det som önskas."),
        N_("vill göra annat"),
        N_("Fråga om det går att göra något av det tillsammans"),
    ),
    "skills": RuleWords(
        N_("Volontären saknar vana som behövs."),
        N_("saknar vana som behövs"),
        N_("Fråga om vanan finns, eller om någon kan visa"),
    ),
    "language": RuleWords(
        N_("De har inget språk som räcker för samtal."),
        N_("utan gemensamt språk"),
        N_("Fråga om fler språk"),
    ),
    "gender": RuleWords(
        N_("Ett krav på vem man träffar är inte uppfyllt."),
        N_("krav på kvinna eller man"),
        N_("Fråga om kravet kan vara ett önskemål"),
    ),
    "cat": RuleWords(
        N_("En av dem klarar inte katt."), N_("klarar inte katt"), N_("Ses någon annanstans")
    ),
    "dog": RuleWords(
        N_("En av dem klarar inte hund."), N_("klarar inte hund"), N_("Ses någon annanstans")
    ),
    "smoke": RuleWords(
        N_("En av dem klarar inte rök."), N_("klarar inte rök"), N_("Ses någon annanstans")
    ),
    "fragrance": RuleWords(
        N_("En av dem klarar inte parfym."),
        N_("klarar inte parfym"),
        N_("Fråga om det går utan parfym"),
    ),
    "stairs": RuleWords(
        N_("En av dem klarar inte trappor."), N_("klarar inte trappor"), N_("Ses utanför hemmet")
    ),
    "form": RuleWords(
        N_("De vill ses på olika sätt."),
        N_("vill ses på annat sätt"),
        N_("Fråga om telefon eller en promenad kan vara en början"),
    ),
    "time": RuleWords(
        N_("De har ingen gemensam tid som räcker."),
        N_("utan gemensam tid"),
        N_("Fråga om kortare besök eller en annan dag"),
    ),
    "way": RuleWords(
        N_("Vägen är längre än volontären har sagt."),
        N_("för långt bort"),
        N_("Fråga om lite längre väg går bra"),
    ),
    "together": RuleWords(
        N_("Volontären går tillsammans med någon, och det finns inte plats för båda."),
        N_("går två och två"),
        N_("Fråga om det går att komma ensam, eller ta emot två"),
    ),
    "too_few": RuleWords(
        N_("Färre kan komma än det behövs för att börja."), N_("för få för att börja")
    ),
    "resting": RuleWords(
        N_("De två vilar den här veckan, efter ”Inte nu”."),
        N_("vilar den här veckan, efter ”Inte nu”"),
        N_("Kan föreslås igen nästa vecka"),
    ),
    "short_notice": RuleWords(
        N_("Det är kort varsel, och volontären står inte på listan för det."),
        N_("inte beredda med kort varsel"),
        N_("Fråga om det går den här gången"),
    ),
}


def rule(rule_id: str, language: str = SOURCE) -> str:
    """The rule as a sentence."""
    return say(RULES[rule_id].sentence, language)


def broken(found: Broken, voice: Voice) -> str:
    """The rule with what it looked at, where the facts say more than the rule alone."""
    told = _TELL.get(found.rule)
    return (told(found.facts, voice) if told else "") or rule(found.rule, voice.language)


def refused(found: RuleBroken, language: str = SOURCE) -> str:
    """Why two may not be brought together, a sentence for each rule, without their names."""
    voice = Voice(language)
    said = [broken(one, voice) for one in found.told] or [
        rule(one, language) for one in found.rules
    ]
    return " ".join(f"{capital(sentence).rstrip('.')}." for sentence in said)


def _clearance(facts: Facts, voice: Voice) -> str:
    missing = facts.get("missing")
    if not isinstance(missing, Mapping):
        return ""
    if missing and all(as_list(gates) == [Gate.PAUSE.value] for gates in missing.values()):
        return voice.say(N_("%(who)s är pausad just nu."), who=voice.volunteer)
    said = [
        f"{voice.say(TYPES[AssignmentType(kind)])}: "
        + listed((voice.say(GATES[Gate(str(one))]) for one in as_list(gates)), voice.language)
        for kind, gates in missing.items()
    ]
    return voice.say(
        N_("%(who)s är inte klar för %(what)s."), who=voice.volunteer, what="; ".join(said)
    )


def _time(facts: Facts, voice: Voice) -> str:
    if facts.get("longest_minutes"):
        if facts.get("missing_minutes"):
            return voice.say(
                N_("%(missing)s minuter för lite gemensam tid"), missing=facts["missing_minutes"]
            )
        times = {"met": facts["met"], "of": facts["of"]}
        if weeks := PARITIES.get(str(facts.get("parity"))):
            return voice.say(
                N_("gemensam tid bara %(weeks)s, %(met)s av %(of)s gånger"),
                weeks=voice.say(weeks),
                **times,
            )
        return voice.say(N_("gemensam tid bara %(met)s av %(of)s gånger"), **times)
    return voice.say(N_("ingen gemensam tid"))


def _way(facts: Facts, voice: Voice) -> str:
    if over := minutes_over(facts):
        words = (
            N_("%(over)s minuter för långt %(mode)s")
            if over <= COUNTED_MINUTES
            else N_("timmar för långt %(mode)s")
        )
        mode = mode_words(facts.get("mode"), voice.language)
        return voice.say(words, over=over, mode=mode).strip()
    km, reach_km = facts.get("km"), facts.get("reach_km")
    if isinstance(km, int | float) and isinstance(reach_km, int | float):
        return voice.say(
            N_("ca %(km)s km, gränsen är %(reach)s"), km=round(km), reach=round(reach_km)
        )
    return ""


def minutes_over(facts: Facts) -> int:
    """How many minutes more than she goes; 0 where it is not told in minutes."""
    minutes, reach = facts.get("minutes"), facts.get("reach_minutes")
    if isinstance(minutes, int) and isinstance(reach, int):
        return max(0, minutes - reach)
    return 0


def _task(facts: Facts, voice: Voice) -> str:
    if words := as_list(facts.get("will_not")):
        return voice.say(N_("vill inte göra %(words)s"), words=voice.words(words))
    return voice.say(N_("vill göra annat än %(words)s"), words=voice.words(facts.get("wanted")))


def _language(facts: Facts, voice: Voice) -> str:
    if words := as_list(facts.get("must")):
        return voice.say(N_("talar inte %(words)s"), words=voice.words(words))
    return voice.say(N_("inget gemensamt språk"))


def _skills(facts: Facts, voice: Voice) -> str:
    return voice.say(N_("saknar vana av %(words)s"), words=voice.words(facts.get("lacking")))


def _gender(facts: Facts, voice: Voice) -> str:
    said = [
        voice.say(
            N_("%(who)s vill bara träffa %(wants)s"),
            who=who(Subject(str(wish["who"])), voice),
            wants=gender(wish["wants"], voice),
        )
        for wish in as_list(facts.get("wishes"))
        if isinstance(wish, Mapping)
    ]
    return ", ".join(said)


def _hours(facts: Facts, voice: Voice) -> str:
    if "minutes" not in facts:
        return ""
    return voice.say(
        N_("Uppdraget tar %(takes)s timmar i månaden. Volontären har %(left)s kvar att ge."),
        takes=_in_hours(facts["minutes"], voice),
        left=_in_hours(facts["left"], voice),
    )


def _in_hours(minutes: object, voice: Voice) -> str:
    """Hours to a tenth, as they are written: 1,5 or 1.5."""
    hours = f"{round(int(str(minutes)) / 60, 1):g}"
    return hours.replace(".", ",") if voice.language == SOURCE else hours


def _min_age(facts: Facts, voice: Voice) -> str:
    return voice.say(N_("Uppdraget är från %(min_age)s år."), min_age=facts.get("min_age"))


_TELL: Mapping[str, Callable[[Facts, Voice], str]] = {
    "clearance": _clearance,
    "min_age": _min_age,
    "hours": _hours,
    "time": _time,
    "way": _way,
    "task": _task,
    "language": _language,
    "skills": _skills,
    "gender": _gender,
}
