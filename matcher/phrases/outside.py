"""What a coordinator may say to whoever asks: the volunteer, the one who waits, who referred them.

It is said of the asker's own wishes only. No count, no fact and no name of anybody else is in it,
so it is safe aloud, in a letter, and to another centre.
"""

from collections.abc import Mapping

from matcher.domain.suggestions import Subject, Without
from matcher.languages import SOURCE
from matcher.phrases.voice import N_, say

TO_VOLUNTEER: Mapping[str, str] = {
    "time": N_("Just nu passar andra tider bättre än dem du har sagt."),
    "task": N_("Just nu önskas annat än det du vill göra."),
    "form": N_("Just nu önskas andra sätt att ses."),
    "way": N_("Just nu är vägen längre än du har sagt."),
    "language": N_("Just nu behövs andra språk."),
    "skills": N_("Just nu behövs annan vana."),
    "gender": N_("Just nu går önskemålen om vem man träffar inte ihop."),
    "clearance": N_("Några steg återstår innan du kan få uppdrag."),
    "capacity": N_("Du har så många uppdrag som du har sagt att du vill ha."),
    "hours": N_("Uppdragen tar fler timmar i månaden än du har sagt."),
    "restricted": N_("Vi gör ingenting med dina uppgifter just nu."),
    "short_notice": N_("Just nu behövs den som kan med kort varsel."),
}
TO_WAITING: Mapping[str, str] = {
    "time": N_("Vi letar efter någon som kan just de tider som passar dig."),
    "task": N_("Vi letar efter någon som vill göra det du önskar."),
    "form": N_("Vi letar efter någon som vill ses på det sätt du önskar."),
    "way": N_("Vi letar efter någon som kan ta sig till dig."),
    "language": N_("Vi letar efter någon som talar ditt språk."),
    "skills": N_("Vi letar efter någon med den vana som behövs."),
    "gender": N_("Vi letar efter någon som du vill träffa."),
    "consent": N_("Vi behöver ditt ja innan vi kan leta efter någon."),
    "restricted": N_("Vi gör ingenting med dina uppgifter just nu."),
    "period": N_("Tiden för uppdraget är inte nu."),
    "never_list": N_("Det du önskar får volontärer inte göra. Vi hjälper dig att hitta rätt."),
}
TO_ORGANISATION: Mapping[str, str] = {
    **TO_WAITING,
    "time": N_("Vi letar efter någon som kan just de tider som passar er."),
    "task": N_("Vi letar efter någon som vill göra det ni önskar."),
    "form": N_("Vi letar efter någon som vill ses på det sätt ni önskar."),
    "way": N_("Vi letar efter någon som kan ta sig till er."),
    "language": N_("Vi letar efter någon som talar det språk som behövs."),
    "gender": N_("Vi letar efter någon som ni vill träffa."),
    "restricted": N_("Vi gör ingenting med era uppgifter just nu."),
    "never_list": N_("Det ni önskar får volontärer inte göra. Vi hjälper er att hitta rätt."),
}
ELSE = {
    Subject.VOLUNTEER: N_("Vi har inget uppdrag till dig just nu, men hör av oss när det finns."),
    Subject.NEED: N_("Vi letar fortfarande efter någon som passar dig."),
}
ELSE_TO_ORGANISATION = N_("Vi letar fortfarande efter någon som passar er.")
SUGGESTED = {
    Subject.VOLUNTEER: N_("Vi tittar på ett uppdrag som kan passa dig, och hör av oss."),
    Subject.NEED: N_("Vi tittar på någon som kan passa dig, och hör av oss."),
}
SUGGESTED_TO_ORGANISATION = N_("Vi tittar på någon som kan passa er, och hör av oss.")
OTHERS_FIRST = {
    Subject.VOLUNTEER: N_("Det finns uppdrag som skulle passa dig, men de är tänkta för andra nu."),
    Subject.NEED: N_("Det finns någon som skulle kunna passa, men vi vet inte än om det går."),
}


def said_to(
    asker: Subject,
    why: Without | None,
    language: str = SOURCE,
    *,
    is_suggested: bool = False,
    is_organisation: bool = False,
) -> str:
    """One or two sentences about the asker's own wishes; none about anybody else."""
    waiting = TO_ORGANISATION if is_organisation else TO_WAITING
    words = TO_VOLUNTEER if asker is Subject.VOLUNTEER else waiting
    otherwise = ELSE_TO_ORGANISATION if is_organisation else ELSE[asker]
    if is_suggested:
        return say(SUGGESTED_TO_ORGANISATION if is_organisation else SUGGESTED[asker], language)
    if why is None:
        return say(otherwise, language)
    own = [words[rule] for rule in why.own if rule in words]
    if own:
        return " ".join(say(one, language) for one in own)
    if why.possible:
        return say(OTHERS_FIRST[asker], language)
    if why.resting:  # there is somebody, another week
        return say(otherwise, language)
    reasons = [words[rule] for rule in why.blocked if rule in words and rule not in _NOT_HERS]
    return say(reasons[0] if reasons else otherwise, language)


_NOT_HERS = frozenset({"capacity", "clearance", "consent"})  # of the others, not of the asker
