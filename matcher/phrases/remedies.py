"""Small changes as things to say aloud, and what each would do; and the words of a recruitment.

What the coordinator reads may name people. What she hangs on a notice board may not point at
anybody: a fact stands in it only when at least `FEWEST` of those who wait share it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matcher.domain.answers import Recipe, Remedy
from matcher.domain.clearance import Gate
from matcher.domain.people import Form, Trait
from matcher.domain.suggestions import Subject
from matcher.phrases.asks import gender
from matcher.phrases.cast import Cast
from matcher.phrases.frames import EVERY, FORMS
from matcher.phrases.states import GATES
from matcher.phrases.voice import N_, Voice, capital, listed

FEWEST = 5  # counts below five are told as few; so is what fewer than five share

HOURS: Mapping[str, str] = {
    "weekday_forenoons": N_("på vardagar före lunch"),
    "weekday_afternoons": N_("på vardagar efter lunch"),
    "weekday_evenings": N_("på vardagskvällar"),
    "weekends": N_("på helger"),
}
BEARS: Mapping[Trait, str] = {
    Trait.CAT: N_("Fråga %(who)s om det går att ses trots katt."),
    Trait.DOG: N_("Fråga %(who)s om det går att ses trots hund."),
    Trait.SMOKE: N_("Fråga %(who)s om det går att ses trots rök."),
    Trait.FRAGRANCE: N_("Fråga %(who)s om det går att ses trots parfym."),
    Trait.STAIRS: N_("Fråga %(who)s om det går bra med trappor ändå."),
}


@dataclass(frozen=True, slots=True)
class Advert:
    """What may be told of a volunteer one looks for: None where too few share it."""

    hours: str | None
    where: str | None
    language: str | None  # a concept
    is_company: bool = True  # at least so many of those she could go to wait for company


def remedy(told: Remedy, cast: Cast, voice: Voice) -> str:
    """What to do, as one would say it."""
    who = (cast.need if told.subject is Subject.NEED else cast.volunteer)(told.id)
    facts: Mapping[str, Any] = told.facts
    if told.recipe is Recipe.RECRUIT:
        return recruit(facts, voice, near=who)
    if told.recipe is Recipe.CONSENT:
        return voice.say(N_("Fråga %(who)s om ett ja till att bli matchad."), who=who)
    if told.recipe is Recipe.ROOM:
        return voice.say(N_("Fråga %(who)s om ett uppdrag till."), who=who)
    if told.recipe is Recipe.CLEARANCE:
        words = GATES[Gate(facts["gate"])]
        gate = voice.say(words)
        return voice.say(N_("Gör klart en kontroll för %(who)s: %(gate)s."), who=who, gate=gate)
    return _reach(facts, who, voice) if told.recipe is Recipe.REACH else _wish(facts, who, voice)


def effect(told: Remedy, cast: Cast) -> str:
    """Who would have somebody who has nobody, and who would lose what they have."""
    if told.sides is None:
        return ""
    shifts = told.sides.difference.shifts
    new = [cast.need(one.need_id) for one in shifts if not one.before]
    gone = [cast.need(one.need_id) for one in shifts if not one.after]
    if not new:
        return cast.say(N_("Då får lika många någon."))
    said = [cast.say(N_("Då får %(names)s någon."), names=listed(new, cast.language))]
    if gone:
        names = capital(listed(gone, cast.language))
        said.append(cast.say(N_("%(names)s blir utan."), names=names))
    if told.facts.get("swedish_will_do"):  # of one looked for: the same week without her second
        said.append(cast.say(N_("Svenska räcker för det.")))
    return " ".join(said)


def recruit(facts: Mapping[str, Any], voice: Voice, *, near: str) -> str:
    """Whom to look for, as the coordinator reads it."""
    words = HOURS[facts["hours"]]
    hours = voice.say(words)
    if facts.get("language"):
        words = (
            N_("Sök en volontär nära %(near)s som kan %(hours)s, gärna en som talar %(spoken)s.")
            if facts["by_swedish"]
            else N_("Sök en volontär nära %(near)s som kan %(hours)s och talar %(spoken)s.")
        )
        return voice.say(words, near=near, hours=hours, spoken=voice.word(facts["language"]))
    return voice.say(N_("Sök en volontär nära %(near)s som kan %(hours)s."), near=near, hours=hours)


def open_to(facts: Mapping[str, Any], cast: Cast, voice: Voice) -> str:
    """To whom the one looked for could go, and to how many without the second language."""
    needs: Sequence[str] = facts["open_to"]
    names = listed(map(cast.need, needs), cast.language)
    if len(needs) == 1:
        said = cast.say(N_("Kunde gå till %(names)s."), names=names)
    else:
        said = cast.say(
            N_("Kunde gå till %(count)s som är utan förslag: %(names)s."),
            count=len(needs),
            names=names,
        )
    if not facts["language"]:
        return said
    spoken = voice.word(facts["language"])
    if not facts["by_swedish"]:
        return f"{said} " + cast.say(N_("Alla behöver %(spoken)s."), spoken=spoken)
    alone = N_("Till %(count)s av dem räcker svenska, utan %(spoken)s.")
    return f"{said} " + cast.say(alone, count=facts["by_swedish"], spoken=spoken)


def advert(told: Advert, voice: Voice, *, centre: str) -> str:
    """A notice that anybody may read: it points at nobody who waits."""
    said = [voice.say(N_("Vi söker dig som vill vara volontär hos %(centre)s."), centre=centre)]
    if told.hours and told.where:
        said.append(
            voice.say(
                N_("Kan du %(hours)s, i eller nära %(where)s?"),
                hours=voice.say(HOURS[told.hours]),
                where=told.where,
            )
        )
    elif told.hours:
        said.append(voice.say(N_("Kan du %(hours)s?"), hours=voice.say(HOURS[told.hours])))
    elif told.where:
        said.append(voice.say(N_("Bor du i eller nära %(where)s?"), where=told.where))
    if told.language:
        said.append(voice.say(N_("Talar du %(spoken)s?"), spoken=voice.word(told.language)))
    said.append(voice.say(_waiting(told)))
    return " ".join(said)


def _waiting(told: Advert) -> str:
    """What waits: company only where it is that, and the hours only where they are told."""
    if not told.is_company:
        return N_("Vi behöver fler volontärer. Hör av dig, så berättar vi mer.")
    if told.hours:
        return N_("Flera väntar på sällskap just då. Hör av dig, så berättar vi mer.")
    return N_("Flera väntar på sällskap. Hör av dig, så berättar vi mer.")


def _reach(facts: Mapping[str, Any], who: str, voice: Voice) -> str:
    """All that would have to be other: of somebody with two limits, both may be too near."""
    if {"reach_minutes", "reach_km"} <= facts.keys():
        return voice.say(
            N_(
                "Fråga %(who)s om %(minutes)s minuters resa och %(km)s km går bra, i stället för "
                "%(was_minutes)s minuter och %(was_km)s km."
            ),
            who=who,
            minutes=facts["reach_minutes"],
            km=round(facts["reach_km"]),
            was_minutes=facts["was_reach_minutes"],
            was_km=round(facts["was_reach_km"]),
        )
    if "reach_minutes" in facts:
        return voice.say(
            N_("Fråga %(who)s om %(minutes)s minuters resa går bra, i stället för %(was)s."),
            who=who,
            minutes=facts["reach_minutes"],
            was=facts["was_reach_minutes"],
        )
    return voice.say(
        N_("Fråga %(who)s om %(km)s km går bra, i stället för %(was)s."),
        who=who,
        km=round(facts["reach_km"]),
        was=round(facts["was_reach_km"]),
    )


def _wish(facts: Mapping[str, Any], who: str, voice: Voice) -> str:
    every = EVERY.get(facts.get("every_weeks", 0), "")
    form = FORMS[Form(facts["form"])] if "form" in facts else ""
    name = next(iter(sorted(facts.keys() & _WISHES.keys())), "")
    if name == "trait":
        return voice.say(BEARS[Trait(facts["trait"])], who=who)
    return voice.say(
        _WISHES[name],
        who=who,
        minutes=facts.get("minutes"),
        was=facts.get("was"),
        rhythm=voice.say(every) if every else "",
        gender=gender(facts.get("gender"), voice),
        words=voice.words(facts.get("tasks") or facts.get("skills")),
        form=voice.say(form) if form else "",
    )


_WISHES: Mapping[str, str] = {
    "minutes": N_("Fråga %(who)s om %(minutes)s minuter räcker, i stället för %(was)s."),
    "every_weeks": N_("Fråga %(who)s om %(rhythm)s räcker."),
    "gender": N_("Fråga %(who)s om det måste vara %(gender)s, eller om det är ett önskemål."),
    "trait": "",
    "tasks": N_("Fråga %(who)s om %(words)s också kunde passa."),
    "skills": N_("Fråga %(who)s om vana av %(words)s."),
    "form": N_("Fråga %(who)s om det går att ses %(form)s."),
    "on_call": N_("Fråga %(who)s om det går att höra av sig med kort varsel."),
}
